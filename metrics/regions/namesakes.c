#include "namesakes.h"

#include "paths.h"

void namesakes_init(struct namesakes *namesakes, const struct tree *tree, enum link_style style)
{
	*namesakes = (struct namesakes){
		.tree = tree,
		.next = memory_new(tree->count * sizeof(*namesakes->next)),
	};
	/* Backwards, so that namesakes come in the order of their paths. */
	for (uint32_t i = (uint32_t)tree->count; i-- > 0;) {
		uint32_t *first;

		if (tree_style(tree, i) != style)
			continue;
		first = text_map_at(&namesakes->by_name, path_name(tree_path(tree, i)));
		namesakes->next[i] = *first == MAP_NONE ? FILE_NONE : *first;
		*first = i;
	}
}

void namesakes_release(struct namesakes *namesakes)
{
	text_map_release(&namesakes->by_name);
	memory_free(namesakes->next);
}

uint32_t namesakes_first(const struct namesakes *namesakes, struct text name)
{
	return text_map_get(&namesakes->by_name, name);
}

uint32_t namesakes_find(const struct namesakes *namesakes, uint32_t from, struct text tail)
{
	const struct tree *tree = namesakes->tree;
	uint32_t at = namesakes_first(namesakes, path_name(tail));
	uint32_t found = FILE_NONE;

	for (size_t i = 0; at != FILE_NONE && i < NAMESAKES_MAX; i++, at = namesakes->next[at])
		if (at != from && path_ends_in(tree_path(tree, at), tail) &&
		    tree_may_use(tree, from, at) &&
		    (found == FILE_NONE || tree_is_nearer(tree, from, at, found)))
			found = at;
	return found;
}
