/*
 * Heads and statements that C or C++ allows, or macros make, and the grammars do not: they become
 * others that mean the same to every metric, byte for byte in their places.
 */
#ifndef LANG_C_HEADS_H
#define LANG_C_HEADS_H

#include "c_blanks.h"

/* Looks for one of them at a lexeme. */
typedef void looking(struct lexemes *all, size_t at);

looking blank_declarations, end_stub, respell_texts, respell_head, blank_alone, blank_template,
	respell_default, respell_goto;

#endif
