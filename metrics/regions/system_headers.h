/* The headers that come with a C library and its system, not with the tree. */
#ifndef REGIONS_SYSTEM_HEADERS_H
#define REGIONS_SYSTEM_HEADERS_H

#include "bole/base.h"

bool is_system_header(struct text target); /* "stdio.h", "sys/types.h", "windows.h" */

#endif
