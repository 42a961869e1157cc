/*
 * command: the thin program over the library.
 *
 * A command is one file cmd_NAME.c and one row in bole.c.  It declares its
 * options as a table, from which the parsing and the help both come, and
 * returns the exit status of the contract: 0 accepted, 1 rejected, 2 usage,
 * 3 could not judge.
 */
#ifndef HOOKS_COMMAND_H
#define HOOKS_COMMAND_H

#include "bole/git.h"
#include "bole/output.h"

enum { EXIT_ACCEPTED = 0, EXIT_REJECTED = 1 };

struct command;

/* What was asked for before the name of the command. */
struct invocation {
	const struct command *command; /* the row that runs */
	struct repo_place place;
	const char *program; /* as started: argv[0] */
	bool tables;         /* help is asked for by a program */
	int argc;            /* from the name of the command on */
	char **argv;
};

enum { ANY_NUMBER = -1 };

struct command {
	const char *name;
	const char *usage;   /* behind the name, or "" */
	int operands;        /* it takes at most so many; ANY_NUMBER */
	const char *summary; /* one line */
	int (*run)(const struct invocation *invocation);
	unsigned prints; /* DOCUMENT_*: what --format takes, any number of times and into files;
	                    0: one table, on stdout */
};

int cmd_install(const struct invocation *invocation);
int cmd_uninstall(const struct invocation *invocation);
int cmd_hook(const struct invocation *invocation);
int cmd_check(const struct invocation *invocation);
int cmd_review(const struct invocation *invocation);
int cmd_scan(const struct invocation *invocation);
int cmd_map(const struct invocation *invocation);
int cmd_export(const struct invocation *invocation);
int cmd_facts(const struct invocation *invocation);
int cmd_clones(const struct invocation *invocation);
int cmd_explain(const struct invocation *invocation);
int cmd_history(const struct invocation *invocation);
int cmd_trend(const struct invocation *invocation);
int cmd_doctor(const struct invocation *invocation);

/* Their names, each once and behind a blank. */
void print_languages(bool with_revisions);

/* --- options ------------------------------------------------------------------- */

struct option_row {
	const char *name;     /* "rev": --rev */
	const char *argument; /* "REV", or NULL */
	const char *help;
};

/* Called for each option in turn; `value` is NULL without an argument. */
typedef enum status option_found(void *context, const struct option_row *row, const char *value,
                                 struct fault *fault);

/*
 * Parses the invocation's arguments by `rows` (ended by a row without a name).
 * On STATUS_OK the operands begin at argv[*operands], no more of them than the
 * command takes.  STATUS_ABSENT: help was asked for and printed.
 */
enum status options_parse(const struct invocation *invocation, const struct option_row *rows,
                          option_found *found, void *context, int *operands,
                          struct fault *fault) MUST_CHECK;

/* --- printing -------------------------------------------------------------------- */

enum { PRINTS_MAX = 16 };

struct print_target {
	enum format format;
	const char *file; /* NULL: stdout */
};

/* What every command that prints takes: --format, --color. */
struct print_options {
	struct print_target targets[PRINTS_MAX];
	size_t count; /* 0: text */
	enum colour_wish colour;
	FILE *file; /* in place of stdout, when set */
};

/* The help of --format names the formats by the command's row. */
#define PRINT_OPTION_ROWS \
	{ "format", "NAME[=FILE]", "" }, \
	{ \
		"color", "WHEN", "auto, always or never" \
	}

/* STATUS_ABSENT: not one of them. */
enum status print_option(struct print_options *options, const struct option_row *row,
                         const char *value, struct fault *fault) MUST_CHECK;

typedef enum status print_one(void *context, struct sink *sink, struct fault *fault);
/* Prints once a format that was asked for, in that order, each where it goes. */
enum status print_each(const struct print_options *options, print_one *print, void *context,
                       struct fault *fault) MUST_CHECK;
/* For a command that prints one thing on stdout: the format asked for last. */
struct sink print_sink(const struct print_options *options, FILE *file);

/* Prints the fault and gives the exit status it means. */
int fault_exit(const struct fault *fault);
/* Flushes stdout; 3 with a notice if what was written did not arrive. */
int finish_output(int status);

#endif
