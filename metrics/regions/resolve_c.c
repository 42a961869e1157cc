/*
 * C and C++: an include takes in a file, and a use of a function leads to the
 * one source file that defines it.  Includes alone would miss every link
 * between .c files; a declaration in a header is no use.
 *
 * No build is run, so include roots are inferred: a quoted path is looked for
 * beside the includer, then wherever a path of the tree ends in it, nearest
 * first.  An angled path may belong to the system and must show that it is
 * ours.
 */
#include <string.h>

#include "conventions.h"
#include "definers.h"
#include "exports.h"
#include "links.h"
#include "paths.h"
#include "platform.h"
#include "system_functions.h"
#include "system_headers.h"

enum {
	NAMESAKES_MAX = 512,    /* headers of one name that are compared */
	UNDECIDED = 0xfffffffe, /* kept in the memo: looked for, and nobody can tell */
};

struct c_links {
	struct tree *tree;
	struct text_map by_name; /* name of a file to its first namesake */
	uint32_t *namesake;      /* by file: the next, or FILE_NONE */
	uint64_t *project;       /* by file: hash of its vendored project, 0: our own code */
	uint8_t *platform;       /* by file: enum platform */
	bool *is_header;         /* by file */
	struct hash_map memo;    /* what an include means in a folder */
	struct definers functions;
	struct bytes path;
};

static bool has_header_name(struct text path)
{
	struct text extension = path_extension(path);

	return text_starts(extension, "h") || text_is(extension, "inl") ||
	       text_is(extension, "inc") || text_is(extension, "ipp") || text_is(extension, "tcc");
}

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

static void enter_file(struct c_links *c, uint32_t file, const struct hash_map *system)
{
	struct text path = tree_path(c->tree, file);
	uint32_t *first = text_map_at(&c->by_name, path_name(path));

	c->namesake[file] = *first == MAP_NONE ? FILE_NONE : *first;
	*first = file;
	c->platform[file] = (uint8_t)c_platform(path);
	c->is_header[file] = has_header_name(path);
	if (c->tree->classes[file] == FILE_VENDORED)
		c->project[file] = text_hash(vendored_project(path)) | 1;
	enter_functions(c, file, system);
}

static void *c_open(struct tree *tree)
{
	struct c_links *c = memory_new(sizeof(*c));
	struct hash_map system = HASH_MAP_INIT;

	c->tree = tree;
	if (tree_file(tree, TEXT("include/stdio.h")) == FILE_NONE) /* else this is a C library */
		system_functions_enter(&system);
	c->namesake = memory_new(tree->count * sizeof(*c->namesake));
	c->project = memory_new(tree->count * sizeof(*c->project));
	c->platform = memory_new(tree->count * sizeof(*c->platform));
	c->is_header = memory_new(tree->count * sizeof(*c->is_header));
	/* Backwards, so that namesakes come in the order of their paths. */
	for (uint32_t i = (uint32_t)tree->count; i-- > 0;)
		if (tree_style(tree, i) == LINKS_C)
			enter_file(c, i, &system);
	hash_map_release(&system);
	definers_seal(&c->functions);
	return c;
}

static void c_close(void *state)
{
	struct c_links *c = state;

	text_map_release(&c->by_name);
	hash_map_release(&c->memo);
	definers_release(&c->functions);
	memory_free(c->namesake);
	memory_free(c->project);
	memory_free(c->platform);
	memory_free(c->is_header);
	bytes_release(&c->path);
	memory_free(c);
}

/* --- includes ----------------------------------------------------------------------- */

/* What `../` leads to is not known before the root is: only the rest tells. */
static struct text without_climbs(struct text target)
{
	while (text_starts(target, "../") || text_starts(target, "./")) {
		size_t size = target.data[1] == '/' ? 2 : 3;

		target.data += size;
		target.size -= size;
	}
	return target;
}

/* Can code of `from` have `to` on its include path? */
static bool can_include(const struct c_links *c, uint32_t from, uint32_t to)
{
	if (c->project[from] && c->project[from] != c->project[to])
		return false;
	return tree_may_use(c->tree, from, to);
}

/* The folder that an include path must name for `target` to mean `path`. */
static struct text include_root(struct text path, struct text target)
{
	size_t size = path.size - target.size;

	return (struct text){ path.data, size ? size - 1 : 0 };
}

static bool is_include_folder(struct text root)
{
	struct text name = path_name(root);

	return text_is(name, "include") || text_is(name, "includes") || text_is(name, "inc");
}

struct candidates {
	uint32_t nearest;
	uint32_t nearest_public; /* below a folder named include */
	uint32_t elsewhere;      /* the last that is not in the includer's own folder */
	uint32_t count, count_elsewhere;
};

static struct candidates find_candidates(const struct c_links *c, uint32_t from, struct text target)
{
	struct candidates found = { FILE_NONE, FILE_NONE, FILE_NONE, 0, 0 };
	uint32_t at = text_map_get(&c->by_name, path_name(target));

	for (size_t i = 0; at != MAP_NONE && i < NAMESAKES_MAX; i++, at = c->namesake[at]) {
		struct text path = tree_path(c->tree, at);

		if (!path_ends_in(path, target) || !can_include(c, from, at))
			continue;
		found.count++;
		if (c->tree->folder_of[at] != c->tree->folder_of[from]) {
			found.count_elsewhere++;
			found.elsewhere = at;
		}
		if (found.nearest == FILE_NONE || tree_is_nearer(c->tree, from, at, found.nearest))
			found.nearest = at;
		if (!is_include_folder(include_root(path, target)))
			continue;
		if (found.nearest_public == FILE_NONE ||
		    tree_is_nearer(c->tree, from, at, found.nearest_public))
			found.nearest_public = at;
	}
	return found;
}

static uint32_t find_quoted(struct c_links *c, uint32_t from, struct text target)
{
	uint32_t found = FILE_NONE;

	if (path_join(&c->path, tree_home(c->tree, from)->path, target))
		found = tree_file(c->tree, bytes_text(&c->path));
	if (found != FILE_NONE)
		return found;
	target = without_climbs(target);
	return target.size ? find_candidates(c, from, target).nearest : FILE_NONE;
}

static uint32_t find_angled(struct c_links *c, uint32_t from, struct text target)
{
	struct candidates found;

	/* A C library or a kernel has its own of these, at its top. */
	if (is_system_header(target))
		return tree_file_in(c->tree, TEXT("include"), target);
	target = without_climbs(target);
	if (!target.size)
		return FILE_NONE;
	found = find_candidates(c, from, target);
	if (found.nearest_public != FILE_NONE)
		return found.nearest_public;
	if (found.count == 1 || memchr(target.data, '/', target.size))
		return found.nearest;
	/* Quotes would have found the one beside: the other is meant. */
	return found.count_elsewhere == 1 ? found.elsewhere : FILE_NONE;
}

/* All files of a folder and a class mean the same by the same words. */
static uint32_t find_include(struct c_links *c, uint32_t from, const struct import *import)
{
	uint64_t place = (uint64_t)c->tree->folder_of[from] << 8 | c->tree->classes[from];
	uint64_t key = hash_mix(hash_mix(text_hash(import->target), import->kind), place);
	uint32_t *known = hash_map_at(&c->memo, key);

	if (*known == MAP_NONE) {
		uint32_t found = import->kind == IMPORT_INCLUDE
		                         ? find_quoted(c, from, import->target)
		                         : find_angled(c, from, import->target);

		*known = found == FILE_NONE ? UNDECIDED : found;
	}
	return *known == UNDECIDED ? FILE_NONE : *known;
}

static void resolve_includes(struct c_links *c, uint32_t file, struct links *links)
{
	const struct facts *facts = tree_facts(c->tree, file);

	for (size_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];
		uint32_t to;

		if (import->kind != IMPORT_INCLUDE && import->kind != IMPORT_INCLUDE_SYSTEM)
			continue;
		to = find_include(c, file, import);
		links_add(links, to, EDGE_INCLUDE);
		if (to == FILE_NONE && import->kind == IMPORT_INCLUDE &&
		    !is_system_header(import->target))
			links->unresolved++;
	}
}

/* --- uses ---------------------------------------------------------------------------- */

/* How near a definer is to its user: the near hide the far. */
enum { NEAR_PROJECT, NEAR_SOURCE, NEAR_VENDORED, NEAR_TEST, NOT_NEAR };

static int distance(const struct c_links *c, uint32_t from, uint32_t to)
{
	if (c->project[from])
		return c->project[from] == c->project[to] ? NEAR_PROJECT : NOT_NEAR;
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
	return !(reference->flags & REFERS_MEMBER) &&
	       ((reference->flags & REFERS_CALL) || !(reference->flags & REFERS_TYPE));
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
		set = definers_find(&c->functions, reference->name);
		if (!set || !is_function_use(reference) || own_names_have(&own, reference->name, 0))
			continue;
		to = find_definer(c, file, set, reference->flags & REFERS_CALL);
		/* A function in a header comes with its include. */
		if (to != FILE_NONE && !c->is_header[to])
			links_add(links, to, EDGE_USE);
	}
}

static void c_resolve(void *state, uint32_t file, struct links *links)
{
	resolve_includes(state, file, links);
	resolve_uses(state, file, links);
}

const struct resolver resolver_c = { c_open, c_resolve, c_close };
