/* Parsing around what fails: other spellings of the lines around an error. */
#ifndef SYNTAX_MENDING_H
#define SYNTAX_MENDING_H

#include "memo.h"
#include "reading.h"

/* `text` is what the reading was parsed from, the file as it was written or respelled; it is changed.
 * `parser` is set to the language of the reading; `memo` may be NULL. */
void mend(struct reading *reading, TSParser *parser, struct text written, struct bytes *text,
          struct memo *memo);

#endif
