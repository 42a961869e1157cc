/*
 * search: what is known while clones are looked for.
 *
 * Phrases of all files have one number, file after file, so that a place is a
 * number; windows.c finds equal windows and makes runs of them, grow.c makes
 * clones of runs, classes.c makes classes of clones.
 */
#ifndef CLONES_SEARCH_H
#define CLONES_SEARCH_H

#include "bole/clones.h"
#include "metrics/clones/exchange.h"

/* A maximal row of equal windows; phrases of two files. */
struct run {
	uint32_t a_file, b_file;
	uint32_t a, b; /* first phrases */
	uint32_t length;
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

void find_runs(struct search *search);      /* windows.c */
void grow_runs(struct search *search);      /* grow.c */
void gather_classes(struct clones *clones); /* classes.c */

#endif
