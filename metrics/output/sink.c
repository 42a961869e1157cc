#include "bole/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
