/* What the store knows of the past, for a trend. */
#ifndef HOOKS_REPORT_PAST_H
#define HOOKS_REPORT_PAST_H

#include "bole/history.h"

/* Points, movers, promotions, cohorts and the check. */
void past_fill_line(struct trend *trend, const struct past_commits *past);
/* Groups of files by directory or language over the points. */
void past_fill_groups(struct trend *trend, const struct past_commits *past);
/* The risk of files that are there. */
void past_fill_risk(struct trend *trend, const struct past_commits *past);
/* Before, sparks and novelty of `units`, all of the tree; they are left in any order. */
void past_fill_units(struct trend *trend, const struct past_commits *past, struct trend_unit *units,
                     size_t count);

#endif
