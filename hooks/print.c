/* Where an answer goes: in each format that was asked for, on stdout or into a file. */
#include <string.h>

#include "command.h"

static enum status add_target(struct print_options *options, const char *value, struct fault *fault)
{
	size_t size = strcspn(value, "=");
	const char *file = value[size] ? value + size + 1 : NULL;

	if (options->count == PRINTS_MAX)
		return fault_set(fault, STATUS_USAGE, "more than %d times --format", PRINTS_MAX);
	options->targets[options->count++] = (struct print_target){
		.format = format_by_name((struct text){ value, size }),
		.file = file && strcmp(file, "-") != 0 ? file : NULL,
	};
	return STATUS_OK;
}

enum status print_option(struct print_options *options, const struct option_row *row,
                         const char *value, struct fault *fault)
{
	static const char *const wishes[] = { "auto", "always", "never" };

	if (strcmp(row->name, "format") == 0)
		return add_target(options, value, fault);
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
	enum format format =
		options->count ? options->targets[options->count - 1].format : FORMAT_TEXT;

	return (struct sink){ file, format, colour_wanted(options->colour, file) };
}

static enum status print_to_file(const struct print_options *options,
                                 const struct print_target *target, print_one *print, void *context,
                                 struct fault *fault)
{
	struct output_file file;
	struct sink sink = { .format = target->format, .colour = options->colour == COLOUR_ALWAYS };
	enum status status = output_file_open(&file, target->file, fault);

	if (status != STATUS_OK)
		return status;
	sink.file = file.file;
	status = print(context, &sink, fault);
	if (status == STATUS_OK)
		return output_file_finish(&file, fault);
	output_file_discard(&file);
	return status;
}

enum status print_each(const struct print_options *options, print_one *print, void *context,
                       struct fault *fault)
{
	static const struct print_target text = { FORMAT_TEXT, NULL };
	const struct print_target *targets = options->count ? options->targets : &text;
	size_t count = options->count ? options->count : 1;
	FILE *file = options->file ? options->file : stdout;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct sink sink = { file, targets[i].format,
			             colour_wanted(options->colour, file) };

		status = targets[i].file
		                 ? print_to_file(options, &targets[i], print, context, fault)
		                 : print(context, &sink, fault);
	}
	return status;
}
