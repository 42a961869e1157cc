/*
 * JavaScript and TypeScript: an import leads to a module, and each name taken
 * from it to the file that defines it, through `export … from`, `export *` and
 * names imported to be exported again.
 */
#include "bindings.h"
#include "exports.h"
#include "links.h"
#include "script_files.h"

enum { NAMESPACES_MAX = 32 }; /* of one file: `import * as name` */

struct script_links {
	struct tree *tree;
	struct script_files files;
	struct bindings bindings;
	struct exports exports;
	uint64_t default_name;
};

static void *script_open(struct tree *tree)
{
	struct script_links *script = memory_new(sizeof(*script));

	script->tree = tree;
	script->default_name = name_hash(TEXT("default"));
	script_files_init(&script->files, tree);
	bindings_init(&script->bindings, tree);
	exports_init(&script->exports, tree->count);
	return script;
}

static void script_close(void *state)
{
	struct script_links *script = state;

	script_files_release(&script->files);
	bindings_release(&script->bindings);
	exports_release(&script->exports);
	memory_free(script);
}

/* --- names that modules hand on --------------------------------------------------------- */

static uint32_t search(struct script_links *script, uint32_t file, uint64_t name, unsigned depth);

static bool takes_module(const struct import *import)
{
	return (import->flags & IMPORT_WILDCARD) || !import->name.size;
}

static uint32_t search_bound(struct script_links *script, uint32_t file,
                             const struct import *import, unsigned depth)
{
	uint32_t target = script_files_find(&script->files, file, import->target);
	uint32_t found;

	if (target == FILE_NONE)
		return file; /* from another project: here it becomes ours */
	if (takes_module(import))
		return target;
	found = search(script, target, name_hash(import->name), depth + 1);
	return found != FILE_NONE ? found : target;
}

/* The import that gives `file` this name; one that hands it on comes first. */
static const struct import *find_bound(struct script_links *script, uint32_t file, uint64_t name)
{
	const struct file_bindings *of = bindings_of(&script->bindings, file);
	const struct import *imports = tree_facts(script->tree, file)->imports;

	const struct import *found = NULL;

	for (uint32_t at = bindings_find(of, name); at < of->count && of->items[at].name == name;
	     at++) {
		const struct import *import = &imports[of->items[at].import];

		if (import->flags & IMPORT_REEXPORT)
			return import;
		found = import;
	}
	return found;
}

static uint32_t search_stars(struct script_links *script, uint32_t file, uint64_t name,
                             unsigned depth)
{
	const struct file_bindings *of = bindings_of(&script->bindings, file);
	const struct import *imports = tree_facts(script->tree, file)->imports;

	uint32_t unread = FILE_NONE;

	for (uint32_t i = 0; i < of->star_count; i++) {
		const struct import *import = &imports[of->stars[i]];
		uint32_t target, found = FILE_NONE;

		if (!(import->flags & IMPORT_REEXPORT))
			continue;
		target = script_files_find(&script->files, file, import->target);
		if (target == FILE_NONE)
			continue;
		found = search(script, target, name, depth + 1);
		if (found != FILE_NONE)
			return found;
		if (tree_facts(script->tree, target)->refusal)
			unread = target;
	}
	/* Nobody knows what a file defines that was too large to read. */
	return unread;
}

/* The file that defines what `file` exports as `name`, or FILE_NONE. */
static uint32_t search(struct script_links *script, uint32_t file, uint64_t name, unsigned depth)
{
	const struct import *import;
	uint32_t found = FILE_NONE;

	if (depth > EXPORTS_DEPTH_MAX || !exports_visit(&script->exports, file, name))
		return FILE_NONE;
	tree_look_into(script->tree, file);
	import = find_bound(script, file, name);
	if (import && (import->flags & IMPORT_REEXPORT))
		return search_bound(script, file, import, depth);
	if (!import && defines(tree_facts(script->tree, file), name, DEFINES_MEMBER))
		return file;
	/* `export *` leaves the default out. */
	if (name != script->default_name)
		found = search_stars(script, file, name, depth);
	/* An import that is not handed on itself may be for the file's own use. */
	return found == FILE_NONE && import ? search_bound(script, file, import, depth) : found;
}

static uint32_t follow(struct script_links *script, uint32_t file, uint64_t name)
{
	uint32_t found;

	if (exports_known(&script->exports, file, name, &found))
		return found;
	found = search(script, file, name, 0);
	exports_answer(&script->exports, file, name, found);
	return found;
}

/* --- the imports of a file ------------------------------------------------------------------ */

struct namespaces {
	struct {
		uint64_t name;
		uint32_t file;
	} items[NAMESPACES_MAX];
	size_t count;
};

static void link_import(struct script_links *script, uint32_t file, const struct import *import,
                        struct namespaces *namespaces, struct links *links)
{
	uint32_t target = script_files_find(&script->files, file, import->target);
	uint32_t found;

	if (target == FILE_NONE) {
		links->unresolved += script_files_owns(&script->files, file, import->target);
		return;
	}
	if (takes_module(import)) {
		links_add(links, target, EDGE_IMPORT);
		if (import->alias.size && namespaces->count < NAMESPACES_MAX) {
			namespaces->items[namespaces->count].name = name_hash(import->alias);
			namespaces->items[namespaces->count++].file = target;
		}
		return;
	}
	found = follow(script, target, name_hash(import->name));
	links_add(links, found != FILE_NONE ? found : target, EDGE_IMPORT);
}

/* `name.x`, where `name` stands for a whole module that may hand x on. */
static void link_through(struct script_links *script, uint32_t file,
                         const struct namespaces *namespaces, struct links *links)
{
	const struct facts *facts = tree_facts(script->tree, file);

	for (size_t i = 0; namespaces->count && i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		for (size_t k = 0; reference->qualifier && k < namespaces->count; k++) {
			uint32_t module = namespaces->items[k].file;
			uint32_t found;

			if (namespaces->items[k].name != reference->qualifier)
				continue;
			found = follow(script, module, reference->name);
			if (found != FILE_NONE && found != module)
				links_add(links, found, EDGE_USE);
		}
	}
}

static void script_resolve(void *state, uint32_t file, struct links *links)
{
	struct script_links *script = state;
	const struct facts *facts = tree_facts(script->tree, file);
	struct namespaces namespaces = { .count = 0 };

	for (size_t i = 0; i < facts->import_count; i++)
		link_import(script, file, &facts->imports[i], &namespaces, links);
	link_through(script, file, &namespaces, links);
}

const struct resolver resolver_script = { script_open, script_resolve, script_close, NULL };
