/* Between state.c and survey.c: a tree that is near to one whose chart is kept. */
#ifndef HOOKS_STATE_NEAR_H
#define HOOKS_STATE_NEAR_H

#include "state.h"

/* A chart that is near has the same attributes and guides, and few other files. */
struct near {
	struct chart *chart;
	const struct chart_difference *differences;
	size_t count;
};

/* What the facts of an entry are of, by its path; without a language: of nothing. */
struct wanted entry_blob(const struct entry *entry);

/* Everything from facts; `near`, when it is not NULL, has the same files, and where they differ they
 * show the same face. */
enum status state_measure_near(struct state *state, struct session *session,
                               const struct near *near, struct fault *fault) MUST_CHECK;

/* Of the chart's tree, which has the same. */
enum status state_read_labels(struct state *state, struct session *session,
                              struct fault *fault) MUST_CHECK;
enum status state_read_guides(struct state *state, struct session *session,
                              struct fault *fault) MUST_CHECK;
/* By attributes that were read, the path, and what the file says of itself. */
struct label state_label(const struct state *state, struct text path, const struct facts *facts);

#endif
