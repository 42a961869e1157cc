/*
 * Ruby: `require` names a path below some root, mostly a folder called lib;
 * and a constant needs no word at all, where a loader finds it by convention:
 * `A::BigThing` in a/big_thing.rb.  A bare constant is looked for as Ruby does, in
 * the modules around it, innermost first, which are told by the folders of its
 * file; only then anywhere, and never if Ruby itself has it.
 */
#include <string.h>

#include "definers.h"
#include "exports.h"
#include "links.h"
#include "namesakes.h"
#include "paths.h"
#include "ruby_library.h"

enum { BY_CONVENTION = 1 << 7 }; /* beside DEFINES_*: the file is called like it */

struct ruby_links {
	struct tree *tree;
	struct namesakes namesakes;
	struct definers names;    /* classes, modules, functions at the top */
	struct definers in_place; /* of (module, name): where the convention puts them */
	struct hash_map library;
	uint64_t *modules; /* by folder: what it is called as a module */
	struct bytes path;
};

/* --- conventions ------------------------------------------------------------------------ */

/* "BigThing" of "big_thing"; words that are all capitals are told by the file itself. */
static uint64_t camel_name(struct text word)
{
	char camel[128];
	size_t size = 0;
	bool begins = true;

	for (size_t i = 0; i < word.size && size < sizeof(camel); i++) {
		char c = word.data[i];

		if (c == '_' || c == '-') {
			begins = true;
			continue;
		}
		camel[size++] = begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		begins = false;
	}
	return name_hash((struct text){ camel, size });
}

static uint64_t key_of(uint64_t module, uint64_t name)
{
	return hash_mix(name, module);
}

/* --- looking at the whole tree ------------------------------------------------------------ */

static void enter_file(struct ruby_links *ruby, uint32_t file)
{
	const struct facts *facts = tree_facts(ruby->tree, file);
	uint64_t module = ruby->modules[ruby->tree->folder_of[file]];
	uint64_t own = camel_name(path_stem(tree_path(ruby->tree, file)));

	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];
		uint8_t flags = definition->flags;

		if (flags & DEFINES_MEMBER)
			continue;
		if (definition->name == own) {
			flags |= BY_CONVENTION;
			definers_add(&ruby->in_place, key_of(module, own), file, flags);
		}
		definers_add(&ruby->names, definition->name, file, flags);
	}
}

static void *ruby_open(struct tree *tree)
{
	struct ruby_links *ruby = memory_new(sizeof(*ruby));

	ruby->tree = tree;
	namesakes_init(&ruby->namesakes, tree, LINKS_RUBY);
	ruby_library_enter(&ruby->library);
	ruby->modules = memory_new(tree->folder_count * sizeof(*ruby->modules));
	for (size_t i = 0; i < tree->folder_count; i++)
		ruby->modules[i] = camel_name(path_name(tree->folders[i].path));
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == LINKS_RUBY)
			enter_file(ruby, i);
	definers_seal(&ruby->names);
	definers_seal(&ruby->in_place);
	return ruby;
}

static void ruby_close(void *state)
{
	struct ruby_links *ruby = state;

	namesakes_release(&ruby->namesakes);
	definers_release(&ruby->names);
	definers_release(&ruby->in_place);
	hash_map_release(&ruby->library);
	memory_free(ruby->modules);
	bytes_release(&ruby->path);
	memory_free(ruby);
}

/* --- require -------------------------------------------------------------------------------- */

static bool is_relative(struct text target)
{
	return text_starts(target, "./") || text_starts(target, "../");
}

static void add_extension(struct bytes *path)
{
	if (!text_ends(bytes_text(path), ".rb"))
		bytes_add_string(path, ".rb");
}

/* Is the folder that `path` is below `tail` one that is put on the load path? */
static bool is_load_root(struct text path, struct text tail)
{
	struct text root = { path.data, path.size - tail.size };
	struct text name;

	if (!root.size)
		return true;
	root.size--;
	name = path_name(root);
	return text_is(name, "lib") || text_is(name, "spec") || text_is(name, "test") ||
	       text_is(name, "app") || text_is(path_name(path_folder(root)), "app");
}

static uint32_t find_required(struct ruby_links *ruby, uint32_t from, struct text target)
{
	uint32_t found;

	if (is_relative(target)) {
		if (!path_join(&ruby->path, tree_home(ruby->tree, from)->path, target))
			return FILE_NONE;
		add_extension(&ruby->path);
		return tree_file(ruby->tree, bytes_text(&ruby->path));
	}
	bytes_clear(&ruby->path);
	bytes_add_text(&ruby->path, target);
	add_extension(&ruby->path);
	found = namesakes_find(&ruby->namesakes, from, bytes_text(&ruby->path));
	if (found != FILE_NONE &&
	    !is_load_root(tree_path(ruby->tree, found), bytes_text(&ruby->path)))
		return FILE_NONE;
	return found;
}

/* --- names ------------------------------------------------------------------------------------ */

/* Of two files that define a constant: the one called like it, nearest by. */
static bool is_better(const struct ruby_links *ruby, uint32_t from, struct definer a,
                      struct definer b)
{
	if (b.file == NOBODY)
		return true;
	if ((a.flags ^ b.flags) & BY_CONVENTION)
		return (a.flags & BY_CONVENTION) != 0;
	return tree_is_nearer(ruby->tree, from, a.file, b.file);
}

static struct definer best_of(const struct ruby_links *ruby, uint32_t from,
                              const struct definers *definers, const struct definer_set *set,
                              size_t *count)
{
	struct definer best = { NOBODY, NOBODY, 0 };

	*count = 0;
	for (struct definer at = definers_first(definers, set); at.file != NOBODY;
	     at = definers_next(definers, at)) {
		if (!tree_may_use(ruby->tree, from, at.file))
			continue;
		(*count)++;
		if (is_better(ruby, from, at, best))
			best = at;
	}
	return best;
}

/* The file that the convention puts `module::name` into, or NOBODY. */
static uint32_t find_in(const struct ruby_links *ruby, uint32_t from, uint64_t module,
                        uint64_t name)
{
	size_t count;

	return best_of(ruby, from, &ruby->in_place,
	               definers_find(&ruby->in_place, key_of(module, name)), &count)
	        .file;
}

/* A bare constant, in the module of the file and in those around that. */
static uint32_t find_around(const struct ruby_links *ruby, uint32_t from, uint64_t name)
{
	const struct tree *tree = ruby->tree;
	uint64_t own = camel_name(path_stem(tree_path(tree, from)));
	uint32_t found = find_in(ruby, from, own, name);

	for (uint32_t folder = tree->folder_of[from]; found == NOBODY && folder != FOLDER_NONE;
	     folder = tree->folders[folder].parent)
		found = find_in(ruby, from, ruby->modules[folder], name);
	return found;
}

static void link_constant(const struct ruby_links *ruby, uint32_t file,
                          const struct reference *reference, const struct definer_set *set,
                          struct links *links)
{
	uint64_t module = reference->qualifier;
	uint32_t found = module ? find_in(ruby, file, module, reference->name)
	                        : find_around(ruby, file, reference->name);
	struct definer best;
	size_t count;

	if (found != NOBODY) {
		links_add(links, found, EDGE_USE);
		return;
	}
	if (hash_map_get(&ruby->library, reference->name) != MAP_NONE || set->count > DEFINERS_MAX)
		return;
	best = best_of(ruby, file, &ruby->names, set, &count);
	/* Modules are opened in many files: without the convention nobody knows which is meant. */
	if (count == 1 || (count && (best.flags & BY_CONVENTION)))
		links_add(links, best.file, EDGE_USE);
}

static void link_name(const struct ruby_links *ruby, uint32_t file,
                      const struct reference *reference, struct links *links)
{
	const struct definer_set *set = definers_find(&ruby->names, reference->name);
	struct definer first = definers_first(&ruby->names, set);

	if (!set || defines(tree_facts(ruby->tree, file), reference->name, 0))
		return;
	if (first.flags & DEFINES_TYPE)
		link_constant(ruby, file, reference, set, links);
	else if (set->count == 1 && !(reference->flags & REFERS_MEMBER) &&
	         tree_may_use(ruby->tree, file, first.file))
		links_guess(links, first.file);
}

static void ruby_resolve(void *state, uint32_t file, struct links *links)
{
	struct ruby_links *ruby = state;
	const struct facts *facts = tree_facts(ruby->tree, file);

	for (size_t i = 0; i < facts->import_count; i++) {
		struct text target = facts->imports[i].target;
		uint32_t found = find_required(ruby, file, target);

		links_add(links, found, EDGE_IMPORT);
		links->unresolved += found == FILE_NONE && is_relative(target);
	}
	for (size_t i = 0; i < facts->reference_count; i++)
		link_name(ruby, file, &facts->references[i], links);
}

const struct resolver resolver_ruby = { ruby_open, ruby_resolve, ruby_close, NULL };
