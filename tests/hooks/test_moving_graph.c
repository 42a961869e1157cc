/* A tree moves, some files at a time: its graph is that of the whole tree after each step. */
#include "tests/regions/forest.h"

#include <string.h>

#include "hooks/moving_graph.h"

enum { WALKS = 60, STEPS = 20, CONTENTS = 3, FILES = 14 };

/* Each file has one of three contents, or is not there. */
static const struct written files[CONTENTS][FILES + 1] = {
	{
		{ "a/core.py", "def run(): pass\ndef stop(): pass\n" },
		{ "a/__init__.py", "from .core import run\n" },
		{ "a/util.py", "from a import run\ndef help(): run()\n" },
		{ "b/deep.py", "import a\na.run()\n" },
		{ "c/one.c", "#include \"one.h\"\nint one(int a) { return two(a) + MACRO(a); }\n" },
		{ "c/one.h", "#define MACRO(a) two(a)\nint one(int a);\n" },
		{ "c/two.c",
	          "int two(int a) { return one(a); }\nint three(int a) { return a; }\n" },
		{ "j/x/One.java", "package x;\nimport y.Two;\nclass One { Two two; }\n" },
		{ "j/y/Two.java",
	          "package y;\nimport x.*;\nclass Two { One one; Three three; }\n" },
		{ "t/index.ts", "export * from './one';\nexport { two } from './two';\n" },
		{ "t/one.ts", "import { two } from '.';\nexport function one() { two(); }\n" },
		{ "t/two.ts", "export function two() {}\n" },
		{ "g/one.go", "package g\nfunc One() { Two() }\n" },
		{ "g/two.go", "package g\nfunc Two() { One() }\n" },
		{ "t/package.json", "{ \"name\": \"pkg\", \"main\": \"./index.js\" }" },
	},
	{
		{ "a/core.py", "from .util import help as run\n" },
		{ "a/__init__.py", "from .core import *\n" },
		{ "a/util.py", "from a.core import stop, Engine\n" },
		{ "b/deep.py", "from a.util import help\n" },
		{ "c/one.c", "int one(int a) { return three(a); }\n" },
		{ "c/one.h", "#define MACRO(a) three(a)\n" },
		{ "c/two.c", "#include \"one.h\"\nint two(int a) { return MACRO(a); }\n" },
		{ "j/x/One.java", "package x;\nclass One {}\nclass Three {}\n" },
		{ "j/y/Two.java", "package y;\nclass Two { x.One one; }\n" },
		{ "t/index.ts", "export { one as two } from './one';\n" },
		{ "t/one.ts", "export const one = 1, two = 2;\n" },
		{ "t/two.ts", "import * as all from './index';\nall.one();\nall.two();\n" },
		{ "g/one.go", "package g\nfunc One() {}\n" },
		{ "g/two.go", "package g\nfunc Two() {}\n" },
		{ "t/package.json", "{ \"name\": \"pkg\", \"main\": \"./one.js\" }" },
	},
	{
		{ "a/core.py", "import b.deep\nclass Engine: pass\n" },
		{ "a/__init__.py", "" },
		{ "a/util.py", "def help(): pass\n" },
		{ "b/deep.py", "from .other import x\n" },
		{ "c/one.c", "#include \"one.h\"\nint three(int a) { return a; }\n" },
		{ "c/one.h", "int one(int a);\n" },
		{ "c/two.c", "int far(int a) { return a; }\n" },
		{ "j/x/One.java", "package y;\nclass One { Two two; }\n" },
		{ "j/y/Two.java", "package x;\nclass Two { One one; }\n" },
		{ "t/index.ts", "import { two } from 'pkg';\n" },
		{ "t/one.ts", "export { two as one } from './two';\n" },
		{ "t/two.ts", "import { one } from 'pkg';\nexport const two = one;\n" },
		{ "g/one.go", "package g\nfunc Three() { Two() }\n" },
		{ "g/two.go", "package g\nfunc Two() { Three() }\n" },
		{ "t/package.json", "{ \"name\": \"pkg\", \"main\": \"./two.js\" }" },
	},
};

struct walk {
	struct forest forests[CONTENTS];
	struct moving_graph *graph;
	struct source_file tree[FILES]; /* NULL for facts: it is not there */
	struct facts copies[FILES][2];
	uint32_t number[FILES];
	size_t guides; /* those of this content */
	uint64_t drawn;
};

static size_t draw(struct walk *walk, size_t below)
{
	walk->drawn = hash_mix(walk->drawn, below);
	return (size_t)(walk->drawn >> 20) % below;
}

static void change_file(struct walk *walk)
{
	size_t file = draw(walk, FILES), content = draw(walk, CONTENTS + 1);

	if (content == CONTENTS)
		walk->tree[file].facts = NULL;
	else
		walk->tree[file] = walk->forests[content].files[file];
}

/* The same facts at another place; what was there means nothing any more. */
static void renew_file(struct walk *walk)
{
	size_t file = draw(walk, FILES);
	const struct facts *facts = walk->tree[file].facts;
	struct facts *copies = walk->copies[file];

	if (!facts)
		return;
	copies[facts == &copies[0]] = *facts;
	walk->tree[file].facts = &copies[facts == &copies[0]];
	moving_graph_renew(walk->graph, walk->number[file], &walk->tree[file]);
	if (facts == &copies[0] || facts == &copies[1])
		copies[facts == &copies[1]] = (struct facts){ 0 };
}

static void compare(struct walk *walk, bool other_rules)
{
	const struct forest *forest = &walk->forests[walk->guides];
	struct source_file list[FILES];
	uint32_t was[FILES];
	struct moving_tree tree = { .files = list,
		                    .was = was,
		                    .guides = forest->guides,
		                    .guide_count = forest->guide_count,
		                    .other_rules = other_rules };
	struct regions whole;

	for (size_t i = 0; i < FILES; i++) {
		bool there = walk->tree[i].facts != NULL;

		if (there) {
			was[tree.count] = walk->number[i];
			list[tree.count] = walk->tree[i];
		}
		walk->number[i] = there ? (uint32_t)tree.count++ : MAP_NONE;
	}
	regions_assign(&whole, list, tree.count, tree.guides, tree.guide_count);
	assert_same_regions(moving_graph_make(walk->graph, &tree), &whole);
	regions_release(&whole);
}

static void step(struct walk *walk)
{
	size_t guides = draw(walk, 20) < CONTENTS ? draw(walk, CONTENTS) : walk->guides;
	bool other_rules = guides != walk->guides;

	walk->guides = guides;
	renew_file(walk);
	for (size_t edits = 1 + draw(walk, 3); edits > 0; edits--)
		change_file(walk);
	compare(walk, other_rules);
}

/* The first graphs of each walk are made without a trail. */
static size_t go(struct walk *walk)
{
	size_t kept;

	walk->graph = moving_graph_new();
	walk->guides = 0;
	memcpy(walk->tree, walk->forests[0].files, sizeof(walk->tree));
	memset(walk->number, 0xff, sizeof(walk->number));
	compare(walk, true);
	for (size_t i = 0; i < STEPS; i++)
		step(walk);
	assert_int_equal(moving_graph_count(walk->graph), STEPS + 1);
	kept = moving_graph_kept(walk->graph);
	moving_graph_free(walk->graph);
	return kept;
}

static void each_graph_is_that_of_the_whole_tree(void **state)
{
	struct walk walk = { .drawn = 1 };
	size_t kept = 0;

	(void)state;
	for (size_t i = 0; i < CONTENTS; i++)
		forest_plant(&walk.forests[i], files[i], COUNT(files[i]));
	for (size_t i = 0; i < WALKS; i++)
		kept += go(&walk);
	assert_in_range(kept, WALKS * STEPS / 4, WALKS * STEPS);
	for (size_t i = 0; i < CONTENTS; i++)
		forest_fell(&walk.forests[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_graph_is_that_of_the_whole_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
