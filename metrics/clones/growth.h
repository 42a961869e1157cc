/*
 * growth: a clone on its way, as a list of pairs of phrases that say the same.
 *
 * grow.c makes it, weigh.c says what it amounts to, members.c whether that is anything, and tell.c makes a
 * clone of it.
 */
#ifndef CLONES_GROWTH_H
#define CLONES_GROWTH_H

#include "metrics/clones/search.h"

struct growth {
	struct search *search;
	const struct prints *a, *b;
	bool same_file;
	uint32_t a_end, b_from; /* where growing ends: in one file, at the other stretch */
	size_t from;            /* the first clone told of these two files */
	struct pair *pairs;
	size_t count, capacity;
	struct pair *exact; /* those of them that were there before any gap */
	size_t exact_count, exact_capacity;
	struct pair first, last; /* the ends: of the pairs, or of two units */
	bool whole;              /* units on both sides, but for a little around them */
};

/* From a run, over gaps, too, unless the search is exact; returns whether it has grown over any. */
bool growth_grow(struct growth *growth, const struct run *run);
/* Back to what there was before any gap. */
void growth_take_exact(struct growth *growth);
/* What has grown has no part of a unit at its ends that is too short to be told. */
void growth_settle(struct growth *growth);
/* Instead of growing: two units beside each other. */
void growth_lay_out(struct growth *growth, const struct run *run);
uint32_t growth_tokens(const struct growth *growth, size_t from, size_t end); /* of its pairs */

/* What a growth amounts to. */
struct weight {
	uint32_t tokens_a, tokens_b; /* of all that lies between its ends */
	uint32_t matched;            /* of pairs whose names agree */
	uint32_t conflicting;
	uint32_t fresh, fresh_text;
	uint32_t same;   /* of pairs whose texts are equal */
	uint32_t shapes; /* different ones, up to SHAPES_LEAST */
	uint32_t words, sure;
	bool gaps, other_text;
};

/* Of the phrases of one side; `step` 1: [from, to), -1: (to, from]. */
uint32_t tokens_between(const struct prints *prints, int64_t from, int64_t to, int step);

struct weight weigh(const struct growth *growth);
enum clone_type weight_type(const struct weight *weight);
uint32_t weight_similarity(const struct weight *weight); /* percent */
/* NOISE_COUNT: it is none. */
enum clone_noise weight_noise(const struct weight *weight, const struct growth *growth,
                              enum clone_type type);

/* Nothing but what each class does for its members? */
bool is_of_members(const struct growth *growth);

#endif
