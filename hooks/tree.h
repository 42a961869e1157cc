/* What `scan`, `map` and `explain` share: one tree, chosen and measured. */
#ifndef HOOKS_TREE_H
#define HOOKS_TREE_H

#include "state.h"

struct tree_options {
	struct print_options print;
	const char *revision; /* NULL: HEAD, or the index before the first commit */
	const char *shard;    /* "2/8=FILE", or NULL */
	bool edges, files, all;
};

#define TREE_OPTION_ROWS \
	{ "rev", "REV", "the tree of this revision (default HEAD)" }, PRINT_OPTION_ROWS

enum status tree_option(struct tree_options *options, const struct option_row *row,
                        const char *value, struct fault *fault) MUST_CHECK;

struct tree {
	struct session session;
	struct state state;
	struct object_id commit; /* none: the index */
	const char **paths;      /* only these files and folders, from the top; none: all */
	size_t path_count;
};

/* Opens the session and lists the revision. */
enum status tree_list(struct tree *tree, const struct invocation *invocation,
                      const struct tree_options *options, int operands,
                      struct fault *fault) MUST_CHECK;
/* The same, and measures it. */
enum status tree_open(struct tree *tree, const struct invocation *invocation,
                      const struct tree_options *options, int operands,
                      struct fault *fault) MUST_CHECK;
/* The same, but as state_survey does it. */
enum status tree_survey(struct tree *tree, const struct invocation *invocation,
                        const struct tree_options *options, int operands,
                        struct fault *fault) MUST_CHECK;
void tree_close(struct tree *tree);

bool tree_shows(const struct tree *tree, struct text path);
/* STATUS_USAGE when a path that was asked for is not in the tree. */
enum status tree_knows_paths(const struct tree *tree, struct fault *fault) MUST_CHECK;

#endif
