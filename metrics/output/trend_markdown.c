/* A trend as Markdown: for an issue, a wiki, a summary of a job. */
#include "trend.h"

static void line(FILE *out, struct text text)
{
	struct bytes safe = BYTES_INIT;

	safe_for_markdown(&safe, text);
	fprintf(out, "%s\n", safe.data ? safe.data : "");
	bytes_release(&safe);
}

void trend_markdown(struct sink *sink, const struct trend *trend)
{
	line(sink->file, trend->verdict);
	line(sink->file, trend->because);
	line(sink->file, trend->look);
}
