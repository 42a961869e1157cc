/* bole trend: is the trunk getting better or worse, since when, and because of what? */
#include "report.h"

static const struct option_row rows[] = {
	TREE_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

int cmd_trend(const struct invocation *invocation)
{
	struct tree_options options = { 0 };
	struct tree tree = { 0 };
	struct trend trend = TREND_INIT;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK)
		status = report_fill(&trend, &tree, &fault);
	if (status == STATUS_OK) {
		struct sink sink = print_sink(&options.print, stdout);

		trend_write(&sink, &trend);
	}
	trend_release(&trend);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
