/* bole export: the sums of each region, for systems that keep numbers over time. */
#include <string.h>

#include "duplication.h"
#include "tree.h"

static const struct option_row rows[] = {
	{ "label", "NAME=VALUE", "tells this tree from others where many are collected" },
	TREE_OPTION_ROWS,
	{ 0 },
};

struct export_options {
	struct tree_options tree;
	struct metric_label labels[METRIC_LABELS_MAX];
	size_t label_count;
};

static enum status take_label(struct export_options *options, const char *value,
                              struct fault *fault)
{
	size_t size = strcspn(value, "=");
	struct text name = { value, size };
	struct metric_label label = { .value = text_of(value + size + !!value[size]) };

	if (!value[size] || !metric_label_named(&label, name))
		return fault_set(fault, STATUS_USAGE,
		                 "--label takes NAME=VALUE, NAME of letters, digits and _ and none "
		                 "that export uses itself; not '%s'",
		                 value);
	for (size_t i = 0; i < options->label_count; i++)
		if (strcmp(options->labels[i].name, label.name) == 0)
			return fault_set(fault, STATUS_USAGE, "--label '%s' for the second time",
			                 value);
	if (options->label_count == METRIC_LABELS_MAX)
		return fault_set(fault, STATUS_USAGE, "more than %d times --label",
		                 METRIC_LABELS_MAX);
	options->labels[options->label_count++] = label;
	return STATUS_OK;
}

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct export_options *options = context;

	if (strcmp(row->name, "label") == 0)
		return take_label(options, value, fault);
	return tree_option(&options->tree, row, value, fault);
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
	SUM_DUPLICATED,
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
		[SUM_DUPLICATED] = { "duplicated_lines",
		                     "Lines that are written twice.",
		                     false,
		                     { 0 } },
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

/* The same lines that bole clones counts. */
static enum status fill_duplicated(struct metric_row *row, struct tree *tree, struct fault *fault)
{
	struct duplication found = DUPLICATION_INIT;
	enum status status = duplication_find(&found, &tree->state, &tree->session, 0, fault);

	for (uint32_t i = 0; i < tree->state.count && status == STATUS_OK; i++)
		if (tree->state.files[i].label.file_class == FILE_SOURCE)
			row->values[tree->state.regions.standings[i].region] += found.lines[i];
	duplication_release(&found);
	return status;
}

static enum status print_metrics(void *context, struct sink *sink, struct fault *fault)
{
	(void)fault;
	metrics_write(sink, context);
	return STATUS_OK;
}

static enum status print_snapshot(const struct export_options *options, struct tree *tree,
                                  const struct snapshot *snapshot, struct fault *fault)
{
	enum status status;
	struct metric_row rows_of[SUM_COUNT];
	char commit[OBJECT_ID_HEX] = "";
	struct metrics metrics = { .labels = options->labels,
		                   .label_count = options->label_count,
		                   .time = snapshot->time,
		                   .rows = rows_of,
		                   .count = SUM_COUNT };

	fill(rows_of, snapshot);
	status = fill_duplicated(&rows_of[SUM_DUPLICATED], tree, fault);
	if (status != STATUS_OK)
		return status;
	if (!object_id_none(&snapshot->commit))
		object_id_hex(&snapshot->commit, commit);
	metrics.commit = text_of(commit);
	return print_each(&options->tree.print, print_metrics, &metrics, fault);
}

int cmd_export(const struct invocation *invocation)
{
	struct export_options options = { 0 };
	struct tree tree = { 0 };
	struct snapshot snapshot;
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options.tree, operands, &fault);
	if (status == STATUS_OK)
		status = state_sums(&tree.state, &tree.session, &tree.commit, &snapshot, &fault);
	if (status == STATUS_OK)
		status = print_snapshot(&options, &tree, &snapshot, &fault);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
