/*
 * What the grammar of Kotlin stumbles over in sound text, and another spelling
 * of the same size for it that it understands:
 *
 *   if (a) while (b) { }     a loop where it expects a value it takes for a call
 *   is Int if a > 0 -> b     guards on arms; context(a: A); $$"…": newer than it
 *   get("/"), var dynamic    words that are keywords elsewhere
 *   class A { fun a() = b }  what ends right before a bracket on its line
 */
#include "all.h"
#include "spelling.h"

/* --- texts and comments ------------------------------------------------------------ */

static size_t behind_line(const struct spelling *spelling, size_t at)
{
	while (at < spelling->size && spelling->bytes[at] != '\n')
		at++;
	return at;
}

static size_t behind_next(const struct spelling *spelling, size_t at, const char *end)
{
	while (at < spelling->size && !is_at(spelling, at, end))
		at++;
	return at < spelling->size ? at + strlen(end) : at;
}

/* A raw text may end in more quotes than three. */
static size_t behind_raw_text(const struct spelling *spelling, size_t at)
{
	at = behind_next(spelling, at + 3, "\"\"\"");
	while (at < spelling->size && spelling->bytes[at] == '"')
		at++;
	return at;
}

static size_t behind_quote(const struct spelling *spelling, size_t at)
{
	char quote = spelling->bytes[at];
	bool dollars = at && spelling->bytes[at - 1] == '$';

	for (at++; at < spelling->size && spelling->bytes[at] != '\n'; at++) {
		if (spelling->bytes[at] == quote)
			return at + 1;
		if (spelling->bytes[at] == '\\') {
			at++;
		} else if (!dollars && is_at(spelling, at, "${")) {
			size_t behind = behind_brackets(spelling, at + 1, '{', '}');

			at = behind ? behind - 1 : at;
		}
	}
	return at < spelling->size ? at : spelling->size;
}

/* Behind a text or comment that begins at `at`; else `at`. */
static size_t behind_text(const struct spelling *spelling, size_t at)
{
	if (is_at(spelling, at, "//"))
		return behind_line(spelling, at);
	if (is_at(spelling, at, "/*"))
		return behind_next(spelling, at + 2, "*/");
	if (is_at(spelling, at, "\"\"\""))
		return behind_raw_text(spelling, at);
	if (spelling->bytes[at] == '"' || spelling->bytes[at] == '\'')
		return behind_quote(spelling, at);
	return at;
}

/* --- loops where a value is expected -------------------------------------------------- */

enum { BRACKETS_MAX = 128 };

/* What stands before the next word. */
enum before {
	BEFORE_OTHER,
	BEFORE_IF,    /* the word itself: its condition follows */
	BEFORE_NOTE,  /* an annotation: its arguments may follow */
	BEFORE_VALUE, /* `if (…)`, `else`, `@A(…)` */
};

struct loops {
	struct spelling spelling;
	enum before before;
	uint8_t open[BRACKETS_MAX]; /* by parenthesis: what stands before it */
	unsigned depth;
	bool changed;
};

/* `for ((a, b) in c)`, `for (a: A in b)`: what stands before `in` becomes one name. */
static void respell_variable(const struct spelling *spelling, size_t at)
{
	size_t end;

	at = behind_blanks(spelling, at);
	if (at >= spelling->size || spelling->bytes[at] != '(')
		return;
	at = behind_blanks(spelling, at + 1);
	for (end = at; end < spelling->size && !is_at(spelling, end, " in "); end++)
		if (spelling->bytes[end] == '\n')
			return;
	if (end < spelling->size)
		memset(spelling->bytes + at, 'x', end - at);
}

static bool is_loop(struct text word)
{
	return text_is(word, "for") || text_is(word, "while");
}

/* As an `if`, whose text in the file says what it is. */
static void respell_loop(struct loops *loops, size_t at, struct text word)
{
	if (text_is(word, "for"))
		respell_variable(&loops->spelling, at + word.size);
	memset(loops->spelling.bytes + at, ' ', word.size);
	memcpy(loops->spelling.bytes + at, "if", 2);
	loops->changed = true;
}

static bool is_annotation(const struct loops *loops, size_t at)
{
	const char *bytes = loops->spelling.bytes;

	if (at && bytes[at - 1] == '@')
		return at == 1 || !is_word_char(bytes[at - 2]);
	return at && loops->before == BEFORE_NOTE && memchr(".:", bytes[at - 1], 2);
}

static void read_word(struct loops *loops, size_t at, struct text word)
{
	size_t end = at + word.size;
	bool value = loops->before == BEFORE_VALUE || loops->before == BEFORE_NOTE;

	if (is_annotation(loops, at)) {
		loops->before = BEFORE_NOTE;
	} else if (value && is_loop(word)) {
		respell_loop(loops, at, word);
		loops->before = BEFORE_IF;
	} else if (loops->before == BEFORE_VALUE && is_at(&loops->spelling, end, "@ ") &&
	           is_loop(word_at(&loops->spelling, end + 2))) {
		blank_out(&loops->spelling, at, end + 1); /* its label */
	} else if (text_is(word, "else")) {
		loops->before = BEFORE_VALUE;
	} else {
		loops->before = text_is(word, "if") ? BEFORE_IF : BEFORE_OTHER;
	}
}

static void read_sign(struct loops *loops, char sign)
{
	if (is_blank_of_line(sign) || sign == '\n' || sign == '@')
		return;
	if (loops->before == BEFORE_NOTE && (sign == '.' || sign == ':'))
		return;
	if (sign == '(' && loops->depth++ < BRACKETS_MAX)
		loops->open[loops->depth - 1] = (uint8_t)loops->before;
	if (sign == ')' && loops->depth && --loops->depth < BRACKETS_MAX &&
	    loops->open[loops->depth] != BEFORE_OTHER)
		loops->before = BEFORE_VALUE;
	else
		loops->before = BEFORE_OTHER;
}

bool respell_kotlin_loops(char *bytes, size_t size)
{
	struct loops loops = { .spelling = { bytes, size } };

	for (size_t at = 0; at < size;) {
		size_t behind = behind_text(&loops.spelling, at);
		struct text word = word_at(&loops.spelling, at);

		if (behind > at) {
			if (bytes[at] != '/')
				loops.before = BEFORE_OTHER;
			at = behind;
		} else if (word.size) {
			read_word(&loops, at, word);
			at += word.size;
		} else {
			read_sign(&loops, bytes[at++]);
		}
	}
	return loops.changed;
}

/* --- words that are names, too ---------------------------------------------------------- */

/* As a name at the start of a statement they are taken for the other thing, and so is the front
 * of `in1`, and cost a class. */
static const char *const soft_words[] = {
	"set",      "get",      "in",       "by",      "as",     "else",  "where",
	"open",     "inner",    "data",     "value",   "public", "final", "private",
	"external", "inline",   "internal", "suspend", "vararg", "init",  "constructor",
	"abstract", "lateinit", "out",      NULL,
};

static bool begins_statement(const struct spelling *spelling, size_t at)
{
	at = before_blanks(spelling, at);
	return at == 0 || memchr("\n{;", spelling->bytes[at - 1], 3);
}

/* `get()` and `set(value)` with a body are accessors; with other arguments, or without a body,
 * calls. */
static bool is_called(const struct spelling *spelling, struct text word, size_t at)
{
	size_t behind = behind_brackets(spelling, at, '(', ')');
	size_t inside = behind_blanks(spelling, at + 1);
	char next;

	if (text_is(word, "constructor") || !behind)
		return false;
	if (!text_is(word, "get") && !text_is(word, "set"))
		return true;
	if (text_is(word, "get") && inside + 1 != behind)
		return true;
	for (; inside < behind - 1; inside++)
		if (strchr("(\".=,", spelling->bytes[inside]))
			return true;
	behind = behind_blanks(spelling, behind);
	next = behind < spelling->size ? spelling->bytes[behind] : '\n';
	return !strchr("{=:\n", next) || is_at(spelling, behind, "==");
}

/* Only a name can stand before these. */
static bool is_used(const struct spelling *spelling, struct text word, size_t end)
{
	size_t at = behind_blanks(spelling, end);
	char next = at < spelling->size ? spelling->bytes[at] : '\n';

	if (next == '(')
		return is_called(spelling, word, at);
	if (next == '{')
		return text_is(word, "get") || text_is(word, "set");
	if (strchr("+-*/%", next))
		return is_at(spelling, at + 1, "=");
	return next == '.' || next == '[' || (next == '=' && !is_at(spelling, at, "=="));
}

static size_t letters_end(const struct spelling *spelling, size_t at)
{
	while (at < spelling->size && is_word_char(spelling->bytes[at]) &&
	       spelling->bytes[at] != '_' &&
	       !(spelling->bytes[at] >= '0' && spelling->bytes[at] <= '9'))
		at++;
	return at;
}

/* `suspend { … }`, which makes a lambda; `suspend: Boolean`, `if (suspend)`, `suspend(a)`. */
static bool is_suspend_name(const struct spelling *spelling, size_t end)
{
	size_t behind = is_at(spelling, end, "(") ? behind_brackets(spelling, end, '(', ')') : 0;

	if (behind)
		return !is_at(spelling, behind_blanks(spelling, behind), "->");
	end = behind_blanks(spelling, end);
	return end < spelling->size && memchr("{):,", spelling->bytes[end], 4);
}

/* Gives such names another last letter, which nobody sees. */
static bool respell_name(const struct spelling *spelling, size_t at, size_t end)
{
	size_t letters = letters_end(spelling, at);
	struct text word = { spelling->bytes + at, letters - at };
	bool whole = letters == end;
	bool soft = is_word_of(word, soft_words);

	if (whole && text_is(word, "dynamic"))
		soft = true; /* a type, and a name */
	else if (whole && text_is(word, "suspend") && is_suspend_name(spelling, end))
		soft = true;
	else if (whole && soft)
		soft = begins_statement(spelling, at) && is_used(spelling, word, end);
	if (soft)
		spelling->bytes[letters - 1] = '_';
	return soft;
}

/* --- what is newer ------------------------------------------------------------------------ */

static bool begins_declaration(struct text word)
{
	static const char *const words[] = {
		"fun",      "val",     "var",      "class",    "interface", "object",
		"public",   "private", "internal", "override", "protected", "open",
		"abstract", "suspend", "inline",   "operator", "infix",     NULL,
	};

	return is_word_of(word, words);
}

/* `context(log: Log)` before a declaration or the type of a function. */
static bool blank_context(const struct spelling *spelling, size_t at, size_t end)
{
	size_t behind = is_at(spelling, end, "(") ? behind_brackets(spelling, end, '(', ')') : 0;
	size_t next = behind;

	while (next && next < spelling->size &&
	       (is_blank_of_line(spelling->bytes[next]) || spelling->bytes[next] == '\n'))
		next++;
	if (!behind || !(is_at(spelling, next, "(") || begins_declaration(word_at(spelling, next))))
		return false;
	blank_out(spelling, at, behind);
	return true;
}

/* Is there an arrow in the rest of the line, and no bracket before it? */
static bool leads_to_arrow(const struct spelling *spelling, size_t at)
{
	for (; at < spelling->size && spelling->bytes[at] != '\n'; at++) {
		if (spelling->bytes[at] == '{')
			return false;
		if (is_at(spelling, at, "->"))
			return true;
	}
	return false;
}

/* `is Int if a > 0 ->` as two conditions of which the second is the guard; `else if a ->` as one. */
static bool respell_guard(const struct spelling *spelling, size_t at)
{
	static const char *const others[] = { "return", "throw", "in", "is", "as", NULL };
	size_t before = before_blanks(spelling, at);
	struct text word = word_before(spelling, before);

	if (!before || !leads_to_arrow(spelling, at))
		return false;
	if (text_is(word, "else")) {
		if (!begins_statement(spelling, before - word.size))
			return false;
		blank_out(spelling, before - word.size, at + 2);
		return true;
	}
	if (is_word_of(word, others) || !(is_word_char(spelling->bytes[before - 1]) ||
	                                  memchr("\")>?'", spelling->bytes[before - 1], 5)))
		return false;
	memcpy(spelling->bytes + at, ", ", 2);
	return true;
}

/* `actual constructor(…)` behind the name of a class */
static bool blank_actual(const struct spelling *spelling, size_t at, size_t end)
{
	size_t next = behind_blanks(spelling, end);

	if (!text_is(word_at(spelling, next), "constructor"))
		return false;
	blank_out(spelling, at, end);
	return true;
}

/* `suspend ((A) -> B)` */
static bool blank_suspend(const struct spelling *spelling, size_t at, size_t end)
{
	if (!is_at(spelling, behind_blanks(spelling, end), "(("))
		return false;
	blank_out(spelling, at, end);
	return true;
}

/* An annotation that stands alone on its line, or before an accessor. */
static bool blank_annotation(const struct spelling *spelling, size_t at)
{
	size_t end = at + 1;
	struct text next;

	while (end < spelling->size &&
	       (is_word_char(spelling->bytes[end]) || memchr(".:", spelling->bytes[end], 2)))
		end++;
	if (end < spelling->size && spelling->bytes[end] == '(')
		end = behind_brackets(spelling, end, '(', ')');
	if (!end || !begins_statement(spelling, at))
		return false;
	next = word_at(spelling, behind_blanks(spelling, end));
	if (!text_is(next, "get") && !text_is(next, "set") &&
	    !is_at(spelling, behind_blanks(spelling, end), "//") &&
	    !is_at(spelling, behind_blanks(spelling, end), "\n"))
		return false;
	blank_out(spelling, at, end);
	return true;
}

/* `$$"…"`: its marks, and all dollars in it; `"""…""""`: the quotes before the last three. */
static bool respell_text(const struct spelling *spelling, size_t at, size_t end)
{
	bool raw = is_at(spelling, at, "\"\"\"");
	bool dollars = at > 1 && spelling->bytes[at - 1] == '$';
	bool changed = dollars;

	while (at && spelling->bytes[at - 1] == '$')
		spelling->bytes[--at] = ' ';
	for (size_t i = at; dollars && i < end; i++)
		if (spelling->bytes[i] == '$')
			spelling->bytes[i] = '_';
	for (; raw && end > at + 6 && spelling->bytes[end - 4] == '"'; end--) {
		spelling->bytes[end - 4] = '_';
		changed = true;
	}
	return changed;
}

static bool respell_word(const struct spelling *spelling, size_t at, struct text word)
{
	size_t end = at + word.size;

	if (text_is(word, "if"))
		return respell_guard(spelling, at);
	if (text_is(word, "context"))
		return blank_context(spelling, at, end);
	if (text_is(word, "actual"))
		return blank_actual(spelling, at, end);
	if (text_is(word, "suspend") && blank_suspend(spelling, at, end))
		return true;
	return respell_name(spelling, at, end);
}

static bool respell_sign(const struct spelling *spelling, size_t at)
{
	if (spelling->bytes[at] == '@')
		return blank_annotation(spelling, at);
	if (!is_at(spelling, at, "?::"))
		return false;
	spelling->bytes[at] = ' ';
	return true;
}

bool respell_kotlin(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = respell_kotlin_loops(bytes, size);

	for (size_t at = 0; at < size;) {
		size_t behind = behind_text(&spelling, at);
		struct text word = word_at(&spelling, at);

		if (behind > at) {
			if (bytes[at] == '"')
				changed = respell_text(&spelling, at, behind) || changed;
			at = behind;
		} else if (word.size) {
			changed = respell_word(&spelling, at, word) || changed;
			at += word.size;
		} else {
			changed = respell_sign(&spelling, at++) || changed;
		}
	}
	return changed;
}

/* --- brackets ------------------------------------------------------------------------------ */

/* `class Circle : Shape { fun area() = r * r }`: what ends right before a bracket on its line the
 * grammar takes for unfinished.  A semicolon in the blank says that it is not. */
bool end_before_kotlin_brackets(char *bytes, size_t size)
{
	bool changed = respell_kotlin_loops(bytes, size);

	for (size_t at = 2; at < size; at++) {
		if (bytes[at] != '}' || bytes[at - 1] != ' ' ||
		    !(is_word_char(bytes[at - 2]) || memchr("})]\"?", bytes[at - 2], 5)))
			continue;
		bytes[at - 1] = ';';
		changed = true;
	}
	return changed;
}
