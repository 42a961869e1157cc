/*
 * echo: what the walk over the last version has made of nodes that stand in this one, too.
 *
 * A tree that was read on from the last one shares nodes with it, in memory.  What a walk makes
 * of such a node is the same again, further up or down, if what it stands in is the same and so
 * are the bytes that were written there: the parser may have read others in their place.
 */
#ifndef SYNTAX_ECHO_H
#define SYNTAX_ECHO_H

#include "walk.h"

/* What a walk over one version leaves for the next. */
struct echoes;
struct echoes *echoes_new(void);
void echoes_free(struct echoes *echoes);
void echoes_clear(struct echoes *echoes);

/* The node that the walk is at, before it is entered: can it be known again?  Its line is left open. */
bool node_place(const struct syntax *syntax, struct place *place);
/* Adds to the outline what it was in the last version; false: it has to be walked. */
bool echo(struct syntax *syntax, const struct place *place);
/* The node has been walked, or echoed: keeps it for the next version. */
void echo_keep(const struct syntax *syntax, const struct place *place);
/* The hash for the children of a level. */
uint64_t echo_around(const struct syntax *syntax, const struct level *level);

/* Around the walk over `tree`; the second takes it.  `echoes` may be NULL. */
void echoes_begin(struct syntax *syntax, struct echoes *echoes, const TSTree *tree);
void echoes_end(struct syntax *syntax, TSTree *tree);

#endif
