/*
 * Why child processes: no limit of the parser itself holds.  40 kB of hostile
 * C take it 9 seconds and 2 GB inside one step, and an external scanner may
 * crash.  A process can be bounded and killed; a thread cannot.
 *
 * Each worker has a short queue, so that it never waits for the parent to
 * fetch the next blob.  The parent keeps the bytes of queued jobs until they
 * are answered: when a worker dies, the job at its head is refused and the
 * others are given to its successor.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "budget.h"
#include "worker.h"

enum {
	WORKERS_MAX = 64,
	QUEUE_JOBS = 16,
	QUEUE_BYTES = 128 << 10,           /* beyond this a queue takes no further job */
	ANSWER_MAX = 64 << 20,             /* a larger answer is no answer */
	WALL_FACTOR = 20,                  /* wall time allowed for each unit of processor time */
	LARGE_FILE = SYNTAX_BYTES_MAX / 4, /* a larger one may need so much memory … */
	LARGE_HANDS = 2,                   /* … that only so many workers take them */
	OTHERS = 16, /* of so many files one may be in the other language of theirs */
	ROUND_MOST =
		1000, /* ms; a longer round was spent stopped, and is not held against workers */
};

struct queued {
	void *tag;
	const struct language *language;
	uint64_t series;
	bool increments;
	bool second_try;
	bool lowered;      /* its time, by those before it */
	struct bytes wire; /* header and source, as sent */
};

struct hand {
	pid_t pid; /* 0: not started */
	int socket;
	struct queued queue[QUEUE_JOBS];
	size_t first, count; /* a ring */
	size_t queued_bytes;
	size_t sent_jobs;  /* of those in the queue, written whole */
	size_t sent_bytes; /* of the next one */
	struct bytes answer;
	int64_t busy_since; /* when the job at the head was begun, by the workshop's clock */
	int64_t told;       /* microseconds of a processor that its answers took */
};

struct workshop {
	struct workshop_limits limits;
	workshop_done *done;
	void *context;
	struct hand hands[WORKERS_MAX];
	size_t hand_count;
	bool parted; /* memory_part() was called */
	struct budget budget;
	struct workshop_account own_account;
	struct syntax *syntax;            /* reads nothing here: each worker has a copy */
	uint32_t expected[LANGUAGES_MAX]; /* files, by language */
	int64_t clock, round; /* ms that workers could use; and when that was looked at */
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Ctrl-Z stops us and the workers alike: such a time is no time at all. */
static void tell_time(struct workshop *workshop)
{
	int64_t now = now_ms(), passed = now - workshop->round;

	workshop->clock += passed < ROUND_MOST ? passed : ROUND_MOST;
	workshop->round = now;
}

enum status workshop_open(struct workshop **out, const struct workshop_limits *limits,
                          workshop_done *done, void *context, struct fault *fault)
{
	struct workshop *workshop = memory_new(sizeof(*workshop));
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	(void)fault;
	if (limits)
		workshop->limits = *limits;
	if (!workshop->limits.file_ms)
		workshop->limits.file_ms = 1000;
	if (!workshop->limits.memory)
		workshop->limits.memory = (size_t)208 << 20;
	if (!workshop->limits.workers)
		workshop->limits.workers = cores > 0 ? (unsigned)cores : 1;
	if (workshop->limits.workers > WORKERS_MAX)
		workshop->limits.workers = WORKERS_MAX;
	workshop->hand_count = workshop->limits.workers;
	workshop->budget = (struct budget){
		.account = workshop->limits.account ? workshop->limits.account
		                                    : &workshop->own_account,
		.file = (int64_t)workshop->limits.file_ms * 1000,
	};
	workshop->syntax = syntax_new();
	workshop->round = now_ms();
	workshop->done = done;
	workshop->context = context;
	*out = workshop;
	return STATUS_OK;
}

void workshop_expect(struct workshop *workshop, const struct language *language)
{
	uint32_t files = ++workshop->expected[language->id % LANGUAGES_MAX];

	/* Now and then: to know what they are worth takes a moment. */
	if (files & (files - 1))
		return;
	syntax_expect(workshop->syntax, language, files);
	if (language->alternative)
		syntax_expect(workshop->syntax, language->alternative, files / OTHERS);
}

/* When it is sent, and again to the successor of a worker that died. */
static void put_header(const struct workshop *workshop, struct queued *job)
{
	size_t size = job->wire.size - sizeof(struct job_header);
	struct time_allowed allowed = budget_for(&workshop->budget, size);
	struct job_header header = {
		.series = job->series,
		.size = (uint32_t)size,
		.microseconds = (uint32_t)allowed.first,
		.step = (uint32_t)allowed.step,
		.language = job->language->id,
		.increments = job->increments,
	};

	job->lowered = allowed.lowered;
	memcpy(job->wire.data, &header, sizeof(header));
}

/* --- a hand starts and ends ------------------------------------------------------------ */

static enum status start_hand(struct workshop *workshop, struct hand *hand, struct fault *fault)
{
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot make a socket: %s", strerror(errno));
	fflush(NULL); /* what is buffered must not be written twice */
	pid = fork();
	if (pid < 0) {
		close(pair[0]);
		close(pair[1]);
		return fault_set(fault, STATUS_UNABLE, "cannot start a process: %s",
		                 strerror(errno));
	}
	if (pid == 0)
		worker_run(pair[1], &workshop->limits, workshop->syntax);
	close(pair[1]);
	hand->pid = pid;
	hand->socket = pair[0];
	hand->sent_jobs = hand->sent_bytes = 0;
	hand->told = 0;
	hand->busy_since = workshop->clock;
	bytes_clear(&hand->answer);
	return STATUS_OK;
}

/* Waits for its end; the microseconds that no answer told of are returned. */
static int64_t await_end(struct hand *hand, int *how)
{
	struct rusage used = { .ru_maxrss = 0 };

	while (wait4(hand->pid, how, 0, &used) < 0 && errno == EINTR)
		;
	hand->pid = 0;
	return ((int64_t)used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000 +
	       used.ru_utime.tv_usec + used.ru_stime.tv_usec - hand->told;
}

static int64_t end_hand(struct hand *hand)
{
	if (!hand->pid)
		return 0;
	close(hand->socket);
	kill(hand->pid, SIGKILL);
	return await_end(hand, NULL);
}

static void drop_head(const struct workshop *workshop, struct hand *hand)
{
	struct queued *head = &hand->queue[hand->first];

	hand->queued_bytes -= head->wire.size;
	bytes_release(&head->wire);
	hand->first = (hand->first + 1) % QUEUE_JOBS;
	hand->count--;
	if (hand->sent_jobs)
		hand->sent_jobs--;
	hand->busy_since = workshop->clock;
}

void workshop_forgive(struct workshop *workshop)
{
	*workshop->budget.account = (struct workshop_account){ 0 };
}

void workshop_close(struct workshop *workshop)
{
	if (!workshop)
		return;
	for (size_t i = 0; i < workshop->hand_count; i++) {
		struct hand *hand = &workshop->hands[i];

		end_hand(hand);
		while (hand->count)
			drop_head(workshop, hand);
		bytes_release(&hand->answer);
	}
	syntax_free(workshop->syntax);
	memory_free(workshop);
}

/* --- answers --------------------------------------------------------------------------- */

static enum status report_refusal(struct workshop *workshop, void *tag,
                                  const struct language *language, enum refusal refusal,
                                  struct fault *fault)
{
	struct facts facts = { .language = language, .refusal = (uint8_t)refusal };
	struct bytes links = BYTES_INIT, units = BYTES_INIT;
	struct workshop_result result = {
		.tag = tag,
		.language = language,
		.refusal = refusal,
		.prints = TEXT(""),
		.increments = TEXT(""),
	};
	enum status status;

	facts_encode_links(&facts, &links);
	facts_encode_units(&facts, &units);
	result.links = bytes_text(&links);
	result.units = bytes_text(&units);
	status = workshop->done(workshop->context, &result, fault);
	bytes_release(&links);
	bytes_release(&units);
	return status;
}

/* Of one that ended by itself. */
static enum refusal death_refusal(int how)
{
	if (WIFEXITED(how) && WEXITSTATUS(how) == WORKER_NO_TIME)
		return REFUSED_TIME;
	if (WIFEXITED(how) && WEXITSTATUS(how) == WORKER_NO_MEMORY)
		return REFUSED_MEMORY;
	return REFUSED_CRASH;
}

/* Only others kill with SIGKILL: a person, a machine short of memory.  That says
 * nothing of the file, which would pass unmeasured.  Nor does what a worker needed more
 * because of the versions before. */
static bool may_try_again(struct queued *head, int how)
{
	bool killed = WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL;
	bool may = !head->second_try &&
	           (killed || (head->series && death_refusal(how) != REFUSED_TIME));

	head->series = 0;
	head->second_try = true;
	return may;
}

static enum status refuse_head(struct workshop *workshop, struct hand *hand, enum refusal refusal,
                               struct fault *fault)
{
	const struct queued *head = &hand->queue[hand->first];
	enum status status;

	if (refusal == REFUSED_TIME && head->lowered)
		refusal = REFUSED_SHARE;
	status = report_refusal(workshop, head->tag, head->language, refusal, fault);
	drop_head(workshop, hand);
	return status;
}

/* The rest of its queue goes on. */
static enum status succeed(struct workshop *workshop, struct hand *hand, struct fault *fault)
{
	return hand->count ? start_hand(workshop, hand, fault) : STATUS_OK;
}

/* The worker is gone. */
static enum status bury(struct workshop *workshop, struct hand *hand, struct fault *fault)
{
	enum status status = STATUS_OK;
	int64_t taken;
	int how = 0;

	/* A socket that closes is seen before the exit status is there: wait for it. */
	close(hand->socket);
	taken = await_end(hand, &how);
	if (hand->count && !may_try_again(&hand->queue[hand->first], how)) {
		budget_spend(&workshop->budget, taken);
		status = refuse_head(workshop, hand, death_refusal(how), fault);
	}
	return status == STATUS_OK ? succeed(workshop, hand, fault) : status;
}

/* The worker has to go, for what it makes of the job at its head. */
static enum status dismiss(struct workshop *workshop, struct hand *hand, enum refusal refusal,
                           struct fault *fault)
{
	enum status status;

	budget_spend(&workshop->budget, end_hand(hand));
	status = refuse_head(workshop, hand, refusal, fault);
	return status == STATUS_OK ? succeed(workshop, hand, fault) : status;
}

static bool answer_size(const struct bytes *answer, struct answer_header *header, uint64_t *size)
{
	if (answer->size < sizeof(*header))
		return false;
	memcpy(header, answer->data, sizeof(*header));
	*size = sizeof(*header) + (uint64_t)header->links + header->units + header->prints +
	        header->increments;
	return answer->size >= *size || *size > ANSWER_MAX;
}

/* Hands on every whole answer that has come in. */
static enum status take_answers(struct workshop *workshop, struct hand *hand, struct fault *fault)
{
	struct answer_header header;
	uint64_t size;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && hand->count && answer_size(&hand->answer, &header, &size)) {
		const char *next = hand->answer.data + sizeof(header);
		struct workshop_result result = {
			.tag = hand->queue[hand->first].tag,
			.language = hand->queue[hand->first].language,
			.refusal = header.refusal < REFUSAL_COUNT ? header.refusal : REFUSED_CRASH,
			.links = { next, header.links },
			.units = { next + header.links, header.units },
			.prints = { next + header.links + header.units, header.prints },
			.increments = { next + header.links + header.units + header.prints,
			                header.increments },
		};

		if (size > ANSWER_MAX)
			return dismiss(workshop, hand, REFUSED_MEMORY, fault);
		hand->told += header.microseconds;
		budget_settle(&workshop->budget, hand->queue[hand->first].wire.size,
		              header.error_bytes, header.microseconds);
		status = workshop->done(workshop->context, &result, fault);
		memmove(hand->answer.data, hand->answer.data + size, hand->answer.size - size);
		hand->answer.size -= size;
		drop_head(workshop, hand);
	}
	return status;
}

/* --- moving bytes ------------------------------------------------------------------------ */

static enum status receive(struct workshop *workshop, struct hand *hand, struct fault *fault)
{
	ssize_t got;

	bytes_reserve(&hand->answer, 64 << 10);
	got = recv(hand->socket, hand->answer.data + hand->answer.size,
	           hand->answer.capacity - hand->answer.size - 1, MSG_DONTWAIT);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return STATUS_OK;
	if (got <= 0)
		return bury(workshop, hand, fault);
	hand->answer.size += (size_t)got;
	return take_answers(workshop, hand, fault);
}

static bool may_send(const struct workshop *workshop, const struct hand *hand)
{
	return hand->sent_jobs < hand->count &&
	       !(hand->sent_jobs && budget_is_short(&workshop->budget));
}

/* Writes what the socket takes; a dead worker is met when reading. */
static void send_jobs(const struct workshop *workshop, struct hand *hand)
{
	while (may_send(workshop, hand)) {
		struct queued *job = &hand->queue[(hand->first + hand->sent_jobs) % QUEUE_JOBS];
		ssize_t put;

		if (!hand->sent_bytes)
			put_header(workshop, job);
		put = send(hand->socket, job->wire.data + hand->sent_bytes,
		           job->wire.size - hand->sent_bytes, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (put <= 0)
			return;
		hand->sent_bytes += (size_t)put;
		if (hand->sent_bytes == job->wire.size) {
			hand->sent_jobs++;
			hand->sent_bytes = 0;
		}
	}
}

static bool has_room(const struct hand *hand)
{
	return hand->count == 0 || (hand->count < QUEUE_JOBS && hand->queued_bytes < QUEUE_BYTES);
}

static bool is_too_slow(const struct workshop *workshop, const struct hand *hand)
{
	return hand->count &&
	       workshop->clock - hand->busy_since > (int64_t)workshop->limits.file_ms * WALL_FACTOR;
}

/* One round: waits at most `wait_ms` for a worker to answer or to take more. */
static enum status pump(struct workshop *workshop, int wait_ms, struct fault *fault)
{
	struct pollfd polled[WORKERS_MAX];
	enum status status = STATUS_OK;

	for (size_t i = 0; i < workshop->hand_count; i++) {
		struct hand *hand = &workshop->hands[i];
		polled[i] = (struct pollfd){
			.fd = hand->pid ? hand->socket : -1, /* idle ones may die, too */
			.events = (short)(POLLIN | (may_send(workshop, hand) ? POLLOUT : 0)),
		};
	}
	if (poll(polled, workshop->hand_count, wait_ms) < 0 && errno != EINTR)
		return fault_set(fault, STATUS_UNABLE, "cannot wait for workers: %s",
		                 strerror(errno));
	tell_time(workshop);
	for (size_t i = 0; i < workshop->hand_count && status == STATUS_OK; i++) {
		struct hand *hand = &workshop->hands[i];

		if (polled[i].fd < 0)
			continue;
		if (polled[i].revents & POLLOUT)
			send_jobs(workshop, hand);
		if (polled[i].revents & (POLLIN | POLLHUP | POLLERR))
			status = receive(workshop, hand, fault);
		else if (is_too_slow(workshop, hand))
			status = dismiss(workshop, hand, REFUSED_TIME, fault);
	}
	return status;
}

static size_t hand_of(uint64_t series, size_t count)
{
	return (size_t)((series >> 32) % count);
}

bool workshop_has_room(const struct workshop *workshop, uint64_t series)
{
	return has_room(&workshop->hands[hand_of(series, workshop->hand_count)]);
}

/* A series stays with one worker, who has the last version. */
static struct hand *find_room(struct workshop *workshop, const struct workshop_job *job)
{
	size_t hands = workshop->hand_count, size = job->bytes.size;
	size_t count = size > LARGE_FILE && hands > LARGE_HANDS ? LARGE_HANDS : hands;
	struct hand *best = NULL;

	if (job->series) {
		best = &workshop->hands[hand_of(job->series, count)];
		return has_room(best) ? best : NULL;
	}

	for (size_t i = 0; i < count; i++) {
		struct hand *hand = &workshop->hands[i];

		if (has_room(hand) && (!best || hand->queued_bytes < best->queued_bytes))
			best = hand;
		if (best && best->count == 0)
			break; /* an idle one; a new one is started only when all are busy */
	}
	return best;
}

static void enqueue(struct hand *hand, const struct workshop_job *job)
{
	struct queued *queued = &hand->queue[(hand->first + hand->count++) % QUEUE_JOBS];
	static const struct job_header later;

	*queued = (struct queued){
		.tag = job->tag,
		.language = job->language,
		.series = job->series,
		.increments = job->increments,
		.wire = BYTES_INIT,
	};
	bytes_reserve(&queued->wire, sizeof(later) + job->bytes.size);
	bytes_add(&queued->wire, &later, sizeof(later));
	bytes_add_text(&queued->wire, job->bytes);
	hand->queued_bytes += queued->wire.size;
}

enum status workshop_give(struct workshop *workshop, const struct workshop_job *job,
                          struct fault *fault)
{
	struct hand *hand = find_room(workshop, job);
	enum status status = STATUS_OK;

	if (budget_is_gone(&workshop->budget))
		return report_refusal(workshop, job->tag, job->language, REFUSED_SHARE, fault);
	while (!hand && status == STATUS_OK) {
		status = pump(workshop, 100, fault);
		hand = find_room(workshop, job);
	}
	if (status == STATUS_OK && !hand->pid)
		status = start_hand(workshop, hand, fault);
	if (status != STATUS_OK)
		return status;
	if (!hand->count)
		hand->busy_since = workshop->clock;
	enqueue(hand, job);
	send_jobs(workshop, hand);
	return pump(workshop, 0, fault);
}

static bool is_busy(const struct workshop *workshop)
{
	for (size_t i = 0; i < workshop->hand_count; i++)
		if (workshop->hands[i].count)
			return true;
	return false;
}

enum status workshop_finish(struct workshop *workshop, struct fault *fault)
{
	enum status status = STATUS_OK;

	/* Once, and not with each hand: a large page is there whole, however little of it is used. */
	if (is_busy(workshop) && !workshop->parted) {
		workshop->parted = true;
		memory_part();
	}
	while (status == STATUS_OK && is_busy(workshop))
		status = pump(workshop, 100, fault);
	return status;
}
