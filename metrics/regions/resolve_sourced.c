/*
 * Bash and Lua: a file takes in another by a path whose root only the run
 * knows (`. "$DIR"/lib.sh`, `require "a.b"`), and uses what it defines without
 * a word of where it comes from.
 */
#include <string.h>

#include "by_name.h"
#include "namesakes.h"
#include "paths.h"

struct sourced {
	struct tree *tree;
	struct namesakes namesakes;
	struct by_name names;
	struct bytes path, target;
};

static void *sourced_open(struct tree *tree)
{
	struct sourced *sourced = memory_new(sizeof(*sourced));

	sourced->tree = tree;
	namesakes_init(&sourced->namesakes, tree, LINKS_SOURCED);
	by_name_init(&sourced->names, tree, LINKS_SOURCED);
	return sourced;
}

static void sourced_close(void *state)
{
	struct sourced *sourced = state;

	namesakes_release(&sourced->namesakes);
	by_name_release(&sourced->names);
	bytes_release(&sourced->path);
	bytes_release(&sourced->target);
	memory_free(sourced);
}

/* --- paths ---------------------------------------------------------------------------- */

/* "lib/a.sh" of "$(dirname $0)/../lib/a.sh": what follows the last part that a run makes. */
static struct text known_part(struct text path)
{
	struct text known = path;

	for (size_t i = 0; i < path.size; i++)
		if (memchr("$`)}", path.data[i], 4))
			known = (struct text){ path.data + i + 1, path.size - i - 1 };
	if (known.size == path.size)
		return path;
	path_step(&known); /* the rest of that part */
	while (text_starts(known, "../") || text_starts(known, "./"))
		path_step(&known);
	return known;
}

/* Beside the file that names it, from the top, else wherever a path ends in it. */
static uint32_t find_path(struct sourced *sourced, uint32_t from, struct text target)
{
	struct text known = known_part(target);
	uint32_t found = FILE_NONE;

	if (!known.size || text_starts(target, "/") || text_starts(target, "~"))
		return FILE_NONE;
	if (path_join(&sourced->path, tree_home(sourced->tree, from)->path, known))
		found = tree_file(sourced->tree, bytes_text(&sourced->path));
	if (found == FILE_NONE && path_join(&sourced->path, TEXT(""), known))
		found = tree_file(sourced->tree, bytes_text(&sourced->path));
	while (text_starts(known, "../") || text_starts(known, "./"))
		path_step(&known);
	if (found == FILE_NONE && known.size)
		found = namesakes_find(&sourced->namesakes, from, known);
	return found;
}

/* --- modules -------------------------------------------------------------------------- */

static uint32_t find_ending(struct sourced *sourced, uint32_t from, struct text module,
                            const char *ending)
{
	bytes_clear(&sourced->target);
	for (size_t i = 0; i < module.size; i++)
		bytes_add_char(&sourced->target, module.data[i] == '.' ? '/' : module.data[i]);
	bytes_add_string(&sourced->target, ending);
	return namesakes_find(&sourced->namesakes, from, bytes_text(&sourced->target));
}

static uint32_t find_module(struct sourced *sourced, uint32_t from, struct text module)
{
	uint32_t found = find_ending(sourced, from, module, ".lua");

	return found != FILE_NONE ? found : find_ending(sourced, from, module, "/init.lua");
}

/* Does its first part name a folder beside the file or at the top? */
static bool is_ours(const struct sourced *sourced, uint32_t from, struct text module)
{
	const char *dot = module.size ? memchr(module.data, '.', module.size) : NULL;
	struct bytes path = BYTES_INIT;
	bool ours = false;

	if (dot) {
		module.size = (size_t)(dot - module.data);
		ours = tree_folder(sourced->tree, module) != FOLDER_NONE ||
		       (path_join(&path, tree_home(sourced->tree, from)->path, module) &&
		        tree_folder(sourced->tree, bytes_text(&path)) != FOLDER_NONE);
	}
	bytes_release(&path);
	return ours;
}

static void link_import(struct sourced *sourced, uint32_t file, const struct import *import,
                        struct links *links)
{
	bool is_path = import->kind == IMPORT_PATH;
	uint32_t found = is_path ? find_path(sourced, file, import->target)
	                         : find_module(sourced, file, import->target);

	links_add(links, found, EDGE_IMPORT);
	if (found == FILE_NONE)
		links->unresolved += is_path ? text_starts(import->target, "./") ||
		                                       text_starts(import->target, "../")
		                             : is_ours(sourced, file, import->target);
}

static void sourced_resolve(void *state, uint32_t file, struct links *links)
{
	struct sourced *sourced = state;
	const struct facts *facts = tree_facts(sourced->tree, file);

	for (size_t i = 0; i < facts->import_count; i++)
		link_import(sourced, file, &facts->imports[i], links);
	by_name_link(&sourced->names, file, links);
}

const struct resolver resolver_sourced = { sourced_open, sourced_resolve, sourced_close, NULL };
