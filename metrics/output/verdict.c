#include "verdict.h"

void verdict_write(struct sink *sink, const struct verdict *verdict,
                   const struct verdict_context *context)
{
	const struct format_row *row = &format_rows()[sink->format];

	/* A report without findings would look like an acceptance. */
	if (row->mute && verdict->outcome == OUTCOME_NOT_JUDGED)
		notice("not judged: judging is switched off by bole.enabled");
	row->verdict(sink, verdict, context);
}
