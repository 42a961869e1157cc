#include "shelf.h"

#include <string.h>

/* Bytes of memory, of all workers. */
enum { ALL_MOST = 96 << 20 };

struct shelf_place {
	uint64_t series;
	struct versions *versions;
};

void shelf_init(struct shelf *shelf, unsigned workers)
{
	*shelf = (struct shelf){ .most = ALL_MOST / workers };
}

struct versions *shelf_versions(struct shelf *shelf, uint64_t series)
{
	struct shelf_place place = { series, NULL };
	size_t at = 0;

	if (!series)
		return NULL;
	while (at < shelf->count && shelf->places[at].series != series)
		at++;
	if (at < shelf->count) {
		place = shelf->places[at];
		memmove(&shelf->places[at], &shelf->places[at + 1],
		        (shelf->count - at - 1) * sizeof(*shelf->places));
		shelf->count--;
		shelf->size -= versions_size(place.versions);
	} else {
		place.versions = versions_new();
	}
	shelf->places =
		array_grow(shelf->places, &shelf->capacity, shelf->count, sizeof(*shelf->places));
	shelf->places[shelf->count++] = place;
	return place.versions;
}

void shelf_tidy(struct shelf *shelf)
{
	size_t gone = 0;

	shelf->size += versions_size(shelf->places[shelf->count - 1].versions);
	while (shelf->size > shelf->most && gone < shelf->count) {
		struct versions *versions = shelf->places[gone++].versions;

		shelf->size -= versions_size(versions);
		versions_free(versions);
	}
	shelf->count -= gone;
	memmove(shelf->places, shelf->places + gone, shelf->count * sizeof(*shelf->places));
}
