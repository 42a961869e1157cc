/*
 * small_files: the attributes and guides of a tree that moves: files that say how others are read.
 */
#ifndef HOOKS_SMALL_FILES_H
#define HOOKS_SMALL_FILES_H

#include "bole/git.h"
#include "bole/regions.h"

enum { SMALL_FILE_MAX = 1 << 20 }; /* bytes; larger ones are not believed */

struct small_file {
	struct text path;
	struct bytes content;
	uint64_t meaning; /* of a guide */
	bool attributes;
};

struct small_files {
	struct small_file *list;
	size_t count, capacity;
	struct arena arena; /* of paths */
};

#define SMALL_FILES_INIT ((struct small_files){ 0 })

void small_files_release(struct small_files *files);

/* What lies at `path` (see chart_is_small) now; `blob` none: nothing.  `other`: files may be read otherwise, or lead
 * elsewhere. */
enum status small_files_put(struct small_files *files, struct repo *repo, struct text path,
                            const struct object_id *blob, bool *other,
                            struct fault *fault) MUST_CHECK;
struct labels *small_files_labels(struct small_files *files);
/* Ascending by path; the caller frees the list. */
struct guide_file *small_files_guides(struct small_files *files, size_t *count);

#endif
