/* Which files do imports of JavaScript and TypeScript lead to? */
#include "forest.h"

static void endings_are_left_out_or_stand_for_others(void **state)
{
	const struct written files[] = {
		{ "a.ts", "import './b'\nimport './c.js'\nimport './d.jsx'\nimport './e'\n"
		          "import './f.mjs'\nimport './style.css'\nimport './g.d.ts'\n" },
		{ "b.ts", "" },
		{ "c.ts", "" },
		{ "d.tsx", "" },
		{ "e/index.ts", "" },
		{ "f.mts", "" },
		{ "g.ts", "" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "a.ts -> b.ts import\n"
	                      "a.ts -> c.ts import\n"
	                      "a.ts -> d.tsx import\n"
	                      "a.ts -> e/index.ts import\n"
	                      "a.ts -> f.mts import\n"
	                      "a.ts -> g.ts import\n");
	assert_int_equal(forest.regions.unresolved, 0);
	forest_fell(&forest);
}

static void every_form_of_import_counts(void **state)
{
	const struct written files[] = {
		{ "a.js", "const b = require('./b');\n"
		          "async function f() { await import('./c'); }\n"
		          "import type { T } from './d';\n"
		          "import e, { x } from './e';\n"
		          "import * as f2 from './f';\n"
		          "export * from './g';\n" },
		{ "b.js", "" },
		{ "c.js", "" },
		{ "d.ts", "export type T = number;\n" },
		{ "e.js", "export default 1;\nexport const x = 1;\n" },
		{ "f.js", "" },
		{ "g.js", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.js -> b.js import\n"
	                    "a.js -> c.js import\n"
	                    "a.js -> d.ts import\n"
	                    "a.js -> e.js import\n"
	                    "a.js -> f.js import\n"
	                    "a.js -> g.js import\n");
}

static void names_are_followed_through_barrels(void **state)
{
	const struct written files[] = {
		{ "a.ts", "import { one, two, renamed, own, type Three } from './lib';\n"
		          "import * as lib from './lib';\nlib.four();\n" },
		{ "lib/four.ts", "export function four() {}\n" },
		{ "lib/index.ts",
		  "export { one, x as renamed } from './one';\nexport * from './more';\n"
		  "import type { Three } from './three';\nexport { Three };\n"
		  "export const own = 1;\n" },
		{ "lib/more.ts", "export * from './two';\nexport * from './four';\n" },
		{ "lib/one.ts", "export const one = 1, x = 2;\n" },
		{ "lib/three.ts", "export interface Three { a: number }\n" },
		{ "lib/two.ts", "export const two = 2;\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.ts -> lib/four.ts use\n"
	                    "a.ts -> lib/index.ts import\n"
	                    "a.ts -> lib/one.ts import\n"
	                    "a.ts -> lib/three.ts import\n"
	                    "a.ts -> lib/two.ts import\n"
	                    "lib/index.ts -> lib/more.ts import\n"
	                    "lib/index.ts -> lib/one.ts import\n"
	                    "lib/index.ts -> lib/three.ts import\n"
	                    "lib/more.ts -> lib/four.ts import\n"
	                    "lib/more.ts -> lib/two.ts import\n");
}

static void barrels_in_a_circle_end_the_search(void **state)
{
	const struct written files[] = {
		{ "a.ts", "import { x, gone } from './b';\n" },
		{ "b.ts", "export * from './c';\nexport * from './d';\n" },
		{ "c.ts", "export * from './b';\n" },
		{ "d.ts", "export const x = 1;\n" },
		{ "e.ts", "import { x } from './c';\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "a.ts -> b.ts import\n"
	                    "a.ts -> d.ts import\n"
	                    "b.ts -> c.ts import\n"
	                    "b.ts -> d.ts import\n"
	                    "c.ts -> b.ts import\n"
	                    "e.ts -> d.ts import\n");
}

static void tsconfig_paths_are_taken_with_what_they_extend(void **state)
{
	const struct written files[] = {
		{ "app/main.ts", "import '@lib/a';\nimport 'exact';\nimport 'util/b';\n" },
		{ "app/tsconfig.json", "{ \"extends\": \"../tsconfig.base.json\", }" },
		{ "lib/src/a.ts", "" },
		{ "lib/src/exact.ts", "" },
		{ "tsconfig.base.json",
		  "{ // the paths of all\n"
		  "  \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": {\n"
		  "    \"@lib/*\": [\"nowhere/*\", \"lib/src/*\"],\n"
		  "    \"exact\": [\"lib/src/exact\"], /* last */\n"
		  "  } } }" },
		{ "util/b.ts", "" },
	};

	(void)state;
	ASSERT_LINKS(files, "app/main.ts -> lib/src/a.ts import\n"
	                    "app/main.ts -> lib/src/exact.ts import\n"
	                    "app/main.ts -> util/b.ts import\n");
}

static void packages_of_the_tree_lead_to_their_sources(void **state)
{
	const struct written files[] = {
		{ "packages/app/main.ts", "import '@us/lib';\nimport '@us/lib/extra';\n"
		                          "import '@us/lib/sub/deep';\nimport 'plain';\n"
		                          "import 'react';\nimport 'fs';\n" },
		{ "packages/fs/index.ts", "" },
		{ "packages/fs/package.json", "{ \"name\": \"fs\" }" },
		{ "packages/lib/package.json",
		  "{ \"name\": \"@us/lib\", \"exports\": {\n"
		  "  \".\": { \"types\": \"./dist/index.d.ts\", \"import\": \"./dist/index.mjs\" },\n"
		  "  \"./extra\": \"./dist/extra.js\", \"./sub/*\": \"./dist/sub/*.js\" } }" },
		{ "packages/lib/src/extra.ts", "" },
		{ "packages/lib/src/index.ts", "" },
		{ "packages/lib/src/sub/deep.ts", "" },
		{ "packages/plain/lib/main.js", "" },
		{ "packages/plain/package.json",
		  "{ \"name\": \"plain\", \"main\": \"./lib/main\" }" },
	};

	(void)state;
	ASSERT_LINKS(files, "packages/app/main.ts -> packages/lib/src/extra.ts import\n"
	                    "packages/app/main.ts -> packages/lib/src/index.ts import\n"
	                    "packages/app/main.ts -> packages/lib/src/sub/deep.ts import\n"
	                    "packages/app/main.ts -> packages/plain/lib/main.js import\n");
}

static void private_imports_of_a_package_are_found(void **state)
{
	const struct written files[] = {
		{ "package.json", "{ \"imports\": { \"#util/*\": \"./src/util/*.js\", "
		                  "\"#self\": { \"default\": \"./src/self.js\" } } }" },
		{ "src/a.ts", "import '#util/b';\nimport '#self';\nimport '#gone';\n" },
		{ "src/self.ts", "" },
		{ "src/util/b.ts", "" },
	};
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_edges(&forest, "src/a.ts -> src/self.ts import\n"
	                      "src/a.ts -> src/util/b.ts import\n");
	assert_int_equal(forest.regions.unresolved, 1);
	forest_fell(&forest);
}

static void packages_that_lead_to_each_other_end_the_search(void **state)
{
	const struct written files[] = {
		{ "a/lib/package.json", "{ \"main\": \"..\" }" },
		{ "a/lib/x.ts", "" },
		{ "a/package.json",
		  "{ \"name\": \"a\", \"main\": \"./lib\", \"exports\": \"b\" }" },
		{ "b/package.json",
		  "{ \"name\": \"b\", \"exports\": { \".\": \"a\" }, \"main\": \".\" }" },
		{ "b/y.ts", "import 'a';\nimport '../a';\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "");
}

static void what_a_barrel_imports_for_itself_hides_no_star(void **state)
{
	const struct written files[] = {
		{ "barrel.ts", "import { on } from './own'\nexport * from './base'\n"
		               "export const use = () => on()\n" },
		{ "base.ts", "export const on = () => 1\n" },
		{ "own.ts", "export const on = () => 2\n" },
		{ "user.ts", "import { on } from './barrel'\non()\n" },
	};

	(void)state;
	ASSERT_LINKS(files, "barrel.ts -> base.ts import\n"
	                    "barrel.ts -> own.ts import\n"
	                    "user.ts -> base.ts import\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endings_are_left_out_or_stand_for_others),
		cmocka_unit_test(every_form_of_import_counts),
		cmocka_unit_test(names_are_followed_through_barrels),
		cmocka_unit_test(barrels_in_a_circle_end_the_search),
		cmocka_unit_test(tsconfig_paths_are_taken_with_what_they_extend),
		cmocka_unit_test(packages_of_the_tree_lead_to_their_sources),
		cmocka_unit_test(private_imports_of_a_package_are_found),
		cmocka_unit_test(packages_that_lead_to_each_other_end_the_search),
		cmocka_unit_test(what_a_barrel_imports_for_itself_hides_no_star),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
