/*
 * Rust.  Closures and functions inside of functions belong to the function
 * around them.  What a macro is called with is text to the grammar: nothing in
 * it is counted.
 */
#include "all.h"
#include "spelling.h"

const struct TSLanguage *tree_sitter_rust(void);

enum { USE_DEPTH_MAX = 32 }; /* braces in braces of one `use` */

static const struct lang_node nodes[] = {
	/* lexical */
	{ "line_comment", .role = ROLE_COMMENT },
	{ "block_comment", .role = ROLE_COMMENT },
	{ "shebang", .role = ROLE_COMMENT },
	{ "identifier", "pattern", "let_declaration", .role = ROLE_BOUND },
	{ "identifier", "pattern", "let_condition", .role = ROLE_BOUND },
	{ "identifier", "pattern", "for_expression", .role = ROLE_BOUND },
	{ "identifier", "pattern", "parameter", .role = ROLE_BOUND },
	{ "identifier", "pattern", "field_pattern", .role = ROLE_BOUND },
	{ "identifier", "name", "const_parameter", .role = ROLE_BOUND },
	{ "identifier", "name", "enum_variant", .role = ROLE_DECLARED },
	{ "identifier", "type", "tuple_struct_pattern", .role = ROLE_IDENTIFIER },
	{ "identifier", .parent = "tuple_struct_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "closure_parameters", .role = ROLE_BOUND },
	{ "identifier", .parent = "tuple_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "slice_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "mut_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "ref_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "reference_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "captured_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "or_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "match_pattern", .role = ROLE_BOUND },
	{ "identifier", .parent = "lifetime", .role = ROLE_DECLARED },
	{ "identifier", .parent = "label", .role = ROLE_DECLARED },
	{ "identifier", .role = ROLE_IDENTIFIER },
	{ "shorthand_field_identifier", .role = ROLE_BOUND },
	{ "field_identifier", "field", "field_expression", .role = ROLE_IDENTIFIER },
	{ "field_identifier", .role = ROLE_DECLARED },
	{ "type_identifier", "name", "type_parameter", .role = ROLE_BOUND },
	{ "type_identifier", "name", "type_binding", .role = ROLE_DECLARED },
	{ "type_identifier", "name", "associated_type", .role = ROLE_DECLARED },
	{ "type_identifier", .role = ROLE_IDENTIFIER },
	{ "metavariable", .role = ROLE_IDENTIFIER },
	{ "string_literal", .role = ROLE_LITERAL },
	{ "raw_string_literal", .role = ROLE_LITERAL },
	{ "char_literal", .role = ROLE_LITERAL },
	{ "boolean_literal", .role = ROLE_LITERAL },
	{ "integer_literal", .role = ROLE_LITERAL },
	{ "float_literal", .role = ROLE_LITERAL },

	/* units */
	{ "function_item", .role = ROLE_FUNCTION },
	{ "closure_expression", .role = ROLE_FUNCTION, .name = NAME_BINDING, .kind = UNIT_LAMBDA },
	{ "impl_item", .role = ROLE_SCOPE, .kind = UNIT_METHOD, .flags = NODE_REOPENS,
	  .fixed = "type" },
	{ "trait_item", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "struct_item", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "enum_item", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "union_item", .role = ROLE_SCOPE, .kind = UNIT_METHOD },
	{ "mod_item", .role = ROLE_SCOPE, .flags = NODE_HAS_BODY },
	{ "type_item", .role = ROLE_DEFINITION },
	{ "const_item", .role = ROLE_DEFINITION },
	{ "static_item", .role = ROLE_DEFINITION },
	{ "macro_definition", .role = ROLE_DEFINITION },
	{ "parameters", .parent = "function_type", .role = ROLE_NONE },
	{ "parameters", .role = ROLE_PARAMETERS },
	{ "parameter", .parent = "parameters", .role = ROLE_NONE, .flags = NODE_HAS_CHILD,
	  .fixed = "self" }, /* `self: Box<Self>` is a receiver like `&self` */
	{ "parameter", .parent = "parameters", .role = ROLE_PARAMETER },
	{ "attribute_item", .role = ROLE_ATTRIBUTE },

	/* flow */
	{ "if_expression", .role = ROLE_IF },
	{ "else_clause", .role = ROLE_ELSE },
	{ "*", "alternative", "let_declaration", .role = ROLE_IF }, /* let … else */
	{ "for_expression", .role = ROLE_LOOP },
	{ "while_expression", .role = ROLE_LOOP },
	{ "loop_expression", .role = ROLE_LOOP },
	{ "match_expression", .role = ROLE_SWITCH },
	{ "match_arm", .role = ROLE_CASE },
	{ "*", "condition", "match_pattern", .role = ROLE_GUARD },
	{ "binary_expression", .role = ROLE_BOOLEAN },
	{ "let_chain", .role = ROLE_BOOLEAN, .flags = NODE_CHAIN },
	{ "'&&'", .parent = "let_chain", .role = ROLE_BOOLEAN },
	{ "parenthesized_expression", .role = ROLE_PARENS },
	{ "label", .parent = "break_expression", .role = ROLE_JUMP },
	{ "label", .parent = "continue_expression", .role = ROLE_JUMP },

	/* links */
	{ "mod_item", .role = ROLE_IMPORT },
	{ "use_declaration", .role = ROLE_IMPORT },
	{ "extern_crate_declaration", .role = ROLE_IMPORT },
	{ 0 },
};

/* --- use ----------------------------------------------------------------------- */

struct use {
	const struct import_source *source;
	struct bytes path;           /* up to where the reader stands */
	size_t bases[USE_DEPTH_MAX]; /* sizes of `path` at each open brace */
	size_t depth;
	struct import import; /* what all of them share */
};

static bool is(const struct import_source *source, size_t index, const char *word)
{
	return text_is(token_text(source, index), word);
}

static bool is_name(const struct import_source *source, size_t index)
{
	return index < source->count &&
	       (source->tokens[index].kind == TOKEN_IDENTIFIER || is(source, index, "crate") ||
	        is(source, index, "self") || is(source, index, "super"));
}

/* "a::b" and "c" out of "a::b::c"; a lone name is a module. */
static void split(struct text path, struct import *import)
{
	import->target = path;
	import->name = TEXT("");
	for (size_t at = path.size; at-- > 2;) {
		if (path.data[at - 1] == ':' && path.data[at - 2] == ':') {
			import->target = (struct text){ path.data, at - 2 };
			import->name = (struct text){ path.data + at, path.size - at };
			return;
		}
	}
}

/* One leaf of the tree of a `use`, ended by `,`, `}` or `;`. */
static void end_leaf(struct use *use, struct text alias)
{
	size_t base = use->depth ? use->bases[use->depth - 1] : 0;
	struct import import = use->import;

	if (use->path.size > base) {
		split(bytes_text(&use->path), &import);
		if (text_is(import.name, "*"))
			import.flags |= IMPORT_WILDCARD;
		if (text_is(import.name, "self")) /* `a::b::{self}` is `a::b` */
			split(import.target, &import);
		import.alias = alias;
		use->source->found(use->source->context, &import);
	}
	use->path.size = base;
}

static void add_part(struct use *use, size_t index)
{
	if (use->path.size)
		bytes_add_string(&use->path, "::");
	bytes_add_text(&use->path, token_text(use->source, index));
}

/* At a brace; false if it is one too many. */
static bool open_brace(struct use *use)
{
	if (use->depth == USE_DEPTH_MAX)
		return false;
	use->bases[use->depth++] = use->path.size;
	return true;
}

static void close_brace(struct use *use)
{
	if (use->depth)
		use->depth--;
	use->path.size = use->depth ? use->bases[use->depth - 1] : 0;
}

static void read_use(struct use *use, size_t at)
{
	const struct import_source *source = use->source;
	struct text alias = TEXT("");

	for (; at < source->count; at++) {
		if (is(source, at, "as")) {
			alias = token_text(source, ++at);
		} else if (is_name(source, at) || is(source, at, "*")) {
			add_part(use, at);
		} else if (is(source, at, "{")) {
			if (!open_brace(use))
				return;
		} else if (is(source, at, ",") || is(source, at, "}") || is(source, at, ";")) {
			end_leaf(use, alias);
			alias = TEXT("");
			if (is(source, at, "}"))
				close_brace(use);
		}
	}
}

/* --- all ----------------------------------------------------------------------- */

/* `crate::a::b` in the middle of code, as far as the path goes. */
static void read_path(const struct import_source *source)
{
	struct use use = { .source = source, .import = { .kind = IMPORT_MODULE } };
	size_t at = 0;

	add_part(&use, at);
	while (is(source, at + 1, "::") && is_name(source, at + 2)) {
		at += 2;
		add_part(&use, at);
	}
	use.import.line = source->tokens[0].line;
	if (at)
		end_leaf(&use, TEXT(""));
	bytes_release(&use.path);
}

/* Behind `pub(in path)` and the like. */
static size_t behind_visibility(const struct import_source *source)
{
	size_t at = 0;

	if (!is(source, 0, "pub"))
		return 0;
	if (!is(source, ++at, "("))
		return at;
	while (at < source->count && !is(source, at, ")"))
		at++;
	return at + 1;
}

static void read_imports(const struct import_source *source)
{
	struct use use = { .source = source, .import = { .kind = IMPORT_MODULE } };
	size_t at = behind_visibility(source);

	if (is(source, at, "mod")) {
		use.import.kind = IMPORT_STRUCTURE;
		use.import.target = token_text(source, at + 1);
		source->found(source->context, &use.import);
	} else if (is(source, at, "extern")) {
		use.import.target = token_text(source, at + 2);
		if (is(source, at + 3, "as"))
			use.import.alias = token_text(source, at + 4);
		source->found(source->context, &use.import);
	} else if (is(source, at, "use")) {
		if (at)
			use.import.flags |= IMPORT_REEXPORT;
		read_use(&use, at + 1);
		bytes_release(&use.path);
	} else if (!at) {
		read_path(source);
	}
}

/* `&raw` of something called so, and `T![~]`: the grammar knows `&raw const a` and no such sign. */
static bool respell(char *bytes, size_t size)
{
	struct spelling spelling = { bytes, size };
	bool changed = false;

	for (size_t at = 0; at < size; at++) {
		if (bytes[at] == '~') {
			bytes[at] = '!';
			changed = true;
		} else if (is_at(&spelling, at, "&raw") && at + 4 < size &&
		           memchr("),;.]", bytes[at + 4], 5)) {
			bytes[at + 3] = '_';
			changed = true;
		}
	}
	return changed;
}

static const char *const boolean_operators[] = { "&&", "||", NULL };

static const char *const cfg_test[] = { "#", "[", "cfg", "(", "test", NULL };
static const char *const cfg_all_test[] = { "#", "[", "cfg", "(", "all", "(", "test", NULL };
static const char *const *const inner_tests[] = { cfg_test, cfg_all_test, NULL };

const struct language language_rust = {
	.name = "rust",
	.id = 10,
	.revision = 1,
	.grammar = tree_sitter_rust,
	.extensions = (const char *const[]){ "rs", NULL },
	.interpreters = (const char *const[]){ "rust-script", NULL },
	.nodes = nodes,
	.boolean_operators = boolean_operators,
	.shown_word = "pub",
	.sound_error = "!", /* `str![]`: a macro that is called like a primitive type */
	.link_style = LINKS_RUST,
	.joint = "::",
	.inline_imports = (const char *const[]){ "crate", "super", "self", NULL },
	.inner_tests = inner_tests,
	.imports = read_imports,
	.blank_more = { { respell } },
};
