/* A graph made from one that is mostly the same is the one made from nothing. */
#include "tests/regions/forest.h"

static const struct written files[] = {
	{ "app/Main.kt",
	  "package app\nimport lib.Helper\nfun main() { Helper().run(); other() }\n" },
	{ "app/other.kt", "package app\nfun other() {}\n" },
	{ "cmd/main.go",
	  "package main\nimport \"example.org/m/lib\"\nfunc main() { lib.Run(); help() }\n" },
	{ "cmd/help.go", "package main\nfunc help() {}\n" },
	{ "core.c", "#include \"core.h\"\nint core(int a) { return helper(a) + far(a); }\n" },
	{ "core.h", "int core(int a);\n" },
	{ "cs/A.cs", "namespace A { class One { void F() { new Two().G(); } } }\n" },
	{ "cs/B.cs", "namespace A { class Two { public void G() {} } }\n" },
	{ "far.c", "int far(int a) { return core(a); }\n" },
	{ "go.mod", "module example.org/m\n" },
	{ "helper.c", "int helper(int a) { return a; }\n" },
	{ "j/org/x/One.java",
	  "package org.x;\nclass One { Two two; void f() { new Three(); } }\n" },
	{ "j/org/x/Three.java", "package org.x;\nclass Three { One one; }\n" },
	{ "j/org/x/Two.java", "package org.x;\nclass Two {}\n" },
	{ "lib/Helper.kt", "package lib\nclass Helper { fun run() {} }\n" },
	{ "lib/run.go", "package lib\nfunc Run() {}\n" },
	{ "p/__init__.py", "from .one import f\n" },
	{ "p/one.py", "def f():\n    pass\n" },
	{ "p/two.py", "import p\nfrom p import *\np.f()\nf()\n" },
	{ "php/a.php", "<?php\nnamespace A;\nfunction f() { return new B(); }\n" },
	{ "php/b.php", "<?php\nnamespace A;\nclass B {}\n" },
	{ "r/one.rb", "class One\n  def f\n    Two.new.g\n  end\nend\n" },
	{ "r/two.rb", "class Two\n  def g\n    One.new\n  end\nend\n" },
	{ "rs/src/lib.rs", "mod one;\nmod two;\npub fn f() { one::g(); }\n" },
	{ "rs/src/one.rs", "pub fn g() { crate::two::h(); }\n" },
	{ "rs/src/two.rs", "pub fn h() { crate::f(); }\n" },
	{ "s/a.sh", ". ./b.sh\nrun_b\n" },
	{ "s/b.sh", "run_b() { :; }\n" },
	{ "w/a.js", "import * as b from './b';\nb.f();\nb.g();\n" },
	{ "w/b.js", "export function f() {}\nexport { g } from './c';\n" },
	{ "w/c.js", "export function g() {}\n" },
};

static void assign(const struct forest *forest, struct regions *out)
{
	regions_assign(out, forest->files, forest->count, forest->guides, forest->guide_count);
}

/* From the graph of `known` files to that of the forest's, where only `file` differs. */
static size_t try_from(struct forest *forest, const struct facts *known_facts, uint32_t file)
{
	const struct facts *facts = forest->files[file].facts;
	bool *changed = memory_new(forest->count * sizeof(*changed));
	struct regions known, near, whole;
	size_t edges;

	assert_int_equal(facts_face(known_facts), facts_face(facts));
	forest->files[file].facts = known_facts;
	assign(forest, &known);
	forest->files[file].facts = facts;
	assign(forest, &whole);
	changed[file] = true;
	regions_assign_near(&near, forest->files, forest->count, forest->guides,
	                    forest->guide_count, &known, changed);
	assert_same_regions(&near, &whole);
	edges = whole.edge_count - known.edge_count;
	regions_release(&known);
	regions_release(&near);
	regions_release(&whole);
	memory_free(changed);
	return edges;
}

static void what_one_file_refers_to_makes_edges_of_its_own_alone(void **state)
{
	struct forest forest;
	size_t gained = 0;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	for (uint32_t i = 0; i < forest.count; i++) {
		const struct facts *facts = forest.files[i].facts;
		struct facts silent = *facts;

		silent.reference_count = 0;
		gained += try_from(&forest, &silent, i);
		forest.files[i].facts = &silent;
		try_from(&forest, facts, i);
		forest.files[i].facts = facts;
	}
	/* In every language there was something to find. */
	assert_in_range(gained, 15, 40);
	forest_fell(&forest);
}

static void a_face_is_all_but_what_is_referred_to(void **state)
{
	static const struct written written[] = {
		{ "a.c", "int f(void) { return g(); }\n" },
		{ "b.c", "int f(void) { return h(); }\n" },
		{ "c.c", "int f(void) { return g(); }\nint k(void) { return 0; }\n" },
		{ "d.c", "#include \"x.h\"\nint f(void) { return g(); }\n" },
		{ "e.c", "\n\nint f(void)\n{\n\treturn g();\n}\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, written, COUNT(written));
	for (size_t i = 0; i < COUNT(written); i++) {
		const struct facts *facts = forest.files[i].facts, *first = forest.files[0].facts;
		bool same_shape = i == 0 || i == 4, same_face = same_shape || i == 1;

		assert_int_equal(facts_shape(facts) == facts_shape(first), same_shape);
		assert_int_equal(facts_face(facts) == facts_face(first), same_face);
	}
	forest_fell(&forest);
}

/* They are put where the macro is named. */
static void calls_of_a_macro_are_edges_of_its_users(void **state)
{
	static const struct written written[] = {
		{ "a.c", "#include \"run.h\"\nint a(void) { return RUN(1); }\n" },
		{ "one.c", "int one(int n) { return n; }\n" },
		{ "other/run.h", "#define RUN(n) two(n)\n" },
		{ "run.h", "#define RUN(n) one(n)\n" },
		{ "two.c", "int two(int n) { return n; }\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, written, COUNT(written));
	assert_edges(&forest, "a.c -> one.c use\na.c -> run.h include\n");
	assert_int_not_equal(facts_face(forest.files[2].facts), facts_face(forest.files[3].facts));
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_one_file_refers_to_makes_edges_of_its_own_alone),
		cmocka_unit_test(a_face_is_all_but_what_is_referred_to),
		cmocka_unit_test(calls_of_a_macro_are_edges_of_its_users),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
