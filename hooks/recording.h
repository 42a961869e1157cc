/*
 * recording: from commits to rows of the past.
 *
 *	git       all commits that lead to the tip and are not recorded yet
 *	sheets    facts of what they bring in, some thousand blobs at a time
 *	moving    the tree of the first-parent line, commit after commit
 *	history   their rows, in one transaction for each of these windows
 *
 * Whoever is killed leaves whole transactions; the next run begins with the
 * tree of the last commit that has numbers.
 */
#ifndef HOOKS_RECORDING_H
#define HOOKS_RECORDING_H

#include "session.h"

/* Which commits of the line are measured; all zeros: each. */
struct sampling {
	uint32_t commits; /* each so many */
	int64_t seconds;  /* the last of each so long a time */
};

struct recording {
	/* what is wanted */
	struct object_id tip, base; /* base none: from the first commit on */
	int64_t since, until;       /* 0: no bound */
	struct sampling sampling;
	bool only_little; /* see recording_catch_up */

	/* what was done */
	size_t commits, measured, parsed, parsed_again, graphs;
	int64_t first, last;  /* time of the measured commits */
	struct bytes missing; /* what is not here, one sentence a line */
};

#define RECORDING_INIT ((struct recording){ 0 })

enum status recording_run(struct recording *recording, struct session *session,
                          struct fault *fault) MUST_CHECK;
/*
 * For who waits for something else: records what is new up to `commit`, if there is a
 * history and that is a moment's work.  STATUS_ABSENT: it is more than that, or more
 * would have to be forgotten.
 */
enum status recording_catch_up(struct session *session, const struct object_id *commit) MUST_CHECK;
void recording_release(struct recording *recording);

#endif
