/*
 * Kotlin.  Lambdas and local functions belong to the function around them;
 * methods of object expressions are units of their own.
 *
 * `if (a) b else c` without braces counts as a conditional expression, and its
 * `else` nothing, as nowhere where no braces follow it.
 */
#include <string.h>

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

	/* flow */
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

/* --- where the grammar stumbles -------------------------------------------------- */

/* Words that are names, too: as a name at the start of a statement they are
 * taken for the other thing, and so is the front of `in1`, and cost a class. */
static const char *const soft_words[] = {
	"set",      "get",     "in",     "by",     "as",          "else",     "where",    "open",
	"inner",    "data",    "value",  "public", "final",       "private",  "external", "inline",
	"internal", "suspend", "vararg", "init",   "constructor", "abstract", "lateinit", NULL,
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_name_char(char c)
{
	return is_letter(c) || c == '_' || (c >= '0' && c <= '9');
}

static bool is_soft(struct text word)
{
	for (const char *const *known = soft_words; *known; known++)
		if (text_is(word, *known))
			return true;
	return false;
}

/* Only a name can stand before these. */
static bool behind_is_use(struct text rest, bool called)
{
	while (rest.size && (*rest.data == ' ' || *rest.data == '\t')) {
		rest.data++;
		rest.size--;
	}
	if (text_starts(rest, "(") || text_starts(rest, "."))
		return text_starts(rest, ".") || called;
	if (rest.size > 1 && memchr("+-*/%", *rest.data, 5))
		return rest.data[1] == '=';
	return text_starts(rest, "[") || (text_starts(rest, "=") && !text_starts(rest, "=="));
}

static bool begins_statement(const char *bytes, size_t at)
{
	while (at > 0 && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
		at--;
	return at == 0 || memchr("\n{;", bytes[at - 1], 3);
}

static size_t name_end(const char *bytes, size_t size, size_t at, bool (*belongs)(char c))
{
	while (at < size && belongs(bytes[at]))
		at++;
	return at;
}

/* Gives such names another last letter, which nobody sees: the text of a token
 * comes from the file. */
static bool respell_soft_names(char *bytes, size_t size)
{
	bool changed = false;
	size_t end;

	for (size_t at = 0; at<size; at = end> at ? end : at + 1) {
		size_t letters = name_end(bytes, size, at, is_letter);
		struct text word = { bytes + at, letters - at };
		bool called = !text_is(word, "set") && !text_is(word, "get") &&
		              !text_is(word, "constructor");

		end = name_end(bytes, size, at, is_name_char);
		if (letters == at || !is_soft(word))
			continue;
		if (end == letters &&
		    (!begins_statement(bytes, at) ||
		     !behind_is_use((struct text){ bytes + end, size - end }, called)))
			continue;
		bytes[letters - 1] = '_';
		changed = true;
	}
	return changed;
}

/* `class Circle : Shape { fun area() = r * r }`: what ends right before a bracket on its line the
 * grammar takes for unfinished.  A semicolon in the blank says that it is not. */
static bool end_before_brackets(char *bytes, size_t size)
{
	bool changed = false;

	for (size_t at = 2; at < size; at++) {
		if (bytes[at] != '}' || bytes[at - 1] != ' ' || !is_name_char(bytes[at - 2]))
			continue;
		bytes[at - 1] = ';';
		changed = true;
	}
	return changed;
}

static bool end_and_respell(char *bytes, size_t size)
{
	bool ended = end_before_brackets(bytes, size);

	return respell_soft_names(bytes, size) || ended;
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
	.blank_more = { respell_soft_names, end_before_brackets, end_and_respell },
};
