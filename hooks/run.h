/*
 * run: the way of every verdict, whoever asks for it.
 *
 *   git      the files of before and after, and the changes between them
 *   facts    of every blob, from the store or parsed now
 *   regions  of both trees
 *   judge    the changes, by the policy of before
 *   history  keeps facts and verdict
 *
 * `bole check`, pre-commit and pre-push differ only in the moment they name.
 */
#ifndef HOOKS_RUN_H
#define HOOKS_RUN_H

#include "session.h"

enum after_kind { AFTER_INDEX, AFTER_WORK_TREE, AFTER_COMMIT };

struct moment {
	const char *name; /* "pre-commit", "pre-push", "check" */
	/* Judged against each of them; only what is worse than all is found. */
	struct object_id befores[MERGE_PARENTS_MAX + 1];
	size_t before_count; /* 0: the empty tree */
	enum after_kind after_kind;
	struct object_id after; /* of AFTER_COMMIT */
	char compared[200];     /* in words: "index against HEAD 4f8cdc2" */
};

/* What is done with a moment once both sides of it are measured. */
typedef enum status use_of_case(void *context, const struct case_file *file,
                                const struct changes *changes, struct fault *fault);
/* Against the first of its befores.  Nothing is recorded. */
enum status run_compare(struct session *session, const struct moment *moment, use_of_case *use,
                        void *context, struct fault *fault) MUST_CHECK;

/* Judges; the verdict is recorded in the store. */
enum status run_judge(struct session *session, const struct moment *moment, struct verdict *verdict,
                      struct fault *fault) MUST_CHECK;

/* The index, or the work tree, against HEAD and the other parents of a merge.
 * STATUS_ABSENT: there is no commit yet to compare with. */
enum status moment_of_commit(struct session *session, const char *name, enum after_kind kind,
                             struct moment *moment, struct fault *fault) MUST_CHECK;
/* BASE..HEAD or BASE...HEAD.  STATUS_USAGE: it is no range, or leads nowhere. */
enum status moment_of_range(struct session *session, const char *name, const char *range,
                            struct moment *moment, struct fault *fault) MUST_CHECK;
/* What the environment of GitHub, GitLab or another CI says is to be judged.
 * STATUS_ABSENT: this is no CI, or one that says nothing. */
enum status moment_of_ci(struct session *session, struct moment *moment,
                         struct fault *fault) MUST_CHECK;
/* Judges and prints; gives the exit status of the verdict. */
int run_and_print(struct session *session, const struct moment *moment,
                  const struct print_options *print, bool in_hook, size_t most,
                  struct fault *fault);

#endif
