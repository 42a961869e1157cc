/*
 * What bole needs of a Cargo.toml: `key = value` under `[table]`, the inline
 * tables of dependencies included.  This is no reader of all of TOML: what it
 * does not know it skips, line by line.
 */
#ifndef REGIONS_CARGO_H
#define REGIONS_CARGO_H

#include "bole/base.h"

/* One value.  `table` is "package", "dependencies", "dependencies.name" …, of
 * an inline table `name = { key = "value" }` with the name at its end. */
typedef void cargo_found(void *context, struct text table, struct text key, struct text value);

void cargo_read(struct text content, cargo_found *found, void *context);

#endif
