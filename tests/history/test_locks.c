/* Other processes, other permissions, a full disk. */
#include "house.h"

#include <signal.h>
#include <sys/resource.h>
#include <time.h>

static const char store[] = "bole/history.db";

/* --- locks and other people ---------------------------------------------------------------- */

static void a_locked_store_is_done_without(void **state)
{
	struct house *house = *state;
	sqlite3 *other;

	house_fill(house, 1, HOUSE_MEAN);
	other = house_sqlite(house, "BEGIN EXCLUSIVE");
	house_is_off(house, "the store is locked by another process; measured without it");
	sqlite3_close(other);
	house_works(house);
}

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void a_store_locked_for_a_while_is_done_without_for_a_while(void **state)
{
	const struct timespec second = { 1, 200000000 };
	struct house *house = *state;
	struct history *history;
	sqlite3 *other;
	int64_t start;

	house_fill(house, 500, HOUSE_MEAN);
	history = house_open(house);
	other = house_sqlite(house, "BEGIN EXCLUSIVE");
	start = now();
	for (uint64_t i = 0; i < 500; i++) /* waits once, not five hundred times */
		assert_false(house_find(history, i, &house_c, HOUSE_MEAN));
	assert_true(now() - start < 5000);
	sqlite3_close(other);
	nanosleep(&second, NULL);
	assert_true(house_find(history, 0, &house_c, HOUSE_MEAN));
	house_keep(history, 500, &house_c, HOUSE_MEAN);
	house_close(house, history);
	assert_string_equal(house->notice.data,
	                    "the store is locked by another process; measured without it");
	house_expect(house, "SELECT count(*) FROM facts", "501");
}

static void rows_are_given_up_when_another_writes(void **state)
{
	static const struct verdict verdict;
	const struct judgement judgement = { .moment = "check", .verdict = &verdict };
	struct house *house = *state;
	struct history *history;
	sqlite3 *other;

	house_fill(house, 1, HOUSE_MEAN);
	history = house_open(house);
	other = house_sqlite(house, "BEGIN IMMEDIATE");
	assert_true(house_find(history, 0, &house_c, HOUSE_MEAN)); /* reading goes on */
	house_keep(history, 1, &house_c, HOUSE_MEAN);
	history_record(history, &judgement);
	sqlite3_close(other);
	house_keep(history, 2, &house_c, HOUSE_MEAN); /* and so does writing, later */
	house_close(house, history);
	assert_string_equal(house->notice.data,
	                    "the store is locked by another process; measured without it");
	house_expect(house, "SELECT count(*) FROM facts", "2");
	house_expect(house, "SELECT count(*) FROM judgement", "0");
}

static void a_reader_who_stays_costs_the_rows_and_nothing_else(void **state)
{
	struct house *house = *state;
	struct history *history;
	sqlite3 *other;

	house_fill(house, 1, HOUSE_MEAN);
	history = house_open(house);
	other = house_sqlite(house, "BEGIN; SELECT count(*) FROM facts");
	house_keep(history, 1, &house_c, HOUSE_MEAN);
	house_close(house, history);
	assert_says(house, "the store is locked by another process");
	sqlite3_close(other);
	assert_false(house_has(house, "bole/history.db-journal"));
	house_works(house);
}

static void looking_up_and_keeping_alternate_freely(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);
	struct history_state inspected;

	for (uint64_t i = 0; i < 20000; i++) {
		assert_false(house_find(history, i, &house_c, HOUSE_MEAN));
		house_keep(history, i, &house_c, HOUSE_MEAN);
		if (i >= 100)
			assert_true(house_find(history, i - 100, &house_c, HOUSE_MEAN));
	}
	assert_true(history_inspect(history, &inspected));
	assert_int_equal(inspected.blobs, 20000);
	house_close(house, history);
	assert_quiet(house);
}

static void a_store_that_may_only_be_read_is_read(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1, HOUSE_MEAN);
	assert_int_equal(chmod(house_path(house, store), 0444), 0);
	if (access(house_path(house, store), W_OK) == 0)
		skip(); /* nothing can be denied to root */
	history = house_open(house);
	assert_says(house, "the store is read-only; what is measured is not kept");
	assert_true(house_find(history, 0, &house_c, HOUSE_MEAN));
	house_keep(history, 1, &house_c, HOUSE_MEAN);
	house_close(house, history);
	assert_quiet(house);
}

static void a_full_disk_is_said_and_survived(void **state)
{
	struct house *house = *state;
	struct rlimit before, low;
	struct history *history;
	struct stat file;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN); /* as the program does */

	house_fill(house, 100, HOUSE_MEAN);
	assert_int_equal(stat(house_path(house, store), &file), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	low = before;
	low.rlim_cur = (rlim_t)file.st_size + 20000;
	history = house_open(house);
	for (uint64_t i = 100; i < 1000; i++)
		house_keep(history, i, &house_c, HOUSE_MEAN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &low), 0);
	house_close(house, history);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, handler);
	assert_true(house->notice.size > 0);
	assert_null(strchr(house->notice.data, '\n'));
	house_works(house);
	house_expect(house, "PRAGMA integrity_check", "ok");
	house_expect(house, "SELECT count(*) FROM facts", "100");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(a_locked_store_is_done_without),
		TEST(a_store_locked_for_a_while_is_done_without_for_a_while),
		TEST(rows_are_given_up_when_another_writes),
		TEST(a_reader_who_stays_costs_the_rows_and_nothing_else),
		TEST(looking_up_and_keeping_alternate_freely),
		TEST(a_store_that_may_only_be_read_is_read),
		TEST(a_full_disk_is_said_and_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
