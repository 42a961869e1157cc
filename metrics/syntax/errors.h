/* What of a text a tree could make nothing of. */
#ifndef SYNTAX_ERRORS_H
#define SYNTAX_ERRORS_H

#include <tree_sitter/api.h>

#include "stretch.h"

/* What did not parse, or is missing, in the order of its start.  Begins as all zeros; `items` is
 * the caller's. */
struct errors {
	struct stretch *items;
	size_t count, capacity;
	uint32_t open; /* blocks that nothing closes */
};

/* Bytes that did not parse, and one for each thing that is missing. */
uint32_t errors_count(const TSTree *tree);
/* The same, and where they are. */
uint32_t errors_find(struct errors *errors, const TSTree *tree);

#endif
