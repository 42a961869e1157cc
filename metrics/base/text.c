#include "bole/base.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct text text_of(const char *string)
{
	return (struct text){ string, strlen(string) };
}

bool text_equal(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool text_is(struct text a, const char *string)
{
	return text_equal(a, text_of(string));
}

bool text_starts(struct text a, const char *prefix)
{
	size_t size = strlen(prefix);

	return a.size >= size && memcmp(a.data, prefix, size) == 0;
}

bool text_ends(struct text a, const char *suffix)
{
	size_t size = strlen(suffix);

	return a.size >= size && memcmp(a.data + a.size - size, suffix, size) == 0;
}

int text_compare(struct text a, struct text b)
{
	size_t shorter = a.size < b.size ? a.size : b.size;
	int order = shorter ? memcmp(a.data, b.data, shorter) : 0;

	if (order)
		return order;
	return a.size < b.size ? -1 : a.size > b.size;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct text text_trim(struct text a)
{
	while (a.size && is_blank(a.data[0])) {
		a.data++;
		a.size--;
	}
	while (a.size && is_blank(a.data[a.size - 1]))
		a.size--;
	return a;
}

size_t text_line_behind(struct text a, size_t at)
{
	const char *newline = at < a.size ? memchr(a.data + at, '\n', a.size - at) : NULL;

	return newline ? (size_t)(newline - a.data) + 1 : a.size;
}

uint64_t text_hash(struct text a)
{
	return XXH3_64bits(a.data ? a.data : "", a.size);
}

/* The finalizer of SplitMix64 over both: cheap, and no value is lost. */
uint64_t hash_mix(uint64_t hash, uint64_t value)
{
	uint64_t x = hash * UINT64_C(0x9e3779b97f4a7c15) + value + UINT64_C(0x632be59bd9b4e019);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}
