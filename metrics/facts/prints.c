/*
 * Fingerprints: a file as a sequence of phrases, short enough to keep.  A phrase
 * is a statement, or a part of a long one.
 *
 * It ends behind `;`, `{` and `}`, and at the end of a line where the
 * language says so and neither side is left open; so the layout does not
 * matter.  Long ones are parted where what they hold says so, for a part that is the same to be found
 * whatever stands before it: lists behind their elements, conditions behind `&&` and `||`, arms of a match
 * at their commas, markup behind its elements; arguments only when there are many.  A single bracket or word
 * (`}`, `end`) belongs to the phrase before it.  Imports and the lines of a C
 * preprocessor are left out: lists, and never code.  Attributes and annotations are phrases of
 * their own, since a copy often comes without.
 *
 *   shape  hash of its tokens, names and literals left open
 *   text   hash of its names and literals
 *   words  for each name, how many names ago it stood last in this file;
 *          0: never, or too long ago
 *
 * Two phrases of one shape may differ in their names.  Whether one is the
 * other with its names exchanged *consistently* is seen in `words`, across any
 * number of phrases: the same distances are the same pattern (Baker 1993).
 *
 * As bytes: count, number of words, then for each phrase
 *
 *   back   0: none before has this form.  Else the last that has stands back / 2 phrases before,
 *          and the odd bit is set if this one has its text, too
 *   form   unless back: shape (3 bytes) tokens (1) names (1) lines (1)
 *   text   unless back is odd: 2 bytes
 *   [numbers that did not fit in `lines`] words (1 each)
 *
 * Most phrases have a form that stood before, and a third its text as well.
 * `names` holds in its two upper bits whether a unit begins in it and whether one ends in it.
 * `lines` holds in its upper half the lines from the end of the phrase
 * before to the start of this one, in its lower half those to its end; 15: the
 * number follows, less 15.
 */
#include "tally.h"

#include <string.h>

enum {
	PART_AT_ELEMENT = 4,   /* tokens from which a comma ends a phrase, in a list */
	PART_AT_ARGUMENT = 12, /* and within parentheses, */
	PART_AT_OPERAND = 6,   /* an `&&`, */
	PART_AT_TAG = 6,       /* and the end of an element of markup */
	PHRASE_MOST = 48,      /* tokens of a phrase */
	DISTANCE_MOST = 255,
	OPEN_MOST = 256, /* brackets whose kind is remembered */
	LINES_MOST = 15,
	UNIT_SHIFT = 4, /* above the bits of PHRASE_MOST */
	WORDS_MASK = 63,
	FORM_BYTES = 6,
	TEXT_BYTES = 2,
};

/* A phrase but for its words: bytes of its form, lowest first, and those of its text. */
#define FORM_OF UINT64_C(0xffffffffffff)
#define TEXT_AT (8 * FORM_BYTES)

/* What stands for a name and a literal in a shape; a literal adds its class. */
#define SHAPE_NAME UINT64_C(0x6e616d65)
#define SHAPE_LITERAL UINT64_C(0x6c69746572616c)

/* A phrase on its way. */
struct gathered {
	uint64_t shape, text;
	uint32_t line, end_line;
	uint8_t tokens, words;
	uint8_t unit;      /* of FATE_UNIT */
	bool is_directive; /* of a preprocessor: ends with its line */
	bool is_arm;       /* of a match: holds `=>` */
	uint8_t distances[PHRASE_MOST];
};

/* What a token means to phrases. */
enum {
	FATE_DROPPED = 1, /* part of an import */
	FATE_ENDS = 2,    /* ends an attribute */
	FATE_UNIT_BEGINS = 4,
	FATE_UNIT_ENDS = 8,
	FATE_LABEL = 16, /* a name, though the grammar has another word for it */
	FATE_UNIT = FATE_UNIT_BEGINS | FATE_UNIT_ENDS,
};

struct printing {
	const struct tally *tally;
	uint8_t *fate; /* by token */
	struct bytes out;
	uint64_t *put; /* phrases, as in `out` */
	size_t count, capacity;
	struct hash_map last_form; /* the last phrase that has it */

	struct gathered now;  /* tokens 0: none */
	struct gathered last; /* kept back, since a bracket behind it belongs to it */
	uint32_t last_line;   /* where the one before that ended */

	struct hash_map last_word; /* of a name: its last place */
	uint32_t words, words_put; /* a phrase that is left out has none */
	char open[OPEN_MOST];      /* brackets: `(`, `[` or `{` */
	uint32_t depth;
	bool closing; /* a tag: behind `</` */
};

/* --- where does a phrase end? ---------------------------------------------------- */

static char last_char(struct text text)
{
	return text.data[text.size - 1];
}

/* A file is as what stands in braces. */
static char innermost(const struct printing *printing)
{
	if (!printing->depth)
		return '{';
	return printing->depth > OPEN_MOST ? '(' : printing->open[printing->depth - 1];
}

static void follow_brackets(struct printing *printing, struct text word)
{
	char last = last_char(word);

	if (last == '{' || (word.size == 1 && (last == '(' || last == '['))) {
		if (printing->depth < OPEN_MOST)
			printing->open[printing->depth] = last;
		printing->depth++;
	} else if (word.size == 1 && (last == ')' || last == ']')) {
		printing->depth -= innermost(printing) != '{';
	} else if (text_is(word, "}")) {
		while (innermost(printing) != '{')
			printing->depth--;
		printing->depth -= printing->depth > 0;
	}
}

/* `a +` at the end of a line goes on in the next. */
static bool is_open_ended(struct text word)
{
	if (text_is(word, "++") || text_is(word, "--") || text_is(word, ":"))
		return false;
	return strchr("+-*/%=<>&|^,.~([", last_char(word)) != NULL;
}

/* `.name()` at the start of a line goes on from the last. */
static bool is_continued_by(struct text word)
{
	return (strchr(".?:=,)]|", *word.data) != NULL && !text_starts(word, "...")) ||
	       text_is(word, "&&");
}

static bool line_ends(const struct printing *printing, uint32_t token)
{
	const struct outline *outline = printing->tally->outline;
	const struct token *this = &outline->tokens[token], *next = this + 1;

	if (innermost(printing) != '{' || next->line == this->end_line)
		return false;
	if (next->kind == TOKEN_OTHER && is_continued_by(outline_text(outline, token + 1)))
		return false;
	return this->kind != TOKEN_OTHER || !is_open_ended(outline_text(outline, token));
}

/* Markup has no statements: where an element ends, as in `<li>text</li>` and `<br/>`. */
static bool ends_element(const struct printing *printing, struct text word)
{
	return text_is(word, "/>") || (printing->closing && text_is(word, ">"));
}

static bool joins_conditions(struct text word)
{
	return text_is(word, "&&") || text_is(word, "||") || text_is(word, "and") ||
	       text_is(word, "or");
}

static bool is_parted_behind(const struct printing *printing, struct text word)
{
	uint32_t tokens = printing->now.tokens;

	if (last_char(word) == ',' && innermost(printing) == '(')
		return tokens >= PART_AT_ARGUMENT;
	if (last_char(word) == ',')
		return tokens >= PART_AT_ELEMENT ||
		       (printing->now.is_arm && innermost(printing) == '{');
	return (tokens >= PART_AT_OPERAND && joins_conditions(word)) ||
	       (tokens >= PART_AT_TAG && ends_element(printing, word));
}

static bool ends_behind(const struct printing *printing, uint32_t token)
{
	const struct outline *outline = printing->tally->outline;
	const struct token *this = &outline->tokens[token];
	struct text word = outline_text(outline, token);

	if (token + 1 == outline->token_count || printing->fate[token + 1] & FATE_DROPPED ||
	    printing->now.tokens >= PHRASE_MOST)
		return true;
	if (printing->fate[token] & FATE_ENDS && innermost(printing) == '{')
		return true;
	if (this->kind == TOKEN_OTHER) {
		char last = last_char(word);

		if (last == ';' || last == '{' || text_is(word, "}") ||
		    is_parted_behind(printing, word))
			return true;
	}
	if (printing->now.is_directive)
		return this[1].line > this->end_line;
	return outline->language->lines_end && line_ends(printing, token);
}

/* --- one phrase -------------------------------------------------------------------- */

static uint32_t at_most(uint32_t number, uint32_t most)
{
	return number < most ? number : most;
}

static uint64_t whole_of(const struct gathered *phrase, uint32_t gap, uint32_t length)
{
	uint64_t lines = at_most(gap, LINES_MOST) << 4 | at_most(length, LINES_MOST);

	return (phrase->shape & 0xffffff) | (uint64_t)phrase->tokens << 24 |
	       (uint64_t)(phrase->words | phrase->unit << UNIT_SHIFT) << 32 | lines << 40 |
	       phrase->text << TEXT_AT;
}

/* Back to the last phrase of this form, or all of it. */
static void put_whole(struct printing *printing, uint64_t whole)
{
	uint32_t *last = hash_map_at(&printing->last_form, whole & FORM_OF);
	bool known = *last != MAP_NONE;
	bool same = known && printing->put[*last] == whole;

	wire_put(&printing->out, known ? (printing->count - *last) * 2 + same : 0);
	if (!known)
		wire_put_fixed(&printing->out, whole, FORM_BYTES);
	if (!same)
		wire_put_fixed(&printing->out, whole >> TEXT_AT, TEXT_BYTES);
	*last = (uint32_t)printing->count;
	printing->put = array_grow(printing->put, &printing->capacity, printing->count,
	                           sizeof(*printing->put));
	printing->put[printing->count++] = whole;
}

static void put_last(struct printing *printing)
{
	const struct gathered *last = &printing->last;
	uint32_t gap = last->line - printing->last_line, length = last->end_line - last->line;

	if (!last->tokens)
		return;
	put_whole(printing, whole_of(last, gap, length));
	if (gap >= LINES_MOST)
		wire_put(&printing->out, gap - LINES_MOST);
	if (length >= LINES_MOST)
		wire_put(&printing->out, length - LINES_MOST);
	bytes_add(&printing->out, last->distances, last->words);
	printing->words_put += last->words;
	printing->last_line = last->end_line;
}

/* A bracket or a word alone is counted with the phrase before, lines too. */
static void end_phrase(struct printing *printing, bool alone)
{
	struct gathered *last = &printing->last;

	if (printing->now.is_directive) {
		/* left out */
	} else if (!alone) {
		put_last(printing);
		*last = printing->now;
	} else if (last->tokens) {
		last->tokens += last->tokens < UINT8_MAX;
		last->end_line = printing->now.end_line;
		last->unit |= printing->now.unit;
	}
	printing->now = (struct gathered){ .tokens = 0 };
}

static uint8_t distance_of(struct printing *printing, uint64_t name)
{
	uint32_t *last = hash_map_at(&printing->last_word, name);
	uint32_t place = printing->words++;
	uint32_t distance = *last == MAP_NONE ? 0 : place - *last;

	*last = place;
	return distance > DISTANCE_MOST ? 0 : (uint8_t)distance;
}

/* Of what kind, whatever the grammar calls it: one code in two languages, as in a
 * header of C and of C++, has one shape. */
static unsigned literal_class(struct text text)
{
	if (strchr("\"'`", last_char(text)))
		return 1;
	return *text.data >= '0' && *text.data <= '9' ? 2 : 3;
}

static void add_token(struct printing *printing, uint32_t token)
{
	const struct tally *tally = printing->tally;
	const struct token *this = &tally->outline->tokens[token];
	struct gathered *now = &printing->now;
	uint64_t hash = tally->token_hash[token];

	if (!now->tokens) {
		now->line = this->line;
		now->is_directive = tally->outline->language->macros &&
		                    outline_text(tally->outline, token).data[0] == '#';
	}
	now->end_line = this->end_line;
	now->unit |= printing->fate[token] & FATE_UNIT;
	now->tokens++;
	if (now->is_directive)
		return; /* what is left out must not count as a name that stood before */
	if (this->kind == TOKEN_OTHER && !(printing->fate[token] & FATE_LABEL)) {
		now->shape = hash_mix(now->shape, hash);
		now->is_arm |= token_is(tally, token, "=>");
		return;
	}
	now->text = hash_mix(now->text, hash);
	if (this->kind != TOKEN_LITERAL) {
		now->shape = hash_mix(now->shape, SHAPE_NAME);
		now->distances[now->words++] = distance_of(printing, hash);
	} else {
		struct text literal = outline_text(tally->outline, token);

		now->shape = hash_mix(now->shape, SHAPE_LITERAL + literal_class(literal));
	}
}

/* --- all of a file ---------------------------------------------------------------------- */

/* `goto *address`, and `goto case 1` in C#, lead to no label. */
static bool is_label(const struct tally *tally, uint32_t token)
{
	char first = *outline_text(tally->outline, token).data;

	return tally->outline->tokens[token].kind == TOKEN_OTHER &&
	       ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_') &&
	       !token_is(tally, token, "case") && !token_is(tally, token, "default");
}

/* What stands behind `goto` is a name wherever it stands. */
static void find_labels(struct printing *printing)
{
	const struct tally *tally = printing->tally;
	uint32_t count = (uint32_t)tally->outline->token_count;
	uint64_t word = text_hash(TEXT("goto"));
	struct hash_map labels = HASH_MAP_INIT;

	for (uint32_t i = 0; i + 1 < count; i++)
		if (tally->token_hash[i] == word && is_label(tally, i + 1))
			*hash_map_at(&labels, tally->token_hash[i + 1]) = 0;
	for (uint32_t i = 0; labels.count && i < count; i++)
		if (hash_map_get(&labels, tally->token_hash[i]) != MAP_NONE)
			printing->fate[i] |= FATE_LABEL;
	hash_map_release(&labels);
}

static uint32_t behind_dropped(const struct printing *printing, uint32_t from, uint32_t count)
{
	while (from < count && printing->fate[from] & FATE_DROPPED)
		from++;
	return from;
}

/* `import`, and `import (` with its `)`, where each line between them is an import by itself. */
static void drop_around_imports(struct printing *printing)
{
	const struct tally *tally = printing->tally;
	uint32_t count = (uint32_t)tally->outline->token_count;
	uint32_t end = 0; /* of what was dropped behind the last one */
	uint64_t word = text_hash(TEXT("import"));

	for (uint32_t i = 0; i + 1 < count; i++) {
		uint32_t open, next;

		if (tally->token_hash[i] != word)
			continue;
		open = token_is(tally, i + 1, "(");
		next = i + 1 + open;
		if (next == count || !(printing->fate[next] & FATE_DROPPED))
			continue;
		memset(printing->fate + i, FATE_DROPPED, next - i);
		if (end <= next) /* else one of many, all of which end there */
			end = behind_dropped(printing, next, count);
		if (open && end < count && token_is(tally, end, ")"))
			printing->fate[end] = FATE_DROPPED;
	}
}

static void find_fates(struct printing *printing)
{
	const struct outline *outline = printing->tally->outline;

	printing->fate = memory_new(outline->token_count + 1);
	for (size_t i = 0; i < outline->mark_count; i++) {
		const struct mark *mark = &outline->marks[i];

		if (mark->role == ROLE_IMPORT || mark->role == ROLE_PACKAGE)
			memset(printing->fate + mark->token, FATE_DROPPED,
			       mark->token_end - mark->token);
		if (mark->role == ROLE_ATTRIBUTE && mark->token < mark->token_end)
			printing->fate[mark->token_end - 1] |= FATE_ENDS;
	}
	drop_around_imports(printing);
	find_labels(printing);
	for (uint32_t i = 0; i < printing->tally->facts->unit_count; i++) {
		if (is_stray(printing->tally, printing->tally->mark_of[i]))
			continue;
		printing->fate[printing->tally->start_of[i]] |= FATE_UNIT_BEGINS;
		printing->fate[printing->tally->end_of[i] - 1] |= FATE_UNIT_ENDS;
	}
}

static bool stands_alone(const struct printing *printing, uint32_t token)
{
	const struct outline *outline = printing->tally->outline;

	return printing->now.tokens == 1 && outline->tokens[token].kind == TOKEN_OTHER;
}

void gather_prints(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	struct printing printing = { .tally = tally, .last_line = 1 };
	struct bytes whole = BYTES_INIT;

	find_fates(&printing);
	for (uint32_t i = 0; i < outline->token_count; i++) {
		if (printing.fate[i] & FATE_DROPPED)
			continue;
		add_token(&printing, i);
		if (outline->tokens[i].kind == TOKEN_OTHER)
			follow_brackets(&printing, outline_text(outline, i));
		if (ends_behind(&printing, i))
			end_phrase(&printing, stands_alone(&printing, i));
		printing.closing =
			token_is(tally, i, "</") || (printing.closing && !token_is(tally, i, ">"));
	}
	put_last(&printing);
	wire_put(&whole, printing.count);
	wire_put(&whole, printing.words_put);
	bytes_add_text(&whole, bytes_text(&printing.out));
	tally->facts->prints = arena_text(tally->arena, bytes_text(&whole));
	bytes_release(&whole);
	bytes_release(&printing.out);
	memory_free(printing.put);
	hash_map_release(&printing.last_form);
	hash_map_release(&printing.last_word);
	memory_free(printing.fate);
}

/* --- and back ------------------------------------------------------------------------------ */

/* An encoding being read. */
struct reading {
	struct wire wire;
	uint64_t *wholes; /* of the phrases so far */
	uint32_t line;    /* where the last phrase ended */
	uint32_t depth;   /* units open */
	size_t words_left;
};

static uint64_t get_whole(struct reading *reading, size_t at)
{
	struct wire *wire = &reading->wire;
	uint64_t back = wire_get(wire), whole;

	if (back / 2 > at || back == 1)
		wire->broken = true;
	if (wire->broken)
		return 0;
	whole = back ? reading->wholes[at - back / 2] : wire_get_fixed(wire, FORM_BYTES);
	if (!(back & 1))
		whole = (whole & FORM_OF) | wire_get_fixed(wire, TEXT_BYTES) << TEXT_AT;
	return reading->wholes[at] = whole;
}

static uint32_t get_more_lines(struct wire *wire, uint32_t lines)
{
	uint64_t more = lines == LINES_MOST ? wire_get(wire) : 0;

	if (more > INT32_MAX / 2)
		wire->broken = true;
	return lines + (wire->broken ? 0 : (uint32_t)more);
}

/* A name keeps its number as long as it comes again soon enough. */
static void get_words(struct prints *prints, struct phrase *phrase, struct reading *reading)
{
	struct wire *wire = &reading->wire;

	if (phrase->words > reading->words_left) {
		wire->broken = true;
		return;
	}
	reading->words_left -= phrase->words;
	phrase->first_word = (uint32_t)prints->word_count;
	for (uint8_t i = 0; i < phrase->words; i++) {
		uint32_t distance = (uint32_t)wire_get_fixed(wire, 1);
		size_t place = prints->word_count++;

		if (distance > place)
			wire->broken = true;
		if (wire->broken)
			return;
		prints->words[place] =
			distance ? prints->words[place - distance] : (uint16_t)prints->names++;
	}
}

static void get_phrase(struct prints *prints, struct reading *reading)
{
	struct wire *wire = &reading->wire;
	struct phrase *phrase = &prints->phrases[prints->count++];
	uint64_t whole = get_whole(reading, prints->count - 1);
	uint32_t unit = whole >> 32 & 0xff, lines = whole >> 40 & 0xff;

	phrase->shape = whole & 0xffffff;
	phrase->text = (uint16_t)(whole >> TEXT_AT);
	phrase->tokens = (uint8_t)(whole >> 24);
	phrase->words = (uint8_t)(unit & WORDS_MASK);
	phrase->begins_unit = unit & FATE_UNIT_BEGINS << UNIT_SHIFT;
	phrase->ends_unit = unit & FATE_UNIT_ENDS << UNIT_SHIFT;
	phrase->inside = reading->depth > 0;
	reading->depth += phrase->begins_unit;
	reading->depth -= phrase->ends_unit && reading->depth;
	phrase->line = reading->line + get_more_lines(wire, lines >> 4);
	phrase->end_line = phrase->line + get_more_lines(wire, lines & LINES_MOST);
	if (phrase->words > PHRASE_MOST || phrase->end_line < reading->line)
		wire->broken = true;
	reading->line = phrase->end_line;
	if (!wire->broken)
		get_words(prints, phrase, reading);
}

bool prints_decode(struct prints *prints, struct text in, struct arena *arena)
{
	struct reading reading = { .wire = wire_open(in), .line = 1 };
	struct wire *wire = &reading.wire;
	size_t count = in.size ? wire_get_count(wire, 1) : 0;

	*prints = (struct prints){ .count = 0 };
	prints->phrases = arena_new(arena, count * sizeof(*prints->phrases));
	reading.words_left = in.size ? wire_get_count(wire, 1) : 0;
	reading.wholes = memory_new(count * sizeof(*reading.wholes));
	prints->words = arena_new(arena, reading.words_left * sizeof(*prints->words));
	while (prints->count < count && !wire->broken)
		get_phrase(prints, &reading);
	memory_free(reading.wholes);
	if (!wire->broken && wire->next == wire->end && !reading.words_left) {
		prints_find_repetitions(prints);
		return true;
	}
	*prints = (struct prints){ .count = 0 };
	return false;
}
