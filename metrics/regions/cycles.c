/*
 * The strongly connected components of the graph (Tarjan 1972), with a stack
 * of its own: a chain of sixty thousand files is no reason to run out of one.
 */
#include "graph.h"

enum { UNSEEN = 0 };

struct search {
	struct graph *graph;
	uint32_t *seen; /* by file: when it was reached, from 1 */
	uint32_t *low;  /* by file: the earliest that its subtree leads back to */
	uint32_t *next; /* by file: the next edge to take */
	uint32_t *path; /* files whose edges are being taken */
	uint32_t *open; /* files whose component is not yet known */
	bool *is_open;
	size_t path_count, open_count;
	uint32_t clock;
};

static void enter(struct search *search, uint32_t file)
{
	search->seen[file] = search->low[file] = ++search->clock;
	search->next[file] = search->graph->regions->edges_first[file];
	search->path[search->path_count++] = file;
	search->open[search->open_count++] = file;
	search->is_open[file] = true;
}

static void lower(struct search *search, uint32_t file, uint32_t to)
{
	if (to < search->low[file])
		search->low[file] = to;
}

/* All that was opened since `file` is one component. */
static void close_component(struct search *search, uint32_t file)
{
	struct graph *graph = search->graph;
	struct standing *standings = graph->regions->standings;
	size_t first = search->open_count;
	uint32_t smallest = file, size;

	do {
		uint32_t member = search->open[--first];

		search->is_open[member] = false;
		graph->component[member] = graph->components;
		if (member < smallest)
			smallest = member;
	} while (search->open[first] != file);
	size = (uint32_t)(search->open_count - first);
	for (size_t i = first; size > 1 && i < search->open_count; i++) {
		standings[search->open[i]].cycle = size;
		standings[search->open[i]].cycle_id = smallest;
	}
	search->open_count = first;
	graph->components++;
}

static void leave(struct search *search, uint32_t file)
{
	search->path_count--;
	if (search->path_count)
		lower(search, search->path[search->path_count - 1], search->low[file]);
	if (search->low[file] == search->seen[file])
		close_component(search, file);
}

static void search_from(struct search *search, uint32_t start)
{
	const struct graph *graph = search->graph;

	enter(search, start);
	while (search->path_count) {
		uint32_t file = search->path[search->path_count - 1];
		uint32_t to;

		if (search->next[file] == graph->regions->edges_first[file + 1]) {
			leave(search, file);
			continue;
		}
		to = graph->regions->edges[search->next[file]++].to;
		if (search->seen[to] == UNSEEN)
			enter(search, to);
		else if (search->is_open[to])
			lower(search, file, search->seen[to]);
	}
}

void find_components(struct graph *graph)
{
	size_t count = graph->regions->count;
	struct search search = {
		.graph = graph,
		.seen = memory_new(count * sizeof(uint32_t)),
		.low = memory_new(count * sizeof(uint32_t)),
		.next = memory_new(count * sizeof(uint32_t)),
		.path = memory_new(count * sizeof(uint32_t)),
		.open = memory_new(count * sizeof(uint32_t)),
		.is_open = memory_new(count * sizeof(bool)),
	};

	for (uint32_t i = 0; i < count; i++)
		if (search.seen[i] == UNSEEN)
			search_from(&search, i);
	memory_free(search.seen);
	memory_free(search.low);
	memory_free(search.next);
	memory_free(search.path);
	memory_free(search.open);
	memory_free(search.is_open);
}
