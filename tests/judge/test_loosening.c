/* A change that loosens what is judged says so itself. */
#include "world.h"

static const struct finding *expect_policy(const struct world *world, const char *path,
                                           const char *says)
{
	for (size_t i = 0; i < world->verdict.count; i++) {
		const struct finding *finding = &world->verdict.findings[i];

		if (finding->rule == RULE_POLICY && text_is(finding->path, path) &&
		    strstr(finding->message.data, says)) {
			assert_int_equal(finding->level, LEVEL_WARN);
			return finding;
		}
	}
	world_print(world);
	fail_msg("nothing of %s says: %s", path, says);
	return NULL;
}

static void each_loosened_setting_warns(void **state)
{
	struct world world = world_new();

	(void)state;
	world.after.policy.limits[RULE_COMPLEXITY][REGION_TRUNK] = 30;
	world.after.policy.levels[RULE_CYCLE][REGION_TRUNK] = LEVEL_NOTE;
	judged(&world);
	expect_count(&world, 2);
	expect_policy(&world, ".bole", "complexity.trunk.limit: raised from 15 to 30");
	expect_policy(&world, ".bole", "cycle.trunk.level: lowered from reject to note");
	expect_outcome(&world, OUTCOME_WARNED);
	world_free(&world);
}

static void a_tightened_setting_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	world.after.policy.limits[RULE_COMPLEXITY][REGION_TRUNK] = 10;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_change_that_switches_judging_off_is_still_judged(void **state)
{
	struct world world = world_new();

	(void)state;
	world.after.policy.enabled = false;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	judged(&world);
	expect_outcome(&world, OUTCOME_REJECTED);
	expect_policy(&world, ".bole", "enabled: judging is switched off");
	world_free(&world);
}

static void what_was_switched_off_before_is_not_judged(void **state)
{
	struct world world = world_new();

	(void)state;
	world.before.policy.enabled = false;
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }));
	judged(&world);
	expect_outcome(&world, OUTCOME_NOT_JUDGED);
	expect_count(&world, 0);
	world_free(&world);
}

static void judge_label(struct world *world, struct label was, struct label is)
{
	both(world, "a.c", TRUNK, TRUNK, NO_UNITS);
	world_file(&world->before, "a.c")->source.label = was;
	world_file(&world->after, "a.c")->source.label = is;
	if (is.declared != DECLARED_NOT)
		world_file(&world->after, "a.c")->standing.region = (enum region)is.declared;
	judged(world);
}

static void a_label_that_takes_a_file_out_of_judging_warns(void **state)
{
	static const struct {
		enum file_class file_class;
		const char *says;
	} table[] = {
		{ FILE_TEST, "a.c is counted as a test now and only recorded" },
		{ FILE_EXAMPLE, "a.c is counted as an example now and only recorded" },
		{ FILE_VENDORED, "a.c is counted as vendored now and no longer judged" },
		{ FILE_GENERATED, "a.c is counted as generated now and no longer judged" },
		{ FILE_EXCLUDED, "a.c is excluded now and no longer judged; before, it was trunk" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct world world = world_new();

		judge_label(&world, (struct label){ FILE_SOURCE, DECLARED_NOT, false },
		            (struct label){ table[i].file_class, DECLARED_NOT, true });
		expect_count(&world, 1);
		assert_int_equal(expect_policy(&world, "a.c", table[i].says)->region, REGION_TRUNK);
		world_free(&world);
	}
}

/* Their files are not compared name by name. */
static void two_trees_that_borrow_one_graph_have_the_same_files(void **state)
{
	struct world world = world_new();
	struct case_file file;

	(void)state;
	both(&world, "a.c", LEAF, LEAF, NO_UNITS);
	both(&world, "b.c", TRUNK, TRUNK, NO_UNITS);
	both(&world, "c.c", LEAF, LEAF, NO_UNITS);
	world_file(&world.after, "b.c")->source.label.file_class = FILE_TEST;
	file = world_case(&world);
	world.before.regions.borrowed = world.after.regions.borrowed = true;
	world.after.regions.standings = world.before.regions.standings;
	judge(&world.verdict, &file);
	expect_count(&world, 1);
	assert_int_equal(expect_policy(&world, "b.c", "b.c is counted as a test now")->region,
	                 REGION_TRUNK);
	world_free(&world);
}

static void a_label_that_brings_a_file_in_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_label(&world, (struct label){ FILE_VENDORED, DECLARED_NOT, true },
	            (struct label){ FILE_SOURCE, DECLARED_NOT, true });
	expect_count(&world, 0);
	world_free(&world);
}

static void a_lower_declared_region_warns(void **state)
{
	struct world world = world_new();

	(void)state;
	judge_label(&world, (struct label){ FILE_SOURCE, DECLARED_NOT, false },
	            (struct label){ FILE_SOURCE, REGION_LEAF, false });
	expect_policy(&world, "a.c", "a.c is leaf code now, by a label; before, it was trunk code");
	world_free(&world);
}

static void a_declared_region_that_is_taken_back_warns_when_it_held_the_file_up(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "a.c", LEAF, LEAF, NO_UNITS);
	world_file(&world.before, "a.c")->source.label.declared = REGION_TRUNK;
	world_file(&world.before, "a.c")->standing.region = REGION_TRUNK;
	judged(&world);
	expect_policy(&world, "a.c", "leaf code now, by a label");
	world_free(&world);
}

static void a_declared_region_that_is_taken_back_changes_nothing_for_what_stands_there_anyway(
	void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "a.c", TRUNK, TRUNK, NO_UNITS);
	world_file(&world.before, "a.c")->source.label.declared = REGION_TRUNK;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_higher_declared_region_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "a.c", LEAF, LEAF, NO_UNITS);
	world_file(&world.after, "a.c")->source.label.declared = REGION_TRUNK;
	world_file(&world.after, "a.c")->standing.region = REGION_TRUNK;
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_region_that_falls_by_itself_is_no_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "a.c", TRUNK, LEAF, NO_UNITS);
	judged(&world);
	expect_count(&world, 0);
	world_free(&world);
}

static void a_whole_folder_is_one_finding(void **state)
{
	struct world world = world_new();

	(void)state;
	both(&world, "lib/a.c", BRANCH, BRANCH, NO_UNITS);
	both(&world, "lib/b.c", TRUNK, TRUNK, NO_UNITS);
	both(&world, "lib/c.c", LEAF, LEAF, NO_UNITS);
	both(&world, "main.c", LEAF, LEAF, NO_UNITS);
	for (int i = 0; i < 3; i++)
		world.after.files[i]->source.label.file_class = FILE_EXCLUDED;
	judged(&world);
	expect_count(&world, 1);
	expect_policy(&world, "lib/a.c",
	              "lib/a.c and 2 more files are excluded now and no longer judged; before, the "
	              "highest of them was trunk code");
	world_free(&world);
}

static void a_file_that_now_says_it_is_generated_is_told_of(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 4 }));
	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 40 }))
		->facts.generated = true;
	judged(&world);
	expect_policy(&world, "a.c", "counted as generated now");
	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 4, 40);
	world_free(&world);
}

static void a_file_that_moves_into_a_vendored_folder_is_told_of(void **state)
{
	struct world world = world_new();

	(void)state;
	before(&world, "a.c", TRUNK, NO_UNITS);
	after(&world, "vendor/a.c", TRUNK, NO_UNITS)->moved_from = "a.c";
	world_file(&world.after, "vendor/a.c")->source.label.file_class = FILE_VENDORED;
	judged(&world);
	expect_policy(&world, "vendor/a.c", "counted as vendored now");
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_loosened_setting_warns),
		cmocka_unit_test(a_tightened_setting_is_no_finding),
		cmocka_unit_test(a_change_that_switches_judging_off_is_still_judged),
		cmocka_unit_test(what_was_switched_off_before_is_not_judged),
		cmocka_unit_test(a_label_that_takes_a_file_out_of_judging_warns),
		cmocka_unit_test(two_trees_that_borrow_one_graph_have_the_same_files),
		cmocka_unit_test(a_label_that_brings_a_file_in_is_no_finding),
		cmocka_unit_test(a_lower_declared_region_warns),
		cmocka_unit_test(
			a_declared_region_that_is_taken_back_warns_when_it_held_the_file_up),
		cmocka_unit_test(a_higher_declared_region_is_no_finding),
		cmocka_unit_test(a_region_that_falls_by_itself_is_no_finding),
		cmocka_unit_test(a_whole_folder_is_one_finding),
		cmocka_unit_test(a_file_that_now_says_it_is_generated_is_told_of),
		cmocka_unit_test(a_file_that_moves_into_a_vendored_folder_is_told_of),
		cmocka_unit_test(
			a_declared_region_that_is_taken_back_changes_nothing_for_what_stands_there_anyway),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
