/* What every JSON document needs: texts that are UTF-8 whatever they were. */
#ifndef OUTPUT_JSON_H
#define OUTPUT_JSON_H

#include <jansson.h>

#include "bole/base.h"

json_t *json_safe(struct text text);
/* One decimal, as the other formats print it. */
json_t *json_tenths(int64_t tenths);
/* Two "#" in a row are a command to some CI systems, wherever in a line they stand: the second
 * is written as \u0023, which is the same to who reads JSON. */
void json_put(const json_t *value, FILE *file, size_t flags);
/* Written out, with a newline at the end, and released. */
void json_write(json_t *document, FILE *file);

/* ASCII alone, so that what is looked at in a terminal cannot move its cursor. */
#define JSON_OURS (JSON_ENSURE_ASCII | JSON_REAL_PRECISION(15))

#endif
