/* What the tests of the history room share: a place to try things, facts whose
 * content follows from their number, and a second look at the file. */
#ifndef TEST_HISTORY_HOUSE_H
#define TEST_HISTORY_HOUSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bole/history.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HOUSE __attribute__((unused)) static

HOUSE const struct language house_c = { .name = "c", .id = 1, .revision = 1 };
HOUSE const struct language house_later_c = { .name = "c", .id = 1, .revision = 2 };
HOUSE const struct language house_python = { .name = "python", .id = 2, .revision = 1 };

/* --- a common dir of its own ---------------------------------------------------- */

struct house {
	char dir[64]; /* the common dir */
	struct bytes notice;
	struct bytes path; /* the last that was asked for */
};

HOUSE int house_new(void **state)
{
	struct house *house = memory_new(sizeof(*house));

	memcpy(house->dir, "/tmp/bole-history-XXXXXX", sizeof("/tmp/bole-history-XXXXXX"));
	*state = house;
	return mkdtemp(house->dir) ? 0 : -1;
}

static int house_remove_one(const char *path, const struct stat *file, int type, struct FTW *at)
{
	(void)file;
	(void)type;
	(void)at;
	return remove(path);
}

HOUSE int house_free(void **state)
{
	struct house *house = *state;

	nftw(house->dir, house_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	bytes_release(&house->notice);
	bytes_release(&house->path);
	memory_free(house);
	return 0;
}

/* A path below the common dir; lives until the next. */
HOUSE const char *house_path(struct house *house, const char *below)
{
	bytes_clear(&house->path);
	bytes_format(&house->path, "%s/%s", house->dir, below);
	return house->path.data;
}

HOUSE bool house_has(struct house *house, const char *below)
{
	struct stat file;

	return lstat(house_path(house, below), &file) == 0;
}

HOUSE void house_write(struct house *house, const char *below, const char *data, size_t size)
{
	FILE *file = fopen(house_path(house, below), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

/* Opening and closing with the notices of each. */
HOUSE struct history *house_open(struct house *house)
{
	bytes_clear(&house->notice);
	return history_open(house->dir, &house->notice);
}

HOUSE void house_close(struct house *house, struct history *history)
{
	bytes_clear(&house->notice);
	history_close(history, &house->notice);
}

#define assert_quiet(house) \
	assert_string_equal((house)->notice.data ? (house)->notice.data : "", "")
#define assert_says(house, words) \
	do { \
		if (!(house)->notice.data || !strstr((house)->notice.data, words)) \
			fail_msg("no \"%s\" in \"%s\"", words, (house)->notice.data); \
	} while (0)

/* --- facts by number -------------------------------------------------------------- */

HOUSE struct object_id house_blob(uint64_t number)
{
	struct object_id id = { .size = 20 };

	for (uint64_t i = 0; i < 3; i++) {
		uint64_t part = hash_mix(number + 1, i);

		memcpy(id.bytes + 8 * i, &part, i < 2 ? 8 : 4);
	}
	return id;
}

/* Between 0 and 2 * `mean` bytes that follow from the number. */
HOUSE void house_data(struct bytes *out, uint64_t number, size_t mean)
{
	size_t size = (size_t)(hash_mix(number, 99) % (2 * mean + 1));

	bytes_clear(out);
	bytes_reserve(out, size + 8);
	while (out->size < size) {
		uint64_t part = hash_mix(number, out->size);

		bytes_add(out, &part, sizeof(part));
	}
	out->size = size;
	out->data[size] = '\0';
}

HOUSE void house_keep(struct history *history, uint64_t number, const struct language *language,
                      size_t mean)
{
	struct object_id blob = house_blob(number);
	struct bytes links = BYTES_INIT, units = BYTES_INIT;

	house_data(&links, number, mean);
	house_data(&units, number ^ 0xffff0000, mean);
	history_keep(history, &blob, language, bytes_text(&links), bytes_text(&units),
	             TEXT("prints"));
	bytes_release(&links);
	bytes_release(&units);
}

/* Found at all?  What is found must be what was kept. */
HOUSE bool house_find(struct history *history, uint64_t number, const struct language *language,
                      size_t mean)
{
	struct object_id blob = house_blob(number);
	struct bytes expected = BYTES_INIT;
	struct text links, units;
	bool found = history_find(history, &blob, language, &links, &units);

	if (found) {
		house_data(&expected, number, mean);
		assert_true(text_equal(links, bytes_text(&expected)));
		house_data(&expected, number ^ 0xffff0000, mean);
		assert_true(text_equal(units, bytes_text(&expected)));
	}
	bytes_release(&expected);
	return found;
}

/* A store with `count` facts of C, closed again. */
HOUSE void house_fill(struct house *house, unsigned count, size_t mean)
{
	struct history *history = house_open(house);

	assert_quiet(house);
	for (unsigned i = 0; i < count; i++)
		house_keep(history, i, &house_c, mean);
	house_close(house, history);
	assert_quiet(house);
}

/* --- a second look at the file --------------------------------------------------------- */

HOUSE sqlite3 *house_sqlite(struct house *house, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(house_path(house, "bole/history.db"), &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 2000);
	if (sql && sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return db;
}

HOUSE void house_sql(struct house *house, const char *sql)
{
	assert_int_equal(sqlite3_close(house_sqlite(house, sql)), SQLITE_OK);
}

/* The first column of the first row as text, or "" */
HOUSE void house_ask(struct house *house, const char *sql, struct bytes *answer)
{
	sqlite3 *db = house_sqlite(house, NULL);
	sqlite3_stmt *statement = NULL;

	bytes_clear(answer);
	bytes_add_string(answer, "");
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
		bytes_add_string(answer, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

HOUSE void house_expect(struct house *house, const char *sql, const char *expected)
{
	struct bytes answer = BYTES_INIT;

	house_ask(house, sql, &answer);
	if (strcmp(answer.data, expected) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", sql, answer.data, expected);
	bytes_release(&answer);
}

/* --- how a store behaves --------------------------------------------------------------- */

enum { HOUSE_MEAN = 400 };

/* Opens, keeps one thing, and finds it again in a second run. */
HOUSE void house_works(struct house *house)
{
	struct history *history = house_open(house);

	assert_quiet(house);
	assert_true(history_usable(history));
	house_keep(history, 77, &house_c, HOUSE_MEAN);
	house_close(house, history);
	assert_quiet(house);
	history = house_open(house);
	assert_true(house_find(history, 77, &house_c, HOUSE_MEAN));
	house_close(house, history);
	assert_quiet(house);
}

/* Opens with a notice, and is off: everything can be called and nothing happens. */
HOUSE void house_is_off(struct house *house, const char *words)
{
	static const struct verdict verdict;
	const struct judgement judgement = { .moment = "check", .verdict = &verdict };
	const struct snapshot snapshot = { .time = 1 };
	struct history *history = house_open(house);
	struct object_id blob = house_blob(1);
	const struct history_wanted wanted = { &blob, &house_c };
	struct history_state inspected;

	assert_says(house, words);
	assert_null(strchr(house->notice.data, '\n'));
	assert_false(history_usable(history));
	assert_false(house_find(history, 1, &house_c, HOUSE_MEAN));
	history_find_links(history, &wanted, 1, NULL, NULL);
	house_keep(history, 1, &house_c, HOUSE_MEAN);
	assert_false(house_find(history, 1, &house_c, HOUSE_MEAN));
	history_record(history, &judgement);
	history_snapshot(history, &snapshot);
	assert_false(history_inspect(history, &inspected));
	house_close(house, history);
	assert_quiet(house);
}

HOUSE void house_sets_aside(struct house *house, const char *words)
{
	struct history *history = house_open(house);

	assert_says(house, "was set aside as bole/history.db.broken-1 and begun anew");
	assert_says(house, words);
	assert_null(strchr(house->notice.data, '\n'));
	assert_true(history_usable(history));
	house_close(house, history);
	assert_quiet(house);
	assert_true(house_has(house, "bole/history.db.broken-1"));
	house_works(house);
}

#endif
