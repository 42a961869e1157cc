/*
 * complexity, size, nesting, parameters: a number of a unit rose and is now
 * above its limit, or a new unit is above it.
 *
 * What the limit is and how loud a finding may be:
 *   - region: the higher of before and after;
 *   - grace: where the limit was exceeded before, a small rise only warns;
 *   - a unit whose past could not be measured only warns: nobody knows what it
 *     was;
 *   - a helper taken out of old units: see groups.c;
 *   - what did not change is never a finding; above a limit, it is counted.
 */
#include "metrics/judge/trial.h"

struct number_row {
	enum rule rule;
	const char *noun;
	const char *measure; /* behind the number */
	size_t at;           /* in struct unit */
};

static const struct number_row rows[] = {
	{ RULE_COMPLEXITY, "cognitive complexity", "", offsetof(struct unit, cognitive) },
	{ RULE_SIZE, "size", " SLOC", offsetof(struct unit, sloc) },
	{ RULE_NESTING, "nesting", " levels", offsetof(struct unit, nesting) },
	{ RULE_PARAMETERS, "number of parameters", "", offsetof(struct unit, params) },
};

enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

/* A group that grew by less is not worth a line. */
enum { GROWTH_NOTED = 5 };

/* What a number is compared with. */
enum past {
	PAST_KNOWN,
	PAST_NEW,
	PAST_BLIND,     /* there was something, and it was not measured */
	PAST_TAKEN_OUT, /* `before` is the worst owner's */
};

struct weighing {
	const struct number_row *row;
	uint32_t unit; /* of after */
	enum past past;
	uint32_t before; /* UINT32_MAX: none */
	uint32_t after;
	uint32_t limit;
	const struct group *group; /* of a helper; or NULL */
};

static uint32_t number_of(const struct unit *unit, const struct number_row *row)
{
	return *(const uint32_t *)(const void *)((const char *)unit + row->at);
}

static bool is_above(uint32_t number, uint32_t limit)
{
	return limit && number > limit;
}

/* --- weighing ---------------------------------------------------------------------- */

static bool comes_from(const struct trial *trial, uint32_t after, const struct number_row *row,
                       const struct group **group)
{
	*group = group_of(trial, after);
	if (*group && !(*group)->taken_out)
		*group = NULL;
	/* Parameters are a helper's own: it had none while it was part of its owner. */
	return *group && row->rule != RULE_PARAMETERS;
}

static struct weighing weighing_of(const struct trial *trial, uint32_t after,
                                   const struct number_row *row)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][after];
	const struct unit *was = unit_before(trial, after);
	struct weighing weighing = {
		.row = row,
		.unit = after,
		.past = PAST_NEW,
		.before = UINT32_MAX,
		.after = number_of(u->unit, row),
		.limit = trial->policy->limits[row->rule][place_of(trial, after).region],
	};

	if (was && unit_measured(was)) {
		weighing.past = PAST_KNOWN;
		weighing.before = number_of(was, row);
	} else if (was || trial->files[u->change].blind) {
		weighing.past = PAST_BLIND;
	} else if (comes_from(trial, after, row, &weighing.group)) {
		weighing.past = PAST_TAKEN_OUT;
		weighing.before = number_of(unit_before(trial, weighing.group->owner), row);
	}
	return weighing;
}

/* A helper above the limit and no worse than its owner was: what was added
 * to the group decides. */
static enum level weigh_added(const struct weighing *weighing, enum level level)
{
	const struct group *group = weighing->group;

	if (weighing->row->rule != RULE_COMPLEXITY || group->sum_after <= group->sum_before)
		return LEVEL_OFF;
	if (group->sum_after - group->sum_before > weighing->limit)
		return level;
	return level_at_most(level, LEVEL_WARN);
}

/* How loud: LEVEL_OFF when there is nothing to find. */
static enum level weigh(const struct trial *trial, const struct weighing *weighing)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][weighing->unit];
	enum level level =
		level_of(trial, weighing->row->rule, place_of(trial, weighing->unit).region,
	                 trial->files[u->change].care);

	if (!is_above(weighing->after, weighing->limit))
		return LEVEL_OFF;
	if (weighing->past == PAST_BLIND)
		return level_at_most(level, LEVEL_WARN);
	if (weighing->past == PAST_NEW)
		return level;
	if (weighing->after <= weighing->before)
		return weighing->past == PAST_KNOWN ? LEVEL_OFF : weigh_added(weighing, level);
	if (is_above(weighing->before, weighing->limit) &&
	    weighing->after - weighing->before <= trial->policy->grace)
		return level_at_most(level, LEVEL_WARN);
	return level;
}

bool unit_is_above(const struct trial *trial, uint32_t after, enum rule rule)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct weighing weighing = weighing_of(trial, after, &rows[i]);

		if (rows[i].rule == rule)
			return is_above(weighing.after, weighing.limit);
	}
	return false;
}

/* --- saying ------------------------------------------------------------------------- */

static void say_past(struct trial *trial, const struct weighing *weighing)
{
	const struct number_row *row = weighing->row;
	const struct unit *unit = trial->units[SIDE_AFTER][weighing->unit].unit;
	const struct group *group = weighing->group;

	switch (weighing->past) {
	case PAST_KNOWN:
		say(trial, "%s of %.*s rose from %u to %u%s", row->noun, PRINTED(unit->name),
		    weighing->before, weighing->after, row->measure);
		break;
	case PAST_NEW:
		say(trial, "%.*s is new and its %s is %u%s", PRINTED(unit->name), row->noun,
		    weighing->after, row->measure);
		break;
	case PAST_BLIND:
		say(trial, "%s of %.*s is %u%s and could not be measured before", row->noun,
		    PRINTED(unit->name), weighing->after, row->measure);
		break;
	case PAST_TAKEN_OUT:
		say(trial, "%s of %.*s is %u%s, taken out of %.*s, which had %u", row->noun,
		    PRINTED(unit->name), weighing->after, row->measure,
		    PRINTED(unit_before(trial, group->owner)->name), weighing->before);
		if (row->rule == RULE_COMPLEXITY)
			say_more(trial, "; together they went from %u to %u", group->sum_before,
			         group->sum_after);
		break;
	}
}

static void find_number(struct trial *trial, const struct weighing *weighing, enum level level)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][weighing->unit];
	struct finding finding = {
		.rule = weighing->row->rule,
		.level = level,
		.before = weighing->before,
		.after = weighing->after,
		.limit = weighing->limit,
	};

	finding_of_unit(trial, weighing->unit, &finding);
	finding_was(trial, weighing->unit, &finding);
	say_past(trial, weighing);
	say_more(trial, "; the limit for %s code is %u", region_name(finding.region),
	         finding.limit);
	say_load(trial, finding.load);
	if (finding.rule == RULE_COMPLEXITY) {
		finding.worst_line = u->unit->worst_line;
		finding.worst_cost = u->unit->worst_cost;
		if (finding.worst_line)
			say_more(trial, "; line %u costs most (+%u)", finding.worst_line,
			         finding.worst_cost);
		if (trial->group_of[weighing->unit] != MAP_NONE)
			trial->groups[trial->group_of[weighing->unit]].found = true;
	}
	finding_add(trial, &finding, (struct source){ u->change, weighing->unit, MAP_NONE });
}

/* --- one unit after the other ----------------------------------------------------------- */

/* Above the limit before and after, and no worse. */
static bool is_inherited(const struct weighing *weighing)
{
	return is_above(weighing->after, weighing->limit) && weighing->before != UINT32_MAX &&
	       is_above(weighing->before, weighing->limit) && weighing->after <= weighing->before;
}

static void judge_unit(struct trial *trial, uint32_t after)
{
	bool changed = unit_changed(trial, after), inherited = false, found = false;

	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct weighing weighing = weighing_of(trial, after, &rows[i]);
		enum level level = changed ? weigh(trial, &weighing) : LEVEL_OFF;

		inherited = inherited || is_inherited(&weighing);
		found = found || level != LEVEL_OFF;
		if (level != LEVEL_OFF)
			find_number(trial, &weighing, level);
	}
	trial->verdict->inherited += inherited && !found;
}

/* Each of them can be read, and together they are more than one unit may be. */
static void note_growth(struct trial *trial, const struct group *group)
{
	const struct trial_unit *owner = &trial->units[SIDE_AFTER][group->owner];
	struct finding finding = { .rule = RULE_COMPLEXITY };

	finding_of_unit(trial, group->owner, &finding);
	finding.level = level_at_most(level_of(trial, RULE_COMPLEXITY, finding.region,
	                                       trial->files[owner->change].care),
	                              LEVEL_NOTE);
	finding.before = group->sum_before;
	finding.after = group->sum_after;
	finding.limit = trial->policy->limits[RULE_COMPLEXITY][finding.region];
	if (finding.level == LEVEL_OFF || !is_above(finding.after, finding.limit))
		return;
	finding_was(trial, group->owner, &finding);
	finding.identity = hash_mix(finding.identity, group->helpers);
	say(trial, "%.*s and its %u new %s together grew from %u to %u in cognitive complexity",
	    PRINTED(finding.unit), group->helpers, group->helpers == 1 ? "helper" : "helpers",
	    finding.before, finding.after);
	say_more(trial, "; the limit for one unit of %s code is %u", region_name(finding.region),
	         finding.limit);
	say_load(trial, finding.load);
	finding_add(trial, &finding, (struct source){ owner->change, group->owner, MAP_NONE });
}

static bool is_growth(const struct trial *trial, uint32_t group)
{
	const struct group *g = &trial->groups[group];

	/* A group merged into another, or given up, is no longer its owner's. */
	return trial->group_of[g->owner] == group && g->leader == group && !g->found &&
	       g->sum_after >= g->sum_before + GROWTH_NOTED;
}

void judge_numbers(struct trial *trial)
{
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		const struct trial_unit *u = &trial->units[SIDE_AFTER][i];

		if (trial->files[u->change].care != CARE_SKIPPED && unit_measured(u->unit))
			judge_unit(trial, i);
	}
	for (uint32_t i = 0; i < trial->group_count; i++)
		if (is_growth(trial, i) &&
		    trial->files[trial->units[SIDE_AFTER][trial->groups[i].owner].change].care !=
		            CARE_SKIPPED)
			note_growth(trial, &trial->groups[i]);
}
