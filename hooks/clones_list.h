/*
 * clones_list: the classes of `bole clones`, dearest first, and how a person reads them.
 *
 * What a class costs is its tokens × the files that stand on each of its copies: whoever mends it must
 * look at all of those, and a leaf that copied what stands in the trunk adds little.  Tables are in that order.  A person is shown first what a rule could speak of: classes of
 * TOKENS_WORTH tokens, but not those that do for the members of a class what each class does.  What
 * lies within a class that was shown already is not shown once more.
 */
#ifndef HOOKS_CLONES_LIST_H
#define HOOKS_CLONES_LIST_H

#include <stdio.h>

#include "duplication.h"
#include "tree.h"

enum { TOKENS_WORTH = 50 };

struct clones_list {
	const struct tree *tree;
	const struct duplication *found;
	enum duplication_part part;
};

struct ranked_class {
	const struct clone_class *class;
	uint32_t load; /* of the copy that most stands on */
	uint64_t cost;
};

const struct source_file *clone_file_of(const struct clones_list *list,
                                        const struct clone_side *side);
const struct standing *clone_standing(const struct clones_list *list,
                                      const struct clone_side *side);
bool clone_is_shown(const struct clones_list *list, const struct clone_side *side);
/* All classes with a copy that was asked for, dearest first; to be freed. */
size_t classes_rank(const struct clones_list *list, struct ranked_class **out);

/* `all`: every class and copy. */
void clones_text(FILE *out, struct tree *tree, const struct duplication *found, bool all);

#endif
