#include "definers.h"

enum {
	SLOTS_MIN = 1 << 8,
	SIEVE_BITS_MIN = 1 << 10,
	SIEVE_BITS_MAX = 1 << 23, /* a mebibyte: what a core's cache holds */
	SIEVE_BITS_A_NAME = 8,
};

static struct definer_set *slot_of(const struct definers *definers, uint64_t name)
{
	size_t at = name & (definers->capacity - 1);

	while (definers->slots[at].count && definers->slots[at].name != name)
		at = (at + 1) & (definers->capacity - 1);
	return &definers->slots[at];
}

static void widen(struct definers *definers)
{
	struct definer_set *old = definers->slots;
	size_t count = definers->capacity;

	definers->capacity = count ? count * 2 : SLOTS_MIN;
	definers->slots = memory_new(definers->capacity * sizeof(*definers->slots));
	for (size_t i = 0; i < count; i++)
		if (old[i].count)
			*slot_of(definers, old[i].name) = old[i];
	memory_free(old);
}

static uint32_t enlist(struct definers *definers, struct definer definer)
{
	definers->list = array_grow(definers->list, &definers->list_capacity, definers->list_count,
	                            sizeof(*definers->list));
	definers->list[definers->list_count] = definer;
	return (uint32_t)definers->list_count++;
}

/* The latest comes first: files are added one after the other, so it alone may
 * be the same file again. */
static void add_to(struct definers *definers, struct definer_set *set, uint32_t file, uint8_t flags)
{
	if (set->count == 1 && set->first == file) {
		set->flags |= flags;
		return;
	}
	if (set->count == 1)
		set->first = enlist(definers, (struct definer){ set->first, NOBODY, set->flags });
	else if (definers->list[set->first].file == file) {
		definers->list[set->first].flags |= flags;
		return;
	}
	if (set->count > DEFINERS_MAX)
		return;
	set->count++;
	if (set->count <= DEFINERS_MAX)
		set->first = enlist(definers, (struct definer){ file, set->first, flags });
}

void definers_add(struct definers *definers, uint64_t name, uint32_t file, uint8_t flags)
{
	struct definer_set *set;

	if ((definers->used + 1) * 4 > definers->capacity * 3)
		widen(definers);
	set = slot_of(definers, name);
	if (set->count) {
		add_to(definers, set, file, flags);
		return;
	}
	*set = (struct definer_set){ name, file, 1, flags };
	definers->used++;
}

void definers_seal(struct definers *definers)
{
	uint64_t bits = SIEVE_BITS_MIN;

	while (bits < SIEVE_BITS_MAX && bits < definers->used * SIEVE_BITS_A_NAME)
		bits *= 2;
	definers->sieve = memory_new(bits / 8);
	definers->sieve_mask = bits - 1;
	for (size_t i = 0; i < definers->capacity; i++) {
		uint64_t bit = definers->slots[i].name & definers->sieve_mask;

		if (definers->slots[i].count)
			definers->sieve[bit >> 6] |= UINT64_C(1) << (bit & 63);
	}
}

void definers_release(struct definers *definers)
{
	memory_free(definers->slots);
	memory_free(definers->list);
	memory_free(definers->sieve);
	*definers = (struct definers){ 0 };
}

const struct definer_set *definers_search(const struct definers *definers, uint64_t name)
{
	struct definer_set *set = definers->capacity ? slot_of(definers, name) : NULL;

	return set && set->count ? set : NULL;
}
