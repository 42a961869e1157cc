/* What was judged, the sums of trees, and the views that others read. */
#include "house.h"

#include "tests/files.h"

static struct object_id id_of(const char *digits)
{
	struct object_id id = { .size = 20 };

	memset(id.bytes, digits[0], sizeof(id.bytes));
	return id;
}

/* A verdict with one finding of every shape. */
static void record_everything(struct history *history)
{
	struct finding findings[] = {
		{ .rule = RULE_COMPLEXITY,
		  .level = LEVEL_REJECT,
		  .region = REGION_TRUNK,
		  .path = TEXT("src/core.c"),
		  .unit = TEXT("run"),
		  .line = 10,
		  .end_line = 50,
		  .before = 14,
		  .after = 23,
		  .limit = 15,
		  .load = 212,
		  .worst_line = 30,
		  .worst_cost = 6,
		  .message = TEXT("run is too complex") },
		{ .rule = RULE_SIZE,
		  .level = LEVEL_NOTE,
		  .waived = true,
		  .waived_level = LEVEL_WARN,
		  .region = REGION_BRANCH,
		  .path = TEXT("a\tb\\c\xff\xc3\xa9.c"),
		  .was = TEXT("old.c"),
		  .before = UINT32_MAX,
		  .after = 99,
		  .limit = 60,
		  .message = TEXT("long"),
		  .reason = TEXT("table") },
		{ .rule = RULE_CYCLE,
		  .level = LEVEL_NOTE,
		  .improvement = true,
		  .region = REGION_LEAF,
		  .path = TEXT("b.c"),
		  .before = 2,
		  .after = UINT32_MAX,
		  .message = TEXT("opened") },
	};
	struct verdict verdict = {
		.outcome = OUTCOME_REJECTED,
		.findings = findings,
		.count = 3,
		.rejected = 1,
		.warned = 2,
		.noted = 3,
		.improved = 4,
		.waived = 5,
		.inherited = 6,
		.files = 7,
		.units = 8,
		.skipped = 9,
		.unmeasured = 10,
		.debt_before = { 11, 12, 13 },
		.debt_after = { 21, 22, 235 },
	};
	struct judgement judgement = { .moment = "pre-commit",
		                       .before = id_of("A"),
		                       .time = 1700000000,
		                       .seconds = 0.25,
		                       .verdict = &verdict };

	history_record(history, &judgement);
}

static void take_snapshot(struct history *history, const char *tree, const char *commit,
                          int64_t time, uint32_t files)
{
	struct snapshot snapshot = { .tree = id_of(tree), .commit = id_of(commit), .time = time };

	for (int region = 0; region < REGION_COUNT; region++) {
		snapshot.regions[region].files = files + (uint32_t)region;
		snapshot.regions[region].units = 100;
		snapshot.regions[region].unmeasured = 1;
		snapshot.regions[region].sloc = 2000;
		snapshot.regions[region].cognitive = 300;
		snapshot.regions[region].cyclomatic = 400;
		snapshot.regions[region].debt = 555;
		snapshot.regions[region].burden = 66666;
	}
	history_snapshot(history, &snapshot);
}

/* --- as written ---------------------------------------------------------------------- */

static void a_judgement_is_kept_with_its_counts(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);
	struct history_state inspected;

	record_everything(history);
	assert_true(history_inspect(history, &inspected));
	assert_int_equal(inspected.judgements, 1);
	house_close(house, history);
	assert_quiet(house);
	house_expect(
		house,
		"SELECT utc || ' ' || moment || ' ' || before_id || ' ' || ifnull(after_id, 'index') || ' ' ||"
		" outcome || ' ' || seconds FROM v_judgements",
		"2023-11-14T22:13:20Z pre-commit 4141414141414141414141414141414141414141 index "
		"rejected 0.25");
	house_expect(house,
	             "SELECT rejected || warned || noted || improved || waived || inherited ||"
	             " files || units || skipped || unmeasured FROM v_judgements",
	             "12345678910");
	house_expect(house,
	             "SELECT leaf_before || ' ' || leaf_after || ' ' || branch_before || ' ' ||"
	             " branch_after || ' ' || trunk_before || ' ' || trunk_after FROM v_judgements",
	             "1.1 2.1 1.2 2.2 1.3 23.5");
	house_expect(house, "SELECT revisions LIKE '%c:%' FROM v_judgements", "1");
}

static void findings_are_kept_with_their_evidence(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	record_everything(history);
	house_close(house, history);
	house_expect(house, "SELECT count(*) FROM v_findings WHERE moment = 'pre-commit'", "3");
	house_expect(house,
	             "SELECT printf('%s %s %s %s %s %d-%d %d>%d/%d load %d worst %d:%d %s', rule,"
	             " level, region, path, unit, line, end_line, number_before, number_after,"
	             " number_limit, load, worst_line, worst_cost, message) FROM v_findings"
	             " WHERE place = 0",
	             "complexity reject trunk src/core.c run 10-50 14>23/15 load 212 worst 30:6 "
	             "run is too complex");
	house_expect(house,
	             "SELECT printf('%s %s %s %s', level, waived_level, was, reason)"
	             " FROM v_findings WHERE number_before IS NULL AND unit IS NULL",
	             "note warn old.c table");
	house_expect(house,
	             "SELECT rule FROM v_findings WHERE improvement AND number_after IS NULL"
	             " AND number_limit IS NULL AND worst_line IS NULL AND reason IS NULL",
	             "cycle");
}

static void texts_of_the_repository_are_made_readable(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	record_everything(history);
	house_close(house, history);
	house_expect(house, "SELECT path FROM v_findings WHERE place = 1",
	             "a\\011b\\\\c\\377\xc3\xa9.c");
}

static void malformed_characters_are_escaped_bytewise(void **state)
{
	static const struct {
		const char *bytes, *text;
		size_t size; /* less than there is */
	} rows[] = {
		{ "\xc3", "\\303", 0 },
		{ "\xc0\xaf", "\\300\\257", 0 },                   /* overlong */
		{ "\xed\xa0\x80", "\\355\\240\\200", 0 },          /* surrogate */
		{ "\xf4\x90\x80\x80", "\\364\\220\\200\\200", 0 }, /* above U+10FFFF */
		{ "\xe2\x82\xac", "\\342\\202", 2 },
		{ "\xe2\x82\xac", "\xe2\x82\xac", 0 },
		{ "\xf0\x9f\x8c\xb3", "\xf0\x9f\x8c\xb3", 0 },
		{ "\x1b[31m\x7f\n", "\\033[31m\\177\\012", 0 },
		{ "\xf8\x88\x80\x80\x80", "\\370\\210\\200\\200\\200", 0 },
	};
	struct house *house = *state;
	struct history *history = house_open(house);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct finding finding = { .path = text_of(rows[i].bytes), .message = TEXT("") };
		struct verdict verdict = { .findings = &finding, .count = 1 };
		struct judgement judgement = { .moment = "check", .verdict = &verdict };

		if (rows[i].size)
			finding.path.size = rows[i].size;
		history_record(history, &judgement);
	}
	house_close(house, history);
	assert_quiet(house);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes sql = BYTES_INIT;

		bytes_format(&sql, "SELECT path FROM finding WHERE judgement = %zu", i + 1);
		house_expect(house, sql.data, rows[i].text);
		bytes_release(&sql);
	}
}

static void of_too_many_findings_the_worst_are_kept(void **state)
{
	enum { COUNT = 5000 };
	struct house *house = *state;
	struct history *history = house_open(house);
	struct finding *findings = memory_new(COUNT * sizeof(*findings));
	struct verdict verdict = { .findings = findings, .count = COUNT, .noted = COUNT };
	struct judgement judgement = { .moment = "check", .verdict = &verdict };

	for (uint32_t i = 0; i < COUNT; i++)
		findings[i] =
			(struct finding){ .path = TEXT("p"), .message = TEXT("m"), .line = i };
	history_record(history, &judgement);
	house_close(house, history);
	memory_free(findings);
	house_expect(house, "SELECT count(*) || ' ' || max(line) FROM finding", "1000 999");
	house_expect(house, "SELECT noted FROM judgement", "5000");
}

static void a_snapshot_is_the_sums_of_a_tree_by_region(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	take_snapshot(history, "T", "C", 1700000000, 10);
	house_close(house, history);
	assert_quiet(house);
	house_expect(house, "SELECT count(*) FROM v_snapshots", "3");
	house_expect(house,
	             "SELECT printf('%s %s %s %d %d %d %d %d %d %.1f %.1f %.2f', utc,"
	             " substr(tree, 1, 4), substr(commit_id, 1, 4), files, units, unmeasured,"
	             " sloc, cognitive, cyclomatic, debt, burden, debt_per_1000)"
	             " FROM v_snapshots WHERE region = 'trunk'",
	             "2023-11-14T22:13:20Z 5454 4343 12 100 1 2000 300 400 55.5 6666.6 27.75");
}

static void a_snapshot_taken_again_replaces_the_first(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);
	struct history_state inspected;

	take_snapshot(history, "T", "C", 1700000000, 10);
	take_snapshot(history, "T", "D", 1700000001, 10); /* the same tree, committed again */
	take_snapshot(history, "T", "C", 1700000000, 20);
	house_close(house, history);
	history = house_open(house);
	take_snapshot(history, "T", "D", 1700000001, 30);
	assert_true(history_inspect(history, &inspected));
	assert_int_equal(inspected.snapshots, 2);
	house_close(house, history);
	house_expect(house,
	             "SELECT group_concat(files, ' ') FROM (SELECT files FROM v_snapshots"
	             " WHERE region = 'leaf' ORDER BY time)",
	             "20 30");
	house_expect(house, "SELECT count(*) FROM snapshot_region", "6");
}

static void many_snapshots_go_in_few_transactions(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	for (int i = 0; i < 30000; i++) {
		struct snapshot snapshot = { .tree = house_blob((uint64_t)i),
			                     .time = i ? i : INT64_MAX }; /* commits may lie */

		history_snapshot(history, &snapshot);
	}
	house_close(house, history);
	assert_quiet(house);
	house_expect(house, "SELECT count(*) FROM v_snapshots", "90000");
	house_expect(house, "SELECT count(*) FROM measure", "1");
}

static void the_store_tells_what_is_in_it(void **state)
{
	struct house *house = *state;
	struct history *history = house_open(house);

	house_keep(history, 1, &house_c, 10);
	house_keep(history, 2, &house_c, 10);
	house_keep(history, 3, &house_python, 10);
	house_close(house, history);
	house_expect(house, "SELECT group_concat(language || ' ' || blobs, ', ') FROM v_store",
	             "c 2, python 1");
}

/* --- as released ------------------------------------------------------------------------ */

static void load_released(struct house *house, const char *path)
{
	struct bytes sql = BYTES_INIT;

	read_file(path, &sql);
	assert_int_equal(mkdir(house_path(house, "bole"), 0755), 0);
	house_sql(house, sql.data);
	bytes_release(&sql);
}

static void the_examples_of_the_format_page_run(void **state)
{
	static const char begins[] = "```sql\n";
	struct house *house = *state;
	struct bytes page = BYTES_INIT;
	unsigned examples = 0;

	load_released(house, "tests/history/schema_1.sql");
	read_file("metrics/history/FORMAT.md", &page);
	for (char *at = page.data; (at = strstr(at, begins)); examples++) {
		char *end = strstr(at += sizeof(begins) - 1, "```");

		assert_non_null(end);
		*end = '\0';
		house_sql(house, at);
		at = end + 1;
	}
	assert_int_equal(examples, 7);
	bytes_release(&page);
}

static void a_store_of_schema_1_is_still_read(void **state)
{
	struct house *house = *state;
	struct object_id blob = { .size = 20 };
	struct history *history;
	struct history_state inspected;
	struct text links, units, prints;
	struct language language = { .name = "c", .id = 1 };

	load_released(house, "tests/history/schema_1.sql");
	history = house_open(house);
	assert_quiet(house);
	assert_true(history_inspect(history, &inspected));
	assert_true(inspected.sound);
	assert_int_equal(inspected.blobs, 2);
	assert_int_equal(inspected.judgements, 1);
	assert_int_equal(inspected.snapshots, 2);
	memset(blob.bytes, 0xab, 20);
	/* the revision it was kept under, whatever is added to it today */
	language.revision = 7;
	if (facts_revision(&language) == ((1 << 16) | 7)) {
		assert_true(history_find(history, &blob, &language, &links, &units));
		assert_true(text_is(links, "links"));
		assert_true(text_is(units, "units"));
		assert_true(history_find_prints(history, &blob, &language, &prints));
		assert_true(text_is(prints, "prints"));
	}
	record_everything(history);
	house_close(house, history);
	assert_quiet(house);
	house_expect(house, "SELECT count(*) FROM v_judgements", "2");
	house_expect(house, "SELECT count(*) FROM v_findings", "4");
	house_expect(house, "SELECT count(*) FROM v_snapshots", "6");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_new, house_free)
		TEST(a_judgement_is_kept_with_its_counts),
		TEST(findings_are_kept_with_their_evidence),
		TEST(texts_of_the_repository_are_made_readable),
		TEST(malformed_characters_are_escaped_bytewise),
		TEST(of_too_many_findings_the_worst_are_kept),
		TEST(a_snapshot_is_the_sums_of_a_tree_by_region),
		TEST(a_snapshot_taken_again_replaces_the_first),
		TEST(many_snapshots_go_in_few_transactions),
		TEST(the_store_tells_what_is_in_it),
		TEST(the_examples_of_the_format_page_run),
		TEST(a_store_of_schema_1_is_still_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
