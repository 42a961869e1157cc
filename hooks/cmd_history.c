/* bole history: records the past of a repository. */
#include "recording.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const struct option_row rows[] = {
	{ "since", "DATE", "begin with the first commit after this day" },
	{ "until", "DATE", "end with the last commit before this day" },
	{ "every", "WHAT", "measure each commit (1), each Nth, or one each day or week" },
	{ 0 },
};

struct history_options {
	const char *since, *until;
	struct sampling sampling;
};

static enum status take_every(struct sampling *sampling, const char *value, struct fault *fault)
{
	char *end;
	unsigned long number = strtoul(value, &end, 10);

	if (strcmp(value, "day") == 0)
		sampling->seconds = 24 * 60 * 60;
	else if (strcmp(value, "week") == 0)
		sampling->seconds = 7 * 24 * 60 * 60;
	else if (*end || !number || number > 1000000)
		return fault_set(fault, STATUS_USAGE,
		                 "--every takes week, day or a number of commits, not '%s'", value);
	else
		sampling->commits = (uint32_t)number;
	return STATUS_OK;
}

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct history_options *options = context;

	if (strcmp(row->name, "since") == 0)
		options->since = value;
	else if (strcmp(row->name, "until") == 0)
		options->until = value;
	else
		return take_every(&options->sampling, value, fault);
	return STATUS_OK;
}

/* REV, or BASE..REV. */
static enum status take_range(struct recording *recording, struct repo *repo, const char *operand,
                              struct fault *fault)
{
	struct bytes base = BYTES_INIT;
	const char *dots;
	enum status status = STATUS_OK;

	if (!operand)
		return repo_head(repo, &recording->tip, fault);
	dots = strstr(operand, "..");
	if (dots) {
		bytes_add(&base, operand, (size_t)(dots - operand));
		status = repo_commit(repo, base.data, &recording->base, fault);
		operand = dots[2] ? dots + 2 : "HEAD";
	}
	if (status == STATUS_OK)
		status = repo_commit(repo, operand, &recording->tip, fault);
	bytes_release(&base);
	return status;
}

static enum status choose(struct recording *recording, struct repo *repo,
                          const struct history_options *options, const char *operand,
                          struct fault *fault)
{
	enum status status = take_range(recording, repo, operand, fault);

	recording->sampling = options->sampling;
	if (status == STATUS_ABSENT)
		status = fault_set(fault, STATUS_USAGE, "no commit yet: there is no history");
	if (status == STATUS_OK && options->since)
		status = repo_date(repo, options->since, &recording->since, fault);
	if (status == STATUS_OK && options->until)
		status = repo_date(repo, options->until, &recording->until, fault);
	return status;
}

/* --- what is said -------------------------------------------------------------------------- */

static double seconds_of(const struct timeval *time)
{
	return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static double processor_seconds(int who)
{
	struct rusage usage;

	getrusage(who, &usage);
	return seconds_of(&usage.ru_utime) + seconds_of(&usage.ru_stime);
}

/* Workers do nothing but parse, so their time is what parsing alone costs. */
static void print_cost(const struct recording *recording, double seconds)
{
	double ours = processor_seconds(RUSAGE_SELF), theirs = processor_seconds(RUSAGE_CHILDREN);
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%zu distinct files parsed%s in %.1f s; processor time %.1f s, %.1f s of it in the "
	       "parsers; %ld MB of memory\n",
	       recording->parsed, recording->parsed_again ? ", some of them twice," : "", seconds,
	       ours + theirs, theirs, usage.ru_maxrss / 1024);
}

static void print_done(const struct recording *recording, double seconds)
{
	char from[TREND_DATE], to[TREND_DATE];

	if (!recording->commits)
		printf("the history is recorded up to %s; nothing is new\n",
		       trend_date(recording->last, to));
	else
		printf("recorded %zu commits, %zu of them measured, from %s to %s\n",
		       recording->commits, recording->measured, trend_date(recording->first, from),
		       trend_date(recording->last, to));
	if (recording->parsed)
		print_cost(recording, seconds);
	if (recording->missing.size)
		fputs(recording->missing.data, stdout);
}

int cmd_history(const struct invocation *invocation)
{
	struct history_options options = { 0 };
	struct session session = { 0 };
	struct recording recording = RECORDING_INIT;
	struct fault fault = { 0 };
	double begun = seconds_now();
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = session_open(&session, invocation, &fault);
	if (status == STATUS_OK)
		status = choose(&recording, session.repo, &options, invocation->argv[operands],
		                &fault);
	if (status == STATUS_OK)
		status = recording_run(&recording, &session, &fault);
	if (status == STATUS_OK)
		print_done(&recording, seconds_now() - begun);
	recording_release(&recording);
	session_close(&session);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
