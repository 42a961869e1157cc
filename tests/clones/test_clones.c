/* What is written twice, of files that are given as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "metrics/clones/search.h"

#include <stdio.h>
#include <string.h>

enum { FILES_MOST = 64 };

struct written {
	struct syntax *syntax;
	struct arena arena;
	struct clone_file files[FILES_MOST];
	size_t count;
	struct clones found;
};

static struct written written_new(void)
{
	return (struct written){ .syntax = syntax_new(), .arena = ARENA_INIT };
}

static struct text prints_of(struct written *written, const char *path, const char *source)
{
	const struct language *language = language_of(text_of(path), TEXT(""));
	struct facts facts;

	facts_gather(&facts, syntax_walk(written->syntax, language, text_of(source)), false,
	             &written->arena);
	return facts.prints;
}

static void write_file(struct written *written, const char *source)
{
	written->files[written->count++] =
		(struct clone_file){ prints_of(written, "a.c", source), true };
}

static void find(struct written *written, bool exact)
{
	clones_release(&written->found);
	clones_find(&written->found, written->files, written->count,
	            &(struct clone_settings){ .exact = exact });
}

static void written_free(struct written *written)
{
	clones_release(&written->found);
	arena_release(&written->arena);
	syntax_free(written->syntax);
}

static void expect_side(const struct clone_side *side, uint32_t file, uint32_t line,
                        uint32_t end_line)
{
	assert_int_equal(side->file, file);
	assert_int_equal(side->line, line);
	assert_int_equal(side->end_line, end_line);
}

/* One clone, of the first two files, from line to line. */
static void expect_one(const struct written *written, enum clone_type type, uint32_t line,
                       uint32_t end_line)
{
	assert_int_equal(written->found.count, 1);
	assert_int_equal(written->found.items[0].type, type);
	expect_side(&written->found.items[0].a, 0, line, end_line);
	assert_int_equal(written->found.items[0].b.file, 1);
}

static void find_two(struct written *written, const char *one, const char *other)
{
	*written = written_new();
	write_file(written, one);
	write_file(written, other);
	find(written, false);
}

/* 4 lines, about 50 tokens. */
#define SUM(name, list, count) \
	"int " name "(struct row *" list ", int " count ")\n{\n" \
	"\tint total = 0;\n\tfor (int i = 0; i < " count "; i++) {\n" \
	"\t\ttotal += " list "[i].size * 2;\n\t}\n" \
	"\tlog_total(stderr, total);\n\treturn total;\n}\n"

static void names_and_literals_decide_between_types(void **state)
{
	struct written written;

	(void)state;
	find_two(&written, SUM("sum", "rows", "n"), SUM("sum", "rows", "n"));
	expect_one(&written, CLONE_EXACT, 1, 9);
	written_free(&written);
	find_two(&written, SUM("sum", "rows", "n"), SUM("add", "all", "many"));
	expect_one(&written, CLONE_RENAMED, 1, 9);
	written_free(&written);
}

#define STEP(name) "\t" name "(self, " name "_size, 1);\n"
#define BEFORE "void work(struct job *self)\n{\n\tself->state = open_all(self->path, 0);\n"
#define BEHIND "\tfor (int i = 0; i < 3; i++)\n\t\tself->parts[i] = part(self, i);\n}\n"

static void what_is_put_in_makes_type_3_which_can_be_left_out(void **state)
{
	struct written written;

	(void)state;
	find_two(&written, BEFORE BEHIND, BEFORE STEP("check") BEHIND);
	expect_one(&written, CLONE_GAPPED, 1, 6);
	assert_in_range(written.found.items[0].similarity, 80, 95);
	find(&written, true);
	assert_int_equal(written.found.count, 0);
	written_free(&written);
}

/* Every third line is another, and no row of 20 tokens is left. */
static void units_are_alike_without_a_long_stretch_in_common(void **state)
{
	struct written written;

	(void)state;
	find_two(&written,
	         "void f(struct job *a)\n{\n\topen_it(a, 1);\n\tread_it(a, a->x);\n\tstop(9);\n"
	         "\tlock(a->y, a);\n\tsync_all(a, 0);\n\tgo();\n\tfree_it(a);\n}\n",
	         "void f(struct job *a)\n{\n\topen_it(a, 1);\n\tread_it(a, a->x);\n\thalt = 1;\n"
	         "\tlock(a->y, a);\n\tsync_all(a, 0);\n\twait_for[2]++;\n\tfree_it(a);\n}\n");
	expect_one(&written, CLONE_GAPPED, 1, 10);
	written_free(&written);
}

static bool has(const struct written *written, enum clone_type type, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < written->found.count; i++) {
		const struct clone *clone = &written->found.items[i];

		if (clone->type == type && clone->a.line == a && clone->b.line == b)
			return true;
	}
	return false;
}

#define SIZE(x) "\tself->sizes[" x "] = size_of(self->rows[" x "]) + 8;\n"
#define CHECK(x) "\tif (check(self, " x ") < 0 && self->strict) return fail(self, " x ");\n"
#define LOG(x) "\tlock(self->mutex, " x ", " x ");\n\tlog_line(stderr, " x ", " x ", self->name);\n"
#define PUT(x) "\tput_row(self->out, " x ", self->rows[" x "], 0);\n"
#define SEND(x) "\tfor (int i = 0; i < self->n; i++) send(self, i, " x ", " x ");\n"

/* Over gaps that add up they would come to lie on each other, and all that follows is the same. */
static void stretches_beside_each_other_are_not_grown_onto_each_other(void **state)
{
	struct written written = written_new();

	(void)state;
	write_file(&written,
	           "void f(struct job *self)\n{\n" SIZE("a") CHECK("a") LOG("a") PUT("a") SEND(
			   "a") SIZE("b") SIZE("b") CHECK("b") LOG("b") SEND("b") SIZE("c")
	                   CHECK("c") LOG("c") SEND("c") PUT("c") "\ttidy[c]++;\n" SEND(
				   "c") "\twhile (self->next)\n\t\tself = self->next;\n}\n");
	find(&written, false);
	assert_true(has(&written, CLONE_RENAMED, 10, 15));
	written_free(&written);
}

/* To the left, too: the second and the third are the same, and the first is not quite. */
static void what_stands_before_a_copy_does_not_hide_it(void **state)
{
	struct written written = written_new();

	(void)state;
	write_file(&written,
	           "void f(struct job *self)\n{\n" SIZE("a") LOG("a") "\tself->gaps[a]--;\n" PUT(
			   "a") SEND("a") SIZE("b") LOG("b") PUT("b") SEND("b") SIZE("b") LOG("b")
	                   PUT("b") SEND("b") "\twhile (self->next)\n\t\tself = self->next;\n}\n");
	find(&written, false);
	assert_true(has(&written, CLONE_EXACT, 9, 14));
	written_free(&written);
}

/* It is grown over gaps into what follows, of which the longest pair was told before. */
static void a_copy_is_told_though_its_neighbour_was(void **state)
{
	struct written written;

	(void)state;
	find_two(&written,
	         SUM("sum", "rows", "n") "void f(struct job *self)\n{\n" SIZE("a") CHECK("a")
	                 LOG("a") PUT("a") SEND("a") SIZE("b") LOG("b") SEND("b") PUT("b") "}\n",
	         SUM("add", "all", "many") "void f(struct job *self)\n{\n" SIZE("a") STEP("x")
	                 CHECK("a") LOG("a") STEP("y") SEND("a") SIZE("b") LOG("b") SEND("b")
	                         PUT("b") "}\n");
	assert_true(has(&written, CLONE_GAPPED, 10, 10));
	assert_true(has(&written, CLONE_RENAMED, 1, 1));
	written_free(&written);
}

static void a_copy_ends_with_its_function_whatever_stands_beside_it(void **state)
{
	struct written written;

	(void)state;
	find_two(&written,
	         "int a(void)\n{\n\tint x = one(2);\n\treturn x;\n}\n" SUM(
			 "sum", "rows", "n") "int b(void)\n{\n\treturn 1;\n}\n",
	         "void c(long k)\n{\n\tk++;\n\tint y = two(3);\n\treturn y;\n}\n" SUM(
			 "add", "all", "many") "int d(void)\n{\n\twhile (1);\n}\n");
	expect_one(&written, CLONE_RENAMED, 6, 14);
	written_free(&written);
}

#define SEAM(size, next) \
	"\tif (!is_open(row, 0))\n\t\tfail(row, " size ");\n\treturn row->" size ";\n}\n\n" \
	"int " next "(struct row *row, int at, int end)\n{\n"
#define READING \
	"int f(struct row *row)\n{\n\tread_all(row, row->at, 1 << 8);\n\trow->at = limits[3] + 1;\n"
#define WIPING \
	"int h(struct row *row)\n{\n\tfor (char *c = row->name; *c; c++)\n\t\tif (*c == 9) *c = 0;\n"

/* Under other names; to the letter it may have been copied as it stands. */
static void the_end_of_one_unit_and_the_start_of_the_next_are_noise(void **state)
{
	struct written written;

	(void)state;
	find_two(&written, READING SEAM("size", "g") "\tgo(3);\n}\n",
	         WIPING SEAM("least", "i") "\tend--;\n}\n");
	assert_int_equal(written.found.count, 0);
	assert_true(written.found.noise[NOISE_SEAM] > 0);
	written_free(&written);
	find_two(&written, READING SEAM("size", "g") "\tgo(3);\n}\n",
	         WIPING SEAM("size", "g") "\tend--;\n}\n");
	expect_one(&written, CLONE_EXACT, 5, 11);
	written_free(&written);
}

static void rows_that_repeat_are_noise_and_counted(void **state)
{
	struct written written;

	(void)state;
	find_two(
		&written,
		"const char *a(int k)\n{\n\tswitch (k) {\n\tcase A: return \"a\";\n\tcase B: return "
		"\"b\";\n\tcase C: return \"c\";\n\tcase D: return \"d\";\n\tcase E: return \"e\";\n"
		"\tcase F: return \"f\";\n\t}\n\treturn 0;\n}\n",
		"const char *b(int k)\n{\n\tswitch (k) {\n\tcase G: return \"g\";\n\tcase H: return "
		"\"h\";\n\tcase I: return \"i\";\n\tcase J: return \"j\";\n\tcase K: return \"k\";\n"
		"\tcase L: return \"l\";\n\t}\n\treturn 0;\n}\n");
	assert_int_equal(written.found.count, 0);
	assert_true(written.found.noise[NOISE_REPEATED] > 0);
	written_free(&written);
}

#define ROW(name, size, at) \
	"\t{ .name = " name ", .size = " size ", .at = " at ", .next = 0, .kind = ROW },\n"

/* A row holds more phrases than a repetition is looked for in, but few tokens. */
static void rows_of_many_short_phrases_repeat_too(void **state)
{
	struct written written;

	(void)state;
	find_two(&written,
	         "struct row rows[] = {\n" ROW("\"a\"", "1", "f(1)") ROW("\"b\"", "2", "g(3)")
	                 ROW("\"c\"", "3", "f(4)") ROW("\"d\"", "5", "h(0)") "};\n",
	         "struct row more[] = {\n" ROW("\"e\"", "9", "i(6)") ROW("\"f\"", "8", "j(7)")
	                 ROW("\"g\"", "7", "i(2)") ROW("\"h\"", "5", "k(1)") "};\n");
	assert_int_equal(written.found.count, 0);
	assert_true(written.found.noise[NOISE_REPEATED] > 0);
	written_free(&written);
}

/* More of them than are compared each with each. */
static void many_equal_functions_are_one_class(void **state)
{
	struct written written = written_new();

	(void)state;
	for (int i = 0; i < 40; i++) {
		char source[512];

		snprintf(source, sizeof(source),
		         "long get_%d(struct a%d *self, int at)\n{\n"
		         "\treturn table_of(self->b%d, at * 8) + self->offset_%d[at] - 1;\n}\n",
		         i, i, i, i);
		write_file(&written, source);
	}
	find(&written, false);
	assert_int_equal(written.found.class_count, 1);
	assert_int_equal(written.found.classes[0].copy_count, 40);
	written_free(&written);
}

/* Two clones that reach the same place from stretches that lie half on each other. */
static void copies_of_a_class_do_not_lie_on_each_other(void **state)
{
	struct clone items[] = {
		{ .a = { 0, 0, 10, 1, 10, 40 }, .b = { 1, 0, 10, 1, 10, 40 } },
		{ .a = { 0, 5, 15, 6, 15, 40 }, .b = { 1, 0, 10, 1, 10, 40 } },
	};
	struct clones clones = { .items = items, .count = 2 };

	(void)state;
	gather_classes(&clones);
	assert_int_equal(clones.class_count, 1);
	assert_int_equal(clones.classes[0].copy_count, 2);
	arena_release(&clones.arena);
}

/* Of `count` copies each with the next: is the class of members, if so many of its pairs are? */
static bool is_class_of_members(uint32_t members, uint32_t count)
{
	struct clone items[8];
	struct clones clones = { .items = items };
	bool answer;

	for (uint32_t i = 0; i + 1 < count; i++)
		items[clones.count++] = (struct clone){
			.a = { i, 0, 10, 1, 10, 40 },
			.b = { i + 1, 0, 10, 1, 10, 40 },
			.type = i % 2 ? CLONE_RENAMED : CLONE_GAPPED,
			.of_members = i < members,
		};
	gather_classes(&clones);
	assert_int_equal(clones.class_count, 1);
	answer = clones.classes[0].of_members;
	arena_release(&clones.arena);
	return answer;
}

/* Where 23 comparisons are compared each with each, a few of the pairs say more by chance. */
static void most_pairs_say_whether_a_class_is_of_members(void **state)
{
	(void)state;
	assert_true(is_class_of_members(5, 6));
	assert_true(is_class_of_members(3, 6));
	assert_false(is_class_of_members(2, 5));
	assert_false(is_class_of_members(0, 5));
}

static void lines_that_stand_in_two_clones_are_counted_once(void **state)
{
	struct written written = written_new();
	uint32_t lines[3];

	(void)state;
	write_file(&written, SUM("sum", "rows", "n"));
	write_file(&written, "int x;\n\n" SUM("add", "all", "many"));
	write_file(&written, SUM("sum", "rows", "n"));
	find(&written, false);
	assert_int_equal(written.found.class_count, 1);
	clones_lines(&written.found, lines);
	for (int i = 0; i < 3; i++)
		assert_int_equal(lines[i], 9);
	written_free(&written);
}

/* --- what a change copied ---------------------------------------------------------------- */

struct changing {
	struct written written;
	struct changed_prints changed[2];
	size_t count;
	struct change_clones found;
};

static void change(struct changing *changing, const char *before, const char *after)
{
	changing->changed[changing->count++] =
		(struct changed_prints){ prints_of(&changing->written, "a.c", before),
		                         prints_of(&changing->written, "a.c", after) };
}

static void judge(struct changing *changing, const char *other)
{
	struct text others[] = { prints_of(&changing->written, "a.c", other) };

	change_clones_find(&changing->found, changing->changed, changing->count, others, 1, 40);
}

static void changing_free(struct changing *changing)
{
	change_clones_release(&changing->found);
	written_free(&changing->written);
}

static void what_was_added_is_told_with_its_original(void **state)
{
	struct changing changing = { .written = written_new() };
	const struct copied *copied;

	(void)state;
	change(&changing, "int x;\n", "int x;\n" SUM("add", "all", "many"));
	judge(&changing, SUM("sum", "rows", "n"));
	assert_int_equal(changing.found.copied_count, 1);
	copied = &changing.found.copied[0];
	assert_int_equal(copied->type, CLONE_RENAMED);
	assert_int_equal(copied->change, 0);
	assert_false(copied->in_change);
	expect_side(&copied->side, 0, 2, 10);
	expect_side(&copied->original, 0, 1, 9);
	changing_free(&changing);
}

static void what_moved_or_was_there_is_no_copy(void **state)
{
	struct changing moved = { .written = written_new() };
	struct changing edited = { .written = written_new() };

	(void)state;
	change(&moved, SUM("sum", "rows", "n"), "");
	change(&moved, "", SUM("sum", "rows", "n"));
	judge(&moved, "int y;\n");
	assert_int_equal(moved.found.copied_count, 0);
	changing_free(&moved);
	change(&edited, SUM("sum", "all", "n"), SUM("sum", "all", "count"));
	judge(&edited, SUM("add", "rows", "n"));
	assert_int_equal(edited.found.copied_count, 0);
	changing_free(&edited);
}

#define EARLIER(field) \
	"\tif (x->" field " != y->" field ")\n\t\treturn x->" field " < y->" field " ? -1 : 1;\n"
#define BY(name, type, field, end) \
	"static int by_" name "(const void *a, const void *b)\n{\n\tconst struct " type \
	" *x = a, *y = b;\n" EARLIER("file") EARLIER("first") EARLIER(field) "\treturn " end \
									     ";\n}\n"

/* What each class does for its members, of two classes. */
static const struct alike {
	const char *path, *one, *other;
} members[] = {
	{ "a.java",
	  "class Point {\n  public boolean equals(Object o) {\n    if (this == o) return true;\n"
	  "    if (o == null || getClass() != o.getClass()) return false;\n"
	  "    Point that = (Point) o;\n    return x == that.x && name.equals(that.name);\n  }\n"
	  "  public int hashCode() {\n    return Objects.hash(x, name);\n  }\n}\n",
	  "class Span {\n  public boolean equals(Object o) {\n    if (this == o) return true;\n"
	  "    if (o == null || getClass() != o.getClass()) return false;\n"
	  "    Span that = (Span) o;\n    return size == that.size && key.equals(that.key);\n  }\n"
	  "  public int hashCode() {\n    return Objects.hash(size, key);\n  }\n}\n" },
	{ "a.c", BY("place", "row", "place", "x->size < y->size ? -1 : 1"),
	  BY("cost", "item", "cost", "x->class < y->class ? -1 : 1") },
	{ "a.go",
	  "func (s byPlace) Len() int { return len(s) }\n"
	  "func (s byPlace) Swap(i, j int) { s[i], s[j] = s[j], s[i] }\n"
	  "func (s byPlace) Less(i, j int) bool { return s[i].place < s[j].place }\n",
	  "func (s byCost) Len() int { return len(s) }\n"
	  "func (s byCost) Swap(i, j int) { s[i], s[j] = s[j], s[i] }\n"
	  "func (s byCost) Less(i, j int) bool { return s[i].cost < s[j].cost }\n" },
	{ "a.py",
	  "class Point:\n    def __eq__(self, other):\n        if not isinstance(other, Point):\n"
	  "            return NotImplemented\n        return (self.x == other.x and self.y == other.y\n"
	  "                and self.name == other.name and self.kind == other.kind)\n",
	  "class Span:\n    def __eq__(self, other):\n        if not isinstance(other, Span):\n"
	  "            return NotImplemented\n        return (self.a == other.a and self.b == other.b\n"
	  "                and self.key == other.key and self.size == other.size)\n" },
	{ "a.kt",
	  "class Point {\n  override fun equals(other: Any?): Boolean {\n"
	  "    if (this === other) return true\n    if (other !is Point) return false\n"
	  "    if (x != other.x) return false\n    if (name != other.name) return false\n"
	  "    return kind == other.kind\n  }\n}\n",
	  "class Span {\n  override fun equals(other: Any?): Boolean {\n"
	  "    if (this === other) return true\n    if (other !is Span) return false\n"
	  "    if (size != other.size) return false\n    if (key != other.key) return false\n"
	  "    return at == other.at\n  }\n}\n" },
	{ "a.cs",
	  "class Point {\n  public override bool Equals(object obj) {\n"
	  "    if (!(obj is Point that)) return false;\n"
	  "    return X == that.X && Name == that.Name && Kind.Equals(that.Kind);\n  }\n"
	  "  public override int GetHashCode() {\n    return HashCode.Combine(X, Name, Kind);\n  }\n}\n",
	  "class Span {\n  public override bool Equals(object obj) {\n"
	  "    if (!(obj is Span that)) return false;\n"
	  "    return Size == that.Size && Key == that.Key && At.Equals(that.At);\n  }\n"
	  "  public override int GetHashCode() {\n    return HashCode.Combine(Size, Key, At);\n  }\n}\n" },
};

static void an_order_of_its_own_forgets_no_other(void **state)
{
	struct changing changing = { .written = written_new() };

	(void)state;
	change(&changing, BY("cost", "item", "cost", "x->class < y->class ? -1 : 1"),
	       BY("cost", "item", "cost", "0"));
	judge(&changing, BY("place", "row", "place", "x->size < y->size ? -1 : 1"));
	assert_int_equal(changing.found.forgotten_count, 0);
	changing_free(&changing);
}

static void what_each_class_does_for_its_members_is_no_copy(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		struct changing changing = { .written = written_new() };
		const struct alike *alike = &members[i];
		struct text one = prints_of(&changing.written, alike->path, alike->one);

		changing.changed[0].after = prints_of(&changing.written, alike->path, alike->other);
		change_clones_find(&changing.found, changing.changed, 1, &one, 1, 40);
		if (changing.found.copied_count)
			fail_msg("%s: told as a copy", alike->path);
		changing_free(&changing);
	}
}

static void one_copy_that_was_edited_leaves_the_others_behind(void **state)
{
	struct changing changing = { .written = written_new() };

	(void)state;
	change(&changing, BEFORE STEP("check") BEHIND, BEFORE "\tself->steps++;\n" BEHIND);
	judge(&changing, BEFORE STEP("check") BEHIND);
	assert_int_equal(changing.found.copied_count, 0);
	assert_int_equal(changing.found.forgotten_count, 1);
	assert_int_equal(changing.found.forgotten[0].siblings, 1);
	changing_free(&changing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_literals_decide_between_types),
		cmocka_unit_test(what_is_put_in_makes_type_3_which_can_be_left_out),
		cmocka_unit_test(units_are_alike_without_a_long_stretch_in_common),
		cmocka_unit_test(stretches_beside_each_other_are_not_grown_onto_each_other),
		cmocka_unit_test(what_stands_before_a_copy_does_not_hide_it),
		cmocka_unit_test(a_copy_is_told_though_its_neighbour_was),
		cmocka_unit_test(a_copy_ends_with_its_function_whatever_stands_beside_it),
		cmocka_unit_test(the_end_of_one_unit_and_the_start_of_the_next_are_noise),
		cmocka_unit_test(rows_that_repeat_are_noise_and_counted),
		cmocka_unit_test(rows_of_many_short_phrases_repeat_too),
		cmocka_unit_test(many_equal_functions_are_one_class),
		cmocka_unit_test(copies_of_a_class_do_not_lie_on_each_other),
		cmocka_unit_test(most_pairs_say_whether_a_class_is_of_members),
		cmocka_unit_test(lines_that_stand_in_two_clones_are_counted_once),
		cmocka_unit_test(what_was_added_is_told_with_its_original),
		cmocka_unit_test(what_moved_or_was_there_is_no_copy),
		cmocka_unit_test(an_order_of_its_own_forgets_no_other),
		cmocka_unit_test(what_each_class_does_for_its_members_is_no_copy),
		cmocka_unit_test(one_copy_that_was_edited_leaves_the_others_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
