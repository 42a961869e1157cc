#include "activity.h"

#include <stdlib.h>

enum { YEAR = 365 * 24 * 60 * 60, READ_PERCENT = 20, FIXES_LEAST = 10 };

static int by_commit(const void *a, const void *b)
{
	const struct past_touched *x = a, *y = b;

	if (x->commit != y->commit)
		return x->commit < y->commit ? -1 : 1;
	return (x->path > y->path) - (x->path < y->path);
}

/* The touches in the order in which they happened. */
static struct past_touched *in_order(const struct past_commits *past)
{
	struct past_touched *touches = memory_new(past->touch_count * sizeof(*touches));

	for (size_t i = 0; i < past->touch_count; i++)
		touches[i] = past->touches[i];
	if (past->touch_count)
		qsort(touches, past->touch_count, sizeof(*touches), by_commit);
	return touches;
}

static bool counts(const struct past_row *commit)
{
	return commit->parents < 2 && commit->files <= RISK_MASS_COMMIT;
}

struct activity activity_at(const struct past_commits *past, int64_t time)
{
	struct activity activity = { memory_new(past->path_count * sizeof(double)),
		                     memory_new(past->path_count * sizeof(double)) };
	struct past_touched *touches = in_order(past);

	for (size_t i = 0; i < past->touch_count; i++) {
		const struct past_touched *touch = &touches[i];
		const struct past_row *commit = &past->rows[touch->commit];
		double weight = risk_weight(time - commit->time);

		if (commit->time > time)
			continue;
		if (touch->was != MAP_NONE) {
			activity.commits[touch->path] += activity.commits[touch->was];
			activity.repairs[touch->path] += activity.repairs[touch->was];
			activity.commits[touch->was] = activity.repairs[touch->was] = 0;
		}
		if (!counts(commit))
			continue;
		activity.commits[touch->path] += weight;
		activity.repairs[touch->path] += commit->fix ? weight : 0;
	}
	memory_free(touches);
	return activity;
}

void activity_release(struct activity *activity)
{
	memory_free(activity->commits);
	memory_free(activity->repairs);
	*activity = (struct activity){ 0 };
}

void activity_rate(const struct past_commits *past, int64_t now, struct rated *files, size_t count)
{
	struct activity activity = activity_at(past, now);
	struct text_map index = TEXT_MAP_INIT;

	for (size_t i = 0; i < past->path_count; i++)
		*text_map_at(&index, past->paths[i].path) = (uint32_t)i;
	for (size_t i = 0; i < count; i++) {
		struct rated *file = &files[i];
		uint32_t at = text_map_get(&index, file->path);

		file->risk = risk_of(file->sloc, file->debt, file->fan_out,
		                     at == MAP_NONE ? 0 : activity.commits[at],
		                     at == MAP_NONE ? 0 : activity.repairs[at]);
	}
	text_map_release(&index);
	activity_release(&activity);
}

/* --- the check ------------------------------------------------------------------------- */

/* A file as it stood then, and what was repaired in it since. */
struct candidate {
	uint32_t path;
	double sloc, risk;
	uint32_t fixes;
};

/* The last commit of the line that is at least so old; MAP_NONE: there is none. */
static uint32_t commit_at(const struct past_commits *past, int64_t time)
{
	for (size_t i = past->count; i-- > 0;)
		if (past->rows[i].on_line && past->rows[i].snapshot && past->rows[i].time <= time)
			return (uint32_t)i;
	return MAP_NONE;
}

static size_t list_candidates(const struct past_commits *past, uint32_t then, int64_t time,
                              struct candidate *list)
{
	struct activity activity = activity_at(past, time);
	size_t count = 0;

	for (size_t i = 0; i < past->file_count; i++) {
		const struct past_changed *change = &past->files[i];
		const struct trend_sums *sums = &change->file.sums;
		bool last = i + 1 == past->file_count || past->files[i + 1].path != change->path ||
		            past->files[i + 1].commit > then;

		if (change->commit > then || !last || change->file.gone || !sums->sloc)
			continue;
		list[count++] = (struct candidate){
			.path = change->path,
			.sloc = (double)sums->sloc,
			.risk = risk_of((double)sums->sloc, (double)sums->debt / 10,
			                change->file.fan_out, activity.commits[change->path],
			                activity.repairs[change->path]),
		};
	}
	activity_release(&activity);
	return count;
}

/* Repairs since then, of files by the name they had then. */
static uint32_t count_fixes(const struct past_commits *past, uint32_t then, struct candidate *list,
                            size_t count)
{
	uint32_t *origin = memory_new(past->path_count * sizeof(*origin));
	struct past_touched *touches = in_order(past);
	uint32_t fixes = 0;

	for (size_t i = 0; i < past->path_count; i++)
		origin[i] = MAP_NONE;
	for (size_t i = 0; i < count; i++)
		origin[list[i].path] = (uint32_t)i;
	for (size_t i = 0; i < past->touch_count; i++) {
		const struct past_touched *touch = &touches[i];
		const struct past_row *commit = &past->rows[touch->commit];

		if (touch->commit <= then)
			continue;
		if (touch->was != MAP_NONE)
			origin[touch->path] = origin[touch->was];
		if (!commit->fix || !counts(commit) || origin[touch->path] == MAP_NONE)
			continue;
		list[origin[touch->path]].fixes++;
		fixes++;
	}
	memory_free(origin);
	memory_free(touches);
	return fixes;
}

static int by_risk_per_line(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	double left = x->risk / x->sloc, right = y->risk / y->sloc;

	if (left != right)
		return left > right ? -1 : 1;
	return (x->path > y->path) - (x->path < y->path);
}

static int by_size(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->sloc != y->sloc)
		return x->sloc > y->sloc ? -1 : 1;
	return (x->path > y->path) - (x->path < y->path);
}

/* Percent of the repairs in the first fifth of the lines; the file at the edge counts by
 * the part of it that was read. */
static double met(struct candidate *list, size_t count, int (*order)(const void *, const void *),
                  uint32_t fixes)
{
	double lines = 0, read = 0, found = 0;

	for (size_t i = 0; i < count; i++)
		lines += list[i].sloc;
	lines = lines * READ_PERCENT / 100;
	qsort(list, count, sizeof(*list), order);
	for (size_t i = 0; i < count && read < lines; i++) {
		double part = (lines - read) / list[i].sloc;

		found += list[i].fixes * (part < 1 ? part : 1);
		read += list[i].sloc;
	}
	return found * 100 / fixes;
}

void activity_check(const struct past_commits *past, int64_t now, struct trend_check *check)
{
	uint32_t then = commit_at(past, now - YEAR);
	struct candidate *list;
	size_t count;

	*check = (struct trend_check){ .read_percent = READ_PERCENT };
	if (then == MAP_NONE)
		return;
	list = memory_new(past->file_count * sizeof(*list));
	count = list_candidates(past, then, now - YEAR, list);
	check->asked = past->rows[then].time;
	check->files = (uint32_t)count;
	check->fixes = count ? count_fixes(past, then, list, count) : 0;
	check->known = check->fixes >= FIXES_LEAST;
	if (check->known) {
		check->by_risk = met(list, count, by_risk_per_line, check->fixes);
		check->by_size = met(list, count, by_size, check->fixes);
		check->no_better = check->by_risk <= check->by_size;
	}
	memory_free(list);
}
