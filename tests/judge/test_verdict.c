/* The verdict as a whole: order, counts, outcome, merges. */
#include "world.h"

static void worsen(struct world *world, const char *path, uint32_t load, uint32_t was, uint32_t is)
{
	struct unit unit = { .name = text_of("parse"), .cognitive = was };

	before(world, path, load, &unit, 1);
	unit.cognitive = is;
	after(world, path, load, &unit, 1);
}

static void the_worst_comes_first(void **state)
{
	static const char *const order[] = {
		"trunk-deep.c", "trunk.c", "trunk2.c", "branch.c", "leaf.c", "better.c",
	};
	struct world world = world_new();

	(void)state;
	worsen(&world, "better.c", 99, 90, 2);
	worsen(&world, "branch.c", BRANCH, 1, 30);
	worsen(&world, "leaf.c", LEAF, 1, 30);
	worsen(&world, "trunk.c", TRUNK, 1, 30);
	worsen(&world, "trunk2.c", TRUNK, 1, 30);
	worsen(&world, "trunk-deep.c", 90, 1, 30);
	judged(&world);
	expect_count(&world, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(world.verdict.findings[i].path.data, order[i]);
	world_free(&world);
}

static void every_finding_is_counted_once(void **state)
{
	struct world world = world_new();
	const struct verdict *verdict;

	(void)state;
	worsen(&world, "better.c", TRUNK, 90, 2);
	worsen(&world, "branch.c", BRANCH, 1, 30);
	worsen(&world, "leaf.c", LEAF, 1, 30);
	worsen(&world, "trunk.c", TRUNK, 1, 30);
	worsen(&world, "waived.c", TRUNK, 1, 30);
	waiver(&world, world_file(&world.before, "waived.c"), 1, 1, "complexity", "", "because");
	waiver(&world, world_file(&world.after, "waived.c"), 1, 1, "complexity", "", "because");
	verdict = judged(&world);
	assert_int_equal(verdict->rejected, 1);
	assert_int_equal(verdict->warned, 1);
	assert_int_equal(verdict->noted, 1);
	assert_int_equal(verdict->improved, 1);
	assert_int_equal(verdict->waived, 1);
	expect_count(&world, 5);
	assert_int_equal(verdict->files, 5);
	assert_int_equal(verdict->units, 5);
	world_free(&world);
}

static void the_worst_level_is_the_outcome(void **state)
{
	static const struct {
		uint32_t load;
		enum outcome outcome;
	} table[] = {
		{ LEAF, OUTCOME_ACCEPTED },
		{ BRANCH, OUTCOME_WARNED },
		{ TRUNK, OUTCOME_REJECTED },
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world world = world_new();

		worsen(&world, "a.c", table[i].load, 1, 30);
		judged(&world);
		expect_outcome(&world, table[i].outcome);
		world_free(&world);
	}
}

static void nothing_to_judge_is_accepted(void **state)
{
	struct world world = world_new();

	(void)state;
	judged(&world);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	assert_int_equal(world.verdict.files, 0);
	world_free(&world);
}

static void debt_is_summed_by_the_region_it_is_judged_in(void **state)
{
	struct world world = world_new();
	const struct verdict *verdict;

	(void)state;
	/* cognitive 10, 8 SLOC: 10 + 4; cognitive 3: 3. */
	before(&world, "a.c", LEAF, UNITS({ .name = T("f"), .cognitive = 3, .sloc = 8 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("f"), .cognitive = 10, .sloc = 8 }));
	after(&world, "b.c", LEAF, UNITS({ .name = T("f"), .cognitive = 3 }));
	before(&world, "v.c", TRUNK, UNITS({ .name = T("f"), .cognitive = 50 }))
		->source.label.file_class = FILE_VENDORED;
	verdict = judged(&world);
	assert_int_equal(verdict->debt_before[REGION_TRUNK], 30);
	assert_int_equal(verdict->debt_after[REGION_TRUNK], 140);
	assert_int_equal(verdict->debt_before[REGION_LEAF], 0);
	assert_int_equal(verdict->debt_after[REGION_LEAF], 30);
	assert_int_equal(verdict->debt_after[REGION_BRANCH], 0);
	world_free(&world);
}

static void the_same_case_gives_the_same_verdict(void **state)
{
	struct world worlds[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		worlds[i] = world_new();
		worsen(&worlds[i], "a.c", TRUNK, 1, 30);
		worsen(&worlds[i], "b.c", TRUNK, 60, 30);
		after(&worlds[i], "c.c", BRANCH,
		      UNITS({ .name = T("x"), .cognitive = 30 },
		            { .name = T("y"), .cognitive = 30 }));
		judged(&worlds[i]);
	}
	assert_int_equal(worlds[0].verdict.count, worlds[1].verdict.count);
	for (size_t i = 0; i < worlds[0].verdict.count; i++) {
		const struct finding *a = &worlds[0].verdict.findings[i];
		const struct finding *b = &worlds[1].verdict.findings[i];

		assert_string_equal(a->message.data, b->message.data);
		assert_true(a->identity == b->identity);
	}
	world_free(&worlds[0]);
	world_free(&worlds[1]);
}

static void an_identity_knows_no_line_and_no_number(void **state)
{
	struct world one = world_new(), two = world_new();

	(void)state;
	after(&one, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 30 }));
	after(&two, "a.c", TRUNK,
	      UNITS({ .name = T("other") }, { .name = T("parse"), .cognitive = 44 },
	            { .name = T("print"), .cognitive = 44 }));
	judged(&one);
	judged(&two);
	assert_true(find(&one, RULE_COMPLEXITY, "parse", false)->identity ==
	            find(&two, RULE_COMPLEXITY, "parse", false)->identity);
	assert_false(find(&two, RULE_COMPLEXITY, "print", false)->identity ==
	             find(&two, RULE_COMPLEXITY, "parse", false)->identity);
	world_free(&one);
	world_free(&two);
}

/* --- merges -------------------------------------------------------------------------- */

/* A merge whose parse has 30, and had these numbers in its parents. */
static void judge_merge(struct world worlds[2], uint32_t first, uint32_t second)
{
	for (int i = 0; i < 2; i++) {
		worlds[i] = world_new();
		worsen(&worlds[i], "a.c", TRUNK, i ? second : first, 30);
		judged(&worlds[i]);
	}
	verdict_intersect(&worlds[0].verdict, &worlds[1].verdict);
	world_free(&worlds[1]);
}

static void a_merge_is_rejected_for_what_is_worse_than_every_parent(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_merge(worlds, 10, 14);
	expect_outcome(&worlds[0], OUTCOME_REJECTED);
	expect_finding(&worlds[0], RULE_COMPLEXITY, LEVEL_REJECT, "parse", 14, 30);
	world_free(&worlds[0]);
}

static void a_merge_is_not_blamed_for_what_a_parent_has(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_merge(worlds, 10, 30);
	expect_outcome(&worlds[0], OUTCOME_ACCEPTED);
	expect_count(&worlds[0], 0);
	assert_int_equal(worlds[0].verdict.rejected, 0);
	world_free(&worlds[0]);
	judge_merge(worlds, 30, 10);
	expect_count(&worlds[0], 0);
	world_free(&worlds[0]);
}

static void a_merge_takes_the_milder_level_with_its_evidence(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_merge(worlds, 10, 29);
	expect_outcome(&worlds[0], OUTCOME_WARNED);
	expect_says(expect_finding(&worlds[0], RULE_COMPLEXITY, LEVEL_WARN, "parse", 29, 30),
	            "rose from 29 to 30");
	world_free(&worlds[0]);
	judge_merge(worlds, 29, 10);
	expect_finding(&worlds[0], RULE_COMPLEXITY, LEVEL_WARN, "parse", 29, 30);
	world_free(&worlds[0]);
}

static void a_merge_shows_the_smaller_of_two_improvements(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_merge(worlds, 90, 60);
	expect_better(&worlds[0], "parse", 60, 30);
	world_free(&worlds[0]);
	judge_merge(worlds, 60, 90);
	expect_better(&worlds[0], "parse", 60, 30);
	world_free(&worlds[0]);
}

static void a_unit_that_one_parent_has_is_not_new(void **state)
{
	struct world worlds[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		worlds[i] = world_new();
		if (i)
			worsen(&worlds[i], "a.c", TRUNK, 14, 30);
		else
			after(&worlds[i], "a.c", TRUNK,
			      UNITS({ .name = T("parse"), .cognitive = 30 }));
		judged(&worlds[i]);
	}
	verdict_intersect(&worlds[0].verdict, &worlds[1].verdict);
	expect_finding(&worlds[0], RULE_COMPLEXITY, LEVEL_REJECT, "parse", 14, 30);
	world_free(&worlds[0]);
	world_free(&worlds[1]);
}

static void an_improvement_and_a_regression_are_not_the_same_finding(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_merge(worlds, 10, 60);
	expect_count(&worlds[0], 0);
	world_free(&worlds[0]);
}

static void a_setting_loosened_against_both_parents_is_told_of(void **state)
{
	struct world worlds[2];

	(void)state;
	for (uint32_t i = 0; i < 2; i++) {
		worlds[i] = world_new();
		worlds[i].before.policy.limits[RULE_COMPLEXITY][REGION_TRUNK] = 15 + i;
		worlds[i].after.policy.limits[RULE_COMPLEXITY][REGION_TRUNK] = 20;
		judged(&worlds[i]);
	}
	verdict_intersect(&worlds[0].verdict, &worlds[1].verdict);
	expect_count(&worlds[0], 1);
	world_free(&worlds[0]);
	world_free(&worlds[1]);
}

static void a_parent_that_was_not_judged_takes_nothing_away(void **state)
{
	struct world worlds[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		worlds[i] = world_new();
		worlds[i].before.policy.enabled = i == 0;
		worlds[i].after.policy.enabled = i == 0;
		worsen(&worlds[i], "a.c", TRUNK, 10, 30);
		judged(&worlds[i]);
	}
	verdict_intersect(&worlds[0].verdict, &worlds[1].verdict);
	expect_outcome(&worlds[0], OUTCOME_REJECTED);
	verdict_intersect(&worlds[1].verdict, &worlds[0].verdict);
	expect_outcome(&worlds[1], OUTCOME_NOT_JUDGED);
	world_free(&worlds[0]);
	world_free(&worlds[1]);
}

/* A merge in whose parse, against these parents, some text does not parse. */
static void judge_broken_merge(struct world worlds[2], bool first, bool second)
{
	for (int i = 0; i < 2; i++) {
		worlds[i] = world_new();
		worlds[i].before.policy.levels[RULE_UNMEASURED][REGION_LEAF] = LEVEL_OFF;
		before(&worlds[i], "a.c", TRUNK,
		       UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN, .body = 1 }));
		after(&worlds[i], "a.c", TRUNK,
		      UNITS({ .name = T("parse"),
		              .quality = QUALITY_BROKEN,
		              .body = (i ? second : first) ? 2 : 1 }));
		after(&worlds[i], "quiet.c", LEAF,
		      UNITS({ .name = T("new"), .quality = QUALITY_BROKEN }));
		judged(&worlds[i]);
	}
	verdict_intersect(&worlds[0].verdict, &worlds[1].verdict);
	world_free(&worlds[1]);
}

static void a_merge_counts_as_unmeasured_what_no_parent_has(void **state)
{
	struct world worlds[2];

	(void)state;
	judge_broken_merge(worlds, true, true);
	expect_count(&worlds[0], 1);
	assert_int_equal(worlds[0].verdict.unmeasured, 2);
	world_free(&worlds[0]);
	judge_broken_merge(worlds, true, false);
	expect_count(&worlds[0], 0);
	assert_int_equal(worlds[0].verdict.unmeasured, 1);
	world_free(&worlds[0]);
	judge_broken_merge(worlds, false, true);
	assert_int_equal(worlds[0].verdict.unmeasured, 1);
	world_free(&worlds[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_comes_first),
		cmocka_unit_test(every_finding_is_counted_once),
		cmocka_unit_test(the_worst_level_is_the_outcome),
		cmocka_unit_test(nothing_to_judge_is_accepted),
		cmocka_unit_test(debt_is_summed_by_the_region_it_is_judged_in),
		cmocka_unit_test(the_same_case_gives_the_same_verdict),
		cmocka_unit_test(an_identity_knows_no_line_and_no_number),
		cmocka_unit_test(a_merge_is_rejected_for_what_is_worse_than_every_parent),
		cmocka_unit_test(a_merge_is_not_blamed_for_what_a_parent_has),
		cmocka_unit_test(a_merge_takes_the_milder_level_with_its_evidence),
		cmocka_unit_test(an_improvement_and_a_regression_are_not_the_same_finding),
		cmocka_unit_test(a_setting_loosened_against_both_parents_is_told_of),
		cmocka_unit_test(a_parent_that_was_not_judged_takes_nothing_away),
		cmocka_unit_test(a_merge_shows_the_smaller_of_two_improvements),
		cmocka_unit_test(a_unit_that_one_parent_has_is_not_new),
		cmocka_unit_test(a_merge_counts_as_unmeasured_what_no_parent_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
