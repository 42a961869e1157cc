#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };

/* What --format takes: the table of formats tells. */
static void print_formats(const struct command *command)
{
	unsigned document = command->prints ? command->prints : DOCUMENT_TABLE;

	puts(command->prints ? "\nformats, as often as wanted; NAME=FILE writes to a file:"
	                     : "\nformats:");
	for (int format = 0; format < FORMAT_COUNT; format++)
		if (format_rows()[format].says & document)
			printf("  %-20s %s\n", format_rows()[format].name,
			       format_rows()[format].what);
}

static bool is_format(const struct option_row *row)
{
	return strcmp(row->name, "format") == 0;
}

/* For scripts/manual, which makes the manual pages and completions: a line each, begun by what it
 * is of. */
static void print_tables(const struct command *command, const struct option_row *rows)
{
	unsigned document = command->prints ? command->prints : DOCUMENT_TABLE;

	printf("command\t%s\t%s\t%s\n", command->name, command->usage, command->summary);
	for (; rows->name; rows++) {
		printf("option\t%s\t%s\t%s\t%s\n", command->name, rows->name,
		       rows->argument ? rows->argument : "",
		       is_format(rows) ? "how to say it" : rows->help);
		for (int format = 0; is_format(rows) && format < FORMAT_COUNT; format++)
			if (format_rows()[format].says & document)
				printf("format\t%s\t%s\t%s\n", command->name,
				       format_rows()[format].name, format_rows()[format].what);
	}
}

static void print_help(const struct command *command, const struct option_row *rows)
{
	bool formats = false;

	printf("usage: bole %s%s%s\n\n%s\n\n", command->name, *command->usage ? " " : "",
	       command->usage, command->summary);
	for (; rows->name; rows++) {
		char left[64];

		snprintf(left, sizeof(left), "--%s%s%s", rows->name, rows->argument ? " " : "",
		         rows->argument ? rows->argument : "");
		printf("  %-20s %s\n", left,
		       is_format(rows) ? "how to say it: see below" : rows->help);
		formats = formats || is_format(rows);
	}
	printf("  %-20s %s\n", "-h, --help", "this help");
	if (formats)
		print_formats(command);
}

static void help(const struct invocation *invocation, const struct option_row *rows)
{
	if (invocation->tables)
		print_tables(invocation->command, rows);
	else
		print_help(invocation->command, rows);
}

static enum status too_many(const struct invocation *invocation, struct fault *fault)
{
	int most = invocation->command->operands;

	if (most == ANY_NUMBER || invocation->argc - optind <= most)
		return STATUS_OK;
	return fault_set(fault, STATUS_USAGE, "%s: '%s' is one word too many; see bole %s --help",
	                 invocation->argv[0], invocation->argv[optind + most], invocation->argv[0]);
}

static enum status check_format(const struct command *command, const char *value,
                                struct fault *fault)
{
	unsigned document = command->prints ? command->prints : DOCUMENT_TABLE;
	size_t size = strcspn(value, "=");
	enum format format = format_by_name((struct text){ value, size });
	struct bytes names = BYTES_INIT;
	enum status status = STATUS_OK;

	format_names(document, &names);
	if (value[size] && !command->prints)
		status = fault_set(fault, STATUS_USAGE, "%s writes on stdout alone, not to '%s'",
		                   command->name, value + size + 1);
	else if (format == FORMAT_COUNT || !(format_rows()[format].says & document))
		status = fault_set(fault, STATUS_USAGE, "%s: no format '%.*s'; there are %s",
		                   command->name, (int)size, value, names.data);
	else if (value[size] && !value[size + 1])
		status = fault_set(fault, STATUS_USAGE, "--format %s needs the name of a file",
		                   value);
	bytes_release(&names);
	return status;
}

/* Of --format: "NAME" or "NAME=FILE", as far as the command can print it. */
static enum status check_value(const struct command *command, const struct option_row *row,
                               const char *value, struct fault *fault)
{
	if (!is_format(row))
		return STATUS_OK;
	return check_format(command, value, fault);
}

static enum status wrong_option(const struct invocation *invocation, bool unknown,
                                struct fault *fault)
{
	const char *name = invocation->argv[0];
	const char *option = invocation->argv[optind - 1];

	if (unknown)
		return fault_set(fault, STATUS_USAGE, "%s: unknown option %s; see bole %s --help",
		                 name, option, name);
	return fault_set(fault, STATUS_USAGE, "%s: option %s needs a value; see bole %s --help",
	                 name, option, name);
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
			help(invocation, rows);
			return STATUS_ABSENT;
		}
		if (got == ':' || got == '?')
			return wrong_option(invocation, got == '?', fault);
		status = check_value(invocation->command, &rows[got - 256], optarg, fault);
		if (status == STATUS_OK)
			status = found(context, &rows[got - 256], optarg, fault);
		if (status != STATUS_OK)
			return status;
	}
	*operands = optind;
	return too_many(invocation, fault);
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
