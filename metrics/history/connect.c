#include "store.h"

/* Nothing in the file may do anything by itself. */
static const struct {
	int option;
	int value;
} guards[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FKEY, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
};

/* Far above what our own statements need, far below the defaults. */
static const struct {
	int limit;
	int value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 2 * STORE_PART_MOST },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 3 },
	{ SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 40 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* Temporary data stays in memory: nothing is written outside of our folder. */
static const char habits[] = "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;"
			     "PRAGMA mmap_size=0";

/* A hostile file can make a walk over it endless; nothing in SQLite ends it. */
static int tick(void *context)
{
	struct history *history = context;

	return history->ticks-- <= 0;
}

static int raise_guards(struct history *history)
{
	struct bytes page_size = BYTES_INIT;
	int result = SQLITE_OK;

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(history->db, limits[i].limit, limits[i].value);
	for (size_t i = 0; i < sizeof(guards) / sizeof(guards[0]) && result == SQLITE_OK; i++)
		result = sqlite3_db_config(history->db, guards[i].option, guards[i].value, NULL);
	sqlite3_progress_handler(history->db, STORE_TICK, tick, history);
	if (result == SQLITE_OK)
		result = sqlite3_busy_timeout(history->db, STORE_BUSY_MS);
	if (result == SQLITE_OK)
		result = store_execute(history, habits);
	if (result == SQLITE_OK) {
		bytes_format(&page_size, "PRAGMA page_size=%d", STORE_PAGE); /* of a new file */
		result = store_execute(history, page_size.data);
	}
	bytes_release(&page_size);
	return result;
}

int store_connect(struct history *history)
{
	/* Without SQLITE_OPEN_CREATE: the file is made by place.c, with its mode. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
	            SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
	int result = sqlite3_open_v2(history->path, &history->db, flags, NULL);

	if (result == SQLITE_OK)
		result = raise_guards(history);
	if (result == SQLITE_OK)
		history->read_only = sqlite3_db_readonly(history->db, "main") == 1;
	return result;
}

void store_disconnect(struct history *history)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(history->statements[i]);
		history->statements[i] = NULL;
	}
	sqlite3_close(history->db);
	history->db = NULL;
	history->reading = false;
}
