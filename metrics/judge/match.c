/*
 * Which unit of after is which unit of before?
 *
 * Passes go from the surest sign to the weakest; each pairs what is still
 * alone on both sides and agrees in all its signs, in the order of the files.
 * A pass is one hash map over the units of before and one look-up for each of
 * after, so the whole is linear.
 *
 * Two looks more.  Code that went behind a wrapper: when the unit of the old
 * name calls a new one with the old body, that one is the old unit, and the
 * wrapper is new.  And place: one unit alone on each side between the same two
 * neighbours is the same unit under another name.
 */
#include "metrics/judge/trial.h"

#include <string.h>

enum {
	SAME_FILE = 1 << 0,
	SAME_LANGUAGE = 1 << 1, /* in any changed file */
	SAME_ORIGIN = 1 << 2,   /* in the deleted file that most units of an added one came from */
	SAME_NAME = 1 << 3,
	SAME_SHORT_NAME = 1 << 4,
	SAME_BODY = 1 << 5,
	SAME_SIGNATURE = 1 << 6,
	SAME_KIND = 1 << 7,
	ONLY_ONE = 1 << 8, /* and no other unit that is left has these signs, on either side */
};

/* Overloads, accessors and unnamed units share a name: the same body finds
 * the right one, then the signature, then the order. */
static const unsigned by_body[] = {
	SAME_FILE | SAME_NAME | SAME_BODY | SAME_SIGNATURE,
	SAME_FILE | SAME_NAME | SAME_BODY,
	SAME_FILE | SAME_NAME | SAME_SIGNATURE,
	SAME_FILE | SAME_NAME | SAME_KIND,
	SAME_FILE | SAME_NAME,
	SAME_FILE | SAME_BODY,
	SAME_LANGUAGE | SAME_BODY | SAME_NAME,
	SAME_LANGUAGE | SAME_BODY,
};

static const unsigned by_name[] = {
	SAME_ORIGIN | SAME_NAME,
	SAME_FILE | SAME_SHORT_NAME | ONLY_ONE,
	SAME_LANGUAGE | SAME_NAME | ONLY_ONE,
	SAME_LANGUAGE | SAME_SHORT_NAME | ONLY_ONE,
};

struct matching {
	struct trial *trial;
	struct hash_map heads; /* from signs to the first unit of before that has them */
	struct hash_map tally; /* how often units of after have them */
	uint32_t *next;        /* the next unit of before with the same signs */
	size_t left;           /* units of before still alone */
};

static bool is_anonymous(struct text name)
{
	return !name.size || text_ends(name, "<anonymous>");
}

/* Where a unit is looked for: false when the pass is not for its file. */
static bool where_of(const struct trial *trial, enum side side, uint32_t change, unsigned pass,
                     uint64_t *where)
{
	const struct trial_file *file = &trial->files[change];

	*where = change;
	if (pass & SAME_LANGUAGE)
		*where = file->facts[side]->language ? file->facts[side]->language->id : 0;
	if (!(pass & SAME_ORIGIN))
		return true;
	if (side == SIDE_AFTER)
		*where = file->origin;
	return *where != MAP_NONE;
}

static bool signs_of(const struct trial *trial, enum side side, uint32_t index, unsigned pass,
                     uint64_t *signs)
{
	const struct trial_unit *u = &trial->units[side][index];
	uint64_t hash;

	if (u->match != MAP_NONE || !where_of(trial, side, u->change, pass, &hash))
		return false;
	if ((pass & ONLY_ONE) && is_anonymous(u->unit->name))
		return false;
	if (pass & SAME_NAME)
		hash = hash_mix(hash, u->name);
	if (pass & SAME_SHORT_NAME)
		hash = hash_mix(hash, u->unit->short_name);
	if (pass & SAME_BODY)
		hash = hash_mix(hash, u->unit->body);
	if (pass & SAME_SIGNATURE)
		hash = hash_mix(hash, u->unit->signature);
	if (pass & SAME_KIND)
		hash = hash_mix(hash, u->unit->kind);
	*signs = hash;
	return true;
}

static void pair_up(struct matching *matching, uint32_t before, uint32_t after)
{
	matching->trial->units[SIDE_BEFORE][before].match = after;
	matching->trial->units[SIDE_AFTER][after].match = before;
	matching->left--;
}

static void enter_before(struct matching *matching, unsigned pass)
{
	const struct trial *trial = matching->trial;
	uint64_t signs;

	/* Backwards, so that each chain begins with the first in the file. */
	for (uint32_t i = trial->unit_count[SIDE_BEFORE]; i-- > 0;) {
		uint32_t *head;

		if (!signs_of(trial, SIDE_BEFORE, i, pass, &signs))
			continue;
		head = hash_map_at(&matching->heads, signs);
		matching->next[i] = *head;
		*head = i;
	}
}

static void tally_after(struct matching *matching, unsigned pass)
{
	const struct trial *trial = matching->trial;
	uint64_t signs;

	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		uint32_t *tally;

		if (!signs_of(trial, SIDE_AFTER, i, pass, &signs))
			continue;
		tally = hash_map_at(&matching->tally, signs);
		*tally = *tally == MAP_NONE ? 1 : *tally + 1;
	}
}

static bool is_only_one(const struct matching *matching, uint64_t signs, uint32_t head)
{
	return matching->next[head] == MAP_NONE && hash_map_get(&matching->tally, signs) == 1;
}

static void match_by(struct matching *matching, unsigned pass)
{
	const struct trial *trial = matching->trial;
	uint64_t signs;

	enter_before(matching, pass);
	if (pass & ONLY_ONE)
		tally_after(matching, pass);
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		uint32_t *head;

		if (!signs_of(trial, SIDE_AFTER, i, pass, &signs))
			continue;
		head = hash_map_at(&matching->heads, signs);
		if (*head == MAP_NONE)
			continue;
		if ((pass & ONLY_ONE) && !is_only_one(matching, signs, *head))
			continue;
		pair_up(matching, *head, i);
		*head = matching->next[*head];
	}
	hash_map_release(&matching->heads);
	hash_map_release(&matching->tally);
}

static void match_by_all(struct matching *matching, const unsigned *passes, size_t count)
{
	for (size_t i = 0; i < count && matching->left; i++)
		match_by(matching, passes[i]);
}

/* --- by what a wrapper calls ------------------------------------------------------------- */

static void look_behind(struct trial *trial, uint32_t wrapper)
{
	struct trial_unit *units = trial->units[SIDE_AFTER];
	const struct unit *unit = units[wrapper].unit, *was = unit_before(trial, wrapper);
	const struct trial_file *file = &trial->files[units[wrapper].change];

	for (size_t i = 0; was && was->body != unit->body && i < unit->callee_count; i++) {
		uint32_t callee = file->first[SIDE_AFTER] + unit->callees[i];

		if (unit->callees[i] >= file->count[SIDE_AFTER] ||
		    units[callee].match != MAP_NONE || units[callee].unit->body != was->body)
			continue;
		units[callee].match = units[wrapper].match;
		trial->units[SIDE_BEFORE][units[callee].match].match = callee;
		units[wrapper].match = MAP_NONE;
		return;
	}
}

/* --- files that moved and were edited ------------------------------------------------- */

/* The file that a unit of after came from; MAP_NONE: it is new. */
static uint32_t came_from(const struct trial *trial, uint32_t after)
{
	uint32_t match = trial->units[SIDE_AFTER][after].match;

	return match == MAP_NONE ? MAP_NONE : trial->units[SIDE_BEFORE][match].change;
}

/* The one that can have the majority: different votes cancel out. */
static uint32_t likely_origin(const struct trial *trial, uint32_t first, uint32_t end)
{
	uint32_t leader = MAP_NONE, votes = 0;

	for (uint32_t i = first; i < end; i++) {
		uint32_t vote = came_from(trial, i);

		if (vote == MAP_NONE)
			continue;
		if (!votes)
			leader = vote;
		votes += vote == leader ? 1 : (uint32_t)-1;
	}
	return leader;
}

static uint32_t origin_of(const struct trial *trial, const struct trial_file *file)
{
	uint32_t first = file->first[SIDE_AFTER], end = first + file->count[SIDE_AFTER];
	uint32_t leader = likely_origin(trial, first, end);
	uint32_t votes = 0, ballots = 0;

	if (leader == MAP_NONE || trial->files[leader].sides[SIDE_AFTER])
		return MAP_NONE;
	for (uint32_t i = first; i < end; i++) {
		uint32_t vote = came_from(trial, i);

		votes += vote == leader;
		ballots += vote != MAP_NONE;
	}
	return votes * 2 > ballots ? leader : MAP_NONE;
}

static void find_origins(struct trial *trial)
{
	for (size_t i = 0; i < trial->file->change_count; i++)
		if (!trial->files[i].sides[SIDE_BEFORE])
			trial->files[i].origin = origin_of(trial, &trial->files[i]);
}

/* --- by place ---------------------------------------------------------------------------- */

static bool is_alone(const struct trial *trial, enum side side, uint32_t index)
{
	return trial->units[side][index].match == MAP_NONE;
}

/* The unit of after that stands where unit `before` of the same file stood,
 * or MAP_NONE. */
static uint32_t place_in_after(const struct trial *trial, const struct trial_file *file,
                               uint32_t before)
{
	uint32_t first = file->first[SIDE_AFTER], end = first + file->count[SIDE_AFTER];
	uint32_t neighbour;

	if (before == file->first[SIDE_BEFORE])
		return first < end ? first : MAP_NONE;
	neighbour = trial->units[SIDE_BEFORE][before - 1].match;
	if (neighbour == MAP_NONE || neighbour < first || neighbour + 1 >= end)
		return MAP_NONE;
	return neighbour + 1;
}

/* Is what follows both the same unit, or the end of both? */
static bool followed_alike(const struct trial *trial, const struct trial_file *file,
                           uint32_t before, uint32_t after)
{
	uint32_t end_before = file->first[SIDE_BEFORE] + file->count[SIDE_BEFORE];
	uint32_t end_after = file->first[SIDE_AFTER] + file->count[SIDE_AFTER];

	if (before + 1 == end_before || after + 1 == end_after)
		return before + 1 == end_before && after + 1 == end_after;
	return trial->units[SIDE_BEFORE][before + 1].match == after + 1;
}

static void match_by_place(struct matching *matching, const struct trial_file *file)
{
	const struct trial *trial = matching->trial;

	for (uint32_t i = 0; i < file->count[SIDE_BEFORE]; i++) {
		uint32_t before = file->first[SIDE_BEFORE] + i, after;

		if (!is_alone(trial, SIDE_BEFORE, before))
			continue;
		after = place_in_after(trial, file, before);
		if (after == MAP_NONE || !is_alone(trial, SIDE_AFTER, after))
			continue;
		if (trial->units[SIDE_BEFORE][before].unit->kind ==
		            trial->units[SIDE_AFTER][after].unit->kind &&
		    followed_alike(trial, file, before, after))
			pair_up(matching, before, after);
	}
}

void units_match(struct trial *trial)
{
	struct matching matching = { .trial = trial, .left = trial->unit_count[SIDE_BEFORE] };

	matching.next = memory_new(trial->unit_count[SIDE_BEFORE] * sizeof(*matching.next));
	match_by_all(&matching, by_body, sizeof(by_body) / sizeof(by_body[0]));
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++)
		look_behind(trial, i);
	find_origins(trial);
	match_by_all(&matching, by_name, sizeof(by_name) / sizeof(by_name[0]));
	for (size_t i = 0; i < trial->file->change_count && matching.left; i++)
		match_by_place(&matching, &trial->files[i]);
	memory_free(matching.next);
}
