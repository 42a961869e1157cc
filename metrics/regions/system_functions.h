/* The functions of ISO C and POSIX, and a few that every C library has beside.
 * A tree that defines one replaces it somewhere, for some system: who calls it
 * mostly gets the system's own. */
#ifndef REGIONS_SYSTEM_FUNCTIONS_H
#define REGIONS_SYSTEM_FUNCTIONS_H

#include "bole/base.h"

/* Enters name_hash of each. */
void system_functions_enter(struct hash_map *names);

#endif
