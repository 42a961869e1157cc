/* The numbers of a past stay: what a busy moment does to a file must not get into them. */
#include "tests/git/sandbox.h"

#include "hooks/sheets.h"

enum { SLOW_FILES = 4 };

/* Files that no parser ends with in time; each has its own blob. */
static void commit_slow_files(void)
{
	shell("git init -q && for i in 1 2 3 4; do"
	      " { echo \"/* $i */\"; yes '!a' | head -c 60000 | tr -d '\\n'; } >slow_$i.c; done;"
	      "git add . && git commit -q -m slow");
}

static void want_all(struct sheets *sheets, const struct listing *listing,
                     struct sheet *wanted[SLOW_FILES])
{
	assert_int_equal(listing->count, SLOW_FILES);
	for (size_t i = 0; i < listing->count; i++)
		wanted[i] = sheets_want(sheets, &listing->entries[i].blob,
		                        language_by_name(TEXT("c")), listing->entries[i].path);
}

/* A file is refused for its own time, never for the losses before it. */
static void what_ran_out_of_time_is_tried_alone(void **state)
{
	struct session session = { .settings = { .jobs = 1 } };
	struct bytes notice = BYTES_INIT;
	struct sheet *wanted[SLOW_FILES];
	struct listing listing;
	struct sheets *sheets;
	struct fault fault;

	(void)state;
	commit_slow_files();
	session.repo = open_here();
	session.history = history_open(NULL, &notice);
	listing = tree_of(session.repo, "HEAD");
	sheets = sheets_new(&session, 40);
	want_all(sheets, &listing, wanted);
	assert_int_equal(sheets_load(sheets, &fault), STATUS_OK);
	for (size_t i = 0; i < SLOW_FILES; i++)
		assert_int_equal(wanted[i]->facts.refusal, REFUSED_TIME);
	assert_int_equal(sheets_parsed(sheets), SLOW_FILES);
	sheets_free(sheets);
	listing_release(&listing);
	history_close(session.history, &notice);
	bytes_release(&notice);
	repo_close(session.repo);
}

/* One file, committed, and sheets for it. */
struct shop {
	struct session session;
	struct bytes notice;
	struct listing listing;
	struct sheets *sheets;
};

static void open_shop(struct shop *shop)
{
	*shop = (struct shop){ .session = { .settings = { .jobs = 1 } } };
	shell("git init -q && echo 'int f(int a) { return g(a); }' >f.c && git add . &&"
	      "git commit -q -m packed");
	shop->session.repo = open_here();
	shop->session.history = history_open(NULL, &shop->notice);
	shop->listing = tree_of(shop->session.repo, "HEAD");
	shop->sheets = sheets_new(&shop->session, 0);
}

static void close_shop(struct shop *shop)
{
	sheets_free(shop->sheets);
	listing_release(&shop->listing);
	history_close(shop->session.history, &shop->notice);
	bytes_release(&shop->notice);
	repo_close(shop->session.repo);
}

static struct sheet *want(struct shop *shop)
{
	return sheets_want(shop->sheets, &shop->listing.entries[0].blob,
	                   language_by_name(TEXT("c")), shop->listing.entries[0].path);
}

/* Many versions are parsed together: only of those that files have now, all lies in memory. */
static void what_no_file_has_lies_packed(void **state)
{
	struct shop shop;
	struct sheet *sheet;
	struct fault fault;

	(void)state;
	open_shop(&shop);
	sheet = want(&shop);
	assert_int_equal(sheets_wanted(shop.sheets), 1);
	sheets_count_anew(shop.sheets);
	assert_int_equal(sheets_wanted(shop.sheets), 0);
	assert_int_equal(sheets_load(shop.sheets, &fault), STATUS_OK);
	assert_int_equal(sheet->sums.sloc, 1);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(sheet->facts.unit_count, 0);
		sheet_take(sheet);
		assert_int_equal(sheet->facts.unit_count, 1);
		assert_true(facts_shape(&sheet->facts) == sheet->shape);
		sheet_leave(sheet);
	}
	close_shop(&shop);
}

/* A round is long, and what it read would lie in memory beside that of the next. */
static void what_no_file_has_goes_with_its_round(void **state)
{
	struct shop shop;
	struct fault fault;

	(void)state;
	open_shop(&shop);
	for (size_t round = 0; round < 3; round++) {
		struct sheet *sheet = want(&shop);

		assert_int_equal(sheets_parsed_again(shop.sheets), round);
		assert_int_equal(sheets_load(shop.sheets, &fault), STATUS_OK);
		sheet_take(sheet);
		sheets_sweep(shop.sheets);
		assert_ptr_equal(want(&shop), sheet);
		assert_int_equal(sheet->facts.unit_count, 1);
		sheet_leave(sheet);
		sheets_sweep(shop.sheets);
	}
	close_shop(&shop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_ran_out_of_time_is_tried_alone, enter_sandbox,
		                                leave_sandbox),
		cmocka_unit_test_setup_teardown(what_no_file_has_lies_packed, enter_sandbox,
		                                leave_sandbox),
		cmocka_unit_test_setup_teardown(what_no_file_has_goes_with_its_round, enter_sandbox,
		                                leave_sandbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
