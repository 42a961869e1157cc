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

static int by_path(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	return text_compare(left->path, right->path);
}

static bool in_order(const struct listing *listing)
{
	for (size_t i = 1; i < listing->count; i++)
		if (by_path(&listing->entries[i - 1], &listing->entries[i]) >= 0)
			return false;
	return true;
}

void listing_order(struct listing *listing)
{
	size_t kept = 0;

	if (in_order(listing))
		return;
	qsort(listing->entries, listing->count, sizeof(*listing->entries), by_path);
	for (size_t i = 0; i < listing->count; i++)
		if (!kept || by_path(&listing->entries[kept - 1], &listing->entries[i]) != 0)
			listing->entries[kept++] = listing->entries[i];
	listing->count = kept;
}

void listing_release(struct listing *listing)
{
	memory_free(listing->entries);
	memory_free(listing->folders);
	if (listing->mapped.size)
		munmap((void *)(uintptr_t)listing->mapped.data, listing->mapped.size);
	arena_release(&listing->arena);
	*listing = LISTING_INIT;
}

const struct entry *listing_find(const struct listing *listing, struct text path)
{
	const struct entry wanted = { .path = path };

	if (!listing->count)
		return NULL;
	return bsearch(&wanted, listing->entries, listing->count, sizeof(*listing->entries),
	               by_path);
}
