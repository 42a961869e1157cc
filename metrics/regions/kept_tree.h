/* What kept_tree.c, kept_modules.c and kept_sights.c share: a small tree while it grows. */
#ifndef REGIONS_KEPT_TREE_H
#define REGIONS_KEPT_TREE_H

#include "kept.h"

/* A file of the small tree; more than a few definitions when `facts` is set. */
struct sight {
	uint32_t file;
	const struct facts *facts, *in_part; /* the latter once it was planted */
	struct definition *definitions;
	size_t count, capacity;
	struct reference *calls; /* of the text of its macros */
	size_t call_count, call_capacity;
};

struct growing {
	struct kept *kept;
	struct sight *sights;
	size_t count, capacity;
	struct hash_map by_file;
	struct hash_map asked;
	struct reference *new_calls; /* of macros of changed files: their traces are not kept yet */
	struct hash_map new_macros;  /* that have some */
	size_t new_call_count, new_call_capacity;
	struct tree_more more; /* what resolvers ask for that is not there, */
	uint32_t *wanted;      /* and the whole tree has */
	size_t wanted_count, wanted_capacity;
	int rounds;
	/* While a question is asked: */
	uint32_t family;
	uint64_t name;
	struct text tail; /* of an include */
	bool found;
	uint64_t *names; /* that are still to be looked for */
	size_t name_count, name_capacity;
};

struct sight *growing_see(struct growing *growing, uint32_t file);
/* True: it was not seen so before. */
bool growing_see_whole(struct growing *growing, uint32_t file);
/* Each question is asked once. */
bool growing_is_new(struct growing *growing, uint64_t key);

/* Whatever the imports of this file may lead to (Python). */
void growing_see_modules(struct growing *growing, uint32_t file);

#endif
