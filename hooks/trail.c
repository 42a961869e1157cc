#include "trail.h"

#include <string.h>

enum {
	FLAG_BITS = 8,
	CALLS = 1 << 7, /* the next row has for a key what the macro calls: nobody asks for that */
	OWNERS_MOST = 1 << 24,
	ROWS_LEAST = 1 << 10,
	ROWS_MOST = 3 << 20, /* 60 MB: some ten thousand files */
};

void trail_release(struct trail *trail)
{
	memory_free(trail->rows);
	memory_free(trail->places);
	memory_free(trail->files);
	memory_free(trail->owners);
	*trail = TRAIL_INIT;
}

/* --- rows ----------------------------------------------------------------------------------- */

static uint32_t *place_of(const struct trail *trail, uint64_t key)
{
	return &trail->places[(key ^ key >> 32) & (trail->place_count - 1)];
}

static uint32_t file_of(const struct trail *trail, const struct trail_row *row)
{
	return trail->files[row->owner >> FLAG_BITS];
}

static void put(struct trail *trail, struct trail_row row)
{
	uint32_t *place = place_of(trail, row.key);

	row.next = *place;
	*place = (uint32_t)trail->count;
	trail->rows[trail->count++] = row;
}

/* --- room ----------------------------------------------------------------------------------- */

/* Owners that did not leave are counted from 0 again; the caller frees what became of each. */
static uint32_t *count_owners_anew(struct trail *trail)
{
	uint32_t *now = memory_new((trail->owner_count + 1) * sizeof(*now));
	size_t count = 0;

	for (size_t i = 0; i < trail->owner_count; i++) {
		uint32_t file = trail->files[i];

		now[i] = MAP_NONE;
		if (file == MAP_NONE)
			continue;
		now[i] = (uint32_t)count;
		trail->owners[file] = (uint32_t)count;
		trail->files[count++] = file;
	}
	trail->owner_count = count;
	return now;
}

static size_t count_rows(const struct trail *trail)
{
	size_t count = 0;

	for (size_t i = 0; i < trail->count; i++)
		count += file_of(trail, &trail->rows[i]) != MAP_NONE;
	return count;
}

static void clear_places(struct trail *trail, size_t rows)
{
	trail->place_count = ROWS_LEAST;
	while (trail->place_count < rows)
		trail->place_count *= 2;
	memory_free(trail->places);
	trail->places = memory_new(trail->place_count * sizeof(*trail->places));
	memset(trail->places, 0xff, trail->place_count * sizeof(*trail->places));
}

static void give_up(struct trail *trail)
{
	memory_free(trail->rows);
	memory_free(trail->places);
	trail->rows = NULL;
	trail->places = NULL;
	trail->count = trail->capacity = 0;
	trail->full = true;
}

/* Room for as many rows again as half of those that did not leave. */
static void make_room(struct trail *trail)
{
	size_t rows = count_rows(trail), count = trail->count;
	struct trail_row *old = trail->rows;
	uint32_t *now;

	if (rows > ROWS_MOST) {
		give_up(trail);
		return;
	}
	trail->capacity = rows + rows / 2 + ROWS_LEAST;
	now = count_owners_anew(trail);
	clear_places(trail, rows);
	trail->rows = memory_new(trail->capacity * sizeof(*trail->rows));
	trail->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct trail_row row = old[i];
		uint32_t owner = now[row.owner >> FLAG_BITS];

		if (owner == MAP_NONE)
			continue;
		row.owner = owner << FLAG_BITS | (row.owner & ((1U << FLAG_BITS) - 1));
		put(trail, row);
	}
	memory_free(old);
	memory_free(now);
}

/* --- files ---------------------------------------------------------------------------------- */

void trail_move(struct trail *trail, const uint32_t *was, size_t count)
{
	uint32_t *owners = memory_new((count + 1) * sizeof(*owners));

	for (size_t i = 0; i < trail->owner_count; i++)
		trail->files[i] = MAP_NONE;
	for (size_t i = 0; i < count; i++) {
		owners[i] = !was || was[i] == MAP_NONE ? MAP_NONE : trail->owners[was[i]];
		if (owners[i] != MAP_NONE)
			trail->files[owners[i]] = (uint32_t)i;
	}
	memory_free(trail->owners);
	trail->owners = owners;
	trail->file_count = count;
}

void trail_leave(struct trail *trail, uint32_t file)
{
	if (trail->owners[file] == MAP_NONE)
		return;
	trail->files[trail->owners[file]] = MAP_NONE;
	trail->owners[file] = MAP_NONE;
}

struct entering {
	struct trail *trail;
	uint32_t file;
};

static void enter(void *context, struct trace trace)
{
	const struct entering *entering = context;
	struct trail *trail = entering->trail;
	bool calls = trace.form == TRACE_CALL;
	struct trail_row row = { .key = trace.key };

	if (!trail->full && trail->count + 1 + calls > trail->capacity)
		make_room(trail);
	if (trail->full)
		return;
	row.owner = trail->owners[entering->file] << FLAG_BITS;
	row.owner |= calls ? CALLS : trace.flags;
	put(trail, row);
	row.key = trace.called;
	row.owner &= ~(uint32_t)CALLS;
	if (calls)
		put(trail, row);
}

void trail_enter(struct trail *trail, uint32_t file, const struct source_file *source)
{
	struct entering entering = { trail, file };

	if (!trail->full && trail->owner_count == OWNERS_MOST)
		make_room(trail);
	if (!trail->full && trail->owner_count == OWNERS_MOST)
		give_up(trail);
	if (trail->full)
		return;
	trail->files = array_grow(trail->files, &trail->owner_capacity, trail->owner_count,
	                          sizeof(*trail->files));
	trail->owners[file] = (uint32_t)trail->owner_count;
	trail->files[trail->owner_count++] = file;
	regions_trace(source, enter, &entering);
}

/* The next of a row's neighbours, from `at` on, that a file has left under this key. */
static uint32_t find(const struct trail *trail, uint32_t at, uint64_t key)
{
	while (at != MAP_NONE &&
	       (trail->rows[at].key != key || file_of(trail, &trail->rows[at]) == MAP_NONE))
		at = trail->rows[at].next;
	return at;
}

static uint32_t find_first(const struct trail *trail, uint64_t key)
{
	return trail->count ? find(trail, *place_of(trail, key), key) : MAP_NONE;
}

bool trail_look(const struct trail *trail, uint64_t key, trace_found *found, void *context)
{
	uint32_t at = find_first(trail, key);

	for (; at != MAP_NONE; at = find(trail, trail->rows[at].next, key))
		found(context, file_of(trail, &trail->rows[at]), (uint8_t)trail->rows[at].owner);
	return !trail->full;
}

bool trail_look_for_calls(const struct trail *trail, uint64_t key, call_found *found, void *context)
{
	uint32_t at = find_first(trail, key);

	for (; at != MAP_NONE; at = find(trail, trail->rows[at].next, key))
		if (trail->rows[at].owner & CALLS)
			found(context, file_of(trail, &trail->rows[at]), trail->rows[at + 1].key);
	return !trail->full;
}
