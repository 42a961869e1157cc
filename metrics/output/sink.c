#include "bole/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[FORMAT_COUNT] = {
	[FORMAT_TEXT] = "text",
	[FORMAT_TSV] = "tsv",
	[FORMAT_JSON] = "json",
};

enum format format_by_name(struct text name)
{
	enum format format = 0;

	while (format < FORMAT_COUNT && !text_is(name, names[format]))
		format++;
	return format;
}

const char *format_name(enum format format)
{
	return names[format];
}

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value && strcmp(value, "0") != 0;
}

bool colour_wanted(enum colour_wish wish, FILE *file)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	if (wish != COLOUR_AUTO)
		return wish == COLOUR_ALWAYS;
	if (no_colour && *no_colour)
		return false;
	if (is_set("CLICOLOR_FORCE"))
		return true;
	return isatty(fileno(file)) && terminal && strcmp(terminal, "dumb") != 0;
}
