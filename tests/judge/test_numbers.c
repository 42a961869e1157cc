/* The rules about numbers: every rule, region and way to change. */
#include "world.h"

static const uint32_t loads[REGION_COUNT] = { LEAF, BRANCH, TRUNK };

static const struct number_case {
	enum rule rule;
	size_t at;
	uint32_t below, above; /* of the limit, in every region */
	enum level levels[REGION_COUNT];
} numbers[] = {
	{ RULE_COMPLEXITY,
	  offsetof(struct unit, cognitive),
	  15,
	  30,
	  { LEVEL_NOTE, LEVEL_WARN, LEVEL_REJECT } },
	{ RULE_SIZE, offsetof(struct unit, sloc), 60, 70, { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN } },
	{ RULE_NESTING,
	  offsetof(struct unit, nesting),
	  4,
	  9,
	  { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN } },
	{ RULE_PARAMETERS,
	  offsetof(struct unit, params),
	  6,
	  10,
	  { LEVEL_NOTE, LEVEL_NOTE, LEVEL_WARN } },
};

enum { NUMBERS = sizeof(numbers) / sizeof(numbers[0]), ABSENT = -1 };

/* A unit whose one number goes from `was` to `is`; ABSENT: there is no unit. */
static void judge_number(struct world *world, const struct number_case *number, enum region region,
                         int was, int is)
{
	struct unit unit = { .name = T("parse"), .body = 1 }, other = { .name = T("stay") };

	*world = world_new();
	memcpy((char *)&unit + number->at, &was, sizeof(was));
	before(world, "a.c", loads[region], (struct unit[]){ other, unit }, was == ABSENT ? 1 : 2);
	unit.body = 2;
	memcpy((char *)&unit + number->at, &is, sizeof(is));
	after(world, "a.c", loads[region], (struct unit[]){ other, unit }, is == ABSENT ? 1 : 2);
	judged(world);
}

static void for_each(void (*check)(const struct number_case *number, enum region region))
{
	for (size_t i = 0; i < NUMBERS; i++)
		for (int region = 0; region < REGION_COUNT; region++)
			check(&numbers[i], (enum region)region);
}

static void check_rise(const struct number_case *number, enum region region)
{
	struct world world;
	const struct finding *finding;

	judge_number(&world, number, region, (int)number->below, (int)number->above);
	expect_count(&world, 1);
	finding = expect_finding(&world, number->rule, number->levels[region], "parse",
	                         number->below, number->above);
	assert_int_equal(finding->region, region);
	assert_int_equal(finding->load, loads[region]);
	assert_int_equal(finding->limit, rule_rows()[number->rule].limits[region]);
	expect_says(finding, " rose from ");
	expect_says(finding, region_name(region));
	world_free(&world);
}

static void a_rise_above_the_limit_is_found(void **state)
{
	(void)state;
	for_each(check_rise);
}

static void check_new(const struct number_case *number, enum region region)
{
	struct world world;

	judge_number(&world, number, region, ABSENT, (int)number->above);
	expect_count(&world, 1);
	expect_says(expect_finding(&world, number->rule, number->levels[region], "parse", NONE,
	                           number->above),
	            "is new and its ");
	world_free(&world);
}

static void a_new_unit_above_the_limit_is_found(void **state)
{
	(void)state;
	for_each(check_new);
}

static void check_same(const struct number_case *number, enum region region)
{
	struct world world;

	judge_number(&world, number, region, (int)number->above, (int)number->above);
	expect_count(&world, 0);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	assert_int_equal(world.verdict.inherited, 1);
	assert_int_equal(world.verdict.units, 1);
	world_free(&world);
}

static void an_edit_that_makes_a_bad_unit_no_worse_is_only_counted(void **state)
{
	(void)state;
	for_each(check_same);
}

static void check_fall(const struct number_case *number, enum region region)
{
	struct world world;

	judge_number(&world, number, region, (int)number->above, (int)number->above - 1);
	assert_int_equal(world.verdict.rejected + world.verdict.warned + world.verdict.noted, 0);
	assert_int_equal(world.verdict.inherited, 1);
	world_free(&world);
}

static void a_fall_is_no_regression_even_above_the_limit(void **state)
{
	(void)state;
	for_each(check_fall);
}

static void check_at_limit(const struct number_case *number, enum region region)
{
	struct world world;
	int limit = (int)rule_rows()[number->rule].limits[region];

	judge_number(&world, number, region, 1, limit);
	expect_count(&world, 0);
	world_free(&world);
	judge_number(&world, number, region, ABSENT, limit);
	expect_count(&world, 0);
	world_free(&world);
	judge_number(&world, number, region, limit, limit + 1);
	expect_finding(&world, number->rule, number->levels[region], "parse", (uint32_t)limit,
	               (uint32_t)limit + 1);
	world_free(&world);
}

static void the_limit_itself_is_allowed_and_one_more_is_not(void **state)
{
	(void)state;
	for_each(check_at_limit);
}

static void the_message_has_all_of_it(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "dict.c", 212, UNITS({ .name = T("dictAdd"), .cognitive = 14 }));
	after(&world, "dict.c", 212,
	      UNITS({ .name = T("dictAdd"),
	              .cognitive = 22,
	              .worst_line = 340,
	              .worst_cost = 6,
	              .line = 330,
	              .end_line = 371 }));
	judged(&world);
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "dictAdd", 14, 22);
	assert_string_equal(finding->message.data,
	                    "cognitive complexity of dictAdd rose from 14 to 22; the limit for "
	                    "trunk code is 15 (212 files stand on it); line 340 costs most (+6)");
	assert_int_equal(finding->line, 330);
	assert_int_equal(finding->end_line, 371);
	assert_int_equal(finding->worst_line, 340);
	assert_int_equal(finding->worst_cost, 6);
	assert_int_equal(finding->was.size, 0);
	expect_outcome(&world, OUTCOME_REJECTED);
	world_free(&world);
}

/* --- grace ------------------------------------------------------------------------- */

static void expect_level(int was, int is, enum level level)
{
	struct world world;

	judge_number(&world, &numbers[0], REGION_TRUNK, was, is);
	expect_finding(&world, RULE_COMPLEXITY, level, "parse", (uint32_t)was, (uint32_t)is);
	world_free(&world);
}

static void a_small_rise_above_an_exceeded_limit_only_warns(void **state)
{
	(void)state;
	expect_level(40, 41, LEVEL_WARN);
	expect_level(40, 42, LEVEL_WARN);
	expect_level(40, 43, LEVEL_REJECT);
}

static void a_small_rise_across_the_limit_is_rejected(void **state)
{
	(void)state;
	expect_level(15, 16, LEVEL_REJECT);
	expect_level(14, 16, LEVEL_REJECT);
}

static void grace_never_makes_a_finding_louder(void **state)
{
	struct world world;

	(void)state;
	judge_number(&world, &numbers[0], REGION_LEAF, 40, 41);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "parse", 40, 41);
	world_free(&world);
}

/* --- which region -------------------------------------------------------------------- */

static void a_unit_is_judged_by_the_higher_region_of_both_sides(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }));
	after(&world, "a.c", LEAF, UNITS({ .name = T("parse"), .cognitive = 20 }));
	before(&world, "b.c", LEAF, UNITS({ .name = T("print"), .cognitive = 10 }));
	after(&world, "b.c", TRUNK, UNITS({ .name = T("print"), .cognitive = 20 }));
	judged(&world);
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 10, 20);
	assert_int_equal(finding->load, TRUNK);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "print", 10, 20);
	world_free(&world);
}

static void a_unit_that_nobody_uses_is_a_leaf_in_a_trunk_file(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }))->loads[0] = 0;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 30 }))->loads[0] = 0;
	judged(&world);
	assert_int_equal(expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "parse", 10, 30)
	                         ->region,
	                 REGION_LEAF);
	world_free(&world);
}

static void the_policy_of_before_decides(void **state)
{
	struct world world = world_new();

	(void)state;
	world.after.policy.limits[RULE_COMPLEXITY][REGION_TRUNK] = 100;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 20 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 10, 20);
	world_free(&world);
}

static void a_rule_that_is_off_finds_nothing(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.levels[RULE_COMPLEXITY][REGION_TRUNK] = LEVEL_OFF;
	world.after.policy = world.before.policy;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 20 }));
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_unit_that_got_worse_in_one_way_is_not_inherited_in_another(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("parse"), .cognitive = 30, .sloc = 61, .nesting = 9 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("parse"), .cognitive = 30, .sloc = 90, .nesting = 9 }));
	judged(&world);
	expect_count(&world, 1);
	expect_finding(&world, RULE_SIZE, LEVEL_WARN, "parse", 61, 90);
	assert_int_equal(world.verdict.inherited, 0);
	world_free(&world);
}

static void the_load_is_that_of_after_when_the_region_is_the_same(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", 12, UNITS({ .name = T("parse"), .cognitive = 10 }));
	after(&world, "a.c", 8, UNITS({ .name = T("parse"), .cognitive = 30 }));
	before(&world, "b.c", 12, NO_UNITS);
	after(&world, "b.c", 8, NO_UNITS)->facts.refusal = REFUSED_BINARY;
	judged(&world);
	assert_int_equal(find(&world, RULE_COMPLEXITY, "parse", false)->load, 8);
	assert_int_equal(find(&world, RULE_UNMEASURED, "", false)->load, 8);
	world_free(&world);
}

/* --- which files ------------------------------------------------------------------------ */

static void judge_class(struct world *world, enum file_class was, enum file_class is)
{
	before(world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }))
		->source.label.file_class = was;
	after(world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }))
		->source.label.file_class = is;
	judged(world);
}

static void tests_and_examples_are_recorded_as_leaves(void **state)
{
	static const enum file_class classes[] = { FILE_TEST, FILE_EXAMPLE };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct world world = world_new();

		world.before.policy.levels[RULE_COMPLEXITY][REGION_LEAF] = LEVEL_REJECT;
		world.after.policy = world.before.policy;
		judge_class(&world, classes[i], classes[i]);
		assert_int_equal(expect_finding(&world, RULE_COMPLEXITY, LEVEL_NOTE, "parse", 10,
		                                40)
		                         ->region,
		                 REGION_LEAF);
		assert_int_equal(world.verdict.files, 1);
		world_free(&world);
	}
}

static void tests_are_judged_when_asked_for(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.judge_tests = true;
	world.after.policy = world.before.policy;
	judge_class(&world, FILE_TEST, FILE_TEST);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 10, 40);
	world_free(&world);
}

static void a_test_that_is_declared_trunk_is_judged(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "test.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 10 }))
		->source.label = (struct label){ FILE_TEST, REGION_TRUNK, false };
	after(&world, "test.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }))
		->source.label = (struct label){ FILE_TEST, REGION_TRUNK, false };
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 10, 40);
	world_free(&world);
}

static void vendored_generated_and_excluded_files_are_skipped_and_counted(void **state)
{
	static const enum file_class classes[] = { FILE_VENDORED, FILE_GENERATED, FILE_EXCLUDED };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world world = world_new();

		judge_class(&world, classes[i], classes[i]);
		expect_count(&world, 0);
		assert_int_equal(world.verdict.skipped, 1);
		assert_int_equal(world.verdict.unread, 0);
		assert_int_equal(world.verdict.files, 0);
		assert_int_equal(world.verdict.units, 0);
		world_free(&world);
	}
}

static void a_file_that_says_it_is_generated_is_skipped_unless_labelled_otherwise(void **state)
{
	(void)state;
	for (int labelled = 0; labelled < 2; labelled++) {
		struct world world = world_new();
		struct world_file *was = before(&world, "a.c", TRUNK,
		                                UNITS({ .name = T("parse"), .cognitive = 10 }));
		struct world_file *is =
			after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));

		was->facts.generated = is->facts.generated = true;
		was->source.label.by_attribute = is->source.label.by_attribute = labelled;
		judged(&world);
		assert_int_equal(world.verdict.rejected, labelled);
		assert_int_equal(world.verdict.skipped, !labelled);
		world_free(&world);
	}
}

static void a_label_does_not_hide_the_change_that_brings_it(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_class(&world, FILE_SOURCE, FILE_VENDORED);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 10, 40);
	world_free(&world);
}

static void a_file_in_no_known_language_is_skipped(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "README", LEAF, NO_UNITS)->foreign = true;
	after(&world, "README", LEAF, NO_UNITS)->foreign = true;
	judged(&world);
	expect_count(&world, 0);
	assert_int_equal(world.verdict.skipped, 1);
	assert_int_equal(world.verdict.unread, 1);
	assert_int_equal(world.verdict.files, 0);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

/* --- what was and was not there before ---------------------------------------------------- */

static void an_unchanged_neighbour_is_counted_and_never_found(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("terrible"), .cognitive = 90, .sloc = 300 },
	             { .name = T("parse") }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("parse"), .cognitive = 3 },
	            { .name = T("terrible"), .cognitive = 90, .sloc = 300 }));
	judged(&world);
	expect_count(&world, 0);
	assert_int_equal(world.verdict.inherited, 1);
	assert_int_equal(world.verdict.units, 1);
	world_free(&world);
}

static void a_unit_whose_past_was_not_measured_only_warns(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("parse"), .cognitive = 2, .quality = QUALITY_BROKEN }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	judged(&world);
	expect_says(expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "parse", NONE, 40),
	            "could not be measured before");
	world_free(&world);
}

static void units_of_a_file_that_was_refused_before_only_warn(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_TOO_LARGE;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "parse", NONE, 40);
	world_free(&world);
}

static void an_empty_tree_has_no_past(void **state)
{
	struct world world = world_new();

	(void)state;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", NONE, 40);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rise_above_the_limit_is_found),
		cmocka_unit_test(a_new_unit_above_the_limit_is_found),
		cmocka_unit_test(an_edit_that_makes_a_bad_unit_no_worse_is_only_counted),
		cmocka_unit_test(a_fall_is_no_regression_even_above_the_limit),
		cmocka_unit_test(the_limit_itself_is_allowed_and_one_more_is_not),
		cmocka_unit_test(the_message_has_all_of_it),
		cmocka_unit_test(a_small_rise_above_an_exceeded_limit_only_warns),
		cmocka_unit_test(a_small_rise_across_the_limit_is_rejected),
		cmocka_unit_test(grace_never_makes_a_finding_louder),
		cmocka_unit_test(a_unit_is_judged_by_the_higher_region_of_both_sides),
		cmocka_unit_test(a_unit_that_nobody_uses_is_a_leaf_in_a_trunk_file),
		cmocka_unit_test(the_policy_of_before_decides),
		cmocka_unit_test(a_rule_that_is_off_finds_nothing),
		cmocka_unit_test(tests_and_examples_are_recorded_as_leaves),
		cmocka_unit_test(tests_are_judged_when_asked_for),
		cmocka_unit_test(a_test_that_is_declared_trunk_is_judged),
		cmocka_unit_test(vendored_generated_and_excluded_files_are_skipped_and_counted),
		cmocka_unit_test(
			a_file_that_says_it_is_generated_is_skipped_unless_labelled_otherwise),
		cmocka_unit_test(a_label_does_not_hide_the_change_that_brings_it),
		cmocka_unit_test(a_file_in_no_known_language_is_skipped),
		cmocka_unit_test(an_unchanged_neighbour_is_counted_and_never_found),
		cmocka_unit_test(a_unit_whose_past_was_not_measured_only_warns),
		cmocka_unit_test(units_of_a_file_that_was_refused_before_only_warn),
		cmocka_unit_test(an_empty_tree_has_no_past),
		cmocka_unit_test(a_unit_that_got_worse_in_one_way_is_not_inherited_in_another),
		cmocka_unit_test(the_load_is_that_of_after_when_the_region_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
