/*
 * A hook on disk: what it is, what ours says, and where they lie.  For
 * installing and for the doctor only.
 */
#ifndef HOOKS_HOOK_FILE_H
#define HOOKS_HOOK_FILE_H

#include "bole/git.h"

/* The hooks that are set up, ended by NULL. */
extern const char *const hook_names[];

/* --- one file -------------------------------------------------------------------- */

enum hook_kind {
	HOOK_NONE,
	HOOK_OURS,
	HOOK_CHANGED,  /* ours once, edited since */
	HOOK_CALLS_US, /* another's, with a line for bole */
	HOOK_FOREIGN,
	HOOK_LINK,
	HOOK_ODD, /* a folder or the like */
};

struct hook_file {
	enum hook_kind kind;
	bool executable; /* git passes over one that is not */
	struct bytes path;
	struct bytes content; /* of a regular file */
};

#define HOOK_FILE_INIT ((struct hook_file){ 0 })

enum status hook_file_read(struct hook_file *file, const char *folder, const char *name,
                           struct fault *fault) MUST_CHECK;
void hook_file_release(struct hook_file *file);

/* What ours says for this hook and program. */
void hook_script(struct bytes *out, const char *name, const char *program);
/* The line by which another's hook calls bole. */
void hook_line(struct bytes *out, const char *name);

/* The name under which another's hook is kept. */
#define HOOK_KEPT ".bole-kept"

/* --- the folder ------------------------------------------------------------------- */

enum hook_folder_kind {
	FOLDER_GIT,     /* git's own, or one below the git directory */
	FOLDER_PRIVATE, /* in the work tree, with nothing tracked in it */
	FOLDER_HUSKY,
	FOLDER_TRACKED, /* in the work tree, by core.hooksPath */
	FOLDER_OUTSIDE, /* shared with other repositories */
	FOLDER_MISSING, /* core.hooksPath names none: no hook runs */
};

struct hook_folder {
	enum hook_folder_kind kind;
	struct bytes path;   /* where git looks */
	struct bytes person; /* where a person edits: husky keeps the two apart */
	struct bytes usual;  /* git's own folder, whether git looks there or not */
	bool elsewhere;      /* git looks in another folder than the usual one */
};

#define HOOK_FOLDER_INIT ((struct hook_folder){ 0 })

enum status hook_folder_find(struct hook_folder *folder, struct repo *repo,
                             struct fault *fault) MUST_CHECK;
void hook_folder_release(struct hook_folder *folder);
bool hook_folder_writable(const struct hook_folder *folder); /* by bole, that is */

/* Adds one line to `said`; `path` is made safe and stands where %s would. */
void say_path(struct bytes *said, const char *before, const char *path, const char *after);

#endif
