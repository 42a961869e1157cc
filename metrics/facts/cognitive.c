/*
 * Cognitive complexity: G. Ann Campbell, "Cognitive Complexity: a new way of
 * measuring understandability", SonarSource, version 1.7.
 *
 *   structural    if, loop, switch, catch, ternary: 1 + nesting; nest what is in them
 *   hybrid        else, else if: 1; nest like their if
 *   fundamental   each sequence of like boolean operators: 1; labelled jumps, goto: 1
 *   lambdas and local functions nest, and belong to the function around them
 *
 * Boolean sequences are read in source order: parentheses around the same
 * operator are transparent, and anything else between two operators (a call,
 * a negation) begins a new sequence.
 */
#include "tally.h"

#include <stdlib.h>

struct levels {
	uint16_t *at;     /* by mark: nesting where it stands */
	uint16_t *inside; /* by mark: nesting for what it holds */
};

/* In the condition, which may stand behind: `body if condition`. */
static bool in_condition(const struct mark *around, const struct mark *mark)
{
	return around->inner < around->inner_end &&
	       (mark->token < around->inner ||
	        (around->inner == around->token && mark->token >= around->inner_end));
}

static uint16_t level_at(const struct tally *tally, const struct levels *levels, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	const struct mark *parent;

	if (m->parent == MARK_NONE)
		return 0;
	parent = tally_mark(tally, m->parent);
	/* What stands in the condition is not nested in the branch. */
	if (in_condition(parent, m)) {
		if (parent->role == ROLE_IF)
			return levels->at[m->parent];
		if (parent->role == ROLE_ELSE_IF && levels->at[m->parent])
			return levels->at[m->parent] - 1; /* back to where the if stands */
	}
	return levels->inside[m->parent];
}

static void add_structural(struct tally *tally, uint32_t mark, uint16_t level, const char *what)
{
	tally_add(tally, mark, tally_mark(tally, mark)->token,
	          (struct increment){ .cognitive = 1u + level, .nesting = level, .what = what });
}

static void add_flat(struct tally *tally, uint32_t mark, const char *what)
{
	tally_add(tally, mark, tally_mark(tally, mark)->token,
	          (struct increment){ .cognitive = 1, .what = what });
}

/* --- boolean sequences --------------------------------------------------------------- */

static bool is_link(const struct mark *mark)
{
	return mark->role == ROLE_BOOLEAN || mark->role == ROLE_PARENS;
}

/* Does the sequence of the mark's parent go on in it? */
static bool goes_on(const struct tally *tally, const struct mark *mark)
{
	const struct mark *parent;

	if (mark->parent == MARK_NONE)
		return false;
	parent = tally_mark(tally, mark->parent);
	return is_link(parent) && mark->depth == parent->depth + 1;
}

/* Is this the outermost operator of its sequence? */
static bool begins_sequence(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	while (goes_on(tally, m)) {
		m = tally_mark(tally, m->parent);
		if (m->role == ROLE_BOOLEAN)
			return false;
	}
	return true;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The row that makes the sequence an idiom: its own or that of its parentheses. */
static const struct lang_node *idiom_row(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	while (!(tally->rows[m->row].flags & NODE_IDIOM)) {
		if (!goes_on(tally, m))
			return NULL;
		m = tally_mark(tally, m->parent);
	}
	return &tally->rows[m->row];
}

/* `x = a || b || c` where the language says so: all of one kind. */
static bool is_idiom(const struct tally *tally, uint32_t mark, const uint32_t *operators,
                     size_t count)
{
	const struct lang_node *row = idiom_row(tally, mark);

	if (!row || !count || (row->fixed && !token_is(tally, operators[0], row->fixed)))
		return false;
	for (size_t i = 1; i < count; i++)
		if (tally->token_hash[operators[i]] != tally->token_hash[operators[0]])
			return false;
	return true;
}

static void add_sequence(struct tally *tally, uint32_t mark)
{
	uint32_t end = tally_mark(tally, mark)->after;
	uint32_t *operators = NULL;
	size_t count = 0, capacity = 0;

	for (uint32_t i = mark; i < end; i++) {
		const struct mark *m = tally_mark(tally, i);

		if (i != mark && !(is_link(m) && goes_on(tally, m))) {
			i = m->after - 1;
			continue;
		}
		if (m->role != ROLE_BOOLEAN || m->inner == m->inner_end)
			continue;
		operators = array_grow(operators, &capacity, count, sizeof(*operators));
		operators[count++] = m->inner;
	}
	qsort(operators, count, sizeof(*operators), by_number);
	if (is_idiom(tally, mark, operators, count))
		count = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 ||
		    tally->token_hash[operators[i]] != tally->token_hash[operators[i - 1]])
			tally_add(tally, mark, operators[i],
			          (struct increment){ .cognitive = 1,
			                              .what = "boolean operators" });
	memory_free(operators);
}

/* --- functions in functions ------------------------------------------------------------ */

/* Campbell's exception: a function that only defines one and returns it is a
 * decorator, and does not nest it. */
static bool is_decorator(const struct tally *tally, uint32_t mark)
{
	const struct mark *inner = tally_mark(tally, mark);
	const struct mark *outer;
	uint32_t start;

	if (!tally->outline->language->decorator_idiom || inner->parent == MARK_NONE)
		return false;
	outer = tally_mark(tally, inner->parent);
	if (outer->role != ROLE_FUNCTION || !is_unit(tally, inner->parent))
		return false;
	start = outer->inner;
	while (start < inner->token && tally->outline->tokens[start].kind == TOKEN_LITERAL)
		start++; /* a docstring */
	for (uint32_t i = inner->parent + 1; i < mark; i++) {
		const struct mark *m = tally_mark(tally, i);

		if (m->role == ROLE_ATTRIBUTE && m->token == start)
			start = m->token_end; /* @wraps(function) */
	}
	return start == inner->token && token_is(tally, inner->token_end, "return");
}

static uint16_t level_in_function(const struct tally *tally, uint32_t mark, uint16_t level)
{
	if (is_unit(tally, mark))
		return 0;
	return is_decorator(tally, mark) ? level : level + 1;
}

/* --- all --------------------------------------------------------------------------------- */

static const char *else_word(const struct tally *tally, uint32_t mark)
{
	return is_else_if(tally, mark) ? "else if" : "else";
}

static bool stands_in(const struct tally *tally, uint32_t mark, uint8_t role)
{
	uint32_t parent = tally_mark(tally, mark)->parent;

	return parent != MARK_NONE && tally_mark(tally, parent)->role == role;
}

static void count_mark(struct tally *tally, struct levels *levels, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	uint16_t level = level_at(tally, levels, mark);
	uint16_t inside = level;

	switch (m->role) {
	case ROLE_FUNCTION:
		inside = level_in_function(tally, mark, level);
		break;
	case ROLE_IF:
		if (is_if_of_else(tally, mark))
			level--; /* back to where its own if stands */
		else
			add_structural(tally, mark, level, "if");
		inside = level + 1;
		break;
	case ROLE_ELSE_IF:
		add_flat(tally, mark, "else if");
		break;
	case ROLE_ELSE:
		if (!stands_in(tally, mark, ROLE_TERNARY)) /* its other value */
			add_flat(tally, mark, else_word(tally, mark));
		if (stands_in(tally, mark, ROLE_TRY))
			inside = level + 1;
		break;
	case ROLE_LOOP:
		add_structural(tally, mark, level, "loop");
		inside = level + 1;
		break;
	case ROLE_SWITCH:
		add_structural(tally, mark, level, "switch");
		inside = level + 1;
		break;
	case ROLE_CATCH:
		add_structural(tally, mark, level, "catch");
		inside = level + 1;
		break;
	case ROLE_TERNARY:
		add_structural(tally, mark, level, "conditional expression");
		inside = level + 1;
		break;
	case ROLE_JUMP:
		add_flat(tally, mark, "jump");
		break;
	case ROLE_BOOLEAN:
		if (begins_sequence(tally, mark))
			add_sequence(tally, mark);
		break;
	default:
		break;
	}
	levels->at[mark] = level;
	levels->inside[mark] = inside;
}

void count_cognitive(struct tally *tally)
{
	size_t count = tally->outline->mark_count;
	struct levels levels = {
		memory_new(count * sizeof(*levels.at)),
		memory_new(count * sizeof(*levels.inside)),
	};

	for (uint32_t i = 0; i < count; i++)
		count_mark(tally, &levels, i);
	memory_free(levels.at);
	memory_free(levels.inside);
}
