#include "attributes.h"

#include <string.h>

#include "lines.h"

/* --- the pattern ----------------------------------------------------------------- */

static int octal_digit(char c)
{
	return c >= '0' && c <= '7' ? c - '0' : -1;
}

/* `\ooo`, `at` behind the backslash; false: three digits do not stand there. */
static bool add_octal(struct text quoted, size_t *at, struct bytes *out)
{
	int value = 0;

	for (size_t i = 0; i < 3; i++) {
		int digit = *at + i < quoted.size ? octal_digit(quoted.data[*at + i]) : -1;

		if (digit < 0)
			return false;
		value = value * 8 + digit;
	}
	*at += 3;
	if (value > 255)
		return false;
	bytes_add_char(out, (char)value);
	return true;
}

/* A pattern in C quotes, taken off `line`; false: it is not well formed. */
static bool take_quoted(struct text *line, struct bytes *out)
{
	static const char letters[] = "abfnrtv\"\\";
	static const char meanings[] = "\a\b\f\n\r\t\v\"\\";
	size_t at = 1;

	while (at < line->size && line->data[at] != '"') {
		const char *letter;

		if (line->data[at] != '\\') {
			bytes_add_char(out, line->data[at++]);
			continue;
		}
		if (++at >= line->size)
			return false;
		letter = strchr(letters, line->data[at]);
		if (letter && *letter) {
			bytes_add_char(out, meanings[letter - letters]);
			at++;
		} else if (!add_octal(*line, &at, out)) {
			return false;
		}
	}
	if (at >= line->size)
		return false;
	line->data += at + 1;
	line->size -= at + 1;
	*line = skip_blanks(*line);
	return true;
}

/* --- what is said ----------------------------------------------------------------- */

static bool is_attribute_name(struct text name)
{
	if (!name.size || name.data[0] == '-' || text_starts(name, "builtin_"))
		return false;
	for (size_t i = 0; i < name.size; i++) {
		char c = name.data[i];

		if (!(c == '-' || c == '.' || c == '_' || (c >= '0' && c <= '9') ||
		      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return false;
	}
	return true;
}

static int attribute_by_name(struct text name)
{
	static const char *const names[ATTRIBUTE_COUNT] = {
		[ATTRIBUTE_BOLE] = "bole",
		[ATTRIBUTE_GENERATED] = "linguist-generated",
		[ATTRIBUTE_VENDORED] = "linguist-vendored",
		[ATTRIBUTE_DOCUMENTATION] = "linguist-documentation",
	};

	for (int i = 0; i < ATTRIBUTE_COUNT; i++)
		if (text_is(name, names[i]))
			return i;
	return ATTRIBUTE_COUNT;
}

/* A value that nobody has defined says nothing rather than something else. */
static enum saying saying_of_value(int attribute, struct text value)
{
	if (attribute != ATTRIBUTE_BOLE)
		return text_is(value, "false") ? SAYS_UNSET : SAYS_SET;
	if (text_is(value, "trunk"))
		return SAYS_TRUNK;
	if (text_is(value, "branch"))
		return SAYS_BRANCH;
	if (text_is(value, "leaf"))
		return SAYS_LEAF;
	return SAYS_NOTHING;
}

static void say_macro(const struct macros *macros, struct text name, struct sayings *sayings)
{
	for (size_t i = macros->count; i-- > 0;) {
		if (!text_equal(macros->list[i].name, name))
			continue;
		for (int a = 0; a < ATTRIBUTE_COUNT; a++)
			if (macros->list[i].sayings.of[a] != SAYS_NOTHING)
				sayings->of[a] = macros->list[i].sayings.of[a];
		return;
	}
}

/* One word behind the pattern; false: git drops the line for it. */
static bool say(const struct macros *macros, struct text word, struct sayings *sayings)
{
	enum saying saying = SAYS_SET;
	struct text value = TEXT("");
	const char *equals;
	int attribute;

	if (word.data[0] == '-' || word.data[0] == '!') {
		saying = word.data[0] == '-' ? SAYS_UNSET : SAYS_UNSPECIFIED;
		word.data++;
		word.size--;
	}
	equals = memchr(word.data, '=', word.size);
	if (equals) {
		value = (struct text){ equals + 1, word.size - (size_t)(equals + 1 - word.data) };
		word.size = (size_t)(equals - word.data);
	}
	if (!is_attribute_name(word))
		return false;
	attribute = attribute_by_name(word);
	if (attribute == ATTRIBUTE_COUNT) {
		if (saying == SAYS_SET && !equals)
			say_macro(macros, word, sayings);
		return true;
	}
	if (saying == SAYS_SET && equals)
		saying = saying_of_value(attribute, value);
	if (saying != SAYS_NOTHING)
		sayings->of[attribute] = (uint8_t)saying;
	return true;
}

static bool says_something(const struct sayings *sayings)
{
	for (int a = 0; a < ATTRIBUTE_COUNT; a++)
		if (sayings->of[a] != SAYS_NOTHING)
			return true;
	return false;
}

static bool say_all(const struct macros *macros, struct text words, struct sayings *sayings)
{
	while (words.size)
		if (!say(macros, take_word(&words), sayings))
			return false;
	return says_something(sayings);
}

/* --- lines ------------------------------------------------------------------------- */

static void define_macro(struct macros *macros, struct text name, const struct sayings *sayings)
{
	if (macros->count >= ATTRIBUTES_MACROS_MAX)
		return;
	macros->list =
		array_grow(macros->list, &macros->capacity, macros->count, sizeof(*macros->list));
	macros->list[macros->count++] = (struct macro){ name, *sayings };
}

static void read_macro(struct text line, struct macros *macros)
{
	struct sayings sayings = { { 0 } };
	struct text name;

	line.data += strlen("[attr]");
	line.size -= strlen("[attr]");
	line = skip_blanks(line);
	name = take_word(&line);
	if (is_attribute_name(name) && say_all(macros, line, &sayings))
		define_macro(macros, name, &sayings);
}

static void read_line(struct text line, const struct macros *macros, attributes_found *found,
                      void *context)
{
	struct sayings sayings = { { 0 } };
	struct bytes unquoted = BYTES_INIT;
	struct text pattern, rest = line;

	if (line.data[0] == '"' && take_quoted(&rest, &unquoted)) {
		pattern = bytes_text(&unquoted);
	} else {
		rest = line;
		pattern = take_word(&rest);
	}
	/* git takes no `!pattern` here, and a folder itself is never judged. */
	if (pattern.size && pattern.data[0] != '!' && pattern.data[pattern.size - 1] != '/' &&
	    say_all(macros, rest, &sayings))
		found(context, pattern, &sayings);
	bytes_release(&unquoted);
}

/* Cheap, and true of every line that can matter: most lines of most files say
 * something about line ends. */
static bool may_say(struct text line, const struct macros *macros)
{
	return macros->count || memmem(line.data, line.size, "bole", 4) ||
	       memmem(line.data, line.size, "linguist-", 9);
}

void attributes_read(struct text content, struct macros *macros, bool defines,
                     attributes_found *found, void *context)
{
	if (content.size > ATTRIBUTES_FILE_MAX)
		return;
	if (text_starts(content, "\xef\xbb\xbf")) {
		content.data += 3;
		content.size -= 3;
	}
	/* A macro may be used above its definition: definitions first. */
	for (struct text rest = content; defines && rest.size;) {
		struct text line = take_line(&rest);

		if (line.size < ATTRIBUTES_LINE_MAX && text_starts(skip_blanks(line), "[attr]"))
			read_macro(skip_blanks(line), macros);
	}
	while (content.size) {
		struct text line = take_line(&content);
		bool fits = line.size < ATTRIBUTES_LINE_MAX;

		line = skip_blanks(line);
		if (fits && line.size && line.data[0] != '#' && !text_starts(line, "[attr]") &&
		    may_say(line, macros))
			read_line(line, macros, found, context);
	}
}
