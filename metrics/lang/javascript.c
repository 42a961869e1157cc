/*
 * JavaScript with JSX.  Every function is a unit of its own, also inside of
 * another one; what is not in a function belongs to none.
 */
#include "all.h"
#include "script.h"

const struct TSLanguage *tree_sitter_javascript(void);

static const struct lang_node nodes[] = {
	{ "identifier", .parent = "formal_parameters", .role = ROLE_PARAMETER },
	{ "assignment_pattern", .parent = "formal_parameters", .role = ROLE_PARAMETER },
	{ "object_pattern", .parent = "formal_parameters", .role = ROLE_PARAMETER },
	{ "array_pattern", .parent = "formal_parameters", .role = ROLE_PARAMETER },
	{ "rest_pattern", .parent = "formal_parameters", .role = ROLE_PARAMETER },
	{ "arrow_function", "value", "field_definition", .role = ROLE_FUNCTION,
	  .name = NAME_BINDING, .kind = UNIT_METHOD },
	{ "function_expression", "value", "field_definition", .role = ROLE_FUNCTION,
	  .name = NAME_BINDING, .kind = UNIT_METHOD },
	{ "field_definition", .role = ROLE_BINDING, .fixed = "property", .kind = UNIT_METHOD },
	{ "'static get'", .parent = "method_definition", .role = ROLE_MODIFIER,
	  .kind = UNIT_GETTER },
	SCRIPT_JSX,
	SCRIPT_LEXICAL,
	SCRIPT_UNITS,
	SCRIPT_FLOW,
	SCRIPT_LINKS,
	{ 0 },
};

const struct language language_javascript = {
	.name = "javascript",
	.id = 6,
	.revision = 1,
	.grammar = tree_sitter_javascript,
	.extensions = (const char *const[]){ "js", "mjs", "cjs", "jsx", NULL },
	.interpreters = (const char *const[]){ "node", "nodejs", NULL },
	SCRIPT_LANGUAGE(nodes),
};
