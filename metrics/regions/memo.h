/* Answers that are kept by a key: a number, or that there is none.  All files
 * of a folder, say, mean the same by the same words. */
#ifndef REGIONS_MEMO_H
#define REGIONS_MEMO_H

#include "bole/base.h"

#define MEMO_NONE UINT32_MAX          /* the answer that there is none */
#define MEMO_NOTHING (UINT32_MAX - 1) /* how that is kept: MAP_NONE is a key never seen */

static inline bool memo_has(const struct hash_map *memo, uint64_t key, uint32_t *answer)
{
	uint32_t known = hash_map_get(memo, key);

	*answer = known == MEMO_NOTHING ? MEMO_NONE : known;
	return known != MAP_NONE;
}

static inline uint32_t memo_keep(struct hash_map *memo, uint64_t key, uint32_t answer)
{
	*hash_map_at(memo, key) = answer == MEMO_NONE ? MEMO_NOTHING : answer;
	return answer;
}

#endif
