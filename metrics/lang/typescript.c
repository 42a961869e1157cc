/*
 * TypeScript, and TSX, which its grammar reads as a language of its own.
 * Signatures without a body (overloads, interfaces, `declare`) are no units.
 */
#include "all.h"
#include "script.h"

const struct TSLanguage *tree_sitter_typescript(void);
const struct TSLanguage *tree_sitter_tsx(void);

/* clang-format off */
#define TYPE_ROWS                                                                     \
	{ "identifier", "pattern", "required_parameter", .role = ROLE_BOUND },        \
	{ "identifier", "pattern", "optional_parameter", .role = ROLE_BOUND },        \
	{ "identifier", "name", "required_parameter", .role = ROLE_DECLARED },        \
	{ "identifier", "name", "optional_parameter", .role = ROLE_DECLARED },        \
	{ "identifier", "name", "index_signature", .role = ROLE_DECLARED },           \
	{ "type_identifier", "name", "type_parameter", .role = ROLE_BOUND },          \
	{ "type_identifier", "name", "mapped_type_clause", .role = ROLE_BOUND },      \
	{ "type_identifier", .role = ROLE_IDENTIFIER },                               \
	{ "template_literal_type", .role = ROLE_TEXT },                               \
	{ "formal_parameters", .parent = "function_type", .role = ROLE_NONE },        \
	{ "formal_parameters", .parent = "constructor_type", .role = ROLE_NONE },     \
	{ "formal_parameters", .parent = "construct_signature", .role = ROLE_NONE },  \
	{ "formal_parameters", .parent = "call_signature", .role = ROLE_NONE },       \
	{ "formal_parameters", .parent = "method_signature", .role = ROLE_NONE },     \
	{ "required_parameter", .parent = "formal_parameters", .role = ROLE_PARAMETER }, \
	{ "optional_parameter", .parent = "formal_parameters", .role = ROLE_PARAMETER }, \
	{ "arrow_function", "value", "public_field_definition", .role = ROLE_FUNCTION, \
	  .name = NAME_BINDING, .kind = UNIT_METHOD },                                \
	{ "function_expression", "value", "public_field_definition", .role = ROLE_FUNCTION, \
	  .name = NAME_BINDING, .kind = UNIT_METHOD },                                \
	{ "public_field_definition", .role = ROLE_BINDING, .kind = UNIT_METHOD },     \
	{ "abstract_class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },    \
	{ "interface_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },         \
	{ "enum_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },              \
	{ "type_alias_declaration", .role = ROLE_DEFINITION },                        \
	{ "function_signature", .role = ROLE_DEFINITION },                            \
	{ "internal_module", .role = ROLE_SCOPE },                                    \
	{ "module", .role = ROLE_SCOPE },                                             \
	{ "as_expression", .role = ROLE_PARENS },                                     \
	{ "satisfies_expression", .role = ROLE_PARENS },                              \
	{ "non_null_expression", .role = ROLE_PARENS },                               \
	{ "import_alias", .role = ROLE_IMPORT }

static const struct lang_node nodes[] = {
	{ "type_assertion", .role = ROLE_PARENS },
	TYPE_ROWS,
	SCRIPT_LEXICAL,
	SCRIPT_UNITS,
	SCRIPT_FLOW,
	SCRIPT_LINKS,
	{ 0 },
};

static const struct lang_node tsx_nodes[] = {
	SCRIPT_JSX,
	TYPE_ROWS,
	SCRIPT_LEXICAL,
	SCRIPT_UNITS,
	SCRIPT_FLOW,
	SCRIPT_LINKS,
	{ 0 },
};
/* clang-format on */

const struct language language_typescript = {
	.name = "typescript",
	.id = 7,
	.revision = 1,
	.grammar = tree_sitter_typescript,
	.extensions = (const char *const[]){ "ts", "mts", "cts", NULL },
	.interpreters = (const char *const[]){ "ts-node", "deno", "bun", NULL },
	SCRIPT_LANGUAGE(nodes),
};

const struct language language_tsx = {
	.name = "tsx",
	.id = 8,
	.revision = 1,
	.grammar = tree_sitter_tsx,
	.extensions = (const char *const[]){ "tsx", NULL },
	SCRIPT_LANGUAGE(tsx_nodes),
};
