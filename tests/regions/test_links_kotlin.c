/* Which files do the names of Kotlin and Scala lead to? */
#include "forest.h"

static void an_import_names_a_class_a_function_or_a_member_of_an_object(void **state)
{
	const struct written files[] = {
		{ "src/a/A.kt",
		  "package a\nimport b.B\nimport b.help\nimport b.Tools.make\n"
		  "import kotlin.math.abs\nfun f(b: B) = help() + make() + abs(1)\n" },
		{ "src/b/B.kt", "package b\nclass B\n" },
		{ "src/b/Helpers.kt", "package b\nfun help() = 1\n" },
		{ "src/b/Tools.kt", "package b\nobject Tools { fun make() = 1 }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/a/A.kt -> src/b/B.kt import\n"
	                    "src/a/A.kt -> src/b/Helpers.kt import\n"
	                    "src/a/A.kt -> src/b/Tools.kt import\n");
}

static void names_of_the_package_need_no_import(void **state)
{
	const struct written files[] = {
		{ "a/A.kt",
		  "package a\nimport c.*\nfun f(b: Base) = helper() + b.extended() + Star()\n" },
		{ "a/Base.kt", "package a\nopen class Base\n" },
		{ "a/Extensions.kt", "package a\nfun Base.extended() = 2\n" },
		{ "a/Helpers.kt", "package a\nfun helper() = 1\n" },
		{ "b/Base.kt", "package b\nclass Base\n" },
		{ "c/Star.kt", "package c\nclass Star\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a/A.kt -> a/Base.kt use\n"
	                    "a/A.kt -> a/Extensions.kt use low\n"
	                    "a/A.kt -> a/Helpers.kt use\n"
	                    "a/A.kt -> c/Star.kt use\n"
	                    "a/Extensions.kt -> a/Base.kt use\n");
}

static void kotlin_and_java_use_each_other(void **state)
{
	const struct written files[] = {
		{ "p/J.java", "package p;\nclass J { K k; }\n" },
		{ "p/K.kt", "package p\nclass K\n" },
		{ "q/L.kt", "package q\nimport p.J as Old\nval x: Old? = null\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "p/J.java -> p/K.kt use\n"
	                    "q/L.kt -> p/J.java import\n");
}

static void packages_of_scala_nest(void **state)
{
	const struct written files[] = {
		{ "a/Base.scala", "package a\nclass Base\n" },
		{ "a/b/B.scala", "package a\npackage b\nimport c.C\n"
		                 "class B extends Base { def f = C.make; def g = Other }\n" },
		{ "a/b/Other.scala", "package a.b\nobject Other\n" },
		{ "a/c/C.scala", "package a.c\nobject C { def make = 1 }\n" },
		{ "x/X.scala", "package x\nimport a.b.{B, Other => O}\nimport a.c._\n"
		               "class X { def f = C }\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a/b/B.scala -> a/Base.scala use\n"
	                    "a/b/B.scala -> a/b/Other.scala use\n"
	                    "a/b/B.scala -> a/c/C.scala import\n"
	                    "x/X.scala -> a/b/B.scala import\n"
	                    "x/X.scala -> a/b/Other.scala import\n"
	                    "x/X.scala -> a/c/C.scala use\n");
}

static void a_type_of_swift_leads_to_the_file_that_defines_it(void **state)
{
	const struct written files[] = {
		{ "Sources/App/Main.swift", "import Core\nlet s = Store()\nhelp()\n" },
		{ "Sources/Core/Help.swift", "public func help() {}\n" },
		{ "Sources/Core/Store.swift", "public class Store {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "Sources/App/Main.swift -> Sources/Core/Help.swift use low\n"
	                    "Sources/App/Main.swift -> Sources/Core/Store.swift use\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_import_names_a_class_a_function_or_a_member_of_an_object),
		cmocka_unit_test(names_of_the_package_need_no_import),
		cmocka_unit_test(kotlin_and_java_use_each_other),
		cmocka_unit_test(packages_of_scala_nest),
		cmocka_unit_test(a_type_of_swift_leads_to_the_file_that_defines_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
