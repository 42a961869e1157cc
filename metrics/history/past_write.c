/*
 * Writing the past: rows of commits with what each changed, oldest first, so
 * that numbers of commits ascend along every line.  Whoever dies in between
 * leaves whole transactions, and the next run goes on behind the last of them.
 */
#include "store.h"

#include <string.h>

struct batch {
	const struct past_row *rows;
	size_t count;
	struct bytes *room;
};

static struct text readable(struct bytes *room, struct text text)
{
	bytes_clear(room);
	text_make_readable(room, text);
	return bytes_text(room);
}

/* The number in the row that was bound; 0: there is none, or `*result` says why. */
static int64_t read_number(struct binder *row, int *result)
{
	int64_t number = 0;

	*result = binder_step(row);
	if (*result == SQLITE_ROW) {
		number = sqlite3_column_int64(row->statement, 0);
		binder_end(row);
	}
	if (*result == SQLITE_ROW || *result == SQLITE_DONE)
		*result = SQLITE_OK;
	return number;
}

static int path_number(const struct batch *batch, struct history *history, struct text path,
                       int64_t *number)
{
	struct text name = readable(batch->room, path);
	const struct language *language;
	struct binder row = store_bind(history, READ_PATH);
	int result;

	bind_copy(&row, name);
	*number = read_number(&row, &result);
	if (result != SQLITE_OK || *number)
		return result;
	language = language_of(path, TEXT(""));
	row = store_bind(history, WRITE_PATH);
	bind_copy(&row, name);
	if (language)
		bind_string(&row, language->name);
	else
		bind_null(&row);
	result = binder_run(&row);
	*number = sqlite3_last_insert_rowid(history->db);
	return result;
}

/* --- what a commit changed --------------------------------------------------------------- */

static int write_touch(const struct batch *batch, struct history *history, int64_t past,
                       const struct past_touch *touch)
{
	int64_t path, was = 0;
	struct binder row;
	int result = path_number(batch, history, touch->path, &path);

	if (result == SQLITE_OK && touch->was.size)
		result = path_number(batch, history, touch->was, &was);
	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_TOUCH);
	bind_number(&row, path);
	bind_number(&row, past);
	if (was)
		bind_number(&row, was);
	else
		bind_null(&row);
	return binder_run(&row);
}

static int write_file(const struct batch *batch, struct history *history, int64_t past,
                      const struct past_file *file)
{
	int64_t path;
	struct binder row;
	int result = path_number(batch, history, file->path, &path);

	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_FILE_CHANGE);
	bind_number(&row, path);
	bind_number(&row, past);
	bind_number(&row, file->gone);
	bind_string(&row, region_name(file->region));
	bind_number(&row, file->load);
	bind_number(&row, file->fan_out);
	bind_number(&row, file->sums.units);
	bind_number(&row, file->sums.unmeasured);
	bind_number(&row, (int64_t)file->sums.sloc);
	bind_number(&row, (int64_t)file->sums.cognitive);
	bind_number(&row, (int64_t)file->sums.cyclomatic);
	bind_number(&row, file->sums.debt);
	return binder_run(&row);
}

static int unit_number(const struct batch *batch, struct history *history,
                       const struct past_unit *unit, int64_t *number)
{
	int64_t path;
	struct binder row;
	int result = path_number(batch, history, unit->path, &path);

	for (int step = 0; step < 2 && result == SQLITE_OK; step++) {
		row = store_bind(history, step ? WRITE_UNIT : READ_UNIT);
		bind_number(&row, path);
		bind_copy(&row, readable(batch->room, unit->name));
		bind_number(&row, unit->nth);
		if (step) {
			result = binder_run(&row);
			*number = sqlite3_last_insert_rowid(history->db);
		} else if ((*number = read_number(&row, &result))) {
			break;
		}
	}
	return result;
}

static int write_unit(const struct batch *batch, struct history *history, int64_t past,
                      const struct past_unit *unit)
{
	int64_t number;
	struct binder row;
	int result = unit_number(batch, history, unit, &number);

	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_UNIT_CHANGE);
	bind_number(&row, number);
	bind_number(&row, past);
	bind_number(&row, unit->gone);
	bind_number(&row, unit->cognitive);
	bind_number(&row, unit->sloc);
	bind_number(&row, unit->debt);
	return binder_run(&row);
}

static int write_promotion(const struct batch *batch, struct history *history, int64_t past,
                           const struct past_promotion *promotion)
{
	int64_t path;
	struct binder row;
	int result = path_number(batch, history, promotion->path, &path);

	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_PROMOTION);
	bind_number(&row, past);
	bind_number(&row, path);
	bind_string(&row, region_name(promotion->before));
	bind_string(&row, region_name(promotion->after));
	bind_number(&row, promotion->load_before);
	bind_number(&row, promotion->load_after);
	return binder_run(&row);
}

/* --- commits --------------------------------------------------------------------------------- */

static int write_commit(const struct batch *batch, struct history *history,
                        const struct past_row *commit, int64_t *number)
{
	int64_t snapshot = 0;
	struct binder row;
	int result = SQLITE_OK;

	if (commit->snapshot)
		result = log_snapshot(history, commit->snapshot, &snapshot);
	if (result != SQLITE_OK)
		return result;
	row = store_bind(history, WRITE_PAST);
	bind_object(&row, &commit->commit);
	bind_number(&row, commit->time);
	bind_number(&row, commit->on_line);
	if (snapshot)
		bind_number(&row, snapshot);
	else
		bind_null(&row);
	bind_number(&row, commit->parents);
	bind_number(&row, commit->fix);
	if (commit->cohort.size)
		bind_copy(&row, readable(batch->room, commit->cohort));
	else
		bind_null(&row);
	bind_number(&row, commit->files);
	bind_copy(&row, readable(batch->room, commit->subject));
	result = binder_run(&row);
	*number = sqlite3_last_insert_rowid(history->db);
	return result;
}

int64_t past_number(struct history *history, enum statement statement,
                    const struct object_id *commit, int *result)
{
	struct binder row = store_bind(history, statement);

	bind_object(&row, commit);
	return read_number(&row, result);
}

static int write_row(const struct batch *batch, struct history *history,
                     const struct past_row *commit)
{
	int result;
	int64_t number = past_number(history, READ_PAST, &commit->commit, &result);

	if (number || result != SQLITE_OK)
		return result;
	result = write_commit(batch, history, commit, &number);
	for (size_t i = 0; i < commit->touch_count && result == SQLITE_OK; i++)
		result = write_touch(batch, history, number, &commit->touches[i]);
	for (size_t i = 0; i < commit->file_count && result == SQLITE_OK; i++)
		result = write_file(batch, history, number, &commit->file_changes[i]);
	for (size_t i = 0; i < commit->unit_count && result == SQLITE_OK; i++)
		result = write_unit(batch, history, number, &commit->unit_changes[i]);
	for (size_t i = 0; i < commit->promotion_count && result == SQLITE_OK; i++)
		result = write_promotion(batch, history, number, &commit->promotions[i]);
	return result;
}

static int write_rows(struct history *history, const void *context)
{
	const struct batch *batch = context;
	int result = SQLITE_OK;

	for (size_t i = 0; i < batch->count && result == SQLITE_OK; i++)
		result = write_row(batch, history, &batch->rows[i]);
	return result;
}

/* A row that cannot be written would leave a gap in the line: all or nothing. */
static bool transact(struct history *history, store_work *work, const void *context)
{
	int result;

	store_write(history, NULL);
	if (!history->db || history->read_only)
		return false;
	result = store_transact(history, work, context);
	if (result != SQLITE_OK)
		store_failed(history, result);
	return result == SQLITE_OK && history->db;
}

bool history_past_write(struct history *history, const struct past_row *rows, size_t count)
{
	struct bytes room = BYTES_INIT;
	bool written = transact(history, write_rows, &(struct batch){ rows, count, &room });

	bytes_release(&room);
	return written;
}

/* --- what is there ------------------------------------------------------------------------------ */

/* The time and the commit that the first two columns hold. */
static bool read_end(struct history *history, enum statement statement, struct object_id *commit,
                     int64_t *time)
{
	struct binder row;
	int result, size;

	*commit = (struct object_id){ 0 };
	if (!history->db)
		return false;
	row = store_bind(history, statement);
	result = binder_step(&row);
	if (result == SQLITE_ROW) {
		*time = sqlite3_column_int64(row.statement, 0);
		size = sqlite3_column_bytes(row.statement, 1);
		if (size == 20 || size == 32) {
			commit->size = (uint8_t)size;
			memcpy(commit->bytes, sqlite3_column_blob(row.statement, 1), (size_t)size);
		}
		binder_end(&row);
	} else if (result != SQLITE_DONE) {
		store_failed(history, result);
	}
	return commit->size;
}

bool history_past_tip(struct history *history, struct object_id *commit)
{
	int64_t time;

	return read_end(history, READ_TIP, commit, &time);
}

bool history_past_begin(struct history *history, struct object_id *commit, int64_t *time)
{
	return read_end(history, READ_BEGIN, commit, time);
}

bool history_past_has(struct history *history, const struct object_id *commit)
{
	int result = SQLITE_OK;
	int64_t number = history->db ? past_number(history, READ_MEASURED, commit, &result) : 0;

	if (result != SQLITE_OK)
		store_failed(history, result);
	return number;
}

uint64_t history_past_behind(struct history *history, const struct object_id *commit)
{
	struct binder row;
	int result = SQLITE_OK;
	int64_t count = 0, number = 0;

	if (history->db)
		number = past_number(history, READ_PAST, commit, &result);
	if (number) {
		row = store_bind(history, READ_BEHIND);
		bind_number(&row, number);
		count = read_number(&row, &result);
	}
	if (result != SQLITE_OK)
		store_failed(history, result);
	return (uint64_t)count;
}

/* --- forgetting ------------------------------------------------------------------------------------ */

static int forget(struct history *history, const void *context)
{
	static const char *const statements[] = {
		("DELETE FROM snapshot_region WHERE snapshot IN"
		 " (SELECT snapshot FROM past WHERE id > %lld)"),
		"DELETE FROM snapshot WHERE id IN (SELECT snapshot FROM past WHERE id > %lld)",
		"DELETE FROM touch WHERE past > %lld",
		"DELETE FROM file_change WHERE past > %lld",
		"DELETE FROM unit_change WHERE past > %lld",
		"DELETE FROM promotion WHERE past > %lld",
		"DELETE FROM past WHERE id > %lld",
	};
	struct bytes sql = BYTES_INIT;
	int result = SQLITE_OK;
	int64_t number = 0;

	if (context)
		number = past_number(history, READ_PAST, context, &result);
	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements) && result == SQLITE_OK;
	     i++) {
		const char *hole = strstr(statements[i], "%lld");

		bytes_clear(&sql);
		bytes_add(&sql, statements[i], (size_t)(hole - statements[i]));
		bytes_format(&sql, "%lld%s", (long long)number, hole + 4);
		result = store_execute(history, sql.data);
	}
	bytes_release(&sql);
	return result;
}

bool history_past_forget(struct history *history, const struct object_id *commit)
{
	return transact(history, forget, commit);
}
