#include "trend.h"

void trend_write(struct sink *sink, const struct trend *trend)
{
	switch (sink->format) {
	case FORMAT_TSV:
		trend_tsv(sink, trend);
		break;
	case FORMAT_JSON:
		trend_json(sink, trend);
		break;
	case FORMAT_MARKDOWN:
		trend_markdown(sink, trend);
		break;
	default:
		trend_text(sink, trend);
		break;
	}
}
