/* Which files do includes and names of C and C++ lead to? */
#include "forest.h"

static void a_quoted_include_is_looked_for_beside_its_file_first(void **state)
{
	const struct written files[] = {
		{ "b.h", "" },
		{ "src/a.c", "#include \"b.h\"\n#include \"sub/c.h\"\n#include \"../b.h\"\n" },
		{ "src/b.h", "" },
		{ "src/sub/c.h", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.c -> b.h include\n"
	                    "src/a.c -> src/b.h include\n"
	                    "src/a.c -> src/sub/c.h include\n");
}

static void an_include_root_is_inferred_from_the_tree(void **state)
{
	const struct written files[] = {
		{ "one/include/lib/x.h", "" },
		{ "one/src/a.c", "#include \"lib/x.h\"\n" },
		{ "two/include/lib/x.h", "" },
		{ "two/src/b.c", "#include <lib/x.h>\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "one/src/a.c -> one/include/lib/x.h include\n"
	                    "two/src/b.c -> two/include/lib/x.h include\n");
}

static void an_angled_include_must_show_that_it_is_ours(void **state)
{
	const struct written files[] = {
		{ "a.c",
		  "#include <stdio.h>\n#include <only.h>\n#include <poll.h>\n#include <many.h>\n" },
		{ "compat/poll/poll.h", "" },
		{ "compat/stdio.h", "" },
		{ "deep/only.h", "" },
		{ "x/many.h", "" },
		{ "y/many.h", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> deep/only.h include\n");
}

static void code_of_others_includes_only_its_own(void **state)
{
	const struct written files[] = {
		{ "config.h", "" },
		{ "deps/one/config.h", "" },
		{ "deps/one/src/a.c", "#include \"config.h\"\n" },
		{ "deps/two/src/b.c", "#include \"config.h\"\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "deps/one/src/a.c -> deps/one/config.h include\n");
}

static void a_call_leads_to_the_only_source_that_defines_it(void **state)
{
	const struct written files[] = {
		{ "a.c", "#include \"b.h\"\nint run(void) { return b(1) + twice(2); }\n" },
		{ "b.c", "int b(int x) { return x; }\n" },
		{ "b.h", "int b(int x);\n" },
		{ "c.c", "int twice(int x) { return x; }\n" },
		{ "d.c", "int twice(int x) { return x + x; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> b.c use\n"
	                    "a.c -> b.h include\n");
}

static void a_function_passed_on_is_used_too(void **state)
{
	const struct written files[] = {
		{ "a.c", "struct row { int (*f)(int); };\nstruct row rows[] = { { b } };\n" },
		{ "b.c", "int b(int x) { return x; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> b.c use\n");
}

static void what_is_static_or_ones_own_is_no_link(void **state)
{
	const struct written files[] = {
		{ "a.c",
		  "static int b(int x) { return x; }\nint a(void) { return b(1) + c(2); }\n" },
		{ "b.c", "int b(int x) { return x; }\n" },
		{ "c.c", "static int c(int x) { return x; }\nint d(void) { return c(1); }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void a_function_of_the_system_is_nobodys(void **state)
{
	const struct written files[] = {
		{ "a.c", "int a(void) { return poll(0, 0, 0); }\n" },
		{ "compat/poll.c", "int poll(void *fds, int n, int t) { return 0; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void of_files_for_several_systems_that_for_linux_is_meant(void **state)
{
	const struct written files[] = {
		{ "a.c", "int a(void) { return listen_events(); }\n" },
		{ "fs/listen-darwin.c", "int listen_events(void) { return 1; }\n" },
		{ "fs/listen-linux.c", "int listen_events(void) { return 2; }\n" },
		{ "fs/listen-win32.c", "int listen_events(void) { return 3; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> fs/listen-linux.c use\n");
}

static void the_product_does_not_use_tests(void **state)
{
	const struct written files[] = {
		{ "a.c", "int a(void) { return helper() + both(); }\n" },
		{ "b.c", "int both(void) { return 1; }\n" },
		{ "tests/helper.c",
		  "int helper(void) { return a(); }\nint both(void) { return 2; }\n" },
		{ "tests/test_a.c", "int main(void) { return helper() + both(); }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> b.c use\n"
	                    "tests/helper.c -> a.c use\n"
	                    "tests/test_a.c -> b.c use\n"
	                    "tests/test_a.c -> tests/helper.c use\n");
}

static void a_call_may_leave_for_the_code_of_others(void **state)
{
	const struct written files[] = {
		{ "deps/lua/lua.c", "int lua_call(void) { return 0; }\n"
		                    "int command(void) { return 0; }\n" },
		{ "src/a.c", "int a(struct command *c) { return lua_call(); }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a.c -> deps/lua/lua.c use\n");
}

static void who_names_a_class_uses_the_source_of_its_methods(void **state)
{
	const struct written files[] = {
		{ "include/lib/pot.h", "class Pot { public: int boil(); };\n" },
		{ "src/cook.cc",
		  "#include \"lib/pot.h\"\nint cook() { Pot p; return p.boil(); }\n" },
		{ "src/idle.cc", "#include \"lib/pot.h\"\nint idle() { return 0; }\n" },
		{ "src/pot.cc", "#include \"lib/pot.h\"\nint Pot::boil() { return 1; }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/cook.cc -> include/lib/pot.h include\n"
	                    "src/cook.cc -> src/pot.cc use\n"
	                    "src/idle.cc -> include/lib/pot.h include\n"
	                    "src/pot.cc -> include/lib/pot.h include\n");
}

static void what_a_macro_calls_is_used_by_who_uses_the_macro(void **state)
{
	const struct written files[] = {
		{ "a.c", "#include \"all.h\"\nvoid a(void) { CHECK(a()); }\n" },
		{ "all.h", "#include \"check.h\"\n" },
		{ "b.c", "#include \"all.h\"\nvoid b(void) { CHECK_TWICE(1); }\n" },
		{ "c.c", "#include \"all.h\"\nvoid c(void) { APPLY(d); own(1); }\n"
		         "#define OWN(x) own2(x)\nvoid e(void) { OWN(1); }\n" },
		{ "check.c", "void check_failed(const char *why) {}\n" },
		{ "check.h",
		  "void check_failed(const char *why);\n"
		  "/* check_failed(); */\n"
		  "#define CHECK(x) \\\n\t((x) ? (void)0 : check_failed(\"other(\" #x))\n"
		  "#define CHECK_TWICE(x) do { CHECK(x); CHECK(x); } while (0)\n"
		  "#define ENTRY(fn) UNUSED CHECK(fn); int \\\n\tinit_entry(void) ALIAS(#fn)\n"
		  "#define APPLY(fn) fn(1)\n" },
		{ "d.c", "void d(int x) {}\nvoid fn(int x) {}\nvoid other(void) {}\n" },
		{ "e.c", "#include \"all.h\"\nENTRY(start)\n" },
		{ "entry.c", "void init_entry(void) {}\n" },
		{ "own.c", "void own(int x) {}\nvoid own2(int x) {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> all.h include\n"
	                    "a.c -> check.c use\n"
	                    "all.h -> check.h include\n"
	                    "b.c -> all.h include\n"
	                    "b.c -> check.c use\n"
	                    "c.c -> all.h include\n"
	                    "c.c -> d.c use\n"
	                    "c.c -> own.c use\n"
	                    "e.c -> all.h include\n"
	                    "e.c -> check.c use\n");
}

static void a_macro_of_an_included_header_comes_before_a_function_of_its_name(void **state)
{
	const struct written files[] = {
		{ "a.c", "#include \"kit/compat.h\"\nvoid a(void) { make(1); }\n" },
		{ "b.c", "#include \"kit/debug.h\"\n"
		         "void b(void) { make(1); unlink_it(); free(0); }\n" },
		{ "kit/compat.h", "#define make kit_make\n" },
		{ "kit/mingw.h", "#define unlink_it mingw_unlink_it\n" },
		{ "kit/kit.c", "void kit_make(int x) {}\n" },
		{ "kit/debug.h", "#ifdef DEBUG\n#define free(x) debug_free(x)\n#endif\n" },
		{ "kit/kit2.c", "void debug_free(void *x) {}\n" },
		{ "kit/mingw.c", "void mingw_unlink_it(void) {}\n" },
		{ "make.c", "void make(int x) {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.c -> kit/compat.h include\n"
	                    "a.c -> kit/kit.c use\n"
	                    "b.c -> kit/debug.h include\n"
	                    "b.c -> make.c use\n");
}

static void of_a_thousand_files_of_one_name_the_one_of_its_folder_is_found(void **state)
{
	enum { FOLDERS = 1000 };
	static char paths[FOLDERS + 1][32];
	static struct written files[FOLDERS + 1];
	struct forest forest;

	(void)state;
	for (int i = 0; i < FOLDERS; i++) {
		snprintf(paths[i], sizeof(paths[i]), "src/net%03d/types.h", i);
		files[i] = (struct written){ paths[i], "" };
	}
	files[FOLDERS] = (struct written){ "zz/a.c", "#include \"net990/types.h\"\n" };
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "zz/a.c -> src/net990/types.h include\n");
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quoted_include_is_looked_for_beside_its_file_first),
		cmocka_unit_test(an_include_root_is_inferred_from_the_tree),
		cmocka_unit_test(an_angled_include_must_show_that_it_is_ours),
		cmocka_unit_test(code_of_others_includes_only_its_own),
		cmocka_unit_test(a_call_leads_to_the_only_source_that_defines_it),
		cmocka_unit_test(a_function_passed_on_is_used_too),
		cmocka_unit_test(what_is_static_or_ones_own_is_no_link),
		cmocka_unit_test(a_function_of_the_system_is_nobodys),
		cmocka_unit_test(of_files_for_several_systems_that_for_linux_is_meant),
		cmocka_unit_test(the_product_does_not_use_tests),
		cmocka_unit_test(a_call_may_leave_for_the_code_of_others),
		cmocka_unit_test(who_names_a_class_uses_the_source_of_its_methods),
		cmocka_unit_test(what_a_macro_calls_is_used_by_who_uses_the_macro),
		cmocka_unit_test(a_macro_of_an_included_header_comes_before_a_function_of_its_name),
		cmocka_unit_test(of_a_thousand_files_of_one_name_the_one_of_its_folder_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
