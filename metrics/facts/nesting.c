/*
 * Deepest nesting of control structures: the body of a function is 0; if,
 * loop, switch, try and with add one; else, else if, catch and finally stand
 * as deep as what they belong to; a function in a function starts at 0 again.
 */
#include "tally.h"

static bool deepens(const struct tally *tally, uint32_t mark)
{
	switch (tally_mark(tally, mark)->role) {
	case ROLE_IF:
		return !is_if_of_else(tally, mark);
	case ROLE_LOOP:
	case ROLE_SWITCH:
	case ROLE_TRY:
	case ROLE_WITH:
		return true;
	default:
		return false;
	}
}

void count_nesting(struct tally *tally)
{
	size_t count = tally->outline->mark_count;
	uint16_t *inside = memory_new(count * sizeof(*inside));

	for (uint32_t i = 0; i < count; i++) {
		const struct mark *mark = tally_mark(tally, i);
		uint32_t unit = tally->unit_of[i];

		inside[i] = mark->parent == MARK_NONE ? 0 : inside[mark->parent];
		if (mark->role == ROLE_FUNCTION)
			inside[i] = 0;
		else if (deepens(tally, i))
			inside[i]++;
		if (unit != UNIT_NONE && inside[i] > tally->facts->units[unit].nesting)
			tally->facts->units[unit].nesting = inside[i];
	}
	memory_free(inside);
}
