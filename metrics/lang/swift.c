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

/* --- what is newer than the grammar ------------------------------------------------ */

struct part {
	size_t start, end;
};

static bool is_one_of(struct text word, const char *const *words)
{
	for (; *words; words++)
		if (text_is(word, *words))
			return true;
	return false;
}

static bool is_name_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

static char sign_before(struct text all, size_t at)
{
	while (at > 0 && (all.data[at - 1] == ' ' || all.data[at - 1] == '\t'))
		at--;
	return at ? all.data[at - 1] : '\n';
}

static size_t behind_parenthesis(struct text all, size_t at)
{
	size_t end = at;

	while (end < all.size && all.data[end] != ')' && all.data[end] != '\n')
		end++;
	return end < all.size && all.data[end] == ')' ? end + 1 : at;
}

/* What to leave out at the word [at, end). */
static struct part newer_part(struct text all, size_t at, size_t end)
{
	/* `nonisolated(unsafe)`, `throws(Failure)`; `a: sending Thing`; `b = consume a` */
	static const char *const takers[] = { "nonisolated", "throws", NULL };
	static const char *const of_types[] = { "sending", "isolated", NULL };
	static const char *const of_values[] = { "consume", "copy", NULL };
	struct text word = { all.data + at, end - at };
	struct part none = { at, at };
	struct part whole = { at, end };

	if (end == all.size)
		return none;
	if (all.data[end] == '(' && is_one_of(word, takers))
		return (struct part){ end, behind_parenthesis(all, end) };
	if (all.data[end] != ' ')
		return none;
	if (is_one_of(word, of_types))
		return sign_before(all, at) == ':' ? whole : none;
	if (is_one_of(word, of_values))
		return memchr("=(,[", sign_before(all, at), 4) ? whole : none;
	return none;
}

/* `if case 200...299 = status`: of what may be compared with, the grammar knows names only.  So
 * number, text or range become one, which nobody sees: the text of a token comes from the file. */
static bool respell_pattern(char *bytes, size_t size, size_t at)
{
	static const char *const signs = "._<\"- ";
	size_t end = at, last;

	while (end < size && (is_name_char(bytes[end]) || strchr(signs, bytes[end])))
		end++;
	last = end;
	while (last > at && bytes[last - 1] == ' ')
		last--;
	if (last == at || end == size || bytes[end] != '=' || bytes[at] == '.' ||
	    memchr(bytes + at, ' ', last - at))
		return false;
	memset(bytes + at, 'x', last - at);
	return true;
}

static bool respell_patterns(char *bytes, size_t size)
{
	static const struct text word = TEXT("case ");
	bool changed = false;

	for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), word.data, word.size));
	     at += word.size)
		changed = respell_pattern(bytes, size, (size_t)(at - bytes) + word.size) || changed;
	return changed;
}

static bool blank_newer(char *bytes, size_t size)
{
	bool blanked = respell_patterns(bytes, size);
	size_t end;

	for (size_t at = 0; at < size; at = end) {
		struct part part;

		for (end = at; end < size && is_name_char(bytes[end]);)
			end++;
		part = newer_part((struct text){ bytes, size }, at, end);
		if (part.end > part.start) {
			memset(bytes + part.start, ' ', part.end - part.start);
			blanked = true;
		}
		if (end == at)
			end++;
	}
	return blanked;
}

static bool blank_lines_and_newer(char *bytes, size_t size)
{
	bool lines = blank_conditional_lines(bytes, size);

	return blank_newer(bytes, size) || lines;
}

static bool blank_branches_and_newer(char *bytes, size_t size)
{
	bool branches = blank_other_branches(bytes, size);

	return blank_newer(bytes, size) || branches;
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
	.blank_more = { blank_conditional_lines, blank_lines_and_newer, blank_branches_and_newer },
};
