#include "bole/syntax.h"

/* Where the compiler has not put it in. */
extern inline struct text outline_text(const struct outline *outline, uint32_t token);
