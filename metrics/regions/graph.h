/* What the steps from edges to regions share: see graph.c for their order. */
#ifndef REGIONS_GRAPH_H
#define REGIONS_GRAPH_H

#include "bole/regions.h"

/* The files that a file depends on: edges[edges_first[i] .. edges_first[i + 1]). */
struct graph {
	struct regions *regions;
	uint8_t *classes; /* by file: enum file_class */
	uint32_t *edges_first;
	uint32_t *component; /* by file: numbered so that an edge never leads to a higher one */
	uint32_t components;
};

void find_components(struct graph *graph); /* cycle, cycle_id, component */
void count_dependents(const struct graph *graph);

#endif
