/*
 * copies: what a change wrote that is there already, for the judge.
 *
 * The sketches of all files are at hand with their links; only the few files
 * that share a hash with a changed one are looked at closely.
 */
#ifndef HOOKS_COPIES_H
#define HOOKS_COPIES_H

#include "bole/judge.h"
#include "state.h"

struct copies {
	struct judged_copy *copies;
	size_t copy_count;
	struct judged_sibling *siblings;
	size_t sibling_count;
	struct arena arena;
};

#define COPIES_INIT ((struct copies){ .copies = NULL })

/* `changes` are those between the two states, in the order of the judge. */
enum status copies_find(struct copies *copies, struct session *session, struct state *before,
                        struct state *after, const struct changes *changes,
                        struct fault *fault) MUST_CHECK;
void copies_release(struct copies *copies);

#endif
