/* A text as the parser asks for it. */
#ifndef SYNTAX_INPUT_H
#define SYNTAX_INPUT_H

#include <tree_sitter/api.h>

#include "bole/base.h"

/* Borrows both: the slice, and its bytes. */
TSInput input_of(struct text *text);

#endif
