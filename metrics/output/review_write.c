#include "bole/output.h"

void review_write(struct sink *sink, const struct review *review,
                  const struct review_context *context)
{
	format_rows()[sink->format].review(sink, review, context);
}
