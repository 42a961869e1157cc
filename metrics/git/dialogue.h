/*
 * A git that is asked many things: a line is said, an answer comes, again and
 * again, until it is closed.  Nothing is said before the last answer was taken
 * whole, so that neither side can wait for the other.
 */
#ifndef GIT_DIALOGUE_H
#define GIT_DIALOGUE_H

#include "child.h"

struct dialogue {
	struct git_running running;
	bool open;
	struct bytes received; /* by us; what lies before `taken` was told already */
	size_t taken;
	struct git_answer said; /* its complaints */
};

#define DIALOGUE_INIT ((struct dialogue){ 0 })

enum status dialogue_open(struct dialogue *dialogue, const struct git_child *child,
                          const char *const *arguments, struct fault *fault) MUST_CHECK;
void dialogue_close(struct dialogue *dialogue);

/* Says a line, which ends in LF, and takes the line that answers it, without
 * its end.  That one lives until the next call. */
enum status dialogue_ask(struct dialogue *dialogue, struct text line, struct text *answer,
                         struct fault *fault) MUST_CHECK;
/* Takes exactly so many of the bytes that follow. */
enum status dialogue_take(struct dialogue *dialogue, size_t size, struct bytes *out,
                          struct fault *fault) MUST_CHECK;
/* Whether it complained of an error since this was asked last; of what, in `complaint`. */
bool dialogue_complained(struct dialogue *dialogue, struct bytes *complaint);

#endif
