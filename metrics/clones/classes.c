/* Which stretches are copies of each other? */
#include "metrics/clones/search.h"

#include <stdlib.h>
#include <string.h>

enum { ALIKE = 70 /* percent that two stretches share, to be the same place */ };

/* One side of a clone. */
struct stretch {
	struct clone_side side;
	uint32_t clone;
	bool is_b;
	uint32_t place;
};

static int by_place(const void *a, const void *b)
{
	const struct clone_side *x = &((const struct stretch *)a)->side;
	const struct clone_side *y = &((const struct stretch *)b)->side;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end; /* the longer first */
}

static bool is_alike(const struct clone_side *a, const struct clone_side *b)
{
	uint32_t first = a->first > b->first ? a->first : b->first;
	uint32_t end = a->end < b->end ? a->end : b->end;
	uint32_t longer =
		a->end - a->first > b->end - b->first ? a->end - a->first : b->end - b->first;

	return a->file == b->file && end > first && 100 * (end - first) >= ALIKE * longer;
}

/* --- sets of places ------------------------------------------------------------------ */

static uint32_t leader_of(uint32_t *leaders, uint32_t at)
{
	while (leaders[at] != at)
		at = leaders[at] = leaders[leaders[at]];
	return at;
}

static void join(uint32_t *leaders, uint32_t a, uint32_t b)
{
	a = leader_of(leaders, a);
	b = leader_of(leaders, b);
	if (a < b)
		leaders[b] = a;
	else
		leaders[a] = b;
}

/* Alike stretches follow each other closely: a few steps back are enough. */
static void gather_places(struct clones *clones, struct stretch *stretches, size_t count)
{
	enum { BACK_MOST = 32 };

	clones->places = arena_new(&clones->arena, count * sizeof(*clones->places));
	for (size_t i = 0; i < count; i++) {
		size_t back = 0;

		while (back < BACK_MOST && back < clones->place_count &&
		       !is_alike(&clones->places[clones->place_count - 1 - back],
		                 &stretches[i].side))
			back++;
		if (back == BACK_MOST || back == clones->place_count) {
			back = 0;
			clones->places[clones->place_count++] = stretches[i].side;
		}
		stretches[i].place = (uint32_t)(clones->place_count - 1 - back);
	}
}

static void join_places(const struct clones *clones, const struct stretch *stretches, size_t count,
                        uint32_t *leaders)
{
	uint32_t *of_a = memory_new(clones->count * sizeof(*of_a));

	for (uint32_t i = 0; i < clones->place_count; i++)
		leaders[i] = i;
	for (size_t i = 0; i < count; i++)
		if (!stretches[i].is_b)
			of_a[stretches[i].clone] = stretches[i].place;
	for (size_t i = 0; i < count; i++)
		if (stretches[i].is_b)
			join(leaders, of_a[stretches[i].clone], stretches[i].place);
	memory_free(of_a);
}

/* --- classes --------------------------------------------------------------------------- */

/* Clones of several lengths over one place make it one copy, the first of them. */
static bool lies_on_last(const struct clones *clones, const struct clone_class *class,
                         const struct clone_side *place)
{
	const struct clone_side *last;

	if (!class->copy_count)
		return false;
	last = &clones->places[class->copies[class->copy_count - 1]];
	return last->file == place->file && place->first < last->end;
}

static void make_classes(struct clones *clones, uint32_t *leaders)
{
	uint32_t *class_of = memory_new(clones->place_count * sizeof(*class_of));

	clones->classes = arena_new(&clones->arena, clones->place_count * sizeof(*clones->classes));
	for (uint32_t i = 0; i < clones->place_count; i++) {
		uint32_t leader = leader_of(leaders, i);

		if (leader == i)
			class_of[i] = (uint32_t)clones->class_count++;
		clones->classes[class_of[leader]].copy_count++;
		leaders[i] = leader;
	}
	for (size_t i = 0; i < clones->class_count; i++) {
		struct clone_class *class = &clones->classes[i];

		class->copies =
			arena_new(&clones->arena, class->copy_count * sizeof(*class->copies));
		class->copy_count = 0;
		class->tokens = UINT32_MAX;
	}
	for (uint32_t i = 0; i < clones->place_count; i++) {
		struct clone_class *class = &clones->classes[class_of[leaders[i]]];

		leaders[i] = class_of[leaders[i]];
		if (lies_on_last(clones, class, &clones->places[i]))
			continue;
		class->copies[class->copy_count++] = i;
		if (clones->places[i].tokens < class->tokens)
			class->tokens = clones->places[i].tokens;
	}
	memory_free(class_of);
}

/* Pairs of a class under other names, by what they say. */
struct saying {
	uint32_t members, more;
};

static void sum_up(struct clones *clones, const struct clone *clone, struct saying *sayings)
{
	struct clone_class *class = &clones->classes[clone->class_id];
	struct saying *saying = &sayings[clone->class_id];

	if (clone->type > class->type)
		class->type = (uint8_t)clone->type;
	saying->members += clone->of_members;
	saying->more += clone->type != CLONE_EXACT && !clone->of_members;
	class->of_members = saying->members > saying->more;
}

void gather_classes(struct clones *clones)
{
	size_t count = 2 * clones->count;
	struct stretch *stretches = memory_new(count * sizeof(*stretches));
	uint32_t *leaders;
	struct saying *sayings;

	for (uint32_t i = 0; i < clones->count; i++) {
		stretches[2 * i] = (struct stretch){ clones->items[i].a, i, false, 0 };
		stretches[2 * i + 1] = (struct stretch){ clones->items[i].b, i, true, 0 };
	}
	if (count)
		qsort(stretches, count, sizeof(*stretches), by_place);
	gather_places(clones, stretches, count);
	leaders = memory_new(clones->place_count * sizeof(*leaders));
	join_places(clones, stretches, count, leaders);
	make_classes(clones, leaders);
	for (size_t i = 0; i < count; i++)
		clones->items[stretches[i].clone].class_id = leaders[stretches[i].place];
	sayings = memory_new(clones->class_count * sizeof(*sayings));
	for (size_t i = 0; i < clones->count; i++)
		sum_up(clones, &clones->items[i], sayings);
	memory_free(sayings);
	memory_free(leaders);
	memory_free(stretches);
}

/* --- lines ----------------------------------------------------------------------------- */

/* Places ascend by file and line, so that what was counted is behind. */
void clones_lines(const struct clones *clones, uint32_t *lines)
{
	uint32_t file = MAP_NONE, counted = 0;

	memset(lines, 0, clones->file_count * sizeof(*lines));
	for (size_t i = 0; i < clones->place_count; i++) {
		const struct clone_side *place = &clones->places[i];
		uint32_t first = place->line;

		if (place->file != file)
			counted = 0;
		file = place->file;
		if (first <= counted)
			first = counted + 1;
		if (place->end_line < first)
			continue;
		lines[file] += place->end_line - first + 1;
		counted = place->end_line;
	}
}
