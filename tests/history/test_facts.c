/* Facts of blobs: kept, found, grown old, damaged. */
#include "house.h"

#include <time.h>

enum { MEAN = HOUSE_MEAN };

static void what_is_kept_is_found_again(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	assert_quiet(house);
	assert_true(history_usable(history));
	house_keep(history, 1, &house_c, MEAN);
	assert_true(house_find(history, 1, &house_c, MEAN)); /* not yet written */
	assert_false(house_find(history, 2, &house_c, MEAN));
	house_close(house, history);
	assert_quiet(house);

	history = house_open(house);
	assert_quiet(house);
	assert_true(house_find(history, 1, &house_c, MEAN));
	assert_false(house_find(history, 2, &house_c, MEAN));
	house_close(house, history);
	assert_quiet(house);
}

static void each_part_can_be_asked_for_alone(void **state)
{
	struct house *house = *state;
	struct object_id blob = house_blob(1);
	struct text text = { "", 0 };
	struct history *history = house_open(house);

	assert_true(history_keep(history, &blob, &house_c, TEXT("l"), TEXT("uu"), TEXT("ppp")));
	house_close(house, history);
	history = house_open(house);
	assert_true(history_find(history, &blob, &house_c, &text, NULL));
	assert_true(text_is(text, "l"));
	assert_true(history_find(history, &blob, &house_c, NULL, &text));
	assert_true(text_is(text, "uu"));
	assert_true(history_find_prints(history, &blob, &house_c, &text));
	assert_true(text_is(text, "ppp"));
	assert_true(history_find(history, &blob, &house_c, NULL, NULL));
	house_close(house, history);
}

static void empty_facts_are_facts(void **state)
{
	struct house *house = *state;
	struct object_id blob = house_blob(1);
	struct text links = TEXT("?"), units = TEXT("?");
	struct history *history = house_open(house);

	history_keep(history, &blob, &house_c, (struct text){ 0 }, (struct text){ 0 },
	             (struct text){ 0 });
	house_close(house, history);
	history = house_open(house);
	assert_true(history_find(history, &blob, &house_c, &links, &units));
	assert_int_equal(links.size + units.size, 0);
	house_close(house, history);
	assert_quiet(house);
}

static void facts_too_large_are_not_kept_and_hurt_nobody(void **state)
{
	struct house *house = *state;
	struct object_id blob = house_blob(1);
	size_t size = 5 << 20;
	char *data = memory_new(size);
	struct history *history = house_open(house);

	assert_false(history_keep(history, &blob, &house_c, (struct text){ data, size }, TEXT(""),
	                          TEXT("")));
	house_keep(history, 2, &house_c, MEAN);
	house_close(house, history);
	assert_quiet(house);
	memory_free(data);
	history = house_open(house);
	assert_false(history_find(history, &blob, &house_c, NULL, NULL));
	assert_true(house_find(history, 2, &house_c, MEAN));
	house_close(house, history);
}

static void facts_of_another_language_or_revision_are_not_found(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1, MEAN);
	history = house_open(house);
	assert_true(house_find(history, 0, &house_c, MEAN));
	assert_false(house_find(history, 0, &house_later_c, MEAN));
	assert_false(house_find(history, 0, &house_python, MEAN));
	house_close(house, history);
}

static void ids_that_begin_alike_are_told_apart(void **state)
{
	struct house *house = *state;
	struct object_id blob = house_blob(1), long_blob = { .size = 32 };
	struct text text;
	struct history *history = house_open(house);

	for (int round = 0; round < 2; round++) { /* before and after writing */
		for (uint8_t i = 0; i < 20; i++) {
			char digit = (char)('a' + i);

			blob.bytes[19] = i;
			if (round == 0)
				history_keep(history, &blob, &house_c, (struct text){ &digit, 1 },
				             TEXT("u"), TEXT("p"));
		}
		memcpy(long_blob.bytes, blob.bytes, 20);
		if (round == 0)
			history_keep(history, &long_blob, &house_c, TEXT("long"), TEXT("u"),
			             TEXT("p"));
		for (uint8_t i = 0; i < 20; i++) {
			blob.bytes[19] = i;
			assert_true(history_find(history, &blob, &house_c, &text, NULL));
			assert_int_equal(text.size, 1);
			assert_int_equal(text.data[0], 'a' + i);
		}
		blob.bytes[19] = 20;
		assert_false(history_find(history, &blob, &house_c, &text, NULL));
		assert_true(history_find(history, &long_blob, &house_c, &text, NULL));
		assert_true(text_is(text, "long"));
		house_close(house, history);
		history = house_open(house);
	}
	house_close(house, history);
}

static void old_revisions_go_a_batch_a_run(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 1500, 20);
	house_expect(house, "SELECT count(*) FROM facts", "1500");
	for (int run = 0; run < 3; run++) {
		history = house_open(house);
		house_keep(history, 5000, &house_python, 20); /* has nothing to do with it */
		house_keep(history, (uint64_t)run, &house_later_c, 20);
		house_close(house, history);
		assert_quiet(house);
		if (run == 0)
			house_expect(house, "SELECT count(*) FROM facts WHERE language = 1", "501");
	}
	house_expect(house, "SELECT count(*) FROM facts WHERE language = 1", "3");
	house_expect(house, "SELECT count(*) FROM facts WHERE language = 2", "1");
	house_expect(house, "SELECT count(*) FROM links", "4");
	house_expect(house, "SELECT count(*) FROM units", "4");
	history = house_open(house);
	for (uint64_t i = 0; i < 3; i++)
		assert_true(house_find(history, i, &house_later_c, 20));
	house_close(house, history);
}

static void a_damaged_row_is_not_found_and_heals(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 10, MEAN);
	house_sql(house, "UPDATE links SET data = zeroblob(length(data)) WHERE id = 4;"
	                 "DELETE FROM units WHERE id = 6");
	history = house_open(house);
	assert_quiet(house);
	for (uint64_t i = 0; i < 10; i++) {
		bool found = house_find(history, i, &house_c, MEAN);

		assert_int_equal(found, i != 3 && i != 5);
		if (!found)
			house_keep(history, i, &house_c, MEAN);
	}
	house_close(house, history);
	assert_string_equal(house->notice.data, "2 damaged rows of the store were measured again");

	history = house_open(house);
	for (uint64_t i = 0; i < 10; i++)
		assert_true(house_find(history, i, &house_c, MEAN));
	house_close(house, history);
	assert_quiet(house);
	house_expect(house, "SELECT count(*) FROM links", "10");
}

/* A row moved to another key has a right seal for the wrong blob. */
static void a_row_under_a_foreign_key_is_not_believed(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 3, MEAN);
	house_sql(house, "UPDATE facts SET id = id % 3 + 1");
	history = house_open(house);
	for (uint64_t i = 0; i < 3; i++)
		assert_false(house_find(history, i, &house_c, MEAN));
	house_close(house, history);
	assert_says(house, "damaged rows");
}

/* --- many at once ------------------------------------------------------------------ */

struct bulk_expectation {
	const uint64_t *numbers;
	size_t found;
	size_t mean;
	unsigned *times; /* each was reported */
};

static void expect_links(void *context, size_t index, struct text links)
{
	struct bulk_expectation *expectation = context;
	struct bytes expected = BYTES_INIT;

	house_data(&expected, expectation->numbers[index], expectation->mean);
	assert_true(text_equal(links, bytes_text(&expected)));
	expectation->found++;
	expectation->times[index]++;
	bytes_release(&expected);
}

/* Asks for `count` numbers from `first` on, `step` apart; how many are found. */
static size_t ask_many(struct history *history, size_t count, uint64_t first, uint64_t step,
                       size_t mean)
{
	struct object_id *blobs = memory_new(count * sizeof(*blobs));
	struct history_wanted *wanted = memory_new(count * sizeof(*wanted));
	uint64_t *numbers = memory_new(count * sizeof(*numbers));
	struct bulk_expectation expectation = { numbers, 0, mean, NULL };

	expectation.times = memory_new(count * sizeof(*expectation.times));
	for (size_t i = 0; i < count; i++) {
		numbers[i] = first + i * step;
		blobs[i] = house_blob(numbers[i]);
		wanted[i] = (struct history_wanted){ &blobs[i], &house_c };
	}
	history_find_links(history, wanted, count, expect_links, &expectation);
	for (size_t i = 0; i < count; i++)
		assert_true(expectation.times[i] <= 1);
	memory_free(blobs);
	memory_free(wanted);
	memory_free(numbers);
	memory_free(expectation.times);
	return expectation.found;
}

static void many_are_found_at_once(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 2000, MEAN);
	history = house_open(house);
	assert_int_equal(ask_many(history, 2000, 0, 1, MEAN), 2000);
	assert_int_equal(ask_many(history, 1000, 1500, 1, MEAN), 500); /* half is not there */
	assert_int_equal(ask_many(history, 100, 0, 20, MEAN), 100);    /* few of many */
	assert_int_equal(ask_many(history, 10, 5000, 1, MEAN), 0);
	assert_int_equal(ask_many(history, 100, 7, 0, MEAN), 100); /* one blob, often */
	assert_int_equal(ask_many(history, 0, 0, 0, MEAN), 0);
	house_keep(history, 2000, &house_c, MEAN);
	assert_int_equal(ask_many(history, 2001, 0, 1, MEAN), 2001); /* one not yet written */
	house_close(house, history);
	assert_quiet(house);
}

static void asking_for_many_writes_nothing(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 3, MEAN);
	history = house_open(house);
	for (uint64_t i = 3; i < 6; i++)
		house_keep(history, i, &house_c, MEAN);
	assert_int_equal(ask_many(history, 8, 0, 1, MEAN), 6);
	assert_int_equal(ask_many(history, 5, 4, 0, MEAN), 5);
	house_expect(house, "SELECT count(*) FROM facts", "3");
	house_close(house, history);
	assert_quiet(house);
	house_expect(house, "SELECT count(*) FROM facts", "6");
}

static void many_at_once_leave_damaged_rows_out(void **state)
{
	struct house *house = *state;
	struct history *history;

	house_fill(house, 100, MEAN);
	house_sql(house, "UPDATE links SET seal = seal + 1 WHERE id = 4;"
	                 "DELETE FROM links WHERE id IN (1, 50, 100)");
	history = house_open(house);
	assert_int_equal(ask_many(history, 100, 0, 1, MEAN), 96);
	house_close(house, history);
	assert_says(house, "4 damaged rows");
}

/* --- how fast? ------------------------------------------------------------------------- */

static double processor_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void count_links(void *context, size_t index, struct text links)
{
	size_t *count = context;

	(void)index;
	(void)links;
	++*count;
}

enum { FILES = 50000 };

static void time_looking_up(struct history *history, double *one_by_one, double *at_once)
{
	struct object_id *blobs = memory_new(FILES * sizeof(*blobs));
	struct history_wanted *wanted = memory_new(FILES * sizeof(*wanted));
	size_t found = 0;
	double start;

	for (size_t i = 0; i < FILES; i++) {
		blobs[i] = house_blob(i);
		wanted[i] = (struct history_wanted){ &blobs[i], &house_c };
	}
	start = processor_seconds();
	for (size_t i = 0; i < FILES; i++) {
		struct text links;

		found += history_find(history, &blobs[i], &house_c, &links, NULL);
	}
	*one_by_one = processor_seconds() - start;
	start = processor_seconds();
	history_find_links(history, wanted, FILES, count_links, &found);
	*at_once = processor_seconds() - start;
	assert_int_equal(found, 2 * FILES);
	memory_free(blobs);
	memory_free(wanted);
}

static void fifty_thousand_files_are_no_burden(void **state)
{
	struct house *house = *state;
	double kept = processor_seconds(), one_by_one, at_once;
	struct history *history;
	struct stat file;

	house_fill(house, FILES, 1000);
	kept = processor_seconds() - kept;
	history = house_open(house);
	time_looking_up(history, &one_by_one, &at_once);
	house_close(house, history);
	assert_quiet(house);
	assert_int_equal(stat(house_path(house, "bole/history.db"), &file), 0);
	print_message("# 50,000 facts, %.0f MB: kept in %.2f s, links found in %.2f s one by one, "
	              "in %.2f s at once\n",
	              (double)file.st_size / 1e6, kept, one_by_one, at_once);
	assert_true(file.st_size < FILES * 2500); /* 2,000 bytes of facts each */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(what_is_kept_is_found_again),
		TEST(each_part_can_be_asked_for_alone),
		TEST(empty_facts_are_facts),
		TEST(facts_too_large_are_not_kept_and_hurt_nobody),
		TEST(facts_of_another_language_or_revision_are_not_found),
		TEST(ids_that_begin_alike_are_told_apart),
		TEST(old_revisions_go_a_batch_a_run),
		TEST(a_damaged_row_is_not_found_and_heals),
		TEST(a_row_under_a_foreign_key_is_not_believed),
		TEST(many_are_found_at_once),
		TEST(asking_for_many_writes_nothing),
		TEST(many_at_once_leave_damaged_rows_out),
		TEST(fifty_thousand_files_are_no_burden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
