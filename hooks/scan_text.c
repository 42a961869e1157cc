#include "scan.h"

#include <stdlib.h>

enum { WORST_SHOWN = 20 };

/* The regions hold for the project's own code; the rest stands beside it. */
static bool is_own(const struct source_file *file)
{
	return file->label.file_class == FILE_SOURCE;
}

/* --- the first three lines ---------------------------------------------------------------- */

struct sums {
	uint64_t files, units, sloc;
	double debt;
};

static void add_sums(struct sums *sums, const struct shown_file *file)
{
	sums->files++;
	sums->units += file->facts->unit_count;
	sums->sloc += file->facts->sloc;
	sums->debt += facts_debt(file->facts);
}

static void print_sums(FILE *out, const struct sums *own, const struct sums *beside)
{
	const struct sums *sums = own->files ? own : beside;

	fprintf(out, "%llu function%s in %llu file%s, %llu SLOC, debt %.1f",
	        (unsigned long long)sums->units, plural_ending(sums->units),
	        (unsigned long long)sums->files, plural_ending(sums->files),
	        (unsigned long long)sums->sloc, sums->debt);
	if (!own->files && beside->files)
		fputs("; all of it test, example, vendored or generated", out);
	else if (beside->files)
		fprintf(out, "; beside it %llu test, example, vendored or generated file%s",
		        (unsigned long long)beside->files, plural_ending(beside->files));
	fputc('\n', out);
}

static void print_regions(FILE *out, const struct sums regions[REGION_COUNT])
{
	for (int region = REGION_COUNT; region-- > 0;) {
		const struct sums *sums = &regions[region];
		double density = sums->sloc ? sums->debt * 1000 / (double)sums->sloc : 0;

		fprintf(out, "%s%s: %llu file%s, debt %.1f (%.1f a thousand lines)",
		        region == REGION_TRUNK ? "" : "; ", region_name((enum region)region),
		        (unsigned long long)sums->files, plural_ending(sums->files), sums->debt,
		        density);
	}
	fputc('\n', out);
}

static void print_answer(FILE *out, const struct shown *shown)
{
	struct sums regions[REGION_COUNT] = { 0 }, own = { 0 }, beside = { 0 };
	struct bytes words = BYTES_INIT;

	for (size_t i = 0; i < shown->file_count; i++) {
		const struct shown_file *file = &shown->files[i];

		add_sums(is_own(file->file) ? &own : &beside, file);
		if (is_own(file->file))
			add_sums(&regions[file->standing->region], file);
	}
	print_sums(out, &own, &beside);
	if (own.files)
		print_regions(out, regions);
	fprintf(out, "%s\n",
	        scan_unmeasured(shown, &words) ? words.data : "everything was measured");
	bytes_release(&words);
}

bool scan_unmeasured(const struct shown *shown, struct bytes *words)
{
	size_t units = 0, files = 0;

	for (size_t i = 0; i < shown->file_count; i++) {
		units += facts_unmeasured(shown->files[i].facts);
		files += shown->files[i].facts->refusal != REFUSED_NOT;
	}
	if (!units && !files)
		return false;
	bytes_add_string(words, "not measured: ");
	if (units)
		bytes_format(words, "%zu function%s whose text did not parse", units,
		             plural_ending(units));
	if (files)
		bytes_format(words, "%s%zu file%s as a whole", units ? ", " : "", files,
		             plural_ending(files));
	return true;
}

/* --- the worst first ------------------------------------------------------------------------ */

struct rank {
	bool own;
	enum region region;
	double debt;
	struct text path;
	uint32_t line;
};

static int compare_ranks(const struct rank *x, const struct rank *y)
{
	if (x->own != y->own)
		return x->own ? -1 : 1;
	if (x->region != y->region)
		return x->region > y->region ? -1 : 1;
	if (x->debt != y->debt)
		return x->debt > y->debt ? -1 : 1;
	if (text_compare(x->path, y->path))
		return text_compare(x->path, y->path);
	return (x->line > y->line) - (x->line < y->line);
}

static int compare_units(const void *a, const void *b)
{
	const struct shown_unit *x = a, *y = b;

	return compare_ranks(&(struct rank){ is_own(x->file), x->region, unit_debt(x->unit),
	                                     x->file->path, x->unit->line },
	                     &(struct rank){ is_own(y->file), y->region, unit_debt(y->unit),
	                                     y->file->path, y->unit->line });
}

static int compare_files(const void *a, const void *b)
{
	const struct shown_file *x = a, *y = b;

	return compare_ranks(&(struct rank){ is_own(x->file), x->standing->region,
	                                     facts_debt(x->facts), x->file->path, 0 },
	                     &(struct rank){ is_own(y->file), y->standing->region,
	                                     facts_debt(y->facts), y->file->path, 0 });
}

static void print_unit(FILE *out, const struct shown_unit *shown)
{
	const struct unit *unit = shown->unit;

	fprintf(out, "%7.1f %5u %5u %5u %5u %5u  %-6s  ", unit_debt(unit), unit->cognitive,
	        unit->cyclomatic, unit->nesting, unit->sloc, shown->load,
	        region_name(shown->region));
	write_safe(out, shown->file->path);
	fprintf(out, ":%u ", unit->line);
	write_safe(out, unit->name);
	fputs(unit->quality == QUALITY_MEASURED ? "\n" : "  (not measured: did not parse)\n", out);
}

static void print_file(FILE *out, const struct shown_file *shown)
{
	const struct facts *facts = shown->facts;

	fprintf(out, "%7.1f %5u %5u %5u %5zu %5u  %-6s  ", facts_debt(facts),
	        facts_cognitive(facts), facts_cyclomatic(facts), facts->sloc, facts->unit_count,
	        shown->standing->load, region_name(shown->standing->region));
	write_safe(out, shown->file->path);
	if (!is_own(shown->file))
		fprintf(out, "  (%s)", file_class_name(shown->file->label.file_class));
	if (facts->refusal != REFUSED_NOT)
		fprintf(out, "  (not measured: %s)", refusal_text(facts->refusal));
	else if (facts_unmeasured(facts))
		fprintf(out, "  (%zu not measured)", facts_unmeasured(facts));
	fputc('\n', out);
}

static void print_units(FILE *out, const struct shown *shown, size_t most)
{
	fputs("\nthe functions, trunk first, then by debt:\n"
	      "   debt  cogn  cycl  nest  sloc  load  region  where\n",
	      out);
	for (size_t i = 0; i < shown->unit_count && i < most; i++)
		print_unit(out, &shown->units[i]);
}

static void print_files(FILE *out, const struct shown *shown, size_t most)
{
	fputs("\nthe files, trunk first, then by debt:\n"
	      "   debt  cogn  cycl  sloc funcs  load  region  where\n",
	      out);
	for (size_t i = 0; i < shown->file_count && i < most; i++)
		print_file(out, &shown->files[i]);
}

void scan_rank(struct shown *shown, bool files)
{
	if (files)
		qsort(shown->files, shown->file_count, sizeof(*shown->files), compare_files);
	else
		qsort(shown->units, shown->unit_count, sizeof(*shown->units), compare_units);
}

void scan_text(FILE *out, struct shown *shown, bool files, bool all)
{
	size_t count = files ? shown->file_count : shown->unit_count;
	size_t most = all ? count : WORST_SHOWN;

	print_answer(out, shown);
	if (!count)
		return;
	scan_rank(shown, files);
	if (files)
		print_files(out, shown, most);
	else
		print_units(out, shown, most);
	if (most < count)
		fprintf(out, "… and %zu more; --all or --format tsv has them\n", count - most);
}
