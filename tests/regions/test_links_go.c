/* Which files do the names of Go lead to? */
#include "forest.h"

static void a_qualified_name_leads_to_the_file_that_declares_it(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module example.com/app // ours\n\ngo 1.22\n" },
		{ "main.go", "package main\n\nimport (\n\t\"fmt\"\n\t\"example.com/app/store\"\n"
		             "\tother \"example.com/app/store/v2\"\n)\n\n"
		             "func main() { fmt.Println(store.Open(), other.Close()) }\n" },
		{ "store/close.go", "package store\n\nfunc Close() int { return 1 }\n" },
		{ "store/open.go", "package store\n\nfunc Open() int { return 1 }\n" },
		{ "store/v2/close.go", "package store\n\nfunc Close() int { return 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "main.go -> store/open.go use\n"
	                    "main.go -> store/v2/close.go use\n");
}

static void names_of_the_own_package_lead_to_their_files(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "p/a.go",
		  "package p\n\nvar limit = size()\n\nfunc A() Thing { return Thing{} }\n" },
		{ "p/b.go", "package p\n\ntype Thing struct{ size int }\n" },
		{ "p/c.go", "package p\n\nfunc size() int { return 1 }\n" },
		{ "q/d.go", "package q\n\nfunc size() int { return 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "p/a.go -> p/b.go use\n"
	                    "p/a.go -> p/c.go use\n");
}

static void tests_see_tests_and_nobody_else_does(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "p/a.go", "package p\n\nfunc A() int { return helper() }\n" },
		{ "p/a_test.go", "package p\n\nfunc TestA() { helper(); A() }\n" },
		{ "p/help_test.go", "package p\n\nfunc helper() int { return 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "p/a_test.go -> p/a.go use\n"
	                    "p/a_test.go -> p/help_test.go use\n");
}

static void modules_in_modules_and_replaced_ones_are_found(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module example.com/app\n\nrequire example.com/fork v1.0.0\n\n"
		            "replace (\n\texample.com/fork v1.0.0 => ./third/fork\n)\n" },
		{ "main.go", "package main\n\nimport \"example.com/app/sub/x\"\n"
		             "import \"example.com/fork/y\"\n\nfunc main() { x.X(); y.Y() }\n" },
		{ "sub/go.mod", "module example.com/app/sub\n" },
		{ "sub/x/x.go", "package x\n\nfunc X() {}\n" },
		{ "third/fork/y/y.go", "package y\n\nfunc Y() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "main.go -> sub/x/x.go use\n"
	                    "main.go -> third/fork/y/y.go use\n");
}

static void of_files_for_several_systems_that_for_linux_is_meant(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "main.go",
		  "package main\n\nimport \"m/fs\"\n\nfunc main() { fs.Size(); fs.Sync() }\n" },
		{ "fs/size_linux.go", "package fs\n\nfunc Size() int { return 1 }\n" },
		{ "fs/size_windows.go", "package fs\n\nfunc Size() int { return 2 }\n" },
		{ "fs/sync.go", "package fs\n\nfunc Sync() {}\n" },
		{ "fs/sync_stub.go", "package fs\n\nfunc Sync() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "main.go -> fs/size_linux.go use\n"
	                    "main.go -> fs/sync.go use\n");
}

static void a_method_is_found_by_its_name_when_it_can_be_meant(void **state)
{
	const struct written files[] = {
		{ "far/far.go", "package far\n\nfunc F(v any) { v.Rotate2() }\n" },
		{ "go.mod", "module m\n" },
		{ "main.go",
		  "package main\n\nimport \"m/box\"\n\n"
		  "func main() { b := box.New(); b.Rotate2(); b.Close(); b.Twice() }\n" },
		{ "box/a.go", "package box\n\ntype A struct{}\n\nfunc New() *A { return nil }\n" },
		{ "box/rotate.go",
		  "package box\n\nfunc (a *A) Rotate2() {}\nfunc (a *A) Close() {}\n" },
		{ "box/twice.go", "package box\n\nfunc (a *A) Twice() {}\n" },
		{ "jar/jar.go", "package jar\n\ntype J struct{}\n\nfunc (j *J) Twice() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "box/rotate.go -> box/a.go use\n"
	                    "box/twice.go -> box/a.go use\n"
	                    "main.go -> box/a.go use\n"
	                    "main.go -> box/rotate.go use low\n");
}

static void a_blank_import_runs_the_initializers(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "main.go", "package main\n\nimport _ \"m/plugin\"\nimport . \"m/dot\"\n\n"
		             "func main() { Dotted() }\n" },
		{ "dot/dot.go", "package dot\n\nfunc Dotted() {}\n" },
		{ "plugin/a.go", "package plugin\n\nfunc init() {}\n" },
		{ "plugin/b.go", "package plugin\n\ntype T int\n\nfunc (t T) init() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "main.go -> dot/dot.go use\n"
	                    "main.go -> plugin/a.go import\n");
}

static void a_variable_called_like_its_package_hides_it_only_behind(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "main.go", "package main\n\nimport \"m/labels\"\n\n"
		             "func main() { labels := labels.New(); labels.Sort2() }\n" },
		{ "labels/new.go", "package labels\n\ntype L int\n\nfunc New() L { return 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "main.go -> labels/new.go use\n");
}

static void the_blank_name_leads_nowhere(void **state)
{
	const struct written files[] = {
		{ "go.mod", "module m\n" },
		{ "p/a.go", "package p\n\nvar _ any = 1\n" },
		{ "p/b.go", "package p\n\nfunc B() { _ = 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_qualified_name_leads_to_the_file_that_declares_it),
		cmocka_unit_test(names_of_the_own_package_lead_to_their_files),
		cmocka_unit_test(tests_see_tests_and_nobody_else_does),
		cmocka_unit_test(modules_in_modules_and_replaced_ones_are_found),
		cmocka_unit_test(of_files_for_several_systems_that_for_linux_is_meant),
		cmocka_unit_test(a_method_is_found_by_its_name_when_it_can_be_meant),
		cmocka_unit_test(a_blank_import_runs_the_initializers),
		cmocka_unit_test(a_variable_called_like_its_package_hides_it_only_behind),
		cmocka_unit_test(the_blank_name_leads_nowhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
