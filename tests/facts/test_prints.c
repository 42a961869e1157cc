/* Fingerprints: what is the same for them, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bole/facts.h"

struct printed {
	struct syntax *syntax;
	struct arena arena;
	struct facts facts;
	struct prints prints;
};

static void print_file(struct printed *printed, const char *path, const char *source)
{
	const struct language *language = language_of(text_of(path), TEXT(""));

	*printed = (struct printed){ .syntax = syntax_new(), .arena = ARENA_INIT };
	facts_gather(&printed->facts, syntax_walk(printed->syntax, language, text_of(source)),
	             false, &printed->arena);
	assert_true(prints_decode(&printed->prints, printed->facts.prints, &printed->arena));
}

static void release(struct printed *printed)
{
	arena_release(&printed->arena);
	syntax_free(printed->syntax);
}

/* How alike are two files?  By shapes and patterns, and by texts. */
enum likeness { DIFFERENT, RENAMED, SAME };

static enum likeness compare(const char *path, const char *one, const char *other)
{
	struct printed a, b;
	enum likeness likeness = SAME;

	print_file(&a, path, one);
	print_file(&b, path, other);
	if (a.prints.count != b.prints.count ||
	    prints_pattern(&a.prints, 0, a.prints.count) !=
	            prints_pattern(&b.prints, 0, b.prints.count))
		likeness = DIFFERENT;
	for (size_t i = 0; i < a.prints.count && likeness; i++) {
		if (a.prints.phrases[i].shape != b.prints.phrases[i].shape)
			likeness = DIFFERENT;
		else if (a.prints.phrases[i].text != b.prints.phrases[i].text)
			likeness = RENAMED;
	}
	release(&a);
	release(&b);
	return likeness;
}

static void layout_and_comments_do_not_matter(void **state)
{
	(void)state;
	assert_int_equal(compare("a.c", "int f(int a)\n{\n\tif (a)\n\t\treturn g(a, 1);\n}\n",
	                         "int f(int a) { /* x */\n if (a) return g(\na,\n1); // y\n}\n"),
	                 SAME);
	assert_int_equal(compare("a.py", "def f(a):\n    x = g(a, 1)\n    return x\n",
	                         "def f(a):  # x\n\n  x = g(a,\n        1)\n  return x\n"),
	                 SAME);
	assert_int_equal(compare("a.js", "function f(a) {\n  return a.b().c() + 1\n}\n",
	                         "function f(a) {\n  return a\n    .b()\n    .c() +\n 1\n}\n"),
	                 SAME);
}

/* Two files have so many phrases at their ends in common. */
static void expect_same_ends(const char *path, const char *one, const char *other, size_t least)
{
	struct printed a, b;

	print_file(&a, path, one);
	print_file(&b, path, other);
	assert_true(a.prints.count > least && b.prints.count > least);
	for (size_t back = 1; back <= least; back++)
		assert_int_equal(a.prints.phrases[a.prints.count - back].shape,
		                 b.prints.phrases[b.prints.count - back].shape);
	release(&a);
	release(&b);
}

#define ITEMS "<li><b>one</b>: what it is</li><li><b>two</b>: <br/> and that</li></ul></div>);\n"
#define FIELDS "size: size_of(it), rows: it.rows, last: it.rows[0], next: nil}\n}\n"
#define OPERANDS \
	"it->next->size < least || (it->next->size == least && it->next->at < at))\n\t\tgo(it);\n}\n"

/* What stands before must not move where the rest is parted. */
static void long_phrases_are_parted_where_what_they_hold_says_so(void **state)
{
	(void)state;
	expect_same_ends("a.tsx", "const a = (<div><ul>" ITEMS,
	                 "const a = (<div><p><b>Some</b> of it</p><ul>" ITEMS, 4);
	expect_same_ends("a.go", "package p\nfunc f() {\n\tx := row{at: 1, " FIELDS,
	                 "package p\nfunc f() {\n\tx := row{at: where(it, 2), " FIELDS, 4);
	expect_same_ends("a.js", "f([one(a, b), two(c, d), three(e.f), four, five(g)])\n",
	                 "f([one(a.b, c(d)), two(c, d), three(e.f), four, five(g)])\n", 3);
	expect_same_ends("a.c", "void f(void)\n{\n\tif (it->next->at < 0 || " OPERANDS,
	                 "void f(void)\n{\n\tif (!is_locked(it, 0) || " OPERANDS, 3);
}

static void names_exchanged_consistently_are_renamed(void **state)
{
	(void)state;
	assert_int_equal(compare("a.c", "int f(int a) { int b = a * 2; return a + b; }",
	                         "int g(int x) { int y = x * 3; return x + y; }"),
	                 RENAMED);
	assert_int_equal(compare("a.c", "int f(int a) { int b = a * 2; return a + b; }",
	                         "int g(int x) { int y = x * 3; return y + x; }"),
	                 DIFFERENT);
}

static void other_words_are_another_shape(void **state)
{
	(void)state;
	assert_int_equal(compare("a.go", "package p\nfunc f() { a := 1 }",
	                         "package p\nfunc f() { a = 1 }"),
	                 DIFFERENT);
}

static void imports_leave_no_print(void **state)
{
	struct printed printed;

	(void)state;
	print_file(&printed, "a.py", "import os\nfrom a.b import (c,\n  d)\n\nx = 1\n");
	assert_int_equal(printed.prints.count, 1);
	assert_int_equal(printed.prints.phrases[0].line, 5);
	release(&printed);
	print_file(&printed, "a.go",
	           "package a\n\nimport \"d\"\nimport (\n\t\"b\"\n\te \"c\"\n)\n\nvar x = 1\n");
	assert_int_equal(printed.prints.count, 1);
	assert_int_equal(printed.prints.phrases[0].line, 9);
	release(&printed);
}

/* A name that stands in a directive has not been met when it comes again. */
static void directives_leave_no_print(void **state)
{
	struct printed printed;

	(void)state;
	print_file(&printed, "a.c",
	           "#define f(a, b) (a)\n#define n(f) f\n#if n\nint n;\n#endif\nint f = n;\n");
	assert_int_equal(printed.prints.count, 2);
	assert_int_equal(printed.prints.phrases[1].line, 6);
	assert_int_equal(printed.prints.names, 2);
	release(&printed);
}

static void a_phrase_knows_its_lines(void **state)
{
	struct printed printed;

	(void)state;
	print_file(
		&printed, "a.c",
		"int f(void)\n{\n\tg(1,\n\t  2);\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\th();\n}\n");
	assert_int_equal(printed.prints.count, 3);
	assert_int_equal(printed.prints.phrases[0].line, 1);
	assert_int_equal(printed.prints.phrases[1].line, 3);
	assert_int_equal(printed.prints.phrases[1].end_line, 4);
	assert_int_equal(printed.prints.phrases[2].line, 22);
	assert_int_equal(printed.prints.phrases[2].end_line, 23); /* with its bracket */
	assert_int_equal(printed.prints.phrases[2].tokens, 5);
	release(&printed);
}

/* A window deep in a table of three rows again and again. */
static uint64_t table_window(const char *literal)
{
	struct bytes source = BYTES_INIT;
	struct printed printed;
	uint64_t hash;

	bytes_add_string(&source, "struct row rows[] = {\n");
	for (int i = 0; i < 9; i++)
		bytes_format(&source, "{ %d, %s, f },\n", *literal == '0' ? 0 : i, literal);
	bytes_add_string(&source, "};\n");
	print_file(&printed, "a.c", source.data);
	assert_true(printed.prints.count > 4);
	hash = prints_window(&printed.prints, 4, 30).hash;
	release(&printed);
	bytes_release(&source);
	return hash;
}

/* Rows after each other are told apart by what stands in them, or by nothing. */
static void tables_have_windows_of_their_texts_alone(void **state)
{
	(void)state;
	assert_int_not_equal(table_window("\"a\""), 0);
	assert_int_equal(table_window("\"a\""), table_window("\"a\""));
	assert_int_not_equal(table_window("\"a\""), table_window("\"b\""));
	assert_int_equal(table_window("0"), 0);
}

#define BODY \
	"\tint total = 0;\n\tfor (int i = 0; i < n; i++) {\n" \
	"\t\tif (rows[i].used && rows[i].size > least)\n\t\t\ttotal += rows[i].size * 2;\n" \
	"\t\trows[i].used = 0;\n\t}\n\tlog_total(stderr, total);\n\treturn total > limit ? limit : total;\n"

static void a_common_stretch_shares_a_hash_of_the_sketches(void **state)
{
	struct printed a, b;
	size_t shared = 0;

	(void)state;
	print_file(&a, "a.c", "int f(int n)\n{\n" BODY "}\n");
	print_file(&b, "b.c",
	           "static void g(void)\n{\n\tputs(\"x\");\n}\n\nint h(int n, int m)\n{\n"
	           "\twhile (m-- > 3)\n\t\tcall(m, n);\n" BODY "}\nint v;\n");
	for (size_t i = 0; i < sketch_count(a.facts.sketch); i++)
		for (size_t j = 0; j < sketch_count(b.facts.sketch); j++)
			shared += sketch_at(a.facts.sketch, i) == sketch_at(b.facts.sketch, j);
	assert_true(shared > 0);
	assert_true(sketch_count(a.facts.sketch) <= a.prints.count);
	release(&a);
	release(&b);
}

static void what_is_no_encoding_is_refused(void **state)
{
	struct printed printed;
	struct arena arena = ARENA_INIT;
	struct prints prints;
	struct text whole;

	(void)state;
	print_file(&printed, "a.c", "int f(int n)\n{\n" BODY "}\n");
	whole = printed.facts.prints;
	for (size_t size = 1; size < whole.size; size++)
		assert_false(prints_decode(&prints, (struct text){ whole.data, size }, &arena));
	assert_int_equal(prints.count, 0);
	assert_true(prints_decode(&prints, TEXT(""), &arena));
	arena_release(&arena);
	release(&printed);
}

/* Of its sixteen names two are said to be there. */
static void names_that_stand_where_phrases_should_are_refused(void **state)
{
	struct arena arena = ARENA_INIT;
	struct prints prints;
	char bytes[3 + 8 + 16] = { 1, 2, 0, 0, 0, 0, 16, 16 };

	(void)state;
	assert_false(prints_decode(&prints, (struct text){ bytes, sizeof(bytes) }, &arena));
	bytes[1] = 16;
	assert_true(prints_decode(&prints, (struct text){ bytes, sizeof(bytes) }, &arena));
	arena_release(&arena);
}

/* `a = b;` takes three bytes, its two names among them; with other names, five. */
static void what_stood_before_is_not_written_again(void **state)
{
	struct printed once, twice, other;

	(void)state;
	print_file(&once, "a.c", "void f(int a, int b)\n{\n\ta = b;\n\ta = b;\n}\n");
	print_file(&twice, "a.c", "void f(int a, int b)\n{\n\ta = b;\n\ta = b;\n\ta = b;\n}\n");
	print_file(&other, "a.c", "void f(int a, int b)\n{\n\ta = b;\n\tc = d;\n\ta = b;\n}\n");
	assert_int_equal(twice.prints.count, once.prints.count + 1);
	assert_int_equal(other.prints.count, twice.prints.count);
	assert_int_equal(other.prints.phrases[2].shape, other.prints.phrases[1].shape);
	assert_int_not_equal(other.prints.phrases[2].text, other.prints.phrases[1].text);
	assert_int_equal(twice.facts.prints.size, once.facts.prints.size + 3);
	assert_int_equal(other.facts.prints.size, twice.facts.prints.size + 2);
	release(&once);
	release(&twice);
	release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_and_comments_do_not_matter),
		cmocka_unit_test(long_phrases_are_parted_where_what_they_hold_says_so),
		cmocka_unit_test(names_exchanged_consistently_are_renamed),
		cmocka_unit_test(other_words_are_another_shape),
		cmocka_unit_test(imports_leave_no_print),
		cmocka_unit_test(directives_leave_no_print),
		cmocka_unit_test(a_phrase_knows_its_lines),
		cmocka_unit_test(tables_have_windows_of_their_texts_alone),
		cmocka_unit_test(a_common_stretch_shares_a_hash_of_the_sketches),
		cmocka_unit_test(what_is_no_encoding_is_refused),
		cmocka_unit_test(names_that_stand_where_phrases_should_are_refused),
		cmocka_unit_test(what_stood_before_is_not_written_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
