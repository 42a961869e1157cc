/* The child processes that parse: what happens to them must not change a verdict. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bole/facts.h"

enum { JOBS = 12 };

struct answers {
	unsigned count, measured, crashed;
};

static enum status take(void *context, const struct workshop_result *result, struct fault *fault)
{
	struct answers *answers = context;

	(void)fault;
	answers->count++;
	answers->measured += result->refusal == REFUSED_NOT;
	answers->crashed += result->refusal == REFUSED_CRASH;
	return STATUS_OK;
}

static pid_t parent_of(const char *process)
{
	char path[64], line[512];
	long parent = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", process);
	file = fopen(path, "r");
	if (!file)
		return 0;
	if (fgets(line, sizeof(line), file) && strrchr(line, ')'))
		parent = strtol(strrchr(line, ')') + 4, NULL, 10); /* behind ") S " */
	fclose(file);
	return (pid_t)parent;
}

/* Kills the children of `parent` except ourselves. */
static void kill_workers_of(pid_t parent)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		long process = strtol(entry->d_name, NULL, 10);

		if (process > 0 && process != getpid() && parent_of(entry->d_name) == parent)
			kill((pid_t)process, SIGKILL);
	}
	closedir(folder);
}

static struct bytes long_source(void)
{
	struct bytes source = BYTES_INIT;

	for (unsigned i = 0; i < 1000; i++)
		bytes_format(&source,
		             "int f%u(int x)\n{\n\tif (x)\n\t\treturn %u;\n\treturn x;\n}\n", i, i);
	return source;
}

static struct workshop *begin(struct answers *answers, struct bytes *source)
{
	struct workshop_limits limits = { .workers = 1 };
	struct workshop *workshop = NULL;
	struct fault fault = { 0 };

	*answers = (struct answers){ 0 };
	*source = long_source();
	assert_int_equal(workshop_open(&workshop, &limits, take, answers, &fault), STATUS_OK);
	for (unsigned i = 0; i < JOBS; i++) {
		struct workshop_job job = { .language = language_by_name(TEXT("c")),
			                    .bytes = bytes_text(source) };

		assert_int_equal(workshop_give(workshop, &job, &fault), STATUS_OK);
	}
	return workshop;
}

static void finish(struct workshop *workshop, struct bytes *source)
{
	struct fault fault = { 0 };

	assert_int_equal(workshop_finish(workshop, &fault), STATUS_OK);
	workshop_close(workshop);
	bytes_release(source);
}

static void a_worker_that_somebody_kills_costs_no_measurement(void **state)
{
	struct answers answers;
	struct bytes source;
	struct workshop *workshop = begin(&answers, &source);

	(void)state;
	kill_workers_of(getpid());
	finish(workshop, &source);
	assert_int_equal(answers.count, JOBS);
	assert_int_equal(answers.measured, JOBS);
}

static void workers_that_are_killed_again_and_again_end_the_work_all_the_same(void **state)
{
	struct answers answers;
	struct bytes source;
	struct workshop *workshop;
	pid_t killer = fork();

	(void)state;
	if (killer == 0) {
		for (;;)
			kill_workers_of(getppid());
	}
	workshop = begin(&answers, &source);
	finish(workshop, &source);
	kill(killer, SIGKILL);
	waitpid(killer, NULL, 0);
	assert_int_equal(answers.count, JOBS);
	assert_int_equal(answers.measured + answers.crashed, JOBS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worker_that_somebody_kills_costs_no_measurement),
		cmocka_unit_test(workers_that_are_killed_again_and_again_end_the_work_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
