#include "metrics/clones/exchange.h"

enum { NAMES = 1 << 16 };

/* Entries of an older round hold nothing, so that clearing costs nothing. */
struct meaning {
	uint32_t round;
	uint16_t name;
};

struct exchange {
	uint32_t round;
	struct meaning of_a[NAMES], of_b[NAMES];
};

struct exchange *exchange_new(void)
{
	struct exchange *exchange = memory_new(sizeof(*exchange));

	exchange->round = 1;
	return exchange;
}

void exchange_free(struct exchange *exchange)
{
	memory_free(exchange);
}

void exchange_clear(struct exchange *exchange)
{
	exchange->round++;
}

struct agreement exchange_compare(struct exchange *exchange, const struct prints *a, size_t at,
                                  const struct prints *b, size_t bt, bool keep)
{
	const uint16_t *ours = a->words + a->phrases[at].first_word;
	const uint16_t *theirs = b->words + b->phrases[bt].first_word;
	struct agreement agreement = { .words = a->phrases[at].words };

	if (b->phrases[bt].words < agreement.words)
		agreement.words = b->phrases[bt].words;
	for (uint32_t i = 0; i < agreement.words; i++) {
		struct meaning *one = &exchange->of_a[ours[i]];
		struct meaning *other = &exchange->of_b[theirs[i]];
		bool one_known = one->round == exchange->round;
		bool other_known = other->round == exchange->round;

		if ((one_known && one->name != theirs[i]) ||
		    (other_known && other->name != ours[i]))
			agreement.conflicts++;
		else if (one_known && other_known)
			agreement.again++;
		if (keep) {
			*one = (struct meaning){ exchange->round, theirs[i] };
			*other = (struct meaning){ exchange->round, ours[i] };
		}
	}
	return agreement;
}

void exchange_keep(struct exchange *exchange, const struct prints *a, size_t at,
                   const struct prints *b, size_t bt)
{
	const uint16_t *ours = a->words + a->phrases[at].first_word;
	const uint16_t *theirs = b->words + b->phrases[bt].first_word;
	uint8_t words = a->phrases[at].words;

	if (b->phrases[bt].words < words)
		words = b->phrases[bt].words;
	for (uint8_t i = 0; i < words; i++) {
		exchange->of_a[ours[i]] = (struct meaning){ exchange->round, theirs[i] };
		exchange->of_b[theirs[i]] = (struct meaning){ exchange->round, ours[i] };
	}
}

bool exchange_allows(const struct exchange *exchange, const struct prints *a, size_t at,
                     const struct prints *b, size_t bt, bool slack)
{
	const uint16_t *ours = a->words + a->phrases[at].first_word;
	const uint16_t *theirs = b->words + b->phrases[bt].first_word;
	uint32_t round = exchange->round, words = a->phrases[at].words, left;

	if (b->phrases[bt].words < words)
		words = b->phrases[bt].words;
	left = slack ? words / 4 : 0;
	for (uint32_t i = 0; i < words; i++) {
		const struct meaning *one = &exchange->of_a[ours[i]];
		const struct meaning *other = &exchange->of_b[theirs[i]];

		if ((one->round == round && one->name != theirs[i]) ||
		    (other->round == round && other->name != ours[i])) {
			if (!left)
				return false;
			left--;
		}
	}
	return true;
}
