/* bole trend: is the trunk getting better or worse, since when, and because of what? */
#include <string.h>

#include "bole/page.h"
#include "recording.h"
#include "report.h"

static const struct option_row rows[] = {
	{ "html", "FILE", "write the report to this file, as a page to look at" },
	{ "since", "DATE", "lists say what happened after this day (default: a quarter back)" },
	{ "by", "WHAT", "sums by region, directory or language" },
	TREE_OPTION_ROWS,
	{ 0 },
};

struct trend_options {
	struct tree_options tree;
	const char *html;
	const char *since;
	const char *grouped_by;
};

static enum status take_by(struct trend_options *options, const char *value, struct fault *fault)
{
	static const char *const known[] = { "directory", "language" };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(value, known[i]) == 0)
			options->grouped_by = known[i];
	if (options->grouped_by || strcmp(value, "region") == 0)
		return STATUS_OK;
	return fault_set(fault, STATUS_USAGE, "--by takes region, directory or language, not '%s'",
	                 value);
}

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct trend_options *options = context;

	if (strcmp(row->name, "html") == 0)
		options->html = value;
	else if (strcmp(row->name, "since") == 0)
		options->since = value;
	else if (strcmp(row->name, "by") == 0)
		return take_by(options, value, fault);
	else
		return tree_option(&options->tree, row, value, fault);
	return STATUS_OK;
}

static enum status print_trend(void *context, struct sink *sink, struct fault *fault)
{
	(void)fault;
	trend_write(sink, context);
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

static enum status answer(struct trend *trend, const struct trend_options *options,
                          struct fault *fault)
{
	if (options->html)
		return write_page(trend, options->html, fault);
	return print_each(&options->tree.print, print_trend, trend, fault);
}

static enum status fill(struct trend *trend, struct tree *tree, const struct trend_options *options,
                        struct fault *fault)
{
	enum status status = STATUS_OK;

	trend->grouped_by = options->grouped_by;
	if (options->since)
		status = repo_date(tree->session.repo, options->since, &trend->since, fault);
	if (status == STATUS_OK) {
		if (recording_catch_up(&tree->session, &tree->commit) != STATUS_OK)
			notice("the history does not lead to this commit; run `bole history`");
		status = report_fill(trend, tree, fault);
	}
	return status;
}

int cmd_trend(const struct invocation *invocation)
{
	struct trend_options options = { 0 };
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
		status = fill(&trend, &tree, &options, &fault);
	if (status == STATUS_OK)
		status = answer(&trend, &options, &fault);
	trend_release(&trend);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
