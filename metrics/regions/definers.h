/*
 * Who defines a name?  One table for all names of a link style, asked once for
 * every name that any file uses: tens of millions of times in a large tree.
 * So a bit set that fits the cache is asked first; most names are defined by
 * nobody in the tree, and most of those end there.  The others cost one more
 * look: a name that one file defines has it in its own slot.
 *
 * Names are hashes already, and are taken as they are.
 */
#ifndef REGIONS_DEFINERS_H
#define REGIONS_DEFINERS_H

#include "bole/base.h"

enum { DEFINERS_MAX = 16 }; /* kept of one name: with more, nobody can tell which is meant */

#define NOBODY UINT32_MAX

struct definer {
	uint32_t file; /* NOBODY: behind the last */
	uint32_t next; /* of definers->list, or NOBODY */
	uint8_t flags; /* DEFINES_* */
};

struct definer_set {
	uint64_t name;
	uint32_t first; /* the file when there is one, else the first of definers->list */
	uint16_t count; /* at most one more than are kept; 0: an empty slot */
	uint8_t flags;  /* when there is one */
};

struct definers {
	struct definer_set *slots;
	size_t capacity; /* a power of two */
	size_t used;
	struct definer *list;
	size_t list_count, list_capacity;
	uint64_t *sieve;
	uint64_t sieve_mask; /* bits, less one */
};

/* Zeroed memory is an empty table.  All are added, then it is sealed, then asked. */
void definers_add(struct definers *definers, uint64_t name, uint32_t file, uint8_t flags);
void definers_seal(struct definers *definers);
void definers_release(struct definers *definers);

/* NULL: nobody defines it. */
const struct definer_set *definers_search(const struct definers *definers, uint64_t name);

static inline bool definers_may(const struct definers *definers, uint64_t name)
{
	uint64_t bit = name & definers->sieve_mask;

	return definers->sieve[bit >> 6] >> (bit & 63) & 1;
}

/* Slots lie anywhere in memory: asked for some names ahead, they are there in time. */
enum { DEFINERS_AHEAD = 12 };

static inline void definers_expect(const struct definers *definers, uint64_t name)
{
	if (definers_may(definers, name) && definers->capacity)
		__builtin_prefetch(&definers->slots[name & (definers->capacity - 1)]);
}

static inline const struct definer_set *definers_find(const struct definers *definers,
                                                      uint64_t name)
{
	return definers_may(definers, name) ? definers_search(definers, name) : NULL;
}

/*
 *	for (struct definer at = definers_first(table, set); at.file != NOBODY;
 *	     at = definers_next(table, at))
 */
static inline struct definer definers_next(const struct definers *definers, struct definer at)
{
	return at.next == NOBODY ? (struct definer){ NOBODY, NOBODY, 0 } : definers->list[at.next];
}

static inline struct definer definers_first(const struct definers *definers,
                                            const struct definer_set *set)
{
	if (!set)
		return (struct definer){ NOBODY, NOBODY, 0 };
	if (set->count == 1)
		return (struct definer){ set->first, NOBODY, set->flags };
	return definers->list[set->first];
}

#endif
