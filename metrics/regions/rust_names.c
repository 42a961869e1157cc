#include "rust_names.h"

#include <string.h>

#define PLACE_NONE ((struct place){ FILE_NONE, false })

/* --- names in modules -------------------------------------------------------------------- */

static struct place walk_import(struct rust_names *rust, uint32_t module,
                                const struct import *import, unsigned depth);

static struct place module_at(uint32_t file)
{
	return (struct place){ file, file != FILE_NONE };
}

static struct place look_in_globs(struct rust_names *rust, uint32_t module, uint64_t name,
                                  unsigned depth);

/* What the imports of a module call `name`. */
static struct place look_in_bindings(struct rust_names *rust, uint32_t module, uint64_t name,
                                     unsigned depth)
{
	const struct file_bindings *of = bindings_of(&rust->bindings, module);
	const struct import *imports = tree_facts(rust->tree, module)->imports;

	for (uint32_t at = bindings_find(of, name); at < of->count && of->items[at].name == name;
	     at++) {
		struct place place =
			walk_import(rust, module, &imports[of->items[at].import], depth + 1);

		if (place.file != FILE_NONE)
			return place;
	}
	return PLACE_NONE;
}

/* What `name` is in the module of file `module`. */
static struct place look(struct rust_names *rust, uint32_t module, uint64_t name, unsigned depth)
{
	struct place place = module_at(crates_child(&rust->crates, module, name));

	if (place.file != FILE_NONE)
		return place;
	if (defines(tree_facts(rust->tree, module), name, DEFINES_MEMBER))
		return (struct place){ module, false };
	if (depth > EXPORTS_DEPTH_MAX || !exports_visit(&rust->exports, module, name))
		return PLACE_NONE;
	place = look_in_bindings(rust, module, name, depth);
	if (place.file == FILE_NONE)
		place = look_in_globs(rust, module, name, depth);
	return place;
}

static struct place look_in_globs(struct rust_names *rust, uint32_t module, uint64_t name,
                                  unsigned depth)
{
	const struct file_bindings *of = bindings_of(&rust->bindings, module);
	const uint32_t *globs = rust->globs[module];

	for (uint32_t i = 0; globs && i < of->star_count; i++) {
		struct place place = PLACE_NONE;

		if (globs[i] != FILE_NONE)
			place = look(rust, globs[i], name, depth + 1);
		if (place.file != FILE_NONE)
			return place;
	}
	return PLACE_NONE;
}

/* --- paths --------------------------------------------------------------------------------- */

/* "a" of "a::b", which becomes "b". */
static struct text take_part(struct text *path)
{
	const char *end = path->size ? memmem(path->data, path->size, "::", 2) : NULL;
	struct text part = { path->data, end ? (size_t)(end - path->data) : path->size };
	size_t taken = end ? part.size + 2 : part.size;

	path->data += taken;
	path->size -= taken;
	return part;
}

static struct place parent_of(const struct rust_names *rust, uint32_t module)
{
	uint32_t parent = rust->crates.parent[module];

	/* In a module inside of the file, `super` is the file itself. */
	return module_at(parent == FILE_NONE ? module : parent);
}

/* What the first part of a path means. */
static struct place begin(struct rust_names *rust, uint32_t module, uint64_t name, unsigned depth)
{
	uint32_t root = rust->crates.root[module];
	struct place place;

	if (name == rust->word_crate)
		return module_at(root);
	if (name == rust->word_self)
		return module_at(module);
	if (name == rust->word_super)
		return parent_of(rust, module);
	place = look(rust, module, name, depth);
	if (place.file == FILE_NONE)
		place = module_at(crates_named(&rust->crates, module, name));
	/* Before 2018 a path began at the root of the crate. */
	if (place.file == FILE_NONE && root != FILE_NONE && root != module)
		place = look(rust, root, name, depth);
	return place;
}

static struct place go_on(struct rust_names *rust, struct place from, uint64_t name, unsigned depth)
{
	struct place place;

	if (!from.is_module)
		return from; /* a variant, a method, a module inside of the file */
	if (name == rust->word_super)
		return parent_of(rust, from.file);
	place = look(rust, from.file, name, depth);
	/* Made by a macro, or by a module inside of the file: at least it is there. */
	if (place.file == FILE_NONE)
		place = (struct place){ from.file, false };
	return place;
}

/* `super::name`.  In a module inside of a file, `super` is the file: so it is
 * when the parent does not know the name and the file does. */
static struct place walk_super(struct rust_names *rust, uint32_t module, uint64_t name,
                               unsigned depth)
{
	struct place parent = parent_of(rust, module);
	struct place place;

	if (name == rust->word_super)
		return parent_of(rust, parent.file);
	place = look(rust, parent.file, name, depth);
	if (place.file != FILE_NONE)
		return place;
	if (defines(tree_facts(rust->tree, module), name, 0))
		return (struct place){ module, false };
	return (struct place){ parent.file, false };
}

/* The next part of a path, `name` being its last; false: there is none. */
static bool next_part(struct text *path, struct text *name, uint64_t *part)
{
	struct text next = *name;

	if (path->size)
		next = take_part(path);
	else
		*name = TEXT("");
	if (!next.size)
		return false;
	*part = name_hash(next);
	return true;
}

/* What `path`, and `name` in it unless that is empty, mean in a module. */
static struct place walk(struct rust_names *rust, uint32_t module, struct text path,
                         struct text name, unsigned depth)
{
	struct place place;
	uint64_t first = 0, part = 0;

	if (text_starts(path, "::"))
		take_part(&path);
	if (!next_part(&path, &name, &first))
		return PLACE_NONE;
	if (first == rust->word_super && next_part(&path, &name, &part))
		place = walk_super(rust, module, part, depth);
	else
		place = begin(rust, module, first, depth);
	while (place.file != FILE_NONE && next_part(&path, &name, &part))
		place = go_on(rust, place, part, depth);
	return place;
}

static struct place walk_import(struct rust_names *rust, uint32_t module,
                                const struct import *import, unsigned depth)
{
	if (depth > EXPORTS_DEPTH_MAX)
		return PLACE_NONE;
	return walk(rust, module, import->target, is_star(import) ? TEXT("") : import->name, depth);
}

/* --- questions whose answers are kept -------------------------------------------------------- */

#define MODULE_BIT (UINT32_C(1) << 31)

static uint32_t pack(struct place place)
{
	return place.is_module ? place.file | MODULE_BIT : place.file;
}

static struct place unpack(uint32_t answer)
{
	if (answer == FILE_NONE)
		return PLACE_NONE;
	return (struct place){ answer & ~MODULE_BIT, (answer & MODULE_BIT) != 0 };
}

struct place rust_names_in(struct rust_names *rust, uint32_t module, uint64_t name)
{
	struct place place;
	uint32_t answer;

	if (exports_known(&rust->exports, module, name, &answer))
		return unpack(answer);
	place = look(rust, module, name, 0);
	exports_answer(&rust->exports, module, name, pack(place));
	return place;
}

struct place rust_names_of_import(struct rust_names *rust, uint32_t file,
                                  const struct import *import)
{
	exports_begin(&rust->exports);
	return walk_import(rust, file, import, 0);
}

struct place rust_names_first(struct rust_names *rust, uint32_t file, uint64_t name)
{
	struct rust_first *first = &rust->firsts[name & (RUST_FIRSTS - 1)];

	if (first->file != file + 1 || first->name != name) {
		exports_begin(&rust->exports);
		*first = (struct rust_first){ name, file + 1, begin(rust, file, name, 0) };
	}
	return first->place;
}

/* --- looking at the whole tree ------------------------------------------------------------ */

static uint32_t *find_globs(struct rust_names *rust, uint32_t file)
{
	const struct file_bindings *of = bindings_of(&rust->bindings, file);
	const struct import *imports = tree_facts(rust->tree, file)->imports;
	uint32_t *globs;

	if (!of->star_count)
		return NULL;
	globs = arena_new(rust->tree->arena, of->star_count * sizeof(*globs));
	for (uint32_t i = 0; i < of->star_count; i++) {
		/* Of a module inside of a file, the file. */
		globs[i] = rust_names_of_import(rust, file, &imports[of->stars[i]]).file;
	}
	return globs;
}

/* The path of a glob may lead through another glob: the first round finds those
 * that need none, the second those that need one, and nobody goes further. */
static void find_all_globs(struct rust_names *rust)
{
	for (int round = 0; round < 2; round++) {
		uint32_t **globs = memory_new(rust->tree->count * sizeof(*globs));

		for (uint32_t i = 0; i < rust->tree->count; i++)
			if (tree_style(rust->tree, i) == LINKS_RUST)
				globs[i] = find_globs(rust, i);
		memory_free(rust->globs);
		rust->globs = globs;
	}
}

void rust_names_init(struct rust_names *rust, struct tree *tree)
{
	*rust = (struct rust_names){
		.tree = tree,
		.word_crate = name_hash(TEXT("crate")),
		.word_self = name_hash(TEXT("self")),
		.word_super = name_hash(TEXT("super")),
		.globs = memory_new(tree->count * sizeof(*rust->globs)),
	};
	crates_init(&rust->crates, tree);
	bindings_init(&rust->bindings, tree);
	exports_init(&rust->exports, tree->count);
	find_all_globs(rust);
}

void rust_names_release(struct rust_names *rust)
{
	crates_release(&rust->crates);
	bindings_release(&rust->bindings);
	exports_release(&rust->exports);
	memory_free(rust->globs);
}

bool rust_path_is_own(struct text path)
{
	struct text first = take_part(&path);

	return text_is(first, "crate") || text_is(first, "self") || text_is(first, "super");
}
