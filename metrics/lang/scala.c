/*
 * Scala.  Lambdas, partial functions and local functions belong to the method
 * around them; methods of anonymous classes are units of their own.
 * `if (a) b else c` without braces is the conditional expression; `for … yield`
 * is a comprehension and free.  What is caught is one `catch`, with arms.
 */
#include "all.h"

const struct TSLanguage *tree_sitter_scala(void);

static const struct lang_node nodes[] = {
	/* lexical */
	{ "comment", .role = ROLE_COMMENT },
	{ "block_comment", .role = ROLE_COMMENT },
	{ "using_directive", .role = ROLE_COMMENT },
	{ "string", .role = ROLE_LITERAL },
	{ "interpolated_string", .role = ROLE_TEXT },
	{ "escape_sequence", .role = ROLE_LITERAL },
	{ "character_literal", .role = ROLE_LITERAL },
	{ "integer_literal", .role = ROLE_LITERAL },
	{ "floating_point_literal", .role = ROLE_LITERAL },
	{ "boolean_literal", .role = ROLE_LITERAL },
	{ "null_literal", .role = ROLE_LITERAL },

	/* what is declared here */
	{ "identifier", "name", "parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "class_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "binding", .role = ROLE_BOUND },
	{ "identifier", "parameters", "lambda_expression", .role = ROLE_PARAMETER },
	{ "identifier", "lambda_start", "colon_argument", .role = ROLE_BOUND },
	{ "identifier", "pattern", "val_definition", .role = ROLE_BOUND },
	{ "identifier", "pattern", "var_definition", .role = ROLE_BOUND },
	{ "identifier", "pattern", "typed_pattern", .role = ROLE_BOUND },
	{ "identifier", "pattern", "case_class_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "capture_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "tuple_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "identifiers", .role = ROLE_BOUND },
	{ "identifier", .parent = "enumerator", .role = ROLE_BOUND },
	{ "identifier", .parent = "self_type", .role = ROLE_BOUND },
	{ "identifier", "name", "type_parameters", .role = ROLE_BOUND },
	{ "identifier", "name", "covariant_type_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "contravariant_type_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "function_declaration", .role = ROLE_DECLARED },
	{ "identifier", "left", "assignment_expression", .role = ROLE_DECLARED },
	{ "identifier", "interpolator", "interpolated_string_expression", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "type_identifier", .role = ROLE_IDENTIFIER },
	{ "access_modifier", .role = ROLE_DROPPED, .flags = NODE_HAS_CHILD,
	  .fixed = "access_qualifier" }, /* private[a] is seen by all of a */

	/* scopes */
	{ "class_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "object_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "trait_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "package_object", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "given_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "extension_definition", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_REOPENS },
	{ "template_body", .parent = "instance_expression", .role = ROLE_SCOPE, .name = NAME_NONE,
	  .kind = UNIT_METHOD },
	{ "val_definition", .role = ROLE_BINDING, .fixed = "pattern" },
	{ "var_definition", .role = ROLE_BINDING, .fixed = "pattern" },
	{ "type_definition", .role = ROLE_DEFINITION },
	{ "simple_enum_case", .role = ROLE_DEFINITION },
	{ "full_enum_case", .role = ROLE_DEFINITION },

	/* units */
	{ "function_definition", .role = ROLE_FUNCTION },
	{ "operator_identifier", "name", "function_definition", .role = ROLE_MODIFIER,
	  .kind = UNIT_OPERATOR },
	{ "lambda_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "case_block", .parent = "match_expression", .role = ROLE_NONE },
	{ "case_block", .parent = "catch_clause", .role = ROLE_NONE },
	{ "case_block", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "annotation", .role = ROLE_ATTRIBUTE },
	{ "parameters", .role = ROLE_PARAMETERS, .flags = NODE_CHAIN },
	{ "bindings", .role = ROLE_PARAMETERS },
	{ "parameter", .role = ROLE_PARAMETER },
	{ "binding", .role = ROLE_PARAMETER },

	/* flow */
	{ "if_expression", "alternative", "if_expression", .role = ROLE_IF },
	{ "if_expression", .role = ROLE_TERNARY, .flags = NODE_UNBRACED | NODE_HAS_FIXED,
	  .fixed = "alternative" },
	{ "if_expression", .role = ROLE_IF },
	{ "*", "alternative", "if_expression", .role = ROLE_ELSE },
	{ "for_expression", .role = ROLE_NONE, .flags = NODE_HAS_CHILD, .fixed = "yield" },
	{ "for_expression", .role = ROLE_LOOP },
	{ "while_expression", .role = ROLE_LOOP },
	{ "do_while_expression", .role = ROLE_LOOP },
	{ "match_expression", .role = ROLE_SWITCH },
	{ "case_clause", .role = ROLE_CASE, .fixed = "=>" },
	{ "guard", .parent = "case_clause", .role = ROLE_GUARD },
	{ "try_expression", .role = ROLE_TRY },
	{ "catch_clause", .role = ROLE_CATCH },
	{ "infix_expression", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },

	/* links */
	{ "import_declaration", .role = ROLE_IMPORT },
	{ "export_declaration", .role = ROLE_IMPORT },
	{ "package_identifier", .parent = "package_clause", .role = ROLE_PACKAGE },
	{ 0 },
};

/* --- imports ---------------------------------------------------------------- */

struct reader {
	const struct import_source *source;
	struct bytes path; /* "a.b" */
	uint8_t flags;
};

static bool is(const struct reader *reader, size_t index, const char *word)
{
	return text_is(token_text(reader->source, index), word);
}

static void give(const struct reader *reader, struct text target, struct text name,
                 struct text alias)
{
	struct import import = { .kind = IMPORT_MODULE,
		                 .flags = reader->flags,
		                 .target = target,
		                 .alias = alias,
		                 .name = name };

	if (text_is(name, "*"))
		import.flags |= IMPORT_WILDCARD;
	if (target.size)
		reader->source->found(reader->source->context, &import);
}

/* "c" behind "a.b": the class a.b.c; a star takes all of a.b. */
static void give_name(struct reader *reader, struct text name, struct text alias)
{
	size_t size = reader->path.size;

	if (text_is(name, "_") || text_is(name, "*") || text_is(name, "given")) {
		give(reader, bytes_text(&reader->path), TEXT("*"), TEXT(""));
		return;
	}
	if (size)
		bytes_add_char(&reader->path, '.');
	bytes_add_text(&reader->path, name);
	give(reader, bytes_text(&reader->path), TEXT(""), alias);
	reader->path.size = size;
}

/* `{C, D => E, F as G, H => _, _}` from its first word on; the index behind it. */
static size_t read_selectors(struct reader *reader, size_t at)
{
	while (at < reader->source->count && !is(reader, at, "}")) {
		struct text name = token_text(reader->source, at++);
		struct text alias = TEXT("");

		if (is(reader, at, "=>") || is(reader, at, "as")) {
			alias = token_text(reader->source, at + 1);
			at += 2;
		}
		if (!text_is(alias, "_")) /* hidden, not taken */
			give_name(reader, name, alias);
		while (at < reader->source->count && !is(reader, at, ",") && !is(reader, at, "}"))
			at++; /* the type of a given */
		at += is(reader, at, ",");
	}
	return at + 1;
}

/* One of `a.b.C, d.e._`; the index behind it. */
static size_t read_path(struct reader *reader, size_t at)
{
	struct text last = TEXT(""), alias = TEXT("");

	bytes_clear(&reader->path);
	for (; at < reader->source->count && !is(reader, at, ","); at++) {
		if (is(reader, at, "{"))
			return read_selectors(reader, at + 1);
		if (is(reader, at, "as")) {
			alias = token_text(reader->source, ++at);
		} else if (!is(reader, at, ".")) {
			last = token_text(reader->source, at);
		} else {
			if (reader->path.size)
				bytes_add_char(&reader->path, '.');
			bytes_add_text(&reader->path, last);
		}
	}
	give_name(reader, last, alias);
	return at;
}

static void read_import(const struct import_source *source)
{
	struct reader reader = { .source = source };
	size_t at = 1;

	if (text_is(token_text(source, 0), "export"))
		reader.flags |= IMPORT_REEXPORT;
	while (at < source->count) {
		at = read_path(&reader, at);
		at += is(&reader, at, ",");
	}
	bytes_release(&reader.path);
}

const struct language language_scala = {
	.name = "scala",
	.id = 16,
	.revision = 1,
	.grammar = tree_sitter_scala,
	.extensions = (const char *const[]){ "scala", "sc", "sbt", NULL },
	.nodes = nodes,
	.lines_end = true,
	.boolean_operators = (const char *const[]){ "&&", "||", NULL },
	.bodies = (const char *const[]){ "block", "indented_block", NULL },
	.hidden_word = "private",
	.constructor = "this",
	.link_style = LINKS_JAVA,
	.packages_nest = true,
	.joint = ".",
	.imports = read_import,
	.blank = { join_scala_lines },
	.blank_more = { { blank_scala_heads }, { respell_scala } },
};
