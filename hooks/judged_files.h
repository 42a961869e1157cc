/*
 * judged_files: the files of a change with their functions, as the judge sees them.
 *
 * How much is measured of one change is bounded, and somebody may wish that the file which he
 * means falls behind the bound.  So nothing here goes by path: what stood before the change is
 * measured before what is new in it; what much stands on before the rest, and small files before
 * large ones.
 */
#ifndef HOOKS_JUDGED_FILES_H
#define HOOKS_JUDGED_FILES_H

#include "bole/judge.h"
#include "state.h"

struct judged_files {
	struct judged_change *changes; /* in the order of what they were gathered from */
	size_t left_out;               /* files, of more functions than are remembered */
	size_t uncounted;              /* files whose functions are as loaded as they are */
	struct arena arena;
};

#define JUDGED_FILES_INIT ((struct judged_files){ .changes = NULL })

/* Parses what is changed in files that stood before, if nobody did. */
enum status judged_files_first(struct session *session, const struct changes *changes,
                               struct fault *fault) MUST_CHECK;

/* `changes` are those between the two states.  Says what is left out. */
enum status judged_files_gather(struct judged_files *files, struct session *session,
                                struct state *before, struct state *after,
                                const struct changes *changes, struct fault *fault) MUST_CHECK;
void judged_files_release(struct judged_files *files);

#endif
