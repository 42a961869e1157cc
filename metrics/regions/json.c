#include "json.h"

#include <string.h>

/* The end of the comment at `at`, or `at` when there is none. */
static size_t behind_comment(const char *bytes, size_t size, size_t at)
{
	struct text rest = { bytes + at, size - at };
	const char *end;

	if (bytes[at] != '/')
		return at;
	if (text_starts(rest, "//")) {
		end = memchr(rest.data, '\n', rest.size);
		return end ? (size_t)(end - bytes) : size;
	}
	if (!text_starts(rest, "/*"))
		return at;
	end = memmem(rest.data + 2, rest.size - 2, "*/", 2);
	return end ? (size_t)(end - bytes) + 2 : size;
}

static size_t behind_string(const char *bytes, size_t size, size_t at)
{
	for (at++; at < size && bytes[at] != '"'; at++)
		if (bytes[at] == '\\')
			at++;
	return at < size ? at + 1 : size;
}

/* Comments become blanks, and so does a comma that nothing follows. */
static void blank_liberties(char *bytes, size_t size)
{
	size_t comma = SIZE_MAX, at = 0;

	while (at < size) {
		size_t end = behind_comment(bytes, size, at);

		if (end > at) {
			memset(bytes + at, ' ', end - at);
			at = end;
			continue;
		}
		if ((bytes[at] == ']' || bytes[at] == '}') && comma != SIZE_MAX)
			bytes[comma] = ' ';
		if (!memchr(" \t\r\n", bytes[at], 4))
			comma = bytes[at] == ',' ? at : SIZE_MAX;
		at = bytes[at] == '"' ? behind_string(bytes, size, at) : at + 1;
	}
}

json_t *json_read(struct text text)
{
	struct bytes copy = BYTES_INIT;
	json_t *value;

	if (text_starts(text, "\xef\xbb\xbf"))
		text = (struct text){ text.data + 3, text.size - 3 };
	bytes_add_text(&copy, text);
	bytes_reserve(&copy, 0);
	blank_liberties(copy.data, copy.size);
	value = json_loadb(copy.data, copy.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	bytes_release(&copy);
	return value;
}

json_t *json_read_once(struct json_memo *memo, struct text text)
{
	uint32_t *at;

	if (!memo || !text.size)
		return json_read(text);
	at = hash_map_at(&memo->by_text, (uint64_t)(uintptr_t)text.data);
	if (*at == MAP_NONE) {
		*at = (uint32_t)memo->count;
		memo->values = array_grow(memo->values, &memo->capacity, memo->count,
		                          sizeof(*memo->values));
		memo->values[memo->count++] = json_read(text);
	}
	return json_incref(memo->values[*at]);
}

void json_memo_release(struct json_memo *memo)
{
	for (size_t i = 0; i < memo->count; i++)
		json_decref(memo->values[i]);
	memory_free(memo->values);
	hash_map_release(&memo->by_text);
}

struct text json_words(const json_t *value)
{
	if (!json_is_string(value))
		return TEXT("");
	return (struct text){ json_string_value(value), json_string_length(value) };
}
