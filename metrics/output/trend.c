#include "trend.h"

void trend_write(struct sink *sink, const struct trend *trend)
{
	static void (*const writers[FORMAT_COUNT])(struct sink *, const struct trend *) = {
		[FORMAT_TEXT] = trend_text,
		[FORMAT_TSV] = trend_tsv,
		[FORMAT_JSON] = trend_json,
	};

	/* The other formats of tables have no words for a trend. */
	(writers[sink->format] ? writers[sink->format] : trend_text)(sink, trend);
}
