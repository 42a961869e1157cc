/* bole check: judges a change, by the very code of the hooks. */
#include <string.h>

#include "run.h"

enum { MOST_SHOWN = 10 };

#define ONE_OF_THEM "check takes --staged, --worktree or a range: one of them"

struct check_options {
	struct print_options print;
	enum after_kind kind;
	bool one_side; /* --staged or --worktree */
	bool all;
};

static const struct option_row rows[] = {
	{ "staged", NULL, "the index against HEAD (the default, but for CI)" },
	{ "worktree", NULL, "the work tree against HEAD" },
	{ "all", NULL, "show every finding in text" },
	PRINT_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct check_options *options = context;

	if (strcmp(row->name, "all") == 0) {
		options->all = true;
		return STATUS_OK;
	}
	if (value)
		return print_option(&options->print, row, value, fault);
	if (options->one_side)
		return fault_set(fault, STATUS_USAGE, ONE_OF_THEM);
	options->kind = strcmp(row->name, "staged") == 0 ? AFTER_INDEX : AFTER_WORK_TREE;
	options->one_side = true;
	return STATUS_OK;
}

static enum status find_moment(struct session *session, const struct check_options *options,
                               const char *range, struct moment *moment, struct fault *fault)
{
	enum status status;

	if (range)
		return moment_of_range(session, "check", range, moment, fault);
	if (!options->one_side) {
		status = moment_of_ci(session, moment, fault);
		if (status != STATUS_ABSENT)
			return status;
	}
	if (!repo_work_tree(session->repo))
		return fault_set(fault, STATUS_USAGE,
		                 "a bare repository has no index; say what to judge: BASE..HEAD");
	status = moment_of_commit(session, "check", options->kind, moment, fault);
	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_USAGE,
		                 "no commit yet: there is nothing to compare with");
	return status;
}

int cmd_check(const struct invocation *invocation)
{
	struct check_options options = { .kind = AFTER_INDEX };
	struct session session = { 0 };
	struct moment moment;
	struct fault fault = { 0 };
	int operands = 0, result = STATUS_UNABLE;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK && options.one_side && invocation->argv[operands])
		status = fault_set(&fault, STATUS_USAGE, ONE_OF_THEM);
	if (status == STATUS_OK)
		status = session_open(&session, invocation, &fault);
	if (status == STATUS_OK)
		status = find_moment(&session, &options, invocation->argv[operands], &moment,
		                     &fault);
	if (status == STATUS_OK) {
		result = run_and_print(&session, &moment, &options.print, false,
		                       options.all ? 0 : MOST_SHOWN, &fault);
		status = fault.status;
	}
	session_close(&session);
	return status == STATUS_OK ? finish_output(result) : fault_exit(&fault);
}
