#include "c_blanks.h"

#include <string.h>

static void blank_one(struct lexemes *all, struct lexeme *lexeme, uint32_t begin)
{
	for (uint32_t at = lexeme->start; at < lexeme->end; at++)
		if (all->bytes[at] != '\n' && all->bytes[at] != '\r')
			all->bytes[at] = ' ';
	lexeme->kind = LEX_BLANKED;
	lexeme->partner = begin;
}

void blank_range(struct lexemes *all, size_t first, size_t last)
{
	uint32_t begin = (uint32_t)first;

	if (first > 0 && all->items[first - 1].kind == LEX_BLANKED)
		begin = all->items[first - 1].partner;
	for (size_t i = first; i <= last; i++)
		blank_one(all, &all->items[i], begin);
	all->blanked = true;
}

size_t call_end(const struct lexemes *all, size_t i)
{
	return is_at(all, i + 1, "(") && all->items[i + 1].partner ? all->items[i + 1].partner : i;
}

bool is_start(const struct lexemes *all, size_t i)
{
	if (i > 0 && all->items[i - 1].kind == LEX_BLANKED)
		i = all->items[i - 1].partner;
	return i == 0 || is_at(all, i - 1, ";{}:");
}

bool begins_line(const struct lexemes *all, size_t i)
{
	size_t end = i ? all->items[i - 1].end : 0;

	return (kind_at(all, i) >= LEX_NAME || is_at(all, i, "}~")) && i < all->count &&
	       memchr(all->bytes + end, '\n', all->items[i].start - end);
}

/* Do signs that end at `i` name one, as in `operator==`? */
static bool is_operator(const struct lexemes *all, size_t i)
{
	while (i > 0 && kind_at(all, i) == LEX_SIGN && !is_at(all, i, ";{}()"))
		i--;
	return lexeme_is(all, i, "operator");
}

bool ends_parameters(const struct lexemes *all, size_t i)
{
	while (i > 0 && kind_at(all, i) == LEX_SPECIFIER)
		i--; /* const, noexcept, override */
	if (!is_at(all, i, ")") || !all->items[i].partner)
		return false;
	i = all->items[i].partner - 1;
	return is_name(kind_at(all, i)) || is_operator(all, i);
}
