/* What was written twice, for a person. */
#include <stdlib.h>

#include "clones_list.h"

enum { CLASSES_SHOWN = 20, COPIES_SHOWN = 6 };

/* --- the first three lines ------------------------------------------------------------------ */

static void print_share(FILE *out, uint64_t some, uint64_t all)
{
	fprintf(out, "%llu of %llu lines (%.1f %%)", (unsigned long long)some,
	        (unsigned long long)all, all ? 100.0 * (double)some / (double)all : 0);
}

static void print_answer(FILE *out, const struct clones_list *list,
                         const struct ranked_class *ranked, size_t count)
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

/* --- what is worth to be read first ------------------------------------------------------------ */

static bool is_worth(const struct ranked_class *ranked)
{
	return ranked->class->tokens >= TOKENS_WORTH && !ranked->class->of_members;
}

/* Those first, and nothing else is moved; returns how many they are. */
static size_t worth_first(struct ranked_class *ranked, size_t count)
{
	struct ranked_class *others = memory_new(count * sizeof(*others));
	size_t worth = 0, other = 0;

	for (size_t i = 0; i < count; i++)
		if (is_worth(&ranked[i]))
			ranked[worth++] = ranked[i];
		else
			others[other++] = ranked[i];
	for (size_t i = 0; i < other; i++)
		ranked[worth + i] = others[i];
	memory_free(others);
	return worth;
}

static bool lies_in_copy_of(const struct clones *clones, const struct clone_side *copy,
                            const struct clone_class *class)
{
	for (uint32_t i = 0; i < class->copy_count; i++) {
		const struct clone_side *around = &clones->places[class->copies[i]];

		if (around->file == copy->file && around->first <= copy->first &&
		    around->end >= copy->end)
			return true;
	}
	return false;
}

static bool lies_within(const struct clones *clones, const struct clone_class *inner,
                        const struct clone_class *outer)
{
	for (uint32_t i = 0; i < inner->copy_count; i++)
		if (!lies_in_copy_of(clones, &clones->places[inner->copies[i]], outer))
			return false;
	return true;
}

/* Of the first classes those that are no part of one before; returns how many there are. */
static size_t choose(const struct clones *clones, struct ranked_class *ranked, size_t count)
{
	size_t chosen = 0;

	for (size_t i = 0; i < count && chosen < CLASSES_SHOWN; i++) {
		bool inner = false;

		for (size_t j = 0; j < chosen && !inner; j++)
			inner = lies_within(clones, ranked[i].class, ranked[j].class);
		if (!inner)
			ranked[chosen++] = ranked[i];
	}
	return chosen;
}

/* --- the classes ------------------------------------------------------------------------------ */

/* The units that lie in a copy, or else the one that it lies in. */
static void print_units(FILE *out, const struct facts *facts, const struct clone_side *copy)
{
	const struct unit *within = NULL, *around = NULL, *last = NULL;
	uint32_t count = 0;

	for (size_t i = 0; i < facts->unit_count; i++) {
		const struct unit *unit = &facts->units[i];

		if (unit->line <= copy->line && unit->end_line >= copy->end_line)
			around = unit; /* outer units come first */
		if (unit->line < copy->line || unit->end_line > copy->end_line ||
		    (last && unit->end_line <= last->end_line))
			continue;
		within = within ? within : unit;
		last = unit;
		count++;
	}
	if (!within && !around)
		return;
	fputs(within ? "  " : "  in ", out);
	write_safe(out, within ? within->name : around->name);
	if (count > 1)
		fprintf(out, " and %u more", count - 1);
}

static void print_copy(FILE *out, const struct clones_list *list, struct session *session,
                       const struct clone_side *copy)
{
	uint32_t file = duplication_file(list->found, list->part, copy);
	const struct facts *facts;
	struct fault fault;

	fputs("         ", out);
	write_safe(out, clone_file_of(list, copy)->path);
	fprintf(out, ":%u-%u  %s", copy->line, copy->end_line,
	        region_name(clone_standing(list, copy)->region));
	if (book_units(session->book, &list->tree->state.blobs[file], &facts, &fault) == STATUS_OK)
		print_units(out, facts, copy);
	fputc('\n', out);
}

static void print_class(FILE *out, const struct clones_list *list, struct session *session,
                        const struct ranked_class *ranked, bool all)
{
	static const char *const kinds[] = { "", "the same", "renamed", "changed" };
	const struct clone_class *class = ranked->class;
	const struct clones *clones = &list->found->clones[list->part];
	uint32_t most = all || class->copy_count <= COPIES_SHOWN ? class->copy_count : COPIES_SHOWN;

	fprintf(out, "\n%8llu %u copies of %u tokens, %s", (unsigned long long)ranked->cost,
	        class->copy_count, class->tokens, kinds[class->type]);
	if (ranked->load)
		fprintf(out, "; %u file%s stand%s on one", ranked->load,
		        plural_ending(ranked->load), ranked->load == 1 ? "s" : "");
	fputc('\n', out);
	for (uint32_t i = 0; i < most; i++)
		print_copy(out, list, session, &clones->places[class->copies[i]]);
	if (most < class->copy_count)
		fprintf(out, "         … and %u more\n", class->copy_count - most);
}

void clones_text(FILE *out, struct tree *tree, const struct duplication *found, bool all)
{
	struct clones_list list = { tree, found, DUPLICATION_OWN };
	const struct clones *clones = &found->clones[DUPLICATION_OWN];
	struct ranked_class *ranked;
	size_t count = classes_rank(&list, &ranked), worth, shown;

	print_answer(out, &list, ranked, count);
	print_regions(out, tree, found);
	print_noise(out, clones);
	worth = worth_first(ranked, count);
	shown = all ? count : choose(clones, ranked, count);
	if (count)
		fputs("\n    cost (tokens × the files that stand on each copy); last come short ones "
		      "and members\n",
		      out);
	for (size_t i = 0; i < shown; i++)
		print_class(out, &list, &tree->session, &ranked[i], all);
	if (shown < count)
		fprintf(out,
		        "\n         … and %zu more, %zu of them shorter than %d tokens or what each "
		        "class does for its members;\n           --all or --format tsv has them\n",
		        count - shown, count - worth, TOKENS_WORTH);
	memory_free(ranked);
}
