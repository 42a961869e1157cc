/*
 * Which functions are units, and what they are called.
 *
 * A method is always a unit.  A function inside a function is one only where
 * the language keeps them apart (JavaScript); elsewhere its points belong to
 * the function around it, as Campbell defines it.
 */
#include "tally.h"

enum { STRAY_GAP_MAX = 200 }; /* tokens between two pieces of one function that was lost */

/* In a function that is measured, and in no class of its own there. */
static bool is_local(const struct tally *tally, uint32_t mark)
{
	for (uint32_t at = holder(tally, mark); at != MARK_NONE; at = holder(tally, at)) {
		const struct mark *around = tally_mark(tally, at);

		if (around->role == ROLE_FUNCTION && tally->unit_of[at] != UNIT_NONE)
			return true;
		if (around->role == ROLE_SCOPE && tally->rows[around->row].kind == UNIT_METHOD)
			return false;
	}
	return false;
}

bool is_unit(const struct tally *tally, uint32_t mark)
{
	const struct language *language = tally->outline->language;
	uint8_t flags;

	if (tally_mark(tally, mark)->role != ROLE_FUNCTION || is_lost_flow(tally, mark))
		return false;
	flags = tally->rows[tally_mark(tally, mark)->row].flags;
	if (language->nested_apart || (flags & NODE_ALWAYS_APART))
		return true;
	if (is_local(tally, mark))
		return false;
	/* An anonymous function outside of any other is top-level code. */
	return is_named(tally, mark);
}

/* --- kinds ------------------------------------------------------------------------ */

/* What its row says, or a word before its name: `get`.  A name that its binding gives it stands
 * outside: then the word is all there is before the body. */
static enum unit_kind spelled_kind(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	uint32_t behind = m->inner < m->inner_end ? m->inner : m->token_end;
	uint32_t end = m->name >= m->token ? m->name : behind;

	for (uint32_t i = mark + 1; i < m->after && tally_mark(tally, i)->token <= end; i++)
		if (tally_mark(tally, i)->role == ROLE_MODIFIER &&
		    tally_mark(tally, i)->parent == mark)
			return tally->rows[tally_mark(tally, i)->row].kind;
	return tally->rows[m->row].kind;
}

/* Is there such a token in the name, before its end? */
static bool name_holds(const struct tally *tally, const struct mark *mark, const char *word)
{
	for (uint32_t i = mark->name; i + 1 < mark->name_end; i++)
		if (token_is(tally, i, word))
			return true;
	return false;
}

static enum unit_kind unit_kind(const struct tally *tally, uint32_t mark, struct text name)
{
	const struct language *language = tally->outline->language;
	enum unit_kind kind = spelled_kind(tally, mark);
	struct text rest, short_name, class_name;
	const struct mark *m = tally_mark(tally, mark);
	bool qualified = name_holds(tally, m, language->joint); /* C++: out of its class */

	if (kind != UNIT_FUNCTION && kind != UNIT_METHOD)
		return kind;
	if (m->name_end - m->name > 1 && token_is(tally, m->name, "operator"))
		return UNIT_OPERATOR;
	if (!in_class(tally, mark) && !qualified && kind == UNIT_FUNCTION)
		return kind;
	if (name_holds(tally, m, "operator"))
		return UNIT_OPERATOR;
	short_name = last_part(name, language->joint, &rest);
	class_name = last_part(rest, language->joint, &rest);
	if (text_starts(short_name, "~"))
		return UNIT_DESTRUCTOR;
	if (class_name.size && text_equal(short_name, class_name))
		return UNIT_CONSTRUCTOR;
	if (language->constructor && text_is(short_name, language->constructor))
		return UNIT_CONSTRUCTOR;
	return UNIT_METHOD;
}

/* --- units ------------------------------------------------------------------------ */

/* Behind its attributes. */
static uint32_t first_token(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	uint32_t token = m->token;

	for (uint32_t i = mark + 1; i < m->after; i++) {
		const struct mark *child = tally_mark(tally, i);

		if (child->token > token)
			break;
		if (child->role == ROLE_ATTRIBUTE && child->parent == mark &&
		    child->token_end > token)
			token = child->token_end;
	}
	return token < m->token_end ? token : m->token;
}

static void fill_unit(const struct tally *tally, uint32_t number, struct unit *unit)
{
	uint32_t mark = tally->mark_of[number];
	const struct outline *outline = tally->outline;
	struct bytes name = BYTES_INIT;
	struct text rest;

	if (is_stray(tally, mark))
		bytes_add_string(&name, "<unparsed>");
	else
		add_qualified(tally, mark, &name);
	unit->name = arena_text(tally->arena, bytes_text(&name));
	bytes_release(&name);
	unit->kind = (uint8_t)(is_stray(tally, mark) ? UNIT_UNPARSED
	                                             : unit_kind(tally, mark, unit->name));
	unit->short_name = name_hash(last_part(unit->name, outline->language->joint, &rest));
	unit->line = outline->tokens[tally->start_of[number]].line;
	unit->end_line = outline->tokens[tally->end_of[number] - 1].end_line;
	unit->cyclomatic = 1;
}

/* Of a stray that goes on with the last one, its number; else one more. */
static uint32_t number_of(const struct tally *tally, uint32_t mark, uint32_t units)
{
	uint32_t last = units - 1;

	if (units && is_stray(tally, mark) && is_stray(tally, tally->mark_of[last]) &&
	    tally_mark(tally, mark)->token < tally->end_of[last] + STRAY_GAP_MAX)
		return last;
	return units;
}

void count_units(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	struct facts *facts = tally->facts;
	uint32_t units = 0;

	tally->unit_of = memory_new(outline->mark_count * sizeof(*tally->unit_of));
	tally->mark_of = memory_new(outline->mark_count * sizeof(*tally->mark_of));
	tally->start_of = memory_new(outline->mark_count * sizeof(*tally->start_of));
	tally->end_of = memory_new(outline->mark_count * sizeof(*tally->end_of));
	for (uint32_t i = 0; i < outline->mark_count; i++) {
		const struct mark *mark = tally_mark(tally, i);
		uint32_t number;

		tally->unit_of[i] =
			mark->parent == MARK_NONE ? UNIT_NONE : tally->unit_of[mark->parent];
		if (mark->token == mark->token_end || !(is_unit(tally, i) || is_stray(tally, i)))
			continue;
		number = number_of(tally, i, units);
		if (number == units) {
			tally->start_of[units] = first_token(tally, i);
			tally->mark_of[units++] = i;
		}
		tally->unit_of[i] = number;
		tally->end_of[number] = mark->token_end;
	}
	facts->units = arena_new(tally->arena, units * sizeof(*facts->units));
	facts->unit_count = units;
	for (uint32_t i = 0; i < units; i++)
		fill_unit(tally, i, &facts->units[i]);
}

/* --- hashes ------------------------------------------------------------------------ */

static uint64_t hash_tokens(const struct tally *tally, uint32_t from, uint32_t to, uint64_t hash)
{
	for (uint32_t i = from; i < to; i++)
		hash = hash_mix(hash, tally->token_hash[i]);
	return hash;
}

/* Of the distinct names that a parenthesis follows.  `seen` keeps for each name
 * the last unit that called it. */
static uint64_t hash_calls(const struct tally *tally, uint32_t from, uint32_t to, uint32_t unit,
                           struct hash_map *seen)
{
	uint64_t sum = 0;

	for (uint32_t i = from; i + 1 < to; i++) {
		uint32_t *last;

		if (tally->outline->tokens[i].kind != TOKEN_IDENTIFIER ||
		    !token_is(tally, i + 1, "("))
			continue;
		last = hash_map_at(seen, tally->token_hash[i]);
		if (*last != unit)
			sum += hash_mix(tally->token_hash[i], 0);
		*last = unit;
	}
	return sum;
}

/* The body is what stands behind the name; without a name, all of it. */
void hash_units(struct tally *tally)
{
	struct hash_map seen = HASH_MAP_INIT;

	for (uint32_t i = 0; i < tally->facts->unit_count; i++) {
		struct unit *unit = &tally->facts->units[i];
		const struct mark *mark = tally_mark(tally, tally->mark_of[i]);
		bool inside = mark->name < mark->name_end && mark->name >= mark->token;
		uint32_t behind = inside ? mark->name_end : mark->token;
		uint32_t body = mark->inner < mark->inner_end ? mark->inner : mark->token_end;

		unit->body = hash_tokens(tally, behind, tally->end_of[i], 0) >> 16;
		unit->signature = hash_tokens(tally, mark->token, body, name_hash(unit->name));
		unit->calls = hash_calls(tally, body, mark->token_end, i, &seen) >> 16;
	}
	hash_map_release(&seen);
}
