#include "c_heads.h"

#include <string.h>

/* --- int f(a, b) register char *a; int (*b)(); { ------------------------------------------------ */

enum {
	DECLARATIONS_MAX = 400, /* lexemes of those of one function */
	TEXTS_MAX = 400,        /* and of a head with texts */
};

static bool holds_names_only(const struct lexemes *all, size_t open)
{
	size_t i = open + 1, close = all->items[open].partner;

	while (i < close && is_name(kind_at(all, i)) && is_at(all, i + 1, ",)"))
		i += 2;
	return i == close + 1;
}

/* The last lexeme of the declarations that begin at `i` and end at a block; 0: there is none. */
static size_t declarations_end(const struct lexemes *all, size_t i)
{
	size_t limit = i + DECLARATIONS_MAX;

	if (!in_run(kind_at(all, i)) || !(in_run(kind_at(all, i + 1)) || is_at(all, i + 1, "*")))
		return 0;
	for (; i < all->count && i < limit && !is_at(all, i, "{}=#"); i++) {
		if (!is_at(all, i, ";"))
			continue;
		if (is_at(all, i + 1, "{"))
			return i;
		if (!in_run(kind_at(all, i + 1)))
			return 0;
	}
	return 0;
}

/* The grammar knows only plain declarations between such a head and its block. */
static bool are_plain(const struct lexemes *all, size_t i, size_t end)
{
	while (i < end && !is_at(all, i, "([,") && !lexeme_is(all, i, "register"))
		i++;
	return i == end;
}

void blank_declarations(struct lexemes *all, size_t at)
{
	size_t close = call_end(all, at), end;

	if (close == at || !holds_names_only(all, at + 1))
		return;
	end = declarations_end(all, close + 1);
	if (end && !are_plain(all, close + 1, end))
		blank_range(all, close + 1, end);
}

/* --- int f(int a) STUB int g(int a) STUB ---------------------------------------------------------- */

/* A macro that is the whole body of a function, or its end: what follows is another one.  Of such
 * a row the grammar makes one function, with the body of the next that has one. */
void end_stub(struct lexemes *all, size_t at)
{
	size_t close = at - 1;

	if (!at || call_end(all, at) > at || !ends_parameters(all, close) ||
	    !in_run(kind_at(all, at + 1)) || !begins_line(all, at + 1))
		return;
	while (kind_at(all, close) == LEX_SPECIFIER)
		close--;
	if (holds_names_only(all, all->items[close].partner))
		return; /* declarations of the parameters may follow */
	blank_range(all, at, at);
	all->bytes[all->items[at].start] = ';';
}

/* --- TEST_CASE("a text", "[tag]") { --------------------------------------------------------------- */

/* Its head becomes one of names, as that of `TEST(Suite, Name) {` is.  In C++ this is no function
 * where it stands in another one; in C it would be. */
void respell_texts(struct lexemes *all, size_t at)
{
	size_t close = call_end(all, at);

	if (close == at || close > at + TEXTS_MAX || !is_at(all, close + 1, "{") ||
	    !(is_start(all, at) || begins_line(all, at)))
		return;
	for (size_t i = at + 2; i < close; i++) {
		const struct lexeme *text = &all->items[i];

		if (text->kind != LEX_LITERAL || all->bytes[text->start] != '"')
			continue;
		memset(all->bytes + text->start, 'x', text->end - text->start);
		all->blanked = true;
	}
}

/* --- SYSCALL_DEFINE2(dup, int, fd) { ------------------------------------------------------------- */

/* C takes such a head for a call.  It becomes that of a function, `SYSCALL_DEFINE2 dup( int, fd) {`:
 * naming.c reads it as it was written.  In a function it would be a loop. */
void respell_head(struct lexemes *all, size_t at)
{
	size_t close = call_end(all, at), start = all->items[at].start;

	if (close == at || !is_at(all, close + 1, "{") || !is_start(all, at) ||
	    (start && all->bytes[start - 1] != '\n') || !is_name(kind_at(all, at + 2)) ||
	    !is_at(all, at + 3, ","))
		return;
	all->bytes[all->items[at + 1].start] = ' ';
	all->bytes[all->items[at + 3].start] = '(';
	all->blanked = true;
}

/* --- TRY { … }, PRIVATE_UNLESS_TESTED: ------------------------------------------------------------ */

/* What is left of it is a block; a label is nothing. */
void blank_alone(struct lexemes *all, size_t at)
{
	if (!is_start(all, at))
		return;
	if (is_at(all, at + 1, "{"))
		blank_range(all, at, at);
	else if (is_at(all, at + 1, ":") && !is_at(all, at + 2, ":") && begins_line(all, at))
		blank_range(all, at, at + 1);
}

/* `list.template get<T>()` */
void blank_template(struct lexemes *all, size_t at)
{
	if (at > 0 && is_at(all, at - 1, ".>:") && lexeme_is(all, at, "template") &&
	    all->items[at - 1].end == all->items[at].start)
		blank_range(all, at, at);
}

/* --- void f(List list = {}) ------------------------------------------------------------------------- */

void respell_default(struct lexemes *all, size_t at)
{
	if (!at || !is_at(all, at, "{") || !is_at(all, at - 1, "=") || !is_at(all, at + 1, "}") ||
	    !is_at(all, at + 2, "),"))
		return;
	all->bytes[all->items[at].start] = '0';
	all->bytes[all->items[at + 1].start] = ' ';
	all->blanked = true;
}

/* --- goto *labels[i]; ---------------------------------------------------------------------------- */

/* Becomes a label of the same size. */
void respell_goto(struct lexemes *all, size_t at)
{
	size_t end = at + 1;

	if (!lexeme_is(all, at, "goto") || !is_at(all, end, "*"))
		return;
	while (end < all->count && !is_at(all, end, ";{}"))
		end++;
	for (size_t i = all->items[at + 1].start; i < all->items[end - 1].end; i++)
		if (all->bytes[i] != '\n' && all->bytes[i] != '\r')
			all->bytes[i] = 'x';
	all->blanked = true;
}
