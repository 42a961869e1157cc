/*
 * What the imports of a file are called in it: looked up by name, built for a
 * file when it is first asked for.
 */
#ifndef REGIONS_BINDINGS_H
#define REGIONS_BINDINGS_H

#include "tree.h"

struct binding {
	uint64_t name;
	uint32_t import; /* of the file's facts */
};

struct file_bindings {
	struct binding *items; /* ascending by name, then by import */
	uint32_t count;
	uint32_t *stars; /* imports that bring all names of their target */
	uint32_t star_count;
	bool built;
};

struct bindings {
	struct tree *tree;
	struct file_bindings *by_file;
};

void bindings_init(struct bindings *bindings, struct tree *tree);
void bindings_release(struct bindings *bindings);

const struct file_bindings *bindings_of(struct bindings *bindings, uint32_t file);
/* The first binding of `name`; its equals follow.  The count when there is none. */
uint32_t bindings_find(const struct file_bindings *of, uint64_t name);

/* Does it take all names of its target, without a name for them together? */
bool is_star(const struct import *import);

#endif
