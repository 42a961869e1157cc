/*
 * pre-commit and pre-merge-commit: no arguments, the index to judge is the one
 * git names in the environment, and nothing tells an amend from a commit.
 */
#include "hook.h"

int hook_commit(struct session *session, const char *name, struct fault *fault)
{
	const struct print_options print = { .file = stderr };
	struct moment moment;
	enum status status = moment_of_commit(session, name, AFTER_INDEX, &moment, fault);

	if (status == STATUS_ABSENT) {
		notice("accepted: the first commit has nothing to be worse than");
		return EXIT_ACCEPTED;
	}
	if (status != STATUS_OK)
		return STATUS_UNABLE;
	return run_and_print(session, &moment, &print, true, HOOK_MOST_SHOWN, fault);
}

int hook_range(struct session *session, const char *from, const char *to, struct fault *fault)
{
	const struct print_options print = { .file = stderr };
	struct bytes range = BYTES_INIT;
	struct moment moment;
	enum status status;

	bytes_format(&range, "%s...%s", from, to);
	status = moment_of_range(session, "pre-push", range.data, &moment, fault);
	bytes_release(&range);
	if (status != STATUS_OK)
		return STATUS_UNABLE;
	return run_and_print(session, &moment, &print, true, HOOK_MOST_SHOWN, fault);
}
