/*
 * The inside of an open repository, for the files of this room only.
 *
 * Where it lies and what the environment says is asked of git once, when it is
 * opened (place.c).  Objects, HEAD and the index are then read through
 * libgit2; names of revisions, ranges and settings through git, which alone
 * knows shallow clones, `git -c` and its own syntax.
 *
 * What libgit2 cannot read is asked of git, too, at three places: objects
 * (objects.c: ids of SHA-256, extensions that only git knows), HEAD
 * (revision.c: reftables) and the index (index.c: split, sparse, without a
 * checksum).  Above them nobody can tell which of the two has answered.
 */
#ifndef GIT_REPO_H
#define GIT_REPO_H

#include <git2.h>
#include <git2/sys/repository.h>

#include "bole/git.h"
#include "child.h"
#include "dialogue.h"
#include "overlay.h"

enum {
	ANSWER_SMALL = 64 << 10,  /* of git, where one line is due */
	ANSWER_LARGE = 256 << 20, /* of git, where every file or commit may be named */
	SETTINGS_MOST = 16 << 20, /* bytes of `git config --list` */
	LISTING_PATHS_MOST = 128 << 20,
	INDEX_MEMORY = 1 << 30, /* of git, for an index of as many files as a listing may have */
};

/* The commits at which a shallow clone was cut. */
struct shallow {
	struct object_id *cut; /* ascending */
	size_t count;
	size_t capacity;
};

/* Which refs tell what a remote has; asked once, as a push may bring many tips. */
struct tracking {
	bool known;
	struct bytes remote;
	struct bytes option; /* for rev-list; empty: no ref tells anything */
};

/* What is asked of git and not of libgit2. */
struct routes {
	bool objects, refs, index;
};

struct repo {
	const char *git_dir; /* these are absolute and lie in `arena` */
	const char *common_dir;
	const char *work_tree; /* or NULL */
	const char *start;     /* the folder that it was opened from, or NULL */
	const char *top;       /* where git runs hooks: the work tree, else the git directory */
	const char *index_file;
	bool bare;
	bool index_named; /* by GIT_INDEX_FILE: then it has to be there */
	struct shallow shallow;

	uint8_t id_size; /* of an object id: 20 or 32 bytes */
	struct routes by_git;

	struct environment environment;
	struct git_child child;

	git_repository *handle; /* NULL: neither refs nor objects are read through it */
	git_odb *odb;           /* NULL: objects are asked of git */
	unsigned reopened;      /* how often the object directories were, see objects.c */
	struct dialogue headers, contents; /* `git cat-file`, begun when first asked */
	bool unaided;                      /* both: see objects_by_git.c */

	struct bytes settings; /* `git config -z --list`, read when first asked for */
	bool settings_read;
	bool settings_partial; /* they are kept ones, see settings_kept.c */
	bool settings_to_keep; /* once git has been asked */
	const char *plain_dir; /* where they are kept, in a plain place; else NULL */

	struct tracking tracking;
	struct overlay overlay;
	struct arena arena;
};

/* library.c: may be called more than once, each time to be undone by git_libgit2_shutdown */
void library_start(void);

/* place.c */
enum status place_find(struct repo *repo, const struct repo_place *place,
                       struct fault *fault) MUST_CHECK;
void place_set(struct repo *repo, const char *git_dir, const char *work_tree); /* NULL: bare */
/* In a hook, where nothing is unusual: the place without asking git; false: ask. */
bool plain_place_find(struct repo *repo, const struct repo_place *place);
/* Asked by itself where libgit2 does not tell it. */
enum status place_find_common(struct repo *repo, struct fault *fault) MUST_CHECK;
/* `path` as git takes it from a variable: relative to `base` unless absolute. */
char *place_resolve(struct repo *repo, const char *base, const char *path);

/* settings_kept.c */
bool settings_are_kept(struct text name); /* or all that begin with it */
/* Fills `settings` with what is kept if git would answer the same. */
bool settings_kept_read(struct repo *repo);
void settings_kept_renew(struct repo *repo);

/* objects.c */
struct object {
	git_object_t type;
	const char *data;
	size_t size;
	git_odb_object *cached; /* of libgit2: lives in its cache */
	struct bytes bytes;     /* of git */
};

#define OBJECT_INIT ((struct object){ 0 })

enum status objects_open(struct repo *repo, struct fault *fault) MUST_CHECK;
/* Reads an object of this type.  STATUS_ABSENT: not here. */
enum status object_read(struct repo *repo, const struct object_id *id, git_object_t type,
                        struct object *out, struct fault *fault) MUST_CHECK;
void object_release(struct object *object);
enum status object_header(struct repo *repo, const struct object_id *id, uint64_t *size,
                          git_object_t *type, struct fault *fault) MUST_CHECK;
/* The id that these bytes have as a file's content. */
struct object_id object_id_of_file(const struct repo *repo, struct text bytes);

/* objects_by_git.c: the same, of `git cat-file` */
enum status object_header_by_git(struct repo *repo, const struct object_id *id, uint64_t *size,
                                 git_object_t *type, struct fault *fault) MUST_CHECK;
enum status object_read_by_git(struct repo *repo, const struct object_id *id, struct object *out,
                               struct fault *fault) MUST_CHECK;

/* shallow.c */
enum status shallow_read(struct shallow *shallow, const struct repo *repo,
                         struct fault *fault) MUST_CHECK;
bool shallow_cuts(const struct shallow *shallow, const struct object_id *commit);

/* object_id.c */
struct object_id id_of_oid(const git_oid *oid);
git_oid oid_of_id(const struct object_id *id);   /* SHA-1 only */
const char *empty_tree(const struct repo *repo); /* its id, which every git knows */
int object_id_compare(const struct object_id *a, const struct object_id *b);

/* listing.c */
void listing_add(struct listing *listing, struct text path, const struct object_id *blob);
/* Room for so many, in one that is empty. */
void listing_reserve(struct listing *listing, size_t count);
/* Brings entries into order if they are not, and drops second ones of a path. */
void listing_order(struct listing *listing);
/* More than any repository has. */
bool listing_is_full(const struct listing *listing);
/* Shares the paths of entries of another listing. */
void listing_borrow(struct listing *listing, const struct entry *entries, size_t count);
/* A range of what it is near to: all that is in a folder. */
void listing_take(struct listing *listing, struct text folder, size_t first, size_t behind);

/* mode.c */
bool mode_is_file(unsigned mode);
bool mode_is_folder(unsigned mode);

/* cache_tree.c */
/* What the index knows of its folders (the bytes of its extension "TREE"), into the
 * listing of its entries. */
void folders_read(struct listing *out, struct text extension);
/* Adds what is in a folder (its path with a slash at the end) if the index knows
 * it to be that tree. */
bool folder_take(struct listing *out, const struct listing *index, struct text path,
                 const struct object_id *tree);

/* index.c */
struct index_entry {
	struct text path; /* ends in a NUL */
	struct object_id id;
	unsigned mode;
	bool conflict;                /* one of the stages of a file that is not merged */
	bool intended;                /* to be added; not yet */
	bool lasting;                 /* the path lives as long as the index file is mapped */
	bool assumed;                 /* never to differ in the work tree */
	bool skipped;                 /* outside of a sparse checkout */
	const git_index_entry *known; /* with its stat; NULL: git does not tell it */
};

typedef enum status index_found(void *context, const struct index_entry *entry,
                                struct fault *fault);

/* What the next commit would be made of, or, `whole`, what is known of the
 * work tree: then also what is only intended, and the flags. */
enum status index_walk(struct repo *repo, bool whole, index_found *found, void *context,
                       struct fault *fault) MUST_CHECK;

/* index_file.c: an index as it lies on the disk, when it is one that needs no second
 * file and is known in all its parts.  STATUS_ABSENT: somebody else has to read it. */
struct index_file {
	const unsigned char *data;
	size_t size;
	struct text folders; /* the extension "TREE", once the entries were walked */
};
enum status index_file_open(struct index_file *file, const char *path) MUST_CHECK;
void index_file_close(struct index_file *file);
size_t index_file_count(const struct index_file *file); /* of entries: no more than this */
/* In version 4 each path says how much of the one before it begins with, so that a MB can name
 * some GB.  Do the paths of this index come to more than a listing may have?  What cannot be
 * followed is somebody else's to refuse. */
bool index_file_explodes(const char *path, uint8_t id_size);
/* Ends in STATUS_ABSENT when it is not known after all: forget what was told. */
enum status index_file_walk(struct index_file *file, index_found *found, void *context,
                            struct fault *fault) MUST_CHECK;

/* index_by_git.c */
enum status index_walk_by_git(struct repo *repo, bool whole, index_found *found, void *context,
                              struct fault *fault) MUST_CHECK;
/* Whether an index is what was written: git itself does not look. */
enum status index_check(struct repo *repo, struct fault *fault) MUST_CHECK;

/* What libgit2 said last, added to the sentence. */
enum status fault_libgit2(struct fault *fault, enum status status, const char *format, ...)
	PRINTF_LIKE(3, 4);

#endif
