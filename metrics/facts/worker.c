#include "worker.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

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

/* Address space in use now, in bytes. */
static rlim_t address_space(void)
{
	char text[64] = "";
	int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t got = statm < 0 ? 0 : read(statm, text, sizeof(text) - 1);

	if (statm >= 0)
		close(statm);
	return got > 0 ? (rlim_t)strtoul(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Nothing but the socket stays open, and nothing here may outlive its parent. */
static void isolate(int socket, const struct workshop_limits *limits)
{
	int nowhere = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	for (int standard = 0; standard <= 2 && nowhere >= 0; standard++)
		dup2(nowhere, standard);
	if (socket != 3)
		dup2(socket, 3);
	close_range(4, ~0U, 0);
	limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) /* whose shadow is larger than any bound */
	limit(RLIMIT_AS, address_space() + limits->memory);
#else
	(void)limits;
	(void)address_space;
#endif
	limit(RLIMIT_NOFILE, 4);
}

/* Processor time, so that a busy machine does not change what is measured. */
static void set_alarm(unsigned milliseconds)
{
	struct itimerval timer = {
		.it_value = { milliseconds / 1000, (milliseconds % 1000) * 1000 },
	};

	setitimer(ITIMER_PROF, &timer, NULL);
}

/* --- work ----------------------------------------------------------------------------- */

struct worker {
	int socket;
	struct syntax *syntax;
	struct arena arena;
	struct bytes source, links, units, increments;
};

static void measure(struct worker *worker, const struct job_header *job, struct facts *facts)
{
	const struct language *language = language_by_id(job->language);
	const struct outline *outline =
		syntax_walk(worker->syntax, language, bytes_text(&worker->source));

	facts_gather(facts, outline, job->increments, &worker->arena);
	facts->language = language;
	bytes_clear(&worker->links);
	bytes_clear(&worker->units);
	bytes_clear(&worker->increments);
	facts_encode_links(facts, &worker->links);
	facts_encode_units(facts, &worker->units);
	if (job->increments)
		facts_encode_increments(facts, &worker->increments);
}

static bool answer(struct worker *worker, const struct facts *facts)
{
	struct answer_header header = {
		.links = (uint32_t)worker->links.size,
		.units = (uint32_t)worker->units.size,
		.increments = (uint32_t)worker->increments.size,
		.refusal = facts->refusal,
	};

	return write_all(worker->socket, &header, sizeof(header)) &&
	       write_all(worker->socket, worker->links.data, worker->links.size) &&
	       write_all(worker->socket, worker->units.data, worker->units.size) &&
	       write_all(worker->socket, worker->increments.data, worker->increments.size);
}

static bool serve(struct worker *worker, unsigned file_ms)
{
	struct job_header job;
	struct facts facts;
	bool sent;

	if (!read_all(worker->socket, &job, sizeof(job)))
		return false;
	bytes_clear(&worker->source);
	bytes_reserve(&worker->source, job.size);
	if (!read_all(worker->socket, worker->source.data, job.size))
		return false;
	worker->source.size = job.size;
	worker->source.data[job.size] = '\0';
	set_alarm(file_ms);
	measure(worker, &job, &facts);
	set_alarm(0);
	sent = answer(worker, &facts);
	arena_release(&worker->arena);
	return sent;
}

void worker_run(int socket, const struct workshop_limits *limits)
{
	struct worker worker = { .socket = 3, .arena = ARENA_INIT };

	isolate(socket, limits);
	signal(SIGPROF, on_no_time);
	signal(SIGPIPE, SIG_IGN);
	worker.syntax = syntax_new();
	while (serve(&worker, limits->file_ms))
		;
	_exit(WORKER_DONE);
}
