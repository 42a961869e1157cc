/* Equal windows, and the rows they make. */
#include "metrics/clones/search.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_PHRASES = 3 };

/* A window that stands somewhere else, too. */
struct place {
	uint64_t hash;
	uint32_t phrase; /* counted through all files */
	uint32_t next;   /* place of the same hash behind it, or MAP_NONE */
	uint32_t text;   /* hash of its names and literals; where it is crowded */
	bool crowded;    /* its hash is compared with the next one alone */
	bool common;     /* not at all */
};

struct windows {
	struct search *search;
	uint64_t *hashes; /* by phrase; 0: none, or it stands alone */
	uint32_t *first;  /* by file: its first phrase; one more at the end */
	struct place *places;
	size_t count, capacity;
	uint32_t *place_of; /* by phrase: its place, or MAP_NONE */
};

/* --- which of them come again? ------------------------------------------------------ */

/* One bit a hash, so that most windows, which stand alone, cost no more. */
struct sieve {
	uint64_t *bits;
	uint64_t mask;
};

static struct sieve sieve_new(size_t count)
{
	struct sieve sieve = { NULL, 1023 };

	while (sieve.mask < 16 * (uint64_t)count)
		sieve.mask = sieve.mask << 1 | 1;
	sieve.bits = memory_new((size_t)(sieve.mask + 1) / 8);
	return sieve;
}

static bool sieve_has(const struct sieve *sieve, uint64_t hash)
{
	uint64_t bit = hash & sieve->mask;

	return sieve->bits[bit / 64] >> (bit % 64) & 1;
}

static void sieve_put(struct sieve *sieve, uint64_t hash)
{
	uint64_t bit = hash & sieve->mask;

	sieve->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static void sieve_again(const struct windows *windows, struct sieve *again)
{
	const struct search *search = windows->search;
	struct sieve once = sieve_new(windows->first[search->file_count]);

	for (uint32_t file = 0; file < search->file_count; file++) {
		bool asked = search->files[file].asked;

		/* Those asked for come first: what none of them has is of no interest. */
		for (uint32_t i = windows->first[file]; asked && i < windows->first[file + 1];
		     i++) {
			if (sieve_has(&once, windows->hashes[i]))
				sieve_put(again, windows->hashes[i]);
			sieve_put(&once, windows->hashes[i]);
		}
	}
	for (uint32_t file = 0; file < search->file_count; file++) {
		bool asked = search->files[file].asked;

		for (uint32_t i = windows->first[file]; !asked && i < windows->first[file + 1]; i++)
			if (sieve_has(&once, windows->hashes[i]))
				sieve_put(again, windows->hashes[i]);
	}
	memory_free(once.bits);
}

/* --- windows ---------------------------------------------------------------------- */

/* Of the shapes that a window begins with: other for two that cannot be equal, mostly. */
static uint64_t key_of(const struct prints *prints, size_t at)
{
	uint64_t key = 1;
	uint32_t tokens = 0;

	for (size_t i = at; i < prints->count && i < at + KEY_PHRASES && tokens < SEED_TOKENS;
	     i++) {
		key = hash_mix(key, prints->phrases[i].shape);
		tokens += prints->phrases[i].tokens;
	}
	return key;
}

static void number_phrases(struct windows *windows)
{
	const struct search *search = windows->search;
	uint32_t total = 0;

	windows->first = memory_new((search->file_count + 1) * sizeof(*windows->first));
	for (uint32_t i = 0; i < search->file_count; i++) {
		windows->first[i] = total;
		total += (uint32_t)search->clones->prints[i].count;
	}
	windows->first[search->file_count] = total;
	windows->hashes = memory_new(total * sizeof(*windows->hashes));
	windows->place_of = memory_new(total * sizeof(*windows->place_of));
	memset(windows->place_of, 0xff, total * sizeof(*windows->place_of));
}

static void hash_file(struct windows *windows, uint32_t file, const struct sieve *keys)
{
	const struct prints *prints = &windows->search->clones->prints[file];
	uint64_t *hashes = &windows->hashes[windows->first[file]];

	for (size_t i = 0; i < prints->count; i++)
		if (!keys)
			hashes[i] = key_of(prints, i);
		else if (sieve_has(keys, hashes[i]))
			hashes[i] = prints_window(prints, i, SEED_TOKENS).hash;
		else
			hashes[i] = 0;
}

/* Most windows begin like no other: these are not hashed as a whole. */
static void hash_all(struct windows *windows)
{
	size_t count = windows->search->file_count;
	struct sieve keys;

	number_phrases(windows);
	keys = sieve_new(windows->first[count]);
	for (uint32_t i = 0; i < count; i++)
		hash_file(windows, i, NULL);
	sieve_again(windows, &keys);
	for (uint32_t i = 0; i < count; i++)
		hash_file(windows, i, &keys);
	memory_free(keys.bits);
}

/* --- where they stand -------------------------------------------------------------- */

static int by_hash(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->phrase < y->phrase ? -1 : x->phrase > y->phrase;
}

static void gather_places(struct windows *windows)
{
	uint32_t total = windows->first[windows->search->file_count];
	struct sieve again = sieve_new(total);

	sieve_again(windows, &again);
	for (uint32_t i = 0; i < total; i++) {
		if (!windows->hashes[i] || !sieve_has(&again, windows->hashes[i]))
			continue;
		windows->places = array_grow(windows->places, &windows->capacity, windows->count,
		                             sizeof(*windows->places));
		windows->places[windows->count++] =
			(struct place){ windows->hashes[i], i, MAP_NONE, 0, false, false };
	}
	memory_free(again.bits);
	if (windows->count)
		qsort(windows->places, windows->count, sizeof(*windows->places), by_hash);
}

static size_t group_end(const struct windows *windows, size_t at)
{
	size_t end = at + 1;

	while (end < windows->count && windows->places[end].hash == windows->places[at].hash)
		end++;
	return end;
}

static uint32_t file_of(const struct windows *windows, uint32_t phrase)
{
	uint32_t low = 0, high = (uint32_t)windows->search->file_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (windows->first[middle] <= phrase)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static int by_text(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->text != y->text)
		return x->text < y->text ? -1 : 1;
	return x->phrase < y->phrase ? -1 : x->phrase > y->phrase;
}

/* In a crowd those that are the same to the letter come next to each other. */
static void order_crowd(const struct windows *windows, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++) {
		struct place *place = &windows->places[i];
		uint32_t file = file_of(windows, place->phrase);
		uint32_t first = place->phrase - windows->first[file];

		place->text =
			prints_texts(&windows->search->clones->prints[file], first, SEED_TOKENS);
	}
	qsort(windows->places + at, end - at, sizeof(*windows->places), by_text);
}

static void chain_groups(struct windows *windows)
{
	for (size_t at = 0, end; at < windows->count; at = end) {
		end = group_end(windows, at);
		if (end - at > PLACES_MOST)
			windows->search->clones->noise[NOISE_COMMON]++;
		else if (end - at > PAIRS_MOST)
			order_crowd(windows, at, end);
		for (size_t i = at; i < end; i++) {
			struct place *place = &windows->places[i];

			windows->place_of[place->phrase] = (uint32_t)i;
			place->crowded = end - at > PAIRS_MOST;
			place->common = end - at > PLACES_MOST;
			place->next = i + 1 < end ? (uint32_t)i + 1 : MAP_NONE;
		}
	}
}

/* --- runs ------------------------------------------------------------------------------ */

static bool is_compared(const struct windows *windows, uint32_t a, uint32_t b)
{
	uint32_t place = windows->place_of[a];

	if (place == MAP_NONE || windows->places[place].common)
		return false;
	return !windows->places[place].crowded ||
	       windows->places[place].next == windows->place_of[b] ||
	       windows->places[windows->place_of[b]].next == place;
}

/* Is the pair a step to the left the same row, and looked at by itself? */
static bool begins_before(const struct windows *windows, const struct run *run, uint32_t a,
                          uint32_t b)
{
	return run->a && run->b && windows->hashes[a - 1] &&
	       windows->hashes[a - 1] == windows->hashes[b - 1] &&
	       is_compared(windows, a - 1, b - 1);
}

void search_add_run(struct search *search, const struct run *run)
{
	if (!search->files[run->a_file].asked && !search->files[run->b_file].asked)
		return;
	search->runs = array_grow(search->runs, &search->run_capacity, search->run_count,
	                          sizeof(*search->runs));
	search->runs[search->run_count++] = *run;
}

static void add_run(struct windows *windows, uint32_t a, uint32_t b)
{
	struct search *search = windows->search;
	struct run run = { .a_file = file_of(windows, a), .b_file = file_of(windows, b) };
	uint32_t a_end = windows->first[run.a_file + 1], b_end = windows->first[run.b_file + 1];

	run.a = a - windows->first[run.a_file];
	run.b = b - windows->first[run.b_file];
	if (begins_before(windows, &run, a, b))
		return;
	while (a + run.length < a_end && b + run.length < b_end &&
	       windows->hashes[a + run.length] &&
	       windows->hashes[a + run.length] == windows->hashes[b + run.length])
		run.length++;
	/* The last window reaches further than its first phrase. */
	run.length += (uint32_t)prints_window(&search->clones->prints[run.a_file],
	                                      run.a + run.length - 1, SEED_TOKENS)
	                      .end -
	              (run.a + run.length);
	search_add_run(search, &run);
}

static void pair_group(struct windows *windows, size_t at, size_t end)
{
	for (size_t i = at; i + 1 < end; i++) {
		size_t last = windows->places[i].crowded ? i + 2 : end;

		for (size_t j = i + 1; j < last; j++) {
			uint32_t a = windows->places[i].phrase, b = windows->places[j].phrase;

			add_run(windows, a < b ? a : b, a < b ? b : a);
		}
	}
}

void find_runs(struct search *search)
{
	struct windows windows = { .search = search };

	hash_all(&windows);
	gather_places(&windows);
	chain_groups(&windows);
	for (size_t at = 0, end; at < windows.count; at = end) {
		end = group_end(&windows, at);
		if (!windows.places[at].common)
			pair_group(&windows, at, end);
	}
	memory_free(windows.hashes);
	memory_free(windows.first);
	memory_free(windows.places);
	memory_free(windows.place_of);
}
