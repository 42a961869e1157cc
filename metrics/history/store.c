/* The door: opening, closing and the log.  Facts have facts.c. */
#include "store.h"

/* --- opening ------------------------------------------------------------------------ */

/* Even when it is merely locked: a run that begins without a store has none. */
static const char *stay_off(struct history *history, int result)
{
	store_failed(history, result);
	store_disconnect(history);
	return NULL;
}

/* NULL: in use, or off with a notice; else why the file cannot be used ever. */
static const char *judge_file(struct history *history)
{
	int result = SQLITE_OK;

	switch (schema_state(history, &result)) {
	case SCHEMA_OURS:
		return NULL;
	case SCHEMA_OLDER:
		result = schema_migrate(history);
		break;
	case SCHEMA_NEWER:
		store_notice(history,
		             "the store is from a newer bole; left untouched and not used");
		store_disconnect(history);
		return NULL;
	case SCHEMA_FOREIGN:
		return "it is the database of another program";
	case SCHEMA_ALTERED:
		return "its tables are not as bole makes them";
	case SCHEMA_UNREADABLE:
		break;
	}
	if ((result & 0xff) == SQLITE_NOTADB)
		return "it is no database";
	if (store_is_damage(result))
		return "it is damaged";
	return result == SQLITE_OK ? NULL : stay_off(history, result);
}

static const char *look(struct history *history)
{
	const char *broken = judge_file(history);

	if (broken || !history->db)
		return broken;
	return store_check_due(history) ? NULL : "it is damaged";
}

static const char settled[] = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL;"
			      "PRAGMA secure_delete=OFF";

static const char *enter(struct history *history)
{
	const char *broken;
	int result = store_connect(history);

	if (result != SQLITE_OK)
		return stay_off(history, result);
	broken = look(history);
	/* For want of memory SQLite may say that something in a sound file is missing. */
	if (broken && (sqlite3_get_autocommit(history->db) ||
	               store_execute(history, "ROLLBACK") == SQLITE_OK))
		broken = look(history);
	if (broken || !history->db)
		return broken;
	result = store_execute(history, settled);
	if (result != SQLITE_OK)
		return stay_off(history, result);
	if (history->read_only)
		store_notice(history, "the store is read-only; what is measured is not kept");
	return NULL;
}

/* Who has it open may be in the middle of a transaction. */
static bool is_ours_alone(struct history *history)
{
	bool busy = store_is_busy(store_execute(history, "BEGIN EXCLUSIVE"));

	if (busy)
		store_notice(history,
		             "the store is damaged and in use by another process; measured "
		             "without it");
	return !busy;
}

/* A file that cannot be used makes room for a new one; that there is a second
 * such file is somebody's intention. */
static void open_store(struct history *history, const char *common_dir)
{
	const char *broken = enter(history);

	if (!broken)
		return;
	if (is_ours_alone(history) && place_set_aside(history, broken)) {
		store_disconnect(history);
		place_trust(history);
		if (!place_prepare(history, common_dir))
			return;
		broken = enter(history);
		if (!broken)
			return;
		store_notice(history, "the store is not used: %s", broken);
	}
	store_disconnect(history);
}

struct history *history_open(const char *common_dir, struct bytes *notice)
{
	struct history *history = memory_new(sizeof(*history));

	if (common_dir && place_prepare(history, common_dir))
		open_store(history, common_dir);
	store_hand_over(history, notice);
	return history;
}

void history_close(struct history *history, struct bytes *notice)
{
	if (!history)
		return;
	store_write(history, NULL);
	if (history->damaged)
		store_notice(history, "%u damaged rows of the store were measured again",
		             history->damaged);
	store_disconnect(history);
	store_hand_over(history, notice);
	store_release_chart(history);
	kept_release(&history->kept);
	memory_free(history->snapshots);
	memory_free(history->languages);
	for (int part = 0; part < PART_COUNT; part++)
		bytes_release(&history->found[part]);
	bytes_release(&history->notices);
	memory_free(history->folder);
	memory_free(history->path);
	memory_free(history);
}

bool history_usable(const struct history *history)
{
	return history->db;
}

const char *history_path(const struct history *history)
{
	return history->path;
}

/* --- the log ---------------------------------------------------------------------------- */

void history_record(struct history *history, const struct judgement *judgement)
{
	store_write(history, judgement);
}

void history_snapshot(struct history *history, const struct snapshot *snapshot)
{
	if (!history->db || history->read_only)
		return;
	history->snapshots = array_grow(history->snapshots, &history->snapshot_capacity,
	                                history->snapshot_count, sizeof(*history->snapshots));
	history->snapshots[history->snapshot_count++] = *snapshot;
	if (history->snapshot_count * sizeof(*snapshot) >= STORE_BATCH)
		store_write(history, NULL);
}

/* --- for the doctor ----------------------------------------------------------------------- */

static int count(struct history *history, enum statement which, uint64_t *number)
{
	struct binder row = store_bind(history, which);
	int result = binder_step(&row);

	if (result != SQLITE_ROW)
		return result;
	*number = (uint64_t)sqlite3_column_int64(row.statement, 0);
	binder_end(&row);
	return SQLITE_OK;
}

bool history_inspect(struct history *history, struct history_state *state)
{
	int64_t pages = 0, page_size = 0;
	int result;

	*state = (struct history_state){ 0 };
	store_write(history, NULL);
	if (!history->db)
		return false;
	state->schema = STORE_SCHEMA;
	state->sound = store_sound(history, "PRAGMA quick_check(1)");
	if (!state->sound) { /* counting what is broken may never end */
		store_failed(history, SQLITE_CORRUPT);
		return true;
	}
	result = count(history, COUNT_FACTS, &state->blobs);
	if (result == SQLITE_OK)
		result = count(history, COUNT_JUDGEMENTS, &state->judgements);
	if (result == SQLITE_OK)
		result = count(history, COUNT_SNAPSHOTS, &state->snapshots);
	if (result == SQLITE_OK)
		result = count(history, COUNT_PAST, &state->commits);
	if (result == SQLITE_OK)
		result = store_number(history, "PRAGMA page_count", &pages);
	if (result == SQLITE_OK)
		result = store_number(history, "PRAGMA page_size", &page_size);
	if (result != SQLITE_OK) {
		store_failed(history, result);
		return false;
	}
	state->size = (uint64_t)(pages * page_size);
	return true;
}
