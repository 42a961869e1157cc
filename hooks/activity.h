/* How much files were worked on, by what the store knows of the past. */
#ifndef HOOKS_ACTIVITY_H
#define HOOKS_ACTIVITY_H

#include "bole/history.h"

/* Of each path of `past`: decayed sums at one moment, renames followed. */
struct activity {
	double *commits, *repairs;
};

struct activity activity_at(const struct past_commits *past, int64_t time);
void activity_release(struct activity *activity);

/* A file of today, and the risk that follows. */
struct rated {
	struct text path;
	double sloc, debt, fan_out;
	double risk;
};
void activity_rate(const struct past_commits *past, int64_t now, struct rated *files, size_t count);

/* Would reading by risk have met the repairs of the last year? */
void activity_check(const struct past_commits *past, int64_t now, struct trend_check *check);

#endif
