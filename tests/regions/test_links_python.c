/* Which files do imports of Python lead to? */
#include "forest.h"

static void a_module_is_found_by_its_dotted_name(void **state)
{
	const struct written files[] = {
		{ "app/__init__.py", "" },
		{ "app/a.py", "import app.sub.b\nimport app.c as c\nimport os, json\n" },
		{ "app/c.py", "" },
		{ "app/json.py", "" },
		{ "app/sub/__init__.py", "" },
		{ "app/sub/b.py", "from app import c\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "app/a.py -> app/c.py import\n"
	                    "app/a.py -> app/sub/b.py import\n"
	                    "app/sub/b.py -> app/c.py import\n");
}

static void leading_dots_climb(void **state)
{
	const struct written files[] = {
		{ "app/__init__.py", "" },
		{ "app/b.py", "x = 1\n" },
		{ "app/sub/__init__.py", "" },
		{ "app/sub/a.py", "from . import c\nfrom .. import b\nfrom ..b import x\n"
		                  "from .c import y\nfrom ...out import z\n" },
		{ "app/sub/c.py", "y = 1\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "app/sub/a.py -> app/b.py import\n"
	                    "app/sub/a.py -> app/sub/c.py import\n");
}

static void a_source_root_may_lie_in_a_folder(void **state)
{
	const struct written files[] = {
		{ "src/pkg/__init__.py", "" },
		{ "src/pkg/a.py", "from pkg.b import f\n" },
		{ "src/pkg/b.py", "def f(): pass\n" },
		{ "tests/test_a.py", "import pkg.a\nfrom helper import h\n" },
		{ "tests/helper.py", "def h(): pass\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/pkg/a.py -> src/pkg/b.py import\n"
	                    "tests/test_a.py -> src/pkg/a.py import\n"
	                    "tests/test_a.py -> tests/helper.py import\n");
}

static void a_folder_without_init_is_a_namespace(void **state)
{
	const struct written files[] = {
		{ "ns/one/a.py", "from ns.two import b\nimport ns.two.b\n" },
		{ "ns/two/b.py", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "ns/one/a.py -> ns/two/b.py import\n");
}

static void a_name_is_followed_through_packages_to_its_file(void **state)
{
	const struct written files[] = {
		{ "a.py", "from pkg import f, G, H, deep, own, missing\n" },
		{ "pkg/__init__.py",
		  "from .one import f\nfrom .two import *\nfrom . import three\n"
		  "from .three import H2 as H\nfrom .sub import deep\nown = 1\n" },
		{ "pkg/one.py", "def f(): pass\n" },
		{ "pkg/sub/__init__.py", "from .leaf import deep\n" },
		{ "pkg/sub/leaf.py", "def deep(): pass\n" },
		{ "pkg/three.py", "class H2: pass\n" },
		{ "pkg/two.py", "class G: pass\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.py -> pkg/__init__.py import\n"
	                    "a.py -> pkg/one.py import\n"
	                    "a.py -> pkg/sub/leaf.py import\n"
	                    "a.py -> pkg/three.py import\n"
	                    "a.py -> pkg/two.py import\n"
	                    "pkg/__init__.py -> pkg/one.py import\n"
	                    "pkg/__init__.py -> pkg/sub/leaf.py import\n"
	                    "pkg/__init__.py -> pkg/three.py import\n"
	                    "pkg/__init__.py -> pkg/two.py import\n"
	                    "pkg/sub/__init__.py -> pkg/sub/leaf.py import\n");
}

static void a_submodule_is_found_behind_its_package(void **state)
{
	const struct written files[] = {
		{ "a.py", "from pkg import mod\nfrom pkg.mod import f\n" },
		{ "pkg/__init__.py", "" },
		{ "pkg/mod.py", "from pkg.other import f\n" },
		{ "pkg/other.py", "def f(): pass\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.py -> pkg/mod.py import\n"
	                    "pkg/mod.py -> pkg/other.py import\n");
}

static void packages_that_import_each_other_end_the_search(void **state)
{
	const struct written files[] = {
		{ "a.py", "from one import x, y\n" },
		{ "one/__init__.py", "from two import *\n" },
		{ "three/__init__.py", "y = 1\n" },
		{ "two/__init__.py", "from one import *\nfrom three import *\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.py -> one/__init__.py import\n"
	                    "a.py -> three/__init__.py import\n"
	                    "one/__init__.py -> two/__init__.py import\n"
	                    "two/__init__.py -> one/__init__.py import\n"
	                    "two/__init__.py -> three/__init__.py import\n");
}

static void a_name_taken_through_a_package_object_is_a_use(void **state)
{
	const struct written files[] = {
		{ "a.py", "import pkg as p\n\ndef run():\n    return p.f()\n" },
		{ "pkg/__init__.py", "from .one import f\n" },
		{ "pkg/one.py", "def f(): pass\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.py -> pkg/__init__.py import\n"
	                    "a.py -> pkg/one.py use\n"
	                    "pkg/__init__.py -> pkg/one.py import\n");
}

static void imports_that_lead_nowhere_are_counted(void **state)
{
	const struct written files[] = {
		{ "pkg/__init__.py", "" },
		{ "pkg/a.py", "from .gone import x\nimport pkg.lost\nimport numpy\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "");
	assert_int_equal(forest.regions.unresolved, 2);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_module_is_found_by_its_dotted_name),
		cmocka_unit_test(leading_dots_climb),
		cmocka_unit_test(a_source_root_may_lie_in_a_folder),
		cmocka_unit_test(a_folder_without_init_is_a_namespace),
		cmocka_unit_test(a_name_is_followed_through_packages_to_its_file),
		cmocka_unit_test(a_submodule_is_found_behind_its_package),
		cmocka_unit_test(packages_that_import_each_other_end_the_search),
		cmocka_unit_test(a_name_taken_through_a_package_object_is_a_use),
		cmocka_unit_test(imports_that_lead_nowhere_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
