/* How does a tree differ from that of a chart, and how does the one before it? */
#include <string.h>

#include "chart.h"
#include "chart_layout.h"

bool chart_is_small(struct text path)
{
	return labels_stand_in(path) || regions_guided_by(path);
}

bool chart_is_made_of(struct text path)
{
	return language_of(path, TEXT("")) || chart_is_small(path);
}

struct comparing {
	const struct chart *chart;
	struct chart_difference *list;
	size_t count;
};

static bool same_content(const struct chart_parts *at, const struct chart_entry *was,
                         const struct entry *is)
{
	struct object_id blob = chart_blob(at, was);

	return object_id_equal(&blob, &is->blob);
}

/* False: it may change more than a file and what stands on that. */
static bool note_difference(struct comparing *comparing, const struct chart_entry *was,
                            const struct entry *is)
{
	struct text path = was ? chart_path(&comparing->chart->at, was) : is->path;

	if (!chart_is_made_of(path))
		return true;
	if (chart_is_small(path) || (was && was->file == MAP_NONE) ||
	    comparing->count == CHART_DIFFERENCES_MOST)
		return false;
	comparing->list[comparing->count++] =
		(struct chart_difference){ was ? was->file : MAP_NONE, is };
	return true;
}

/* Moves both on to where they differ; false: there is no more. */
static bool find_different(const struct chart_parts *at, const struct listing *listing,
                           uint32_t *was, size_t *is)
{
	for (; *was < at->head->entries && *is < listing->count; ++*was, ++*is) {
		const struct chart_entry *entry = &at->entries[*was];

		if (!listing_is(listing, *is, chart_path(at, entry), chart_id(at, entry),
		                at->head->id_size))
			return true;
	}
	return *was < at->head->entries || *is < listing->count;
}

/* Those of a listing do, and so do those that are the same. */
static bool ascends(const struct chart_parts *at, uint32_t i)
{
	return i == 0 || i >= at->head->entries ||
	       text_compare(chart_path(at, &at->entries[i - 1]), chart_path(at, &at->entries[i])) <
	               0;
}

bool chart_differences(const struct chart *chart, const struct listing *listing,
                       struct chart_difference **differences, size_t *count)
{
	const struct chart_parts *at = &chart->at;
	struct comparing comparing = { .chart = chart };
	uint32_t i = 0;
	size_t k = 0;
	bool agrees = true;

	comparing.list = memory_new(CHART_DIFFERENCES_MOST * sizeof(*comparing.list));
	while (agrees && find_different(at, listing, &i, &k)) {
		const struct chart_entry *was = i < at->head->entries ? &at->entries[i] : NULL;
		const struct entry *is = k < listing->count ? listing_keep(listing, k) : NULL;
		int order = !was ? 1 : !is ? -1 : text_compare(chart_path(at, was), is->path);

		agrees = ascends(at, i) && note_difference(&comparing, order <= 0 ? was : NULL,
		                                           order >= 0 ? is : NULL);
		i += order <= 0;
		k += order >= 0;
	}
	*differences = comparing.list;
	*count = comparing.count;
	return agrees;
}

/* --- does the one before it agree? -------------------------------------------------------- */

static const struct chart_entry *find_entry(const struct chart_parts *at, struct text path)
{
	uint32_t low = 0, high = at->head->entries;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = text_compare(chart_path(at, &at->entries[middle]), path);

		if (order == 0)
			return &at->entries[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static struct text path_of_difference(const struct comparing *comparing,
                                      const struct chart_difference *difference)
{
	const struct chart_parts *at = &comparing->chart->at;

	if (difference->entry)
		return difference->entry->path;
	return chart_path(at, &at->entries[at->files[difference->file].entry]);
}

static void drop_difference(struct comparing *comparing, struct text path)
{
	size_t kept = 0;

	for (size_t i = 0; i < comparing->count; i++)
		if (!text_equal(path_of_difference(comparing, &comparing->list[i]), path))
			comparing->list[kept++] = comparing->list[i];
	comparing->count = kept;
}

/* The last one, to where it belongs. */
static void place_difference(struct comparing *comparing)
{
	struct chart_difference last = comparing->list[comparing->count - 1];
	struct text path = path_of_difference(comparing, &last);
	size_t at = comparing->count - 1;

	for (; at > 0 &&
	       text_compare(path_of_difference(comparing, &comparing->list[at - 1]), path) > 0;
	     at--)
		comparing->list[at] = comparing->list[at - 1];
	comparing->list[at] = last;
}

/* What lay at `path` was this; NULL: nothing.  False: as note_difference. */
static bool take_back(struct comparing *comparing, struct text path, const struct entry *before)
{
	const struct chart_parts *at = &comparing->chart->at;
	const struct chart_entry *entry = find_entry(at, path);
	size_t count;

	drop_difference(comparing, path);
	count = comparing->count;
	if ((!entry && !before) || (entry && before && same_content(at, entry, before)))
		return true;
	if (!note_difference(comparing, entry, before))
		return false;
	if (comparing->count > count)
		place_difference(comparing);
	return true;
}

static bool undo_change(struct comparing *comparing, const struct change *change)
{
	const struct entry *before = change->before, *after = change->after;

	if (after && !(before && text_equal(before->path, after->path)) &&
	    !take_back(comparing, after->path, NULL))
		return false;
	return !before || take_back(comparing, before->path, before);
}

bool chart_differences_before(const struct chart *chart, const struct chart_difference *of_next,
                              size_t next_count, const struct changes *changes,
                              struct chart_difference **differences, size_t *count)
{
	struct comparing comparing = { .chart = chart, .count = next_count };
	bool agrees = true;

	comparing.list = memory_new(CHART_DIFFERENCES_MOST * sizeof(*comparing.list));
	if (next_count)
		memcpy(comparing.list, of_next, next_count * sizeof(*comparing.list));
	for (size_t i = 0; i < changes->count && agrees; i++)
		agrees = undo_change(&comparing, &changes->items[i]);
	*differences = comparing.list;
	*count = comparing.count;
	return agrees;
}
