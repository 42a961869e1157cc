/*
 * Which units can be trusted: those without text that did not parse.
 *
 * Where macros may stand for anything, sound text does not parse, too; the
 * parser leaves it out and goes on.  There it matters only when it could have
 * held a decision or a boundary: `va_arg(list, long long)` counts the same
 * whether or not a grammar has room for a type there, and so does an unknown
 * attribute in front of a function.
 */
#include "tally.h"

#include <string.h>

enum { HARMLESS_TOKENS_MAX = 16 }; /* more than a few words are a lost passage */

/* Does it open, close or branch? */
static bool may_decide(struct text word)
{
	static const char *const words[] = {
		"{",      "}",    "?",     "&&",     "||",  "and",  "or",
		"if",     "else", "for",   "while",  "do",  "case", "default",
		"switch", "goto", "catch", "return", "try", NULL,
	};

	for (const char *const *known = words; *known; known++)
		if (text_is(word, *known))
			return true;
	return false;
}

/* Is nothing missing but what could stand between the halves of `sound`, as in `()`? */
static bool is_gap_in(const struct tally *tally, uint32_t token, struct text sound)
{
	struct text before, behind;

	if (!token || token >= tally->outline->token_count)
		return false;
	before = outline_text(tally->outline, token - 1);
	behind = outline_text(tally->outline, token);
	return before.size + behind.size == sound.size &&
	       memcmp(sound.data, before.data, before.size) == 0 &&
	       memcmp(sound.data + before.size, behind.data, behind.size) == 0;
}

/* Sound, as its language says, where the grammar knows no rule for it. */
static bool is_known(const struct tally *tally, const struct mark *error)
{
	const char *sound = tally->outline->language->sound_error;

	if (!sound || error->token + 1 < error->token_end)
		return false;
	if (error->token == error->token_end)
		return is_gap_in(tally, error->token, text_of(sound));
	return token_is(tally, error->token, sound);
}

static bool is_harmless(const struct tally *tally, const struct mark *error)
{
	if (is_known(tally, error))
		return true;
	if (!tally->outline->language->macros)
		return false;
	if (error->token_end - error->token > HARMLESS_TOKENS_MAX)
		return false;
	for (uint32_t i = error->token; i < error->token_end; i++)
		if (may_decide(outline_text(tally->outline, i)))
			return false;
	return true;
}

bool is_lost_flow(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return tally->outline->language->macros && m->role == ROLE_FUNCTION &&
	       m->name_end - m->name == 1 && may_decide(outline_text(tally->outline, m->name));
}

/* --- text outside of units --------------------------------------------------------- */

/* The words that begin a function where no bracket does. */
static bool begins_function(struct text word)
{
	static const char *const words[] = { "def", "fun", "func", "function", "fn", NULL };

	for (const char *const *known = words; *known; known++)
		if (text_is(word, *known))
			return true;
	return false;
}

/* What no grammar should take at the top level, and takes as it recovers. */
static bool is_left_over(const struct tally *tally, const struct mark *mark)
{
	if (!tally->outline->language->macros ||
	    (mark->role != ROLE_IF && mark->role != ROLE_LOOP && mark->role != ROLE_SWITCH))
		return false;
	for (uint32_t at = mark->parent; at != MARK_NONE; at = tally_mark(tally, at)->parent)
		if (tally_mark(tally, at)->role == ROLE_FUNCTION)
			return false; /* of a lambda that initialises a variable */
	return true;
}

bool is_stray(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	struct text word;

	if (m->token == m->token_end ||
	    (m->parent != MARK_NONE && tally->unit_of[m->parent] != UNIT_NONE))
		return false;
	if (m->role != ROLE_STRAY)
		return is_left_over(tally, m);
	if (m->row != ROW_NONE)
		return true;
	word = outline_text(tally->outline, m->token);
	return may_decide(word) || begins_function(word);
}

void judge_quality(struct tally *tally)
{
	for (uint32_t i = 0; i < tally->outline->mark_count; i++) {
		const struct mark *mark = tally_mark(tally, i);
		uint32_t unit = tally->unit_of[i];

		if (unit == UNIT_NONE)
			continue;
		if ((mark->role == ROLE_ERROR && !is_harmless(tally, mark)) ||
		    is_lost_flow(tally, i) || is_stray(tally, i))
			tally->facts->units[unit].quality = QUALITY_BROKEN;
	}
}
