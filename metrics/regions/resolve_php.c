/*
 * PHP: a name is known by its namespace; `use` brings it in under its last
 * part, the own namespace needs no word, and functions fall back to the top.
 * Of several files that define a class composer's convention says which one is
 * loaded.  `include` names a path.
 */
#include <string.h>

#include "composer.h"
#include "definers.h"
#include "exports.h"
#include "links.h"
#include "namesakes.h"
#include "paths.h"

struct php_links {
	struct tree *tree;
	struct composer composer;
	struct namesakes namesakes;
	struct definers names;      /* of (namespace, name) */
	struct definers types;      /* by name alone */
	struct hash_map namespaces; /* that have a file here */
	struct bytes path;
};

static uint64_t key_of(struct text namespace, uint64_t name)
{
	return hash_mix(text_hash(namespace), name);
}

static struct text outer_part(struct text name)
{
	const char *joint = name.size ? memrchr(name.data, '\\', name.size) : NULL;

	return (struct text){ name.data, joint ? (size_t)(joint - name.data) : 0 };
}

static struct text last_part(struct text name)
{
	size_t outer = outer_part(name).size;
	size_t start = outer || text_starts(name, "\\") ? outer + 1 : 0;

	return (struct text){ name.data + start, name.size - start };
}

/* --- looking at the whole tree ------------------------------------------------------------ */

static void enter_file(struct php_links *php, uint32_t file)
{
	const struct facts *facts = tree_facts(php->tree, file);

	*hash_map_at(&php->namespaces, text_hash(facts->package)) = 1;
	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		if (definition->flags & DEFINES_MEMBER)
			continue;
		definers_add(&php->names, key_of(facts->package, definition->name), file,
		             definition->flags);
		if (definition->flags & DEFINES_TYPE)
			definers_add(&php->types, definition->name, file, definition->flags);
	}
}

static void *php_open(struct tree *tree)
{
	struct php_links *php = memory_new(sizeof(*php));

	php->tree = tree;
	composer_init(&php->composer, tree);
	namesakes_init(&php->namesakes, tree, LINKS_PHP);
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_PHP)
			enter_file(php, i);
	definers_seal(&php->names);
	definers_seal(&php->types);
	return php;
}

static void php_close(void *state)
{
	struct php_links *php = state;

	composer_release(&php->composer);
	namesakes_release(&php->namesakes);
	definers_release(&php->names);
	definers_release(&php->types);
	hash_map_release(&php->namespaces);
	bytes_release(&php->path);
	memory_free(php);
}

/* --- names -------------------------------------------------------------------------------- */

static uint32_t find_name(const struct php_links *php, uint32_t from, uint64_t key)
{
	const struct definer_set *set = definers_find(&php->names, key);
	uint32_t best = FILE_NONE;

	for (struct definer at = definers_first(&php->names, set); at.file != NOBODY;
	     at = definers_next(&php->names, at))
		if (tree_may_use(php->tree, from, at.file) &&
		    (best == FILE_NONE || tree_is_nearer(php->tree, from, at.file, best)))
			best = at.file;
	return best;
}

/* "A\B\C": by composer's convention, else whoever defines it. */
static uint32_t find_class(struct php_links *php, uint32_t from, struct text name)
{
	struct text namespace = outer_part(name);
	uint64_t last = name_hash(last_part(name));
	uint32_t file = composer_find(&php->composer, namespace, last_part(name));

	if (file != FILE_NONE && defined_as(tree_facts(php->tree, file), last))
		return file;
	return find_name(php, from, key_of(namespace, last));
}

/* --- imports ------------------------------------------------------------------------------- */

static uint32_t find_included(struct php_links *php, uint32_t from, struct text target)
{
	uint32_t found = FILE_NONE;

	if (text_starts(target, "/"))
		return FILE_NONE;
	if (path_join(&php->path, tree_home(php->tree, from)->path, target))
		found = tree_file(php->tree, bytes_text(&php->path));
	if (found != FILE_NONE || text_starts(target, "."))
		return found;
	return namesakes_find(&php->namesakes, from, target);
}

/* `use A\B` may take a namespace, to say `B\C` later. */
static void link_use(struct php_links *php, uint32_t file, const struct import *import,
                     struct links *links)
{
	struct text target = import->target;
	bool is_member = import->name.size > 0;
	uint32_t found = is_member ? find_name(php, file, key_of(target, name_hash(import->name)))
	                           : find_class(php, file, target);
	struct text namespace = is_member ? target : outer_part(target);

	links_add(links, found, EDGE_IMPORT);
	if (found == FILE_NONE && namespace.size &&
	    hash_map_get(&php->namespaces, text_hash(target)) == MAP_NONE &&
	    hash_map_get(&php->namespaces, text_hash(namespace)) != MAP_NONE)
		links->unresolved++;
}

static void link_import(struct php_links *php, uint32_t file, const struct import *import,
                        struct links *links)
{
	uint32_t found;

	if (import->kind != IMPORT_PATH) {
		link_use(php, file, import, links);
		return;
	}
	found = find_included(php, file, import->target);
	links_add(links, found, EDGE_IMPORT);
	links->unresolved += found == FILE_NONE && text_starts(import->target, ".");
}

/* --- references ------------------------------------------------------------------------------ */

static uint64_t local_name(const struct import *import)
{
	if (import->alias.size)
		return name_hash(import->alias);
	return name_hash(import->name.size ? import->name : last_part(import->target));
}

static void link_name(const struct php_links *php, uint32_t file, uint64_t name,
                      struct links *links)
{
	const struct facts *facts = tree_facts(php->tree, file);
	const struct definer_set *set;
	uint32_t found;

	if (defines(facts, name, DEFINES_MEMBER))
		return;
	found = find_name(php, file, key_of(facts->package, name));
	if (found == FILE_NONE && facts->package.size)
		found = find_name(php, file, key_of(TEXT(""), name));
	links_add(links, found, EDGE_USE);
	if (found != FILE_NONE)
		return;
	/* `\A\B\C` written out in the code: only its last part is known here. */
	set = definers_find(&php->types, name);
	if (set && set->count == 1 && tree_may_use(php->tree, file, set->first))
		links_guess(links, set->first);
}

static void php_resolve(void *state, uint32_t file, struct links *links)
{
	struct php_links *php = state;
	const struct facts *facts = tree_facts(php->tree, file);
	struct hash_map imported = HASH_MAP_INIT;

	for (size_t i = 0; i < facts->import_count; i++) {
		link_import(php, file, &facts->imports[i], links);
		if (facts->imports[i].kind == IMPORT_MODULE)
			*hash_map_at(&imported, local_name(&facts->imports[i])) = 1;
	}
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_MEMBER) &&
		    hash_map_get(&imported, reference->name) == MAP_NONE)
			link_name(php, file, reference->name, links);
	}
	hash_map_release(&imported);
}

const struct resolver resolver_php = { php_open, php_resolve, php_close, NULL };
