/*
 * Go: a package is a folder, so an import alone says little.  `pkg.Name` leads
 * to the file of that folder which defines Name, a bare name to the file of
 * the own folder which does, and a method to its file where no other file of
 * the tree has a method of that name and the package can be reached by imports.
 */
#include "bindings.h"
#include "definers.h"
#include "exports.h"
#include "go_methods.h"
#include "go_modules.h"
#include "links.h"
#include "paths.h"
#include "platform.h"

enum {
	PACKAGES_MAX = 128,    /* imported by one file and looked into */
	DEFINED_IN_TEST = 1 << 7, /* beside DEFINES_*: in a file named _test.go */
};

struct go_links {
	struct tree *tree;
	struct go_modules modules;
	struct go_methods methods;
	struct definers names; /* of (folder, name) */
};

static bool is_test(const struct tree *tree, uint32_t file)
{
	return text_ends(tree_path(tree, file), "_test.go");
}

static uint64_t key_of(uint32_t folder, uint64_t name)
{
	return hash_mix(name, folder);
}

/* --- looking at the whole tree ---------------------------------------------------------- */

static void enter_file(struct go_links *go, uint32_t file)
{
	const struct facts *facts = tree_facts(go->tree, file);
	uint32_t folder = go->tree->folder_of[file];
	uint8_t test = is_test(go->tree, file) ? DEFINED_IN_TEST : 0;

	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		definers_add(&go->names, key_of(folder, definition->name), file,
		             definition->flags | test);
		if (!test)
			go_methods_add(&go->methods, definition, file);
	}
}

static void enter_imports(struct go_links *go, uint32_t file)
{
	const struct facts *facts = tree_facts(go->tree, file);

	for (size_t i = 0; i < facts->import_count && !is_test(go->tree, file); i++)
		go_methods_connect(&go->methods, go->tree->folder_of[file],
		                   go_modules_find(&go->modules, file, facts->imports[i].target));
}

static void *go_open(struct tree *tree)
{
	struct go_links *go = memory_new(sizeof(*go));

	go->tree = tree;
	go_modules_init(&go->modules, tree);
	go_methods_init(&go->methods, tree);
	for (uint32_t i = 0; i < tree->count; i++) {
		if (tree_style(tree, i) != LINKS_GO)
			continue;
		enter_file(go, i);
		enter_imports(go, i);
	}
	definers_seal(&go->names);
	go_methods_seal(&go->methods);
	return go;
}

static void go_close(void *state)
{
	struct go_links *go = state;

	go_modules_release(&go->modules);
	go_methods_release(&go->methods);
	definers_release(&go->names);
	memory_free(go);
}

/* --- names of a package ------------------------------------------------------------------- */

struct choice {
	uint32_t file;
	bool pure; /* surely no method */
};

static bool is_better(const struct go_links *go, uint32_t from, struct choice a, struct choice b)
{
	enum platform platform_a, platform_b;

	if (b.file == FILE_NONE || a.pure != b.pure)
		return b.file == FILE_NONE || a.pure;
	platform_a = go_platform(tree_path(go->tree, a.file));
	platform_b = go_platform(tree_path(go->tree, b.file));
	if (platform_a != platform_b)
		return platform_a < platform_b;
	return tree_is_nearer(go->tree, from, a.file, b.file);
}

/* The file of `folder` that defines `name`.  `inside`: asked from the same
 * folder, where tests see tests. */
static struct choice find_name(const struct go_links *go, uint32_t from, uint32_t folder,
                               uint64_t name, bool inside)
{
	const struct definer_set *set = definers_find(&go->names, key_of(folder, name));
	struct choice best = { FILE_NONE, false };
	bool tests = inside && is_test(go->tree, from);
	const struct definer *definer;

	for (definer = set ? definers_at(&go->names, set->first) : NULL; definer;
	     definer = definers_at(&go->names, definer->next)) {
		struct choice choice = { definer->file, !(definer->flags & DEFINES_MEMBER) };

		if ((definer->flags & DEFINED_IN_TEST) && !tests)
			continue;
		if (is_better(go, from, choice, best))
			best = choice;
	}
	return best;
}

/* --- imports ---------------------------------------------------------------------------------- */

struct known_package {
	uint64_t name;
	uint32_t folder;
};

struct known_packages {
	struct known_package items[PACKAGES_MAX];
	size_t count;
	uint32_t dotted[PACKAGES_MAX]; /* imported with a dot: their names are used bare */
	size_t dotted_count;
};

/* What a package calls itself, in any file of it that is no test. */
static struct text declared_name(const struct go_links *go, uint32_t folder)
{
	const struct folder *at = &go->tree->folders[folder];

	for (uint32_t i = at->first; i < at->first + at->count; i++) {
		uint32_t file = go->tree->members[i];

		if (tree_style(go->tree, file) == LINKS_GO && !is_test(go->tree, file) &&
		    tree_facts(go->tree, file)->package.size)
			return tree_facts(go->tree, file)->package;
	}
	return path_name(at->path);
}

/* `import _`: what runs is the package's init functions. */
static void link_initializers(const struct go_links *go, uint32_t folder, struct links *links)
{
	const struct definer_set *set =
		definers_find(&go->names, key_of(folder, name_hash(TEXT("init"))));
	const struct definer *definer;

	for (definer = set ? definers_at(&go->names, set->first) : NULL; definer;
	     definer = definers_at(&go->names, definer->next))
		if (!(definer->flags & DEFINED_IN_TEST))
			links_add(links, definer->file, EDGE_IMPORT);
}

static void know_import(struct go_links *go, uint32_t file, const struct import *import,
                        struct known_packages *known, struct links *links)
{
	uint32_t folder = go_modules_find(&go->modules, file, import->target);
	struct text name = import->alias;

	if (folder == FOLDER_NONE) {
		links->unresolved += go_modules_owns(&go->modules, import->target);
		return;
	}
	if (text_is(name, "_")) {
		link_initializers(go, folder, links);
	} else if (is_star(import)) {
		if (known->dotted_count < PACKAGES_MAX)
			known->dotted[known->dotted_count++] = folder;
	} else if (known->count < PACKAGES_MAX) {
		if (!name.size)
			name = declared_name(go, folder);
		known->items[known->count++] = (struct known_package){ name_hash(name), folder };
	}
}

static uint32_t known_folder(const struct known_packages *known, uint64_t name)
{
	for (size_t i = 0; name && i < known->count; i++)
		if (known->items[i].name == name)
			return known->items[i].folder;
	return FOLDER_NONE;
}

/* --- references --------------------------------------------------------------------------------- */

static void link_bare(const struct go_links *go, uint32_t file, uint64_t name,
                      const struct known_packages *known, struct links *links)
{
	struct choice choice = find_name(go, file, go->tree->folder_of[file], name, true);

	if (choice.pure)
		links_add(links, choice.file, EDGE_USE);
	for (size_t i = 0; i < known->dotted_count && !choice.pure; i++) {
		choice = find_name(go, file, known->dotted[i], name, false);
		if (choice.pure)
			links_add(links, choice.file, EDGE_USE);
	}
}

static void link_reference(struct go_links *go, uint32_t file, const struct reference *reference,
                           const struct known_packages *known, struct links *links)
{
	uint32_t folder = known_folder(known, reference->qualifier);

	if (folder != FOLDER_NONE)
		links_add(links, find_name(go, file, folder, reference->name, false).file, EDGE_USE);
	else if (reference->flags & REFERS_MEMBER)
		links_add(links, go_methods_find(&go->methods, file, reference->name), EDGE_USE);
	else if (!defines(tree_facts(go->tree, file), reference->name, DEFINES_MEMBER))
		link_bare(go, file, reference->name, known, links);
}

static void go_resolve(void *state, uint32_t file, struct links *links)
{
	struct go_links *go = state;
	const struct facts *facts = tree_facts(go->tree, file);
	struct known_packages known = { .count = 0 };

	for (size_t i = 0; i < facts->import_count; i++)
		know_import(go, file, &facts->imports[i], &known, links);
	for (size_t i = 0; i < facts->reference_count; i++)
		link_reference(go, file, &facts->references[i], &known, links);
}

const struct resolver resolver_go = { go_open, go_resolve, go_close };
