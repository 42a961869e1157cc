#include "bole/lang.h"

#include <string.h>

#include "all.h"

static const struct language *const all[] = {
	&language_c,
	&language_c_header,
	&language_cpp,
	&language_python,
	&language_java,
	&language_javascript,
	&language_typescript,
	&language_tsx,
	&language_go,
	&language_rust,
	&language_csharp,
	&language_ruby,
	&language_php,
	&language_kotlin,
	&language_swift,
	&language_scala,
	&language_bash,
	&language_lua,
	NULL,
};

const struct language *const *languages(void)
{
	return all;
}

const struct language *language_by_id(uint16_t id)
{
	for (size_t i = 0; all[i]; i++)
		if (all[i]->id == id)
			return all[i];
	return NULL;
}

const struct language *language_by_name(struct text name)
{
	for (size_t i = 0; all[i]; i++)
		if (text_is(name, all[i]->name))
			return all[i];
	return NULL;
}

const char *unit_kind_name(enum unit_kind kind)
{
	static const char *const names[UNIT_KIND_COUNT] = {
		[UNIT_FUNCTION] = "function",       [UNIT_METHOD] = "method",
		[UNIT_CONSTRUCTOR] = "constructor", [UNIT_DESTRUCTOR] = "destructor",
		[UNIT_GETTER] = "getter",           [UNIT_SETTER] = "setter",
		[UNIT_OPERATOR] = "operator",       [UNIT_LAMBDA] = "lambda",
		[UNIT_INITIALIZER] = "initializer", [UNIT_UNPARSED] = "unparsed",
	};

	return names[kind];
}

/* --- which language is a file? --------------------------------------------------- */

static bool is_one_of(struct text word, const char *const *words)
{
	for (; words && *words; words++)
		if (text_is(word, *words))
			return true;
	return false;
}

static struct text file_name(struct text path)
{
	for (size_t at = path.size; at-- > 0;)
		if (path.data[at] == '/')
			return (struct text){ path.data + at + 1, path.size - at - 1 };
	return path;
}

/* Behind the last dot, in lower case unless the case tells languages apart. */
static struct text extension_of(struct text name)
{
	for (size_t at = name.size; at-- > 1;)
		if (name.data[at] == '.')
			return (struct text){ name.data + at + 1, name.size - at - 1 };
	return TEXT("");
}

/* The next word of a line, without the folders in front of it; `at` moves behind it. */
static struct text next_word(struct text line, size_t *at)
{
	size_t start;

	while (*at < line.size && line.data[*at] == ' ')
		++*at;
	for (start = *at; *at < line.size && line.data[*at] != ' ';)
		++*at;
	return file_name((struct text){ line.data + start, *at - start });
}

static bool is_version(char c)
{
	return c == '.' || (c >= '0' && c <= '9');
}

/* "python" out of "#!/usr/bin/env -S python3.11 -u". */
static struct text interpreter_of(struct text head)
{
	const char *end = head.size ? memchr(head.data, '\n', head.size) : NULL;
	struct text line = { head.data, end ? (size_t)(end - head.data) : head.size };
	struct text word = TEXT("");
	size_t at = 2;

	if (!text_starts(line, "#!"))
		return TEXT("");
	while (at < line.size) {
		word = next_word(line, &at);
		if (!text_is(word, "env") && !text_starts(word, "-"))
			break;
	}
	while (word.size && is_version(word.data[word.size - 1]))
		word.size--;
	return text_trim(word);
}

const struct language *language_of(struct text path, struct text head)
{
	struct text name = file_name(path);
	struct text extension = extension_of(name);
	struct text interpreter = extension.size ? TEXT("") : interpreter_of(head);

	for (size_t i = 0; all[i]; i++) {
		if (extension.size && is_one_of(extension, all[i]->extensions))
			return all[i];
		if (is_one_of(name, all[i]->filenames))
			return all[i];
		if (interpreter.size && is_one_of(interpreter, all[i]->interpreters))
			return all[i];
	}
	return NULL;
}
