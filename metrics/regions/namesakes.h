/*
 * Files found by the end of their path, where what comes before it, the root,
 * is known to a build or a run only.
 */
#ifndef REGIONS_NAMESAKES_H
#define REGIONS_NAMESAKES_H

#include "tree.h"

enum { NAMESAKES_MAX = 512 }; /* files of one name that are compared */

struct namesakes {
	const struct tree *tree;
	struct text_map by_name; /* name of a file to its first namesake */
	uint32_t *next;          /* by file: the next, or FILE_NONE */
};

/*
 * Files of one link style, those of one name in the order of their paths:
 *
 *	uint32_t at = namesakes_first(namesakes, name);
 *	for (size_t i = 0; at != FILE_NONE && i < NAMESAKES_MAX; i++, at = namesakes->next[at])
 */
void namesakes_init(struct namesakes *namesakes, const struct tree *tree, enum link_style style);
void namesakes_release(struct namesakes *namesakes);
uint32_t namesakes_first(const struct namesakes *namesakes, struct text name);

/* The file nearest to `from`, other than that one, whose path ends in `tail`, or FILE_NONE. */
uint32_t namesakes_find(const struct namesakes *namesakes, uint32_t from, struct text tail);

#endif
