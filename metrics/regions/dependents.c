/*
 * How many source files reach each file, over any number of links.
 *
 * Exact counts need the union of what reaches each file, a bit for each pair.
 * So components take turns: 512 of them set one bit each and hand it down the
 * graph, whose components are numbered in the order that this needs.
 */
#include <string.h>

#include "graph.h"

enum {
	TURN_WORDS = 8,
	TURN = TURN_WORDS * 64,
};

struct arrow {
	uint32_t from, to; /* components */
};

struct counting {
	const struct graph *graph;
	uint32_t *weight;     /* by component: source files in it */
	uint64_t *count;      /* by component: source files that reach it, its own included */
	struct arrow *arrows; /* distinct, descending by `from` */
	size_t arrow_count;
	uint64_t (*bits)[TURN_WORDS]; /* by component: who of this turn reaches it */
	bool *reached;                /* by component: any bit at all */
	uint32_t *turn;               /* components of this turn */
	size_t turn_count;
};

/* Components in the order of their numbers: a file list by counting. */
static uint32_t *files_by_component(const struct graph *graph, uint32_t *first)
{
	size_t count = graph->regions->count;
	uint32_t *files = memory_new(count * sizeof(uint32_t));

	for (size_t i = 0; i < count; i++)
		first[graph->component[i] + 1]++;
	for (uint32_t c = 0; c < graph->components; c++)
		first[c + 1] += first[c];
	for (uint32_t i = (uint32_t)count; i-- > 0;)
		files[--first[graph->component[i] + 1]] = i;
	return files;
}

static void add_arrows(struct counting *counting, uint32_t from, uint32_t file, uint32_t *last)
{
	const struct graph *graph = counting->graph;

	for (uint32_t e = graph->regions->edges_first[file];
	     e < graph->regions->edges_first[file + 1]; e++) {
		uint32_t to = graph->component[graph->regions->edges[e].to];

		if (to == from || last[to] == from + 1)
			continue;
		last[to] = from + 1;
		counting->arrows[counting->arrow_count++] = (struct arrow){ from, to };
	}
}

static void find_arrows(struct counting *counting)
{
	const struct graph *graph = counting->graph;
	uint32_t *first = memory_new((graph->components + 2) * sizeof(uint32_t));
	uint32_t *last = memory_new(graph->components * sizeof(uint32_t));
	uint32_t *files = files_by_component(graph, first);
	size_t at = graph->regions->count;

	counting->arrows = memory_new(graph->regions->edge_count * sizeof(*counting->arrows));
	while (at-- > 0)
		add_arrows(counting, graph->component[files[at]], files[at], last);
	memory_free(files);
	memory_free(first);
	memory_free(last);
}

static void hand_down(struct counting *counting)
{
	for (size_t i = 0; i < counting->arrow_count; i++) {
		struct arrow arrow = counting->arrows[i];

		if (!counting->reached[arrow.from])
			continue;
		counting->reached[arrow.to] = true;
		for (int w = 0; w < TURN_WORDS; w++)
			counting->bits[arrow.to][w] |= counting->bits[arrow.from][w];
	}
}

static void add_counts(struct counting *counting)
{
	for (uint32_t c = 0; c < counting->graph->components; c++) {
		if (!counting->reached[c])
			continue;
		for (int w = 0; w < TURN_WORDS; w++)
			counting->count[c] += (uint64_t)__builtin_popcountll(counting->bits[c][w]);
		/* A component of several files counts for all of them. */
		for (size_t i = 0; i < counting->turn_count; i++) {
			uint32_t weight = counting->weight[counting->turn[i]];

			if (weight > 1 && (counting->bits[c][i >> 6] >> (i & 63) & 1))
				counting->count[c] += weight - 1;
		}
	}
}

static void take_turn(struct counting *counting)
{
	size_t components = counting->graph->components;

	memset(counting->bits, 0, components * sizeof(*counting->bits));
	memset(counting->reached, 0, components * sizeof(*counting->reached));
	for (size_t i = 0; i < counting->turn_count; i++) {
		uint32_t component = counting->turn[i];

		counting->reached[component] = true;
		counting->bits[component][i >> 6] |= UINT64_C(1) << (i & 63);
	}
	hand_down(counting);
	add_counts(counting);
	counting->turn_count = 0;
}

static void store_counts(const struct counting *counting)
{
	const struct graph *graph = counting->graph;
	struct regions *regions = graph->regions;

	for (size_t i = 0; i < regions->count; i++) {
		uint64_t count = counting->count[graph->component[i]];

		if (graph->classes[i] == FILE_SOURCE)
			count--; /* nobody depends on himself */
		regions->standings[i].dependents = (uint32_t)count;
	}
}

void count_dependents(const struct graph *graph)
{
	size_t components = graph->components;
	struct counting counting = {
		.graph = graph,
		.weight = memory_new(components * sizeof(uint32_t)),
		.count = memory_new(components * sizeof(uint64_t)),
		.bits = memory_new(components * sizeof(*counting.bits)),
		.reached = memory_new(components * sizeof(bool)),
		.turn = memory_new(TURN * sizeof(uint32_t)),
	};

	find_arrows(&counting);
	for (size_t i = 0; i < graph->regions->count; i++)
		counting.weight[graph->component[i]] += graph->classes[i] == FILE_SOURCE;
	for (uint32_t c = 0; c < components; c++) {
		if (!counting.weight[c])
			continue;
		counting.turn[counting.turn_count++] = c;
		if (counting.turn_count == TURN)
			take_turn(&counting);
	}
	if (counting.turn_count)
		take_turn(&counting);
	store_counts(&counting);
	memory_free(counting.weight);
	memory_free(counting.count);
	memory_free(counting.arrows);
	memory_free(counting.bits);
	memory_free(counting.reached);
	memory_free(counting.turn);
}
