/*
 * C.  Macros are neither expanded nor counted; of #if all branches are parsed
 * and its conditions count nothing.
 */
#include <string.h>

#include "all.h"

const struct TSLanguage *tree_sitter_c(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "identifier", "declarator", "function_declarator", .role = ROLE_DECLARED },
	{ "identifier", "declarator", "declaration", .role = ROLE_BOUND },
	{ "identifier", "declarator", "init_declarator", .role = ROLE_BOUND },
	{ "identifier", "declarator", "parameter_declaration", .role = ROLE_BOUND },
	{ "identifier", "declarator", "pointer_declarator", .role = ROLE_BOUND },
	{ "identifier", "declarator", "array_declarator", .role = ROLE_BOUND },
	{ "identifier", "name", "preproc_def", .role = ROLE_DECLARED },
	{ "identifier", "name", "preproc_function_def", .role = ROLE_DECLARED },
	{ "identifier", .parent = "preproc_params", .role = ROLE_DECLARED },
	{ "preproc_arg", "value", "preproc_def", .role = ROLE_EXPANSION },
	{ "preproc_arg", "value", "preproc_function_def", .role = ROLE_EXPANSION },
	{ "identifier", .parent = "parameter_list", .role = ROLE_PARAMETER }, /* K&R */
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "field_identifier", "declarator", "field_declaration", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "pointer_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "array_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", "declarator", "function_declarator", .role = ROLE_DECLARED },
	{ "field_identifier", .role = ROLE_IDENTIFIER },
	{ "type_identifier", .role = ROLE_IDENTIFIER },
	{ "number_literal", .role = ROLE_LITERAL },
	{ "string_literal", .role = ROLE_LITERAL },
	{ "char_literal", .role = ROLE_LITERAL },
	{ "system_lib_string", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "null", .role = ROLE_LITERAL },

	/* the condition of an #if is no decision of the program */
	{ "binary_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "binary_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },
	{ "unary_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "unary_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },
	{ "parenthesized_expression", "condition", "preproc_if", .role = ROLE_DROPPED },
	{ "parenthesized_expression", "condition", "preproc_elif", .role = ROLE_DROPPED },

	/* units */
	{ "function_definition", .role = ROLE_FUNCTION, .name = NAME_DECLARATOR,
	  .flags = NODE_ALWAYS_APART },
	{ "parameter_list", .role = ROLE_PARAMETERS },
	{ "parameter_declaration", .parent = "parameter_list", .role = ROLE_PARAMETER },
	{ "attribute_specifier", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "else_clause", .role = ROLE_ELSE },
	{ "for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "do_statement", .role = ROLE_LOOP },
	{ "switch_statement", .role = ROLE_SWITCH },
	{ "case_statement", .role = ROLE_CASE },
	{ "conditional_expression", .role = ROLE_TERNARY },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "goto_statement", .role = ROLE_JUMP },
	{ "seh_try_statement", .role = ROLE_TRY },
	{ "seh_except_clause", .role = ROLE_CATCH },
	C_STRAYS,

	/* links */
	{ "preproc_include", .role = ROLE_IMPORT },
	{ 0 },
};

/* #include "x.h", #include <x.h>; a macro in its place leads nowhere. */
void read_c_include(const struct import_source *source)
{
	for (size_t i = 0; i < source->count; i++) {
		struct text word = token_text(source, i);
		struct import import = { .kind = IMPORT_INCLUDE };

		if (source->tokens[i].kind != TOKEN_LITERAL || word.size < 2)
			continue;
		if (word.data[0] == '<')
			import.kind = IMPORT_INCLUDE_SYSTEM;
		import.target = (struct text){ word.data + 1, word.size - 2 };
		source->found(source->context, &import);
		return;
	}
}

static const char *const boolean_operators[] = { "&&", "||", NULL };
const char *const c_dots[] = { ".", "->", "::", NULL };

/* What both kinds of C file share. */
#define C_LANGUAGE \
	.name = "c", .revision = 1, .grammar = tree_sitter_c, .nodes = nodes, \
	.boolean_operators = boolean_operators, .macros = true, .members_apart = true, \
	.hidden_word = "static", .link_style = LINKS_C, .joint = "::", .imports = read_c_include, \
	.blank = { blank_linkage, blank_c_macros }, .dots = c_dots, \
	.mends = { blank_conditional_lines, blank_other_branches }, \
	.loose = blank_loose_conditionals

const struct language language_c = {
	.id = 1,
	.extensions = (const char *const[]){ "c", NULL },
	C_LANGUAGE,
};

/* Does a line begin as none of C does?  Of a header that leaves errors either way. */
static bool is_cpp(struct text bytes)
{
	static const char *const words[] = { "namespace ", "template ", "template<",  "class ",
		                             "public:",    "private:",  "protected:", NULL };
	const char *end = bytes.data + bytes.size;

	for (const char *line = bytes.data; line && line < end; line++) {
		struct text rest = text_trim((struct text){ line, (size_t)(end - line) });

		for (const char *const *word = words; *word; word++)
			if (text_starts(rest, *word))
				return true;
		line = memchr(line, '\n', (size_t)(end - line));
		if (!line)
			break;
	}
	return false;
}

/* A header may be C++, which only its text can tell. */
const struct language language_c_header = {
	.id = 2,
	.extensions = (const char *const[]){ "h", NULL },
	.alternative = &language_cpp,
	.is_alternative = is_cpp,
	C_LANGUAGE,
};
