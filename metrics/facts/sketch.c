/*
 * Windows over phrases, and the sketch: some of their hashes, chosen so
 * that two files with a long enough common stretch share at least one.
 */
#include "tally.h"

#include <string.h>

enum {
	WINNOW = 3,        /* of so many windows in a row, one is in the sketch */
	WINDOW_WORDS = 255 /* names of a window that are told apart */
};

static uint64_t hash_texts(const struct prints *prints, size_t from, size_t end)
{
	uint64_t hash = 0;

	for (size_t i = from; i < end; i++)
		hash = hash_mix(hash_mix(hash, prints->phrases[i].shape), prints->phrases[i].text);
	return hash;
}

uint32_t prints_texts(const struct prints *prints, size_t at, uint32_t least)
{
	return (uint32_t)hash_texts(prints, at, prints_window(prints, at, least).end);
}

struct window prints_window(const struct prints *prints, size_t at, uint32_t least)
{
	struct window window = { .end = at };
	uint32_t fresh = 0, fresh_text = 0;

	while (window.tokens < least && window.end < prints->count) {
		const struct phrase *phrase = &prints->phrases[window.end];

		window.hash = hash_mix(window.hash, phrase->shape);
		window.tokens += phrase->tokens;
		if (!phrase_is_stale(phrase->shape_back, window.end, at))
			fresh += phrase->tokens;
		if (!phrase_is_stale(phrase->text_back, window.end, at))
			fresh_text += phrase->tokens;
		window.end++;
	}
	if (window.tokens < least || 2 * fresh_text < window.tokens)
		return (struct window){ .end = at };
	if (2 * fresh < window.tokens)
		window.hash = hash_texts(prints, at, window.end);
	else
		window.hash = hash_mix(window.hash, prints_pattern(prints, at, window.end));
	return window;
}

/* Names by the order of their first use in the stretch. */
uint64_t prints_pattern(const struct prints *prints, size_t from, size_t end)
{
	uint16_t known[WINDOW_WORDS];
	size_t count = 0;
	uint64_t hash = 0, part = 0;
	uint32_t first, last;

	if (from == end)
		return 0;
	first = prints->phrases[from].first_word;
	last = prints->phrases[end - 1].first_word + prints->phrases[end - 1].words;
	for (uint32_t i = first; i < last; i++) {
		size_t number = 0;

		while (number < count && known[number] != prints->words[i])
			number++;
		if (number == count && count < WINDOW_WORDS)
			known[count++] = prints->words[i];
		part = part << 8 | number;
		if ((i - first) % 8 == 7)
			hash = hash_mix(hash, part);
	}
	return hash_mix(hash, part);
}

/* The window with the least hash of each WINNOW in a row (Schleimer, Wilkerson
 * and Aiken, "Winnowing", 2003). */
void gather_sketch(struct tally *tally)
{
	struct arena scratch = ARENA_INIT;
	struct bytes sketch = BYTES_INIT;
	struct prints prints;
	uint64_t last[WINNOW] = { 0 }, put = 0;

	if (!prints_decode(&prints, tally->facts->prints, &scratch))
		prints.count = 0;
	for (size_t i = 0; i < prints.count; i++) {
		uint64_t least = UINT64_MAX;

		last[i % WINNOW] = prints_window(&prints, i, SKETCH_TOKENS).hash;
		for (int w = 0; w < WINNOW; w++)
			if (last[w] && last[w] < least)
				least = last[w];
		if (least == UINT64_MAX || least == put)
			continue;
		wire_put_fixed(&sketch, sketch_hash(least), SKETCH_HASH);
		put = least;
	}
	tally->facts->sketch = arena_text(tally->arena, bytes_text(&sketch));
	bytes_release(&sketch);
	arena_release(&scratch);
}

uint32_t sketch_hash(uint64_t window)
{
	return (uint32_t)(window >> 32);
}

size_t sketch_count(struct text sketch)
{
	return sketch.size / SKETCH_HASH;
}

uint32_t sketch_at(struct text sketch, size_t at)
{
	uint32_t hash = 0;

	for (int i = 0; i < SKETCH_HASH; i++)
		hash |= (uint32_t)(unsigned char)sketch.data[at * SKETCH_HASH + (size_t)i]
		        << (8 * i);
	return hash;
}
