/*
 * JSON as people write it in package.json and tsconfig.json: with comments and
 * commas before a closing bracket.  Those are blanked, and Jansson reads the
 * rest.  What it cannot read is no guide to anything.
 */
#ifndef REGIONS_JSON_H
#define REGIONS_JSON_H

#include <jansson.h>

#include "bole/base.h"

/* NULL: not JSON.  Ends with json_decref. */
json_t *json_read(struct text text);

/* The same of texts that are asked for again and again, and stay where they are. */
struct json_memo {
	struct hash_map by_text; /* where it lies, to an index of values */
	json_t **values;
	size_t count, capacity;
};
json_t *json_read_once(struct json_memo *memo, struct text text); /* NULL: no memo */
void json_memo_release(struct json_memo *memo);

/* The text of a string, empty for anything else; borrowed. */
struct text json_words(const json_t *value);

#endif
