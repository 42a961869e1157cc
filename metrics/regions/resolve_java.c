/*
 * Java: package and class make a file.  Imports name classes; a class of the
 * same package, or of a package imported as a whole, is named by itself.
 */
#include <string.h>

#include "bindings.h"
#include "definers.h"
#include "exports.h"
#include "links.h"
#include "paths.h"

enum { WHOLE_PACKAGES_MAX = 64 }; /* imported with a star by one file */

struct java_links {
	struct tree *tree;
	struct definers types;    /* of (package, name) */
	struct hash_map packages; /* that have a file here, and all above them */
};

static uint64_t key_of(uint64_t package, uint64_t name)
{
	return hash_mix(package, name);
}

/* --- looking at the whole tree ------------------------------------------------------------ */

static struct text outer_part(struct text dotted)
{
	const char *dot = dotted.size ? memrchr(dotted.data, '.', dotted.size) : NULL;

	return (struct text){ dotted.data, dot ? (size_t)(dot - dotted.data) : 0 };
}

static struct text last_part(struct text dotted)
{
	size_t outer = outer_part(dotted).size;
	size_t start = outer ? outer + 1 : 0;

	return (struct text){ dotted.data + start, dotted.size - start };
}

static void enter_file(struct java_links *java, uint32_t file)
{
	const struct facts *facts = tree_facts(java->tree, file);
	uint64_t package = text_hash(facts->package);
	uint64_t stem = name_hash(path_stem(tree_path(java->tree, file)));

	*hash_map_at(&java->packages, package) = 1;
	definers_add(&java->types, key_of(package, stem), file, DEFINES_TYPE);
	/* A file may hold further classes, which its package knows, too. */
	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		if ((definition->flags & DEFINES_TYPE) && !(definition->flags & DEFINES_MEMBER) &&
		    definition->name != stem)
			definers_add(&java->types, key_of(package, definition->name), file, 0);
	}
}

static void *java_open(struct tree *tree)
{
	struct java_links *java = memory_new(sizeof(*java));

	java->tree = tree;
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_JAVA)
			enter_file(java, i);
	definers_seal(&java->types);
	return java;
}

static void java_close(void *state)
{
	struct java_links *java = state;

	definers_release(&java->types);
	hash_map_release(&java->packages);
	memory_free(java);
}

/* --- types ----------------------------------------------------------------------------------- */

/* The class of a file's own name comes before one that the file holds beside. */
static bool is_better(const struct java_links *java, uint32_t from, struct definer a,
                      struct definer b)
{
	const struct tree *tree = java->tree;

	if (b.file == NOBODY)
		return true;
	if ((a.flags ^ b.flags) & DEFINES_TYPE)
		return (a.flags & DEFINES_TYPE) != 0;
	if (tree->classes[a.file] != tree->classes[b.file] &&
	    (tree->classes[a.file] == FILE_SOURCE || tree->classes[b.file] == FILE_SOURCE) &&
	    tree->classes[from] == FILE_SOURCE)
		return tree->classes[a.file] == FILE_SOURCE;
	return tree_is_nearer(tree, from, a.file, b.file);
}

static bool has_own_file(const struct java_links *java, const struct definer_set *set)
{
	for (struct definer at = definers_first(&java->types, set); at.file != NOBODY;
	     at = definers_next(&java->types, at))
		if (at.flags & DEFINES_TYPE)
			return true;
	return false;
}

static uint32_t find_type(const struct java_links *java, uint32_t from, uint64_t package,
                          uint64_t name)
{
	const struct definer_set *set = definers_find(&java->types, key_of(package, name));
	struct definer best = { NOBODY, NOBODY, 0 };

	/* Beside a class of another name, and in several files: nested ones. */
	if (set && set->count > 1 && !has_own_file(java, set))
		return FILE_NONE;
	for (struct definer at = definers_first(&java->types, set); at.file != NOBODY;
	     at = definers_next(&java->types, at))
		if (tree_may_use(java->tree, from, at.file) && is_better(java, from, at, best))
			best = at;
	return best.file;
}

/* "a.b.C", or a class in it: "a.b.C.D". */
static uint32_t find_class(const struct java_links *java, uint32_t from, struct text dotted)
{
	for (; dotted.size; dotted = outer_part(dotted)) {
		struct text package = outer_part(dotted);
		uint32_t file =
			find_type(java, from, text_hash(package), name_hash(last_part(dotted)));

		if (file != FILE_NONE)
			return file;
		if (hash_map_get(&java->packages, text_hash(package)) != MAP_NONE)
			return FILE_NONE;
	}
	return FILE_NONE;
}

/* --- the links of a file ------------------------------------------------------------------------ */

struct whole_packages {
	uint64_t names[WHOLE_PACKAGES_MAX];
	size_t count;
};

static void link_import(const struct java_links *java, uint32_t file, const struct import *import,
                        struct whole_packages *whole, struct links *links)
{
	uint64_t package = text_hash(import->target);
	bool is_package = hash_map_get(&java->packages, package) != MAP_NONE;
	uint32_t found;

	if (is_star(import) && !(import->flags & IMPORT_STATIC) && is_package) {
		if (whole->count < WHOLE_PACKAGES_MAX)
			whole->names[whole->count++] = package;
		return;
	}
	found = find_class(java, file, import->target);
	links_add(links, found, EDGE_IMPORT);
	package = text_hash(outer_part(import->target));
	if (found == FILE_NONE && hash_map_get(&java->packages, package) != MAP_NONE)
		links->unresolved++;
}

/* A name that may be a type: of the own package, else of one taken whole. */
static void link_type(const struct java_links *java, uint32_t file, uint64_t name,
                      const struct hash_map *imported, const struct whole_packages *whole,
                      struct links *links)
{
	const struct facts *facts = tree_facts(java->tree, file);
	uint32_t found;

	if (hash_map_get(imported, name) != MAP_NONE || defines(facts, name, 0))
		return;
	found = find_type(java, file, text_hash(facts->package), name);
	for (size_t i = 0; i < whole->count && found == FILE_NONE; i++)
		found = find_type(java, file, whole->names[i], name);
	links_add(links, found, EDGE_USE);
}

static void java_resolve(void *state, uint32_t file, struct links *links)
{
	const struct java_links *java = state;
	const struct facts *facts = tree_facts(java->tree, file);
	struct whole_packages whole = { .count = 0 };
	struct hash_map imported = HASH_MAP_INIT;

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		link_import(java, file, import, &whole, links);
		if (!is_star(import) && !(import->flags & IMPORT_STATIC))
			*hash_map_at(&imported, name_hash(last_part(import->target))) = 1;
	}
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_MEMBER))
			link_type(java, file, reference->name, &imported, &whole, links);
		if (reference->qualifier)
			link_type(java, file, reference->qualifier, &imported, &whole, links);
	}
	hash_map_release(&imported);
}

const struct resolver resolver_java = { java_open, java_resolve, java_close };
