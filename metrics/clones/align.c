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
	SHAPES = 4096,   /* that are told apart before anything is laid out */
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

/* Of a's phrases those whose shape b has, too, if they were all found: could the two be alike? */
static bool may_be_alike(const struct phrase *a, uint32_t a_count, const struct phrase *b,
                         uint32_t b_count)
{
	uint64_t shapes[SHAPES / 64] = { 0 };
	uint32_t all = 0, common = 0;

	for (uint32_t i = 0; i < b_count; i++) {
		all += b[i].tokens;
		shapes[b[i].shape % SHAPES / 64] |= UINT64_C(1) << b[i].shape % 64;
	}
	for (uint32_t i = 0; i < a_count; i++) {
		all += a[i].tokens;
		if (shapes[a[i].shape % SHAPES / 64] >> a[i].shape % 64 & 1)
			common += a[i].tokens;
	}
	return 200 * common + all / 2 >= SIMILARITY_MIN * all;
}

size_t align_units(const struct prints *a, const struct prints *b, const struct run *run,
                   struct pair *pairs)
{
	size_t width = (size_t)run->b_length + 1, cells = (run->length + 1) * width, count = 0;
	uint32_t *best;

	if (cells > CELLS_MOST ||
	    !may_be_alike(a->phrases + run->a, run->length, b->phrases + run->b, run->b_length))
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
