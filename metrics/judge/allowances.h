/* The waivers of the changed files, read: what each stands for, whether it is
 * valid, and whether this change brings it. */
#ifndef BOLE_JUDGE_ALLOWANCES_H
#define BOLE_JUDGE_ALLOWANCES_H

#include "metrics/judge/trial.h"

enum validity {
	WAIVER_VALID,
	WAIVER_NO_RULE,
	WAIVER_NO_REASON,
	WAIVER_NO_DATE,
	WAIVER_ENDED,
};

struct allowance {
	const struct waiver *waiver;
	uint32_t change;
	uint32_t unit; /* of after, or MAP_NONE: it stands for none */
	int rule;      /* enum rule, or -1 */
	enum validity validity;
	bool fresh; /* this change brings it */
	bool used;
};

struct allowances {
	struct trial *trial;
	struct allowance *items;
	size_t count, capacity;
	struct hash_map by_target; /* from (change, unit, rule) to an item */
	struct hash_map known;     /* from what was there before to how often */
	uint32_t *outer;           /* the unit around each unit of the file being read */
	size_t outer_capacity;
};

void allowances_read(struct allowances *allowances);
void allowances_release(struct allowances *allowances);
/* The item that waives a finding of `rule` about this unit of after, or about
 * the file (MAP_NONE); NULL: none. */
struct allowance *allowance_for(struct allowances *allowances, uint32_t change, uint32_t unit,
                                enum rule rule);
/* Is this waiver of any file valid, and of `rule`? */
bool waiver_allows(const struct waiver *waiver, enum rule rule, struct text today);

#endif
