#include "metrics/clones/fresh.h"

#include <string.h>

static uint64_t key_of(const struct prints *prints, size_t at)
{
	const struct phrase *one = &prints->phrases[at], *next = one + 1;
	uint64_t key = hash_mix(one->shape, one->text);

	return at + 1 < prints->count ? hash_mix(hash_mix(key, next->shape), next->text) : key;
}

static void put_keys(struct hash_map *purse, const struct prints *prints)
{
	for (size_t i = 0; i < prints->count; i++) {
		uint32_t *count = hash_map_at(purse, key_of(prints, i));

		*count = *count == MAP_NONE ? 1 : *count + 1;
	}
}

static bool pay(struct hash_map *purse, uint64_t key)
{
	uint32_t *count = hash_map_at(purse, key);

	if (*count == MAP_NONE || !*count)
		return false;
	--*count;
	return true;
}

/* What can be paid for stood there before. */
static void pay_all(struct hash_map *purse, struct hash_map *also, const struct prints *prints,
                    uint8_t *fresh)
{
	for (size_t i = 0; i < prints->count; i++) {
		if (!fresh[i] || !pay(purse, key_of(prints, i)))
			continue;
		if (also)
			pay(also, key_of(prints, i));
		fresh[i] = 0;
		if (i + 1 < prints->count)
			fresh[i + 1] = fresh[i + 1] == 1 ? 2 : fresh[i + 1];
	}
	for (size_t i = 0; i < prints->count; i++)
		if (fresh[i] == 2)
			fresh[i] = 0; /* the second half of a key that was paid for */
}

uint8_t **find_fresh(const struct prints *side, const struct prints *other, size_t count)
{
	struct hash_map all = HASH_MAP_INIT;
	uint8_t **fresh = memory_new(count * sizeof(*fresh));

	for (size_t i = 0; i < count; i++)
		put_keys(&all, &other[i]);
	for (size_t i = 0; i < count; i++) {
		struct hash_map own = HASH_MAP_INIT;

		fresh[i] = memory_new(side[i].count + 1);
		memset(fresh[i], 1, side[i].count);
		put_keys(&own, &other[i]);
		pay_all(&own, &all, &side[i], fresh[i]);
		hash_map_release(&own);
	}
	for (size_t i = 0; i < count; i++)
		pay_all(&all, NULL, &side[i], fresh[i]);
	hash_map_release(&all);
	return fresh;
}
