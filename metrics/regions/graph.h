/* What the steps from edges to regions share: see graph.c for their order. */
#ifndef REGIONS_GRAPH_H
#define REGIONS_GRAPH_H

#include "tree.h"

/* The files that a file depends on: edges[edges_first[i] .. edges_first[i + 1]). */
struct graph {
	struct regions *regions;
	uint8_t *classes; /* by file: enum file_class */
	uint32_t *edges_first;
	uint32_t *component; /* by file: numbered so that an edge never leads to a higher one */
	uint32_t components;
};

/* Edges, and how many imports of each file are unresolved; of files that are not `changed` as in
 * `known`, which is NULL when nothing is. */
void graph_find_links(struct regions *regions, struct tree *tree, const struct regions *known,
                      const bool *changed);
/* users_first and users, of the edges. */
void graph_index_users(struct regions *regions);
/* Regions by the loads of all files. */
void graph_label(struct regions *regions);
void graph_find_cycles(struct regions *regions);
/* The place in `edges` of the first edge from `file`, or from a file behind it. */
size_t edges_from(const struct regions *regions, uint32_t file);

void find_components(struct graph *graph); /* cycle, cycle_id, component */
void count_dependents(const struct graph *graph);

#endif
