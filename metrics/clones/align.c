/*
 * Two units beside each other: the longest row of phrases that both have, in tokens.
 *
 * A phrase of the same text earns its tokens.  One that has but the shape earns little: it is a line
 * that was changed, and it must not draw others with it.
 */
#include "metrics/clones/search.h"

enum {
	CELLS_MOST = 1 << 18,
	SHAPE_SHARE = 4, /* a part of its tokens */
};

static uint32_t score_of(const struct phrase *a, const struct phrase *b)
{
	if (a->shape != b->shape)
		return 0;
	return a->text == b->text ? SHAPE_SHARE * (uint32_t)a->tokens : a->tokens;
}

/* best[i][j]: of the phrases from i and from j on. */
static void fill(uint32_t *best, const struct phrase *a, uint32_t a_count, const struct phrase *b,
                 uint32_t b_count)
{
	size_t width = (size_t)b_count + 1;

	for (uint32_t i = a_count; i-- > 0;) {
		uint32_t *row = best + i * width, *below = row + width;

		for (uint32_t j = b_count; j-- > 0;) {
			uint32_t score = score_of(&a[i], &b[j]);
			uint32_t most = below[j] > row[j + 1] ? below[j] : row[j + 1];

			row[j] = score && score + below[j + 1] > most ? score + below[j + 1] : most;
		}
	}
}

size_t align_units(const struct prints *a, const struct prints *b, const struct run *run,
                   struct pair *pairs)
{
	size_t width = (size_t)run->b_length + 1, cells = (run->length + 1) * width, count = 0;
	uint32_t *best;

	if (cells > CELLS_MOST)
		return 0;
	best = memory_new(cells * sizeof(*best));
	fill(best, a->phrases + run->a, run->length, b->phrases + run->b, run->b_length);
	for (uint32_t i = 0, j = 0; i < run->length && j < run->b_length;) {
		uint32_t here = best[i * width + j];
		uint32_t score = score_of(&a->phrases[run->a + i], &b->phrases[run->b + j]);

		if (score && here == score + best[(i + 1) * width + j + 1])
			pairs[count++] = (struct pair){ run->a + i++, run->b + j++ };
		else if (here == best[(i + 1) * width + j])
			i++;
		else
			j++;
	}
	memory_free(best);
	return count;
}
