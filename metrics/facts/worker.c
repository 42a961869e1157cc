#include "worker.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "shelf.h"

enum { SOCKET = 3, STATM }; /* the files that stay open, besides the standard ones */

static bool read_all(int socket, void *data, size_t size)
{
	char *next = data;

	while (size) {
		ssize_t got = read(socket, next, size);

		if (got <= 0)
			return false;
		next += got;
		size -= (size_t)got;
	}
	return true;
}

static bool write_all(int socket, const void *data, size_t size)
{
	const char *next = data;

	while (size) {
		ssize_t put = write(socket, next, size);

		if (put <= 0)
			return false;
		next += put;
		size -= (size_t)put;
	}
	return true;
}

/* --- bounds -------------------------------------------------------------------------- */

static void limit(int resource, rlim_t most)
{
	struct rlimit bound = { most, most };

	if (setrlimit(resource, &bound) < 0)
		_exit(WORKER_NO_MEMORY); /* an unbounded worker is worse than none */
}

static void on_no_time(int signal)
{
	(void)signal;
	_exit(WORKER_NO_TIME);
}

/* Address space in use now, in bytes; a guess where there is no /proc. */
static rlim_t address_space(void)
{
	char text[64] = "";
	ssize_t got = pread(STATM, text, sizeof(text) - 1, 0);

	return got > 0 ? (rlim_t)strtoul(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE)
	               : (rlim_t)256 << 20;
}

/* Nothing else stays open nor can be opened, and nothing here may outlive its parent. */
static void isolate(int socket)
{
	int nowhere = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	for (int standard = 0; standard <= 2 && nowhere >= 0; standard++)
		dup2(nowhere, standard);
	if (socket != SOCKET)
		dup2(socket, SOCKET);
	close_range(STATM, ~0U, 0);
	if (open("/proc/self/statm", O_RDONLY) > STATM)
		_exit(WORKER_NO_MEMORY);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, STATM + 1);
}

/* Processor time, so that a busy machine does not change what is measured. */
static void set_alarm(uint32_t microseconds)
{
	struct itimerval timer = {
		.it_value = { microseconds / 1000000, microseconds % 1000000 },
	};

	setitimer(ITIMER_PROF, &timer, NULL);
}

static void move_alarm(uint32_t microseconds)
{
	struct itimerval timer;

	getitimer(ITIMER_PROF, &timer);
	set_alarm((uint32_t)(timer.it_value.tv_sec * 1000000 + timer.it_value.tv_usec) +
	          microseconds);
}

static int64_t time_used(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (int64_t)used.tv_sec * 1000000 + used.tv_nsec / 1000;
}

/* A sixth for any file, the rest by size: a parser that needs more runs wild. */
size_t worker_memory(size_t most, size_t size)
{
	size_t least = most / 6;
	double share = (double)size / SYNTAX_BYTES_MAX;

	return least + (size_t)((double)(most - least) * (share < 1 ? share : 1));
}

/* What the file before it has left behind is not counted. */
static void bound_memory(size_t bytes)
{
#if !defined(__SANITIZE_ADDRESS__) /* whose shadow is larger than any bound */
	struct rlimit bound;

	if (getrlimit(RLIMIT_AS, &bound) < 0)
		_exit(WORKER_NO_MEMORY);
	bound.rlim_cur = address_space() + bytes;
	if (bound.rlim_cur > bound.rlim_max)
		bound.rlim_cur = bound.rlim_max;
	if (setrlimit(RLIMIT_AS, &bound) < 0)
		_exit(WORKER_NO_MEMORY); /* an unbounded worker is worse than none */
#else
	(void)bytes;
	(void)address_space;
#endif
}

/* --- work ----------------------------------------------------------------------------- */

enum {
	SMALL_FILE = 64 << 10, /* as most are */
	LARGE_FILE =
		256 << 10, /* leaves memory behind that is worth giving back, and taking again */
};

struct worker {
	int socket;
	size_t memory; /* for the largest file */
	bool bounded;  /* for a small file, as most are: nothing has to be set anew */
	struct syntax *syntax;
	struct shelf shelf;
	struct arena arena;
	struct bytes source, answer;
	uint32_t step;   /* of the job */
	size_t credited; /* bytes that it has got its time for */
};

static void reached(void *context, uint32_t byte, bool has_error)
{
	struct worker *worker = context;

	while (!has_error && worker->credited <= byte && worker->credited < worker->source.size) {
		move_alarm(worker->step);
		worker->credited += WORKER_STEP;
	}
}

static void set_bounds(struct worker *worker, const struct job_header *job)
{
	bool small = job->size <= SMALL_FILE;

	/* What is kept for the next versions grows. */
	if (!small || !worker->bounded || job->series)
		bound_memory(worker_memory(worker->memory, small ? SMALL_FILE : job->size));
	worker->bounded = small;
	worker->step = job->step;
	worker->credited = WORKER_STEP;
	syntax_watch(worker->syntax, (struct syntax_watcher){ job->step ? reached : NULL, worker });
	set_alarm(job->microseconds);
}

/* What came in behind the first `*sent` bytes. */
static uint32_t part_size(const struct bytes *answer, size_t *sent)
{
	size_t size = answer->size - *sent;

	*sent = answer->size;
	return (uint32_t)size;
}

static void measure(struct worker *worker, const struct job_header *job)
{
	struct answer_header header = { 0 };
	struct bytes *answer = &worker->answer;
	size_t sent = sizeof(header);
	struct facts facts;

	const struct language *language = language_by_id(job->language);
	const struct outline *outline =
		syntax_walk_version(worker->syntax, shelf_versions(&worker->shelf, job->series),
	                            language, bytes_text(&worker->source));

	facts_gather(&facts, outline, job->increments, &worker->arena);
	facts.language = language;
	bytes_clear(answer);
	bytes_add(answer, &header, sizeof(header));
	facts_encode_links(&facts, answer);
	header.links = part_size(answer, &sent);
	facts_encode_units(&facts, answer);
	header.units = part_size(answer, &sent);
	facts_encode_prints(&facts, answer);
	header.prints = part_size(answer, &sent);
	if (job->increments)
		facts_encode_increments(&facts, answer);
	header.increments = part_size(answer, &sent);
	header.refusal = facts.refusal;
	header.error_bytes = facts.error_bytes;
	memcpy(answer->data, &header, sizeof(header));
	if (job->series)
		shelf_tidy(&worker->shelf);
}

static void tell_time(struct bytes *answer, int64_t begun)
{
	struct answer_header header;

	memcpy(&header, answer->data, sizeof(header));
	header.microseconds = (uint32_t)(time_used() - begun);
	memcpy(answer->data, &header, sizeof(header));
}

static bool serve(struct worker *worker)
{
	struct job_header job;
	int64_t begun = time_used();
	bool sent;

	if (!read_all(worker->socket, &job, sizeof(job)))
		return false;
	bytes_clear(&worker->source);
	bytes_reserve(&worker->source, job.size);
	if (!read_all(worker->socket, worker->source.data, job.size))
		return false;
	worker->source.size = job.size;
	worker->source.data[job.size] = '\0';
	set_bounds(worker, &job);
	measure(worker, &job);
	set_alarm(0);
	tell_time(&worker->answer, begun);
	sent = write_all(worker->socket, worker->answer.data, worker->answer.size);
	arena_release(&worker->arena);
	if (job.size > LARGE_FILE)
		malloc_trim(0);
	return sent;
}

void worker_run(int socket, const struct workshop_limits *limits, struct syntax *syntax)
{
	struct worker worker = {
		.socket = SOCKET, .memory = limits->memory, .syntax = syntax, .arena = ARENA_INIT
	};

	isolate(socket);
	memory_part();
	signal(SIGPROF, on_no_time);
	signal(SIGPIPE, SIG_IGN);
	shelf_init(&worker.shelf, limits->workers);
	while (serve(&worker))
		;
	_exit(WORKER_DONE);
}
