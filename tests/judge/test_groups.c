/* A unit and the helpers newly taken out of it, and what became better. */
#include "world.h"

/* One trunk unit `f` at index 0, and what stands in its place afterwards. */
static void judge_split(struct world *world, uint32_t was, const struct unit *units, size_t count)
{
	before(world, "a.c", TRUNK, UNITS({ .name = T("f"), .cognitive = was, .sloc = 50 }));
	after(world, "a.c", TRUNK, units, count);
	judged(world);
}

static void a_split_into_small_helpers_is_accepted_and_shown(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	judge_split(&world, 40,
	            UNITS({ .name = T("f"), .cognitive = 4, CALLS(1, 2, 3) },
	                  { .name = T("one"), .cognitive = 12 },
	                  { .name = T("two"), .cognitive = 14 },
	                  { .name = T("three"), .cognitive = 10 }));
	expect_count(&world, 1);
	finding = expect_better(&world, "f", 40, 14);
	expect_says(finding, "fell from 40 to 14");
	expect_says(finding, "3 new helpers");
	expect_outcome(&world, OUTCOME_ACCEPTED);
	assert_int_equal(world.verdict.improved, 1);
	world_free(&world);
}

static void a_helper_above_the_limit_is_no_new_unit_while_nothing_was_added(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 15, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 30 }));
	expect_count(&world, 1);
	expect_better(&world, "f", 45, 30);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	assert_int_equal(world.verdict.inherited, 1);
	world_free(&world);
}

static void a_helper_above_the_limit_warns_when_a_little_was_added(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 20, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 30 }));
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "helper", 45, 30);
	expect_says(finding, "taken out of f, which had 45; together they went from 45 to 50");
	expect_better(&world, "f", 45, 30);
	world_free(&world);
}

static void no_more_may_be_added_than_one_unit_may_have(void **state)
{
	(void)state;
	for (uint32_t more = 0; more < 2; more++) {
		struct world world = world_new();

		judge_split(&world, 45,
		            UNITS({ .name = T("f"), .cognitive = 30 + more, CALLS(1) },
		                  { .name = T("helper"), .cognitive = 30 }));
		expect_finding(&world, RULE_COMPLEXITY, more ? LEVEL_REJECT : LEVEL_WARN, "helper",
		               45, 30);
		world_free(&world);
	}
}

static void a_token_fall_does_not_buy_a_monster(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 44, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 43 }));
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "helper", 45, 43);
	world_free(&world);
}

static void a_helper_worse_than_its_unit_was_is_a_rise(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 14,
	            UNITS({ .name = T("f"), .cognitive = 2, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 22 }));
	expect_count(&world, 1);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "helper", 14, 22);
	world_free(&world);
}

static void a_helper_slightly_worse_than_its_terrible_unit_has_grace(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 1, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 46 }));
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "helper", 45, 46);
	world_free(&world);
}

static void growth_spread_over_small_helpers_is_accepted_with_a_note(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	judge_split(&world, 10,
	            UNITS({ .name = T("f"), .cognitive = 12, CALLS(1, 2) },
	                  { .name = T("one"), .cognitive = 6, CALLS(3) },
	                  { .name = T("two"), .cognitive = 6 },
	                  { .name = T("three"), .cognitive = 6 }));
	expect_count(&world, 1);
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "f", 10, 30);
	expect_says(finding, "f and its 3 new helpers together grew from 10 to 30");
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void growth_is_noted_from_five_points_on(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 14,
	            UNITS({ .name = T("f"), .cognitive = 14, .sloc = 2, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 5 }));
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "f", 14, 19);
	world_free(&world);
}

static void a_small_helper_of_a_terrible_unit_is_accepted(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 45, .sloc = 51, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 14 }));
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "f", 45, 59);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void a_helper_above_the_limit_is_new_when_its_unit_is_no_simpler(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 45,
	            UNITS({ .name = T("f"), .cognitive = 45, .sloc = 51, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 30 }));
	expect_count(&world, 1);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "helper", NONE, 30);
	world_free(&world);
}

static void a_rise_is_found_once_and_not_noted_again_for_its_group(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 10,
	            UNITS({ .name = T("f"), .cognitive = 20, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 14 }));
	expect_count(&world, 1);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "f", 10, 20);
	world_free(&world);
}

static void helpers_of_helpers_belong_to_the_group(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 60,
	            UNITS({ .name = T("f"), .cognitive = 5, CALLS(1) },
	                  { .name = T("one"), .cognitive = 5, CALLS(2) },
	                  { .name = T("two"), .cognitive = 40, CALLS(0) }));
	expect_count(&world, 1);
	expect_better(&world, "f", 60, 40);
	world_free(&world);
}

static void a_helper_that_another_old_unit_calls_is_new(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("f"), .cognitive = 45 }, { .name = T("g"), .cognitive = 3 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("f"), .cognitive = 15, CALLS(2) },
	            { .name = T("g"), .cognitive = 3, .sloc = 1, CALLS(2) },
	            { .name = T("helper"), .cognitive = 30 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "helper", NONE, 30);
	expect_better(&world, "f", 45, 15);
	world_free(&world);
}

static void a_unit_that_called_the_owner_may_call_its_helper(void **state)
{
	(void)state;
	for (int called = 0; called < 2; called++) {
		struct world world = world_new();
		struct unit units[] = {
			{ .name = T("f"), .cognitive = 45 },
			{ .name = T("g"), .cognitive = 3, CALLS(0) },
		};

		units[1].callee_count = (size_t)called;
		before(&world, "a.c", TRUNK, units, 2);
		after(&world, "a.c", TRUNK,
		      UNITS({ .name = T("f"), .cognitive = 5, CALLS(2) },
		            { .name = T("g"), .cognitive = 3, .sloc = 1, CALLS(2) },
		            { .name = T("helper"), .cognitive = 40 }));
		judged(&world);
		assert_int_equal(world.verdict.rejected, !called);
		assert_int_equal(world.verdict.improved, 1);
		world_free(&world);
	}
}

static void a_helper_taken_out_of_two_units_is_judged_with_both(void **state)
{
	struct world world = world_new();

	(void)state;
	/* The same 20 points stood in both. */
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("f"), .cognitive = 30 }, { .name = T("g"), .cognitive = 28 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("f"), .cognitive = 11, CALLS(2) },
	            { .name = T("g"), .cognitive = 9, CALLS(2) },
	            { .name = T("helper"), .cognitive = 20 }));
	judged(&world);
	expect_count(&world, 2);
	expect_better(&world, "f", 30, 20);
	expect_better(&world, "g", 28, 20);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void an_existing_unit_is_no_helper(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("f"), .cognitive = 40 }, { .name = T("g"), .cognitive = 3 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("f"), .cognitive = 5, CALLS(1) },
	            { .name = T("g"), .cognitive = 33 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "g", 3, 33);
	expect_better(&world, "f", 40, 5);
	world_free(&world);
}

static void a_helper_is_as_long_and_nested_as_its_unit_was(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("f"), .cognitive = 14, .sloc = 200, .nesting = 7, .params = 2 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("f"), .cognitive = 4, .sloc = 100, .params = 2, CALLS(1) },
	            { .name = T("helper"),
	              .cognitive = 10,
	              .sloc = 100,
	              .nesting = 7,
	              .params = 9 }));
	judged(&world);
	/* Its parameters are its own. */
	expect_count(&world, 1);
	expect_finding(&world, RULE_PARAMETERS, LEVEL_WARN, "helper", NONE, 9);
	world_free(&world);
}

static void a_helper_longer_than_its_unit_was_is_found(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 14,
	            UNITS({ .name = T("f"), .cognitive = 4, .sloc = 9, CALLS(1) },
	                  { .name = T("helper"), .cognitive = 10, .sloc = 100 }));
	expect_says(expect_finding(&world, RULE_SIZE, LEVEL_WARN, "helper", 50, 100),
	            "taken out of f, which had 50");
	world_free(&world);
}

static void calls_that_lead_nowhere_do_no_harm(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_split(&world, 40,
	            UNITS({ .name = T("f"), .cognitive = 4, CALLS(0, 1, 77, UINT32_MAX) },
	                  { .name = T("one"), .cognitive = 5, CALLS(1) }));
	expect_better(&world, "f", 40, 5);
	world_free(&world);
}

static void growth_that_is_small_or_within_one_limit_is_not_noted(void **state)
{
	static const struct {
		uint32_t was, is, helper;
	} table[] = { { 14, 14, 4 }, { 2, 7, 8 }, { 45, 45, 4 } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world world = world_new();

		judge_split(&world, table[i].was,
		            UNITS({ .name = T("f"), .cognitive = table[i].is, .sloc = 2, CALLS(1) },
		                  { .name = T("helper"), .cognitive = table[i].helper }));
		expect_count(&world, 0);
		world_free(&world);
	}
}

static void the_worst_of_several_owners_counts(void **state)
{
	(void)state;
	for (int worst_first = 0; worst_first < 2; worst_first++) {
		struct world world = world_new();

		before(&world, "a.c", TRUNK,
		       UNITS({ .name = T("f"), .cognitive = worst_first ? 50 : 20 },
		             { .name = T("g"), .cognitive = worst_first ? 20 : 50 }));
		after(&world, "a.c", TRUNK,
		      UNITS({ .name = T("f"), .cognitive = 15, CALLS(2) },
		            { .name = T("g"), .cognitive = 15, CALLS(2) },
		            { .name = T("helper"), .cognitive = 45 }));
		judged(&world);
		expect_says(expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "helper", 50, 45),
		            worst_first ? "taken out of f" : "taken out of g");
		world_free(&world);
	}
}

/* --- improvements ------------------------------------------------------------------- */

static void expect_improvement(uint32_t was, uint32_t is, bool shown)
{
	struct world world = world_new();

	judge_split(&world, was, UNITS({ .name = T("f"), .cognitive = is }));
	expect_count(&world, shown);
	if (shown)
		expect_better(&world, "f", was, is);
	world_free(&world);
}

static void a_fall_from_above_the_limit_or_of_five_points_is_shown(void **state)
{
	(void)state;
	expect_improvement(16, 15, true);
	expect_improvement(80, 79, true);
	expect_improvement(15, 10, true);
	expect_improvement(15, 11, false);
	expect_improvement(5, 0, true);
}

static void a_unit_above_its_limit_that_is_gone_is_an_improvement(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("keep") }, { .name = T("bad"), .cognitive = 40 },
	             { .name = T("fine"), .cognitive = 15 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	before(&world, "gone.c", LEAF, UNITS({ .name = T("worse"), .cognitive = 26 }));
	judged(&world);
	expect_count(&world, 2);
	finding = expect_better(&world, "bad", 40, NONE);
	assert_string_equal(finding->path.data, "a.c");
	assert_int_equal(finding->line, 11);
	assert_string_equal(expect_better(&world, "worse", 26, NONE)->path.data, "gone.c");
	assert_int_equal(world.verdict.units, 3);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_split_into_small_helpers_is_accepted_and_shown),
		cmocka_unit_test(a_helper_above_the_limit_is_no_new_unit_while_nothing_was_added),
		cmocka_unit_test(a_helper_above_the_limit_warns_when_a_little_was_added),
		cmocka_unit_test(no_more_may_be_added_than_one_unit_may_have),
		cmocka_unit_test(a_token_fall_does_not_buy_a_monster),
		cmocka_unit_test(a_helper_worse_than_its_unit_was_is_a_rise),
		cmocka_unit_test(a_helper_slightly_worse_than_its_terrible_unit_has_grace),
		cmocka_unit_test(growth_spread_over_small_helpers_is_accepted_with_a_note),
		cmocka_unit_test(growth_is_noted_from_five_points_on),
		cmocka_unit_test(a_small_helper_of_a_terrible_unit_is_accepted),
		cmocka_unit_test(a_helper_above_the_limit_is_new_when_its_unit_is_no_simpler),
		cmocka_unit_test(a_rise_is_found_once_and_not_noted_again_for_its_group),
		cmocka_unit_test(helpers_of_helpers_belong_to_the_group),
		cmocka_unit_test(a_helper_that_another_old_unit_calls_is_new),
		cmocka_unit_test(a_helper_taken_out_of_two_units_is_judged_with_both),
		cmocka_unit_test(an_existing_unit_is_no_helper),
		cmocka_unit_test(a_helper_is_as_long_and_nested_as_its_unit_was),
		cmocka_unit_test(a_helper_longer_than_its_unit_was_is_found),
		cmocka_unit_test(calls_that_lead_nowhere_do_no_harm),
		cmocka_unit_test(a_fall_from_above_the_limit_or_of_five_points_is_shown),
		cmocka_unit_test(a_unit_above_its_limit_that_is_gone_is_an_improvement),
		cmocka_unit_test(growth_that_is_small_or_within_one_limit_is_not_noted),
		cmocka_unit_test(the_worst_of_several_owners_counts),
		cmocka_unit_test(a_unit_that_called_the_owner_may_call_its_helper),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
