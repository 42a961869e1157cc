/* A version that is read on from the one before it has the facts that reading it alone gives. */
#include <dirent.h>
#include <string.h>

#include "bole/facts.h"
#include "tests/files.h"

enum { VERSIONS = 10, EDITS_MOST = 3 };

/* What is put in: whole words, and what tears a text apart. */
static const char *const pieces[] = { " x1 ", "(",       ")",        "{",   "}",     "\"",
	                              "'",    ";",       "\n",       ":",   "/* */", "//",
	                              "#",    "#if A\n", "#endif\n", "if ", "\t",    "return 1;\n",
	                              "else", ",",       "=",        "\\",  "`",     "<<EOF\n" };

struct pair {
	const struct language *language;
	struct syntax *alone, *on;
	struct versions *versions;
	struct bytes text;
	uint32_t seed;
};

static uint32_t draw(struct pair *pair, size_t below)
{
	pair->seed = pair->seed * 1664525u + 1013904223u;
	return below ? (uint32_t)((uint64_t)(pair->seed >> 8) * below >> 24) : 0;
}

/* --- changes ------------------------------------------------------------------------------- */

static void replace(struct bytes *text, size_t from, size_t to, struct text with)
{
	struct bytes now = BYTES_INIT;

	bytes_add(&now, text->data, from);
	bytes_add_text(&now, with);
	bytes_add(&now, text->data + to, text->size - to);
	bytes_release(text);
	*text = now;
}

/* A line, with its end. */
static struct text line_at(const struct bytes *text, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && text->data[from - 1] != '\n')
		from--;
	while (to < text->size && text->data[to++] != '\n')
		;
	return (struct text){ text->data + from, to - from };
}

static void change(struct pair *pair)
{
	struct bytes *text = &pair->text, copy = BYTES_INIT;
	size_t at = draw(pair, text->size), from = draw(pair, text->size);
	struct text line = line_at(text, at), other = line_at(text, from);
	size_t start = (size_t)(line.data - text->data);

	switch (draw(pair, 6)) {
	case 0: /* a line goes */
		replace(text, start, start + line.size, TEXT(""));
		break;
	case 1: /* a line comes, as there is another */
	case 2:
		bytes_add_text(&copy, other);
		replace(text, start, start, bytes_text(&copy));
		break;
	case 3: /* a byte goes */
		replace(text, at, at + (at < text->size), TEXT(""));
		break;
	case 4: /* a line is another one */
		bytes_add_text(&copy, other);
		replace(text, start, start + line.size, bytes_text(&copy));
		break;
	default:
		replace(text, at, at,
		        text_of(pieces[draw(pair, sizeof(pieces) / sizeof(*pieces))]));
	}
	bytes_release(&copy);
}

/* --- the comparison -------------------------------------------------------------------------- */

static void assert_same_memory(const void *a, size_t count, const void *b, size_t other,
                               size_t size)
{
	assert_int_equal(count, other);
	if (count)
		assert_memory_equal(a, b, count * size);
}

static void add_facts(const struct outline *outline, struct bytes *out)
{
	struct arena arena = ARENA_INIT;
	struct facts facts;

	facts_gather(&facts, outline, false, &arena);
	facts_encode_links(&facts, out);
	facts_encode_units(&facts, out);
	facts_encode_prints(&facts, out);
	arena_release(&arena);
}

static void compare(struct pair *pair)
{
	struct text text = bytes_text(&pair->text);
	const struct outline *alone = syntax_walk(pair->alone, pair->language, text);
	const struct outline *on =
		syntax_walk_version(pair->on, pair->versions, pair->language, text);
	struct bytes facts = BYTES_INIT, facts_on = BYTES_INIT;

	assert_int_equal(alone->refusal, on->refusal);
	assert_ptr_equal(alone->language, on->language);
	assert_int_equal(alone->error_bytes, on->error_bytes);
	assert_same_memory(alone->comments, alone->comment_count, on->comments, on->comment_count,
	                   sizeof(*on->comments));
	assert_same_memory(alone->tokens, alone->token_count, on->tokens, on->token_count,
	                   sizeof(*on->tokens));
	assert_int_equal(alone->mark_count, on->mark_count);
	add_facts(alone, &facts);
	add_facts(on, &facts_on);
	assert_same_memory(facts.data, facts.size, facts_on.data, facts_on.size, 1);
	bytes_release(&facts);
	bytes_release(&facts_on);
}

/* Much of it as it was, some of it torn apart, and in between the whole text again. */
static void follow(struct pair *pair, struct text first)
{
	pair->versions = versions_new();
	for (int version = 0; version < VERSIONS; version++) {
		if (version % 5 == 0) {
			bytes_clear(&pair->text);
			bytes_add_text(&pair->text, first);
		}
		for (uint32_t edits = draw(pair, EDITS_MOST); version && edits + 1 > 0; edits--) {
			change(pair);
			if (!edits)
				break;
		}
		compare(pair);
	}
	versions_free(pair->versions);
	bytes_release(&pair->text);
}

/* --- texts ------------------------------------------------------------------------------------- */

static void follow_file(struct pair *pair, const char *folder, const char *name)
{
	struct bytes text = BYTES_INIT, path = BYTES_INIT;

	pair->language = language_of(text_of(name), TEXT(""));
	if (!pair->language)
		return;
	bytes_format(&path, "%s/%s", folder, name);
	read_file(path.data, &text);
	pair->seed = (uint32_t)text_hash(bytes_text(&path));
	follow(pair, bytes_text(&text));
	bytes_release(&text);
	bytes_release(&path);
}

static void follow_folder(struct pair *pair, const char *folder)
{
	DIR *list = opendir(folder);
	struct dirent *entry;

	assert_non_null(list);
	while ((entry = readdir(list)))
		follow_file(pair, folder, entry->d_name);
	closedir(list);
}

static void each_version_has_the_facts_that_it_has_alone(void **state)
{
	struct pair pair = { .alone = syntax_new(), .on = syntax_new() };

	(void)state;
	for (size_t i = 0; languages()[i]; i++) {
		struct bytes folder = BYTES_INIT;

		bytes_format(&folder, "tests/lang/%s", languages()[i]->name);
		follow_folder(&pair, folder.data);
		bytes_release(&folder);
	}
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* --- files of this project, as they may have come to be ------------------------------------- */

/* The text without paragraph `left_out`, up to paragraph `last`; false: it has fewer. */
static bool part_of(struct text whole, size_t left_out, size_t last, struct bytes *part)
{
	size_t paragraph = 0, from = 0;

	bytes_clear(part);
	while (from < whole.size && paragraph <= last) {
		const char *end = memmem(whole.data + from, whole.size - from, "\n\n", 2);
		size_t to = end ? (size_t)(end - whole.data) + 2 : whole.size;

		if (paragraph++ != left_out)
			bytes_add(part, whole.data + from, to - from);
		from = to;
	}
	return paragraph > last;
}

/* Paragraph by paragraph, and then each of them gone and there again. */
static void grow(struct pair *pair, const char *path)
{
	struct bytes whole = BYTES_INIT;
	size_t last = 1;

	pair->language = language_of(text_of(path), TEXT(""));
	pair->versions = versions_new();
	read_file(path, &whole);
	for (; part_of(bytes_text(&whole), SIZE_MAX, last, &pair->text); last += 4)
		compare(pair);
	for (size_t i = 0; i < last; i += 7) {
		(void)part_of(bytes_text(&whole), i, last, &pair->text);
		compare(pair);
	}
	versions_free(pair->versions);
	bytes_release(&pair->text);
	bytes_release(&whole);
}

static void files_of_this_project_grow(void **state)
{
	static const char *const paths[] = { "metrics/facts/workshop.c", "include/bole/lang.h",
		                             "tests/page/browser.mjs", "tests/e2e/helper.bash" };
	struct pair pair = { .alone = syntax_new(), .on = syntax_new() };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		grow(&pair, paths[i]);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* --- parts ---------------------------------------------------------------------------------------- */

enum { EDITED_VERSIONS = 150, EDITED_LEAST = 40, READ_ON_LEAST = 30 };

static void read_sound_python(struct bytes *text)
{
	static const char *const names[] = { "flow", "idioms", "imports", "units" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct bytes path = BYTES_INIT;

		bytes_format(&path, "tests/lang/python/%s.py", names[i]);
		read_file(path.data, text);
		bytes_release(&path);
	}
}

/* Of what has no error no tree is kept, which would take many times the room of an outline. */
static bool is_kept_in_parts(const struct pair *pair)
{
	return versions_size(pair->versions) < 12 * pair->text.size;
}

/* Is asked for while a file is read from nothing. */
static void note_whole(void *context, uint32_t byte, bool has_error)
{
	(void)byte, (void)has_error;
	*(bool *)context = true;
}

static void a_file_without_errors_is_read_on_from_its_parts(void **state)
{
	struct pair pair = { .alone = syntax_new(), .on = syntax_new(), .seed = 1 };
	struct bytes whole = BYTES_INIT;
	int in_parts = 0, read_on = 0;

	(void)state;
	pair.language = language_by_name(TEXT("python"));
	pair.versions = versions_new();
	read_sound_python(&whole);
	for (int version = 0; version < EDITED_VERSIONS; version++) {
		bool from_nothing = false, known;

		if (version % 3 == 0) {
			bytes_clear(&pair.text);
			bytes_add_text(&pair.text, bytes_text(&whole));
		}
		change(&pair);
		known = is_kept_in_parts(&pair);
		syntax_watch(pair.on, (struct syntax_watcher){ note_whole, &from_nothing });
		compare(&pair);
		in_parts += is_kept_in_parts(&pair);
		read_on += known && !from_nothing;
	}
	assert_in_range(in_parts, EDITED_LEAST, EDITED_VERSIONS - 1);
	assert_in_range(read_on, READ_ON_LEAST, in_parts);
	versions_free(pair.versions);
	bytes_release(&pair.text);
	bytes_release(&whole);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* `a,` and what is bound in the next line, or one binding of both: which it is for the parser
 * depends on what stands far above. */
static void what_can_be_read_in_two_ways_is_not_taken_over(void **state)
{
	static const char *const texts[][2] = {
		{ "f = lambda a, *b: 0\n\\\n-1\nraise A from b\nexec\nx: int\n",
		  "f = lambda a, *b: 0\n\\\n-1\nraise A from b\nexec\n*a,\nx: int\n" },
		{ "x = 1 \\\nclass A: x = 1\n    # c\nf(\n  b)\nmatch\n  a,\nx: int = 3\n",
		  "class A: x = 1\n    # c\nf(\n  b)\nmatch\n  a,\nx: int = 3\n" },
	};
	struct pair pair = { .alone = syntax_new(), .on = syntax_new() };

	(void)state;
	pair.language = language_by_name(TEXT("python"));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		pair.versions = versions_new();
		for (size_t version = 0; version < 2; version++) {
			bytes_clear(&pair.text);
			bytes_add_string(&pair.text, texts[i][version]);
			compare(&pair);
		}
		versions_free(pair.versions);
	}
	bytes_release(&pair.text);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* --- trees ---------------------------------------------------------------------------------------- */

enum { CALLS = 12, METHODS = 120 };

/* Files of tests, as many languages have them: all of it is one call, or a few. */
static void write_call(struct bytes *text, const char *last)
{
	bytes_clear(text);
	bytes_add_string(text, "import { a } from 'a'\n\ndescribe('all', () => {\n");
	for (int i = 0; i < CALLS; i++)
		bytes_format(text,
		             "  it('is %d', async () => {\n    const b = a(%d)\n"
		             "    expect(b).toBe(%s)\n  })\n\n",
		             i, i, i == CALLS / 2 ? last : "undefined");
	bytes_add_string(text, "})\n");
}

static void what_is_one_call_is_read_on_inside_of_it(void **state)
{
	static const char *const values[] = { "1", "2", "f(3)", "f(4) || 5" };
	struct pair pair = { .alone = syntax_new(),
		             .on = syntax_new(),
		             .versions = versions_new() };

	(void)state;
	pair.language = language_by_name(TEXT("typescript"));
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		bool from_nothing = false;

		write_call(&pair.text, values[i]);
		syntax_watch(pair.on, (struct syntax_watcher){ note_whole, &from_nothing });
		compare(&pair);
		assert_int_equal(from_nothing, i == 0);
	}
	versions_free(pair.versions);
	bytes_release(&pair.text);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* Imports that come right before it are no reason to read a whole class anew. */
static void what_stands_before_a_class_is_read_without_it(void **state)
{
	static const char *const imports[] = {
		"import b.B;\n",
		"import b.B;\nimport c.C;\n",
		"import b.B;\nimport d.D;\n",
		"import d.D;\n",
	};
	struct pair pair = { .alone = syntax_new(),
		             .on = syntax_new(),
		             .versions = versions_new() };

	(void)state;
	pair.language = language_by_name(TEXT("java"));
	for (size_t i = 0; i < 2 * sizeof(imports) / sizeof(*imports); i++) {
		bool from_nothing = false;

		bytes_clear(&pair.text);
		bytes_format(&pair.text, "package p;\n\nimport a.A;\n%s\npublic class E {\n",
		             imports[i / 2]);
		for (size_t method = 0; method < METHODS; method++)
			bytes_format(&pair.text,
			             "    int method%zu(int a) {\n        if (a > %zu)\n"
			             "            return a;\n        return 0;\n    }\n\n",
			             method, method == METHODS / 2 ? i : 0);
		bytes_add_string(&pair.text, "}\n");
		syntax_watch(pair.on, (struct syntax_watcher){ note_whole, &from_nothing });
		compare(&pair);
		assert_int_equal(from_nothing, i == 0);
	}
	versions_free(pair.versions);
	bytes_release(&pair.text);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

/* The body is the same node in both trees; its name stands outside of it. */
static void a_function_is_renamed_where_it_is_bound(void **state)
{
	static const char *const names[] = { "first", "second", "third" };
	struct pair pair = { .alone = syntax_new(),
		             .on = syntax_new(),
		             .versions = versions_new() };

	(void)state;
	pair.language = language_by_name(TEXT("javascript"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		bytes_clear(&pair.text);
		bytes_format(
			&pair.text,
			"let before = 1;\nlet more = 2;\nconst\n%s\n=\n"
			"(a, b, c, d) => { if (a) { return b; } return c ? d : a + b + c + d; };\n"
			"let behind = 3;\nlet last = 4;\n",
			names[i]);
		compare(&pair);
	}
	versions_free(pair.versions);
	bytes_release(&pair.text);
	syntax_free(pair.alone);
	syntax_free(pair.on);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_of_this_project_grow),
		cmocka_unit_test(a_function_is_renamed_where_it_is_bound),
		cmocka_unit_test(what_is_one_call_is_read_on_inside_of_it),
		cmocka_unit_test(what_stands_before_a_class_is_read_without_it),
		cmocka_unit_test(a_file_without_errors_is_read_on_from_its_parts),
		cmocka_unit_test(what_can_be_read_in_two_ways_is_not_taken_over),
		cmocka_unit_test(each_version_has_the_facts_that_it_has_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
