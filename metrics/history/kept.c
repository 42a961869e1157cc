#include "store.h"

#include <string.h>

bool facts_key_equal(const struct facts_key *a, const struct facts_key *b)
{
	return a->language == b->language && a->revision == b->revision &&
	       a->blob.size == b->blob.size &&
	       memcmp(a->blob.bytes, b->blob.bytes, a->blob.size) == 0;
}

/* Ids are hashes already.  Equal beginnings are told apart by the whole key. */
uint64_t facts_key_hash(const struct facts_key *key)
{
	uint64_t hash;

	memcpy(&hash, key->blob.bytes, sizeof(hash));
	return hash;
}

static uint32_t kept_place(const struct kept *kept, const struct facts_key *key)
{
	uint32_t at = hash_map_get(&kept->index, facts_key_hash(key));

	while (at != MAP_NONE && !facts_key_equal(&kept->rows[at].key, key))
		at = kept->rows[at].older;
	return at;
}

const struct kept_row *kept_find(const struct kept *kept, const struct facts_key *key)
{
	uint32_t at = kept_place(kept, key);

	return at == MAP_NONE ? NULL : &kept->rows[at];
}

struct text kept_part(const struct kept *kept, const struct kept_row *row, enum facts_part part)
{
	const char *data = kept->data.data + row->at;

	for (int before = 0; before < (int)part; before++)
		data += row->sizes[before];
	return (struct text){ data, row->sizes[part] };
}

void kept_add(struct kept *kept, const struct facts_key *key, const struct text parts[PART_COUNT])
{
	struct kept_row row = { .key = *key, .at = kept->data.size, .older = MAP_NONE };
	uint32_t *newest;

	if (kept_find(kept, key))
		return; /* facts of the same key are the same */
	for (int part = 0; part < PART_COUNT; part++) {
		row.sizes[part] = (uint32_t)parts[part].size;
		bytes_add_text(&kept->data, parts[part]);
	}
	newest = hash_map_at(&kept->index, facts_key_hash(key));
	row.older = *newest;
	*newest = (uint32_t)kept->count;
	kept->rows = array_grow(kept->rows, &kept->capacity, kept->count, sizeof(*kept->rows));
	kept->rows[kept->count++] = row;
}

void kept_clear(struct kept *kept)
{
	bytes_clear(&kept->data);
	hash_map_release(&kept->index);
	kept->count = 0;
}

void kept_release(struct kept *kept)
{
	bytes_release(&kept->data);
	hash_map_release(&kept->index);
	memory_free(kept->rows);
	*kept = (struct kept){ 0 };
}
