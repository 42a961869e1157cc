#include "clones_list.h"

#include <stdlib.h>

const struct source_file *clone_file_of(const struct clones_list *list,
                                        const struct clone_side *side)
{
	return &list->tree->state.files[duplication_file(list->found, list->part, side)];
}

const struct standing *clone_standing(const struct clones_list *list, const struct clone_side *side)
{
	return &list->tree->state.regions
	                .standings[duplication_file(list->found, list->part, side)];
}

bool clone_is_shown(const struct clones_list *list, const struct clone_side *side)
{
	return tree_shows(list->tree, clone_file_of(list, side)->path);
}

static struct ranked_class rank(const struct clones_list *list, const struct clone_class *class)
{
	struct ranked_class ranked = { class, 0, 0 };

	for (uint32_t i = 0; i < class->copy_count; i++) {
		const struct clone_side *copy =
			&list->found->clones[list->part].places[class->copies[i]];
		uint32_t load = clone_standing(list, copy)->load;

		if (load > ranked.load)
			ranked.load = load;
		ranked.cost += (uint64_t) class->tokens * (load ? load : 1);
	}
	return ranked;
}

static int by_cost(const void *a, const void *b)
{
	const struct ranked_class *x = a, *y = b;

	if (x->cost != y->cost)
		return x->cost > y->cost ? -1 : 1;
	return x->class < y->class ? -1 : x->class > y->class;
}

static bool class_is_shown(const struct clones_list *list, const struct clone_class *class)
{
	const struct clones *clones = &list->found->clones[list->part];

	for (uint32_t i = 0; i < class->copy_count; i++)
		if (clone_is_shown(list, &clones->places[class->copies[i]]))
			return true;
	return false;
}

size_t classes_rank(const struct clones_list *list, struct ranked_class **out)
{
	const struct clones *clones = &list->found->clones[list->part];
	struct ranked_class *ranked = memory_new(clones->class_count * sizeof(*ranked));
	size_t count = 0;

	for (size_t i = 0; i < clones->class_count; i++)
		if (class_is_shown(list, &clones->classes[i]))
			ranked[count++] = rank(list, &clones->classes[i]);
	if (count)
		qsort(ranked, count, sizeof(*ranked), by_cost);
	*out = ranked;
	return count;
}
