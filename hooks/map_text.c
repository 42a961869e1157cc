/*
 * The map for a person: how much is trunk, branch and leaf, what the top of the
 * trunk is and which of its functions make it so, the folders, the cycles.
 */
#include <stdlib.h>

#include "map.h"

enum { TRUNK_SHOWN = 25, FOLDERS_SHOWN = 20, CYCLES_SHOWN = 5, UNITS_SHOWN = 3 };

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
		if (map_shows(tree, i))
			count_file(&counts, regions, i);
	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		counts.links += (map_shows(tree, edge->from) || map_shows(tree, edge->to)) &&
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

/* --- functions --------------------------------------------------------------------------- */

struct ranked_unit {
	const struct unit *unit;
	uint32_t load;
};

static int by_unit_load(const void *a, const void *b)
{
	const struct ranked_unit *x = a, *y = b;

	if (x->load != y->load)
		return x->load > y->load ? -1 : 1;
	return x->unit->line < y->unit->line ? -1 : x->unit->line > y->unit->line;
}

/* The units of a file that others use, most used first; the caller's to free. */
static enum status rank_units(struct tree *tree, uint32_t file, struct ranked_unit **ranked,
                              size_t *count, struct fault *fault)
{
	struct unit_view view;
	enum status status = state_units(&tree->state, &tree->session, file, &view, fault);

	*ranked = NULL;
	*count = 0;
	if (status != STATUS_OK)
		return status;
	*ranked = memory_new(view.facts->unit_count * sizeof(**ranked));
	for (size_t i = 0; i < view.facts->unit_count; i++)
		if (view.loads[i])
			(*ranked)[(*count)++] =
				(struct ranked_unit){ &view.facts->units[i], view.loads[i] };
	if (*count)
		qsort(*ranked, *count, sizeof(**ranked), by_unit_load);
	return STATUS_OK;
}

/* "  most used: dictFind 41, dictAdd 38, dictSize 30" */
static enum status print_top_units(FILE *out, struct tree *tree, uint32_t file, struct fault *fault)
{
	struct ranked_unit *ranked;
	size_t count;
	enum status status = rank_units(tree, file, &ranked, &count, fault);

	for (size_t i = 0; i < count && i < UNITS_SHOWN; i++) {
		fputs(i ? ", " : "  most used: ", out);
		write_safe(out, ranked[i].unit->name);
		fprintf(out, " %u", ranked[i].load);
	}
	memory_free(ranked);
	return status;
}

/* All of one file: a trunk file is not trunk in each of its functions. */
static enum status print_units(FILE *out, const struct style *style, struct tree *tree,
                               uint32_t file, struct fault *fault)
{
	const struct regions *regions = &tree->state.regions;
	struct ranked_unit *ranked;
	size_t count;
	enum status status = rank_units(tree, file, &ranked, &count, fault);

	if (status == STATUS_OK && count)
		fputs("\n  load  region  function\n", out);
	for (size_t i = 0; i < count; i++) {
		enum region region = unit_region(regions, file, ranked[i].load);

		fprintf(out, "%6u  %-6s  %s", ranked[i].load, region_name(region),
		        region == REGION_TRUNK ? style->trunk : "");
		write_safe(out, ranked[i].unit->name);
		fprintf(out, "%s  %sline %u%s\n", style->off, style->dim, ranked[i].unit->line,
		        style->off);
	}
	if (status == STATUS_OK && !count)
		fputs("\nno function of it is used by another file\n", out);
	memory_free(ranked);
	return status;
}

/* --- the trunk ---------------------------------------------------------------------------- */

/* The load stands before it and the trunk's least above: the rest of the reason. */
static enum status print_ranked(FILE *out, const struct style *style, struct tree *tree,
                                uint32_t file, struct fault *fault)
{
	const struct regions *regions = &tree->state.regions;
	enum status status;

	fprintf(out, "%6u  %s", regions->standings[file].load, style->trunk);
	write_safe(out, regions->files[file].path);
	fprintf(out, "%s%s", style->off, style->dim);
	if (regions->files[file].label.declared != DECLARED_NOT)
		fputs("  declared in .gitattributes", out);
	status = print_top_units(out, tree, file, fault);
	fprintf(out, "%s\n", style->off);
	return status;
}

static enum status print_trunk(FILE *out, const struct style *style, struct tree *tree, bool all,
                               struct fault *fault)
{
	const struct regions *regions = &tree->state.regions;
	struct ranked *ranked = memory_new(regions->count * sizeof(*ranked));
	size_t count = 0, most;
	enum status status = STATUS_OK;

	for (uint32_t i = 0; i < regions->count; i++)
		if (map_shows(tree, i) && regions->standings[i].region == REGION_TRUNK)
			ranked[count++] = (struct ranked){ regions, i };
	qsort(ranked, count, sizeof(*ranked), by_load);
	most = all || count < TRUNK_SHOWN ? count : TRUNK_SHOWN;
	if (count)
		fputs("\n  load  trunk file\n", out);
	for (size_t i = 0; i < most && status == STATUS_OK; i++)
		status = print_ranked(out, style, tree, ranked[i].file, fault);
	if (most < count)
		fprintf(out, "        … and %zu more; --all or --format tsv has them\n",
		        count - most);
	memory_free(ranked);
	return status;
}

/* --- folders ------------------------------------------------------------------------------ */

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

		if (!map_shows(tree, i) || !is_own(&regions->files[i]))
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

/* --- cycles ------------------------------------------------------------------------------ */

/* A cycle is one thing: its size, and the file of it that most others use. */
struct cycle {
	uint32_t files, most_used;
};

static int by_size(const void *a, const void *b)
{
	const struct cycle *x = a, *y = b;

	if (x->files != y->files)
		return x->files > y->files ? -1 : 1;
	return x->most_used < y->most_used ? -1 : x->most_used > y->most_used;
}

static size_t gather_cycles(const struct tree *tree, struct cycle **cycles)
{
	const struct regions *regions = &tree->state.regions;
	struct hash_map known = HASH_MAP_INIT;
	size_t count = 0, capacity = 0;

	for (uint32_t i = 0; i < regions->count; i++) {
		const struct standing *standing = &regions->standings[i];
		uint32_t *at;

		if (!standing->cycle || !map_shows(tree, i) || !is_own(&regions->files[i]))
			continue;
		at = hash_map_at(&known, standing->cycle_id);
		if (*at == MAP_NONE) {
			*at = (uint32_t)count;
			*cycles = array_grow(*cycles, &capacity, count, sizeof(**cycles));
			(*cycles)[count++] = (struct cycle){ standing->cycle, i };
		} else if (standing->load > regions->standings[(*cycles)[*at].most_used].load) {
			(*cycles)[*at].most_used = i;
		}
	}
	hash_map_release(&known);
	return count;
}

static void print_cycles(FILE *out, const struct tree *tree, bool all)
{
	const struct regions *regions = &tree->state.regions;
	struct cycle *cycles = NULL;
	size_t count = gather_cycles(tree, &cycles);
	size_t most = all || count < CYCLES_SHOWN ? count : CYCLES_SHOWN;

	if (count) {
		qsort(cycles, count, sizeof(*cycles), by_size);
		fputs("\n files  cycle, by its most used file\n", out);
	}
	for (size_t i = 0; i < most; i++) {
		fprintf(out, "%6u  ", cycles[i].files);
		write_safe(out, regions->files[cycles[i].most_used].path);
		fprintf(out, "  (%u)\n", regions->standings[cycles[i].most_used].load);
	}
	if (most < count)
		fprintf(out, "        … and %zu more cycle%s\n", count - most,
		        plural_ending(count - most));
	memory_free(cycles);
}

/* --- all of it ------------------------------------------------------------------------------ */

/* The only file that is shown, or MAP_NONE. */
static uint32_t only_file(const struct tree *tree)
{
	uint32_t only = MAP_NONE;

	for (uint32_t i = 0; i < tree->state.regions.count; i++) {
		if (!map_shows(tree, i))
			continue;
		if (only != MAP_NONE)
			return MAP_NONE;
		only = i;
	}
	return only;
}

static enum status print_file(FILE *out, const struct style *style, struct tree *tree,
                              uint32_t file, struct fault *fault)
{
	const struct regions *regions = &tree->state.regions;
	struct bytes reason = BYTES_INIT;

	region_reason(regions, file, &reason);
	write_safe(out, regions->files[file].path);
	fprintf(out, ": %s, %s\n", region_name(regions->standings[file].region), reason.data);
	bytes_release(&reason);
	return print_units(out, style, tree, file, fault);
}

enum status map_text(struct sink *sink, struct tree *tree, bool all, struct fault *fault)
{
	struct style style = style_of(sink);
	uint32_t only = tree->path_count ? only_file(tree) : MAP_NONE;
	enum status status;

	if (only != MAP_NONE)
		return print_file(sink->file, &style, tree, only, fault);
	print_answer(sink->file, tree);
	status = print_trunk(sink->file, &style, tree, all, fault);
	if (status != STATUS_OK)
		return status;
	print_folders(sink->file, &style, tree, all);
	print_cycles(sink->file, tree, all);
	return STATUS_OK;
}
