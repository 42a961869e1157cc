/* Settings: their defaults, how they are read, and which of them loosen. */
#include "world.h"

static struct fault fault;

static enum status set(struct policy *policy, const char *name, const char *value)
{
	fault = (struct fault){ 0 };
	return policy_set(policy, text_of(name), text_of(value), &fault);
}

static void expect_refused(const char *name, const char *value, const char *says)
{
	struct policy policy, untouched;

	policy_default(&policy);
	untouched = policy;
	assert_int_equal(set(&policy, name, value), STATUS_USAGE);
	assert_int_equal(fault.status, STATUS_USAGE);
	assert_non_null(strstr(fault.text, name));
	if (!strstr(fault.text, says))
		print_message("says: %s\n", fault.text);
	assert_non_null(strstr(fault.text, says));
	assert_memory_equal(&policy, &untouched, sizeof(policy));
}

static void expect_loosened(void (*change)(struct policy *policy), const char *says)
{
	struct policy strict, loose;
	struct bytes how = BYTES_INIT;

	policy_default(&strict);
	strict.judge_tests = true;
	loose = strict;
	change(&loose);
	assert_true(policy_loosened(&strict, &loose, &how));
	assert_string_equal(how.data, says);
	bytes_clear(&how);
	assert_false(policy_loosened(&loose, &strict, &how));
	assert_int_equal(how.size, 0);
	bytes_release(&how);
}

static void the_defaults_are_those_of_the_design(void **state)
{
	static const struct {
		enum rule rule;
		const char *levels[REGION_COUNT];
		uint32_t limits[REGION_COUNT];
	} table[] = {
		{ RULE_COMPLEXITY, { "note", "warn", "reject" }, { 25, 25, 15 } },
		{ RULE_SIZE, { "note", "note", "warn" }, { 60, 60, 60 } },
		{ RULE_NESTING, { "note", "note", "warn" }, { 4, 4, 4 } },
		{ RULE_PARAMETERS, { "note", "note", "warn" }, { 6, 6, 6 } },
		{ RULE_DUPLICATE, { "note", "warn", "reject" }, { 50, 50, 50 } },
		{ RULE_PROMOTION, { "off", "warn", "warn" }, { 0, 0, 0 } },
		{ RULE_CYCLE, { "note", "warn", "reject" }, { 0, 0, 0 } },
		{ RULE_POLICY, { "warn", "warn", "warn" }, { 0, 0, 0 } },
		{ RULE_UNMEASURED, { "note", "warn", "warn" }, { 0, 0, 0 } },
	};
	struct policy policy;

	(void)state;
	policy_default(&policy);
	assert_int_equal(sizeof(table) / sizeof(table[0]), RULE_COUNT);
	for (int i = 0; i < RULE_COUNT; i++) {
		for (int region = 0; region < REGION_COUNT; region++) {
			enum rule rule = table[i].rule;

			assert_string_equal(level_name(policy.levels[rule][region]),
			                    table[i].levels[region]);
			assert_int_equal(policy.limits[rule][region], table[i].limits[region]);
		}
	}
	assert_true(policy.enabled);
	assert_false(policy.judge_tests);
	assert_int_equal(policy.grace, 2);
}

static void every_rule_has_a_whole_row(void **state)
{
	(void)state;
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = &rule_rows()[rule];

		assert_non_null(row->name);
		assert_non_null(row->title);
		assert_non_null(row->help);
		assert_int_equal(row->unit != NULL, row->limits[REGION_TRUNK] != 0);
		for (int region = 0; region < REGION_COUNT; region++) {
			assert_true(row->levels[region] <= row->most);
			assert_true(row->levels[region] >= row->least);
		}
	}
}

static void each_setting_is_read(void **state)
{
	struct policy policy;

	(void)state;
	policy_default(&policy);
	assert_int_equal(set(&policy, "complexity.trunk.limit", "20"), STATUS_OK);
	assert_int_equal(policy.limits[RULE_COMPLEXITY][REGION_TRUNK], 20);
	assert_int_equal(set(&policy, "size.leaf.limit", " 10000 "), STATUS_OK);
	assert_int_equal(policy.limits[RULE_SIZE][REGION_LEAF], 10000);
	assert_int_equal(set(&policy, "promotion.trunk.level", "reject"), STATUS_OK);
	assert_int_equal(policy.levels[RULE_PROMOTION][REGION_TRUNK], LEVEL_REJECT);
	assert_int_equal(set(&policy, "cycle.branch.level", "off"), STATUS_OK);
	assert_int_equal(policy.levels[RULE_CYCLE][REGION_BRANCH], LEVEL_OFF);
	assert_int_equal(set(&policy, "grace", "0"), STATUS_OK);
	assert_int_equal(policy.grace, 0);
	assert_int_equal(set(&policy, "tests", "yes"), STATUS_OK);
	assert_true(policy.judge_tests);
	assert_int_equal(set(&policy, "enabled", "off"), STATUS_OK);
	assert_false(policy.enabled);
}

static void the_middle_of_a_name_may_be_typed_in_capitals(void **state)
{
	struct policy policy;

	(void)state;
	policy_default(&policy);
	assert_int_equal(set(&policy, "Complexity.Trunk.limit", "20"), STATUS_OK);
	assert_int_equal(policy.limits[RULE_COMPLEXITY][REGION_TRUNK], 20);
}

static void a_bare_name_means_true(void **state)
{
	struct policy policy;

	(void)state;
	policy_default(&policy);
	assert_int_equal(policy_set(&policy, TEXT("tests"), (struct text){ NULL, 0 }, &fault),
	                 STATUS_OK);
	assert_true(policy.judge_tests);
}

static void what_is_no_setting_of_the_policy_is_absent(void **state)
{
	struct policy policy;

	(void)state;
	policy_default(&policy);
	assert_int_equal(set(&policy, "onfailure", "reject"), STATUS_ABSENT);
	assert_int_equal(set(&policy, "complexity.trunk.colour", "red"), STATUS_ABSENT);
	assert_int_equal(set(&policy, "", "red"), STATUS_ABSENT);
	assert_int_equal(set(&policy, ".", "red"), STATUS_ABSENT);
}

static void a_broken_value_names_the_setting_and_the_value(void **state)
{
	(void)state;
	expect_refused("complexity.trunk.limit", "many", "'many' is not a number from 1 to 10000");
	expect_refused("complexity.trunk.limit", "0", "'0' is not a number from 1");
	expect_refused("complexity.trunk.limit", "10001", "'10001'");
	expect_refused("complexity.trunk.limit", "99999999999999999999", "'99999999999999999999'");
	expect_refused("complexity.trunk.limit", "-3", "'-3'");
	expect_refused("complexity.trunk.limit", "15k", "'15k'");
	expect_refused("complexity.trunk.limit", "", "''");
	expect_refused("grace", "two", "'two' is not a number from 0 to 10000");
	expect_refused("complexity.trunk.level", "error",
	               "'error' is not off, note, warn or reject");
	expect_refused("enabled", "maybe", "'maybe' is not true or false");
	expect_refused("enabled", "", "'' is not true or false");
}

static void a_misspelt_rule_or_region_is_no_silent_pass(void **state)
{
	(void)state;
	expect_refused("complexty.trunk.limit", "20", "no rule 'complexty'");
	expect_refused("complexity.root.limit", "20", "leaf, branch or trunk");
	expect_refused("cycle.level", "off", "bole.cycle.trunk.level");
	expect_refused("cycle.trunk.limit", "3", "has no limit");
}

static void what_must_stay_visible_cannot_be_switched_off(void **state)
{
	(void)state;
	expect_refused("policy.trunk.level", "off", "warn at least");
	expect_refused("unmeasured.trunk.level", "reject", "warn at most");
}

static void raise_a_limit(struct policy *policy)
{
	policy->limits[RULE_COMPLEXITY][REGION_TRUNK] = 20;
}

static void lower_a_level(struct policy *policy)
{
	policy->levels[RULE_CYCLE][REGION_TRUNK] = LEVEL_OFF;
}

static void raise_the_grace(struct policy *policy)
{
	policy->grace = 9;
}

static void leave_tests_out(struct policy *policy)
{
	policy->judge_tests = false;
}

static void each_loosening_is_worded(void **state)
{
	(void)state;
	expect_loosened(raise_a_limit, "complexity.trunk.limit: raised from 15 to 20\n");
	expect_loosened(lower_a_level, "cycle.trunk.level: lowered from reject to off\n");
	expect_loosened(raise_the_grace, "grace: raised from 2 to 9\n");
	expect_loosened(leave_tests_out, "tests: tests are no longer judged\n");
}

static void switching_judging_off_is_a_loosening(void **state)
{
	struct policy on, off;
	struct bytes how = BYTES_INIT;

	(void)state;
	policy_default(&on);
	off = on;
	off.enabled = false;
	assert_true(policy_loosened(&on, &off, &how));
	assert_string_equal(how.data, "enabled: judging is switched off\n");
	assert_false(policy_loosened(&off, &on, &how));
	bytes_release(&how);
}

static void a_limit_of_a_rule_that_is_off_loosens_nothing(void **state)
{
	struct policy strict, loose;
	struct bytes how = BYTES_INIT;

	(void)state;
	policy_default(&strict);
	strict.levels[RULE_SIZE][REGION_LEAF] = LEVEL_OFF;
	loose = strict;
	loose.limits[RULE_SIZE][REGION_LEAF] = 900;
	assert_false(policy_loosened(&strict, &loose, &how));
	bytes_release(&how);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_defaults_are_those_of_the_design),
		cmocka_unit_test(every_rule_has_a_whole_row),
		cmocka_unit_test(each_setting_is_read),
		cmocka_unit_test(the_middle_of_a_name_may_be_typed_in_capitals),
		cmocka_unit_test(a_bare_name_means_true),
		cmocka_unit_test(what_is_no_setting_of_the_policy_is_absent),
		cmocka_unit_test(a_broken_value_names_the_setting_and_the_value),
		cmocka_unit_test(a_misspelt_rule_or_region_is_no_silent_pass),
		cmocka_unit_test(what_must_stay_visible_cannot_be_switched_off),
		cmocka_unit_test(each_loosening_is_worded),
		cmocka_unit_test(switching_judging_off_is_a_loosening),
		cmocka_unit_test(a_limit_of_a_rule_that_is_off_loosens_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
