/*
 * Java.  Lambdas belong to the method around them; methods of anonymous and
 * local classes are units of their own.
 */
#include "all.h"
#include "spelling.h"

const struct TSLanguage *tree_sitter_java(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "line_comment", .role = ROLE_COMMENT },
	{ "block_comment", .role = ROLE_COMMENT },
	{ "string_literal", .role = ROLE_TEXT },
	{ "string_fragment", .role = ROLE_LITERAL },
	{ "multiline_string_fragment", .role = ROLE_LITERAL },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "character_literal", .role = ROLE_LITERAL },
	{ "decimal_integer_literal", .role = ROLE_LITERAL },
	{ "hex_integer_literal", .role = ROLE_LITERAL },
	{ "octal_integer_literal", .role = ROLE_LITERAL },
	{ "binary_integer_literal", .role = ROLE_LITERAL },
	{ "decimal_floating_point_literal", .role = ROLE_LITERAL },
	{ "hex_floating_point_literal", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "null_literal", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", "name", "variable_declarator", .role = ROLE_BOUND },
	{ "identifier", "name", "formal_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "catch_formal_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "enhanced_for_statement", .role = ROLE_BOUND },
	{ "identifier", "name", "resource", .role = ROLE_BOUND },
	{ "identifier", "name", "instanceof_expression", .role = ROLE_BOUND },
	{ "identifier", "name", "enum_constant", .role = ROLE_BOUND },
	{ "identifier", .parent = "type_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "record_pattern_component", .role = ROLE_BOUND },
	{ "identifier", .parent = "inferred_parameters", .role = ROLE_PARAMETER },
	{ "identifier", "parameters", "lambda_expression", .role = ROLE_PARAMETER },
	{ "type_identifier", .parent = "type_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "method_declaration", .role = ROLE_DECLARED },
	{ "identifier", "name", "annotation_type_element_declaration", .role = ROLE_DECLARED },
	{ "identifier", "key", "element_value_pair", .role = ROLE_DECLARED },
	{ "identifier", .parent = "labeled_statement", .role = ROLE_DECLARED },

	/* the label of a jump; without one it is free */
	{ "identifier", .parent = "break_statement", .role = ROLE_JUMP },
	{ "identifier", .parent = "continue_statement", .role = ROLE_JUMP },

	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "type_identifier", .role = ROLE_IDENTIFIER },

	/* scopes */
	{ "class_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "interface_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "record_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "annotation_type_declaration", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_constant", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_HAS_BODY },
	{ "class_body", .parent = "object_creation_expression", .role = ROLE_SCOPE,
	  .name = NAME_NONE, .kind = UNIT_METHOD },
	{ "variable_declarator", .parent = "field_declaration", .role = ROLE_BINDING },
	{ "variable_declarator", .parent = "constant_declaration", .role = ROLE_BINDING },

	/* units */
	{ "method_declaration", .role = ROLE_FUNCTION, .kind = UNIT_METHOD,
	  .flags = NODE_HAS_BODY },
	{ "constructor_declaration", .role = ROLE_FUNCTION, .kind = UNIT_CONSTRUCTOR },
	{ "compact_constructor_declaration", .role = ROLE_FUNCTION, .kind = UNIT_CONSTRUCTOR },
	{ "static_initializer", .role = ROLE_FUNCTION, .name = NAME_FIXED, .kind = UNIT_INITIALIZER,
	  .fixed = "static" },
	{ "block", .parent = "class_body", .role = ROLE_FUNCTION, .name = NAME_FIXED,
	  .kind = UNIT_INITIALIZER, .fixed = "init" },
	{ "block", .parent = "enum_body_declarations", .role = ROLE_FUNCTION, .name = NAME_FIXED,
	  .kind = UNIT_INITIALIZER, .fixed = "init" },
	{ "lambda_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "marker_annotation", .role = ROLE_ATTRIBUTE },
	{ "annotation", .role = ROLE_ATTRIBUTE },
	{ "formal_parameters", .role = ROLE_PARAMETERS },
	{ "inferred_parameters", .role = ROLE_PARAMETERS },
	{ "formal_parameter", .role = ROLE_PARAMETER },
	{ "spread_parameter", .role = ROLE_PARAMETER },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "*", "alternative", "if_statement", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "enhanced_for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_statement", .role = ROLE_LOOP },
	{ "switch_expression", .role = ROLE_SWITCH }, /* the statement, too */
	{ "switch_label", .role = ROLE_CASE },
	{ "guard", .role = ROLE_GUARD },
	{ "try_statement", .role = ROLE_TRY },
	{ "try_with_resources_statement", .role = ROLE_TRY },
	{ "catch_clause", .role = ROLE_CATCH },
	{ "synchronized_statement", .role = ROLE_WITH },
	{ "ternary_expression", .role = ROLE_TERNARY },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },

	/* links */
	{ "import_declaration", .role = ROLE_IMPORT },
	{ "package_declaration", .role = ROLE_PACKAGE },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* The words from `first` to the one before `end`: "a.b.C". */
static void join_words(const struct import_source *source, size_t first, size_t end,
                       struct bytes *name)
{
	for (size_t i = first; i < end; i++)
		bytes_add_text(name, token_text(source, i));
}

/* `import a.b.C;`, `import a.b.*;`, `import static a.b.C.member;` */
static void read_import(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_MODULE };
	struct bytes target = BYTES_INIT;
	size_t first = 1, end = source->count;

	if (text_is(token_text(source, first), "static")) {
		import.flags |= IMPORT_STATIC;
		first++;
	}
	if (text_is(token_text(source, first), "module") &&
	    !text_is(token_text(source, first + 1), "."))
		return; /* all packages of a module: none of ours */
	while (end > first && text_is(token_text(source, end - 1), ";"))
		end--;
	if (end > first && text_is(token_text(source, end - 1), "*"))
		import.flags |= IMPORT_WILDCARD;
	if (import.flags && end >= first + 3) {
		import.name = token_text(source, end - 1);
		end -= 2; /* the name and its dot */
	}
	join_words(source, first, end, &target);
	import.target = bytes_text(&target);
	if (target.size)
		source->found(source->context, &import);
	bytes_release(&target);
}

/* `Object @Nullable ... rest`: the grammar has no room for the annotation. */
static bool blank_annotations(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool blanked = false;

	for (size_t at = 0; at < size; at++) {
		size_t end = at + 1;

		if (bytes[at] != '@')
			continue;
		end += word_at(&spelling, end).size;
		if (!is_at(&spelling, behind_blanks(&spelling, end), "..."))
			continue;
		blank_out(&spelling, at, end);
		blanked = true;
	}
	return blanked;
}

const struct language language_java = {
	.name = "java",
	.id = 5,
	.revision = 1,
	.grammar = tree_sitter_java,
	.extensions = (const char *const[]){ "java", NULL },
	.nodes = nodes,
	.boolean_operators = (const char *const[]){ "&&", "||", NULL },
	.hidden_word = "private",
	.link_style = LINKS_JAVA,
	.joint = ".",
	.imports = read_import,
	.blank_more = { { blank_annotations } },
};
