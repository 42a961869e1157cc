/*
 * Cyclomatic complexity: T. J. McCabe, "A Complexity Measure", IEEE TSE 1976,
 * counted as decisions + 1: if, loop, each label of a switch but the default,
 * a guard on an arm, catch, conditional expression, each boolean operator.
 */
#include "tally.h"

/* The arm that takes the rest is no decision: `default`, `else`, `_`, the shell's `*)`. */
static bool is_default(const struct tally *tally, const struct mark *mark)
{
	const char *end = tally->rows[mark->row].fixed;
	uint32_t at = mark->token;

	if (token_is(tally, at, "default") || token_is(tally, at, "else"))
		return true;
	if (token_is(tally, at, "*") && token_is(tally, at + 1, ")"))
		return true;
	if (token_is(tally, at, "case"))
		at++;
	if (end && !token_is(tally, at + 1, end) && !token_is(tally, at + 1, "if"))
		return false;
	return token_is(tally, at, "_") &&
	       (token_is(tally, at + 1, "=>") || token_is(tally, at + 1, ":") ||
	        token_is(tally, at + 1, "->") || token_is(tally, at + 1, "if"));
}

/* Scala: the arms of a catch, or of a function that is nothing but arms, decide one time
 * less than there are. */
static bool is_last_arm(const struct tally *tally, const struct mark *mark)
{
	const struct mark *around =
		mark->parent == MARK_NONE ? NULL : tally_mark(tally, mark->parent);

	return around && (around->role == ROLE_CATCH || around->role == ROLE_FUNCTION) &&
	       around->after == mark->after;
}

static const char *decision(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	switch (m->role) {
	case ROLE_IF:
	case ROLE_ELSE_IF:
		return "if";
	case ROLE_LOOP:
		return "loop";
	case ROLE_TERNARY:
		return "conditional expression";
	case ROLE_CATCH:
		return "catch";
	case ROLE_GUARD:
		return "guard";
	case ROLE_CASE:
		return is_last_arm(tally, m) || is_default(tally, m) ? NULL : "case";
	case ROLE_BOOLEAN:
		return m->inner < m->inner_end ? "boolean operator" : NULL;
	default:
		return NULL;
	}
}

void count_cyclomatic(struct tally *tally)
{
	for (uint32_t i = 0; i < tally->outline->mark_count; i++) {
		const struct mark *mark = tally_mark(tally, i);
		const char *what = decision(tally, i);

		if (what)
			tally_add(tally, i, mark->role == ROLE_BOOLEAN ? mark->inner : mark->token,
			          (struct increment){ .cyclomatic = 1, .what = what });
	}
}
