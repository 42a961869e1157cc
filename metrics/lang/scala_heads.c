/*
 * What the grammar of Scala stumbles over in sound text: an annotation between a class and the
 * parameters of its constructor, as in `class A @Inject() (val b: B)`, and the type of a lone
 * parameter of a block, as in `{ implicit request: Request =>`.
 */
#include <ctype.h>
#include <string.h>

#include "all.h"

struct scan {
	char *bytes;
	size_t size;
};

static bool is_name(const struct scan *scan, size_t at)
{
	return at < scan->size &&
	       (isalnum((unsigned char)scan->bytes[at]) || scan->bytes[at] == '_');
}

static size_t skip_name(const struct scan *scan, size_t at)
{
	while (is_name(scan, at) || (at < scan->size && scan->bytes[at] == '.'))
		at++;
	return at;
}

static size_t skip_blanks(const struct scan *scan, size_t at)
{
	while (at < scan->size && isspace((unsigned char)scan->bytes[at]))
		at++;
	return at;
}

static bool is_at(const struct scan *scan, size_t at, const char *word)
{
	size_t size = strlen(word);

	return at + size <= scan->size && memcmp(scan->bytes + at, word, size) == 0;
}

static void blank(const struct scan *scan, size_t from, size_t end)
{
	memset(scan->bytes + from, ' ', end - from);
}

/* At `@Name(…) (`: lists without an end, or over several lines, are none. */
static bool blank_annotation(const struct scan *scan, size_t at)
{
	size_t end = skip_name(scan, at + 1);

	if (end == at + 1 || end >= scan->size || scan->bytes[end] != '(')
		return false;
	do
		end++;
	while (end < scan->size && !strchr(")\n@", scan->bytes[end]));
	if (end >= scan->size || scan->bytes[end] != ')' ||
	    !is_at(scan, skip_blanks(scan, end + 1), "("))
		return false;
	blank(scan, at, end + 1);
	return true;
}

/* At `{ name: Type =>`, on one line. */
static bool blank_type(const struct scan *scan, size_t at)
{
	size_t start = skip_blanks(scan, at + 1), end;

	if (is_at(scan, start, "implicit "))
		start = skip_blanks(scan, start + strlen("implicit "));
	end = skip_name(scan, start);
	if (end == start || end >= scan->size || scan->bytes[end] != ':')
		return false;
	start = end;
	while (end < scan->size && !strchr("\n{}=;\"", scan->bytes[end]))
		end++;
	if (!is_at(scan, end, "=>"))
		return false;
	blank(scan, start, end);
	return true;
}

bool blank_scala_heads(char *bytes, size_t size)
{
	struct scan scan = { bytes, size };
	bool blanked = false;

	for (size_t at = 0; at < size; at++) {
		if (bytes[at] == '@' && blank_annotation(&scan, at))
			blanked = true;
		else if (bytes[at] == '{' && blank_type(&scan, at))
			blanked = true;
	}
	return blanked;
}
