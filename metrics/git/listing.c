#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "repo.h"

/*
 * A tree may hold the same subtree many times over, and an index of version 4
 * the same beginning of a path, and so name more than there are atoms; the
 * largest repositories have some hundred thousand files.
 */
enum {
	FILES_MOST = 4 << 20,
	MODE_TYPE = 0170000,
};

/* As git, which looks at the type alone: 100664 was written by its first versions,
 * and any other permissions by other programs. */
bool mode_is_file(unsigned mode)
{
	return (mode & MODE_TYPE) == 0100000;
}

bool mode_is_folder(unsigned mode)
{
	return (mode & MODE_TYPE) == 0040000;
}

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

void listing_take(struct listing *listing, size_t first, size_t behind)
{
	listing->ranges = array_grow(listing->ranges, &listing->range_capacity,
	                             listing->range_count, sizeof(*listing->ranges));
	listing->ranges[listing->range_count++] =
		(struct listing_range){ first, behind, listing->count };
}

void listing_complete(struct listing *listing)
{
	struct listing whole = { .count = 0 };
	size_t at = 0;

	for (size_t i = 0; i < listing->range_count; i++) {
		const struct listing_range *range = &listing->ranges[i];

		listing_borrow(&whole, listing->entries + at, range->at - at);
		listing_borrow(&whole, listing->near->entries + range->first,
		               range->behind - range->first);
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

static bool is_before(const struct entry *last, const struct entry *next)
{
	return !last || by_path(last, next) < 0;
}

/* What was taken is in order. */
static bool in_order(const struct listing *listing)
{
	const struct entry *last = NULL;
	size_t range = 0;

	for (size_t i = 0; i <= listing->count; i++) {
		for (; range < listing->range_count && listing->ranges[range].at == i; range++) {
			const struct entry *taken = listing->near->entries;

			if (!is_before(last, &taken[listing->ranges[range].first]))
				return false;
			last = &taken[listing->ranges[range].behind - 1];
		}
		if (i == listing->count)
			break;
		if (!is_before(last, &listing->entries[i]))
			return false;
		last = &listing->entries[i];
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
	if (listing->mapped.size)
		munmap((void *)(uintptr_t)listing->mapped.data, listing->mapped.size);
	arena_release(&listing->arena);
	*listing = LISTING_INIT;
}

static const struct entry *find_taken(const struct listing *listing, struct text path)
{
	const struct entry *found = listing_find(listing->near, path);
	size_t at = found ? (size_t)(found - listing->near->entries) : 0;

	for (size_t i = 0; i < listing->range_count && found; i++)
		if (listing->ranges[i].first <= at && at < listing->ranges[i].behind)
			return found;
	return NULL;
}

const struct entry *listing_find(const struct listing *listing, struct text path)
{
	const struct entry wanted = { .path = path };
	const struct entry *found = NULL;

	if (listing->count)
		found = bsearch(&wanted, listing->entries, listing->count,
		                sizeof(*listing->entries), by_path);
	if (!found && listing->range_count)
		found = find_taken(listing, path);
	return found;
}
