/* Open addressing with linear probing, at most three quarters full. */
#include "bole/base.h"

struct text_slot {
	struct text key;
	uint64_t hash;
	uint32_t value;
	bool used;
};

struct hash_slot {
	uint64_t key;
	uint32_t value;
	bool used;
};

static bool too_full(size_t count, size_t capacity)
{
	return (count + 1) * 4 > capacity * 3;
}

/* --- from texts -------------------------------------------------------------- */

void text_map_release(struct text_map *map)
{
	memory_free(map->slots);
	*map = TEXT_MAP_INIT;
}

static struct text_slot *text_slot(const struct text_map *map, struct text key, uint64_t hash)
{
	size_t at = hash & (map->capacity - 1);

	while (map->slots[at].used &&
	       (map->slots[at].hash != hash || !text_equal(map->slots[at].key, key)))
		at = (at + 1) & (map->capacity - 1);
	return &map->slots[at];
}

uint32_t text_map_get(const struct text_map *map, struct text key)
{
	if (!map->count)
		return MAP_NONE;

	const struct text_slot *slot = text_slot(map, key, text_hash(key));
	return slot->used ? slot->value : MAP_NONE;
}

static void text_map_widen(struct text_map *map)
{
	struct text_map wider = TEXT_MAP_INIT;

	wider.capacity = map->capacity ? map->capacity * 2 : 64;
	wider.count = map->count;
	wider.slots = memory_new(wider.capacity * sizeof(*wider.slots));
	for (size_t i = 0; i < map->capacity; i++)
		if (map->slots[i].used)
			*text_slot(&wider, map->slots[i].key, map->slots[i].hash) = map->slots[i];
	memory_free(map->slots);
	*map = wider;
}

uint32_t *text_map_at(struct text_map *map, struct text key)
{
	uint64_t hash = text_hash(key);
	struct text_slot *slot;

	if (too_full(map->count, map->capacity))
		text_map_widen(map);
	slot = text_slot(map, key, hash);
	if (!slot->used) {
		*slot = (struct text_slot){ key, hash, MAP_NONE, true };
		map->count++;
	}
	return &slot->value;
}

/* --- from hashes ------------------------------------------------------------- */

void hash_map_release(struct hash_map *map)
{
	memory_free(map->slots);
	*map = HASH_MAP_INIT;
}

static struct hash_slot *hash_slot(const struct hash_map *map, uint64_t key)
{
	/* Keys may be small numbers or share their low bits: mix first. */
	size_t at = hash_mix(0, key) & (map->capacity - 1);

	while (map->slots[at].used && map->slots[at].key != key)
		at = (at + 1) & (map->capacity - 1);
	return &map->slots[at];
}

uint32_t hash_map_get(const struct hash_map *map, uint64_t key)
{
	if (!map->count)
		return MAP_NONE;

	const struct hash_slot *slot = hash_slot(map, key);
	return slot->used ? slot->value : MAP_NONE;
}

static void hash_map_widen(struct hash_map *map)
{
	struct hash_map wider = HASH_MAP_INIT;

	wider.capacity = map->capacity ? map->capacity * 2 : 64;
	wider.count = map->count;
	wider.slots = memory_new(wider.capacity * sizeof(*wider.slots));
	for (size_t i = 0; i < map->capacity; i++)
		if (map->slots[i].used)
			*hash_slot(&wider, map->slots[i].key) = map->slots[i];
	memory_free(map->slots);
	*map = wider;
}

uint32_t *hash_map_at(struct hash_map *map, uint64_t key)
{
	struct hash_slot *slot;

	if (too_full(map->count, map->capacity))
		hash_map_widen(map);
	slot = hash_slot(map, key);
	if (!slot->used) {
		*slot = (struct hash_slot){ key, MAP_NONE, true };
		map->count++;
	}
	return &slot->value;
}
