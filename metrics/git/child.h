/*
 * Running git itself, where libgit2 cannot answer or would answer wrongly.
 *
 * No shell, no terminal, no network, no lock and no program of the
 * repository's choice: the environment is cleaned once, and every question is
 * asked in it.  All output is read while the child runs, so that neither side
 * can wait for the other, and the child is always reaped.
 */
#ifndef GIT_CHILD_H
#define GIT_CHILD_H

#include <sys/types.h>

#include "bole/base.h"

/* NULL-ended, for execve. */
struct environment {
	char **entries;
	size_t count;
	size_t capacity;
};

/* A copy of ours in which git is quiet, local and deterministic. */
void environment_init(struct environment *environment);
void environment_set(struct environment *environment, const char *name, const char *value);
void environment_release(struct environment *environment);
/* Of our own environment; NULL when it is empty, too. */
const char *environment_value(const char *name);

struct git_child {
	const char *program;   /* git, by its absolute path */
	const char *directory; /* where it is to run, or NULL for here */
	const struct environment *environment;
	bool unaided; /* without the commit graph and the index over all packs */
};

/* The first git in an absolute folder of PATH: a relative one could lie in the
 * repository. */
bool git_program(struct bytes *path);

/* A git that runs, and our ends of its streams; -1: closed. */
struct git_running {
	pid_t process;
	int in, out, complaint;
};

/* `with_input` false: its standard input is empty. */
enum status git_start(const struct git_child *child, const char *const *arguments, bool with_input,
                      struct git_running *running, struct fault *fault) MUST_CHECK;
void git_streams_close(struct git_running *running);

struct git_question {
	const char *const *arguments; /* after "git", NULL-ended */
	struct text input;            /* for its standard input */
	size_t most;                  /* bytes of answer that make sense */
	size_t memory;                /* bytes that git may take for it; 0: all it can get */
};

#define GIT_ARGUMENTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

struct git_answer {
	struct bytes out;
	struct bytes complaint; /* the beginning of its standard error */
	int exit_status;
};

#define GIT_ANSWER_INIT ((struct git_answer){ 0 })

/* STATUS_OK when git ran to its end, whatever its exit status says.  What makes it crash or die is
 * asked once more, unaided. */
enum status git_ask(const struct git_child *child, const struct git_question *question,
                    struct git_answer *answer, struct fault *fault) MUST_CHECK;
void git_answer_release(struct git_answer *answer);

/* Whether a line of what it said on stderr begins so.  Traces and hints of many
 * kinds may be there, too. */
bool git_says(const struct git_answer *answer, const char *prefix);
/* What git complained of, in one line without "fatal: ". */
struct text git_complaint(const struct git_answer *answer);
/* The answer without its last line end. */
struct text git_line(const struct git_answer *answer);

#endif
