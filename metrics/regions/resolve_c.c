/*
 * C and C++: an include takes in a file, and a use of a function leads to the
 * one source file that defines it.  Includes alone would miss every link
 * between .c files; a declaration in a header is no use.
 */
#include "c_includes.h"
#include "definers.h"
#include "exports.h"
#include "links.h"
#include "paths.h"
#include "platform.h"
#include "system_functions.h"
#include "system_headers.h"

/* A function that the text of a macro calls. */
struct expansion {
	uint64_t name;
	uint32_t file; /* that defines the macro */
};

enum { MACROS_DEPTH_MAX = 3 }; /* in macros */

struct c_links {
	struct tree *tree;
	struct c_includes includes;
	uint8_t *platform; /* by file: enum platform */
	bool *is_header;   /* by file */
	struct definers functions;
	struct definers macros; /* a macro's name to an index of expansions */
	struct expansion *expansions;
	size_t expansion_count, expansion_capacity;
	uint32_t *body; /* by header: the C++ source that defines what it declares */
};

/* --- looking at the whole tree --------------------------------------------------- */

static void enter_functions(struct c_links *c, uint32_t file, const struct hash_map *system)
{
	const struct facts *facts = tree_facts(c->tree, file);
	bool header = c->is_header[file];

	for (size_t i = 0; i < facts->definition_count; i++) {
		const struct definition *definition = &facts->definitions[i];

		if (!(definition->flags & DEFINES_FUNCTION) ||
		    hash_map_get(system, definition->name) != MAP_NONE)
			continue;
		if (header || (definition->flags & DEFINES_EXPORTED))
			definers_add(&c->functions, definition->name, file, definition->flags);
	}
}

/* What is called like a function of the system is put in its place by some builds only. */
static void enter_macros(struct c_links *c, uint32_t file, const struct hash_map *system)
{
	const struct facts *facts = tree_facts(c->tree, file);

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];

		if (!(reference->flags & REFERS_EXPANSION) ||
		    hash_map_get(system, reference->qualifier) != MAP_NONE)
			continue;
		definers_add(&c->macros, reference->qualifier, (uint32_t)c->expansion_count, 0);
		c->expansions = array_grow(c->expansions, &c->expansion_capacity,
		                           c->expansion_count, sizeof(*c->expansions));
		c->expansions[c->expansion_count++] = (struct expansion){ reference->name, file };
	}
}

/* --- C++: headers and their sources ------------------------------------------------------- */

/* Of several sources of one header the one for Linux, then the nearest. */
static bool is_better_body(const struct c_links *c, uint32_t header, uint32_t a, uint32_t b)
{
	if (b == FILE_NONE || c->platform[a] != c->platform[b])
		return b == FILE_NONE || c->platform[a] < c->platform[b];
	return tree_is_nearer(c->tree, header, a, b);
}

/* A source includes the header of its own name, wherever that lies. */
static void find_body(struct c_links *c, uint32_t source)
{
	const struct facts *facts = tree_facts(c->tree, source);
	struct text stem = path_stem(tree_path(c->tree, source));

	for (size_t i = 0; i < facts->import_count; i++) {
		uint32_t header;

		if (!is_include(&facts->imports[i]) ||
		    !text_equal(path_stem(facts->imports[i].target), stem))
			continue;
		header = c_includes_find(&c->includes, source, &facts->imports[i]);
		if (header != FILE_NONE && c->is_header[header] &&
		    is_better_body(c, header, source, c->body[header]))
			c->body[header] = source;
	}
}

static void find_bodies(struct c_links *c)
{
	for (uint32_t i = 0; i < c->tree->count; i++)
		c->body[i] = FILE_NONE;
	for (uint32_t i = 0; i < c->tree->count; i++)
		if (tree_style(c->tree, i) == LINKS_C && c_may_be_body(&c->tree->files[i]))
			find_body(c, i);
}

/* Do the references of one file name what the other defines?  Both ascend. */
static bool names_any(const struct facts *user, const struct facts *definer)
{
	struct own_names names = { definer, 0 };

	for (size_t i = 0; i < user->reference_count; i++)
		if (own_names_have(&names, user->references[i].name, 0))
			return true;
	return false;
}

/* Who names a class of a header uses the source of its methods: calls of methods
 * say nothing by themselves. */
static void link_body(const struct c_links *c, uint32_t file, uint32_t header, struct links *links)
{
	uint32_t body = c->body[header];

	if (body != FILE_NONE && tree_may_use(c->tree, file, body) &&
	    names_any(tree_facts(c->tree, file), tree_facts(c->tree, header)))
		links_add(links, body, EDGE_USE);
}

static void resolve_includes(struct c_links *c, uint32_t file, struct links *links)
{
	const struct facts *facts = tree_facts(c->tree, file);

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];
		uint32_t to;

		if (!is_include(import))
			continue;
		to = c_includes_find(&c->includes, file, import);
		links_add(links, to, EDGE_INCLUDE);
		if (to != FILE_NONE)
			link_body(c, file, to, links);
		else if (import->kind == IMPORT_INCLUDE && !is_system_header(import->target))
			links->unresolved++;
	}
}

/* --- uses ---------------------------------------------------------------------------- */

/* How near a definer is to its user: the near hide the far. */
enum { NEAR_PROJECT, NEAR_SOURCE, NEAR_VENDORED, NEAR_TEST, NOT_NEAR };

static int distance(const struct c_links *c, uint32_t from, uint32_t to)
{
	const uint64_t *project = c->includes.project;

	if (project[from])
		return project[from] == project[to] ? NEAR_PROJECT : NOT_NEAR;
	if (!tree_may_use(c->tree, from, to))
		return NOT_NEAR;
	switch ((enum file_class)c->tree->classes[to]) {
	case FILE_VENDORED:
		return NEAR_VENDORED;
	case FILE_TEST:
	case FILE_EXAMPLE:
		return NEAR_TEST;
	default:
		return NEAR_SOURCE;
	}
}

/* The one file that defines it for `from`, or FILE_NONE.  What is not called
 * may be a type or a field: that reaches no other project. */
static uint32_t find_definer(const struct c_links *c, uint32_t from, const struct definer_set *set,
                             bool called)
{
	uint32_t found = FILE_NONE;
	int nearest = NOT_NEAR;
	enum platform platform = PLATFORM_FOREIGN;
	bool ambiguous = false;

	if (set->count > DEFINERS_MAX)
		return FILE_NONE;
	for (struct definer at = definers_first(&c->functions, set); at.file != NOBODY;
	     at = definers_next(&c->functions, at)) {
		int how_near = distance(c, from, at.file);
		enum platform its = (enum platform)c->platform[at.file];

		if (how_near == NEAR_VENDORED && !called)
			continue;
		if (how_near == NOT_NEAR || how_near > nearest ||
		    (how_near == nearest && its > platform))
			continue;
		ambiguous = how_near == nearest && its == platform && found != FILE_NONE;
		nearest = how_near;
		platform = its;
		found = at.file;
	}
	return ambiguous ? FILE_NONE : found;
}

static bool is_function_use(const struct reference *reference)
{
	return !(reference->flags & REFERS_EXPANSION) && !(reference->flags & REFERS_MEMBER) &&
	       ((reference->flags & REFERS_CALL) || !(reference->flags & REFERS_TYPE));
}

/* How surely a macro of `by` is the one that `file` uses. */
enum { MACRO_OWN, MACRO_INCLUDED, MACRO_OF_TREE, NO_MACRO };

static int macro_nearness(const struct c_links *c, uint32_t file, uint32_t by,
                          const struct links *links)
{
	if (by == file)
		return MACRO_OWN;
	if (links_has(links, by))
		return MACRO_INCLUDED;
	if (c->platform[by] == PLATFORM_FOREIGN && c->platform[file] != PLATFORM_FOREIGN)
		return NO_MACRO; /* `#define open mingw_open` */
	return c->is_header[by] && distance(c, file, by) <= NEAR_SOURCE ? MACRO_OF_TREE : NO_MACRO;
}

/* The file whose macro `file` means: its own, one that it includes, the only one of the tree. */
static uint32_t find_macro(const struct c_links *c, uint32_t file, const struct definer_set *set,
                           const struct links *links, int *nearness)
{
	uint32_t found = FILE_NONE;
	bool ambiguous = false;

	*nearness = NO_MACRO;
	for (struct definer at = definers_first(&c->macros, set); at.file != NOBODY;
	     at = definers_next(&c->macros, at)) {
		uint32_t by = c->expansions[at.file].file;
		int its = macro_nearness(c, file, by, links);

		if (its < *nearness) {
			*nearness = its;
			found = by;
			ambiguous = false;
		} else if (its == *nearness && by != found) {
			ambiguous = true;
		}
	}
	return ambiguous ? FILE_NONE : found;
}

/* Links to what the text of a macro calls; true: the name is certainly that macro. */
static bool link_macro(struct c_links *c, uint32_t file, uint64_t name, struct links *links,
                       int depth)
{
	const struct definer_set *set = definers_find(&c->macros, name);
	int nearness;
	uint32_t by;

	if (!set || set->count > DEFINERS_MAX || depth > MACROS_DEPTH_MAX)
		return false;
	by = find_macro(c, file, set, links, &nearness);
	if (by == FILE_NONE || (nearness == MACRO_OF_TREE && definers_find(&c->functions, name)))
		return false;
	for (struct definer at = definers_first(&c->macros, set); at.file != NOBODY;
	     at = definers_next(&c->macros, at)) {
		const struct expansion *expansion = &c->expansions[at.file];
		const struct definer_set *functions = definers_find(&c->functions, expansion->name);
		uint32_t to = FILE_NONE;

		if (expansion->file != by || link_macro(c, file, expansion->name, links, depth + 1))
			continue;
		if (functions)
			to = find_definer(c, file, functions, true);
		if (to != FILE_NONE && !c->is_header[to])
			links_add(links, to, EDGE_USE);
	}
	return nearness <= MACRO_INCLUDED;
}

static void resolve_uses(struct c_links *c, uint32_t file, struct links *links)
{
	const struct facts *facts = tree_facts(c->tree, file);
	struct own_names own = { facts, 0 };

	for (size_t i = 0; i < facts->reference_count; i++) {
		const struct reference *reference = &facts->references[i];
		const struct definer_set *set;
		uint32_t to;

		if (i + DEFINERS_AHEAD < facts->reference_count)
			definers_expect(&c->functions, reference[DEFINERS_AHEAD].name);
		if (!(reference->flags & (REFERS_EXPANSION | REFERS_MEMBER)) &&
		    link_macro(c, file, reference->name, links, 0))
			continue;
		set = definers_find(&c->functions, reference->name);
		if (!set || !is_function_use(reference) || own_names_have(&own, reference->name, 0))
			continue;
		to = find_definer(c, file, set, reference->flags & REFERS_CALL);
		/* A function in a header comes with its include. */
		if (to != FILE_NONE && !c->is_header[to])
			links_add(links, to, EDGE_USE);
	}
}

/* --- all of it ---------------------------------------------------------------------------- */

static void enter_files(struct c_links *c, const struct hash_map *system)
{
	for (uint32_t i = 0; i < c->tree->count; i++) {
		struct text path = tree_path(c->tree, i);

		if (tree_style(c->tree, i) != LINKS_C)
			continue;
		c->platform[i] = (uint8_t)c_platform(path);
		c->is_header[i] = c_is_header(path);
		enter_functions(c, i, system);
		enter_macros(c, i, system);
	}
}

static void *c_open(struct tree *tree)
{
	struct c_links *c = memory_new(sizeof(*c));
	struct hash_map system = HASH_MAP_INIT;

	c->tree = tree;
	c_includes_init(&c->includes, tree);
	c->platform = memory_new(tree->count * sizeof(*c->platform));
	c->is_header = memory_new(tree->count * sizeof(*c->is_header));
	c->body = memory_new(tree->count * sizeof(*c->body));
	if (tree_file(tree, TEXT("include/stdio.h")) == FILE_NONE) /* else this is a C library */
		system_functions_enter(&system);
	enter_files(c, &system);
	hash_map_release(&system);
	definers_seal(&c->functions);
	definers_seal(&c->macros);
	find_bodies(c);
	return c;
}

static void c_close(void *state)
{
	struct c_links *c = state;

	c_includes_release(&c->includes);
	definers_release(&c->functions);
	definers_release(&c->macros);
	memory_free(c->expansions);
	memory_free(c->platform);
	memory_free(c->is_header);
	memory_free(c->body);
	memory_free(c);
}

static void c_resolve(void *state, uint32_t file, struct links *links)
{
	resolve_includes(state, file, links);
	resolve_uses(state, file, links);
}

const struct resolver resolver_c = { c_open, c_resolve, c_close, NULL };
