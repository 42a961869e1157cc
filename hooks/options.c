#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };

static void print_help(const struct invocation *invocation, const struct option_row *rows)
{
	const struct command *command = invocation->command;

	printf("usage: bole %s%s%s\n\n%s\n\n", command->name, *command->usage ? " " : "",
	       command->usage, command->summary);
	for (; rows->name; rows++) {
		char left[64];

		snprintf(left, sizeof(left), "--%s%s%s", rows->name, rows->argument ? " " : "",
		         rows->argument ? rows->argument : "");
		printf("  %-20s %s\n", left, rows->help);
	}
	printf("  %-20s %s\n", "-h, --help", "this help");
}

static enum status too_many(const struct invocation *invocation, struct fault *fault)
{
	int most = invocation->command->operands;

	if (most == ANY_NUMBER || invocation->argc - optind <= most)
		return STATUS_OK;
	return fault_set(fault, STATUS_USAGE, "%s: '%s' is one word too many; see bole %s --help",
	                 invocation->argv[0], invocation->argv[optind + most], invocation->argv[0]);
}

enum status options_parse(const struct invocation *invocation, const struct option_row *rows,
                          option_found *found, void *context, int *operands, struct fault *fault)
{
	struct option known[OPTIONS_MAX + 2] = { 0 };
	int count = 0, got;

	for (; rows[count].name && count < OPTIONS_MAX; count++)
		known[count] =
			(struct option){ rows[count].name,
			                 rows[count].argument ? required_argument : no_argument,
			                 NULL, 256 + count };
	known[count] = (struct option){ "help", no_argument, NULL, 'h' };
	optind = 0; /* glibc: begin anew */
	opterr = 0;
	while ((got = getopt_long(invocation->argc, invocation->argv, ":h", known, NULL)) != -1) {
		enum status status;

		if (got == 'h') {
			print_help(invocation, rows);
			return STATUS_ABSENT;
		}
		if (got == ':')
			return fault_set(fault, STATUS_USAGE,
			                 "%s: option %s needs a value; see bole %s --help",
			                 invocation->argv[0], invocation->argv[optind - 1],
			                 invocation->argv[0]);
		if (got == '?')
			return fault_set(fault, STATUS_USAGE,
			                 "%s: unknown option %s; see bole %s --help",
			                 invocation->argv[0], invocation->argv[optind - 1],
			                 invocation->argv[0]);
		status = found(context, &rows[got - 256], optarg, fault);
		if (status != STATUS_OK)
			return status;
	}
	*operands = optind;
	return too_many(invocation, fault);
}

enum status print_option(struct print_options *options, const struct option_row *row,
                         const char *value, struct fault *fault)
{
	static const char *const wishes[] = { "auto", "always", "never" };

	if (strcmp(row->name, "format") == 0) {
		options->format = format_by_name(text_of(value));
		if (options->format == FORMAT_COUNT)
			return fault_set(fault, STATUS_USAGE,
			                 "no format '%s'; there are text, tsv and json", value);
		return STATUS_OK;
	}
	if (strcmp(row->name, "color") != 0)
		return STATUS_ABSENT;
	for (int wish = COLOUR_AUTO; wish <= COLOUR_NEVER; wish++) {
		if (strcmp(value, wishes[wish]) == 0) {
			options->colour = (enum colour_wish)wish;
			return STATUS_OK;
		}
	}
	return fault_set(fault, STATUS_USAGE, "--color takes auto, always or never, not '%s'",
	                 value);
}

struct sink print_sink(const struct print_options *options, FILE *file)
{
	return (struct sink){ file, options->format, colour_wanted(options->colour, file) };
}

int fault_exit(const struct fault *fault)
{
	notice("%s", fault->text);
	return fault->status == STATUS_USAGE ? STATUS_USAGE : STATUS_UNABLE;
}

int finish_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno != EPIPE) /* `bole map | head` has read what it wanted */
		notice("cannot write the answer: %s", strerror(errno));
	return STATUS_UNABLE;
}
