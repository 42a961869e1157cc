/*
 * C#: a type is known by its namespace, and seen from its own namespace, those
 * around it, and those that a `using` opens.  A partial type is all of its
 * parts, and what one part has the others may name.  An extension method is
 * called like a method of the value: where one file of the tree has a method
 * of that name, and can be seen, it is that one.
 */
#include <string.h>

#include "csharp.h"
#include "definers.h"
#include "exports.h"
#include "links.h"
#include "paths.h"

enum {
	NAMESPACES_MAX = 64, /* seen by one file */
	SIBLINGS_MAX = 16,   /* other files with parts of its types */
	IN_OWN_FILE = 1 << 7 /* beside DEFINES_*: the file is called like the type */
};

struct global_using {
	struct text folder;
	struct text namespace;
};

struct csharp_links {
	struct tree *tree;
	struct definers types;      /* of (namespace, name) */
	struct definers methods;    /* by name */
	struct hash_map namespaces; /* that have a file here, and all around them */
	struct global_using *globals;
	size_t global_count, global_capacity;
};

static uint64_t key_of(struct text namespace, uint64_t name)
{
	return hash_mix(text_hash(namespace), name);
}

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

/* --- looking at the whole tree ------------------------------------------------------------ */

static bool is_name_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

uint64_t csharp_type_of_path(struct text path)
{
	struct text name = path_name(path);
	size_t size = 0;

	while (size < name.size && is_name_char(name.data[size]))
		size++;
	return name_hash((struct text){ name.data, size });
}

static void enter_namespace(struct csharp_links *csharp, struct text namespace)
{
	for (; namespace.size; namespace = outer_part(namespace))
		*hash_map_at(&csharp->namespaces, text_hash(namespace)) = 1;
}

bool csharp_is_global(const struct import *import)
{
	return (import->flags & IMPORT_REEXPORT) && (import->flags & IMPORT_WILDCARD) &&
	       !(import->flags & IMPORT_STATIC);
}

static void enter_globals(struct csharp_links *csharp, uint32_t file)
{
	const struct facts *facts = tree_facts(csharp->tree, file);

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		if (!csharp_is_global(import))
			continue;
		csharp->globals = array_grow(csharp->globals, &csharp->global_capacity,
		                             csharp->global_count, sizeof(*csharp->globals));
		csharp->globals[csharp->global_count++] =
			(struct global_using){ path_folder(tree_path(csharp->tree, file)),
			                       import->target };
	}
}

static void enter_file(struct csharp_links *csharp, uint32_t file)
{
	const struct facts *facts = tree_facts(csharp->tree, file);
	uint64_t own = csharp_type_of_path(tree_path(csharp->tree, file));

	enter_namespace(csharp, facts->package);
	enter_globals(csharp, file);
	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];
		uint8_t flags = definition->flags & (uint8_t)~IN_OWN_FILE;

		if (flags & DEFINES_TYPE)
			definers_add(&csharp->types, key_of(facts->package, definition->name), file,
			             definition->name == own ? flags | IN_OWN_FILE : flags);
		if ((flags & DEFINES_FUNCTION) && csharp->tree->classes[file] != FILE_TEST)
			definers_add(&csharp->methods, definition->name, file, flags);
	}
}

static void *csharp_open(struct tree *tree)
{
	struct csharp_links *csharp = memory_new(sizeof(*csharp));

	csharp->tree = tree;
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_CSHARP)
			enter_file(csharp, i);
	definers_seal(&csharp->types);
	definers_seal(&csharp->methods);
	return csharp;
}

static void csharp_close(void *state)
{
	struct csharp_links *csharp = state;

	definers_release(&csharp->types);
	definers_release(&csharp->methods);
	hash_map_release(&csharp->namespaces);
	memory_free(csharp->globals);
	memory_free(csharp);
}

/* --- types -------------------------------------------------------------------------------- */

struct siblings {
	uint32_t files[SIBLINGS_MAX];
	size_t count;
};

/* The files of a type: of several those that are called like it, its parts;
 * where none is, types of one name stand nested in others. */
static void find_type(const struct csharp_links *csharp, uint32_t from, uint64_t key,
                      struct siblings *found)
{
	const struct definer_set *set = definers_find(&csharp->types, key);
	struct definer first = definers_first(&csharp->types, set);
	uint32_t only = FILE_NONE;

	found->count = 0;
	for (struct definer at = first; at.file != NOBODY; at = definers_next(&csharp->types, at)) {
		if (!tree_may_use(csharp->tree, from, at.file))
			continue;
		only = only == FILE_NONE ? at.file : from;
		if ((at.flags & IN_OWN_FILE) && found->count < SIBLINGS_MAX)
			found->files[found->count++] = at.file;
	}
	if (!found->count && only != FILE_NONE && only != from)
		found->files[found->count++] = only;
}

static bool link_type(const struct csharp_links *csharp, uint32_t file, uint64_t key,
                      enum edge_kind kind, struct links *links)
{
	struct siblings found;

	find_type(csharp, file, key, &found);
	for (size_t i = 0; i < found.count; i++)
		links_add(links, found.files[i], kind);
	return found.count > 0;
}

/* --- what a file sees ---------------------------------------------------------------------- */

struct view {
	struct text namespaces[NAMESPACES_MAX]; /* innermost first, then the usings */
	size_t count;
	struct hash_map aliases; /* that stand for a type */
};

static void see(struct view *view, struct text namespace)
{
	if (view->count < NAMESPACES_MAX)
		view->namespaces[view->count++] = namespace;
}

static void read_using(const struct csharp_links *csharp, uint32_t file,
                       const struct import *import, struct view *view, struct links *links)
{
	struct text outer = outer_part(import->target);
	bool names_type = (import->flags & IMPORT_STATIC) || !(import->flags & IMPORT_WILDCARD);

	if (!names_type) {
		see(view, import->target);
		return;
	}
	if (import->alias.size)
		*hash_map_at(&view->aliases, name_hash(import->alias)) = 1;
	/* An alias may stand for a namespace, and a type of a file be nested. */
	if (!link_type(csharp, file, key_of(outer, name_hash(last_part(import->target))),
	               EDGE_IMPORT, links) &&
	    hash_map_get(&csharp->namespaces, text_hash(import->target)) == MAP_NONE &&
	    hash_map_get(&csharp->namespaces, text_hash(outer)) != MAP_NONE)
		links->unresolved++;
}

static void look_around(const struct csharp_links *csharp, uint32_t file, struct view *view,
                        struct links *links)
{
	const struct facts *facts = tree_facts(csharp->tree, file);
	struct text path = tree_path(csharp->tree, file);

	for (struct text at = facts->package; at.size; at = outer_part(at))
		see(view, at);
	see(view, TEXT(""));
	for (size_t i = 0; i < facts->import_count; i++)
		read_using(csharp, file, &facts->imports[i], view, links);
	for (size_t i = 0; i < csharp->global_count; i++)
		if (path_is_in(path, csharp->globals[i].folder))
			see(view, csharp->globals[i].namespace);
}

static bool can_see(const struct view *view, struct text namespace)
{
	for (size_t i = 0; i < view->count; i++)
		if (text_equal(view->namespaces[i], namespace))
			return true;
	return false;
}

/* --- names ------------------------------------------------------------------------------------ */

static void find_siblings(const struct csharp_links *csharp, uint32_t file,
                          struct siblings *siblings)
{
	const struct facts *facts = tree_facts(csharp->tree, file);
	uint64_t own = csharp_type_of_path(tree_path(csharp->tree, file));

	siblings->count = 0;
	if (defined_as(facts, own) & DEFINES_TYPE)
		find_type(csharp, file, key_of(facts->package, own), siblings);
}

static void link_name(const struct csharp_links *csharp, uint32_t file, uint64_t name,
                      const struct view *view, const struct siblings *siblings, struct links *links)
{
	if (hash_map_get(&view->aliases, name) != MAP_NONE ||
	    defines(tree_facts(csharp->tree, file), name, 0))
		return;
	for (size_t i = 0; i < view->count; i++)
		if (link_type(csharp, file, key_of(view->namespaces[i], name), EDGE_USE, links))
			return;
	for (size_t i = 0; i < siblings->count; i++)
		if (defined_as(tree_facts(csharp->tree, siblings->files[i]), name))
			links_add(links, siblings->files[i], EDGE_USE);
}

static void link_method(const struct csharp_links *csharp, uint32_t file, uint64_t name,
                        const struct view *view, struct links *links)
{
	const struct definer_set *set = definers_find(&csharp->methods, name);

	if (set && set->count == 1 && tree_may_use(csharp->tree, file, set->first) &&
	    can_see(view, tree_facts(csharp->tree, set->first)->package) &&
	    !defines(tree_facts(csharp->tree, file), name, 0))
		links_guess(links, set->first);
}

static void csharp_resolve(void *state, uint32_t file, struct links *links)
{
	const struct csharp_links *csharp = state;
	const struct facts *facts = tree_facts(csharp->tree, file);
	struct view view = { .count = 0 };
	struct siblings siblings;

	look_around(csharp, file, &view, links);
	find_siblings(csharp, file, &siblings);
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_MEMBER))
			link_name(csharp, file, reference->name, &view, &siblings, links);
		else if (reference->flags & REFERS_CALL)
			link_method(csharp, file, reference->name, &view, links);
	}
	hash_map_release(&view.aliases);
}

const struct resolver resolver_csharp = { csharp_open, csharp_resolve, csharp_close, NULL };
