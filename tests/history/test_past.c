/* The past: what was written comes back as it was, and only what was asked for. */
#include "house.h"

enum { COMMITS = 5 };

static struct object_id commit_id(unsigned number)
{
	struct object_id id = { .size = 20 };

	id.bytes[0] = (uint8_t)(number + 1);
	return id;
}

/*
 * Five commits: 0 is before the numbers begin, 3 is no commit of the line.  Each touches
 * "file N"; 4 moves "file 1" to "file 4".  Commit N has N functions' worth of debt.
 */
struct story {
	struct past_row rows[COMMITS];
	struct snapshot snapshots[COMMITS];
	struct past_touch touches[COMMITS];
	struct past_file files[COMMITS];
	struct past_unit units[COMMITS];
	struct past_promotion promotion;
	char names[COMMITS][16];
};

static void tell(struct story *story)
{
	*story = (struct story){ 0 };
	for (unsigned i = 0; i < COMMITS; i++) {
		struct past_row *row = &story->rows[i];
		bool measured = i != 0 && i != 3;

		snprintf(story->names[i], sizeof(story->names[i]), "file %u.c", i);
		story->touches[i] = (struct past_touch){ text_of(story->names[i]), TEXT("") };
		story->files[i] =
			(struct past_file){ .path = text_of(story->names[i]),
			                    .region = REGION_BRANCH,
			                    .load = 2,
			                    .sums = { .files = 1, .sloc = 10, .debt = i } };
		story->units[i] = (struct past_unit){ .path = text_of(story->names[i]),
			                              .name = TEXT("run\x01"),
			                              .cognitive = i,
			                              .debt = 10 * i };
		story->snapshots[i].commit = story->snapshots[i].tree = commit_id(i);
		story->snapshots[i].regions[REGION_TRUNK].debt = 100 * i;
		*row = (struct past_row){ .commit = commit_id(i),
			                  .time = 1000 + i,
			                  .on_line = i != 3,
			                  .parents = 1,
			                  .fix = i == 2,
			                  .cohort = i == 2 ? TEXT("Claude") : TEXT(""),
			                  .files = 1,
			                  .subject = TEXT("Say \"it\""),
			                  .snapshot = measured ? &story->snapshots[i] : NULL,
			                  .touches = &story->touches[i],
			                  .touch_count = 1,
			                  .file_changes = &story->files[i],
			                  .file_count = measured,
			                  .unit_changes = &story->units[i],
			                  .unit_count = measured };
	}
	story->touches[4].was = text_of(story->names[1]);
	story->promotion = (struct past_promotion){ text_of(story->names[4]), REGION_LEAF,
		                                    REGION_TRUNK, 0, 9 };
	story->rows[4].promotions = &story->promotion;
	story->rows[4].promotion_count = 1;
}

static struct history *open_told(struct house *house)
{
	struct story story;
	struct history *history = house_open(house);

	tell(&story);
	assert_true(history_past_write(history, story.rows, COMMITS));
	assert_true(history_past_write(history, story.rows, COMMITS)); /* nothing twice */
	return history;
}

static struct past_commits read_upto(struct history *history, unsigned commit)
{
	struct object_id upto = commit_id(commit);
	struct past_commits past;

	assert_true(history_past_read(history, &upto, &past));
	return past;
}

static void what_was_written_comes_back(void **state)
{
	struct history *history = open_told(*state);
	struct past_commits past = read_upto(history, 4);

	assert_int_equal(past.count, COMMITS);
	assert_null(past.rows[0].snapshot);
	assert_false(past.rows[3].on_line);
	assert_true(past.rows[2].fix);
	assert_true(text_is(past.rows[2].cohort, "Claude"));
	assert_true(text_is(past.rows[2].subject, "Say \"it\""));
	assert_int_equal(past.rows[4].snapshot->regions[REGION_TRUNK].debt, 400);
	assert_int_equal(past.touch_count, COMMITS);
	assert_int_equal(past.file_count, 3);
	assert_int_equal(past.files[0].file.region, REGION_BRANCH);
	assert_int_equal(past.files[2].file.sums.debt, 4);
	assert_int_equal(past.unit_count, 3);
	assert_true(text_is(past.units[0].numbers.name, "run\x01"));
	assert_int_equal(past.promotion_count, 1);
	assert_int_equal(past.promotions[0].promotion.load_after, 9);
	for (size_t i = 0; i < past.touch_count; i++)
		if (past.touches[i].was != MAP_NONE)
			assert_true(text_is(past.paths[past.touches[i].was].path, "file 1.c"));
	past_commits_release(&past);
	house_close(*state, history);
	assert_quiet((struct house *)*state);
}

static void an_earlier_commit_knows_nothing_of_later_ones(void **state)
{
	struct history *history = open_told(*state);
	struct past_commits past = read_upto(history, 2);

	assert_int_equal(past.count, 3);
	assert_int_equal(past.touch_count, 3);
	assert_int_equal(past.file_count, 2);
	assert_int_equal(past.unit_count, 2);
	assert_int_equal(past.promotion_count, 0);
	past_commits_release(&past);
	past = read_upto(history, 3); /* not of the line: all of it */
	assert_int_equal(past.count, COMMITS);
	past_commits_release(&past);
	house_close(*state, history);
}

static void its_ends_are_found(void **state)
{
	struct history *history = house_open(*state);
	struct object_id found, at;
	int64_t time = 0;

	assert_false(history_past_tip(history, &found));
	assert_false(history_past_begin(history, &found, &time));
	house_close(*state, history);
	history = open_told(*state);
	assert_true(history_past_tip(history, &found));
	at = commit_id(4);
	assert_true(object_id_equal(&found, &at));
	assert_true(history_past_begin(history, &found, &time));
	at = commit_id(1);
	assert_true(object_id_equal(&found, &at));
	assert_int_equal(time, 1001);
	for (unsigned i = 0; i < COMMITS; i++) {
		at = commit_id(i);
		assert_int_equal(history_past_has(history, &at), i != 0 && i != 3);
		assert_int_equal(history_past_behind(history, &at), COMMITS - 1 - i);
	}
	at = commit_id(99);
	assert_false(history_past_has(history, &at));
	house_close(*state, history);
}

static void what_is_forgotten_leaves_nothing_behind(void **state)
{
	struct history *history = open_told(*state);
	struct object_id kept = commit_id(1);
	struct past_commits past;

	assert_true(history_past_forget(history, &kept));
	past = read_upto(history, 1);
	assert_int_equal(past.count, 2);
	assert_int_equal(past.snapshot_count, 1);
	assert_int_equal(past.file_count + past.unit_count + past.promotion_count, 2);
	past_commits_release(&past);
	assert_true(history_past_forget(history, NULL));
	past = read_upto(history, 1);
	assert_int_equal(past.count + past.touch_count + past.snapshot_count, 0);
	past_commits_release(&past);
	house_close(*state, history);
}

static void without_a_store_there_is_no_past(void **state)
{
	struct story story;
	struct bytes notice = BYTES_INIT;
	struct history *history = history_open(NULL, &notice);
	struct object_id id = commit_id(1);
	struct past_commits past;

	(void)state;
	tell(&story);
	assert_false(history_past_write(history, story.rows, COMMITS));
	assert_false(history_past_read(history, &id, &past));
	assert_false(history_past_tip(history, &id));
	history_close(history, &notice);
	bytes_release(&notice);
}

#define in_house(test) cmocka_unit_test_setup_teardown(test, house_new, house_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(what_was_written_comes_back),
		in_house(an_earlier_commit_knows_nothing_of_later_ones),
		in_house(its_ends_are_found),
		in_house(what_is_forgotten_leaves_nothing_behind),
		cmocka_unit_test(without_a_store_there_is_no_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
