/*
 * Python.  Functions in functions belong to the function around them; methods
 * of local classes do not.  Comprehensions are free, their conditions are not.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_python(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "line_continuation", .role = ROLE_DROPPED },
	{ "string", .role = ROLE_TEXT },
	{ "string_start", .role = ROLE_LITERAL },
	{ "string_content", .role = ROLE_LITERAL },
	{ "string_end", .role = ROLE_LITERAL },
	{ "integer", .role = ROLE_LITERAL },
	{ "float", .role = ROLE_LITERAL },
	{ "true", .role = ROLE_LITERAL },
	{ "false", .role = ROLE_LITERAL },
	{ "none", .role = ROLE_LITERAL },
	{ "ellipsis", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", .parent = "parameters", .role = ROLE_PARAMETER },
	{ "identifier", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "identifier", .parent = "typed_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "default_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "typed_default_parameter", .role = ROLE_BOUND },
	{ "identifier", .parent = "list_splat_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "dictionary_splat_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "pattern_list", .role = ROLE_BOUND },
	{ "identifier", .parent = "tuple_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "list_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "splat_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "as_pattern_target", .role = ROLE_BOUND },
	{ "identifier", "left", "assignment", .role = ROLE_BOUND },
	{ "identifier", "left", "for_statement", .role = ROLE_BOUND },
	{ "identifier", "left", "for_in_clause", .role = ROLE_BOUND },
	{ "identifier", "name", "named_expression", .role = ROLE_BOUND },
	{ "identifier", "name", "keyword_argument", .role = ROLE_DECLARED },
	{ "identifier", .parent = "keyword_pattern", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },

	/* units */
	{ "function_definition", .role = ROLE_FUNCTION },
	{ "lambda", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "class_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "assignment", .role = ROLE_BINDING, .fixed = "left" },
	{ "decorator", .role = ROLE_ATTRIBUTE },
	{ "parameters", .role = ROLE_PARAMETERS },
	{ "lambda_parameters", .role = ROLE_PARAMETERS },
	{ "typed_parameter", .role = ROLE_PARAMETER },
	{ "default_parameter", .role = ROLE_PARAMETER },
	{ "typed_default_parameter", .role = ROLE_PARAMETER },
	{ "list_splat_pattern", .parent = "parameters", .role = ROLE_PARAMETER },
	{ "list_splat_pattern", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "dictionary_splat_pattern", .parent = "parameters", .role = ROLE_PARAMETER },
	{ "dictionary_splat_pattern", .parent = "lambda_parameters", .role = ROLE_PARAMETER },
	{ "tuple_pattern", .parent = "parameters", .role = ROLE_PARAMETER }, /* Python 2 */
	{ "tuple_pattern", .parent = "lambda_parameters", .role = ROLE_PARAMETER },

	/* flow */
	{ "if_statement", .role = ROLE_IF },
	{ "elif_clause", .role = ROLE_ELSE_IF },
	{ "else_clause", .role = ROLE_ELSE }, /* of loops and try, too */
	{ "for_statement", .role = ROLE_LOOP },
	{ "while_statement", .role = ROLE_LOOP },
	{ "match_statement", .role = ROLE_SWITCH },
	{ "case_clause", .role = ROLE_CASE },
	{ "if_clause", "guard", "case_clause", .role = ROLE_GUARD },
	{ "try_statement", .role = ROLE_TRY },
	{ "except_clause", .role = ROLE_CATCH },
	{ "with_statement", .role = ROLE_WITH },
	{ "conditional_expression", .role = ROLE_TERNARY },
	{ "boolean_operator", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },

	/* links */
	{ "import_statement", .role = ROLE_IMPORT },
	{ "import_from_statement", .role = ROLE_IMPORT },
	{ "future_import_statement", .role = ROLE_IMPORT },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

/* Reads "..a.b" from `*at` on; stops at the first word that is no part of it. */
static void read_dotted(const struct import_source *source, size_t *at, struct bytes *name)
{
	for (; *at < source->count; ++*at) {
		struct text word = token_text(source, *at);

		if (text_is(word, "import") || text_is(word, "as") || text_is(word, ",") ||
		    text_is(word, "(") || text_is(word, ")") || text_is(word, ";"))
			return;
		bytes_add_text(name, word);
	}
}

/* "as NAME", when it stands at `*at`. */
static struct text read_alias(const struct import_source *source, size_t *at)
{
	struct text alias;

	if (!text_is(token_text(source, *at), "as"))
		return TEXT("");
	alias = token_text(source, *at + 1);
	*at += 2;
	return alias;
}

/* One of the names behind "import"; without `module` it is a module itself. */
static void read_name(const struct import_source *source, size_t *at, const struct bytes *module)
{
	struct import import = { .kind = IMPORT_MODULE, .line = source->tokens[*at].line };
	struct bytes name = BYTES_INIT;

	read_dotted(source, at, &name);
	import.alias = read_alias(source, at);
	if (module) {
		import.target = bytes_text(module);
		import.name = bytes_text(&name);
	} else {
		import.target = bytes_text(&name);
	}
	if (text_is(import.name, "*"))
		import.flags = IMPORT_WILDCARD;
	if (name.size)
		source->found(source->context, &import);
	bytes_release(&name);
}

/* `import a.b as c, d`, `from ..a import b as c, d`, with or without parentheses. */
static void read_import(const struct import_source *source)
{
	bool from = text_is(token_text(source, 0), "from");
	struct bytes module = BYTES_INIT;
	size_t at = 1;

	if (from) {
		read_dotted(source, &at, &module);
		at++;
	}
	while (at < source->count) {
		size_t before = at;

		read_name(source, &at, from ? &module : NULL);
		if (at == before || text_is(token_text(source, at), ","))
			at++;
	}
	bytes_release(&module);
}

const struct language language_python = {
	.name = "python",
	.id = 4,
	.revision = 1,
	.grammar = tree_sitter_python,
	.extensions = (const char *const[]){ "py", "pyi", "pyw", NULL },
	.interpreters = (const char *const[]){ "python", "pypy", NULL },
	.nodes = nodes,
	.lines_end = true,
	.parts_alone = true,
	.boolean_operators = (const char *const[]){ "and", "or", NULL },
	.decorator_idiom = true,
	.constructor = "__init__",
	.link_style = LINKS_PYTHON,
	.joint = ".",
	.imports = read_import,
};
