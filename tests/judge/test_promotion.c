/* A new dependent makes cheap debt dear. */
#include "world.h"

/* util.c does not change; new.c begins to depend on it, and its load rises. */
static void judge_dependent(struct world *world, uint32_t load_before, uint32_t load_after,
                            uint32_t cognitive)
{
	*world = world_new();
	both(world, "util.c", load_before, load_after,
	     UNITS({ .name = T("fine") }, { .name = T("tangle"), .cognitive = cognitive }));
	both(world, "old.c", LEAF, LEAF, NO_UNITS);
	after(world, "new.c", LEAF, NO_UNITS);
	both_depend(world, "old.c", "util.c");
	depends(&world->after, "new.c", "util.c");
	judged(world);
}

static void a_branch_that_becomes_trunk_with_units_above_its_limit_warns(void **state)
{
	struct world world;
	const struct finding *finding;

	(void)state;
	judge_dependent(&world, 4, 5, 16);
	expect_count(&world, 1);
	finding = expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 4, 5);
	assert_string_equal(finding->path.data, "util.c");
	assert_int_equal(finding->region, REGION_TRUNK);
	assert_int_equal(finding->limit, 15);
	assert_int_equal(finding->line, 11);
	expect_says(finding,
	            "util.c is trunk code now: the files that stand on it rose from 4 to 5 "
	            "with new.c; 1 of its functions is above the limit of 15, the worst being "
	            "tangle with 16");
	world_free(&world);
}

static void a_leaf_that_becomes_a_branch_warns_by_the_limit_of_branches(void **state)
{
	struct world world;

	(void)state;
	judge_dependent(&world, 0, 1, 26);
	expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 0, 1);
	world_free(&world);
	judge_dependent(&world, 0, 1, 25);
	expect_count(&world, 0);
	world_free(&world);
}

static void more_load_in_the_same_region_is_no_promotion(void **state)
{
	struct world world;

	(void)state;
	judge_dependent(&world, 8, 9, 90);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_fall_is_no_promotion(void **state)
{
	struct world world;

	(void)state;
	judge_dependent(&world, 5, 4, 90);
	expect_count(&world, 0);
	world_free(&world);
}

static void units_within_the_limit_may_be_promoted(void **state)
{
	struct world world;

	(void)state;
	judge_dependent(&world, 4, 5, 15);
	expect_count(&world, 0);
	expect_outcome(&world, OUTCOME_ACCEPTED);
	world_free(&world);
}

static void a_region_that_rises_without_load_is_no_promotion(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "util.c", 4, 4, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	world_file(&world.after, "util.c")->standing.region = REGION_TRUNK;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void several_new_dependents_are_counted(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	both(&world, "util.c", 1, 6, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	both(&world, "old.c", LEAF, LEAF, NO_UNITS);
	both_depend(&world, "old.c", "util.c");
	after(&world, "n2.c", LEAF, NO_UNITS);
	after(&world, "n1.c", LEAF, NO_UNITS);
	after(&world, "n0_test.c", LEAF, NO_UNITS)->source.label.file_class = FILE_TEST;
	depends(&world.after, "n2.c", "util.c");
	depends(&world.after, "n1.c", "util.c");
	depends(&world.after, "n0_test.c", "util.c");
	judged(&world);
	finding = expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 1, 6);
	expect_says(finding, "with n1.c and 1 more;");
	world_free(&world);
}

static void old_dependents_are_not_named(void **state)
{
	static const char *const paths[] = { "a.c", "b.c", "c.c", "d.c", "e.c",
		                             "f.c", "g.c", "h.c", "i.c" };
	struct world world = world_new();

	(void)state;
	both(&world, "util.c", 4, 5, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	both(&world, "zero.c", LEAF, LEAF, NO_UNITS);
	for (int i = 0; i < 9; i++) {
		both(&world, paths[i], LEAF, LEAF, NO_UNITS);
		both_depend(&world, paths[i], "zero.c");
		if (i == 5)
			depends(&world.after, paths[i], "util.c");
		else
			both_depend(&world, paths[i], "util.c");
	}
	judged(&world);
	expect_says(expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 4, 5), "with f.c;");
	world_free(&world);
}

static void a_changed_file_is_promoted_by_its_new_units(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "util.c", 4, UNITS({ .name = T("tangle"), .cognitive = 90, .body = 1 }));
	after(&world, "util.c", 5, UNITS({ .name = T("tangle"), .cognitive = 12, .body = 2 }));
	judged(&world);
	assert_null(find(&world, RULE_PROMOTION, "", false));
	world_free(&world);
}

static void tests_are_not_promoted(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "util.c", 0, 9, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	world_file(&world.before, "util.c")->source.label.file_class = FILE_TEST;
	world_file(&world.after, "util.c")->source.label.file_class = FILE_TEST;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_file_that_moved_is_compared_with_itself(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "old.c", 4, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	after(&world, "util.c", 5, UNITS({ .name = T("tangle"), .cognitive = 90 }))->moved_from =
		"old.c";
	judged(&world);
	assert_string_equal(expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 4, 5)->path.data,
	                    "util.c");
	world_free(&world);
}

static void it_rejects_when_set_to(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.levels[RULE_PROMOTION][REGION_TRUNK] = LEVEL_REJECT;
	world.after.policy = world.before.policy;
	both(&world, "util.c", 4, 5, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	judged(&world);
	expect_finding(&world, RULE_PROMOTION, LEVEL_REJECT, "", 4, 5);
	expect_outcome(&world, OUTCOME_REJECTED);
	world_free(&world);
}

/* --- units that are decoded when they are asked for ----------------------------------- */

static const struct facts *decoded(void *context, const struct regions *regions, uint32_t file)
{
	struct world *world = context;

	assert_ptr_equal(regions, &world->after.regions);
	assert_string_equal(regions->files[file].path.data, "util.c");
	return &world_file(&world->before, "decoded.c")->facts;
}

static const struct facts *undecodable(void *context, const struct regions *regions, uint32_t file)
{
	(void)context;
	(void)regions;
	(void)file;
	return NULL;
}

static void units_of_files_outside_the_change_are_asked_for(void **state)
{
	struct world world = world_new();

	(void)state;
	world.units_of = decoded;
	both(&world, "util.c", 4, 5, NO_UNITS);
	both(&world, "decoded.c", LEAF, LEAF, UNITS({ .name = T("tangle"), .cognitive = 90 }));
	judged(&world);
	expect_says(expect_finding(&world, RULE_PROMOTION, LEVEL_WARN, "", 4, 5), "tangle with 90");
	world_free(&world);
}

static void units_that_cannot_be_had_are_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	world.units_of = undecodable;
	both(&world, "util.c", 4, 5, NO_UNITS);
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_branch_that_becomes_trunk_with_units_above_its_limit_warns),
		cmocka_unit_test(a_leaf_that_becomes_a_branch_warns_by_the_limit_of_branches),
		cmocka_unit_test(more_load_in_the_same_region_is_no_promotion),
		cmocka_unit_test(a_fall_is_no_promotion),
		cmocka_unit_test(units_within_the_limit_may_be_promoted),
		cmocka_unit_test(a_region_that_rises_without_load_is_no_promotion),
		cmocka_unit_test(several_new_dependents_are_counted),
		cmocka_unit_test(a_changed_file_is_promoted_by_its_new_units),
		cmocka_unit_test(tests_are_not_promoted),
		cmocka_unit_test(a_file_that_moved_is_compared_with_itself),
		cmocka_unit_test(it_rejects_when_set_to),
		cmocka_unit_test(units_of_files_outside_the_change_are_asked_for),
		cmocka_unit_test(units_that_cannot_be_had_are_no_finding),
		cmocka_unit_test(old_dependents_are_not_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
