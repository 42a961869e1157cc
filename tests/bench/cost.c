#include "cost.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

_Noreturn void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(3);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_value);
	return values[count / 2];
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* --- memory ------------------------------------------------------------------------- */

struct proportion {
	double all, packs; /* MB */
};

/* Adds the proportional set size of a process; nothing when it is gone. */
static void add_proportion(struct proportion *sum, long pid)
{
	char path[64], line[4096];
	bool is_pack = false;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/smaps", pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		if (strchr("0123456789abcdef", line[0])) {
			struct text mapped = text_trim(text_of(line));

			is_pack = text_ends(mapped, ".pack") || text_ends(mapped, ".idx");
		} else if (strncmp(line, "Pss:", 4) == 0) {
			double megabytes = strtod(line + 4, NULL) / 1024;

			sum->all += megabytes;
			sum->packs += is_pack ? megabytes : 0;
		}
	}
	if (file)
		fclose(file);
}

/* Of a process and its children; workers have none. */
static struct proportion proportion_of_all(long pid)
{
	struct proportion sum = { 0 };
	char path[64], line[4096] = "", *next = line;
	FILE *file;

	add_proportion(&sum, pid);
	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
	file = fopen(path, "r");
	if (!file || !fgets(line, sizeof(line), file))
		*line = '\0';
	if (file)
		fclose(file);
	for (long child; (child = strtol(next, &next, 10)) > 0;)
		add_proportion(&sum, child);
	return sum;
}

/* The largest that was seen. */
static void look_at_memory(struct cost *cost, long pid)
{
	struct proportion now = proportion_of_all(pid);

	if (now.all > cost->proportion)
		cost->proportion = now.all;
	if (now.all - now.packs > cost->own)
		cost->own = now.all - now.packs;
}

/* --- commands -------------------------------------------------------------------------- */

static void be_hook(const char *exec_path)
{
	struct bytes path = BYTES_INIT;
	const char *now = getenv("PATH");

	bytes_format(&path, "%s:%s", exec_path, now ? now : "/usr/bin:/bin");
	setenv("PATH", path.data, 1);
	setenv("GIT_INDEX_FILE", ".git/index", 1);
}

static void be(const struct command *command, int input)
{
	int nowhere = open("/dev/null", O_RDWR);

	dup2(command->input ? input : nowhere, 0);
	dup2(nowhere, 1);
	dup2(nowhere, 2);
	if (command->directory && chdir(command->directory) < 0)
		_exit(126);
	if (command->hook_of)
		be_hook(command->hook_of);
	execvp(command->argv[0], (char *const *)(uintptr_t)command->argv);
	_exit(127);
}

static pid_t start(const struct command *command)
{
	int ends[2];
	pid_t pid;

	if (pipe(ends) < 0)
		fail("cannot make a pipe");
	pid = fork();
	if (pid < 0)
		fail("cannot fork");
	if (pid == 0) {
		close(ends[1]);
		be(command, ends[0]);
	}
	close(ends[0]);
	if (command->input && write(ends[1], command->input, strlen(command->input)) < 0)
		fail("cannot write to a command");
	close(ends[1]);
	return pid;
}

struct cost run(const struct command *command)
{
	struct rusage usage;
	struct cost cost = { 0 };
	double begun = now();
	int how = 0;
	pid_t pid = start(command), ended = 0;

	while (command->sampled && ended == 0) {
		look_at_memory(&cost, pid);
		usleep(20000);
		ended = wait4(pid, &how, WNOHANG, &usage);
	}
	if (!ended)
		ended = wait4(pid, &how, 0, &usage);
	if (ended < 0 || !WIFEXITED(how) || WEXITSTATUS(how) > 1)
		fail(command->argv[0]);
	cost.wall = now() - begun;
	cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	cost.megabytes = (double)usage.ru_maxrss / 1024;
	return cost;
}

struct cost run_median(const struct command *command)
{
	double cpu[RUNS], wall[RUNS], memory[RUNS];

	run(command);
	for (int i = 0; i < RUNS; i++) {
		struct cost cost = run(command);

		cpu[i] = cost.cpu;
		wall[i] = cost.wall;
		memory[i] = cost.megabytes;
	}
	return (struct cost){ .cpu = median(cpu, RUNS),
		              .wall = median(wall, RUNS),
		              .megabytes = median(memory, RUNS) };
}

bool answer_of(const char *directory, const char *const *argv, struct bytes *out)
{
	int ends[2], how = 0;
	ssize_t got = 1;
	pid_t pid;

	if (pipe(ends) < 0 || (pid = fork()) < 0)
		fail("cannot start a command");
	if (pid == 0) {
		dup2(ends[1], 1);
		close(ends[0]);
		if (directory && chdir(directory) < 0)
			_exit(126);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	close(ends[1]);
	bytes_clear(out);
	while (got > 0) {
		bytes_reserve(out, 64 << 10);
		got = read(ends[0], out->data + out->size, 60 << 10);
		out->size += got > 0 ? (size_t)got : 0;
	}
	out->data[out->size] = '\0';
	close(ends[0]);
	return waitpid(pid, &how, 0) == pid && WIFEXITED(how) && WEXITSTATUS(how) == 0;
}
