/*
 * fresh: which phrases of some files are new?
 *
 * Two neighbouring phrases, with their texts, are one key.  Keys of one side are paid for with keys
 * of the other, first from the same file and then from all of them, so that moved code is not new
 * and the second of two copies is.
 */
#ifndef CLONES_FRESH_H
#define CLONES_FRESH_H

#include "bole/clones.h"

/* By file and phrase of `side`: nothing of `other` pays for it.  Each is to be freed. */
uint8_t **find_fresh(const struct prints *side, const struct prints *other, size_t count);

#endif
