/* Which units of a file have other numbers than before. */
#ifndef HOOKS_UNIT_CHANGES_H
#define HOOKS_UNIT_CHANGES_H

#include "bole/facts.h"
#include "bole/history.h"

struct unit_changes {
	struct arena *arena;
	struct past_unit *list;
	size_t count, capacity;
};

/* `before` or `after` NULL: there was or is no such file. */
void unit_changes_add(struct unit_changes *changes, struct text path, const struct facts *before,
                      const struct facts *after);

#endif
