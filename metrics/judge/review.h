/* What is known while a review map is made: a trial, and walks of the graph. */
#ifndef BOLE_JUDGE_REVIEW_H
#define BOLE_JUDGE_REVIEW_H

#include "metrics/judge/trial.h"

struct reviewing {
	struct review *review;
	struct trial trial;
	size_t *units_of; /* by change: units that changed */
	size_t unit_capacity, leaf_capacity, touched_capacity;

	uint32_t *seen; /* by file of after: the walk that came there last */
	uint32_t walk;
	uint32_t *queue;
};

/* reach.c: the tests nearest to a unit of after's file `index`. */
void find_reach(struct reviewing *reviewing, uint32_t index, const struct unit *unit,
                struct reach *reach);
/* reach.c: what stands on the files that were changed. */
void find_standing(struct reviewing *reviewing);

#endif
