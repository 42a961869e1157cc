/*
 * Lua.  A function is called by what it is assigned to; what stands in a table
 * is called by its key.  Functions in functions belong to the one around them,
 * but for `function object.name()`: those are what other languages call methods.
 * `x = a or b` is how Lua gives a default, and costs no effort.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_lua(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "hash_bang_line", .role = ROLE_COMMENT },
	{ "string", .role = ROLE_LITERAL },
	{ "number", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "nil", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", .parent = "variable_list", .role = ROLE_BOUND },
	{ "identifier", "name", "for_numeric_clause", .role = ROLE_BOUND },
	{ "identifier", .parent = "parameters", .role = ROLE_PARAMETER },
	{ "identifier", "name", "field", .role = ROLE_DECLARED },
	{ "identifier", .parent = "attribute", .role = ROLE_DECLARED },
	{ "identifier", .parent = "label_statement", .role = ROLE_DECLARED },
	{ "identifier", .parent = "goto_statement", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },

	/* units */
	{ "function_declaration", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_CHILD | NODE_ALWAYS_APART, .fixed = "method_index_expression" },
	{ "function_declaration", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_CHILD | NODE_ALWAYS_APART, .fixed = "dot_index_expression" },
	{ "function_declaration", .role = ROLE_FUNCTION },
	{ "function_definition", "value", "field", .role = ROLE_FUNCTION, .name = NAME_BINDING,
	  .kind = UNIT_METHOD },
	{ "function_definition", .role = ROLE_FUNCTION, .name = NAME_BINDING },
	{ "table_constructor", .role = ROLE_SCOPE, .name = NAME_BINDING, .flags = NODE_REOPENS },
	{ "assignment_statement", .role = ROLE_BINDING, .name = NAME_FIRST },
	{ "field", .role = ROLE_BINDING, .kind = UNIT_METHOD },
	{ "parameters", .role = ROLE_PARAMETERS },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "elseif_statement", .role = ROLE_ELSE_IF },
	{ "else_statement", .role = ROLE_ELSE, .flags = NODE_ALWAYS_APART },
	{ "for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "repeat_statement", .role = ROLE_LOOP },
	{ "goto_statement", .role = ROLE_JUMP },
	{ "binary_expression", "value", "expression_list", .role = ROLE_BOOLEAN,
	  .flags = NODE_IDIOM, .fixed = "or" },
	{ "parenthesized_expression", "value", "expression_list", .role = ROLE_PARENS,
	  .flags = NODE_IDIOM, .fixed = "or" },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "expression_list", .parent = "assignment_statement",
	  .role = ROLE_PARENS }, /* to the name */
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* What stands in a string; empty for anything else. */
static struct text string_content(struct text word)
{
	size_t quotes =
		text_starts(word, "[[") ? 2 : text_starts(word, "\"") || text_starts(word, "'");

	if (!quotes || word.size < 2 * quotes)
		return TEXT("");
	return (struct text){ word.data + quotes, word.size - 2 * quotes };
}

/* `require "a.b"`, `require("a.b")`, `pcall(require, "a.b")`, `dofile("a/b.lua")`; a name that is
 * put together at run time leads nowhere. */
static void read_require(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_MODULE };
	struct text next = token_text(source, 1);
	size_t at = text_is(next, "(") || text_is(next, ",") ? 2 : 1;

	if (text_is(token_text(source, 0), "dofile"))
		import.kind = IMPORT_PATH;
	import.target = string_content(token_text(source, at));
	if (import.target.size && !text_is(token_text(source, at + 1), ".."))
		source->found(source->context, &import);
}

const struct language language_lua = {
	.name = "lua",
	.id = 18,
	.revision = 1,
	.grammar = tree_sitter_lua,
	.extensions = (const char *const[]){ "lua", NULL },
	.interpreters = (const char *const[]){ "lua", "luajit", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "and", "or", NULL },
	.hidden_word = "local",
	.link_style = LINKS_SOURCED,
	.joint = ".",
	.inline_imports = (const char *const[]){ "require", "dofile", NULL },
	.imports = read_require,
};
