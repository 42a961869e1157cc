/*
 * What JavaScript, TypeScript and TSX share.  The rows of a language are its
 * own first, then these: of several rows for one node the first that fits
 * holds.
 */
#ifndef LANG_SCRIPT_H
#define LANG_SCRIPT_H

#include "bole/lang.h"

/* clang-format off */

/* Functions that may be bound to a name by the place where they stand. */
#define SCRIPT_FUNCTION(node)                                                         \
	{ node, "value", "variable_declarator", .role = ROLE_FUNCTION, .name = NAME_BINDING }, \
	{ node, "right", "assignment_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING }, \
	{ node, "value", "export_statement", .role = ROLE_FUNCTION, .name = NAME_FIXED, \
	  .fixed = "default" },                                                       \
	{ node, "value", "pair", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_METHOD }

/* A function expression may have a name of its own. */
#define SCRIPT_FUNCTION_EXPRESSION(node)                                              \
	SCRIPT_FUNCTION(node),                                                        \
	{ node, .role = ROLE_FUNCTION, .name = NAME_BINDING, .fixed = "name",         \
	  .flags = NODE_HAS_FIXED },                                                  \
	{ node, .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA }

#define SCRIPT_LEXICAL                                                                \
	{ "comment", .role = ROLE_COMMENT },                                          \
	{ "html_comment", .role = ROLE_COMMENT },                                     \
	{ "hash_bang_line", .role = ROLE_COMMENT },                                   \
	{ "identifier", "name", "variable_declarator", .role = ROLE_BOUND },          \
	{ "identifier", "left", "for_in_statement", .role = ROLE_BOUND },             \
	{ "identifier", "value", "pair_pattern", .role = ROLE_BOUND },                \
	{ "identifier", "left", "assignment_pattern", .role = ROLE_BOUND },           \
	{ "identifier", .parent = "array_pattern", .role = ROLE_BOUND },              \
	{ "identifier", .parent = "rest_pattern", .role = ROLE_BOUND },               \
	{ "identifier", "parameter", "catch_clause", .role = ROLE_BOUND },            \
	{ "identifier", "parameter", "arrow_function", .role = ROLE_PARAMETER },      \
	{ "identifier", "alias", "export_specifier", .role = ROLE_BOUND },            \
	{ "identifier", .role = ROLE_IDENTIFIER },                                    \
	{ "shorthand_property_identifier_pattern", .role = ROLE_BOUND },              \
	{ "shorthand_property_identifier", .role = ROLE_IDENTIFIER },                 \
	{ "property_identifier", "property", "member_expression", .role = ROLE_IDENTIFIER }, \
	{ "property_identifier", .role = ROLE_DECLARED },                             \
	{ "private_property_identifier", "property", "member_expression",             \
	  .role = ROLE_IDENTIFIER },                                                  \
	{ "private_property_identifier", .role = ROLE_DECLARED },                     \
	{ "string", .role = ROLE_LITERAL },                                           \
	{ "template_string", .role = ROLE_TEXT },                                     \
	{ "string_fragment", .role = ROLE_LITERAL },                                  \
	{ "escape_sequence", .role = ROLE_LITERAL },                                  \
	{ "number", .role = ROLE_LITERAL },                                           \
	{ "regex", .role = ROLE_LITERAL },                                            \
	{ "true", .role = ROLE_LITERAL },                                             \
	{ "false", .role = ROLE_LITERAL },                                            \
	{ "null", .role = ROLE_LITERAL },                                             \
	{ "undefined", .role = ROLE_LITERAL }

#define SCRIPT_UNITS                                                                  \
	{ "function_declaration", .role = ROLE_FUNCTION },                            \
	{ "generator_function_declaration", .role = ROLE_FUNCTION },                  \
	SCRIPT_FUNCTION_EXPRESSION("function_expression"),                            \
	SCRIPT_FUNCTION_EXPRESSION("generator_function"),                             \
	SCRIPT_FUNCTION("arrow_function"),                                            \
	{ "arrow_function", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA }, \
	{ "method_definition", .role = ROLE_FUNCTION, .kind = UNIT_METHOD },          \
	{ "'get'", .parent = "method_definition", .role = ROLE_MODIFIER, .kind = UNIT_GETTER }, \
	{ "'set'", .parent = "method_definition", .role = ROLE_MODIFIER, .kind = UNIT_SETTER }, \
	{ "class_static_block", .role = ROLE_FUNCTION, .name = NAME_FIXED, .fixed = "static", \
	  .kind = UNIT_INITIALIZER },                                                 \
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },             \
	{ "class", "value", "export_statement", .role = ROLE_SCOPE, .name = NAME_FIXED, \
	  .fixed = "default", .kind = UNIT_METHOD },                                  \
	{ "class", .role = ROLE_SCOPE, .name = NAME_BINDING, .fixed = "name",         \
	  .kind = UNIT_METHOD },                                                      \
	{ "object", .role = ROLE_SCOPE, .name = NAME_BINDING },                       \
	{ "variable_declarator", .role = ROLE_BINDING },                              \
	{ "assignment_expression", .role = ROLE_BINDING, .fixed = "left" },           \
	{ "pair", .role = ROLE_BINDING, .fixed = "key", .kind = UNIT_METHOD },        \
	{ "formal_parameters", .role = ROLE_PARAMETERS },                             \
	{ "decorator", .role = ROLE_ATTRIBUTE }

/* `x = a || fallback` reads like one value and costs no effort. */
#define SCRIPT_FALLBACK(field, parent)                                                \
	{ "binary_expression", field, parent, .role = ROLE_BOOLEAN, .flags = NODE_IDIOM, \
	  .fixed = "||" },                                                            \
	{ "parenthesized_expression", field, parent, .role = ROLE_PARENS, .flags = NODE_IDIOM, \
	  .fixed = "||" }

#define SCRIPT_FLOW                                                                   \
	{ "if_statement", .role = ROLE_IF },                                          \
	{ "else_clause", .role = ROLE_ELSE },                                         \
	{ "for_statement", .role = ROLE_LOOP },                                       \
	{ "for_in_statement", .role = ROLE_LOOP },                                    \
	{ "while_statement", .role = ROLE_LOOP },                                     \
	{ "do_statement", .role = ROLE_LOOP },                                        \
	{ "switch_statement", .role = ROLE_SWITCH },                                  \
	{ "switch_case", .role = ROLE_CASE },                                         \
	{ "try_statement", .role = ROLE_TRY },                                        \
	{ "catch_clause", .role = ROLE_CATCH },                                       \
	{ "with_statement", .role = ROLE_WITH },                                      \
	{ "ternary_expression", .role = ROLE_TERNARY },                               \
	SCRIPT_FALLBACK("value", "variable_declarator"),                              \
	SCRIPT_FALLBACK("right", "assignment_expression"),                            \
	{ "binary_expression", .role = ROLE_BOOLEAN },                                \
	{ "parenthesized_expression", .role = ROLE_PARENS },                          \
	{ "statement_identifier", "label", "break_statement", .role = ROLE_JUMP },    \
	{ "statement_identifier", "label", "continue_statement", .role = ROLE_JUMP }

#define SCRIPT_LINKS                                                                  \
	{ "import_statement", .role = ROLE_IMPORT },                                  \
	{ "export_statement", .role = ROLE_IMPORT, .flags = NODE_HAS_FIXED, .fixed = "source" }, \
	{ "export_statement", .role = ROLE_EXPORT },                                  \
	{ "export_specifier", .role = ROLE_DEFINITION, .name = NAME_SELF }

/* `{shown && <div/>}` is the `if` of a template. */
#define SCRIPT_JSX                                                                    \
	{ "jsx_text", .role = ROLE_LITERAL },                                         \
	{ "html_character_reference", .role = ROLE_LITERAL },                         \
	{ "binary_expression", .parent = "jsx_expression", .role = ROLE_BOOLEAN,      \
	  .flags = NODE_IDIOM },                                                      \
	{ "parenthesized_expression", .parent = "jsx_expression", .role = ROLE_PARENS, \
	  .flags = NODE_IDIOM }

#define SCRIPT_LANGUAGE(rows)                                                         \
	.nodes = rows, .boolean_operators = script_boolean_operators,                 \
	.lines_end = true, .nested_apart = true, .constructor = "constructor", .shown_word = "export",   \
	.link_style = LINKS_SCRIPT, .joint = ".", .inline_imports = script_inline_imports, \
	.imports = script_imports

/* clang-format on */

extern const char *const script_boolean_operators[];
extern const char *const script_inline_imports[];

void script_imports(const struct import_source *source);

#endif
