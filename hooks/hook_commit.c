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
