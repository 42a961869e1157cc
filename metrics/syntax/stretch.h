/* Which lines around a place belong together. */
#ifndef SYNTAX_STRETCH_H
#define SYNTAX_STRETCH_H

#include "bole/base.h"

struct stretch {
	size_t start, end; /* bytes, half open */
};

/*
 * What begins at the start of a line ends with a bracket there: the lines from behind the last
 * such bracket before `error`, or `from`, up to and with the next one, and each #endif behind it.
 */
struct stretch stretch_around(struct text text, size_t from, size_t error);

#endif
