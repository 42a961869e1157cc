/*
 * versions: reading a file whose last version was read before.
 *
 * A tree that is given to the parser again is used where nothing changed.  That must never be
 * seen in what comes out, so it is not left to the parser what is used again: versions.c.
 */
#ifndef SYNTAX_VERSIONS_H
#define SYNTAX_VERSIONS_H

#include <tree_sitter/api.h>

#include "bole/syntax.h"

/* What the walk over the last version has left; of none, none. */
struct echoes *versions_echoes(const struct versions *versions);

/* What lines were found to be that were read alone; of none, none. */
struct memo *versions_memo(const struct versions *versions);

/* What the last one was at its top; of none, none. */
struct parts *versions_parts(const struct versions *versions);
/* The outline is made.  Its parts are what is kept of it, instead of trees, where that can be. */
void versions_keep(struct versions *versions, const struct outline *outline, bool parts);

/* A new version begins: what was read of the last one is what its readings can build on. */
void versions_begin(struct versions *versions);
/* As ts_parser_parse_string without an old tree, and the same tree.  `versions` may be NULL.
 * `options` hold for a text that is read from nothing. */
TSTree *versions_parse(struct versions *versions, TSParser *parser, const struct language *language,
                       struct text text, TSParseOptions options);
/* What no reading of this version has asked for is forgotten. */
void versions_end(struct versions *versions);

#endif
