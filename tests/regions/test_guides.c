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
	json_t *json = json_read(TEXT("\xef\xbb\xbf{ // one\n \"a\": { \"b\": [\"x\", \"y\",], },\n"
	                              " /* two */ \"n\": -1.5e3, \"t\": true, /* a, b */\n}"));
	const json_t *list = json_object_get(json_object_get(json, "a"), "b");

	(void)state;
	assert_int_equal(json_array_size(list), 2);
	assert_true(text_is(json_words(json_array_get(list, 0)), "x"));
	assert_true(text_is(json_words(json_array_get(list, 1)), "y"));
	assert_null(json_object_get(json, "gone"));
	assert_int_equal(json_words(json_object_get(json, "t")).size, 0);
	json_decref(json);
}

static void what_looks_like_a_liberty_in_a_string_is_none(void **state)
{
	json_t *json = json_read(TEXT("[\"a // b\", \"/* c */\", \"d,]\", \"\\\",}\"]"));

	(void)state;
	assert_true(text_is(json_words(json_array_get(json, 0)), "a // b"));
	assert_true(text_is(json_words(json_array_get(json, 1)), "/* c */"));
	assert_true(text_is(json_words(json_array_get(json, 2)), "d,]"));
	assert_true(text_is(json_words(json_array_get(json, 3)), "\",}"));
	json_decref(json);
}

static void escapes_of_strings_are_undone(void **state)
{
	json_t *json = json_read(TEXT("[\"a\\\"b\\\\c\\/d\\n\", \"\\u0041\\u00e4\\u20ac\"]"));

	(void)state;
	assert_true(text_is(json_words(json_array_get(json, 0)), "a\"b\\c/d\n"));
	assert_true(text_is(json_words(json_array_get(json, 1)), "A\xc3\xa4\xe2\x82\xac"));
	json_decref(json);
}

static void broken_json_is_no_guide(void **state)
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
		                              "\"\\u00zz\"",
		                              "{ \"a\": \"lost\", \"b\": [ 1, \"open" };

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_null(json_read(text_of(broken[i])));
}

static void deep_json_ends_the_reading_and_not_the_program(void **state)
{
	enum { DEEP = 200000 };
	char *deep = memory_new(DEEP);

	(void)state;
	memset(deep, '[', DEEP);
	assert_null(json_read((struct text){ deep, DEEP }));
	memory_free(deep);
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
		                             "a/tsconfig.json", "Cargo.toml",     "b/Cargo.toml",
		                             "composer.json" };
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

/* --- what it means ------------------------------------------------------------------------ */

static bool mean_the_same(const char *path, const char *a, const char *b)
{
	const struct guide_file one = { text_of(path), text_of(a) },
				two = { text_of(path), text_of(b) };

	return regions_guide_meaning(&one) == regions_guide_meaning(&two);
}

static void a_guide_means_what_leads_names_elsewhere(void **state)
{
	const char *package = "a/package.json", *project = "tsconfig.build.json";

	(void)state;
	assert_true(mean_the_same(package, "{\"name\": \"a\", \"version\": \"1\"}",
	                          "{ \"scripts\": {}, /* b */ \"name\": \"a\" }"));
	assert_false(mean_the_same(package, "{\"name\": \"a\"}", "{\"name\": \"b\"}"));
	assert_false(mean_the_same(package, "{\"main\": \"a\"}", "{\"module\": \"a\"}"));
	assert_false(mean_the_same(package, "{\"source\": \"a\"}", "{}"));
	assert_false(mean_the_same(package, "{\"types\": \"a\"}", "{\"typings\": \"a\"}"));
	assert_false(mean_the_same(package, "{\"imports\": {\"#a\": \"b\"}}",
	                           "{\"imports\": {\"#a\": [\"b\"]}}"));
	/* The first of several conditions that leads to a file is taken. */
	assert_false(mean_the_same(package, "{\"exports\": {\"a\": \"x\", \"b\": \"y\"}}",
	                           "{\"exports\": {\"b\": \"y\", \"a\": \"x\"}}"));
	assert_true(mean_the_same(project, "{\"compilerOptions\": {\"strict\": true}}", "{}"));
	assert_false(mean_the_same(project, "{\"extends\": \"./a\"}", "{}"));
	assert_false(mean_the_same(project, "{\"compilerOptions\": {\"baseUrl\": \".\"}}", "{}"));
	assert_false(
		mean_the_same(project, "{\"compilerOptions\": {\"paths\": {\"a\": []}}}", "{}"));
	assert_false(mean_the_same("composer.json", "{\"a\": 1}", "{}"));
	assert_false(mean_the_same("go.mod", "module a", "module b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_and_last_commas_are_no_error),
		cmocka_unit_test(what_looks_like_a_liberty_in_a_string_is_none),
		cmocka_unit_test(escapes_of_strings_are_undone),
		cmocka_unit_test(broken_json_is_no_guide),
		cmocka_unit_test(deep_json_ends_the_reading_and_not_the_program),
		cmocka_unit_test(tables_keys_and_inline_tables_are_read),
		cmocka_unit_test(no_bytes_are_too_much_for_a_guide),
		cmocka_unit_test(a_guide_means_what_leads_names_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
