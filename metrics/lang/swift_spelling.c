/*
 * What is newer than the grammar of Swift, and what it stumbles over, in
 * another spelling of the same size: words that nothing depends on are blanked
 * (`try`, `await`, `sending`, a `where` on an alias), patterns become one name.
 */
#include "all.h"
#include "spelling.h"

/* --- parts of a line -------------------------------------------------------------------- */

static char sign_before(const struct spelling *spelling, size_t at)
{
	at = before_blanks(spelling, at);
	return at ? spelling->bytes[at - 1] : '\n';
}

static size_t line_end(const struct spelling *spelling, size_t at)
{
	while (at < spelling->size && spelling->bytes[at] != '\n')
		at++;
	return at;
}

static bool blank_part(const struct spelling *spelling, size_t from, size_t end)
{
	blank_out(spelling, from, end);
	return end > from;
}

/* Texts of one line, and comments: nothing in them is respelled. */
static size_t behind_text(const struct spelling *spelling, size_t at)
{
	size_t start = at;

	if (is_at(spelling, at, "//"))
		return line_end(spelling, at);
	if (spelling->bytes[at] != '"' || is_at(spelling, at, "\"\"\""))
		return at;
	for (at++; at < spelling->size && spelling->bytes[at] != '\n'; at++) {
		if (spelling->bytes[at] == '\\')
			at++;
		else if (spelling->bytes[at] == '"')
			return at + 1;
	}
	return start;
}

/* --- words that nothing depends on ----------------------------------------------------------- */

/* `try`, `try?`, `await`: behind `switch`, `in` and `if let x =` the grammar wants none. */
static bool blank_effect(const struct spelling *spelling, size_t at, size_t end)
{
	if (end < spelling->size && memchr("?!", spelling->bytes[end], 2))
		end++;
	if (end == spelling->size || !memchr(" \n", spelling->bytes[end], 2))
		return false;
	return blank_part(spelling, at, end);
}

/* Does the line that ends there want another one? */
static bool goes_on(const struct spelling *spelling, size_t end)
{
	size_t at = before_blanks(spelling, end);

	return sign_before(spelling, end) == ',' || text_is(word_before(spelling, at), "where");
}

/* `alias A<B> = C<B> where B: D`, `associatedtype A where …`: up to the last line that a comma
 * leads to. */
static bool blank_constraints(const struct spelling *spelling, size_t end)
{
	size_t at = end;

	while (at < spelling->size && !memchr("{}", spelling->bytes[at], 2) &&
	       !(is_at(spelling, at, "where") && !is_word_char(spelling->bytes[at - 1]))) {
		struct text next = word_at(spelling, at);

		if (is_word_of(next, (const char *const[]){ "func", "var", "let", "init", "case",
		                                            "typealias", "associatedtype", NULL }))
			return false;
		at += next.size ? next.size : 1;
	}
	if (!is_at(spelling, at, "where"))
		return false;
	do
		end = line_end(spelling, end < at ? at : end + 1);
	while (end < spelling->size && goes_on(spelling, end));
	return blank_part(spelling, at, end);
}

/* A word with what belongs to it: `throws(Failure)`, `a: sending Thing`, `b = consume a`. */
static bool blank_word(const struct spelling *spelling, size_t at, struct text word)
{
	static const char *const takers[] = { "nonisolated", "throws", NULL };
	static const char *const of_types[] = { "sending", "isolated", "consuming", NULL };
	static const char *const of_values[] = { "consume", "copy", NULL };
	static const char *const constrained[] = { "typealias", "associatedtype", NULL };
	size_t end = at + word.size;

	if (text_is(word, "try") || text_is(word, "await"))
		return blank_effect(spelling, at, end);
	if (is_word_of(word, constrained))
		return blank_constraints(spelling, end);
	if (is_word_of(word, takers))
		return is_at(spelling, end, "(") &&
		       blank_part(spelling, text_is(word, "nonisolated") ? at : end,
		                  behind_brackets(spelling, end, '(', ')'));
	if (!is_at(spelling, end, " "))
		return false;
	if (is_word_of(word, of_types) && memchr(":>", sign_before(spelling, at), 2))
		return blank_part(spelling, at, end);
	if (is_word_of(word, of_values) && memchr("=(,[", sign_before(spelling, at), 4))
		return blank_part(spelling, at, end);
	if ((text_is(word, "isolated") && is_at(spelling, end, " deinit")) ||
	    (text_is(word, "borrowing") && is_at(spelling, end, " get")) ||
	    (text_is(word, "unsafe") && word_at(spelling, end + 1).size) ||
	    (text_is(word, "discard") && is_at(spelling, end, " self")))
		return blank_part(spelling, at, end);
	return false;
}

/* --- patterns ---------------------------------------------------------------------------------- */

/* `if case 200...299 = status`: of what may be compared with, the grammar knows names only. */
static bool respell_compared(const struct spelling *spelling, size_t at)
{
	static const char *const signs = "._<\"- ";
	size_t end = at, last;

	while (end < spelling->size &&
	       (is_word_char(spelling->bytes[end]) || strchr(signs, spelling->bytes[end])))
		end++;
	last = before_blanks(spelling, end);
	if (last <= at || !is_at(spelling, end, "=") || spelling->bytes[at] == '.' ||
	    memchr(spelling->bytes + at, ' ', last - at))
		return false;
	memset(spelling->bytes + at, 'x', last - at);
	return true;
}

static bool holds(const struct spelling *spelling, size_t from, size_t end, const char *what)
{
	return memmem(spelling->bytes + from, end - from, what, strlen(what)) != NULL;
}

/* `case let .success((a, b)):` */
static bool blank_inner_brackets(const struct spelling *spelling, size_t at, size_t end)
{
	bool changed = false;

	for (; at + 1 < end; at++) {
		if (is_at(spelling, at, "(("))
			changed = blank_part(spelling, at + 1, at + 2);
		else if (changed && is_at(spelling, at, "))"))
			blank_part(spelling, at, at + 1);
	}
	return changed;
}

/* `case .min..<0:`, `case (a + 1)...b:`; `case .success():` */
static bool respell_arm(const struct spelling *spelling, size_t at)
{
	size_t end = line_end(spelling, at);
	const char *colon = memchr(spelling->bytes + at, ':', end - at);
	bool range;

	if (!colon)
		return false;
	end = (size_t)(colon - spelling->bytes);
	if (is_at(spelling, at, "let "))
		return blank_inner_brackets(spelling, at, end);
	if (!memchr(".(", spelling->bytes[at], 2))
		return false;
	range = holds(spelling, at, end, "...") || holds(spelling, at, end, "..<");
	if (range && !holds(spelling, at, end, "let ") && !holds(spelling, at, end, " where ")) {
		memset(spelling->bytes + at, 'x', end - at);
		return true;
	}
	if (end > at + 2 && is_at(spelling, end - 2, "()"))
		return blank_part(spelling, end - 2, end);
	return false;
}

/* `where (a) && (b):` without the parentheses of the first */
static bool blank_first_brackets(const struct spelling *spelling, size_t end)
{
	size_t at = behind_blanks(spelling, end);
	size_t behind = is_at(spelling, at, "(") ? behind_brackets(spelling, at, '(', ')') : 0;

	if (!behind || !(is_at(spelling, behind, " &&") || is_at(spelling, behind, " ||")))
		return false;
	spelling->bytes[at] = spelling->bytes[behind - 1] = ' ';
	return true;
}

/* `catch A.b, A.c {`: the first is enough to see that it catches. */
static bool blank_other_errors(const struct spelling *spelling, size_t at)
{
	size_t end = line_end(spelling, at);
	const char *open = memchr(spelling->bytes + at, '{', end - at);
	const char *comma = memchr(spelling->bytes + at, ',', end - at);

	if (!open || !comma || comma > open)
		return false;
	return blank_part(spelling, (size_t)(comma - spelling->bytes),
	                  (size_t)(open - spelling->bytes));
}

static bool respell_pattern(const struct spelling *spelling, size_t at, struct text word)
{
	size_t end = at + word.size;

	if (text_is(word, "case") && is_at(spelling, end, " "))
		return respell_compared(spelling, end + 1) || respell_arm(spelling, end + 1);
	if (text_is(word, "where"))
		return blank_first_brackets(spelling, end);
	return text_is(word, "catch") && blank_other_errors(spelling, end);
}

/* --- signs --------------------------------------------------------------------------------------- */

/* `/a(b)+/` as a text */
static bool respell_regex(const struct spelling *spelling, size_t at)
{
	size_t end = at + 1;

	if (!memchr("=(,:\n", sign_before(spelling, at), 5) || at + 1 >= spelling->size ||
	    memchr("/* \n", spelling->bytes[at + 1], 4))
		return false;
	while (end < spelling->size && spelling->bytes[end] != '\n' && spelling->bytes[end] != '/')
		end += spelling->bytes[end] == '\\' ? 2 : 1;
	if (!is_at(spelling, end, "/"))
		return false;
	memset(spelling->bytes + at, 'x', end + 1 - at);
	spelling->bytes[at] = spelling->bytes[end] = '"';
	return true;
}

/* `@_specialize(…)`, and the attribute of a function in a function */
static bool blank_attribute(const struct spelling *spelling, size_t at)
{
	static const char sendable[] = "@Sendable func";
	size_t end = at + 1 + word_at(spelling, at + 1).size;

	if (is_at(spelling, at, sendable))
		return blank_part(spelling, at, end);
	if (!is_at(spelling, at, "@_") || !is_at(spelling, end, "("))
		return false;
	return blank_part(spelling, at, behind_brackets(spelling, end, '(', ')'));
}

/* What is alone on its line: the empty tuple; what begins it: an operator other than `+`. */
static bool respell_line(const struct spelling *spelling, size_t at)
{
	if (sign_before(spelling, at) != '\n')
		return false;
	if (is_at(spelling, at, "()") && is_at(spelling, behind_blanks(spelling, at + 2), "\n")) {
		memcpy(spelling->bytes + at, "x ", 2); /* an arm wants something */
		return true;
	}
	if (!memchr("|&^<>", spelling->bytes[at], 5) || !is_at(spelling, at + 1, " "))
		return false;
	spelling->bytes[at] = '+';
	return true;
}

static bool respell_sign(const struct spelling *spelling, size_t at)
{
	if (respell_line(spelling, at))
		return true;
	if (is_at(spelling, at, "/"))
		return respell_regex(spelling, at);
	if (is_at(spelling, at, "@"))
		return blank_attribute(spelling, at);
	if (is_at(spelling, at, "#isolation") || is_at(spelling, at, "#_"))
		spelling->bytes[at] = 'x';
	else if (is_at(spelling, at, " ;"))
		memcpy(spelling->bytes + at, "; ", 2);
	else
		return false;
	return true;
}

/* --- all ------------------------------------------------------------------------------------------- */

bool respell_swift(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = false;

	for (size_t at = 0; at < size;) {
		size_t behind = behind_text(&spelling, at);
		struct text word = word_at(&spelling, at);

		if (behind > at) {
			at = behind;
		} else if (word.size) {
			if (blank_word(&spelling, at, word) || respell_pattern(&spelling, at, word))
				changed = true;
			at += word.size;
		} else {
			changed = respell_sign(&spelling, at++) || changed;
		}
	}
	return changed;
}
