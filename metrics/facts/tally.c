/* What all metrics ask of the marks, and where their points go. */
#include "tally.h"

bool is_capitals(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] >= 'a' && name.data[i] <= 'z')
			return false;
	return true;
}

uint32_t holder(const struct tally *tally, uint32_t mark)
{
	uint32_t at = tally_mark(tally, mark)->parent;

	while (at != MARK_NONE && tally_mark(tally, at)->role != ROLE_FUNCTION &&
	       tally_mark(tally, at)->role != ROLE_SCOPE)
		at = tally_mark(tally, at)->parent;
	return at;
}

bool is_named(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return m->name < m->name_end || tally->rows[m->row].name == NAME_FIXED;
}

bool in_class(const struct tally *tally, uint32_t mark)
{
	uint32_t around = holder(tally, mark);

	return around != MARK_NONE && tally_mark(tally, around)->role == ROLE_SCOPE &&
	       tally->rows[tally_mark(tally, around)->row].kind == UNIT_METHOD;
}

bool is_else_if(const struct tally *tally, uint32_t mark)
{
	const struct mark *branch = tally_mark(tally, mark);
	const struct mark *first = branch + 1;

	if (mark + 1 >= branch->after || first->role != ROLE_IF || first->parent != mark ||
	    first->token_end != branch->token_end ||
	    (tally->rows[branch->row].flags & NODE_ALWAYS_APART))
		return false;
	return first->token == branch->token ||
	       (first->token == branch->token + 1 && token_is(tally, branch->token, "else"));
}

bool is_if_of_else(const struct tally *tally, uint32_t mark)
{
	uint32_t parent = tally_mark(tally, mark)->parent;

	return parent != MARK_NONE && parent + 1 == mark &&
	       tally_mark(tally, parent)->role == ROLE_ELSE && is_else_if(tally, parent);
}

void tally_add(struct tally *tally, uint32_t mark, uint32_t token, struct increment points)
{
	const struct token *at = &tally->outline->tokens[token];

	points.unit = tally->unit_of[mark];
	if (points.unit == UNIT_NONE || token >= tally->outline->token_count)
		return;
	points.line = at->line;
	points.start = at->start;
	points.end = at->end;
	tally->facts->units[points.unit].cognitive += points.cognitive;
	tally->facts->units[points.unit].cyclomatic += points.cyclomatic;
	tally->increments = array_grow(tally->increments, &tally->increment_capacity,
	                               tally->increment_count, sizeof(*tally->increments));
	tally->increments[tally->increment_count++] = points;
}
