/* bole scan: the numbers of every function, or of every file. */
#include "duplication.h"
#include "scan.h"

#include <string.h>

#include "activity.h"
#include "shard.h"

static const struct option_row rows[] = {
	{ "files", NULL, "a row for each file, not for each function" },
	{ "all", NULL, "show everything in text, not only the worst" },
	{ "shard", "I/N[=FILE]", "parse part I of N, write its facts for bole facts merge" },
	TREE_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

/* --- what is shown ------------------------------------------------------------------- */

static enum status gather(struct tree *tree, struct shown *shown, struct fault *fault)
{
	struct state *state = &tree->state;

	state_expect_all(state);
	for (uint32_t i = 0; i < state->count; i++) {
		struct unit_view view;
		enum status status;

		if (!tree_shows(tree, state->files[i].path) ||
		    state->files[i].label.file_class == FILE_EXCLUDED)
			continue;
		status = state_units(state, &tree->session, i, &view, fault);
		if (status != STATUS_OK)
			return status;
		shown->files = array_grow(shown->files, &shown->file_capacity, shown->file_count,
		                          sizeof(*shown->files));
		shown->files[shown->file_count++] =
			(struct shown_file){ &state->files[i], &state->regions.standings[i],
			                     view.facts, -1, 0 };
		for (size_t u = 0; u < view.facts->unit_count; u++) {
			shown->units = array_grow(shown->units, &shown->unit_capacity,
			                          shown->unit_count, sizeof(*shown->units));
			shown->units[shown->unit_count++] =
				(struct shown_unit){ &state->files[i], &view.facts->units[u],
				                     unit_region(&state->regions, i, view.loads[u]),
				                     view.loads[u] };
		}
	}
	return STATUS_OK;
}

/* What the recorded past says of the files; nothing without one. */
static void rate(const struct tree *tree, struct shown *shown, struct rated *rated)
{
	struct past_commits past;
	struct commit_info info;
	struct fault ignored;

	if (object_id_none(&tree->commit) ||
	    repo_commit_info(tree->session.repo, &tree->commit, &info, &ignored) != STATUS_OK ||
	    !history_past_read(tree->session.history, &tree->commit, &past))
		return;
	for (size_t i = 0; i < shown->file_count; i++)
		rated[i] = (struct rated){ shown->files[i].file->path, shown->files[i].facts->sloc,
			                   facts_debt(shown->files[i].facts),
			                   shown->files[i].standing->fan_out, -1 };
	if (past.snapshot_count)
		activity_rate(&past, info.time, rated, shown->file_count);
	for (size_t i = 0; i < shown->file_count; i++)
		shown->files[i].risk = rated[i].risk;
	past_commits_release(&past);
}

static void rate_files(const struct tree *tree, struct shown *shown)
{
	struct rated *rated = memory_new(shown->file_count * sizeof(*rated));

	rate(tree, shown, rated);
	memory_free(rated);
}

static enum status count_duplicated(struct tree *tree, struct shown *shown, struct fault *fault)
{
	struct duplication found = DUPLICATION_INIT;
	enum status status = duplication_find(&found, &tree->state, &tree->session, 0, fault);

	for (size_t i = 0; i < shown->file_count && status == STATUS_OK; i++)
		shown->files[i].duplicated_lines =
			found.lines[shown->files[i].file - tree->state.files];
	duplication_release(&found);
	return status;
}

/* --- tables ----------------------------------------------------------------------------- */

static const struct column unit_columns[] = {
	{ "path", CELL_TEXT },         { "name", CELL_TEXT },         { "kind", CELL_TEXT },
	{ "start_line", CELL_NUMBER }, { "end_line", CELL_NUMBER },   { "region", CELL_TEXT },
	{ "load", CELL_NUMBER },       { "cyclomatic", CELL_NUMBER }, { "cognitive", CELL_NUMBER },
	{ "nesting", CELL_NUMBER },    { "params", CELL_NUMBER },     { "sloc", CELL_NUMBER },
	{ "debt", CELL_REAL },         { "quality", CELL_NOTE },
};

static const struct column file_columns[] = {
	{ "path", CELL_TEXT },
	{ "language", CELL_TEXT },
	{ "region", CELL_TEXT },
	{ "load", CELL_NUMBER },
	{ "dependents", CELL_NUMBER },
	{ "fan_out", CELL_NUMBER },
	{ "units", CELL_NUMBER },
	{ "sloc", CELL_NUMBER },
	{ "cyclomatic", CELL_NUMBER },
	{ "cognitive", CELL_NUMBER },
	{ "duplicated_lines", CELL_NUMBER },
	{ "debt", CELL_REAL },
	{ "burden", CELL_REAL },
	{ "risk", CELL_UNKNOWN },
	{ "unmeasured", CELL_NUMBER },
	{ "class", CELL_NOTE },
	{ "refusal", CELL_NOTE },
};

enum {
	UNIT_COLUMNS = sizeof(unit_columns) / sizeof(*unit_columns),
	FILE_COLUMNS = sizeof(file_columns) / sizeof(*file_columns),
};

static void unit_row(struct table_writer *table, const struct shown_unit *shown)
{
	const struct unit *unit = shown->unit;

	table_row(table, (union cell[UNIT_COLUMNS]){
				 { .text = shown->file->path },
				 { .text = unit->name },
				 { .text = text_of(unit_kind_name(unit->kind)) },
				 { .number = unit->line },
				 { .number = unit->end_line },
				 { .text = text_of(region_name(shown->region)) },
				 { .number = shown->load },
				 { .number = unit->cyclomatic },
				 { .number = unit->cognitive },
				 { .number = unit->nesting },
				 { .number = unit->params },
				 { .number = unit->sloc },
				 { .real = unit_debt(unit) },
				 { .text = unit->quality == QUALITY_MEASURED ? TEXT("measured")
	                                                                     : TEXT("unmeasured") },
			 });
}

static void file_row(struct table_writer *table, const struct shown_file *shown)
{
	const struct facts *facts = shown->facts;
	double debt = facts_debt(facts);

	table_row(table,
	          (union cell[FILE_COLUMNS]){
			  { .text = shown->file->path },
			  { .text = text_of(facts->language->name) },
			  { .text = text_of(region_name(shown->standing->region)) },
			  { .number = shown->standing->load },
			  { .number = shown->standing->dependents },
			  { .number = shown->standing->fan_out },
			  { .number = facts->unit_count },
			  { .number = facts->sloc },
			  { .number = facts_cyclomatic(facts) },
			  { .number = facts_cognitive(facts) },
			  { .number = shown->duplicated_lines },
			  { .real = debt },
			  { .real = debt * shown->standing->load },
			  { .real = shown->risk },
			  { .number = facts->refusal ? 1 : facts_unmeasured(facts) },
			  { .text = text_of(file_class_name(shown->file->label.file_class)) },
			  { .text = facts->refusal ? text_of(refusal_text(facts->refusal))
	                                           : TEXT("") },
		  });
}

/* The columns of tsv are a contract without room for it; nobody may take a
 * number of text that did not parse for a measurement without being told. */
static void warn_unmeasured(const struct shown *shown)
{
	struct bytes words = BYTES_INIT;

	if (scan_unmeasured(shown, &words))
		notice("%s; scan --files counts them", words.data);
	bytes_release(&words);
}

/* A column whose numbers are known in this run. */
static void know(struct column columns[FILE_COLUMNS], const char *name)
{
	for (size_t i = 0; i < FILE_COLUMNS; i++) {
		columns[i] = file_columns[i];
		if (strcmp(columns[i].name, name) == 0)
			columns[i].kind = CELL_REAL;
	}
}

static void print_files(struct sink *sink, const struct shown *shown)
{
	struct column known[FILE_COLUMNS];
	bool rated = shown->file_count && shown->files[0].risk >= 0;
	struct table_writer table;

	know(known, rated ? "risk" : "");
	table_begin(&table, sink, "scan-files", known, FILE_COLUMNS);
	for (size_t i = 0; i < shown->file_count; i++)
		file_row(&table, &shown->files[i]);
	table_end(&table);
}

static void print_units(struct sink *sink, const struct shown *shown)
{
	struct table_writer table;

	table_begin(&table, sink, "scan", unit_columns, UNIT_COLUMNS);
	for (size_t i = 0; i < shown->unit_count; i++)
		unit_row(&table, &shown->units[i]);
	table_end(&table);
}

static void print_table(struct sink *sink, const struct shown *shown, bool files)
{
	if (files)
		print_files(sink, shown);
	else
		print_units(sink, shown);
	warn_unmeasured(shown);
}

struct scan_answer {
	struct shown *shown;
	const struct tree_options *options;
};

static enum status print_answer(void *context, struct sink *sink, struct fault *fault)
{
	const struct scan_answer *answer = context;
	bool files = answer->options->files;

	(void)fault;
	if (sink->format == FORMAT_MARKDOWN)
		scan_rank(answer->shown, files);
	if (sink->format == FORMAT_TEXT)
		scan_text(sink->file, answer->shown, files, answer->options->all);
	else
		print_table(sink, answer->shown, files);
	return STATUS_OK;
}

int cmd_scan(const struct invocation *invocation)
{
	struct tree_options options = { 0 };
	struct tree tree = { 0 };
	struct shown shown = { 0 };
	struct fault fault = { 0 };
	int operands = 0;
	enum status status =
		options_parse(invocation, rows, take_option, &options, &operands, &fault);

	if (status == STATUS_ABSENT)
		return finish_output(EXIT_ACCEPTED);
	if (status == STATUS_OK && options.shard)
		return shard_scan(invocation, &options, operands);
	if (status == STATUS_OK)
		status = tree_survey(&tree, invocation, &options, operands, &fault);
	/* Its graph may be known; who names which function is not. */
	if (status == STATUS_OK)
		status = state_complete(&tree.state, &tree.session, &fault);
	if (status == STATUS_OK)
		status = gather(&tree, &shown, &fault);
	if (status == STATUS_OK && options.files)
		rate_files(&tree, &shown);
	if (status == STATUS_OK && options.files && options.print.count) {
		regions_count_dependents(&tree.state.regions);
		status = count_duplicated(&tree, &shown, &fault);
	}
	if (status == STATUS_OK)
		status = print_each(&options.print, print_answer,
		                    &(struct scan_answer){ &shown, &options }, &fault);
	memory_free(shown.units);
	memory_free(shown.files);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
