/*
 * A unit and the helpers newly taken out of it.
 *
 * Moving code from a unit into helpers must be no crime, and no trick either.
 * A *helper* is a new unit that an old unit of the same file calls, directly
 * or through other new ones.  (Calls into other files are not seen; a helper
 * there is a new unit, with the load of the one file that uses it.)
 *
 * Taken out.  When every old unit that reaches a helper became simpler, the
 * helper came out of them.  These owners and their helpers make one group, and
 * of it are known: the worst number an owner had before; the sum of all owners
 * before; the sum of owners and helpers after; *added* is what the second sum
 * has more than the first.
 *   - A helper within the limit is fine.
 *   - A helper above the limit is no finding while nothing was added: the same
 *     complexity was there before, in one piece.
 *   - It is worse than its owner ever was: it rose from the owner's number.
 *   - Else, it warns at most, for it was worse before; unless more was added
 *     than the limit: no unit may bring so much at once, so no group may.
 *   - The improvement shown is from the owner's number before to the worst of
 *     the group after, not to what is left of the owner.
 *
 * Grown.  When the one old unit that reaches a helper did not become simpler,
 * nothing was taken out: each helper is a new unit with the limit of a new
 * unit, and the old one is judged by its own number.  If all are within their
 * limits, each can be read on its own, and the change is accepted; when
 * together they grew noticeably to more than one unit may have, a note says so.
 *
 * A helper that both kinds of old units call is a new unit like any other;
 * but a unit that called the owner before, and now calls what was taken out of
 * it, had that complexity below it all along.
 */
#include "metrics/judge/trial.h"

struct gathering {
	struct trial *trial;
	bool *spoiled;   /* a unit of after is reached by an old one that is not simpler */
	uint32_t *giver; /* the worst old unit, now simpler, that calls it; or MAP_NONE */
	bool taken_out;  /* groups of this kind are being gathered */
	uint32_t *stack;
	size_t depth;
};

static const struct trial_unit *unit_at(const struct gathering *gathering, uint32_t after)
{
	return &gathering->trial->units[SIDE_AFTER][after];
}

static bool is_new(const struct gathering *gathering, uint32_t after)
{
	return unit_at(gathering, after)->match == MAP_NONE;
}

static bool is_simpler(const struct gathering *gathering, uint32_t after)
{
	const struct unit *was = unit_before(gathering->trial, after);
	const struct unit *is = unit_at(gathering, after)->unit;

	return was && unit_measured(was) && unit_measured(is) && is->cognitive < was->cognitive;
}

static bool is_owner(const struct gathering *gathering, uint32_t after)
{
	const struct unit *was = unit_before(gathering->trial, after);

	if (gathering->taken_out)
		return is_simpler(gathering, after);
	return was && unit_measured(was) && unit_measured(unit_at(gathering, after)->unit) &&
	       unit_changed(gathering->trial, after);
}

/* The i-th unit that `after` calls, or MAP_NONE. */
static uint32_t callee_of(const struct gathering *gathering, uint32_t after, size_t i)
{
	const struct trial_unit *u = unit_at(gathering, after);
	const struct trial_file *file = &gathering->trial->files[u->change];
	uint32_t callee = u->unit->callees[i];

	return callee < file->count[SIDE_AFTER] ? file->first[SIDE_AFTER] + callee : MAP_NONE;
}

/* --- what cannot have been taken out ------------------------------------------------- */

static bool is_worse_giver(const struct gathering *gathering, uint32_t giver, uint32_t than)
{
	return than == MAP_NONE || unit_before(gathering->trial, giver)->cognitive >
	                                   unit_before(gathering->trial, than)->cognitive;
}

static void give_callees(struct gathering *gathering, uint32_t giver)
{
	for (size_t i = 0; i < unit_at(gathering, giver)->unit->callee_count; i++) {
		uint32_t callee = callee_of(gathering, giver, i);

		if (callee != MAP_NONE &&
		    is_worse_giver(gathering, giver, gathering->giver[callee]))
			gathering->giver[callee] = giver;
	}
}

static bool calls(const struct unit *unit, uint32_t callee)
{
	size_t low = 0, high = unit->callee_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (unit->callees[middle] < callee)
			low = middle + 1;
		else
			high = middle;
	}
	return low < unit->callee_count && unit->callees[low] == callee;
}

/* Did `caller` call, before, the unit that `helper` was taken out of? */
static bool called_giver(const struct gathering *gathering, uint32_t caller, uint32_t helper)
{
	const struct trial *trial = gathering->trial;
	const struct trial_unit *units = trial->units[SIDE_BEFORE];
	uint32_t match = unit_at(gathering, caller)->match, giver;

	if (match == MAP_NONE || gathering->giver[helper] == MAP_NONE)
		return false;
	giver = unit_at(gathering, gathering->giver[helper])->match;
	if (units[match].change != units[giver].change)
		return false;
	return calls(units[match].unit,
	             giver - trial->files[units[giver].change].first[SIDE_BEFORE]);
}

static void spoil_callees(struct gathering *gathering, uint32_t after)
{
	for (size_t i = 0; i < unit_at(gathering, after)->unit->callee_count; i++) {
		uint32_t callee = callee_of(gathering, after, i);

		if (callee == MAP_NONE || !is_new(gathering, callee) ||
		    gathering->spoiled[callee] || called_giver(gathering, after, callee))
			continue;
		gathering->spoiled[callee] = true;
		gathering->stack[gathering->depth++] = callee;
	}
}

static void find_spoiled(struct gathering *gathering)
{
	for (uint32_t i = 0; i < gathering->trial->unit_count[SIDE_AFTER]; i++)
		gathering->giver[i] = MAP_NONE;
	for (uint32_t i = 0; i < gathering->trial->unit_count[SIDE_AFTER]; i++)
		if (is_simpler(gathering, i))
			give_callees(gathering, i);
	for (uint32_t i = 0; i < gathering->trial->unit_count[SIDE_AFTER]; i++) {
		if (is_new(gathering, i) || is_simpler(gathering, i))
			continue;
		spoil_callees(gathering, i);
		while (gathering->depth)
			spoil_callees(gathering, gathering->stack[--gathering->depth]);
	}
}

/* --- groups ------------------------------------------------------------------------------ */

static uint32_t leader_of(struct trial *trial, uint32_t group)
{
	struct group *groups = trial->groups;

	while (groups[group].leader != group) {
		groups[group].leader = groups[groups[group].leader].leader;
		group = groups[group].leader;
	}
	return group;
}

static uint32_t cognitive_of(const struct trial *trial, uint32_t after)
{
	return trial->units[SIDE_AFTER][after].unit->cognitive;
}

static uint32_t worse_helper(const struct trial *trial, uint32_t a, uint32_t b)
{
	if (a == MAP_NONE || b == MAP_NONE)
		return a == MAP_NONE ? b : a;
	return cognitive_of(trial, b) > cognitive_of(trial, a) ? b : a;
}

static void merge_groups(struct trial *trial, uint32_t a, uint32_t b)
{
	struct group *into, *from;

	a = leader_of(trial, a);
	b = leader_of(trial, b);
	if (a == b)
		return;
	into = &trial->groups[a < b ? a : b];
	from = &trial->groups[a < b ? b : a];
	from->leader = into->leader;
	into->owners += from->owners;
	into->helpers += from->helpers;
	into->sum_before += from->sum_before;
	into->sum_after += from->sum_after;
	into->largest = worse_helper(trial, into->largest, from->largest);
	if (from->worst_before > into->worst_before) {
		into->worst_before = from->worst_before;
		into->owner = from->owner;
	}
}

static uint32_t group_begin(struct gathering *gathering, uint32_t owner)
{
	struct trial *trial = gathering->trial;
	uint32_t before = unit_before(trial, owner)->cognitive;
	uint32_t group = (uint32_t)trial->group_count;

	trial->groups = array_grow(trial->groups, &trial->group_capacity, trial->group_count,
	                           sizeof(*trial->groups));
	trial->groups[trial->group_count++] = (struct group){
		.leader = group,
		.owner = owner,
		.owners = 1,
		.largest = MAP_NONE,
		.worst_before = before,
		.sum_before = before,
		.sum_after = cognitive_of(trial, owner),
		.taken_out = gathering->taken_out,
	};
	if (trial->group_of[owner] == MAP_NONE)
		trial->group_of[owner] = group;
	return group;
}

static void group_take(struct gathering *gathering, uint32_t group, uint32_t helper)
{
	struct trial *trial = gathering->trial;
	struct group *leader = &trial->groups[leader_of(trial, group)];

	trial->group_of[helper] = group;
	leader->helpers++;
	leader->sum_after += cognitive_of(trial, helper);
	leader->largest = worse_helper(trial, leader->largest, helper);
	gathering->stack[gathering->depth++] = helper;
}

static bool is_helper(const struct gathering *gathering, uint32_t after)
{
	return after != MAP_NONE && is_new(gathering, after) &&
	       unit_measured(unit_at(gathering, after)->unit) &&
	       gathering->spoiled[after] != gathering->taken_out;
}

static void take_callees(struct gathering *gathering, uint32_t owner, uint32_t caller,
                         uint32_t *group)
{
	struct trial *trial = gathering->trial;

	for (size_t i = 0; i < unit_at(gathering, caller)->unit->callee_count; i++) {
		uint32_t callee = callee_of(gathering, caller, i);

		if (!is_helper(gathering, callee))
			continue;
		if (*group == MAP_NONE)
			*group = group_begin(gathering, owner);
		if (trial->group_of[callee] == MAP_NONE)
			group_take(gathering, *group, callee);
		else
			merge_groups(trial, *group, trial->group_of[callee]);
	}
}

static void gather(struct gathering *gathering, bool taken_out)
{
	gathering->taken_out = taken_out;
	for (uint32_t i = 0; i < gathering->trial->unit_count[SIDE_AFTER]; i++) {
		uint32_t group = MAP_NONE;

		if (!is_owner(gathering, i))
			continue;
		take_callees(gathering, i, i, &group);
		while (gathering->depth)
			take_callees(gathering, i, gathering->stack[--gathering->depth], &group);
	}
}

/* What several units share and did not come out of them belongs to none. */
static void settle(struct trial *trial)
{
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		uint32_t leader;

		if (trial->group_of[i] == MAP_NONE)
			continue;
		leader = leader_of(trial, trial->group_of[i]);
		trial->group_of[i] = leader;
		if (!trial->groups[leader].taken_out && trial->groups[leader].owners > 1)
			trial->group_of[i] = MAP_NONE;
	}
}

void groups_gather(struct trial *trial)
{
	uint32_t count = trial->unit_count[SIDE_AFTER];
	struct gathering gathering = { .trial = trial };

	trial->group_of = memory_new(count * sizeof(*trial->group_of));
	for (uint32_t i = 0; i < count; i++)
		trial->group_of[i] = MAP_NONE;
	gathering.spoiled = memory_new(count * sizeof(*gathering.spoiled));
	gathering.giver = memory_new(count * sizeof(*gathering.giver));
	gathering.stack = memory_new(count * sizeof(*gathering.stack));

	find_spoiled(&gathering);
	gather(&gathering, true);
	gather(&gathering, false);
	settle(trial);

	memory_free(gathering.spoiled);
	memory_free(gathering.giver);
	memory_free(gathering.stack);
}

const struct group *group_of(const struct trial *trial, uint32_t after)
{
	uint32_t group = trial->group_of[after];

	return group == MAP_NONE ? NULL : &trial->groups[group];
}
