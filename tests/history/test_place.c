/* Where the store is made, and what is refused in its place. */
#include "house.h"

static const char store[] = "bole/history.db";

/* --- a good place ------------------------------------------------------------------- */

static void no_store_wanted_is_no_complaint(void **state)
{
	struct bytes notice = BYTES_INIT;
	struct history *history = history_open(NULL, &notice);

	(void)state;
	assert_false(history_usable(history));
	assert_null(history_path(history));
	assert_false(house_find(history, 1, &house_c, HOUSE_MEAN));
	house_keep(history, 1, &house_c, HOUSE_MEAN);
	history_close(history, &notice);
	assert_int_equal(notice.size, 0);
}

static void a_new_store_is_marked_as_ours(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);
	struct history_state inspected;

	assert_string_equal(history_path(history), house_path(house, store));
	assert_true(history_inspect(history, &inspected));
	assert_int_equal(inspected.schema, 1);
	assert_true(inspected.sound);
	assert_int_equal(inspected.blobs + inspected.judgements + inspected.snapshots, 0);
	assert_true(inspected.size > 0);
	house_close(house, history);
	house_expect(house, "PRAGMA application_id", "1651469413"); /* "bole" */
	house_expect(house, "PRAGMA user_version", "1");
	house_expect(house, "PRAGMA journal_mode", "delete");
	assert_false(house_has(house, "bole/history.db-journal"));
}

static void modes_follow_the_common_dir(void **state)
{
	static const struct {
		mode_t common, umask, folder, file;
	} rows[] = {
		{ 0700, 022, 0700, 0600 },   { 0755, 022, 0755, 0644 }, { 0755, 077, 0700, 0600 },
		{ 02775, 022, 02775, 0664 }, /* core.sharedRepository=group */
		{ 02770, 077, 02770, 0660 },
	};
	struct house *house = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		mode_t before = umask(rows[i].umask);
		struct stat file;

		assert_int_equal(chmod(house->dir, rows[i].common), 0);
		house_fill(house, 1, HOUSE_MEAN);
		umask(before);
		assert_int_equal(stat(house_path(house, "bole"), &file), 0);
		assert_int_equal(file.st_mode & 07777, rows[i].folder);
		assert_int_equal(stat(house_path(house, store), &file), 0);
		assert_int_equal(file.st_mode & 07777, rows[i].file);
		assert_int_equal(unlink(house_path(house, store)), 0);
		assert_int_equal(rmdir(house_path(house, "bole")), 0);
	}
}

static void a_common_dir_behind_a_link_is_fine(void **state)
{
	struct house *house = *state;
	struct bytes notice = BYTES_INIT;
	struct history *history;

	assert_int_equal(mkdir(house_path(house, "real"), 0755), 0);
	assert_int_equal(symlink("real", house_path(house, "link")), 0);
	history = history_open(house_path(house, "link"), &notice);
	assert_int_equal(notice.size, 0);
	assert_true(history_usable(history));
	history_close(history, NULL);
	assert_true(house_has(house, "real/bole/history.db"));
}

/* --- a bad place ---------------------------------------------------------------------- */

static void a_missing_common_dir_is_said(void **state)
{
	struct house *house = *state;
	struct bytes notice = BYTES_INIT;
	struct history *history = history_open(house_path(house, "nowhere"), &notice);

	assert_string_equal(notice.data,
	                    "there is no store, bole/history.db cannot be made: No such file or "
	                    "directory");
	assert_false(history_usable(history));
	history_close(history, &notice);
	bytes_release(&notice);
}

static void a_folder_in_place_of_the_file_is_refused(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	assert_int_equal(mkdir(house_path(house, store), 0755), 0);
	house_is_off(house, "bole/history.db is not used: it is no file");
}

static void a_file_in_place_of_the_folder_is_refused(void **state)
{
	struct house *house = *state;

	house_write(house, "bole", "", 0);
	house_is_off(house, "Not a directory");
}

static void a_linked_folder_is_refused(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "elsewhere"), 0755), 0);
	assert_int_equal(symlink("elsewhere", house_path(house, "bole")), 0);
	house_is_off(house, "Not a directory");
	assert_false(house_has(house, "elsewhere/history.db"));
}

static void a_linked_file_is_refused_and_its_target_untouched(void **state)
{
	struct house *house = *state;
	struct stat file;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_write(house, "target", "", 0);
	assert_int_equal(symlink("../target", house_path(house, store)), 0);
	house_is_off(house, "it is a symbolic link");
	assert_int_equal(stat(house_path(house, "target"), &file), 0);
	assert_int_equal(file.st_size, 0);
}

static void a_dangling_link_makes_nothing(void **state)
{
	struct house *house = *state;

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	assert_int_equal(symlink("../target", house_path(house, store)), 0);
	house_is_off(house, "it is a symbolic link");
	assert_false(house_has(house, "target"));
}

static void a_file_with_a_second_name_is_refused(void **state)
{
	struct house *house = *state;
	char *target;

	house_fill(house, 1, HOUSE_MEAN);
	target = strdup(house_path(house, "target"));
	assert_int_equal(link(house_path(house, store), target), 0);
	house_is_off(house, "it has a second name elsewhere");
	assert_int_equal(unlink(target), 0);
	house_works(house);
	free(target);
}

static void a_linked_journal_is_refused(void **state)
{
	struct house *house = *state;

	house_fill(house, 1, HOUSE_MEAN);
	assert_int_equal(symlink("../target", house_path(house, "bole/history.db-journal")), 0);
	house_is_off(house, "bole/history.db-journal is not used: it is a symbolic link");
	assert_false(house_has(house, "target"));
}

/* The ends of a journal that names a super-journal: SQLite would delete the
 * file of that name after rolling back. */
static void a_journal_cannot_have_a_file_deleted(void **state)
{
	static const unsigned char magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	struct house *house = *state;
	struct bytes journal = BYTES_INIT, victim = BYTES_INIT;
	uint32_t sum = 0;

	house_fill(house, 1, HOUSE_MEAN);
	house_write(house, "victim", "precious", 8);
	bytes_add_string(&victim, house_path(house, "victim"));
	bytes_add(&journal, magic, sizeof(magic));
	bytes_add(&journal, "\0\0\0\0\0\0\0\0\0\0\0\1\0\0\2\0\0\0\20\0", 20);
	while (journal.size < 512)
		bytes_add_char(&journal, 0);
	bytes_add(&journal, "\0\4\0\1", 4); /* the page that no database uses */
	bytes_add_text(&journal, bytes_text(&victim));
	for (size_t i = 0; i < victim.size; i++)
		sum += (uint32_t)victim.data[i];
	for (int shift = 24; shift >= 0; shift -= 8)
		bytes_add_char(&journal, (char)(victim.size >> shift));
	for (int shift = 24; shift >= 0; shift -= 8)
		bytes_add_char(&journal, (char)(sum >> shift));
	bytes_add(&journal, magic, sizeof(magic));
	house_write(house, "bole/history.db-journal", journal.data, journal.size);

	house_is_off(house, "it names a file elsewhere");
	assert_true(house_has(house, "victim"));
	bytes_release(&journal);
	bytes_release(&victim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(no_store_wanted_is_no_complaint),
		TEST(a_new_store_is_marked_as_ours),
		TEST(modes_follow_the_common_dir),
		TEST(a_common_dir_behind_a_link_is_fine),
		TEST(a_missing_common_dir_is_said),
		TEST(a_folder_in_place_of_the_file_is_refused),
		TEST(a_file_in_place_of_the_folder_is_refused),
		TEST(a_linked_folder_is_refused),
		TEST(a_linked_file_is_refused_and_its_target_untouched),
		TEST(a_dangling_link_makes_nothing),
		TEST(a_file_with_a_second_name_is_refused),
		TEST(a_linked_journal_is_refused),
		TEST(a_journal_cannot_have_a_file_deleted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
