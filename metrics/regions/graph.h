/* What the steps from edges to regions share: see graph.c for their order. */
#ifndef REGIONS_GRAPH_H
#define REGIONS_GRAPH_H

#include "tree.h"

struct graph {
	struct regions *regions;
	uint8_t *classes;    /* by file: enum file_class */
	uint32_t *component; /* by file: numbered so that an edge never leads to a higher one */
	uint32_t components;
};

/* Edges, and how many imports of each file are unresolved; of files that are not `changed` as in
 * `known`, which is NULL when nothing is. */
void graph_find_links(struct regions *regions, struct tree *tree, const struct regions *known,
                      const bool *changed);
/* edges_first, users_first and users, of the edges. */
void graph_index(struct regions *regions);
/* Regions by the loads of all files. */
void graph_label(struct regions *regions);
void graph_find_cycles(struct regions *regions);
void graph_index_edges(struct regions *regions); /* the first of these */

void find_components(struct graph *graph); /* cycle, cycle_id, component */
void count_dependents(const struct graph *graph);

#endif
