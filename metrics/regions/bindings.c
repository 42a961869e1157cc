#include "bindings.h"

#include <stdlib.h>

#include "exports.h"

void bindings_init(struct bindings *bindings, struct tree *tree)
{
	bindings->tree = tree;
	bindings->by_file = memory_new(tree->count * sizeof(*bindings->by_file));
}

void bindings_release(struct bindings *bindings)
{
	memory_free(bindings->by_file);
	bindings->by_file = NULL;
}

bool is_star(const struct import *import)
{
	return (import->flags & IMPORT_WILDCARD) && !import->alias.size;
}

static int by_name(const void *a, const void *b)
{
	const struct binding *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->import > y->import) - (x->import < y->import);
}

static void build(struct tree *tree, const struct facts *facts, struct file_bindings *of)
{
	of->built = true;
	of->items = arena_new(tree->arena, facts->import_count * sizeof(*of->items));
	of->stars = arena_new(tree->arena, facts->import_count * sizeof(*of->stars));
	for (uint32_t i = 0; i < facts->import_count; i++) {
		const struct import *import = &facts->imports[i];

		if (import->kind == IMPORT_STRUCTURE)
			continue;
		if (is_star(import))
			of->stars[of->star_count++] = i;
		else if (import->alias.size || import->name.size)
			of->items[of->count++] = (struct binding){ import_binding(import), i };
	}
	if (of->count)
		qsort(of->items, of->count, sizeof(*of->items), by_name);
}

const struct file_bindings *bindings_of(struct bindings *bindings, uint32_t file)
{
	struct file_bindings *of = &bindings->by_file[file];

	if (!of->built)
		build(bindings->tree, tree_facts(bindings->tree, file), of);
	return of;
}

uint32_t bindings_find(const struct file_bindings *of, uint64_t name)
{
	uint32_t low = 0, high = of->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (of->items[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return low < of->count && of->items[low].name == name ? low : of->count;
}
