/*
 * Java, Kotlin, Scala: package and name make a file.  Imports name classes, and
 * in Kotlin functions, too; what is of the same package, or of a package
 * imported as a whole, is named by itself.  They see each other's.
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
	/* A file may hold further classes, and those of Kotlin what is in no class:
	 * the package knows them, too. */
	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		if (!(definition->flags & DEFINES_MEMBER) && definition->name != stem)
			definers_add(&java->types, key_of(package, definition->name), file,
			             definition->flags & DEFINES_FUNCTION);
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

/* "a.b.C", or a class in it: "a.b.C.D".  Most are of packages that have no file here, and
 * so no class. */
static uint32_t find_class(const struct java_links *java, uint32_t from, struct text dotted)
{
	for (; dotted.size; dotted = outer_part(dotted)) {
		uint64_t package = text_hash(outer_part(dotted));

		if (hash_map_get(&java->packages, package) != MAP_NONE)
			return find_type(java, from, package, name_hash(last_part(dotted)));
	}
	return FILE_NONE;
}

/* --- the links of a file ------------------------------------------------------------------------ */

struct whole_packages {
	uint64_t names[WHOLE_PACKAGES_MAX];
	size_t count;
};

static bool has_package(const struct java_links *java, struct text name)
{
	return hash_map_get(&java->packages, text_hash(name)) != MAP_NONE;
}

static void take_whole(struct whole_packages *whole, struct text package)
{
	if (whole->count < WHOLE_PACKAGES_MAX)
		whole->names[whole->count++] = text_hash(package);
}

/* `import c.D` in the package a.b may mean a.b.c.D, or a.c.D (Scala). */
static uint32_t find_relative(const struct java_links *java, uint32_t file, struct text target)
{
	const struct facts *facts = tree_facts(java->tree, file);
	struct text around = facts->package;
	struct bytes path = BYTES_INIT;
	uint32_t found = FILE_NONE;

	for (; facts->language->packages_nest && around.size && found == FILE_NONE;
	     around = outer_part(around)) {
		bytes_clear(&path);
		bytes_add_text(&path, around);
		bytes_add_char(&path, '.');
		bytes_add_text(&path, target);
		found = find_class(java, file, bytes_text(&path));
	}
	bytes_release(&path);
	return found;
}

static void link_import(const struct java_links *java, uint32_t file, const struct import *import,
                        struct whole_packages *whole, struct links *links)
{
	uint32_t found;

	if (is_star(import) && !(import->flags & IMPORT_STATIC) &&
	    has_package(java, import->target)) {
		take_whole(whole, import->target);
		return;
	}
	found = find_class(java, file, import->target);
	if (found == FILE_NONE)
		found = find_relative(java, file, import->target);
	links_add(links, found, EDGE_IMPORT);
	if (found == FILE_NONE && has_package(java, outer_part(import->target)))
		links->unresolved++;
}

/* What is seen without an import: the own package; in Scala those around it, too. */
static void see_own(const struct facts *facts, struct whole_packages *whole)
{
	struct text package = facts->package;

	take_whole(whole, package);
	while (facts->language->packages_nest && package.size) {
		package = outer_part(package);
		if (package.size)
			take_whole(whole, package);
	}
}

/* A name that may be a type: of the own package, else of one taken whole. */
static void link_type(const struct java_links *java, uint32_t file, uint64_t name,
                      const struct hash_map *imported, const struct whole_packages *whole,
                      struct links *links)
{
	const struct facts *facts = tree_facts(java->tree, file);
	uint32_t found = FILE_NONE;

	if (hash_map_get(imported, name) != MAP_NONE || defines(facts, name, 0))
		return;
	for (size_t i = 0; i < whole->count && found == FILE_NONE; i++)
		found = find_type(java, file, whole->names[i], name);
	links_add(links, found, EDGE_USE);
}

/* `value.name()`: a function of the package that is called like a method (Kotlin). */
static void link_extension(const struct java_links *java, uint32_t file, uint64_t package,
                           uint64_t name, const struct hash_map *imported, struct links *links)
{
	const struct facts *facts = tree_facts(java->tree, file);
	const struct definer_set *set = definers_find(&java->types, key_of(package, name));

	if (set && set->count == 1 && (set->flags & DEFINES_FUNCTION) &&
	    hash_map_get(imported, name) == MAP_NONE && !defines(facts, name, 0) &&
	    tree_may_use(java->tree, file, set->first))
		links_guess(links, set->first);
}

static uint64_t local_name(const struct import *import)
{
	return name_hash(import->alias.size ? import->alias : last_part(import->target));
}

static void java_resolve(void *state, uint32_t file, struct links *links)
{
	const struct java_links *java = state;
	const struct facts *facts = tree_facts(java->tree, file);
	uint64_t package = text_hash(facts->package);
	struct whole_packages whole = { .count = 0 };
	struct hash_map imported = HASH_MAP_INIT;

	see_own(facts, &whole);
	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		link_import(java, file, import, &whole, links);
		if (!is_star(import) && !(import->flags & IMPORT_STATIC))
			*hash_map_at(&imported, local_name(import)) = 1;
	}
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_MEMBER))
			link_type(java, file, reference->name, &imported, &whole, links);
		else if (reference->flags & REFERS_CALL)
			link_extension(java, file, package, reference->name, &imported, links);
		if (reference->qualifier)
			link_type(java, file, reference->qualifier, &imported, &whole, links);
	}
	hash_map_release(&imported);
}

const struct resolver resolver_java = { java_open, java_resolve, java_close, NULL };
