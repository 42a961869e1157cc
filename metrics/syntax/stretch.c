#include "stretch.h"

#include <string.h>

/* Does a bracket at its start close what began at the start of a line? */
static bool closes(struct text text, size_t line)
{
	return line < text.size && text.data[line] == '}';
}

static size_t behind_blanks(struct text text, size_t at)
{
	while (at < text.size && memchr(" \t\r\n", text.data[at], 4))
		at++;
	return at;
}

/* Behind the #endif that comes next and belongs to the lines before it; or `line`. */
static size_t branch_end(struct text text, size_t line)
{
	size_t at = behind_blanks(text, line);

	if (at == text.size || text.data[at] != '#')
		return line;
	at = behind_blanks(text, at + 1);
	if (!text_starts((struct text){ text.data + at, text.size - at }, "endif"))
		return line;
	return text_line_behind(text, at);
}

struct stretch stretch_around(struct text text, size_t from, size_t error)
{
	struct stretch stretch = { error, error };

	while (stretch.start > from &&
	       !(text.data[stretch.start - 1] == '\n' && closes(text, stretch.start) &&
	         text_line_behind(text, stretch.start) <= error))
		stretch.start--;
	if (stretch.start > from)
		stretch.start = text_line_behind(text, stretch.start);
	while (stretch.end < text.size) {
		size_t line = stretch.end;

		stretch.end = text_line_behind(text, line);
		if (line > error && closes(text, line))
			break;
	}
	for (size_t end; (end = branch_end(text, stretch.end)) != stretch.end;)
		stretch.end = end;
	return stretch;
}
