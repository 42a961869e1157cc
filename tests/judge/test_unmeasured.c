/* What could not be measured is said, and never rejected or taken for clean. */
#include "world.h"

static const struct finding *expect_unmeasured(const struct world *world, enum level level,
                                               const char *unit, const char *says)
{
	const struct finding *finding =
		expect_finding(world, RULE_UNMEASURED, level, unit, NONE, NONE);

	expect_says(finding, says);
	return finding;
}

static void a_changed_unit_that_did_not_parse_gets_no_number(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 3 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("parse"), .cognitive = 90, .quality = QUALITY_BROKEN }));
	judged(&world);
	expect_count(&world, 1);
	expect_unmeasured(&world, LEVEL_WARN, "parse", "was measured before and is not now");
	expect_outcome(&world, OUTCOME_WARNED);
	assert_int_equal(world.verdict.unmeasured, 1);
	world_free(&world);
}

static void a_new_unit_that_did_not_parse_is_said_to_be_new(void **state)
{
	struct world world = world_new();

	(void)state;
	after(&world, "a.c", BRANCH, UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN }));
	judged(&world);
	expect_unmeasured(&world, LEVEL_WARN, "parse", "is new and not measured");
	world_free(&world);
}

static void a_unit_that_never_parsed_is_said_again_when_it_changes(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN, .body = 1 },
	             { .name = T("same"), .quality = QUALITY_BROKEN }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN, .body = 2 },
	            { .name = T("same"), .quality = QUALITY_BROKEN }));
	judged(&world);
	expect_count(&world, 1);
	expect_unmeasured(&world, LEVEL_WARN, "parse", "as before");
	world_free(&world);
}

static void a_leaf_is_only_noted(void **state)
{
	struct world world = world_new();

	(void)state;
	after(&world, "a.c", LEAF, UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN }));
	judged(&world);
	expect_unmeasured(&world, LEVEL_NOTE, "parse", "not measured");
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void a_refused_file_says_why(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	after(&world, "a.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_TOO_LARGE;
	judged(&world);
	/* Nothing of it is gone, as far as anybody knows. */
	expect_count(&world, 1);
	finding = expect_unmeasured(&world, LEVEL_WARN, "", "larger than 1 MiB; before, it was");
	assert_string_equal(finding->path.data, "a.c");
	assert_int_equal(finding->region, REGION_TRUNK);
	assert_int_equal(world.verdict.unmeasured, 1);
	world_free(&world);
}

static void a_file_refused_on_both_sides_is_said_to_be(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_CRASH;
	after(&world, "a.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_CRASH;
	judged(&world);
	expect_unmeasured(&world, LEVEL_WARN, "", "it was not before either");
	world_free(&world);
}

static void a_refused_vendored_file_is_skipped(void **state)
{
	struct world world = world_new();
	struct world_file *file = after(&world, "a.c", TRUNK, NO_UNITS);

	(void)state;
	file->facts.refusal = REFUSED_TOO_LARGE;
	file->source.label.file_class = FILE_VENDORED;
	judged(&world);
	expect_count(&world, 0);
	assert_int_equal(world.verdict.skipped, 1);
	world_free(&world);
}

static void units_lost_in_broken_text_are_not_taken_for_deleted(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("keep") }, { .name = T("parse"), .cognitive = 40 },
	             { .name = T("print") }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }))->facts.error_bytes = 120;
	judged(&world);
	expect_count(&world, 1);
	expect_unmeasured(
		&world, LEVEL_WARN, "",
		"parse and 1 more function cannot be found any more, and text that does not "
		"parse grew from 0 to 120 bytes");
	assert_int_equal(world.verdict.unmeasured, 2);
	world_free(&world);
}

static void one_lost_unit_is_named(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("keep") }, { .name = T("parse"), .cognitive = 40 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }))->facts.error_bytes = 1;
	judged(&world);
	expect_unmeasured(&world, LEVEL_WARN, "", "parse cannot be found any more");
	world_free(&world);
}

static void new_broken_text_without_a_loss_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }))->facts.error_bytes = 1;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_unit_deleted_from_a_file_that_never_parsed_whole_is_gone(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("keep") }, { .name = T("parse"), .cognitive = 40 }))
		->facts.error_bytes = 120;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }))->facts.error_bytes = 120;
	judged(&world);
	expect_count(&world, 1);
	expect_better(&world, "parse", 40, NONE);
	world_free(&world);
}

static void no_setting_makes_it_a_rejection(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.levels[RULE_UNMEASURED][REGION_TRUNK] = LEVEL_REJECT;
	world.after.policy = world.before.policy;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN }));
	judged(&world);
	expect_unmeasured(&world, LEVEL_WARN, "parse", "not measured");
	world_free(&world);
}

static void a_deleted_file_is_not_unmeasured(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN }));
	before(&world, "b.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_BINARY;
	judged(&world);
	expect_count(&world, 0);
	assert_int_equal(world.verdict.files, 2);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_changed_unit_that_did_not_parse_gets_no_number),
		cmocka_unit_test(a_new_unit_that_did_not_parse_is_said_to_be_new),
		cmocka_unit_test(a_unit_that_never_parsed_is_said_again_when_it_changes),
		cmocka_unit_test(a_leaf_is_only_noted),
		cmocka_unit_test(a_refused_file_says_why),
		cmocka_unit_test(a_file_refused_on_both_sides_is_said_to_be),
		cmocka_unit_test(a_refused_vendored_file_is_skipped),
		cmocka_unit_test(units_lost_in_broken_text_are_not_taken_for_deleted),
		cmocka_unit_test(a_unit_deleted_from_a_file_that_never_parsed_whole_is_gone),
		cmocka_unit_test(no_setting_makes_it_a_rejection),
		cmocka_unit_test(a_deleted_file_is_not_unmeasured),
		cmocka_unit_test(one_lost_unit_is_named),
		cmocka_unit_test(new_broken_text_without_a_loss_is_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
