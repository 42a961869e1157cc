/* bole clones: what was written twice, dearest first. */
#include <stdlib.h>
#include <string.h>

#include "duplication.h"
#include "tree.h"

enum { CLASSES_SHOWN = 20, COPIES_SHOWN = 6, TOKENS_MOST = 10000 };

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

/* --- what is shown ----------------------------------------------------------------------- */

struct listing_of {
	const struct tree *tree;
	const struct duplication *found;
	enum duplication_part part;
};

static const struct source_file *file_of(const struct listing_of *list,
                                         const struct clone_side *side)
{
	return &list->tree->state.files[duplication_file(list->found, list->part, side)];
}

static const struct standing *standing_of(const struct listing_of *list,
                                          const struct clone_side *side)
{
	return &list->tree->state.regions
	                .standings[duplication_file(list->found, list->part, side)];
}

static bool is_shown(const struct listing_of *list, const struct clone_side *side)
{
	return tree_shows(list->tree, file_of(list, side)->path);
}

/* --- what a class costs ----------------------------------------------------------------------- */

struct ranked {
	const struct clone_class *class;
	uint32_t load; /* of the copy that most stands on */
	uint64_t cost;
};

static struct ranked rank(const struct listing_of *list, const struct clone_class *class)
{
	struct ranked ranked = { class, 0, 0 };

	for (uint32_t i = 0; i < class->copy_count; i++) {
		const struct clone_side *copy =
			&list->found->clones[list->part].places[class->copies[i]];
		uint32_t load = standing_of(list, copy)->load;

		if (load > ranked.load)
			ranked.load = load;
	}
	ranked.cost =
		(uint64_t) class->tokens * class->copy_count * (ranked.load ? ranked.load : 1);
	return ranked;
}

static int by_cost(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->cost != y->cost)
		return x->cost > y->cost ? -1 : 1;
	return x->class < y->class ? -1 : x->class > y->class;
}

static bool class_is_shown(const struct listing_of *list, const struct clone_class *class)
{
	const struct clones *clones = &list->found->clones[list->part];

	for (uint32_t i = 0; i < class->copy_count; i++)
		if (is_shown(list, &clones->places[class->copies[i]]))
			return true;
	return false;
}

/* All classes with a copy that was asked for, dearest first. */
static size_t rank_all(const struct listing_of *list, struct ranked **out)
{
	const struct clones *clones = &list->found->clones[list->part];
	struct ranked *ranked = memory_new(clones->class_count * sizeof(*ranked));
	size_t count = 0;

	for (size_t i = 0; i < clones->class_count; i++)
		if (class_is_shown(list, &clones->classes[i]))
			ranked[count++] = rank(list, &clones->classes[i]);
	if (count)
		qsort(ranked, count, sizeof(*ranked), by_cost);
	*out = ranked;
	return count;
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

static void clone_row(struct table_writer *table, const struct listing_of *list,
                      const struct clone_row *row)
{
	const struct clone_side *a = &row->clone->a, *b = &row->clone->b;
	struct bytes class = BYTES_INIT;

	bytes_format(&class, "%u", row->class);
	table_row(table, (union cell[COLUMN_COUNT]){
				 { .text = file_of(list, a)->path },
				 { .number = a->line },
				 { .number = a->end_line },
				 { .text = file_of(list, b)->path },
				 { .number = b->line },
				 { .number = b->end_line },
				 { .number = (uint64_t)row->clone->type },
				 { .number = row->clone->tokens },
				 { .number = row->clone->similarity },
				 { .text = text_of(region_name(standing_of(list, a)->region)) },
				 { .text = text_of(region_name(standing_of(list, b)->region)) },
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
static uint32_t print_rows(struct table_writer *table, const struct listing_of *list,
                           uint32_t classes)
{
	const struct clones *clones = &list->found->clones[list->part];
	struct clone_row *rows_of = memory_new(clones->count * sizeof(*rows_of));
	uint32_t *places = memory_new(clones->class_count * sizeof(*places));
	struct ranked *ranked;
	size_t count = rank_all(list, &ranked), shown = 0;

	for (size_t i = 0; i < count; i++)
		places[ranked[i].class - clones->classes] = ++classes;
	for (size_t i = 0; i < clones->count; i++) {
		const struct clone *clone = &clones->items[i];

		if (is_shown(list, &clone->a) || is_shown(list, &clone->b))
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
		classes =
			print_rows(&table,
		                   &(struct listing_of){ tree, found, (enum duplication_part)part },
		                   classes);
	table_end(&table);
}

/* --- text: the first three lines ------------------------------------------------------------- */

static void print_share(FILE *out, uint64_t some, uint64_t all)
{
	fprintf(out, "%llu of %llu lines (%.1f %%)", (unsigned long long)some,
	        (unsigned long long)all, all ? 100.0 * (double)some / (double)all : 0);
}

static void print_answer(FILE *out, const struct listing_of *list, const struct ranked *ranked,
                         size_t count)
{
	const struct clones *tests = &list->found->clones[DUPLICATION_TESTS];
	size_t copies = 0;

	for (size_t i = 0; i < count; i++)
		copies += ranked[i].class->copy_count;
	if (count)
		fprintf(out, "%zu stretch%s of code, written %zu times", count,
		        count == 1 ? "" : "es", copies);
	else
		fputs("nothing is written twice", out);
	if (tests->class_count)
		fprintf(out, "; apart from them %zu in tests and examples", tests->class_count);
	fputc('\n', out);
}

static void print_regions(FILE *out, const struct tree *tree, const struct duplication *found)
{
	uint64_t lines[REGION_COUNT] = { 0 }, twice[REGION_COUNT] = { 0 };
	const struct state *state = &tree->state;

	for (uint32_t i = 0; i < state->count; i++) {
		enum region region = state->regions.standings[i].region;

		if (state->files[i].label.file_class != FILE_SOURCE ||
		    !tree_shows(tree, state->files[i].path))
			continue;
		lines[region] += state->files[i].facts->lines;
		twice[region] += found->lines[i];
	}
	for (int region = REGION_COUNT; region-- > 0;) {
		fprintf(out, "%s: ", region_name((enum region)region));
		print_share(out, twice[region], lines[region]);
		fputs(region ? "; " : "\n", out);
	}
}

static void print_noise(FILE *out, const struct clones *clones)
{
	bool first = true;

	for (int noise = 0; noise < NOISE_COUNT; noise++) {
		if (!clones->noise[noise])
			continue;
		fprintf(out, "%s%llu that %s", first ? "left out: " : ", ",
		        (unsigned long long)clones->noise[noise],
		        clone_noise_text((enum clone_noise)noise));
		first = false;
	}
	if (!first)
		fputc('\n', out);
}

/* --- text: the classes ------------------------------------------------------------------------ */

static void print_copy(FILE *out, const struct listing_of *list, const struct clone_side *copy)
{
	fputs("         ", out);
	write_safe(out, file_of(list, copy)->path);
	fprintf(out, ":%u-%u  %s\n", copy->line, copy->end_line,
	        region_name(standing_of(list, copy)->region));
}

static void print_class(FILE *out, const struct listing_of *list, const struct ranked *ranked,
                        bool all)
{
	static const char *const kinds[] = { "", "the same", "renamed", "changed" };
	const struct clone_class *class = ranked->class;
	uint32_t most = all || class->copy_count <= COPIES_SHOWN ? class->copy_count : COPIES_SHOWN;

	fprintf(out, "\n%8llu %u copies of %u tokens, %s", (unsigned long long)ranked->cost,
	        class->copy_count, class->tokens, kinds[class->type]);
	if (ranked->load)
		fprintf(out, "; %u file%s stand%s on one", ranked->load,
		        plural_ending(ranked->load), ranked->load == 1 ? "s" : "");
	fputc('\n', out);
	for (uint32_t i = 0; i < most; i++)
		print_copy(out, list, &list->found->clones[list->part].places[class->copies[i]]);
	if (most < class->copy_count)
		fprintf(out, "         … and %u more\n", class->copy_count - most);
}

static void print_text(FILE *out, const struct tree *tree, const struct duplication *found,
                       bool all)
{
	struct listing_of list = { tree, found, DUPLICATION_OWN };
	struct ranked *ranked;
	size_t count = rank_all(&list, &ranked);
	size_t most = all || count < CLASSES_SHOWN ? count : CLASSES_SHOWN;

	print_answer(out, &list, ranked, count);
	print_regions(out, tree, found);
	print_noise(out, &found->clones[DUPLICATION_OWN]);
	if (count)
		fputs("\n    cost (tokens × copies × the files that stand on them)\n", out);
	for (size_t i = 0; i < most; i++)
		print_class(out, &list, &ranked[i], all);
	if (most < count)
		fprintf(out, "\n         … and %zu more; --all or --format tsv has them\n",
		        count - most);
	memory_free(ranked);
}

struct clones_answer {
	const struct tree *tree;
	const struct duplication *found;
	bool all;
};

static enum status print_answers(void *context, struct sink *sink, struct fault *fault)
{
	const struct clones_answer *answer = context;

	(void)fault;
	if (sink->format == FORMAT_TEXT)
		print_text(sink->file, answer->tree, answer->found, answer->all);
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
