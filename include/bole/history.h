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
 * returns, in the order of the store, and not at all for what is not there.
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
 * Dropped when another process holds the store for longer than half a second. */
void history_keep(struct history *history, const struct object_id *blob,
                  const struct language *language, struct text links, struct text units,
                  struct text prints);

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

/* For `bole doctor`.  False: there is no store.  One that is not sound is set aside
 * by the next run. */
struct history_state {
	uint32_t schema;
	uint64_t blobs, judgements, snapshots, size;
	bool sound; /* passes SQLite's own check */
};
bool history_inspect(struct history *history, struct history_state *state);

#endif
