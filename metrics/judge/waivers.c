/*
 * Waivers: `bole: allow RULE [until YYYY-MM-DD] -- reason` in a comment.
 *
 * A waiver stands for the unit that its covered line begins or lies in (the
 * innermost one), or else for the next unit, if that begins a few lines
 * further: decorators and attributes stand between a comment and its unit.
 * For findings about a file, a waiver anywhere in it counts.
 *
 * A waived finding becomes a note that says so.  A waiver that is new in this
 * change is itself a finding, whatever it does; one that is void, has ended
 * or is no longer needed is listed when its file changes.  Waivers are known
 * again by what they say and by the unit they stand for, never by a line.
 *
 * The rule `policy` cannot be waived: a waiver would hide itself.
 */
#include "metrics/judge/allowances.h"

/* --- applying them ------------------------------------------------------------------------ */

static void waive(struct trial *trial, struct finding *finding, const struct waiver *waiver)
{
	finding->waived = true;
	finding->waived_level = finding->level;
	finding->level = LEVEL_NOTE;
	finding->reason = arena_text(&trial->verdict->arena, waiver->reason);
}

/* A file that is not part of the change may have a waiver too. */
static const struct waiver *waiver_elsewhere(const struct trial *trial, uint32_t file,
                                             enum rule rule)
{
	const struct facts *facts = units_of_file(trial, file);

	for (size_t i = 0; facts && i < facts->waiver_count; i++)
		if (waiver_allows(&facts->waivers[i], rule, trial->file->today))
			return &facts->waivers[i];
	return NULL;
}

static const struct waiver *waiver_for(struct allowances *allowances, const struct finding *finding,
                                       const struct source *source)
{
	struct allowance *allowance;

	if (source->change == MAP_NONE)
		return source->file == MAP_NONE
		               ? NULL
		               : waiver_elsewhere(allowances->trial, source->file, finding->rule);
	allowance = allowance_for(allowances, source->change, source->unit, finding->rule);
	if (!allowance)
		return NULL;
	allowance->used = true;
	return allowance->waiver;
}

static void apply(struct allowances *allowances)
{
	struct trial *trial = allowances->trial;
	struct verdict *verdict = trial->verdict;

	for (size_t i = 0; i < verdict->count; i++) {
		struct finding *finding = &verdict->findings[i];
		const struct waiver *waiver;

		if (finding->improvement || finding->rule == RULE_POLICY)
			continue;
		waiver = waiver_for(allowances, finding, &trial->sources[i]);
		if (waiver)
			waive(trial, finding, waiver);
	}
}

/* --- listing them --------------------------------------------------------------------------- */

/* Does an older waiver still stand for something? */
static bool is_needed(const struct trial *trial, const struct allowance *allowance)
{
	if (allowance->used || allowance->rule == RULE_CYCLE || allowance->rule == RULE_PROMOTION)
		return true;
	if (allowance->unit == MAP_NONE)
		return false;
	if (allowance->rule == RULE_UNMEASURED)
		return !unit_measured(trial->units[SIDE_AFTER][allowance->unit].unit);
	return unit_is_above(trial, allowance->unit, (enum rule)allowance->rule);
}

static void say_validity(struct trial *trial, const struct allowance *allowance)
{
	const struct waiver *waiver = allowance->waiver;

	switch (allowance->validity) {
	case WAIVER_VALID:
		if (waiver->until.size)
			say_more(trial, " until %.*s", PRINTED(waiver->until));
		say_more(trial, ": %.*s", PRINTED(waiver->reason));
		if (!allowance->used)
			say_more(trial, allowance->fresh ? " (it matches no finding)"
			                                 : " (it is no longer needed)");
		break;
	case WAIVER_NO_RULE:
		say_more(trial, " is void: no rule of that name can be waived");
		break;
	case WAIVER_NO_REASON:
		say_more(trial, " is void: it gives no reason behind --");
		break;
	case WAIVER_NO_DATE:
		say_more(trial, " is void: '%.*s' is no date like 2030-01-31",
		         PRINTED(waiver->until));
		break;
	case WAIVER_ENDED:
		say_more(trial, " has ended: it was allowed until %.*s", PRINTED(waiver->until));
		break;
	}
}

static void list(struct trial *trial, const struct allowance *allowance)
{
	const struct trial_file *file = &trial->files[allowance->change];
	struct finding finding = {
		.rule = RULE_POLICY,
		.region = file->region,
		.load = file->load,
		.path = path_of(file),
		.before = UINT32_MAX,
		.after = UINT32_MAX,
		.reason = allowance->waiver->reason,
	};

	if (allowance->unit != MAP_NONE)
		finding_of_unit(trial, allowance->unit, &finding);
	finding.line = finding.end_line = allowance->waiver->line;
	finding.level = level_of(trial, RULE_POLICY, finding.region, CARE_JUDGED);
	if (!allowance->fresh)
		finding.level = level_at_most(finding.level, LEVEL_NOTE);
	finding.identity =
		hash_mix(text_hash(allowance->waiver->rule), text_hash(allowance->waiver->reason));
	say(trial, allowance->fresh ? "a new waiver of %.*s" : "the waiver of %.*s",
	    PRINTED(allowance->waiver->rule));
	if (finding.unit.size)
		say_more(trial, " for %.*s", PRINTED(finding.unit));
	say_validity(trial, allowance);
	finding_add(trial, &finding, SOURCE_NONE);
}

void judge_waivers(struct trial *trial)
{
	struct allowances allowances = { .trial = trial };

	allowances_read(&allowances);
	apply(&allowances);
	for (size_t i = 0; i < allowances.count; i++) {
		const struct allowance *allowance = &allowances.items[i];

		if (allowance->fresh || allowance->validity != WAIVER_VALID ||
		    !is_needed(trial, allowance))
			list(trial, allowance);
	}
	allowances_release(&allowances);
}
