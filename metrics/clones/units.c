/*
 * Units that are equal, and units that are alike.
 *
 * Equal: the windows at the start of a short function may stand in hundreds of places
 * (`public String name() {`).  Its copy is not found by them, but by all of it.
 *
 * Alike: two units of which ALIKE_LEAST percent is the same.  They must share one of the rare
 * phrases of each: so many of its rarest as cannot all be missing (Sajnani et al. 2016,
 * "SourcererCC").  Most units consist of phrases that stand nowhere else, and end there.
 */
#include "metrics/clones/search.h"

#include <stdlib.h>
#include <string.h>

enum {
	NESTED_MOST = 64,
	PHRASES_MOST = 400, /* of a unit; longer ones have windows enough */
	ALIKE_LEAST = 60,
	COUNTERS = 1 << 20,
};

struct whole_unit {
	uint64_t hash;
	uint32_t file, first, length, tokens;
};

/* A rare phrase of a unit. */
struct rare {
	uint64_t key;
	uint32_t unit;
};

struct units {
	struct search *search;
	struct whole_unit *items;
	size_t count, capacity;
	uint8_t *counters; /* by key: in how many units it is, about, up to 255 */
	struct rare *rare;
	size_t rare_count, rare_capacity;
};

/* --- units ------------------------------------------------------------------------------ */

static const struct phrase *phrases_of(const struct units *units, const struct whole_unit *unit)
{
	return units->search->clones->prints[unit->file].phrases + unit->first;
}

static void add_unit(struct units *units, uint32_t file, uint32_t first, uint32_t end)
{
	const struct prints *prints = &units->search->clones->prints[file];
	struct whole_unit unit = { .file = file, .first = first, .length = end - first };

	if (unit.length > PHRASES_MOST)
		return;
	for (uint32_t i = first; i < end; i++) {
		unit.hash = hash_mix(unit.hash, prints->phrases[i].shape);
		unit.tokens += prints->phrases[i].tokens;
	}
	if (unit.tokens < units->search->least)
		return;
	unit.hash = hash_mix(unit.hash, prints_pattern(prints, first, end));
	units->items = array_grow(units->items, &units->capacity, units->count, sizeof(unit));
	units->items[units->count++] = unit;
}

static void gather_units(struct units *units, uint32_t file)
{
	const struct prints *prints = &units->search->clones->prints[file];
	uint32_t open[NESTED_MOST], depth = 0;

	for (uint32_t i = 0; i < prints->count; i++) {
		if (prints->phrases[i].begins_unit && depth < NESTED_MOST)
			open[depth++] = i;
		if (prints->phrases[i].ends_unit && depth)
			add_unit(units, file, open[--depth], i + 1);
	}
}

static int by_hash(const void *a, const void *b)
{
	const struct whole_unit *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

/* --- equal ------------------------------------------------------------------------------- */

static void pair_equal(const struct units *units, size_t at, size_t end)
{
	bool crowded = end - at > PAIRS_MOST;

	for (size_t i = at; i + 1 < end; i++) {
		size_t last = crowded ? i + 2 : end;

		for (size_t j = i + 1; j < last; j++) {
			const struct whole_unit *a = &units->items[i], *b = &units->items[j];

			if (a->length == b->length)
				search_add_run(units->search,
				               &(struct run){ a->file, b->file, a->first, b->first,
				                              a->length, crowded ? b->length : 0,
				                              crowded });
		}
	}
}

static void find_equal(const struct units *units)
{
	for (size_t at = 0, end; at < units->count; at = end) {
		for (end = at + 1; end < units->count; end++)
			if (units->items[end].hash != units->items[at].hash)
				break;
		pair_equal(units, at, end);
	}
}

/* --- alike ---------------------------------------------------------------------------------- */

static uint64_t key_of(const struct phrase *phrase)
{
	return hash_mix(phrase->shape, phrase->text);
}

static uint8_t *counter_of(const struct units *units, const struct phrase *phrase)
{
	return &units->counters[key_of(phrase) % COUNTERS];
}

static void count_keys(struct units *units)
{
	units->counters = memory_new(COUNTERS);
	for (size_t i = 0; i < units->count; i++) {
		const struct phrase *phrases = phrases_of(units, &units->items[i]);

		for (uint32_t at = 0; at < units->items[i].length; at++) {
			uint8_t *counter = counter_of(units, &phrases[at]);

			*counter += *counter < UINT8_MAX;
		}
	}
}

/* Which of them, and how rare it is. */
struct ordered {
	uint32_t at;
	uint8_t places;
};

static int by_places(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;

	if (x->places != y->places)
		return x->places < y->places ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* If o of a's tokens are common, and b has as many at least: o >= ALIKE (a + b) / 2 and b >= o. */
static uint32_t common_least(uint32_t tokens)
{
	return tokens * ALIKE_LEAST / (200 - ALIKE_LEAST);
}

static void add_rare(struct units *units, uint32_t number)
{
	const struct whole_unit *unit = &units->items[number];
	const struct phrase *phrases = phrases_of(units, unit);
	struct ordered order[PHRASES_MOST];
	uint32_t left = unit->tokens;

	for (uint32_t i = 0; i < unit->length; i++)
		order[i] = (struct ordered){ i, *counter_of(units, &phrases[i]) };
	qsort(order, unit->length, sizeof(*order), by_places);
	for (uint32_t i = 0; i < unit->length && left >= common_least(unit->tokens); i++) {
		const struct phrase *phrase = &phrases[order[i].at];

		left -= phrase->tokens;
		if (order[i].places < 2)
			continue;
		units->rare = array_grow(units->rare, &units->rare_capacity, units->rare_count,
		                         sizeof(*units->rare));
		units->rare[units->rare_count++] = (struct rare){ key_of(phrase), number };
	}
}

static int by_key(const void *a, const void *b)
{
	const struct rare *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static bool lie_in_each_other(const struct whole_unit *a, const struct whole_unit *b)
{
	return a->file == b->file && a->first < b->first + b->length &&
	       b->first < a->first + a->length;
}

static void add_alike(const struct units *units, const struct whole_unit *a,
                      const struct whole_unit *b)
{
	uint32_t shorter = a->tokens < b->tokens ? a->tokens : b->tokens;
	struct run run = { a->file, b->file, a->first, b->first, a->length, b->length, false };

	if (200 * shorter < ALIKE_LEAST * (a->tokens + b->tokens) || a->hash == b->hash ||
	    lie_in_each_other(a, b))
		return;
	if (a->file > b->file || (a->file == b->file && a->first > b->first))
		run = (struct run){ b->file,   a->file,   b->first, a->first,
			            b->length, a->length, false };
	search_add_run(units->search, &run);
}

static void pair_alike(const struct units *units, size_t at, size_t end)
{
	bool crowded = end - at > PAIRS_MOST;

	for (size_t i = at; i + 1 < end; i++) {
		size_t last = crowded ? i + 2 : end;

		for (size_t j = i + 1; j < last; j++)
			if (units->rare[i].unit != units->rare[j].unit)
				add_alike(units, &units->items[units->rare[i].unit],
				          &units->items[units->rare[j].unit]);
	}
}

static void find_alike(struct units *units)
{
	count_keys(units);
	for (uint32_t i = 0; i < units->count; i++)
		add_rare(units, i);
	if (units->rare_count)
		qsort(units->rare, units->rare_count, sizeof(*units->rare), by_key);
	for (size_t at = 0, end; at < units->rare_count; at = end) {
		for (end = at + 1; end < units->rare_count; end++)
			if (units->rare[end].key != units->rare[at].key)
				break;
		if (end - at <= PLACES_MOST)
			pair_alike(units, at, end);
	}
}

void find_unit_runs(struct search *search)
{
	struct units units = { .search = search };

	for (uint32_t file = 0; file < search->file_count; file++)
		gather_units(&units, file);
	if (units.count)
		qsort(units.items, units.count, sizeof(*units.items), by_hash);
	find_equal(&units);
	if (!search->exact)
		find_alike(&units);
	memory_free(units.items);
	memory_free(units.counters);
	memory_free(units.rare);
}
