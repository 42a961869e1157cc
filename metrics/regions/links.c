#include "links.h"

#include <stdlib.h>

enum { FEW = 24 }; /* up to so many edges insertion beats a call of qsort */

void links_init(struct links *links, size_t files)
{
	*links = (struct links){ .place = memory_new(files * sizeof(uint32_t)) };
}

void links_release(struct links *links)
{
	memory_free(links->place);
	links->place = NULL;
}

void links_begin(struct links *links, uint32_t from)
{
	links->from = from;
	links->first = links->count;
}

/* A place from an earlier file lies before `first`, or holds another target. */
bool links_has(const struct links *links, uint32_t to)
{
	uint32_t place = links->place[to];

	return place >= links->first && place < links->count && links->edges[place].to == to;
}

static void add(struct links *links, uint32_t to, enum edge_kind kind, uint8_t confidence)
{
	if (to == FILE_NONE || to == links->from)
		return;
	if (links_has(links, to)) {
		struct edge *edge = &links->edges[links->place[to]];

		if (kind < edge->kind)
			edge->kind = (uint8_t)kind;
		if (confidence > edge->confidence)
			edge->confidence = confidence;
		return;
	}
	links->edges =
		array_grow(links->edges, &links->capacity, links->count, sizeof(*links->edges));
	links->place[to] = (uint32_t)links->count;
	links->edges[links->count++] = (struct edge){ links->from, to, (uint8_t)kind, confidence };
}

void links_add(struct links *links, uint32_t to, enum edge_kind kind)
{
	add(links, to, kind, kind == EDGE_USE ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH);
}

void links_guess(struct links *links, uint32_t to)
{
	add(links, to, EDGE_USE, CONFIDENCE_LOW);
}

static int by_target(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return (x->to > y->to) - (x->to < y->to);
}

void links_end(struct links *links)
{
	size_t count = links->count - links->first;
	struct edge *edges;

	if (!count)
		return;
	edges = links->edges + links->first;
	if (count > FEW) {
		qsort(edges, count, sizeof(*edges), by_target);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct edge edge = edges[i];
		size_t at = i;

		for (; at > 0 && edges[at - 1].to > edge.to; at--)
			edges[at] = edges[at - 1];
		edges[at] = edge;
	}
}
