#include "bole/base.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Where the compiler has not put them in. */
extern inline struct text text_of(const char *string);
extern inline bool text_equal(struct text a, struct text b);
extern inline bool text_is(struct text a, const char *string);
extern inline bool text_starts(struct text a, const char *prefix);
extern inline bool text_ends(struct text a, const char *suffix);
extern inline uint64_t hash_mix(uint64_t hash, uint64_t value);

int text_compare(struct text a, struct text b)
{
	size_t shorter = a.size < b.size ? a.size : b.size;
	/* Lists that were made of one share its texts. */
	int order = shorter && a.data != b.data ? memcmp(a.data, b.data, shorter) : 0;

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
