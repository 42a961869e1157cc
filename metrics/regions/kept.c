#include "json.h"
#include "kept.h"
#include "kept_packages.h"

#include <string.h>

/* --- the edges of all files -------------------------------------------------------------- */

/* Edges and unresolved imports of the files again, in the numbers of the small tree. */
struct guiding {
	const struct guide_file *list;
	size_t count;
	struct json_memo jsons;
};

static void resolve(const struct kept_tree *small, const struct growing *growing,
                    struct guiding *guides, struct regions *of_small)
{
	struct arena arena = ARENA_INIT;
	struct regions nothing = {
		.standings = memory_new(small->count * sizeof(struct standing)),
		.edges_first = memory_new((small->count + 1) * sizeof(uint32_t)),
	};
	struct tree tree;

	*of_small = (struct regions){ .files = small->files, .count = small->count };
	tree_init(&tree, &arena, small->files, small->count, guides->list, guides->count);
	tree.looked_into = small->looked_into;
	tree.more = small->looked_into ? kept_tree_more(growing) : NULL;
	tree.jsons = &guides->jsons;
	graph_find_links(of_small, &tree, &nothing, small->again);
	tree_release(&tree);
	arena_release(&arena);
	regions_release(&nothing);
}

static bool needs_guides(const struct kept *kept)
{
	for (size_t i = 0; i < kept->again_count; i++) {
		uint32_t file = kept->again[i];
		enum link_style style = kept->files[file].facts->language->link_style;

		if (style == LINKS_SCRIPT || style == LINKS_PHP || style == LINKS_GO)
			return true;
	}
	return false;
}

/* Until nobody looks into a file of which only the path is there.  The caller releases `of_small`. */
static void resolve_all(struct kept *kept, struct kept_tree *small, struct regions *of_small)
{
	struct growing *growing = kept_tree_begin(kept);
	struct guiding guides = { .count = 0 };
	bool grew, first = true;

	if (needs_guides(kept))
		guides.list = kept_guides(kept, &guides.count);
	grew = !kept->failed;

	while (grew) {
		regions_release(of_small);
		if (first || !kept->keeper->has_all)
			kept_tree_plant(growing, small);
		else
			kept_tree_plant_all(kept, small);
		first = false;
		resolve(small, growing, &guides, of_small);
		grew = small->looked_into && kept_tree_grow(growing, small);
	}
	kept_tree_end(growing);
	json_memo_release(&guides.jsons);
}

static void take_edges(struct regions *out, const struct edge *edges, size_t count)
{
	if (count)
		memcpy(out->edges + out->edge_count, edges, count * sizeof(*edges));
	out->edge_count += count;
}

static void take_known_edges(struct regions *out, const struct regions *known, uint32_t from,
                             uint32_t end)
{
	for (uint32_t file = from; file < end; file++) {
		size_t count;
		const struct edge *edges = regions_edges(known, file, &count);

		take_edges(out, edges, count);
	}
}

static void put_edges(const struct kept *kept, const struct kept_tree *small,
                      const struct regions *of_small, struct regions *out)
{
	const struct regions *known = kept->known;
	uint32_t from = 0;
	size_t edge = 0;

	out->edges = memory_new((known->edge_count + of_small->edge_count) * sizeof(*out->edges));
	for (uint32_t i = 0; i < small->count; i++) {
		uint32_t file = small->in_whole[i];

		if (!small->again[i])
			continue;
		take_known_edges(out, known, from, file);
		from = file + 1;
		for (; edge < of_small->edge_count && of_small->edges[edge].from == i; edge++) {
			struct edge found = of_small->edges[edge];

			found.from = file;
			found.to = small->in_whole[found.to];
			take_edges(out, &found, 1);
		}
		out->standings[file].unresolved = of_small->standings[i].unresolved;
	}
	take_known_edges(out, known, from, (uint32_t)out->count);
}

/* --- all of it -------------------------------------------------------------------------- */

static void take_known(struct regions *out, const struct regions *known)
{
	out->standings = memory_new(out->count * sizeof(*out->standings));
	if (out->count)
		memcpy(out->standings, known->standings, out->count * sizeof(*out->standings));
}

/* Most of what people change leads where it led before. */
static bool leads_where_it_did(const struct kept *kept, const struct kept_tree *small,
                               const struct regions *of_small)
{
	const struct regions *known = kept->known;
	size_t edge = 0;

	for (uint32_t i = 0; i < small->count; i++) {
		uint32_t file = small->in_whole[i];
		const struct edge *old;
		size_t count;

		if (!small->again[i])
			continue;
		old = regions_edges(known, file, &count);
		for (; count && edge < of_small->edge_count; old++, count--, edge++) {
			const struct edge *is = &of_small->edges[edge];

			if (is->from != i || small->in_whole[is->to] != old->to ||
			    is->kind != old->kind || is->confidence != old->confidence)
				return false;
		}
		if (count || (edge < of_small->edge_count && of_small->edges[edge].from == i) ||
		    known->standings[file].unresolved != of_small->standings[i].unresolved)
			return false;
	}
	return true;
}

static void amend(struct kept *kept, struct regions *out)
{
	struct kept_tree small = { .count = 0 };
	struct regions of_small = REGIONS_INIT;
	bool imports_more = false;

	if (!kept->failed)
		resolve_all(kept, &small, &of_small);
	if (!kept->failed)
		imports_more = kept_take_imports(kept, &small, &of_small);
	if (kept->failed) {
		regions_release(&of_small);
		return;
	}
	if (!kept->moves && !imports_more && leads_where_it_did(kept, &small, &of_small)) {
		*out = *kept->known;
		out->borrowed = true;
	} else if (kept_take_whole(kept)) {
		*out = (struct regions){ .files = kept->files, .count = kept->count };
		take_known(out, kept->known);
		kept_put_imports(kept, out);
		put_edges(kept, &small, &of_small, out);
		kept_stand(kept, &small, out);
	}
	out->files = kept->files;
	regions_release(&of_small);
}

bool regions_assign_kept(struct regions *out, const struct source_file *files, size_t count,
                         const struct regions *known, const struct regions_moves *moves,
                         const uint32_t *changed, size_t changed_count,
                         const struct regions_keeper *keeper)
{
	struct kept kept = { .files = files,
		             .count = count,
		             .moves = moves,
		             .changed = changed,
		             .changed_count = changed_count,
		             .keeper = keeper };

	*out = REGIONS_INIT;
	kept_take_known(&kept, known);
	kept_find_again(&kept);
	amend(&kept, out);
	regions_release(&kept.moved);
	memory_free(kept.again);
	hash_map_release(&kept.is_again);
	memory_free(kept.handed);
	hash_map_release(&kept.is_handed);
	hash_map_release(&kept.takes_all);
	hash_map_release(&kept.ways_from);
	hash_map_release(&kept.reached);
	memory_free(kept.imports);
	arena_release(&kept.arena);
	return !kept.failed;
}
