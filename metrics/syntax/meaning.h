/* What a node means: the first row of its language's table that holds for it. */
#ifndef SYNTAX_MEANING_H
#define SYNTAX_MEANING_H

#include "walk.h"

/* What a node is by itself and by its place in its parent. */
struct meaning {
	uint16_t row;       /* its own, or ROW_NONE */
	uint16_t place_row; /* by a "*" row of the parent, or ROW_NONE */
	uint8_t role;       /* of its own row */
};

/* Of the node that the walk is at, below the levels that are open.  It is no error. */
struct meaning node_meaning(struct syntax *syntax);

#endif
