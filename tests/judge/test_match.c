/* Which unit is which: moving and renaming code is no finding. */
#include "world.h"

/* Units above the limit of the trunk, so that a unit taken for new is found. */
#define BAD .cognitive = 40
#define WORSE .cognitive = 50

static void expect_nothing_new(struct world *world)
{
	judged(world);
	expect_count(world, 0);
	world_free(world);
}

static void a_renamed_unit_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), BAD, .body = 7 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("other") }, { .name = T("read_all"), BAD, .body = 7 }));
	expect_nothing_new(&world);
}

static void a_unit_that_moved_to_another_file_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("parse"), BAD }));
	before(&world, "b.c", TRUNK, UNITS({ .name = T("print") }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "b.c", TRUNK, UNITS({ .name = T("print") }, { .name = T("parse"), BAD }));
	expect_nothing_new(&world);
}

static void a_unit_that_moved_and_got_worse_says_where_it_was(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("parse"), BAD }));
	before(&world, "b.c", TRUNK, UNITS({ .name = T("print") }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "b.c", TRUNK, UNITS({ .name = T("print") }, { .name = T("parse"), WORSE }));
	judged(&world);
	expect_count(&world, 1);
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 40, 50);
	assert_string_equal(finding->path.data, "b.c");
	assert_string_equal(finding->was.data, "a.c:parse");
	world_free(&world);
}

static void a_file_that_moved_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "old/a.c", TRUNK, UNITS({ .name = T("parse"), BAD }));
	after(&world, "new/a.c", TRUNK, UNITS({ .name = T("parse"), BAD }))->moved_from = "old/a.c";
	judged(&world);
	expect_count(&world, 0);
	assert_int_equal(world.verdict.inherited, 1);
	assert_int_equal(world.verdict.units, 0);
	world_free(&world);
}

static void a_file_that_moved_and_was_edited_brings_its_units_along(void **state)
{
	struct world world = world_new();

	(void)state;
	/* `main` of both deleted files is edited on the way: names alone cannot tell. */
	before(&world, "old/a.c", TRUNK,
	       UNITS({ .name = T("parse") }, { .name = T("scan") }, { .name = T("main"), BAD }));
	before(&world, "old/b.c", TRUNK,
	       UNITS({ .name = T("print") }, { .name = T("put") }, { .name = T("main"), BAD }));
	after(&world, "new/a.c", TRUNK,
	      UNITS({ .name = T("parse") }, { .name = T("scan") },
	            { .name = T("main"), BAD, .sloc = 3 }));
	after(&world, "new/b.c", TRUNK,
	      UNITS({ .name = T("print") }, { .name = T("put") },
	            { .name = T("main"), BAD, .sloc = 4 }));
	expect_nothing_new(&world);
}

static void overloads_are_told_apart_by_body_then_signature_then_order(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("add"), .body = 1, .signature = 1, .cognitive = 2 },
	             { .name = T("add"), .body = 2, .signature = 2, BAD },
	             { .name = T("add"), .body = 3, .signature = 3, WORSE }));
	after(&world, "a.c", TRUNK,
	      /* this one by signature, though its body is new */
	      UNITS({ .name = T("add"), .body = 33, .signature = 3, WORSE },
	            /* this one by body, though its signature is new */
	            { .name = T("add"), .body = 2, .signature = 22, BAD },
	            /* and this one because it is left */
	            { .name = T("add"), .body = 11, .signature = 11, .cognitive = 3 }));
	expect_nothing_new(&world);
}

static void one_more_overload_is_one_new_unit(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("add"), .body = 1, .signature = 1, BAD }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("add"), .body = 2, .signature = 2, WORSE },
	            { .name = T("add"), .body = 1, .signature = 1, BAD }));
	judged(&world);
	expect_count(&world, 1);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "add", NONE, 50);
	world_free(&world);
}

static void a_getter_and_a_setter_of_one_name_do_not_change_places(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("Box.size"), .kind = UNIT_GETTER, .signature = 1 },
	             { .name = T("Box.size"), .kind = UNIT_SETTER, .signature = 2, BAD }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("Box.size"), .kind = UNIT_SETTER, .signature = 3, BAD, .sloc = 2 },
	            { .name = T("Box.size"), .kind = UNIT_GETTER, .signature = 4, .sloc = 2 }));
	expect_nothing_new(&world);
}

static void unnamed_units_are_matched_in_order(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("<anonymous>"), .body = 1, .signature = 9, BAD },
	             { .name = T("<anonymous>"), .body = 2, .signature = 9, WORSE },
	             { .name = T("<anonymous>"), .body = 3, .signature = 9 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("<anonymous>"), .body = 11, .signature = 9, BAD },
	            { .name = T("<anonymous>"), .body = 2, .signature = 9, WORSE },
	            { .name = T("<anonymous>"), .body = 33, .signature = 9, .cognitive = 1 }));
	expect_nothing_new(&world);
}

static void unnamed_units_of_different_files_have_nothing_in_common(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("keep") }, { .name = T("<anonymous>"), BAD }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "b.c", TRUNK, UNITS({ .name = T("<anonymous>"), .cognitive = 39 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "<anonymous>", NONE, 39);
	world_free(&world);
}

static void units_of_another_language_are_not_looked_at(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("parse"), BAD }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "b.go", TRUNK, UNITS({ .name = T("parse"), BAD }))->facts.language =
		&world_go;
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", NONE, 40);
	world_free(&world);
}

static void a_file_that_changed_its_language_keeps_its_units(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), BAD, .body = 1 }));
	after(&world, "a.go", TRUNK, UNITS({ .name = T("parse"), BAD, .body = 2 }))->moved_from =
		"a.c";
	world_file(&world.after, "a.go")->facts.language = &world_go;
	expect_nothing_new(&world);
}

static void a_renamed_class_keeps_its_methods(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("Old.run"), BAD }, { .name = T("Old.stop") }));
	before(&world, "b.c", TRUNK,
	       UNITS({ .name = T("Past.run"), WORSE }, { .name = T("Past.go") }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("New.stop") }, { .name = T("New.run"), BAD, .sloc = 1 }));
	after(&world, "b.c", TRUNK,
	      UNITS({ .name = T("Now.go") }, { .name = T("Now.run"), WORSE, .sloc = 1 }));
	expect_nothing_new(&world);
}

static void a_short_name_that_is_not_unique_proves_nothing(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("Old.run"), BAD }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }));
	after(&world, "b.c", TRUNK,
	      UNITS({ .name = T("New.run"), .cognitive = 41 }, { .name = T("Newer.run"), WORSE }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "New.run", NONE, 41);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "Newer.run", NONE, 50);
	world_free(&world);
}

static void code_that_went_behind_a_wrapper_is_the_old_unit(void **state)
{
	(void)state;
	for (int called = 0; called < 2; called++) {
		struct world world = world_new();
		struct unit units[] = {
			{ .name = T("user"), CALLS(1) },
			{ .name = T("get_internal"), BAD, .body = 7 },
			{ .name = T("get"), .cognitive = 1, CALLS(1) },
		};

		before(&world, "a.c", TRUNK,
		       UNITS({ .name = T("user"), CALLS(1) },
		             { .name = T("get"), BAD, .body = 7 }));
		units[2].callee_count = (size_t)called;
		units[0].sloc = 2;
		after(&world, "a.c", TRUNK, units, 3);
		judged(&world);
		expect_count(&world, called ? 0 : 2);
		assert_int_equal(world.verdict.rejected, !called);
		world_free(&world);
	}
}

static void a_unit_renamed_and_edited_is_known_by_its_place(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("first") }, { .name = T("parse"), BAD }, { .name = T("last") }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("first") }, { .name = T("read_all"), .cognitive = 41 },
	            { .name = T("last") }));
	judged(&world);
	expect_count(&world, 1);
	finding = expect_finding(&world, RULE_COMPLEXITY, LEVEL_WARN, "read_all", 40, 41);
	assert_string_equal(finding->was.data, "a.c:parse");
	world_free(&world);
}

static void the_only_unit_of_a_file_is_known_by_its_place(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), BAD }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("read_all"), .cognitive = 39 }));
	judged(&world);
	expect_count(&world, 1);
	assert_string_equal(expect_better(&world, "read_all", 40, 39)->was.data, "a.c:parse");
	world_free(&world);
}

static void a_unit_at_the_end_has_no_place_when_more_follow(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("first") }, { .name = T("parse"), BAD }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("first") }, { .name = T("one"), .cognitive = 39 },
	            { .name = T("two"), .cognitive = 2 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "one", NONE, 39);
	world_free(&world);
}

static void two_units_in_the_place_of_one_are_new(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("first") }, { .name = T("parse"), BAD }, { .name = T("last") }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("first") }, { .name = T("one"), .cognitive = 39 },
	            { .name = T("two"), .cognitive = 2 }, { .name = T("last") }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "one", NONE, 39);
	expect_better(&world, "parse", 40, NONE);
	world_free(&world);
}

static void one_unit_in_the_place_of_two_is_new(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK,
	       UNITS({ .name = T("one"), BAD }, { .name = T("two"), BAD }, { .name = T("last") }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("both"), .cognitive = 39 }, { .name = T("last") }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "both", NONE, 39);
	world_free(&world);
}

static void a_file_comes_from_where_most_of_its_units_were(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "old/a.c", TRUNK,
	       UNITS({ .name = T("parse") }, { .name = T("scan") }, { .name = T("main"), BAD }));
	before(&world, "old/b.c", TRUNK,
	       UNITS({ .name = T("print") }, { .name = T("main"), WORSE }));
	after(&world, "new.c", TRUNK,
	      UNITS({ .name = T("print") }, { .name = T("parse") }, { .name = T("scan") },
	            { .name = T("main"), BAD, .sloc = 3 }));
	judged(&world);
	expect_count(&world, 1);
	assert_string_equal(expect_better(&world, "main", 50, NONE)->path.data, "old/b.c");
	world_free(&world);
}

static void a_file_that_came_from_two_files_has_no_origin(void **state)
{
	struct world world = world_new();

	(void)state;
	/* Whose `main` is it? */
	before(&world, "old/a.c", TRUNK, UNITS({ .name = T("parse") }, { .name = T("main"), BAD }));
	before(&world, "old/b.c", TRUNK, UNITS({ .name = T("print") }, { .name = T("main"), BAD }));
	after(&world, "new.c", TRUNK,
	      UNITS({ .name = T("parse") }, { .name = T("print") },
	            { .name = T("main"), BAD, .sloc = 3 }));
	judged(&world);
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "main", NONE, 40);
	world_free(&world);
}

static void each_unit_of_before_is_used_once(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("parse"), BAD }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("keep") }, { .name = T("parse"), BAD }));
	after(&world, "b.c", TRUNK, UNITS({ .name = T("parse"), BAD }));
	judged(&world);
	expect_count(&world, 1);
	assert_string_equal(expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", NONE, 40)
	                            ->path.data,
	                    "b.c");
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_renamed_unit_is_no_finding),
		cmocka_unit_test(a_unit_that_moved_to_another_file_is_no_finding),
		cmocka_unit_test(a_unit_that_moved_and_got_worse_says_where_it_was),
		cmocka_unit_test(a_file_that_moved_is_no_finding),
		cmocka_unit_test(a_file_that_moved_and_was_edited_brings_its_units_along),
		cmocka_unit_test(overloads_are_told_apart_by_body_then_signature_then_order),
		cmocka_unit_test(one_more_overload_is_one_new_unit),
		cmocka_unit_test(a_getter_and_a_setter_of_one_name_do_not_change_places),
		cmocka_unit_test(unnamed_units_are_matched_in_order),
		cmocka_unit_test(unnamed_units_of_different_files_have_nothing_in_common),
		cmocka_unit_test(units_of_another_language_are_not_looked_at),
		cmocka_unit_test(a_file_that_changed_its_language_keeps_its_units),
		cmocka_unit_test(a_renamed_class_keeps_its_methods),
		cmocka_unit_test(a_short_name_that_is_not_unique_proves_nothing),
		cmocka_unit_test(a_unit_renamed_and_edited_is_known_by_its_place),
		cmocka_unit_test(two_units_in_the_place_of_one_are_new),
		cmocka_unit_test(each_unit_of_before_is_used_once),
		cmocka_unit_test(the_only_unit_of_a_file_is_known_by_its_place),
		cmocka_unit_test(a_unit_at_the_end_has_no_place_when_more_follow),
		cmocka_unit_test(one_unit_in_the_place_of_two_is_new),
		cmocka_unit_test(a_file_that_came_from_two_files_has_no_origin),
		cmocka_unit_test(a_file_comes_from_where_most_of_its_units_were),
		cmocka_unit_test(code_that_went_behind_a_wrapper_is_the_old_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
