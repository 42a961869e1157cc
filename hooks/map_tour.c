/*
 * The map as a tour in Markdown, to be read before a task: by whoever joins, and
 * by a coding agent.  What must be touched with care, what is there to be used
 * again, where one is free, and how it will be judged.
 */
#include <stdlib.h>

#include "map.h"

enum {
	TRUNK_SHOWN = 20,
	HELPERS_SHOWN = 30,
	FOLDERS_SHOWN = 20,
	CYCLES_SHOWN = 5,
	UNITS_SHOWN = 3
};

static void put_code(FILE *out, struct text name)
{
	struct bytes code = BYTES_INIT;

	safe_for_markdown_code(&code, name);
	fwrite(code.data, 1, code.size, out);
	bytes_release(&code);
}

static void put_rest(FILE *out, size_t shown, size_t count, const char *what)
{
	if (shown < count)
		fprintf(out, "\n… and %zu more %s; `bole map --all --format markdown` has them.\n",
		        count - shown, what);
}

static size_t most_of(size_t count, size_t most, bool all)
{
	return all || count < most ? count : most;
}

/* --- the answer, and the rules ------------------------------------------------------------------ */

static void put_answer(FILE *out, const struct tree *tree)
{
	struct map_counts counts = map_count(tree);

	fprintf(out,
	        "# What this code stands on\n\n%zu files of its own: %zu in the trunk, %zu in "
	        "branches, %zu leaves. ",
	        counts.own, counts.regions[REGION_TRUNK], counts.regions[REGION_BRANCH],
	        counts.regions[REGION_LEAF]);
	fprintf(out,
	        "The trunk is what at least %u files depend on directly, or what is declared so; a "
	        "leaf is what no file depends on.\n",
	        tree->state.regions.trunk_load);
}

static void put_rules(FILE *out, const struct policy *policy)
{
	fputs("\nA change is judged by what it makes worse, function by function:\n\n"
	      "| region | a function may rise to | above it | a copy of other code | a new cycle |\n"
	      "|---|---|---|---|---|\n",
	      out);
	for (int region = REGION_COUNT; region-- > 0;)
		fprintf(out, "| %s | cognitive complexity %u | %s | %s | %s |\n",
		        region_name(region), policy->limits[RULE_COMPLEXITY][region],
		        level_name(policy->levels[RULE_COMPLEXITY][region]),
		        level_name(policy->levels[RULE_DUPLICATE][region]),
		        level_name(policy->levels[RULE_CYCLE][region]));
	fputs("\nSo put new code into leaves, use the helpers below again, and keep changes of the "
	      "trunk small and flat. `bole check --worktree` judges what is written and not yet "
	      "committed; the same is judged at each commit, at each push and in CI.\n",
	      out);
}

/* --- the trunk, and what it offers ---------------------------------------------------------------- */

struct helper {
	struct text name, path;
	uint32_t load, line, params;
};

struct helpers {
	struct helper *rows;
	size_t count, capacity;
};

static int by_use(const void *a, const void *b)
{
	const struct helper *x = a, *y = b;
	int order;

	if (x->load != y->load)
		return x->load > y->load ? -1 : 1;
	order = text_compare(x->path, y->path);
	if (order)
		return order;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void keep_helper(struct helpers *helpers, const struct unit *unit, struct text path,
                        uint32_t load)
{
	helpers->rows = array_grow(helpers->rows, &helpers->capacity, helpers->count,
	                           sizeof(*helpers->rows));
	helpers->rows[helpers->count++] =
		(struct helper){ unit->name, path, load, unit->line, unit->params };
}

/* A row of the trunk; its functions are kept for the list of helpers. */
static enum status put_trunk_file(FILE *out, struct tree *tree, uint32_t file, bool shown,
                                  struct helpers *helpers, struct fault *fault)
{
	const struct regions *regions = &tree->state.regions;
	struct text path = regions->files[file].path;
	struct map_unit *units;
	size_t count;
	enum status status = map_units(tree, file, &units, &count, fault);

	if (shown) {
		fprintf(out, "| %u | ", regions->standings[file].load);
		put_code(out, path);
		fputs(" | ", out);
	}
	for (size_t i = 0; i < count; i++) {
		const struct unit *unit = units[i].unit;

		if (unit->exported)
			keep_helper(helpers, unit, path, units[i].load);
		if (!shown || i >= UNITS_SHOWN)
			continue;
		fputs(i ? ", " : "", out);
		put_code(out, unit->name);
		fprintf(out, " %u", units[i].load);
	}
	if (shown)
		fputs(" |\n", out);
	memory_free(units);
	return status;
}

static enum status put_trunk(FILE *out, struct tree *tree, bool all, struct helpers *helpers,
                             struct fault *fault)
{
	uint32_t *trunk;
	size_t count = map_trunk(tree, &trunk);
	size_t most = most_of(count, TRUNK_SHOWN, all);
	enum status status = STATUS_OK;

	if (count)
		fputs("\n## Trunk: read it before you touch it\n\n"
		      "| files depend on it | file | its most used functions |\n|---:|---|---|\n",
		      out);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = put_trunk_file(out, tree, trunk[i], i < most, helpers, fault);
	put_rest(out, most, count, "files of the trunk");
	memory_free(trunk);
	return status;
}

static void put_helpers(FILE *out, const struct helpers *helpers, bool all)
{
	size_t most = most_of(helpers->count, HELPERS_SHOWN, all);

	if (!helpers->count)
		return;
	qsort(helpers->rows, helpers->count, sizeof(*helpers->rows), by_use);
	fputs("\n## Helpers to use again, before you write your own\n\n"
	      "| files use it | function | parameters | where |\n|---:|---|---:|---|\n",
	      out);
	for (size_t i = 0; i < most; i++) {
		const struct helper *helper = &helpers->rows[i];
		struct bytes place = BYTES_INIT;

		fprintf(out, "| %u | ", helper->load);
		put_code(out, helper->name);
		fprintf(out, " | %u | ", helper->params);
		bytes_add_text(&place, helper->path);
		bytes_format(&place, ":%u", helper->line);
		put_code(out, bytes_text(&place));
		bytes_release(&place);
		fputs(" |\n", out);
	}
	put_rest(out, most, helpers->count, "functions");
}

/* --- where one is free, and where it is tangled ------------------------------------------------------ */

static void put_folders(FILE *out, const struct tree *tree, bool all)
{
	struct map_folder *folders = NULL;
	size_t count = map_folders(tree, &folders);
	size_t most = most_of(count, FOLDERS_SHOWN, all);

	if (count)
		fputs("\n## Folders\n\n| folder | trunk | branch | leaf |\n|---|---:|---:|---:|\n",
		      out);
	for (size_t i = 0; i < most; i++) {
		fputs("| ", out);
		put_code(out, folders[i].path);
		fprintf(out, " | %zu | %zu | %zu |\n", folders[i].counts[REGION_TRUNK],
		        folders[i].counts[REGION_BRANCH], folders[i].counts[REGION_LEAF]);
	}
	put_rest(out, most, count, "folders");
	memory_free(folders);
}

static void put_cycles(FILE *out, const struct tree *tree, bool all)
{
	const struct regions *regions = &tree->state.regions;
	struct map_cycle *cycles = NULL;
	size_t count = map_cycles(tree, &cycles);
	size_t most = most_of(count, CYCLES_SHOWN, all);

	if (count)
		fputs("\n## Dependency cycles: add nothing to them\n\n", out);
	for (size_t i = 0; i < most; i++) {
		fprintf(out, "- %u files, through ", cycles[i].files);
		put_code(out, regions->files[cycles[i].most_used].path);
		fputc('\n', out);
	}
	put_rest(out, most, count, "cycles");
	memory_free(cycles);
}

enum status map_tour(struct sink *sink, struct tree *tree, bool all, struct fault *fault)
{
	struct helpers helpers = { 0 };
	enum status status;

	put_answer(sink->file, tree);
	put_rules(sink->file, &tree->state.policy);
	status = put_trunk(sink->file, tree, all, &helpers, fault);
	if (status == STATUS_OK) {
		put_helpers(sink->file, &helpers, all);
		put_folders(sink->file, tree, all);
		put_cycles(sink->file, tree, all);
	}
	memory_free(helpers.rows);
	return status;
}
