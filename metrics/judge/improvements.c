/*
 * What became better: a unit that was above its limit, or had five points of
 * cognitive complexity or more to lose, has fewer now, or is gone.  A unit
 * whose code went into new helpers is as good as the worst of them.
 */
#include "metrics/judge/trial.h"

enum { FALL_SHOWN = 5 };

static uint32_t limit_at(const struct trial *trial, enum region region)
{
	return trial->policy->limits[RULE_COMPLEXITY][region];
}

/* The unit that stands for `after` now: itself, or the worst helper taken out
 * of it. */
static uint32_t worst_of(const struct trial *trial, uint32_t after)
{
	const struct trial_unit *units = trial->units[SIDE_AFTER];
	const struct group *group = group_of(trial, after);

	if (!group || !group->taken_out)
		return after;
	return units[group->largest].unit->cognitive > units[after].unit->cognitive ? group->largest
	                                                                            : after;
}

static void say_fall(struct trial *trial, const struct finding *finding, uint32_t worst,
                     const struct group *group)
{
	const struct text helper = trial->units[SIDE_AFTER][worst].unit->name;

	say(trial, "cognitive complexity of %.*s fell from %u to %u", PRINTED(finding->unit),
	    finding->before, finding->after);
	if (group && group->taken_out && group->helpers == 1)
		say_more(trial, ", with its new helper %.*s",
		         PRINTED(trial->units[SIDE_AFTER][group->largest].unit->name));
	else if (group && group->taken_out)
		say_more(trial, ", the worst of it and its %u new helpers being %.*s",
		         group->helpers, PRINTED(helper));
	say_more(trial, "; the limit for %s code is %u", region_name(finding->region),
	         finding->limit);
	say_load(trial, finding->load);
}

static void judge_fall(struct trial *trial, uint32_t after)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][after];
	const struct unit *was = unit_before(trial, after);
	uint32_t worst = worst_of(trial, after);
	struct finding finding = {
		.rule = RULE_COMPLEXITY,
		.level = LEVEL_NOTE,
		.improvement = true,
		.before = was->cognitive,
		.after = trial->units[SIDE_AFTER][worst].unit->cognitive,
	};

	finding_of_unit(trial, after, &finding);
	finding.limit = limit_at(trial, finding.region);
	if (finding.after >= finding.before)
		return;
	if (finding.before <= finding.limit && finding.before - finding.after < FALL_SHOWN)
		return;
	finding_was(trial, after, &finding);
	say_fall(trial, &finding, worst, group_of(trial, after));
	finding_add(trial, &finding, (struct source){ u->change, after, MAP_NONE });
}

static void judge_gone(struct trial *trial, uint32_t before)
{
	const struct trial_unit *u = &trial->units[SIDE_BEFORE][before];
	const struct trial_file *file = &trial->files[u->change];
	struct finding finding = {
		.rule = RULE_COMPLEXITY,
		.level = LEVEL_NOTE,
		.improvement = true,
		.region = (enum region)u->region,
		.path = file->sides[SIDE_BEFORE]->path,
		.unit = u->unit->name,
		.line = u->unit->line,
		.end_line = u->unit->end_line,
		.before = u->unit->cognitive,
		.after = UINT32_MAX,
		.load = u->load,
		.identity = u->unit->signature,
	};

	finding.limit = limit_at(trial, finding.region);
	if (!finding.limit || finding.before <= finding.limit)
		return;
	say(trial,
	    "%.*s is gone, which had a cognitive complexity of %u; the limit for %s code "
	    "is %u",
	    PRINTED(finding.unit), finding.before, region_name(finding.region), finding.limit);
	finding_add(trial, &finding, (struct source){ u->change, MAP_NONE, MAP_NONE });
}

void judge_improvements(struct trial *trial)
{
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		const struct trial_unit *u = &trial->units[SIDE_AFTER][i];
		const struct unit *was = unit_before(trial, i);

		if (trial->files[u->change].care != CARE_SKIPPED && was && unit_measured(was) &&
		    unit_measured(u->unit) && unit_changed(trial, i))
			judge_fall(trial, i);
	}
	for (uint32_t i = 0; i < trial->unit_count[SIDE_BEFORE]; i++) {
		const struct trial_unit *u = &trial->units[SIDE_BEFORE][i];
		const struct trial_file *file = &trial->files[u->change];

		if (u->match == MAP_NONE && file->care != CARE_SKIPPED && unit_measured(u->unit) &&
		    !file_may_have_lost(file))
			judge_gone(trial, i);
	}
}
