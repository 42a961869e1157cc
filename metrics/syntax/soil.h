/* soil: which parts of a tree are to be read anew, when its text changed here and there. */
#ifndef SYNTAX_SOIL_H
#define SYNTAX_SOIL_H

#include <tree_sitter/api.h>

#include "hunks.h"

/* Whole nodes of the old tree, and one more on both sides; none where a large one or one that was
 * opened follows (versions.c). */
struct patch {
	size_t start, end;
	size_t inner; /* where the last one begins, that is whole and only there for distance */
};

struct patches {
	struct patch *items; /* ascending, apart from each other */
	size_t count, capacity;
	size_t bytes; /* of all of them */
};

#define PATCHES_INIT ((struct patches){ 0 })

void patches_release(struct patches *patches);
/* All that a hunk touches, and all that holds an error. */
void patches_find(struct patches *patches, const TSTree *tree, size_t size,
                  const struct hunks *hunks);

#endif
