/* Who names what in a whole tree: see mentions_gather. */
#ifndef REGIONS_MENTIONS_H
#define REGIONS_MENTIONS_H

#include "bole/regions.h"

/* The files that name `name`, ascending, with a few that do not. */
const uint32_t *mentions_of(const struct mentions *mentions, uint64_t name, size_t *count);

#endif
