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

struct dump {
	FILE *file;
	bool after_hash;
};

static int dump_bytes(const char *data, size_t size, void *context)
{
	struct dump *dump = context;

	for (size_t i = 0; i < size; i++) {
		if (data[i] == '#' && dump->after_hash)
			fputs("\\u0023", dump->file);
		else
			fputc(data[i], dump->file);
		dump->after_hash = data[i] == '#';
	}
	return ferror(dump->file) ? -1 : 0;
}

void json_put(const json_t *value, FILE *file, size_t flags)
{
	json_dump_callback(value, dump_bytes, &(struct dump){ file, false }, flags | JSON_OURS);
}

void json_write(json_t *document, FILE *file)
{
	json_put(document, file, JSON_INDENT(1));
	fputc('\n', file);
	json_decref(document);
}
