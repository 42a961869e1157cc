/* What follows from the numbers: better or worse, since when, because of what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bole/trend.h"

enum { DAY = 24 * 60 * 60, NOW = 2000 * DAY, POINTS = 4 };

/* The trunk at four times: five years, 100 days, three days ago, and now. */
struct told {
	struct trend_point points[POINTS];
	struct trend trend;
};

static void tell(struct told *told, const int64_t debt[POINTS], const uint64_t sloc[POINTS])
{
	static const int days[POINTS] = { 1825, 100, 3, 0 };

	*told = (struct told){ 0 };
	for (int i = 0; i < POINTS; i++) {
		struct trend_point *point = &told->points[i];

		point->time = NOW - (int64_t)days[i] * DAY;
		point->commit.size = 20;
		point->commit.bytes[0] = (uint8_t)i;
		point->regions[REGION_TRUNK].debt = debt[i] * 10;
		point->regions[REGION_TRUNK].sloc = sloc[i];
	}
	told->trend.points = told->points;
	told->trend.point_count = POINTS;
	told->trend.now = NOW;
	trend_conclude(&told->trend);
}

#define EXPECT(direction_, ...) \
	do { \
		const int64_t numbers[] = { __VA_ARGS__ }; \
		expect_direction(direction_, numbers[0], (uint64_t)numbers[1], numbers[2], \
		                 (uint64_t)numbers[3]); \
	} while (0)

/* Debt and lines a quarter ago, and now. */
static void expect_direction(enum trend_direction direction, int64_t debt_before,
                             uint64_t sloc_before, int64_t debt_after, uint64_t sloc_after)
{
	struct told told;

	tell(&told, (const int64_t[]){ 500, debt_before, debt_after, debt_after },
	     (const uint64_t[]){ 1000, sloc_before, sloc_after, sloc_after });
	assert_int_equal(told.trend.direction, direction);
	trend_release(&told.trend);
}

static void debt_and_density_decide_together(void **state)
{
	(void)state;
	EXPECT(TREND_WORSE, 1000, 1000, 1021, 1000);
	EXPECT(TREND_STEADY, 1000, 1000, 1020, 1000); /* by 2 % and no more */
	EXPECT(TREND_STEADY, 1000, 1000, 1500, 1500); /* more code, no worse */
	EXPECT(TREND_STEADY, 1000, 1000, 1500, 1490); /* by less than 1 % */
	EXPECT(TREND_BETTER, 1000, 1000, 979, 1000);
	EXPECT(TREND_BETTER, 1000, 1000, 500, 500);   /* less code is better */
	EXPECT(TREND_STEADY, 1000, 1000, 500, 490);   /* but not when what is left is worse */
	EXPECT(TREND_BETTER, 1000, 1000, 1020, 1100); /* the density fell */
	EXPECT(TREND_STEADY, 1000, 1000, 1030, 1100); /* but the debt rose */
	EXPECT(TREND_STEADY, 0, 0, 0, 0);
	EXPECT(TREND_WORSE, 0, 0, 10, 100); /* from nothing to something */
}

static void spans_go_back_to_what_was_then(void **state)
{
	struct told told;
	const struct trend_span *spans = told.trend.spans;

	(void)state;
	tell(&told, (const int64_t[]){ 1, 2, 3, 4 }, (const uint64_t[]){ 10, 10, 10, 10 });
	assert_string_equal(spans[0].name, "week");
	assert_ptr_equal(spans[0].from, &told.points[1]); /* that of three days ago is too young */
	assert_int_equal(spans[0].commits, 2);
	assert_ptr_equal(spans[2].from, &told.points[1]);
	assert_ptr_equal(spans[3].from, &told.points[0]);
	assert_int_equal(spans[3].before[REGION_TRUNK].debt, 10);
	assert_int_equal(spans[3].after[REGION_TRUNK].debt, 40);
	trend_release(&told.trend);
}

static void too_little_is_said_to_be(void **state)
{
	struct trend nothing = TREND_INIT;

	(void)state;
	trend_conclude(&nothing);
	assert_int_equal(nothing.direction, TREND_UNKNOWN);
	assert_non_null(strstr(nothing.verdict.data, "Too little history"));
	trend_release(&nothing);
}

static void expect_said(struct text text, const char *words)
{
	char said[1024];

	snprintf(said, sizeof(said), "%.*s", (int)text.size, text.data);
	if (!strstr(said, words))
		fail_msg("expected \"%s\" in: %s", words, said);
}

static void what_is_named_explains_the_direction(void **state)
{
	struct told told;
	struct trend_mover movers[] = {
		{ .subject = TEXT("Mend"), .debt = { [REGION_TRUNK] = -900 } },
		{ .subject = TEXT("Cross the border"), .debt = { 0, -800, 810 } },
		{ .subject = TEXT("Worsen"), .debt = { [REGION_TRUNK] = 500 } },
	};

	(void)state;
	tell(&told, (const int64_t[]){ 100, 100, 200, 200 }, (const uint64_t[]){ 9, 9, 9, 9 });
	told.trend.movers = movers;
	told.trend.mover_count = 3;
	trend_conclude(&told.trend);
	expect_said(told.trend.because,
	            "\"Cross the border\" (+81.0, mostly of files that changed their region)");
	expect_said(told.trend.because, "\"Worsen\" (+50.0)");
	trend_release(&told.trend);
}

static void a_shift_is_debt_that_was_there_before(void **state)
{
	const struct trend_mover shift = { .debt = { 0, -800, 1000 } };
	const struct trend_mover growth = { .debt = { 0, -100, 1000 } };
	const struct trend_mover nothing = { .debt = { 0 } };

	(void)state;
	assert_true(trend_is_shift(&shift));
	assert_false(trend_is_shift(&growth));
	assert_false(trend_is_shift(&nothing));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(debt_and_density_decide_together),
		cmocka_unit_test(spans_go_back_to_what_was_then),
		cmocka_unit_test(too_little_is_said_to_be),
		cmocka_unit_test(what_is_named_explains_the_direction),
		cmocka_unit_test(a_shift_is_debt_that_was_there_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
