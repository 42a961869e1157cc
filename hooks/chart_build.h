/* Which build of bole is this?  Equal programs measure the same. */
#ifndef HOOKS_CHART_BUILD_H
#define HOOKS_CHART_BUILD_H

#include <stdint.h>

/* A hash of what the linker wrote into the program to tell it from others; 0: nothing. */
uint64_t build_identity(void);

#endif
