/*
 * pieces: memory for the core.
 *
 * A parser asks for a small piece and gives one back for about every word it reads, and a fifth of
 * its time went there.  Pieces of one size are cut from one chunk, so that taking one and giving it back
 * is a step on a list; a chunk of which nothing is in use any more can serve another size.
 */
#ifndef SYNTAX_PIECES_H
#define SYNTAX_PIECES_H

#include <stddef.h>

/* As malloc, calloc, realloc and free, but for one thread, and never NULL. */
void *piece_new(size_t size);
void *piece_zeroed(size_t count, size_t size); /* the product is known to fit */
void *piece_resize(void *piece, size_t size);
void piece_free(void *piece);

#endif
