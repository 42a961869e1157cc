/* How a file is best read: as which language, and with macros or without. */
#ifndef SYNTAX_READING_H
#define SYNTAX_READING_H

#include <tree_sitter/api.h>

#include "grammar.h"

struct versions;

struct reading {
	const struct language *language;
	respelling *const *passes; /* of a copy that was parsed; NULL: as it was written */
	TSTree *tree;              /* the caller's; NULL: it cannot be read */
	bool is_first;             /* of those that were tried */
	uint32_t errors; /* bytes that did not parse, and one for each thing that is missing */
};

/* `copy` is room that is used again and again; `versions` of the same file that were read before, or NULL;
 * `options` hold for a text that is read from nothing. */
struct reading reading_best(TSParser *parser, const struct grammars *grammars,
                            const struct language *language, struct text bytes, struct bytes *copy,
                            struct versions *versions, TSParseOptions options);

#endif
