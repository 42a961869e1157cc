/* What of a change must a person read, and what not? */
#include "world.h"

static struct review reviewed(struct world *world)
{
	struct case_file file = world_case(world);
	struct line_count *lines = arena_new(&world->arena, file.change_count * sizeof(*lines));
	struct review review;

	for (size_t i = 0; i < file.change_count; i++)
		lines[i] = (struct line_count){ 10, 1 };
	review_change(&review, &file, lines);
	return review;
}

static void end(struct world *world, struct review *review)
{
	review_release(review);
	world_free(world);
}

static const struct reviewed_unit *find_reviewed(const struct review *review, const char *name)
{
	for (size_t i = 0; i < review->unit_count; i++)
		if (text_is(review->units[i].name, name))
			return &review->units[i];
	return NULL;
}

static unsigned shape_between(const struct unit *was, const struct unit *is)
{
	struct world world = world_new();
	struct review review;
	const struct reviewed_unit *unit;
	unsigned shape;

	before(&world, "a.c", TRUNK, was, 1);
	after(&world, "a.c", TRUNK, is, 1);
	review = reviewed(&world);
	unit = find_reviewed(&review, "parse");
	assert_non_null(unit);
	assert_int_equal(review.to_read, unit->shape != 0);
	shape = unit->shape;
	end(&world, &review);
	return shape;
}

static void a_changed_literal_is_no_other_shape(void **state)
{
	struct unit was = { .name = T("parse"), .body = 1, .cognitive = 4 };
	struct unit is = { .name = T("parse"), .body = 2, .cognitive = 4 };

	(void)state;
	assert_int_equal(shape_between(&was, &is), 0);
}

static void signature_surface_complexity_and_calls_are_shape(void **state)
{
	struct unit was = { .name = T("parse"), .body = 1, .signature = 1, .calls = 1 };
	struct unit is = was;

	(void)state;
	is.body = 2;
	is.signature = 2;
	assert_int_equal(shape_between(&was, &is), SHAPE_SIGNATURE);
	is.signature = 1;
	is.exported = true;
	assert_int_equal(shape_between(&was, &is), SHAPE_SURFACE);
	is.exported = false;
	is.cyclomatic = 3;
	assert_int_equal(shape_between(&was, &is), SHAPE_COMPLEXITY);
	is.cyclomatic = 0;
	is.calls = 2;
	assert_int_equal(shape_between(&was, &is), SHAPE_CALLEES);
}

static void new_and_gone_units_of_the_trunk_are_to_be_read(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("old"), .body = 7, .sloc = 4 }));
	after(&world, "a.c", TRUNK,
	      UNITS({ .name = T("fresh"),
	              .body = 8,
	              .line = 40,
	              .params = 3,
	              .kind = UNIT_METHOD }));
	review = reviewed(&world);
	assert_int_equal(review.to_read, 2);
	assert_int_equal(find_reviewed(&review, "old")->shape, SHAPE_GONE);
	assert_int_equal(find_reviewed(&review, "fresh")->shape, SHAPE_NEW);
	end(&world, &review);
}

static void what_stands_in_a_leaf_or_a_test_is_counted_and_not_to_be_read(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	after(&world, "leaf.c", LEAF, UNITS({ .name = T("a") }, { .name = T("b") }));
	after(&world, "test.c", LEAF, UNITS({ .name = T("t") }))->source.label.file_class =
		FILE_TEST;
	review = reviewed(&world);
	assert_int_equal(review.unit_count, 0);
	assert_int_equal(review.all.files, 2);
	assert_int_equal(review.all.units, 3);
	assert_int_equal(review.regions[REGION_LEAF].units, 2);
	assert_int_equal(review.regions[REGION_LEAF].added, 10);
	assert_int_equal(review.beside.files, 1);
	assert_int_equal(review.beside.units, 1);
	assert_int_equal(review.leaf_count, 1);
	assert_string_equal(review.leaves[0].path.data, "leaf.c");
	assert_int_equal(review.leaves[0].units, 2);
	end(&world, &review);
}

static void the_trunk_comes_first_and_then_what_weighs_most(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	after(&world, "branch.c", BRANCH, UNITS({ .name = T("dear"), .cognitive = 90 }));
	after(&world, "trunk.c", TRUNK,
	      UNITS({ .name = T("light"), .cognitive = 1 },
	            { .name = T("heavy"), .cognitive = 20 }));
	review = reviewed(&world);
	assert_int_equal(review.to_read, 3);
	assert_string_equal(review.units[0].name.data, "heavy");
	assert_string_equal(review.units[1].name.data, "light");
	assert_string_equal(review.units[2].name.data, "dear");
	end(&world, &review);
}

static void make_test(struct world *world, const char *path)
{
	both(world, path, LEAF, LEAF, NO_UNITS);
	world_file(&world->before, path)->source.label.file_class = FILE_TEST;
	world_file(&world->after, path)->source.label.file_class = FILE_TEST;
}

static void the_nearest_tests_are_named(void **state)
{
	struct world world = world_new();
	struct reference named = { .name = world_short_name(text_of("parse")) };
	const struct reviewed_unit *unit;
	struct review review;
	struct world_file *naming;

	(void)state;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse") }, { .name = T("other") }));
	both(&world, "user.c", LEAF, LEAF, NO_UNITS);
	make_test(&world, "t/far.c");
	make_test(&world, "t/names.c");
	make_test(&world, "t/near.c");
	naming = world_file(&world.after, "t/names.c");
	naming->facts.references = &named;
	naming->facts.reference_count = 1;
	both_depend(&world, "t/far.c", "user.c");
	depends(&world.after, "user.c", "a.c");
	depends(&world.after, "t/names.c", "a.c");
	depends(&world.after, "t/near.c", "a.c");
	review = reviewed(&world);
	unit = find_reviewed(&review, "parse");
	assert_int_equal(unit->tests.distance, 1);
	assert_int_equal(unit->tests.count, 1);
	assert_true(unit->tests.by_name);
	assert_string_equal(unit->tests.paths[0].data, "t/names.c");
	unit = find_reviewed(&review, "other");
	assert_int_equal(unit->tests.count, 2);
	assert_false(unit->tests.by_name);
	end(&world, &review);
}

static void without_a_test_that_depends_on_it_none_is_in_reach(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse") }));
	make_test(&world, "t/away.c");
	review = reviewed(&world);
	assert_int_equal(find_reviewed(&review, "parse")->tests.count, 0);
	end(&world, &review);
}

static void files_outside_of_the_change_that_stand_on_it_are_counted_once(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	after(&world, "a.c", 2, NO_UNITS);
	after(&world, "b.c", 3, NO_UNITS);
	both(&world, "user.c", LEAF, LEAF, NO_UNITS);
	make_test(&world, "t/test.c");
	depends(&world.after, "user.c", "a.c");
	depends(&world.after, "user.c", "b.c");
	depends(&world.after, "a.c", "b.c");
	depends(&world.after, "t/test.c", "b.c");
	review = reviewed(&world);
	assert_int_equal(review.standing, 1);
	assert_int_equal(review.touched_count, 2);
	assert_string_equal(review.touched[0].path.data, "b.c");
	end(&world, &review);
}

static void a_trunk_file_that_cannot_be_measured_is_to_be_read(void **state)
{
	struct world world = world_new();
	struct review review;

	(void)state;
	after(&world, "a.c", TRUNK, NO_UNITS)->facts.refusal = REFUSED_TIME;
	review = reviewed(&world);
	assert_int_equal(review.to_read, 1);
	assert_int_equal(review.units[0].shape, SHAPE_UNMEASURED);
	end(&world, &review);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_changed_literal_is_no_other_shape),
		cmocka_unit_test(signature_surface_complexity_and_calls_are_shape),
		cmocka_unit_test(new_and_gone_units_of_the_trunk_are_to_be_read),
		cmocka_unit_test(what_stands_in_a_leaf_or_a_test_is_counted_and_not_to_be_read),
		cmocka_unit_test(the_trunk_comes_first_and_then_what_weighs_most),
		cmocka_unit_test(the_nearest_tests_are_named),
		cmocka_unit_test(without_a_test_that_depends_on_it_none_is_in_reach),
		cmocka_unit_test(files_outside_of_the_change_that_stand_on_it_are_counted_once),
		cmocka_unit_test(a_trunk_file_that_cannot_be_measured_is_to_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
