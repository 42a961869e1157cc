#include "rust_crates.h"

#include <string.h>

#include "cargo.h"
#include "conventions.h"
#include "paths.h"

enum { NAMESAKES_MAX = 64 };

/* --- Cargo.toml ----------------------------------------------------------------------- */

/* The name of a package as code spells it. */
static uint64_t code_name(struct text name)
{
	struct bytes spelled = BYTES_INIT;
	uint64_t hash;

	bytes_add_text(&spelled, name);
	for (size_t i = 0; i < spelled.size; i++)
		if (spelled.data[i] == '-')
			spelled.data[i] = '_';
	hash = name_hash(bytes_text(&spelled));
	bytes_release(&spelled);
	return hash;
}

struct manifest {
	struct crates *crates;
	struct crate *crate;
	struct text package, library; /* names */
	struct text path;             /* of the library, as written */
};

static bool is_dependency_table(struct text table)
{
	return memmem(table.data, table.size, "dependencies.", strlen("dependencies.")) != NULL;
}

static struct text last_key(struct text table)
{
	const char *dot = memrchr(table.data, '.', table.size);
	size_t at = dot ? (size_t)(dot - table.data) + 1 : 0;

	return (struct text){ table.data + at, table.size - at };
}

/* `name = { path = "…" }` and `name = { package = "…" }` */
static void read_dependency(struct manifest *manifest, struct text table, struct text key,
                            struct text value)
{
	struct crates *crates = manifest->crates;
	uint64_t name = code_name(last_key(table));
	struct crate_alias *alias = manifest->crate->aliases;

	if (!text_is(key, "path") && !text_is(key, "package"))
		return;
	if (!alias || alias->name != name) {
		alias = arena_new(crates->tree->arena, sizeof(*alias));
		alias->name = name;
		alias->next = manifest->crate->aliases;
		manifest->crate->aliases = alias;
	}
	if (text_is(key, "package"))
		alias->package = code_name(value);
	else if (path_join(&crates->path, manifest->crate->folder, value))
		alias->folder = arena_text(crates->tree->arena, bytes_text(&crates->path));
}

/* `path` of a [[bin]], [[test]] …: the root of a target that lies where nobody looks. */
static void read_target(struct manifest *manifest, struct text path)
{
	struct crates *crates = manifest->crates;
	uint32_t file = FILE_NONE;

	if (path_join(&crates->path, manifest->crate->folder, path))
		file = tree_file(crates->tree, bytes_text(&crates->path));
	if (file == FILE_NONE)
		return;
	crates->targets = array_grow(crates->targets, &crates->target_capacity,
	                             crates->target_count, sizeof(*crates->targets));
	crates->targets[crates->target_count++] = file;
}

static bool is_target_table(struct text table)
{
	return text_is(table, "bin") || text_is(table, "test") || text_is(table, "example") ||
	       text_is(table, "bench");
}

static void read_value(void *context, struct text table, struct text key, struct text value)
{
	struct manifest *manifest = context;

	if (text_is(table, "package") && text_is(key, "name"))
		manifest->package = value;
	else if (text_is(table, "lib") && text_is(key, "name"))
		manifest->library = value;
	else if (text_is(table, "lib") && text_is(key, "path"))
		manifest->path = value;
	else if (is_target_table(table) && text_is(key, "path"))
		read_target(manifest, value);
	else if (is_dependency_table(table))
		read_dependency(manifest, table, key, value);
}

static void read_crate(struct crates *crates, const struct guide_file *guide)
{
	struct crate crate = {
		.folder = path_folder(guide->path),
		.file_class = (uint8_t)class_by_convention(guide->path, 0),
		.root = FILE_NONE,
	};
	struct manifest manifest = { .crates = crates,
		                     .crate = &crate,
		                     .path = TEXT("src/lib.rs") };
	uint32_t *first;

	cargo_read(guide->content, read_value, &manifest);
	if (!manifest.package.size)
		return; /* a workspace and nothing else */
	crate.name = code_name(manifest.library.size ? manifest.library : manifest.package);
	if (path_join(&crates->path, crate.folder, manifest.path))
		crate.root = tree_file(crates->tree, bytes_text(&crates->path));
	first = hash_map_at(&crates->by_name, crate.name);
	crate.next = *first;
	*first = (uint32_t)crates->count;
	*text_map_at(&crates->by_folder, crate.folder) = (uint32_t)crates->count;
	crates->list =
		array_grow(crates->list, &crates->capacity, crates->count, sizeof(*crates->list));
	crates->list[crates->count++] = crate;
}

/* --- modules -------------------------------------------------------------------------- */

static bool is_rust(const struct crates *crates, uint32_t file)
{
	return file != FILE_NONE && tree_style(crates->tree, file) == LINKS_RUST;
}

static uint64_t child_key(uint32_t file, uint64_t name)
{
	return hash_mix(name, file);
}

/* The folder that holds the modules of `file`, into crates->path. */
static void modules_folder(struct crates *crates, uint32_t file)
{
	struct text path = tree_path(crates->tree, file);
	struct text stem = path_stem(path);
	bool whole = crates->parent[file] == FILE_NONE || text_is(stem, "mod");

	path_join(&crates->path, path_folder(path), whole ? TEXT("") : stem);
}

static uint32_t find_module(struct crates *crates, uint32_t file, struct text name)
{
	size_t size;
	uint32_t found;

	modules_folder(crates, file);
	if (crates->path.size)
		bytes_add_char(&crates->path, '/');
	bytes_add_text(&crates->path, name);
	size = crates->path.size;
	bytes_add_string(&crates->path, ".rs");
	found = tree_file(crates->tree, bytes_text(&crates->path));
	if (found != FILE_NONE)
		return found;
	crates->path.size = size;
	bytes_add_string(&crates->path, "/mod.rs");
	return tree_file(crates->tree, bytes_text(&crates->path));
}

static uint32_t crate_around(const struct crates *crates, uint32_t file)
{
	struct text folder = path_folder(tree_path(crates->tree, file));

	for (;;) {
		uint32_t at = text_map_get(&crates->by_folder, folder);

		if (at != MAP_NONE)
			return at;
		if (!folder.size)
			return CRATE_NONE;
		folder = path_folder(folder);
	}
}

/* Gives `file` its place in the tree of modules; false: it has one. */
static bool place_module(struct crates *crates, uint32_t file, uint32_t parent)
{
	uint32_t folder;

	if (!is_rust(crates, file) || crates->root[file] != FILE_NONE)
		return false;
	crates->parent[file] = parent;
	crates->root[file] = parent == FILE_NONE ? file : crates->root[parent];
	crates->crate_of[file] =
		parent == FILE_NONE ? crate_around(crates, file) : crates->crate_of[parent];
	modules_folder(crates, file);
	folder = tree_folder(crates->tree, bytes_text(&crates->path));
	if (folder != FOLDER_NONE) {
		uint32_t *owner = hash_map_at(&crates->owners, folder);

		if (*owner == MAP_NONE)
			*owner = file;
	}
	return true;
}

/* Places a module and all that it declares, and what those declare. */
static void grow(struct crates *crates, uint32_t start, uint32_t parent)
{
	size_t head = 0, tail = 0;

	if (!place_module(crates, start, parent))
		return;
	crates->queue[tail++] = start;
	while (head < tail) {
		uint32_t file = crates->queue[head++];
		const struct facts *facts = tree_facts(crates->tree, file);

		for (size_t i = 0; i < facts->import_count; i++) {
			const struct import *import = &facts->imports[i];
			uint32_t child;

			if (import->kind != IMPORT_STRUCTURE)
				continue;
			child = find_module(crates, file, import->target);
			if (!is_rust(crates, child))
				continue;
			*hash_map_at(&crates->children,
			             child_key(file, name_hash(import->target))) = child;
			if (place_module(crates, child, file))
				crates->queue[tail++] = child;
		}
	}
}

/* src/main.rs, src/bin/x.rs, tests/x.rs, build.rs: the roots that Cargo finds by itself. */
static bool is_usual_root(const struct crates *crates, uint32_t file)
{
	static const char *const folders[] = { "src/bin", "tests", "examples", "benches" };
	struct text path = tree_path(crates->tree, file);
	struct text name = path_name(path);
	struct text folder = path_folder(path);
	uint32_t around = crate_around(crates, file);

	if (around == CRATE_NONE)
		return false;
	if (crates->list[around].folder.size) {
		size_t size = crates->list[around].folder.size + 1;

		folder = folder.size < size
		                 ? TEXT("")
		                 : (struct text){ folder.data + size, folder.size - size };
	}
	if (text_is(folder, "src"))
		return text_is(name, "main.rs") || text_is(name, "lib.rs");
	if (!folder.size)
		return text_is(name, "build.rs");
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (text_is(folder, folders[i]) ||
		    (text_is(path_folder(folder), folders[i]) && text_is(name, "main.rs")))
			return true;
	return false;
}

/* No `mod` was found for it: a macro may have declared it. */
static void place_by_folder(struct crates *crates, uint32_t file)
{
	bool whole = text_is(path_stem(tree_path(crates->tree, file)), "mod");
	uint32_t folder = crates->tree->folder_of[file];
	struct text name = path_stem(tree_path(crates->tree, file));
	uint32_t owner = MAP_NONE;

	if (whole) {
		name = path_name(crates->tree->folders[folder].path);
		folder = crates->tree->folders[folder].parent;
	}
	for (; folder != FOLDER_NONE && owner == MAP_NONE;
	     folder = crates->tree->folders[folder].parent)
		owner = hash_map_get(&crates->owners, folder);
	if (owner == MAP_NONE) {
		grow(crates, file, FILE_NONE);
		return;
	}
	*hash_map_at(&crates->children, child_key(owner, name_hash(name))) = file;
	grow(crates, file, owner);
}

void crates_init(struct crates *crates, struct tree *tree)
{
	*crates = (struct crates){
		.tree = tree,
		.parent = memory_new(tree->count * sizeof(uint32_t)),
		.root = memory_new(tree->count * sizeof(uint32_t)),
		.crate_of = memory_new(tree->count * sizeof(uint32_t)),
		.queue = memory_new(tree->count * sizeof(uint32_t)),
	};
	for (size_t i = 0; i < tree->count; i++)
		crates->parent[i] = crates->root[i] = crates->crate_of[i] = FILE_NONE;
	for (size_t i = 0; i < tree->guide_count; i++)
		if (text_is(path_name(tree->guides[i].path), "Cargo.toml"))
			read_crate(crates, &tree->guides[i]);
	for (size_t i = 0; i < crates->count; i++)
		if (is_rust(crates, crates->list[i].root))
			grow(crates, crates->list[i].root, FILE_NONE);
	for (size_t i = 0; i < crates->target_count; i++)
		if (is_rust(crates, crates->targets[i]))
			grow(crates, crates->targets[i], FILE_NONE);
	for (uint32_t i = 0; i < tree->count; i++)
		if (is_rust(crates, i) && is_usual_root(crates, i))
			grow(crates, i, FILE_NONE);
	for (uint32_t i = 0; i < tree->count; i++)
		if (is_rust(crates, i) && crates->root[i] == FILE_NONE)
			place_by_folder(crates, i);
}

void crates_release(struct crates *crates)
{
	memory_free(crates->list);
	memory_free(crates->targets);
	memory_free(crates->parent);
	memory_free(crates->root);
	memory_free(crates->crate_of);
	memory_free(crates->queue);
	hash_map_release(&crates->by_name);
	hash_map_release(&crates->children);
	hash_map_release(&crates->owners);
	text_map_release(&crates->by_folder);
	bytes_release(&crates->path);
}

/* --- questions ------------------------------------------------------------------------- */

uint32_t crates_child(const struct crates *crates, uint32_t file, uint64_t name)
{
	return hash_map_get(&crates->children, child_key(file, name));
}

static uint32_t nearest_named(const struct crates *crates, uint32_t from, uint64_t name)
{
	uint32_t at = hash_map_get(&crates->by_name, name);
	const struct crate *nearest = NULL;
	struct text here = tree_path(crates->tree, from);

	for (size_t i = 0; at != MAP_NONE && i < NAMESAKES_MAX; i++) {
		const struct crate *crate = &crates->list[at];

		at = crate->next;
		if (crate->root != FILE_NONE &&
		    tree_may_use_class(crates->tree, from, crate->file_class) &&
		    (!nearest || path_is_nearer(here, crate->folder, nearest->folder)))
			nearest = crate;
	}
	return nearest ? nearest->root : FILE_NONE;
}

uint32_t crates_named(const struct crates *crates, uint32_t from, uint64_t name)
{
	uint32_t own = crates->crate_of[from];
	const struct crate_alias *alias = own == CRATE_NONE ? NULL : crates->list[own].aliases;

	while (alias && alias->name != name)
		alias = alias->next;
	if (alias && alias->folder.size) {
		uint32_t at = text_map_get(&crates->by_folder, alias->folder);

		if (at != MAP_NONE)
			return crates->list[at].root;
	}
	return nearest_named(crates, from, alias && alias->package ? alias->package : name);
}
