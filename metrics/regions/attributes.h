/*
 * One .gitattributes file, read line by line as git reads it: what is kept is
 * a pattern and what the line says of the attributes that bole knows.
 */
#ifndef REGIONS_ATTRIBUTES_H
#define REGIONS_ATTRIBUTES_H

#include "bole/base.h"

enum attribute {
	ATTRIBUTE_BOLE,
	ATTRIBUTE_GENERATED,
	ATTRIBUTE_VENDORED,
	ATTRIBUTE_DOCUMENTATION,
	ATTRIBUTE_COUNT
};

/* What a line says of one attribute. */
enum saying {
	SAYS_NOTHING,
	SAYS_UNSPECIFIED, /* `!attribute`: as if nobody had said anything */
	SAYS_SET,
	SAYS_UNSET,
	SAYS_LEAF, /* the values of `bole=` */
	SAYS_BRANCH,
	SAYS_TRUNK,
};

struct sayings {
	uint8_t of[ATTRIBUTE_COUNT]; /* enum saying */
};

enum {
	ATTRIBUTES_LINE_MAX = 2048,    /* git ignores longer lines too */
	ATTRIBUTES_FILE_MAX = 1 << 20, /* a larger file is an attack, or a mistake */
	ATTRIBUTES_MACROS_MAX = 256,
};

struct macro {
	struct text name;
	struct sayings sayings;
};

/* `[attr]name …` of the top file.  They are kept in the order of the file; the
 * last of a name wins. */
struct macros {
	struct macro *list;
	size_t count, capacity;
};

typedef void attributes_found(void *context, struct text pattern, const struct sayings *sayings);

/* Calls `found` for each line that says something.  `pattern` lives until it
 * returns.  With `defines`, macros may be defined here. */
void attributes_read(struct text content, struct macros *macros, bool defines,
                     attributes_found *found, void *context);

#endif
