/*
 * The names that a file defines for others: its types, its units, and the
 * values at its top level, each with whether other files can see it.
 */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* --- visibility --------------------------------------------------------------------- */

static bool stands_before(const struct tally *tally, const struct mark *mark, const char *word)
{
	uint32_t end = mark->name < mark->name_end ? mark->name : mark->token_end;

	if (mark->name && mark->name < mark->name_end && mark->name <= mark->token &&
	    token_is(tally, mark->name - 1, word))
		return true; /* `local name = function`: outside of what it is about */
	for (uint32_t i = mark->token; i < end; i++)
		if (token_is(tally, i, word))
			return true;
	return false;
}

static bool in_role(const struct tally *tally, uint32_t mark, uint8_t role)
{
	for (uint32_t at = tally_mark(tally, mark)->parent; at != MARK_NONE;
	     at = tally_mark(tally, at)->parent)
		if (tally_mark(tally, at)->role == role)
			return true;
	return false;
}

/* C++: what stands in a namespace without a name stays in its file. */
static bool in_nameless(const struct tally *tally, uint32_t mark)
{
	for (uint32_t at = tally_mark(tally, mark)->parent; at != MARK_NONE;
	     at = tally_mark(tally, at)->parent) {
		const struct mark *scope = tally_mark(tally, at);

		if (scope->role == ROLE_SCOPE && scope->name == scope->name_end &&
		    tally->rows[scope->row].kind != UNIT_METHOD)
			return true;
	}
	return false;
}

/* `static` in a class says nothing about who sees it. */
static bool is_hidden(const struct tally *tally, uint32_t mark)
{
	const struct language *language = tally->outline->language;

	if (language->macros && in_nameless(tally, mark))
		return true;
	if (language->macros && in_class(tally, mark))
		return false;
	return language->hidden_word &&
	       stands_before(tally, tally_mark(tally, mark), language->hidden_word);
}

static bool is_exported(const struct tally *tally, uint32_t mark, struct text name)
{
	const struct language *language = tally->outline->language;
	const struct mark *m = tally_mark(tally, mark);

	if (is_hidden(tally, mark))
		return false;
	if (language->shown_word)
		return stands_before(tally, m, language->shown_word) ||
		       in_role(tally, mark, ROLE_EXPORT);
	if (language->shown_by_capital)
		return name.size && name.data[0] >= 'A' && name.data[0] <= 'Z';
	return true;
}

/* --- definitions --------------------------------------------------------------------- */

#define TOKEN_NONE UINT32_MAX

struct definitions {
	struct definition *items;
	size_t count, capacity;
};

/* The token that a name ends in, type arguments left out; TOKEN_NONE for an
 * operator, which nobody calls by its name. */
static uint32_t last_identifier(const struct tally *tally, const struct mark *mark)
{
	uint32_t angles = 0;

	for (uint32_t i = mark->name; i + 1 < mark->name_end; i++)
		if (token_is(tally, i, "operator"))
			return TOKEN_NONE;
	for (uint32_t i = mark->name_end; i-- > mark->name;) {
		if (token_is(tally, i, ">"))
			angles++;
		else if (token_is(tally, i, "<") && angles)
			angles--;
		else if (!angles && tally->outline->tokens[i].kind == TOKEN_IDENTIFIER)
			return i;
	}
	return TOKEN_NONE;
}

static void define(struct definitions *all, const struct tally *tally, uint32_t mark,
                   uint32_t token, uint8_t flags)
{
	struct text name;

	if (token == TOKEN_NONE)
		return;
	name = outline_text(tally->outline, token);
	if (is_exported(tally, mark, name))
		flags |= DEFINES_EXPORTED;
	all->items = array_grow(all->items, &all->capacity, all->count, sizeof(*all->items));
	all->items[all->count++] = (struct definition){
		.name = name_hash(name),
		.flags = flags,
		.line = tally->outline->tokens[token].line,
	};
}

static bool named_by_binding(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return m->name < m->name_end && m->name < m->token;
}

static void define_unit(struct definitions *all, struct tally *tally, uint32_t mark)
{
	struct unit *unit = &tally->facts->units[tally->unit_of[mark]];
	bool member = unit->kind != UNIT_FUNCTION && unit->kind != UNIT_LAMBDA;
	uint32_t token = last_identifier(tally, tally_mark(tally, mark));

	unit->exported =
		is_exported(tally, mark,
	                    token == TOKEN_NONE ? TEXT("") : outline_text(tally->outline, token));
	/* An accessor is defined by its property, and nobody names an operator, nor what only a
	 * macro knows the name of. */
	if (unit->kind == UNIT_OPERATOR || is_named_by_argument(tally, mark))
		return;
	if ((unit->kind == UNIT_GETTER || unit->kind == UNIT_SETTER) &&
	    named_by_binding(tally, mark))
		return;
	define(all, tally, mark, token, DEFINES_FUNCTION | (member ? DEFINES_MEMBER : 0));
}

/* `A, B = f()` defines two names, `a.b = c` none. */
static void define_values(struct definitions *all, const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	uint8_t flags = DEFINES_VALUE | (in_class(tally, mark) ? DEFINES_MEMBER : 0);

	if (m->name_end - m->name == 1) {
		define(all, tally, mark, last_identifier(tally, m), flags);
		return;
	}
	for (uint32_t i = m->name; i < m->name_end; i++)
		if (tally->outline->tokens[i].role == ROLE_BOUND)
			define(all, tally, mark, i, flags);
}

static bool defines_type(const struct lang_node *scope)
{
	return scope->kind == UNIT_METHOD && !(scope->flags & NODE_REOPENS);
}

/* `export { a } from "x"` passes a name on. */
static bool in_import(const struct tally *tally, const struct mark *mark)
{
	return mark->parent != MARK_NONE && tally_mark(tally, mark->parent)->role == ROLE_IMPORT;
}

/* Inside of another unit nobody else can see it. */
static bool is_inner(const struct tally *tally, const struct mark *mark)
{
	return mark->parent != MARK_NONE && tally->unit_of[mark->parent] != UNIT_NONE;
}

static void define_mark(struct definitions *all, struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	uint32_t unit = tally->unit_of[mark];

	switch (m->role) {
	case ROLE_FUNCTION:
		if (unit != UNIT_NONE && tally->mark_of[unit] == mark && !is_inner(tally, m))
			define_unit(all, tally, mark);
		break;
	case ROLE_SCOPE:
		if (unit == UNIT_NONE && defines_type(&tally->rows[m->row]))
			define(all, tally, mark, last_identifier(tally, m), DEFINES_TYPE);
		break;
	case ROLE_DEFINITION:
	case ROLE_BINDING:
		if (unit == UNIT_NONE && tally->rows[m->row].kind != UNIT_METHOD &&
		    !in_import(tally, m) && !in_role(tally, mark, ROLE_FUNCTION))
			define_values(all, tally, mark);
		break;
	default:
		break;
	}
}

static int by_name(const void *a, const void *b)
{
	const struct definition *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

void gather_definitions(struct tally *tally)
{
	struct definitions all = { 0 };
	struct facts *facts = tally->facts;
	size_t kept = 0;

	for (uint32_t i = 0; i < tally->outline->mark_count; i++)
		define_mark(&all, tally, i);
	if (all.count)
		qsort(all.items, all.count, sizeof(*all.items), by_name);
	for (size_t i = 0; i < all.count; i++) {
		if (kept && all.items[kept - 1].name == all.items[i].name)
			all.items[kept - 1].flags |= all.items[i].flags;
		else
			all.items[kept++] = all.items[i];
	}
	facts->definitions = arena_new(tally->arena, kept * sizeof(*facts->definitions));
	facts->definition_count = kept;
	if (kept)
		memcpy(facts->definitions, all.items, kept * sizeof(*all.items));
	memory_free(all.items);
}
