/*
 * history: how was it before?
 *
 * The store is one SQLite file, `<common git dir>/bole/history.db`: facts of
 * blobs (a cache that can be rebuilt) and what was judged (a log).  Its schema
 * is documented in metrics/history/FORMAT.md.  The only room that knows SQLite.
 *
 * A store is never needed: each function works on a store that could not be
 * opened, finding nothing and keeping nothing.  So deleting it, locking it or
 * breaking it costs time and never changes a verdict.
 *
 * Notices are lines to print after "bole: ", without a newline at the end; they
 * name no file but those of bole, and no byte of the repository is in them.  The program ignores SIGXFSZ, so
 * that a limit on file sizes is a notice and not its end.  Child processes must
 * leave a store that their parent opened alone, closing included.
 */
#ifndef BOLE_HISTORY_H
#define BOLE_HISTORY_H

#include "bole/base.h"
#include "bole/facts.h"
#include "bole/git.h"
#include "bole/judge.h"
#include "bole/trend.h"

struct history;

/*
 * Opens or creates the store below `common_dir`; never fails.  When it cannot
 * be used (locked, read-only, from a newer bole, not a database) the notice
 * says why and the store behaves as empty.  A broken database is renamed aside
 * and a new one begun.  `common_dir` NULL: no store wanted.
 */
struct history *history_open(const char *common_dir, struct bytes *notice);
/* Writes what was kept; the notice tells what went wrong since it was opened. */
void history_close(struct history *history, struct bytes *notice);
bool history_usable(const struct history *history);
const char *history_path(const struct history *history); /* or NULL */

/* --- facts of blobs --------------------------------------------------------------- */

/*
 * Looks facts up.  False: not there.  `links` and `units` (each may be NULL)
 * are filled with encodings that live until the next call.
 */
bool history_find(struct history *history, const struct object_id *blob,
                  const struct language *language, struct text *links, struct text *units);

/* The links of many blobs in one pass, several times faster than one by one.
 * `found` is called with an index of `wanted` and a part that lives until it
 * returns, what is not yet written first, the rest in the order of the store, and not at all
 * for what is not there.
 * It must not call this room. */
struct history_wanted {
	const struct object_id *blob;
	const struct language *language;
};
typedef void history_part_found(void *context, size_t index, struct text part);
void history_find_links(struct history *history, const struct history_wanted *wanted, size_t count,
                        history_part_found *found, void *context);

/* Likewise the fingerprints, of one blob and of many. */
bool history_find_prints(struct history *history, const struct object_id *blob,
                         const struct language *language, struct text *prints);
void history_find_all_prints(struct history *history, const struct history_wanted *wanted,
                             size_t count, history_part_found *found, void *context);

/* Keeps facts; written out in large transactions, at the latest at close.
 * Dropped when another process holds the store for longer than half a second.
 * False: dropped at once, as where nothing may be written. */
bool history_keep(struct history *history, const struct object_id *blob,
                  const struct language *language, struct text links, struct text units,
                  struct text prints);

/* --- a tree's graph --------------------------------------------------------------- */

/* Bytes of somebody else's making, kept beside the store in one file: the last ones, to be
 * written in by none but this process, until the history is closed.  Empty: none. */
struct text history_chart(struct history *history);
/* A part of it, without mapping any: what is mapped is mapped in pieces of up to 2 MB.  False: it
 * is not there. */
bool history_read_chart(struct history *history, size_t from, void *into, size_t size) MUST_CHECK;
void history_keep_chart(struct history *history, struct text bytes);

/* --- what was judged ---------------------------------------------------------------- */

struct judgement {
	const char *moment;             /* "pre-commit", "pre-push", "check" */
	struct object_id before, after; /* trees or commits; none for an index */
	int64_t time;                   /* seconds since 1970 */
	double seconds;                 /* it took */
	const struct verdict *verdict;
};
/* Writes at once, with the facts and snapshots gathered so far, in one transaction. */
void history_record(struct history *history, const struct judgement *judgement);

/* The sums of a tree, by region. */
struct snapshot {
	struct object_id tree;
	struct object_id commit;
	int64_t time; /* of the commit */
	struct trend_sums regions[REGION_COUNT];
};
/* Written with the next transaction; replaces an earlier one of the same tree and commit. */
void history_snapshot(struct history *history, const struct snapshot *snapshot);

/* --- the past: what `bole history` recorded ------------------------------------------- */

/*
 * Commits with what they changed, oldest first, each once.  Commits of the
 * first-parent line that were measured carry a snapshot; numbers of files and
 * units stand with the commits at which they changed.  Only source files have
 * numbers: tests, examples, vendored and generated files do not.
 */
struct past_file {
	struct text path;
	const char *language;
	bool gone;
	enum region region; /* in the tree of this commit */
	uint32_t load, fan_out;
	struct trend_sums sums; /* of this file */
};

struct past_unit {
	struct text path, name;
	uint32_t nth; /* of this name in its file, from 0 */
	bool gone;
	uint32_t cognitive, sloc;
	int64_t debt; /* tenths */
};

struct past_touch {
	struct text path;
	struct text was; /* before a rename; else empty */
};

struct past_promotion {
	struct text path;
	enum region before, after;
	uint32_t load_before, load_after;
};

struct past_row {
	struct object_id commit;
	int64_t time;
	bool on_line;
	uint32_t parents;
	bool fix;
	struct text cohort; /* empty: unknown */
	uint32_t files;     /* it changed */
	struct text subject;
	const struct snapshot *snapshot; /* or NULL */

	const struct past_touch *touches;
	size_t touch_count;
	const struct past_file *file_changes;
	size_t file_count;
	const struct past_unit *unit_changes;
	size_t unit_count;
	const struct past_promotion *promotions;
	size_t promotion_count;
};

/* In one transaction; commits that are there already are passed over.  False:
 * nothing was written, because the store is off or somebody else holds it. */
bool history_past_write(struct history *history, const struct past_row *rows,
                        size_t count) MUST_CHECK;
/* The last commit with a snapshot.  False: there is none. */
bool history_past_tip(struct history *history, struct object_id *commit);
/* Its first commit with a snapshot, and the time that it claims. */
bool history_past_begin(struct history *history, struct object_id *commit, int64_t *time);
/* Is it recorded, and with a snapshot? */
bool history_past_has(struct history *history, const struct object_id *commit);
/* How many commits were recorded after it. */
uint64_t history_past_behind(struct history *history, const struct object_id *commit);
/* Forgets what was recorded after `commit`; NULL: all of it. */
bool history_past_forget(struct history *history, const struct object_id *commit) MUST_CHECK;

/* All of it, read in one go; when `upto` is among it, no commit after that.  Numbers of
 * commits ascend with the line. */
struct past_commits {
	struct past_row *rows; /* without lists; snapshots point into `snapshots` */
	size_t count;
	struct snapshot *snapshots;
	size_t snapshot_count;
	struct past_name {
		struct text path, language; /* language empty: none */
	} * paths;                          /* `path` of the lists below: an index */
	size_t path_count;
	struct past_touched {
		uint32_t path, commit, was; /* `commit`: index of rows; MAP_NONE: was not moved */
	} * touches;                        /* by path, then commit */
	size_t touch_count;
	struct past_changed {
		uint32_t path, commit;
		struct past_file file; /* path and language empty */
	} * files;                     /* by path, then commit */
	size_t file_count;
	struct past_measured {
		uint32_t path, commit, unit; /* equal for changes of one unit */
		struct past_unit numbers;    /* path empty */
	} * units;                           /* by unit, then commit */
	size_t unit_count;
	struct past_risen {
		uint32_t path, commit;
		struct past_promotion promotion; /* path empty */
	} * promotions;                          /* by commit */
	size_t promotion_count;
	struct arena arena;
};
bool history_past_read(struct history *history, const struct object_id *upto,
                       struct past_commits *past) MUST_CHECK;
void past_commits_release(struct past_commits *past);

/* For `bole doctor`.  False: there is no store.  One that is not sound is set aside
 * by the next run. */
struct history_state {
	uint32_t schema;
	uint64_t blobs, judgements, snapshots, commits, size;
	bool sound; /* passes SQLite's own check */
};
bool history_inspect(struct history *history, struct history_state *state);

#endif
