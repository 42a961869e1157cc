#include "session.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

const char *today(char date[11])
{
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	strftime(date, 11, "%Y-%m-%d", &local);
	return date;
}

/* --- settings ------------------------------------------------------------------------ */

static enum status read_flag(struct text name, struct text value, bool *flag, struct fault *fault)
{
	if (text_is(value, "true") || text_is(value, "yes") || text_is(value, "on") ||
	    text_is(value, "1") || !value.size)
		*flag = true;
	else if (text_is(value, "false") || text_is(value, "no") || text_is(value, "off") ||
	         text_is(value, "0"))
		*flag = false;
	else
		return fault_set(fault, STATUS_USAGE, "bole.%.*s is '%.*s'; it takes true or false",
		                 (int)name.size, name.data, (int)value.size, value.data);
	return STATUS_OK;
}

static enum status read_jobs(struct text value, unsigned *jobs, struct fault *fault)
{
	unsigned number = 0;

	for (size_t i = 0; i < value.size && number <= 64; i++) {
		if (!isdigit((unsigned char)value.data[i])) {
			number = 65;
			break;
		}
		number = number * 10 + (unsigned)(value.data[i] - '0');
	}
	if (!value.size || number > 64)
		return fault_set(fault, STATUS_USAGE, "bole.jobs is '%.*s'; it takes 0 to 64",
		                 (int)value.size, value.data);
	*jobs = number;
	return STATUS_OK;
}

/* Settings of the run, not of the policy; STATUS_ABSENT: none of them. */
static enum status read_own(struct settings *settings, struct text name, struct text value,
                            struct fault *fault)
{
	if (text_is(name, "store"))
		return read_flag(name, value, &settings->store, fault);
	if (text_is(name, "jobs"))
		return read_jobs(value, &settings->jobs, fault);
	if (text_is(name, "assistants")) {
		bytes_add_text(&settings->assistants, value);
		bytes_add_char(&settings->assistants, ' ');
		return STATUS_OK;
	}
	if (!text_is(name, "onfailure"))
		return STATUS_ABSENT;
	if (!text_is(value, "reject") && !text_is(value, "allow"))
		return fault_set(fault, STATUS_USAGE,
		                 "bole.onFailure is '%.*s'; it takes allow or reject",
		                 (int)value.size, value.data);
	settings->reject_on_failure = text_is(value, "reject");
	return STATUS_OK;
}

struct reading {
	struct settings *settings;
	struct fault fault; /* the first one */
};

static enum status read_setting(struct settings *settings, struct text name, struct text value,
                                struct fault *fault)
{
	struct policy scratch;
	enum status status = read_own(settings, name, value, fault);

	if (status != STATUS_ABSENT)
		return status;
	policy_default(&scratch);
	status = policy_set(&scratch, name, value, fault);
	if (status == STATUS_ABSENT) {
		notice("there is no setting bole.%.*s; it is ignored", (int)name.size, name.data);
		return STATUS_OK;
	}
	bytes_add_text(&settings->overrides, name);
	bytes_add_char(&settings->overrides, '\0');
	bytes_add_text(&settings->overrides, value);
	bytes_add_char(&settings->overrides, '\0');
	return status;
}

/* Goes on behind a broken setting, since a later one may say what to do then. */
static enum status found_setting(void *context, struct text name, struct text value,
                                 struct fault *fault)
{
	struct reading *reading = context;

	if (read_setting(reading->settings, name, value, fault) != STATUS_OK &&
	    reading->fault.status == STATUS_OK)
		reading->fault = *fault;
	return STATUS_OK;
}

static enum status read_settings(struct session *session, struct fault *fault)
{
	struct reading reading = { .settings = &session->settings };
	enum status status = repo_settings(session->repo, found_setting, &reading, fault);

	if (status == STATUS_OK && reading.fault.status != STATUS_OK) {
		*fault = reading.fault;
		status = fault->status;
	}
	return status;
}

/* --- policy ----------------------------------------------------------------------------- */

/* A tracked file sets the policy and nothing else: it comes from strangers. */
static enum status found_tracked(void *context, struct text name, struct text value,
                                 struct fault *fault)
{
	struct policy *policy = context;
	enum status status;

	status = policy_set(policy, name, value, fault);
	if (status == STATUS_ABSENT) {
		notice("in .bole: there is no setting bole.%.*s; it is ignored", (int)name.size,
		       name.data);
		status = STATUS_OK;
	}
	return status;
}

static enum status name_tracked(struct fault *fault)
{
	char words[sizeof(fault->text)];

	memcpy(words, fault->text, sizeof(words));
	return fault_set(fault, fault->status, ".bole: %s", words);
}

static enum status apply_overrides(const struct settings *settings, struct policy *policy,
                                   struct fault *fault)
{
	struct text rest = bytes_text(&settings->overrides);
	enum status status = STATUS_OK;

	while (rest.size && status == STATUS_OK) {
		struct text name = text_of(rest.data);
		struct text value = text_of(rest.data + name.size + 1);
		size_t taken = name.size + value.size + 2;

		status = policy_set(policy, name, value, fault);
		rest = (struct text){ rest.data + taken, rest.size - taken };
	}
	return status;
}

enum status session_policy(struct session *session, const struct entry *tracked,
                           struct policy *policy, struct fault *fault)
{
	enum status status = STATUS_OK;

	policy_default(policy);
	if (tracked)
		status = blob_settings(session->repo, &tracked->blob, found_tracked, policy, fault);
	if (status == STATUS_USAGE)
		return name_tracked(fault);
	if (status == STATUS_OK)
		status = apply_overrides(&session->settings, policy, fault);
	return status;
}

/* --- the session -------------------------------------------------------------------------- */

static void notice_all(const struct bytes *notices)
{
	const char *line = notices->data;

	while (line && *line) {
		const char *end = strchrnul(line, '\n');

		notice("%.*s", (int)(end - line), line);
		line = *end ? end + 1 : end;
	}
}

/* A commit may bring a hostile file for every process: eight of them stay below 512 MB. */
enum { HOOK_JOBS_MOST = 8 };

static unsigned jobs_of(const struct settings *settings, bool from_hook)
{
	if (!settings->jobs && from_hook && sysconf(_SC_NPROCESSORS_ONLN) > HOOK_JOBS_MOST)
		return HOOK_JOBS_MOST;
	return settings->jobs;
}

enum status session_open(struct session *session, const struct invocation *invocation,
                         struct fault *fault)
{
	struct bytes notices = BYTES_INIT;
	enum status status;

	*session = (struct session){ .settings = { .store = true } };
	status = repo_open(&session->repo, &invocation->place, fault);
	if (status == STATUS_OK)
		status = read_settings(session, fault);
	if (status != STATUS_OK)
		return status;
	session->history =
		history_open(session->settings.store ? repo_common_dir(session->repo) : NULL,
	                     &notices);
	notice_all(&notices);
	bytes_release(&notices);
	session->book = book_new(session->repo, session->history,
	                         jobs_of(&session->settings, invocation->place.from_hook));
	return STATUS_OK;
}

struct chart *session_chart(struct session *session)
{
	if (!session->chart_sought)
		session->chart = chart_open(session->history);
	session->chart_sought = true;
	return session_lost_chart(session) ? NULL : session->chart;
}

bool session_lost_chart(const struct session *session)
{
	return session->chart && chart_is_damaged(session->chart);
}

void session_close(struct session *session)
{
	struct bytes notices = BYTES_INIT;

	book_free(session->book);
	chart_close(session->chart);
	if (session->history)
		history_close(session->history, &notices);
	notice_all(&notices);
	bytes_release(&notices);
	bytes_release(&session->settings.overrides);
	bytes_release(&session->settings.assistants);
	if (session->repo)
		repo_close(session->repo);
}
