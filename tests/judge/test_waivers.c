/* A waiver lets one finding pass, visibly. */
#include "world.h"

/* parse stands on lines 11 to 19 and gets worse; `is` takes the waivers. */
struct scene {
	struct world world;
	struct world_file *was, *is;
};

static struct scene scene_new(void)
{
	struct scene scene = { .world = world_new() };

	scene.was = before(&scene.world, "a.c", TRUNK,
	                   UNITS({ .name = T("first") }, { .name = T("parse"), .cognitive = 10 },
	                         { .name = T("last") }));
	scene.is = after(&scene.world, "a.c", TRUNK,
	                 UNITS({ .name = T("first") }, { .name = T("parse"), .cognitive = 30 },
	                       { .name = T("last") }));
	return scene;
}

static const struct finding *policy_at(const struct world *world, const char *unit)
{
	const struct finding *finding = find(world, RULE_POLICY, unit, false);

	if (!finding)
		world_print(world);
	assert_non_null(finding);
	return finding;
}

static void a_waived_rejection_becomes_a_note_that_says_so(void **state)
{
	struct scene scene = scene_new();
	const struct finding *finding;

	(void)state;
	waiver(&scene.world, scene.is, 10, 11, "complexity", "", "a table of cases");
	judged(&scene.world);
	finding = expect_finding(&scene.world, RULE_COMPLEXITY, LEVEL_NOTE, "parse", 10, 30);
	assert_true(finding->waived);
	assert_int_equal(finding->waived_level, LEVEL_REJECT);
	assert_string_equal(finding->reason.data, "a table of cases");
	assert_int_equal(scene.world.verdict.waived, 1);
	assert_int_equal(scene.world.verdict.rejected, 0);
	/* The new waiver itself is told of. */
	finding = policy_at(&scene.world, "parse");
	assert_int_equal(finding->level, LEVEL_WARN);
	assert_int_equal(finding->line, 10);
	assert_string_equal(finding->message.data,
	                    "a new waiver of complexity for parse: a table of cases");
	expect_outcome(&scene.world, OUTCOME_WARNED);
	world_free(&scene.world);
}

static void expect_waived(uint32_t covers, bool waived)
{
	struct scene scene = scene_new();

	waiver(&scene.world, scene.is, covers, covers, "complexity", "", "because");
	judged(&scene.world);
	assert_int_equal(scene.world.verdict.waived, waived);
	world_free(&scene.world);
}

static void it_stands_for_the_unit_it_begins_lies_in_or_comes_before(void **state)
{
	(void)state;
	expect_waived(11, true);
	expect_waived(15, true);
	expect_waived(19, true);
	expect_waived(10, true); /* between the units: a decorator */
	expect_waived(9, false); /* the end of the first one */
	expect_waived(20, false);
	expect_waived(21, false);
	expect_waived(99, false);
}

static void it_reaches_a_few_lines_and_no_further(void **state)
{
	(void)state;
	for (int far = 0; far < 2; far++) {
		struct scene scene = scene_new();

		scene.is->facts.units[1].line = far ? 16 : 15;
		waiver(&scene.world, scene.is, 9, 10, "complexity", "", "because");
		judged(&scene.world);
		assert_int_equal(scene.world.verdict.waived, !far);
		world_free(&scene.world);
	}
}

static void it_stands_for_the_innermost_unit(void **state)
{
	struct world world = world_new();
	struct world_file *file =
		after(&world, "a.c", TRUNK,
	              UNITS({ .name = T("outer"), .cognitive = 30, .line = 1, .end_line = 50 },
	                    { .name = T("outer.a"), .cognitive = 31, .line = 5, .end_line = 10 },
	                    { .name = T("outer.b"), .cognitive = 32, .line = 12, .end_line = 20 }));

	(void)state;
	waiver(&world, file, 14, 15, "complexity", "", "because");
	waiver(&world, file, 11, 11, "size", "", "because");
	judged(&world);
	assert_true(find(&world, RULE_COMPLEXITY, "outer.b", false)->waived);
	assert_false(find(&world, RULE_COMPLEXITY, "outer.a", false)->waived);
	assert_false(find(&world, RULE_COMPLEXITY, "outer", false)->waived);
	expect_says(policy_at(&world, "outer"), "waiver of size for outer");
	world_free(&world);
}

static void units_that_begin_on_one_line_share_it(void **state)
{
	struct world world = world_new();
	struct world_file *file =
		after(&world, "a.c", TRUNK,
	              UNITS({ .name = T("first"), .cognitive = 33, .line = 1, .end_line = 2 },
	                    { .name = T("outer"), .cognitive = 30, .line = 5, .end_line = 50 },
	                    { .name = T("outer.a"), .cognitive = 31, .line = 5, .end_line = 50 }));

	(void)state;
	waiver(&world, file, 4, 5, "complexity", "", "because");
	judged(&world);
	assert_int_equal(world.verdict.waived, 2);
	assert_int_equal(world.verdict.rejected, 1);
	world_free(&world);
}

static void it_waives_its_own_rule_only(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.is, 10, 11, "size", "", "because");
	judged(&scene.world);
	expect_outcome(&scene.world, OUTCOME_REJECTED);
	expect_says(policy_at(&scene.world, "parse"), "(it matches no finding)");
	world_free(&scene.world);
}

static void expect_void(const char *rule, const char *until, const char *reason, const char *says)
{
	struct scene scene = scene_new();

	waiver(&scene.world, scene.is, 10, 11, rule, until, reason);
	judged(&scene.world);
	expect_outcome(&scene.world, OUTCOME_REJECTED);
	assert_int_equal(scene.world.verdict.waived, 0);
	expect_says(policy_at(&scene.world, "parse"), says);
	world_free(&scene.world);
}

static void a_void_waiver_waives_nothing_and_says_why(void **state)
{
	(void)state;
	expect_void("complexity", "", "", "is void: it gives no reason");
	expect_void("complexity", "2030-06-14", "soon",
	            "has ended: it was allowed until 2030-06-14");
	expect_void("complexity", "2030-6-30", "soon", "is void: '2030-6-30' is no date");
	expect_void("complexity", "2030-13-01", "soon", "is no date");
	expect_void("complexity", "2031-00-01", "soon", "is no date");
	expect_void("complexity", "2031-01-32", "soon", "is no date");
	expect_void("complexity", "tomorrow", "soon", "is no date");
	expect_void("complexty", "", "soon", "is void: no rule of that name can be waived");
	expect_void("policy", "", "soon", "is void: no rule of that name can be waived");
}

static void it_holds_until_the_end_of_its_day(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.is, 10, 11, "complexity", "2030-06-15", "soon");
	judged(&scene.world);
	assert_int_equal(scene.world.verdict.waived, 1);
	expect_says(policy_at(&scene.world, "parse"), "for parse until 2030-06-15: soon");
	world_free(&scene.world);
}

static void the_last_day_of_a_year_is_a_date(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.is, 10, 11, "complexity", "2039-12-31", "soon");
	judged(&scene.world);
	assert_int_equal(scene.world.verdict.waived, 1);
	world_free(&scene.world);
}

/* --- waivers that were there ------------------------------------------------------- */

static void an_old_waiver_waives_and_is_not_told_of(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.was, 3, 11, "complexity", "", "because");
	waiver(&scene.world, scene.is, 10, 11, "complexity", "", "because");
	judged(&scene.world);
	expect_count(&scene.world, 1);
	assert_int_equal(scene.world.verdict.waived, 1);
	expect_outcome(&scene.world, OUTCOME_ACCEPTED);
	world_free(&scene.world);
}

static void a_waiver_that_moved_with_its_unit_is_old(void **state)
{
	struct world world = world_new();
	struct world_file *was, *is;

	(void)state;
	was = before(&world, "a.c", TRUNK,
	             UNITS({ .name = T("keep") }, { .name = T("parse"), .cognitive = 30 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	is = after(&world, "b.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	waiver(&world, was, 10, 11, "complexity", "", "because");
	waiver(&world, is, 1, 1, "complexity", "", "because");
	judged(&world);
	expect_count(&world, 1);
	assert_int_equal(world.verdict.waived, 1);
	world_free(&world);
}

static void a_waiver_copied_to_another_unit_is_new(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.was, 1, 1, "complexity", "", "because");
	waiver(&scene.world, scene.is, 10, 11, "complexity", "", "because");
	judged(&scene.world);
	expect_says(policy_at(&scene.world, "parse"), "a new waiver");
	world_free(&scene.world);
}

static void a_second_waiver_of_the_same_words_is_new(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.was, 10, 11, "complexity", "", "because");
	waiver(&scene.world, scene.is, 10, 11, "complexity", "", "because");
	waiver(&scene.world, scene.is, 12, 13, "complexity", "", "because");
	judged(&scene.world);
	assert_int_equal(scene.world.verdict.warned, 1);
	world_free(&scene.world);
}

static void a_changed_reason_or_date_makes_it_new(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct scene scene = scene_new();

		waiver(&scene.world, scene.was, 10, 11, "complexity", "2030-07-01", "because");
		waiver(&scene.world, scene.is, 10, 11, "complexity",
		       i ? "2031-07-01" : "2030-07-01", i ? "because" : "why not");
		judged(&scene.world);
		expect_says(policy_at(&scene.world, "parse"), "a new waiver");
		world_free(&scene.world);
	}
}

static void an_old_waiver_that_is_void_or_has_ended_is_listed_as_a_note(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.was, 10, 11, "complexity", "2030-01-01", "because");
	waiver(&scene.world, scene.is, 10, 11, "complexity", "2030-01-01", "because");
	judged(&scene.world);
	assert_int_equal(policy_at(&scene.world, "parse")->level, LEVEL_NOTE);
	expect_says(policy_at(&scene.world, "parse"),
	            "the waiver of complexity for parse has ended");
	expect_outcome(&scene.world, OUTCOME_REJECTED);
	world_free(&scene.world);
}

static void an_old_waiver_that_is_no_longer_needed_is_listed_as_a_note(void **state)
{
	struct world world = world_new();
	struct world_file *was, *is;

	(void)state;
	was = before(&world, "a.c", TRUNK,
	             UNITS({ .name = T("good"), .cognitive = 14 },
	                   { .name = T("bad"), .cognitive = 30 }, { .name = T("edited") }));
	is = after(&world, "a.c", TRUNK,
	           UNITS({ .name = T("good"), .cognitive = 14 },
	                 { .name = T("bad"), .cognitive = 30 },
	                 { .name = T("edited"), .sloc = 2 }));
	waiver(&world, was, 1, 1, "complexity", "", "because");
	waiver(&world, was, 11, 11, "complexity", "", "because");
	waiver(&world, is, 1, 1, "complexity", "", "because");
	waiver(&world, is, 11, 11, "complexity", "", "because");
	judged(&world);
	expect_count(&world, 1);
	assert_int_equal(policy_at(&world, "good")->level, LEVEL_NOTE);
	expect_says(policy_at(&world, "good"), "(it is no longer needed)");
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void an_old_waiver_of_an_unmeasured_unit_is_silent_while_it_is_one(void **state)
{
	(void)state;
	for (int mended = 0; mended < 2; mended++) {
		struct world world = world_new();
		enum quality quality = mended ? QUALITY_MEASURED : QUALITY_BROKEN;

		waiver(&world,
		       before(&world, "a.c", TRUNK, UNITS({ .name = T("f"), .quality = quality })),
		       1, 1, "unmeasured", "", "macros");
		waiver(&world,
		       after(&world, "a.c", TRUNK, UNITS({ .name = T("f"), .quality = quality })),
		       1, 1, "unmeasured", "", "macros");
		judged(&world);
		expect_count(&world, mended);
		world_free(&world);
	}
}

static void an_old_waiver_that_stands_for_nothing_is_listed(void **state)
{
	struct scene scene = scene_new();

	(void)state;
	waiver(&scene.world, scene.was, 90, 99, "size", "", "because");
	waiver(&scene.world, scene.is, 90, 99, "size", "", "because");
	judged(&scene.world);
	assert_int_equal(policy_at(&scene.world, "")->level, LEVEL_NOTE);
	expect_says(policy_at(&scene.world, ""), "the waiver of size: because (it is no longer");
	world_free(&scene.world);
}

static void a_waiver_about_a_file_that_moved_is_old(void **state)
{
	struct world world = world_new();

	(void)state;
	waiver(&world, before(&world, "old.c", TRUNK, UNITS({ .name = T("one") })), 99, 99, "cycle",
	       "", "for now");
	waiver(&world,
	       after(&world, "new.c", TRUNK, UNITS({ .name = T("one") }, { .name = T("two") })), 99,
	       99, "cycle", "", "for now");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

/* --- findings about files ------------------------------------------------------------ */

static void a_cycle_is_waived_anywhere_in_its_file(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "a.c", TRUNK, TRUNK, NO_UNITS);
	before(&world, "b.c", TRUNK, NO_UNITS);
	waiver(&world, after(&world, "b.c", TRUNK, NO_UNITS), 3, 4, "cycle", "", "for now");
	both_depend(&world, "a.c", "b.c");
	depends(&world.after, "b.c", "a.c");
	judged(&world);
	assert_true(find(&world, RULE_CYCLE, "", false)->waived);
	assert_int_equal(world.verdict.rejected, 0);
	assert_int_equal(policy_at(&world, "")->level, LEVEL_WARN);
	world_free(&world);
}

static void a_promoted_file_outside_the_change_may_have_a_waiver(void **state)
{
	(void)state;
	for (int ended = 0; ended < 2; ended++) {
		struct world world = world_new();

		both(&world, "util.c", 4, 5, UNITS({ .name = T("tangle"), .cognitive = 90 }));
		waiver(&world, world_file(&world.after, "util.c"), 1, 1, "promotion",
		       ended ? "2020-01-01" : "", "known");
		judged(&world);
		expect_count(&world, 1);
		assert_int_equal(world.verdict.waived, !ended);
		world_free(&world);
	}
}

static void an_unmeasured_unit_may_have_a_waiver(void **state)
{
	struct world world = world_new();
	struct world_file *file = after(&world, "a.c", TRUNK,
	                                UNITS({ .name = T("parse"), .quality = QUALITY_BROKEN }));

	(void)state;
	waiver(&world, file, 1, 1, "unmeasured", "", "macros");
	judged(&world);
	assert_true(find(&world, RULE_UNMEASURED, "parse", false)->waived);
	world_free(&world);
}

static void what_became_better_is_not_waived(void **state)
{
	struct world world = world_new();

	(void)state;
	waiver(&world, before(&world, "a.c", TRUNK, UNITS({ .name = T("f"), .cognitive = 90 })), 1,
	       1, "complexity", "", "because");
	waiver(&world, after(&world, "a.c", TRUNK, UNITS({ .name = T("f"), .cognitive = 40 })), 1,
	       1, "complexity", "", "because");
	judged(&world);
	expect_count(&world, 1);
	assert_false(expect_better(&world, "f", 90, 40)->waived);
	assert_int_equal(world.verdict.improved, 1);
	world_free(&world);
}

static void waivers_of_vendored_files_are_not_read(void **state)
{
	struct world world = world_new();
	struct world_file *file = after(&world, "a.c", TRUNK, UNITS({ .name = T("parse") }));

	(void)state;
	file->source.label.file_class = FILE_VENDORED;
	waiver(&world, file, 1, 1, "complexity", "", "because");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_waived_rejection_becomes_a_note_that_says_so),
		cmocka_unit_test(it_stands_for_the_unit_it_begins_lies_in_or_comes_before),
		cmocka_unit_test(it_reaches_a_few_lines_and_no_further),
		cmocka_unit_test(it_stands_for_the_innermost_unit),
		cmocka_unit_test(units_that_begin_on_one_line_share_it),
		cmocka_unit_test(it_waives_its_own_rule_only),
		cmocka_unit_test(a_void_waiver_waives_nothing_and_says_why),
		cmocka_unit_test(it_holds_until_the_end_of_its_day),
		cmocka_unit_test(an_old_waiver_waives_and_is_not_told_of),
		cmocka_unit_test(a_waiver_that_moved_with_its_unit_is_old),
		cmocka_unit_test(a_waiver_copied_to_another_unit_is_new),
		cmocka_unit_test(a_second_waiver_of_the_same_words_is_new),
		cmocka_unit_test(a_changed_reason_or_date_makes_it_new),
		cmocka_unit_test(an_old_waiver_that_is_void_or_has_ended_is_listed_as_a_note),
		cmocka_unit_test(an_old_waiver_that_is_no_longer_needed_is_listed_as_a_note),
		cmocka_unit_test(a_cycle_is_waived_anywhere_in_its_file),
		cmocka_unit_test(a_promoted_file_outside_the_change_may_have_a_waiver),
		cmocka_unit_test(an_unmeasured_unit_may_have_a_waiver),
		cmocka_unit_test(waivers_of_vendored_files_are_not_read),
		cmocka_unit_test(an_old_waiver_of_an_unmeasured_unit_is_silent_while_it_is_one),
		cmocka_unit_test(an_old_waiver_that_stands_for_nothing_is_listed),
		cmocka_unit_test(a_waiver_about_a_file_that_moved_is_old),
		cmocka_unit_test(the_last_day_of_a_year_is_a_date),
		cmocka_unit_test(what_became_better_is_not_waived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
