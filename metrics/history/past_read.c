/* Reading the past: all of it, table after table, each walked once. */
#include "store.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct history *history;
	struct past_commits *past;
	struct hash_map commits; /* number in the store to index */
	struct hash_map paths;
	struct hash_map snapshots; /* number to index of `past->snapshots` */
	int64_t last;              /* number of the last commit that is wanted */
	size_t row_capacity, path_capacity, snapshot_capacity, touch_capacity, file_capacity,
		unit_capacity, promotion_capacity;
};

/* --- cells ------------------------------------------------------------------------------ */

/* Far above what any repository holds, and far below where sums of such numbers
 * would leave 64 bits: the rows may be a stranger's. */
static const int64_t number_most = 1LL << 40;

static int64_t bounded(int64_t number)
{
	if (number > number_most)
		return number_most;
	return number < -number_most ? -number_most : number;
}

/* A number in the store, of no meaning beyond that. */
static int64_t key(const struct binder *row, int column)
{
	return sqlite3_column_int64(row->statement, column);
}

static int64_t cell(const struct binder *row, int column)
{
	return bounded(key(row, column));
}

static uint64_t sum(const struct binder *row, int column)
{
	int64_t value = cell(row, column);

	return value < 0 ? 0 : (uint64_t)value;
}

static uint32_t small(const struct binder *row, int column)
{
	int64_t value = cell(row, column);

	return value < 0 ? 0 : value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static struct text raw_text(struct reading *reading, const struct binder *row, int column)
{
	const char *data = (const char *)sqlite3_column_text(row->statement, column);
	struct bytes raw = BYTES_INIT;
	struct text text = TEXT("");

	if (data) {
		text.data = data;
		text.size = (size_t)sqlite3_column_bytes(row->statement, column);
		text_make_raw(&raw, text);
		text = arena_text(&reading->past->arena, bytes_text(&raw));
	}
	bytes_release(&raw);
	return text;
}

static struct object_id id_cell(const struct binder *row, int column)
{
	struct object_id id = { 0 };
	int size = sqlite3_column_bytes(row->statement, column);

	if (size == 20 || size == 32) {
		id.size = (uint8_t)size;
		memcpy(id.bytes, sqlite3_column_blob(row->statement, column), (size_t)size);
	}
	return id;
}

static enum region region_cell(const struct binder *row, int column)
{
	const char *name = (const char *)sqlite3_column_text(row->statement, column);

	for (int region = 0; name && region < REGION_COUNT; region++)
		if (strcmp(name, region_name((enum region)region)) == 0)
			return (enum region)region;
	return REGION_LEAF;
}

/* A number that leads nowhere is passed over with its row. */
static bool lookup(const struct hash_map *map, const struct binder *row, int column, uint32_t *at)
{
	*at = hash_map_get(map, (uint64_t)key(row, column));
	return *at != MAP_NONE;
}

/* --- rows --------------------------------------------------------------------------------- */

static void take_path(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;

	past->paths = array_grow(past->paths, &reading->path_capacity, past->path_count,
	                         sizeof(*past->paths));
	*hash_map_at(&reading->paths, (uint64_t)key(row, 0)) = (uint32_t)past->path_count;
	past->paths[past->path_count++] =
		(struct past_name){ raw_text(reading, row, 1), raw_text(reading, row, 2) };
}

static void take_sums(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	uint32_t *at = hash_map_at(&reading->snapshots, (uint64_t)key(row, 0));
	struct trend_sums *sums;

	if (*at == MAP_NONE) {
		*at = (uint32_t)past->snapshot_count;
		past->snapshots = array_grow(past->snapshots, &reading->snapshot_capacity,
		                             past->snapshot_count, sizeof(*past->snapshots));
		past->snapshots[past->snapshot_count++] = (struct snapshot){ 0 };
	}
	sums = &past->snapshots[*at].regions[region_cell(row, 1)];
	sums->files = small(row, 2);
	sums->units = small(row, 3);
	sums->unmeasured = small(row, 4);
	sums->sloc = sum(row, 5);
	sums->cognitive = sum(row, 6);
	sums->cyclomatic = sum(row, 7);
	sums->debt = cell(row, 8);
	sums->burden = cell(row, 9);
}

static void take_commit(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	struct past_row *commit;
	uint32_t snapshot;

	if (cell(row, 0) > reading->last)
		return; /* and so, what leads to it is passed over, too */
	past->rows =
		array_grow(past->rows, &reading->row_capacity, past->count, sizeof(*past->rows));
	*hash_map_at(&reading->commits, (uint64_t)key(row, 0)) = (uint32_t)past->count;
	commit = &past->rows[past->count++];
	*commit = (struct past_row){
		.commit = id_cell(row, 1),
		.time = cell(row, 2),
		.on_line = cell(row, 3),
		.parents = small(row, 5),
		.fix = cell(row, 6),
		.cohort = raw_text(reading, row, 7),
		.files = small(row, 8),
		.subject = raw_text(reading, row, 9),
	};
	if (!lookup(&reading->snapshots, row, 4, &snapshot))
		return;
	commit->snapshot = &past->snapshots[snapshot];
	past->snapshots[snapshot].commit = commit->commit;
	past->snapshots[snapshot].time = commit->time;
}

static void take_touch(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	struct past_touched touched = { .was = MAP_NONE };

	if (!lookup(&reading->paths, row, 0, &touched.path) ||
	    !lookup(&reading->commits, row, 1, &touched.commit))
		return;
	(void)(cell(row, 2) && lookup(&reading->paths, row, 2, &touched.was));
	past->touches = array_grow(past->touches, &reading->touch_capacity, past->touch_count,
	                           sizeof(*past->touches));
	past->touches[past->touch_count++] = touched;
}

static void take_file(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	struct past_changed changed = { 0 };

	if (!lookup(&reading->paths, row, 0, &changed.path) ||
	    !lookup(&reading->commits, row, 1, &changed.commit))
		return;
	changed.file.gone = cell(row, 2);
	changed.file.region = region_cell(row, 3);
	changed.file.load = small(row, 4);
	changed.file.fan_out = small(row, 5);
	changed.file.sums = (struct trend_sums){
		.files = 1,
		.units = small(row, 6),
		.unmeasured = small(row, 7),
		.sloc = sum(row, 8),
		.cognitive = sum(row, 9),
		.cyclomatic = sum(row, 10),
		.debt = cell(row, 11),
	};
	past->files = array_grow(past->files, &reading->file_capacity, past->file_count,
	                         sizeof(*past->files));
	past->files[past->file_count++] = changed;
}

static void take_unit(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	struct past_measured measured = { .unit = small(row, 0) };
	const struct past_measured *last =
		past->unit_count ? &past->units[past->unit_count - 1] : NULL;

	if (!lookup(&reading->paths, row, 1, &measured.path) ||
	    !lookup(&reading->commits, row, 4, &measured.commit))
		return;
	/* Changes of one unit follow each other: its name is kept once. */
	measured.numbers = (struct past_unit){
		.name = last && last->unit == measured.unit ? last->numbers.name
		                                            : raw_text(reading, row, 2),
		.nth = small(row, 3),
		.gone = cell(row, 5),
		.cognitive = small(row, 6),
		.sloc = small(row, 7),
		.debt = cell(row, 8),
	};
	past->units = array_grow(past->units, &reading->unit_capacity, past->unit_count,
	                         sizeof(*past->units));
	past->units[past->unit_count++] = measured;
}

static void take_promotion(struct reading *reading, const struct binder *row)
{
	struct past_commits *past = reading->past;
	struct past_risen risen = { 0 };

	if (!lookup(&reading->commits, row, 0, &risen.commit) ||
	    !lookup(&reading->paths, row, 1, &risen.path))
		return;
	risen.promotion.before = region_cell(row, 2);
	risen.promotion.after = region_cell(row, 3);
	risen.promotion.load_before = small(row, 4);
	risen.promotion.load_after = small(row, 5);
	past->promotions = array_grow(past->promotions, &reading->promotion_capacity,
	                              past->promotion_count, sizeof(*past->promotions));
	past->promotions[past->promotion_count++] = risen;
}

/* --- the walk ----------------------------------------------------------------------------- */

static const struct {
	enum statement statement;
	void (*take)(struct reading *reading, const struct binder *row);
} walks[] = {
	{ WALK_PATHS, take_path },           { WALK_LINE, take_sums },  { WALK_PAST, take_commit },
	{ WALK_TOUCHES, take_touch },        { WALK_FILES, take_file }, { WALK_UNITS, take_unit },
	{ WALK_PROMOTIONS, take_promotion },
};

static int walk_all(struct reading *reading)
{
	int result = SQLITE_OK;

	for (size_t i = 0; i < sizeof(walks) / sizeof(*walks) && result == SQLITE_OK; i++) {
		struct binder row = store_bind(reading->history, walks[i].statement);

		while ((result = binder_step(&row)) == SQLITE_ROW)
			walks[i].take(reading, &row);
		if (result == SQLITE_DONE)
			result = SQLITE_OK;
	}
	return result;
}

bool history_past_read(struct history *history, const struct object_id *upto,
                       struct past_commits *past)
{
	struct reading reading = { .history = history, .past = past };
	int result;

	*past = (struct past_commits){ 0 };
	store_write(history, NULL);
	if (!history->db || !store_read_begin(history))
		return false;
	reading.last = past_number(history, READ_MEASURED, upto, &result);
	if (!reading.last)
		reading.last = INT64_MAX;
	if (result == SQLITE_OK)
		result = walk_all(&reading);
	hash_map_release(&reading.commits);
	hash_map_release(&reading.paths);
	hash_map_release(&reading.snapshots);
	if (result != SQLITE_OK)
		store_failed(history, result);
	else
		store_read_end(history);
	return result == SQLITE_OK;
}

void past_commits_release(struct past_commits *past)
{
	memory_free(past->rows);
	memory_free(past->snapshots);
	memory_free(past->paths);
	memory_free(past->touches);
	memory_free(past->files);
	memory_free(past->units);
	memory_free(past->promotions);
	arena_release(&past->arena);
	*past = (struct past_commits){ 0 };
}
