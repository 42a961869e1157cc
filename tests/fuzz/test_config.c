/*
 * What `git config -z --list` says in a repository that a stranger configured:
 * "NAME\nVALUE", each ended by a NUL byte.  The same list is read as settings
 * of a run, as a tracked `.bole`, and by name.
 */
#include "metrics/git/repo.h"

#define notice notice_of_settings
static void notice_of_settings(const char *format, ...);
#include "hooks/session.c" /* its reader of settings is nobody else's business */
#undef notice

#include <stdarg.h>

#include "formats.h"

/* In place of stderr: what is said must be short, and of no byte that it should not be. */
static void notice_of_settings(const char *format, ...)
{
	char text[4096];
	va_list arguments;
	int size;

	va_start(arguments, format);
	size = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	CLAIM(size > 0);
}

static void check_policy(const struct policy *policy)
{
	const struct rule_row *rows = rule_rows();

	for (int rule = 0; rule < RULE_COUNT; rule++) {
		for (int region = 0; region < REGION_COUNT; region++) {
			enum level level = policy->levels[rule][region];

			CLAIM(level == rows[rule].levels[region] ||
			      (level >= rows[rule].least && level <= rows[rule].most));
			CLAIM(policy->limits[rule][region] <= 10000);
		}
	}
}

static void check_fault(enum status status, const struct fault *fault)
{
	CLAIM(status == STATUS_OK || status == STATUS_USAGE);
	CLAIM(status == STATUS_OK || (fault->status == STATUS_USAGE && fault->text[0]));
	CLAIM(memchr(fault->text, '\0', sizeof(fault->text)));
}

/* What was taken once is taken again, and by every tree. */
static void check_settings(struct session *session)
{
	struct fault fault = { .status = STATUS_OK };
	struct policy policy;
	enum status status = read_settings(session, &fault);

	check_fault(status, &fault);
	CLAIM(session->settings.jobs <= 64);
	fault = (struct fault){ .status = STATUS_OK };
	CLAIM(status || session_policy(session, NULL, &policy, &fault) == STATUS_OK);
	if (!status)
		check_policy(&policy);
	bytes_release(&session->settings.overrides);
	bytes_release(&session->settings.assistants);
}

static void check_tracked(struct repo *repo)
{
	struct fault fault = { .status = STATUS_OK };
	struct policy policy;

	policy_default(&policy);
	check_fault(repo_settings(repo, found_tracked, &policy, &fault), &fault);
	check_policy(&policy);
}

static void check_name(struct repo *repo, const char *name)
{
	struct fault fault = { .status = STATUS_OK };
	struct bytes value = BYTES_INIT;
	enum status status = repo_setting(repo, name, &value, &fault);

	CLAIM(status == STATUS_OK || (status == STATUS_ABSENT && !value.size));
	bytes_release(&value);
}

/* The first line of the list, or what a name may be cut down to. */
static void check_names(struct repo *repo, struct text input)
{
	struct text line = fuzz_take(&input, '\n');
	char name[256];
	size_t size = line.size < sizeof(name) - 1 ? line.size : sizeof(name) - 1;

	if (size)
		memcpy(name, line.data, size);
	name[size] = '\0';
	check_name(repo, name);
	check_name(repo, "remote.origin.url");
	check_name(repo, "core.hooksPath");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text input = fuzz_text(data, size);
	struct repo repo = { .settings_read = true };
	struct session session = { .repo = &repo };

	bytes_add_text(&repo.settings, input);
	check_settings(&session);
	check_tracked(&repo);
	check_names(&repo, input);
	bytes_release(&repo.settings);
	return 0;
}
