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

/* Without their lines both branches open a block, and one end closes them. */
static void a_spelling_that_leaves_a_function_open_is_refused(void **state)
{
	struct seen seen = look("int cut(int a) {\n"
	                        "#if A\n"
	                        "\tif (a) {\n"
	                        "#endif\n"
	                        "#if B\n"
	                        "\tif (b) {\n"
	                        "#endif\n"
	                        "\t\tstop();\n"
	                        "\t}\n"
	                        "}\n" NEIGHBOUR);

	(void)state;
	assert_int_equal(seen.facts.unit_count, 2);
	assert_int_equal(seen.facts.units[0].quality, QUALITY_BROKEN);
	expect_unit(&seen, 1, "neighbour", 0, 5);
	leave(&seen);
}

/* The parser gives up at the first line here, and what it could not read is in the last function. */
static void what_cuts_is_found_far_from_where_the_parser_gave_up(void **state)
{
	struct seen seen = look("#if A\n"
	                        "int first(int a) {\n"
	                        "\treturn a;\n"
	                        "}\n"
	                        "#elif B\n"
	                        "int cut(int a) {\n"
	                        "#ifdef C\n"
	                        "\tif (a) {\n"
	                        "#endif\n"
	                        "\t\tstop();\n"
	                        "#ifdef C\n"
	                        "\t} else\n"
	                        "#endif\n"
	                        "\t\tgo();\n"
	                        "}\n"
	                        "#endif\n" NEIGHBOUR);

	(void)state;
	assert_int_equal(seen.outline->error_bytes, 0);
	assert_int_equal(seen.facts.unit_count, 3);
	expect_unit(&seen, 0, "first", 0, 3);
	expect_unit(&seen, 1, "cut", 2, 6);
	expect_unit(&seen, 2, "neighbour", 0, 5);
	leave(&seen);
}

/* Without `UNUSED` the grammar takes what is left for a function. */
static void what_was_blanked_in_vain_is_read_as_it_was_written(void **state)
{
	struct seen seen = look("int a(int b) {\n"
	                        "\tUNUSED bool idle INITIALLY(false);\n"
	                        "\treturn b;\n"
	                        "}\n");

	(void)state;
	assert_int_equal(seen.outline->error_bytes, 1);
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

static void lines_of_nothing_behind_an_error_cost_little(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct seen seen;

	(void)state;
	bytes_add_string(&bytes, "int f( {\n int a 3 b c d;;)(\n}\n");
	for (int i = 0; i < 500000; i++)
		bytes_add_char(&bytes, '\n');
	bytes_add_string(&bytes, "#endif\n");
	seen = look(bytes.data);
	assert_true(seen.outline->error_bytes > 0);
	leave(&seen);
	bytes_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(branches_that_cut_a_statement_are_read_without_their_lines),
		cmocka_unit_test(of_branches_that_exclude_each_other_the_first_is_read),
		cmocka_unit_test(a_spelling_that_leaves_a_function_open_is_refused),
		cmocka_unit_test(what_cuts_is_found_far_from_where_the_parser_gave_up),
		cmocka_unit_test(what_was_blanked_in_vain_is_read_as_it_was_written),
		cmocka_unit_test(lines_of_nothing_behind_an_error_cost_little),
		cmocka_unit_test(what_no_spelling_helps_stays_unmeasured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
