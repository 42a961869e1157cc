#include "c_lexemes.h"

#include <string.h>

enum {
	CAPITALS_MIN = 3,  /* shorter ones are template parameters and types */
	RAW_NAME_MAX = 16, /* of a raw string, by the standard */
};

/* --- words ------------------------------------------------------------------------ */

struct keyword {
	const char *word;
	enum lexeme_kind kind;
};

/* In order of their bytes. */
static const struct keyword keywords[] = {
	{ "_Bool", LEX_TYPE },
	{ "_Noreturn", LEX_SPECIFIER },
	{ "auto", LEX_TYPE },
	{ "bool", LEX_TYPE },
	{ "break", LEX_FLOW },
	{ "case", LEX_FLOW },
	{ "char", LEX_TYPE },
	{ "class", LEX_CLASS },
	{ "co_await", LEX_FLOW },
	{ "co_return", LEX_FLOW },
	{ "co_yield", LEX_FLOW },
	{ "const", LEX_SPECIFIER },
	{ "consteval", LEX_SPECIFIER },
	{ "constexpr", LEX_SPECIFIER },
	{ "constinit", LEX_SPECIFIER },
	{ "continue", LEX_FLOW },
	{ "default", LEX_FLOW },
	{ "delete", LEX_FLOW },
	{ "do", LEX_FLOW },
	{ "double", LEX_TYPE },
	{ "else", LEX_FLOW },
	{ "enum", LEX_CLASS },
	{ "explicit", LEX_SPECIFIER },
	{ "extern", LEX_SPECIFIER },
	{ "float", LEX_TYPE },
	{ "for", LEX_FLOW },
	{ "friend", LEX_SPECIFIER },
	{ "goto", LEX_FLOW },
	{ "if", LEX_FLOW },
	{ "inline", LEX_SPECIFIER },
	{ "int", LEX_TYPE },
	{ "long", LEX_TYPE },
	{ "mutable", LEX_SPECIFIER },
	{ "namespace", LEX_OPENER },
	{ "new", LEX_FLOW },
	{ "noexcept", LEX_SPECIFIER },
	{ "operator", LEX_FLOW },
	{ "override", LEX_SPECIFIER },
	{ "private", LEX_OPENER },
	{ "protected", LEX_OPENER },
	{ "public", LEX_OPENER },
	{ "register", LEX_SPECIFIER },
	{ "requires", LEX_FLOW },
	{ "restrict", LEX_SPECIFIER },
	{ "return", LEX_FLOW },
	{ "short", LEX_TYPE },
	{ "signed", LEX_TYPE },
	{ "sizeof", LEX_FLOW },
	{ "static", LEX_SPECIFIER },
	{ "struct", LEX_CLASS },
	{ "switch", LEX_FLOW },
	{ "template", LEX_OPENER },
	{ "thread_local", LEX_SPECIFIER },
	{ "throw", LEX_FLOW },
	{ "try", LEX_FLOW },
	{ "typedef", LEX_SPECIFIER },
	{ "typename", LEX_SPECIFIER },
	{ "union", LEX_CLASS },
	{ "unsigned", LEX_TYPE },
	{ "using", LEX_OPENER },
	{ "virtual", LEX_SPECIFIER },
	{ "void", LEX_TYPE },
	{ "volatile", LEX_SPECIFIER },
	{ "while", LEX_FLOW },
};

enum { KEYWORD_MAX = 12, KEYWORDS = sizeof(keywords) / sizeof(*keywords) };

static bool is_capitals(struct text word)
{
	bool letter = false;

	for (size_t i = 0; i < word.size; i++) {
		char c = word.data[i];

		if (c >= 'A' && c <= 'Z')
			letter = true;
		else if (c != '_' && !(c >= '0' && c <= '9'))
			return false;
	}
	return letter && word.size >= CAPITALS_MIN;
}

static bool is_word(char c)
{
	unsigned letter = (unsigned char)c | 0x20u;

	return letter - 'a' < 26 || (unsigned)(c - '0') < 10 || c == '_' || c == '$' || (c & 0x80);
}

/* What is asked of each byte and each word. */
struct letters {
	bool in_word[256];
	uint16_t sizes[256];            /* of keywords that begin so, a bit each */
	uint8_t first[256], count[256]; /* of keywords[] */
};

static void learn_letters(struct letters *letters)
{
	*letters = (struct letters){ .sizes = { 0 } };
	for (int c = 0; c < 256; c++)
		letters->in_word[c] = is_word((char)c);
	for (size_t i = KEYWORDS; i-- > 0;) {
		unsigned char letter = (unsigned char)keywords[i].word[0];

		letters->sizes[letter] |= (uint16_t)(1u << strlen(keywords[i].word));
		letters->first[letter] = (uint8_t)i;
		letters->count[letter]++;
	}
}

/* Asked for every word of every file: most differ from all keywords by first letter and size. */
static enum lexeme_kind word_kind(const struct letters *letters, struct text word)
{
	unsigned char letter = (unsigned char)word.data[0];
	const struct keyword *known = keywords + letters->first[letter];

	if (is_capitals(word))
		return LEX_CAPITALS;
	if (word.size > KEYWORD_MAX || !(letters->sizes[letter] >> word.size & 1))
		return LEX_NAME;
	for (const struct keyword *end = known + letters->count[letter]; known < end; known++)
		if (text_is(word, known->word))
			return known->kind;
	return LEX_NAME;
}

bool lexeme_is(const struct lexemes *all, size_t i, const char *word)
{
	const struct lexeme *lexeme = i < all->count ? &all->items[i] : NULL;

	return lexeme &&
	       text_is((struct text){ all->bytes + lexeme->start, lexeme->end - lexeme->start },
	               word);
}

/* --- reading ------------------------------------------------------------------------ */

static size_t word_end(const struct lexemes *all, const struct letters *letters, size_t at)
{
	const char *bytes = all->bytes;

	while (at < all->size && letters->in_word[(unsigned char)bytes[at]])
		at++;
	return at;
}

/* Digits, with the separators of C++: 1'000. */
static size_t number_end(const struct lexemes *all, size_t at)
{
	while (at < all->size &&
	       (is_word(all->bytes[at]) || all->bytes[at] == '.' ||
	        (all->bytes[at] == '\'' && at + 1 < all->size && is_word(all->bytes[at + 1]))))
		at++;
	return at;
}

/* Behind the quote that closes; a line that ends first closes, too. */
static size_t quoted_end(const struct lexemes *all, size_t at)
{
	char quote = all->bytes[at++];

	while (at < all->size && all->bytes[at] != quote && all->bytes[at] != '\n')
		at += all->bytes[at] == '\\' ? 2 : 1;
	return at < all->size ? at + 1 : all->size;
}

/* R"x( … )x" */
static size_t raw_end(const struct lexemes *all, size_t quote)
{
	size_t left = all->size - quote;
	const char *open =
		memchr(all->bytes + quote, '(', left < RAW_NAME_MAX + 2 ? left : RAW_NAME_MAX + 2);
	char close[RAW_NAME_MAX + 2];
	const char *end;
	size_t size;

	if (!open)
		return quoted_end(all, quote);
	size = (size_t)(open - all->bytes) - quote - 1;
	close[0] = ')';
	memcpy(close + 1, all->bytes + quote + 1, size);
	close[size + 1] = '"';
	end = memmem(open, left - size - 1, close, size + 2);
	return end ? (size_t)(end - all->bytes) + size + 2 : all->size;
}

/* A line with its continuations. */
static size_t line_end(const struct lexemes *all, size_t at)
{
	while (at < all->size) {
		const char *newline = memchr(all->bytes + at, '\n', all->size - at);
		size_t end = newline ? (size_t)(newline - all->bytes) : all->size;
		size_t last = end;

		if (last > at && all->bytes[last - 1] == '\r')
			last--;
		if (!newline || last == at || all->bytes[last - 1] != '\\')
			return end;
		at = end + 1;
	}
	return all->size;
}

/* Behind a comment that begins at `at`, or `at`. */
static size_t comment_end(const struct lexemes *all, size_t at)
{
	const char *end;

	if (at + 1 >= all->size || all->bytes[at] != '/')
		return at;
	if (all->bytes[at + 1] == '/')
		return line_end(all, at);
	if (all->bytes[at + 1] != '*')
		return at;
	end = memmem(all->bytes + at + 2, all->size - at - 2, "*/", 2);
	return end ? (size_t)(end - all->bytes) + 2 : all->size;
}

static void blank_comment(struct lexemes *all, size_t at, size_t end)
{
	for (; at < end; at++)
		if (!memchr("\n\r\\", all->bytes[at], 3))
			all->bytes[at] = ' ';
	all->blanked = true;
}

/* A comment at the end of a line of a macro ends the macro for the grammar. */
static void blank_comments(struct lexemes *all, size_t at, size_t end)
{
	while (at < end) {
		bool quoted = all->bytes[at] == '"' || all->bytes[at] == '\'';
		size_t behind = quoted ? quoted_end(all, at) : comment_end(all, at);

		if (behind > at && !quoted && all->bytes[at + 1] == '*')
			blank_comment(all, at, behind < end ? behind : end);
		at = behind > at ? behind : at + 1;
	}
}

/* A preprocessor line with its continuations. */
static size_t read_directive(struct lexemes *all, size_t at)
{
	size_t end = line_end(all, at);

	if (memchr(all->bytes + at, '\n', end - at))
		blank_comments(all, at, end);
	return end;
}

static void add(struct lexemes *all, size_t start, size_t end, enum lexeme_kind kind)
{
	all->items = array_grow(all->items, &all->capacity, all->count, sizeof(*all->items));
	all->items[all->count++] = (struct lexeme){ .start = (uint32_t)start,
		                                    .end = (uint32_t)end,
		                                    .kind = (uint8_t)kind };
}

static size_t read_word(struct lexemes *all, const struct letters *letters, size_t at)
{
	size_t end = word_end(all, letters, at);
	struct text word = { all->bytes + at, end - at };

	if (end < all->size && all->bytes[end] == '"') {
		end = word.data[word.size - 1] == 'R' ? raw_end(all, end) : quoted_end(all, end);
		add(all, at, end, LEX_LITERAL);
	} else {
		add(all, at, end, word_kind(letters, word));
	}
	return end;
}

static size_t read_one(struct lexemes *all, const struct letters *letters, size_t at)
{
	char c = all->bytes[at];
	size_t end = comment_end(all, at);

	if (end > at)
		return end;
	if (c >= '0' && c <= '9')
		end = number_end(all, at);
	else if (c == '"' || c == '\'')
		end = quoted_end(all, at);
	if (end > at) {
		add(all, at, end, LEX_LITERAL);
		return end;
	}
	if (letters->in_word[(unsigned char)c])
		return read_word(all, letters, at);
	add(all, at, at + 1, LEX_SIGN);
	return at + 1;
}

/* Round brackets learn of each other; `partner` of an open one leads to the
 * one around it until then. */
static void pair_brackets(struct lexemes *all)
{
	uint32_t open = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		struct lexeme *lexeme = &all->items[i];
		char sign = lexeme->kind == LEX_SIGN ? all->bytes[lexeme->start] : 0;

		if (sign == '(') {
			lexeme->partner = open;
			open = i;
		} else if (sign == ')' && open) {
			uint32_t around = all->items[open].partner;

			lexeme->partner = open;
			all->items[open].partner = i;
			open = around;
		}
	}
	for (; open;) {
		uint32_t around = all->items[open].partner;

		all->items[open].partner = 0;
		open = around;
	}
}

void lexemes_read(struct lexemes *all)
{
	struct letters letters;
	bool line_start = true;

	learn_letters(&letters);
	for (size_t at = 0; at < all->size;) {
		char c = all->bytes[at];

		if (c == '\n') {
			line_start = true;
			at++;
		} else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
			at++;
		} else if (c == '#' && line_start) {
			at = read_directive(all, at);
		} else {
			line_start = false;
			at = read_one(all, &letters, at);
		}
	}
	pair_brackets(all);
}

void lexemes_release(struct lexemes *all)
{
	memory_free(all->items);
	*all = (struct lexemes){ 0 };
}
