/*
 * What the grammar of C# stumbles over in sound text, respelled: `async` and
 * `property` as names, `[a, .. rest]`, `a?.b = c`.
 */
#include "all.h"
#include "spelling.h"

static size_t behind_space(const struct spelling *spelling, size_t at)
{
	while (at < spelling->size && memchr(" \t\r\n", spelling->bytes[at], 4))
		at++;
	return at;
}

/* Words that are keywords where something else follows them: `async`, and behind a bracket what
 * attributes may be of. */
static bool respell_name(const struct spelling *spelling, size_t at, struct text word)
{
	static const char *const targets[] = { "assembly", "event",    "field", "method", "module",
		                               "param",    "property", "type",  NULL };
	size_t next = behind_space(spelling, at + word.size);
	const char *behind = NULL;

	if (text_is(word, "async"))
		behind = ")],;?:.&|=!<>+-*/}";
	else if (at && spelling->bytes[at - 1] == '[' && is_word_of(word, targets))
		behind = "],.";
	if (!behind || next >= spelling->size || !strchr(behind, spelling->bytes[next]))
		return false;
	spelling->bytes[at + word.size - 1] = '_';
	return true;
}

/* `[a, .. rest]`: the rest is an element like any other. */
static bool blank_spread(const struct spelling *spelling, size_t at)
{
	size_t before = at;

	while (before > 0 && memchr(" \t\r\n", spelling->bytes[before - 1], 4))
		before--;
	if (!before || !memchr("[,", spelling->bytes[before - 1], 2) ||
	    is_at(spelling, behind_space(spelling, at + 2), "]") ||
	    is_at(spelling, behind_space(spelling, at + 2), ","))
		return false;
	blank_out(spelling, at, at + 2);
	return true;
}

/* `a?.b = c`, `a?[0] = c` */
static bool blank_question(const struct spelling *spelling, size_t at)
{
	size_t end = at + 2;

	if (is_at(spelling, at, "?."))
		end += word_at(spelling, end).size;
	else if (is_at(spelling, at, "?["))
		end = behind_brackets(spelling, at + 1, '[', ']');
	else
		return false;
	end = end ? behind_blanks(spelling, end) : spelling->size;
	if (!is_at(spelling, end, "= "))
		return false;
	spelling->bytes[at] = ' ';
	return true;
}

bool respell_csharp(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = false;

	for (size_t at = 0; at < size;) {
		struct text word = word_at(&spelling, at);

		if (word.size)
			changed = respell_name(&spelling, at, word) || changed;
		else if (is_at(&spelling, at, ".."))
			changed = blank_spread(&spelling, at) || changed;
		else
			changed = blank_question(&spelling, at) || changed;
		at += word.size ? word.size : 1;
	}
	return changed;
}
