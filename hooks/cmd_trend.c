/* bole trend: is the trunk getting better or worse, since when, and because of what? */
#include "report.h"

#include <string.h>

#include "bole/page.h"

static const struct option_row rows[] = {
	{ "html", "FILE", "write the report to this file, as a page to look at" },
	TREE_OPTION_ROWS,
	{ 0 },
};

struct trend_options {
	struct tree_options tree;
	const char *html;
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct trend_options *options = context;

	if (strcmp(row->name, "html") != 0)
		return tree_option(&options->tree, row, value, fault);
	options->html = value;
	return STATUS_OK;
}

static enum status write_page(const struct trend *trend, const char *path, struct fault *fault)
{
	struct output_file out = OUTPUT_FILE_INIT;
	enum status status = output_file_open(&out, path, fault);

	if (status != STATUS_OK)
		return status;
	page_write(out.file, trend);
	return output_file_finish(&out, fault);
}

static enum status answer(const struct trend *trend, const struct trend_options *options,
                          struct fault *fault)
{
	struct sink sink = print_sink(&options->tree.print, stdout);

	if (options->html)
		return write_page(trend, options->html, fault);
	trend_write(&sink, trend);
	return STATUS_OK;
}

int cmd_trend(const struct invocation *invocation)
{
	struct trend_options options = { .html = NULL };
	struct tree tree = { 0 };
	struct trend trend = TREND_INIT;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options.tree, operands, &fault);
	if (status == STATUS_OK)
		status = report_fill(&trend, &tree, &fault);
	if (status == STATUS_OK)
		status = answer(&trend, &options, &fault);
	trend_release(&trend);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
