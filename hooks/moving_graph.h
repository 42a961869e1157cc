/*
 * moving_graph: the graph of a tree that moves.
 *
 * That of the last tree is known.  Of a few files that differ, come or go, only those are
 * resolved that these concern, as in a commit (regions_assign_kept).  Where that leads nowhere, the
 * files that differ are, as long as no other can see that (regions_assign_near); else, and
 * where attributes or guides differ, all of it is made anew.  The edges and standings are
 * the same either way.
 */
#ifndef HOOKS_MOVING_GRAPH_H
#define HOOKS_MOVING_GRAPH_H

#include "bole/regions.h"

struct moving_graph;

struct moving_graph *moving_graph_new(void);
void moving_graph_free(struct moving_graph *graph);

/* The next tree.  What the last one said of its files must lie in memory still. */
struct moving_tree {
	const struct source_file *files; /* ascending by path, with all links; copied */
	size_t count;
	const uint32_t *was; /* by file: its number in the last tree, or MAP_NONE: it came */
	const struct guide_file *guides;
	size_t guide_count;
	bool other_rules; /* attributes or guides differ */
};
/* Borrowed until the next one. */
const struct regions *moving_graph_make(struct moving_graph *graph, const struct moving_tree *tree);
/* A file has other facts, which mean the same to the graph (facts_shape). */
void moving_graph_renew(struct moving_graph *graph, uint32_t number,
                        const struct source_file *file);

size_t moving_graph_count(const struct moving_graph *graph); /* how many were made; */
size_t moving_graph_kept(const struct moving_graph *graph);  /* of these, of what was known */

#endif
