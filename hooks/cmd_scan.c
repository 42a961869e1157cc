/* bole scan: the numbers of every unit, or of every file. */
#include <stdlib.h>

#include "tree.h"

enum { WORST_SHOWN = 20 };

static const struct option_row rows[] = {
	{ "files", NULL, "a row a file instead of a row a unit" },
	{ "all", NULL, "show everything in text, not the worst" },
	TREE_OPTION_ROWS,
	{ 0 },
};

static enum status take_option(void *context, const struct option_row *row, const char *value,
                               struct fault *fault)
{
	return tree_option(context, row, value, fault);
}

/* --- what is shown ------------------------------------------------------------------- */

struct shown_unit {
	const struct source_file *file;
	const struct unit *unit;
	enum region region;
	uint32_t load;
};

struct shown_file {
	const struct source_file *file;
	const struct standing *standing;
	const struct facts *facts;
};

struct shown {
	struct shown_unit *units;
	size_t unit_count, unit_capacity;
	struct shown_file *files;
	size_t file_count, file_capacity;
};

static enum status gather(struct tree *tree, struct shown *shown, struct fault *fault)
{
	struct state *state = &tree->state;

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
			                     view.facts };
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
	{ "duplicated_lines", CELL_UNKNOWN },
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
			  { .number = 0 },
			  { .real = debt },
			  { .real = debt * shown->standing->load },
			  { .number = 0 },
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
	size_t units = 0, files = 0;

	for (size_t i = 0; i < shown->file_count; i++) {
		units += facts_unmeasured(shown->files[i].facts);
		files += shown->files[i].facts->refusal != REFUSED_NOT;
	}
	if (units || files)
		notice("not measured: %zu units whose text did not parse, %zu files; "
		       "scan --files counts them",
		       units, files);
}

static void print_table(struct sink *sink, const struct shown *shown, bool files)
{
	struct table_writer table;

	table_begin(&table, sink, files ? "scan-files" : "scan",
	            files ? file_columns : unit_columns, files ? FILE_COLUMNS : UNIT_COLUMNS);
	for (size_t i = 0; files && i < shown->file_count; i++)
		file_row(&table, &shown->files[i]);
	for (size_t i = 0; !files && i < shown->unit_count; i++)
		unit_row(&table, &shown->units[i]);
	table_end(&table);
	warn_unmeasured(shown);
}

/* --- text --------------------------------------------------------------------------------- */

struct sums {
	uint64_t files, units, sloc, unmeasured, refused;
	double debt;
};

static void add_sums(const struct shown *shown, struct sums sums[REGION_COUNT], struct sums *all)
{
	for (size_t i = 0; i < shown->file_count; i++) {
		const struct shown_file *file = &shown->files[i];
		struct sums one = {
			.files = 1,
			.units = file->facts->unit_count,
			.sloc = file->facts->sloc,
			.unmeasured = facts_unmeasured(file->facts),
			.refused = file->facts->refusal != REFUSED_NOT,
			.debt = facts_debt(file->facts),
		};
		struct sums *into[] = { all, &sums[file->standing->region] };

		for (int k = 0; k < 2; k++) {
			into[k]->files += one.files;
			into[k]->units += one.units;
			into[k]->sloc += one.sloc;
			into[k]->unmeasured += one.unmeasured;
			into[k]->refused += one.refused;
			into[k]->debt += one.debt;
		}
	}
}

static void print_answer(FILE *out, const struct sums sums[REGION_COUNT], const struct sums *all)
{
	fprintf(out, "%llu units in %llu files, %llu SLOC, debt %.1f\n",
	        (unsigned long long)all->units, (unsigned long long)all->files,
	        (unsigned long long)all->sloc, all->debt);
	for (int region = REGION_COUNT; region-- > 0;)
		fprintf(out, "%s%s: %llu files, debt %.1f (%.1f a thousand lines)",
		        region == REGION_TRUNK ? "" : "; ", region_name(region),
		        (unsigned long long)sums[region].files, sums[region].debt,
		        sums[region].sloc ? sums[region].debt * 1000 / (double)sums[region].sloc
		                          : 0);
	fputc('\n', out);
	if (all->unmeasured || all->refused)
		fprintf(out, "not measured: %llu units whose text did not parse, %llu files\n",
		        (unsigned long long)all->unmeasured, (unsigned long long)all->refused);
	else
		fputs("everything was measured\n", out);
}

static int by_debt(const void *a, const void *b)
{
	const struct shown_unit *x = a, *y = b;
	double left = unit_debt(x->unit), right = unit_debt(y->unit);

	if (x->region != y->region)
		return x->region > y->region ? -1 : 1;
	if (left != right)
		return left > right ? -1 : 1;
	if (text_compare(x->file->path, y->file->path))
		return text_compare(x->file->path, y->file->path);
	return (x->unit->line > y->unit->line) - (x->unit->line < y->unit->line);
}

static void print_text(FILE *out, struct shown *shown, bool all)
{
	struct sums sums[REGION_COUNT] = { 0 }, total = { 0 };
	size_t most = all || shown->unit_count < WORST_SHOWN ? shown->unit_count : WORST_SHOWN;

	add_sums(shown, sums, &total);
	print_answer(out, sums, &total);
	if (!shown->unit_count)
		return;
	qsort(shown->units, shown->unit_count, sizeof(*shown->units), by_debt);
	fputs("\n  debt  cogn  cycl  nest  sloc  load  region  where\n", out);
	for (size_t i = 0; i < most; i++) {
		const struct shown_unit *at = &shown->units[i];

		fprintf(out, "%6.1f %5u %5u %5u %5u %5u  %-6s  ", unit_debt(at->unit),
		        at->unit->cognitive, at->unit->cyclomatic, at->unit->nesting,
		        at->unit->sloc, at->load, region_name(at->region));
		write_safe(out, at->file->path);
		fprintf(out, ":%u ", at->unit->line);
		write_safe(out, at->unit->name);
		fputs(at->unit->quality == QUALITY_MEASURED ? "\n"
		                                            : "  (not measured: did not parse)\n",
		      out);
	}
	if (most < shown->unit_count)
		fprintf(out, "… and %zu more, best last; --all or --format tsv has them\n",
		        shown->unit_count - most);
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
	if (status == STATUS_OK)
		status = tree_open(&tree, invocation, &options, operands, &fault);
	if (status == STATUS_OK)
		status = gather(&tree, &shown, &fault);
	if (status == STATUS_OK) {
		struct sink sink = print_sink(&options.print, stdout);

		if (sink.format == FORMAT_TEXT)
			print_text(stdout, &shown, options.all);
		else
			print_table(&sink, &shown, options.files);
	}
	memory_free(shown.units);
	memory_free(shown.files);
	tree_close(&tree);
	return status == STATUS_OK ? finish_output(EXIT_ACCEPTED) : fault_exit(&fault);
}
