/*
 * Against the direction of the links: from a changed file to what depends on
 * it.  The nearest tests say how a unit can be verified without reading it;
 * the files that stand on a change say how far it carries.
 */
#include <stdlib.h>

#include "metrics/judge/review.h"

static bool is_test(const struct regions *regions, uint32_t file)
{
	return class_of(regions, file, regions->files[file].facts) == FILE_TEST;
}

/* References ascend by name. */
static bool names(const struct facts *facts, uint64_t name)
{
	size_t low = 0, high = facts->reference_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (facts->references[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return low < facts->reference_count && facts->references[low].name == name;
}

/* --- tests -------------------------------------------------------------------------------- */

/* Puts the files that depend on those of queue[from, to) behind them. */
static size_t step_back(struct reviewing *reviewing, size_t from, size_t to)
{
	const struct regions *after = reviewing->trial.file->after.regions;
	size_t end = to;

	for (size_t i = from; i < to; i++) {
		size_t count;
		const struct user *users = regions_users(after, reviewing->queue[i], &count);

		for (size_t u = 0; u < count; u++) {
			uint32_t user = users[u].from;

			if (reviewing->seen[user] == reviewing->walk)
				continue;
			reviewing->seen[user] = reviewing->walk;
			reviewing->queue[end++] = user;
		}
	}
	return end;
}

static void note_test(const struct regions *after, uint32_t file, const struct unit *unit,
                      struct reach *reach)
{
	bool by_name = names(after->files[file].facts, unit->short_name);

	if (reach->by_name && !by_name)
		return;
	if (by_name && !reach->by_name) {
		reach->by_name = true;
		reach->count = 0;
	}
	if (reach->count < REACH_SHOWN)
		reach->paths[reach->count] = after->files[file].path;
	reach->count++;
}

/* A test of the file itself comes along with its change, but shows nothing by its name. */
void find_reach(struct reviewing *reviewing, uint32_t index, const struct unit *unit,
                struct reach *reach)
{
	const struct regions *after = reviewing->trial.file->after.regions;
	size_t from = 0, to = 1;

	if (!after || index >= after->count)
		return;
	reviewing->walk++;
	reviewing->seen[index] = reviewing->walk;
	reviewing->queue[0] = index;
	for (uint32_t distance = 1; from < to && !reach->count; distance++) {
		size_t end = step_back(reviewing, from, to);

		for (size_t i = to; i < end; i++)
			if (is_test(after, reviewing->queue[i]))
				note_test(after, reviewing->queue[i], unit, reach);
		if (reach->count)
			reach->distance = distance;
		from = to;
		to = end;
	}
	for (size_t i = 0; i < REACH_SHOWN && i < reach->count; i++)
		reach->paths[i] = arena_text(&reviewing->review->arena, reach->paths[i]);
}

/* --- what stands on a change ----------------------------------------------------------------- */

static int most_load_first(const void *a, const void *b)
{
	const struct reviewed_file *x = a, *y = b;

	if (x->load != y->load)
		return x->load > y->load ? -1 : 1;
	return text_compare(x->path, y->path);
}

static void add_touched(struct reviewing *reviewing, uint32_t file, uint32_t change)
{
	struct review *review = reviewing->review;
	const struct regions *after = reviewing->trial.file->after.regions;

	if (!after->standings[file].load)
		return;
	review->touched = array_grow(review->touched, &reviewing->touched_capacity,
	                             review->touched_count, sizeof(*review->touched));
	review->touched[review->touched_count++] = (struct reviewed_file){
		.path = arena_text(&review->arena, after->files[file].path),
		.units = reviewing->units_of[change],
		.load = after->standings[file].load,
	};
}

void find_standing(struct reviewing *reviewing)
{
	const struct trial *trial = &reviewing->trial;
	const struct regions *after = trial->file->after.regions;
	struct review *review = reviewing->review;

	reviewing->walk++;
	for (uint32_t file = 0; file < trial->file_count; file++) {
		uint32_t change = trial->change_of[file];
		const struct user *users;
		size_t count;

		if (change == MAP_NONE || trial->files[change].care != CARE_JUDGED)
			continue;
		add_touched(reviewing, file, change);
		users = regions_users(after, file, &count);
		for (size_t u = 0; u < count; u++) {
			uint32_t user = users[u].from;

			if (reviewing->seen[user] == reviewing->walk ||
			    trial->change_of[user] != MAP_NONE ||
			    class_of(after, user, after->files[user].facts) != FILE_SOURCE)
				continue;
			reviewing->seen[user] = reviewing->walk;
			review->standing++;
		}
	}
	if (review->touched_count)
		qsort(review->touched, review->touched_count, sizeof(*review->touched),
		      most_load_first);
}
