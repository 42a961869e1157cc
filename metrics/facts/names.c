/*
 * The names that a file defines for others and the names it takes from them.
 *
 * One file cannot know where a name leads, so everything that might lead out
 * is kept, and what certainly does not is left out: names the file binds as
 * variables or parameters (unless they are called), the names of its own
 * functions, and what stands in imports.
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
	/* An accessor is defined by its property, and nobody names an operator. */
	if (unit->kind == UNIT_OPERATOR)
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

/* --- references ------------------------------------------------------------------------ */

static void skip_range(struct tally *tally, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		tally->not_used[i] = 1;
}

static bool binds(uint8_t role)
{
	return role == ROLE_BOUND || role == ROLE_PARAMETER || role == ROLE_DEFINITION;
}

/* Is the name of the mark a new one?  That of a binding around it may be `a.b = …`. */
static bool names_itself(const struct tally *tally, const struct mark *mark)
{
	if (mark->role == ROLE_SCOPE)
		return !(tally->rows[mark->row].flags & NODE_REOPENS);
	return (mark->role == ROLE_FUNCTION && mark->name >= mark->token) ||
	       mark->role == ROLE_DEFINITION;
}

/* Marks the tokens that name something here, and gathers what is bound here. */
static void find_not_used(struct tally *tally, struct hash_map *bound)
{
	const struct outline *outline = tally->outline;

	for (uint32_t i = 0; i < outline->mark_count; i++) {
		const struct mark *m = tally_mark(tally, i);

		if (m->role == ROLE_IMPORT || m->role == ROLE_PACKAGE)
			skip_range(tally, m->token, m->token_end);
		if (names_itself(tally, m))
			skip_range(tally, m->name, m->name_end);
	}
	for (uint32_t i = 0; i < outline->token_count; i++) {
		uint8_t role = outline->tokens[i].role;

		if (binds(role) || role == ROLE_DECLARED)
			tally->not_used[i] = 1;
		if (binds(role))
			*hash_map_at(bound, tally->token_hash[i]) = 1;
	}
}

/* Elsewhere an arrow leads to a type or to the value of an arm. */
static bool is_dot(const struct language *language, struct text word)
{
	static const char *const usual[] = { ".", "?.", "::", "&.", NULL };
	const char *const *dot = language->dots ? language->dots : usual;

	for (; *dot; dot++)
		if (text_is(word, *dot))
			return true;
	return false;
}

/* What a name is used as, by the tokens around it.  A variable of this file
 * before the dot says nothing about where the name leads. */
static struct reference reference_at(const struct tally *tally, const struct hash_map *bound,
                                     uint32_t token)
{
	const struct outline *outline = tally->outline;
	struct reference reference = { .name = tally->token_hash[token] >> 16 };

	if (token_is(tally, token + 1, "("))
		reference.flags |= REFERS_CALL;
	if (token == 0 || !is_dot(outline->language, outline_text(outline, token - 1)))
		return reference;
	reference.flags |= REFERS_MEMBER;
	if (token >= 2 && outline->tokens[token - 2].kind == TOKEN_IDENTIFIER &&
	    hash_map_get(bound, tally->token_hash[token - 2]) == MAP_NONE)
		reference.qualifier = tally->token_hash[token - 2] >> 16;
	return reference;
}

static int by_reference(const void *a, const void *b)
{
	const struct reference *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->qualifier > y->qualifier) - (x->qualifier < y->qualifier);
}

/* Sorted and distinct; the flags of equal ones are joined. */
static size_t make_distinct(struct reference *items, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(items, count, sizeof(*items), by_reference);
	for (size_t i = 0; i < count; i++) {
		if (kept && by_reference(&items[kept - 1], &items[i]) == 0)
			items[kept - 1].flags |= items[i].flags;
		else
			items[kept++] = items[i];
	}
	return kept;
}

static bool leads_out(const struct tally *tally, const struct hash_map *bound, uint32_t token,
                      const struct reference *reference)
{
	const struct language *language = tally->outline->language;

	if (reference->flags & REFERS_MEMBER)
		return !language->members_apart ||
		       (language->extension_methods && (reference->flags & REFERS_CALL));
	return (reference->flags & REFERS_CALL) ||
	       hash_map_get(bound, tally->token_hash[token]) == MAP_NONE;
}

void gather_references(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	struct facts *facts = tally->facts;
	struct hash_map bound = HASH_MAP_INIT, seen = HASH_MAP_INIT;
	struct reference *items = NULL;
	size_t count = 0, capacity = 0;

	find_not_used(tally, &bound);
	for (uint32_t i = 0; i < outline->token_count; i++) {
		struct reference reference;
		uint32_t *known;

		if (outline->tokens[i].kind != TOKEN_IDENTIFIER || tally->not_used[i])
			continue;
		reference = reference_at(tally, &bound, i);
		if (!leads_out(tally, &bound, i, &reference))
			continue;
		/* Most names come again and again: one look instead of a long sort. */
		known = hash_map_at(&seen, hash_mix(reference.name, reference.qualifier));
		if (*known != MAP_NONE) {
			items[*known].flags |= reference.flags;
			continue;
		}
		*known = (uint32_t)count;
		items = array_grow(items, &capacity, count, sizeof(*items));
		items[count++] = reference;
	}
	count = make_distinct(items, count);
	facts->references = arena_new(tally->arena, count * sizeof(*facts->references));
	facts->reference_count = count;
	if (count)
		memcpy(facts->references, items, count * sizeof(*items));
	memory_free(items);
	hash_map_release(&bound);
	hash_map_release(&seen);
}

/* --- callees: units of the same file ------------------------------------------------------ */

struct by_short_name {
	struct hash_map first; /* hash of a short name to its first unit */
	uint32_t *next;        /* by unit: another of the same name, or UNIT_NONE */
};

static void index_units(const struct facts *facts, struct by_short_name *index)
{
	index->next = memory_new(facts->unit_count * sizeof(*index->next));
	for (uint32_t i = (uint32_t)facts->unit_count; i-- > 0;) {
		uint32_t *first = hash_map_at(&index->first, facts->units[i].short_name);

		index->next[i] = *first;
		*first = i;
	}
}

static int by_index(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void find_callees(struct tally *tally, const struct by_short_name *index, uint32_t caller,
                         uint32_t *seen_by)
{
	const struct mark *mark = tally_mark(tally, tally->mark_of[caller]);
	struct unit *unit = &tally->facts->units[caller];
	uint32_t *callees = NULL;
	size_t count = 0, capacity = 0;

	for (uint32_t i = mark->token; i < mark->token_end; i++) {
		if (tally->outline->tokens[i].kind != TOKEN_IDENTIFIER || tally->not_used[i])
			continue;
		for (uint32_t at = hash_map_get(&index->first, tally->token_hash[i] >> 16);
		     at != UNIT_NONE; at = index->next[at]) {
			if (at == caller || seen_by[at] == caller)
				continue;
			seen_by[at] = caller;
			callees = array_grow(callees, &capacity, count, sizeof(*callees));
			callees[count++] = at;
		}
	}
	if (count)
		qsort(callees, count, sizeof(*callees), by_index);
	unit->callees = arena_new(tally->arena, count * sizeof(*callees));
	unit->callee_count = count;
	if (count)
		memcpy(unit->callees, callees, count * sizeof(*callees));
	memory_free(callees);
}

void gather_callees(struct tally *tally)
{
	struct by_short_name index = { .first = HASH_MAP_INIT };
	size_t units = tally->facts->unit_count;
	uint32_t *seen_by = memory_new(units * sizeof(*seen_by));

	index_units(tally->facts, &index);
	for (size_t i = 0; i < units; i++)
		seen_by[i] = UNIT_NONE;
	for (uint32_t i = 0; i < units; i++)
		find_callees(tally, &index, i, seen_by);
	memory_free(seen_by);
	memory_free(index.next);
	hash_map_release(&index.first);
}
