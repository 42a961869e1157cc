/*
 * Go: a package is a folder, so an import alone says little.  `pkg.Name` leads
 * to the file of that folder which defines Name, a bare name to the file of
 * the own folder which does, and a method to its file where no other file of
 * the tree has a method of that name and the package can be reached by imports.
 */
#include <string.h>

#include "bindings.h"
#include "definers.h"
#include "exports.h"
#include "go_methods.h"
#include "go_modules.h"
#include "links.h"
#include "paths.h"
#include "platform.h"

enum {
	PACKAGES_MAX = 128,       /* imported by one file and looked into */
	DEFINED_IN_TEST = 1 << 7, /* beside DEFINES_*: in a file named _test.go */
};

struct go_links {
	struct tree *tree;
	struct go_modules modules;
	struct go_methods methods;
	struct definers names; /* of (folder, name) */
};

static uint64_t key_of(uint32_t folder, uint64_t name)
{
	return hash_mix(name, folder);
}

/* --- looking at the whole tree ---------------------------------------------------------- */

static void enter_file(struct go_links *go, uint32_t file)
{
	const struct facts *facts = tree_facts(go->tree, file);
	uint32_t folder = go->tree->folder_of[file];
	uint8_t test = go_is_test(tree_path(go->tree, file)) ? DEFINED_IN_TEST : 0;
	uint64_t blank = name_hash(TEXT("_"));

	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		if (definition->name == blank) /* `var _ Reader = file{}` */
			continue;
		definers_add(&go->names, key_of(folder, definition->name), file,
		             definition->flags | test);
		if (!test)
			go_methods_add(&go->methods, definition, file);
	}
}

/* Of a small tree its files may not be there yet. */
static void expect_package(const struct go_links *go, uint32_t folder)
{
	if (go->tree->more)
		go->tree->more->package(go->tree->more->context, go->tree->folders[folder].path);
}

static void enter_imports(struct go_links *go, uint32_t file)
{
	const struct facts *facts = tree_facts(go->tree, file);

	for (size_t i = 0; i < facts->import_count && !go_is_test(tree_path(go->tree, file)); i++) {
		uint32_t to = go_modules_find(&go->modules, file, facts->imports[i].target);

		if (to != FOLDER_NONE)
			expect_package(go, to);
		go_methods_connect(&go->methods, go->tree->folder_of[file], to);
	}
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

/* How surely a definition is what a name means, best first. */
enum { MEANT_ON_LINUX, MEANT, MEANT_ELSEWHERE, MEANT_IF_NO_METHOD, NOT_MEANT };

/* A file may define a method and a type of one name. */
static bool may_be_method(struct definer definer)
{
	return (definer.flags & DEFINES_MEMBER) &&
	       !(definer.flags & (DEFINES_TYPE | DEFINES_VALUE));
}

static int meaning(const struct go_links *go, struct definer definer, bool tests)
{
	if ((definer.flags & DEFINED_IN_TEST) && !tests)
		return NOT_MEANT;
	if (may_be_method(definer))
		return MEANT_IF_NO_METHOD;
	return MEANT_ON_LINUX + (int)go_platform(tree_path(go->tree, definer.file));
}

/*
 * Links to the file of `folder` that defines `name`; false: there is none.
 * Where several do, one for each build, and nothing says which is built here,
 * all of them are meant.  `inside`: asked from the same folder, where tests see
 * tests, and where a bare name is never a method.
 */
static bool link_name(const struct go_links *go, uint32_t from, uint32_t folder, uint64_t name,
                      bool inside, struct links *links)
{
	const struct definer_set *set = definers_find(&go->names, key_of(folder, name));
	bool tests = inside && go_is_test(tree_path(go->tree, from));
	int best = NOT_MEANT;
	size_t count = 0;
	struct definer first = definers_first(&go->names, set);

	for (struct definer at = first; at.file != NOBODY; at = definers_next(&go->names, at)) {
		int its = meaning(go, at, tests);

		count = its < best ? 1 : count + (its == best);
		best = its < best ? its : best;
	}
	if (best == NOT_MEANT || (best == MEANT_IF_NO_METHOD && (inside || count > 1)))
		return false;
	for (struct definer at = first; at.file != NOBODY; at = definers_next(&go->names, at))
		if (meaning(go, at, tests) == best)
			links_add(links, at.file, EDGE_USE);
	return true;
}

/* --- imports ---------------------------------------------------------------------------------- */

struct known_package {
	uint64_t name;
	uint32_t folder; /* FOLDER_NONE: of another tree */
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

	expect_package(go, folder);
	for (uint32_t i = at->first; i < at->first + at->count; i++) {
		uint32_t file = go->tree->members[i];

		if (tree_style(go->tree, file) == LINKS_GO &&
		    !go_is_test(tree_path(go->tree, file)) &&
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

	for (struct definer at = definers_first(&go->names, set); at.file != NOBODY;
	     at = definers_next(&go->names, at))
		if (!(at.flags & (DEFINED_IN_TEST | DEFINES_MEMBER)))
			links_add(links, at.file, EDGE_IMPORT);
}

static void know(struct known_packages *known, struct text name, uint32_t folder)
{
	if (known->count < PACKAGES_MAX)
		known->items[known->count++] = (struct known_package){ name_hash(name), folder };
}

/* "yaml" of "gopkg.in/yaml.v3", "client" of "example.com/client/v2". */
static struct text foreign_name(struct text path)
{
	struct text name = path_name(path);
	const char *dot;

	if (name.size > 1 && name.data[0] == 'v' && name.data[1] >= '0' && name.data[1] <= '9')
		name = path_name(path_folder(path));
	dot = name.size ? memchr(name.data, '.', name.size) : NULL;
	if (dot)
		name.size = (size_t)(dot - name.data);
	return name;
}

static void know_import(struct go_links *go, uint32_t file, const struct import *import,
                        struct known_packages *known, struct links *links)
{
	uint32_t folder = go_modules_find(&go->modules, file, import->target);

	if (folder == FOLDER_NONE) {
		links->unresolved += go_modules_owns(&go->modules, import->target);
		know(known, import->alias.size ? import->alias : foreign_name(import->target),
		     folder);
	} else if (text_is(import->alias, "_")) {
		link_initializers(go, folder, links);
	} else if (is_star(import)) {
		if (known->dotted_count < PACKAGES_MAX)
			known->dotted[known->dotted_count++] = folder;
	} else {
		know(known, import->alias.size ? import->alias : declared_name(go, folder), folder);
	}
}

static const struct known_package *find_known(const struct known_packages *known, uint64_t name)
{
	for (size_t i = 0; name && i < known->count; i++)
		if (known->items[i].name == name)
			return &known->items[i];
	return NULL;
}

/* --- references --------------------------------------------------------------------------------- */

static void link_bare(const struct go_links *go, uint32_t file, uint64_t name,
                      const struct known_packages *known, struct links *links)
{
	bool found = link_name(go, file, go->tree->folder_of[file], name, true, links);

	for (size_t i = 0; i < known->dotted_count && !found; i++)
		found = link_name(go, file, known->dotted[i], name, false, links);
}

static void link_reference(struct go_links *go, uint32_t file, const struct reference *reference,
                           const struct known_packages *known, struct own_names *own,
                           struct links *links)
{
	const struct known_package *package = find_known(known, reference->qualifier);

	if (package && package->folder != FOLDER_NONE)
		link_name(go, file, package->folder, reference->name, false, links);
	else if (!package && (reference->flags & REFERS_MEMBER) && (reference->flags & REFERS_CALL))
		links_guess(links, go_methods_find(&go->methods, file, reference->name));
	else if (!(reference->flags & REFERS_MEMBER) &&
	         !own_names_have(own, reference->name, DEFINES_MEMBER))
		link_bare(go, file, reference->name, known, links);
}

static void go_resolve(void *state, uint32_t file, struct links *links)
{
	struct go_links *go = state;
	const struct facts *facts = tree_facts(go->tree, file);
	uint32_t home = go->tree->folder_of[file];
	struct known_packages known = { .count = 0 };
	struct own_names own = { facts, 0 };

	for (size_t i = 0; i < facts->import_count; i++)
		know_import(go, file, &facts->imports[i], &known, links);
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (i + DEFINERS_AHEAD < facts->reference_count)
			definers_expect(&go->names, key_of(home, reference[DEFINERS_AHEAD].name));
		link_reference(go, file, reference, &known, &own, links);
	}
}

static void go_tell(const void *state, struct regions *regions)
{
	const struct go_links *go = state;

	go_methods_tell(&go->methods, regions);
}

const struct resolver resolver_go = { go_open, go_resolve, go_close, go_tell };
