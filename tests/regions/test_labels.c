/* What .gitattributes say of a path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "bole/regions.h"

static struct labels *labels_from(const char *content)
{
	struct labels *labels = labels_new();

	labels_add(labels, TEXT(".gitattributes"), text_of(content));
	return labels;
}

static void assert_declared(const struct labels *labels, const char *path, int expected)
{
	struct label label = labels_of(labels, text_of(path));

	if (label.declared != expected)
		fail_msg("%s is declared %d, not %d", path, label.declared, expected);
}

static void assert_class(const struct labels *labels, const char *path, enum file_class expected)
{
	struct label label = labels_of(labels, text_of(path));

	if (label.file_class != expected)
		fail_msg("%s is %s, not %s", path, file_class_name(label.file_class),
		         file_class_name(expected));
}

static void a_region_is_declared_by_value(void **state)
{
	struct labels *labels = labels_from("a.c bole=trunk\n"
	                                    "b.c bole=branch\n"
	                                    "c.c bole=leaf\n"
	                                    "d.c bole=twig\n"
	                                    "e.c text\n");

	(void)state;
	assert_declared(labels, "a.c", REGION_TRUNK);
	assert_declared(labels, "b.c", REGION_BRANCH);
	assert_declared(labels, "c.c", REGION_LEAF);
	assert_declared(labels, "d.c", DECLARED_NOT);
	assert_declared(labels, "e.c", DECLARED_NOT);
	labels_free(labels);
}

static void minus_bole_leaves_a_file_out(void **state)
{
	struct labels *labels = labels_from("*.c -bole\n");

	(void)state;
	assert_class(labels, "x/a.c", FILE_EXCLUDED);
	assert_true(labels_of(labels, TEXT("x/a.c")).by_attribute);
	assert_class(labels, "x/a.h", FILE_SOURCE);
	labels_free(labels);
}

static void linguist_attributes_are_honoured(void **state)
{
	struct labels *labels = labels_from("gen.c linguist-generated\n"
	                                    "gen2.c linguist-generated=true\n"
	                                    "theirs.c linguist-vendored\n"
	                                    "vendor/ours.c -linguist-vendored\n"
	                                    "vendor/also.c linguist-vendored=false\n"
	                                    "guide.c linguist-documentation\n");

	(void)state;
	assert_class(labels, "gen.c", FILE_GENERATED);
	assert_class(labels, "gen2.c", FILE_GENERATED);
	assert_class(labels, "theirs.c", FILE_VENDORED);
	assert_class(labels, "vendor/ours.c", FILE_SOURCE);
	assert_class(labels, "vendor/also.c", FILE_SOURCE);
	assert_class(labels, "vendor/theirs.c", FILE_VENDORED);
	assert_class(labels, "guide.c", FILE_EXAMPLE);
	labels_free(labels);
}

static void a_pattern_without_slash_holds_at_any_depth(void **state)
{
	struct labels *labels = labels_from("a.c bole=trunk\n"
	                                    "/top.c bole=trunk\n"
	                                    "dir/b.c bole=trunk\n"
	                                    "dir/ bole=trunk\n"
	                                    "deep/** bole=trunk\n");

	(void)state;
	assert_declared(labels, "x/y/a.c", REGION_TRUNK);
	assert_declared(labels, "top.c", REGION_TRUNK);
	assert_declared(labels, "x/top.c", DECLARED_NOT);
	assert_declared(labels, "dir/b.c", REGION_TRUNK);
	assert_declared(labels, "x/dir/b.c", DECLARED_NOT);
	assert_declared(labels, "dir/c.c", DECLARED_NOT);
	assert_declared(labels, "deep/x/y.c", REGION_TRUNK);
	labels_free(labels);
}

static void the_last_line_that_matches_wins(void **state)
{
	struct labels *labels = labels_from("*.c bole=leaf\n"
	                                    "a.c bole=trunk\n"
	                                    "x/** bole=branch\n"
	                                    "x/?.c !bole\n"
	                                    "b.c bole=trunk linguist-generated\n"
	                                    "*.c -linguist-generated\n");

	(void)state;
	assert_declared(labels, "z.c", REGION_LEAF);
	assert_declared(labels, "a.c", REGION_TRUNK);
	assert_declared(labels, "x/abc.c", REGION_BRANCH);
	assert_declared(labels, "x/a.c", DECLARED_NOT);
	assert_declared(labels, "b.c", REGION_TRUNK);
	assert_class(labels, "b.c", FILE_SOURCE);
	labels_free(labels);
}

static void a_deeper_file_wins_whenever_it_was_read(void **state)
{
	struct labels *labels = labels_new();

	(void)state;
	labels_add(labels, TEXT("x/y/.gitattributes"), TEXT("a.c bole=trunk\n/b.c bole=trunk\n"));
	labels_add(labels, TEXT(".gitattributes"), TEXT("*.c bole=leaf\n"));
	assert_declared(labels, "a.c", REGION_LEAF);
	assert_declared(labels, "x/a.c", REGION_LEAF);
	assert_declared(labels, "x/y/a.c", REGION_TRUNK);
	assert_declared(labels, "x/y/z/a.c", REGION_TRUNK);
	assert_declared(labels, "x/y/b.c", REGION_TRUNK);
	assert_declared(labels, "x/y/z/b.c", REGION_LEAF);
	labels_free(labels);
}

static void patterns_may_be_quoted(void **state)
{
	struct labels *labels = labels_from("\"a b.c\" bole=trunk\n"
	                                    "\"\\303\\244.c\" bole=trunk\n"
	                                    "\"tab\\t.c\" bole=trunk\n"
	                                    "\"open bole=trunk\n");

	(void)state;
	assert_declared(labels, "a b.c", REGION_TRUNK);
	assert_declared(labels, "\xc3\xa4.c", REGION_TRUNK);
	assert_declared(labels, "tab\t.c", REGION_TRUNK);
	assert_declared(labels, "\"open", REGION_TRUNK);
	labels_free(labels);
}

static void what_git_ignores_is_ignored(void **state)
{
	struct bytes content = BYTES_INIT;
	struct labels *labels = labels_new();

	(void)state;
	bytes_add_string(&content, "\xef\xbb\xbf"
	                           "first.c bole=trunk\n"
	                           "# comment.c bole=trunk\n"
	                           "!not.c bole=trunk\n"
	                           "bad.c bole=trunk -\n"
	                           "  indented.c   bole=trunk \r\n");
	bytes_add_string(&content, "long.c bole=trunk ");
	for (int i = 0; i < 2100; i++)
		bytes_add_char(&content, 'x');
	bytes_add_string(&content, "\nlast.c bole=trunk");
	labels_add(labels, TEXT(".gitattributes"), bytes_text(&content));
	bytes_release(&content);
	assert_declared(labels, "first.c", REGION_TRUNK);
	assert_declared(labels, "comment.c", DECLARED_NOT);
	assert_declared(labels, "not.c", DECLARED_NOT);
	assert_declared(labels, "!not.c", DECLARED_NOT);
	assert_declared(labels, "bad.c", DECLARED_NOT);
	assert_declared(labels, "indented.c", REGION_TRUNK);
	assert_declared(labels, "long.c", DECLARED_NOT);
	assert_declared(labels, "last.c", REGION_TRUNK);
	labels_free(labels);
}

static void macros_of_the_top_file_are_expanded(void **state)
{
	struct labels *labels = labels_from("a.c core\n"
	                                    "[attr]core bole=trunk\n"
	                                    "[attr]theirs linguist-vendored -text\n"
	                                    "b.c theirs\n"
	                                    "c.c -core\n");

	(void)state;
	assert_declared(labels, "a.c", REGION_TRUNK);
	assert_class(labels, "b.c", FILE_VENDORED);
	assert_declared(labels, "c.c", DECLARED_NOT);
	labels_free(labels);
}

static void endings_are_found_behind_every_dot(void **state)
{
	struct labels *labels = labels_from("*.pb.go linguist-generated\n*.go bole=branch\n");

	(void)state;
	assert_class(labels, "x/a.pb.go", FILE_GENERATED);
	assert_declared(labels, "x/a.pb.go", REGION_BRANCH);
	assert_class(labels, "x/pb.go", FILE_SOURCE);
	labels_free(labels);
}

/* A hundred thousand lines for fifty thousand files, in all the forms that take time. */
static void a_flood_of_lines_costs_little_and_is_said(void **state)
{
	struct labels *labels = labels_new();
	struct bytes content = BYTES_INIT;
	clock_t start = clock();

	(void)state;
	for (int folder = 0; folder < 10; folder++) {
		bytes_clear(&content);
		for (int i = 0; i < 10000; i++)
			bytes_format(&content,
			             i % 2 ? "*a*b%d*c*?.c bole=leaf\n" : "f%d.c bole=trunk\n", i);
		bytes_reserve(&content, 0);
		labels_add(labels, folder ? TEXT("d/.gitattributes") : TEXT(".gitattributes"),
		           bytes_text(&content));
	}
	for (int i = 0; i < 50000; i++) {
		bytes_clear(&content);
		bytes_format(&content, "d/abcabcabcabcabcabc/f%d.c", i);
		assert_int_equal(labels_of(labels, bytes_text(&content)).declared,
		                 i < 10000 && i % 2 == 0 ? REGION_TRUNK : DECLARED_NOT);
	}
	assert_true(labels_dropped(labels) > 0);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10);
	bytes_release(&content);
	labels_free(labels);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_region_is_declared_by_value),
		cmocka_unit_test(minus_bole_leaves_a_file_out),
		cmocka_unit_test(linguist_attributes_are_honoured),
		cmocka_unit_test(a_pattern_without_slash_holds_at_any_depth),
		cmocka_unit_test(the_last_line_that_matches_wins),
		cmocka_unit_test(a_deeper_file_wins_whenever_it_was_read),
		cmocka_unit_test(patterns_may_be_quoted),
		cmocka_unit_test(what_git_ignores_is_ignored),
		cmocka_unit_test(macros_of_the_top_file_are_expanded),
		cmocka_unit_test(endings_are_found_behind_every_dot),
		cmocka_unit_test(a_flood_of_lines_costs_little_and_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
