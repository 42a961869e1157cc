/* What `bole map` shows: gathered once, then told a person, or whoever is new to the code. */
#ifndef HOOKS_MAP_H
#define HOOKS_MAP_H

#include "tree.h"

/* Asked for, and not taken out of judging. */
static inline bool map_shows(const struct tree *tree, uint32_t file)
{
	return tree_shows(tree, tree->state.files[file].path) &&
	       tree->state.files[file].label.file_class != FILE_EXCLUDED;
}

/* --- what it tells ----------------------------------------------------------------------- */

struct map_counts {
	size_t own, beside, links, cycles; /* beside: tests, examples, vendored, generated */
	size_t regions[REGION_COUNT];
};
struct map_counts map_count(const struct tree *tree);

/* The files of the trunk, most used first; the caller's to free. */
size_t map_trunk(const struct tree *tree, uint32_t **trunk);

struct map_unit {
	const struct unit *unit;
	uint32_t load;
};
/* The units of a file that others use, most used first; the caller's to free. */
enum status map_units(struct tree *tree, uint32_t file, struct map_unit **ranked, size_t *count,
                      struct fault *fault) MUST_CHECK;

struct map_folder {
	struct text path;
	size_t counts[REGION_COUNT];
};
/* Those with most of the trunk in them first. */
size_t map_folders(const struct tree *tree, struct map_folder **folders);

/* A cycle is one thing: its size, and the file of it that most others use.  Largest first. */
struct map_cycle {
	uint32_t files, most_used;
};
size_t map_cycles(const struct tree *tree, struct map_cycle **cycles);

/* --- how it is told ------------------------------------------------------------------------ */

enum status map_text(struct sink *sink, struct tree *tree, bool all,
                     struct fault *fault) MUST_CHECK;
/* In Markdown: what is trunk, which helpers there are to be used again, what is free. */
enum status map_tour(struct sink *sink, struct tree *tree, bool all,
                     struct fault *fault) MUST_CHECK;

#endif
