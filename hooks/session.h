/*
 * session: what one run of a command works with, opened together and closed
 * together: the repository, its settings, its store, the facts read so far.
 */
#ifndef HOOKS_SESSION_H
#define HOOKS_SESSION_H

#include "book.h"
#include "chart.h"
#include "bole/judge.h"
#include "command.h"

struct settings {
	struct bytes overrides;  /* policy settings of git config, name NUL value NUL … */
	bool store;              /* bole.store */
	bool reject_on_failure;  /* bole.onFailure = reject */
	unsigned jobs;           /* bole.jobs; 0: one a core */
	struct bytes assistants; /* bole.assistants: further names of machines in trailers */
};

struct session {
	struct repo *repo;
	struct settings settings;
	struct history *history;
	struct book *book;
	struct chart *chart; /* see session_chart */
	bool chart_sought;
};

/* Says notices of the store on stderr. */
enum status session_open(struct session *session, const struct invocation *invocation,
                         struct fault *fault) MUST_CHECK;
void session_close(struct session *session);

/* The graph that an earlier run kept, or NULL; opened when first asked for. */
struct chart *session_chart(struct session *session);
/* It turned out to be damaged: what was measured by it is to be measured again, without. */
bool session_lost_chart(const struct session *session);

/* The policy that a tree's `.bole` (entry or NULL) and git's settings make.
 * STATUS_USAGE: that file is broken. */
enum status session_policy(struct session *session, const struct entry *tracked,
                           struct policy *policy, struct fault *fault) MUST_CHECK;

double seconds_now(void);         /* of a clock that only goes forward */
const char *today(char date[11]); /* "YYYY-MM-DD" */

#endif
