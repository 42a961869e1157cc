/*
 * Methods called on values.  Without types, a name is all there is: it leads
 * to a file when that file alone, among those that are no tests, has a method
 * of that name, when the name is none that the standard library gives its own
 * types, and when the caller's package imports the method's, over any number
 * of steps: else no value of its type can have come there.
 */
#ifndef REGIONS_GO_METHODS_H
#define REGIONS_GO_METHODS_H

#include "definers.h"
#include "tree.h"

/* Nobody but its own package sees what it declares and imports. */
static inline bool go_is_test(struct text path)
{
	return text_ends(path, "_test.go");
}

struct go_methods {
	struct tree *tree;
	struct definers names;
	struct hash_map library; /* names that the standard library uses */
	uint32_t *number; /* by folder: its number among those that have edges, or MAP_NONE */
	size_t packages;
	struct go_import {
		uint32_t from, to; /* folders */
	} * imports;
	size_t import_count, import_capacity;
	uint64_t *reached; /* a row of bits a package: what it imports, over any steps */
	size_t row;        /* words a row; 0: too many packages, nothing is known */
	bool cut_off;      /* nor is all that they reach */
};

void go_methods_init(struct go_methods *methods, struct tree *tree);
void go_methods_add(struct go_methods *methods, const struct definition *definition, uint32_t file);
/* The package of folder `from` imports that of `to`, which may be FOLDER_NONE. */
void go_methods_connect(struct go_methods *methods, uint32_t from, uint32_t to);
void go_methods_seal(struct go_methods *methods);
void go_methods_release(struct go_methods *methods);

/* Which packages import which. */
void go_methods_tell(const struct go_methods *methods, struct regions *regions);

uint32_t go_methods_find(const struct go_methods *methods, uint32_t from, uint64_t name);

#endif
