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

/* The names of two phrases beside each other. */
struct names {
	const uint16_t *ours, *theirs;
	uint32_t count;
};

static struct names names_of(const struct prints *a, size_t at, const struct prints *b, size_t bt)
{
	uint32_t ours = a->phrases[at].words, theirs = b->phrases[bt].words;

	return (struct names){
		.ours = a->words + a->phrases[at].first_word,
		.theirs = b->words + b->phrases[bt].first_word,
		.count = ours < theirs ? ours : theirs,
	};
}

static bool is_known(const struct exchange *exchange, const struct meaning *meaning)
{
	return meaning->round == exchange->round;
}

/* Does one of the two stand for another? */
static bool is_conflict(const struct exchange *exchange, uint16_t ours, uint16_t theirs)
{
	const struct meaning *one = &exchange->of_a[ours], *other = &exchange->of_b[theirs];

	return (is_known(exchange, one) && one->name != theirs) ||
	       (is_known(exchange, other) && other->name != ours);
}

static void keep_name(struct exchange *exchange, uint16_t ours, uint16_t theirs)
{
	exchange->of_a[ours] = (struct meaning){ exchange->round, theirs };
	exchange->of_b[theirs] = (struct meaning){ exchange->round, ours };
}

struct agreement exchange_take(struct exchange *exchange, const struct prints *a, size_t at,
                               const struct prints *b, size_t bt)
{
	struct names names = names_of(a, at, b, bt);
	struct agreement agreement = { .words = names.count };

	for (uint32_t i = 0; i < names.count; i++) {
		uint16_t ours = names.ours[i], theirs = names.theirs[i];

		if (is_conflict(exchange, ours, theirs))
			agreement.conflicts++;
		else if (is_known(exchange, &exchange->of_a[ours]) &&
		         is_known(exchange, &exchange->of_b[theirs]))
			agreement.again++;
		keep_name(exchange, ours, theirs);
	}
	return agreement;
}

void exchange_keep(struct exchange *exchange, const struct prints *a, size_t at,
                   const struct prints *b, size_t bt)
{
	struct names names = names_of(a, at, b, bt);

	for (uint32_t i = 0; i < names.count; i++)
		keep_name(exchange, names.ours[i], names.theirs[i]);
}

bool exchange_allows(const struct exchange *exchange, const struct prints *a, size_t at,
                     const struct prints *b, size_t bt, bool slack)
{
	struct names names = names_of(a, at, b, bt);
	uint32_t left = slack ? names.count / 4 : 0;

	for (uint32_t i = 0; i < names.count; i++)
		if (is_conflict(exchange, names.ours[i], names.theirs[i]) && !left--)
			return false;
	return true;
}
