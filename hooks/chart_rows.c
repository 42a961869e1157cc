#include "chart_rows.h"

#include <string.h>

/* A name is asked for at the price of its bucket. */
enum { ROWS_A_BUCKET = 64, BUCKETS_MOST = 1 << 18 };

uint32_t chart_buckets(uint32_t rows)
{
	uint32_t buckets = rows / ROWS_A_BUCKET + 1;

	return buckets < BUCKETS_MOST ? buckets : BUCKETS_MOST;
}

static uint32_t bucket_of(const struct chart_rows *rows, uint32_t hash)
{
	return (uint32_t)((uint64_t)hash * rows->bucket_count >> 32);
}

/* Of the rows, and of the place where they are looked for. */
static uint32_t seal_of(const struct chart_rows *rows, uint32_t bucket)
{
	size_t first = rows->buckets[bucket].first, end = rows->buckets[bucket + 1].first;
	const char *from = (const char *)&rows->words[first * rows->width];
	struct text text = { from, (end - first) * rows->width * sizeof(*rows->words) };

	return (uint32_t)hash_mix(text_hash(text), bucket);
}

static bool is_whole(const struct chart_rows *rows, uint32_t bucket)
{
	uint32_t first = rows->buckets[bucket].first, end = rows->buckets[bucket + 1].first;

	return first <= end && end <= rows->count &&
	       seal_of(rows, bucket) == rows->buckets[bucket].seal;
}

bool chart_rows_sound(const struct chart_rows *rows)
{
	const struct chart_bucket *behind = &rows->buckets[rows->bucket_count];

	return rows->buckets[0].first == 0 && behind->first == rows->count && behind->seal == 0;
}

bool chart_rows_whole(const struct chart_rows *rows)
{
	bool whole = true;

	for (uint32_t i = 0; i < rows->bucket_count; i++)
		whole &= rows->checked[i] || is_whole(rows, i);
	return whole;
}

bool chart_rows_look(const struct chart_rows *rows, uint32_t hash, chart_row_found *found,
                     void *context)
{
	uint32_t bucket = bucket_of(rows, hash);
	size_t end = rows->buckets[bucket + 1].first;

	if (!rows->checked[bucket] && !is_whole(rows, bucket))
		return false;
	rows->checked[bucket] = true;
	for (size_t i = rows->buckets[bucket].first; i < end; i++)
		if (rows->words[i * rows->width] == hash)
			found(context, &rows->words[i * rows->width]);
	return true;
}

/* --- writing ------------------------------------------------------------------------------ */

/* Seals count the rows of their buckets, and are where the next one goes, until all are put. */
void chart_rows_expect(struct chart_rows *rows, uint32_t hash)
{
	rows->buckets[bucket_of(rows, hash)].seal++;
}

void chart_rows_begin(struct chart_rows *rows)
{
	for (uint32_t i = 0; i < rows->bucket_count; i++) {
		rows->buckets[i + 1].first = rows->buckets[i].first + rows->buckets[i].seal;
		rows->buckets[i].seal = rows->buckets[i].first;
	}
}

void chart_rows_put(struct chart_rows *rows, const uint32_t *row)
{
	size_t at = rows->buckets[bucket_of(rows, row[0])].seal++;

	memcpy(&rows->words[at * rows->width], row, rows->width * sizeof(*row));
}

void chart_rows_seal(struct chart_rows *rows)
{
	for (uint32_t i = 0; i < rows->bucket_count; i++)
		rows->buckets[i].seal = seal_of(rows, i);
}
