/* bole clones: what was written twice, dearest first. */
#include <stdlib.h>
#include <string.h>

#include "clones_list.h"

enum { TOKENS_MOST = 10000 };

static const struct option_row rows[] = {
	{ "tokens", "N", "the least tokens of a clone (default 30)" },
	{ "all", NULL, "show everything in text, not only the dearest" },
	TREE_OPTION_ROWS,
	{ 0 },
};

struct clone_options {
	struct tree_options tree;
	uint32_t tokens;
};

static enum status take_tokens(const char *value, uint32_t *tokens, struct fault *fault)
{
	char *end;
	unsigned long number = strtoul(value, &end, 10);

	if (*value < '0' || *value > '9' || *end || number < SEED_TOKENS || number > TOKENS_MOST)
		return fault_set(fault, STATUS_USAGE, "--tokens takes %d to %d, not '%s'",
		                 SEED_TOKENS, TOKENS_MOST, value);
	*tokens = (uint32_t)number;
	return STATUS_OK;
}

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct clone_options *options = context;

	if (strcmp(row->name, "tokens") == 0)
		return take_tokens(value, &options->tokens, fault);
	return tree_option(&options->tree, row, value, fault);
}

/* --- tables -------------------------------------------------------------------------------- */

static const struct column columns[] = {
	{ "path_a", CELL_TEXT },   { "start_a", CELL_NUMBER }, { "end_a", CELL_NUMBER },
	{ "path_b", CELL_TEXT },   { "start_b", CELL_NUMBER }, { "end_b", CELL_NUMBER },
	{ "type", CELL_NUMBER },   { "tokens", CELL_NUMBER },  { "similarity", CELL_NUMBER },
	{ "region_a", CELL_TEXT }, { "region_b", CELL_TEXT },  { "of", CELL_NOTE },
	{ "class", CELL_NOTE },
};

enum { COLUMN_COUNT = sizeof(columns) / sizeof(*columns) };

struct clone_row {
	const struct clone *clone;
	uint32_t class; /* its place among all, from 1 */
};

static void clone_row(struct table_writer *table, const struct clones_list *list,
                      const struct clone_row *row)
{
	const struct clone_side *a = &row->clone->a, *b = &row->clone->b;
	struct bytes class = BYTES_INIT;

	bytes_format(&class, "%u", row->class);
	table_row(table, (union cell[COLUMN_COUNT]){
				 { .text = clone_file_of(list, a)->path },
				 { .number = a->line },
				 { .number = a->end_line },
				 { .text = clone_file_of(list, b)->path },
				 { .number = b->line },
				 { .number = b->end_line },
				 { .number = (uint64_t)row->clone->type },
				 { .number = row->clone->tokens },
				 { .number = row->clone->similarity },
				 { .text = text_of(region_name(clone_standing(list, a)->region)) },
				 { .text = text_of(region_name(clone_standing(list, b)->region)) },
				 { .text = list->part == DUPLICATION_OWN ? TEXT("source")
	                                                                 : TEXT("tests") },
				 { .text = bytes_text(&class) },
			 });
	bytes_release(&class);
}

static int by_class(const void *a, const void *b)
{
	const struct clone_row *x = a, *y = b;

	if (x->class != y->class)
		return x->class < y->class ? -1 : 1;
	return x->clone < y->clone ? -1 : x->clone > y->clone;
}

/* Those of the dearest class first; returns how many classes there are. */
static uint32_t print_rows(struct table_writer *table, const struct clones_list *list,
                           uint32_t classes)
{
	const struct clones *clones = &list->found->clones[list->part];
	struct clone_row *rows_of = memory_new(clones->count * sizeof(*rows_of));
	uint32_t *places = memory_new(clones->class_count * sizeof(*places));
	struct ranked_class *ranked;
	size_t count = classes_rank(list, &ranked), shown = 0;

	for (size_t i = 0; i < count; i++)
		places[ranked[i].class - clones->classes] = ++classes;
	for (size_t i = 0; i < clones->count; i++) {
		const struct clone *clone = &clones->items[i];

		if (clone_is_shown(list, &clone->a) || clone_is_shown(list, &clone->b))
			rows_of[shown++] = (struct clone_row){ clone, places[clone->class_id] };
	}
	if (shown)
		qsort(rows_of, shown, sizeof(*rows_of), by_class);
	for (size_t i = 0; i < shown; i++)
		clone_row(table, list, &rows_of[i]);
	memory_free(ranked);
	memory_free(places);
	memory_free(rows_of);
	return classes;
}

static void print_table(struct sink *sink, const struct tree *tree, const struct duplication *found)
{
	struct table_writer table;
	uint32_t classes = 0;

	table_begin(&table, sink, "clones", columns, COLUMN_COUNT);
	for (int part = 0; part < DUPLICATION_PARTS; part++)
		classes = print_rows(&table,
		                     &(struct clones_list){ tree, found,
		                                            (enum duplication_part)part },
		                     classes);
	table_end(&table);
}

struct clones_answer {
	struct tree *tree;
	const struct duplication *found;
	bool all;
};

static enum status print_answers(void *context, struct sink *sink, struct fault *fault)
{
	const struct clones_answer *answer = context;

	(void)fault;
	if (sink->format == FORMAT_TEXT)
		clones_text(sink->file, answer->tree, answer->found, answer->all);
	else
		print_table(sink, answer->tree, answer->found);
	return STATUS_OK;
}

int cmd_clones(const struct invocation *invocation)
{
	struct clone_options options = { .tokens = 0 };
	struct duplication found = DUPLICATION_INIT;
	struct tree tree = { 0 };
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options.tree, operands, &fault);
	if (status == STATUS_OK)
		status = duplication_find(&found, &tree.state, &tree.session, options.tokens,
		                          &fault);
	if (status == STATUS_OK)
		status = print_each(&options.tree.print, print_answers,
		                    &(struct clones_answer){ &tree, &found, options.tree.all },
		                    &fault);
	duplication_release(&found);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
