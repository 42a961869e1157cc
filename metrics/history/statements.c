#include "store.h"

/* NULL for a time that no calendar has: commits may claim any. */
#define UTC(seconds) " strftime('%Y-%m-%dT%H:%M:%SZ', " seconds ", 'unixepoch'),"

static const char *const statement_sql[STATEMENT_COUNT] = {
	[READ_FACTS] = "SELECT id FROM facts WHERE blob=?1 AND language=?2 AND revision=?3",
	[READ_LINKS] = "SELECT seal, data FROM links WHERE id=?1",
	[READ_UNITS] = "SELECT seal, data FROM units WHERE id=?1",
	[READ_PRINTS] = "SELECT seal, data FROM prints WHERE id=?1",
	[WALK_FACTS] = "SELECT blob, language, revision, id FROM facts",
	[RANGE_LINKS] = "SELECT id, seal, data FROM links WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
	[RANGE_PRINTS] = "SELECT id, seal, data FROM prints WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
	[HIGHEST_LINKS] = "SELECT max(id) FROM links",
	[WRITE_FACTS] = "INSERT INTO facts(blob, language, revision, id) VALUES(?1, ?2, ?3, ?4)",
	[WRITE_LINKS] = "REPLACE INTO links(id, seal, data) VALUES(?1, ?2, ?3)",
	[WRITE_UNITS] = "REPLACE INTO units(id, seal, data) VALUES(?1, ?2, ?3)",
	[WRITE_PRINTS] = "REPLACE INTO prints(id, seal, data) VALUES(?1, ?2, ?3)",

	[WRITE_LANGUAGE] = "INSERT INTO language(id, name, oldest) VALUES(?1, ?2, 0)"
			   " ON CONFLICT(id) DO UPDATE SET name=?2",
	[READ_OLDEST] = "SELECT oldest FROM language WHERE id=?1",
	[WRITE_OLDEST] = "UPDATE language SET oldest=?2 WHERE id=?1",
	/* All of them meet the same rows: each walks `facts` in the order of its key. */
	[REMOVE_LINKS] = "DELETE FROM links WHERE id IN"
			 " (SELECT id FROM facts WHERE language=?1 AND revision<?2 LIMIT ?3)",
	[REMOVE_UNITS] = "DELETE FROM units WHERE id IN"
			 " (SELECT id FROM facts WHERE language=?1 AND revision<?2 LIMIT ?3)",
	[REMOVE_PRINTS] = "DELETE FROM prints WHERE id IN"
			  " (SELECT id FROM facts WHERE language=?1 AND revision<?2 LIMIT ?3)",
	[REMOVE_FACTS] = "DELETE FROM facts WHERE (blob, language, revision) IN"
			 " (SELECT blob, language, revision FROM facts"
			 " WHERE language=?1 AND revision<?2 LIMIT ?3)",

	[READ_MEASURE] = "SELECT id FROM measure WHERE revisions=?1",
	[WRITE_MEASURE] = "INSERT INTO measure(revisions) VALUES(?1)",
	[WRITE_JUDGEMENT] = "INSERT INTO judgement VALUES(NULL, ?1, ?2, ?3, ?4," UTC(
		"?4") " ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
		      " ?23)",
	[WRITE_FINDING] = "INSERT INTO finding VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
			  " ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
	[READ_SNAPSHOT] = "SELECT id FROM snapshot WHERE tree=?1 AND commit_id IS ?2",
	[WRITE_SNAPSHOT] = "REPLACE INTO snapshot(tree, commit_id, time, utc, measure, id)"
			   " VALUES(?1, ?2, ?3," UTC("?3") " ?4, ?5)",
	[WRITE_SUMS] = "REPLACE INTO snapshot_region VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
		       " ?10)",

	[READ_META] = "SELECT value FROM meta WHERE name=?1",
	[WRITE_META] = "REPLACE INTO meta(name, value) VALUES(?1, ?2)",
	[READ_PATH] = "SELECT id FROM path WHERE path=?1",
	[WRITE_PATH] = "INSERT INTO path(path, language) VALUES(?1, ?2)",
	[READ_PAST] = "SELECT id, on_line FROM past WHERE commit_id=?1",
	[READ_MEASURED] = "SELECT id FROM past WHERE commit_id=?1 AND snapshot IS NOT NULL",
	[READ_BEHIND] = "SELECT count(*) FROM past WHERE id > ?1",
	[READ_TIP] = "SELECT time, commit_id FROM past WHERE snapshot IS NOT NULL"
		     " ORDER BY id DESC LIMIT 1",
	[READ_BEGIN] = "SELECT time, commit_id FROM past WHERE snapshot IS NOT NULL"
		       " ORDER BY id LIMIT 1",
	[WRITE_PAST] = "INSERT INTO past VALUES(NULL, ?1, ?2," UTC("?2") " ?3, ?4, ?5, ?6, ?7, ?8,"
									 " ?9)",
	[WRITE_TOUCH] = "REPLACE INTO touch VALUES(?1, ?2, ?3)",
	[WRITE_FILE_CHANGE] = "REPLACE INTO file_change VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
			      " ?10, ?11, ?12)",
	[READ_UNIT] = "SELECT id FROM unit WHERE path=?1 AND name=?2 AND nth=?3",
	[WRITE_UNIT] = "INSERT INTO unit(path, name, nth) VALUES(?1, ?2, ?3)",
	[WRITE_UNIT_CHANGE] = "REPLACE INTO unit_change VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[WRITE_PROMOTION] = "REPLACE INTO promotion VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
	[WALK_PATHS] = "SELECT id, path, language FROM path",
	[WALK_PAST] = "SELECT id, commit_id, time, on_line, snapshot, parents, fix, cohort, files,"
		      " subject FROM past ORDER BY id",
	[WALK_TOUCHES] = "SELECT path, past, was FROM touch ORDER BY path, past",
	[WALK_LINE] = "SELECT snapshot, region, files, units, unmeasured, sloc, cognitive,"
		      " cyclomatic, debt, burden FROM snapshot_region ORDER BY snapshot",
	[WALK_FILES] =
		"SELECT path, past, gone, region, load, fan_out, units, unmeasured, sloc, cognitive,"
		" cyclomatic, debt FROM file_change ORDER BY path, past",
	[WALK_UNITS] = "SELECT unit_change.unit, unit.path, name, nth, past, gone, cognitive, sloc,"
		       " debt FROM unit_change JOIN unit ON unit.id = unit_change.unit"
		       " ORDER BY unit_change.unit, past",
	[WALK_PROMOTIONS] = "SELECT past, path, region_before, region_after, load_before,"
			    " load_after FROM promotion ORDER BY past",
	[COUNT_FACTS] = "SELECT count(*) FROM facts",
	[COUNT_JUDGEMENTS] = "SELECT count(*) FROM judgement",
	[COUNT_SNAPSHOTS] = "SELECT count(*) FROM snapshot",
	[COUNT_PAST] = "SELECT count(*) FROM past",
};

int store_execute(struct history *history, const char *sql)
{
	history->ticks = STORE_TICKS;
	return sqlite3_exec(history->db, sql, NULL, NULL, NULL);
}

int store_number(struct history *history, const char *sql, int64_t *number)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(history->db, sql, -1, &statement, NULL);

	history->ticks = STORE_TICKS;
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW) {
		*number = sqlite3_column_int64(statement, 0);
		result = SQLITE_OK;
	}
	sqlite3_finalize(statement);
	return result;
}

struct binder store_bind(struct history *history, enum statement which)
{
	sqlite3_stmt **statement = &history->statements[which];
	struct binder binder = { NULL, 0, SQLITE_OK };

	history->ticks = STORE_TICKS;
	if (!*statement)
		binder.result = sqlite3_prepare_v3(history->db, statement_sql[which], -1,
		                                   SQLITE_PREPARE_PERSISTENT, statement, NULL);
	binder.statement = *statement;
	return binder;
}

static void bound(struct binder *binder, int result)
{
	if (binder->result == SQLITE_OK)
		binder->result = result;
}

/* Binding to NULL, a statement that could not be prepared, is SQLITE_MISUSE
 * and harmless: `result` was set before. */
void bind_number(struct binder *binder, int64_t number)
{
	bound(binder, sqlite3_bind_int64(binder->statement, ++binder->at, number));
}

void bind_real(struct binder *binder, double number)
{
	bound(binder, sqlite3_bind_double(binder->statement, ++binder->at, number));
}

void bind_null(struct binder *binder)
{
	bound(binder, sqlite3_bind_null(binder->statement, ++binder->at));
}

void bind_string(struct binder *binder, const char *string)
{
	bound(binder,
	      sqlite3_bind_text(binder->statement, ++binder->at, string, -1, SQLITE_STATIC));
}

void bind_copy(struct binder *binder, struct text text)
{
	bound(binder,
	      sqlite3_bind_text64(binder->statement, ++binder->at, text.size ? text.data : "",
	                          text.size, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void bind_bytes(struct binder *binder, struct text bytes)
{
	/* A NULL pointer would bind NULL: empty is not absent. */
	bound(binder, sqlite3_bind_blob64(binder->statement, ++binder->at,
	                                  bytes.size ? bytes.data : "", bytes.size, SQLITE_STATIC));
}

void bind_object(struct binder *binder, const struct object_id *id)
{
	if (object_id_none(id))
		bind_null(binder);
	else
		bind_bytes(binder, (struct text){ (const char *)id->bytes, id->size });
}

void binder_end(struct binder *binder)
{
	sqlite3_reset(binder->statement);
}

int binder_step(struct binder *binder)
{
	int result = binder->result;

	if (result == SQLITE_OK)
		result = sqlite3_step(binder->statement);
	if (result != SQLITE_ROW)
		binder_end(binder);
	return result;
}

int binder_run(struct binder *binder)
{
	int result = binder_step(binder);

	if (result == SQLITE_ROW)
		binder_end(binder);
	return result == SQLITE_ROW || result == SQLITE_DONE ? SQLITE_OK : result;
}
