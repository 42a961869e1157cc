/*
 * Rust: a `use` leads to the file that defines the last part of its path.  So do
 * paths in the code, as far as the facts give them; and of a glob the names that
 * are used.
 */
#include "links.h"
#include "rust_names.h"

enum { GLOBS_MAX = 16 }; /* of one file that are looked into */

static void *rust_open(struct tree *tree)
{
	struct rust_names *rust = memory_new(sizeof(*rust));

	rust_names_init(rust, tree);
	return rust;
}

static void rust_close(void *state)
{
	rust_names_release(state);
	memory_free(state);
}

struct glob {
	uint32_t module;
	bool of_parent; /* `super::*`, mostly in the tests inside of a file */
	bool used;
};

struct globs {
	struct glob items[GLOBS_MAX];
	size_t count;
};

static void link_import(struct rust_names *rust, uint32_t file, const struct import *import,
                        struct globs *globs, struct links *links)
{
	struct place place;

	if (import->kind == IMPORT_STRUCTURE)
		return;
	place = rust_names_of_import(rust, file, import);
	if (place.file == FILE_NONE) {
		links->unresolved += rust_path_is_own(import->target);
	} else if (is_star(import) && place.is_module) {
		if (globs->count < GLOBS_MAX)
			globs->items[globs->count++] =
				(struct glob){ place.file, text_is(import->target, "super"),
				               false };
	} else {
		links_add(links, place.file, EDGE_IMPORT);
	}
}

/* `a::name` in the code, where `a` is a module that the file can name. */
static void link_qualified(struct rust_names *rust, uint32_t file,
                           const struct reference *reference, struct links *links)
{
	struct place place = rust_names_first(rust, file, reference->qualifier);

	if (place.is_module)
		links_add(links, rust_names_in(rust, place.file, reference->name).file, EDGE_USE);
}

static void link_bare(struct rust_names *rust, uint64_t name, struct globs *globs,
                      struct links *links)
{
	for (size_t i = 0; i < globs->count; i++) {
		struct place place = rust_names_in(rust, globs->items[i].module, name);

		if (place.file == FILE_NONE || place.is_module)
			continue;
		globs->items[i].used = true;
		links_add(links, place.file, EDGE_USE);
		return;
	}
}

static void rust_resolve(void *state, uint32_t file, struct links *links)
{
	struct rust_names *rust = state;
	const struct facts *facts = tree_facts(rust->tree, file);
	struct globs globs = { .count = 0 };

	for (size_t i = 0; i < facts->import_count; i++)
		link_import(rust, file, &facts->imports[i], &globs, links);
	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (reference->qualifier)
			link_qualified(rust, file, reference, links);
		else if (globs.count && !(reference->flags & REFERS_MEMBER) &&
		         !defines(facts, reference->name, DEFINES_MEMBER))
			link_bare(rust, reference->name, &globs, links);
	}
	/* A prelude of traits is used by methods alone. */
	for (size_t i = 0; i < globs.count; i++)
		if (!globs.items[i].used && !globs.items[i].of_parent)
			links_add(links, globs.items[i].module, EDGE_IMPORT);
}

const struct resolver resolver_rust = { rust_open, rust_resolve, rust_close };
