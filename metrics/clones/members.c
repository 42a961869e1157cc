/*
 * Is it only what a class does for each of its members?
 *
 * equals(), a comparison for qsort(), a setter: under other names they are the same in every class, and
 * none can use another's.  They are not known by what they are called, but by their shape: what has
 * another name stands there in pairs, `id == that.id`, `x->at < y->at`, `this.port = port`.  What is
 * too short to be a clone alone, as hashCode() of a line, is carried by none of its neighbours.
 */
#include "metrics/clones/growth.h"

enum {
	TOKENS_MOST = 150, /* of a stretch; longer ones have more to say */
	NAMES_MOST = TOKENS_MOST,
	PAIRED_LEAST = 40, /* percent of the own names of a piece, */
	PAIRS_LEAST = 6,   /* and how many at least */
};

/* Names of the left side. */
struct names {
	uint16_t items[NAMES_MOST];
	size_t count;
};

static bool knows(const struct names *names, uint16_t name)
{
	for (size_t i = 0; i < names->count; i++)
		if (names->items[i] == name)
			return true;
	return false;
}

/* What stands in a phrase that is the same to the letter is nobody's own. */
static void gather_shared(const struct growth *growth, struct names *shared)
{
	for (size_t i = 0; i < growth->count; i++) {
		const struct phrase *a = &growth->a->phrases[growth->pairs[i].a];
		const uint16_t *words = growth->a->words + a->first_word;

		if (a->text != growth->b->phrases[growth->pairs[i].b].text)
			continue;
		for (uint8_t w = 0; w < a->words; w++)
			if (shared->count < NAMES_MOST && !knows(shared, words[w]))
				shared->items[shared->count++] = words[w];
	}
}

/* A unit of the stretch, or what lies between two. */
struct piece {
	uint32_t tokens;
	uint32_t own, paired; /* names, as often as they come */
};

static void count_names(const struct growth *growth, const struct phrase *phrase,
                        const struct names *shared, struct piece *piece)
{
	const uint16_t *words = growth->a->words + phrase->first_word;

	for (uint8_t i = 0; i < phrase->words; i++) {
		uint8_t times = 0;

		if (knows(shared, words[i]))
			continue;
		for (uint8_t j = 0; j < phrase->words; j++)
			times = (uint8_t)(times + (words[j] == words[i]));
		piece->own++;
		piece->paired += times > 1;
	}
}

static bool says_something(const struct piece *piece, uint32_t least)
{
	return piece->tokens >= least &&
	       (piece->paired < PAIRS_LEAST || 100 * piece->paired < PAIRED_LEAST * piece->own);
}

bool is_of_members(const struct growth *growth)
{
	struct names shared = { .count = 0 };
	struct piece piece = { .tokens = 0 };
	uint32_t least = growth->search->least;

	if (tokens_between(growth->a, growth->first.a, growth->last.a + 1, 1) >= TOKENS_MOST)
		return false;
	gather_shared(growth, &shared);
	for (size_t i = 0; i < growth->count; i++) {
		const struct phrase *phrase = &growth->a->phrases[growth->pairs[i].a];

		if (phrase->begins_unit && says_something(&piece, least))
			return false;
		if (phrase->begins_unit)
			piece = (struct piece){ .tokens = 0 };
		piece.tokens += phrase->tokens;
		count_names(growth, phrase, &shared, &piece);
		if (!phrase->ends_unit)
			continue;
		if (says_something(&piece, least))
			return false;
		piece = (struct piece){ .tokens = 0 };
	}
	return !says_something(&piece, least);
}
