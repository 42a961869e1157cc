/*
 * What C and C++ before the preprocessor are asked, lexeme by lexeme, and how words of them
 * are taken away.
 */
#ifndef LANG_C_BLANKS_H
#define LANG_C_BLANKS_H

#include "c_lexemes.h"

/* Asked several times for every word; there are few signs. */
static inline bool is_at(const struct lexemes *all, size_t i, const char *signs)
{
	char sign;

	if (i >= all->count || all->items[i].kind != LEX_SIGN)
		return false;
	for (sign = all->bytes[all->items[i].start]; *signs && *signs != sign; signs++)
		;
	return *signs;
}

static inline enum lexeme_kind kind_at(const struct lexemes *all, size_t i)
{
	return i < all->count ? (enum lexeme_kind)all->items[i].kind : LEX_END;
}

static inline bool is_name(enum lexeme_kind kind)
{
	return kind == LEX_NAME || kind == LEX_CAPITALS;
}

static inline bool in_run(enum lexeme_kind kind)
{
	return is_name(kind) || kind == LEX_TYPE || kind == LEX_SPECIFIER || kind == LEX_CLASS;
}

/* The last lexeme of `NAME` or `NAME(…)` at `i`. */
size_t call_end(const struct lexemes *all, size_t i);
/* May a declaration or a statement begin at `i`? */
bool is_start(const struct lexemes *all, size_t i);
/* Is `i` the first lexeme of a line, and a word or the end of a block? */
bool begins_line(const struct lexemes *all, size_t i);
/* Is the `)` at `i` that of a function's parameters, and not of a cast or an `if`? */
bool ends_parameters(const struct lexemes *all, size_t i);

/* Comments between them stay. */
void blank_range(struct lexemes *all, size_t first, size_t last);

#endif
