/* Where two versions of a text differ, in whole lines. */
#ifndef SYNTAX_HUNKS_H
#define SYNTAX_HUNKS_H

#include "bole/base.h"

/* Bytes [start, end) of the old text became [new_start, new_end) of the new one. */
struct hunk {
	size_t start, end;
	size_t new_start, new_end;
};

struct hunks {
	struct hunk *items; /* ascending; between them the texts are the same */
	size_t count, capacity;
};

#define HUNKS_INIT ((struct hunks){ 0 })

void hunks_release(struct hunks *hunks);
/* Not the fewest: lines that are written once in both texts are taken for the same ones. */
void hunks_find(struct hunks *hunks, struct text old, struct text now);
/* Where a byte of the old text that no hunk holds lies in the new one. */
size_t hunks_place(const struct hunks *hunks, size_t old);

#endif
