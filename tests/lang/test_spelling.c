/*
 * What blanks and respells reads bytes by hand, and gets whatever a file
 * holds.  Cut off anywhere, it must stay within what it was given, which the
 * sanitized build sees, and it never says that it changed what it did not.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bole/lang.h"
#include "tests/files.h"

enum { STRIDE = 11, REST = 600 };

static unsigned try_passes(respelling *const *passes, int most, struct text text)
{
	char *copy;
	bool said = false;

	if (!passes[0])
		return 0;
	copy = memory_new(text.size); /* of this size, and no byte more */
	memcpy(copy, text.data, text.size);
	for (int i = 0; i < most && passes[i]; i++)
		said = passes[i](copy, text.size) || said;
	if (said)
		assert_memory_not_equal(copy, text.data, text.size);
	memory_free(copy);
	return said;
}

static unsigned try_all(const struct language *language, struct text text)
{
	unsigned changes = try_passes(language->blank, PASSES_MAX, text);

	for (int i = 0; i < BLANK_MORE_MAX; i++)
		changes += try_passes(language->blank_more[i], PASSES_MAX, text);
	for (int i = 0; i < MENDS_MAX; i++)
		changes += try_passes(&language->mends[i], 1, text);
	return changes;
}

/* Ends and beginnings that nobody would write. */
static unsigned try_file(const char *path)
{
	const struct language *language = language_of(text_of(path), TEXT(""));
	struct bytes bytes = BYTES_INIT;
	unsigned changes = 0;

	assert_non_null(language);
	if (language->blank[0] || language->blank_more[0][0] || language->mends[0]) {
		read_file(path, &bytes);
		for (size_t at = 0; at < bytes.size; at += STRIDE) {
			size_t rest = bytes.size - at < REST ? bytes.size - at : REST;

			changes += try_all(language, (struct text){ bytes.data + at, rest });
		}
		bytes_release(&bytes);
	}
	return changes;
}

static unsigned try_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned changes = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[600];

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.')
			changes += try_file(path);
	}
	closedir(dir);
	return changes;
}

static void pieces_of_every_fixture_are_respelled_in_their_place(void **state)
{
	static const char *const folders[] = { "bash",   "c",    "cpp",   "csharp", "java",
		                               "kotlin", "rust", "scala", "swift" };

	(void)state;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		char path[100];

		snprintf(path, sizeof(path), "tests/lang/%s", folders[i]);
		assert_true(try_folder(path) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_of_every_fixture_are_respelled_in_their_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
