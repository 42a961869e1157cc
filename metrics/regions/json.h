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

/* The text of a string, empty for anything else; borrowed. */
struct text json_words(const json_t *value);

#endif
