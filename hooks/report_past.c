#include "report_past.h"

#include <stdlib.h>
#include <string.h>

#include "activity.h"

enum { MOVERS_MOST = 200, PROMOTIONS_MOST = 200, COHORTS_MOST = 64 };

/* --- points ------------------------------------------------------------------------------- */

static void fill_points(struct trend *trend, const struct past_commits *past)
{
	/* One more for the tree that is looked at, when it is not recorded. */
	trend->points = arena_new(&trend->arena, (past->count + 1) * sizeof(*trend->points));
	trend->point_count = 0;
	for (size_t i = 0; i < past->count; i++) {
		const struct past_row *row = &past->rows[i];
		struct trend_point *point;

		if (!row->on_line || !row->snapshot)
			continue;
		point = &trend->points[trend->point_count++];
		point->time = row->time;
		point->commit = row->commit;
		memcpy(point->regions, row->snapshot->regions, sizeof(point->regions));
	}
}

/* --- movers and cohorts ---------------------------------------------------------------------- */

static struct trend_mover mover_of(struct trend *trend, const struct past_row *row,
                                   const struct snapshot *before)
{
	struct trend_mover mover = {
		.commit = row->commit,
		.time = row->time,
		.subject = arena_text(&trend->arena, row->subject),
		.cohort = arena_text(&trend->arena, row->cohort),
		.merge = row->parents > 1,
	};

	for (int region = 0; region < REGION_COUNT; region++) {
		const struct trend_sums *after = &row->snapshot->regions[region];

		mover.debt[region] = after->debt - before->regions[region].debt;
		mover.sloc[region] = (int64_t)after->sloc - (int64_t)before->regions[region].sloc;
	}
	return mover;
}

static int64_t size_of(const struct trend_mover *mover)
{
	return 4 * llabs(mover->debt[REGION_TRUNK]) + 2 * llabs(mover->debt[REGION_BRANCH]) +
	       llabs(mover->debt[REGION_LEAF]);
}

static int by_size(const void *a, const void *b)
{
	const struct trend_mover *x = a, *y = b;

	if (size_of(x) != size_of(y))
		return size_of(x) > size_of(y) ? -1 : 1;
	return (x->time < y->time) - (x->time > y->time);
}

static struct trend_cohort *cohort_of(struct trend *trend, struct text name, size_t most)
{
	for (size_t i = 0; i < trend->cohort_count; i++)
		if (text_equal(trend->cohorts[i].name, name))
			return &trend->cohorts[i];
	if (trend->cohort_count == most)
		return &trend->cohorts[0];
	trend->cohorts[trend->cohort_count] =
		(struct trend_cohort){ .name = arena_text(&trend->arena, name) };
	return &trend->cohorts[trend->cohort_count++];
}

static void add_to_cohort(struct trend_cohort *cohort, const struct trend_mover *mover)
{
	for (int region = 0; region < REGION_COUNT; region++) {
		if (mover->debt[region] > 0)
			cohort->debt_added[region] += mover->debt[region];
		else
			cohort->debt_removed[region] -= mover->debt[region];
		if (mover->sloc[region] > 0)
			cohort->sloc_added[region] += mover->sloc[region];
	}
}

static int unknown_last(const void *a, const void *b)
{
	const struct trend_cohort *x = a, *y = b;

	if (x->unknown != y->unknown)
		return x->unknown - y->unknown;
	if (x->commits != y->commits)
		return x->commits > y->commits ? -1 : 1;
	return text_compare(x->name, y->name);
}

/* Every commit that moved the debt, in the order of the line. */
struct moves {
	struct trend_mover *list;
	size_t count, capacity;
};

static void add_move(struct moves *moves, const struct trend_mover *mover)
{
	moves->list = array_grow(moves->list, &moves->capacity, moves->count, sizeof(*moves->list));
	moves->list[moves->count++] = *mover;
}

/* The commits since the last measured one, and whether all of them say the same of themselves. */
struct brought {
	bool any, mixed;
	struct text cohort;
};

/* A merge says who merged. */
static void bring(struct brought *brought, const struct past_row *row)
{
	if (row->parents > 1)
		return;
	brought->mixed |= brought->any && !text_equal(brought->cohort, row->cohort);
	brought->cohort = row->cohort;
	brought->any = true;
}

/* What was brought in together is told apart by nobody; of one cohort, it need not be. */
static void attribute(struct trend *trend, const struct brought *brought,
                      const struct trend_mover *mover)
{
	struct trend_cohort *cohort;

	if (!brought->any || brought->mixed)
		return;
	cohort = cohort_of(trend, brought->cohort, COHORTS_MOST);
	cohort->steps++;
	add_to_cohort(cohort, mover);
}

static void gather_moves(struct trend *trend, const struct past_commits *past, struct moves *moves)
{
	const struct snapshot *before = NULL;
	struct brought brought = { 0 };

	for (size_t i = 0; i < past->count; i++) {
		const struct past_row *row = &past->rows[i];
		bool recent = row->time > trend->since;
		struct trend_mover mover;

		bring(&brought, row);
		if (row->parents < 2)
			cohort_of(trend, row->cohort, COHORTS_MOST)->commits += recent;
		if (!row->snapshot)
			continue;
		if (before) {
			mover = mover_of(trend, row, before);
			if (recent)
				attribute(trend, &brought, &mover);
			if (size_of(&mover))
				add_move(moves, &mover);
		}
		brought = (struct brought){ 0 };
		before = row->snapshot;
	}
}

static void order_cohorts(struct trend *trend)
{
	trend->cohorts[0].name = TEXT("not said");
	qsort(trend->cohorts, trend->cohort_count, sizeof(*trend->cohorts), unknown_last);
	while (trend->cohort_count > 1 && !trend->cohorts[trend->cohort_count - 2].commits) {
		trend->cohorts[trend->cohort_count - 2] = trend->cohorts[trend->cohort_count - 1];
		trend->cohort_count--;
	}
}

/* Of moves by size, the first ones since a day. */
static struct trend_mover *choose_moves(struct trend *trend, const struct moves *moves,
                                        int64_t since, size_t most, size_t *count)
{
	struct trend_mover *chosen = arena_new(&trend->arena, most * sizeof(*chosen));

	*count = 0;
	for (size_t i = 0; i < moves->count && *count < most; i++)
		if (moves->list[i].time > since)
			chosen[(*count)++] = moves->list[i];
	return chosen;
}

static void fill_moves(struct trend *trend, const struct past_commits *past)
{
	struct moves moves = { 0 };
	size_t count;

	trend->cohorts = arena_new(&trend->arena, COHORTS_MOST * sizeof(*trend->cohorts));
	cohort_of(trend, TEXT(""), COHORTS_MOST)->unknown = true;
	gather_moves(trend, past, &moves);
	order_cohorts(trend);
	if (moves.count)
		qsort(moves.list, moves.count, sizeof(*moves.list), by_size);
	trend->movers = choose_moves(trend, &moves, trend->since, MOVERS_MOST, &trend->mover_count);
	trend->largest = choose_moves(trend, &moves, INT64_MIN, MOVERS_MOST, &trend->largest_count);
	for (int i = 0; i < TREND_SPANS; i++) {
		int64_t begin = trend->now - trend_span_seconds(i);
		const struct trend_mover *mover = choose_moves(trend, &moves, begin, 1, &count);

		trend->spans[i].mover = count ? mover : NULL;
	}
	memory_free(moves.list);
}

/* --- promotions ---------------------------------------------------------------------------------- */

static const struct trend_file *file_of(const struct trend *trend, struct text path)
{
	size_t low = 0, high = trend->file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(trend->files[middle].path, path);

		if (order == 0)
			return &trend->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static int by_dearness(const void *a, const void *b)
{
	const struct trend_promotion *x = a, *y = b;

	if (x->to != y->to)
		return x->to > y->to ? -1 : 1;
	if (x->debt != y->debt)
		return x->debt > y->debt ? -1 : 1;
	return text_compare(x->path, y->path);
}

/* Of files that are there, and still as high. */
static void fill_promotions(struct trend *trend, const struct past_commits *past)
{
	trend->promotions =
		arena_new(&trend->arena, past->promotion_count * sizeof(*trend->promotions));
	for (size_t i = 0; i < past->promotion_count; i++) {
		const struct past_risen *risen = &past->promotions[i];
		const struct past_row *row = &past->rows[risen->commit];
		const struct trend_file *file = file_of(trend, past->paths[risen->path].path);

		if (row->time <= trend->since || !file || file->region < risen->promotion.after)
			continue;
		trend->promotions[trend->promotion_count++] = (struct trend_promotion){
			row->commit,
			row->time,
			file->path,
			risen->promotion.before,
			risen->promotion.after,
			risen->promotion.load_before,
			risen->promotion.load_after,
			file->debt,
		};
	}
	if (trend->promotion_count)
		qsort(trend->promotions, trend->promotion_count, sizeof(*trend->promotions),
		      by_dearness);
	if (trend->promotion_count > PROMOTIONS_MOST)
		trend->promotion_count = PROMOTIONS_MOST;
}

/* --- the check ---------------------------------------------------------------------------------------- */

static void say_check(struct trend *trend)
{
	const struct trend_check *check = &trend->check;
	struct bytes out = BYTES_INIT;

	if (!check->known)
		bytes_add_string(&out,
		                 "Whether the order by risk holds up here is not known yet: that "
		                 "takes a year of history with ten repairs in it.");
	else if (check->no_better)
		bytes_format(
			&out,
			"The order by risk is no better than size here: reading a fifth of the "
			"lines by it a year ago would have met %.0f %% of the later fixes; by "
			"size alone %.0f %%.",
			check->by_risk, check->by_size);
	else
		bytes_format(&out,
		             "Reading a fifth of the lines in this order a year ago would have met "
		             "%.0f %% of the later fixes; by size alone %.0f %%.",
		             check->by_risk, check->by_size);
	trend->check_line = arena_text(&trend->arena, bytes_text(&out));
	bytes_release(&out);
}

void past_fill_line(struct trend *trend, const struct past_commits *past)
{
	fill_points(trend, past);
	fill_moves(trend, past);
	fill_promotions(trend, past);
	activity_check(past, trend->now, &trend->check);
	say_check(trend);
}

/* --- risk ------------------------------------------------------------------------------------------------ */

void past_fill_risk(struct trend *trend, const struct past_commits *past)
{
	struct rated *rated = memory_new(trend->file_count * sizeof(*rated));

	for (size_t i = 0; i < trend->file_count; i++)
		rated[i] = (struct rated){ trend->files[i].path, trend->files[i].sloc,
			                   (double)trend->files[i].debt / 10,
			                   trend->files[i].fan_out, 0 };
	activity_rate(past, trend->now, rated, trend->file_count);
	for (size_t i = 0; i < trend->file_count; i++)
		trend->files[i].risk = rated[i].risk;
	memory_free(rated);
}
