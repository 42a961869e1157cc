/* bole: finds the command's row and runs it. */
#include "command.h"

#include <signal.h>
#include <string.h>

#include "bole/facts.h"
#include "version.h"

static const struct command commands[] = {
	{ "install", "", "set up the hooks of this repository, and measure it once", cmd_install },
	{ "uninstall", "", "restore the hooks as they were", cmd_uninstall },
	{ "check", "[--staged | --worktree | BASE..HEAD | BASE...HEAD]", "judge a change",
	  cmd_check },
	{ "map", "[--rev REV] [--edges] [PATH…]", "leaf, branch and trunk, and what stands on what",
	  cmd_map },
	{ "scan", "[--rev REV] [--files] [PATH…]", "the numbers of every unit or file", cmd_scan },
	{ "explain", "FILE[:NAME|:LINE]", "where each point of a number comes from", cmd_explain },
	{ "doctor", "", "what is installed, what is skipped, and why", cmd_doctor },
	{ "hook", "pre-commit | pre-merge-commit | pre-push REMOTE URL",
	  "what the installed hooks call", cmd_hook },
	{ 0 },
};

const struct command *command_rows(void)
{
	return commands;
}

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

static int print_version(void)
{
	printf("bole %s\nfacts revision %d;", BOLE_VERSION, FACTS_REVISION);
	for (const struct language *const *language = languages(); *language; language++)
		printf(" %s %u", (*language)->name, (*language)->revision);
	putchar('\n');
	return finish_output(EXIT_ACCEPTED);
}

/* Takes -C and --git-dir; returns where the command begins, or -1. */
static int common_options(struct invocation *invocation, int argc, char **argv)
{
	int at = 1;

	while (at + 1 < argc) {
		if (strcmp(argv[at], "-C") == 0)
			invocation->place.directory = argv[at + 1];
		else if (strcmp(argv[at], "--git-dir") == 0)
			invocation->place.git_dir = argv[at + 1];
		else
			break;
		at += 2;
	}
	if (at < argc && strncmp(argv[at], "--git-dir=", 10) == 0)
		invocation->place.git_dir = argv[at++] + 10;
	return at;
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
	if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "help") == 0) {
		print_usage(stdout);
		return finish_output(EXIT_ACCEPTED);
	}
	if (strcmp(name, "--version") == 0 || strcmp(name, "version") == 0)
		return print_version();
	for (const struct command *row = commands; row->name; row++) {
		if (strcmp(row->name, name) == 0) {
			invocation.argc = argc - at;
			invocation.argv = argv + at;
			return row->run(&invocation);
		}
	}
	notice("there is no command '%s'; see bole --help", name);
	return STATUS_USAGE;
}
