/*
 * Files of the work tree, opened without following a link: not at the end of
 * a path and not on the way.
 */
#ifndef GIT_WORK_FILE_H
#define GIT_WORK_FILE_H

#include <sys/stat.h>

#include "repo.h"

/* Paths come in order, so the folder of the last one is kept open. */
struct work_folder {
	int top;           /* the top of the work tree */
	int folder;        /* -1: the folder below does not exist */
	struct bytes path; /* of that folder, with a slash at its end; empty at the top */
	bool known;
};

enum status work_folder_open(struct work_folder *folder, const struct repo *repo,
                             struct fault *fault) MUST_CHECK;
void work_folder_close(struct work_folder *folder);

/* False unless `path` is a regular file; `path` ends in a NUL. */
bool work_file_look(struct work_folder *folder, struct text path, struct stat *st);
/* Reads at most OVERLAY_FILE_MOST bytes; `whole` when that was all of them.
 * STATUS_ABSENT: gone meanwhile. */
enum status work_file_read(struct work_folder *folder, struct text path, struct bytes *out,
                           struct stat *st, bool *whole, struct fault *fault) MUST_CHECK;
/* One file by itself; false when it cannot be read whole. */
bool work_file_again(const struct repo *repo, struct text path, struct bytes *out);

#endif
