#include "python_modules.h"

#include "paths.h"
#include "python_library.h"

enum { ROOTS_MAX = 64 }; /* of one name that are compared */

bool module_exists(struct module module)
{
	return module.file != FILE_NONE || module.folder != FOLDER_NONE;
}

bool modules_is_package(const struct modules *modules, uint32_t file)
{
	return modules->package[modules->tree->folder_of[file]] == file;
}

/* "b" of "b.c", which becomes "c". */
static struct text take_part(struct text *dotted)
{
	struct text part = { dotted->data, 0 };

	while (part.size < dotted->size && dotted->data[part.size] != '.')
		part.size++;
	dotted->data += part.size;
	dotted->size -= part.size;
	if (dotted->size) {
		dotted->data++;
		dotted->size--;
	}
	return part;
}

/* --- roots ---------------------------------------------------------------------------- */

/* The folder that must be on sys.path for a file of `folder` to be found. */
static uint32_t root_of(const struct modules *modules, uint32_t folder)
{
	while (modules->package[folder] != FILE_NONE &&
	       modules->tree->folders[folder].parent != FOLDER_NONE)
		folder = modules->tree->folders[folder].parent;
	return folder;
}

static void enter_root(struct modules *modules, struct hash_map *seen, uint32_t folder,
                       struct text name, uint32_t file)
{
	uint64_t hash = name_hash(name);
	uint32_t *known = hash_map_at(seen, hash_mix(hash, folder));
	uint32_t *first;

	if (*known != MAP_NONE)
		return;
	*known = 1;
	first = hash_map_at(&modules->first_names, hash);
	modules->roots = array_grow(modules->roots, &modules->root_capacity, modules->root_count,
	                            sizeof(*modules->roots));
	modules->roots[modules->root_count] = (struct module_root){ folder, file, *first };
	*first = (uint32_t)modules->root_count++;
}

/* The outermost package of a file, or the module itself, is what others name first.  A package is
 * entered with its own file, so that the order of roots is that of their files. */
static void enter_file(struct modules *modules, struct hash_map *seen, uint32_t file)
{
	const struct tree *tree = modules->tree;
	uint32_t folder = tree->folder_of[file];
	uint32_t outermost = FOLDER_NONE;

	while (modules->package[folder] != FILE_NONE &&
	       tree->folders[folder].parent != FOLDER_NONE) {
		outermost = folder;
		folder = tree->folders[folder].parent;
	}
	if (outermost == FOLDER_NONE)
		enter_root(modules, seen, folder, path_stem(tree_path(tree, file)), file);
	else if (modules->package[outermost] == file)
		enter_root(modules, seen, folder, path_name(tree->folders[outermost].path), file);
}

void modules_init(struct modules *modules, struct tree *tree)
{
	struct hash_map seen = HASH_MAP_INIT;

	*modules = (struct modules){
		.tree = tree,
		.package = memory_new(tree->folder_count * sizeof(uint32_t)),
	};
	for (size_t i = 0; i < tree->folder_count; i++)
		modules->package[i] = FILE_NONE;
	for (uint32_t i = 0; i < tree->count; i++) {
		uint32_t *package = &modules->package[tree->folder_of[i]];
		struct text name = path_name(tree_path(tree, i));

		if (tree_style(tree, i) != LINKS_PYTHON)
			continue;
		if (text_is(name, "__init__.py") ||
		    (text_is(name, "__init__.pyi") && *package == FILE_NONE))
			*package = i;
	}
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_PYTHON)
			enter_file(modules, &seen, i);
	hash_map_release(&seen);
}

void modules_release(struct modules *modules)
{
	memory_free(modules->package);
	memory_free(modules->found);
	memory_free(modules->roots);
	hash_map_release(&modules->children);
	hash_map_release(&modules->targets);
	hash_map_release(&modules->first_names);
	bytes_release(&modules->path);
}

/* --- one step --------------------------------------------------------------------------- */

static uint32_t keep(struct modules *modules, struct module module)
{
	modules->found = array_grow(modules->found, &modules->found_capacity, modules->found_count,
	                            sizeof(*modules->found));
	modules->found[modules->found_count] = module;
	return (uint32_t)modules->found_count++;
}

static uint32_t python_file(const struct modules *modules, struct text path)
{
	uint32_t file = tree_file(modules->tree, path);

	if (file != FILE_NONE && tree_style(modules->tree, file) != LINKS_PYTHON)
		return FILE_NONE;
	return file;
}

/* As Python looks: a package, else a module, else a folder without __init__. */
static struct module look_up(struct modules *modules, uint32_t folder, struct text name)
{
	struct bytes *path = &modules->path;
	struct module module = MODULE_NONE;

	if (!path_join(path, modules->tree->folders[folder].path, name))
		return module;
	module.folder = tree_folder(modules->tree, bytes_text(path));
	if (module.folder != FOLDER_NONE) {
		module.file = modules->package[module.folder];
		if (module.file != FILE_NONE)
			return module;
	}
	bytes_add_string(path, ".py");
	module.file = python_file(modules, bytes_text(path));
	if (module.file == FILE_NONE) {
		bytes_add_char(path, 'i');
		module.file = python_file(modules, bytes_text(path));
	}
	if (module.file != FILE_NONE)
		module.folder = FOLDER_NONE;
	return module;
}

struct module modules_child(struct modules *modules, uint32_t folder, struct text name)
{
	uint64_t key = hash_mix(name_hash(name), folder);
	uint32_t known = hash_map_get(&modules->children, key);

	if (folder == FOLDER_NONE || !name.size)
		return MODULE_NONE;
	if (known == MAP_NONE) {
		known = keep(modules, look_up(modules, folder, name));
		*hash_map_at(&modules->children, key) = known;
	}
	return modules->found[known];
}

/* --- the whole way ------------------------------------------------------------------------ */

static struct module walk(struct modules *modules, uint32_t folder, struct text dotted)
{
	struct module module = { FILE_NONE, folder };

	if (folder != FOLDER_NONE)
		module.file = modules->package[folder];
	while (dotted.size && module.folder != FOLDER_NONE)
		module = modules_child(modules, module.folder, take_part(&dotted));
	return dotted.size ? MODULE_NONE : module;
}

static struct module find_relative(struct modules *modules, uint32_t from, struct text target)
{
	uint32_t folder = modules->tree->folder_of[from];
	size_t dots = 1;

	for (; dots < target.size && target.data[dots] == '.'; dots++)
		if (folder != FOLDER_NONE)
			folder = modules->tree->folders[folder].parent;
	target.data += dots;
	target.size -= dots;
	if (folder == FOLDER_NONE)
		return MODULE_NONE;
	return walk(modules, folder, target);
}

/* A module outside of any package is found from its own folder, from below
 * it, and where people put the roots of their trees. */
static bool can_see(const struct modules *modules, uint32_t from, const struct module_root *root)
{
	const struct tree *tree = modules->tree;
	struct text path = tree->folders[root->folder].path;

	if (!tree_may_use(tree, from, root->file))
		return false;
	if (modules_is_package(modules, root->file))
		return true;
	return path_is_in(tree_path(tree, from), path) || text_is(path, "src") ||
	       text_is(path, "lib") || text_is(path, "python");
}

static struct module find_from_roots(struct modules *modules, uint32_t from, struct text first,
                                     struct text target)
{
	uint32_t at = hash_map_get(&modules->first_names, name_hash(first));
	uint32_t nearest = MAP_NONE;

	for (size_t i = 0; at != MAP_NONE && i < ROOTS_MAX; i++, at = modules->roots[at].next) {
		if (!can_see(modules, from, &modules->roots[at]))
			continue;
		if (nearest == MAP_NONE ||
		    tree_is_nearer(modules->tree, from, modules->roots[at].file,
		                   modules->roots[nearest].file))
			nearest = at;
	}
	if (nearest == MAP_NONE)
		return MODULE_NONE;
	return walk(modules, modules->roots[nearest].folder, target);
}

/* Folders without __init__.py, from the file's root up, then where roots often are. */
static struct module find_in_namespaces(struct modules *modules, uint32_t root, struct text target)
{
	static const char *const usual[] = { "src", "lib", "python" };
	struct module module;

	for (uint32_t at = root; at != FOLDER_NONE; at = modules->tree->folders[at].parent) {
		module = walk(modules, at, target);
		if (module_exists(module))
			return module;
	}
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		module = walk(modules, tree_folder(modules->tree, text_of(usual[i])), target);
		if (module_exists(module))
			return module;
	}
	return MODULE_NONE;
}

static struct module find_absolute(struct modules *modules, uint32_t from, struct text target)
{
	uint32_t root = root_of(modules, modules->tree->folder_of[from]);
	struct module module = walk(modules, root, target);
	struct text rest = target;
	struct text first = take_part(&rest);

	if (module.file != FILE_NONE || is_python_library(first))
		return module;
	module = find_from_roots(modules, from, first, target);
	if (module_exists(module))
		return module;
	return find_in_namespaces(modules, root, target);
}

struct module modules_find(struct modules *modules, uint32_t from, struct text target)
{
	const struct tree *tree = modules->tree;
	uint64_t place = (uint64_t)tree->folder_of[from] << 8 | tree->classes[from];
	uint64_t key = hash_mix(text_hash(target), place);
	uint32_t known = hash_map_get(&modules->targets, key);

	if (known == MAP_NONE) {
		known = keep(modules, text_starts(target, ".")
		                              ? find_relative(modules, from, target)
		                              : find_absolute(modules, from, target));
		*hash_map_at(&modules->targets, key) = known;
	}
	return modules->found[known];
}

bool modules_owns(const struct modules *modules, struct text target)
{
	struct text first = take_part(&target);
	uint32_t at;

	if (!first.size)
		return true;
	at = hash_map_get(&modules->first_names, name_hash(first));
	return at != MAP_NONE && modules_is_package(modules, modules->roots[at].file);
}
