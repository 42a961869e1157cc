/* Marks while they are open: their tokens are known when they are closed. */
#ifndef SYNTAX_MARKS_H
#define SYNTAX_MARKS_H

#include "walk.h"

/* At the node that the walk is at.  `row` may be ROW_NONE; `depth` is that of the node. */
void marks_open(struct syntax *syntax, uint8_t role, uint16_t row, uint16_t depth);
/* The last `count` that were opened: all their tokens are known. */
void marks_close(struct syntax *syntax, unsigned count);

#endif
