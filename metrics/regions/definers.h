/*
 * Who defines a name?  One table for all names of a link style, asked once for
 * every name that any file uses: tens of millions of times in a large tree.
 * So a bit set that fits the cache is asked first; most names are defined by
 * nobody in the tree, and most of those end there.
 */
#ifndef REGIONS_DEFINERS_H
#define REGIONS_DEFINERS_H

#include "bole/base.h"

enum { DEFINERS_MAX = 16 }; /* kept of one name: with more, nobody can tell which is meant */

struct definer {
	uint32_t file;
	uint32_t next; /* MAP_NONE: the last */
	uint8_t flags; /* DEFINES_* */
};

struct definer_set {
	uint64_t name;
	uint32_t first; /* of definers->list */
	uint32_t last;
	uint32_t count; /* may be more than are kept */
};

struct definers {
	struct hash_map by_name;
	struct definer_set *sets;
	size_t set_count, set_capacity;
	struct definer *list;
	size_t count, capacity;
	uint64_t *sieve;
	uint64_t sieve_mask; /* bits, less one */
};

/* Zeroed memory is an empty table.  All are added, then it is sealed, then asked. */
void definers_add(struct definers *definers, uint64_t name, uint32_t file, uint8_t flags);
void definers_seal(struct definers *definers);
void definers_release(struct definers *definers);

/* NULL: nobody defines it. */
const struct definer_set *definers_search(const struct definers *definers, uint64_t name);

static inline const struct definer_set *definers_find(const struct definers *definers,
                                                      uint64_t name)
{
	uint64_t bit = name & definers->sieve_mask;

	if (!(definers->sieve[bit >> 6] >> (bit & 63) & 1))
		return NULL;
	return definers_search(definers, name);
}

/* NULL behind the last. */
static inline const struct definer *definers_at(const struct definers *definers, uint32_t at)
{
	return at == MAP_NONE ? NULL : &definers->list[at];
}

#endif
