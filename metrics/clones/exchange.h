/*
 * exchange: which name of one file stands for which of the other?
 *
 * A name is exchanged consistently when it always stands for the same one and
 * nothing else stands for that.  Between two functions everything may begin
 * anew, so a conflict is counted and the new meaning holds from then on.
 */
#ifndef CLONES_EXCHANGE_H
#define CLONES_EXCHANGE_H

#include "bole/facts.h"

struct exchange;
struct exchange *exchange_new(void);
void exchange_free(struct exchange *exchange);
void exchange_clear(struct exchange *exchange);

struct agreement {
	uint32_t words, conflicts;
	uint32_t again; /* names that stood for the same before */
};

/* Can two phrases of one shape say the same?  `slack`: though a fourth of the names are others. */
bool exchange_allows(const struct exchange *exchange, const struct prints *a, size_t at,
                     const struct prints *b, size_t bt, bool slack);
/* Remembers their names, whatever was known. */
void exchange_keep(struct exchange *exchange, const struct prints *a, size_t at,
                   const struct prints *b, size_t bt);
/* And says how they agree with what was. */
struct agreement exchange_take(struct exchange *exchange, const struct prints *a, size_t at,
                               const struct prints *b, size_t bt);

#endif
