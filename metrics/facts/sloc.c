/* Source lines of code: lines with at least one token that is no comment. */
#include "tally.h"

static uint32_t lines_of(const struct tally *tally, uint32_t from, uint32_t to)
{
	uint32_t before = from ? tally->lines_until[from - 1] : 0;
	uint32_t lines = tally->lines_until[to - 1] - before;

	/* The first line may have been counted for a token in front of it. */
	if (from && tally->outline->tokens[from - 1].end_line >= tally->outline->tokens[from].line)
		lines++;
	return lines;
}

void count_sloc(struct tally *tally)
{
	for (size_t i = 0; i < tally->facts->unit_count; i++) {
		const struct mark *mark = tally_mark(tally, tally->mark_of[i]);
		uint32_t from = mark->token, end = tally->end_of[i];

		/* Attributes in front belong to the unit's text and not to its lines. */
		while (from + 1 < end &&
		       tally->outline->tokens[from].line < tally->facts->units[i].line)
			from++;
		if (from < end)
			tally->facts->units[i].sloc = lines_of(tally, from, end);
	}
}
