/* How much a file was worked on, and whether that tells where repairs will be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "hooks/activity.h"

enum { DAY = 24 * 60 * 60, MOST = 64, NOW = 1000 * DAY };

/* A past that is written down by hand: paths are "a", "b", "c" … */
struct story {
	struct past_row rows[MOST];
	struct past_touched touches[MOST];
	struct past_changed files[MOST];
	struct past_name paths[4];
	struct snapshot snapshot;
	struct past_commits past;
};

static void begin(struct story *story)
{
	static const char *const names[] = { "a", "b", "c", "d" };

	*story = (struct story){ 0 };
	for (int i = 0; i < 4; i++)
		story->paths[i].path = text_of(names[i]);
	story->past = (struct past_commits){ .rows = story->rows,
		                             .touches = story->touches,
		                             .files = story->files,
		                             .paths = story->paths,
		                             .path_count = 4 };
}

/* A commit so many days ago; it can be altered. */
static struct past_row *commit(struct story *story, int days, bool fix)
{
	struct past_row *row = &story->rows[story->past.count++];

	*row = (struct past_row){ .time = NOW - (int64_t)days * DAY,
		                  .on_line = true,
		                  .parents = 1,
		                  .fix = fix,
		                  .files = 1,
		                  .snapshot = &story->snapshot };
	return row;
}

/* By the last commit. */
static void touch(struct story *story, uint32_t path, uint32_t was)
{
	story->touches[story->past.touch_count++] =
		(struct past_touched){ path, (uint32_t)story->past.count - 1, was };
}

static void measured(struct story *story, uint32_t path, uint64_t sloc)
{
	struct past_changed *file = &story->files[story->past.file_count++];

	*file = (struct past_changed){ .path = path, .commit = (uint32_t)story->past.count - 1 };
	file->file.sums.sloc = sloc;
}

static void expect(double found, double wanted)
{
	assert_float_equal(found, wanted, 1e-5);
}

/* --- activity --------------------------------------------------------------------------- */

static void a_commit_counts_half_after_half_a_year(void **state)
{
	struct story story;
	struct activity activity;

	(void)state;
	begin(&story);
	commit(&story, 360, true);
	touch(&story, 0, MAP_NONE);
	commit(&story, 180, false);
	touch(&story, 0, MAP_NONE);
	commit(&story, 0, true);
	touch(&story, 0, MAP_NONE);
	activity = activity_at(&story.past, NOW);
	expect(activity.commits[0], 0.25 + 0.5 + 1);
	expect(activity.repairs[0], 0.25 + 1);
	expect(activity.commits[1], 0);
	activity_release(&activity);
	activity =
		activity_at(&story.past, NOW - (int64_t)180 * DAY); /* later ones are not known */
	expect(activity.commits[0], 0.5 + 1);
	expect(activity.repairs[0], 0.5);
	activity_release(&activity);
}

static void merges_and_mass_commits_count_nothing(void **state)
{
	struct story story;
	struct activity activity;

	(void)state;
	begin(&story);
	commit(&story, 0, true)->parents = 2;
	touch(&story, 0, MAP_NONE);
	commit(&story, 0, true)->files = RISK_MASS_COMMIT + 1;
	touch(&story, 0, MAP_NONE);
	commit(&story, 0, true)->files = RISK_MASS_COMMIT;
	touch(&story, 0, MAP_NONE);
	activity = activity_at(&story.past, NOW);
	expect(activity.commits[0], 1);
	expect(activity.repairs[0], 1);
	activity_release(&activity);
}

static void a_rename_takes_its_past_along(void **state)
{
	struct story story;
	struct activity activity;

	(void)state;
	begin(&story);
	commit(&story, 180, true);
	touch(&story, 0, MAP_NONE);
	commit(&story, 0, false)->files = 1000; /* also when everything moves */
	touch(&story, 1, 0);
	commit(&story, 0, false);
	touch(&story, 1, MAP_NONE);
	touch(&story, 0, MAP_NONE); /* another file of the old name */
	activity = activity_at(&story.past, NOW);
	expect(activity.commits[1], 0.5 + 1);
	expect(activity.repairs[1], 0.5);
	expect(activity.commits[0], 1);
	activity_release(&activity);
}

static void risk_is_what_measure_says(void **state)
{
	struct story story;
	struct rated files[] = { { TEXT("a"), 400, 44, 0, 0 }, { TEXT("new"), 400, 44, 20, 0 } };

	(void)state;
	begin(&story);
	commit(&story, 0, true);
	touch(&story, 0, MAP_NONE);
	activity_rate(&story.past, NOW, files, 2);
	expect(files[0].risk, 26.4932008);   /* sqrt(144) * 3.1^0.7 */
	expect(files[1].risk, 3.1166993698); /* sqrt(244) * 0.1^0.7 */
}

/* --- the check ---------------------------------------------------------------------------- */

/* Two files a year ago: a large one at rest, and a small one that was worked on. */
static void a_year_passes(struct story *story, uint32_t repaired)
{
	begin(story);
	commit(story, 400, false);
	measured(story, 0, 800);
	commit(story, 390, true);
	touch(story, 1, MAP_NONE);
	/* By path, then commit, as the store gives them. */
	measured(story, 1, 200);
	for (int i = 0; i < 12; i++) {
		commit(story, 300 - i, true);
		touch(story, repaired, MAP_NONE);
	}
	commit(story, 0, false);
}

static void the_order_is_held_against_what_came_after(void **state)
{
	struct story story;
	struct trend_check check;

	(void)state;
	a_year_passes(&story, 1);
	activity_check(&story.past, NOW, &check);
	assert_true(check.known);
	assert_int_equal(check.asked, NOW - (int64_t)390 * DAY);
	assert_int_equal(check.fixes, 12);
	expect(check.by_risk, 100); /* a fifth of 1,000 lines is just the small file */
	expect(check.by_size, 0);
	assert_false(check.no_better);
}

static void an_order_that_is_no_better_is_said_to_be(void **state)
{
	struct story story;
	struct trend_check check;

	(void)state;
	a_year_passes(&story, 0);
	activity_check(&story.past, NOW, &check);
	assert_true(check.known);
	expect(check.by_risk, 0);
	expect(check.by_size, 25); /* 200 of its 800 lines were read */
	assert_true(check.no_better);
}

static void repairs_find_their_file_behind_a_rename(void **state)
{
	struct story story;
	struct trend_check check;

	(void)state;
	a_year_passes(&story, 2);
	story.touches[1].was = 1; /* the first of the twelve moved b to c */
	activity_check(&story.past, NOW, &check);
	assert_int_equal(check.fixes, 12);
	expect(check.by_risk, 100);
}

static void few_repairs_tell_nothing(void **state)
{
	struct story story;
	struct trend_check check;

	(void)state;
	a_year_passes(&story, 1);
	story.past.touch_count -= 3;
	activity_check(&story.past, NOW, &check);
	assert_int_equal(check.fixes, 9);
	assert_false(check.known);
	begin(&story);
	commit(&story, 100, true); /* a year ago there was nothing */
	activity_check(&story.past, NOW, &check);
	assert_false(check.known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_counts_half_after_half_a_year),
		cmocka_unit_test(merges_and_mass_commits_count_nothing),
		cmocka_unit_test(a_rename_takes_its_past_along),
		cmocka_unit_test(risk_is_what_measure_says),
		cmocka_unit_test(the_order_is_held_against_what_came_after),
		cmocka_unit_test(an_order_that_is_no_better_is_said_to_be),
		cmocka_unit_test(repairs_find_their_file_behind_a_rename),
		cmocka_unit_test(few_repairs_tell_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
