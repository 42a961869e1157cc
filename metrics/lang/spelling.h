/*
 * spelling: what the functions that blank or respell share.
 *
 * A grammar stumbles over some sound text.  A language may offer another
 * spelling of the same size, which parses and means the same to bole: the
 * tree comes from it, the text of every token from the file itself.
 */
#ifndef BOLE_LANG_SPELLING_H
#define BOLE_LANG_SPELLING_H

#include <string.h>

#include "bole/base.h"

struct spelling {
	char *bytes;
	size_t size;
};

static inline bool is_word_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static inline bool is_word_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (text_is(word, *words))
			return true;
	return false;
}

static inline struct text word_at(const struct spelling *spelling, size_t at)
{
	size_t end = at;

	while (end < spelling->size && is_word_char(spelling->bytes[end]))
		end++;
	return (struct text){ spelling->bytes + at, end - at };
}

static inline struct text word_before(const struct spelling *spelling, size_t end)
{
	size_t at = end;

	while (at > 0 && is_word_char(spelling->bytes[at - 1]))
		at--;
	return (struct text){ spelling->bytes + at, end - at };
}

static inline bool is_at(const struct spelling *spelling, size_t at, const char *text)
{
	size_t size = strlen(text);

	return at + size <= spelling->size && memcmp(spelling->bytes + at, text, size) == 0;
}

static inline bool is_blank_of_line(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Over blanks, within the line. */
static inline size_t behind_blanks(const struct spelling *spelling, size_t at)
{
	while (at < spelling->size && is_blank_of_line(spelling->bytes[at]))
		at++;
	return at;
}

static inline size_t before_blanks(const struct spelling *spelling, size_t at)
{
	while (at > 0 && is_blank_of_line(spelling->bytes[at - 1]))
		at--;
	return at;
}

/* All but the ends of lines. */
static inline void blank_out(const struct spelling *spelling, size_t from, size_t end)
{
	for (; from < end; from++)
		if (spelling->bytes[from] != '\n')
			spelling->bytes[from] = ' ';
}

/* Nobody writes more between two brackets that matter here, and a file of nothing but
 * open ones must not cost the square of its size. */
enum { BRACKETS_SPAN_MAX = 8 << 10 };

/* Behind the bracket that closes the one at `at`; 0 when none does, or none so near. */
static inline size_t behind_brackets(const struct spelling *spelling, size_t at, char open,
                                     char close)
{
	unsigned depth = 0;
	size_t limit =
		spelling->size - at < BRACKETS_SPAN_MAX ? spelling->size : at + BRACKETS_SPAN_MAX;

	for (; at < limit; at++) {
		if (spelling->bytes[at] == open)
			depth++;
		else if (spelling->bytes[at] == close && --depth == 0)
			return at + 1;
	}
	return 0;
}

#endif
