/*
 * Which functions are units, and what they are called.
 *
 * A method is always a unit.  A function inside a function is one only where
 * the language keeps them apart (JavaScript); elsewhere its points belong to
 * the function around it, as Campbell defines it.
 */
#include "tally.h"

#include <string.h>

enum { NAME_MAX_BYTES = 300 };

/* The nearest function or scope around a mark, or MARK_NONE. */
static uint32_t holder(const struct tally *tally, uint32_t mark)
{
	uint32_t at = tally_mark(tally, mark)->parent;

	while (at != MARK_NONE && tally_mark(tally, at)->role != ROLE_FUNCTION &&
	       tally_mark(tally, at)->role != ROLE_SCOPE)
		at = tally_mark(tally, at)->parent;
	return at;
}

static bool is_named(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return m->name < m->name_end || tally->rows[m->row].name == NAME_FIXED;
}

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
	uint8_t flags = tally->rows[tally_mark(tally, mark)->row].flags;

	if (is_lost_flow(tally, mark))
		return false;
	if (language->nested_apart || (flags & NODE_ALWAYS_APART))
		return true;
	if (is_local(tally, mark))
		return false;
	/* An anonymous function outside of any other is top-level code. */
	return is_named(tally, mark);
}

/* --- names ------------------------------------------------------------------------ */

static bool is_word(struct text text)
{
	char first = text.size ? text.data[0] : 0;

	return first == '_' || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
}

/* A name on its way from tokens to text. */
struct naming {
	const struct language *language;
	struct bytes *name;
	size_t before;    /* its size when it began */
	unsigned angles;  /* type arguments that are open */
	bool is_operator; /* C++: what follows `operator` is no punctuation */
};

/* Is the word one of the type arguments, or a bracket around them? */
static bool in_type_arguments(struct naming *naming, struct text word, bool first)
{
	if (!naming->is_operator && !first && text_is(word, "<")) {
		naming->angles++;
		return true;
	}
	if (!naming->angles)
		return false;
	if (text_is(word, ">"))
		naming->angles--;
	return true;
}

/* Two words in a row: part of an operator's name, or a type behind a macro. */
static void part_words(struct naming *naming)
{
	if (naming->is_operator || !naming->language->macros)
		bytes_add_char(naming->name, ' ');
	else
		naming->name->size = naming->before;
}

static void add_word(struct naming *naming, struct text word)
{
	bool quoted = word.size >= 2 && (word.data[0] == '"' || word.data[0] == '\'');

	if (text_is(word, ":")) /* Lua's `object:method` */
		word = text_of(naming->language->joint);
	else if (quoted && !naming->is_operator)
		word = (struct text){ word.data + 1, word.size - 2 };
	bytes_add_text(naming->name, word);
}

/* Adds the tokens of a name without layout, quotes and type arguments. */
static void add_name_tokens(const struct tally *tally, uint32_t from, uint32_t to,
                            struct bytes *name)
{
	struct naming naming = { tally->outline->language, name, name->size, 0, false };
	struct text last = TEXT("");

	for (uint32_t i = from; i < to && name->size <= NAME_MAX_BYTES; i++) {
		struct text word = outline_text(tally->outline, i);

		if (text_is(word, "operator"))
			naming.is_operator = true;
		if (naming.is_operator && text_is(word, "("))
			break; /* of a conversion: its name is a type and a list */
		if (!in_type_arguments(&naming, word, i == from)) {
			if (is_word(word) && is_word(last))
				part_words(&naming);
			add_word(&naming, word);
		}
		last = word;
	}
}

/* The type in Go's `(s *Server[T])`. */
static void add_receiver(const struct tally *tally, const struct mark *mark, struct bytes *name)
{
	uint32_t found = MARK_NONE;

	for (uint32_t i = mark->owner; i < mark->owner_end && !token_is(tally, i, "["); i++)
		if (tally->outline->tokens[i].kind == TOKEN_IDENTIFIER)
			found = i;
	if (found == MARK_NONE)
		return;
	bytes_add_text(name, outline_text(tally->outline, found));
	bytes_add_string(name, tally->outline->language->joint);
}

/* A function that a macro makes has its name among the arguments: `TEST(Shape, Grows) {`. */
static bool is_made_by_macro(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);
	struct text name = outline_text(tally->outline, m->name);

	if (!tally->outline->language->macros || m->role != ROLE_FUNCTION || m->name != m->token ||
	    m->name_end - m->name != 1 || !token_is(tally, m->name_end, "(") ||
	    in_class(tally, mark))
		return false;
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] >= 'a' && name.data[i] <= 'z')
			return false;
	return true;
}

static void add_arguments(const struct tally *tally, uint32_t open, struct bytes *name)
{
	unsigned depth = 0;

	for (uint32_t i = open; i < tally->outline->token_count && name->size < NAME_MAX_BYTES;
	     i++) {
		bytes_add_text(name, outline_text(tally->outline, i));
		if (token_is(tally, i, ","))
			bytes_add_char(name, ' ');
		else if (token_is(tally, i, "("))
			depth++;
		else if (token_is(tally, i, ")") && --depth == 0)
			return;
	}
}

static void add_own_name(const struct tally *tally, uint32_t mark, struct bytes *name)
{
	const struct mark *m = tally_mark(tally, mark);
	const struct lang_node *row = &tally->rows[m->row];
	size_t before;

	if (row->name == NAME_RECEIVER)
		add_receiver(tally, m, name);
	before = name->size;
	if (row->name == NAME_FIXED)
		bytes_add_string(name, row->fixed);
	else
		add_name_tokens(tally, m->name, m->name_end, name);
	if (m->name < m->name_end && is_made_by_macro(tally, mark))
		add_arguments(tally, m->name_end, name);
	if (name->size == before)
		bytes_add_string(name, "<anonymous>");
}

/* Top-level code in an anonymous function, a scope that only sometimes has a name. */
static bool qualifies_nothing(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	if (m->role == ROLE_FUNCTION)
		return tally->unit_of[mark] == UNIT_NONE;
	return tally->rows[m->row].name != NAME_NONE;
}

/* Scopes and outer units first, outermost leading. */
static void add_qualified(const struct tally *tally, uint32_t mark, struct bytes *name)
{
	uint32_t path[64];
	size_t depth = 0;

	for (uint32_t at = mark; at != MARK_NONE && depth < 64; at = holder(tally, at))
		path[depth++] = at;
	while (depth-- > 0) {
		if (depth && !is_named(tally, path[depth]) && qualifies_nothing(tally, path[depth]))
			continue;
		add_own_name(tally, path[depth], name);
		if (depth)
			bytes_add_string(name, tally->outline->language->joint);
	}
}

/* The last part of a qualified name, and the part before it. */
static struct text last_part(struct text name, const char *joint, struct text *rest)
{
	size_t size = strlen(joint);
	struct text part = name;

	*rest = TEXT("");
	for (size_t at = name.size; at-- > size;) {
		if (memcmp(name.data + at - size, joint, size) == 0) {
			part = (struct text){ name.data + at, name.size - at };
			*rest = (struct text){ name.data, at - size };
			break;
		}
	}
	return part;
}

/* --- kinds ------------------------------------------------------------------------ */

bool in_class(const struct tally *tally, uint32_t mark)
{
	uint32_t around = holder(tally, mark);

	return around != MARK_NONE && tally_mark(tally, around)->role == ROLE_SCOPE &&
	       tally->rows[tally_mark(tally, around)->row].kind == UNIT_METHOD;
}

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

static void fill_unit(const struct tally *tally, uint32_t mark, struct unit *unit)
{
	const struct mark *m = tally_mark(tally, mark);
	const struct outline *outline = tally->outline;
	struct bytes name = BYTES_INIT;
	struct text rest;

	add_qualified(tally, mark, &name);
	unit->name = arena_text(tally->arena, bytes_text(&name));
	bytes_release(&name);
	unit->kind = (uint8_t)unit_kind(tally, mark, unit->name);
	unit->short_name = name_hash(last_part(unit->name, outline->language->joint, &rest));
	if (m->token < m->token_end) {
		unit->line = outline->tokens[first_token(tally, mark)].line;
		unit->end_line = outline->tokens[m->token_end - 1].end_line;
	}
	unit->cyclomatic = 1;
}

void count_units(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	struct facts *facts = tally->facts;
	uint32_t units = 0;

	tally->unit_of = memory_new(outline->mark_count * sizeof(*tally->unit_of));
	tally->mark_of = memory_new(outline->mark_count * sizeof(*tally->mark_of));
	for (uint32_t i = 0; i < outline->mark_count; i++) {
		const struct mark *mark = tally_mark(tally, i);

		tally->unit_of[i] =
			mark->parent == MARK_NONE ? UNIT_NONE : tally->unit_of[mark->parent];
		if (mark->role == ROLE_FUNCTION && mark->token < mark->token_end &&
		    is_unit(tally, i)) {
			tally->unit_of[i] = units;
			tally->mark_of[units++] = i;
		}
	}
	facts->units = arena_new(tally->arena, units * sizeof(*facts->units));
	facts->unit_count = units;
	for (uint32_t i = 0; i < units; i++)
		fill_unit(tally, tally->mark_of[i], &facts->units[i]);
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

		unit->body = hash_tokens(tally, behind, mark->token_end, 0);
		unit->signature = hash_tokens(tally, mark->token, body, name_hash(unit->name));
		unit->calls = hash_calls(tally, body, mark->token_end, i, &seen);
	}
	hash_map_release(&seen);
}
