#include "cargo.h"

#include <string.h>

#include "lines.h"

struct cargo {
	cargo_found *found;
	void *context;
	struct text table;
	struct bytes inner; /* the table of an inline one */
};

/* `"text"` or `'text'` at the beginning, else a bare word. */
static struct text take_value(struct text *line)
{
	struct text value = skip_blanks(*line);
	char quote = value.size ? value.data[0] : '\0';
	size_t size = 0;

	*line = value;
	if (quote == '"' || quote == '\'') {
		const char *end = memchr(value.data + 1, quote, value.size - 1);

		size = end ? (size_t)(end - value.data) : value.size;
		value = (struct text){ value.data + 1, size - 1 };
		line->data += end ? size + 1 : size;
		line->size -= end ? size + 1 : size;
		return value;
	}
	while (size < value.size && !strchr(" \t\r,}]=", value.data[size]))
		size++;
	line->data += size;
	line->size -= size;
	return (struct text){ value.data, size };
}

static bool take_char(struct text *line, char c)
{
	*line = skip_blanks(*line);
	if (!line->size || line->data[0] != c)
		return false;
	line->data++;
	line->size--;
	return true;
}

/* What stands in the braces of `key = { a = "b", c = true }`. */
static void read_inline(struct cargo *cargo, struct text key, struct text rest)
{
	bytes_clear(&cargo->inner);
	bytes_add_text(&cargo->inner, cargo->table);
	bytes_add_char(&cargo->inner, '.');
	bytes_add_text(&cargo->inner, key);
	while (rest.size) {
		struct text name = take_value(&rest);

		if (name.size && take_char(&rest, '=')) {
			struct text value = take_value(&rest);

			cargo->found(cargo->context, bytes_text(&cargo->inner), name, value);
		}
		/* Lists and further tables are stepped over, byte by byte. */
		if (rest.size) {
			rest.data++;
			rest.size--;
		}
	}
}

static void read_pair(struct cargo *cargo, struct text line)
{
	struct text key = take_value(&line);

	if (!key.size || !take_char(&line, '='))
		return;
	if (take_char(&line, '{'))
		read_inline(cargo, key, line);
	else
		cargo->found(cargo->context, cargo->table, key, take_value(&line));
}

/* "package" of `[package]`, "bin" of `[[bin]]`. */
static struct text table_name(struct text line)
{
	while (line.size && (line.data[0] == '[' || line.data[0] == ' ')) {
		line.data++;
		line.size--;
	}
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] == ']')
			line.size = i;
	return text_trim(line);
}

void cargo_read(struct text content, cargo_found *found, void *context)
{
	struct cargo cargo = { .found = found, .context = context, .table = TEXT("") };

	while (content.size) {
		struct text line = text_trim(take_line(&content));

		if (text_starts(line, "["))
			cargo.table = table_name(line);
		else if (line.size && line.data[0] != '#')
			read_pair(&cargo, line);
	}
	bytes_release(&cargo.inner);
}
