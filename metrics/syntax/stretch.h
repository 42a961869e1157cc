/* Where a tree has errors, and which lines around one belong together. */
#ifndef SYNTAX_STRETCH_H
#define SYNTAX_STRETCH_H

#include <tree_sitter/api.h>

#include "bole/base.h"

struct stretch {
	size_t start, end; /* bytes, half open */
};

/*
 * What begins at the start of a line ends with a bracket there: the lines from behind the last
 * such bracket before `error`, or `from`, up to and with the next one, and each #endif behind it.
 */
struct stretch stretch_around(struct text text, size_t from, size_t error);

/* What did not parse, or is missing, in the order of its start.  Begins as all zeros; `items` is
 * the caller's. */
struct errors {
	struct stretch *items;
	size_t count, capacity;
	uint32_t open; /* blocks that nothing closes */
};

void errors_find(struct errors *errors, const TSTree *tree);

#endif
