/*
 * What the steps from a known graph to one that differs little share: the known one in the
 * numbers of today's files (kept_moves.c), which of these are to be resolved again (kept_again.c,
 * and kept_paths.c where files came or went), what they can see (kept_tree.c), and the graph that
 * comes of it (kept.c, kept_stand.c).
 *
 * The rules of a language are its resolver's alone, which runs in the small tree.  Here is, of each:
 * which of its names and paths leave traces (traces.h); and where the resolver looks at the whole tree
 * by itself, instead of asking for a path (tree_more) or saying whose names it follows
 * (tree_look_into), what must be there (kept_tree.c, kept_modules.c).
 *
 * Not found this way, so that all is measured anew: Rust; a package of Go that others begin or cease to reach;
 * attributes and guides that differ;
 * the top of a C library (include/stdio.h); a folder with a guide, and in JavaScript a file that a
 * guide may lead to by another name, which come or go; an __init__.py in a folder that stays; imports of
 * all names that differ, where others take from that module, and global usings that do; more than
 * some hundred files that are concerned.
 */
#ifndef REGIONS_KEPT_H
#define REGIONS_KEPT_H

#include "graph.h"
#include "traces.h"

/* What a module hands on by a name is otherwise now. */
struct handed {
	uint32_t file;
	uint64_t name;
	bool through; /* it may have been another's */
};

struct kept {
	const struct source_file *files;
	size_t count;
	const struct regions *known;       /* in the numbers of `files` */
	struct regions whole;              /* what is known, once all of it is needed */
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
	struct handed *handed; /* grows: see kept_takers.c */
	size_t handed_count, handed_capacity;
	struct hash_map is_handed;
	struct hash_map takes_all; /* files that take all names of another */
	bool knows_stars;
	struct way *ways; /* of packages: see kept_packages.c */
	struct hash_map ways_from;
	uint64_t reaches_from;
	struct hash_map reached;
	struct package_import *imports; /* that are new, and change nothing of that */
	size_t import_count, import_capacity;
	size_t steps; /* see kept_spend */
	struct arena arena;
	bool failed; /* this way leads nowhere: more differs than traces tell, or too much */
};

/* Makes `known` of what is known in other numbers.  Whoever linked to a file that is gone is to be
 * resolved again. */
void kept_take_known(struct kept *kept, const struct regions *known);
/* Before most of its edges are looked at; false, and failed: they cannot be had. */
bool kept_take_whole(struct kept *kept);

void kept_add_again(struct kept *kept, uint32_t file);
/* All that are marked as changed, and all that mention what these define otherwise now. */
void kept_find_again(struct kept *kept);
/* And all that may mean a path that came or went. */
void kept_find_path_users(struct kept *kept, const struct source_file *file);

/* Of modules, not of names: all that take from one what it has no more, or otherwise. */
void kept_find_takers(struct kept *kept, uint32_t file, const struct facts *was,
                      const struct facts *is);
/* And from those whose imports lead elsewhere, since one goes this way. */
void kept_find_takers_by_way(struct kept *kept, uint32_t file, uint64_t way);

void kept_find_all_takers(struct kept *kept);

/* The first file not before `path`; a file of a folder that neither came nor went, or MAP_NONE. */
size_t kept_place_of(const struct kept *kept, struct text path);
uint32_t kept_stayed_in(const struct kept *kept, size_t place, struct text folder);

/* May a go.mod mean the folder by another name than its own? */
bool kept_is_module(struct kept *kept, struct text folder);

/* Some files of the whole tree, with as much of their facts as others of them can see. */
struct kept_tree {
	struct source_file *files;
	uint32_t *in_whole; /* by file: its index in the whole tree; ascends */
	bool *again;        /* by file */
	bool *looked_into;  /* by file: see struct tree */
	size_t count;
};

/* All that the files to be resolved again can see, as far as that can be told before they are. */
struct growing *kept_tree_begin(struct kept *kept);
void kept_tree_plant(struct growing *growing, struct kept_tree *tree);
/* The whole tree instead. */
void kept_tree_plant_all(struct kept *kept, struct kept_tree *tree);
/* For the resolvers that work in it. */
const struct tree_more *kept_tree_more(const struct growing *growing);
/* With what lies behind those that were looked into; false: all that can be seen is there. */
bool kept_tree_grow(struct growing *growing, const struct kept_tree *tree);
void kept_tree_end(struct growing *growing);

/* Loads, users, regions and cycles of `out`, which has its edges, and standings as they are known. */
void kept_stand(const struct kept *kept, const struct kept_tree *small, struct regions *out);

/* Files may name each other without end: what is gone through for each name of many is counted. */
enum { STEPS_MOST = 1 << 22 };

static inline void kept_spend(struct kept *kept, size_t steps)
{
	kept->steps += steps;
	kept->failed |= kept->steps > STEPS_MOST;
}

/* --- questions ------------------------------------------------------------------------- */

static inline bool kept_is_changed(const struct kept *kept, uint32_t file)
{
	for (size_t i = 0; i < kept->changed_count; i++)
		if (kept->changed[i] == file)
			return true;
	return false;
}

/* All links of a file as it is now; failed and NULL: it has none, or nobody needs them any more. */
static inline const struct facts *kept_facts(struct kept *kept, uint32_t file)
{
	const struct facts *facts =
		kept->failed ? NULL : kept->keeper->facts_now(kept->keeper->context, file);

	kept->failed |= !facts;
	return facts;
}

/* Where it was; MAP_NONE: it came. */
static inline uint32_t kept_was(const struct kept *kept, uint32_t file)
{
	return kept->moves ? kept->moves->was[file] : file;
}

/* None, and failed: they cannot be had. */
static inline const struct guide_file *kept_guides(struct kept *kept, size_t *count)
{
	const struct guide_file *guides = NULL;

	*count = 0;
	kept->failed |= !kept->keeper->guides(kept->keeper->context, &guides, count);
	return guides;
}

/* As regions_keeper's, but told in the numbers of `files`. */
void kept_look(struct kept *kept, uint64_t key, bool exact, trace_found *found, void *context);
void kept_look_for_calls(struct kept *kept, uint64_t key, call_found *found, void *context);

#endif
