#include "grammar.h"

#include <string.h>

#include "bole/base.h"

const TSLanguage *grammar_of(const struct grammars *grammars, const struct language *language)
{
	const TSLanguage *spread = grammars->spread[language->id % LANGUAGES_MAX];

	return spread ? spread : language->grammar();
}

#ifdef CORE_INSIDE

#include <language.h>

enum { SHORT_LIST = 24 /* numbers: to go through fewer is no dearer than to look far away */ };

/* Groups of symbols that lead to the same: how many; then of each where to, how many symbols, which. */
static const uint16_t *list_of(const TSLanguage *grammar, uint32_t state)
{
	uint32_t listed = state - grammar->large_state_count;

	return grammar->small_parse_table + grammar->small_parse_table_map[listed];
}

static size_t list_size(const uint16_t *list)
{
	const uint16_t *next = list + 1;

	for (uint16_t groups = *list; groups > 0; groups--)
		next += 2 + next[1];
	return (size_t)(next - list);
}

/* States stand by what they have to tell, those with most first.  Returned is the first with little. */
static uint32_t states_to_spread(const TSLanguage *grammar)
{
	uint32_t end = grammar->state_count;

	while (end > grammar->large_state_count &&
	       list_size(list_of(grammar, end - 1)) <= SHORT_LIST)
		end--;
	return end;
}

static void spread_list(uint16_t *row, const uint16_t *list)
{
	const uint16_t *next = list + 1;

	for (uint16_t groups = *list; groups > 0; groups--) {
		uint16_t value = *next++;

		for (uint16_t symbols = *next++; symbols > 0; symbols--)
			row[*next++] = value;
	}
}

static uint16_t *spread_table(const TSLanguage *grammar, uint32_t states)
{
	size_t row = grammar->symbol_count, large = grammar->large_state_count;
	uint16_t *table = memory_large(states * row * sizeof(*table));

	memcpy(table, grammar->parse_table, large * row * sizeof(*table));
	memset(table + large * row, 0, (states - large) * row * sizeof(*table));
	for (uint32_t state = grammar->large_state_count; state < states; state++)
		spread_list(table + state * row, list_of(grammar, state));
	return table;
}

/* Older grammars end before their names. */
static size_t size_of(const TSLanguage *grammar)
{
	return grammar->abi_version < LANGUAGE_VERSION_WITH_RESERVED_WORDS
	               ? offsetof(TSLanguage, name)
	               : sizeof(*grammar);
}

size_t grammar_spread_size(const struct language *language)
{
	const TSLanguage *grammar = language->grammar();

	return (size_t)states_to_spread(grammar) * grammar->symbol_count *
	       sizeof(*grammar->parse_table);
}

void grammar_spread(struct grammars *grammars, const struct language *language)
{
	TSLanguage **place = &grammars->spread[language->id % LANGUAGES_MAX];
	const TSLanguage *grammar = language->grammar();
	uint32_t states = states_to_spread(grammar);
	TSLanguage *copy;

	if (*place)
		return;
	copy = memory_new(sizeof(*copy));
	memcpy(copy, grammar, size_of(grammar));
	copy->parse_table = spread_table(grammar, states);
	copy->small_parse_table_map += states - grammar->large_state_count;
	copy->large_state_count = states;
	*place = copy;
}

void grammars_release(struct grammars *grammars)
{
	for (int i = 0; i < LANGUAGES_MAX; i++) {
		if (grammars->spread[i])
			memory_free((uint16_t *)grammars->spread[i]->parse_table);
		memory_free(grammars->spread[i]);
	}
}

#else

size_t grammar_spread_size(const struct language *language)
{
	(void)language;
	return 0;
}

void grammar_spread(struct grammars *grammars, const struct language *language)
{
	(void)grammars;
	(void)language;
}

void grammars_release(struct grammars *grammars)
{
	(void)grammars;
}

#endif
