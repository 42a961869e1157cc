/*
 * Bash, and the shells before it.  `a && b` between commands is a decision and
 * a sequence like any other; so are -a and -o in a test.  Functions have no
 * declared parameters.
 */
#include "all.h"
#include "spelling.h"

const struct TSLanguage *tree_sitter_bash(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "string", .role = ROLE_TEXT },
	{ "string_content", .role = ROLE_LITERAL },
	{ "raw_string", .role = ROLE_LITERAL },
	{ "ansi_c_string", .role = ROLE_LITERAL },
	{ "number", .role = ROLE_LITERAL },
	{ "regex", .role = ROLE_LITERAL },
	{ "extglob_pattern", .role = ROLE_LITERAL },
	{ "file_descriptor", .role = ROLE_LITERAL },
	{ "heredoc_start", .role = ROLE_LITERAL },
	{ "heredoc_body", .role = ROLE_TEXT },
	{ "heredoc_content", .role = ROLE_LITERAL },
	{ "heredoc_end", .role = ROLE_LITERAL },
	{ "word", .parent = "command_name", .role = ROLE_IDENTIFIER },
	{ "word", "name", "function_definition", .role = ROLE_DECLARED },
	{ "word", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "variable_name", "name", "variable_assignment", .role = ROLE_BOUND },
	{ "variable_name", "variable", "for_statement", .role = ROLE_BOUND },
	{ "variable_name", .parent = "declaration_command", .role = ROLE_BOUND },
	{ "variable_name", .role = ROLE_IDENTIFIER },
	{ "variable_assignment", .parent = "command", .role = ROLE_NONE }, /* for it alone */
	{ "variable_assignment", .role = ROLE_DEFINITION },

	/* units */
	{ "function_definition", .role = ROLE_FUNCTION },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "elif_clause", .role = ROLE_ELSE_IF },
	{ "else_clause", .role = ROLE_ELSE, .flags = NODE_ALWAYS_APART },
	{ "for_statement", .role = ROLE_LOOP }, /* and select */
	{ "c_style_for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP }, /* and until */
	{ "case_statement", .role = ROLE_SWITCH },
	{ "case_item", .role = ROLE_CASE },
	{ "ternary_expression", .role = ROLE_TERNARY },
	{ "list", .role = ROLE_BOOLEAN, .flags = NODE_CHAIN },
	{ "'&&'", .parent = "list", .role = ROLE_BOOLEAN },
	{ "'||'", .parent = "list", .role = ROLE_BOOLEAN },
	{ "'&&'", .parent = "heredoc_redirect", .role = ROLE_BOOLEAN },
	{ "'||'", .parent = "heredoc_redirect", .role = ROLE_BOOLEAN },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "command", .role = ROLE_JUMP, .flags = NODE_BEGINS, .fixed = "break " },
	{ "command", .role = ROLE_JUMP, .flags = NODE_BEGINS, .fixed = "continue " },

	/* links */
	{ "command", .role = ROLE_IMPORT, .flags = NODE_BEGINS, .fixed = ". " },
	{ "command", .role = ROLE_IMPORT, .flags = NODE_BEGINS, .fixed = "source " },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* Where the word that begins with token 1 ends: at the first blank outside of quotes and $(…). */
static size_t word_end(const struct import_source *source)
{
	bool quoted = false;
	unsigned depth = 0;

	for (size_t i = 1; i < source->count; i++) {
		struct text word = token_text(source, i);

		if (i > 1 && !quoted && !depth &&
		    source->tokens[i].start > source->tokens[i - 1].end)
			return i;
		if (text_is(word, "$(") || text_is(word, "("))
			depth++;
		else if (text_is(word, ")") && depth)
			depth--;
		else if (text_is(word, "\"") && !depth)
			quoted = !quoted;
	}
	return source->count;
}

/* `. ./lib.sh`, `source "$DIR"/lib.sh`: the path as it is spelled, but for the quotes. */
static void read_source(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_PATH };
	struct bytes path = BYTES_INIT;
	size_t end = word_end(source);

	for (size_t i = 1; i < end; i++) {
		struct text word = token_text(source, i);

		if (i > 1 && source->tokens[i].start > source->tokens[i - 1].end)
			bytes_add_char(&path, ' ');
		for (size_t at = 0; at < word.size; at++)
			if (word.data[at] != '"' && word.data[at] != '\'')
				bytes_add_char(&path, word.data[at]);
	}
	import.target = bytes_text(&path);
	if (path.size)
		source->found(source->context, &import);
	bytes_release(&path);
}

/* --- bodies without braces --------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Behind a text in quotes or a comment that begins at `at`; else `at`. */
static size_t behind_text(const struct spelling *spelling, size_t at)
{
	const char *bytes = spelling->bytes;
	char quote = bytes[at];

	if (quote == '#' && (at == 0 || is_blank(bytes[at - 1]))) {
		while (at < spelling->size && bytes[at] != '\n')
			at++;
		return at;
	}
	if (quote != '\'' && quote != '"')
		return at;
	for (at++; at < spelling->size && bytes[at] != quote; at++)
		if (bytes[at] == '\\' && quote == '"')
			at++;
	return at < spelling->size ? at + 1 : spelling->size;
}

/* Could a command begin there? */
static bool begins_command(const struct spelling *spelling, size_t at)
{
	static const char *const openers[] = { "do",    "then",  "else", "if",
		                               "while", "until", "in",   NULL };
	size_t before = before_blanks(spelling, at);

	return before == 0 || strchr("\n;&|(){", spelling->bytes[before - 1]) ||
	       is_word_of(word_before(spelling, before), openers);
}

enum { BODY_MAX = 32 << 10 };

/* Those that the grammar does not know as a body. */
static const char *const compounds[] = { "case", "for", "while", "until", "select", NULL };

/* Behind the `esac` or `done` that ends the compound at `at`; 0: nowhere. */
static size_t behind_compound(const struct spelling *spelling, size_t at)
{
	static const char *const ends[] = { "esac", "done", NULL };
	size_t limit = spelling->size - at < BODY_MAX ? spelling->size : at + BODY_MAX;
	unsigned depth = 0;

	while (at < limit) {
		size_t behind = behind_text(spelling, at);
		struct text word = word_at(spelling, at);

		if (behind == at && word.size && begins_command(spelling, at)) {
			depth += is_word_of(word, compounds);
			if (is_word_of(word, ends) && --depth == 0)
				return at + word.size;
		}
		at = behind > at ? behind : at + (word.size ? word.size : 1);
	}
	return 0;
}

/* `${list%%]*}`, `${name:+ ($name)}`: brackets that open nothing, in the word of an expansion. */
static bool blank_brackets(const struct spelling *spelling, size_t at)
{
	size_t end = behind_brackets(spelling, at, '{', '}');
	const char *bytes = spelling->bytes;
	bool changed = false;

	if (!end || memmem(bytes + at, end - at, "$(", 2) || memchr(bytes + at, '[', end - at) ||
	    memchr(bytes + at, '\n', end - at))
		return false;
	for (; at < end; at++) {
		if (!memchr("])(", bytes[at], 3))
			continue;
		spelling->bytes[at] = '_';
		changed = true;
	}
	return changed;
}

/* Puts a parenthesis behind the word that ends at `end`: the word moves by a blank before it, or
 * the blank behind it is taken. */
static bool close_behind(const struct spelling *spelling, size_t end)
{
	char *word = spelling->bytes + end - 4; /* `esac` and `done` have one size */

	if (is_blank(word[-1]) && (is_blank(word[-2]) || word[-2] == ';')) {
		memmove(word - 1, word, 4);
		word[3] = ')';
		return true;
	}
	if (end >= spelling->size || !(is_blank(word[4]) || word[4] == ';'))
		return false;
	word[4] = ')';
	return true;
}

/* `name() case … esac`: of bodies without braces the grammar knows few.  Parentheses in place of
 * the blanks around them make this one of those. */
static bool respell(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = false;

	for (size_t at = 2; at < size; at++) {
		size_t start = at, end;

		if (bytes[at - 1] == '{' && bytes[at - 2] == '$')
			changed = blank_brackets(&spelling, at - 1) || changed;
		if (bytes[at - 1] != ')' || bytes[at - 2] != '(')
			continue;
		while (start < size && is_blank(bytes[start]))
			start++;
		if (start == at || !is_word_of(word_at(&spelling, start), compounds))
			continue;
		end = behind_compound(&spelling, start);
		if (!end || !close_behind(&spelling, end))
			continue;
		bytes[start - 1] = '(';
		changed = true;
	}
	return changed;
}

const struct language language_bash = {
	.name = "bash",
	.id = 17,
	.revision = 1,
	.grammar = tree_sitter_bash,
	.extensions = (const char *const[]){ "sh", "bash", NULL },
	.filenames = (const char *const[]){ ".bashrc", ".bash_profile", ".profile", NULL },
	.interpreters = (const char *const[]){ "sh", "bash", "dash", "ksh", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "&&", "||", "-a", "-o", NULL },
	.link_style = LINKS_SOURCED,
	.joint = " ", /* names may hold dots and colons, and no blanks */
	.imports = read_source,
	.blank_more = { { respell } },
};
