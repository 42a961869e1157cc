/* Files that no parser can bear, and what they cost the others. */
#include <errno.h>
#include <signal.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "metrics/facts/worker.h"

enum { FILES_MAX = 64 };

/* How many times longer sound work takes under a sanitizer. */
#if defined(__SANITIZE_ADDRESS__)
enum { SLOWER = 8 };
#else
enum { SLOWER = 1 };
#endif

static const char sound_text[] = "int f(int a)\n{\n\treturn a;\n}\n";

struct given {
	struct bytes source;
	const char *language;
	enum refusal refusal; /* as answered; REFUSAL_COUNT: not yet */
	size_t units;
};

struct batch {
	struct given files[FILES_MAX];
	size_t count;
	struct workshop_limits limits;
	double seconds; /* of processor time that the children took */
	long largest;   /* resident memory of a child, in KiB */
};

static void give(struct batch *batch, const char *language, const char *text, size_t size)
{
	struct given *given = &batch->files[batch->count++];

	given->language = language;
	given->refusal = REFUSAL_COUNT;
	do
		bytes_add_string(&given->source, text);
	while (given->source.size < size);
	bytes_format(&given->source, "\n/* %zu */\n", batch->count);
}

static void give_sound(struct batch *batch)
{
	give(batch, "c", "int sound(int a)\n{\n\treturn a ? 1 : 2;\n}\n", 0);
}

/* Quadratic in time and frugal in memory. */
static void give_slow(struct batch *batch)
{
	give(batch, "c", "!a", 60000);
}

/* Quadratic in memory. */
static void give_hungry(struct batch *batch)
{
	give(batch, "java", "=/a", 60000);
}

static enum status take(void *context, const struct workshop_result *result, struct fault *fault)
{
	struct given *given = result->tag;
	struct facts facts = { .language = result->language };
	struct arena arena = ARENA_INIT;

	(void)context;
	(void)fault;
	assert_int_equal(given->refusal, REFUSAL_COUNT); /* answered once */
	assert_true(facts_decode_links(&facts, result->links, &arena));
	assert_true(facts_decode_units(&facts, result->units, &arena));
	assert_int_equal(facts.refusal, result->refusal);
	given->refusal = result->refusal;
	given->units = facts.unit_count;
	arena_release(&arena);
	return STATUS_OK;
}

static double seconds_of(const struct rusage *usage)
{
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
	       (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void work(struct batch *batch)
{
	struct workshop *workshop;
	struct rusage before, after;
	struct fault fault;

	getrusage(RUSAGE_CHILDREN, &before);
	assert_int_equal(workshop_open(&workshop, &batch->limits, take, batch, &fault), STATUS_OK);
	for (size_t i = 0; i < batch->count; i++) {
		struct given *given = &batch->files[i];
		struct workshop_job job = { .tag = given,
			                    .language = language_by_name(text_of(given->language)),
			                    .bytes = bytes_text(&given->source) };

		assert_int_equal(workshop_give(workshop, &job, &fault), STATUS_OK);
	}
	assert_int_equal(workshop_finish(workshop, &fault), STATUS_OK);
	workshop_close(workshop);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
	assert_int_equal(errno, ECHILD);
	getrusage(RUSAGE_CHILDREN, &after);
	batch->seconds = seconds_of(&after) - seconds_of(&before);
	batch->largest = after.ru_maxrss;
	for (size_t i = 0; i < batch->count; i++)
		bytes_release(&batch->files[i].source);
}

static bool ran_out_of_time(enum refusal refusal)
{
	return refusal == REFUSED_TIME || refusal == REFUSED_SHARE;
}

/* --- what must hold --------------------------------------------------------------------- */

static void sound_files_are_measured(void **state)
{
	struct batch batch = { .count = 0 };

	(void)state;
	for (int i = 0; i < FILES_MAX; i++)
		give_sound(&batch);
	work(&batch);
	for (size_t i = 0; i < batch.count; i++) {
		assert_int_equal(batch.files[i].refusal, REFUSED_NOT);
		assert_int_equal(batch.files[i].units, 1);
	}
}

static void a_slow_file_is_refused_and_its_neighbours_are_measured(void **state)
{
	struct batch batch = { .limits = { .workers = 1, .file_ms = 200 } };

	(void)state;
	give_sound(&batch);
	give_slow(&batch);
	give_sound(&batch);
	work(&batch);
	assert_int_equal(batch.files[0].refusal, REFUSED_NOT);
	assert_int_equal(batch.files[1].refusal, REFUSED_TIME);
	assert_int_equal(batch.files[2].refusal, REFUSED_NOT);
	assert_true(batch.seconds < 1);
}

static void a_hungry_file_is_refused_and_its_neighbours_are_measured(void **state)
{
	struct batch batch = { .limits = { .workers = 1 } };

	(void)state;
	give_sound(&batch);
	give_hungry(&batch);
	give_sound(&batch);
	work(&batch);
	assert_int_equal(batch.files[0].refusal, REFUSED_NOT);
	assert_int_equal(batch.files[2].refusal, REFUSED_NOT);
#if !defined(__SANITIZE_ADDRESS__) /* under which memory has no bound */
	assert_int_equal(batch.files[1].refusal, REFUSED_MEMORY);
	assert_true(batch.largest < 100 << 10);
#else
	assert_int_not_equal(batch.files[1].refusal, REFUSED_NOT);
#endif
}

static void each_loss_makes_the_next_one_cheaper(void **state)
{
	struct batch batch = { .limits = { .workers = 1, .file_ms = 400 } };

	(void)state;
	for (int i = 0; i < 10; i++)
		give_slow(&batch);
	work(&batch);
	assert_int_equal(batch.files[0].refusal, REFUSED_TIME);
	for (size_t i = 1; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_SHARE);
	/* 400 + 160 + 53 + 18 + 4 + 4 + … and a part by size, not 10 * 400 */
	assert_true(batch.seconds < 1.5);
}

/* What others before have left of the allowance: the part by size, and no more. */
static struct workshop_account spent(unsigned file_ms, double files)
{
	return (struct workshop_account){ .spent = (int64_t)(files * file_ms * 1000) };
}

static void large_hostile_files_behind_a_spent_allowance_cost_little(void **state)
{
	struct workshop_account account = spent(1000, 1.7);
	struct batch batch = { .limits = { .workers = 1, .account = &account } };

	(void)state;
	for (int i = 0; i < 10; i++)
		give(&batch, "c", "%w(%w(%w(%w(%w(%w(%w(%w(%w(%w(%w(%w(%w(%w(\n", 1000000);
	work(&batch);
	for (size_t i = 0; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_SHARE);
	assert_true(batch.seconds < 0.1 * 10); /* not 0.5 * 10 */
}

enum { SOUND_SIZE = 600000 };

/* The time of a file of which a sound one usually takes half more than it takes here: machines differ. */
static unsigned fair_ms(void)
{
	static const double usual_bytes = SYNTAX_BYTES_MAX * 1.5; /* in all of it */
	struct batch batch = { .limits = { .workers = 1, .file_ms = 60000 } };
	double fair;

	give(&batch, "c", sound_text, SOUND_SIZE);
	work(&batch);
	assert_int_equal(batch.files[0].refusal, REFUSED_NOT);
	fair = batch.seconds * 1000 * 1.5 * usual_bytes / SOUND_SIZE;
	return fair > 1000 * SLOWER ? (unsigned)fair : 1000 * SLOWER;
}

static void large_sound_files_behind_a_spent_allowance_are_measured(void **state)
{
	unsigned file_ms = fair_ms();
	struct workshop_account account = spent(file_ms, 1.7);
	struct batch batch = { .limits = {
				       .workers = 1, .file_ms = file_ms, .account = &account } };

	(void)state;
	for (int i = 0; i < 3; i++)
		give(&batch, "c", sound_text, SOUND_SIZE);
	give_sound(&batch);
	work(&batch);
	for (size_t i = 0; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_NOT);
	assert_true(account.earned > 0);
}

static void far_beyond_the_allowance_nothing_is_tried(void **state)
{
	struct workshop_account account = spent(1000, 3.3);
	struct batch batch = { .limits = { .workers = 1, .account = &account } };

	(void)state;
	for (int i = 0; i < FILES_MAX; i++)
		give_slow(&batch);
	work(&batch);
	for (size_t i = 0; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_SHARE);
	assert_true(batch.seconds == 0);
}

static void sound_files_behind_many_losses_are_measured(void **state)
{
	enum { losses = 28 };
	struct batch batch = { .limits = { .workers = 2, .file_ms = fair_ms() } };

	(void)state;
	for (int i = 0; i < losses; i++)
		give_slow(&batch);
	for (int i = 0; i < 8; i++)
		give_sound(&batch);
	work(&batch);
	for (size_t i = 0; i < losses; i++)
		assert_true(ran_out_of_time(batch.files[i].refusal));
	for (size_t i = losses; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_NOT);
}

static void memory_grows_with_a_file_up_to_its_bound(void **state)
{
	const size_t most = 208 << 20;

	(void)state;
	assert_int_equal(worker_memory(most, 0), most / 6);
	assert_int_equal(worker_memory(most, SYNTAX_BYTES_MAX), most);
	assert_int_equal(worker_memory(most, (size_t)SYNTAX_BYTES_MAX * 4), most);
	assert_true(worker_memory(most, 40000) < 48 << 20);
}

static void large_files_after_each_other_are_measured(void **state)
{
	struct batch batch = { .limits = { .workers = 2, .file_ms = 1000 * SLOWER } };

	(void)state;
	for (int i = 0; i < 4; i++) {
		give(&batch, "c", "int f(int a)\n{\n\treturn a;\n}\n", 600000);
		give_sound(&batch);
	}
	give(&batch, "python", "import a\n", 700000);
	work(&batch);
	for (size_t i = 0; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_NOT);
}

/* Stops this group of processes for longer than a worker may take for one file. */
static pid_t stop_all_of_us(void)
{
	pid_t group = getpgrp(), child = fork();

	if (child == 0) {
		setpgid(0, 0);
		usleep(30000); /* until they are at it */
		kill(-group, SIGSTOP);
		sleep(5);
		kill(-group, SIGCONT);
		_exit(0);
	}
	return child;
}

static void work_while_stopped(void)
{
	struct batch batch = { .limits = { .workers = 1, .file_ms = fair_ms() / SLOWER / 5 } };
	struct workshop *workshop;
	struct fault fault;
	pid_t stopper;

	for (int i = 0; i < 8; i++)
		give(&batch, "c", sound_text, 100000 / SLOWER);
	assert_int_equal(workshop_open(&workshop, &batch.limits, take, &batch, &fault), STATUS_OK);
	stopper = stop_all_of_us();
	for (size_t i = 0; i < batch.count; i++) {
		struct workshop_job job = { .tag = &batch.files[i],
			                    .language = language_by_name(TEXT("c")),
			                    .bytes = bytes_text(&batch.files[i].source) };

		assert_int_equal(workshop_give(workshop, &job, &fault), STATUS_OK);
	}
	assert_int_equal(workshop_finish(workshop, &fault), STATUS_OK);
	waitpid(stopper, NULL, 0);
	workshop_close(workshop);
	for (size_t i = 0; i < batch.count; i++)
		assert_int_equal(batch.files[i].refusal, REFUSED_NOT);
}

static void a_run_that_was_stopped_goes_on(void **state)
{
	int how = 0;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		setpgid(0, 0);
		work_while_stopped();
		_exit(0);
	}
	waitpid(child, &how, 0);
	assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_files_are_measured),
		cmocka_unit_test(a_slow_file_is_refused_and_its_neighbours_are_measured),
		cmocka_unit_test(a_hungry_file_is_refused_and_its_neighbours_are_measured),
		cmocka_unit_test(each_loss_makes_the_next_one_cheaper),
		cmocka_unit_test(large_hostile_files_behind_a_spent_allowance_cost_little),
		cmocka_unit_test(large_sound_files_behind_a_spent_allowance_are_measured),
		cmocka_unit_test(far_beyond_the_allowance_nothing_is_tried),
		cmocka_unit_test(sound_files_behind_many_losses_are_measured),
		cmocka_unit_test(memory_grows_with_a_file_up_to_its_bound),
		cmocka_unit_test(large_files_after_each_other_are_measured),
		cmocka_unit_test(a_run_that_was_stopped_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
