/*
 * grammar: the tables of a grammar, as a parser finds its way in them fastest.
 *
 * A grammar keeps for most of its states a list of what may come next there, and for each word that
 * a parser reads such a list is gone through, more than once: an eighth of its time, and more where
 * nothing fits, since then every word of the language is tried.  Spread out, each state has a place for each
 * symbol.  That takes 1 MB for C and 6 for C++, and some milliseconds: it is for who reads many files.
 */
#ifndef SYNTAX_GRAMMAR_H
#define SYNTAX_GRAMMAR_H

#include <tree_sitter/api.h>

#include "bole/lang.h"

struct grammars {
	TSLanguage *spread[LANGUAGES_MAX]; /* by language id; NULL: as it came */
};

void grammars_release(struct grammars *grammars);

/* With a core that is not the pinned one it stays as it is. */
void grammar_spread(struct grammars *grammars, const struct language *language);
/* What that takes, in bytes. */
size_t grammar_spread_size(const struct language *language);
/* Spread, if it was. */
const TSLanguage *grammar_of(const struct grammars *grammars, const struct language *language);

#endif
