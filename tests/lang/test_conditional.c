/* Lines of conditional compilation, left out byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "metrics/lang/all.h"

/* In `what` a blank stands for each byte that is to go. */
static void expect(respelling *blank, const char *text, const char *what)
{
	char copy[256];
	size_t size = strlen(text);

	assert_true(size < sizeof(copy));
	assert_int_equal(size, strlen(what));
	memcpy(copy, text, size);
	assert_int_equal(blank(copy, size), strcmp(text, what) != 0);
	assert_memory_equal(copy, what, size);
}

static void directives_go_and_what_they_choose_stays(void **state)
{
	(void)state;
	expect(blank_conditional_lines, "a\n#if X\nb\n  # else\nc\n#endif\nd",
	       "a\n     \nb\n        \nc\n      \nd");
	expect(blank_conditional_lines, "#ifdef A \\\n  && B\nc\n#endif",
	       "          \n      \nc\n      ");
}

static void other_lines_stay(void **state)
{
	(void)state;
	expect(blank_conditional_lines, "#include <a>\n#iffy\n#region if\nx = '#if';\n",
	       "#include <a>\n#iffy\n#region if\nx = '#if';\n");
	expect(blank_conditional_lines, "", "");
	expect(blank_conditional_lines, "#", "#");
}

static void comments_and_line_ends_stay(void **state)
{
	(void)state;
	expect(blank_conditional_lines, "#if X // why\r\nb\r\n#endif /* X */\r\n",
	       "      // why\r\nb\r\n       /* X */\r\n");
}

static void only_the_first_branch_is_kept(void **state)
{
	(void)state;
	expect(blank_other_branches, "#if X\na\n#elif Y\nb\n#else\nc\n#endif\nd",
	       "     \na\n       \n \n     \n \n      \nd");
	expect(blank_other_branches,
	       "#if X\n#if Y\na\n#else\nb\n#endif\nc\n#else\n#if Z\nd\n#endif\n#endif\ne",
	       "     \n     \na\n     \n \n      \nc\n     \n     \n \n      \n      \ne");
}

static void without_other_branches_there_is_nothing_to_gain(void **state)
{
	char text[] = "#if X\na\n#endif\n";

	(void)state;
	assert_false(blank_other_branches(text, sizeof(text) - 1));
}

static void directives_whose_others_are_elsewhere_stay(void **state)
{
	(void)state;
	expect(blank_conditional_lines, "#endif\na\n#else\nb\n", "#endif\na\n#else\nb\n");
	expect(blank_conditional_lines, "#else\n#if X\na\n#endif\n#endif\n#if Y\n#if Z\n#endif",
	       "#else\n     \na\n      \n#endif\n#if Y\n     \n      ");
	expect(blank_other_branches, "#if X\n#if Y\na\n#else\nb\n#endif\n#else\nc\n",
	       "#if X\n     \na\n     \n \n      \n#else\nc\n");
}

static void alone_they_go_where_the_others_are_elsewhere(void **state)
{
	(void)state;
	expect(blank_loose_conditionals, "#else\n#if X\na\n#endif\n#endif\n#if Y\n",
	       "     \n#if X\na\n#endif\n      \n     \n");
	expect(blank_loose_conditionals, "#if X\na\n#endif", "#if X\na\n#endif");
}

static void brackets_for_cpp_alone_go(void **state)
{
	(void)state;
	expect(blank_linkage, "#ifdef __cplusplus\nextern \"C\" { // C\n#endif\na\n",
	       "                  \n             // C\n      \na\n");
	expect(blank_linkage, "#if defined(__cplusplus)\n}\n#endif /* x */",
	       "                        \n \n       /* x */");
	expect(blank_linkage,
	       "#ifdef __cplusplus\nextern \"C\" {\nint a;\n#endif\n#if X\n}\n#endif",
	       "#ifdef __cplusplus\nextern \"C\" {\nint a;\n#endif\n#if X\n}\n#endif");
}

/* Each of them hides what is behind it: together no more than once. */
static void a_million_branches_cost_what_they_are(void **state)
{
	struct bytes bytes = BYTES_INIT;
	size_t size;

	(void)state;
	bytes_add_string(&bytes, "#if A\n");
	while (bytes.size < 1 << 20)
		bytes_add_string(&bytes, "#else\n");
	bytes_add_string(&bytes, "#endif\n");
	size = bytes.size;
	assert_true(blank_other_branches(bytes.data, size));
	assert_null(memchr(bytes.data, '#', size));
	bytes_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(directives_go_and_what_they_choose_stays),
		cmocka_unit_test(other_lines_stay),
		cmocka_unit_test(comments_and_line_ends_stay),
		cmocka_unit_test(only_the_first_branch_is_kept),
		cmocka_unit_test(without_other_branches_there_is_nothing_to_gain),
		cmocka_unit_test(directives_whose_others_are_elsewhere_stay),
		cmocka_unit_test(alone_they_go_where_the_others_are_elsewhere),
		cmocka_unit_test(brackets_for_cpp_alone_go),
		cmocka_unit_test(a_million_branches_cost_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
