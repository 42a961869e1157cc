/*
 * A small tree of files for a test: written down as paths and sources, read by
 * the real languages, resolved by the real resolvers.
 *
 *	struct forest forest;
 *	const struct written files[] = {
 *		{ "a.py", "import b\n" },
 *		{ "b.py", "" },
 *	};
 *	forest_plant(&forest, files, COUNT(files));
 *	assert_edges(&forest, "a.py -> b.py import\n");
 *	forest_fell(&forest);
 */
#ifndef TESTS_REGIONS_FOREST_H
#define TESTS_REGIONS_FOREST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "bole/regions.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct written {
	const char *path;
	const char *source;
};

struct forest {
	struct arena arena;
	struct labels *labels;
	struct source_file *files;
	size_t count;
	struct guide_file *guides;
	size_t guide_count;
	struct regions regions;
};

static inline int forest_by_path(const void *a, const void *b)
{
	const struct source_file *x = a, *y = b;

	return text_compare(x->path, y->path);
}

static inline struct facts *forest_read(struct forest *forest, struct syntax *syntax,
                                        const struct language *language, const char *source)
{
	struct facts *facts = arena_new(&forest->arena, sizeof(*facts));

	facts_gather(facts, syntax_walk(syntax, language, text_of(source)), false, &forest->arena);
	return facts;
}

static inline struct text forest_folder(struct text path)
{
	while (path.size && path.data[path.size - 1] != '/')
		path.size--;
	return path;
}

/* Everything but the regions; files stay in the order in which they are written. */
static inline void forest_sow(struct forest *forest, const struct written *written, size_t count)
{
	struct syntax *syntax = syntax_new();

	*forest = (struct forest){ .labels = labels_new() };
	forest->files = memory_new(count * sizeof(*forest->files));
	forest->guides = memory_new(count * sizeof(*forest->guides));
	for (size_t i = 0; i < count; i++) {
		struct text path = text_of(written[i].path);
		struct text source = text_of(written[i].source);
		const struct language *language = language_of(path, source);

		if (text_ends(path, ".gitattributes"))
			labels_add(forest->labels, path, source);
		else if (regions_guided_by(path))
			forest->guides[forest->guide_count++] = (struct guide_file){ path, source };
		else if (language)
			forest->files[forest->count++] = (struct source_file){
				.path = path,
				.facts = forest_read(forest, syntax, language, written[i].source),
			};
	}
	for (size_t i = 0; i < forest->count; i++)
		forest->files[i].label = labels_of(forest->labels, forest->files[i].path);
	syntax_free(syntax);
}

static inline void forest_plant(struct forest *forest, const struct written *written, size_t count)
{
	forest_sow(forest, written, count);
	if (forest->count)
		qsort(forest->files, forest->count, sizeof(*forest->files), forest_by_path);
	regions_assign(&forest->regions, forest->files, forest->count, forest->guides,
	               forest->guide_count);
	regions_count_dependents(&forest->regions);
}

static inline void forest_fell(struct forest *forest)
{
	regions_release(&forest->regions);
	labels_free(forest->labels);
	memory_free(forest->files);
	memory_free(forest->guides);
	arena_release(&forest->arena);
}

/* One line an edge: "from -> to kind", and its confidence where it is low. */
static inline void forest_edges(const struct forest *forest, struct bytes *out)
{
	for (size_t i = 0; i < forest->regions.edge_count; i++) {
		const struct edge *edge = &forest->regions.edges[i];

		bytes_format(out, "%s -> %s %s%s\n", forest->files[edge->from].path.data,
		             forest->files[edge->to].path.data,
		             edge_kind_name((enum edge_kind)edge->kind),
		             edge->confidence == CONFIDENCE_LOW ? " low" : "");
	}
}

static inline void assert_edges(const struct forest *forest, const char *expected)
{
	struct bytes edges = BYTES_INIT;

	bytes_add_string(&edges, "");
	forest_edges(forest, &edges);
	assert_string_equal(edges.data, expected);
	bytes_release(&edges);
}

static inline const struct standing *forest_standing(const struct forest *forest, const char *path)
{
	uint32_t file = regions_find(&forest->regions, text_of(path));

	assert_int_not_equal(file, MAP_NONE);
	return &forest->regions.standings[file];
}

/* The whole of a test that says which links these files have. */
#define ASSERT_LINKS(files, expected) \
	do { \
		struct forest planted; \
		forest_plant(&planted, files, COUNT(files)); \
		assert_edges(&planted, expected); \
		forest_fell(&planted); \
	} while (0)

/* Packages by their folders, whichever of their files tell of them. */
static inline bool forest_imports(const struct regions *regions, struct text from, struct text to)
{
	for (size_t i = 0; i < regions->import_count; i++) {
		const struct package_import *import = &regions->imports[i];

		if (text_equal(forest_folder(regions->files[import->from].path), from) &&
		    text_equal(forest_folder(regions->files[import->to].path), to))
			return true;
	}
	return false;
}

static inline void assert_imports_are_in(const struct regions *some, const struct regions *all)
{
	for (size_t i = 0; i < some->import_count; i++)
		assert_true(forest_imports(all,
		                           forest_folder(some->files[some->imports[i].from].path),
		                           forest_folder(some->files[some->imports[i].to].path)));
}

/* One graph, however it was come by. */
static inline void assert_same_regions(const struct regions *is, const struct regions *should)
{
	assert_int_equal(is->edge_count, should->edge_count);
	for (size_t i = 0; i < should->edge_count; i++) {
		assert_int_equal(is->edges[i].from, should->edges[i].from);
		assert_int_equal(is->edges[i].to, should->edges[i].to);
		assert_int_equal(is->edges[i].kind, should->edges[i].kind);
		assert_int_equal(is->edges[i].confidence, should->edges[i].confidence);
	}
	assert_memory_equal(is->standings, should->standings,
	                    should->count * sizeof(*should->standings));
	assert_memory_equal(is->users, should->users, should->edge_count * sizeof(*should->users));
	assert_memory_equal(is->edges_first, should->edges_first,
	                    (should->count + 1) * sizeof(*should->edges_first));
	assert_memory_equal(is->users_first, should->users_first,
	                    (should->count + 1) * sizeof(*should->users_first));
	assert_int_equal(is->trunk_load, should->trunk_load);
	assert_int_equal(is->unresolved, should->unresolved);
	assert_int_equal(is->imports_odd, should->imports_odd);
	assert_imports_are_in(is, should);
	assert_imports_are_in(should, is);
}

#endif
