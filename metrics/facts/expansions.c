/*
 * What the text of a macro calls: nothing of the file that defines it, but of
 * each that uses it.  The text is no code to the parser, so it is read as words.
 */
#include "tally.h"

#include <string.h>

enum { HEAD_MAX = 64 }; /* tokens between #define and the text */

struct expansion {
	struct tally *tally;
	uint32_t macro, end; /* its name; the token behind its parameters */
	references_found *found;
	void *context;
};

static bool is_word_char(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static bool is_define(struct text word)
{
	return text_starts(word, "#") && text_ends(word, "define");
}

/* False: the text of something else. */
static bool find_head(struct expansion *expansion, uint32_t token)
{
	for (uint32_t at = token; at-- > 0 && token - at < HEAD_MAX;) {
		if (!is_define(outline_text(expansion->tally->outline, at)))
			continue;
		expansion->macro = at + 1;
		expansion->end = token;
		return at + 1 < token;
	}
	return false;
}

static bool is_parameter(const struct expansion *expansion, struct text word)
{
	for (uint32_t i = expansion->macro; i < expansion->end; i++)
		if (text_equal(outline_text(expansion->tally->outline, i), word))
			return true;
	return false;
}

static bool is_keyword(struct text word)
{
	static const char *const words[] = { "case", "defined", "do",     "else",   "for",
		                             "if",   "return",  "sizeof", "switch", "while" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_is(word, words[i]))
			return true;
	return false;
}

static void skip_quoted(struct text *text)
{
	char quote = text->data[0];
	size_t at = 1;

	while (at < text->size && text->data[at] != quote)
		at += text->data[at] == '\\' ? 2 : 1;
	at = at < text->size ? at + 1 : text->size;
	text->data += at;
	text->size -= at;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\';
}

/* The next word and the mark before it, '\0' where only space is; `text` becomes what stands
 * behind it.  False: there is none. */
static bool next_word(struct text *text, struct text *word, char *before)
{
	*before = '\0';
	while (text->size && !is_word_char(text->data[0])) {
		if (!is_space(text->data[0]))
			*before = text->data[0];
		if (text->data[0] == '"' || text->data[0] == '\'') {
			skip_quoted(text);
			continue;
		}
		text->data++;
		text->size--;
	}
	*word = (struct text){ text->data, 0 };
	while (word->size < text->size && is_word_char(text->data[word->size]))
		word->size++;
	text->data += word->size;
	text->size -= word->size;
	return word->size > 0;
}

/* `int init(void)`: behind the word of a type it is declared.  Behind a macro that stands
 * for nothing, or for more, another macro is called. */
static bool is_declared(struct text word, struct text previous, char before)
{
	return !is_capitals(word) && !before && previous.size && !is_keyword(previous);
}

static bool is_called(struct text rest)
{
	while (rest.size && (rest.data[0] == ' ' || rest.data[0] == '\t')) {
		rest.data++;
		rest.size--;
	}
	return rest.size && rest.data[0] == '(';
}

static void offer(const struct expansion *expansion, struct text word)
{
	struct reference reference = {
		.name = text_hash(word) >> 16,
		.qualifier = expansion->tally->token_hash[expansion->macro] >> 16,
		.flags = REFERS_CALL | REFERS_EXPANSION,
	};

	if (!is_keyword(word) && !is_parameter(expansion, word))
		expansion->found(expansion->context, &reference);
}

void find_expansion(struct tally *tally, uint32_t token, references_found *found, void *context)
{
	struct text text = text_trim(outline_text(tally->outline, token)), rest = text, word;
	struct text previous = { NULL, 0 };
	struct expansion expansion = { tally, 0, 0, found, context };
	char before;

	if (!find_head(&expansion, token))
		return;
	for (; next_word(&rest, &word, &before); previous = word) {
		bool member = before == '.' || before == '>' || before == '#';

		if (!member && !is_declared(word, previous, before) &&
		    (is_called(rest) || word.size == text.size))
			offer(&expansion, word);
	}
}
