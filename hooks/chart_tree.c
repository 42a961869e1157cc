/* The files of a tree that differs little from that of a chart. */
#include "chart.h"
#include "chart_layout.h"

enum { KINDS = 256 };

struct planting {
	const struct chart *chart;
	struct arena *arena;
	struct {
		uint64_t kind;
		const struct facts *facts;
	} kinds[KINDS]; /* by its language and what it says: the last such file's */
	struct chart_tree tree;
};

/* One for all files of a kind, most often. */
static const struct facts *facts_in_short(struct planting *planting,
                                          const struct chart_source *source)
{
	uint64_t kind = (uint64_t)source->refusal << 32 | (uint64_t)source->language << 2 |
	                (uint64_t)source->has_main << 1 | source->generated;
	size_t at = kind % KINDS;
	struct facts *facts;

	if (!planting->kinds[at].facts || planting->kinds[at].kind != kind) {
		facts = arena_new(planting->arena, sizeof(*facts));
		facts->language = language_by_id(source->language);
		facts->refusal = source->refusal;
		facts->generated = source->generated;
		facts->has_main = source->has_main;
		planting->kinds[at].facts = facts;
		planting->kinds[at].kind = kind;
	}
	return planting->kinds[at].facts;
}

/* The files of the chart up to `end`. */
static void plant_up_to(struct planting *planting, uint32_t from, uint32_t end)
{
	const struct chart_parts *at = &planting->chart->at;
	struct chart_tree *tree = &planting->tree;

	for (uint32_t i = from; i < end; i++) {
		const struct chart_source *source = &at->files[i];

		if (tree->now) {
			tree->now[i] = (uint32_t)tree->count;
			tree->was[tree->count] = i;
		}
		tree->files[tree->count++] = (struct source_file){
			.path = chart_path(at, &at->entries[source->entry]),
			.facts = facts_in_short(planting, source),
			.label = { .file_class = (enum file_class)source->file_class,
			           .declared = source->declared,
			           .by_attribute = source->by_attribute },
		};
	}
}

static void plant_new(struct chart_tree *tree, const struct entry *entry)
{
	tree->was[tree->count] = MAP_NONE;
	tree->files[tree->count++].path = entry->path;
}

/* The first file of the chart that does not come before `path`. */
static uint32_t place_of(const struct chart_parts *at, struct text path)
{
	uint32_t low = 0, high = at->head->files;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (text_compare(chart_path(at, &at->entries[at->files[middle].entry]), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t plant_difference(struct planting *planting, uint32_t from,
                                 const struct chart_difference *difference, uint32_t *number)
{
	struct chart_tree *tree = &planting->tree;
	bool came = difference->file == MAP_NONE;
	uint32_t file =
		came ? place_of(&planting->chart->at, difference->entry->path) : difference->file;

	plant_up_to(planting, from, file);
	*number = difference->entry ? (uint32_t)tree->count : MAP_NONE;
	if (came) {
		plant_new(tree, difference->entry);
		return file;
	}
	if (difference->entry)
		plant_up_to(planting, file, file + 1);
	else
		tree->now[file] = MAP_NONE;
	return file + 1;
}

struct chart_tree chart_tree(const struct chart *chart, const struct chart_difference *differences,
                             size_t count, struct arena *arena)
{
	const struct chart_parts *at = &chart->at;
	size_t most = at->head->files + count;
	struct planting planting = { .chart = chart, .arena = arena };
	struct chart_tree *tree = &planting.tree;
	uint32_t from = 0;
	bool moves = false;

	for (size_t i = 0; i < count; i++)
		moves |= differences[i].file == MAP_NONE || !differences[i].entry;
	tree->files = arena_new(arena, most * sizeof(*tree->files));
	tree->differing = arena_new(arena, count * sizeof(*tree->differing));
	if (moves) {
		tree->now = arena_new(arena, at->head->files * sizeof(*tree->now));
		tree->was = arena_new(arena, most * sizeof(*tree->was));
	}
	for (size_t i = 0; i < count; i++)
		from = plant_difference(&planting, from, &differences[i], &tree->differing[i]);
	plant_up_to(&planting, from, at->head->files);
	return *tree;
}

void chart_small_files(const struct chart *chart, chart_small_found *found, void *context)
{
	const struct chart_parts *at = &chart->at;

	for (uint32_t i = 0; i < at->head->smalls; i++) {
		const struct chart_entry *entry = &at->entries[at->smalls[i]];
		struct object_id blob = chart_blob(at, entry);

		found(context, chart_path(at, entry), &blob);
	}
}
