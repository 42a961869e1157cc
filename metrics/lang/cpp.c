/*
 * C++.  As in C, macros are neither expanded nor counted.  Lambdas belong to
 * the function around them, methods of local classes do not; a template is
 * measured once, as written.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_cpp(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "number_literal", .role = ROLE_LITERAL },
	{ "string_literal", .role = ROLE_LITERAL },
	{ "raw_string_literal", .role = ROLE_LITERAL },
	{ "char_literal", .role = ROLE_LITERAL },
	{ "user_defined_literal", .role = ROLE_LITERAL },
	{ "system_lib_string", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "null", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", "declarator", "function_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "function_declarator", .role = ROLE_DECLARED },
	{ "identifier", "name", "preproc_def", .role = ROLE_DECLARED },
	{ "identifier", "name", "preproc_function_def", .role = ROLE_DECLARED },
	{ "preproc_arg", "value", "preproc_def", .role = ROLE_EXPANSION },
	{ "preproc_arg", "value", "preproc_function_def", .role = ROLE_EXPANSION },
	{ "identifier", .parent = "preproc_params", .role = ROLE_DECLARED },
	{ "identifier", "declarator", "declaration", .role = ROLE_BOUND },
	{ "identifier", "declarator", "init_declarator", .role = ROLE_BOUND },
	{ "identifier", "declarator", "parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", "declarator", "optional_parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", "declarator", "pointer_declarator", .role = ROLE_BOUND },
	{ "identifier", "declarator", "array_declarator", .role = ROLE_BOUND },
	{ "identifier", "declarator", "for_range_loop", .role = ROLE_BOUND },
	{ "identifier", .parent = "reference_declarator", .role = ROLE_BOUND },
	{ "identifier", .parent = "variadic_declarator", .role = ROLE_BOUND },
	{ "identifier", .parent = "structured_binding_declarator", .role = ROLE_BOUND },
	{ "identifier", "left", "lambda_capture_initializer", .role = ROLE_BOUND },
	{ "identifier", "name", "enumerator", .role = ROLE_BOUND },
	{ "identifier", "name", "concept_definition", .role = ROLE_BOUND },
	{ "type_identifier", .parent = "type_parameter_declaration", .role = ROLE_BOUND },
	{ "type_identifier", .parent = "variadic_type_parameter_declaration", .role = ROLE_BOUND },
	{ "type_identifier", "name", "optional_type_parameter_declaration", .role = ROLE_BOUND },
	{ "type_identifier", "name", "alias_declaration", .role = ROLE_BOUND },
	{ "type_identifier", "declarator", "type_definition", .role = ROLE_BOUND },
	{ "field_identifier", "declarator", "field_declaration", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "pointer_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "array_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", .parent = "reference_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", .parent = "field_initializer", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "field_identifier", .role = ROLE_IDENTIFIER },
	{ "type_identifier", .role = ROLE_IDENTIFIER },
	{ "namespace_identifier", .role = ROLE_IDENTIFIER },

	/* the condition of an #if is no decision of the program */
	{ "binary_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "binary_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },
	{ "unary_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "unary_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },
	{ "parenthesized_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "parenthesized_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },

	/* scopes; without a body they are only mentioned */
	{ "namespace_definition", .role = ROLE_SCOPE },
	{ "class_specifier", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "struct_specifier", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "union_specifier", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "enum_specifier", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "init_declarator", .parent = "declaration", .role = ROLE_BINDING, .fixed = "declarator" },

	/* units; `= default` and `= delete` have no body */
	{ "function_definition", .parent = "compound_statement", .role = ROLE_FUNCTION,
	  .name = NAME_DECLARATOR, .flags = NODE_HAS_BODY | NODE_HAS_FIXED | NODE_ALWAYS_APART,
	  .fixed = "type" },
	{ "function_definition", .parent = "compound_statement" }, /* `for_each(item) { … }` */
	{ "function_definition", .role = ROLE_FUNCTION, .name = NAME_DECLARATOR,
	  .flags = NODE_HAS_BODY | NODE_ALWAYS_APART },
	{ "lambda_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "parameter_list", .role = ROLE_PARAMETERS },
	{ "parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER },
	{ "optional_parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER },
	{ "variadic_parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER },
	{ "attribute_specifier", .role = ROLE_ATTRIBUTE },
	{ "attribute_declaration", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "else_clause", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "for_range_loop", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_statement", .role = ROLE_LOOP },
	{ "switch_statement", .role = ROLE_SWITCH },
	{ "case_statement", .role = ROLE_CASE },
	{ "try_statement", .role = ROLE_TRY },
	{ "catch_clause", .role = ROLE_CATCH },
	{ "seh_try_statement", .role = ROLE_TRY },
	{ "seh_except_clause", .role = ROLE_CATCH },
	{ "conditional_expression", .role = ROLE_TERNARY },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "goto_statement", .role = ROLE_JUMP },
	C_STRAYS,
	{ "compound_statement", .parent = "declaration_list", .role = ROLE_STRAY },

	/* links */
	{ "preproc_include", .role = ROLE_IMPORT },
	{ 0 },
};

const struct language language_cpp = {
	.name = "cpp",
	.id = 3,
	.revision = 1,
	.grammar = tree_sitter_cpp,
	.extensions = (const char *const[]){ "cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++",
	                                     "ipp", "inl", "tpp", NULL },
	.nodes = nodes,
	.boolean_operators = (const char *const[]){ "&&", "||", "and", "or", NULL },
	.macros = true,
	.members_apart = true,
	.dots = c_dots,
	.hidden_word = "static",
	.link_style = LINKS_C,
	.joint = "::",
	.imports = read_c_include,
	.blank = { blank_linkage, blank_cpp_macros },
	.mends = { blank_conditional_lines, blank_other_branches },
	.loose = blank_loose_conditionals,
};
