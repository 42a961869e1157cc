/*
 * How long a file may take.
 *
 * All files of a run share a budget, in units of the time that one of them may have.
 * Each may take two thirds of what is left of it, or all its time at most; and besides, as far
 * as the parser comes without an error, what a sound file of that size takes.  Where
 * nothing is left that alone remains, and a hundredth.  Beyond the last bound, dozens or
 * hundreds of hostile files later, nothing is tried any more.
 * What sound files take adds to it: in a large tree there are more that are difficult.  A file
 * that is errors by half is none, and may take as long as sound ones really do.
 *
 * All in microseconds of a processor.
 */
#ifndef FACTS_BUDGET_H
#define FACTS_BUDGET_H

#include "bole/facts.h"

struct budget {
	struct workshop_account *account;
	int64_t file; /* the most for one file */
};

struct time_allowed {
	int64_t first; /* that it has for its first WORKER_STEP bytes, */
	int64_t step;  /* and more for each further one that holds no error; 0: none */
	bool lowered;  /* by those before it */
};

struct time_allowed budget_for(const struct budget *budget, size_t size);
/* Of a file that was answered, so many bytes of it errors. */
void budget_settle(struct budget *budget, size_t size, size_t error_bytes, int64_t taken);
/* Of one that came to nothing. */
void budget_spend(struct budget *budget, int64_t taken);

/* From now on one file at a time is sent to a worker. */
bool budget_is_short(const struct budget *budget);
bool budget_is_gone(const struct budget *budget);

#endif
