#include "report_clones.h"

#include <stdlib.h>

#include "duplication.h"

/* Shorter copies are many, and no rule speaks of them. */
enum { CLASSES_MOST = 100, TOKENS_LEAST = 50 };

static void fill_lines(struct trend *trend, const struct tree *tree,
                       const struct duplication *found)
{
	size_t at = 0;

	/* Both ascend by path; excluded files are not in the report. */
	for (size_t i = 0; i < tree->state.count && at < trend->file_count; i++)
		if (text_equal(tree->state.files[i].path, trend->files[at].path))
			trend->files[at++].duplicated_lines = found->lines[i];
}

/* The copy in the highest region, and another. */
static struct trend_clone clone_of(struct trend *trend, const struct tree *tree,
                                   const struct duplication *found, const struct clone_class *class)
{
	const struct clones *clones = &found->clones[DUPLICATION_OWN];
	const struct state *state = &tree->state;
	uint32_t best = 0, files[2];
	const struct clone_side *sides[2];
	enum region high = REGION_LEAF;

	for (uint32_t i = 0; i < class->copy_count; i++) {
		uint32_t file =
			duplication_file(found, DUPLICATION_OWN, &clones->places[class->copies[i]]);

		if (state->regions.standings[file].region > high) {
			high = state->regions.standings[file].region;
			best = i;
		}
	}
	sides[0] = &clones->places[class->copies[best]];
	sides[1] = &clones->places[class->copies[best ? 0 : 1]];
	for (int i = 0; i < 2; i++)
		files[i] = duplication_file(found, DUPLICATION_OWN, sides[i]);
	return (struct trend_clone){
		.path_a = arena_text(&trend->arena, state->files[files[0]].path),
		.path_b = arena_text(&trend->arena, state->files[files[1]].path),
		.start_a = sides[0]->line,
		.end_a = sides[0]->end_line,
		.start_b = sides[1]->line,
		.end_b = sides[1]->end_line,
		.region_a = state->regions.standings[files[0]].region,
		.region_b = state->regions.standings[files[1]].region,
		.type = class->type,
		.tokens = class->tokens,
		.places = class->copy_count,
	};
}

static int by_cost(const void *a, const void *b)
{
	const struct trend_clone *x = a, *y = b;
	uint64_t left = (uint64_t)x->tokens * x->places, right = (uint64_t)y->tokens * y->places;

	if (left != right)
		return left > right ? -1 : 1;
	if (text_compare(x->path_a, y->path_a))
		return text_compare(x->path_a, y->path_a);
	return (x->start_a > y->start_a) - (x->start_a < y->start_a);
}

static void fill_classes(struct trend *trend, const struct tree *tree,
                         const struct duplication *found)
{
	const struct clones *clones = &found->clones[DUPLICATION_OWN];

	trend->clones = arena_new(&trend->arena, clones->class_count * sizeof(*trend->clones));
	for (size_t i = 0; i < clones->class_count; i++) {
		struct trend_clone clone;

		if (clones->classes[i].copy_count < 2 || clones->classes[i].tokens < TOKENS_LEAST)
			continue;
		clone = clone_of(trend, tree, found, &clones->classes[i]);
		if (clone.region_a == REGION_TRUNK)
			trend->clones[trend->clone_count++] = clone;
	}
	if (trend->clone_count)
		qsort(trend->clones, trend->clone_count, sizeof(*trend->clones), by_cost);
	if (trend->clone_count > CLASSES_MOST)
		trend->clone_count = CLASSES_MOST;
}

enum status clones_fill(struct trend *trend, struct tree *tree, struct fault *fault)
{
	struct duplication found = DUPLICATION_INIT;
	enum status status = duplication_find(&found, &tree->state, &tree->session, 0, fault);

	if (status == STATUS_OK) {
		fill_lines(trend, tree, &found);
		fill_classes(trend, tree, &found);
		trend->duplication = true;
	}
	duplication_release(&found);
	return status;
}
