/* Which files do the names of Java lead to? */
#include "forest.h"

static void an_import_names_a_class_or_one_inside_of_it(void **state)
{
	const struct written files[] = {
		{ "src/main/java/a/A.java", "package a;\nimport b.B;\nimport b.C.Inner;\n"
		                            "import static b.D.help;\nimport java.util.List;\n"
		                            "class A { B b; Inner i; void f() { help(); } }\n" },
		{ "src/main/java/b/B.java", "package b;\npublic class B {}\n" },
		{ "src/main/java/b/C.java",
		  "package b;\npublic class C { public class Inner {} }\n" },
		{ "src/main/java/b/D.java",
		  "package b;\npublic class D { static void help() {} }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/main/java/a/A.java -> src/main/java/b/B.java import\n"
	                    "src/main/java/a/A.java -> src/main/java/b/C.java import\n"
	                    "src/main/java/a/A.java -> src/main/java/b/D.java import\n");
}

static void classes_of_the_package_are_named_by_themselves(void **state)
{
	const struct written files[] = {
		{ "a/A.java",
		  "package a;\nclass A extends Base { Object f() { return Tool.make(); } }\n" },
		{ "a/Base.java", "package a;\nclass Base {}\n" },
		{ "a/Other.java", "package a;\nclass Other {}\n" },
		{ "a/Tool.java",
		  "package a;\nclass Tool { static Object make() { return null; } }\n" },
		{ "b/Base.java", "package b;\nclass Base {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a/A.java -> a/Base.java use\n"
	                    "a/A.java -> a/Tool.java use\n");
}

static void of_a_package_taken_whole_the_classes_that_are_named_count(void **state)
{
	const struct written files[] = {
		{ "a/A.java", "package a;\nimport b.*;\nclass A { Used u; }\n" },
		{ "b/Unused.java", "package b;\npublic class Unused {}\n" },
		{ "b/Used.java", "package b;\npublic class Used {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a/A.java -> b/Used.java use\n");
}

static void the_class_of_the_own_module_comes_first(void **state)
{
	const struct written files[] = {
		{ "one/src/main/java/p/A.java", "package p;\nclass A { Util u; }\n" },
		{ "one/src/main/java/p/Util.java", "package p;\nclass Util {}\n" },
		{ "two/src/main/java/p/B.java", "package p;\nclass B { Util u; }\n" },
		{ "two/src/main/java/p/Util.java", "package p;\nclass Util {}\n" },
		{ "two/src/test/java/p/Util.java", "package p;\nclass Util {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "one/src/main/java/p/A.java -> one/src/main/java/p/Util.java use\n"
	                    "two/src/main/java/p/B.java -> two/src/main/java/p/Util.java use\n");
}

static void a_missing_class_of_a_known_package_is_counted(void **state)
{
	const struct written files[] = {
		{ "a/A.java", "package a;\nimport b.Gone;\nimport java.util.List;\nclass A {}\n" },
		{ "b/B.java", "package b;\nclass B {}\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "");
	assert_int_equal(forest.regions.unresolved, 1);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_import_names_a_class_or_one_inside_of_it),
		cmocka_unit_test(classes_of_the_package_are_named_by_themselves),
		cmocka_unit_test(of_a_package_taken_whole_the_classes_that_are_named_count),
		cmocka_unit_test(the_class_of_the_own_module_comes_first),
		cmocka_unit_test(a_missing_class_of_a_known_package_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
