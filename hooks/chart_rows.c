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
static uint32_t seal_of(const uint32_t *words, size_t size, uint32_t bucket)
{
	return (uint32_t)hash_mix(text_hash((struct text){ (const char *)words, size }), bucket);
}

/* False: they end before they begin, or where there are none. */
static bool measure(const struct chart_rows *rows, uint32_t bucket,
                    const struct chart_bucket bounds[2], size_t *size)
{
	bool is_first = bucket == 0, is_last = bucket + 1 == rows->bucket_count;

	*size = (size_t)(bounds[1].first - bounds[0].first) * rows->width * sizeof(*rows->words);
	return bounds[0].first <= bounds[1].first && bounds[1].first <= rows->count &&
	       (!is_first || bounds[0].first == 0) &&
	       (!is_last || (bounds[1].first == rows->count && bounds[1].seal == 0));
}

bool chart_rows_whole(const struct chart_rows *rows)
{
	bool whole = true;

	for (uint32_t i = 0; i < rows->bucket_count && whole; i++) {
		const struct chart_bucket *bucket = &rows->buckets[i];
		size_t size;

		whole = measure(rows, i, bucket, &size) &&
		        seal_of(&rows->words[(size_t)bucket->first * rows->width], size, i) ==
		                bucket->seal;
	}
	return whole;
}

bool chart_rows_look(const struct chart_rows *rows, uint32_t hash, chart_row_found *found,
                     void *context)
{
	const struct chart_reader *reader = rows->reader;
	uint32_t bucket = bucket_of(rows, hash), *words = NULL;
	struct chart_bucket bounds[2];
	bool whole;
	size_t size;

	if (!reader->read(reader->context, &rows->buckets[bucket], bounds, sizeof(bounds)) ||
	    !measure(rows, bucket, bounds, &size))
		return false;
	words = memory_new(size);
	whole = reader->read(reader->context, &rows->words[(size_t)bounds[0].first * rows->width],
	                     words, size) &&
	        seal_of(words, size, bucket) == bounds[0].seal;
	for (size_t i = 0; i < size / sizeof(*words) && whole; i += rows->width)
		if (words[i] == hash)
			found(context, &words[i]);
	memory_free(words);
	return whole;
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
	for (uint32_t i = 0; i < rows->bucket_count; i++) {
		struct chart_bucket *bucket = &rows->buckets[i];
		size_t size = (size_t)(bucket[1].first - bucket->first) * rows->width;

		bucket->seal = seal_of(&rows->words[(size_t)bucket->first * rows->width],
		                       size * sizeof(*rows->words), i);
	}
}
