/* A graph found from one that was kept, by the traces of its files, is the one made from nothing. */
#include <stdio.h>
#include <string.h>

#include "tests/regions/kept_trees.h"
#include "tests/regions/kept_try.h"

static void assign(const struct forest *forest, const struct source_file *of, struct regions *out)
{
	regions_assign(out, of, forest->count, forest->guides, forest->guide_count);
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
	try_each_link(gophers, COUNT(gophers));
	assert_lost(11); /* what no other file of the package imports */
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
	try_moved_names(gophers, COUNT(gophers));
	assert_lost(82); /* imports that move */
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

/* A name that nobody has is taken to be of a file that was not read. */
static void what_is_not_read_any_more_may_have_any_name(void **state)
{
	static const struct written written[] = {
		{ "barrel.ts", "export * from './big';\n" },
		{ "big.ts", "export const other = 1;\n" },
		{ "user.ts", "import { one } from './barrel';\n" },
	};
	struct forest forest;
	struct source_file *other;
	struct facts unread;

	(void)state;
	forest_plant(&forest, written, COUNT(written));
	other = copy_files(&forest);
	unread = (struct facts){ .language = forest.files[1].facts->language,
		                 .refusal = REFUSED_TOO_LARGE };
	other[1].facts = &unread;
	try_both(&forest, other, &(uint32_t){ 1 }, 1);
	assert_int_equal(lost_times, 2);
	lost_times = 0;
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

/* Whether it was found counts. */
static void try_moves(struct forest *forest, struct files was, struct files is)
{
	count_times(found_as_whole(forest, was, is));
}

static bool is_told(const struct source_file *file)
{
	switch (file->facts->language->link_style) {
	case LINKS_C:
	case LINKS_GO:
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
	try_each_file(gophers, COUNT(gophers));
	assert_lost(16); /* the only one of a package, or that imports one */
	try_each_file(others, COUNT(others));
	assert_lost(2); /* the same */
}

/* Each file under each of these paths that is of its language, and back again. */
static void try_each_path(const struct written *written, size_t count, const char *const *under)
{
	struct forest forest;
	struct source_file *other;

	forest_plant(&forest, written, count);
	other = copy_files(&forest);
	for (uint32_t i = 0; i < forest.count; i++)
		for (const char *const *at = under; *at; at++) {
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

static void what_is_renamed_is_followed(void **state)
{
	(void)state;
	try_each_path(files, COUNT(files), paths);
	assert_lost(44); /* the top of a C library changes everything */
	try_each_path(modules, COUNT(modules), module_paths);
	assert_lost(286); /* the same; and an app newly beside app */
	try_each_path(scripts, COUNT(scripts), script_paths);
	assert_lost(304); /* the same, and what goes where a guide may lead */
	try_each_path(gophers, COUNT(gophers), package_paths);
	assert_lost(231); /* what is called otherwise than its package; the same */
	try_each_path(others, COUNT(others), other_paths);
	assert_lost(8); /* the same */
}

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

/* An import may go past the name of a package. */
static void the_own_file_of_a_package_is_imported_too(void **state)
{
	static const struct written packages[] = {
		{ "lib/__init__.py", "from __init__ import name\n" },
		{ "src/__init__.py", "name = 1\n" },
	};

	(void)state;
	ASSERT_LINKS(packages, "lib/__init__.py -> src/__init__.py import\n");
	try_each_file(packages, COUNT(packages));
	assert_lost(0);
}

/* From some number of files on it is cheaper to measure all: nothing is left out then. */
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

/* 1,000 functions, each in the macros of a header with 4,200 of them, that are no more. */
static void too_much_is_not_gone_through(void **state)
{
	enum { MACROS = 4200, FUNCTIONS = 1000 };
	struct bytes macros = BYTES_INIT, functions = BYTES_INIT;
	struct forest forest;
	struct source_file *other;
	struct facts none;

	(void)state;
	for (int i = 0; i < MACROS; i++)
		bytes_format(&macros, "#define M%d(x) f%d(x)\n", i, i);
	for (int i = 0; i < FUNCTIONS; i++)
		bytes_format(&functions, "int f%d(int a) { return a; }\n", i);
	forest_plant(&forest,
	             (struct written[]){ { "a.c", functions.data }, { "a.h", macros.data } }, 2);
	other = copy_files(&forest);
	none = *forest.files[0].facts;
	none.definition_count = 0;
	other[0].facts = &none;
	try_from(&forest, other, &(uint32_t){ 0 }, 1);
	assert_int_equal(lost_times, 1);
	lost_times = 0;
	memory_free(other);
	forest_fell(&forest);
	bytes_release(&macros);
	bytes_release(&functions);
}

/* 40 files that come, with a guide of 4 MiB. */
static void guides_are_not_gone_through_without_end(void **state)
{
	enum { FILES = 40, GUIDE = 4 << 20 };
	char names[FILES][16];
	struct written written[FILES + 2];
	struct bytes guide = BYTES_INIT;
	struct forest forest;

	(void)state;
	bytes_add_string(&guide, "{}");
	for (int i = 0; i < GUIDE / 16; i++)
		bytes_add_string(&guide, "                ");
	bytes_add_string(&guide, "\n");
	for (int i = 0; i < FILES; i++) {
		snprintf(names[i], sizeof(names[i]), "b/n%02d.ts", i);
		written[i + 1] = (struct written){ names[i], "export {};\n" };
	}
	written[0] = (struct written){ "a.ts", "export {};\n" };
	written[FILES + 1] = (struct written){ "package.json", guide.data };
	forest_plant(&forest, written, FILES + 2);
	try_moves(&forest, (struct files){ forest.files, 1 },
	          (struct files){ forest.files, forest.count });
	assert_int_equal(lost_times, 1);
	lost_times = 0;
	forest_fell(&forest);
	bytes_release(&guide);
}

static void a_package_that_names_no_entry_is_its_source(void **state)
{
	static const struct written written[] = {
		{ "pkg/other.ts", "export function other() {}\n" },
		{ "pkg/package.json", "{ \"name\": \"pkg\" }\n" },
		{ "pkg/src.ts", "export function run() {}\n" },
		{ "user.ts", "import { run } from 'pkg';\n" },
	};

	(void)state;
	ASSERT_LINKS(written, "user.ts -> pkg/src.ts import\n");
	try_each_file(written, COUNT(written));
	assert_lost(2); /* it may come and go */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_link_more_or_less_is_seen_wherever_it_leads),
		cmocka_unit_test(names_that_move_are_followed),
		cmocka_unit_test(files_of_two_languages_mean_one_stem),
		cmocka_unit_test(what_is_not_read_any_more_may_have_any_name),
		cmocka_unit_test(what_comes_and_goes_is_followed),
		cmocka_unit_test(what_is_renamed_is_followed),
		cmocka_unit_test(the_package_without_a_name_is_seen),
		cmocka_unit_test(the_own_file_of_a_package_is_imported_too),
		cmocka_unit_test(a_package_that_names_no_entry_is_its_source),
		cmocka_unit_test(too_many_are_not_followed),
		cmocka_unit_test(too_much_is_not_gone_through),
		cmocka_unit_test(guides_are_not_gone_through_without_end),
		cmocka_unit_test(what_a_keeper_cannot_tell_is_not_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
