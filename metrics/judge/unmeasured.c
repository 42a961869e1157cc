/*
 * unmeasured: what changed and has no number.  It never counts as clean and
 * is never a rejection: a file that was refused, a unit whose text did not
 * parse, a unit that the parser may have lost.
 */
#include "metrics/judge/trial.h"

/* A setting cannot make it louder than a warning; see the rule's row. */
static enum level level_here(const struct trial *trial, enum region region, enum care care)
{
	return level_at_most(level_of(trial, RULE_UNMEASURED, region, care), LEVEL_WARN);
}

static struct finding about_file(const struct trial *trial, const struct trial_file *file)
{
	return (struct finding){
		.rule = RULE_UNMEASURED,
		.level = level_here(trial, file->region, file->care),
		.region = file->region,
		.path = path_of(file),
		.line = 1,
		.end_line = 1,
		.before = UINT32_MAX,
		.after = UINT32_MAX,
		.load = file->load,
		.blind = 1,
	};
}

static void judge_refused(struct trial *trial, uint32_t change)
{
	const struct trial_file *file = &trial->files[change];
	const struct facts *facts = file->sides[SIDE_AFTER]->facts;
	struct finding finding = about_file(trial, file);

	trial->verdict->unmeasured++;
	say(trial, "this file is not measured: %s", refusal_text((enum refusal)facts->refusal));
	if (file->facts[SIDE_BEFORE])
		say_more(trial, "; before, it was");
	else if (file->sides[SIDE_BEFORE])
		say_more(trial, "; it was not before either");
	finding_add(trial, &finding, (struct source){ change, MAP_NONE, MAP_NONE });
}

static void judge_broken(struct trial *trial, uint32_t after)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][after];
	const struct unit *was = unit_before(trial, after);
	struct finding finding = {
		.rule = RULE_UNMEASURED,
		.before = UINT32_MAX,
		.after = UINT32_MAX,
		.blind = 1,
	};

	trial->verdict->unmeasured++;
	finding_of_unit(trial, after, &finding);
	finding.level = level_here(trial, finding.region, trial->files[u->change].care);
	if (!was)
		say(trial, "%.*s is new and not measured: some of its text did not parse",
		    PRINTED(finding.unit));
	else if (unit_measured(was))
		say(trial,
		    "%.*s was measured before and is not now: some of its text does not parse",
		    PRINTED(finding.unit));
	else
		say(trial,
		    "%.*s changed and is not measured: some of its text does not parse, "
		    "as before",
		    PRINTED(finding.unit));
	finding_was(trial, after, &finding);
	finding_add(trial, &finding, (struct source){ u->change, after, MAP_NONE });
}

/* Units that are no longer there while more text does not parse: one finding a
 * file, for a broken line near the top may lose all of them. */
static void judge_lost(struct trial *trial, uint32_t change)
{
	const struct trial_file *file = &trial->files[change];
	const struct trial_unit *units = trial->units[SIDE_BEFORE] + file->first[SIDE_BEFORE];
	struct finding finding = about_file(trial, file);
	uint32_t lost = 0;
	const struct unit *first = NULL;

	for (uint32_t i = 0; i < file->count[SIDE_BEFORE]; i++) {
		if (units[i].match != MAP_NONE || !unit_measured(units[i].unit))
			continue;
		first = first ? first : units[i].unit;
		lost++;
	}
	if (!lost)
		return;
	finding.blind = lost;
	trial->verdict->unmeasured += lost;
	say(trial, "%.*s", PRINTED(first->name));
	if (lost > 1)
		say_more(trial, " and %u more function%s", lost - 1, lost == 2 ? "" : "s");
	say_more(trial,
	         " cannot be found any more, and text that does not parse grew from %u to "
	         "%u bytes: gone, or not measured",
	         file->facts[SIDE_BEFORE]->error_bytes, file->facts[SIDE_AFTER]->error_bytes);
	finding_add(trial, &finding, (struct source){ change, MAP_NONE, MAP_NONE });
}

void judge_unmeasured(struct trial *trial)
{
	for (uint32_t i = 0; i < trial->file->change_count; i++) {
		const struct trial_file *file = &trial->files[i];
		const struct judged_file *after = file->sides[SIDE_AFTER];

		if (file->care == CARE_SKIPPED || !after)
			continue;
		if (after->facts && after->facts->refusal != REFUSED_NOT)
			judge_refused(trial, i);
		else if (file->facts[SIDE_AFTER] && file_may_have_lost(file))
			judge_lost(trial, i);
	}
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++) {
		const struct trial_unit *u = &trial->units[SIDE_AFTER][i];

		if (trial->files[u->change].care != CARE_SKIPPED && !unit_measured(u->unit) &&
		    unit_changed(trial, i))
			judge_broken(trial, i);
	}
}
