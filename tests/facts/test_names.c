/* What a file defines for others and what it takes from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bole/facts.h"

struct file {
	struct syntax *syntax;
	struct arena arena;
	struct facts facts;
};

static void read_file(struct file *file, const char *path, const char *source)
{
	const struct language *language = language_of(text_of(path), TEXT(""));

	assert_non_null(language);
	*file = (struct file){ .syntax = syntax_new(), .arena = ARENA_INIT };
	facts_gather(&file->facts, syntax_walk(file->syntax, language, text_of(source)), false,
	             &file->arena);
}

static void close_file(struct file *file)
{
	arena_release(&file->arena);
	syntax_free(file->syntax);
}

static const struct definition *find_definition(const struct file *file, const char *name)
{
	for (size_t i = 0; i < file->facts.definition_count; i++)
		if (file->facts.definitions[i].name == name_hash(text_of(name)))
			return &file->facts.definitions[i];
	return NULL;
}

static bool exports(const struct file *file, const char *name)
{
	const struct definition *definition = find_definition(file, name);

	return definition && (definition->flags & DEFINES_EXPORTED);
}

static bool refers(const struct file *file, const char *name)
{
	for (size_t i = 0; i < file->facts.reference_count; i++)
		if (file->facts.references[i].name == name_hash(text_of(name)))
			return true;
	return false;
}

/* --- JavaScript, TypeScript --------------------------------------------------------- */

static void an_export_list_shows_the_new_names(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.js", "function a() {}\nconst b = 1, c = 2;\nexport { a, b as d };\n");
	assert_true(exports(&file, "a"));
	assert_true(exports(&file, "d"));
	assert_non_null(find_definition(&file, "b"));
	assert_false(exports(&file, "b"));
	assert_false(exports(&file, "c"));
	close_file(&file);
}

static void a_name_passed_on_is_no_definition(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.ts", "export { a, b as c } from './b';\n");
	assert_null(find_definition(&file, "a"));
	assert_null(find_definition(&file, "c"));
	close_file(&file);
}

static void every_name_of_a_pattern_is_defined(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.ts", "export const { a, b: [c], ...d } = load(x);\n");
	assert_true(exports(&file, "a"));
	assert_null(find_definition(&file, "b"));
	assert_true(exports(&file, "c"));
	assert_true(exports(&file, "d"));
	assert_true(refers(&file, "load"));
	assert_true(refers(&file, "x"));
	close_file(&file);
}

static void a_function_in_a_function_is_seen_by_nobody(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.js", "export function outer() { function inner() {} }\n");
	assert_true(exports(&file, "outer"));
	assert_null(find_definition(&file, "inner"));
	assert_true(file.facts.units[0].exported);
	assert_false(file.facts.units[1].exported);
	close_file(&file);
}

static void types_are_defined_and_referred_to(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.ts",
	          "export interface A<T> { b: C<T> }\nexport type D = E;\nenum F { G }\n"
	          "declare function h(i: J): void;\n");
	assert_true(exports(&file, "A"));
	assert_true(exports(&file, "D"));
	assert_non_null(find_definition(&file, "F"));
	assert_non_null(find_definition(&file, "h"));
	assert_true(refers(&file, "C"));
	assert_true(refers(&file, "E"));
	assert_true(refers(&file, "J"));
	assert_false(refers(&file, "T"));
	assert_false(refers(&file, "b"));
	assert_false(refers(&file, "i"));
	close_file(&file);
}

static void a_key_is_no_reference(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.js", "use({ key: value, short });\n");
	assert_false(refers(&file, "key"));
	assert_true(refers(&file, "value"));
	assert_true(refers(&file, "short"));
	close_file(&file);
}

static void a_script_is_an_entry_point(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.js", "#!/usr/bin/env node\nrun();\n");
	assert_true(file.facts.has_main);
	close_file(&file);
}

/* --- Go ------------------------------------------------------------------------------- */

static void go_shows_capitals(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.go",
	          "package a\n\nvar B, c = 1, 2\n\nconst (\n\tD = iota\n\te\n)\n\n"
	          "type F struct{}\n\nfunc (f F) G() {}\n\nfunc h() { var i int }\n");
	assert_true(exports(&file, "B"));
	assert_non_null(find_definition(&file, "c"));
	assert_false(exports(&file, "c"));
	assert_true(exports(&file, "D"));
	assert_non_null(find_definition(&file, "e"));
	assert_true(exports(&file, "F"));
	assert_true(exports(&file, "G"));
	assert_false(exports(&file, "h"));
	assert_null(find_definition(&file, "i"));
	assert_true(text_is(file.facts.package, "a"));
	close_file(&file);
}

static void names_bound_in_go_lead_nowhere(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.go",
	          "package a\n\nfunc f(b int) {\n\tc, d := pkg.E(b), g\n\tfor i, j := range c {\n"
	          "\t\tuse(d, i, j, T{Key: K})\n\t}\n}\n");
	assert_false(refers(&file, "b"));
	assert_false(refers(&file, "c"));
	assert_false(refers(&file, "d"));
	assert_false(refers(&file, "i"));
	assert_false(refers(&file, "j"));
	assert_false(refers(&file, "Key"));
	assert_true(refers(&file, "E"));
	assert_true(refers(&file, "g"));
	assert_true(refers(&file, "use"));
	assert_true(refers(&file, "T"));
	assert_true(refers(&file, "K"));
	close_file(&file);
}

/* --- Rust ----------------------------------------------------------------------------- */

static void an_impl_refers_to_its_type_and_defines_none(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.rs", "impl Run for Shape { fn run(&self) {} }\n");
	assert_null(find_definition(&file, "Shape"));
	assert_true(refers(&file, "Shape"));
	assert_true(refers(&file, "Run"));
	assert_non_null(find_definition(&file, "run"));
	close_file(&file);
}

static void rust_shows_what_is_public(void **state)
{
	struct file file;

	(void)state;
	read_file(
		&file, "a.rs",
		"pub struct A;\nstruct B { c: D }\npub(crate) fn e(f: G) { let Some(h) = f else { "
		"return }; i(h) }\nconst J: u8 = 1;\npub trait K {}\n");
	assert_true(exports(&file, "A"));
	assert_non_null(find_definition(&file, "B"));
	assert_false(exports(&file, "B"));
	assert_true(exports(&file, "e"));
	assert_non_null(find_definition(&file, "J"));
	assert_true(exports(&file, "K"));
	assert_true(refers(&file, "D"));
	assert_true(refers(&file, "G"));
	assert_true(refers(&file, "i"));
	assert_false(refers(&file, "c"));
	assert_false(refers(&file, "f"));
	assert_false(refers(&file, "h"));
	close_file(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_export_list_shows_the_new_names),
		cmocka_unit_test(a_name_passed_on_is_no_definition),
		cmocka_unit_test(every_name_of_a_pattern_is_defined),
		cmocka_unit_test(a_function_in_a_function_is_seen_by_nobody),
		cmocka_unit_test(types_are_defined_and_referred_to),
		cmocka_unit_test(a_key_is_no_reference),
		cmocka_unit_test(a_script_is_an_entry_point),
		cmocka_unit_test(go_shows_capitals),
		cmocka_unit_test(names_bound_in_go_lead_nowhere),
		cmocka_unit_test(an_impl_refers_to_its_type_and_defines_none),
		cmocka_unit_test(rust_shows_what_is_public),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
