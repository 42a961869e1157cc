/*
 * Lines of conditional compilation: #if, #else, #endif.
 *
 * They may cut through anything, and no grammar knows all the places.  Without them the text of
 * all branches often parses as one; where branches exclude each other, the first alone does.
 * Comments on such lines stay, and so do lines whose #if or #endif is not there: what they
 * choose goes on outside of the text.
 */
#include <string.h>

#include "all.h"

enum directive {
	DIRECTIVE_NONE,
	DIRECTIVE_OPENS,
	DIRECTIVE_TURNS,
	DIRECTIVE_CLOSES,
};

struct line {
	size_t start, end; /* of the directive, with the lines that it goes on in */
	size_t opener;     /* of its branches: the index of their #if, or NOWHERE */
	size_t around;     /* of an #if: the opener that was open before */
	size_t closer;     /* of an #if: the index of its #endif, or NOWHERE */
	enum directive directive;
};

#define NOWHERE SIZE_MAX

struct lines {
	struct line *items;
	size_t count, capacity;
};

static bool is_one_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (text_is(word, *words))
			return true;
	return false;
}

static enum directive directive_of(struct text line)
{
	static const char *const opens[] = { "if", "ifdef", "ifndef", NULL };
	static const char *const turns[] = {
		"else", "elif", "elseif", "elifdef", "elifndef", NULL
	};
	static const char *const closes[] = { "endif", NULL };
	struct text word = text_trim(line);

	if (!word.size || *word.data != '#')
		return DIRECTIVE_NONE;
	word = text_trim((struct text){ word.data + 1, word.size - 1 });
	for (line = word, word.size = 0; word.size < line.size; word.size++)
		if (line.data[word.size] < 'a' || line.data[word.size] > 'z')
			break;
	if (is_one_of(word, opens))
		return DIRECTIVE_OPENS;
	if (is_one_of(word, turns))
		return DIRECTIVE_TURNS;
	return is_one_of(word, closes) ? DIRECTIVE_CLOSES : DIRECTIVE_NONE;
}

/* Behind the directive at `at`, which goes on behind a backslash. */
static size_t directive_end(struct text text, size_t at)
{
	size_t start;

	do {
		start = at;
		at = text_line_behind(text, start);
	} while (at < text.size &&
	         text_ends(text_trim((struct text){ text.data + start, at - start }), "\\"));
	return at;
}

static void add_line(struct lines *lines, struct line line)
{
	lines->items =
		array_grow(lines->items, &lines->capacity, lines->count, sizeof(*lines->items));
	lines->items[lines->count++] = line;
}

static void read_lines(struct lines *lines, struct text text)
{
	size_t open = NOWHERE, end;

	for (size_t at = 0; at < text.size; at = end) {
		struct line line = { .start = at, .closer = NOWHERE };

		end = text_line_behind(text, at);
		line.directive = directive_of((struct text){ text.data + at, end - at });
		if (!line.directive)
			continue;
		line.end = end = directive_end(text, at);
		line.around = open;
		if (line.directive == DIRECTIVE_OPENS)
			open = lines->count;
		line.opener = open;
		if (line.directive == DIRECTIVE_CLOSES && open != NOWHERE) {
			lines->items[open].closer = lines->count;
			open = lines->items[open].around;
		}
		add_line(lines, line);
	}
}

/* Up to the comment behind a directive. */
static size_t code_size(struct text line)
{
	for (size_t i = 0; i + 1 < line.size; i++)
		if (line.data[i] == '/' && (line.data[i + 1] == '/' || line.data[i + 1] == '*'))
			return i;
	return line.size;
}

static void blank(char *at, size_t size)
{
	for (char *end = at + size; at < end; at++)
		if (*at != '\r' && *at != '\n')
			*at = ' ';
}

static void blank_directive(struct text text, char *bytes, const struct line *line)
{
	size_t end;

	for (size_t at = line->start; at < line->end; at = end) {
		end = text_line_behind(text, at);
		blank(bytes + at, code_size((struct text){ bytes + at, end - at }));
	}
}

/* Where the branches end that a directive is one of; NOWHERE: not in this text, or not begun in it. */
static size_t closer_of(const struct lines *lines, const struct line *line)
{
	return line->opener == NOWHERE ? NOWHERE : lines->items[line->opener].closer;
}

/* Of branches that are whole: their directives, and all of them but the first, if asked to. */
static bool blank_branches(char *bytes, size_t size, bool first_only)
{
	struct text text = { bytes, size };
	struct lines lines = { 0 };
	bool blanked = false;
	size_t hidden = 0;

	read_lines(&lines, text);
	for (size_t i = 0; i < lines.count; i++) {
		const struct line *line = &lines.items[i];
		size_t closer = closer_of(&lines, line);
		bool hides = first_only && line->directive == DIRECTIVE_TURNS;

		if (closer == NOWHERE)
			continue;
		blank_directive(text, bytes, line);
		if (hides && line->start >= hidden) {
			hidden = lines.items[closer].start;
			blank(bytes + line->start, hidden - line->start);
		}
		blanked = blanked || hides || !first_only;
	}
	memory_free(lines.items);
	return blanked;
}

bool blank_loose_conditionals(char *bytes, size_t size)
{
	struct text text = { bytes, size };
	struct lines lines = { 0 };
	bool blanked = false;

	read_lines(&lines, text);
	for (size_t i = 0; i < lines.count; i++) {
		if (closer_of(&lines, &lines.items[i]) != NOWHERE)
			continue;
		blank_directive(text, bytes, &lines.items[i]);
		blanked = true;
	}
	memory_free(lines.items);
	return blanked;
}

/* --- #ifdef __cplusplus, extern "C" {, #endif -------------------------------------------------- */

/* Is `lines`, but for blanks and comments, one of the two brackets? */
static bool is_linkage(struct text lines)
{
	char code[sizeof("extern\"C\"{")] = "";
	size_t size = 0;

	for (size_t at = 0, end; at < lines.size; at = end) {
		struct text line = { lines.data + at, (end = text_line_behind(lines, at)) - at };

		line.size = code_size(line);
		for (size_t i = 0; i < line.size; i++) {
			if (strchr(" \t\r\n", line.data[i]))
				continue;
			if (size + 1 >= sizeof(code))
				return false;
			code[size++] = line.data[i];
		}
	}
	return strcmp(code, "extern\"C\"{") == 0 || strcmp(code, "}") == 0;
}

static bool names_cplusplus(struct text line)
{
	return memmem(line.data, line.size, "__cplusplus", strlen("__cplusplus"));
}

bool blank_linkage(char *bytes, size_t size)
{
	struct text text = { bytes, size };
	struct lines lines = { 0 };
	bool blanked = false;

	if (!names_cplusplus(text))
		return false;
	read_lines(&lines, text);
	for (size_t i = 0; i + 1 < lines.count; i++) {
		const struct line *opener = &lines.items[i], *closer = opener + 1;
		struct line all = { .start = opener->start, .end = closer->end };

		if (opener->closer != i + 1 ||
		    !names_cplusplus(
			    (struct text){ bytes + opener->start, opener->end - opener->start }) ||
		    !is_linkage((struct text){ bytes + opener->end, closer->start - opener->end }))
			continue;
		blank_directive(text, bytes, &all);
		blanked = true;
	}
	memory_free(lines.items);
	return blanked;
}

/* ------------------------------------------------------------------------------------------- */

bool blank_conditional_lines(char *bytes, size_t size)
{
	return blank_branches(bytes, size, false);
}

/* False, too, when there are none: then it is the other one's text once more. */
bool blank_other_branches(char *bytes, size_t size)
{
	return blank_branches(bytes, size, true);
}
