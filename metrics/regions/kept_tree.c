/*
 * What the files that are resolved again can see: whatever lies at the end of a path that
 * they may mean, and all definers of every name that they mention, so that resolvers find here
 * what they would find in the whole tree.  Of most files that is a few definitions.
 */
#include <stdlib.h>
#include <string.h>

#include "c_includes.h"
#include "csharp.h"
#include "kept_packages.h"
#include "kept_tree.h"
#include "paths.h"

static bool is_of_family(const struct growing *growing, uint32_t file)
{
	return trace_family(growing->kept->files[file].facts->language) == growing->family;
}

/* --- found ----------------------------------------------------------------------------- */

static void found_definer(void *context, uint32_t file, uint8_t flags)
{
	struct growing *growing = context;
	struct sight *sight = growing_see(growing, file);

	if (sight->facts || kept_is_changed(growing->kept, file))
		return;
	sight->definitions = array_grow(sight->definitions, &sight->capacity, sight->count,
	                                sizeof(*sight->definitions));
	sight->definitions[sight->count++] =
		(struct definition){ .name = growing->name, .flags = flags };
}

static void found_any(void *context, uint32_t file, uint8_t flags)
{
	(void)flags;
	growing_see(context, file);
}

static void found_of_family(void *context, uint32_t file, uint8_t flags)
{
	(void)flags;
	if (is_of_family(context, file))
		growing_see(context, file);
}

static void found_whole(void *context, uint32_t file, uint8_t flags)
{
	struct growing *growing = context;

	(void)flags;
	if (!is_of_family(growing, file)) {
		growing_see(growing, file);
		return;
	}
	growing_see_whole(growing, file);
	growing->found = true;
}

static void push_name(void *context, uint64_t name)
{
	struct growing *growing = context;

	if (!growing_is_new(growing, trace_key(TRACE_MENTION, growing->family, name)))
		return;
	growing->names = array_grow(growing->names, &growing->name_capacity, growing->name_count,
	                            sizeof(*growing->names));
	growing->names[growing->name_count++] = name;
}

/* What may stand where the name does. */
static void found_call(void *context, uint32_t file, uint64_t called)
{
	struct growing *growing = context;
	struct sight *sight;

	if (kept_is_changed(growing->kept, file))
		return;
	sight = growing_see(growing, file);
	push_name(growing, called);
	kept_spend(growing->kept, 1);
	if (sight->facts)
		return;
	sight->calls = array_grow(sight->calls, &sight->call_capacity, sight->call_count,
	                          sizeof(*sight->calls));
	sight->calls[sight->call_count++] = (struct reference){ .name = called,
		                                                .qualifier = growing->name,
		                                                .flags = REFERS_EXPANSION };
}

static void ask(struct growing *growing, enum trace_kind kind, uint64_t name, trace_found *found)
{
	uint32_t family = kind == TRACE_STEM ? 0 : growing->family;

	kept_look(growing->kept, trace_key(kind, family, name), kind == TRACE_DEFINES, found,
	          growing);
}

/* What changed files define is seen anyway. */
static void ask_for_macros(struct growing *growing)
{
	uint64_t name = growing->name;
	const struct reference *calls = growing->new_calls;

	kept_look_for_calls(growing->kept, trace_key(TRACE_MACRO, growing->family, name),
	                    found_call, growing);
	if (hash_map_get(&growing->new_macros, name) == MAP_NONE)
		return;
	kept_spend(growing->kept, growing->new_call_count);
	for (size_t i = 0; i < growing->new_call_count; i++)
		if (calls[i].qualifier == name)
			push_name(growing, calls[i].name);
}

static void ask_for_methods(struct growing *growing, uint64_t stem)
{
	const struct kept *kept = growing->kept;

	ask(growing, TRACE_METHODS, stem, found_whole);
	for (size_t i = 0; i < kept->changed_count; i++) {
		const struct source_file *file = &kept->files[kept->changed[i]];

		if (trace_stem(file->path) == stem && c_may_be_body(file))
			found_whole(growing, kept->changed[i], 0);
	}
}

static void note_new_call(struct growing *growing, const struct reference *call)
{
	*hash_map_at(&growing->new_macros, call->qualifier) = 1;
	growing->new_calls = array_grow(growing->new_calls, &growing->new_call_capacity,
	                                growing->new_call_count, sizeof(*growing->new_calls));
	growing->new_calls[growing->new_call_count++] = *call;
}

static void see_changed(struct growing *growing, uint32_t file)
{
	const struct facts *facts = growing->kept->files[file].facts;

	growing_see_whole(growing, file);
	for (size_t i = 0; i < facts->reference_count; i++)
		if (facts->references[i].flags & REFERS_EXPANSION)
			note_new_call(growing, &facts->references[i]);
}

/* --- by style -------------------------------------------------------------------------- */

static void see_names(struct growing *growing, const struct facts *facts)
{
	enum link_style style = facts->language->link_style;

	traces_mentioned(facts, push_name, growing);
	while (growing->name_count && !growing->kept->failed) {
		growing->name = growing->names[--growing->name_count];
		ask(growing, TRACE_DEFINES, growing->name, found_definer);
		if (style == LINKS_C)
			ask_for_macros(growing);
		if (style == LINKS_JAVA || style == LINKS_PHP)
			ask(growing, TRACE_STEM, growing->name, found_of_family);
	}
}

/* All that a root before it may make of the include. */
static void found_by_tail(void *context, uint32_t file, uint8_t flags)
{
	struct growing *growing = context;

	if (path_ends_in(growing->kept->files[file].path, growing->tail))
		found_any(growing, file, flags);
}

/* As much of it as files are found by: see namesakes.h. */
static struct text last_two(struct text path)
{
	while (path_folder(path_folder(path)).size)
		path_step(&path);
	return path;
}

static void see_include(struct growing *growing, struct text target)
{
	uint64_t stem = trace_stem(target);

	growing->tail = last_two(trace_include_tail(target));
	if (!growing_is_new(growing, trace_key(TRACE_INCLUDE, 0, name_hash(growing->tail))))
		return;
	growing->found = false;
	ask_for_methods(growing, stem);
	/* Whoever names what such a header declares stands on the source of its methods. */
	ask(growing, TRACE_STEM, stem, growing->found ? found_whole : found_by_tail);
}

/* That a package is there is all that anybody asks. */
static void found_package(void *context, uint32_t file, uint8_t flags)
{
	struct growing *growing = context;

	(void)flags;
	if (!growing->found)
		growing_see(growing, file);
	growing->found = true;
}

static void see_package(struct growing *growing, struct text package)
{
	uint64_t key = trace_key(TRACE_PACKAGE, growing->family, text_hash(package));

	growing->found = false;
	if (growing_is_new(growing, key))
		kept_look(growing->kept, key, false, found_package, growing);
}

/* Every part of "a.b.C" up to a dot, and all of it; of "C" the package is the one without a name. */
static void see_packages(struct growing *growing, struct text dotted)
{
	see_package(growing, TEXT(""));
	for (size_t i = 0; i <= dotted.size; i++)
		if (i == dotted.size || dotted.data[i] == '.')
			see_package(growing, (struct text){ dotted.data, i });
}

/* Wherever a path ends in it. */
static void see_by_stem(struct growing *growing, enum link_style style, const struct import *import)
{
	struct text target = import->target, stem = path_stem(target);

	if (style == LINKS_RUBY && !text_ends(target, ".rb"))
		stem = path_name(target);
	if (style == LINKS_SOURCED && import->kind != IMPORT_PATH)
		while (target.size)
			stem = trace_word(&target);
	if (growing_is_new(growing, trace_key(TRACE_STEM, growing->family, name_hash(stem))))
		ask(growing, TRACE_STEM, name_hash(stem), found_of_family);
}

/* The namespace that it may be, and the one that it may be of (PHP). */
static void see_namespaces(struct growing *growing, struct text name)
{
	const char *joint = name.size ? memrchr(name.data, '\\', name.size) : NULL;

	see_package(growing, name);
	see_package(growing, (struct text){ name.data, joint ? (size_t)(joint - name.data) : 0 });
}

/* `import c.D` in the package a.b may mean a.b.c.D, or a.c.D (Scala). */
static void see_import(struct growing *growing, const struct facts *facts, struct text target)
{
	struct bytes path = BYTES_INIT;

	see_packages(growing, target);
	for (size_t end = facts->package.size; end > 0 && facts->language->packages_nest; end--) {
		if (end < facts->package.size && facts->package.data[end] != '.')
			continue;
		bytes_clear(&path);
		bytes_add_text(&path, (struct text){ facts->package.data, end });
		bytes_add_char(&path, '.');
		bytes_add_text(&path, target);
		see_packages(growing, bytes_text(&path));
	}
	bytes_release(&path);
}

static void see_imported(struct growing *growing, const struct facts *facts,
                         const struct import *import)
{
	enum link_style style = facts->language->link_style;

	switch (style) {
	case LINKS_C:
		if (is_include(import))
			see_include(growing, import->target);
		break;
	case LINKS_JAVA:
	case LINKS_CSHARP:
		see_import(growing, facts, import->target);
		break;
	case LINKS_PHP:
		see_namespaces(growing, import->target);
		see_by_stem(growing, style, import);
		break;
	case LINKS_RUBY:
	case LINKS_SOURCED:
		see_by_stem(growing, style, import);
		break;
	default: /* see growing_see_modules */
		break;
	}
}

static void see_for(struct growing *growing, uint32_t file)
{
	const struct facts *facts = kept_facts(growing->kept, file);
	enum link_style style;

	if (!facts)
		return;
	style = facts->language->link_style;
	growing->family = trace_family(facts->language);
	growing_see_whole(growing, file);
	if (style == LINKS_CSHARP)
		push_name(growing, csharp_type_of_path(growing->kept->files[file].path));
	see_names(growing, facts);
	growing_see_modules(growing, file);
	for (size_t i = 0; i < facts->import_count; i++)
		see_imported(growing, facts, &facts->imports[i]);
	if (style == LINKS_CSHARP)
		ask(growing, TRACE_STARS, 0, found_whole);
	if (style == LINKS_C) /* a C library has a header of that name at its top */
		see_include(growing, TEXT("stdio.h"));
}

/* --- the tree that comes of it ---------------------------------------------------------- */

static int by_file(const void *a, const void *b)
{
	const struct sight *x = a, *y = b;

	return (x->file > y->file) - (x->file < y->file);
}

static int by_definition(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->flags > y->flags) - (x->flags < y->flags);
}

static int by_reference(const void *a, const void *b)
{
	const struct reference *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->qualifier > y->qualifier) - (x->qualifier < y->qualifier);
}

/* As facts have them. */
static void *sorted(struct arena *arena, const void *items, size_t count, size_t size,
                    int (*order)(const void *, const void *))
{
	void *copy = arena_new(arena, count * size);

	if (!count)
		return copy;
	memcpy(copy, items, count * size);
	qsort(copy, count, size, order);
	return copy;
}

/* What is seen of a file that is not resolved itself.  All definitions and calls are found before
 * the first tree is planted. */
static const struct facts *facts_in_part(struct kept *kept, const struct sight *sight)
{
	struct facts *facts = arena_new(&kept->arena, sizeof(*facts));

	*facts = *kept->files[sight->file].facts;
	facts->imports = NULL;
	facts->import_count = 0;
	facts->package = kept->keeper->package(kept->keeper->context, kept_was(kept, sight->file));
	facts->definitions = sorted(&kept->arena, sight->definitions, sight->count,
	                            sizeof(*sight->definitions), by_definition);
	facts->definition_count = sight->count;
	facts->references = sorted(&kept->arena, sight->calls, sight->call_count,
	                           sizeof(*sight->calls), by_reference);
	facts->reference_count = sight->call_count;
	return facts;
}

/* Numbers of sights are lost: they are in order now. */
static void sort_sights(struct growing *growing)
{
	if (growing->count)
		qsort(growing->sights, growing->count, sizeof(*growing->sights), by_file);
	for (size_t i = 0; i < growing->count; i++)
		*hash_map_at(&growing->by_file, growing->sights[i].file) = (uint32_t)i;
}

void kept_tree_plant(struct growing *growing, struct kept_tree *tree)
{
	struct kept *kept = growing->kept;

	tree->count = growing->count;
	tree->files = arena_new(&kept->arena, growing->count * sizeof(*tree->files));
	tree->in_whole = arena_new(&kept->arena, growing->count * sizeof(*tree->in_whole));
	tree->again = arena_new(&kept->arena, growing->count * sizeof(*tree->again));
	tree->looked_into = arena_new(&kept->arena, growing->count * sizeof(*tree->looked_into));
	sort_sights(growing);
	for (size_t i = 0; i < growing->count; i++) {
		struct sight *sight = &growing->sights[i];

		if (!sight->facts && !sight->in_part)
			sight->in_part = facts_in_part(kept, sight);
		tree->files[i] = kept->files[sight->file];
		tree->files[i].facts = sight->facts ? sight->facts : sight->in_part;
		tree->in_whole[i] = sight->file;
		tree->again[i] = hash_map_get(&kept->is_again, sight->file) != MAP_NONE;
	}
}

void kept_tree_plant_all(struct kept *kept, struct kept_tree *tree)
{
	tree->count = kept->count;
	tree->files = arena_new(&kept->arena, kept->count * sizeof(*tree->files));
	tree->in_whole = arena_new(&kept->arena, kept->count * sizeof(*tree->in_whole));
	tree->again = arena_new(&kept->arena, kept->count * sizeof(*tree->again));
	tree->looked_into = NULL;
	for (uint32_t i = 0; i < kept->count; i++) {
		tree->files[i] = kept->files[i];
		tree->in_whole[i] = i;
		tree->again[i] = hash_map_get(&kept->is_again, i) != MAP_NONE;
	}
}

/* --- what resolvers ask for ----------------------------------------------------------------- */

static void want(struct growing *growing, size_t file)
{
	growing->wanted = array_grow(growing->wanted, &growing->wanted_capacity,
	                             growing->wanted_count, sizeof(*growing->wanted));
	growing->wanted[growing->wanted_count++] = (uint32_t)file;
}

static void want_file(void *context, struct text path)
{
	struct growing *growing = context;
	const struct kept *kept = growing->kept;
	size_t place = kept_place_of(kept, path);

	if (place < kept->count && text_equal(kept->files[place].path, path))
		want(growing, place);
}

static void want_folder(void *context, struct text path)
{
	struct growing *growing = context;
	const struct kept *kept = growing->kept;
	struct bytes below = BYTES_INIT;
	size_t place;

	bytes_add_text(&below, path);
	bytes_add_char(&below, '/');
	place = kept_place_of(kept, bytes_text(&below));
	if (place < kept->count && path_is_in(kept->files[place].path, path))
		want(growing, place);
	bytes_release(&below);
}

static void want_package(void *context, struct text folder)
{
	struct growing *growing = context;
	uint64_t key = trace_key(TRACE_PACKAGE, LINKS_GO, text_hash(folder));

	if (!growing_is_new(growing, key))
		return;
	for (int which = PACKAGE_FILE; which < PACKAGE_STAYED; which++) {
		uint32_t first =
			kept_first_of_package(growing->kept, folder, (enum package_file)which);

		if (first != MAP_NONE)
			want(growing, first);
	}
}

static bool reaches(void *context, struct text from, struct text to)
{
	return kept_reaches(((struct growing *)context)->kept, from, to);
}

static bool see_wanted(struct growing *growing)
{
	size_t count = growing->count;

	while (growing->wanted_count)
		growing_see(growing, growing->wanted[--growing->wanted_count]);
	return growing->count > count;
}

/* --- all of it ------------------------------------------------------------------------------ */

const struct tree_more *kept_tree_more(const struct growing *growing)
{
	return &growing->more;
}

struct growing *kept_tree_begin(struct kept *kept)
{
	struct growing *growing = memory_new(sizeof(*growing));

	growing->kept = kept;
	growing->more =
		(struct tree_more){ want_file, want_folder, want_package, reaches, growing };
	for (size_t i = 0; i < kept->changed_count; i++)
		see_changed(growing, kept->changed[i]);
	for (size_t i = 0; i < kept->again_count && !kept->failed; i++)
		see_for(growing, kept->again[i]);
	return growing;
}

enum { ROUNDS_MOST = 32 }; /* files that hand on what others hand on */

bool kept_tree_grow(struct growing *growing, const struct kept_tree *tree)
{
	bool grew = see_wanted(growing);

	for (size_t i = 0; i < tree->count; i++)
		if (tree->looked_into[i] && growing_see_whole(growing, tree->in_whole[i])) {
			growing_see_modules(growing, tree->in_whole[i]);
			grew = true;
		}
	growing->kept->failed |= grew && ++growing->rounds > ROUNDS_MOST;
	return grew && !growing->kept->failed;
}

void kept_tree_end(struct growing *growing)
{
	for (size_t i = 0; i < growing->count; i++) {
		memory_free(growing->sights[i].definitions);
		memory_free(growing->sights[i].calls);
	}
	memory_free(growing->sights);
	memory_free(growing->names);
	memory_free(growing->wanted);
	hash_map_release(&growing->by_file);
	hash_map_release(&growing->asked);
	hash_map_release(&growing->new_macros);
	memory_free(growing->new_calls);
	memory_free(growing);
}
