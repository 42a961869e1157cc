/* Which phrases repeat one shortly before? */
#include "bole/facts.h"

enum {
	STALE_BACK = 4,    /* phrases that a repetition is looked for in, and more */
	STALE_TOKENS = 64, /* while they hold no more than this: a row of many short ones */
};

/* The same shape again and again is a table, whatever stands in it. */
static void look_back(struct phrase *phrase, size_t before)
{
	uint32_t tokens = 0;

	for (uint8_t back = 1; back <= before && !phrase->text_back; back++) {
		const struct phrase *other = phrase - back;

		tokens += other->tokens;
		if (back > STALE_BACK && (tokens > STALE_TOKENS || back > STALE_TOKENS))
			return;
		if (other->shape != phrase->shape)
			continue;
		if (!phrase->shape_back)
			phrase->shape_back = back;
		if (other->text == phrase->text)
			phrase->text_back = back;
	}
}

void prints_find_repetitions(struct prints *prints)
{
	for (size_t i = 0; i < prints->count; i++)
		look_back(&prints->phrases[i], i);
}

bool phrase_is_stale(uint8_t back, size_t at, size_t from)
{
	return back && back <= at - from;
}
