#include "json.h"

#include "bole/output.h"

json_t *json_safe(struct text text)
{
	struct bytes utf8 = BYTES_INIT;
	json_t *value;

	safe_utf8(&utf8, text);
	value = json_stringn(utf8.data ? utf8.data : "", utf8.size);
	bytes_release(&utf8);
	return value;
}

json_t *json_tenths(int64_t tenths)
{
	return json_real((double)tenths / 10);
}

void json_write(json_t *document, FILE *file)
{
	json_dumpf(document, file, JSON_INDENT(1) | JSON_OURS);
	fputc('\n', file);
	json_decref(document);
}
