/* bole hook: what the installed hooks call. */
#include <stdlib.h>
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

/* A change must not switch the judge off by breaking the settings it carries. */
static int broken_settings(const struct fault *fault)
{
	notice("rejected: %s", fault->text);
	notice("mend it, or leave it out; nothing was committed or pushed, nothing is lost");
	return EXIT_REJECTED;
}

/* git gives no options: this is a person. */
static int usage(const struct invocation *invocation)
{
	static const struct option_row no_options[] = { { 0 } };
	struct fault fault = { 0 };
	int operands;
	enum status status = options_parse(invocation, no_options, NULL, NULL, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		fault_set(&fault, STATUS_USAGE, "hook takes %s",
		          "pre-commit, pre-merge-commit, pre-push REMOTE URL or "
		          "pre-receive; git calls it, after bole install");
	return fault_exit(&fault);
}

static bool is_one_of(const char *name, const char *const *names)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names != NULL;
}

/* The pre-commit framework calls the same line at a push, and says so in its environment. */
static int judge_commit(struct session *session, const char *name, struct fault *fault)
{
	const char *from = getenv("PRE_COMMIT_FROM_REF"), *to = getenv("PRE_COMMIT_TO_REF");

	if (from && *from && to && *to)
		return hook_range(session, from, to, fault);
	return hook_commit(session, name, fault);
}

int cmd_hook(const struct invocation *invocation)
{
	static const char *const known[] = { "pre-commit", "pre-merge-commit", "pre-push",
		                             "pre-receive", NULL };
	const char *name = invocation->argc > 1 ? invocation->argv[1] : "";
	const char *remote = invocation->argc > 2 ? invocation->argv[2] : NULL;
	struct invocation in_hook = *invocation;
	struct session session = { 0 };
	struct fault fault = { 0 };
	int result = STATUS_UNABLE;

	if (!is_one_of(name, known))
		return usage(invocation);
	in_hook.place.from_hook = true;
	if (session_open(&session, &in_hook, &fault) != STATUS_OK)
		result = STATUS_UNABLE;
	else if (strcmp(name, "pre-push") == 0)
		result = hook_push(&session, remote, stdin, &fault);
	else if (strcmp(name, "pre-receive") == 0)
		result = hook_receive(&session, stdin, &fault);
	else
		result = judge_commit(&session, name, &fault);
	if (result == STATUS_USAGE)
		result = broken_settings(&fault);
	else if (result == STATUS_UNABLE)
		result = failed(&session, &fault);
	session_close(&session);
	return result;
}
