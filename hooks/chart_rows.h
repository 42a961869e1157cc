/*
 * Rows of a chart that are looked up by a hash: sorted into ranges of hashes, each with a seal of its
 * own, so that who asks for a few of them reads and checks only those.
 */
#ifndef HOOKS_CHART_ROWS_H
#define HOOKS_CHART_ROWS_H

#include "bole/base.h"

struct chart_bucket {
	uint32_t first; /* row */
	uint32_t seal;
};

/* What is looked up is read, not mapped, and what is told of it is a copy. */
struct chart_reader {
	bool (*read)(void *context, const void *from, void *into, size_t size);
	void *context;
};

struct chart_rows {
	struct chart_bucket *buckets; /* and one behind the last */
	uint32_t bucket_count;
	uint32_t *words; /* the first word of a row is its hash */
	uint32_t width;  /* words of a row */
	uint32_t count;
	const struct chart_reader *reader;
};

uint32_t chart_buckets(uint32_t rows);
/* Are all rows as they were put? */
bool chart_rows_whole(const struct chart_rows *rows);
/* All rows of a hash, in the order in which they were put; false: damaged. */
typedef void chart_row_found(void *context, const uint32_t *row);
bool chart_rows_look(const struct chart_rows *rows, uint32_t hash, chart_row_found *found,
                     void *context) MUST_CHECK;

/* Written in two rounds: each row is counted by its hash, and then put. */
void chart_rows_expect(struct chart_rows *rows, uint32_t hash);
void chart_rows_begin(struct chart_rows *rows);
void chart_rows_put(struct chart_rows *rows, const uint32_t *row);
void chart_rows_seal(struct chart_rows *rows);

#endif
