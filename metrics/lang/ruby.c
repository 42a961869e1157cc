/*
 * Ruby.  A block is a closure: it nests, and belongs to the method around it,
 * whatever it is handed to.  Blocks in the body of a class or at the top are
 * code that runs when the file is read, and no units; methods in them are.
 * `if … else … end` is an if wherever it stands; `a ? b : c` is the conditional
 * expression.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_ruby(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "uninterpreted", .role = ROLE_DROPPED },
	{ "string", .role = ROLE_TEXT },
	{ "string_content", .role = ROLE_LITERAL },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "heredoc_beginning", .role = ROLE_LITERAL },
	{ "heredoc_body", .role = ROLE_TEXT },
	{ "heredoc_content", .role = ROLE_LITERAL },
	{ "heredoc_end", .role = ROLE_LITERAL },
	{ "bare_string", .role = ROLE_TEXT },
	{ "bare_symbol", .role = ROLE_TEXT },
	{ "regex", .role = ROLE_TEXT },
	{ "subshell", .role = ROLE_TEXT },
	{ "delimited_symbol", .role = ROLE_TEXT },
	{ "simple_symbol", .role = ROLE_LITERAL },
	{ "character", .role = ROLE_LITERAL },
	{ "integer", .role = ROLE_LITERAL },
	{ "float", .role = ROLE_LITERAL },
	{ "rational", .role = ROLE_LITERAL },
	{ "complex", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "nil", .role = ROLE_LITERAL },
	{ "file", .role = ROLE_LITERAL },
	{ "line", .role = ROLE_LITERAL },
	{ "encoding", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", .parent = "method_parameters", .role = ROLE_PARAMETER },
	{ "identifier", "locals", "block_parameters", .role = ROLE_BOUND },
	{ "identifier", .parent = "block_parameters", .role = ROLE_PARAMETER },
	{ "identifier", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "identifier", .parent = "destructured_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "optional_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "keyword_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "splat_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "hash_splat_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "block_parameter", .role = ROLE_BOUND },
	{ "identifier", "left", "assignment", .role = ROLE_BOUND },
	{ "identifier", "left", "operator_assignment", .role = ROLE_BOUND },
	{ "identifier", "pattern", "for", .role = ROLE_BOUND },
	{ "identifier", .parent = "left_assignment_list", .role = ROLE_BOUND },
	{ "identifier", .parent = "destructured_left_assignment", .role = ROLE_BOUND },
	{ "identifier", .parent = "rest_assignment", .role = ROLE_BOUND },
	{ "identifier", .parent = "exception_variable", .role = ROLE_BOUND },
	{ "identifier", "pattern", "in_clause", .role = ROLE_BOUND },
	{ "identifier", "name", "as_pattern", .role = ROLE_BOUND },
	{ "identifier", "value", "keyword_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "array_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "find_pattern", .role = ROLE_BOUND },
	{ "constant", "left", "assignment", .role = ROLE_BOUND },
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "constant", .role = ROLE_IDENTIFIER },
	{ "global_variable", .role = ROLE_IDENTIFIER },
	{ "instance_variable", .role = ROLE_DECLARED }, /* of an object, not of a file */
	{ "class_variable", .role = ROLE_DECLARED },
	{ "hash_key_symbol", .role = ROLE_DECLARED },

	/* units */
	{ "module", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "class", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "singleton_class", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_REOPENS },
	{ "call", "right", "assignment", .role = ROLE_SCOPE, .name = NAME_BINDING,
	  .kind = UNIT_METHOD, .flags = NODE_BEGINS, .fixed = "Struct.new" },
	{ "call", "right", "assignment", .role = ROLE_SCOPE, .name = NAME_BINDING,
	  .kind = UNIT_METHOD, .flags = NODE_BEGINS, .fixed = "Class.new" },
	{ "method", .role = ROLE_FUNCTION, .flags = NODE_ALWAYS_APART },
	{ "singleton_method", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_ALWAYS_APART },
	{ "setter", "name", "method", .role = ROLE_MODIFIER, .kind = UNIT_SETTER },
	{ "operator", "name", "method", .role = ROLE_MODIFIER, .kind = UNIT_OPERATOR },
	{ "call", "right", "assignment", .role = ROLE_PARENS, .flags = NODE_BEGINS,
	  .fixed = "lambda" }, /* transparent: the block gets the name */
	{ "call", "right", "assignment", .role = ROLE_PARENS, .flags = NODE_BEGINS,
	  .fixed = "proc" },
	{ "lambda", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "block", .parent = "lambda", .role = ROLE_NONE },
	{ "do_block", .parent = "lambda", .role = ROLE_NONE },
	{ "block", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "do_block", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "assignment", .role = ROLE_BINDING, .fixed = "left" },
	{ "alias", .role = ROLE_DEFINITION },
	{ "method_parameters", .role = ROLE_PARAMETERS },
	{ "block_parameters", .role = ROLE_PARAMETERS },
	{ "lambda_parameters", .role = ROLE_PARAMETERS },
	{ "optional_parameter", .role = ROLE_PARAMETER },
	{ "keyword_parameter", .role = ROLE_PARAMETER },
	{ "destructured_parameter", .role = ROLE_PARAMETER },
	{ "splat_parameter", .parent = "array_pattern", .role = ROLE_NONE },
	{ "splat_parameter", .parent = "find_pattern", .role = ROLE_NONE },
	{ "splat_parameter", .role = ROLE_PARAMETER },
	{ "hash_splat_parameter", .parent = "hash_pattern", .role = ROLE_NONE },
	{ "hash_splat_parameter", .role = ROLE_PARAMETER },
	{ "forward_parameter", .role = ROLE_PARAMETER },

	/* flow */
	{ "if", .role = ROLE_IF },
	{ "unless", .role = ROLE_IF },
	{ "if_modifier", .role = ROLE_IF },
	{ "unless_modifier", .role = ROLE_IF },
	{ "elsif", .role = ROLE_ELSE_IF },
	{ "else", .parent = "case", .role = ROLE_NONE }, /* the default arm */
	{ "else", .parent = "case_match", .role = ROLE_NONE },
	{ "else", .role = ROLE_ELSE, .flags = NODE_ALWAYS_APART }, /* of rescue, too */
	{ "for", .role = ROLE_LOOP },
	{ "while", .role = ROLE_LOOP },
	{ "until", .role = ROLE_LOOP },
	{ "while_modifier", .role = ROLE_LOOP },
	{ "until_modifier", .role = ROLE_LOOP },
	{ "case", .role = ROLE_SWITCH },
	{ "case_match", .role = ROLE_SWITCH },
	{ "when", .role = ROLE_CASE },
	{ "in_clause", .role = ROLE_CASE },
	{ "if_guard", .role = ROLE_GUARD },
	{ "unless_guard", .role = ROLE_GUARD },
	{ "begin", .role = ROLE_TRY, .flags = NODE_HAS_CHILD, .fixed = "rescue" },
	{ "begin", .role = ROLE_TRY, .flags = NODE_HAS_CHILD, .fixed = "ensure" },
	{ "rescue", .role = ROLE_CATCH },
	{ "*", "handler", "rescue_modifier", .role = ROLE_CATCH },
	{ "conditional", .role = ROLE_TERNARY },
	{ "binary", .role = ROLE_BOOLEAN },
	{ "parenthesized_statements", .role = ROLE_PARENS },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

static struct text string_content(struct text word)
{
	if (word.size < 2 || (word.data[0] != '"' && word.data[0] != '\''))
		return TEXT("");
	return (struct text){ word.data + 1, word.size - 2 };
}

/* `require "a/b"`, `require_relative("b")`, `load "b.rb"`, `autoload :Name, "a/b"`; what is relative
 * to the file itself begins with a dot. */
static void read_require(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_PATH };
	struct text word = token_text(source, 0);
	struct bytes path = BYTES_INIT;
	size_t at = text_is(token_text(source, 1), "(") ? 2 : 1;

	if (text_is(word, "autoload")) {
		import.name = token_text(source, at);
		if (!text_starts(import.name, ":"))
			return;
		import.name.data++;
		import.name.size--;
		at += 2;
	}
	import.target = string_content(token_text(source, at));
	if (import.target.size && text_is(word, "require_relative") &&
	    !text_starts(import.target, ".")) {
		bytes_add_string(&path, "./");
		bytes_add_text(&path, import.target);
		import.target = bytes_text(&path);
	}
	if (import.target.size)
		source->found(source->context, &import);
	bytes_release(&path);
}

const struct language language_ruby = {
	.name = "ruby",
	.id = 12,
	.revision = 1,
	.grammar = tree_sitter_ruby,
	.extensions = (const char *const[]){ "rb", "rake", "gemspec", NULL },
	.filenames = (const char *const[]){ "Rakefile", "Gemfile", NULL },
	.interpreters = (const char *const[]){ "ruby", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "&&", "||", "and", "or", NULL },
	.constructor = "initialize",
	.link_style = LINKS_RUBY,
	.joint = "::",
	.inline_imports =
		(const char *const[]){ "require", "require_relative", "load", "autoload", NULL },
	.imports = read_require,
};
