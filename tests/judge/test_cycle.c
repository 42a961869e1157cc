/* Files that come to depend on each other in a circle. */
#include "world.h"

static void file(struct world *world, const char *path, uint32_t load)
{
	both(world, path, load, load, NO_UNITS);
}

static void change(struct world *world, const char *path)
{
	world_file(&world->before, path)->changed = true;
	world_file(&world->after, path)->changed = true;
}

/* a -> b -> c was there; the changed c now depends on a. */
static void judge_closing(struct world *world, uint32_t load)
{
	*world = world_new();
	file(world, "a.c", load);
	file(world, "b.c", LEAF);
	file(world, "c.c", LEAF);
	change(world, "c.c");
	both_depend(world, "a.c", "b.c");
	both_depend(world, "b.c", "c.c");
	depends(&world->after, "c.c", "a.c");
	judged(world);
}

static void closing_a_cycle_is_as_bad_as_its_highest_file(void **state)
{
	static const struct {
		uint32_t load;
		enum level level;
	} table[] = { { LEAF, LEVEL_NOTE }, { BRANCH, LEVEL_WARN }, { TRUNK, LEVEL_REJECT } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world world;
		const struct finding *finding;

		judge_closing(&world, table[i].load);
		expect_count(&world, 1);
		finding = expect_finding(&world, RULE_CYCLE, table[i].level, "", NONE, 3);
		assert_string_equal(finding->path.data, "c.c");
		assert_int_equal(finding->region, i);
		expect_says(finding,
		            "c.c -> a.c -> b.c -> c.c: a dependency cycle of 3 files is newly "
		            "closed");
		world_free(&world);
	}
}

static void a_cycle_that_was_there_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	change(&world, "a.c");
	both_depend(&world, "a.c", "b.c");
	both_depend(&world, "b.c", "a.c");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void one_more_edge_in_an_old_cycle_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	file(&world, "c.c", TRUNK);
	change(&world, "a.c");
	both_depend(&world, "a.c", "b.c");
	both_depend(&world, "b.c", "c.c");
	both_depend(&world, "c.c", "a.c");
	depends(&world.after, "a.c", "c.c");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void opening_a_cycle_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	change(&world, "a.c");
	depends(&world.before, "a.c", "b.c");
	both_depend(&world, "b.c", "a.c");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void an_older_file_that_is_drawn_into_a_cycle_counts_in_full(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	file(&world, "util.c", TRUNK);
	change(&world, "util.c");
	both_depend(&world, "a.c", "b.c");
	both_depend(&world, "b.c", "a.c");
	both_depend(&world, "a.c", "util.c");
	depends(&world.after, "util.c", "a.c");
	judged(&world);
	expect_says(expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", 2, 3),
	            "newly closed; with an older one of 2 files that it touches, it has 3");
	world_free(&world);
}

/* A cycle of `count` files on the trunk, into which a change of util.c draws util.c. */
static struct world drawn_into(int count)
{
	static const char *const names[] = { "a.c", "b.c", "c.c", "d.c", "e.c", "f.c",
		                             "g.c", "h.c", "i.c", "j.c", "k.c" };
	struct world world = world_new();

	for (int i = 0; i < count; i++)
		file(&world, names[i], TRUNK);
	file(&world, "util.c", TRUNK);
	change(&world, "util.c");
	for (int i = 0; i < count; i++)
		both_depend(&world, names[i], names[(i + 1) % count]);
	both_depend(&world, "a.c", "util.c");
	depends(&world.after, "util.c", "b.c");
	return world;
}

static void an_older_file_more_in_a_large_old_cycle_only_warns(void **state)
{
	struct world world = drawn_into(10);

	(void)state;
	judged(&world);
	expect_says(expect_finding(&world, RULE_CYCLE, LEVEL_WARN, "", 10, 11),
	            "a dependency cycle of 10 files takes in 1 that stood outside, 11 now");
	world_free(&world);
	world = drawn_into(9);
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", 9, 10);
	world_free(&world);
}

/* As many as one in ten: a second one would be more. */
static void a_tenth_of_a_large_old_cycle_is_the_most_that_only_warns(void **state)
{
	struct world world = drawn_into(11);

	(void)state;
	file(&world, "more.c", TRUNK);
	both_depend(&world, "util.c", "more.c");
	depends(&world.after, "more.c", "c.c");
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", 11, 13);
	world_free(&world);
}

static void two_large_old_cycles_that_are_tied_count_in_full(void **state)
{
	struct world world = drawn_into(11);

	(void)state;
	file(&world, "x.c", TRUNK);
	both_depend(&world, "util.c", "x.c");
	both_depend(&world, "x.c", "util.c");
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", 11, 13);
	world_free(&world);
}

static void a_new_file_in_an_old_cycle_only_warns(void **state)
{
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	change(&world, "a.c");
	both_depend(&world, "a.c", "b.c");
	both_depend(&world, "b.c", "a.c");
	after(&world, "new.c", LEAF, NO_UNITS);
	depends(&world.after, "a.c", "new.c");
	depends(&world.after, "new.c", "b.c");
	judged(&world);
	finding = expect_finding(&world, RULE_CYCLE, LEVEL_WARN, "", 2, 3);
	expect_says(finding, "a dependency cycle of 2 files takes in new files, 3 now");
	world_free(&world);
}

static void a_new_file_that_ties_two_older_ones_together_counts_in_full(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	change(&world, "a.c");
	both_depend(&world, "b.c", "a.c");
	after(&world, "new.c", LEAF, NO_UNITS);
	depends(&world.after, "a.c", "new.c");
	depends(&world.after, "new.c", "b.c");
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", NONE, 3);
	world_free(&world);
}

static void a_new_file_and_an_older_one_close_a_cycle_of_two(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	change(&world, "a.c");
	after(&world, "new.c", LEAF, NO_UNITS);
	depends(&world.after, "a.c", "new.c");
	depends(&world.after, "new.c", "a.c");
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", NONE, 2);
	world_free(&world);
}

static void a_cycle_is_not_looked_at_when_the_rule_is_off(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.levels[RULE_CYCLE][REGION_TRUNK] = LEVEL_OFF;
	world.after.policy = world.before.policy;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	change(&world, "a.c");
	both_depend(&world, "b.c", "a.c");
	depends(&world.after, "a.c", "b.c");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void each_cycle_is_found_once(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	file(&world, "c.c", LEAF);
	file(&world, "d.c", LEAF);
	change(&world, "a.c");
	change(&world, "b.c");
	change(&world, "c.c");
	depends(&world.after, "a.c", "b.c");
	depends(&world.after, "b.c", "a.c");
	both_depend(&world, "d.c", "c.c");
	depends(&world.after, "c.c", "d.c");
	judged(&world);
	expect_count(&world, 2);
	assert_int_equal(world.verdict.rejected, 1);
	assert_int_equal(world.verdict.noted, 1);
	world_free(&world);
}

static void the_finding_is_at_a_changed_file(void **state)
{
	struct world world = world_new();

	(void)state;
	/* The new b.c makes a use in the unchanged a.c lead somewhere. */
	file(&world, "a.c", TRUNK);
	after(&world, "b.c", LEAF, NO_UNITS);
	depends(&world.after, "a.c", "b.c");
	depends(&world.after, "b.c", "a.c");
	judged(&world);
	assert_string_equal(
		expect_finding(&world, RULE_CYCLE, LEVEL_REJECT, "", NONE, 2)->path.data, "b.c");
	world_free(&world);
}

static void the_shortest_way_is_named_and_a_long_one_cut(void **state)
{
	static const char *const paths[] = { "a.c", "b.c", "c.c", "d.c", "e.c", "f.c", "g.c" };
	struct world world = world_new();
	const struct finding *finding;

	(void)state;
	for (int i = 0; i < 7; i++)
		file(&world, paths[i], LEAF);
	change(&world, "g.c");
	for (int i = 0; i + 1 < 7; i++)
		both_depend(&world, paths[i], paths[i + 1]);
	depends(&world.after, "g.c", "a.c");
	judged(&world);
	finding = expect_finding(&world, RULE_CYCLE, LEVEL_NOTE, "", NONE, 7);
	expect_says(finding, "g.c -> a.c -> b.c -> c.c -> d.c -> 2 more -> g.c:");
	world_free(&world);
}

static void files_of_a_go_package_are_no_cycle(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.go", TRUNK);
	file(&world, "b.go", TRUNK);
	for (int i = 0; i < 2; i++) {
		world.before.files[i]->facts.language = &world_go;
		world.after.files[i]->facts.language = &world_go;
	}
	change(&world, "a.go");
	both_depend(&world, "b.go", "a.go");
	depends(&world.after, "a.go", "b.go");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_header_and_its_own_file_are_no_cycle(void **state)
{
	static const struct {
		const char *header;
		bool own;
	} table[] = { { "lib/a.h", true }, { "lib/b.h", false }, { "a.h", false } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct world world = world_new();

		file(&world, "lib/a.c", TRUNK);
		file(&world, table[i].header, TRUNK);
		change(&world, table[i].header);
		both_depend(&world, "lib/a.c", table[i].header);
		depends(&world.after, table[i].header, "lib/a.c");
		judged(&world);
		expect_count(&world, !table[i].own);
		world_free(&world);
	}
}

static void a_cycle_among_tests_is_noted(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	file(&world, "b.c", TRUNK);
	for (int i = 0; i < 2; i++) {
		world.before.files[i]->source.label.file_class = FILE_TEST;
		world.after.files[i]->source.label.file_class = FILE_TEST;
	}
	change(&world, "a.c");
	both_depend(&world, "b.c", "a.c");
	depends(&world.after, "a.c", "b.c");
	judged(&world);
	expect_finding(&world, RULE_CYCLE, LEVEL_NOTE, "", NONE, 2);
	world_free(&world);
}

static void a_cycle_whose_file_moved_and_was_edited_is_the_same(void **state)
{
	struct world world = world_new();

	(void)state;
	file(&world, "a.c", TRUNK);
	change(&world, "a.c");
	before(&world, "old/b.c", TRUNK, UNITS({ .name = T("one") }, { .name = T("two") }));
	after(&world, "new/b.c", TRUNK,
	      UNITS({ .name = T("one") }, { .name = T("two") }, { .name = T("three") }));
	depends(&world.before, "a.c", "old/b.c");
	depends(&world.before, "old/b.c", "a.c");
	depends(&world.after, "a.c", "new/b.c");
	depends(&world.after, "new/b.c", "a.c");
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closing_a_cycle_is_as_bad_as_its_highest_file),
		cmocka_unit_test(a_cycle_that_was_there_is_no_finding),
		cmocka_unit_test(one_more_edge_in_an_old_cycle_is_no_finding),
		cmocka_unit_test(opening_a_cycle_is_no_finding),
		cmocka_unit_test(an_older_file_that_is_drawn_into_a_cycle_counts_in_full),
		cmocka_unit_test(an_older_file_more_in_a_large_old_cycle_only_warns),
		cmocka_unit_test(a_tenth_of_a_large_old_cycle_is_the_most_that_only_warns),
		cmocka_unit_test(two_large_old_cycles_that_are_tied_count_in_full),
		cmocka_unit_test(a_new_file_in_an_old_cycle_only_warns),
		cmocka_unit_test(a_new_file_that_ties_two_older_ones_together_counts_in_full),
		cmocka_unit_test(a_new_file_and_an_older_one_close_a_cycle_of_two),
		cmocka_unit_test(each_cycle_is_found_once),
		cmocka_unit_test(the_finding_is_at_a_changed_file),
		cmocka_unit_test(the_shortest_way_is_named_and_a_long_one_cut),
		cmocka_unit_test(files_of_a_go_package_are_no_cycle),
		cmocka_unit_test(a_cycle_among_tests_is_noted),
		cmocka_unit_test(a_cycle_whose_file_moved_and_was_edited_is_the_same),
		cmocka_unit_test(a_cycle_is_not_looked_at_when_the_rule_is_off),
		cmocka_unit_test(a_header_and_its_own_file_are_no_cycle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
