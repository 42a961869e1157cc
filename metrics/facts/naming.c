/* What a unit is called: the scopes and units around it, then its own name. */
#include "tally.h"

#include <string.h>

enum { NAME_MAX_BYTES = 300 };

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

bool is_named_by_argument(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return tally->outline->language->macros && m->role == ROLE_FUNCTION &&
	       m->name == m->token + 1 && token_is(tally, m->name_end, ",");
}

bool is_made_by_macro(const struct tally *tally, uint32_t mark)
{
	const struct mark *m = tally_mark(tally, mark);

	return is_named_by_argument(tally, mark) ||
	       (tally->outline->language->macros && m->role == ROLE_FUNCTION &&
	        m->name == m->token && m->name_end - m->name == 1 &&
	        token_is(tally, m->name_end, "(") && !in_class(tally, mark) &&
	        is_capitals(outline_text(tally->outline, m->name)));
}

/* As far as the bracket that `depth` of them are open before. */
static void add_arguments(const struct tally *tally, uint32_t first, unsigned depth,
                          struct bytes *name)
{
	struct text last = TEXT("");

	for (uint32_t i = first; i < tally->outline->token_count && name->size < NAME_MAX_BYTES;
	     i++) {
		struct text word = outline_text(tally->outline, i);

		if (text_is(last, ",") || (is_word(word) && is_word(last)))
			bytes_add_char(name, ' ');
		bytes_add_text(name, word);
		if (text_is(word, "("))
			depth++;
		else if (text_is(word, ")") && --depth == 0)
			return;
		last = word;
	}
}

/* `TEST(Shape, Grows)`: the macro, and what it was given. */
static void add_macro(const struct tally *tally, uint32_t mark, struct bytes *name)
{
	const struct mark *m = tally_mark(tally, mark);

	bytes_add_text(name, outline_text(tally->outline, m->token));
	bytes_add_char(name, '(');
	add_arguments(tally, is_named_by_argument(tally, mark) ? m->name : m->name_end + 1, 1,
	              name);
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
	else if (is_made_by_macro(tally, mark))
		add_macro(tally, mark, name);
	else
		add_name_tokens(tally, m->name, m->name_end, name);
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

void add_qualified(const struct tally *tally, uint32_t mark, struct bytes *name)
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

struct text last_part(struct text name, const char *joint, struct text *rest)
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
