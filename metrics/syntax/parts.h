/*
 * parts: a file as what stands side by side at its top.
 *
 * Of a version that was read without an error no tree has to be kept to read the next one: what
 * stands at the top of a file is read alike whatever else stands there (parts.c says why that is
 * so).  What changed is parsed with a neighbour on both sides and nothing else, and of all
 * other parts the outline is taken from the last version.
 */
#ifndef SYNTAX_PARTS_H
#define SYNTAX_PARTS_H

#include "walk.h"

struct parts *parts_new(void);
void parts_free(struct parts *parts);
size_t parts_size(const struct parts *parts); /* of memory, in bytes */

/* Is a version of that language known? */
bool parts_know(const struct parts *parts, const struct language *language);
/* Makes the outline that was begun from that of the last version; false: the file has to be read as a whole. */
bool parts_read(struct parts *parts, struct syntax *syntax);

/* An empty list, for a walk over the whole file. */
struct part_list *parts_next(struct parts *parts);
/* That list, filled, and the outline are what the next version can build on; false: it cannot. */
bool parts_keep(struct parts *parts, const struct outline *outline);
void parts_forget(struct parts *parts);

#endif
