#include <string.h>

#include "review.h"

struct words {
	FILE *file;
	const char *bold, *dim, *regions[REGION_COUNT], *off;
	struct bytes line;
	bool all;
};

static struct words words_for(const struct sink *sink, bool all)
{
	struct words words = { .file = sink->file, .bold = "", .dim = "", .off = "", .all = all };

	for (int region = 0; region < REGION_COUNT; region++)
		words.regions[region] = "";
	if (!sink->colour)
		return words;
	words.bold = "\033[1m";
	words.dim = "\033[2m";
	words.off = "\033[0m";
	words.regions[REGION_LEAF] = "\033[32m";
	words.regions[REGION_BRANCH] = "\033[33m";
	words.regions[REGION_TRUNK] = "\033[31;1m";
	return words;
}

static size_t shown(const struct words *words, size_t count, size_t most)
{
	return words->all || count < most ? count : most;
}

static void print_rest(const struct words *words, size_t count, size_t most, const char *what)
{
	if (shown(words, count, most) < count)
		fprintf(words->file, "       … and %zu more %s%s; --all has them\n", count - most,
		        what, plural_ending(count - most));
}

/* --- the answer ------------------------------------------------------------------------- */

static void print_answer(struct words *words, const struct review *review, const char *compared)
{
	words_reviewed(review, &words->line);
	fprintf(words->file, "%sreview: %s%s (%s)\n", words->bold, words->line.data, words->off,
	        compared);
	bytes_clear(&words->line);
	words_where(review, &words->line);
	fprintf(words->file, "in it: %s\n", words->line.data);
	bytes_clear(&words->line);
	words_to_read(review, &words->line);
	fprintf(words->file, "read: %s\n", words->line.data);
}

/* --- units -------------------------------------------------------------------------------- */

static void print_place(const struct words *words, const struct reviewed_unit *unit)
{
	fprintf(words->file, "%s%-6s%s ", words->regions[unit->region], region_name(unit->region),
	        words->off);
	write_safe(words->file, unit->path);
	if (unit->line)
		fprintf(words->file, ":%u ", unit->line);
	write_safe(words->file, unit->name);
	fprintf(words->file, "  %s%u file%s stand%s on it%s\n", words->dim, unit->load,
	        plural_ending(unit->load), unit->load == 1 ? "s" : "", words->off);
}

static void print_tests(struct words *words, const struct reviewed_unit *unit, const char *before)
{
	if (unit->region != REGION_TRUNK || !unit->name.size || (unit->shape & SHAPE_GONE))
		return;
	review_reach(&unit->tests, &words->line);
	fputs(before, words->file);
	write_safe(words->file, bytes_text(&words->line));
}

static void print_unit(struct words *words, const struct reviewed_unit *unit)
{
	print_place(words, unit);
	review_shape(unit, &words->line);
	fprintf(words->file, "       %s", words->line.data);
	if (unit->was.size) {
		fputs(", before: ", words->file);
		write_safe(words->file, unit->was);
	}
	print_tests(words, unit, "; tests: ");
	fputc('\n', words->file);
}

static void print_read(struct words *words, const struct review *review)
{
	size_t most = shown(words, review->to_read, READ_SHOWN);

	if (!review->to_read)
		return;
	fprintf(words->file, "\n%sA person must read%s, worst first:\n\n", words->bold, words->off);
	for (size_t i = 0; i < most; i++)
		print_unit(words, &review->units[i]);
	print_rest(words, review->to_read, READ_SHOWN, "function");
}

/* --- from outside --------------------------------------------------------------------------- */

static void print_leaves(struct words *words, const struct review *review)
{
	size_t most = shown(words, review->leaf_count, LEAVES_SHOWN);

	for (size_t i = 0; i < most; i++) {
		const struct reviewed_file *leaf = &review->leaves[i];

		fprintf(words->file, "%sleaf%s   ", words->regions[REGION_LEAF], words->off);
		write_safe(words->file, leaf->path);
		fprintf(words->file, "  %s%zu function%s, +%u -%u%s\n", words->dim, leaf->units,
		        plural_ending(leaf->units), leaf->lines.added, leaf->lines.removed,
		        words->off);
	}
	print_rest(words, review->leaf_count, LEAVES_SHOWN, "leaf file");
}

static void print_inside(struct words *words, const struct review *review)
{
	const struct reviewed_unit *units = review->units + review->to_read;
	size_t count = review_inside(review), most = shown(words, count, INSIDE_SHOWN);

	for (size_t i = 0; i < most; i++) {
		print_place(words, &units[i]);
		fputs("       inside only", words->file);
		print_tests(words, &units[i], "; tests: ");
		fputc('\n', words->file);
	}
	print_rest(words, count, INSIDE_SHOWN, "function");
}

static void print_outside(struct words *words, const struct review *review)
{
	if (!review->leaf_count && !review_inside(review))
		return;
	fprintf(words->file, "\n%sCan be verified from outside%s:\n\n", words->bold, words->off);
	print_leaves(words, review);
	print_inside(words, review);
}

/* --- the rest ---------------------------------------------------------------------------------- */

static void print_finding(struct words *words, const struct finding *finding)
{
	fprintf(words->file, "%-6s ", level_name(finding->level));
	write_safe(words->file, finding->path);
	fprintf(words->file, ":%u  %s\n       ", finding->line, rule_rows()[finding->rule].name);
	write_safe(words->file, finding->message);
	fputc('\n', words->file);
}

static void print_findings(struct words *words, const struct review *review)
{
	const struct verdict *verdict = &review->verdict;
	size_t count = 0;

	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];

		if (!review_shows(finding))
			continue;
		if (!count++)
			fprintf(words->file, "\n%sPromotions, cycles, duplicates%s:\n\n",
			        words->bold, words->off);
		if (!words->all && count > FINDINGS_SHOWN)
			continue;
		print_finding(words, finding);
	}
	print_rest(words, count, FINDINGS_SHOWN, "finding");
}

static void print_touched(struct words *words, const struct review *review)
{
	size_t most = shown(words, review->touched_count, TOUCHED_SHOWN);

	if (!review->touched_count)
		return;
	fprintf(words->file, "\n%sOn these files of the change most others stand%s:\n\n  load\n",
	        words->bold, words->off);
	for (size_t i = 0; i < most; i++) {
		fprintf(words->file, "%6u  ", review->touched[i].load);
		write_safe(words->file, review->touched[i].path);
		fputc('\n', words->file);
	}
	print_rest(words, review->touched_count, TOUCHED_SHOWN, "file");
}

void review_text(struct sink *sink, const struct review *review,
                 const struct review_context *context)
{
	struct words words = words_for(sink, context->all);

	print_answer(&words, review, context->compared);
	print_read(&words, review);
	print_outside(&words, review);
	print_findings(&words, review);
	print_touched(&words, review);
	bytes_release(&words.line);
}
