/*
 * What follows from the numbers, in words.
 *
 * The verdict is about the trunk alone, over the last quarter.  Its debt may grow
 * because it is more code than before, or because the code is worse; so both the
 * sum and the sum for each thousand lines are asked:
 *
 *   worse   the sum rose by more than 2 % and the density by more than 1 %
 *   better  the sum fell by more than 2 % and the density did not rise by more
 *           than 1 %; or the density fell by more than 2 % and the sum did not
 *           rise by more than 2 %
 *   steady  all else
 */
#include "bole/trend.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 };

static const struct {
	const char *name;
	int64_t seconds;
} spans[TREND_SPANS] = {
	{ "week", 7 * DAY },
	{ "month", 30 * DAY },
	{ "quarter", 91 * DAY },
	{ "year", 365 * DAY },
};
enum { QUARTER = 2 };

int64_t trend_span_seconds(int span)
{
	return spans[span].seconds;
}

/* --- spans ----------------------------------------------------------------------------- */

/* The line is in the order of its making; the last commit that claims to be that old. */
static const struct trend_point *point_before(const struct trend *trend, int64_t time)
{
	for (size_t i = trend->point_count; i-- > 0;)
		if (trend->points[i].time <= time)
			return &trend->points[i];
	return NULL;
}

static void fill_spans(struct trend *trend)
{
	const struct trend_point *last;

	for (int i = 0; i < TREND_SPANS; i++)
		trend->spans[i].name = spans[i].name;
	if (!trend->point_count)
		return;
	last = &trend->points[trend->point_count - 1];
	for (int i = 0; i < TREND_SPANS; i++) {
		struct trend_span *span = &trend->spans[i];

		span->from = point_before(trend, trend->now - spans[i].seconds);
		if (!span->from)
			continue;
		memcpy(span->before, span->from->regions, sizeof(span->before));
		memcpy(span->after, last->regions, sizeof(span->after));
		span->commits = (uint32_t)(last - span->from);
	}
}

/* --- direction ---------------------------------------------------------------------------- */

double trend_density(const struct trend_sums *sums)
{
	return sums->sloc ? (double)sums->debt * 100 / (double)sums->sloc : 0;
}

/* By how many percent; from nothing to something is all of it. */
static double rise(double before, double after)
{
	if (before > 0)
		return (after - before) * 100 / before;
	return after > 0 ? 100 : 0;
}

static enum trend_direction direction_of(const struct trend_sums *before,
                                         const struct trend_sums *after)
{
	double debt = rise((double)before->debt, (double)after->debt);
	double density = rise(trend_density(before), trend_density(after));

	if (debt > 2 && density > 1)
		return TREND_WORSE;
	if ((debt < -2 && density <= 1) || (density < -2 && debt <= 2))
		return TREND_BETTER;
	return TREND_STEADY;
}

/* --- words ----------------------------------------------------------------------------------- */

static struct text keep(struct trend *trend, struct bytes *words)
{
	struct text text = arena_text(&trend->arena, bytes_text(words));

	bytes_release(words);
	return text;
}

static void add_stretch(struct bytes *out, const struct trend_span *span)
{
	char date[TREND_DATE];

	if (span->name)
		bytes_format(out, "in the last %s", span->name);
	else
		bytes_format(out, "since %s", trend_date(span->from->time, date));
}

static void say_verdict(struct trend *trend, const struct trend_span *span)
{
	static const char *const words[] = {
		[TREND_BETTER] = "The trunk is getting better: ",
		[TREND_STEADY] = "The trunk is holding steady: ",
		[TREND_WORSE] = "The trunk is getting worse: ",
	};
	const struct trend_sums *before = &span->before[REGION_TRUNK];
	const struct trend_sums *after = &span->after[REGION_TRUNK];
	struct bytes out = BYTES_INIT;

	bytes_add_string(&out, words[trend->direction]);
	add_stretch(&out, span);
	bytes_format(&out,
	             " its debt went from %.0f to %.0f points (%+.1f %%), "
	             "from %.1f to %.1f for each thousand lines.",
	             (double)before->debt / 10, (double)after->debt / 10,
	             rise((double)before->debt, (double)after->debt), trend_density(before),
	             trend_density(after));
	trend->verdict = keep(trend, &out);
}

/* Where the density of the trunk turned last: the extreme of the last three years. */
static const struct trend_point *turning_point(const struct trend *trend)
{
	const struct trend_point *turn = NULL;
	double sign = trend->direction == TREND_BETTER ? -1 : 1;

	for (size_t i = 0; i < trend->point_count; i++) {
		const struct trend_point *point = &trend->points[i];

		if (point->time < trend->now - (int64_t)3 * 365 * DAY ||
		    !point->regions[REGION_TRUNK].sloc)
			continue;
		if (!turn || sign * trend_density(&point->regions[REGION_TRUNK]) <=
		                     sign * trend_density(&turn->regions[REGION_TRUNK]))
			turn = point;
	}
	return turn;
}

static void say_since(const struct trend *trend, struct bytes *out)
{
	const struct trend_point *turn = turning_point(trend);
	char date[TREND_DATE];

	if (trend->direction == TREND_STEADY || !turn || turn->time >= trend->now - DAY)
		return;
	bytes_format(out, "%s since %s (%.1f for each thousand lines then). ",
	             trend->direction == TREND_WORSE ? "Rising" : "Falling",
	             trend_date(turn->time, date), trend_density(&turn->regions[REGION_TRUNK]));
}

bool trend_is_shift(const struct trend_mover *mover)
{
	int64_t sum = 0, moved = 0;

	for (int region = 0; region < REGION_COUNT; region++) {
		sum += mover->debt[region];
		moved += llabs(mover->debt[region]);
	}
	return moved && llabs(sum) * 4 < moved;
}

static bool explains(const struct trend *trend, const struct trend_mover *mover)
{
	int64_t delta = mover->debt[REGION_TRUNK];

	return trend->direction == TREND_BETTER ? delta < 0 : delta > 0;
}

static void say_because(struct trend *trend)
{
	enum { NAMED = 2 };
	struct bytes out = BYTES_INIT;
	char hex[OBJECT_ID_HEX];
	unsigned named = 0;

	say_since(trend, &out);
	for (size_t i = 0; i < trend->mover_count && named < NAMED; i++) {
		const struct trend_mover *mover = &trend->movers[i];

		if (!explains(trend, mover))
			continue;
		bytes_format(&out, "%s%.8s \"%.*s\" (%+.1f%s)", named++ ? ", " : "Most came with ",
		             object_id_hex(&mover->commit, hex), (int)mover->subject.size,
		             mover->subject.data, (double)mover->debt[REGION_TRUNK] / 10,
		             trend_is_shift(mover) ? ", mostly of files that changed their region"
		                                   : "");
	}
	if (named)
		bytes_add_string(&out, ". ");
	if (trend->promotion_count)
		bytes_format(&out, "%zu %s into a higher region. ", trend->promotion_count,
		             trend->promotion_count == 1 ? "file was promoted"
		                                         : "files were promoted");
	if (!out.size)
		bytes_add_string(&out, "No single commit moved it much.");
	trend->because = text_trim(keep(trend, &out));
}

static void say_look(struct trend *trend)
{
	struct bytes out = BYTES_INIT;

	if (trend->review_count) {
		const struct trend_file *file = &trend->files[trend->review[0]];

		bytes_format(&out, "Read first: %.*s (%s", (int)file->path.size, file->path.data,
		             region_name(file->region));
		if (file->risk >= 0)
			bytes_format(&out, ", risk %.1f", file->risk);
		bytes_add_string(&out, ")");
	}
	if (trend->worse_count) {
		const struct trend_unit *unit = &trend->worse[0];

		bytes_format(&out, "%s%.*s in %.*s (cognitive %u, was %u)",
		             out.size ? "; got worse: " : "Got worse: ", (int)unit->name.size,
		             unit->name.data, (int)unit->path.size, unit->path.data,
		             unit->cognitive_after, unit->cognitive_before);
	}
	bytes_add_string(&out, out.size ? "." : "There is nothing to read first.");
	trend->look = keep(trend, &out);
}

/* --- shares ------------------------------------------------------------------------------------ */

static void count_unmeasured(struct trend *trend)
{
	uint64_t lines = 0, unmeasured = 0;

	for (size_t i = 0; i < trend->file_count; i++) {
		const struct trend_file *file = &trend->files[i];

		if (strcmp(file->file_class, "source") != 0)
			continue;
		trend->units += file->units;
		trend->unmeasured_units += file->unmeasured;
		trend->refused_files += file->refused;
		lines += file->sloc;
		if (file->units)
			unmeasured += (uint64_t)file->sloc * file->unmeasured / file->units;
	}
	trend->unmeasured_percent = lines ? (double)unmeasured * 100 / (double)lines : 0;
}

/* A quarter; of a younger history as much as there is. */
static struct trend_span judged_span(const struct trend *trend)
{
	struct trend_span span = trend->spans[QUARTER];

	if (span.from || trend->point_count < 2)
		return span;
	span.name = NULL;
	span.from = trend->points;
	memcpy(span.before, span.from->regions, sizeof(span.before));
	memcpy(span.after, trend->points[trend->point_count - 1].regions, sizeof(span.after));
	return span;
}

void trend_conclude(struct trend *trend)
{
	struct trend_span span;

	fill_spans(trend);
	count_unmeasured(trend);
	say_look(trend);
	span = judged_span(trend);
	if (!span.from) {
		trend->verdict = TEXT("Too little history is recorded to tell: `bole history` "
		                      "records all of it.");
		trend->because = TEXT("Only what is there now is known.");
		return;
	}
	trend->direction = direction_of(&span.before[REGION_TRUNK], &span.after[REGION_TRUNK]);
	say_verdict(trend, &span);
	say_because(trend);
}
