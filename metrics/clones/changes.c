/* What a change copied, and which copies it forgot. */
#include "metrics/clones/fresh.h"

#include <stdlib.h>

enum {
	HALF = 50,         /* percent that two stretches share, to be about the same */
	SAME_LEAST = 15,   /* percent of a renamed one that is the same to the letter, */
	SURE_TOKENS = 150, /* but for one of so many */
};

struct side {
	struct prints *prints; /* by change */
	uint8_t **fresh;       /* by change and phrase: only on this side */
	struct clones found;   /* changed files first, then the others; see search_side() */
	bool searched;
	struct arena arena;
};

struct comparing {
	const struct changed_prints *changed;
	size_t changed_count;
	const struct text *others;
	size_t other_count;
	uint32_t tokens;
	struct side before, after;
	struct change_clones *out;
};

/* --- clones of one side ------------------------------------------------------------- */

static void read_side(const struct comparing *comparing, struct side *side)
{
	bool after = side == &comparing->after;

	side->prints = arena_new(&side->arena, comparing->changed_count * sizeof(*side->prints));
	for (size_t i = 0; i < comparing->changed_count; i++)
		if (!prints_decode(&side->prints[i],
		                   after ? comparing->changed[i].after
		                         : comparing->changed[i].before,
		                   &side->arena))
			side->prints[i].count = 0;
}

/* Most of what a commit costs, so only when the answer may hang on it. */
static void search_side(const struct comparing *comparing, struct side *side)
{
	size_t count = comparing->changed_count + comparing->other_count;
	struct clone_file *files;
	bool after = side == &comparing->after;

	if (side->searched)
		return;
	side->searched = true;
	files = memory_new(count * sizeof(*files));
	for (size_t i = 0; i < comparing->changed_count; i++)
		files[i] = (struct clone_file){ after ? comparing->changed[i].after
			                              : comparing->changed[i].before,
			                        true };
	for (size_t i = 0; i < comparing->other_count; i++)
		files[comparing->changed_count + i].prints = comparing->others[i];
	clones_find(&side->found, files, count,
	            &(struct clone_settings){ .tokens = comparing->tokens, .exact = true });
	memory_free(files);
}

/* --- what is new? ---------------------------------------------------------------------- */

static uint32_t fresh_tokens(const struct side *side, const struct clone_side *place)
{
	uint32_t tokens = 0;

	for (uint32_t i = place->first; i < place->end; i++)
		if (side->fresh[place->file][i])
			tokens += side->prints[place->file].phrases[i].tokens;
	return tokens;
}

/* Has a changed file so many tokens that are only on this side? */
static bool has_fresh(const struct comparing *comparing, const struct side *side, uint32_t tokens)
{
	for (uint32_t i = 0; i < comparing->changed_count; i++)
		if (fresh_tokens(side, &(struct clone_side){
					       .file = i,
					       .end = (uint32_t)side->prints[i].count }) >= tokens)
			return true;
	return false;
}

/* --- about the same stretch ----------------------------------------------------------- */

static bool is_about(const struct clone_side *a, const struct clone_side *b)
{
	uint32_t first = a->first > b->first ? a->first : b->first;
	uint32_t end = a->end < b->end ? a->end : b->end;
	uint32_t shorter =
		a->end - a->first < b->end - b->first ? a->end - a->first : b->end - b->first;

	return a->file == b->file && end > first && 100 * (end - first) >= HALF * shorter;
}

static bool is_changed(const struct comparing *comparing, const struct clone_side *side)
{
	return side->file < comparing->changed_count;
}

/* How many clones of a stretch that did not change are in changed files? */
static uint32_t copies_of(const struct comparing *comparing, const struct side *side,
                          const struct clone_side *original)
{
	uint32_t count = 0;

	for (size_t i = 0; i < side->found.count; i++) {
		const struct clone *clone = &side->found.items[i];

		count += is_changed(comparing, &clone->a) && is_about(&clone->b, original);
	}
	return count;
}

/* How many clones lie between two changed files? */
static uint32_t clones_between(const struct side *side, uint32_t a, uint32_t b)
{
	uint32_t count = 0;

	for (size_t i = 0; i < side->found.count; i++)
		count += side->found.items[i].a.file == a && side->found.items[i].b.file == b;
	return count;
}

/* --- copied ------------------------------------------------------------------------------- */

/* The phrase that begins the innermost unit around a place, or MAP_NONE. */
static uint32_t unit_around(const struct prints *prints, uint32_t place)
{
	uint32_t closed = 0;

	for (uint32_t i = place; i-- > 0;) {
		closed += prints->phrases[i].ends_unit;
		if (prints->phrases[i].begins_unit && !closed)
			return i;
		closed -= prints->phrases[i].begins_unit && closed;
	}
	return MAP_NONE;
}

/* Is it a part of a unit that stands there twice? */
static bool is_in_one_unit(const struct side *side, const struct clone *clone)
{
	const struct prints *prints = &side->prints[clone->a.file];

	return clone->a.file == clone->b.file && !prints->phrases[clone->a.first].begins_unit &&
	       unit_around(prints, clone->a.first) == unit_around(prints, clone->b.first);
}

static bool is_sure(const struct side *side, const struct clone *clone)
{
	if (clone->type == CLONE_EXACT)
		return true;
	if (is_in_one_unit(side, clone) || clone->of_members)
		return false;
	return clone->tokens >= SURE_TOKENS || 100 * clone->same >= SAME_LEAST * clone->tokens;
}

/* Changed files come first: `a` is in one, and `b` perhaps. */
static bool copy_of_clone(struct comparing *comparing, const struct clone *clone,
                          struct copied *copied)
{
	const struct side *after = &comparing->after;
	bool both = is_changed(comparing, &clone->b);
	bool b_is_new = both && fresh_tokens(after, &clone->b) >= comparing->tokens;
	bool a_is_new = fresh_tokens(after, &clone->a) >= comparing->tokens;

	if ((!a_is_new && !b_is_new) || !is_sure(after, clone))
		return false;
	search_side(comparing, &comparing->before);
	if (both ? clones_between(after, clone->a.file, clone->b.file) <=
	                    clones_between(&comparing->before, clone->a.file, clone->b.file)
	         : copies_of(comparing, after, &clone->b) <=
	                    copies_of(comparing, &comparing->before, &clone->b))
		return false;
	*copied = (struct copied){
		.side = b_is_new ? clone->b : clone->a,
		.original = b_is_new ? clone->a : clone->b,
		.type = clone->type,
		.tokens = clone->tokens,
		.in_change = both,
	};
	copied->change = copied->side.file;
	if (!both)
		copied->original.file -= (uint32_t)comparing->changed_count;
	return true;
}

static int by_stretch(const void *a, const void *b)
{
	const struct copied *x = a, *y = b;

	if (x->change != y->change)
		return x->change < y->change ? -1 : 1;
	if (x->tokens != y->tokens)
		return x->tokens > y->tokens ? -1 : 1;
	if (x->in_change != y->in_change)
		return x->in_change ? 1 : -1;
	if (x->original.file != y->original.file)
		return x->original.file < y->original.file ? -1 : 1;
	if (x->original.first != y->original.first)
		return x->original.first < y->original.first ? -1 : 1;
	return x->side.first < y->side.first ? -1 : x->side.first > y->side.first;
}

/* One a stretch: the longest, and how many more there are. */
static void keep_copied(struct change_clones *out, const struct copied *copied)
{
	for (size_t i = out->copied_count; i-- > 0;) {
		if (out->copied[i].change != copied->change)
			break;
		if (is_about(&out->copied[i].side, &copied->side)) {
			out->copied[i].copies++;
			return;
		}
	}
	out->copied[out->copied_count++] = *copied;
}

static void gather_copied(struct comparing *comparing)
{
	struct change_clones *out = comparing->out;
	const struct clones *found = &comparing->after.found;
	struct copied *all;
	size_t count = 0;

	if (!has_fresh(comparing, &comparing->after, comparing->tokens))
		return;
	search_side(comparing, &comparing->after);
	all = memory_new(found->count * sizeof(*all));
	for (size_t i = 0; i < found->count; i++)
		count += copy_of_clone(comparing, &found->items[i], &all[count]);
	if (count)
		qsort(all, count, sizeof(*all), by_stretch);
	out->copied = arena_new(&out->arena, count * sizeof(*out->copied));
	for (size_t i = 0; i < count; i++)
		keep_copied(out, &all[i]);
	memory_free(all);
}

/* --- forgotten -------------------------------------------------------------------------- */

/* Edited: some of it is gone, and most of it is not. */
static bool is_edited(const struct comparing *comparing, const struct clone_side *side)
{
	uint32_t gone = fresh_tokens(&comparing->before, side);

	return comparing->changed[side->file].after.size && gone && 2 * gone <= side->tokens;
}

/* As long as before: what was taken out there was put in here. */
static bool is_still_there(struct comparing *comparing, const struct clone *clone)
{
	const struct clones *after = &comparing->after.found;

	search_side(comparing, &comparing->after);
	for (size_t i = 0; i < after->count; i++)
		if (after->items[i].a.file == clone->a.file &&
		    is_about(&after->items[i].b, &clone->b) &&
		    after->items[i].tokens >= clone->tokens)
			return true;
	return false;
}

static void keep_forgotten(const struct comparing *comparing, const struct clone *clone)
{
	struct change_clones *out = comparing->out;
	struct clone_side sibling = clone->b;

	sibling.file -= (uint32_t)comparing->changed_count;
	for (size_t i = 0; i < out->forgotten_count; i++) {
		struct forgotten *known = &out->forgotten[i];

		if (known->change == clone->a.file && is_about(&known->side, &clone->a)) {
			known->siblings++;
			return;
		}
	}
	out->forgotten[out->forgotten_count++] =
		(struct forgotten){ clone->a.file, clone->a, sibling, 1 };
}

static void gather_forgotten(struct comparing *comparing)
{
	const struct clones *found = &comparing->before.found;
	struct change_clones *out = comparing->out;

	if (!has_fresh(comparing, &comparing->before, 1))
		return;
	search_side(comparing, &comparing->before);
	out->forgotten = arena_new(&out->arena, found->count * sizeof(*out->forgotten));
	for (size_t i = 0; i < found->count; i++) {
		const struct clone *clone = &found->items[i];

		if (clone->of_members || is_changed(comparing, &clone->b) ||
		    !is_edited(comparing, &clone->a) || is_still_there(comparing, clone))
			continue;
		keep_forgotten(comparing, clone);
	}
}

/* --- all of it ------------------------------------------------------------------------------ */

static void release_side(struct side *side, size_t count)
{
	for (size_t i = 0; i < count; i++)
		memory_free(side->fresh[i]);
	memory_free(side->fresh);
	clones_release(&side->found);
	arena_release(&side->arena);
}

void change_clones_find(struct change_clones *out, const struct changed_prints *changed,
                        size_t changed_count, const struct text *others, size_t other_count,
                        uint32_t tokens)
{
	struct comparing comparing = {
		.changed = changed,
		.changed_count = changed_count,
		.others = others,
		.other_count = other_count,
		.tokens = tokens,
		.out = out,
	};

	*out = CHANGE_CLONES_INIT;
	read_side(&comparing, &comparing.before);
	read_side(&comparing, &comparing.after);
	comparing.before.fresh =
		find_fresh(comparing.before.prints, comparing.after.prints, changed_count);
	comparing.after.fresh =
		find_fresh(comparing.after.prints, comparing.before.prints, changed_count);
	gather_copied(&comparing);
	gather_forgotten(&comparing);
	release_side(&comparing.before, changed_count);
	release_side(&comparing.after, changed_count);
}

void change_clones_release(struct change_clones *clones)
{
	arena_release(&clones->arena);
	*clones = CHANGE_CLONES_INIT;
}
