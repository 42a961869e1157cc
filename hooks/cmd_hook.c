/* bole hook: what the installed hooks call. */
#include <string.h>

#include "hook.h"

/* A failure of ours must not cost anybody a commit, unless they asked for that;
 * but it must be louder than an acceptance. */
static int failed(const struct session *session, const struct fault *fault)
{
	bool reject = session->settings.reject_on_failure;

	notice("NOT JUDGED: %s", fault->text);
	notice(reject ? "refused, because bole.onFailure is reject"
	              : "let through unjudged; nothing here says that it is good");
	return reject ? EXIT_REJECTED : EXIT_ACCEPTED;
}

static int usage(void)
{
	notice("usage: bole hook pre-commit | pre-merge-commit | pre-push REMOTE URL");
	return STATUS_USAGE;
}

int cmd_hook(const struct invocation *invocation)
{
	const char *name = invocation->argc > 1 ? invocation->argv[1] : "";
	const char *remote = invocation->argc > 2 ? invocation->argv[2] : NULL;
	bool push = strcmp(name, "pre-push") == 0;
	bool commit = strcmp(name, "pre-commit") == 0 || strcmp(name, "pre-merge-commit") == 0;
	struct invocation in_hook = *invocation;
	struct session session = { 0 };
	struct fault fault = { 0 };
	int result = STATUS_UNABLE;

	if (!push && !commit)
		return usage();
	in_hook.place.from_hook = true;
	if (session_open(&session, &in_hook, &fault) == STATUS_OK)
		result = push ? hook_push(&session, remote, stdin, &fault)
		              : hook_commit(&session, name, &fault);
	if (result == STATUS_UNABLE || result == STATUS_USAGE)
		result = failed(&session, &fault);
	session_close(&session);
	return result;
}
