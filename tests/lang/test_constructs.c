/*
 * The table of constructs in metrics/CONFORMANCE.md names for each language the
 * fixture that holds each of them.  No cell may name one that is not there, and
 * no language may be missing.
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

#include "bole/lang.h"
#include "tests/files.h"

enum { COLUMNS = 11, CELL = 64 };

struct row {
	char cells[COLUMNS][CELL];
	unsigned count;
};

static void read_string(const char *path, struct bytes *bytes)
{
	read_file(path, bytes);
	bytes_add_char(bytes, '\0');
}

/* All fixtures of a language in one text. */
static void read_fixtures(const char *language, struct bytes *bytes)
{
	char folder[100], path[600];
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof(folder), "tests/lang/%s", language);
	dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		read_string(path, bytes);
		bytes->data[bytes->size - 1] = '\n';
	}
	closedir(dir);
	bytes_add_char(bytes, '\0');
}

/* Is there an expectation for a unit of this name, however it is qualified? */
static bool is_expected(const char *fixtures, const char *name)
{
	char ending[CELL + 2];
	const char *at = fixtures;

	snprintf(ending, sizeof(ending), "%s:", name);
	while ((at = strstr(at, ending))) {
		const char *line = at;

		while (line > fixtures && line[-1] != '\n')
			line--;
		line = strstr(line, "expect ");
		if (line && line < at && (at[-1] == ' ' || at[-1] == '.' || at[-1] == ':'))
			return true;
		at++;
	}
	return false;
}

/* `| a | b |`, blanks and quotes off. */
static struct row read_row(const char *line)
{
	struct row row = { .count = 0 };
	const char *end = strchr(line, '\n');

	while (*line == '|' && row.count < COLUMNS) {
		const char *next = memchr(line + 1, '|', (size_t)(end - line - 1));
		size_t size;

		if (!next)
			break;
		line += 1 + strspn(line + 1, " `");
		size = (size_t)(next - line);
		while (size && strchr(" `", line[size - 1]))
			size--;
		assert_true(size < CELL);
		memcpy(row.cells[row.count], line, size);
		row.cells[row.count++][size] = '\0';
		line = next;
	}
	return row;
}

static unsigned check_row(const struct row *row)
{
	struct bytes fixtures = BYTES_INIT;
	unsigned wrong = 0;

	read_fixtures(row->cells[0], &fixtures);
	for (unsigned i = 1; i < row->count; i++) {
		const char *cell = row->cells[i];

		if (strcmp(cell, "none") == 0 || strcmp(cell, "lacking") == 0 ||
		    strncmp(cell, "as ", 3) == 0 || is_expected(fixtures.data, cell))
			continue;
		fprintf(stderr, "%s: no fixture expects '%s'\n", row->cells[0], cell);
		wrong++;
	}
	bytes_release(&fixtures);
	return wrong;
}

static void every_cell_names_a_fixture(void **state)
{
	struct bytes page = BYTES_INIT;
	const char *line;
	unsigned wrong = 0;

	(void)state;
	read_string("metrics/CONFORMANCE.md", &page);
	line = strstr(page.data, "\n## Constructs\n");
	assert_non_null(line);
	line = strstr(line, "\n| --- ");
	assert_non_null(line);
	for (line = strchr(line + 1, '\n') + 1; *line == '|'; line = strchr(line, '\n') + 1) {
		struct row row = read_row(line);

		assert_int_equal(row.count, COLUMNS);
		wrong += check_row(&row);
	}
	assert_int_equal(wrong, 0);
	bytes_release(&page);
}

static void every_language_has_a_row(void **state)
{
	struct bytes page = BYTES_INIT;
	const char *table;

	(void)state;
	read_string("metrics/CONFORMANCE.md", &page);
	table = strstr(page.data, "\n## Constructs\n");
	assert_non_null(table);
	for (const struct language *const *language = languages(); *language; language++) {
		char begin[40];

		snprintf(begin, sizeof(begin), "\n| %s |", (*language)->name);
		if (!strstr(table, begin))
			fail_msg("%s has no row", (*language)->name);
	}
	bytes_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_names_a_fixture),
		cmocka_unit_test(every_language_has_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
