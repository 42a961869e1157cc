/*
 * PHP, with the HTML around it.  Closures belong to the function around them;
 * methods of anonymous classes are units of their own.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_php(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "text", .role = ROLE_LITERAL },
	{ "encapsed_string", .role = ROLE_TEXT },
	{ "shell_command_expression", .role = ROLE_TEXT },
	{ "heredoc_body", .role = ROLE_TEXT },
	{ "nowdoc_body", .role = ROLE_LITERAL },
	{ "string_content", .role = ROLE_LITERAL },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "string", .role = ROLE_LITERAL },
	{ "integer", .parent = "break_statement", .role = ROLE_JUMP },
	{ "integer", .parent = "continue_statement", .role = ROLE_JUMP },
	{ "integer", .role = ROLE_LITERAL },
	{ "float", .role = ROLE_LITERAL },
	{ "boolean", .role = ROLE_LITERAL },
	{ "null", .role = ROLE_LITERAL },

	/* names; a variable never leads to another file */
	{ "name", .parent = "variable_name", .role = ROLE_DECLARED },
	{ "name", .parent = "namespace_name", .role = ROLE_DECLARED },
	{ "name", "name", "argument", .role = ROLE_DECLARED },
	{ "name", "name", "enum_case", .role = ROLE_DECLARED },
	{ "name", "name", "method_declaration", .role = ROLE_DECLARED },
	{ "name", .parent = "named_label_statement", .role = ROLE_DECLARED },
	{ "name", .parent = "goto_statement", .role = ROLE_DECLARED },
	{ "name", .parent = "property_hook", .role = ROLE_DECLARED },
	{ "name", .parent = "const_element", .flags = NODE_BEHIND, .fixed = "=",
	  .role = ROLE_IDENTIFIER },
	{ "name", .parent = "const_element", .role = ROLE_DEFINITION, .name = NAME_SELF },
	{ "name", .role = ROLE_IDENTIFIER },

	/* scopes */
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "interface_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "trait_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "anonymous_class", .role = ROLE_SCOPE, .name = NAME_NONE, .kind = UNIT_METHOD },
	{ "assignment_expression", .role = ROLE_BINDING, .fixed = "left", .kind = UNIT_METHOD },
	{ "property_declaration", .role = ROLE_BINDING, .name = NAME_CHILD,
	  .fixed = "property_element", .kind = UNIT_METHOD },
	{ "property_hook_list", .role = ROLE_PARENS },

	/* units */
	{ "function_definition", .role = ROLE_FUNCTION },
	{ "method_declaration", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "property_hook", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "anonymous_function", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "arrow_function", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "formal_parameters", .role = ROLE_PARAMETERS },
	{ "simple_parameter", .role = ROLE_PARAMETER },
	{ "variadic_parameter", .role = ROLE_PARAMETER },
	{ "property_promotion_parameter", .role = ROLE_PARAMETER },
	{ "attribute_list", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "else_if_clause", .role = ROLE_ELSE_IF },
	{ "else_clause", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "foreach_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_statement", .role = ROLE_LOOP },
	{ "switch_statement", .role = ROLE_SWITCH },
	{ "case_statement", .role = ROLE_CASE },
	{ "match_expression", .role = ROLE_SWITCH },
	{ "match_conditional_expression", .role = ROLE_CASE },
	{ "try_statement", .role = ROLE_TRY },
	{ "catch_clause", .role = ROLE_CATCH },
	{ "conditional_expression", .role = ROLE_TERNARY },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "goto_statement", .role = ROLE_JUMP },

	/* links */
	{ "namespace_use_declaration", .role = ROLE_IMPORT },
	{ "include_expression", .role = ROLE_IMPORT },
	{ "include_once_expression", .role = ROLE_IMPORT },
	{ "require_expression", .role = ROLE_IMPORT },
	{ "require_once_expression", .role = ROLE_IMPORT },
	{ "namespace_name", "name", "namespace_definition", .role = ROLE_PACKAGE },
	{ 0 },
};

/* --- use ---------------------------------------------------------------------- */

static bool is(const struct import_source *source, size_t index, const char *word)
{
	return text_is(token_text(source, index), word);
}

/* `A\B` in front of the names in braces, then one of the names. */
struct use {
	const struct import_source *source;
	struct bytes path;
	size_t prefix;  /* size of what all names share */
	bool members;   /* all are functions or constants */
	bool is_member; /* this one is */
	struct text alias;
};

/* "A\B" and "c" out of "A\B\c". */
static void split(struct text path, struct import *import)
{
	for (size_t at = path.size; at-- > 1;) {
		if (path.data[at] == '\\') {
			import->target = (struct text){ path.data, at };
			import->name = (struct text){ path.data + at + 1, path.size - at - 1 };
			return;
		}
	}
}

/* At `,`, `}` or `;`. */
static void end_name(struct use *use)
{
	struct import import = { .kind = IMPORT_MODULE, .alias = use->alias };

	if (use->path.size > use->prefix) {
		import.target = bytes_text(&use->path);
		if (use->is_member)
			split(bytes_text(&use->path), &import);
		use->source->found(use->source->context, &import);
	}
	use->path.size = use->prefix;
	use->is_member = use->members;
	use->alias = TEXT("");
}

static bool is_member_word(const struct import_source *source, size_t at)
{
	return is(source, at, "function") || is(source, at, "const");
}

/* `use A\B, C as D;`, `use function A\b;`, `use A\{B, function c};` */
static void read_use(const struct import_source *source)
{
	struct use use = { .source = source };

	for (size_t at = 1; at < source->count; at++) {
		if (is_member_word(source, at)) {
			use.is_member = true;
			if (at == 1)
				use.members = true;
		} else if (is(source, at, "as")) {
			use.alias = token_text(source, ++at);
		} else if (is(source, at, "{")) {
			use.prefix = use.path.size;
		} else if (is(source, at, ",") || is(source, at, "}") || is(source, at, ";")) {
			end_name(&use);
		} else if (!(is(source, at, "\\") && use.path.size == 0)) {
			bytes_add_text(&use.path, token_text(source, at));
		}
	}
	end_name(&use);
	bytes_release(&use.path);
}

/* --- require --------------------------------------------------------------------- */

/* `require 'a.php'`, `require(__DIR__ . '/a.php')`; anything else leads nowhere. */
static void read_require(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_PATH };
	struct bytes target = BYTES_INIT;
	struct text word;
	size_t at = 1;

	if (is(source, at, "("))
		at++;
	if (is(source, at, "__DIR__") && is(source, at + 1, ".")) {
		bytes_add_char(&target, '.');
		at += 2;
	}
	word = token_text(source, at);
	if (at < source->count && source->tokens[at].kind == TOKEN_LITERAL && word.size > 2 &&
	    (at + 1 == source->count || is(source, at + 1, ")"))) {
		bytes_add_text(&target, (struct text){ word.data + 1, word.size - 2 });
		import.target = bytes_text(&target);
		source->found(source->context, &import);
	}
	bytes_release(&target);
}

static void read_import(const struct import_source *source)
{
	if (is(source, 0, "use"))
		read_use(source);
	else
		read_require(source);
}

const struct language language_php = {
	.name = "php",
	.id = 13,
	.revision = 1,
	.grammar = tree_sitter_php,
	.extensions = (const char *const[]){ "php", "phtml", NULL },
	.interpreters = (const char *const[]){ "php", NULL },
	.nodes = nodes,
	.boolean_operators = (const char *const[]){ "&&", "||", "and", "or", "AND", "OR", NULL },
	.constructor = "__construct",
	.dots = (const char *const[]){ "->", "?->", "::", NULL },
	.hidden_word = "private",
	.link_style = LINKS_PHP,
	.joint = "::",
	.imports = read_import,
};
