#include "kept.h"

#include <string.h>

/* --- the edges of all files -------------------------------------------------------------- */

/* Edges and unresolved imports of the files again, in the numbers of the whole tree. */
static void resolve(struct kept *kept, const struct kept_tree *small, struct regions *of_small)
{
	struct arena arena = ARENA_INIT;
	struct regions nothing = { .standings =
		                           memory_new(small->count * sizeof(struct standing)) };
	struct tree tree;

	(void)kept;
	*of_small = (struct regions){ .files = small->files, .count = small->count };
	tree_init(&tree, &arena, small->files, small->count, NULL, 0);
	graph_find_links(of_small, &tree, &nothing, small->again);
	tree_release(&tree);
	arena_release(&arena);
	memory_free(nothing.standings);
}

static void take_edges(struct regions *out, const struct edge *edges, size_t count)
{
	if (count)
		memcpy(out->edges + out->edge_count, edges, count * sizeof(*edges));
	out->edge_count += count;
}

/* The first edge of `file`, or of a file behind it. */
static size_t first_edge(const struct regions *regions, uint32_t file)
{
	size_t low = 0, high = regions->edge_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (regions->edges[middle].from < file)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void put_edges(const struct kept *kept, const struct kept_tree *small,
                      const struct regions *of_small, struct regions *out)
{
	const struct regions *known = kept->known;
	size_t from = 0, edge = 0;

	out->edges = memory_new((known->edge_count + of_small->edge_count) * sizeof(*out->edges));
	for (uint32_t i = 0; i < small->count; i++) {
		uint32_t file = small->in_whole[i];

		if (!small->again[i])
			continue;
		take_edges(out, known->edges + from, first_edge(known, file) - from);
		from = first_edge(known, file + 1);
		for (; edge < of_small->edge_count && of_small->edges[edge].from == i; edge++) {
			struct edge found = of_small->edges[edge];

			found.from = file;
			found.to = small->in_whole[found.to];
			take_edges(out, &found, 1);
		}
		out->standings[file].unresolved = of_small->standings[i].unresolved;
	}
	take_edges(out, known->edges + from, known->edge_count - from);
}

/* --- all of it -------------------------------------------------------------------------- */

static void take_known(struct regions *out, const struct regions *known)
{
	out->standings = memory_new(out->count * sizeof(*out->standings));
	for (size_t i = 0; i < out->count; i++)
		out->standings[i].unresolved = known->standings[i].unresolved;
}

bool regions_assign_kept(struct regions *out, const struct source_file *files, size_t count,
                         const struct regions *known, const uint32_t *changed, size_t changed_count,
                         const struct regions_keeper *keeper)
{
	struct kept kept = { .files = files,
		             .count = count,
		             .known = known,
		             .changed = changed,
		             .changed_count = changed_count,
		             .keeper = keeper };
	struct kept_tree small;
	struct regions of_small;

	*out = REGIONS_INIT;
	kept_find_again(&kept);
	kept_tree_grow(&kept, &small);
	if (!kept.failed) {
		*out = (struct regions){ .files = files, .count = count };
		take_known(out, known);
		resolve(&kept, &small, &of_small);
		put_edges(&kept, &small, &of_small, out);
		graph_stand(out);
		regions_release(&of_small);
	}
	memory_free(kept.again);
	hash_map_release(&kept.is_again);
	arena_release(&kept.arena);
	return !kept.failed;
}
