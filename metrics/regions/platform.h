/*
 * One name may have a file for each system.  bole judges the same on all of
 * them, so it takes the file that a build on Linux would.
 */
#ifndef REGIONS_PLATFORM_H
#define REGIONS_PLATFORM_H

#include "bole/base.h"

enum platform {
	PLATFORM_LINUX,   /* says so */
	PLATFORM_ANY,     /* says nothing */
	PLATFORM_FOREIGN, /* says another, or that it is a stand-in */
};

/* By the endings that Go's build gives a meaning, and those that people do. */
enum platform go_platform(struct text path);
/* By any word in the path: compat/win32/poll.c, fsm-listen-darwin.c. */
enum platform c_platform(struct text path);

#endif
