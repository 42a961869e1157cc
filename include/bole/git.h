/*
 * git: what changed?
 *
 * The only room that knows libgit2 and that starts git itself.  It answers in
 * plain structs: listings of trees and of the index, the changes between two
 * listings, and the bytes of blobs.  A repository that libgit2 cannot read is
 * read through git's own plumbing, to the same answers.
 *
 * It only reads.  Index, refs and work tree are never written, no filter,
 * textconv, fsmonitor or alias is ever run, nothing is fetched.  The one file
 * of its own, beside the store, keeps what git answered to a hook.
 *
 * Two traps it keeps from everybody else: during `git commit -a` the index to
 * judge is the one that GIT_INDEX_FILE names, which libgit2 ignores by
 * itself; and `git -c name=value` reaches a hook only through the environment,
 * so settings are asked of git and not of libgit2; in a hook once, as long as
 * nothing that bears on them changes.
 */
#ifndef BOLE_GIT_H
#define BOLE_GIT_H

#include "bole/base.h"

struct object_id {
	uint8_t size; /* 20 (SHA-1), 32 (SHA-256), 0: none */
	uint8_t bytes[32];
};

enum { OBJECT_ID_HEX = 65 };

bool object_id_equal(const struct object_id *a, const struct object_id *b);
bool object_id_none(const struct object_id *id); /* no id, or all zeros */
const char *object_id_hex(const struct object_id *id, char hex[OBJECT_ID_HEX]);
bool object_id_parse(struct object_id *id, struct text hex); /* full length only */

/* --- the repository --------------------------------------------------------- */

struct repo;

struct repo_place {
	const char *directory; /* -C, or NULL for here */
	const char *git_dir;   /* --git-dir, or NULL */
	bool from_hook;        /* git started us here: it has checked the owner of the repository */
	bool by_git;           /* ask git for everything, also what libgit2 could tell */
};

/* STATUS_USAGE: no repository there; STATUS_UNABLE: one that cannot be read,
 * with the feature that is in the way named. */
enum status repo_open(struct repo **out, const struct repo_place *place,
                      struct fault *fault) MUST_CHECK;
void repo_close(struct repo *repo);

const char *repo_git_dir(const struct repo *repo);    /* absolute, no slash at the end */
const char *repo_common_dir(const struct repo *repo); /* shared by all work trees */
const char *repo_work_tree(const struct repo *repo);  /* NULL in a bare repository */
bool repo_is_shallow(const struct repo *repo);
/* `asked`, a path as a person types it where the repository was opened, as one
 * from the top; empty: the top itself.  STATUS_USAGE: it leads out of it. */
enum status repo_path(const struct repo *repo, const char *asked, struct bytes *path,
                      struct fault *fault) MUST_CHECK;

/* --- revisions ---------------------------------------------------------------- */

/* STATUS_USAGE when it does not name a commit; on a shallow clone the fault
 * says what to fetch. */
enum status repo_commit(struct repo *repo, const char *revision, struct object_id *commit,
                        struct fault *fault) MUST_CHECK;
/* HEAD; STATUS_ABSENT while no commit was made yet. */
enum status repo_head(struct repo *repo, struct object_id *commit, struct fault *fault) MUST_CHECK;
/* STATUS_ABSENT: they share no commit.  STATUS_USAGE: a shallow clone is cut
 * before one; the fault says what to fetch. */
enum status repo_merge_base(struct repo *repo, const struct object_id *a, const struct object_id *b,
                            struct object_id *base, struct fault *fault) MUST_CHECK;
/* The newest ancestor of `tip` that the remote has, as far as its tracking
 * refs tell (`remote` NULL or a URL: of any remote).  STATUS_ABSENT: none.
 * STATUS_USAGE: as for repo_merge_base. */
enum status repo_push_base(struct repo *repo, const struct object_id *tip, const char *remote,
                           struct object_id *base, struct fault *fault) MUST_CHECK;
/* Whether there is any ref below this prefix. */
enum status repo_any_ref(struct repo *repo, const char *prefix, bool *found,
                         struct fault *fault) MUST_CHECK;
/* The same on the server's side, while refs still are as before the push: the
 * newest ancestor of `tip` that any ref holds. */
enum status repo_receive_base(struct repo *repo, const struct object_id *tip,
                              struct object_id *base, struct fault *fault) MUST_CHECK;
/* Tags are peeled.  STATUS_ABSENT: an object that leads to no commit, or is not
 * here.  STATUS_UNABLE: a tag that cannot be followed to its end. */
enum status repo_peel(struct repo *repo, const struct object_id *object, struct object_id *commit,
                      struct fault *fault) MUST_CHECK;
bool repo_has(struct repo *repo, const struct object_id *object);

/* The parents that the commit being made will have beside HEAD: MERGE_HEAD,
 * and GITHEAD_* of the environment during a clean merge. */
enum { MERGE_PARENTS_MAX = 64 };
size_t repo_merge_parents(struct repo *repo, bool merging,
                          struct object_id parents[MERGE_PARENTS_MAX]);
/* The parents of a commit; at most MERGE_PARENTS_MAX of them, and none where a
 * shallow clone was cut. */
enum status repo_parents(struct repo *repo, const struct object_id *commit,
                         struct object_id parents[MERGE_PARENTS_MAX], size_t *count,
                         struct fault *fault) MUST_CHECK;

struct commit_info {
	struct object_id tree;
	int64_t time; /* committer, seconds since 1970 */
};
enum status repo_commit_info(struct repo *repo, const struct object_id *commit,
                             struct commit_info *info, struct fault *fault) MUST_CHECK;

/* --- listings ------------------------------------------------------------------ */

/* A regular file of a tree.  Symlinks and submodules are left out. */
struct entry {
	struct text path; /* bytes, with slashes, from the top */
	struct object_id blob;
};

/* A folder of the index in which nothing was staged since its tree was known. */
struct known_folder {
	struct text path; /* with a slash at the end; empty: all of it */
	struct object_id tree;
	size_t most; /* files of a commit in it, if it is what it says */
};

struct listing_range {
	size_t first, behind; /* of the entries of `near` */
	size_t at;            /* it comes before this one of the rest */
	struct text folder;   /* all of them are in; with a slash at the end */
};

struct index_view;

struct listing {
	struct entry *entries; /* ascending by text_compare(path), no path twice */
	size_t count;
	size_t capacity;
	struct object_id tree;        /* none for an index or a work tree */
	struct known_folder *folders; /* of an index, by path */
	size_t folder_count, folder_capacity;
	struct text mapped; /* the file that its paths may lie in; empty: none */
	struct arena arena;

	/* What is as in another listing, until listing_complete: ranges of its entries.  `entries` are
	 * the rest. */
	const struct listing *near;
	struct listing_range *ranges; /* ascending */
	size_t range_count, range_capacity;
	struct entry *rest; /* of a complete one: changes may point there */

	/* Of an index that was only looked at: until listing_complete, there are no `entries`. */
	struct index_view *view;
};

#define LISTING_INIT ((struct listing){ 0 })

void listing_release(struct listing *listing);
const struct entry *listing_find(const struct listing *listing, struct text path); /* or NULL */
/* One of `count`; its path lives until the next is asked for, or as long as the listing. */
struct entry listing_at(const struct listing *listing, size_t at);
const struct entry *listing_keep(const struct listing *listing, size_t at);
/* Is it this path, with this blob? */
bool listing_is(const struct listing *listing, size_t at, struct text path, const uint8_t *id,
                size_t id_size);

/* `commit` NULL: the empty tree. */
enum status listing_of_commit(struct listing *out, struct repo *repo,
                              const struct object_id *commit, struct fault *fault) MUST_CHECK;
/* The same, where most is expected to be as in this listing of the index: whole
 * folders are taken from there, and `out` may not outlive it.  Only listing_find and
 * changes_between (with that index) know what is taken; for all others it must be completed. */
enum status listing_of_commit_near(struct listing *out, struct repo *repo,
                                   const struct object_id *commit, const struct listing *index,
                                   struct fault *fault) MUST_CHECK;
void listing_complete(struct listing *listing);
/* The index that this commit is made from.  Entries that are only intended to
 * be added are left out.  STATUS_UNABLE: one is in conflict. */
enum status listing_of_index(struct listing *out, struct repo *repo,
                             struct fault *fault) MUST_CHECK;
/* The same, where most of its files will not be asked for: it is looked at where it lies.
 * Until it is completed it can be found in, gone through by listing_at, and another
 * be near to it. */
enum status listing_look_at_index(struct listing *out, struct repo *repo,
                                  struct fault *fault) MUST_CHECK;
/* STATUS_UNABLE: an index that was looked at could not be read to the end; what came of
 * it is nothing. */
enum status listing_seen(const struct listing *listing, struct fault *fault) MUST_CHECK;
/* The index with the files of the work tree over it, untracked and not ignored
 * ones included.  Their bytes are kept with `repo` and read like blobs. */
enum status listing_of_work_tree(struct listing *out, struct repo *repo,
                                 struct fault *fault) MUST_CHECK;

/* --- changes ------------------------------------------------------------------- */

/* One file that differs.  `before` or `after` is NULL for added and deleted
 * files; a file that moved unchanged has both, with different paths. */
struct change {
	const struct entry *before;
	const struct entry *after;
};

struct changes {
	struct change *items; /* ascending by path (after, else before) */
	size_t count;
	size_t capacity;
};

#define CHANGES_INIT ((struct changes){ 0 })

/* Borrows the entries of both listings. */
void changes_between(struct changes *out, const struct listing *before,
                     const struct listing *after);
void changes_release(struct changes *changes);

/* --- the past ------------------------------------------------------------------ */

/* What one commit changed: against its first parent, or against nothing. */
struct past_change {
	struct text path;               /* after; of a deleted file: before */
	struct text was;                /* the path before a rename; else empty */
	struct object_id before, after; /* none: there was or is no regular file */
};

struct past_commit {
	struct object_id id, first_parent; /* first_parent none: a root, or cut off there */
	int64_t time;                      /* committer, seconds since 1970 */
	uint32_t parents;
	bool on_line;        /* of the first-parent line that leads to the tip */
	struct text message; /* subject and body, UTF-8 as far as git can tell */
	struct text notes;   /* of refs/notes/ai */
	size_t first_change, change_count;
};

/* Every commit that leads to a tip, parents before children. */
struct past {
	struct past_commit *commits;
	size_t count, capacity;
	struct past_change *changes;
	size_t change_count, change_capacity;
	struct bytes text; /* what the texts lie in */
};

#define PAST_INIT ((struct past){ 0 })

/* `known` (may be NULL) and all that leads to it is left out.  Renames are
 * followed; in a partial clone only those that change no byte. */
enum status past_read(struct past *out, struct repo *repo, const struct object_id *tip,
                      const struct object_id *known, struct fault *fault) MUST_CHECK;
void past_release(struct past *past);
bool repo_is_partial(struct repo *repo); /* objects may be missing here, by design */
/* Seconds since 1970 for what git understands as a date: "2026-01-31", "3 months ago". */
enum status repo_date(struct repo *repo, const char *words, int64_t *time,
                      struct fault *fault) MUST_CHECK;

/* --- blobs --------------------------------------------------------------------- */

/* From the object's header.  STATUS_ABSENT: not in this clone. */
enum status blob_size(struct repo *repo, const struct object_id *blob, uint64_t *size,
                      struct fault *fault) MUST_CHECK;
/* Replaces what is in `out`.  STATUS_ABSENT when missing; a blob larger than
 * `most` is not read: STATUS_OK and `*too_large`. */
enum status blob_read(struct repo *repo, const struct object_id *blob, uint64_t most,
                      struct bytes *out, bool *too_large, struct fault *fault) MUST_CHECK;

/* Lines that differ between two blobs, as git counts them; either may be NULL:
 * there is none.  Zero of what is binary or larger than 1 MiB. */
enum status blob_lines_changed(struct repo *repo, const struct object_id *before,
                               const struct object_id *after, struct line_count *lines,
                               struct fault *fault) MUST_CHECK;

/* The version of the git that answers here: 2, 39. */
enum status repo_git_version(struct repo *repo, unsigned *major, unsigned *minor,
                             struct fault *fault) MUST_CHECK;

/* --- settings -------------------------------------------------------------------- */

typedef enum status setting_found(void *context, struct text name, struct text value,
                                  struct fault *fault);

/* Every `bole.*` setting git sees here, weakest first, names without "bole."
 * and as git prints them (section and key in lower case). */
enum status repo_settings(struct repo *repo, setting_found *found, void *context,
                          struct fault *fault) MUST_CHECK;
/* Every setting whose name begins with `prefix`, whole names: "hook.". */
enum status repo_settings_under(struct repo *repo, const char *prefix, setting_found *found,
                                void *context, struct fault *fault) MUST_CHECK;
/* The `bole.*` settings of a tracked file in git-config syntax; includes are
 * not followed. */
enum status blob_settings(struct repo *repo, const struct object_id *blob, setting_found *found,
                          void *context, struct fault *fault) MUST_CHECK;
/* One setting of any name, or STATUS_ABSENT. */
enum status repo_setting(struct repo *repo, const char *name, struct bytes *value,
                         struct fault *fault) MUST_CHECK;
/* Where git looks for hooks here, core.hooksPath followed.  `configured`: by
 * that setting. */
enum status repo_hooks_dir(struct repo *repo, struct bytes *path, bool *configured,
                           struct fault *fault) MUST_CHECK;

#endif
