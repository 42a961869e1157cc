/* Which files do the names and paths of PHP lead to? */
#include "forest.h"

static void a_use_names_a_class_or_a_function(void **state)
{
	const struct written files[] = {
		{ "src/A.php", "<?php\nnamespace App;\nuse Lib\\Tool;\nuse Lib\\Other as O;\n"
		               "use function Lib\\help;\nuse Psr\\Log;\n"
		               "class A { function f() { new Tool; new O; help(); } }\n" },
		{ "src/Lib/Other.php", "<?php\nnamespace Lib;\nclass Other {}\n" },
		{ "src/Lib/Tool.php", "<?php\nnamespace Lib;\nclass Tool {}\n" },
		{ "src/Lib/functions.php", "<?php\nnamespace Lib;\nfunction help() {}\n" },
		{ "src/Tool.php", "<?php\nnamespace App;\nclass Tool {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "src/A.php -> src/Lib/Other.php import\n"
	                    "src/A.php -> src/Lib/Tool.php import\n"
	                    "src/A.php -> src/Lib/functions.php import\n");
}

static void the_own_namespace_needs_no_word(void **state)
{
	const struct written files[] = {
		{ "A.php",
		  "<?php\nnamespace App;\nclass A extends Base { function f() { top(); } }\n" },
		{ "Base.php", "<?php\nnamespace App;\nclass Base {}\n" },
		{ "Other.php", "<?php\nnamespace Elsewhere;\nclass Base {}\n" },
		{ "top.php", "<?php\nfunction top() {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "A.php -> Base.php use\n"
	                    "A.php -> top.php use\n");
}

static void of_two_classes_composer_says_which_one_is_loaded(void **state)
{
	const struct written files[] = {
		{ "composer.json",
		  "{ \"autoload\": { \"psr-4\": { \"Lib\\\\\": [\"src/lib/\"], } } }" },
		{ "a/Tool.php", "<?php\nnamespace Lib\\Deep;\nclass Tool {}\n" },
		{ "a/User.php", "<?php\nuse Lib\\Deep\\Tool;\nnew Tool;\n" },
		{ "src/lib/Deep/Tool.php", "<?php\nnamespace Lib\\Deep;\nclass Tool {}\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a/User.php -> src/lib/Deep/Tool.php import\n");
}

static void an_included_path_is_beside_or_ends_a_path(void **state)
{
	const struct written files[] = {
		{ "a/a.php", "<?php\nrequire 'b.php';\nrequire_once __DIR__ . '/../c.php';\n"
		             "include 'inc/d.php';\ninclude 'gone.php';\ninclude './gone.php';\n" },
		{ "a/b.php", "<?php\n" },
		{ "c.php", "<?php\n" },
		{ "x/inc/d.php", "<?php\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "a/a.php -> a/b.php import\n"
	                      "a/a.php -> c.php import\n"
	                      "a/a.php -> x/inc/d.php import\n");
	assert_int_equal(forest.regions.unresolved, 1);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_use_names_a_class_or_a_function),
		cmocka_unit_test(the_own_namespace_needs_no_word),
		cmocka_unit_test(of_two_classes_composer_says_which_one_is_loaded),
		cmocka_unit_test(an_included_path_is_beside_or_ends_a_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
