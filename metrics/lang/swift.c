/*
 * Swift.  Closures and local functions belong to the function around them;
 * accessors and observers are units with the name of their property.  A guard
 * is an if, and commas between conditions are free.  Of #if all branches are
 * parsed and its lines count nothing.
 */
#include <string.h>

#include "all.h"

const struct TSLanguage *tree_sitter_swift(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "multiline_comment", .role = ROLE_COMMENT },
	{ "shebang_line", .role = ROLE_COMMENT },
	{ "directive", .role = ROLE_DROPPED },
	{ "diagnostic", .role = ROLE_DROPPED },
	{ "line_string_literal", .role = ROLE_TEXT },
	{ "multi_line_string_literal", .role = ROLE_TEXT },
	{ "raw_string_literal", .role = ROLE_TEXT },
	{ "line_str_text", .role = ROLE_LITERAL },
	{ "multi_line_str_text", .role = ROLE_LITERAL },
	{ "str_escaped_char", .role = ROLE_LITERAL },
	{ "raw_str_part", .role = ROLE_LITERAL },
	{ "raw_str_continuing_indicator", .role = ROLE_LITERAL },
	{ "raw_str_end_part", .role = ROLE_LITERAL },
	{ "integer_literal", .role = ROLE_LITERAL },
	{ "hex_literal", .role = ROLE_LITERAL },
	{ "oct_literal", .role = ROLE_LITERAL },
	{ "bin_literal", .role = ROLE_LITERAL },
	{ "real_literal", .role = ROLE_LITERAL },
	{ "boolean_literal", .role = ROLE_LITERAL },
	{ "regex_literal", .role = ROLE_LITERAL },
	{ "'nil'", .role = ROLE_LITERAL },

	/* the label of a jump; without one it is free */
	{ "simple_identifier", "result", "control_transfer_statement", .flags = NODE_BEHIND,
	  .fixed = "break", .role = ROLE_JUMP },
	{ "simple_identifier", "result", "control_transfer_statement", .flags = NODE_BEHIND,
	  .fixed = "continue", .role = ROLE_JUMP },

	/* what is declared here */
	{ "simple_identifier", "bound_identifier", "pattern", .role = ROLE_BOUND },
	{ "simple_identifier", "bound_identifier", "if_statement", .role = ROLE_BOUND },
	{ "simple_identifier", "bound_identifier", "guard_statement", .role = ROLE_BOUND },
	{ "simple_identifier", "bound_identifier", "while_statement", .role = ROLE_BOUND },
	{ "simple_identifier", "external_name", "parameter", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "parameter", .role = ROLE_BOUND },
	{ "simple_identifier", "external_name", "lambda_parameter", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "lambda_parameter", .role = ROLE_BOUND },
	{ "simple_identifier", .parent = "computed_setter", .role = ROLE_PARAMETER },
	{ "simple_identifier", .parent = "willset_clause", .role = ROLE_PARAMETER },
	{ "simple_identifier", .parent = "didset_clause", .role = ROLE_PARAMETER },
	{ "simple_identifier", "name", "enum_entry", .role = ROLE_DECLARED },
	{ "simple_identifier", .parent = "enum_type_parameters", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "tuple_type_item", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "tuple_expression", .role = ROLE_DECLARED },
	{ "simple_identifier", .parent = "value_argument_label", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "function_declaration", .role = ROLE_DECLARED },
	{ "simple_identifier", "name", "protocol_function_declaration", .role = ROLE_DECLARED },
	{ "type_identifier", .parent = "type_parameter", .role = ROLE_BOUND },
	{ "type_identifier", "name", "associatedtype_declaration", .role = ROLE_BOUND },
	{ "simple_identifier", .role = ROLE_IDENTIFIER },
	{ "type_identifier", .role = ROLE_IDENTIFIER },

	/* scopes */
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD,
	  .flags = NODE_REOPENS | NODE_HAS_CHILD, .fixed = "extension" },
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "protocol_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "typealias_declaration", .role = ROLE_DEFINITION },
	{ "property_declaration", .role = ROLE_BINDING },
	{ "subscript_declaration", .role = ROLE_BINDING, .name = NAME_CHILD, .fixed = "subscript",
	  .kind = UNIT_METHOD },
	{ "willset_didset_block", .role = ROLE_PARENS },

	/* units; in a protocol they have no body */
	{ "function_declaration", .role = ROLE_FUNCTION },
	{ "protocol_function_declaration", .role = ROLE_FUNCTION, .flags = NODE_HAS_BODY },
	{ "init_declaration", .role = ROLE_FUNCTION, .kind = UNIT_CONSTRUCTOR,
	  .flags = NODE_HAS_BODY },
	{ "deinit_declaration", .role = ROLE_FUNCTION, .name = NAME_FIXED, .fixed = "deinit",
	  .kind = UNIT_DESTRUCTOR },
	{ "computed_property", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_GETTER,
	  .flags = NODE_HAS_CHILD, .fixed = "statements" },
	{ "computed_property", .role = ROLE_PARENS },
	{ "computed_getter", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_GETTER },
	{ "computed_setter", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_SETTER },
	{ "computed_modify", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_SETTER },
	{ "willset_clause", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_SETTER },
	{ "didset_clause", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_SETTER },
	{ "lambda_literal", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "parameter", .role = ROLE_PARAMETER },
	{ "lambda_function_type_parameters", .role = ROLE_PARAMETERS },
	{ "lambda_parameter", .role = ROLE_PARAMETER },
	{ "attribute", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "guard_statement", .role = ROLE_IF },
	{ "*", .parent = "if_statement", .flags = NODE_BEHIND, .fixed = "else", .role = ROLE_ELSE },
	{ "'{'", .parent = "if_statement", .flags = NODE_BEHIND, .fixed = "else",
	  .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "repeat_while_statement", .role = ROLE_LOOP },
	{ "switch_statement", .role = ROLE_SWITCH },
	/* `@unknown default`, too */
	{ "switch_entry", .flags = NODE_HAS_CHILD, .fixed = "default_keyword", .role = ROLE_NONE },
	{ "switch_entry", .role = ROLE_CASE },
	{ "where_keyword", .parent = "switch_entry", .role = ROLE_GUARD },
	{ "where_clause", .role = ROLE_GUARD },
	{ "do_statement", .role = ROLE_TRY },
	{ "catch_block", .role = ROLE_CATCH },
	{ "ternary_expression", .role = ROLE_TERNARY },
	{ "conjunction_expression", .role = ROLE_BOOLEAN, .flags = NODE_CHAIN },
	{ "disjunction_expression", .role = ROLE_BOOLEAN, .flags = NODE_CHAIN },
	{ "'&&'", .parent = "conjunction_expression", .role = ROLE_BOOLEAN },
	{ "'||'", .parent = "disjunction_expression", .role = ROLE_BOOLEAN },
	{ "tuple_expression", .role = ROLE_PARENS },

	/* links */
	{ "import_declaration", .role = ROLE_IMPORT },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* `import A`, `import A.B`, `import struct A.B`, with attributes before it. */
static void read_import(const struct import_source *source)
{
	static const char *const kinds[] = { "typealias", "struct", "class", "enum", "protocol",
		                             "let",       "var",    "func",  NULL };
	struct import import = { .kind = IMPORT_MODULE,
		                 .name = TEXT("*"),
		                 .flags = IMPORT_WILDCARD };
	struct bytes target = BYTES_INIT;
	size_t at = 0, end = source->count;

	for (; at < end && !text_is(token_text(source, at), "import"); at++)
		if (text_is(token_text(source, at), "_exported"))
			import.flags |= IMPORT_REEXPORT;
	at++;
	for (const char *const *kind = kinds; *kind && end > at + 3; kind++) {
		if (text_is(token_text(source, at), *kind)) {
			import.flags &= (uint8_t)~IMPORT_WILDCARD;
			import.name = token_text(source, end - 1);
			end -= 2; /* the name and its dot */
			at++;
			break;
		}
	}
	for (; at < end; at++)
		bytes_add_text(&target, token_text(source, at));
	import.target = bytes_text(&target);
	if (target.size)
		source->found(source->context, &import);
	bytes_release(&target);
}

const struct language language_swift = {
	.name = "swift",
	.id = 15,
	.revision = 1,
	.grammar = tree_sitter_swift,
	.extensions = (const char *const[]){ "swift", NULL },
	.interpreters = (const char *const[]){ "swift", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "&&", "||", NULL },
	.bodies = (const char *const[]){ "statements", NULL },
	.sound_error = "()", /* the empty tuple */
	.members_apart = true,
	.hidden_word = "private",
	.link_style = LINKS_BY_NAME,
	.joint = ".",
	.imports = read_import,
	.blank_more = { { blank_conditional_lines },
	                { blank_conditional_lines, respell_swift },
	                { blank_other_branches, respell_swift } },
};
