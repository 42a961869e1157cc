/*
 * memo: what came of lines that were looked at by themselves.
 *
 * That depends on nothing but the lines, and the next version of a file mostly has them
 * again.  What a version did not ask for is forgotten with the one behind it.
 */
#ifndef SYNTAX_MEMO_H
#define SYNTAX_MEMO_H

#include "bole/lang.h"

struct memo;
struct memo *memo_new(void);
void memo_free(struct memo *memo);

void memo_turn(struct memo *memo); /* another version begins */
/* NULL: not known. */
const uint64_t *memo_find(struct memo *memo, const struct language *language, struct text lines);
void memo_keep(struct memo *memo, const struct language *language, struct text lines,
               uint64_t what);

#endif
