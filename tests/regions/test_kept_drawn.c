/*
 * Trees drawn at random, of few words, so that everything is called like something else; some files
 * of each change, come or go, and the graph that is found from the one before is that of the whole.
 * The same trees each time.
 */
#include "tests/regions/kept_try.h"

enum { TREES = 60, FILES_MOST = 24 };

/* In a line `$` stands for some word, `^` for one that is capital, `%` for the folder of the file
 * with its parts joined as packages are. */
struct drawing {
	const char *head;
	char joint; /* of `%` */
	const char *const *paths;
	const char *const *lines;
};

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const char *const words[] = { "alpha", "beta", "core", "util", "deep" };
static const char *const capitals[] = { "Alpha", "Beta", "Core", "Util", "Deep" };

static uint64_t drawn;

static size_t draw(size_t below)
{
	drawn ^= drawn << 13;
	drawn ^= drawn >> 7;
	drawn ^= drawn << 17;
	return (size_t)(drawn >> 11) % below;
}

static void add_folder(struct bytes *out, const char *path, char joint)
{
	const char *end = strrchr(path, '/');

	for (; end && path < end; path++)
		bytes_add_char(out, *path == '/' ? joint : *path);
}

static void draw_line(struct bytes *out, const struct drawing *drawing, const char *path,
                      const char *line)
{
	for (; *line; line++) {
		if (*line == '$')
			bytes_add_string(out, words[draw(COUNT(words))]);
		else if (*line == '^')
			bytes_add_string(out, capitals[draw(COUNT(capitals))]);
		else if (*line == '%')
			add_folder(out, path, drawing->joint);
		else
			bytes_add_char(out, *line);
	}
	bytes_add_char(out, '\n');
}

static void draw_source(struct bytes *out, const struct drawing *drawing, const char *path)
{
	size_t lines = 0;

	while (drawing->lines[lines])
		lines++;
	draw_line(out, drawing, path, drawing->head);
	for (size_t i = draw(8); i > 0; i--)
		draw_line(out, drawing, path, drawing->lines[draw(lines)]);
	bytes_add_char(out, '\0');
}

/* What facts borrow of the sources lives as long as they do. */
struct planted {
	struct forest forest;
	struct bytes sources[FILES_MOST];
};

/* A module's and a replacement's folder are called otherwise than they are. */
static const char module[] = "module m\nreplace (\n\tdeep/alpha => ./beta\n)\n";

static const char guide[] =
	"{ \"name\": \"@us/alpha\", \"compilerOptions\": { \"baseUrl\": \".\" },"
	" \"autoload\": { \"psr-4\": { \"beta\\\\\": \"beta/\" } } }";

static void plant_drawn(struct planted *planted, const struct drawing *drawing)
{
	struct written written[FILES_MOST];
	size_t count = 0;

	*planted = (struct planted){ .forest = { .count = 0 } };
	for (; drawing->paths[count]; count++) {
		const char *path = drawing->paths[count];
		bool guides = regions_guided_by(text_of(path));

		draw_source(&planted->sources[count], drawing, path);
		written[count] =
			(struct written){ path, !guides ? planted->sources[count].data
			                        : text_ends(text_of(path), "go.mod") ? module
			                                                             : guide };
	}
	forest_plant(&planted->forest, written, count);
}

static void fell_drawn(struct planted *planted)
{
	forest_fell(&planted->forest);
	for (size_t i = 0; i < FILES_MOST; i++)
		bytes_release(&planted->sources[i]);
}

/* Each file stays, but for one to three that get other contents, come, or go. */
static bool try_drawn(const struct forest *forest, const struct forest *other)
{
	struct source_file was[FILES_MOST], is[FILES_MOST];
	struct files before_it = { was, 0 }, behind_it = { is, 0 };
	size_t how[FILES_MOST] = { 0 };

	for (size_t edits = 1 + draw(3); edits > 0; edits--)
		how[draw(forest->count)] = 1 + draw(3);
	for (size_t i = 0; i < forest->count; i++) {
		if (how[i] != 2)
			was[before_it.count++] = forest->files[i];
		if (how[i] != 3)
			is[behind_it.count++] = how[i] ? other->files[i] : forest->files[i];
	}
	return found_as_whole(forest, before_it, behind_it);
}

static bool try_tree(const struct drawing *drawing, uint64_t number)
{
	struct planted planted, other;
	bool found;

	drawn = number * UINT64_C(0x9e3779b97f4a7c15);
	plant_drawn(&planted, drawing);
	plant_drawn(&other, drawing);
	found = try_drawn(&planted.forest, &other.forest);
	fell_drawn(&planted);
	fell_drawn(&other);
	return found;
}

/* So many must be found by traces, else nothing is tried. */
static void try_trees(const struct drawing *drawing, size_t least)
{
	size_t found = 0;

	for (uint64_t number = 1; number <= TREES; number++)
		found += try_tree(drawing, number);
	assert_in_range(found, least, TREES);
}

static void of_python(void **state)
{
	const struct drawing drawing = {
		.head = "import $",
		.paths = LIST("alpha/__init__.py", "alpha/beta.py", "alpha/core.py",
		              "alpha/util/__init__.py", "alpha/util/deep.py", "beta/core.py",
		              "beta/deep/alpha.py", "core.py", "lib/beta/core.py", "other/Z.c",
		              "other/__init__.py", "src/deep/__init__.py", "src/util.py",
		              "tests/core.py"),
		.lines = LIST("import $.$", "from . import $", "from .$ import $",
		              "from $ import $ as $", "from .. import $", "from $.$ import $",
		              "import $ as $", "def $(): pass", "def $(): pass", "$.$()", "$()",
		              "from .$ import *"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_script(void **state)
{
	const struct drawing drawing = {
		.head = "import $ from './$';",
		.paths = LIST("alpha/beta.ts", "alpha/core.tsx", "alpha/deep/beta.d.ts",
		              "alpha/deep/util.ts", "alpha/index.ts", "beta/alpha.js",
		              "beta/core.ts", "beta/index.ts", "core.ts", "deep.js",
		              "packages/alpha/index.ts", "packages/alpha/package.json",
		              "tests/core.test.ts", "tsconfig.json", "util.js"),
		.lines = LIST("import { $ } from './$';", "import { $ as $ } from '../$';",
		              "export { $ } from './$';", "import * as $ from '$/$';",
		              "import { $ } from '@us/$';", "import { $ } from './$.js';",
		              "import { $ } from '.'; export { $ };", "export function $() {}",
		              "export const $ = 1;", "$.$();", "export default 1;",
		              "export * from './$';"),
	};

	(void)state;
	try_trees(&drawing, TREES / 4);
}

static void of_java_and_scala(void **state)
{
	const struct drawing drawing = {
		.head = "package %",
		.joint = '.',
		.paths = LIST("alpha/Alpha.scala", "alpha/Beta.scala", "alpha/core/Core.scala",
		              "alpha/core/Deep.java", "alpha/util/Util.kt", "beta/Alpha.java",
		              "beta/Core.java", "beta/deep/Deep.scala", "core/Core.kt",
		              "deep/Util.java", "tests/Beta.java"),
		.lines = LIST("import $.^", "import $.$.^;", "import $.^.^;", "import $._",
		              "import $.*;", "class ^ { ^ a; }", "class ^ { def f = new ^ }",
		              "class ^ extends ^ {}"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_c(void **state)
{
	const struct drawing drawing = {
		.head = "#include \"$.h\"",
		.paths = LIST("alpha/alpha.cc", "alpha/alpha.h", "alpha/beta.h", "beta/alpha.h",
		              "beta/beta.cpp", "core/util.c", "core/util.h", "core/util_win32.c",
		              "deep.c", "include/core/deep.h", "include/util.h", "tests/util.c",
		              "vendor/alpha/util.c", "vendor/alpha/util.h"),
		.lines = LIST("#include <$/$.h>", "#include \"../$/$.h\"", "#include <$.h>",
		              "#define $(a) $(a)", "int $(int a) { return $(a); }",
		              "static int $(int a) { return $(a) + $(1); }",
		              "class $ { int $(); };", "int $::$() { return $(2); }"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_ruby_lua_and_bash(void **state)
{
	const struct drawing drawing = {
		.head = "",
		.paths = LIST("alpha/alpha.rb", "alpha/core.rb", "alpha/init.lua", "alpha/util.lua",
		              "beta.sh", "beta/core.lua", "core.rb", "core/deep.sh", "init.lua",
		              "lib/alpha/util.rb", "lib/beta.rb", "util.sh", "util/alpha.sh"),
		.lines = LIST("require '$'", "require '$.$'", "require '$/$'",
		              "require_relative '$'", "class ^\nend", "^.new", "^::^.new",
		              "function $() end", "$()", "$() { $; }", ". ./$.sh",
		              ". \"$X\"/$/$.sh"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_php(void **state)
{
	const struct drawing drawing = {
		.head = "<?php namespace %;",
		.joint = '\\',
		.paths = LIST("Alpha.php", "alpha/Beta.php", "alpha/core/Core.php",
		              "beta/Alpha.php", "beta/Util.php", "beta/deep/Deep.php",
		              "composer.json", "core/Core.php"),
		.lines = LIST("use $\\^;", "use $\\$\\^ as ^;", "use function $\\$;",
		              "require './^.php';", "include '$/^.php';", "class ^ extends ^ {}",
		              "function $() { new ^(); }", "new ^();"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_csharp(void **state)
{
	const struct drawing drawing = {
		.head = "using $;",
		.joint = '.',
		.paths = LIST("alpha/Alpha.Parts.cs", "alpha/Alpha.cs", "alpha/Beta.cs",
		              "alpha/core/Core.cs", "beta/Alpha.cs", "beta/Util.cs",
		              "core/deep/Deep.cs", "tests/Core.cs"),
		.lines = LIST("using $.$;", "using ^ = $.^;", "using static $.^;",
		              "namespace % { partial class ^ { ^ a; void ^() { a.^(); } } }",
		              "namespace % { class ^ { void ^() { new ^(); } } }"),
	};

	(void)state;
	try_trees(&drawing, TREES / 2);
}

static void of_go(void **state)
{
	const struct drawing drawing = {
		.head = "package %",
		.joint = '_',
		.paths = LIST("alpha/alpha.go", "alpha/beta.go", "alpha/core/core.go",
		              "alpha/core/core_test.go", "alpha/deep_linux.go",
		              "alpha/deep_windows.go", "beta/alpha.go", "beta/util.go",
		              "beta/util/deep.go", "core/core.go", "core/deep.go", "go.mod",
		              "util/Z.c", "util/util.go", "util/util_test.go",
		              "vendor/deep/core/core.go"),
		.lines = LIST("import \"m/alpha\"", "import \"m/util\"", "import \"m/$/$\"",
		              "import \"deep/$\"", "import . \"m/core\"", "import _ \"m/beta\"",
		              "func ^() { $.^() }", "func ^() { ^(); util.^() }",
		              "func ^() { alpha.^() }", "type ^ struct{}", "func (a ^) ^s() { }",
		              "func (a ^) $x() { b.^s(); c.$x() }", "func init() { $.^(); d.$x() }",
		              "var _ = $.^{}"),
	};

	(void)state;
	try_trees(&drawing, TREES / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_python),
		cmocka_unit_test(of_script),
		cmocka_unit_test(of_java_and_scala),
		cmocka_unit_test(of_c),
		cmocka_unit_test(of_ruby_lua_and_bash),
		cmocka_unit_test(of_php),
		cmocka_unit_test(of_csharp),
		cmocka_unit_test(of_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
