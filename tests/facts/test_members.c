/* What stands behind a dot, and what a member says of the file that has it. */
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

static const struct reference *find_reference(const struct file *file, const char *name)
{
	for (size_t i = 0; i < file->facts.reference_count; i++)
		if (file->facts.references[i].name == name_hash(text_of(name)))
			return &file->facts.references[i];
	return NULL;
}

static bool is_member(const struct file *file, const char *name)
{
	const struct reference *reference = find_reference(file, name);

	assert_non_null(reference);
	return (reference->flags & REFERS_MEMBER) != 0;
}

static void a_dot_between_texts_leads_to_no_member_in_php(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.php",
	          "<?php\n$a = 'x' . Url::clean($b) . LIMIT;\n$c->run();\n$c?->go();\n");
	assert_false(is_member(&file, "Url"));
	assert_false(is_member(&file, "LIMIT"));
	assert_true(is_member(&file, "clean"));
	assert_true(is_member(&file, "run"));
	assert_true(is_member(&file, "go"));
	close_file(&file);
}

static void an_arrow_leads_to_a_type_but_in_c(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.swift", "func f() -> Thing { Other() }\n");
	assert_false(is_member(&file, "Thing"));
	close_file(&file);
	read_file(&file, "A.java", "class A { Object f() { return g(x -> Other.make(x)); } }\n");
	assert_false(is_member(&file, "Other"));
	close_file(&file);
	read_file(&file, "a.c", "int f(struct a *a) { return a->size; }\n");
	assert_null(find_reference(&file, "size"));
	close_file(&file);
}

static void a_property_may_be_called_like_its_type(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "A.cs",
	          "class A {\n\tpublic Color Color { get { return c; } set { c = value; } }\n}\n");
	assert_null(find_definition(&file, "Color"));
	assert_false(is_member(&file, "Color"));
	assert_int_equal(file.facts.unit_count, 2);
	close_file(&file);
}

static void only_a_call_may_be_of_an_extension(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "A.cs", "class A { int F(string a) { return a.Size + a.Half(); } }\n");
	assert_null(find_reference(&file, "Size"));
	assert_true(is_member(&file, "Half"));
	close_file(&file);
}

static void an_operator_defines_no_name(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "A.cs",
	          "class A {\n\tpublic static explicit operator Guid(A a) => a.b;\n}\n");
	assert_null(find_definition(&file, "Guid"));
	assert_int_equal(file.facts.unit_count, 1);
	close_file(&file);
}

static void an_extension_defines_no_type(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.swift", "extension Thing { func half() {} }\nclass Own {}\n");
	assert_null(find_definition(&file, "Thing"));
	assert_false(is_member(&file, "Thing"));
	assert_non_null(find_definition(&file, "half"));
	assert_true(find_definition(&file, "Own")->flags & DEFINES_TYPE);
	close_file(&file);
}

static void what_a_closure_binds_is_nobody_elses(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.kt", "val made by lazy { val part = 1; part }\n");
	assert_non_null(find_definition(&file, "made"));
	assert_null(find_definition(&file, "part"));
	close_file(&file);
}

static void a_package_is_known_by_its_parts(void **state)
{
	struct file file;

	(void)state;
	read_file(&file, "a.php", "<?php\nnamespace A\\B;\n");
	assert_true(text_is(file.facts.package, "A\\B"));
	close_file(&file);
	read_file(&file, "a.cs", "namespace A.B;\nclass C {}\n");
	assert_true(text_is(file.facts.package, "A.B"));
	close_file(&file);
	read_file(&file, "a.cs", "namespace A { class C {} }\n");
	assert_true(text_is(file.facts.package, "A"));
	close_file(&file);
	read_file(&file, "a.kt", "package a.b\n");
	assert_true(text_is(file.facts.package, "a.b"));
	close_file(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dot_between_texts_leads_to_no_member_in_php),
		cmocka_unit_test(an_arrow_leads_to_a_type_but_in_c),
		cmocka_unit_test(a_property_may_be_called_like_its_type),
		cmocka_unit_test(only_a_call_may_be_of_an_extension),
		cmocka_unit_test(an_operator_defines_no_name),
		cmocka_unit_test(an_extension_defines_no_type),
		cmocka_unit_test(what_a_closure_binds_is_nobody_elses),
		cmocka_unit_test(a_package_is_known_by_its_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
