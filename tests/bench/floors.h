/* The least that the work can cost: parsing, opening and comparing, and nothing else. */
#ifndef TESTS_BENCH_FLOORS_H
#define TESTS_BENCH_FLOORS_H

#include "bole/facts.h"
#include "bole/git.h"

struct source {
	const struct language *language;
	struct bytes bytes;
	struct text path;
};

/* Distinct files, as many as bole would parse.  Those of a history are parsed at once and
 * not kept: there may be gigabytes of them. */
struct sources {
	struct repo *repo;
	struct listing listing;
	struct source *items;
	size_t count, capacity;
	uint64_t bytes, lines;
	double parse;       /* processor time, of those that were not kept */
	double parse_begun; /* of these, the tree that a history begins with */
	bool parses;
	struct text_map seen; /* ids and languages */
	struct arena arena;
};

/* Of HEAD. */
void sources_of_head(struct sources *sources, const char *directory);
/* Of HEAD's first parents since that day, or all, all that was ever new among them, and
 * of the tree before them. */
void sources_of_history(struct sources *sources, const char *directory, const char *day);
void sources_release(struct sources *sources);

/* Processor time of a bare parse and one walk over every node: the median of `runs`. */
double parse_floor(const struct source *items, size_t count, int runs);

/* libgit2 opens the repository and compares HEAD's tree with the index: what a
 * process of its own does.  Its exit status. */
int open_and_diff(const char *directory);

#endif
