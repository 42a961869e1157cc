/*
 * pieces: memory for the core.
 *
 * A parser asks for a small piece and gives one back for about every word it reads, and a fifth of
 * its time went there.  Pieces of one size are cut from one chunk, so that taking one and giving it back
 * is a step on a list; a chunk of which nothing is in use any more can serve another size.
 *
 * A tree is as many pieces as it has nodes.  Of a file that is read once all pieces can go together, and
 * those of the next file lie in a row again.
 */
#ifndef SYNTAX_PIECES_H
#define SYNTAX_PIECES_H

#include <stddef.h>

/* As malloc, calloc, realloc and free, but for one thread, and never NULL. */
void *piece_new(size_t size);
void *piece_zeroed(size_t count, size_t size); /* the product is known to fit */
void *piece_resize(void *piece, size_t size);
void piece_free(void *piece);

/* From here on pieces are of what passes: none of them outlives pieces_last(), none that is older may
 * be resized or freed before it. */
void pieces_pass(void);
/* All that passes has passed, freed or not. */
void pieces_last(void);

#endif
