#include "bole/syntax.h"

struct text outline_text(const struct outline *outline, uint32_t token)
{
	const struct token *t = &outline->tokens[token];

	return (struct text){ outline->bytes.data + t->start, t->end - t->start };
}
