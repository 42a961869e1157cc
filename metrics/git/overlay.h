/*
 * Files of the work tree that are in no object database: found by the id that
 * their bytes would have there.
 */
#ifndef GIT_OVERLAY_H
#define GIT_OVERLAY_H

#include "bole/git.h"

enum {
	OVERLAY_FILE_MOST = 1 << 20,   /* a larger one is counted as changed and never read */
	OVERLAY_KEPT_MOST = 256 << 20, /* bytes kept; what is beyond is read a second time */
};

struct overlay_file {
	struct object_id id;
	struct text path;
	const char *bytes; /* NULL: not kept */
	uint64_t size;
};

struct overlay {
	struct text_map by_id; /* keys are the bytes of ids in `arena` */
	struct overlay_file *files;
	size_t count;
	size_t capacity;
	size_t kept;
	struct arena arena;
};

void overlay_release(struct overlay *overlay);
/* Copies all of it; `bytes` empty with a size for a file that is too large.
 * The first file of an id stays. */
void overlay_add(struct overlay *overlay, const struct object_id *id, struct text path,
                 struct text bytes, uint64_t size);
const struct overlay_file *overlay_find(const struct overlay *overlay,
                                        const struct object_id *id); /* or NULL */

#endif
