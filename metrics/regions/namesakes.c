#include "namesakes.h"

#include <string.h>

#include "paths.h"

/* The last two parts of a path; false: it has one only. */
static bool last_two(struct text path, struct text *two)
{
	struct text folder = path_folder(path);
	size_t size;

	if (!folder.size)
		return false;
	size = path.size - folder.size + path_name(folder).size;
	*two = (struct text){ path.data + path.size - size, size };
	return true;
}

static void enter(struct text_map *map, struct text key, uint32_t *next, uint32_t file)
{
	uint32_t *first = text_map_at(map, key);

	next[file] = *first == MAP_NONE ? FILE_NONE : *first;
	*first = file;
}

void namesakes_init(struct namesakes *namesakes, const struct tree *tree, enum link_style style)
{
	*namesakes = (struct namesakes){
		.tree = tree,
		.next = memory_new(tree->count * sizeof(*namesakes->next)),
		.next_of_two = memory_new(tree->count * sizeof(*namesakes->next_of_two)),
	};
	/* Backwards, so that namesakes come in the order of their paths. */
	for (uint32_t i = (uint32_t)tree->count; i-- > 0;) {
		struct text two;

		if (tree_style(tree, i) != style)
			continue;
		enter(&namesakes->by_name, path_name(tree_path(tree, i)), namesakes->next, i);
		if (last_two(tree_path(tree, i), &two))
			enter(&namesakes->by_two, two, namesakes->next_of_two, i);
	}
}

void namesakes_release(struct namesakes *namesakes)
{
	text_map_release(&namesakes->by_name);
	text_map_release(&namesakes->by_two);
	memory_free(namesakes->next);
	memory_free(namesakes->next_of_two);
}

uint32_t namesakes_first(const struct namesakes *namesakes, struct text tail)
{
	struct text two;

	if (last_two(tail, &two))
		return text_map_get(&namesakes->by_two, two);
	return text_map_get(&namesakes->by_name, path_name(tail));
}

uint32_t namesakes_next(const struct namesakes *namesakes, struct text tail, uint32_t file)
{
	return memchr(tail.data, '/', tail.size) ? namesakes->next_of_two[file]
	                                         : namesakes->next[file];
}

uint32_t namesakes_find(const struct namesakes *namesakes, uint32_t from, struct text tail)
{
	const struct tree *tree = namesakes->tree;
	uint32_t at = namesakes_first(namesakes, tail);
	uint32_t found = FILE_NONE;

	for (size_t i = 0; at != FILE_NONE && i < NAMESAKES_MAX;
	     i++, at = namesakes_next(namesakes, tail, at))
		if (at != from && path_ends_in(tree_path(tree, at), tail) &&
		    tree_may_use(tree, from, at) &&
		    (found == FILE_NONE || tree_is_nearer(tree, from, at, found)))
			found = at;
	return found;
}
