#include "lines.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct text skip_blanks(struct text line)
{
	while (line.size && is_blank(line.data[0])) {
		line.data++;
		line.size--;
	}
	return line;
}

struct text take_line(struct text *content)
{
	const char *end = content->size ? memchr(content->data, '\n', content->size) : NULL;
	struct text line = { content->data, end ? (size_t)(end - content->data) : content->size };
	size_t taken = end ? line.size + 1 : line.size;

	content->data += taken;
	content->size -= taken;
	return line;
}

struct text take_word(struct text *line)
{
	struct text word = { line->data, 0 };

	while (word.size < line->size && !is_blank(line->data[word.size]))
		word.size++;
	line->data += word.size;
	line->size -= word.size;
	*line = skip_blanks(*line);
	return word;
}
