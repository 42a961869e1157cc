/*
 * What a reader of a format takes for granted, asked of the bytes alone and
 * without the libraries that wrote them.
 */
#ifndef TESTS_FUZZ_FORMATS_H
#define TESTS_FUZZ_FORMATS_H

#include "fuzz.h"

/* --- UTF-8 ----------------------------------------------------------------------------- */

/* One character by Unicode's table 3-7, taken from the front; false: none stands there. */
static inline bool utf8_take(struct text *rest, uint32_t *rune)
{
	const unsigned char *at = (const unsigned char *)rest->data;
	size_t more = at[0] < 0x80 ? 0 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };

	if ((at[0] >= 0x80 && at[0] < 0xc0) || at[0] > 0xf7 || more >= rest->size)
		return false;
	*rune = more ? at[0] & (0x3fu >> more) : at[0];
	for (size_t i = 1; i <= more; i++) {
		if (at[i] >> 6 != 2)
			return false;
		*rune = *rune << 6 | (at[i] & 0x3f);
	}
	rest->data += more + 1;
	rest->size -= more + 1;
	return *rune >= least[more] && *rune <= 0x10ffff && *rune >> 11 != 0x1b;
}

static inline bool is_utf8(struct text text)
{
	uint32_t rune;

	while (text.size)
		if (!utf8_take(&text, &rune))
			return false;
	return true;
}

/* Nothing that moves a cursor, but for the bytes in `allowed`; nothing that reorders a line. */
static inline bool is_calm(struct text text, const char *allowed)
{
	uint32_t rune;

	while (text.size) {
		if (!utf8_take(&text, &rune))
			return false;
		if (rune && rune < 0x20 && strchr(allowed, (int)rune))
			continue;
		if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0))
			return false;
		if ((rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2066 && rune <= 0x2069))
			return false;
	}
	return true;
}

/* --- TSV ------------------------------------------------------------------------------------ */

/* As many lines as are told, each with as many tabs as the first. */
static inline bool is_tsv(struct text text, size_t lines)
{
	size_t tabs[2] = { 0, 0 };

	if (!text.size || text.data[text.size - 1] != '\n')
		return false;
	for (size_t i = 0; text.size; i++, lines--) {
		struct text line = fuzz_take(&text, '\n');

		if (!lines)
			return false;
		tabs[i > 0] = 0;
		for (size_t c = 0; c < line.size; c++)
			tabs[i > 0] += line.data[c] == '\t';
		if (i && tabs[0] != tabs[1])
			return false;
	}
	return lines == 0;
}

/* Undoes what safe_for_tsv did. */
static inline void tsv_undo(struct bytes *out, struct text cell)
{
	static const char letters[] = "tnr\\", meanings[] = "\t\n\r\\";

	for (size_t i = 0; i < cell.size; i++) {
		const char *letter;

		if (cell.data[i] != '\\') {
			bytes_add_char(out, cell.data[i]);
			continue;
		}
		CLAIM(++i < cell.size);
		letter = strchr(letters, cell.data[i]);
		if (letter) {
			bytes_add_char(out, meanings[letter - letters]);
		} else {
			CLAIM(i + 2 < cell.size);
			bytes_add_char(out, (char)((cell.data[i] - '0') * 64 +
			                           (cell.data[i + 1] - '0') * 8 +
			                           (cell.data[i + 2] - '0')));
			i += 2;
		}
	}
}

/* --- markup, annotations, URIs ------------------------------------------------------------------ */

static inline bool has_any(struct text text, const char *bytes)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] && strchr(bytes, text.data[i]))
			return true;
	return false;
}

/* Every tag that opens is closed, in order; attributes are quoted.  Ours alone: no comments. */
static inline bool is_xml(struct text text)
{
	size_t depth = 0;

	if (!text_starts(text, "<?xml "))
		return false;
	for (size_t at = 2; at < text.size; at++) {
		size_t end = at;
		bool quoted = false;

		if (text.data[at] != '<')
			continue;
		while (++end < text.size && (quoted || text.data[end] != '>')) {
			quoted ^= text.data[end] == '"';
			if (text.data[end] == '<')
				return false;
		}
		if (end == text.size || (text.data[at + 1] == '/' && !depth--))
			return false;
		depth += text.data[at + 1] != '/' && text.data[end - 1] != '/';
		at = end;
	}
	return depth == 0;
}

/* Each line is one command of three types, or begins with our name. */
static inline bool is_commands(struct text text)
{
	while (text.size) {
		struct text line = fuzz_take(&text, '\n');

		if (!text_starts(line, "::error ") && !text_starts(line, "::warning ") &&
		    !text_starts(line, "::notice ") && !text_starts(line, "bole: "))
			return false;
	}
	return true;
}

static inline void uri_undo(struct bytes *out, struct text uri)
{
	for (size_t i = 0; i < uri.size; i++) {
		char hex[3] = "";

		if (uri.data[i] != '%') {
			bytes_add_char(out, uri.data[i]);
			continue;
		}
		CLAIM(i + 2 < uri.size);
		hex[0] = uri.data[i + 1];
		hex[1] = uri.data[i + 2];
		bytes_add_char(out, (char)strtoul(hex, NULL, 16));
		i += 2;
	}
}

/* --- JSON, RFC 8259 --------------------------------------------------------------------------- */

static inline void json_skip_blanks(struct text *rest)
{
	while (rest->size && memchr(" \t\r\n", rest->data[0], 4)) {
		rest->data++;
		rest->size--;
	}
}

static inline bool json_take(struct text *rest, const char *word)
{
	if (!text_starts(*rest, word))
		return false;
	rest->data += strlen(word);
	rest->size -= strlen(word);
	return true;
}

static inline bool json_escape(struct text *rest)
{
	char hex[] = "0123456789abcdefABCDEF";

	if (!rest->size)
		return false;
	if (!json_take(rest, "u"))
		return strchr("\"\\/bfnrt", rest->data[0]) && (rest->data++, rest->size--);
	for (int i = 0; i < 4; i++) {
		if (!rest->size || !rest->data[0] || !strchr(hex, rest->data[0]))
			return false;
		rest->data++;
		rest->size--;
	}
	return true;
}

static inline bool json_string_ends(struct text *rest)
{
	uint32_t rune = 0;

	while (rest->size) {
		if (json_take(rest, "\\")) {
			if (!json_escape(rest))
				return false;
			continue;
		}
		if (!utf8_take(rest, &rune) || rune < 0x20)
			return false;
		if (rune == '"')
			return true;
	}
	return false;
}

static inline bool json_number(struct text *rest)
{
	size_t size = 0, digits = 0;

	while (size < rest->size && rest->data[size] && strchr("+-.eE0123456789", rest->data[size]))
		digits += rest->data[size] >= '0' && rest->data[size] <= '9', size++;
	rest->data += size;
	rest->size -= size;
	return digits > 0;
}

static inline bool json_value(struct text *rest, int depth);

static inline bool json_members(struct text *rest, int depth, bool object)
{
	const char *end = object ? "}" : "]";

	json_skip_blanks(rest);
	if (json_take(rest, end))
		return true;
	for (;;) {
		json_skip_blanks(rest);
		if (object) {
			if (!json_take(rest, "\"") || !json_string_ends(rest))
				return false;
			json_skip_blanks(rest);
			if (!json_take(rest, ":"))
				return false;
		}
		if (!json_value(rest, depth + 1))
			return false;
		json_skip_blanks(rest);
		if (json_take(rest, end))
			return true;
		if (!json_take(rest, ","))
			return false;
	}
}

static inline bool json_value(struct text *rest, int depth)
{
	json_skip_blanks(rest);
	if (depth > 32)
		return false;
	if (json_take(rest, "{"))
		return json_members(rest, depth, true);
	if (json_take(rest, "["))
		return json_members(rest, depth, false);
	if (json_take(rest, "\""))
		return json_string_ends(rest);
	return json_take(rest, "true") || json_take(rest, "false") || json_take(rest, "null") ||
	       json_number(rest);
}

static inline bool is_json(struct text text)
{
	bool value = json_value(&text, 0);

	json_skip_blanks(&text);
	return value && !text.size;
}

#endif
