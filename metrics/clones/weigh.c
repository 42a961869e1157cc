/* What a growth amounts to, and whether it is noise. */
#include "metrics/clones/growth.h"

enum {
	FRESH_LEAST = 60,    /* percent of the tokens that do not repeat, */
	FRESH_WHOLE = 50,    /* of whole units, and */
	FRESH_SURE = 100,    /* so many are no table, whatever else repeats */
	FRESH_TOKENS = 20,   /* how many at least */
	SHAPES_LEAST = 3,    /* different ones */
	SURE_LEAST = 35,     /* percent of the names that are known to be right */
	SURE_GAPPED = 60,    /* of type 3, where less holds it together */
	CONFLICTS_MOST = 10, /* percent of the tokens, until it is no longer type 2 */
};

uint32_t tokens_between(const struct prints *prints, int64_t from, int64_t to, int step)
{
	uint32_t tokens = 0;

	for (; from != to; from += step)
		tokens += prints->phrases[from].tokens;
	return tokens;
}

static void weigh_pair(const struct growth *growth, struct pair pair, struct weight *weight)
{
	const struct phrase *a = &growth->a->phrases[pair.a], *b = &growth->b->phrases[pair.b];
	struct agreement agreement =
		exchange_take(growth->search->exchange, growth->a, pair.a, growth->b, pair.b);
	bool same_text = a->text == b->text;

	if (agreement.conflicts)
		weight->conflicting += a->tokens;
	else
		weight->matched += a->tokens < b->tokens ? a->tokens : b->tokens;
	if (!phrase_is_stale(a->shape_back, pair.a, growth->pairs[0].a))
		weight->fresh += a->tokens;
	if (!phrase_is_stale(a->text_back, pair.a, growth->pairs[0].a))
		weight->fresh_text += a->tokens;
	weight->words += agreement.words;
	weight->sure += same_text ? agreement.words : agreement.again;
	weight->other_text |= !same_text;
	weight->same += same_text ? a->tokens : 0;
}

static uint32_t count_shapes(const struct growth *growth)
{
	uint32_t seen[SHAPES_LEAST];
	uint32_t count = 0;

	for (size_t i = 0; i < growth->count && count < SHAPES_LEAST; i++) {
		uint32_t shape = growth->a->phrases[growth->pairs[i].a].shape, at = 0;

		while (at < count && seen[at] != shape)
			at++;
		if (at == count)
			seen[count++] = shape;
	}
	return count;
}

struct weight weigh(const struct growth *growth)
{
	struct weight weight = { .shapes = count_shapes(growth) };
	struct pair first = growth->first, last = growth->last;

	weight.tokens_a = tokens_between(growth->a, first.a, (int64_t)last.a + 1, 1);
	weight.tokens_b = tokens_between(growth->b, first.b, (int64_t)last.b + 1, 1);
	weight.gaps =
		last.a - first.a + 1 != growth->count || last.b - first.b + 1 != growth->count;
	exchange_clear(growth->search->exchange);
	for (size_t i = 0; i < growth->count; i++)
		weigh_pair(growth, growth->pairs[i], &weight);
	return weight;
}

uint32_t weight_similarity(const struct weight *weight)
{
	uint32_t all = weight->tokens_a + weight->tokens_b;

	return all ? (200 * weight->matched + all / 2) / all : 0;
}

enum clone_type weight_type(const struct weight *weight)
{
	uint32_t all = weight->matched + weight->conflicting;

	if (weight->gaps || 100 * weight->conflicting > CONFLICTS_MOST * all)
		return CLONE_GAPPED;
	return weight->other_text ? CLONE_RENAMED : CLONE_EXACT;
}

/* Does a stretch begin outside of every unit, and not with one? */
static bool is_outside(const struct prints *prints, uint32_t first)
{
	return !prints->phrases[first].begins_unit && !prints->phrases[first].inside;
}

static enum clone_noise noise_of(const struct weight *weight, enum clone_type type, bool whole)
{
	uint32_t all = weight->matched + weight->conflicting;
	uint32_t sure = type == CLONE_GAPPED ? SURE_GAPPED : SURE_LEAST;

	uint32_t fresh = weight->other_text ? weight->fresh : weight->fresh_text;
	uint32_t fresh_least = whole ? FRESH_WHOLE : FRESH_LEAST;

	if ((fresh < FRESH_SURE && 100 * fresh < fresh_least * all) || fresh < FRESH_TOKENS ||
	    (weight->other_text && !whole && weight->shapes < SHAPES_LEAST))
		return NOISE_REPEATED;
	if (weight->other_text && !whole && 100 * weight->sure < sure * weight->words)
		return NOISE_PLAIN;
	return NOISE_COUNT;
}

/* The end of one unit and the start of the next, and neither is enough. */
static bool is_seam(const struct growth *growth)
{
	uint32_t least = growth->search->least, tokens = 0;
	bool parted = false;

	for (size_t i = 0; i < growth->count; i++) {
		const struct phrase *phrase = &growth->a->phrases[growth->pairs[i].a];

		if (phrase->begins_unit) {
			parted = true;
			tokens = 0;
		}
		tokens += phrase->tokens;
		if (tokens >= least)
			return false;
		if (phrase->ends_unit) {
			parted = true;
			tokens = 0;
		}
	}
	return parted;
}

enum clone_noise weight_noise(const struct weight *weight, const struct growth *growth,
                              enum clone_type type)
{
	enum clone_noise noise = noise_of(weight, type, growth->whole);

	if (noise == NOISE_COUNT && type == CLONE_RENAMED && !growth->whole &&
	    is_outside(growth->a, growth->first.a) && is_outside(growth->b, growth->first.b))
		return NOISE_OUTSIDE;
	if (noise == NOISE_COUNT && type == CLONE_RENAMED && !growth->whole && is_seam(growth))
		return NOISE_SEAM;
	return noise;
}
