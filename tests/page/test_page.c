/* The page is whole whatever the trend holds, and nothing of a stranger's becomes HTML or script. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bole/page.h"

#define HOSTILE \
	"</script><img src=x onerror=alert(1)>\"'&\xe2\x80\xa8\xe2\x80\xae\x1b[2J\xff{{data}}"

/* --- a page of a trend --------------------------------------------------------------- */

struct written {
	char *data;
	size_t size;
};

static struct written page_of(const struct trend *trend)
{
	struct written written = { NULL, 0 };
	FILE *file = open_memstream(&written.data, &written.size);

	assert_non_null(file);
	page_write(file, trend);
	assert_int_equal(fclose(file), 0);
	return written;
}

static size_t times(const char *page, const char *words)
{
	size_t count = 0;

	for (; (page = strstr(page, words)); page += strlen(words))
		count++;
	return count;
}

static void expect(const struct written *page, const char *words)
{
	if (!strstr(page->data, words))
		fail_msg("expected to read: %s", words);
}

/* Two points, two files, one of everything else, all by strangers' names. */
struct sample {
	struct trend trend;
	struct trend_point points[2];
	struct trend_mover mover;
	struct trend_promotion promotion;
	struct trend_file files[2];
	uint32_t review[2];
	struct trend_spark sparks[2];
	struct trend_reason reason;
	struct trend_unit unit;
	struct trend_clone clone;
	struct trend_cohort cohort;
	struct text missing;
};

static void add_now(struct sample *sample)
{
	struct trend *trend = &sample->trend;

	sample->files[0] = (struct trend_file){ TEXT("a/" HOSTILE), "c", "source", .sloc = 1234 };
	sample->files[1] =
		(struct trend_file){ TEXT("core.c"), "c",         "source",      REGION_TRUNK,
		                     .load = 12,     .sloc = 200, .debt = 98765, .risk = 12.5 };
	sample->review[0] = 1;
	sample->sparks[1] = (struct trend_spark){ .time = 86400, .debt = 305, .cognitive = 12 };
	sample->reason = (struct trend_reason){ 7, 5, TEXT(HOSTILE) };
	sample->unit = (struct trend_unit){ TEXT(HOSTILE),
		                            TEXT(HOSTILE),
		                            .line = 3,
		                            .region = REGION_TRUNK,
		                            .debt_before = 100,
		                            .debt_after = 305,
		                            .sparks = sample->sparks,
		                            .spark_count = 2,
		                            .reasons = &sample->reason,
		                            .reason_count = 1 };
	sample->clone = (struct trend_clone){ TEXT(HOSTILE), TEXT(HOSTILE), 1, 9,  11, 19,
		                              REGION_TRUNK,  REGION_LEAF,   2, 77, 3 };
	trend->files = sample->files;
	trend->file_count = 2;
	trend->review = sample->review;
	trend->review_count = 1;
	trend->worst = trend->worse = trend->better = &sample->unit;
	trend->worst_count = trend->worse_count = trend->better_count = 1;
	trend->duplication = true;
	trend->clones = &sample->clone;
	trend->clone_count = 1;
}

static void sample_init(struct sample *sample)
{
	struct trend *trend = &sample->trend;

	memset(sample, 0, sizeof(*sample));
	add_now(sample);
	sample->points[0].regions[REGION_TRUNK] = (struct trend_sums){ .sloc = 100, .debt = 1000 };
	sample->points[1].time = 86400;
	sample->points[1].regions[REGION_TRUNK] = (struct trend_sums){ .sloc = 200, .debt = 98765 };
	sample->mover = (struct trend_mover){ .time = 86400, .subject = TEXT(HOSTILE) };
	sample->promotion = (struct trend_promotion){ .path = TEXT(HOSTILE),
		                                      .to = REGION_TRUNK,
		                                      .load_after = 12 };
	sample->cohort = (struct trend_cohort){ .name = TEXT(HOSTILE), .commits = 3 };
	sample->missing = TEXT(HOSTILE);
	trend->repository = HOSTILE;
	trend->points = sample->points;
	trend->point_count = 2;
	trend->movers = &sample->mover;
	trend->mover_count = 1;
	trend->promotions = &sample->promotion;
	trend->promotion_count = 1;
	trend->cohorts = &sample->cohort;
	trend->cohort_count = 1;
	trend->verdict = trend->because = trend->look = trend->check_line = TEXT(HOSTILE);
	trend->missing = &sample->missing;
	trend->missing_count = 1;
}

/* --- claims ----------------------------------------------------------------------------- */

static void expect_whole(const struct written *page)
{
	assert_int_equal(strncmp(page->data, "<!doctype html>", 15), 0);
	assert_int_equal(times(page->data, "<script"), 2);
	assert_int_equal(times(page->data, "</script>"), 2);
	assert_int_equal(times(page->data, "</main>"), 1);
	assert_int_equal(times(page->data, "<table>"), times(page->data, "</table>"));
	assert_int_equal(times(page->data, "<td "), times(page->data, "</td>"));
}

static void nothing_becomes_a_page(void **state)
{
	struct trend nothing = TREND_INIT;
	struct written page;

	(void)state;
	nothing.repository = "empty";
	page = page_of(&nothing);
	expect_whole(&page);
	expect(&page, "<b>empty</b>");
	expect(&page, "<code>bole history</code>");
	expect(&page, "\"time\":[]");
	free(page.data);
}

static void everything_becomes_a_page(void **state)
{
	struct sample sample;
	struct written page;

	(void)state;
	sample_init(&sample);
	page = page_of(&sample.trend);
	expect_whole(&page);
	expect(&page, "9,876.5");
	expect(&page, "<span class=worse>+20.5</span>");
	expect(&page, "<svg class=spark");
	expect(&page, "\"time\":[0,86400]");
	expect(&page, "\"sloc\":[1234,200]");
	free(page.data);
}

static void names_stay_text(void **state)
{
	struct sample sample;
	struct written page;

	(void)state;
	sample_init(&sample);
	page = page_of(&sample.trend);
	assert_int_equal(times(page.data, "<img"), 0);
	assert_int_equal(times(page.data, "\x1b"), 0);
	assert_int_equal(times(page.data, "\xe2\x80\xa8"), 0);
	assert_int_equal(times(page.data, "\xe2\x80\xae"), 0);
	assert_int_equal(times(page.data, "\xff"), 0);
	expect(&page, "{{data}}"); /* of a name: not filled in */
	expect(&page, "\\u003c/script\\u003e");
	free(page.data);
}

static void policy_lets_nothing_in(void **state)
{
	struct trend nothing = TREND_INIT;
	struct written page;
	const char *policy, *end;

	(void)state;
	nothing.repository = "empty";
	page = page_of(&nothing);
	expect(&page, "content=\"default-src 'none'; script-src 'sha256-");
	policy = strstr(page.data, "Content-Security-Policy");
	assert_non_null(policy);
	end = strchr(policy, '>');
	assert_null(memmem(policy, (size_t)(end - policy), "unsafe", 6));
	assert_null(memmem(policy, (size_t)(end - policy), "http:", 5));
	assert_true(page.size < 1500000);
	free(page.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_becomes_a_page),
		cmocka_unit_test(everything_becomes_a_page),
		cmocka_unit_test(names_stay_text),
		cmocka_unit_test(policy_lets_nothing_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
