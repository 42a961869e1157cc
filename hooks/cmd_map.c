/* bole map: leaf, branch and trunk, and what stands on what. */
#include <stdlib.h>

#include "tree.h"

enum { TRUNK_SHOWN = 25, FOLDERS_SHOWN = 20 };

static const struct option_row rows[] = {
	{ "edges", NULL, "the links between files instead" },
	{ "all", NULL, "show everything in text, not only the top" },
	TREE_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

static bool shows(const struct tree *tree, uint32_t file)
{
	return tree_shows(tree, tree->state.files[file].path) &&
	       tree->state.files[file].label.file_class != FILE_EXCLUDED;
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
		if (!shows(tree, i))
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

		if (!shows(tree, edge->from) && !shows(tree, edge->to))
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

/* --- text ------------------------------------------------------------------------------- */

struct style {
	const char *trunk, *branch, *leaf, *dim, *off;
};

static struct style style_of(const struct sink *sink)
{
	if (!sink->colour)
		return (struct style){ "", "", "", "", "" };
	return (struct style){ "\033[31;1m", "\033[33m", "\033[32m", "\033[2m", "\033[0m" };
}

/* The regions hold for the project's own code; the rest stands beside it. */
static bool is_own(const struct source_file *file)
{
	return file->label.file_class == FILE_SOURCE;
}

struct counts {
	size_t own, beside, links, cycles;
	size_t regions[REGION_COUNT];
};

static void count_file(struct counts *counts, const struct regions *regions, uint32_t file)
{
	const struct standing *standing = &regions->standings[file];

	if (!is_own(&regions->files[file])) {
		counts->beside++;
		return;
	}
	counts->own++;
	counts->regions[standing->region]++;
	counts->cycles += standing->cycle && standing->cycle_id == file;
}

static struct counts count_all(const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct counts counts = { 0 };

	for (uint32_t i = 0; i < regions->count; i++)
		if (shows(tree, i))
			count_file(&counts, regions, i);
	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		counts.links += (shows(tree, edge->from) || shows(tree, edge->to)) &&
		                is_own(&regions->files[edge->from]) &&
		                is_own(&regions->files[edge->to]);
	}
	return counts;
}

static size_t percent(size_t part, size_t whole)
{
	return (part * 100 + whole / 2) / whole;
}

static void print_answer(FILE *out, const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct counts counts = count_all(tree);
	const size_t *by = counts.regions;

	fprintf(out, "%zu file%s: trunk %zu, branch %zu, leaf %zu", counts.own,
	        plural_ending(counts.own), by[REGION_TRUNK], by[REGION_BRANCH], by[REGION_LEAF]);
	if (counts.own)
		fprintf(out, " (%zu / %zu / %zu %%)", percent(by[REGION_TRUNK], counts.own),
		        percent(by[REGION_BRANCH], counts.own),
		        percent(by[REGION_LEAF], counts.own));
	if (counts.beside)
		fprintf(out, "; beside them %zu test, example, vendored or generated file%s",
		        counts.beside, plural_ending(counts.beside));
	fprintf(out,
	        "\ntrunk is what at least %u files depend on directly, or what is declared so\n",
	        regions->trunk_load);
	fprintf(out, "%zu link%s between them, %zu dependency cycle%s", counts.links,
	        plural_ending(counts.links), counts.cycles, plural_ending(counts.cycles));
	if (regions->unresolved)
		fprintf(out, "; %u import%s in all of the tree led nowhere", regions->unresolved,
		        plural_ending(regions->unresolved));
	fputc('\n', out);
}

struct ranked {
	const struct regions *regions;
	uint32_t file;
};

static int by_load(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	const struct standing *left = &x->regions->standings[x->file];
	const struct standing *right = &y->regions->standings[y->file];

	if (left->load != right->load)
		return left->load > right->load ? -1 : 1;
	return x->file < y->file ? -1 : x->file > y->file;
}

/* The load stands before it and the trunk's least above: the rest of the reason. */
static void print_ranked(FILE *out, const struct style *style, const struct regions *regions,
                         uint32_t file)
{
	const struct standing *standing = &regions->standings[file];

	fprintf(out, "%6u  %s", standing->load, style->trunk);
	write_safe(out, regions->files[file].path);
	fprintf(out, "%s%s", style->off, style->dim);
	if (regions->files[file].label.declared != DECLARED_NOT)
		fputs("  declared in .gitattributes", out);
	if (standing->cycle)
		fprintf(out, "  in a cycle of %u files", standing->cycle);
	fprintf(out, "%s\n", style->off);
}

static void print_trunk(FILE *out, const struct style *style, const struct tree *tree, bool all)
{
	const struct regions *regions = &tree->state.regions;
	struct ranked *ranked = memory_new(regions->count * sizeof(*ranked));
	size_t count = 0, most;

	for (uint32_t i = 0; i < regions->count; i++)
		if (shows(tree, i) && regions->standings[i].region == REGION_TRUNK)
			ranked[count++] = (struct ranked){ regions, i };
	qsort(ranked, count, sizeof(*ranked), by_load);
	most = all || count < TRUNK_SHOWN ? count : TRUNK_SHOWN;
	if (count)
		fputs("\n  load  trunk file\n", out);
	for (size_t i = 0; i < most; i++)
		print_ranked(out, style, regions, ranked[i].file);
	if (most < count)
		fprintf(out, "        … and %zu more; --all or --format tsv has them\n",
		        count - most);
	memory_free(ranked);
}

struct folder {
	struct text path;
	size_t counts[REGION_COUNT];
};

static struct text folder_of(struct text path)
{
	for (size_t at = path.size; at-- > 0;)
		if (path.data[at] == '/')
			return (struct text){ path.data, at };
	return TEXT(".");
}

static int by_trunk(const void *a, const void *b)
{
	const struct folder *x = a, *y = b;

	for (int region = REGION_COUNT; region-- > 0;)
		if (x->counts[region] != y->counts[region])
			return x->counts[region] > y->counts[region] ? -1 : 1;
	return text_compare(x->path, y->path);
}

static size_t gather_folders(const struct tree *tree, struct folder **folders)
{
	const struct regions *regions = &tree->state.regions;
	struct text_map known = TEXT_MAP_INIT;
	size_t count = 0, capacity = 0;

	for (uint32_t i = 0; i < regions->count; i++) {
		struct text path = folder_of(regions->files[i].path);
		uint32_t *at;

		if (!shows(tree, i) || !is_own(&regions->files[i]))
			continue;
		at = text_map_at(&known, path);
		if (*at == MAP_NONE) {
			*at = (uint32_t)count;
			*folders = array_grow(*folders, &capacity, count, sizeof(**folders));
			(*folders)[count++] = (struct folder){ .path = path };
		}
		(*folders)[*at].counts[regions->standings[i].region]++;
	}
	text_map_release(&known);
	return count;
}

static void print_folders(FILE *out, const struct style *style, const struct tree *tree, bool all)
{
	struct folder *folders = NULL;
	size_t count = gather_folders(tree, &folders);
	size_t most = all || count < FOLDERS_SHOWN ? count : FOLDERS_SHOWN;

	if (count) {
		qsort(folders, count, sizeof(*folders), by_trunk);
		fputs("\n trunk branch   leaf  folder\n", out);
	}
	for (size_t i = 0; i < most; i++) {
		fprintf(out, "%s%6zu%s %s%6zu%s %s%6zu%s  ", style->trunk,
		        folders[i].counts[REGION_TRUNK], style->off, style->branch,
		        folders[i].counts[REGION_BRANCH], style->off, style->leaf,
		        folders[i].counts[REGION_LEAF], style->off);
		write_safe(out, folders[i].path);
		fputc('\n', out);
	}
	if (most < count)
		fprintf(out, "                      … and %zu more folder%s\n", count - most,
		        plural_ending(count - most));
	memory_free(folders);
}

struct map_answer {
	const struct tree *tree;
	const struct tree_options *options;
};

static enum status print_map(void *context, struct sink *sink, struct fault *fault)
{
	const struct map_answer *answer = context;
	struct style style = style_of(sink);

	(void)fault;
	if (answer->options->edges) {
		if (sink->format == FORMAT_TEXT)
			sink->format = FORMAT_TSV; /* a list of pairs reads the same */
		print_edges(sink, answer->tree);
	} else if (sink->format != FORMAT_TEXT) {
		print_files(sink, answer->tree);
	} else {
		print_answer(sink->file, answer->tree);
		print_trunk(sink->file, &style, answer->tree, answer->options->all);
		print_folders(sink->file, &style, answer->tree, answer->options->all);
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
		status = tree_open(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK)
		status = print_each(&options.print, print_map,
		                    &(struct map_answer){ &tree, &options }, &fault);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
