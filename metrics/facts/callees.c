/* Which units of its own file a unit names. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

struct by_short_name {
	struct hash_map first; /* hash of a short name to its first unit */
	uint32_t *next;        /* by unit: another of the same name, or UNIT_NONE */
};

static void index_units(const struct facts *facts, struct by_short_name *index)
{
	index->next = memory_new(facts->unit_count * sizeof(*index->next));
	for (uint32_t i = (uint32_t)facts->unit_count; i-- > 0;) {
		uint32_t *first = hash_map_at(&index->first, facts->units[i].short_name);

		index->next[i] = *first;
		*first = i;
	}
}

static int by_index(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void find_callees(struct tally *tally, const struct by_short_name *index, uint32_t caller,
                         uint32_t *seen_by)
{
	const struct mark *mark = tally_mark(tally, tally->mark_of[caller]);
	struct unit *unit = &tally->facts->units[caller];
	uint32_t *callees = NULL;
	size_t count = 0, capacity = 0;

	for (uint32_t i = mark->token; i < mark->token_end; i++) {
		if (tally->outline->tokens[i].kind != TOKEN_IDENTIFIER || tally->not_used[i])
			continue;
		for (uint32_t at = hash_map_get(&index->first, tally->token_hash[i] >> 16);
		     at != UNIT_NONE; at = index->next[at]) {
			if (at == caller || seen_by[at] == caller)
				continue;
			seen_by[at] = caller;
			callees = array_grow(callees, &capacity, count, sizeof(*callees));
			callees[count++] = at;
		}
	}
	if (count)
		qsort(callees, count, sizeof(*callees), by_index);
	unit->callees = arena_new(tally->arena, count * sizeof(*callees));
	unit->callee_count = count;
	if (count)
		memcpy(unit->callees, callees, count * sizeof(*callees));
	memory_free(callees);
}

void gather_callees(struct tally *tally)
{
	struct by_short_name index = { .first = HASH_MAP_INIT };
	size_t units = tally->facts->unit_count;
	uint32_t *seen_by = memory_new(units * sizeof(*seen_by));

	index_units(tally->facts, &index);
	for (size_t i = 0; i < units; i++)
		seen_by[i] = UNIT_NONE;
	for (uint32_t i = 0; i < units; i++)
		find_callees(tally, &index, i, seen_by);
	memory_free(seen_by);
	memory_free(index.next);
	hash_map_release(&index.first);
}
