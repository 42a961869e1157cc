#include "metrics/judge/trial.h"

static int64_t tenths(double points)
{
	return (int64_t)(points * 10 + 0.5);
}

static bool has_language(const struct trial_file *file)
{
	for (int side = 0; side < SIDE_COUNT; side++)
		if (file->sides[side] && file->sides[side]->facts)
			return true;
	return false;
}

static void count_file(struct verdict *verdict, const struct trial_file *file)
{
	if (file->care == CARE_SKIPPED) {
		verdict->skipped++;
		verdict->unread += !has_language(file);
		return;
	}
	verdict->files++;
	if (file->facts[SIDE_BEFORE])
		verdict->debt_before[file->region] += tenths(facts_debt(file->facts[SIDE_BEFORE]));
	if (file->facts[SIDE_AFTER])
		verdict->debt_after[file->region] += tenths(facts_debt(file->facts[SIDE_AFTER]));
}

/* New, changed, and gone. */
static void count_units(const struct trial *trial)
{
	for (uint32_t i = 0; i < trial->unit_count[SIDE_AFTER]; i++)
		if (trial->files[trial->units[SIDE_AFTER][i].change].care != CARE_SKIPPED)
			trial->verdict->units += unit_changed(trial, i);
	for (uint32_t i = 0; i < trial->unit_count[SIDE_BEFORE]; i++) {
		const struct trial_unit *u = &trial->units[SIDE_BEFORE][i];

		if (trial->files[u->change].care != CARE_SKIPPED &&
		    !file_may_have_lost(&trial->files[u->change]))
			trial->verdict->units += u->match == MAP_NONE;
	}
}

void judge(struct verdict *verdict, const struct case_file *file)
{
	struct trial trial;

	*verdict = VERDICT_INIT;
	if (!file->before.policy->enabled) {
		verdict->outcome = OUTCOME_NOT_JUDGED;
		return;
	}
	trial_open(&trial, verdict, file);
	units_match(&trial);
	trial_find_past(&trial);
	groups_gather(&trial);
	for (size_t i = 0; i < file->change_count; i++)
		count_file(verdict, &trial.files[i]);
	count_units(&trial);

	judge_numbers(&trial);
	judge_improvements(&trial);
	judge_duplicates(&trial);
	judge_unmeasured(&trial);
	judge_promotions(&trial);
	judge_cycles(&trial);
	judge_loosening(&trial);
	judge_waivers(&trial);

	verdict_close(verdict);
	trial_release(&trial);
}
