/*
 * Rust: a `use` leads to the file that defines the last part of its path.  So do
 * paths in the code, as far as the facts give them; and of a glob the names that
 * are used.  A module is a way to what lies in it: it is linked to itself only
 * when nothing is found through it.
 */
#include "links.h"
#include "rust_names.h"

enum {
	GLOBS_MAX = 16,   /* of one file that are looked into */
	MODULES_MAX = 64, /* that one file names as such */
	STEPS_MAX = 4,    /* of a path through modules: a::b::c::Name */
};

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

/* A module that the file can name: brought by a `use`, or the `b` of `a::b::Name`. */
struct named_module {
	uint64_t name;
	uint32_t module;
	bool used;
};

struct ways {
	struct glob globs[GLOBS_MAX];
	size_t glob_count;
	struct named_module modules[MODULES_MAX];
	size_t module_count;
};

static void add_module(struct ways *ways, uint64_t name, uint32_t module)
{
	for (size_t i = 0; i < ways->module_count; i++)
		if (ways->modules[i].name == name && ways->modules[i].module == module)
			return;
	if (ways->module_count < MODULES_MAX)
		ways->modules[ways->module_count++] = (struct named_module){ name, module, false };
}

static void link_import(struct rust_names *rust, uint32_t file, const struct import *import,
                        struct ways *ways, struct links *links)
{
	struct place place;

	if (import->kind == IMPORT_STRUCTURE)
		return;
	place = rust_names_of_import(rust, file, import);
	if (place.file == FILE_NONE) {
		links->unresolved += rust_path_is_own(import->target);
	} else if (is_star(import) && place.is_module) {
		if (ways->glob_count < GLOBS_MAX)
			ways->globs[ways->glob_count++] =
				(struct glob){ place.file, text_is(import->target, "super"),
				               false };
	} else if (place.is_module && !is_star(import)) {
		add_module(ways, import_binding(import), place.file);
	} else {
		links_add(links, place.file, EDGE_IMPORT);
	}
}

/* What lies in `module` as `name`: linked to, or one more way. */
static bool link_in(struct rust_names *rust, uint32_t module, uint64_t name, struct ways *ways,
                    struct links *links)
{
	struct place place = rust_names_in(rust, module, name);

	if (place.is_module)
		add_module(ways, name, place.file);
	else
		links_add(links, place.file, EDGE_USE);
	return place.file != FILE_NONE;
}

/* `a::name` in the code, where `a` is a module that the file can name. */
static void link_qualified(struct rust_names *rust, uint32_t file,
                           const struct reference *reference, struct ways *ways,
                           struct links *links)
{
	struct place place = rust_names_first(rust, file, reference->qualifier);

	if (!place.is_module || !link_in(rust, place.file, reference->name, ways, links))
		return;
	for (size_t i = 0; i < ways->module_count; i++)
		if (ways->modules[i].module == place.file)
			ways->modules[i].used = true;
}

/* `b::Name` of `a::b::Name`: of all references those behind the modules from
 * `first` on, which are known only now. */
static void link_behind(struct rust_names *rust, uint32_t file, size_t first, struct ways *ways,
                        struct links *links)
{
	const struct facts *facts = tree_facts(rust->tree, file);
	size_t end = ways->module_count;

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		for (size_t m = first; m < end && reference->qualifier; m++)
			if (ways->modules[m].name == reference->qualifier &&
			    link_in(rust, ways->modules[m].module, reference->name, ways, links))
				ways->modules[m].used = true;
	}
}

static void link_bare(struct rust_names *rust, uint64_t name, struct ways *ways,
                      struct links *links)
{
	for (size_t i = 0; i < ways->glob_count; i++) {
		struct place place = rust_names_in(rust, ways->globs[i].module, name);

		if (place.file == FILE_NONE || place.is_module)
			continue;
		ways->globs[i].used = true;
		links_add(links, place.file, EDGE_USE);
		return;
	}
}

static void link_references(struct rust_names *rust, uint32_t file, struct ways *ways,
                            struct links *links)
{
	const struct facts *facts = tree_facts(rust->tree, file);

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (reference->qualifier)
			link_qualified(rust, file, reference, ways, links);
		else if (ways->glob_count && !(reference->flags & REFERS_MEMBER) &&
		         !defines(facts, reference->name, DEFINES_MEMBER))
			link_bare(rust, reference->name, ways, links);
	}
}

/* A prelude of traits is used by methods alone, and a module by a macro. */
static void link_unused(const struct ways *ways, struct links *links)
{
	for (size_t i = 0; i < ways->glob_count; i++)
		if (!ways->globs[i].used && !ways->globs[i].of_parent)
			links_add(links, ways->globs[i].module, EDGE_IMPORT);
	for (size_t i = 0; i < ways->module_count; i++)
		if (!ways->modules[i].used)
			links_add(links, ways->modules[i].module, EDGE_IMPORT);
}

static void rust_resolve(void *state, uint32_t file, struct links *links)
{
	struct rust_names *rust = state;
	const struct facts *facts = tree_facts(rust->tree, file);
	struct ways ways = { .glob_count = 0, .module_count = 0 };
	size_t known;

	for (size_t i = 0; i < facts->import_count; i++)
		link_import(rust, file, &facts->imports[i], &ways, links);
	known = ways.module_count;
	link_references(rust, file, &ways, links);
	for (int step = 0; step < STEPS_MAX && known < ways.module_count; step++) {
		size_t end = ways.module_count;

		link_behind(rust, file, known, &ways, links);
		known = end;
	}
	link_unused(&ways, links);
}

const struct resolver resolver_rust = { rust_open, rust_resolve, rust_close, NULL };
