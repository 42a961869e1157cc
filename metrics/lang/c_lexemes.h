/*
 * The words and signs of C and C++, as coarse as blanking macros needs them:
 * comments and preprocessor lines are left out.
 */
#ifndef LANG_C_LEXEMES_H
#define LANG_C_LEXEMES_H

#include "bole/base.h"

enum lexeme_kind {
	LEX_END,
	LEX_SIGN, /* one character */
	LEX_LITERAL,
	LEX_NAME,
	LEX_CAPITALS,  /* a name that looks like a macro's */
	LEX_TYPE,      /* int, void … */
	LEX_SPECIFIER, /* static, const, virtual … */
	LEX_CLASS,     /* class, struct, union, enum */
	LEX_OPENER,    /* namespace, template, public … */
	LEX_FLOW,      /* if, return …: no part of a declaration */
	LEX_BLANKED,
};

struct lexeme {
	uint32_t start, end;
	uint32_t partner; /* of a round bracket: the other one; 0: none.
	                     LEX_BLANKED: the first one of those before and with it */
	uint8_t kind;
};

struct lexemes {
	char *bytes;
	size_t size;
	struct lexeme *items;
	size_t count, capacity;
	bool blanked;
};

void lexemes_read(struct lexemes *all);
void lexemes_release(struct lexemes *all);
bool lexeme_is(const struct lexemes *all, size_t i, const char *word);

#endif
