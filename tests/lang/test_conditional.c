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

static void unbalanced_directives_do_no_harm(void **state)
{
	char text[] = "#endif\na\n#else\nb\n";

	(void)state;
	expect(blank_conditional_lines, text, "      \na\n     \nb\n");
	assert_false(blank_other_branches(text, sizeof(text) - 1));
	assert_string_equal(text, "      \na\n     \nb\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(directives_go_and_what_they_choose_stays),
		cmocka_unit_test(other_lines_stay),
		cmocka_unit_test(comments_and_line_ends_stay),
		cmocka_unit_test(only_the_first_branch_is_kept),
		cmocka_unit_test(without_other_branches_there_is_nothing_to_gain),
		cmocka_unit_test(unbalanced_directives_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
