/* What a worker keeps of the files it has read, for their next versions. */
#ifndef FACTS_SHELF_H
#define FACTS_SHELF_H

#include "bole/syntax.h"

struct shelf {
	struct shelf_place *places; /* the last used last */
	size_t count, capacity;
	size_t size; /* of all texts, in bytes */
	size_t most; /* that it may be */
};

void shelf_init(struct shelf *shelf, unsigned workers);

/* Those of that series, made if there are none; NULL for series 0.  Good until shelf_tidy. */
struct versions *shelf_versions(struct shelf *shelf, uint64_t series);
/* After they were read on: forgets what was not used for the longest time, if it is too much. */
void shelf_tidy(struct shelf *shelf);

#endif
