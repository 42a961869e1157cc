/*
 * What the grammar of Scala stumbles over in sound text, respelled:
 *
 *   a ||                    of an operator at the end of a line the grammar makes two statements
 *     b
 *   a                       and of one that begins a line an error
 *     || b
 *   if (a)                  a `match` in a branch that `else` follows gets parentheses
 *     b match { … } else c
 *   given A: B with { … }   is a class to it
 *   Seq[A]^{this}           what is captured is left out
 */
#include "all.h"
#include "spelling.h"

static bool is_sign(char c)
{
	return c && strchr("|&+-*/<>=!:", c);
}

enum {
	LINE_MAX_BYTES = 4 << 10, /* a condition over many lines becomes one */
	BODY_MAX_BYTES = 32 << 10,
};

/* Or a place in it, if it is very long. */
static size_t line_start(const struct spelling *spelling, size_t at)
{
	size_t limit = at < LINE_MAX_BYTES ? 0 : at - LINE_MAX_BYTES;

	while (at > limit && spelling->bytes[at - 1] != '\n')
		at--;
	return at;
}

/* --- operators that begin a line ------------------------------------------------------ */

/* The comment goes, too: behind it nothing would be read. */
static void join_at(const struct spelling *spelling, size_t at)
{
	size_t start = line_start(spelling, at);
	const char *comment = memmem(spelling->bytes + start, at - start, " //", 3);

	if (comment)
		blank_out(spelling, (size_t)(comment - spelling->bytes), at);
	spelling->bytes[at] = ' ';
}

static bool is_boolean_at(const struct spelling *spelling, size_t at)
{
	return is_at(spelling, at, "&& ") || is_at(spelling, at, "|| ") ||
	       is_at(spelling, at, "&&\n") || is_at(spelling, at, "||\n");
}

/* Does the line that ends at `at` end in `&&` or `||`? */
static bool ends_in_boolean(const struct spelling *spelling, size_t at)
{
	size_t start = line_start(spelling, at), end;
	const char *comment = memmem(spelling->bytes + start, at - start, " //", 3);

	end = before_blanks(spelling, comment ? (size_t)(comment - spelling->bytes) : at);
	return end > start + 2 && is_blank_of_line(spelling->bytes[end - 3]) &&
	       is_boolean_at(spelling, end - 2);
}

/* Only what stands in braces matters, and nothing is lost elsewhere. */
bool join_scala_lines(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool joined = false;

	for (size_t at = 0; at + 1 < size; at++) {
		if (bytes[at] != '\n' || line_start(&spelling, at) == at ||
		    !(ends_in_boolean(&spelling, at) ||
		      is_boolean_at(&spelling, behind_blanks(&spelling, at + 1))))
			continue;
		join_at(&spelling, at);
		joined = true;
	}
	return joined;
}

/* At the end of a line whose next one begins with an operator and a blank. */
static bool join_lines(const struct spelling *spelling, size_t at)
{
	size_t next = behind_blanks(spelling, at + 1), end = next;

	while (end < spelling->size && is_sign(spelling->bytes[end]))
		end++;
	if (end == next || end > next + 3 || !is_at(spelling, end, " ") ||
	    line_start(spelling, at) == at || is_at(spelling, next, "/") ||
	    is_at(spelling, next, "*") || is_at(spelling, next, "=") ||
	    is_at(spelling, next, "<-") || is_at(spelling, next, ":"))
		return false;
	join_at(spelling, at);
	return true;
}

/* --- match, and else behind it ----------------------------------------------------------- */

static size_t open_bracket(const struct spelling *spelling, size_t close)
{
	size_t limit = close < BODY_MAX_BYTES ? 0 : close - BODY_MAX_BYTES;
	unsigned depth = 0;

	for (size_t at = close + 1; at-- > limit;) {
		if (spelling->bytes[at] == '}')
			depth++;
		else if (spelling->bytes[at] == '{' && --depth == 0)
			return at;
	}
	return spelling->size;
}

/* Where the expression before `match` begins: a line behind `if (…)` or `else`; 0: elsewhere. */
static size_t before_branch(const struct spelling *spelling, size_t at)
{
	size_t start = line_start(spelling, at), before;

	if (!start)
		return 0;
	before = before_blanks(spelling, start - 1);
	if (!before ||
	    !(spelling->bytes[before - 1] == ')' || text_is(word_before(spelling, before), "else")))
		return 0;
	return start - 1;
}

/* At the bracket of `} else` */
static bool enclose_match(const struct spelling *spelling, size_t close)
{
	size_t open, before, start;

	if (!is_at(spelling, close, "} else"))
		return false;
	open = open_bracket(spelling, close);
	if (open == spelling->size)
		return false;
	before = before_blanks(spelling, open);
	if (!text_is(word_before(spelling, before), "match"))
		return false;
	start = before_branch(spelling, before);
	if (!start)
		return false;
	spelling->bytes[start] = '(';
	spelling->bytes[close + 1] = ')';
	return true;
}

/* --- what is newer --------------------------------------------------------------------------- */

/* `given Name[A](using B): C[A] with {`: a class of this name, without what follows it. */
static bool respell_given(const struct spelling *spelling, size_t at)
{
	size_t end = at, behind = 0;
	unsigned depth = 0;

	while (end < spelling->size && spelling->bytes[end] != '\n' &&
	       spelling->bytes[end] != '{') {
		char c = spelling->bytes[end];

		depth += c == '[';
		depth -= depth && c == ']';
		if ((c == '(' || c == ':') && !depth && !behind)
			behind = end;
		end++;
	}
	if (!is_at(spelling, end, "{") ||
	    !text_is(word_before(spelling, before_blanks(spelling, end)), "with"))
		return false;
	memcpy(spelling->bytes + at, "class", 5);
	blank_out(spelling, behind ? behind : before_blanks(spelling, end) - 4, end);
	return true;
}

/* `Seq[A]^{this}`, `Seq[A]^` */
static bool blank_captures(const struct spelling *spelling, size_t at)
{
	size_t end = at + 1;

	if (!at ||
	    !(is_word_char(spelling->bytes[at - 1]) || memchr("])>", spelling->bytes[at - 1], 3)))
		return false;
	if (is_at(spelling, end, "{"))
		end = behind_brackets(spelling, end, '{', '}');
	else if (end < spelling->size && !memchr("),] =:\n", spelling->bytes[end], 7))
		return false;
	blank_out(spelling, at, end);
	return end > at;
}

/* `{ _ => }`, which does nothing */
static bool blank_parameter(const struct spelling *spelling, size_t at)
{
	size_t arrow = behind_blanks(spelling, at + 1) + 1, end;

	if (arrow < 2 || !is_at(spelling, arrow - 1, "_ =>"))
		return false;
	end = arrow + 3;
	while (end < spelling->size && memchr(" \t\r\n", spelling->bytes[end], 4))
		end++;
	if (!is_at(spelling, end, "}"))
		return false;
	blank_out(spelling, at + 1, end);
	return true;
}

static bool respell_word(const struct spelling *spelling, size_t at, struct text word)
{
	size_t end = at + word.size;

	if (text_is(word, "←")) {
		memcpy(spelling->bytes + at, "<- ", word.size);
		return true;
	}
	if (text_is(word, "given"))
		return respell_given(spelling, at);
	if (text_is(word, "private") && is_at(spelling, end, " enum ")) {
		blank_out(spelling, at, end);
		return true;
	}
	if (!text_is(word, "extension") ||
	    !(is_at(spelling, end, ".") || is_at(spelling, end, "}")))
		return false;
	spelling->bytes[end - 1] = '_'; /* a name */
	return true;
}

static bool respell_sign(const struct spelling *spelling, size_t at)
{
	static const char only[] = "@constructorOnly";

	switch (spelling->bytes[at]) {
	case '\n':
		return join_lines(spelling, at);
	case '}':
		return enclose_match(spelling, at);
	case '^':
		return blank_captures(spelling, at);
	case '{':
		return blank_parameter(spelling, at);
	case '@':
		if (!is_at(spelling, at, only))
			return false;
		blank_out(spelling, at, at + sizeof(only) - 1);
		return true;
	default:
		return false;
	}
}

bool respell_scala(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = blank_scala_heads(bytes, size);

	changed = join_scala_lines(bytes, size) || changed;
	for (size_t at = 0; at < size;) {
		struct text word = word_at(&spelling, at);

		if (word.size)
			changed = respell_word(&spelling, at, word) || changed;
		else
			changed = respell_sign(&spelling, at) || changed;
		at += word.size ? word.size : 1;
	}
	return changed;
}
