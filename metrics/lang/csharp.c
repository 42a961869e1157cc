/*
 * C#.  Lambdas, anonymous methods and local functions belong to the method
 * around them; accessors are units with the name of their property.  Of #if
 * all branches are parsed and its lines count nothing.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_c_sharp(void);

/* The condition of an #if is no decision of the program. */
#define CONDITION(node, parent) \
	{ \
		node, "condition", parent, .role = ROLE_DROPPED \
	}
#define CONDITIONS(parent) \
	CONDITION("identifier", parent), CONDITION("boolean_literal", parent), \
		CONDITION("integer_literal", parent), CONDITION("unary_expression", parent), \
		CONDITION("binary_expression", parent), \
		CONDITION("parenthesized_expression", parent)

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "shebang_directive", .role = ROLE_COMMENT },
	{ "preproc_region", .role = ROLE_DROPPED },
	{ "preproc_endregion", .role = ROLE_DROPPED },
	{ "preproc_line", .role = ROLE_DROPPED },
	{ "preproc_pragma", .role = ROLE_DROPPED },
	{ "preproc_nullable", .role = ROLE_DROPPED },
	{ "preproc_error", .role = ROLE_DROPPED },
	{ "preproc_warning", .role = ROLE_DROPPED },
	{ "preproc_define", .role = ROLE_DROPPED },
	{ "preproc_undef", .role = ROLE_DROPPED },
	{ "'#if'", .role = ROLE_DROPPED },
	{ "'#elif'", .role = ROLE_DROPPED },
	{ "'#else'", .role = ROLE_DROPPED },
	{ "'#endif'", .role = ROLE_DROPPED },
	CONDITIONS("preproc_if"),
	CONDITIONS("preproc_elif"),
	CONDITIONS("preproc_if_in_attribute_list"),
	{ "interpolated_string_expression", .role = ROLE_TEXT },
	{ "interpolation_start", .role = ROLE_LITERAL },
	{ "interpolation_quote", .role = ROLE_LITERAL },
	{ "string_content", .role = ROLE_LITERAL },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "string_literal", .role = ROLE_LITERAL },
	{ "verbatim_string_literal", .role = ROLE_LITERAL },
	{ "raw_string_literal", .role = ROLE_LITERAL },
	{ "character_literal", .role = ROLE_LITERAL },
	{ "integer_literal", .role = ROLE_LITERAL },
	{ "real_literal", .role = ROLE_LITERAL },
	{ "boolean_literal", .role = ROLE_LITERAL },
	{ "null_literal", .role = ROLE_LITERAL },

	/* what is declared here; a property may have the name of its type */
	{ "identifier", "name", "variable_declarator", .role = ROLE_BOUND },
	{ "identifier", "name", "parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "parameter_list", .role = ROLE_PARAMETER }, /* params T[] name */
	{ "identifier", "name", "catch_declaration", .role = ROLE_BOUND },
	{ "identifier", "left", "foreach_statement", .role = ROLE_BOUND },
	{ "identifier", "name", "tuple_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "declaration_expression", .role = ROLE_BOUND },
	{ "identifier", "name", "declaration_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "recursive_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "list_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "var_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "parenthesized_variable_designation", .role = ROLE_BOUND },
	{ "identifier", "name", "from_clause", .role = ROLE_BOUND },
	{ "identifier", .parent = "let_clause", .role = ROLE_BOUND },
	{ "identifier", .parent = "join_clause", .role = ROLE_BOUND },
	{ "identifier", .parent = "join_into_clause", .role = ROLE_BOUND },
	{ "identifier", "name", "type_parameter", .role = ROLE_BOUND },
	{ "implicit_parameter", .role = ROLE_PARAMETER },
	{ "identifier", "name", "property_declaration", .role = ROLE_DECLARED },
	{ "identifier", "name", "event_declaration", .role = ROLE_DECLARED },
	{ "identifier", "name", "enum_member_declaration", .role = ROLE_DECLARED },
	{ "identifier", "name", "method_declaration", .role = ROLE_DECLARED },
	{ "identifier", "name", "tuple_element", .role = ROLE_DECLARED },
	{ "identifier", "name", "argument", .role = ROLE_DECLARED },
	{ "identifier", "name", "attribute_argument", .role = ROLE_DECLARED },
	{ "identifier", .parent = "labeled_statement", .role = ROLE_DECLARED },
	{ "identifier", "name", "namespace_declaration", .role = ROLE_PACKAGE },
	{ "identifier", "name", "file_scoped_namespace_declaration", .role = ROLE_PACKAGE },
	{ "identifier", .role = ROLE_IDENTIFIER },

	/* scopes; a namespace is no part of a name, as it has two spellings */
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "struct_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "interface_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "record_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "delegate_declaration", .role = ROLE_DEFINITION },
	{ "variable_declarator", .role = ROLE_BINDING },
	{ "property_declaration", .role = ROLE_BINDING, .kind = UNIT_METHOD },
	{ "event_declaration", .role = ROLE_BINDING, .kind = UNIT_METHOD },
	{ "indexer_declaration", .role = ROLE_BINDING, .name = NAME_CHILD, .fixed = "this",
	  .kind = UNIT_METHOD },
	{ "accessor_list", .role = ROLE_PARENS },

	/* units; partial, extern and automatic ones have no body */
	{ "method_declaration", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "constructor_declaration", .role = ROLE_FUNCTION, .kind = UNIT_CONSTRUCTOR,
	  .flags = NODE_HAS_BODY },
	{ "destructor_declaration", .role = ROLE_FUNCTION, .kind = UNIT_DESTRUCTOR,
	  .flags = NODE_HAS_BODY },
	{ "operator_declaration", .role = ROLE_FUNCTION, .fixed = "operator", .kind = UNIT_OPERATOR,
	  .flags = NODE_HAS_BODY },
	{ "conversion_operator_declaration", .role = ROLE_FUNCTION, .fixed = "type",
	  .kind = UNIT_OPERATOR, .flags = NODE_HAS_BODY },
	{ "accessor_declaration", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "'get'", .parent = "accessor_declaration", .role = ROLE_MODIFIER, .kind = UNIT_GETTER },
	{ "'set'", .parent = "accessor_declaration", .role = ROLE_MODIFIER, .kind = UNIT_SETTER },
	{ "'init'", .parent = "accessor_declaration", .role = ROLE_MODIFIER, .kind = UNIT_SETTER },
	{ "arrow_expression_clause", "value", "property_declaration", .role = ROLE_FUNCTION,
	  .name = NAME_BINDING, .kind = UNIT_GETTER },
	{ "arrow_expression_clause", "value", "indexer_declaration", .role = ROLE_FUNCTION,
	  .name = NAME_BINDING, .kind = UNIT_GETTER },
	{ "local_function_statement", .role = ROLE_FUNCTION, .flags = NODE_HAS_BODY },
	{ "lambda_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "anonymous_method_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING,
	  .kind = UNIT_LAMBDA },
	{ "parameter_list", .role = ROLE_PARAMETERS },
	{ "parameter", .parent = "parameter_list", .role = ROLE_PARAMETER },
	{ "attribute_list", .role = ROLE_ATTRIBUTE },
	{ "preproc_if_in_attribute_list", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "*", "alternative", "if_statement", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "foreach_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_statement", .role = ROLE_LOOP },
	{ "switch_statement", .role = ROLE_SWITCH },
	{ "switch_section", .role = ROLE_CASE },
	{ "switch_expression", .role = ROLE_SWITCH },
	{ "switch_expression_arm", .role = ROLE_CASE },
	{ "when_clause", .role = ROLE_GUARD },
	{ "catch_filter_clause", .role = ROLE_GUARD },
	{ "try_statement", .role = ROLE_TRY },
	{ "catch_clause", .role = ROLE_CATCH },
	{ "using_statement", .role = ROLE_WITH },
	{ "lock_statement", .role = ROLE_WITH },
	{ "fixed_statement", .role = ROLE_WITH },
	{ "conditional_expression", .role = ROLE_TERNARY },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "and_pattern", .role = ROLE_BOOLEAN },
	{ "or_pattern", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "parenthesized_pattern", .role = ROLE_PARENS },
	{ "goto_statement", .role = ROLE_JUMP },

	/* links */
	{ "using_directive", .role = ROLE_IMPORT },
	{ "qualified_name", "name", "namespace_declaration", .role = ROLE_PACKAGE },
	{ "qualified_name", "name", "file_scoped_namespace_declaration", .role = ROLE_PACKAGE },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

static bool is(const struct import_source *source, size_t index, const char *word)
{
	return text_is(token_text(source, index), word);
}

/* "A.B.C" from `at` on; type arguments are left out. */
static void read_name(const struct import_source *source, size_t at, struct bytes *name)
{
	for (; at < source->count && !is(source, at, ";") && !is(source, at, "<"); at++)
		if (!is(source, at, "unsafe"))
			bytes_add_text(name, token_text(source, at));
}

/* `using A.B;`, `using static A.B.C;`, `using X = A.B.C;`, each of them `global`. */
static void read_using(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_MODULE };
	struct bytes target = BYTES_INIT;
	size_t at = 1;

	if (is(source, 0, "global")) {
		import.flags |= IMPORT_REEXPORT;
		at++;
	}
	if (is(source, at, "static")) {
		import.flags |= IMPORT_STATIC;
		at++;
	}
	if (is(source, at + 1, "=")) {
		import.alias = token_text(source, at);
		at += 2;
	} else {
		import.flags |= IMPORT_WILDCARD;
		import.name = TEXT("*");
	}
	read_name(source, at, &target);
	import.target = bytes_text(&target);
	if (target.size)
		source->found(source->context, &import);
	bytes_release(&target);
}

const struct language language_csharp = {
	.name = "csharp",
	.id = 11,
	.revision = 1,
	.grammar = tree_sitter_c_sharp,
	.extensions = (const char *const[]){ "cs", "csx", NULL },
	.nodes = nodes,
	.boolean_operators = (const char *const[]){ "&&", "||", "and", "or", NULL },
	.members_apart = true,
	.extension_methods = true,
	.hidden_word = "private",
	.link_style = LINKS_CSHARP,
	.joint = ".",
	.imports = read_using,
	.blank_more = { { respell_csharp },
	                { blank_conditional_lines, respell_csharp },
	                { blank_other_branches, respell_csharp } },
};
