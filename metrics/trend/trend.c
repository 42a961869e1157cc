#include "bole/trend.h"

#include <stdarg.h>
#include <stdio.h>

const char *trend_direction_name(enum trend_direction direction)
{
	static const char *const names[] = {
		[TREND_UNKNOWN] = "unknown",
		[TREND_BETTER] = "better",
		[TREND_STEADY] = "steady",
		[TREND_WORSE] = "worse",
	};

	return names[direction];
}

void trend_release(struct trend *trend)
{
	arena_release(&trend->arena);
	*trend = TREND_INIT;
}

void trend_lacks(struct trend *trend, const char *format, ...)
{
	char words[1024];
	struct text *more = arena_new(&trend->arena, (trend->missing_count + 1) * sizeof(*more));
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	for (size_t i = 0; i < trend->missing_count; i++)
		more[i] = trend->missing[i];
	more[trend->missing_count++] = arena_text(&trend->arena, text_of(words));
	trend->missing = more;
}
