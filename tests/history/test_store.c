/* The file: foreign, damaged, altered, newer; set aside or left alone. */
#include "house.h"

static const char store[] = "bole/history.db";
static const char aside[] = "bole/history.db.broken-1";

/* --- a bad file ------------------------------------------------------------------------ */

static void garbage_is_set_aside(void **state)
{
	struct house *house = *state;
	char garbage[9000];

	memset(garbage, 'g', sizeof(garbage));
	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_write(house, store, garbage, sizeof(garbage));
	house_sets_aside(house, "it is no database");
}

static void an_empty_file_is_a_new_store(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_write(house, store, "", 0);
	house_works(house);
	assert_false(house_has(house, aside));
}

static void a_short_file_is_set_aside(void **state)
{
	struct house *house = *state;

	house_fill(house, 10, HOUSE_MEAN);
	assert_int_equal(truncate(house_path(house, store), 300), 0);
	house_sets_aside(house, "it is");
}

static void a_truncated_file_is_set_aside(void **state)
{
	struct house *house = *state;
	struct stat file;

	house_fill(house, 1000, HOUSE_MEAN);
	assert_int_equal(stat(house_path(house, store), &file), 0);
	assert_int_equal(truncate(house_path(house, store), file.st_size - 8192), 0);
	house_sets_aside(house, "it is damaged");
}

/* Overwrites the second half but for its last page. */
static void damage(struct house *house)
{
	int fd = open(house_path(house, store), O_WRONLY);
	char garbage[8192];
	struct stat file;

	memset(garbage, 'g', sizeof(garbage));
	assert_int_equal(fstat(fd, &file), 0);
	for (off_t at = file.st_size / 16384 * 8192; at < file.st_size - 8192; at += 8192)
		assert_int_equal(pwrite(fd, garbage, sizeof(garbage), at), sizeof(garbage));
	close(fd);
}

/* Found to be damaged in one run, set aside in the next, and well then. */
static void damaged_pages_are_noticed_and_then_set_aside(void **state)
{
	struct house *house = *state;
	struct history *history;
	unsigned found = 0;

	house_fill(house, 1000, HOUSE_MEAN);
	damage(house);
	history = house_open(house);
	assert_quiet(house);
	for (uint64_t i = 0; i < 1000; i++)
		found += house_find(history, i, &house_c, HOUSE_MEAN);
	assert_true(found < 1000);
	assert_false(history_usable(history));
	house_keep(history, 5000, &house_c, HOUSE_MEAN);
	house_close(house, history);
	assert_string_equal(house->notice.data,
	                    "the store is damaged; not used in this run, checked in the next");
	house_sets_aside(house, "it is damaged");
	assert_false(house_has(house, "bole/history.db-suspect"));
}

static void damage_that_nobody_met_is_found_within_a_day(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1000, HOUSE_MEAN);
	damage(house);
	history = house_open(house);
	assert_quiet(house); /* checked when it was made */
	house_close(house, history);
	house_sql(house, "UPDATE meta SET value = value - 90000 WHERE name = 'checked'");
	house_sets_aside(house, "it is damaged");
}

static void a_suspicion_without_ground_is_dropped(void **state)
{
	struct house *house = *state;

	house_fill(house, 10, HOUSE_MEAN);
	house_write(house, "bole/history.db-suspect", "", 0);
	house_works(house);
	assert_false(house_has(house, "bole/history.db-suspect"));
	house_expect(house, "SELECT count(*) FROM facts", "11");
}

static void the_doctor_is_told_of_damage(void **state)
{
	struct house *house = *state;
	struct history_state inspected;
	struct history *history;

	house_fill(house, 1000, HOUSE_MEAN);
	damage(house);
	history = house_open(house);
	assert_true(history_inspect(history, &inspected));
	assert_false(inspected.sound);
	house_close(house, history);
	house_sets_aside(house, "it is damaged");
}

static void a_check_is_remembered(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1, HOUSE_MEAN);
	house_sql(house, "UPDATE meta SET value = 5 WHERE name = 'checked'");
	history = house_open(house);
	house_close(house, history);
	house_expect(house, "SELECT value > 1000000 FROM meta WHERE name = 'checked'", "1");
	house_sql(house, "UPDATE meta SET value = value * 2 WHERE name = 'checked'");
	history = house_open(house); /* a check in the future is none */
	house_close(house, history);
	house_expect(house, "SELECT value < 1.5 * unixepoch() FROM meta WHERE name = 'checked'",
	             "1");
}

static void the_database_of_another_program_is_set_aside(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_sql(house, "CREATE TABLE theirs(x)");
	house_sets_aside(house, "it is the database of another program");
}

static void a_foreign_application_id_is_set_aside(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_sql(house, "PRAGMA application_id = 4711; PRAGMA user_version = 1");
	house_sets_aside(house, "it is the database of another program");
}

static void a_newer_store_is_left_untouched(void **state)
{
	struct house *house = *state;
	struct stat before, after;

	house_fill(house, 1, HOUSE_MEAN);
	house_sql(house, "CREATE TABLE novelty(x); PRAGMA user_version = 2");
	assert_int_equal(stat(house_path(house, store), &before), 0);
	house_is_off(house, "the store is from a newer bole; left untouched and not used");
	assert_int_equal(stat(house_path(house, store), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_false(house_has(house, aside));
}

static void a_store_taken_over_meanwhile_is_not_written(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1, HOUSE_MEAN);
	history = house_open(house);
	house_keep(history, 5, &house_c, HOUSE_MEAN);
	house_sql(house, "PRAGMA user_version = 2");
	house_close(house, history);
	assert_says(house, "taken over by a newer bole");
	house_expect(house, "SELECT count(*) FROM facts", "1");
}

static void an_altered_schema_is_set_aside(void **state)
{
	static const char *const alterations[] = {
		"CREATE TRIGGER t AFTER INSERT ON facts BEGIN DELETE FROM judgement; END",
		"CREATE VIEW v_more AS SELECT 1",
		"CREATE TABLE more(x)",
		"CREATE INDEX more ON facts(id)",
		"DROP INDEX snapshot_by_tree",
		"ALTER TABLE links ADD COLUMN more",
		"DROP TABLE links; CREATE TABLE links(id, seal, data)",
		"DROP TABLE links; CREATE VIEW links AS SELECT 1 AS id, 2 AS seal, x'00' AS data",
		"DROP VIEW v_store; CREATE VIEW v_store AS SELECT load_extension('x')",
		"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE links(x)'"
		" WHERE name = 'links'",
		"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'nonsense'"
		" WHERE name = 'links'",
		"PRAGMA user_version = -5",
		"PRAGMA user_version = 0",
	};
	struct house *house = *state;

	for (size_t i = 0; i < sizeof(alterations) / sizeof(alterations[0]); i++) {
		house_fill(house, 1, HOUSE_MEAN);
		house_sql(house, alterations[i]);
		house_sets_aside(house, "it");
		assert_int_equal(unlink(house_path(house, aside)), 0);
	}
}

static void a_broken_file_takes_its_journal_along(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_write(house, store, "no database, but long enough to be one .....", 44);
	house_write(house, "bole/history.db-wal", "w", 1);
	house_sets_aside(house, "it is no database");
	assert_false(house_has(house, "bole/history.db-wal"));
	assert_true(house_has(house, "bole/history.db.broken-1-wal"));
}

static void broken_files_do_not_pile_up_for_ever(void **state)
{
	struct house *house = *state;
	struct history *history;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	for (int i = 0; i < 9; i++) {
		house_write(house, store, "garbage garbage garbage", 23);
		history = house_open(house);
		assert_true(history_usable(history));
		house_close(house, history);
	}
	assert_true(house_has(house, "bole/history.db.broken-9"));
	house_write(house, store, "garbage garbage garbage", 23);
	house_is_off(house, "remove bole/history.db.broken-*");
}

static void a_store_in_wal_mode_is_brought_back(void **state)
{
	struct house *house = *state;

	house_fill(house, 1, HOUSE_MEAN);
	house_sql(house, "PRAGMA journal_mode = WAL");
	house_works(house);
	house_expect(house, "PRAGMA journal_mode", "delete");
	assert_false(house_has(house, "bole/history.db-wal"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(garbage_is_set_aside),
		TEST(an_empty_file_is_a_new_store),
		TEST(a_short_file_is_set_aside),
		TEST(a_truncated_file_is_set_aside),
		TEST(damaged_pages_are_noticed_and_then_set_aside),
		TEST(damage_that_nobody_met_is_found_within_a_day),
		TEST(a_suspicion_without_ground_is_dropped),
		TEST(the_doctor_is_told_of_damage),
		TEST(a_check_is_remembered),
		TEST(the_database_of_another_program_is_set_aside),
		TEST(a_foreign_application_id_is_set_aside),
		TEST(a_newer_store_is_left_untouched),
		TEST(a_store_taken_over_meanwhile_is_not_written),
		TEST(an_altered_schema_is_set_aside),
		TEST(a_broken_file_takes_its_journal_along),
		TEST(broken_files_do_not_pile_up_for_ever),
		TEST(a_store_in_wal_mode_is_brought_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
