/* The patterns of .gitattributes against paths, as git matches them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "metrics/regions/pattern.h"

static void assert_match(const char *pattern, const char *path, bool expected)
{
	if (pattern_matches(text_of(pattern), text_of(path)) != expected)
		fail_msg("%s %s %s", pattern, expected ? "does not match" : "matches", path);
}

static void a_star_stops_at_slashes(void **state)
{
	(void)state;
	assert_match("*.c", "a.c", true);
	assert_match("*.c", ".c", true);
	assert_match("*.c", "a.h", false);
	assert_match("src/*.c", "src/a.c", true);
	assert_match("src/*.c", "src/sub/a.c", false);
	assert_match("*/a.c", "src/a.c", true);
	assert_match("*/a.c", "src/sub/a.c", false);
	assert_match("a*b*c", "aXbYc", true);
	assert_match("a*b*c", "aXbYbZc", true);
	assert_match("a*b*c", "aXcYb", false);
	assert_match("a*", "a", true);
}

static void two_stars_cross_slashes_only_between_slashes(void **state)
{
	(void)state;
	assert_match("**/a.c", "a.c", true);
	assert_match("**/a.c", "x/y/a.c", true);
	assert_match("**/a.c", "x/y/ba.c", false);
	assert_match("src/**", "src/a.c", true);
	assert_match("src/**", "src/x/y/a.c", true);
	assert_match("src/**", "src", false);
	assert_match("src/**", "srcs/a.c", false);
	assert_match("src/**/a.c", "src/a.c", true);
	assert_match("src/**/a.c", "src/x/y/a.c", true);
	assert_match("src/**.c", "src/x.c", true);
	assert_match("src/**.c", "src/x/y.c", false);
	assert_match("**/x/**/y", "a/x/b/c/y", true);
	assert_match("**/x/**/y", "a/x/x/y", true);
	assert_match("**/x/*.c", "x/z/x/b.c", true);
	assert_match("**", "a/b/c", true);
}

static void a_question_mark_is_one_byte_but_no_slash(void **state)
{
	(void)state;
	assert_match("a?c", "abc", true);
	assert_match("a?c", "a/c", false);
	assert_match("a?c", "ac", false);
}

static void classes_hold_ranges_names_and_negations(void **state)
{
	(void)state;
	assert_match("[abc].c", "b.c", true);
	assert_match("[abc].c", "d.c", false);
	assert_match("[a-f]x", "cx", true);
	assert_match("[!a-f]x", "cx", false);
	assert_match("[^a-f]x", "gx", true);
	assert_match("[]]x", "]x", true);
	assert_match("[[:digit:]]x", "7x", true);
	assert_match("[[:digit:]]x", "ax", false);
	assert_match("[\\]]x", "]x", true);
	assert_match("a[!x]c", "a/c", false);
	assert_match("[abc", "a", false);
}

static void a_backslash_takes_the_next_byte_as_it_is(void **state)
{
	(void)state;
	assert_match("\\*.c", "*.c", true);
	assert_match("\\*.c", "a.c", false);
	assert_match("a\\", "a", false);
}

/* Each star could start anywhere: only the last one may be tried again. */
static void many_stars_end_soon(void **state)
{
	char path[2000];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(path); i++)
		path[i] = 'a';
	path[sizeof(path) - 1] = '\0';
	assert_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", path, false);
	assert_match("**/*a*a*a*a*a*a*/**/*a*a*a*a*b", path, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_star_stops_at_slashes),
		cmocka_unit_test(two_stars_cross_slashes_only_between_slashes),
		cmocka_unit_test(a_question_mark_is_one_byte_but_no_slash),
		cmocka_unit_test(classes_hold_ranges_names_and_negations),
		cmocka_unit_test(a_backslash_takes_the_next_byte_as_it_is),
		cmocka_unit_test(many_stars_end_soon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
