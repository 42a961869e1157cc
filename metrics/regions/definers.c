#include "definers.h"

enum {
	SIEVE_BITS_MIN = 1 << 10,
	SIEVE_BITS_MAX = 1 << 23, /* a mebibyte: what a core's cache holds */
	SIEVE_BITS_A_NAME = 8,
};

void definers_add(struct definers *definers, uint64_t name, uint32_t file, uint8_t flags)
{
	uint32_t *at = hash_map_at(&definers->by_name, name);
	struct definer_set *set;

	if (*at == MAP_NONE) {
		*at = (uint32_t)definers->set_count;
		definers->sets = array_grow(definers->sets, &definers->set_capacity,
		                            definers->set_count, sizeof(*definers->sets));
		definers->sets[definers->set_count++] =
			(struct definer_set){ name, MAP_NONE, MAP_NONE, 0 };
	}
	set = &definers->sets[*at];
	if (set->last != MAP_NONE && definers->list[set->last].file == file) {
		definers->list[set->last].flags |= flags;
		return;
	}
	if (++set->count > DEFINERS_MAX)
		return;
	definers->list = array_grow(definers->list, &definers->capacity, definers->count,
	                            sizeof(*definers->list));
	definers->list[definers->count] = (struct definer){ file, MAP_NONE, flags };
	if (set->last == MAP_NONE)
		set->first = (uint32_t)definers->count;
	else
		definers->list[set->last].next = (uint32_t)definers->count;
	set->last = (uint32_t)definers->count++;
}

void definers_seal(struct definers *definers)
{
	uint64_t bits = SIEVE_BITS_MIN;

	while (bits < SIEVE_BITS_MAX && bits < definers->set_count * SIEVE_BITS_A_NAME)
		bits *= 2;
	definers->sieve = memory_new(bits / 8);
	definers->sieve_mask = bits - 1;
	for (size_t i = 0; i < definers->set_count; i++) {
		uint64_t bit = definers->sets[i].name & definers->sieve_mask;

		definers->sieve[bit >> 6] |= UINT64_C(1) << (bit & 63);
	}
}

void definers_release(struct definers *definers)
{
	hash_map_release(&definers->by_name);
	memory_free(definers->sets);
	memory_free(definers->list);
	memory_free(definers->sieve);
	*definers = (struct definers){ 0 };
}

const struct definer_set *definers_search(const struct definers *definers, uint64_t name)
{
	uint32_t at = hash_map_get(&definers->by_name, name);

	return at == MAP_NONE ? NULL : &definers->sets[at];
}
