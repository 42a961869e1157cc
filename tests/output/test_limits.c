/* What the readers of a format hold is honoured however much there is to say. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "bole/output.h"

enum { MANY = 30000 };

static struct verdict verdict_of_many(struct arena *arena)
{
	struct verdict verdict = { .outcome = OUTCOME_REJECTED, .files = 1, .rejected = MANY };

	verdict.findings = arena_new(arena, MANY * sizeof(*verdict.findings));
	verdict.count = MANY;
	for (size_t i = 0; i < MANY; i++)
		verdict.findings[i] = (struct finding){
			.rule = RULE_COMPLEXITY,
			.level = LEVEL_REJECT,
			.region = REGION_TRUNK,
			.path = TEXT("src/core.c"),
			.unit = TEXT("parse"),
			.message = TEXT("worse"),
			.line = (uint32_t)i + 1,
			.identity = 7,
		};
	return verdict;
}

/* By hand: a sanitizer looks through the whole rest of the page for each strstr. */
static size_t times(struct text page, const char *word)
{
	size_t count = 0, length = strlen(word);

	for (size_t at = 0; at + length <= page.size; at++)
		count += page.data[at] == *word && memcmp(page.data + at, word, length) == 0;
	return count;
}

static struct text written(enum format format, char **data, size_t *size)
{
	struct arena arena = ARENA_INIT;
	struct verdict verdict = verdict_of_many(&arena);
	struct sink sink = { open_memstream(data, size), format, false };

	verdict_write(&sink, &verdict,
	              &(struct verdict_context){ .moment = "check", .compared = "a against b" });
	fclose(sink.file);
	arena_release(&arena);
	return (struct text){ *data, *size };
}

static void sarif_holds_25000_results(void **state)
{
	char *data = NULL;
	size_t size = 0;
	struct text page = written(FORMAT_SARIF, &data, &size);

	(void)state;
	assert_int_equal(times(page, "\"ruleId\""), 25000);
	assert_int_equal(times(page, "5000 more results were left out"), 1);
	free(data);
}

static void markdown_holds_65535_characters(void **state)
{
	char *data = NULL;
	size_t size = 0;
	struct text page = written(FORMAT_MARKDOWN, &data, &size);

	(void)state;
	assert_in_range(page.size, 60000, 65535);
	assert_int_equal(times(page, " more that are no worse"), 1);
	free(data);
}

static void github_holds_ten_of_a_type(void **state)
{
	char *data = NULL;
	size_t size = 0;
	struct text page = written(FORMAT_GITHUB, &data, &size);

	(void)state;
	assert_int_equal(times(page, "::error "), 10);
	assert_int_equal(times(page, "29990 more not annotated"), 1);
	free(data);
}

/* GitLab drops a report in which one stands twice. */
static void equal_findings_have_fingerprints_of_their_own(void **state)
{
	char *data = NULL;
	size_t size = 0;
	struct text page = written(FORMAT_GITLAB, &data, &size);

	(void)state;
	assert_int_equal(times(page, "\"fingerprint\": \"0000000000000007\""), 1);
	assert_int_equal(times(page, "\"fingerprint\""), MANY);
	free(data);
}

/* GitLab reads no file of more than 250,000 objects, and of cases of one name the first. */
static void junit_holds_10000_cases_of_different_names(void **state)
{
	char *data = NULL;
	size_t size = 0;
	struct text page = written(FORMAT_JUNIT, &data, &size);

	(void)state;
	assert_int_equal(times(page, "<testcase "), 10001);
	assert_int_equal(times(page,
	                       "tests=\"10001\" failures=\"10000\" errors=\"0\" skipped=\"1\""),
	                 1);
	assert_int_equal(times(page, "20000 more that are no worse"), 1);
	assert_int_equal(times(page, "name=\"complexity: parse\""), 1);
	assert_int_equal(times(page, "name=\"complexity: parse (10000)\""), 1);
	free(data);
}

static void every_format_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int format = 0; format < FORMAT_COUNT; format++) {
		const struct format_row *row = &format_rows()[format];

		assert_int_equal(format_by_name(text_of(row->name)), format);
		assert_true(row->what[0] && row->says);
		assert_int_equal((row->says & DOCUMENT_VERDICT) != 0, row->verdict != NULL);
		assert_int_equal((row->says & DOCUMENT_REVIEW) != 0, row->review != NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sarif_holds_25000_results),
		cmocka_unit_test(markdown_holds_65535_characters),
		cmocka_unit_test(github_holds_ten_of_a_type),
		cmocka_unit_test(equal_findings_have_fingerprints_of_their_own),
		cmocka_unit_test(junit_holds_10000_cases_of_different_names),
		cmocka_unit_test(every_format_has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
