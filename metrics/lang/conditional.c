/*
 * Lines of conditional compilation: #if, #else, #endif.
 *
 * They may cut through anything, and no grammar knows all the places.  Without them the text of
 * all branches often parses as one; where branches exclude each other, the first alone does.
 * Comments on such lines stay.
 */
#include <string.h>

#include "all.h"

enum directive {
	DIRECTIVE_NONE,
	DIRECTIVE_OPENS,
	DIRECTIVE_TURNS,
	DIRECTIVE_CLOSES,
};

struct conditional {
	bool first_only; /* of several branches */
	unsigned depth;
	unsigned hidden; /* the depth at which text is left out; 0: it is not */
	bool goes_on;    /* the line before ended in a backslash */
	bool blanked;
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

static void follow(struct conditional *state, enum directive directive)
{
	if (directive == DIRECTIVE_OPENS)
		state->depth++;
	if (directive == DIRECTIVE_TURNS && state->first_only && !state->hidden)
		state->hidden = state->depth;
	if (directive == DIRECTIVE_CLOSES) {
		if (state->hidden == state->depth)
			state->hidden = 0;
		if (state->depth)
			state->depth--;
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
		if (*at != '\r')
			*at = ' ';
}

static void read_line(struct conditional *state, char *at, size_t size)
{
	struct text line = { at, size };
	enum directive directive = state->goes_on ? DIRECTIVE_NONE : directive_of(line);
	bool is_directive = directive || state->goes_on;

	follow(state, directive);
	state->goes_on = is_directive && text_ends(text_trim(line), "\\");
	if (!is_directive && !state->hidden)
		return;
	blank(at, state->hidden ? size : code_size(line));
	if (state->hidden || !state->first_only)
		state->blanked = true;
}

static bool read_lines(char *bytes, size_t size, bool first_only)
{
	struct conditional state = { .first_only = first_only };
	char *end = bytes + size;

	while (bytes < end) {
		char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		char *line_end = newline ? newline : end;

		read_line(&state, bytes, (size_t)(line_end - bytes));
		bytes = newline ? newline + 1 : end;
	}
	return state.blanked;
}

bool blank_conditional_lines(char *bytes, size_t size)
{
	return read_lines(bytes, size, false);
}

/* False, too, when there are none: then it is the other one's text once more. */
bool blank_other_branches(char *bytes, size_t size)
{
	return read_lines(bytes, size, true);
}
