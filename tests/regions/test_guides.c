/* JSON as people write it, Cargo.toml as far as bole needs it; sound and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bole/regions.h"
#include "metrics/regions/cargo.h"
#include "metrics/regions/json.h"

/* --- JSON -------------------------------------------------------------------------------- */

static void comments_and_last_commas_are_no_error(void **state)
{
	struct arena arena = ARENA_INIT;
	const struct json *json =
		json_read(TEXT("\xef\xbb\xbf{ // one\n \"a\": { \"b\": [\"x\", \"y\",], },\n"
	                       " /* two */ \"n\": -1.5e3, \"t\": true,\n}"),
	                  &arena);
	const struct json *list = json_member(json_member(json, "a"), "b");

	(void)state;
	assert_non_null(list);
	assert_int_equal(list->kind, JSON_ARRAY);
	assert_true(text_is(json_words(list->first), "x"));
	assert_true(text_is(json_words(list->first->next), "y"));
	assert_null(list->first->next->next);
	assert_true(text_is(json_member(json, "n")->text, "-1.5e3"));
	assert_null(json_member(json, "gone"));
	assert_null(json_member(list, "a"));
	assert_int_equal(json_words(json_member(json, "t")).size, 0);
	arena_release(&arena);
}

static void escapes_of_strings_are_undone(void **state)
{
	struct arena arena = ARENA_INIT;
	const struct json *json =
		json_read(TEXT("[\"a\\\"b\\\\c\\/d\\n\", \"\\u0041\\u00e4\\u20ac\"]"), &arena);

	(void)state;
	assert_true(text_is(json_words(json->first), "a\"b\\c/d\n"));
	assert_true(text_is(json_words(json->first->next), "A\xc3\xa4\xe2\x82\xac"));
	arena_release(&arena);
}

static void broken_json_keeps_what_came_before(void **state)
{
	static const char *const broken[] = { "",
		                              " ",
		                              "{",
		                              "[",
		                              "\"",
		                              "{\"a\"",
		                              "{\"a\":",
		                              "{\"a\":1",
		                              "{\"a\" 1}",
		                              "[1 2",
		                              "{\"a\":\"\\u12",
		                              "{\"a\":\"\\",
		                              "//",
		                              "/*",
		                              "{,,}",
		                              "]",
		                              "}",
		                              ":",
		                              "{\"a\":}",
		                              "\\",
		                              "\"\\u00zz\"" };
	struct arena arena = ARENA_INIT;
	const struct json *json;

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		json_read(text_of(broken[i]), &arena);
	json = json_read(TEXT("{ \"a\": \"kept\", \"b\": [ 1, \"open"), &arena);
	assert_true(text_is(json_words(json_member(json, "a")), "kept"));
	arena_release(&arena);
}

static void deep_json_ends_the_reading_and_not_the_program(void **state)
{
	enum { DEEP = 200000 };
	struct arena arena = ARENA_INIT;
	char *deep = memory_new(DEEP);

	(void)state;
	memset(deep, '[', DEEP);
	json_read((struct text){ deep, DEEP }, &arena);
	memory_free(deep);
	arena_release(&arena);
}

/* --- Cargo.toml ---------------------------------------------------------------------------- */

static void note(void *context, struct text table, struct text key, struct text value)
{
	struct bytes *out = context;

	bytes_add_text(out, table);
	bytes_add_char(out, '|');
	bytes_add_text(out, key);
	bytes_add_char(out, '|');
	bytes_add_text(out, value);
	bytes_add_char(out, '\n');
}

static void tables_keys_and_inline_tables_are_read(void **state)
{
	struct bytes out = BYTES_INIT;

	(void)state;
	cargo_read(
		TEXT("# a comment = \"no\"\n"
	             "[package]\n"
	             "name = \"my-app\" # its name\n"
	             "version.workspace = true\n"
	             "[[bin]]\n"
	             "path='src/x.rs'\r\n"
	             "[dependencies]\n"
	             "plain = \"1.0\"\n"
	             "lib = { path = \"../lib\", features = [\"a\", \"b\"], package = \"real\" }\n"
	             "[dependencies.other]\n"
	             "path = \"../other\"\n"),
		note, &out);
	assert_string_equal(out.data, "package|name|my-app\n"
	                              "package|version.workspace|true\n"
	                              "bin|path|src/x.rs\n"
	                              "dependencies|plain|1.0\n"
	                              "dependencies.lib|path|../lib\n"
	                              "dependencies.lib|features|[\"a\"\n"
	                              "dependencies.lib|package|real\n"
	                              "dependencies.other|path|../other\n");
	bytes_release(&out);
}

/* --- both, and the rest: any bytes at all ---------------------------------------------------- */

static void no_bytes_are_too_much_for_a_guide(void **state)
{
	static const char *const names[] = { "go.mod",          "a/package.json", "tsconfig.json",
		                             "a/tsconfig.json", "Cargo.toml",     "b/Cargo.toml" };
	static const char alphabet[] = "{}[]\"':,=#/\\ \n\tamodule replace=>./..*path\"name\"";
	const struct language *language = language_of(TEXT("a.ts"), TEXT(""));
	struct facts facts = { .language = language };
	struct import import = { .kind = IMPORT_PATH, .target = TEXT("@x/y") };
	struct source_file file = { TEXT("a/a.ts"), &facts, { FILE_SOURCE, DECLARED_NOT, false } };

	(void)state;
	facts.imports = &import;
	facts.import_count = 1;
	srand(3);
	for (int round = 0; round < 3000; round++) {
		struct guide_file guides[sizeof(names) / sizeof(names[0])];
		char bytes[sizeof(names) / sizeof(names[0])][80];
		struct regions regions;

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			size_t size = (size_t)rand() % sizeof(bytes[i]);

			for (size_t b = 0; b < size; b++)
				bytes[i][b] = alphabet[(size_t)rand() % (sizeof(alphabet) - 1)];
			guides[i] = (struct guide_file){ text_of(names[i]), { bytes[i], size } };
		}
		regions_assign(&regions, &file, 1, guides, sizeof(names) / sizeof(names[0]));
		assert_int_equal(regions.edge_count, 0);
		regions_release(&regions);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_and_last_commas_are_no_error),
		cmocka_unit_test(escapes_of_strings_are_undone),
		cmocka_unit_test(broken_json_keeps_what_came_before),
		cmocka_unit_test(deep_json_ends_the_reading_and_not_the_program),
		cmocka_unit_test(tables_keys_and_inline_tables_are_read),
		cmocka_unit_test(no_bytes_are_too_much_for_a_guide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
