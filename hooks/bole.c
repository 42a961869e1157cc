/* bole: finds the command's row and runs it. */
#include "command.h"

#include <signal.h>
#include <string.h>

#include "bole/facts.h"
#include "version.h"

static const struct command commands[] = {
	{ "install", "", 0, "set up the hooks of this repository, and measure it once", cmd_install,
	  0 },
	{ "uninstall", "", 0, "restore the hooks as they were", cmd_uninstall, 0 },
	{ "check", "[--staged | --worktree | BASE..HEAD | BASE...HEAD]", 1,
	  "say whether a change makes the trunk worse", cmd_check, DOCUMENT_VERDICT },
	{ "review", "BASE..HEAD | BASE...HEAD", 1,
	  "what of a change a person must read, and what not", cmd_review, DOCUMENT_REVIEW },
	{ "map", "[--rev REV] [--edges] [PATH…]", ANY_NUMBER,
	  "leaf, branch and trunk: what stands on what", cmd_map, DOCUMENT_TABLE },
	{ "scan", "[--rev REV] [--files] [PATH…]", ANY_NUMBER,
	  "the numbers of every function or file", cmd_scan, DOCUMENT_TABLE },
	{ "export", "[--rev REV] --format NAME[=FILE]", 0,
	  "the sums of each region, for CI and dashboards", cmd_export, DOCUMENT_METRICS },
	{ "facts", "merge FILE…", ANY_NUMBER, "join what scan --shard wrote, on as many machines",
	  cmd_facts, 0 },
	{ "clones", "[--rev REV] [--tokens N] [PATH…]", ANY_NUMBER,
	  "what was written twice, and where", cmd_clones, DOCUMENT_TABLE },
	{ "explain", "[--rev REV] FILE[:NAME|:LINE]", 1, "where each point of a number comes from",
	  cmd_explain, 0 },
	{ "history", "[--since DATE] [--until DATE] [--every WHAT] [REV | BASE..REV]", 1,
	  "record the past of this repository, or what is new of it", cmd_history, 0 },
	{ "trend", "[--html FILE] [--since DATE] [--by WHAT] [--rev REV]", 0,
	  "is the trunk getting better or worse, and because of what", cmd_trend, DOCUMENT_TREND },
	{ "doctor", "[--rev REV]", 0, "what is installed, what is left out, and why", cmd_doctor,
	  0 },
	{ "hook", "pre-commit | pre-merge-commit | pre-push REMOTE URL | pre-receive", ANY_NUMBER,
	  "what the installed hooks call", cmd_hook, 0 },
	{ 0 },
};

static void print_usage(FILE *file)
{
	fputs("usage: bole [-C DIR] [--git-dir DIR] COMMAND …\n\n"
	      "bole keeps tech debt in the leaves: it finds the code that everything else stands\n"
	      "on, and stops a commit that makes that code worse.\n\n",
	      file);
	for (const struct command *row = commands; row->name; row++)
		fprintf(file, "  %-10s %s\n", row->name, row->summary);
	fputs("\nbole COMMAND --help says more.  --version shows the revisions of the numbers.\n",
	      file);
}

/* Rows of one name stand together: C and its headers. */
void print_languages(bool with_revisions)
{
	const char *last = "";

	for (const struct language *const *row = languages(); *row; row++) {
		if (strcmp((*row)->name, last) == 0)
			continue;
		last = (*row)->name;
		printf(" %s", last);
		if (with_revisions)
			printf(" %u", (*row)->revision);
	}
	putchar('\n');
}

static int print_version(void)
{
	printf("bole %s\nfacts revision %d;", BOLE_VERSION, FACTS_REVISION);
	print_languages(true);
	return finish_output(EXIT_ACCEPTED);
}

/* "--git-dir DIR" or "--git-dir=DIR" at argv[*at]; NULL: not this option, or no DIR. */
static const char *value_of(const char *option, int argc, char **argv, int *at)
{
	size_t size = strlen(option);

	if (strncmp(argv[*at], option, size) != 0)
		return NULL;
	if (argv[*at][size] == '=')
		return argv[(*at)++] + size + 1;
	if (argv[*at][size] || *at + 1 >= argc)
		return NULL;
	*at += 2;
	return argv[*at - 1];
}

/* Takes -C and --git-dir; returns where the command begins. */
static int common_options(struct invocation *invocation, int argc, char **argv)
{
	int at = 1, before = 0;

	while (at < argc && at != before) {
		const char *value;

		before = at;
		if ((value = value_of("-C", argc, argv, &at)))
			invocation->place.directory = value;
		else if ((value = value_of("--git-dir", argc, argv, &at)))
			invocation->place.git_dir = value;
	}
	return at;
}

static int refuse_word(const char *word)
{
	if (strcmp(word, "-C") == 0 || strcmp(word, "--git-dir") == 0)
		notice("option %s needs a folder; see bole --help", word);
	else if (*word == '-')
		notice("unknown option %s; see bole --help", word);
	else
		notice("there is no command '%s'; see bole --help", word);
	return STATUS_USAGE;
}

static int run_command(struct invocation *invocation, int argc, char **argv)
{
	const struct command *row = commands;

	while (row->name && strcmp(row->name, argv[0]) != 0)
		row++;
	if (!row->name)
		return refuse_word(argv[0]);
	invocation->command = row;
	invocation->argc = argc;
	invocation->argv = argv;
	return row->run(invocation);
}

/* Everything that the tables of commands, options and formats hold, for a program. */
static int print_tables(struct invocation *invocation)
{
	char help[] = "--help";
	int status = EXIT_ACCEPTED;

	invocation->tables = true;
	printf("version\t%s\n", BOLE_VERSION);
	for (const struct command *row = commands; row->name && status == EXIT_ACCEPTED; row++) {
		char name[32];
		char *words[] = { name, help, NULL };

		snprintf(name, sizeof(name), "%s", row->name);
		status = run_command(invocation, 2, words);
	}
	return status;
}

static int print_help(struct invocation *invocation, char *command)
{
	char help[] = "--help";
	char *words[] = { command, help, NULL };

	if (command && strcmp(command, "--tables") == 0)
		return print_tables(invocation);

	if (command)
		return run_command(invocation, 2, words);
	print_usage(stdout);
	return finish_output(EXIT_ACCEPTED);
}

int main(int argc, char **argv)
{
	struct invocation invocation = { .program = argv[0] };
	int at = common_options(&invocation, argc, argv);
	const char *name = at < argc ? argv[at] : NULL;

	/* A full disk or a closed pipe is an error to report, not a way to die. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (!name) {
		print_usage(stderr);
		return STATUS_USAGE;
	}
	if (strcmp(name, "help") == 0)
		return print_help(&invocation, argv[at + 1]);
	if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0)
		return print_help(&invocation, NULL);
	if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0)
		return print_version();
	memory_begin();
	return run_command(&invocation, argc - at, argv + at);
}
