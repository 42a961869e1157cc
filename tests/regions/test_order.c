/* The same files give the same regions, in whatever order they come. */
#include "forest.h"

#include <string.h>

/* Every language, with choices between several files that would do. */
static const struct written files[] = {
	{ ".gitattributes", "c/core.h bole=trunk\n" },
	{ "Cargo.toml", "[workspace]\nmembers = [\"rust/*\"]\n" },
	{ "c/a.c", "#include \"x.h\"\n#include <pub/y.h>\nint a(void) { return f() + g(); }\n" },
	{ "c/b.c", "#include \"core.h\"\nint f(void) { return a(); }\n" },
	{ "c/core.h", "#include \"x.h\"\n" },
	{ "c/one/x.h", "" },
	{ "c/three/include/pub/y.h", "" },
	{ "c/two/x.h", "" },
	{ "c/two/include/pub/y.h", "" },
	{ "c/win32/g.c", "int g(void) { return 1; }\n" },
	{ "c/unix/g.c", "int g(void) { return 1; }\n" },
	{ "go/go.mod", "module m\n" },
	{ "go/p/a.go", "package p\n\nimport \"m/q\"\n\nfunc A() { q.One(); q.Two() }\n" },
	{ "go/q/one.go", "package q\n\nfunc One() {}\n" },
	{ "go/q/two_a.go", "package q\n\nfunc Two() {}\n" },
	{ "go/q/two_b.go", "package q\n\nfunc Two() {}\n" },
	{ "java/one/p/A.java", "package p;\nclass A { B b; }\n" },
	{ "java/one/p/B.java", "package p;\nclass B {}\n" },
	{ "java/two/p/B.java", "package p;\nclass B { A a; }\n" },
	{ "py/app/__init__.py", "from .x import *\nfrom .y import *\n" },
	{ "py/app/x.py", "def both(): pass\nimport app\n" },
	{ "py/app/y.py", "def both(): pass\ndef only(): pass\n" },
	{ "py/main.py", "from app import both, only\n" },
	{ "py2/app/__init__.py", "" },
	{ "rust/a/Cargo.toml", "[package]\nname = \"same\"\n" },
	{ "rust/a/src/lib.rs", "mod m;\npub use m::f;\n" },
	{ "rust/a/src/m.rs", "pub fn f() {}\nuse crate::f as g;\n" },
	{ "rust/b/Cargo.toml", "[package]\nname = \"same\"\n" },
	{ "rust/b/src/lib.rs", "pub fn f() {}\n" },
	{ "rust/c/Cargo.toml", "[package]\nname = \"c\"\n" },
	{ "rust/c/src/main.rs", "use same::f;\nfn main() { f(); }\n" },
	{ "ts/packages/a/index.ts", "export * from './c1';\nexport * from './c2';\n" },
	{ "ts/packages/a/c1.ts", "export * from './c2';\nexport const x = 1;\n" },
	{ "ts/packages/a/c2.ts", "export * from './c1';\nexport const x = 2, y = 3;\n" },
	{ "ts/packages/a/package.json", "{ \"name\": \"pkg\" }" },
	{ "ts/packages/b/main.ts", "import { x, y } from 'pkg';\n" },
	{ "ts/packages/z/package.json", "{ \"name\": \"pkg\" }" },
	{ "ts/packages/z/index.ts", "export const x = 1;\n" },
};

static void shuffle(struct written *list, size_t count, unsigned seed)
{
	srand(seed);
	for (size_t i = count; i > 1; i--) {
		size_t other = (size_t)rand() % i;
		struct written kept = list[i - 1];

		list[i - 1] = list[other];
		list[other] = kept;
	}
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Edges and standings, a line each, in the order of the lines. */
static void describe(const struct forest *forest, struct bytes *out)
{
	const struct regions *regions = &forest->regions;
	struct bytes all = BYTES_INIT;
	char *lines[512];
	char *rest = NULL;
	size_t count = 0;

	forest_edges(forest, &all);
	for (size_t i = 0; i < regions->count; i++) {
		const struct standing *standing = &regions->standings[i];

		bytes_format(&all, "%s: %s %u %u %u %u\n", regions->files[i].path.data,
		             region_name(standing->region), standing->load, standing->dependents,
		             standing->fan_out, standing->cycle);
	}
	bytes_format(&all, "trunk %u, unresolved %u\n", regions->trunk_load, regions->unresolved);
	for (char *line = strtok_r(all.data, "\n", &rest); line && count < COUNT(lines);
	     line = strtok_r(NULL, "\n", &rest))
		lines[count++] = line;
	qsort(lines, count, sizeof(*lines), by_line);
	for (size_t i = 0; i < count; i++)
		bytes_format(out, "%s\n", lines[i]);
	bytes_release(&all);
}

static void plant_as_written(struct forest *forest, const struct written *written, size_t count)
{
	forest_sow(forest, written, count);
	regions_assign(&forest->regions, forest->files, forest->count, forest->guides,
	               forest->guide_count);
	regions_count_dependents(&forest->regions);
}

static void files_in_any_order_give_the_same_regions(void **state)
{
	struct written shuffled[COUNT(files)];
	struct bytes expected = BYTES_INIT, found = BYTES_INIT;
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	assert_true(forest.regions.edge_count >= 25);
	describe(&forest, &expected);
	forest_fell(&forest);
	for (unsigned seed = 1; seed <= 40; seed++) {
		memcpy(shuffled, files, sizeof(shuffled));
		shuffle(shuffled, COUNT(shuffled), seed);
		plant_as_written(&forest, shuffled, COUNT(shuffled));
		bytes_clear(&found);
		describe(&forest, &found);
		forest_fell(&forest);
		assert_string_equal(found.data, expected.data);
	}
	bytes_release(&expected);
	bytes_release(&found);
}

static void edges_are_distinct_and_ascend(void **state)
{
	struct forest forest;

	(void)state;
	forest_plant(&forest, files, COUNT(files));
	for (size_t i = 1; i < forest.regions.edge_count; i++) {
		const struct edge *last = &forest.regions.edges[i - 1], *edge = last + 1;

		assert_true(last->from < edge->from ||
		            (last->from == edge->from && last->to < edge->to));
	}
	for (size_t i = 0; i < forest.regions.edge_count; i++)
		assert_int_not_equal(forest.regions.edges[i].from, forest.regions.edges[i].to);
	forest_fell(&forest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_in_any_order_give_the_same_regions),
		cmocka_unit_test(edges_are_distinct_and_ascend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
