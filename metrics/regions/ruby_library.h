/* The classes and modules that come with Ruby itself. */
#ifndef REGIONS_RUBY_LIBRARY_H
#define REGIONS_RUBY_LIBRARY_H

#include "bole/base.h"

/* Enters the hashes of their names. */
void ruby_library_enter(struct hash_map *names);

#endif
