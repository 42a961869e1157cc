/*
 * Two listings, merged by path.  A file that is gone and one that is new with
 * the same content are one change: it moved.
 */
#include <stdlib.h>

#include "repo.h"

static void changes_add(struct changes *changes, const struct entry *before,
                        const struct entry *after)
{
	changes->items = array_grow(changes->items, &changes->capacity, changes->count,
	                            sizeof(*changes->items));
	changes->items[changes->count++] = (struct change){ before, after };
}

static void merge(struct changes *out, const struct listing *before, const struct listing *after)
{
	size_t i = 0, k = 0, range = 0;

	for (;;) {
		/* What was taken from the other is no change. */
		for (; range < before->range_count && before->ranges[range].first == k; range++)
			k = before->ranges[range].behind;
		if (i == before->count && k == after->count)
			break;
		const struct entry *old = i < before->count ? &before->entries[i] : NULL;
		const bool any = k < after->count;
		const struct entry new = any ? listing_at(after, k) : (struct entry){ 0 };
		int order = !old ? 1 : !any ? -1 : text_compare(old->path, new.path);

		if (order < 0)
			changes_add(out, old, NULL);
		else if (order > 0)
			changes_add(out, NULL, listing_keep(after, k));
		else if (!object_id_equal(&old->blob, &new.blob))
			changes_add(out, old, listing_keep(after, k));
		i += order <= 0;
		k += order >= 0;
	}
}

/* --- moved files ----------------------------------------------------------------- */

/* By blob, gone before new, by place: a change with one side only. */
static const struct entry *side(const struct change *change)
{
	return change->before ? change->before : change->after;
}

static int by_blob(const void *a, const void *b)
{
	const struct change *left = *(struct change *const *)a;
	const struct change *right = *(struct change *const *)b;
	int order = object_id_compare(&side(left)->blob, &side(right)->blob);

	if (order)
		return order;
	if (!left->before != !right->before)
		return left->before ? -1 : 1;
	return text_compare(side(left)->path, side(right)->path);
}

static bool same_blob(const struct change *a, const struct change *b)
{
	return object_id_equal(&side(a)->blob, &side(b)->blob);
}

/* The first that is gone became the first that is new, and so on. */
static void pair_moved(struct change **lonely, size_t count)
{
	for (size_t from = 0, to; from < count; from = to) {
		size_t added = from;

		for (to = from; to < count && same_blob(lonely[from], lonely[to]); to++)
			added += lonely[to]->before != NULL;
		for (size_t gone = from, end = added; gone < end && added < to; gone++, added++) {
			lonely[added]->before = lonely[gone]->before;
			lonely[gone]->before = NULL;
		}
	}
}

static void find_moved(struct changes *changes)
{
	struct change **lonely = memory_new(changes->count * sizeof(struct change *));
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < changes->count; i++)
		if (!changes->items[i].before || !changes->items[i].after)
			lonely[count++] = &changes->items[i];
	if (count)
		qsort(lonely, count, sizeof(struct change *), by_blob);
	pair_moved(lonely, count);
	memory_free(lonely);

	for (size_t i = 0; i < changes->count; i++)
		if (changes->items[i].before || changes->items[i].after)
			changes->items[kept++] = changes->items[i];
	changes->count = kept;
}

void changes_between(struct changes *out, const struct listing *before, const struct listing *after)
{
	out->count = 0;
	merge(out, before, after);
	find_moved(out);
}

void changes_release(struct changes *changes)
{
	memory_free(changes->items);
	*changes = CHANGES_INIT;
}
