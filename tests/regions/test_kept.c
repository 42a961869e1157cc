/* A graph found from one that was kept, by the traces of its files, is the one made from nothing. */
#include <stdio.h>
#include <string.h>

#include "tests/regions/forest.h"

static const struct written files[] = {
	{ ".gitattributes", "vendor/* linguist-vendored\n" },
	{ "c/core.c",
	  "#include \"core.h\"\n#include <lib/deep.h>\nint core(int a) { return helper(a) + far(a); }\n"
	  "static int own(void) { return MACRO(3); }\n" },
	{ "c/core.h", "#define MACRO(a) INNER(a)\n#define OTHER far_away\nint core(int a);\n" },
	{ "c/far.c",
	  "#include \"core.h\"\nint far(int a) { return core(a) + OTHER(a); }\nint far_away(int a) { return a; }\n" },
	{ "c/inner.h",
	  "#define INNER(a) far_away(a)\nstatic inline int inside(int a) { return helper(a); }\n" },
	{ "c/helper.c",
	  "#include \"inner.h\"\n#include \"missing.h\"\nint helper(int a) { return INNER(a) + inside(a) + twice(a); }\n" },
	{ "c/twice_linux.c", "int twice(int a) { return a; }\n" },
	{ "c/twice_win32.c", "int twice(int a) { return a; }\n" },
	{ "c/user.c",
	  "#include \"shape.h\"\n#include \"inner.h\"\nint user(int a) { return helper(a) + MACRO(a) + MACRO(b) + ambiguous(); }\n" },
	{ "include/lib/deep.h", "int deep(void);\n" },
	{ "lib/a.c", "int ambiguous(void) { return 1; }\n" },
	{ "lib/b.c", "int ambiguous(void) { return far(2); }\n" },
	{ "lib/deep.c", "#include <lib/deep.h>\nint deep(void) { return core(1); }\n" },
	{ "lib/deep.h", "int deeper(void);\n" },
	{ "tests/test_core.c",
	  "#include \"../c/core.h\"\nint main(void) { return core(helper(1)); }\nint core_of_test(void) { return 0; }\n" },
	{ "vendor/zip/zip.c",
	  "#include \"zip.h\"\nint zip(int a) { return helper(a); }\nint helper(int a) { return a; }\n" },
	{ "vendor/zip/zip.h", "int zip(int a);\n" },

	{ "x/main.cpp",
	  "#include \"shape.hpp\"\n#include \"src/other.hpp\"\nint run() { Shape s; Other o; return s.area() + o.name(); }\n" },
	{ "x/include/shape.hpp", "class Shape { public: int area(); };\n" },
	{ "x/src/shape.cpp",
	  "#include \"../include/shape.hpp\"\nint Shape::area() { return 1; }\n" },
	{ "x/src/other.hpp", "struct Other { int name(); };\n" },
	{ "x/src/other.cc", "#include \"other.hpp\"\nint Other::name() { return core(1); }\n" },
	{ "x/src/other_win32.cc", "#include \"other.hpp\"\nint free_one() { return 1; }\n" },

	{ "j/org/x/One.java",
	  "package org.x;\nimport org.y.*;\nimport org.y.sub.Deep;\nclass One { Two two; Deep d; Wide w; void f() { new Three(); Five.g(); } }\n" },
	{ "j/org/x/Three.java",
	  "package org.x;\nimport org.y.Four.Inner;\nimport org.y.sub.Nothing;\nclass Three { One one; Inner in; Beside b; }\n" },
	{ "j/org/x/Two.java",
	  "package org.x;\nimport org.z.Missing;\nimport org.y.Gone;\nclass Two {}\nclass Beside {}\n" },
	{ "j/org/y/Five.java",
	  "package org.y;\npublic class Five { static void g() { new Four(); } }\n" },
	{ "j/org/y/Four.java",
	  "package org.y;\npublic class Four { class Inner {} org.x.One one; }\n" },
	{ "j/org/y/sub/Deep.java",
	  "package org.y.sub;\npublic class Deep { org.y.Five five; }\nclass Wide {}\n" },
	{ "k/Main.kt",
	  "package app\nimport org.y.Five\nimport lib.help as assist\nfun main() { Helper().run(); other(); \"a\".shout(); assist() }\n" },
	{ "k/lib.kt", "package lib\nclass Helper { fun run() {} }\nfun help() {}\n" },
	{ "k/other.kt",
	  "package app\nimport lib.*\nfun other() { Helper() }\nfun String.shout() = this\n" },
	{ "s/a/b/c/D.scala", "package a.b.c\nclass D { def f = new E }\n" },
	{ "s/a/b/E.scala", "package a.b\nimport c.D\nclass E { val d = new D }\n" },
	{ "s/a/F.scala",
	  "package a\nimport b.E\nimport b.c._\nobject F { def g = new E; def h = new D }\n" },

	{ "w/App.swift", "class App { func start() { Engine().go(); shared() } }\n" },
	{ "w/Engine.swift", "class Engine { func go() { helpful() } }\nfunc shared() {}\n" },
	{ "w/Help.swift", "func helpful() { _ = App() }\n" },
	{ "w/Tests/HelpTests.swift", "func testing() { helpful() }\n" },
};

static const struct written modules[] = {
	{ "app/__init__.py",
	  "from .core import run, Engine as Motor\nfrom .stars import *\nfrom . import late\nimport app.sub.deep as below\nfrom app.sub import handed as again\n" },
	{ "app/__main__.py", "from app import run, late, again\nrun()\n" },
	{ "app/core.py",
	  "import os\nfrom .sub import given\ndef run(): pass\nclass Engine:\n    def go(self): pass\n" },
	{ "app/late.py", "from app import Motor, starred, missing\nfrom ..out import z\n" },
	{ "app/stars.py",
	  "from .inner_stars import *\nfrom os import path\nfrom app.core import run as start\ndef starred(): pass\n" },
	{ "app/inner_stars.py", "def inner(): pass\nINNER = 1\n" },
	{ "app/sub/A.c", "int a(void);\n" },
	{ "app/sub/__init__.py",
	  "from .deep import given\nfrom app.core import Engine as handed\ntry:\n    from .fast import speed\nexcept ImportError:\n    from .slow import speed\n" },
	{ "app/sub/deep.py", "from . import slow\nfrom .. import inner, again\ngiven = 1\n" },
	{ "app/sub/slow.py", "import app\nimport app.sub\nspeed = app.INNER\nx = app.sub.speed\n" },
	{ "app/sub/all.py", "from app import *\ninner()\nstarred()\nagain()\n" },
	{ "lib/helper.py", "import tool\ndef help(): pass\n" },
	{ "lib/tool.py", "import app as a\na.Motor()\na.sub.speed()\n" },
	{ "ns/one/a.py", "from ns.two import b, c\nimport ns.two.b\nimport helper\n" },
	{ "ns/two/b.py", "import b\n" },
	{ "ns/x.c", "int x(void) { return 0; }\n" },
	{ "other/app/__init__.py", "from .core import other\n" },
	{ "other/app/core.py", "other = 1\n" },
	{ "other/use.py",
	  "import app\nfrom app import other, run\nfrom app.core import other as o\n" },
	{ "src/pkg/__init__.py", "from pkg.names import *\nfrom pkg.names import first as uno\n" },
	{ "src/pkg/names.py", "first = 1\nsecond = 2\n" },
	{ "src/pkg/stub.pyi", "from pkg import first\n" },
	{ "src/run.py", "import pkg\npkg.first\npkg.uno\nfrom pkg import second, uno, stub\n" },
	{ "tests/helper.py", "from pkg import uno\n" },
	{ "tests/test_app.py",
	  "import helper\nfrom app import starred, Motor\nfrom app.sub import *\n" },
	{ "tests/tests_of/conftest.py", "from helper import x\nimport pkg.names\n" },
};

static const struct written scripts[] = {
	{ "app/main.ts",
	  "import '@lib/alpha';\nimport { three, two, renamed, ownish } from '../barrel';\nimport 'exactly';\nimport { bee } from 'utility/bee';\nimport deflt from './view';\n" },
	{ "app/tsconfig.json", "{ \"extends\": \"../tsconfig.base.json\", }" },
	{ "app/view.tsx",
	  "import * as all from '../barrel';\nexport default function View() { return all.four() + all.late(); }\n" },
	{ "app/view.css", "" },
	{ "app/worker.js",
	  "const m = require('../barrel/one');\nimport('./view.js');\nimport './gone';\n" },
	{ "barrel/four.ts", "export function four() {}\n" },
	{ "barrel/index.ts",
	  "export { one, x as renamed } from './one';\nexport * from './more';\nimport type { three } from './three';\nexport { three };\nexport const ownish = 1;\nexport * as spaced from './space';\n" },
	{ "barrel/more.ts",
	  "export * from './two';\nexport * from './four';\nexport { late } from './nested';\nexport * from './more';\n" },
	{ "barrel/nested/index.js", "export * from '../one';\nexport const late = 1, deep = 2;\n" },
	{ "barrel/one.ts", "export const one = 1, x = 2;\n" },
	{ "barrel/space.d.ts", "export const inside: number;\n" },
	{ "barrel/three.ts",
	  "export interface three { a: number }\nexport { one as uno } from '.';\n" },
	{ "barrel/two.ts", "import { three } from '..';\nexport const two = 2;\n" },
	{ "lib/src/alpha.ts",
	  "import { spaced, uno, deep } from '../../barrel/index.js';\nspaced.inside;\n" },
	{ "lib/src/exactly.ts", "import { one } from '../../barrel/nested';\n" },
	{ "packages/pkg/package.json",
	  "{ \"name\": \"@us/pkg\", \"exports\": { \".\": \"./dist/entry.js\", \"./sub/*\": \"./dist/sub/*.js\" } }" },
	{ "packages/pkg/src/entry.ts", "export * from './sub/deeper';\nexport default 1;\n" },
	{ "packages/pkg/src/sub/deeper.ts", "export const deeper = 1;\n" },
	{ "packages/use/use.test.ts",
	  "import d, { deeper } from '@us/pkg';\nimport { deeper as e } from '@us/pkg/sub/deeper';\nimport 'react';\nimport '#own';\n" },
	{ "packages/use/package.json", "{ \"imports\": { \"#own\": \"./private.js\" } }" },
	{ "packages/use/private.js",
	  "import { deeper } from '@us/pkg';\nmodule.exports = deeper;\n" },
	{ "tsconfig.base.json",
	  "{ \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": {\n\"@lib/*\": [\"nowhere/*\", \"lib/src/*\"],\n\"exactly\": [\"lib/src/exactly\"] } } }" },
	{ "utility/bee.ts", "export const bee = 1;\n" },
};

static const struct written others[] = {
	{ "app/models/admin/thing.rb", "module Admin\n  class Thing\n  end\nend\n" },
	{ "app/models/big_thing.rb",
	  "require 'gem/core'\nrequire_relative 'gone'\nclass BigThing\n  Admin::Thing.new\n  Base.new\nend\n" },
	{ "app/models/shop/thing.rb", "module Shop\n  class Thing\n  end\nend\ndef lonely\nend\n" },
	{ "bin/a.sh",
	  ". ./beside.sh\nsource bin/top.sh\n. \"$HERE\"/lib/far.sh\n. ./gone.sh\nstart() { only; both; helper; }\n" },
	{ "bin/beside.sh", "only() { :; }\nboth() { . ../lib/far.sh; }\n" },
	{ "bin/top.sh", "both() { only; }\n" },
	{ "cs/Core/Engine.Parts.cs",
	  "namespace Acme.Core { public partial class Engine { void Part() { Go(); new Cog(); } class Cog {} } }\n" },
	{ "cs/Core/Engine.cs",
	  "using Acme.Util;\nnamespace Acme.Core { public partial class Engine { Well w; public void Go() { new Helper().Assist(); new Cog(); \"a\".Shout(); } } }\n" },
	{ "cs/Globals.cs", "global using Acme.Util.Deep;\n" },
	{ "cs/Main.cs",
	  "using Acme.Core;\nusing E = Acme.Core.Engine;\nusing static Acme.Util.Helper;\nusing Acme.Gone;\nusing X = Acme.Util.Nothing;\nusing Y = Acme.Util.Deep.Nothing;\nclass Main { E e; Engine f; void M() { new Helper(); \"b\".Shout(); } }\n" },
	{ "cs/Util/Deep/Well.cs", "namespace Acme.Util.Deep { public class Well {} }\n" },
	{ "cs/Util/Helper.cs",
	  "namespace Acme.Util { public class Helper { public void Assist() {} } public static class Strings { public static string Shout(this string s) => s; } }\n" },
	{ "composer.json",
	  "{ \"autoload\": { \"psr-4\": { \"Top\\\\\": [\"src/\", \"more/\"] } } }" },
	{ "lib/db/base.rb", "module Db\n  class Base\n  end\nend\n" },
	{ "lib/db/pool.rb", "module Db\n  class Pool\n    Base.new\n    lonely\n  end\nend\n" },
	{ "lib/far.sh", "helper() { only; }\n" },
	{ "lib/gem/core.rb", "require './x'\nDb::Base.new(BigThing, Thing)\n" },
	{ "lua/app/init.lua", "function boot() end\n" },
	{ "lua/app/util.lua", "local app = require('app')\nfunction shared() end\n" },
	{ "main.lua",
	  "local u = require 'app.util'\nrequire(\"lfs\")\nrequire 'app.gone'\nrequire 'newish.mod'\ndofile('other/util.lua')\nshared()\nboot()\n" },
	{ "more/Late.php", "<?php\nnamespace Top;\nclass Late extends Early {}\n" },
	{ "other/user.lua", "require 'app.init'\ndofile('init.lua')\n" },
	{ "other/util.lua", "function shared() end\n" },
	{ "php/inc.php",
	  "<?php\nrequire './part.php';\ninclude 'lib/part.php';\nuse Top\\Sub;\nuse Top\\Sub\\Deep as D;\nuse function Top\\helping;\nuse Top\\Sub\\Missing;\nnew D(); new Late(); helping(); new Sub\\Deep(); new Odd();\n" },
	{ "php/lib/part.php", "<?php\nclass Odd {}\nclass Late {}\n" },
	{ "php/part.php", "<?php\nuse Top\\Late;\nuse Top\\Early;\nnew Late(new Deep());\n" },
	{ "src/Early.php",
	  "<?php\nnamespace Top;\nclass Early { function f() { new Late(); } }\nfunction helping() {}\n" },
	{ "src/Sub/Deep.php",
	  "<?php\nnamespace Top\\Sub;\nuse Top\\Early;\nclass Deep { function f() { return new Early(helping()); } }\n" },
	{ "tests/d.sh", "helper() { only; }\n" },
};

/* The keeper that asks every file. */
struct all {
	struct forest *forest;
	const struct source_file *was; /* as when the graph was kept */
	size_t was_count;
	uint64_t key;
	bool exact;
	bool found;
	uint8_t flags[8];
	size_t times;
};

static void compare_key(void *context, struct trace trace)
{
	struct all *all = context;

	if (trace.exact == all->exact &&
	    (all->exact ? trace.key == all->key : trace.key >> 32 == all->key >> 32) &&
	    all->times < COUNT(all->flags))
		all->flags[all->times++] = trace.flags;
}

static bool look(void *context, uint64_t key, bool exact, trace_found *found, void *found_context)
{
	struct all *all = context;

	for (uint32_t i = 0; i < all->was_count; i++) {
		all->key = key;
		all->exact = exact;
		all->times = 0;
		regions_trace(&all->was[i], compare_key, all);
		for (size_t k = 0; k < all->times; k++)
			found(found_context, i, all->flags[k]);
	}
	return true;
}

static bool before(void *context, uint32_t file, struct source_file *was)
{
	*was = ((struct all *)context)->was[file];
	return true;
}

static const struct facts *facts_now(void *context, uint32_t file)
{
	return ((struct all *)context)->forest->files[file].facts;
}

static struct text package_of(void *context, uint32_t file)
{
	return ((struct all *)context)->was[file].facts->package;
}

static bool all_guides(void *context, const struct guide_file **guides, size_t *count)
{
	const struct forest *forest = ((struct all *)context)->forest;

	*guides = forest->guides;
	*count = forest->guide_count;
	return true;
}

#define KEEPER(look, all) \
	{ \
		look, before, package_of, facts_now, all_guides, all \
	}

static void assign(const struct forest *forest, const struct source_file *of, struct regions *out)
{
	regions_assign(out, of, forest->count, forest->guides, forest->guide_count);
}

/* Files that did not change are known by what is said of them as a whole. */
static void shorten(const struct forest *forest, const uint32_t *changed, size_t count,
                    struct source_file *files_in_short, struct facts *in_short)
{
	for (uint32_t i = 0; i < forest->count; i++) {
		files_in_short[i] = forest->files[i];
		in_short[i] = (struct facts){ .language = forest->files[i].facts->language,
			                      .generated = forest->files[i].facts->generated };
		files_in_short[i].facts = &in_short[i];
	}
	for (size_t i = 0; i < count; i++)
		files_in_short[changed[i]].facts = forest->files[changed[i]].facts;
}

/* How often a graph was found by traces, and how often all had to be measured. */
static size_t found_times, lost_times;

static void count_times(bool found)
{
	if (found)
		found_times++;
	else
		lost_times++;
}

static void assert_lost(size_t times)
{
	assert_int_equal(lost_times, times);
	assert_in_range(found_times, 1, SIZE_MAX);
	lost_times = found_times = 0;
}

static void try_from(struct forest *forest, const struct source_file *was, const uint32_t *changed,
                     size_t count)
{
	bool found;

	struct all all = { .forest = forest, .was = was, .was_count = forest->count };
	struct regions_keeper keeper = KEEPER(look, &all);
	struct source_file *files_in_short = memory_new(forest->count * sizeof(*files_in_short));
	struct facts *in_short = memory_new(forest->count * sizeof(*in_short));
	struct regions known, kept, whole;

	shorten(forest, changed, count, files_in_short, in_short);
	assign(forest, was, &known);
	assign(forest, forest->files, &whole);
	found = regions_assign_kept(&kept, files_in_short, forest->count, &known, NULL, changed,
	                            count, &keeper);
	if (found)
		assert_same_regions(&kept, &whole);
	count_times(found);
	regions_release(&known);
	regions_release(&kept);
	regions_release(&whole);
	memory_free(files_in_short);
	memory_free(in_short);
}

/* There and back again. */
static void try_both(struct forest *forest, struct source_file *other, const uint32_t *changed,
                     size_t count)
{
	struct source_file *files_of = forest->files;

	try_from(forest, other, changed, count);
	forest->files = other;
	try_from(forest, files_of, changed, count);
	forest->files = files_of;
}

static void *without(struct arena *arena, const void *items, size_t count, size_t size, size_t one)
{
	char *out = arena_new(arena, (count + 1) * size);

	if (one)
		memcpy(out, items, one * size);
	if (one + 1 < count)
		memcpy(out + one * size, (const char *)items + (one + 1) * size,
		       (count - one - 1) * size);
	return out;
}

#define WITHOUT(facts, list, number, one) \
	do { \
		(facts)->list = without(&forest.arena, (facts)->list, (facts)->number, \
		                        sizeof(*(facts)->list), one); \
		(facts)->number--; \
	} while (0)

static struct source_file *copy_files(const struct forest *forest)
{
	struct source_file *copy = memory_new(forest->count * sizeof(*copy));

	memcpy(copy, forest->files, forest->count * sizeof(*copy));
	return copy;
}

static void try_each_link(const struct written *written, size_t count)
{
	struct forest forest;
	struct source_file *other;

	forest_plant(&forest, written, count);
	other = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++) {
		const struct facts *facts = forest.files[i].facts;
		struct facts less;

		other[i].facts = &less;
		for (size_t k = 0; k < facts->definition_count; k++) {
			less = *facts;
			WITHOUT(&less, definitions, definition_count, k);
			try_both(&forest, other, &i, 1);
		}
		for (size_t k = 0; k < facts->reference_count; k++) {
			less = *facts;
			WITHOUT(&less, references, reference_count, k);
			try_both(&forest, other, &i, 1);
		}
		for (size_t k = 0; k < facts->import_count; k++) {
			less = *facts;
			WITHOUT(&less, imports, import_count, k);
			try_both(&forest, other, &i, 1);
		}
		other[i].facts = facts;
	}
	memory_free(other);
	forest_fell(&forest);
}

static void one_link_more_or_less_is_seen_wherever_it_leads(void **state)
{
	(void)state;
	try_each_link(files, COUNT(files));
	assert_lost(0);
	try_each_link(modules, COUNT(modules));
	assert_lost(6); /* an import of all names, three times */
	try_each_link(scripts, COUNT(scripts));
	assert_lost(12); /* six exports of all names */
	try_each_link(others, COUNT(others));
	assert_lost(2); /* the global using */
}

/* What one file defines moves to another of its language; what it mentions, too. */
static void try_moved_names(const struct written *written, size_t count)
{
	struct forest forest;
	struct source_file *other;

	forest_plant(&forest, written, count);
	other = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++)
		for (uint32_t k = i + 1; k < forest.count; k++) {
			const struct facts *a = forest.files[i].facts, *b = forest.files[k].facts;
			struct facts x = *a, y = *b;

			if (a->language->link_style != b->language->link_style)
				continue;
			x.definitions = b->definitions;
			x.definition_count = b->definition_count;
			y.definitions = a->definitions;
			y.definition_count = a->definition_count;
			other[i].facts = &x;
			other[k].facts = &y;
			try_both(&forest, other, (uint32_t[]){ i, k }, 2);
			x.references = b->references;
			x.reference_count = b->reference_count;
			y.imports = a->imports;
			y.import_count = a->import_count;
			try_both(&forest, other, (uint32_t[]){ i, k }, 2);
			other[i].facts = a;
			other[k].facts = b;
		}
	memory_free(other);
	forest_fell(&forest);
}

static void names_that_move_are_followed(void **state)
{
	(void)state;
	try_moved_names(files, COUNT(files));
	assert_lost(0);
	try_moved_names(modules, COUNT(modules));
	assert_lost(82); /* imports of all names that move */
	try_moved_names(scripts, COUNT(scripts));
	assert_lost(124); /* exports of all names that move */
	try_moved_names(others, COUNT(others));
	assert_lost(20); /* the same */
}

/* Each of them asks for it. */
static void files_of_two_languages_mean_one_stem(void **state)
{
	static const struct written written[] = {
		{ "lib/x/p.rb", "X = 1\n" },
		{ "of.lua", "require 'x.p'\n" },
		{ "of.rb", "require 'x/p'\n" },
		{ "some/x/p.lua", "return 1\n" },
	};
	struct forest forest;
	struct source_file *other;
	struct facts lua, ruby;

	(void)state;
	forest_plant(&forest, written, COUNT(written));
	other = copy_files(&forest);
	lua = *forest.files[1].facts;
	ruby = *forest.files[2].facts;
	assert_int_equal(forest.regions.edge_count, 2);
	lua.import_count = ruby.import_count = 0;
	other[1].facts = &lua;
	other[2].facts = &ruby;
	try_both(&forest, other, (uint32_t[]){ 1, 2 }, 2);
	assert_lost(0);
	memory_free(other);
	forest_fell(&forest);
}

static bool no_look(void *context, uint64_t key, bool exact, trace_found *found,
                    void *found_context)
{
	(void)context;
	(void)key;
	(void)exact;
	(void)found;
	(void)found_context;
	return false;
}

static void what_a_keeper_cannot_tell_is_not_guessed(void **state)
{
	struct forest forest;
	struct source_file *other;
	struct regions kept;
	struct facts less;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	other = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++) {
		struct all all = { .forest = &forest, .was = other, .was_count = forest.count };
		struct regions_keeper keeper = KEEPER(look, &all), mute = KEEPER(no_look, &all);

		less = *forest.files[i].facts;
		less.definition_count = 0;
		other[i].facts = &less;
		if (forest.files[i].facts->definition_count)
			assert_false(regions_assign_kept(&kept, forest.files, forest.count,
			                                 &forest.regions, NULL, &i, 1, &mute));
		less = *forest.files[i].facts;
		less.generated = !less.generated;
		assert_false(regions_assign_kept(&kept, forest.files, forest.count, &forest.regions,
		                                 NULL, &i, 1, &keeper));
		other[i].facts = forest.files[i].facts;
	}
	memory_free(other);
	forest_fell(&forest);
}

/* --- files that come or go ------------------------------------------------------------------ */

/* Two sets of files, both by path; those that both have are the same. */
struct files {
	const struct source_file *list;
	size_t count;
};

/* Finds where the files of each are in the other one, and lists those that came. */
static size_t match(struct files was, struct files is, uint32_t *was_of, uint32_t *now_of,
                    uint32_t *came)
{
	size_t i = 0, k = 0, count = 0;

	while (i < was.count || k < is.count) {
		int order = i == was.count  ? 1
		            : k == is.count ? -1
		                            : text_compare(was.list[i].path, is.list[k].path);

		if (order < 0)
			now_of[i] = MAP_NONE;
		if (order > 0) {
			was_of[k] = MAP_NONE;
			came[count++] = (uint32_t)k;
		}
		if (order == 0) {
			now_of[i] = (uint32_t)k;
			was_of[k] = (uint32_t)i;
		}
		i += order <= 0;
		k += order >= 0;
	}
	return count;
}

static void try_moves(struct forest *forest, struct files was, struct files is)
{
	struct forest now = { .files = (struct source_file *)(uintptr_t)is.list,
		              .count = is.count,
		              .guides = forest->guides,
		              .guide_count = forest->guide_count };
	struct all all = { .forest = &now, .was = was.list, .was_count = was.count };
	struct regions_keeper keeper = KEEPER(look, &all);
	struct source_file *in_short_of = memory_new((is.count + 1) * sizeof(*in_short_of));
	struct facts *in_short = memory_new((is.count + 1) * sizeof(*in_short));
	uint32_t *was_of = memory_new((is.count + 1) * sizeof(*was_of));
	uint32_t *now_of = memory_new((was.count + 1) * sizeof(*now_of));
	uint32_t *came = memory_new((is.count + 1) * sizeof(*came));
	size_t count = match(was, is, was_of, now_of, came);
	struct regions known, kept, whole;
	bool found;

	shorten(&now, came, count, in_short_of, in_short);
	regions_assign(&known, was.list, was.count, forest->guides, forest->guide_count);
	regions_assign(&whole, is.list, is.count, forest->guides, forest->guide_count);
	found = regions_assign_kept(&kept, in_short_of, is.count, &known,
	                            &(struct regions_moves){ now_of, was_of }, came, count,
	                            &keeper);
	if (found)
		assert_same_regions(&kept, &whole);
	regions_release(&known);
	regions_release(&kept);
	regions_release(&whole);
	memory_free(in_short_of);
	memory_free(in_short);
	memory_free(was_of);
	memory_free(now_of);
	memory_free(came);
	count_times(found);
}

static bool is_told(const struct source_file *file)
{
	switch (file->facts->language->link_style) {
	case LINKS_C:
	case LINKS_JAVA:
	case LINKS_BY_NAME:
	case LINKS_PYTHON:
	case LINKS_SCRIPT:
	case LINKS_SOURCED:
	case LINKS_RUBY:
	case LINKS_PHP:
	case LINKS_CSHARP:
		return true;
	default:
		return false;
	}
}

static void try_each_file(const struct written *written, size_t count)
{
	struct forest forest;
	struct source_file *fewer;

	forest_plant(&forest, written, count);
	fewer = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++) {
		struct files all = { forest.files, forest.count };
		struct files but_one = { fewer, forest.count - 1 };

		memcpy(fewer, forest.files, i * sizeof(*fewer));
		memcpy(fewer + i, forest.files + i + 1, (forest.count - i - 1) * sizeof(*fewer));
		if (!is_told(&forest.files[i]))
			continue;
		try_moves(&forest, but_one, all);
		try_moves(&forest, all, but_one);
	}
	memory_free(fewer);
	forest_fell(&forest);
}

static void what_comes_and_goes_is_followed(void **state)
{
	(void)state;
	try_each_file(files, COUNT(files));
	assert_lost(0);
	try_each_file(modules, COUNT(modules));
	assert_lost(14); /* the packages' own files, and those all of whose names another takes */
	try_each_file(scripts, COUNT(scripts));
	assert_lost(20); /* what is exported whole, an index, what a guide names */
	try_each_file(others, COUNT(others));
	assert_lost(2); /* the same */
}

/* Each file under each of these paths that is of its language, and back again. */
static void try_each_path(const struct written *written, size_t count, const char *const *paths)
{
	struct forest forest;
	struct source_file *other;

	forest_plant(&forest, written, count);
	other = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++)
		for (const char *const *at = paths; *at; at++) {
			struct text path = text_of(*at);
			const struct language *language = language_of(path, TEXT(""));
			struct files was = { forest.files, forest.count };
			struct files is = { other, forest.count };

			if (language->link_style != forest.files[i].facts->language->link_style ||
			    !is_told(&forest.files[i]) ||
			    regions_find(&forest.regions, path) != MAP_NONE)
				continue;
			memcpy(other, forest.files, forest.count * sizeof(*other));
			other[i].path = path;
			other[i].label = labels_of(forest.labels, path);
			qsort(other, forest.count, sizeof(*other), forest_by_path);
			try_moves(&forest, was, is);
			try_moves(&forest, is, was);
		}
	memory_free(other);
	forest_fell(&forest);
}

static const char *const paths[] = {
	"c/core.h",
	"c/deep.h",
	"deep.h",
	"include/inner.h",
	"x/core.h",
	"c/missing.h",
	"tests/inner.h",
	"vendor/zip/core.h",
	"x/shape.hpp",
	"x/src/shape.hpp",
	"x/include/other.hpp",
	"c/zz.c",
	"x/other.cpp",
	"c/win32/x.c",
	"j/org/x/Missing.java",
	"j/org/y/Gone.java",
	"j/test/Five.java",
	"k/Helper.kt",
	"s/a/D.scala",
	"w/More.swift",
	"new/folder/more.c",
	"include/stdio.h",
	NULL,
};
static const char *const module_paths[] = {
	"app/named.py",
	"app/missing.py",
	"app/sub/core.py",
	"app/sub/run.py",
	"lib/os.py",
	"new/ns/two/c.py",
	"helper.py",
	"ns/two/c.py",
	"src/app/late.py",
	"out.py",
	"new/__init__.py",
	"app/sub/fast.pyi",
	"python/tool.py",
	"tests/tool.py",
	"src/pkg/first.py",
	"b.py",
	"ns/two/b/deep.py",
	"lib/ns/two/b.py",
	NULL,
};

static const char *const other_paths[] = {
	"app/models/gone.rb",
	"gem/core.rb",
	"lib/db/thing.rb",
	"bin/gone.sh",
	"far.sh",
	"lib/top.sh",
	"app/gone.lua",
	"app/util.lua",
	"lfs.lua",
	"src/Late.php",
	"src/Sub/Missing.php",
	"newish/a.rb",
	"lib/part.php",
	"php/lib/Deep.php",
	"cs/Core/Cog.cs",
	"cs/tests/Helper.cs",
	"cs/Engine.More.cs",
	"cs/Well.cs",
	"lib/x.rb",
	NULL,
};

static const char *const script_paths[] = {
	"app/gone.ts",
	"app/view.ts",
	"app/view/index.tsx",
	"barrel.ts",
	"barrel/one.d.ts",
	"barrel/fresh.js",
	"nowhere/alpha.ts",
	"react.ts",
	"lib/src/fresh.mts",
	"utility/bee/index.ts",
	"packages/pkg/src/sub/fresh.ts",
	"barrel/one/index.js",
	NULL,
};

static void what_is_renamed_is_followed(void **state)
{
	(void)state;
	try_each_path(files, COUNT(files), paths);
	assert_lost(44); /* the top of a C library changes everything */
	try_each_path(modules, COUNT(modules), module_paths);
	assert_lost(286); /* the same; and an app newly beside app */
	try_each_path(scripts, COUNT(scripts), script_paths);
	assert_lost(304); /* the same, and what goes where a guide may lead */
	try_each_path(others, COUNT(others), other_paths);
	assert_lost(8); /* the same */
}

/* From some number of files on it is cheaper to measure all: nothing is left out then. */
/* An import of one word asks for it, and one of Scala from its own package up. */
static void the_package_without_a_name_is_seen(void **state)
{
	static const struct written written[] = {
		{ "Solo.kt", "class Solo\n" },
		{ "a/Use.kt", "package a\nimport outside.*\nclass Use\n" },
		{ "lib.scala", "class lib\n" },
		{ "lib/core/K.scala", "package lib.core\nimport outside.Thing\nclass K\n" },
	};

	(void)state;
	try_each_link(written, COUNT(written));
	try_each_file(written, COUNT(written));
	assert_lost(0);
}

static void too_many_are_not_followed(void **state)
{
	static char names[300][16];
	struct written written[300];
	struct forest forest;

	(void)state;
	for (size_t i = 0; i < COUNT(written); i++) {
		snprintf(names[i], sizeof(names[i]), "f%03zu.c", i);
		written[i] = (struct written){ names[i], "#include \"a.h\"\n" };
	}
	written[0] = (struct written){ "a.h", "int a(void);\n" };
	forest_plant(&forest, written, COUNT(written));
	try_moves(&forest, (struct files){ forest.files, forest.count },
	          (struct files){ forest.files + 1, forest.count - 1 });
	try_moves(&forest, (struct files){ forest.files + 1, forest.count - 1 },
	          (struct files){ forest.files, forest.count });
	assert_int_equal(lost_times, 2);
	lost_times = 0;
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_link_more_or_less_is_seen_wherever_it_leads),
		cmocka_unit_test(names_that_move_are_followed),
		cmocka_unit_test(files_of_two_languages_mean_one_stem),
		cmocka_unit_test(what_comes_and_goes_is_followed),
		cmocka_unit_test(what_is_renamed_is_followed),
		cmocka_unit_test(the_package_without_a_name_is_seen),
		cmocka_unit_test(too_many_are_not_followed),
		cmocka_unit_test(what_a_keeper_cannot_tell_is_not_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
