/*
 * Declared parameters.  The list is the first one behind the name: a function
 * that returns a pointer to a function has two in C.  What a macro was given are none.
 */
#include "tally.h"

static bool is_void(const struct tally *tally, const struct mark *parameter)
{
	return parameter->token_end - parameter->token == 1 &&
	       token_is(tally, parameter->token, "void");
}

/* Go's `a, b int` declares two: one more for each comma outside of brackets. */
static uint32_t declared(const struct tally *tally, const struct mark *parameter)
{
	uint32_t count = 1;
	int depth = 0;

	if (is_void(tally, parameter))
		return 0;
	if (!(tally->rows[parameter->row].flags & NODE_COUNT_COMMAS))
		return 1;
	for (uint32_t i = parameter->token; i < parameter->token_end; i++) {
		struct text word = outline_text(tally->outline, i);

		if (text_is(word, "(") || text_is(word, "[") || text_is(word, "{"))
			depth++;
		else if (text_is(word, ")") || text_is(word, "]") || text_is(word, "}"))
			depth--;
		else if (depth == 0 && text_is(word, ","))
			count++;
	}
	return count;
}

/* The first list of the function from the mark `from` on, or MARK_NONE. */
static uint32_t next_list(const struct tally *tally, uint32_t function, uint32_t from)
{
	const struct mark *f = tally_mark(tally, function);
	uint32_t name_end = f->name < f->name_end && f->name >= f->token ? f->name_end : f->token;

	for (uint32_t i = from; i < f->after; i++) {
		const struct mark *m = tally_mark(tally, i);

		if (f->inner < f->inner_end && m->token >= f->inner)
			break;
		if (m->role == ROLE_PARAMETERS && m->token >= name_end && m->parent == function)
			return i;
	}
	return MARK_NONE;
}

static uint32_t count_list(const struct tally *tally, uint32_t list)
{
	uint32_t count = 0;

	for (uint32_t i = list + 1; i < tally_mark(tally, list)->after;
	     i = tally_mark(tally, i)->after)
		if (tally_mark(tally, i)->role == ROLE_PARAMETER)
			count += declared(tally, tally_mark(tally, i));
	return count;
}

/* Of the first list, or of all where they follow each other: `f(a)(b)`. */
static uint32_t count_all(const struct tally *tally, uint32_t function)
{
	uint32_t list = next_list(tally, function, function + 1);
	uint32_t count = 0;

	if (is_made_by_macro(tally, function))
		return 0;
	if (list == MARK_NONE)
		return count_list(tally, function);
	while (list != MARK_NONE) {
		count += count_list(tally, list);
		if (!(tally->rows[tally_mark(tally, list)->row].flags & NODE_CHAIN))
			break;
		list = next_list(tally, function, tally_mark(tally, list)->after);
	}
	return count;
}

void count_parameters(struct tally *tally)
{
	for (size_t i = 0; i < tally->facts->unit_count; i++)
		tally->facts->units[i].params = count_all(tally, tally->mark_of[i]);
}
