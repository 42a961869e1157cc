#include "store.h"

#include <string.h>
#include <time.h>

/* Our statements are always the same: what is wrong with one lies in the file. */
bool store_is_damage(int result)
{
	switch (result & 0xff) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR:
	case SQLITE_INTERRUPT: /* would not have ended */
		return true;
	default:
		return false;
	}
}

bool store_sound(struct history *history, const char *pragma)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(history->db, pragma, -1, &statement, NULL);
	bool sound;

	history->ticks = INT64_MAX; /* it looks at each page once, and at all of them */
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		sound = strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
	else
		sound = !store_is_damage(result); /* locked is not broken */
	sqlite3_finalize(statement);
	return sound;
}

/* Clocks go back; a check that lies in the future is no check. */
static bool is_due(int64_t checked, int64_t now)
{
	return checked > now || checked <= now - STORE_CHECK_SECONDS;
}

bool store_check_due(struct history *history)
{
	struct binder meta = store_bind(history, READ_META);
	bool suspect = place_is_suspect(history);
	int64_t checked = 0;
	int result;

	bind_string(&meta, "checked");
	result = binder_step(&meta);
	if (result == SQLITE_ROW) {
		checked = sqlite3_column_int64(meta.statement, 0);
		binder_end(&meta);
	}
	if (store_is_damage(result))
		return false;
	/* What cannot be written cannot remember a check either: only when there is cause. */
	if (!suspect && (history->read_only || !is_due(checked, time(NULL))))
		return true;
	if (!store_sound(history, suspect ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)"))
		return false;
	if (suspect)
		place_trust(history);
	history->checked = true;
	return true;
}

int store_remember_check(struct history *history)
{
	struct binder meta;

	if (!history->checked)
		return SQLITE_OK;
	meta = store_bind(history, WRITE_META);
	bind_string(&meta, "checked");
	bind_number(&meta, time(NULL));
	return binder_run(&meta);
}
