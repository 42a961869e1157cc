#include "json.h"

#include <string.h>

struct reader {
	struct text in;
	size_t at;
	unsigned depth;
	struct arena *arena;
	bool broken;
};

static char peek(const struct reader *reader)
{
	return reader->at < reader->in.size ? reader->in.data[reader->at] : '\0';
}

static bool stands(const struct reader *reader, const char *word)
{
	struct text rest = { reader->in.data + reader->at, reader->in.size - reader->at };

	return text_starts(rest, word);
}

static void skip_until(struct reader *reader, const char *end)
{
	while (reader->at < reader->in.size && !stands(reader, end))
		reader->at++;
	if (reader->at < reader->in.size)
		reader->at += strlen(end);
}

static void skip_layout(struct reader *reader)
{
	for (;;) {
		char c = peek(reader);

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			reader->at++;
		else if (stands(reader, "//"))
			skip_until(reader, "\n");
		else if (stands(reader, "/*"))
			skip_until(reader, "*/");
		else
			return;
	}
}

/* --- strings --------------------------------------------------------------------- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Paths and names beyond ASCII are written as they are; an escaped one becomes
 * UTF-8, halves of a pair one by one, which no path of a tree will equal. */
static void add_code_point(struct bytes *out, unsigned code)
{
	if (code < 0x80) {
		bytes_add_char(out, (char)code);
	} else if (code < 0x800) {
		bytes_add_char(out, (char)(0xc0 | code >> 6));
		bytes_add_char(out, (char)(0x80 | (code & 0x3f)));
	} else {
		bytes_add_char(out, (char)(0xe0 | code >> 12));
		bytes_add_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
		bytes_add_char(out, (char)(0x80 | (code & 0x3f)));
	}
}

static void read_escape(struct reader *reader, struct bytes *out)
{
	static const char letters[] = "bfnrt";
	static const char meanings[] = "\b\f\n\r\t";
	char c = reader->in.data[reader->at++];
	const char *letter = c ? strchr(letters, c) : NULL;
	unsigned code = 0;

	if (c != 'u') {
		bytes_add_char(out, letter ? meanings[letter - letters] : c);
		return;
	}
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(peek(reader));

		if (digit < 0) {
			reader->broken = true;
			return;
		}
		code = code * 16 + (unsigned)digit;
		reader->at++;
	}
	add_code_point(out, code);
}

/* Behind the opening quote. */
static struct text read_string(struct reader *reader)
{
	struct bytes out = BYTES_INIT;
	size_t start = reader->at;
	struct text text;

	while (reader->at < reader->in.size && peek(reader) != '"' && peek(reader) != '\\')
		reader->at++;
	if (peek(reader) == '"') {
		text = (struct text){ reader->in.data + start, reader->at++ - start };
		return text;
	}
	bytes_add(&out, reader->in.data + start, reader->at - start);
	while (reader->at < reader->in.size && peek(reader) != '"' && !reader->broken) {
		char c = reader->in.data[reader->at++];

		if (c == '\\' && reader->at < reader->in.size)
			read_escape(reader, &out);
		else
			bytes_add_char(&out, c);
	}
	if (reader->at < reader->in.size)
		reader->at++;
	else
		reader->broken = true;
	text = arena_text(reader->arena, bytes_text(&out));
	bytes_release(&out);
	return text;
}

/* --- values ---------------------------------------------------------------------- */

static struct json *read_value(struct reader *reader);

static void read_key(struct reader *reader, struct text *key)
{
	if (peek(reader) != '"') {
		reader->broken = true;
		return;
	}
	reader->at++;
	*key = read_string(reader);
	skip_layout(reader);
	if (peek(reader) == ':')
		reader->at++;
	else
		reader->broken = true;
}

static void read_members(struct reader *reader, struct json *value, char end)
{
	struct json **last = &value->first;

	if (++reader->depth > JSON_DEPTH_MAX)
		reader->broken = true;
	for (skip_layout(reader); !reader->broken && peek(reader) != end; skip_layout(reader)) {
		struct text key = TEXT("");
		struct json *member;

		if (peek(reader) == ',') {
			reader->at++;
			continue;
		}
		if (end == '}')
			read_key(reader, &key);
		member = reader->broken ? NULL : read_value(reader);
		if (!member) {
			reader->broken = true;
			break;
		}
		member->key = key;
		*last = member;
		last = &member->next;
	}
	if (!reader->broken)
		reader->at++;
	reader->depth--;
}

static struct text read_word(struct reader *reader)
{
	size_t start = reader->at;

	while (reader->at < reader->in.size && !strchr(",]}:\"/ \t\r\n", peek(reader)))
		reader->at++;
	return (struct text){ reader->in.data + start, reader->at - start };
}

static struct json *read_value(struct reader *reader)
{
	struct json *value;
	char c;

	skip_layout(reader);
	c = peek(reader);
	value = arena_new(reader->arena, sizeof(*value));
	if (c == '{' || c == '[') {
		value->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
		reader->at++;
		read_members(reader, value, c == '{' ? '}' : ']');
	} else if (c == '"') {
		value->kind = JSON_STRING;
		reader->at++;
		value->text = read_string(reader);
	} else {
		value->kind = JSON_OTHER;
		value->text = read_word(reader);
		if (!value->text.size)
			return NULL;
	}
	return value;
}

const struct json *json_read(struct text text, struct arena *arena)
{
	struct reader reader = { .in = text, .arena = arena };

	if (text_starts(text, "\xef\xbb\xbf"))
		reader.at = 3;
	return read_value(&reader);
}

/* --- questions ------------------------------------------------------------------- */

const struct json *json_member(const struct json *object, const char *key)
{
	if (!object || object->kind != JSON_OBJECT)
		return NULL;
	for (const struct json *member = object->first; member; member = member->next)
		if (text_is(member->key, key))
			return member;
	return NULL;
}

struct text json_words(const struct json *value)
{
	return value && value->kind == JSON_STRING ? value->text : TEXT("");
}
