/*
 * JSON as people write it in package.json and tsconfig.json: with comments and
 * commas before a closing bracket.  Read into a tree in an arena, bounded in
 * depth; what is broken ends the reading, and what came before it is kept.
 */
#ifndef REGIONS_JSON_H
#define REGIONS_JSON_H

#include "bole/base.h"

enum { JSON_DEPTH_MAX = 64 };

enum json_kind {
	JSON_OTHER, /* number, true, false, null */
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

struct json {
	uint8_t kind;
	struct text key;    /* of a member of an object */
	struct text text;   /* of a string, escapes undone; of other values as spelled */
	struct json *first; /* of an array or object */
	struct json *next;
};

/* NULL: not even the beginning of a value. */
const struct json *json_read(struct text text, struct arena *arena);

/* NULL when `object` is none or has no such member; NULL is no object. */
const struct json *json_member(const struct json *object, const char *key);
/* The text of a string, empty for anything else. */
struct text json_words(const struct json *value);

#endif
