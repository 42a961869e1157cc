/* Between state.c and survey.c: a tree that is near to one whose chart is kept. */
#ifndef HOOKS_STATE_NEAR_H
#define HOOKS_STATE_NEAR_H

#include "state.h"

/* A chart that is near has the same files, attributes and guides, and where files differ, they
 * show the same face; NULL: none is. */
struct near {
	const struct chart *chart;
	const struct chart_difference *differences;
	size_t count;
};

/* Everything from facts; `near`, when it is not NULL, only differs in files that show the same face. */
enum status state_measure_near(struct state *state, struct session *session,
                               const struct near *near, struct fault *fault) MUST_CHECK;

#endif
