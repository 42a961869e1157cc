#include "verdict.h"

void verdict_write(struct sink *sink, const struct verdict *verdict,
                   const struct verdict_context *context)
{
	static void (*const writers[FORMAT_COUNT])(struct sink *, const struct verdict *,
	                                           const struct verdict_context *) = {
		[FORMAT_TEXT] = verdict_text,
		[FORMAT_TSV] = verdict_tsv,
		[FORMAT_JSON] = verdict_json,
	};

	writers[sink->format](sink, verdict, context);
}
