/* What a change wrote again: how bad it is by where it stands, and what is said of it. */
#include "world.h"

/* A changed file, and one with the original. */
struct copying {
	struct world world;
	struct judged_copy copy;
};

static struct copying copying(uint32_t load, uint32_t load_of_original)
{
	struct copying copying = { .world = world_new() };
	struct unit again = { .name = T("again"), .exported = true };
	struct unit first = { .name = T("first"), .exported = true };

	before(&copying.world, "new.c", load, NO_UNITS);
	after(&copying.world, "new.c", load, &again, 1);
	both(&copying.world, "old.c", load_of_original, load_of_original, &first, 1);
	copying.copy = (struct judged_copy){
		.line = 1,
		.end_line = 9,
		.tokens = 80,
		.original = 1, /* by path */
		.original_line = 1,
		.original_end_line = 9,
	};
	return copying;
}

static void judge_copies(struct copying *copying)
{
	struct case_file file = world_case(&copying->world);

	file.copies = &copying->copy;
	file.copy_count = 1;
	judge(&copying->world.verdict, &file);
}

static void expect_copy(struct copying *copying, enum level level, const char *says)
{
	judge_copies(copying);
	expect_count(&copying->world, 1);
	expect_says(expect_finding(&copying->world, RULE_DUPLICATE, level, "again", NONE, 80),
	            says);
	world_free(&copying->world);
}

static void a_copy_is_as_bad_as_where_it_was_put_and_copied_trunk_warns(void **state)
{
	static const struct {
		uint32_t load, original;
		enum level level;
	} table[] = {
		{ LEAF, LEAF, LEVEL_NOTE },    { LEAF, TRUNK, LEVEL_WARN },
		{ BRANCH, LEAF, LEVEL_WARN },  { BRANCH, TRUNK, LEVEL_WARN },
		{ TRUNK, LEAF, LEVEL_REJECT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct copying one = copying(table[i].load, table[i].original);

		expect_copy(&one, table[i].level, "again: 80 tokens are written again, from first");
	}
}

static void it_says_where_the_original_is_and_whether_it_can_be_used(void **state)
{
	struct copying free_one = copying(LEAF, TRUNK), user = copying(LEAF, TRUNK);
	struct copying used = copying(LEAF, TRUNK);

	(void)state;
	free_one.copy.renamed = true;
	free_one.copy.copies = 2;
	expect_copy(&free_one, LEVEL_WARN,
	            "again: 80 tokens are written again under other names, from first in "
	            "old.c:1-9 (trunk, 8 files stand on it); nothing stands in the way of using "
	            "it; 2 more copies");
	both_depend(&user.world, "new.c", "old.c");
	expect_copy(&user, LEVEL_WARN, "this file uses that one already: call it");
	both_depend(&used.world, "old.c", "new.c");
	expect_copy(&used, LEVEL_WARN, "using it would close a cycle: move it below both");
}

static size_t findings_of(struct copying *copying)
{
	size_t count;

	judge_copies(copying);
	count = copying->world.verdict.count;
	world_free(&copying->world);
	return count;
}

static void short_ones_are_none_and_tests_repeat_themselves(void **state)
{
	static const char *const tests[] = { "parser_test", "test_parse", "tests::parse",
		                             "ParserTest.parse", "TestParse" };
	struct copying small = copying(TRUNK, TRUNK), other = copying(TRUNK, TRUNK);

	(void)state;
	small.copy.tokens = 49;
	assert_int_equal(findings_of(&small), 0);
	for (size_t i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		struct copying one = copying(TRUNK, TRUNK);

		world_file(&one.world.after, "new.c")->facts.units[0].name = text_of(tests[i]);
		assert_int_equal(findings_of(&one), 0);
	}
	world_file(&other.world.after, "new.c")->facts.units[0].name = text_of("Testify.attest");
	assert_int_equal(findings_of(&other), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_is_as_bad_as_where_it_was_put_and_copied_trunk_warns),
		cmocka_unit_test(it_says_where_the_original_is_and_whether_it_can_be_used),
		cmocka_unit_test(short_ones_are_none_and_tests_repeat_themselves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
