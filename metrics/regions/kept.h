/*
 * What the steps from a known graph to one that differs little share: which files are
 * to be resolved again (kept_again.c), what they can see (kept_tree.c), and the graph
 * that comes of it (kept.c).
 */
#ifndef REGIONS_KEPT_H
#define REGIONS_KEPT_H

#include "graph.h"
#include "traces.h"

struct kept {
	const struct source_file *files;
	size_t count;
	const struct regions *known;
	const uint32_t *changed; /* ascending */
	size_t changed_count;
	const struct regions_keeper *keeper;
	uint32_t *again; /* files to be resolved again; ascending when all are known */
	size_t again_count, again_capacity;
	struct hash_map is_again;
	struct arena arena;
	bool failed; /* this way leads nowhere: more differs than traces tell, or too much */
};

/* All that are marked as changed, and all that mention what these define otherwise now. */
void kept_find_again(struct kept *kept);

/* Some files of the whole tree, with as much of their facts as others of them can see. */
struct kept_tree {
	struct source_file *files;
	uint32_t *in_whole; /* by file: its index in the whole tree; ascends */
	bool *again;        /* by file */
	size_t count;
};

/* All that the files to be resolved again can see. */
void kept_tree_grow(struct kept *kept, struct kept_tree *tree);

/* Loads, users, regions and cycles of `out`, which has its edges, and standings as they are known. */
void kept_stand(const struct kept *kept, const struct kept_tree *small, struct regions *out);

/* --- questions ------------------------------------------------------------------------- */

static inline bool kept_is_changed(const struct kept *kept, uint32_t file)
{
	for (size_t i = 0; i < kept->changed_count; i++)
		if (kept->changed[i] == file)
			return true;
	return false;
}

/* All links of a file as it is now; failed and NULL: it has none. */
static inline const struct facts *kept_facts(struct kept *kept, uint32_t file)
{
	const struct facts *facts = kept->keeper->facts_now(kept->keeper->context, file);

	kept->failed |= !facts;
	return facts;
}

static inline void kept_look(struct kept *kept, uint64_t key, bool exact, trace_found *found,
                             void *context)
{
	if (!kept->failed && !kept->keeper->look(kept->keeper->context, key, exact, found, context))
		kept->failed = true;
}

#endif
