/* What `bole map` shows, and its text for a person. */
#ifndef HOOKS_MAP_H
#define HOOKS_MAP_H

#include "tree.h"

/* Asked for, and not taken out of judging. */
static inline bool map_shows(const struct tree *tree, uint32_t file)
{
	return tree_shows(tree, tree->state.files[file].path) &&
	       tree->state.files[file].label.file_class != FILE_EXCLUDED;
}

enum status map_text(struct sink *sink, struct tree *tree, bool all,
                     struct fault *fault) MUST_CHECK;

#endif
