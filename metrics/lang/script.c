/* The modules that JavaScript and TypeScript take in and hand on. */
#include "script.h"

const char *const script_boolean_operators[] = { "&&", "||", NULL };
const char *const script_inline_imports[] = { "require", "import", NULL };

static bool is(const struct import_source *source, size_t index, const char *word)
{
	return text_is(token_text(source, index), word);
}

/* A string, or a template without anything to fill in. */
static bool is_literal(const struct import_source *source, size_t index)
{
	struct text word = token_text(source, index);

	return word.size >= 2 && source->tokens[index].kind == TOKEN_LITERAL &&
	       (word.data[0] == '"' || word.data[0] == '\'' || word.data[0] == '`');
}

static bool is_identifier(const struct import_source *source, size_t index)
{
	return index < source->count && source->tokens[index].kind == TOKEN_IDENTIFIER;
}

/* A name without the quotes that it may have. */
static struct text plain(const struct import_source *source, size_t index)
{
	struct text word = token_text(source, index);

	return is_literal(source, index) ? (struct text){ word.data + 1, word.size - 2 } : word;
}

static void found(const struct import_source *source, const struct import *import)
{
	source->found(source->context, import);
}

/* require("x"), import("x") */
static bool read_call(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_PATH, .flags = IMPORT_DYNAMIC };

	if (!is(source, 1, "(") || !is_literal(source, 2))
		return false;
	import.target = plain(source, 2);
	import.line = source->tokens[0].line;
	found(source, &import);
	return true;
}

/* The place of the module's own name, or 0. */
static size_t find_target(const struct import_source *source)
{
	if (is_literal(source, 1))
		return 1;
	for (size_t i = 1; i + 1 < source->count; i++) {
		if (is(source, i, "from") && is_literal(source, i + 1))
			return i + 1;
		if (is(source, i, "require") && is(source, i + 1, "(") && is_literal(source, i + 2))
			return i + 2;
	}
	return 0;
}

/* `type` is a word of its own only before something to import. */
static bool is_type_word(const struct import_source *source, size_t at)
{
	if (!is(source, at, "type") && !is(source, at, "typeof"))
		return false;
	return !is(source, at + 1, "from") && !is(source, at + 1, ",") &&
	       !is(source, at + 1, "=") && !is(source, at + 1, "}") && !is(source, at + 1, "as");
}

/* `a`, `a as b`, `type a`; gives the place behind it. */
static size_t read_name(const struct import_source *source, size_t at, struct import import)
{
	if (is_type_word(source, at)) {
		import.flags |= IMPORT_TYPE_ONLY;
		at++;
	}
	import.name = plain(source, at++);
	if (is(source, at, "as")) {
		import.alias = plain(source, at + 1);
		at += 2;
	}
	found(source, &import);
	return at;
}

static size_t read_list(const struct import_source *source, size_t at, size_t end,
                        const struct import *import)
{
	while (at < end && !is(source, at, "}")) {
		if (is(source, at, ","))
			at++;
		else
			at = read_name(source, at, *import);
	}
	return at + 1;
}

/* The part between the first word and the module's name; true if it holds names. */
static bool read_clause(const struct import_source *source, size_t at, size_t end,
                        const struct import *import)
{
	bool any = false;

	while (at < end && !is(source, at, "from")) {
		struct import one = *import;

		if (is(source, at, "{")) {
			any = any || !is(source, at + 1, "}");
			at = read_list(source, at + 1, end, import);
		} else if (is(source, at, "*")) {
			one.flags |= IMPORT_WILDCARD;
			at = read_name(source, at, one);
			any = true;
		} else if (is_identifier(source, at)) {
			bool module = is(source, at + 1, "=");

			one.name = module ? TEXT("") : TEXT("default");
			one.alias = token_text(source, at);
			found(source, &one);
			any = true;
			if (module)
				break;
			at++;
		} else {
			at++;
		}
	}
	return any;
}

void script_imports(const struct import_source *source)
{
	struct import import = { .kind = IMPORT_PATH };
	bool import_word = is(source, 0, "import");
	size_t at = 1;
	size_t target;

	if (read_call(source) || (!import_word && !is(source, 0, "export")))
		return;
	/* Not a statement: `import.meta`, a property called so. */
	if (import_word && !is_literal(source, 1) && !is_identifier(source, 1) &&
	    !is(source, 1, "{") && !is(source, 1, "*") && !is_type_word(source, 1))
		return;
	target = find_target(source);
	if (!target)
		return;
	if (!import_word)
		import.flags |= IMPORT_REEXPORT;
	if (is_type_word(source, at)) {
		import.flags |= IMPORT_TYPE_ONLY;
		at++;
	}
	import.target = plain(source, target);
	if (!read_clause(source, at, target, &import))
		found(source, &import);
}
