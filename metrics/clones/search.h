/*
 * search: what is known while clones are looked for.
 *
 * Phrases of all files have one number, file after file, so that a place is a
 * number; windows.c and units.c find what is equal or alike and make runs of it, grow.c
 * grows runs, align.c lays two units beside each other, weigh.c says what a growth amounts to and members.c
 * whether each class has it, tell.c makes clones of growths, classes.c makes classes of clones.
 */
#ifndef CLONES_SEARCH_H
#define CLONES_SEARCH_H

#include "bole/clones.h"
#include "metrics/clones/exchange.h"

/* Where clones begin: a maximal row of equal windows, or two units; phrases of two files. */
struct run {
	uint32_t a_file, b_file;
	uint32_t a, b; /* first phrases */
	uint32_t length;
	uint32_t b_length; /* 0: equal, `length` on both sides; else two units, side by side */
	bool crowded;      /* a link of a long chain: told though it lies in another clone */
};

struct search {
	struct clones *clones;
	const struct clone_file *files;
	size_t file_count;
	uint32_t least; /* tokens */
	bool exact;

	struct run *runs;
	size_t run_count, run_capacity;
	size_t clone_capacity;
	struct exchange *exchange;
};

void search_add_run(struct search *search, const struct run *run);
void find_runs(struct search *search);      /* windows.c */
void find_unit_runs(struct search *search); /* units.c */
void grow_runs(struct search *search);      /* tell.c */
void gather_classes(struct clones *clones); /* classes.c */

struct pair {
	uint32_t a, b; /* phrases that say the same */
};

/* The pairs of the best alignment of two units, in their order; `pairs` has room for
 * the shorter.  Returns how many, 0 when they are too long to be laid out, or cannot be alike. */
size_t align_units(const struct prints *a, const struct prints *b, const struct run *run,
                   struct pair *pairs); /* align.c */

#endif
