/*
 * What the steps from a known graph to one that differs little share: the known one in the
 * numbers of today's files (kept_moves.c), which of these are to be resolved again (kept_again.c,
 * and kept_paths.c where files came or went), what they can see (kept_tree.c), and the graph that
 * comes of it (kept.c, kept_stand.c).
 */
#ifndef REGIONS_KEPT_H
#define REGIONS_KEPT_H

#include "graph.h"
#include "traces.h"

struct kept {
	const struct source_file *files;
	size_t count;
	const struct regions *known;       /* in the numbers of `files` */
	const struct regions_moves *moves; /* or NULL */
	struct regions moved;              /* what is known, where files came or went */
	struct source_file *gone;
	size_t gone_count;
	bool breaks_cycle;       /* one that is gone was part of one */
	const uint32_t *changed; /* ascending */
	size_t changed_count;
	const struct regions_keeper *keeper;
	uint32_t *again; /* files to be resolved again; ascending when all are known */
	size_t again_count, again_capacity;
	struct hash_map is_again;
	struct arena arena;
	bool failed; /* this way leads nowhere: more differs than traces tell, or too much */
};

/* Makes `known` of what is known in other numbers.  Whoever linked to a file that is gone is to be
 * resolved again. */
void kept_take_known(struct kept *kept, const struct regions *known);

void kept_add_again(struct kept *kept, uint32_t file);
/* All that are marked as changed, and all that mention what these define otherwise now. */
void kept_find_again(struct kept *kept);
/* And all that may mean a path that came or went. */
void kept_find_path_users(struct kept *kept, const struct source_file *file);

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

/* Where it was; MAP_NONE: it came. */
static inline uint32_t kept_was(const struct kept *kept, uint32_t file)
{
	return kept->moves ? kept->moves->was[file] : file;
}

/* As regions_keeper's, but told in the numbers of `files`. */
void kept_look(struct kept *kept, uint64_t key, bool exact, trace_found *found, void *context);

#endif
