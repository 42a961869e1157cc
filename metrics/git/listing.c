#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "index_file.h"

/*
 * A tree may hold the same subtree many times over, and an index of version 4
 * the same beginning of a path, and so name more than there are atoms; the
 * largest repositories have some hundred thousand files.
 */
enum {
	FILES_MOST = 4 << 20,
};

void listing_add(struct listing *listing, struct text path, const struct object_id *blob)
{
	listing->entries = array_grow(listing->entries, &listing->capacity, listing->count,
	                              sizeof(*listing->entries));
	listing->entries[listing->count++] = (struct entry){
		.path = arena_text(&listing->arena, path),
		.blob = *blob,
	};
}

bool listing_is_full(const struct listing *listing)
{
	return listing->count >= FILES_MOST || arena_size(&listing->arena) > LISTING_PATHS_MOST;
}

void listing_borrow(struct listing *listing, const struct entry *entries, size_t count)
{
	size_t wanted = listing->count + count;

	if (wanted > listing->capacity) {
		listing->capacity = wanted > 2 * listing->capacity ? wanted : 2 * listing->capacity;
		listing->entries =
			memory_resize(listing->entries, listing->capacity * sizeof(*entries));
	}
	if (count)
		memcpy(listing->entries + listing->count, entries, count * sizeof(*entries));
	listing->count = wanted;
}

void listing_reserve(struct listing *listing, size_t count)
{
	if (count > FILES_MOST)
		count = FILES_MOST;
	listing->entries = memory_large(count * sizeof(*listing->entries));
	listing->capacity = count;
}

static int by_path(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	return text_compare(left->path, right->path);
}

void listing_take(struct listing *listing, struct text folder, size_t first, size_t behind)
{
	listing->ranges = array_grow(listing->ranges, &listing->range_capacity,
	                             listing->range_count, sizeof(*listing->ranges));
	listing->ranges[listing->range_count++] =
		(struct listing_range){ first, behind, listing->count,
		                        arena_text(&listing->arena, folder) };
}

struct entry listing_at(const struct listing *listing, size_t at)
{
	return listing->entries ? listing->entries[at] : index_view_at(listing->view, at);
}

const struct entry *listing_keep(const struct listing *listing, size_t at)
{
	return listing->entries ? &listing->entries[at] : index_view_keep(listing->view, at);
}

bool listing_is(const struct listing *listing, size_t at, struct text path, const uint8_t *id,
                size_t id_size)
{
	const struct entry *entry;

	if (!listing->entries)
		return id_size == GIT_OID_RAWSZ && index_view_is(listing->view, at, path, id);
	entry = &listing->entries[at];
	return entry->blob.size == id_size && memcmp(entry->blob.bytes, id, id_size) == 0 &&
	       text_equal(entry->path, path);
}

enum status listing_seen(const struct listing *listing, struct fault *fault)
{
	if (!listing->view || !index_view_lost(listing->view))
		return STATUS_OK;
	return fault_set(fault, STATUS_UNABLE, "the index cannot be read a second time");
}

/* What was kept of the view before is still pointed to. */
static void list_view(struct listing *listing)
{
	size_t count = listing->count;

	listing->count = 0;
	listing_reserve(listing, count);
	for (size_t i = 0; i < count; i++) {
		struct entry entry = index_view_at(listing->view, i);

		listing_add(listing, entry.path, &entry.blob);
	}
}

static void borrow_range(struct listing *whole, const struct listing *near,
                         const struct listing_range *range)
{
	for (size_t i = range->first; i < range->behind; i++)
		listing_borrow(whole, listing_keep(near, i), 1);
}

void listing_complete(struct listing *listing)
{
	struct listing whole = { .count = 0 };
	size_t at = 0;

	if (listing->view && !listing->entries)
		list_view(listing);

	for (size_t i = 0; i < listing->range_count; i++) {
		const struct listing_range *range = &listing->ranges[i];

		listing_borrow(&whole, listing->entries + at, range->at - at);
		borrow_range(&whole, listing->near, range);
		at = range->at;
	}
	if (listing->range_count) {
		listing_borrow(&whole, listing->entries + at, listing->count - at);
		listing->rest = listing->entries;
		listing->entries = whole.entries;
		listing->count = whole.count;
		listing->capacity = whole.capacity;
	}
	listing->near = NULL;
	listing->range_count = 0;
}

/* What comes next, and whether it stands for all that is in a folder. */
struct place_in_order {
	struct text path;
	bool folder;
};

static bool comes_before(const struct place_in_order *last, const struct place_in_order *next)
{
	return text_compare(last->path, next->path) < 0 &&
	       !(last->folder && next->path.size >= last->path.size &&
	         memcmp(next->path.data, last->path.data, last->path.size) == 0);
}

/* What was taken is in order, and all of it is in its folder. */
static bool in_order(const struct listing *listing)
{
	struct place_in_order last = { TEXT(""), false }, next;
	size_t range = 0, i = 0;

	while (range < listing->range_count || i < listing->count) {
		next.folder = range < listing->range_count && listing->ranges[range].at == i;
		next.path =
			next.folder ? listing->ranges[range++].folder : listing->entries[i++].path;
		if (next.path.size && !comes_before(&last, &next))
			return false;
		last = next;
	}
	return true;
}

void listing_order(struct listing *listing)
{
	size_t kept = 0;

	if (in_order(listing))
		return;
	listing_complete(listing);
	qsort(listing->entries, listing->count, sizeof(*listing->entries), by_path);
	for (size_t i = 0; i < listing->count; i++)
		if (!kept || by_path(&listing->entries[kept - 1], &listing->entries[i]) != 0)
			listing->entries[kept++] = listing->entries[i];
	listing->count = kept;
}

void listing_release(struct listing *listing)
{
	memory_free(listing->entries);
	memory_free(listing->rest);
	memory_free(listing->ranges);
	memory_free(listing->folders);
	index_view_close(listing->view);
	if (listing->mapped.size)
		munmap((void *)(uintptr_t)listing->mapped.data, listing->mapped.size);
	arena_release(&listing->arena);
	*listing = LISTING_INIT;
}

enum { NOWHERE = -1 };

static ptrdiff_t find_place(const struct listing *listing, struct text path)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(listing_at(listing, middle).path, path);

		if (order == 0)
			return (ptrdiff_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NOWHERE;
}

static bool is_taken(const struct listing *listing, size_t at)
{
	for (size_t i = 0; i < listing->range_count; i++)
		if (listing->ranges[i].first <= at && at < listing->ranges[i].behind)
			return true;
	return false;
}

const struct entry *listing_find(const struct listing *listing, struct text path)
{
	ptrdiff_t at = find_place(listing, path);

	if (at != NOWHERE)
		return listing_keep(listing, (size_t)at);
	at = listing->range_count ? find_place(listing->near, path) : NOWHERE;
	return at != NOWHERE && is_taken(listing, (size_t)at)
	               ? listing_keep(listing->near, (size_t)at)
	               : NULL;
}
