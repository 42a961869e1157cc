/* How many files use a unit, or one that names it? */
#include "forest.h"

#include <stdio.h>

static void assert_load(const struct forest *forest, const char *path, const char *name,
                        uint32_t expected)
{
	uint32_t file = regions_find(&forest->regions, text_of(path));
	const struct facts *facts = forest->files[file].facts;
	uint32_t *loads = memory_new((facts->unit_count + 1) * sizeof(*loads));
	uint32_t *by_mentions = memory_new((facts->unit_count + 1) * sizeof(*loads));
	struct mentions *mentions = mentions_gather(&forest->regions);
	bool found = false;

	unit_loads(&forest->regions, NULL, file, facts, loads);
	unit_loads(&forest->regions, mentions, file, facts, by_mentions);
	assert_memory_equal(loads, by_mentions, facts->unit_count * sizeof(*loads));
	for (size_t i = 0; i < facts->unit_count; i++) {
		if (!text_is(facts->units[i].name, name))
			continue;
		found = true;
		if (loads[i] != expected)
			fail_msg("%s of %s: load %u, not %u", name, path, loads[i], expected);
	}
	if (!found)
		fail_msg("no %s in %s", name, path);
	mentions_free(mentions);
	memory_free(by_mentions);
	memory_free(loads);
}

static void a_unit_has_the_files_that_name_it(void **state)
{
	const struct written files[] = {
		{ "a.py", "from lib import often\noften()\n" },
		{ "b.py", "from lib import often, once\noften()\nonce()\n" },
		{ "c.py", "import lib\nlib.often()\n" },
		{ "lib.py", "def often(): pass\ndef once(): pass\ndef never(): pass\n" },
		{ "other.py", "def once(): pass\nonce()\n" },
		{ "tests/test_lib.py", "from lib import never\nnever()\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_load(&forest, "lib.py", "often", 3);
	assert_load(&forest, "lib.py", "once", 1);
	assert_load(&forest, "lib.py", "never", 0);
	forest_fell(&forest);
}

static void what_a_used_unit_names_is_used_too_but_one_step_only(void **state)
{
	const struct written files[] = {
		{ "a.c", "int a(void) { return outer(); }\n" },
		{ "b.c", "int b(void) { return outer() + middle(); }\n" },
		{ "lib.c", "static int inner(void) { return 1; }\n"
		           "int middle(void) { return inner(); }\n"
		           "int outer(void) { return middle(); }\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_load(&forest, "lib.c", "outer", 2);
	assert_load(&forest, "lib.c", "middle", 2);
	assert_load(&forest, "lib.c", "inner", 1);
	forest_fell(&forest);
}

static void a_name_changed_by_its_import_still_counts(void **state)
{
	const struct written files[] = {
		{ "a.ts", "import { make as build } from './lib';\nbuild();\n" },
		{ "b.ts", "import anything from './lib';\nanything();\n" },
		{ "lib.ts", "export function make() {}\nexport default function main() {}\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_load(&forest, "lib.ts", "make", 2);
	assert_load(&forest, "lib.ts", "main", 1);
	forest_fell(&forest);
}

static void constructors_and_the_like_are_used_with_their_class(void **state)
{
	const struct written files[] = {
		{ "a.py", "from lib import Pot\np = Pot()\n" },
		{ "b.py", "from lib import Pan\np = Pan()\n" },
		{ "lib.py",
		  "class Pot:\n    def __init__(self): pass\n    def __eq__(self, o): pass\n"
		  "    def boil(self): pass\n"
		  "class Pan:\n    def __init__(self): pass\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_load(&forest, "lib.py", "Pot.__init__", 1);
	assert_load(&forest, "lib.py", "Pot.__eq__", 1);
	assert_load(&forest, "lib.py", "Pot.boil", 0);
	assert_load(&forest, "lib.py", "Pan.__init__", 1);
	forest_fell(&forest);
}

static void a_class_before_the_dot_means_that_class(void **state)
{
	const struct written files[] = {
		{ "p/A.java", "package p;\nclass A { void f(Lib l) { One.make(); l.run(); } }\n" },
		{ "p/Lib.java", "package p;\nclass Lib { void run() {} }\n"
		                "class One { static void make() {} }\n"
		                "class Two { static void make() {} }\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_load(&forest, "p/Lib.java", "One.make", 1);
	assert_load(&forest, "p/Lib.java", "Two.make", 0);
	assert_load(&forest, "p/Lib.java", "Lib.run", 1);
	forest_fell(&forest);
}

static void what_a_header_defines_comes_along_with_headers(void **state)
{
	const struct written files[] = {
		{ "a.c", "#include \"all.h\"\nint a(void) { return quick(); }\n" },
		{ "all.h", "#include \"quick.h\"\n" },
		{ "b.c", "#include \"all.h\"\nint b(void) { return 0; }\n" },
		{ "quick.h", "static inline int quick(void) { return 1; }\n" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_int_equal(forest_standing(&forest, "quick.h")->load, 1);
	assert_load(&forest, "quick.h", "quick", 1);
	forest_fell(&forest);
}

static void more_users_than_one_turn_takes_are_counted(void **state)
{
	enum { USERS = 5000 };
	struct written *files = memory_new((USERS + 1) * sizeof(*files));
	char(*paths)[16] = memory_new(USERS * sizeof(*paths));
	struct forest forest;

	(void)state;
	for (size_t i = 0; i < USERS; i++) {
		snprintf(paths[i], sizeof(paths[i]), "f%05zu.py", i);
		files[i].path = paths[i];
		files[i].source = "from lib import f\nf()\n";
	}
	files[USERS] = (struct written){ "lib.py", "def f(): return g()\ndef g(): pass\n" };
	forest_plant(&forest, files, USERS + 1);
	assert_load(&forest, "lib.py", "f", USERS);
	assert_load(&forest, "lib.py", "g", USERS);
	forest_fell(&forest);
	memory_free(files);
	memory_free(paths);
}

static uint64_t work_of(struct forest *forest, const struct facts *of_test)
{
	const struct facts *facts = forest->files[0].facts;
	uint32_t loads[1];

	forest->files[1].facts = of_test; /* tests/test_lib.py */
	return unit_loads(&forest->regions, NULL, 0, facts, loads);
}

/* Facts of tests are not looked at, and may not be there. */
static void work_is_that_of_the_users_that_count(void **state)
{
	const struct written files[] = {
		{ "lib.py", "def used(): pass\n" },
		{ "user.py", "from lib import used\nused()\n" },
		{ "tests/test_lib.py", "from lib import used\nused()\nother()\n" },
	};
	struct forest forest;
	const struct facts *of_test;
	struct facts in_short;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_true(text_is(forest.files[0].path, "lib.py"));
	of_test = forest.files[1].facts;
	in_short = (struct facts){ .language = of_test->language };
	assert_int_equal(work_of(&forest, of_test), work_of(&forest, &in_short));
	forest_fell(&forest);
}

static void the_region_of_a_unit_is_never_above_its_files(void **state)
{
	const struct written files[] = {
		{ ".gitattributes", "held.py bole=trunk\n" },
		{ "a.py", "from lib import f\n" },
		{ "b.py", "from lib import f\n" },
		{ "held.py", "" },
		{ "lib.py", "def f(): pass\n" },
	};
	struct forest forest;
	const struct regions *regions = &forest.regions;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_int_equal(unit_region(regions, regions_find(regions, TEXT("lib.py")), 0),
	                 REGION_LEAF);
	assert_int_equal(unit_region(regions, regions_find(regions, TEXT("lib.py")), 2),
	                 REGION_BRANCH);
	assert_int_equal(unit_region(regions, regions_find(regions, TEXT("lib.py")), 99),
	                 REGION_BRANCH);
	assert_int_equal(unit_region(regions, regions_find(regions, TEXT("held.py")), 0),
	                 REGION_TRUNK);
	assert_int_equal(unit_region(regions, regions_find(regions, TEXT("a.py")), 99),
	                 REGION_LEAF);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_unit_has_the_files_that_name_it),
		cmocka_unit_test(what_a_used_unit_names_is_used_too_but_one_step_only),
		cmocka_unit_test(a_name_changed_by_its_import_still_counts),
		cmocka_unit_test(constructors_and_the_like_are_used_with_their_class),
		cmocka_unit_test(a_class_before_the_dot_means_that_class),
		cmocka_unit_test(what_a_header_defines_comes_along_with_headers),
		cmocka_unit_test(more_users_than_one_turn_takes_are_counted),
		cmocka_unit_test(work_is_that_of_the_users_that_count),
		cmocka_unit_test(the_region_of_a_unit_is_never_above_its_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
