/* Killed, crowded and corrupted: what is found afterwards is right or not there. */
#include "house.h"

#include <poll.h>
#include <signal.h>
#include <time.h>

enum { MEAN = 300 };

static const char store[] = "bole/history.db";

static void expect_sound(struct house *house)
{
	house_expect(house, "PRAGMA integrity_check", "ok");
	/* no half of a row */
	house_expect(house,
	             "SELECT count(*) FROM facts LEFT JOIN links USING(id)"
	             " LEFT JOIN units USING(id) LEFT JOIN prints USING(id)"
	             " WHERE links.id IS NULL OR units.id IS NULL OR prints.id IS NULL",
	             "0");
	house_expect(house, "SELECT (SELECT count(*) FROM facts) - (SELECT count(*) FROM links)",
	             "0");
}

/* --- killed ------------------------------------------------------------------------- */

/* Writes until it is killed: many small transactions and some large ones.
 * After each it says over the pipe how far it has come. */
static _Noreturn void write_for_ever(struct house *house, uint64_t first, int out)
{
	static const struct verdict verdict;
	const struct judgement judgement = { .moment = "check", .verdict = &verdict };
	struct history *history = house_open(house);

	for (uint64_t i = first;; i++) {
		house_keep(history, i, &house_c, MEAN);
		if (i % 1000 < 900 && i % 30)
			continue;
		history_record(history, &judgement);
		if (history_usable(history) && write(out, &i, sizeof(i)) != sizeof(i))
			_exit(1);
	}
}

static void pause_milliseconds(unsigned milliseconds)
{
	struct timespec time = { 0, (long)milliseconds * 1000000 };

	nanosleep(&time, NULL);
}

/* However slow the machine is: until something was written. */
static void wait_for_news(int in)
{
	struct pollfd news = { .fd = in, .events = POLLIN };

	assert_int_equal(poll(&news, 1, 60000), 1);
}

/* The number that was written last, as far as was heard; `first` - 1: none. */
static uint64_t killed_while_writing(struct house *house, uint64_t first, bool early,
                                     unsigned after)
{
	uint64_t last = first - 1, heard;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[0]);
		write_for_ever(house, first, ends[1]);
	}
	close(ends[1]);
	if (!early)
		wait_for_news(ends[0]);
	pause_milliseconds(after);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(ends[0], &heard, sizeof(heard)) == sizeof(heard))
		last = heard;
	close(ends[0]);
	return last;
}

static void killed_at_any_moment_nothing_written_is_lost(void **state)
{
	struct house *house = *state;
	unsigned journals = 0, written = 0;

	for (unsigned round = 0; round < 40; round++) {
		uint64_t first = (uint64_t)round * 1000000;
		uint64_t last = killed_while_writing(house, first + 1, round % 2,
		                                     1 + (unsigned)(hash_mix(round, 1) % 30));
		struct history *history;

		journals += house_has(house, "bole/history.db-journal");
		history = house_open(house);
		assert_quiet(house);
		assert_true(history_usable(history));
		for (uint64_t i = first + 1; i <= last; i++)
			assert_true(house_find(history, i, &house_c, MEAN));
		house_close(house, history);
		assert_quiet(house);
		expect_sound(house);
		written += last > first;
	}
	print_message("# killed 40 times: %u in a transaction, %u after one\n", journals, written);
	assert_true(written > 0);
}

/* --- two at once ----------------------------------------------------------------------- */

enum { EXIT_WAITED = 7 };

/* On a slow disk the other's transaction takes longer than we wait. */
static int exit_of_notice(const struct house *house)
{
	if (!house->notice.size)
		return 0;
	if (strstr(house->notice.data, "locked by another process"))
		return EXIT_WAITED;
	fprintf(stderr, "# a writer was told: %s\n", house->notice.data);
	return 1;
}

static pid_t writer_start(struct house *house, uint64_t first, unsigned count)
{
	pid_t child = fork();
	struct history *history;

	assert_true(child >= 0);
	if (child)
		return child;
	history = house_open(house);
	if (!history_usable(history))
		_exit(exit_of_notice(house));
	for (uint64_t i = first; i < first + count; i++) {
		house_find(history, i, &house_c, MEAN);
		house_keep(history, i, &house_c, MEAN);
	}
	house_close(house, history);
	_exit(exit_of_notice(house));
}

/* How many of them wrote all they had. */
static unsigned writers_wait(const pid_t *writers, unsigned count)
{
	unsigned whole = 0;

	for (unsigned i = 0; i < count; i++) {
		int status;

		assert_int_equal(waitpid(writers[i], &status, 0), writers[i]);
		assert_true(WIFEXITED(status));
		if (WEXITSTATUS(status) != EXIT_WAITED)
			assert_int_equal(WEXITSTATUS(status), 0);
		whole += WEXITSTATUS(status) == 0;
	}
	return whole;
}

static void two_writers_get_along(void **state)
{
	struct house *house = *state;
	pid_t writers[2];
	struct history *history;
	unsigned whole, found = 0;

	/* from nothing, so that they race for making the store too; half is the same */
	writers[0] = writer_start(house, 0, 20000);
	writers[1] = writer_start(house, 10000, 20000);
	whole = writers_wait(writers, 2);
	expect_sound(house);
	history = house_open(house);
	assert_quiet(house);
	for (uint64_t i = 0; i < 30000; i++)
		found += house_find(history, i, &house_c, MEAN);
	house_close(house, history);
	print_message("# of two writers %u wrote everything\n", whole);
	assert_in_range(found, whole ? 10000 + whole * 10000 : 1, 30000);
}

static void many_begin_a_store_at_once(void **state)
{
	struct house *house = *state;
	struct history *history;
	pid_t writers[8];

	for (unsigned i = 0; i < 8; i++)
		writers[i] = writer_start(house, i * 10, 10);
	if (writers_wait(writers, 8) == 8) {
		house_expect(house, "SELECT count(*) FROM facts", "80");
	}
	expect_sound(house);
	history = house_open(house);
	assert_quiet(house);
	house_close(house, history);
	assert_false(house_has(house, "bole/history.db.broken-1"));
}

/* Each of them finds the same garbage; whoever comes late must not set the new
 * store aside. */
static void many_set_the_same_garbage_aside_once(void **state)
{
	struct house *house = *state;
	struct history *history;
	pid_t writers[8];

	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_write(house, store, "garbage garbage garbage", 23);
	for (unsigned i = 0; i < 8; i++)
		writers[i] = writer_start(house, i * 10, 10);
	for (int i = 0; i < 8; i++)
		waitpid(writers[i], NULL, 0);
	assert_true(house_has(house, "bole/history.db.broken-1"));
	assert_false(house_has(house, "bole/history.db.broken-2"));
	history = house_open(house);
	assert_quiet(house);
	house_close(house, history);
	expect_sound(house);
}

/* --- corrupted ---------------------------------------------------------------------------- */

static void read_all(struct house *house, struct bytes *out)
{
	int fd = open(house_path(house, store), O_RDONLY);
	struct stat file;

	assert_int_equal(fstat(fd, &file), 0);
	bytes_clear(out);
	bytes_reserve(out, (size_t)file.st_size);
	assert_int_equal(read(fd, out->data, (size_t)file.st_size), file.st_size);
	out->size = (size_t)file.st_size;
	close(fd);
}

/* Two runs over a file; what is found is compared with what was kept.  Does a
 * third one find everything? */
static bool heals(struct house *house, unsigned count)
{
	struct history *history;
	unsigned found = 0;

	for (int run = 0; run < 2; run++) {
		history = house_open(house);
		for (uint64_t i = 0; i < count; i++)
			if (!house_find(history, i, &house_c, MEAN))
				house_keep(history, i, &house_c, MEAN);
		house_close(house, history);
	}
	history = house_open(house);
	for (uint64_t i = 0; i < count; i++)
		found += house_find(history, i, &house_c, MEAN);
	house_close(house, history);
	return found == count;
}

static void remove_all(struct house *house)
{
	struct bytes name = BYTES_INIT;

	unlink(house_path(house, store));
	unlink(house_path(house, "bole/history.db-suspect"));
	unlink(house_path(house, "bole/history.db-journal"));
	for (int i = 1; i <= 9; i++) {
		bytes_clear(&name);
		bytes_format(&name, "bole/history.db.broken-%d", i);
		unlink(house_path(house, name.data));
	}
	bytes_release(&name);
}

/* Whatever happens to the file, a wrong answer is never given, and in the end
 * there is a sound store again. */
static void a_corrupted_byte_never_changes_what_is_found(void **state)
{
	enum { COUNT = 120, ROUNDS = 300 };
	struct house *house = *state;
	struct bytes good = BYTES_INIT;
	unsigned set_aside = 0, healed = 0;

	house_fill(house, COUNT, MEAN);
	read_all(house, &good);
	for (uint64_t round = 0; round < ROUNDS; round++) {
		/* the first page, which holds header and schema, gets its share */
		size_t range = round % 3 ? good.size : 8192;
		size_t at = (size_t)(hash_mix(round, 1) % range);
		struct bytes bad = BYTES_INIT;

		bytes_add_text(&bad, bytes_text(&good));
		for (size_t i = 0; i < 1 + round % 4 && at + i < bad.size; i++)
			bad.data[at + i] = (char)(bad.data[at + i] ^ (char)hash_mix(round, 2 + i));
		remove_all(house);
		house_write(house, store, bad.data, bad.size);
		bytes_release(&bad);
		healed += heals(house, COUNT);
		set_aside += house_has(house, "bole/history.db.broken-1");
	}
	print_message("# corrupted %u times, %u files set aside, %u healed at once\n",
	              (unsigned)ROUNDS, set_aside, healed);
	assert_true(healed > ROUNDS * 99 / 100); /* a byte can make the store a newer one */
	bytes_release(&good);
}

/* --- without memory ---------------------------------------------------------------------- */

static sqlite3_mem_methods memory;
static int until_failure; /* allocations; 0: none fails any more */

static void *take_or_fail(int size)
{
	return until_failure && --until_failure == 0 ? NULL : memory.xMalloc(size);
}

/* SQLite says of some allocations that fail that there is no such table or function. */
static void open_without_memory(struct house *house)
{
	sqlite3_mem_methods failing;

	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory);
	failing = memory;
	failing.xMalloc = take_or_fail;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
	for (int i = 1; until_failure == 0; i++) {
		until_failure = i;
		history_close(house_open(house), NULL);
		if (house_has(house, "bole/history.db.broken-1"))
			_exit(1);
	}
	_exit(0);
}

static void a_sound_store_is_not_set_aside_for_want_of_memory(void **state)
{
	struct house *house = *state;
	pid_t child;
	int how = 0;

	house_fill(house, 100, MEAN);
	child = fork();
	if (child == 0)
		open_without_memory(house);
	waitpid(child, &how, 0);
	assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
	expect_sound(house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(killed_at_any_moment_nothing_written_is_lost),
		TEST(two_writers_get_along),
		TEST(many_begin_a_store_at_once),
		TEST(many_set_the_same_garbage_aside_once),
		TEST(a_corrupted_byte_never_changes_what_is_found),
		TEST(a_sound_store_is_not_set_aside_for_want_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
