/* bole export: the sums of each region, for systems that keep numbers over time. */
#include "tree.h"

static const struct option_row rows[] = { TREE_OPTION_ROWS, { 0 } };

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

enum sum {
	SUM_FILES,
	SUM_UNITS,
	SUM_UNMEASURED,
	SUM_SLOC,
	SUM_COGNITIVE,
	SUM_CYCLOMATIC,
	SUM_DEBT,
	SUM_BURDEN,
	SUM_COUNT
};

static void fill(struct metric_row rows_of[SUM_COUNT], const struct snapshot *snapshot)
{
	static const struct metric_row empty[SUM_COUNT] = {
		[SUM_FILES] = { "files", "Source files of the project itself.", false, { 0 } },
		[SUM_UNITS] = { "units", "Functions and methods.", false, { 0 } },
		[SUM_UNMEASURED] = { "unmeasured",
		                     "Functions whose text did not parse.",
		                     false,
		                     { 0 } },
		[SUM_SLOC] = { "sloc", "Lines of code.", false, { 0 } },
		[SUM_COGNITIVE] = { "cognitive", "Cognitive complexity.", false, { 0 } },
		[SUM_CYCLOMATIC] = { "cyclomatic", "Cyclomatic complexity.", false, { 0 } },
		[SUM_DEBT] = { "debt", "Debt in points.", true, { 0 } },
		[SUM_BURDEN] = { "burden", "Debt times load, in points.", true, { 0 } },
	};

	for (int sum = 0; sum < SUM_COUNT; sum++)
		rows_of[sum] = empty[sum];
	for (int region = 0; region < REGION_COUNT; region++) {
		rows_of[SUM_FILES].values[region] = snapshot->regions[region].files;
		rows_of[SUM_UNITS].values[region] = snapshot->regions[region].units;
		rows_of[SUM_UNMEASURED].values[region] = snapshot->regions[region].unmeasured;
		rows_of[SUM_SLOC].values[region] = (double)snapshot->regions[region].sloc;
		rows_of[SUM_COGNITIVE].values[region] = (double)snapshot->regions[region].cognitive;
		rows_of[SUM_CYCLOMATIC].values[region] =
			(double)snapshot->regions[region].cyclomatic;
		rows_of[SUM_DEBT].values[region] = (double)snapshot->regions[region].debt / 10;
		rows_of[SUM_BURDEN].values[region] = (double)snapshot->regions[region].burden / 10;
	}
}

static enum status print_metrics(void *context, struct sink *sink, struct fault *fault)
{
	(void)fault;
	metrics_write(sink, context);
	return STATUS_OK;
}

static enum status print_snapshot(const struct print_options *options,
                                  const struct snapshot *snapshot, struct fault *fault)
{
	struct metric_row rows_of[SUM_COUNT];
	char commit[OBJECT_ID_HEX] = "";
	struct metrics metrics = { .time = snapshot->time, .rows = rows_of, .count = SUM_COUNT };

	fill(rows_of, snapshot);
	if (!object_id_none(&snapshot->commit))
		object_id_hex(&snapshot->commit, commit);
	metrics.commit = text_of(commit);
	return print_each(options, print_metrics, &metrics, fault);
}

int cmd_export(const struct invocation *invocation)
{
	struct tree_options options = { 0 };
	struct tree tree = { 0 };
	struct snapshot snapshot;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK)
		status = state_sums(&tree.state, &tree.session, &tree.commit, &snapshot, &fault);
	if (status == STATUS_OK)
		status = print_snapshot(&options.print, &snapshot, &fault);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
