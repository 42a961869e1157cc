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
	struct text_map by_name;      /* name of a file to its first namesake */
	struct text_map by_two;       /* name with that of its folder: a tree may have a
	                            thousand types.h, but few net/types.h */
	uint32_t *next, *next_of_two; /* by file: the next, or FILE_NONE */
};

/*
 * Files of one link style whose paths may end in `tail`, in the order of their
 * paths; what stands before its last two parts is the caller's to compare.
 *
 *	uint32_t at = namesakes_first(namesakes, tail);
 *	for (size_t i = 0; at != FILE_NONE && i < NAMESAKES_MAX;
 *	     i++, at = namesakes_next(namesakes, tail, at))
 */
void namesakes_init(struct namesakes *namesakes, const struct tree *tree, enum link_style style);
void namesakes_release(struct namesakes *namesakes);
uint32_t namesakes_first(const struct namesakes *namesakes, struct text tail);
uint32_t namesakes_next(const struct namesakes *namesakes, struct text tail, uint32_t file);

/* The file nearest to `from`, other than that one, whose path ends in `tail`, or FILE_NONE. */
uint32_t namesakes_find(const struct namesakes *namesakes, uint32_t from, struct text tail);

#endif
