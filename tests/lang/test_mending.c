/* Lines of #if around what does not parse: what is tried, what stays, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bole/facts.h"

struct seen {
	struct syntax *syntax;
	const struct outline *outline;
	struct facts facts;
	struct arena arena;
};

static struct seen look(const char *text)
{
	struct seen seen = { .syntax = syntax_new(), .arena = ARENA_INIT };

	seen.outline = syntax_walk(seen.syntax, language_by_name(TEXT("c")), text_of(text));
	facts_gather(&seen.facts, seen.outline, true, &seen.arena);
	return seen;
}

static void leave(struct seen *seen)
{
	syntax_free(seen->syntax);
	arena_release(&seen->arena);
}

/* Unit `index`, which is measured. */
static void expect_unit(const struct seen *seen, size_t index, const char *name, uint32_t cognitive,
                        uint32_t sloc)
{
	const struct unit *unit;

	assert_true(index < seen->facts.unit_count);
	unit = &seen->facts.units[index];
	assert_true(text_is(unit->name, name));
	assert_int_equal(unit->quality, QUALITY_MEASURED);
	assert_int_equal(unit->cognitive, cognitive);
	assert_int_equal(unit->sloc, sloc);
}

#define NEIGHBOUR "int neighbour(int a) {\n#if A\n\treturn a;\n#endif\n}\n"

static void branches_that_cut_a_statement_are_read_without_their_lines(void **state)
{
	struct seen seen = look("int cut(int a) {\n"
	                        "\tif (a\n"
	                        "#ifdef B\n"
	                        "\t    && b\n"
	                        "#endif\n"
	                        "\t)\n"
	                        "\t\treturn 1;\n"
	                        "}\n" NEIGHBOUR);

	(void)state;
	assert_int_equal(seen.outline->error_bytes, 0);
	assert_int_equal(seen.facts.unit_count, 2);
	expect_unit(&seen, 0, "cut", 2, 6);       /* the lines of #if are no code there */
	expect_unit(&seen, 1, "neighbour", 0, 5); /* and are where nothing is wrong */
	leave(&seen);
}

static void of_branches_that_exclude_each_other_the_first_is_read(void **state)
{
	struct seen seen = look("#ifdef B\n"
	                        "int one(int a) {\n"
	                        "\tif (a) {\n"
	                        "#else\n"
	                        "int one(long a) {\n"
	                        "\twhile (a && b) {\n"
	                        "#endif\n"
	                        "\t\tstop();\n"
	                        "\t}\n"
	                        "}\n" NEIGHBOUR);

	(void)state;
	assert_int_equal(seen.outline->error_bytes, 0);
	assert_int_equal(seen.facts.unit_count, 2);
	expect_unit(&seen, 0, "one", 1, 5);
	expect_unit(&seen, 1, "neighbour", 0, 5);
	leave(&seen);
}

static void a_spelling_that_joins_functions_is_refused(void **state)
{
	struct seen seen = look("#ifndef B\n"
	                        "bool create(tsd_t *tsd, unsigned arena) not_here\n"
	                        "bool read_all(tsdn_t *tsdn,\n"
	                        "#else\n"
	                        "static bool enabled;\n"
	                        "static void\n"
	                        "set_up(tsdn_t *tsdn, info_t *info) {\n"
	                        "\tif (a) {\n"
	                        "\t}\n"
	                        "}\n"
	                        "static inline bool\n"
	                        "bind_to(int cpu) {\n"
	                        "}\n");

	(void)state;
	assert_int_equal(seen.facts.unit_count, 2);
	expect_unit(&seen, 0, "set_up", 1, 5);
	expect_unit(&seen, 1, "bind_to", 0, 3);
	leave(&seen);
}

static void what_no_spelling_helps_stays_unmeasured(void **state)
{
	struct seen seen = look("int lost(int a) {\n"
	                        "#if A\n"
	                        "\treturn a ? ) b;\n"
	                        "#endif\n"
	                        "}\n" NEIGHBOUR);

	(void)state;
	assert_true(seen.outline->error_bytes > 0);
	assert_int_equal(seen.facts.unit_count, 2);
	assert_int_equal(seen.facts.units[0].quality, QUALITY_BROKEN);
	expect_unit(&seen, 1, "neighbour", 0, 5);
	leave(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(branches_that_cut_a_statement_are_read_without_their_lines),
		cmocka_unit_test(of_branches_that_exclude_each_other_the_first_is_read),
		cmocka_unit_test(a_spelling_that_joins_functions_is_refused),
		cmocka_unit_test(what_no_spelling_helps_stays_unmeasured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
