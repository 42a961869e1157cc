/*
 * What a change copied, and which copies it forgot.
 *
 * Which phrases are new?  Two neighbouring phrases, with their texts, are one
 * key.  Keys of after are paid for with keys of before, first from the same
 * file and then from all changed files, so that moved code is not new and the
 * second of two copies is.
 */
#include <stdlib.h>
#include <string.h>

#include "bole/clones.h"

enum {
	HALF = 50,         /* percent that two stretches share, to be about the same */
	SAME_LEAST = 15,   /* percent of a renamed one that is the same to the letter, */
	SURE_TOKENS = 150, /* but for one of so many */
};

struct side {
	struct clones found; /* changed files first, then the others */
	uint8_t **fresh;     /* by change and phrase: only on this side */
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

static void find_side(const struct comparing *comparing, struct side *side, bool after)
{
	size_t count = comparing->changed_count + comparing->other_count;
	struct clone_file *files = memory_new(count * sizeof(*files));

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

/* --- which phrases are only on one side? ------------------------------------------------ */

static uint64_t key_of(const struct prints *prints, size_t at)
{
	const struct phrase *one = &prints->phrases[at], *next = one + 1;
	uint64_t key = hash_mix(one->shape, one->text);

	return at + 1 < prints->count ? hash_mix(hash_mix(key, next->shape), next->text) : key;
}

static void put_keys(struct hash_map *purse, const struct prints *prints)
{
	for (size_t i = 0; i < prints->count; i++) {
		uint32_t *count = hash_map_at(purse, key_of(prints, i));

		*count = *count == MAP_NONE ? 1 : *count + 1;
	}
}

static bool pay(struct hash_map *purse, uint64_t key)
{
	uint32_t *count = hash_map_at(purse, key);

	if (*count == MAP_NONE || !*count)
		return false;
	--*count;
	return true;
}

/* What can be paid for stood there before. */
static void pay_all(struct hash_map *purse, struct hash_map *also, const struct prints *prints,
                    uint8_t *fresh)
{
	for (size_t i = 0; i < prints->count; i++) {
		if (!fresh[i] || !pay(purse, key_of(prints, i)))
			continue;
		if (also)
			pay(also, key_of(prints, i));
		fresh[i] = 0;
		if (i + 1 < prints->count)
			fresh[i + 1] = fresh[i + 1] == 1 ? 2 : fresh[i + 1];
	}
	for (size_t i = 0; i < prints->count; i++)
		if (fresh[i] == 2)
			fresh[i] = 0; /* the second half of a key that was paid for */
}

static void find_fresh(const struct comparing *comparing, struct side *side,
                       const struct side *other)
{
	struct hash_map all = HASH_MAP_INIT;
	size_t count = comparing->changed_count;

	side->fresh = memory_new(count * sizeof(*side->fresh));
	for (size_t i = 0; i < count; i++)
		put_keys(&all, &other->found.prints[i]);
	for (size_t i = 0; i < count; i++) {
		const struct prints *prints = &side->found.prints[i];
		struct hash_map own = HASH_MAP_INIT;

		side->fresh[i] = memory_new(prints->count + 1);
		memset(side->fresh[i], 1, prints->count);
		put_keys(&own, &other->found.prints[i]);
		pay_all(&own, &all, prints, side->fresh[i]);
		hash_map_release(&own);
	}
	for (size_t i = 0; i < count; i++)
		pay_all(&all, NULL, &side->found.prints[i], side->fresh[i]);
	hash_map_release(&all);
}

static uint32_t fresh_tokens(const struct side *side, const struct clone_side *place)
{
	uint32_t tokens = 0;

	for (uint32_t i = place->first; i < place->end; i++)
		if (side->fresh[place->file][i])
			tokens += side->found.prints[place->file].phrases[i].tokens;
	return tokens;
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
	const struct prints *prints = &side->found.prints[clone->a.file];

	return clone->a.file == clone->b.file && !prints->phrases[clone->a.first].begins_unit &&
	       unit_around(prints, clone->a.first) == unit_around(prints, clone->b.first);
}

static bool is_sure(const struct side *side, const struct clone *clone)
{
	if (clone->type == CLONE_EXACT)
		return true;
	if (is_in_one_unit(side, clone))
		return false;
	return clone->tokens >= SURE_TOKENS || 100 * clone->same >= SAME_LEAST * clone->tokens;
}

/* Changed files come first: `a` is in one, and `b` perhaps. */
static bool copy_of_clone(const struct comparing *comparing, const struct clone *clone,
                          struct copied *copied)
{
	const struct side *after = &comparing->after;
	bool both = is_changed(comparing, &clone->b);
	bool b_is_new = both && fresh_tokens(after, &clone->b) >= comparing->tokens;
	bool a_is_new = fresh_tokens(after, &clone->a) >= comparing->tokens;

	if ((!a_is_new && !b_is_new) || !is_sure(after, clone))
		return false;
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
	struct copied *all = memory_new(found->count * sizeof(*all));
	size_t count = 0;

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
static bool is_still_there(const struct comparing *comparing, const struct clone *clone)
{
	const struct clones *after = &comparing->after.found;

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

static void gather_forgotten(const struct comparing *comparing)
{
	const struct clones *found = &comparing->before.found;
	struct change_clones *out = comparing->out;

	out->forgotten = arena_new(&out->arena, found->count * sizeof(*out->forgotten));
	for (size_t i = 0; i < found->count; i++) {
		const struct clone *clone = &found->items[i];

		if (is_changed(comparing, &clone->b) || !is_edited(comparing, &clone->a) ||
		    is_still_there(comparing, clone))
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
	find_side(&comparing, &comparing.before, false);
	find_side(&comparing, &comparing.after, true);
	find_fresh(&comparing, &comparing.before, &comparing.after);
	find_fresh(&comparing, &comparing.after, &comparing.before);
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
