/*
 * Every fixture below tests/lang/LANGUAGE/ carries its own answers, in
 * comments beside the code:
 *
 *	expect NAME: cognitive 4, cyclomatic 3, nesting 2, params 1, sloc 7,
 *	             kind method, lines 12-18, quality broken
 *	expect import: include local/dir.h
 *	expect import: module a.b name c as d wildcard reexport
 *
 * Any part may be left out.  Each unit and each import that bole finds must be
 * expected, in order of their expectations for imports, and the other way
 * round.  Two units of one name need two expectations, in order.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bole/facts.h"
#include "tests/files.h"

struct fixture {
	const char *path;
	const struct outline *outline;
	struct facts facts;
	bool *expected; /* by unit */
	size_t next_import;
	unsigned wrong;
};

static void complain(struct fixture *fixture, struct text what, const char *format, ...)
	PRINTF_LIKE(3, 4);

static void complain(struct fixture *fixture, struct text what, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s: %.*s: ", fixture->path, (int)what.size, what.data);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	fixture->wrong++;
}

static struct text cut(struct text *rest, const char *separator)
{
	const char *at =
		rest->size ? memmem(rest->data, rest->size, separator, strlen(separator)) : NULL;
	struct text part = *rest;

	if (!at) {
		*rest = TEXT("");
		return text_trim(part);
	}
	part.size = (size_t)(at - rest->data);
	rest->data = at + strlen(separator);
	rest->size -= part.size + strlen(separator);
	return text_trim(part);
}

static const struct unit *next_unit(struct fixture *fixture, struct text name)
{
	for (size_t i = 0; i < fixture->facts.unit_count; i++) {
		if (fixture->expected[i] || !text_equal(fixture->facts.units[i].name, name))
			continue;
		fixture->expected[i] = true;
		return &fixture->facts.units[i];
	}
	return NULL;
}

static void value_of(const struct unit *unit, struct text key, struct bytes *value)
{
	struct {
		const char *key;
		uint32_t value;
	} numbers[] = {
		{ "cognitive", unit->cognitive }, { "cyclomatic", unit->cyclomatic },
		{ "nesting", unit->nesting },     { "params", unit->params },
		{ "sloc", unit->sloc },
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (text_is(key, numbers[i].key))
			bytes_format(value, "%u", numbers[i].value);
	if (text_is(key, "kind"))
		bytes_add_string(value, unit_kind_name(unit->kind));
	if (text_is(key, "lines"))
		bytes_format(value, "%u-%u", unit->line, unit->end_line);
	if (text_is(key, "quality"))
		bytes_add_string(value, unit->quality == QUALITY_BROKEN ? "broken" : "measured");
}

static void check_unit(struct fixture *fixture, struct text name, struct text rest)
{
	const struct unit *unit = next_unit(fixture, name);

	if (!unit) {
		complain(fixture, name, "expected and not found");
		return;
	}
	while (rest.size) {
		struct text pair = cut(&rest, ",");
		struct text key = cut(&pair, " ");
		struct bytes value = BYTES_INIT;

		value_of(unit, key, &value);
		if (!text_equal(bytes_text(&value), text_trim(pair)))
			complain(fixture, name, "%.*s is %s, expected %.*s", (int)key.size,
			         key.data, value.data ? value.data : "?", (int)pair.size,
			         pair.data);
		bytes_release(&value);
	}
}

static void describe_import(const struct import *import, struct bytes *out)
{
	static const char *const kinds[IMPORT_KIND_COUNT] = {
		[IMPORT_INCLUDE] = "include",     [IMPORT_INCLUDE_SYSTEM] = "system",
		[IMPORT_MODULE] = "module",       [IMPORT_PATH] = "path",
		[IMPORT_STRUCTURE] = "structure",
	};
	static const char *const flags[] = { "reexport", "wildcard", "type", "static", "dynamic" };

	bytes_format(out, "%s %.*s", kinds[import->kind], (int)import->target.size,
	             import->target.data);
	if (import->name.size)
		bytes_format(out, " name %.*s", (int)import->name.size, import->name.data);
	if (import->alias.size)
		bytes_format(out, " as %.*s", (int)import->alias.size, import->alias.data);
	for (unsigned i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (import->flags & (1u << i))
			bytes_format(out, " %s", flags[i]);
}

static void check_import(struct fixture *fixture, struct text expected)
{
	struct bytes found = BYTES_INIT;

	if (fixture->next_import < fixture->facts.import_count)
		describe_import(&fixture->facts.imports[fixture->next_import++], &found);
	if (!text_equal(bytes_text(&found), expected))
		complain(fixture, expected, "import expected, found %s",
		         found.data ? found.data : "none");
	bytes_release(&found);
}

/* One comment may hold several expectations, one a line. */
static void check_comment(struct fixture *fixture, struct text text)
{
	while (text.size) {
		struct text line = cut(&text, "\n");
		struct text name;

		while (line.size && strchr("/*#-;% \t{", line.data[0]))
			line = (struct text){ line.data + 1, line.size - 1 };
		if (text_ends(line, "*/"))
			line.size -= 2;
		if (!text_starts(line, "expect "))
			continue;
		cut(&line, " ");
		name = cut(&line, ": ");
		if (text_is(name, "import"))
			check_import(fixture, text_trim(line));
		else
			check_unit(fixture, name, text_trim(line));
	}
}

static void check_all(struct fixture *fixture)
{
	for (size_t i = 0; i < fixture->outline->comment_count; i++) {
		const struct comment *comment = &fixture->outline->comments[i];

		check_comment(fixture, (struct text){ fixture->outline->bytes.data + comment->start,
		                                      comment->end - comment->start });
	}
	for (size_t i = 0; i < fixture->facts.unit_count; i++)
		if (!fixture->expected[i])
			complain(fixture, fixture->facts.units[i].name,
			         "found on line %u and not expected", fixture->facts.units[i].line);
	while (fixture->next_import < fixture->facts.import_count) {
		struct bytes found = BYTES_INIT;

		describe_import(&fixture->facts.imports[fixture->next_import++], &found);
		complain(fixture, bytes_text(&found), "import found and not expected");
		bytes_release(&found);
	}
}

/* The increments of a unit always add up to its numbers. */
static void check_sums(struct fixture *fixture)
{
	const struct facts *facts = &fixture->facts;

	for (size_t u = 0; u < facts->unit_count; u++) {
		uint32_t cognitive = 0, cyclomatic = 1;

		for (size_t i = 0; i < facts->increment_count; i++) {
			if (facts->increments[i].unit != u)
				continue;
			cognitive += facts->increments[i].cognitive;
			cyclomatic += facts->increments[i].cyclomatic;
		}
		if (cognitive != facts->units[u].cognitive ||
		    cyclomatic != facts->units[u].cyclomatic)
			complain(fixture, facts->units[u].name, "the increments do not add up");
	}
}

static unsigned check_file(const char *path)
{
	struct bytes bytes = BYTES_INIT;
	struct arena arena = ARENA_INIT;
	struct syntax *syntax = syntax_new();
	const struct language *language = language_of(text_of(path), TEXT(""));
	struct fixture fixture = { .path = path };

	read_file(path, &bytes);
	if (!language) {
		fprintf(stderr, "%s: no language\n", path);
		return 1;
	}
	fixture.outline = syntax_walk(syntax, language, bytes_text(&bytes));
	facts_gather(&fixture.facts, fixture.outline, true, &arena);
	fixture.expected = memory_new(fixture.facts.unit_count);
	check_all(&fixture);
	check_sums(&fixture);
	memory_free(fixture.expected);
	syntax_free(syntax);
	arena_release(&arena);
	bytes_release(&bytes);
	return fixture.wrong;
}

static unsigned check_folder(const char *folder, unsigned *files)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned wrong = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[600];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		wrong += check_file(path);
		++*files;
	}
	closedir(dir);
	return wrong;
}

static void every_fixture_carries_its_answers(void **state)
{
	DIR *dir = opendir("tests/lang");
	struct dirent *entry;
	unsigned wrong = 0, files = 0;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[300];

		if (entry->d_name[0] == '.' || entry->d_type != DT_DIR)
			continue;
		snprintf(path, sizeof(path), "tests/lang/%s", entry->d_name);
		wrong += check_folder(path, &files);
	}
	closedir(dir);
	assert_true(files > 0);
	assert_int_equal(wrong, 0);
}

static void every_name_in_a_table_exists_in_its_grammar(void **state)
{
	struct bytes problems = BYTES_INIT;
	bool known = true;

	(void)state;
	for (const struct language *const *language = languages(); *language; language++)
		known = syntax_knows(*language, &problems) && known;
	if (!known)
		fputs(problems.data, stderr);
	bytes_release(&problems);
	assert_true(known);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_in_a_table_exists_in_its_grammar),
		cmocka_unit_test(every_fixture_carries_its_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
