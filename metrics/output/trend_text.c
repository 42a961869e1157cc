/* A trend for a terminal.  The first three lines are the answer. */
#include "trend.h"

static void line(FILE *out, struct text text)
{
	write_safe(out, text);
	fputc('\n', out);
}

void trend_text(struct sink *sink, const struct trend *trend)
{
	FILE *out = sink->file;

	line(out, trend->verdict);
	line(out, trend->because);
	line(out, trend->look);
	for (size_t i = 0; i < trend->missing_count; i++)
		line(out, trend->missing[i]);
}
