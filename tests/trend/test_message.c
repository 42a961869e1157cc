/* What a commit says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bole/trend.h"

static void repairs_are_told_by_their_words(void **state)
{
	static const char *const repairs[] = {
		"fix: a lock that was never given back",
		"Fix use-after-free in the parser",
		"net: crash when the peer closes",
		"Handle an empty list\n\nThis is a regression of last week.",
		"Fixes #123",
	};
	static const char *const others[] = {
		"Add a table of names",
		"Fix typo in the manual",
		"fix tests on a slow machine",
		"docs: fix the example",
		"feat(parser): prefix the name",
		"refactor!: fix nothing",
		"Merge branch 'fix-crash'",
		"Revert \"Fix crash\"",
		"Suffix and prefix\n\nFixed-by: Somebody",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(repairs) / sizeof(*repairs); i++)
		assert_true(message_is_fix(text_of(repairs[i])));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(message_is_fix(text_of(others[i])));
}

static void expect_cohort(const char *message, const char *notes, const char *cohort)
{
	struct text found = message_cohort(text_of(message), text_of(notes), TEXT("helper"));

	assert_true(text_is(found, cohort));
}

static void cohorts_are_told_by_trailers_and_notes(void **state)
{
	(void)state;
	expect_cohort("Add\n\nCo-Authored-By: Claude <noreply@anthropic.com>", "", "Claude");
	expect_cohort("Add\n\nAssisted-by: Copilot", "", "Copilot");
	expect_cohort("Add\n\nGenerated-by: something new", "", "other machine");
	expect_cohort("Add\n\nAssisted-by: Helper 3", "", "helper");
	expect_cohort("Add", "by codex, two prompts", "Codex");
	expect_cohort("Add", "prompts: 4", "other machine");
}

static void a_person_is_no_assistant(void **state)
{
	(void)state;
	expect_cohort("Add", "", "");
	expect_cohort("Add\n\nCo-authored-by: Claude Dupont <claude.dupont@example.org>", "", "");
	expect_cohort("Let claude and copilot be words", "", "");
}

static void days_are_those_of_the_calendar(void **state)
{
	char date[TREND_DATE];

	(void)state;
	assert_string_equal(trend_date(0, date), "1970-01-01");
	assert_string_equal(trend_date(951782400, date), "2000-02-29");
	assert_string_equal(trend_date(-1, date), "1969-12-31");
	assert_string_equal(trend_date(INT64_MAX, date), "an unknown day");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repairs_are_told_by_their_words),
		cmocka_unit_test(cohorts_are_told_by_trailers_and_notes),
		cmocka_unit_test(a_person_is_no_assistant),
		cmocka_unit_test(days_are_those_of_the_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
