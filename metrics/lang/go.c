/*
 * Go.  A function literal belongs to the function around it; one that a
 * package variable holds is a unit with the name of the variable.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_go(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "expression_list", "left", "short_var_declaration", .role = ROLE_BOUND },
	{ "expression_list", "left", "range_clause", .role = ROLE_BOUND },
	{ "expression_list", "left", "receive_statement", .role = ROLE_BOUND },
	{ "expression_list", "alias", "type_switch_statement", .role = ROLE_BOUND },
	{ "literal_element", "key", "keyed_element", .role = ROLE_DECLARED },
	{ "identifier", "name", "var_spec", .role = ROLE_DEFINITION, .name = NAME_SELF },
	{ "identifier", "name", "const_spec", .role = ROLE_DEFINITION, .name = NAME_SELF },
	{ "identifier", "name", "parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", "name", "variadic_parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", "name", "type_parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "field_identifier", "field", "selector_expression", .role = ROLE_IDENTIFIER },
	{ "field_identifier", .role = ROLE_DECLARED },
	{ "type_identifier", .role = ROLE_IDENTIFIER },
	{ "package_identifier", .role = ROLE_IDENTIFIER },
	{ "blank_identifier", .role = ROLE_DECLARED },
	{ "interpreted_string_literal", .role = ROLE_LITERAL },
	{ "raw_string_literal", .role = ROLE_LITERAL },
	{ "int_literal", .role = ROLE_LITERAL },
	{ "float_literal", .role = ROLE_LITERAL },
	{ "imaginary_literal", .role = ROLE_LITERAL },
	{ "rune_literal", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "nil", .role = ROLE_LITERAL },
	{ "iota", .role = ROLE_LITERAL },

	/* units */
	{ "function_declaration", .role = ROLE_FUNCTION, .flags = NODE_HAS_BODY },
	{ "function_declaration", .role = ROLE_DEFINITION },
	{ "method_declaration", .role = ROLE_FUNCTION, .name = NAME_RECEIVER, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "func_literal", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "var_spec", .role = ROLE_BINDING, .kind = UNIT_METHOD },
	{ "expression_list", "value", "var_spec", .role = ROLE_PARENS },
	{ "type_spec", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "type_alias", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "parameter_list", .parent = "function_type", .role = ROLE_NONE },
	{ "parameter_list", .role = ROLE_PARAMETERS },
	{ "parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER,
	  .flags = NODE_COUNT_COMMAS },
	{ "variadic_parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "*", "alternative", "if_statement", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "expression_switch_statement", .role = ROLE_SWITCH },
	{ "type_switch_statement", .role = ROLE_SWITCH },
	{ "select_statement", .role = ROLE_SWITCH },
	{ "expression_case", .role = ROLE_CASE },
	{ "type_case", .role = ROLE_CASE },
	{ "communication_case", .role = ROLE_CASE },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "goto_statement", .role = ROLE_JUMP },
	{ "label_name", .parent = "break_statement", .role = ROLE_JUMP },
	{ "label_name", .parent = "continue_statement", .role = ROLE_JUMP },

	/* links */
	{ "import_spec", .role = ROLE_IMPORT },
	{ "package_clause", .role = ROLE_PACKAGE },
	{ 0 },
};

/* "fmt", name "a/b", . "a/b", _ "a/b" */
static void read_import_spec(const struct import_source *source)
{
	struct text path = token_text(source, source->count - 1);
	struct import import = { .kind = IMPORT_PATH };

	if (source->tokens[source->count - 1].kind != TOKEN_LITERAL || path.size < 2)
		return;
	import.target = (struct text){ path.data + 1, path.size - 2 };
	if (source->count > 1)
		import.alias = token_text(source, 0);
	if (text_is(import.alias, ".")) {
		import.flags |= IMPORT_WILDCARD;
		import.alias = TEXT("");
		import.name = TEXT("*");
	}
	source->found(source->context, &import);
}

static const char *const boolean_operators[] = { "&&", "||", NULL };

const struct language language_go = {
	.name = "go",
	.id = 9,
	.revision = 1,
	.grammar = tree_sitter_go,
	.extensions = (const char *const[]){ "go", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = boolean_operators,
	.shown_by_capital = true,
	.link_style = LINKS_GO,
	.joint = ".",
	.imports = read_import_spec,
};
