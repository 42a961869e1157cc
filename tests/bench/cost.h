/* What a command costs: processor time of it and its children, and memory. */
#ifndef TESTS_BENCH_COST_H
#define TESTS_BENCH_COST_H

#include "bole/base.h"

enum { RUNS = 5 };

_Noreturn void fail(const char *what);
double median(double *values, size_t count);

struct cost {
	double cpu, wall;  /* seconds; cpu: user and system, children included */
	double megabytes;  /* resident, of the largest process */
	double proportion; /* of all processes together, shared pages shared out; 0: not sampled */
	double own;        /* the same, mapped packs apart */
};

struct command {
	const char *directory; /* or NULL: here */
	const char *const *argv;
	const char *input; /* what it reads, or NULL */
	bool sampled;      /* look for `proportion` and `own`, which costs a little itself */
	/* Where git has its programs, for a hook of a commit, with what git gives to one; or NULL. */
	const char *hook_of;
};

/* Runs it without output; anything but status 0 or 1 ends the benchmark. */
struct cost run(const struct command *command);
/* After one run that is not counted; the median of RUNS of each. */
struct cost run_median(const struct command *command);
/* What it says on stdout; false: it failed. */
bool answer_of(const char *directory, const char *const *argv, struct bytes *out);

#endif
