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

static size_t percent(size_t part, size_t whole)
{
	return (part * 100 + whole / 2) / whole;
}

static void print_answer(FILE *out, const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct map_counts counts = map_count(tree);
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

/* --- functions --------------------------------------------------------------------------- */

/* "  most used: dictFind 41, dictAdd 38, dictSize 30" */
static enum status print_top_units(FILE *out, struct tree *tree, uint32_t file, struct fault *fault)
{
	struct map_unit *ranked;
	size_t count;
	enum status status = map_units(tree, file, &ranked, &count, fault);

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
	struct map_unit *ranked;
	size_t count;
	enum status status = map_units(tree, file, &ranked, &count, fault);

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
	uint32_t *trunk;
	size_t count = map_trunk(tree, &trunk), most;
	enum status status = STATUS_OK;

	most = all || count < TRUNK_SHOWN ? count : TRUNK_SHOWN;
	if (count)
		fputs("\n  load  trunk file\n", out);
	for (size_t i = 0; i < most && status == STATUS_OK; i++)
		status = print_ranked(out, style, tree, trunk[i], fault);
	if (most < count)
		fprintf(out, "        … and %zu more; --all or --format tsv has them\n",
		        count - most);
	memory_free(trunk);
	return status;
}

/* --- folders ------------------------------------------------------------------------------ */

static void print_folders(FILE *out, const struct style *style, const struct tree *tree, bool all)
{
	struct map_folder *folders = NULL;
	size_t count = map_folders(tree, &folders);
	size_t most = all || count < FOLDERS_SHOWN ? count : FOLDERS_SHOWN;

	if (count)
		fputs("\n trunk branch   leaf  folder\n", out);
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

static void print_cycles(FILE *out, const struct tree *tree, bool all)
{
	const struct regions *regions = &tree->state.regions;
	struct map_cycle *cycles = NULL;
	size_t count = map_cycles(tree, &cycles);
	size_t most = all || count < CYCLES_SHOWN ? count : CYCLES_SHOWN;

	if (count)
		fputs("\n files  cycle, by its most used file\n", out);
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
