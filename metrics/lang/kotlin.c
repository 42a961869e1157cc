/*
 * Kotlin.  Lambdas and local functions belong to the function around them;
 * methods of object expressions are units of their own.
 *
 * `if (a) b else c` without braces counts as a conditional expression, and its
 * `else` nothing, as nowhere where no braces follow it.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_kotlin(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "line_comment", .role = ROLE_COMMENT },
	{ "block_comment", .role = ROLE_COMMENT },
	{ "shebang", .role = ROLE_COMMENT },
	{ "string_literal", .role = ROLE_TEXT },
	{ "multiline_string_literal", .role = ROLE_TEXT },
	{ "string_content", .role = ROLE_LITERAL },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "character_literal", .role = ROLE_LITERAL },
	{ "number_literal", .role = ROLE_LITERAL },
	{ "float_literal", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", .parent = "variable_declaration", .role = ROLE_DEFINITION,
	  .name = NAME_SELF },
	{ "identifier", .parent = "parameter", .role = ROLE_BOUND },
	{ "identifier", .parent = "class_parameter", .flags = NODE_BEHIND, .fixed = "=",
	  .role = ROLE_IDENTIFIER },
	{ "identifier", .parent = "class_parameter", .role = ROLE_BOUND },
	{ "identifier", .parent = "setter", .role = ROLE_PARAMETER },
	{ "identifier", .parent = "catch_block", .role = ROLE_BOUND },
	{ "identifier", .parent = "type_parameter", .role = ROLE_BOUND },
	{ "identifier", .parent = "enum_entry", .role = ROLE_DECLARED },
	{ "identifier", "name", "function_declaration", .role = ROLE_DECLARED },
	{ "identifier", "label", "return_expression", .role = ROLE_DECLARED },
	{ "identifier", .parent = "this_expression", .role = ROLE_DECLARED },
	{ "identifier", .parent = "super_expression", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },

	/* scopes */
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "object_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "companion_object", .role = ROLE_SCOPE, .flags = NODE_HAS_FIXED, .fixed = "name",
	  .kind = UNIT_METHOD },
	{ "companion_object", .role = ROLE_SCOPE, .name = NAME_FIXED, .fixed = "Companion",
	  .kind = UNIT_METHOD },
	{ "object_literal", .role = ROLE_SCOPE, .name = NAME_NONE, .kind = UNIT_METHOD },
	{ "enum_entry", .role = ROLE_SCOPE, .name = NAME_CHILD, .fixed = "identifier",
	  .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "type_alias", .role = ROLE_SCOPE, .fixed = "type", .kind = UNIT_METHOD },
	{ "property_declaration", .role = ROLE_BINDING, .name = NAME_CHILD,
	  .fixed = "variable_declaration", .kind = UNIT_METHOD },

	/* units; abstract and expected ones have no body */
	{ "function_declaration", .role = ROLE_FUNCTION, .flags = NODE_HAS_BODY },
	{ "function_declaration", .role = ROLE_DEFINITION },
	{ "secondary_constructor", .role = ROLE_FUNCTION, .name = NAME_FIXED,
	  .fixed = "constructor", .kind = UNIT_CONSTRUCTOR, .flags = NODE_HAS_BODY },
	{ "anonymous_initializer", .role = ROLE_FUNCTION, .name = NAME_FIXED, .fixed = "init",
	  .kind = UNIT_INITIALIZER },
	{ "getter", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_GETTER,
	  .flags = NODE_HAS_BODY },
	{ "setter", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_SETTER,
	  .flags = NODE_HAS_BODY },
	{ "lambda_literal", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "anonymous_function", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "function_value_parameters", .role = ROLE_PARAMETERS },
	{ "parameter", .parent = "function_value_parameters", .role = ROLE_PARAMETER },
	{ "lambda_parameters", .role = ROLE_PARAMETERS },
	{ "variable_declaration", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "multi_variable_declaration", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "annotation", .role = ROLE_ATTRIBUTE },

	/* flow; loops that are spelled otherwise for the grammar */
	{ "if_expression", .flags = NODE_BEGINS, .fixed = "for", .role = ROLE_LOOP },
	{ "if_expression", .flags = NODE_BEGINS, .fixed = "while", .role = ROLE_LOOP },
	{ "if_expression", .parent = "if_expression", .flags = NODE_BEHIND, .fixed = "else",
	  .role = ROLE_ELSE_IF },
	{ "if_expression", .flags = NODE_HAS_CHILD | NODE_UNBRACED, .fixed = "else",
	  .role = ROLE_TERNARY },
	{ "if_expression", .role = ROLE_IF },
	{ "block", .parent = "if_expression", .flags = NODE_BEHIND, .fixed = "else",
	  .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_while_statement", .role = ROLE_LOOP },
	{ "when_expression", .role = ROLE_SWITCH },
	{ "when_entry", .role = ROLE_CASE },
	{ "','", .parent = "when_entry", .flags = NODE_BEGINS, .fixed = "i", .role = ROLE_GUARD },
	{ "try_expression", .role = ROLE_TRY },
	{ "catch_block", .role = ROLE_CATCH },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	/* `break@outer`, `continue@outer`: labels of lambdas and loops stand elsewhere */
	{ "label", .parent = "labeled_expression", .role = ROLE_JUMP },

	/* links */
	{ "import", .role = ROLE_IMPORT },
	{ "package_header", .role = ROLE_PACKAGE },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* `import a.b.C`, `import a.b.*`, `import a.b.C as D` */
static void read_import(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_MODULE };
	struct bytes target = BYTES_INIT;

	for (size_t at = 1; at < source->count; at++) {
		struct text word = token_text(source, at);

		if (text_is(word, "as"))
			import.alias = token_text(source, ++at);
		else if (text_is(word, "*"))
			import.flags |= IMPORT_WILDCARD;
		else if (!text_is(word, ";"))
			bytes_add_text(&target, word);
	}
	if (import.flags & IMPORT_WILDCARD) {
		import.name = TEXT("*");
		if (target.size)
			target.size--; /* the dot before it */
	}
	import.target = bytes_text(&target);
	if (target.size)
		source->found(source->context, &import);
	bytes_release(&target);
}

const struct language language_kotlin = {
	.name = "kotlin",
	.id = 14,
	.revision = 1,
	.grammar = tree_sitter_kotlin,
	.extensions = (const char *const[]){ "kt", "kts", NULL },
	.interpreters = (const char *const[]){ "kotlin", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "&&", "||", NULL },
	.bodies = (const char *const[]){ "function_body", "block", "class_body", NULL },
	.hidden_word = "private",
	.link_style = LINKS_JAVA,
	.joint = ".",
	.imports = read_import,
	.blank = { respell_kotlin_loops },
	.blank_more = { { respell_kotlin },
	                { end_before_kotlin_brackets },
	                { end_before_kotlin_brackets, respell_kotlin } },
};
