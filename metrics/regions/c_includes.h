/*
 * From the words of an #include to a file of the tree.
 *
 * No build is run, so include roots are inferred: a quoted path is looked for
 * beside the includer, then wherever a path of the tree ends in it, nearest
 * first.  An angled path may belong to the system and must show that it is
 * ours.
 */
#ifndef REGIONS_C_INCLUDES_H
#define REGIONS_C_INCLUDES_H

#include "namesakes.h"

struct c_includes {
	struct tree *tree;
	struct namesakes namesakes;
	uint64_t *project;    /* by file: hash of its vendored project, 0: our own code */
	struct hash_map memo; /* what an include means in a folder */
	struct bytes path;
};

void c_includes_init(struct c_includes *includes, struct tree *tree);
void c_includes_release(struct c_includes *includes);

bool c_is_header(struct text path);
/* Is it a source that defines methods, which a header may declare? */
bool c_may_be_body(const struct source_file *file);

bool is_include(const struct import *import);
/* What an include of `from` takes in, or FILE_NONE. */
uint32_t c_includes_find(struct c_includes *includes, uint32_t from, const struct import *import);

#endif
