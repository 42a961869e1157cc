/*
 * The names that a file takes from others.
 *
 * One file cannot know where a name leads, so everything that might lead out
 * is kept, and what certainly does not is left out: names the file binds as
 * variables or parameters (unless they are called), the names of its own
 * functions, and what stands in imports.
 */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* What is bound: a variable, or one called like a module that is imported. */
enum { VARIABLE = 1, MODULE };

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
			*hash_map_at(bound, tally->token_hash[i]) = VARIABLE;
	}
}

/* What an import of a whole module is called here: its alias, or the last part. */
static struct text module_word(const struct import *import)
{
	struct text word = import->alias.size ? import->alias : import->target;

	for (size_t at = word.size; at-- > 0;)
		if (word.data[at] == '/' || word.data[at] == '.')
			return (struct text){ word.data + at + 1, word.size - at - 1 };
	return word;
}

/* `labels := labels.New()`: the variable hides the module only behind that
 * place, so that the word before a dot may still be either. */
static void forget_modules(const struct facts *facts, struct hash_map *bound)
{
	for (size_t i = 0; i < facts->import_count; i++) {
		uint64_t word = text_hash(module_word(&facts->imports[i]));

		if (!facts->imports[i].name.size && hash_map_get(bound, word) != MAP_NONE)
			*hash_map_at(bound, word) = MODULE;
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

/* Can the word before the dot be a variable?  Behind `::` nobody asks a value. */
static bool may_be_variable(const struct tally *tally, const struct hash_map *bound, uint32_t word)
{
	return !token_is(tally, word + 1, "::") &&
	       hash_map_get(bound, tally->token_hash[word]) == VARIABLE;
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
	    !may_be_variable(tally, bound, token - 2))
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

struct gathering {
	struct tally *tally;
	struct hash_map seen;
	struct reference *items;
	size_t count, capacity;
};

/* Most names come again and again: one look instead of a long sort. */
static void keep(void *context, const struct reference *reference)
{
	struct gathering *all = context;
	uint32_t *known = hash_map_at(&all->seen, hash_mix(reference->name, reference->qualifier));

	if (*known != MAP_NONE) {
		all->items[*known].flags |= reference->flags;
		return;
	}
	*known = (uint32_t)all->count;
	all->items = array_grow(all->items, &all->capacity, all->count, sizeof(*all->items));
	all->items[all->count++] = *reference;
}

static void gather_token(struct gathering *all, const struct hash_map *bound, uint32_t token)
{
	struct tally *tally = all->tally;
	const struct token *at = &tally->outline->tokens[token];
	struct reference reference;

	if (at->role == ROLE_EXPANSION)
		find_expansion(tally, token, keep, all);
	if (at->kind != TOKEN_IDENTIFIER || tally->not_used[token])
		return;
	reference = reference_at(tally, bound, token);
	if (leads_out(tally, bound, token, &reference))
		keep(all, &reference);
}

void gather_references(struct tally *tally)
{
	struct facts *facts = tally->facts;
	struct hash_map bound = HASH_MAP_INIT;
	struct gathering all = { .tally = tally, .seen = HASH_MAP_INIT };

	find_not_used(tally, &bound);
	forget_modules(facts, &bound);
	for (uint32_t i = 0; i < tally->outline->token_count; i++)
		gather_token(&all, &bound, i);
	all.count = make_distinct(all.items, all.count);
	facts->references = arena_new(tally->arena, all.count * sizeof(*facts->references));
	facts->reference_count = all.count;
	if (all.count)
		memcpy(facts->references, all.items, all.count * sizeof(*all.items));
	memory_free(all.items);
	hash_map_release(&bound);
	hash_map_release(&all.seen);
}
