/*
 * Bram Cohen's patience diff, without its recursion: what is the same at both ends is left
 * out; of the lines that stand once in both texts the longest ascending row are anchors; from
 * each, equal lines are followed both ways.  What remains between are the hunks.
 */
#include "hunks.h"

#include <string.h>

struct line {
	size_t start;
	uint64_t hash;
};

struct lines {
	struct line *items; /* and one behind the last, where it ends */
	size_t count, capacity;
};

/* A line of the old text and the same one of the new. */
struct anchor {
	uint32_t old, now;
	uint32_t before; /* the anchor before it in the longest row that ends here, from 1 */
};

#define TWICE (UINT32_MAX - 1)

void hunks_release(struct hunks *hunks)
{
	memory_free(hunks->items);
	*hunks = HUNKS_INIT;
}

/* --- both ends ------------------------------------------------------------------------- */

static size_t same_front(struct text a, struct text b)
{
	size_t most = a.size < b.size ? a.size : b.size, at = 0, line = 0;

	while (at + 64 <= most && memcmp(a.data + at, b.data + at, 64) == 0)
		at += 64;
	while (at < most && a.data[at] == b.data[at])
		at++;
	if (at == a.size && at == b.size)
		return at;
	for (line = at; line > 0 && a.data[line - 1] != '\n'; line--)
		;
	return line;
}

/* Of what is behind `front`; begins with a line in both. */
static size_t same_back(struct text a, struct text b, size_t front)
{
	size_t most = (a.size < b.size ? a.size : b.size) - front, same = 0;
	const char *a_end = a.data + a.size, *b_end = b.data + b.size;

	while (same < most && a_end[-1 - (ptrdiff_t)same] == b_end[-1 - (ptrdiff_t)same])
		same++;
	while (same > 0 &&
	       (same == a.size - front || same == b.size - front ||
	        a_end[-1 - (ptrdiff_t)same] != '\n' || b_end[-1 - (ptrdiff_t)same] != '\n'))
		same--;
	return same;
}

/* --- lines ------------------------------------------------------------------------------ */

static void add_line(struct lines *lines, size_t start, uint64_t hash)
{
	lines->items =
		array_grow(lines->items, &lines->capacity, lines->count, sizeof(*lines->items));
	lines->items[lines->count++] = (struct line){ start, hash };
}

static struct lines split(struct text text, size_t from, size_t end)
{
	struct lines lines = { 0 };

	while (from < end) {
		size_t next = text_line_behind((struct text){ text.data, end }, from);

		add_line(&lines, from, text_hash((struct text){ text.data + from, next - from }));
		from = next;
	}
	add_line(&lines, end, 0);
	lines.count--;
	return lines;
}

/* --- anchors ------------------------------------------------------------------------------ */

/* Lines that are in both texts, once in each, in the order of the new one. */
static size_t find_pairs(const struct lines *old, const struct lines *now, struct anchor *anchors)
{
	struct hash_map seen = HASH_MAP_INIT, known = HASH_MAP_INIT;
	size_t count = 0;

	for (uint32_t i = 0; i < old->count; i++) {
		uint32_t *at = hash_map_at(&seen, old->items[i].hash);

		*at = *at == MAP_NONE ? i : TWICE;
	}
	for (uint32_t i = 0; i < now->count; i++) {
		uint32_t *at = hash_map_at(&known, now->items[i].hash);

		*at = *at == MAP_NONE ? i : TWICE;
	}
	for (uint32_t i = 0; i < now->count; i++) {
		uint32_t there = hash_map_get(&seen, now->items[i].hash);

		if (there < TWICE && hash_map_get(&known, now->items[i].hash) != TWICE)
			anchors[count++] = (struct anchor){ there, i, 0 };
	}
	hash_map_release(&seen);
	hash_map_release(&known);
	return count;
}

/* Keeps the longest row of them that ascends in both texts. */
static size_t keep_longest(struct anchor *anchors, size_t count)
{
	uint32_t *ends = memory_new((count + 1) * sizeof(*ends)); /* by length of the row */
	size_t longest = 0;

	for (uint32_t i = 0; i < count; i++) {
		size_t low = 0, high = longest;

		while (low < high) {
			size_t middle = (low + high + 1) / 2;

			if (anchors[ends[middle] - 1].old < anchors[i].old)
				low = middle;
			else
				high = middle - 1;
		}
		anchors[i].before = low ? ends[low] : 0;
		ends[low + 1] = i + 1;
		if (low == longest)
			longest++;
	}
	for (uint32_t at = longest ? ends[longest] : 0, left = (uint32_t)longest; at; left--) {
		uint32_t before = anchors[at - 1].before;

		ends[left] = at;
		at = before;
	}
	for (size_t i = 0; i < longest; i++)
		anchors[i] = anchors[ends[i + 1] - 1];
	memory_free(ends);
	return longest;
}

/* --- hunks --------------------------------------------------------------------------------- */

static void add_hunk(struct hunks *hunks, const struct lines *old, const struct lines *now,
                     struct anchor from, struct anchor end)
{
	while (from.old < end.old && from.now < end.now &&
	       old->items[from.old].hash == now->items[from.now].hash) {
		from.old++;
		from.now++;
	}
	while (from.old < end.old && from.now < end.now &&
	       old->items[end.old - 1].hash == now->items[end.now - 1].hash) {
		end.old--;
		end.now--;
	}
	if (from.old == end.old && from.now == end.now)
		return;
	hunks->items =
		array_grow(hunks->items, &hunks->capacity, hunks->count, sizeof(*hunks->items));
	hunks->items[hunks->count++] = (struct hunk){
		old->items[from.old].start,
		old->items[end.old].start,
		now->items[from.now].start,
		now->items[end.now].start,
	};
}

void hunks_find(struct hunks *hunks, struct text old, struct text now)
{
	size_t front = same_front(old, now), back, count;
	struct anchor last = { 0 };
	struct lines before, after;
	struct anchor *anchors;

	hunks->count = 0;
	if (front == old.size && front == now.size)
		return;
	back = same_back(old, now, front);
	before = split(old, front, old.size - back);
	after = split(now, front, now.size - back);
	anchors = memory_new((after.count + 1) * sizeof(*anchors));
	count = keep_longest(anchors, find_pairs(&before, &after, anchors));
	for (size_t i = 0; i < count; i++) {
		add_hunk(hunks, &before, &after, last, anchors[i]);
		last = (struct anchor){ anchors[i].old + 1, anchors[i].now + 1, 0 };
	}
	add_hunk(hunks, &before, &after, last,
	         (struct anchor){ (uint32_t)before.count, (uint32_t)after.count, 0 });
	memory_free(before.items);
	memory_free(after.items);
	memory_free(anchors);
}

size_t hunks_place(const struct hunks *hunks, size_t old)
{
	size_t low = 0, high = hunks->count; /* hunks that end before it, or at it */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hunks->items[middle].end <= old)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? old - hunks->items[low - 1].end + hunks->items[low - 1].new_end : old;
}
