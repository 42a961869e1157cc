/*
 * bole explain: each point of a unit's numbers, beside the line that makes it.
 *
 * What is read is the work tree, or the tree of --rev: after a rejected
 * `git commit -a` only the work tree has what was judged.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

struct explain_options {
	struct print_options print;
	const char *revision;
};

static const struct option_row rows[] = {
	{ "rev", "REV", "the file as of this revision, not the work tree's" },
	PRINT_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	struct explain_options *options = context;

	if (strcmp(row->name, "rev") != 0)
		return print_option(&options->print, row, value, fault);
	options->revision = value;
	return STATUS_OK;
}

/* What is explained: one file, and of its units one, some or all. */
struct subject {
	struct session session;
	struct listing listing;
	const struct entry *entry;
	const struct language *language;
	struct text unit; /* a qualified or last name, or empty */
	uint32_t line;    /* or 0 */
	struct bytes source;
	struct facts facts;
	struct arena arena;
};

/* --- finding the file and the unit ------------------------------------------------------ */

static uint32_t line_number(struct text text)
{
	uint32_t line = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (!isdigit((unsigned char)text.data[i]) || line > 100000000)
			return 0;
		line = line * 10 + (uint32_t)(text.data[i] - '0');
	}
	return line;
}

/* FILE, FILE:NAME or FILE:LINE; names hold colons, and so may paths: the
 * longest path that is a file wins. */
static enum status split_operand(struct subject *subject, const char *typed, struct fault *fault)
{
	struct bytes from_top = BYTES_INIT;
	struct text path, rest = TEXT("");
	const char *operand;
	enum status status = repo_path(subject->session.repo, typed, &from_top, fault);

	path = arena_text(&subject->arena, bytes_text(&from_top));
	bytes_release(&from_top);
	if (status != STATUS_OK)
		return status;
	operand = path.data;

	subject->entry = listing_find(&subject->listing, path);
	for (size_t at = path.size; at-- > 0 && !subject->entry;) {
		if (operand[at] != ':')
			continue;
		subject->entry = listing_find(&subject->listing, (struct text){ operand, at });
		rest = (struct text){ operand + at + 1, path.size - at - 1 };
	}
	if (!subject->entry)
		return fault_set(fault, STATUS_USAGE, "there is no file '%s' in this tree",
		                 operand);
	subject->line = line_number(rest);
	if (!subject->line)
		subject->unit = rest;
	subject->language = language_of(subject->entry->path, TEXT(""));
	if (!subject->language)
		return fault_set(fault, STATUS_USAGE, "%.*s is in no language that bole reads",
		                 (int)subject->entry->path.size, subject->entry->path.data);
	return STATUS_OK;
}

static bool is_meant(const struct subject *subject, const struct unit *unit)
{
	const char *joint = subject->language->joint;
	size_t joint_size = strlen(joint);
	struct text asked = subject->unit;

	if (subject->line)
		return subject->line >= unit->line && subject->line <= unit->end_line;
	if (!asked.size || text_equal(asked, unit->name))
		return true;
	return unit->name.size > asked.size + joint_size &&
	       memcmp(unit->name.data + unit->name.size - asked.size, asked.data, asked.size) ==
	               0 &&
	       memcmp(unit->name.data + unit->name.size - asked.size - joint_size, joint,
	              joint_size) == 0;
}

/* --- parsing with increments --------------------------------------------------------------- */

static enum status take_answer(void *context, const struct workshop_result *result,
                               struct fault *fault)
{
	struct subject *subject = context;

	subject->facts.language = result->language;
	if (result->refusal != REFUSED_NOT)
		return fault_set(fault, STATUS_UNABLE, "not measured: %s",
		                 refusal_text(result->refusal));
	if (!facts_decode_links(&subject->facts, result->links, &subject->arena) ||
	    !facts_decode_units(&subject->facts, result->units, &subject->arena) ||
	    !facts_decode_increments(&subject->facts, result->increments, &subject->arena))
		return fault_set(fault, STATUS_UNABLE, "a worker gave an answer that is none");
	return STATUS_OK;
}

static enum status read_source(struct subject *subject, struct fault *fault)
{
	bool too_large = false;
	enum refusal refusal;
	enum status status = blob_read(subject->session.repo, &subject->entry->blob,
	                               SYNTAX_BYTES_MAX, &subject->source, &too_large, fault);

	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_UNABLE, "the object is not in this clone");
	if (status != STATUS_OK)
		return status;
	refusal = too_large ? REFUSED_TOO_LARGE : syntax_refuses(bytes_text(&subject->source));
	if (refusal != REFUSED_NOT)
		return fault_set(fault, STATUS_UNABLE, "not measured: %s", refusal_text(refusal));
	return STATUS_OK;
}

static enum status parse(struct subject *subject, struct fault *fault)
{
	struct workshop *workshop = NULL;
	struct workshop_limits limits = { .workers = 1 };
	enum status status = read_source(subject, fault);

	if (status == STATUS_OK)
		status = workshop_open(&workshop, &limits, take_answer, subject, fault);
	if (status == STATUS_OK)
		status =
			workshop_give(workshop,
		                      &(struct workshop_job){ .language = subject->language,
		                                              .bytes = bytes_text(&subject->source),
		                                              .increments = true },
		                      fault);
	if (status == STATUS_OK)
		status = workshop_finish(workshop, fault);
	workshop_close(workshop);
	return status;
}

/* --- text ------------------------------------------------------------------------------------ */

static struct text source_line(const struct subject *subject, uint32_t line)
{
	const char *at = subject->source.data, *end = at + subject->source.size;

	for (uint32_t now = 1; now < line && at < end; now++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		at = newline ? newline + 1 : end;
	}
	const char *stop = memchr(at, '\n', (size_t)(end - at));
	return (struct text){ at, (size_t)((stop ? stop : end) - at) };
}

static void print_line(const struct subject *subject, uint32_t line)
{
	enum { WIDTH = 76 };
	struct text text = source_line(subject, line);
	struct bytes shown = BYTES_INIT;

	for (size_t i = 0; i < text.size && shown.size < WIDTH; i++)
		if (text.data[i] == '\t')
			bytes_add_string(&shown, "    ");
		else if (text.data[i] != '\r')
			bytes_add_char(&shown, text.data[i]);
	write_safe(stdout, bytes_text(&shown));
	putchar('\n');
	bytes_release(&shown);
}

/* All points of one line in one row: "+3 if (2 for nesting), +1 boolean operators". */
static size_t print_points(const struct subject *subject, size_t from)
{
	const struct increment *all = subject->facts.increments;
	size_t at = from;
	uint32_t cognitive = 0, cyclomatic = 0;
	struct bytes why = BYTES_INIT;

	for (; at < subject->facts.increment_count && all[at].unit == all[from].unit &&
	       all[at].line == all[from].line;
	     at++) {
		cognitive += all[at].cognitive;
		cyclomatic += all[at].cyclomatic;
		if (!all[at].cognitive)
			continue;
		bytes_format(&why, "%s%s +%u", why.size ? ", " : "", all[at].what,
		             all[at].cognitive);
		if (all[at].nesting)
			bytes_format(&why, " (%u for nesting)", all[at].nesting);
	}
	printf("%6u  %+4d %+4d  ", all[from].line, (int)cognitive, (int)cyclomatic);
	print_line(subject, all[from].line);
	if (why.size) {
		printf("%20s^ ", "");
		write_safe(stdout, bytes_text(&why));
		putchar('\n');
	}
	bytes_release(&why);
	return at;
}

static void print_unit(const struct subject *subject, uint32_t index)
{
	const struct unit *unit = &subject->facts.units[index];
	size_t at = 0;

	write_safe(stdout, subject->entry->path);
	printf(":%u-%u  ", unit->line, unit->end_line);
	write_safe(stdout, unit->name);
	printf(" (%s)\ncognitive complexity %u, cyclomatic complexity %u, nesting %u, parameters %u, "
	       "SLOC %u, debt %.1f\n",
	       unit_kind_name(unit->kind), unit->cognitive, unit->cyclomatic, unit->nesting,
	       unit->params, unit->sloc, unit_debt(unit));
	if (unit->quality != QUALITY_MEASURED)
		puts("NOT MEASURED: some of its text did not parse; the numbers are of what did");
	puts("  line  cogn cycl");
	while (at < subject->facts.increment_count && subject->facts.increments[at].unit != index)
		at++;
	while (at < subject->facts.increment_count && subject->facts.increments[at].unit == index)
		at = print_points(subject, at);
	printf("  all  %5u %4u  (cyclomatic begins at 1)\n\n", unit->cognitive, unit->cyclomatic);
}

/* --- tables ------------------------------------------------------------------------------------ */

static const struct column columns[] = {
	{ "path", CELL_TEXT },      { "name", CELL_TEXT },         { "line", CELL_NUMBER },
	{ "construct", CELL_TEXT }, { "text", CELL_TEXT },         { "cognitive", CELL_NUMBER },
	{ "nesting", CELL_NUMBER }, { "cyclomatic", CELL_NUMBER },
};

static void print_table(const struct subject *subject, struct sink *sink)
{
	struct table_writer table;

	table_begin(&table, sink, "explain", columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < subject->facts.increment_count; i++) {
		const struct increment *increment = &subject->facts.increments[i];
		const struct unit *unit;
		size_t end = increment->end < subject->source.size ? increment->end
		                                                   : subject->source.size;

		if (increment->unit >= subject->facts.unit_count || increment->start > end)
			continue;
		unit = &subject->facts.units[increment->unit];
		if (!is_meant(subject, unit))
			continue;
		table_row(&table, (union cell[]){
					  { .text = subject->entry->path },
					  { .text = unit->name },
					  { .number = increment->line },
					  { .text = text_of(increment->what) },
					  { .text = { subject->source.data + increment->start,
		                                      end - increment->start } },
					  { .number = increment->cognitive },
					  { .number = increment->nesting },
					  { .number = increment->cyclomatic },
				  });
	}
	table_end(&table);
}

static uint32_t count_lines(struct text source)
{
	uint32_t lines = source.size && source.data[source.size - 1] != '\n';

	for (size_t i = 0; i < source.size; i++)
		lines += source.data[i] == '\n';
	return lines;
}

/* Nothing is meant by what was asked for. */
static enum status refuse(const struct subject *subject, struct fault *fault)
{
	struct text path = subject->entry->path;
	uint32_t lines = count_lines(bytes_text(&subject->source));

	if (!subject->facts.unit_count)
		return fault_set(fault, STATUS_USAGE, "%.*s has no functions", (int)path.size,
		                 path.data);
	if (subject->line > lines)
		return fault_set(fault, STATUS_USAGE, "%.*s has %u lines, and no line %u",
		                 (int)path.size, path.data, lines, subject->line);
	if (subject->line)
		return fault_set(fault, STATUS_USAGE,
		                 "line %u of %.*s is in no function; bole scan --all %.*s lists "
		                 "them",
		                 subject->line, (int)path.size, path.data, (int)path.size,
		                 path.data);
	return fault_set(fault, STATUS_USAGE,
	                 "there is no function '%.*s' in %.*s; bole scan --all %.*s lists them",
	                 (int)subject->unit.size, subject->unit.data, (int)path.size, path.data,
	                 (int)path.size, path.data);
}

static enum status print_subject(const struct subject *subject,
                                 const struct explain_options *options, struct fault *fault)
{
	struct sink sink = print_sink(&options->print, stdout);
	size_t meant = 0;

	for (uint32_t i = 0; i < subject->facts.unit_count; i++)
		meant += is_meant(subject, &subject->facts.units[i]);
	if (!meant)
		return refuse(subject, fault);
	if (sink.format != FORMAT_TEXT) {
		print_table(subject, &sink);
		return STATUS_OK;
	}
	for (uint32_t i = 0; i < subject->facts.unit_count; i++)
		if (is_meant(subject, &subject->facts.units[i]))
			print_unit(subject, i);
	return STATUS_OK;
}

/* --- the command ---------------------------------------------------------------------------------- */

static enum status list_files(struct subject *subject, const char *revision, struct fault *fault)
{
	struct repo *repo = subject->session.repo;
	struct object_id commit;
	enum status status;

	if (!revision && repo_work_tree(repo))
		return listing_of_work_tree(&subject->listing, repo, fault);
	status = repo_commit(repo, revision ? revision : "HEAD", &commit, fault);
	if (status != STATUS_OK)
		return status;
	return listing_of_commit(&subject->listing, repo, &commit, fault);
}

int cmd_explain(const struct invocation *invocation)
{
	struct explain_options options = { .revision = NULL };
	struct subject subject = { .line = 0 };
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK && invocation->argc - operands != 1)
		status = fault_set(&fault, STATUS_USAGE,
		                   "explain takes FILE, FILE:NAME or FILE:LINE, one of them");
	if (status == STATUS_OK)
		status = session_open(&subject.session, invocation, &fault);
	if (status == STATUS_OK)
		status = list_files(&subject, options.revision, &fault);
	if (status == STATUS_OK)
		status = split_operand(&subject, invocation->argv[operands], &fault);
	if (status == STATUS_OK)
		status = parse(&subject, &fault);
	if (status == STATUS_OK)
		status = print_subject(&subject, &options, &fault);
	listing_release(&subject.listing);
	bytes_release(&subject.source);
	arena_release(&subject.arena);
	session_close(&subject.session);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
