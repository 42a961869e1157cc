/* bole map: leaf, branch and trunk, and what stands on what. */
#include "map.h"

static const struct option_row rows[] = {
	{ "edges", NULL, "the links between files instead" },
	{ "all", NULL, "everything, not only the top, in text and Markdown" },
	TREE_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

/* --- tables ------------------------------------------------------------------------- */

static const struct column map_columns[] = {
	{ "path", CELL_TEXT },         { "region", CELL_TEXT }, { "load", CELL_NUMBER },
	{ "dependents", CELL_NUMBER }, { "reason", CELL_TEXT },
};

static const struct column edge_columns[] = {
	{ "from", CELL_TEXT },
	{ "to", CELL_TEXT },
	{ "kind", CELL_TEXT },
	{ "confidence", CELL_TEXT },
};

static void print_files(struct sink *sink, const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct table_writer table;
	struct bytes reason = BYTES_INIT;

	table_begin(&table, sink, "map", map_columns, sizeof(map_columns) / sizeof(*map_columns));
	for (uint32_t i = 0; i < regions->count; i++) {
		if (!map_shows(tree, i))
			continue;
		bytes_clear(&reason);
		region_reason(regions, i, &reason);
		table_row(&table,
		          (union cell[]){
				  { .text = regions->files[i].path },
				  { .text = text_of(region_name(regions->standings[i].region)) },
				  { .number = regions->standings[i].load },
				  { .number = regions->standings[i].dependents },
				  { .text = bytes_text(&reason) },
			  });
	}
	table_end(&table);
	bytes_release(&reason);
}

static void print_edges(struct sink *sink, const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct table_writer table;

	table_begin(&table, sink, "edges", edge_columns,
	            sizeof(edge_columns) / sizeof(*edge_columns));
	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		if (!map_shows(tree, edge->from) && !map_shows(tree, edge->to))
			continue;
		table_row(&table,
		          (union cell[]){
				  { .text = regions->files[edge->from].path },
				  { .text = regions->files[edge->to].path },
				  { .text = text_of(edge_kind_name(edge->kind)) },
				  { .text = text_of(edge_confidence_name(edge->confidence)) },
			  });
	}
	table_end(&table);
}

struct map_answer {
	struct tree *tree;
	const struct tree_options *options;
};

static enum status print_map(void *context, struct sink *sink, struct fault *fault)
{
	const struct map_answer *answer = context;

	if (answer->options->edges) {
		if (sink->format == FORMAT_TEXT)
			sink->format = FORMAT_TSV; /* a list of pairs reads the same */
		print_edges(sink, answer->tree);
	} else if (sink->format == FORMAT_MARKDOWN) {
		return map_tour(sink, answer->tree, answer->options->all, fault);
	} else if (sink->format != FORMAT_TEXT) {
		print_files(sink, answer->tree);
	} else {
		return map_text(sink, answer->tree, answer->options->all, fault);
	}
	return STATUS_OK;
}

int cmd_map(const struct invocation *invocation)
{
	struct tree_options options = { 0 };
	struct tree tree = { 0 };
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_survey(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK && options.print.count && !options.edges)
		regions_count_dependents(&tree.state.regions);
	if (status == STATUS_OK)
		status = print_each(&options.print, print_map,
		                    &(struct map_answer){ &tree, &options }, &fault);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
