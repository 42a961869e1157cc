/*
 * store: the inside of the history room.
 *
 * One SQLite connection, opened suspicious and closed early.  The rules that
 * hold all over the room:
 *
 * - `db` NULL means off: every function then finds nothing and keeps nothing.
 *   Whatever goes wrong ends in store_failed, which words it once and turns the
 *   store off for this run, unless somebody else merely holds the lock.
 * - Reading and writing never overlap in one process: a read transaction is
 *   ended before a write begins, so that the two cannot wait for each other.
 * - No statement is left open between two calls of the door.  What is found is
 *   copied into buffers of the store.
 * - Nothing that the file says is believed.  Its schema must be ours to the
 *   letter, and each row of facts carries a seal over its key and its bytes.
 */
#ifndef BOLE_HISTORY_STORE_H
#define BOLE_HISTORY_STORE_H

#include "bole/history.h"

#include <sqlite3.h>

enum {
	STORE_APPLICATION = 0x626f6c65, /* "bole" */
	STORE_SCHEMA = 1,
	STORE_PAGE = 8192,          /* see FORMAT.md: halves the overflow chains */
	STORE_BUSY_MS = 500,        /* a hook must not hang on somebody else's lock */
	STORE_READ_MS = 100,        /* a read lock held longer lets writers through */
	STORE_BUSY_MOST = 4,        /* times to meet a lock, until we stop trying */
	STORE_PAUSE_MS = 1000,      /* without reading, after that */
	STORE_CACHE_KB = 16 << 10,  /* a batch fits, so that nothing is spilled early */
	STORE_BATCH = 4 << 20,      /* bytes gathered until they are written */
	STORE_PART_MOST = 4 << 20,  /* a larger encoding is not worth keeping */
	STORE_FINDINGS_MOST = 1000, /* of one judgement; its counts are always whole */
	STORE_AGED_MOST = 1000,     /* facts of old revisions removed in one run */
	STORE_ASIDE_MOST = 9,       /* broken files kept before we give up */
	STORE_CHECK_SECONDS = 24 * 60 * 60,
	STORE_TICK = 100000, /* SQLite's operations between two looks at a statement */
	STORE_TICKS = 500,   /* two seconds: only a tree that leads in circles takes longer */
};

/* --- statements: one row each in statements.c ---------------------------------- */

enum statement {
	READ_FACTS,
	READ_LINKS,
	READ_UNITS,
	READ_PRINTS,
	WALK_FACTS,
	RANGE_LINKS,
	RANGE_PRINTS,
	HIGHEST_LINKS,
	WRITE_FACTS,
	WRITE_LINKS,
	WRITE_UNITS,
	WRITE_PRINTS,
	WRITE_LANGUAGE,
	READ_OLDEST,
	WRITE_OLDEST,
	REMOVE_LINKS,
	REMOVE_UNITS,
	REMOVE_PRINTS,
	REMOVE_FACTS,
	WRITE_MEASURE,
	READ_MEASURE,
	WRITE_JUDGEMENT,
	WRITE_FINDING,
	READ_SNAPSHOT,
	WRITE_SNAPSHOT,
	WRITE_SUMS,
	READ_META,
	WRITE_META,
	READ_PATH,
	WRITE_PATH,
	READ_PAST,
	READ_MEASURED,
	READ_BEHIND,
	READ_TIP,
	READ_BEGIN,
	WRITE_PAST,
	WRITE_TOUCH,
	WRITE_FILE_CHANGE,
	READ_UNIT,
	WRITE_UNIT,
	WRITE_UNIT_CHANGE,
	WRITE_PROMOTION,
	WALK_PATHS,
	WALK_PAST,
	WALK_TOUCHES,
	WALK_LINE,
	WALK_FILES,
	WALK_UNITS,
	WALK_PROMOTIONS,
	COUNT_FACTS,
	COUNT_JUDGEMENTS,
	COUNT_SNAPSHOTS,
	COUNT_PAST,
	STATEMENT_COUNT
};

/* --- facts not yet written -------------------------------------------------------- */

/* What facts are found by. */
struct facts_key {
	struct object_id blob;
	uint16_t language;
	uint32_t revision;
};

enum facts_part { PART_LINKS, PART_UNITS, PART_PRINTS, PART_COUNT };

struct kept_row {
	struct facts_key key;
	size_t at;                  /* in `data`: its parts one behind the other */
	uint32_t sizes[PART_COUNT]; /* of them */
	uint32_t older;             /* row with the same hash, or MAP_NONE */
};

struct kept {
	struct kept_row *rows;
	size_t count, capacity;
	struct bytes data;
	struct hash_map index;
};

/* A language met in this run, for its row in the store and for removing what
 * older revisions of it left. */
struct met_language {
	uint16_t id;
	uint32_t revision;
	const char *name;
	bool settled; /* its row is written and nothing older is left */
};

/* --- the store ---------------------------------------------------------------------- */

struct history {
	char *folder;           /* `<common dir>/bole`, symbolic links resolved */
	char *path;             /* the file in it */
	uint64_t device, inode; /* of the file, as it was examined */
	sqlite3 *db;            /* NULL: off */
	sqlite3_stmt *statements[STATEMENT_COUNT]; /* prepared when first used */
	struct bytes notices;                      /* not yet handed over */

	bool reading;       /* a read transaction is open */
	int64_t read_since; /* milliseconds */
	int64_t read_again; /* not before that */
	bool read_only;
	int64_t ticks;    /* left to the statement that runs */
	bool checked;     /* found sound in this run; to be remembered */
	unsigned busy;    /* times that a lock was met */
	unsigned damaged; /* rows whose seal is broken */
	unsigned aged;    /* facts of old revisions removed in this run */

	struct kept kept;
	struct snapshot *snapshots;
	size_t snapshot_count, snapshot_capacity;
	struct met_language *languages;
	size_t language_count, language_capacity;
	struct bytes found[PART_COUNT];
	struct text chart; /* mapped; empty: not asked for, or none */
	int chart_file;    /* open while that is not empty */
};

/* notices.c: what is said, one line each */
void store_notice(struct history *history, const char *format, ...) PRINTF_LIKE(2, 3);
void store_hand_over(struct history *history, struct bytes *notice);
/* Words the failure of an SQLite call and draws the consequence. */
void store_failed(struct history *history, int result);
bool store_is_busy(int result);
int64_t store_clock(void); /* milliseconds since whenever */

/* place.c: folder and file.  False: a notice says why there is no store. */
bool place_prepare(struct history *history, const char *common_dir) MUST_CHECK;
/* Renames the file, so that a new one can be begun; the notice gives `reason`. */
bool place_set_aside(struct history *history, const char *reason) MUST_CHECK;
/* A mark beside the file, because a damaged file is no place to write it in. */
void place_suspect(const struct history *history);
bool place_is_suspect(const struct history *history);
void place_trust(const struct history *history);

/* connect.c: one connection with every guard up */
int store_connect(struct history *history) MUST_CHECK; /* an SQLite result */
void store_disconnect(struct history *history);

/* statements.c */
sqlite3_stmt *store_statement(struct history *history, enum statement which); /* or NULL */
int store_execute(struct history *history, const char *sql) MUST_CHECK;
int store_number(struct history *history, const char *sql, int64_t *number) MUST_CHECK;
/* Fills the places of a statement one after the other; the first that fails
 * shows in `result`. */
struct binder {
	sqlite3_stmt *statement; /* NULL: `result` says why */
	int at;
	int result;
};
struct binder store_bind(struct history *history, enum statement which);
void bind_number(struct binder *binder, int64_t number);
void bind_real(struct binder *binder, double number);
void bind_string(struct binder *binder, const char *string);         /* borrowed until the run */
void bind_copy(struct binder *binder, struct text text);             /* UTF-8, copied */
void bind_bytes(struct binder *binder, struct text bytes);           /* a blob, borrowed */
void bind_object(struct binder *binder, const struct object_id *id); /* NULL when none */
void bind_null(struct binder *binder);
/* One step: SQLITE_ROW leaves the statement on its row, to be ended with
 * binder_end; everything else has ended it. */
int binder_step(struct binder *binder) MUST_CHECK;
int binder_run(struct binder *binder) MUST_CHECK; /* SQLITE_OK when it ended well */
void binder_end(struct binder *binder);

/* schema.c */
enum schema_state {
	SCHEMA_OURS,
	SCHEMA_OLDER, /* or an empty file */
	SCHEMA_NEWER,
	SCHEMA_FOREIGN,    /* another program's database */
	SCHEMA_ALTERED,    /* ours, and not as we made it */
	SCHEMA_UNREADABLE, /* `*result` says why */
};
enum schema_state schema_state(struct history *history, int *result);
int schema_migrate(struct history *history) MUST_CHECK;

/* check.c: is the file as it should be? */
bool store_is_damage(int result);
bool store_sound(struct history *history, const char *pragma);
/* Once a day, or when the last run met damage.  False: it is broken. */
bool store_check_due(struct history *history) MUST_CHECK;
int store_remember_check(struct history *history) MUST_CHECK;

/* kept.c: facts not yet written */
bool facts_key_equal(const struct facts_key *a, const struct facts_key *b);
uint64_t facts_key_hash(const struct facts_key *key);
void kept_add(struct kept *kept, const struct facts_key *key, const struct text parts[PART_COUNT]);
const struct kept_row *kept_find(const struct kept *kept, const struct facts_key *key);
struct text kept_part(const struct kept *kept, const struct kept_row *row, enum facts_part part);
void kept_clear(struct kept *kept);
void kept_release(struct kept *kept);

/* write.c: work within one transaction, undone as a whole when it fails */
typedef int store_work(struct history *history, const void *context);
int store_transact(struct history *history, store_work *work, const void *context) MUST_CHECK;

/* facts.c */
bool store_read_begin(struct history *history) MUST_CHECK;
void store_read_end(struct history *history);
/* The row of a key, or 0; `*result` tells an absent one from a failure. */
int64_t facts_row(struct history *history, const struct facts_key *key, int *result);
struct facts_key facts_key_of(const struct object_id *blob, const struct language *language);
int32_t facts_seal(const struct facts_key *key, enum facts_part part, struct text data);

/* write.c: everything gathered, and perhaps a judgement, in one transaction */
void store_write(struct history *history, const struct judgement *judgement);
void store_release_chart(struct history *history); /* chart.c */
/* log.c: rows of the log, inside of that transaction */
int log_judgement(struct history *history, const struct judgement *judgement) MUST_CHECK;
/* `*id`: the number it has. */
int log_snapshot(struct history *history, const struct snapshot *snapshot, int64_t *id) MUST_CHECK;
/* Texts of the repository as readers of the log expect them, and back. */
void text_make_readable(struct bytes *out, struct text text);
void text_make_raw(struct bytes *out, struct text text);
/* past_write.c: the number that a statement finds for a commit; 0: none, or `*result` says why */
int64_t past_number(struct history *history, enum statement statement,
                    const struct object_id *commit, int *result);
/* age.c: facts of old revisions */
void languages_meet(struct history *history, const struct language *language, uint32_t revision);
int languages_settle(struct history *history) MUST_CHECK;

#endif
