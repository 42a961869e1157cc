/*
 * Python: an import leads to a module, and a name taken from a package to the
 * file that defines it, through whatever __init__.py hands on.  Where a plain
 * module has the name from elsewhere, the module it was asked of is meant.
 */
#include "bindings.h"
#include "exports.h"
#include "links.h"
#include "python_modules.h"

enum { PACKAGES_MAX = 32 }; /* imported as a whole by one file, and looked into */

struct python_links {
	struct tree *tree;
	struct modules modules;
	struct bindings bindings;
	struct exports exports;
};

static void *python_open(struct tree *tree)
{
	struct python_links *python = memory_new(sizeof(*python));

	python->tree = tree;
	modules_init(&python->modules, tree);
	bindings_init(&python->bindings, tree);
	exports_init(&python->exports, tree->count);
	return python;
}

static void python_close(void *state)
{
	struct python_links *python = state;

	modules_release(&python->modules);
	bindings_release(&python->bindings);
	exports_release(&python->exports);
	memory_free(python);
}

/* --- names that packages hand on ------------------------------------------------------- */

static uint32_t search(struct python_links *python, uint32_t file, uint64_t name, unsigned depth);

/* What `from target import name` in `file` brings; `hash` is that of name. */
static uint32_t search_taken(struct python_links *python, uint32_t file,
                             const struct import *import, unsigned depth)
{
	struct module module = modules_find(&python->modules, file, import->target);
	uint32_t found = FILE_NONE;

	if (!module_exists(module))
		return file; /* from another project: here it becomes ours */
	if (!import->name.size || module.folder == FOLDER_NONE)
		return module.file != FILE_NONE ? module.file : file;
	if (module.file != FILE_NONE)
		found = search(python, module.file, name_hash(import->name), depth + 1);
	if (found == FILE_NONE)
		found = modules_child(&python->modules, module.folder, import->name).file;
	return found != FILE_NONE ? found : module.file;
}

/* What the imports of `file` bind to `name`.  Of several, in the arms of a try,
 * the one that leads into this tree is meant. */
static uint32_t search_bound(struct python_links *python, uint32_t file, uint64_t name,
                             unsigned depth)
{
	const struct file_bindings *of = bindings_of(&python->bindings, file);
	const struct import *imports = tree_facts(python->tree, file)->imports;
	uint32_t at = bindings_find(of, name);
	uint32_t found = FILE_NONE;

	if (at < of->count && !modules_is_package(&python->modules, file))
		return file;
	for (; at < of->count && of->items[at].name == name; at++) {
		found = search_taken(python, file, &imports[of->items[at].import], depth);
		if (found != file)
			break;
	}
	return found;
}

static uint32_t search_stars(struct python_links *python, uint32_t file, uint64_t name,
                             unsigned depth)
{
	const struct file_bindings *of = bindings_of(&python->bindings, file);
	const struct facts *facts = tree_facts(python->tree, file);

	for (uint32_t i = 0; i < of->star_count; i++) {
		struct text target = facts->imports[of->stars[i]].target;
		struct module module = modules_find(&python->modules, file, target);
		uint32_t found = FILE_NONE;

		if (module.file != FILE_NONE)
			found = search(python, module.file, name, depth + 1);
		if (found != FILE_NONE)
			return found;
	}
	return FILE_NONE;
}

/* The file that defines what `file` calls `name`, or FILE_NONE. */
static uint32_t search(struct python_links *python, uint32_t file, uint64_t name, unsigned depth)
{
	uint32_t found;

	if (depth > EXPORTS_DEPTH_MAX || !exports_visit(&python->exports, file, name))
		return FILE_NONE;
	tree_look_into(python->tree, file);
	if (defines(tree_facts(python->tree, file), name, DEFINES_MEMBER))
		return file;
	found = search_bound(python, file, name, depth);
	return found != FILE_NONE ? found : search_stars(python, file, name, depth);
}

/* As search, with every answer kept. */
static uint32_t follow(struct python_links *python, uint32_t file, uint64_t name)
{
	uint32_t found;

	if (exports_known(&python->exports, file, name, &found))
		return found;
	found = search(python, file, name, 0);
	exports_answer(&python->exports, file, name, found);
	return found;
}

/* --- the imports of a file ----------------------------------------------------------------- */

/* A package that the file knows by a name: `name.x` may lead through it. */
struct known_package {
	uint64_t name;
	uint32_t file;
};

struct known_packages {
	struct known_package items[PACKAGES_MAX];
	size_t count;
	uint32_t stars[PACKAGES_MAX]; /* packages all of whose names are taken */
	size_t star_count;
};

static void know(const struct python_links *python, struct known_packages *known, uint64_t name,
                 uint32_t file)
{
	if (file != FILE_NONE && known->count < PACKAGES_MAX &&
	    modules_is_package(&python->modules, file))
		known->items[known->count++] = (struct known_package){ name, file };
}

static struct text first_part(struct text dotted)
{
	for (size_t i = 0; i < dotted.size; i++)
		if (dotted.data[i] == '.')
			return (struct text){ dotted.data, i };
	return dotted;
}

static struct text last_part(struct text dotted)
{
	for (size_t i = dotted.size; i-- > 0;)
		if (dotted.data[i] == '.')
			return (struct text){ dotted.data + i + 1, dotted.size - i - 1 };
	return dotted;
}

/* `import a.b` or `import a.b as c` */
static void link_module(struct python_links *python, uint32_t file, const struct import *import,
                        struct module module, struct known_packages *known, struct links *links)
{
	struct text first = first_part(import->target);

	links_add(links, module.file, EDGE_IMPORT);
	if (import->alias.size) {
		know(python, known, name_hash(import->alias), module.file);
		return;
	}
	know(python, known, name_hash(last_part(import->target)), module.file);
	if (first.size && first.size < import->target.size)
		know(python, known, name_hash(first),
		     modules_find(&python->modules, file, first).file);
}

/* `from package import name`: what the package defines or hands on, else its module. */
static void link_name(struct python_links *python, const struct import *import,
                      struct module module, struct known_packages *known, struct links *links)
{
	uint32_t found = FILE_NONE;
	struct module child;

	if (module.file != FILE_NONE)
		found = follow(python, module.file, name_hash(import->name));
	if (found != FILE_NONE) {
		links_add(links, found, EDGE_IMPORT);
		know(python, known, import_binding(import), found);
		return;
	}
	child = modules_child(&python->modules, module.folder, import->name);
	if (child.file == FILE_NONE && module.file == FILE_NONE)
		links->unresolved++;
	links_add(links, child.file != FILE_NONE ? child.file : module.file, EDGE_IMPORT);
	know(python, known, import_binding(import), child.file);
}

static void link_import(struct python_links *python, uint32_t file, const struct import *import,
                        struct known_packages *known, struct links *links)
{
	struct module module = modules_find(&python->modules, file, import->target);

	if (!module_exists(module)) {
		links->unresolved += modules_owns(&python->modules, import->target);
		return;
	}
	if (is_star(import)) {
		links_add(links, module.file, EDGE_IMPORT);
		if (module.file != FILE_NONE && known->star_count < PACKAGES_MAX &&
		    modules_is_package(&python->modules, module.file))
			known->stars[known->star_count++] = module.file;
	} else if (!import->name.size) {
		link_module(python, file, import, module, known, links);
	} else if (module.folder == FOLDER_NONE) {
		links_add(links, module.file, EDGE_IMPORT);
	} else {
		link_name(python, import, module, known, links);
	}
}

/* --- names used through packages ----------------------------------------------------------- */

static void link_through(struct python_links *python, uint32_t package, uint64_t name,
                         struct links *links)
{
	uint32_t found = follow(python, package, name);

	if (found != FILE_NONE && found != package)
		links_add(links, found, EDGE_USE);
}

static void link_uses(struct python_links *python, uint32_t file,
                      const struct known_packages *known, struct links *links)
{
	const struct facts *facts = tree_facts(python->tree, file);

	/* Tests and examples import the whole package and use all of it: their
	 * links would be many and count nowhere. */
	if (python->tree->classes[file] != FILE_SOURCE || (!known->count && !known->star_count))
		return;
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		for (size_t k = 0; reference->qualifier && k < known->count; k++)
			if (known->items[k].name == reference->qualifier)
				link_through(python, known->items[k].file, reference->name, links);
		if (reference->flags & REFERS_MEMBER || !known->star_count ||
		    defines(facts, reference->name, DEFINES_MEMBER))
			continue;
		for (size_t k = 0; k < known->star_count; k++)
			link_through(python, known->stars[k], reference->name, links);
	}
}

static void python_resolve(void *state, uint32_t file, struct links *links)
{
	struct python_links *python = state;
	const struct facts *facts = tree_facts(python->tree, file);
	struct known_packages known = { .count = 0 };

	for (size_t i = 0; i < facts->import_count; i++)
		link_import(python, file, &facts->imports[i], &known, links);
	link_uses(python, file, &known, links);
}

const struct resolver resolver_python = { python_open, python_resolve, python_close, NULL };
