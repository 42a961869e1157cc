/*
 * A trend for a terminal.  The first three lines are the answer; what follows
 * is what they rest on: the regions over time, what changed most, which
 * functions moved, what came to carry more, in what order to read.
 */
#include <string.h>
#include <unistd.h>

#include "trend.h"

enum { SPARKS = 32, LISTED = 8 };

static void line(FILE *out, struct text text)
{
	write_safe(out, text);
	fputc('\n', out);
}

/* --- sparklines ---------------------------------------------------------------------------- */

/* Eight heights of a block, from the least to the greatest of the values. */
static void put_spark(FILE *out, const double *values, size_t count)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	double least = values[0], most = values[0];

	for (size_t i = 1; i < count; i++) {
		least = values[i] < least ? values[i] : least;
		most = values[i] > most ? values[i] : most;
	}
	for (size_t i = 0; i < count; i++)
		fputs(blocks[most > least ? (int)((values[i] - least) * 7 / (most - least) + 0.5)
		                          : 3],
		      out);
}

/* The sums at `count` times, evenly spread from the first point to the last. */
static size_t sample(const struct trend *trend, const struct trend_sums *sums, size_t stride,
                     double (*value)(const struct trend_sums *), double values[SPARKS])
{
	size_t points = trend->point_count;
	int64_t begin = trend->points[0].time, end = trend->points[points - 1].time;
	size_t count = points < SPARKS ? points : SPARKS, at = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t until =
			count > 1 ? begin + (end - begin) * (int64_t)i / (int64_t)(count - 1) : end;

		while (at + 1 < points && trend->points[at + 1].time <= until)
			at++;
		if (i + 1 == count)
			at = points - 1;
		values[i] = value((const struct trend_sums *)(const void *)((const char *)sums +
		                                                            at * stride));
	}
	return count;
}

static double debt_of(const struct trend_sums *sums)
{
	return (double)sums->debt / 10;
}

static void put_series(FILE *out, const struct trend *trend, struct text name,
                       const struct trend_sums *first, size_t stride)
{
	const struct trend_sums *last =
		(const struct trend_sums *)(const void *)((const char *)first +
	                                                  (trend->point_count - 1) * stride);
	struct bytes safe = BYTES_INIT;
	double values[SPARKS];

	safe_for_terminal(&safe, name);
	fprintf(out, "  %-12s ", safe.data ? safe.data : "");
	put_spark(out, values, sample(trend, first, stride, debt_of, values));
	fprintf(out, " %9.0f   ", debt_of(last));
	put_spark(out, values, sample(trend, first, stride, trend_density, values));
	fprintf(out, " %7.1f   %7llu lines, %u files\n", trend_density(last),
	        (unsigned long long)last->sloc, last->files);
	bytes_release(&safe);
}

static void put_all_series(FILE *out, const struct trend *trend)
{
	char from[TREND_DATE], to[TREND_DATE];

	if (!trend->point_count)
		return;
	fprintf(out, "\nfrom %s to %s: debt, and debt for each thousand lines\n",
	        trend_date(trend->points[0].time, from),
	        trend_date(trend->points[trend->point_count - 1].time, to));
	for (int region = REGION_COUNT; !trend->grouped_by && region-- > 0;)
		put_series(out, trend, text_of(region_name((enum region)region)),
		           &trend->points[0].regions[region], sizeof(*trend->points));
	for (size_t i = 0; i < trend->group_count; i++)
		put_series(out, trend, trend->groups[i].name, trend->groups[i].sums,
		           sizeof(*trend->groups[i].sums));
}

/* --- what changed ------------------------------------------------------------------------------ */

static void put_mover(FILE *out, const char *indent, const struct trend_mover *mover)
{
	char hex[OBJECT_ID_HEX], date[TREND_DATE];

	fprintf(out, "%s%.8s %s %+8.1f %+8.1f %+8.1f  ", indent, object_id_hex(&mover->commit, hex),
	        trend_date(mover->time, date), (double)mover->debt[REGION_TRUNK] / 10,
	        (double)mover->debt[REGION_BRANCH] / 10, (double)mover->debt[REGION_LEAF] / 10);
	write_safe(out, mover->subject);
	fputs(trend_is_shift(mover) ? "  [of files that changed their region]\n" : "\n", out);
}

static void put_spans(FILE *out, const struct trend *trend)
{
	bool any = false;

	for (int i = 0; i < TREND_SPANS; i++) {
		const struct trend_span *span = &trend->spans[i];

		if (!span->from)
			continue;
		if (!any)
			fputs("\nchange of debt in the last\n", out);
		any = true;
		fprintf(out, "  %-8s", span->name);
		for (int region = REGION_COUNT; region-- > 0;)
			fprintf(out, " %s %+.1f%s", region_name((enum region)region),
			        (double)(span->after[region].debt - span->before[region].debt) / 10,
			        region ? "," : "");
		fprintf(out, "  (%u commit%s)\n", span->commits, plural_ending(span->commits));
		if (span->mover)
			put_mover(out, "           most: ", span->mover);
	}
}

static void put_movers(FILE *out, const struct trend *trend)
{
	char date[TREND_DATE];

	if (trend->mover_count)
		fprintf(out, "\nthe commits that moved it most since %s (trunk, branch, leaf):\n",
		        trend_date(trend->since, date));
	for (size_t i = 0; i < trend->mover_count && i < LISTED; i++)
		put_mover(out, "  ", &trend->movers[i]);
}

static void put_unit(FILE *out, const struct trend_unit *unit)
{
	double values[SPARKS];
	size_t count = unit->spark_count < SPARKS ? unit->spark_count : SPARKS;

	for (size_t i = 0; i < count; i++)
		values[i] = (double)unit->sparks[unit->spark_count - count + i].debt;
	fprintf(out, "  %-6s %7.1f → %7.1f  ", region_name(unit->region),
	        (double)unit->debt_before / 10, (double)unit->debt_after / 10);
	if (count)
		put_spark(out, values, count);
	fputs(count ? "  " : "", out);
	write_safe(out, unit->path);
	fprintf(out, ":%u ", unit->line);
	write_safe(out, unit->name);
	fputs(unit->is_new ? " (new)\n" : "\n", out);
}

static void put_units(FILE *out, const char *title, const struct trend_unit *units, size_t count)
{
	if (count)
		fprintf(out, "\n%s\n", title);
	for (size_t i = 0; i < count && i < LISTED; i++)
		put_unit(out, &units[i]);
	if (count > LISTED)
		fprintf(out, "  … and %zu more; --format json has them\n", count - LISTED);
}

static void put_promotions(FILE *out, const struct trend *trend)
{
	if (trend->promotion_count)
		fputs("\nfiles that came to carry more (their debt today):\n", out);
	for (size_t i = 0; i < trend->promotion_count && i < LISTED; i++) {
		const struct trend_promotion *promotion = &trend->promotions[i];

		fprintf(out, "  %s → %s, load %u → %u, debt %.1f  ", region_name(promotion->from),
		        region_name(promotion->to), promotion->load_before, promotion->load_after,
		        (double)promotion->debt / 10);
		line(out, promotion->path);
	}
}

static void put_clones(FILE *out, const struct trend *trend)
{
	if (trend->clone_count)
		fprintf(out, "\nwritten twice, with a copy in the trunk (%zu):\n",
		        trend->clone_count);
	for (size_t i = 0; i < trend->clone_count && i < LISTED; i++) {
		const struct trend_clone *clone = &trend->clones[i];

		fprintf(out, "  %u tokens, %u places  ", clone->tokens, clone->places);
		write_safe(out, clone->path_a);
		fprintf(out, ":%u and ", clone->start_a);
		write_safe(out, clone->path_b);
		fprintf(out, ":%u (%s)\n", clone->start_b, region_name(clone->region_b));
	}
}

/* --- where to look --------------------------------------------------------------------------------- */

static void put_review(FILE *out, const struct trend *trend)
{
	if (trend->review_count)
		fputs("\nin what order to read:\n", out);
	for (size_t i = 0; i < trend->review_count && i < LISTED; i++) {
		const struct trend_file *file = &trend->files[trend->review[i]];

		if (file->risk >= 0)
			fprintf(out, "  risk %6.1f ", file->risk);
		else
			fputs("  ", out);
		fprintf(out, "%-6s %6u lines, debt %7.1f, load %3u  ", region_name(file->region),
		        file->sloc, (double)file->debt / 10, file->load);
		line(out, file->path);
	}
	line(out, trend->check_line);
}

static void put_cohorts(FILE *out, const struct trend *trend)
{
	if (trend->cohort_count < 2)
		return;
	fputs("\nby what commits say of themselves (most say nothing; no judgement of anybody):\n",
	      out);
	for (size_t i = 0; i < trend->cohort_count; i++) {
		const struct trend_cohort *cohort = &trend->cohorts[i];

		fputs("  ", out);
		write_safe(out, cohort->name);
		fprintf(out, ": %u commit%s", cohort->commits, plural_ending(cohort->commits));
		if (!cohort->steps) {
			fputs(", all brought in together with others\n", out);
			continue;
		}
		fprintf(out, "; alone in %u step%s of the line:", cohort->steps,
		        plural_ending(cohort->steps));
		for (int region = REGION_COUNT; region-- > 0;)
			fprintf(out, " %s %+lld lines (debt +%.1f −%.1f)%s",
			        region_name((enum region)region),
			        (long long)cohort->sloc_added[region],
			        (double)cohort->debt_added[region] / 10,
			        (double)cohort->debt_removed[region] / 10, region ? "," : "\n");
	}
}

static void put_gaps(FILE *out, const struct trend *trend)
{
	fprintf(out,
	        "\nnot measured: %u of %u functions, %u file%s as a whole, %.1f %% of the lines\n",
	        trend->unmeasured_units, trend->units, trend->refused_files,
	        plural_ending(trend->refused_files), trend->unmeasured_percent);
	for (size_t i = 0; i < trend->missing_count; i++)
		line(out, trend->missing[i]);
}

/* For who meets these words here for the first time. */
static void put_words(FILE *out)
{
	fputs("\ntrunk: files that many others depend on; leaf: nothing depends on it; branch: the "
	      "rest.\nload: how many files depend on it directly.  debt: points for functions that "
	      "are hard to follow;\n`bole explain FILE:FUNCTION` shows each.  risk: size and debt, "
	      "by how often and how lately a file\nwas changed and mended.\n",
	      out);
}

/* On a terminal the first lines are far away by now. */
static void repeat_verdict(FILE *out, const struct trend *trend)
{
	if (!isatty(fileno(out)))
		return;
	fputc('\n', out);
	line(out, trend->verdict);
}

void trend_text(struct sink *sink, const struct trend *trend)
{
	FILE *out = sink->file;

	line(out, trend->verdict);
	line(out, trend->because);
	line(out, trend->look);
	put_all_series(out, trend);
	put_spans(out, trend);
	put_movers(out, trend);
	put_units(out,
	          "functions that got worse (debt before → now, and at each change):", trend->worse,
	          trend->worse_count);
	put_units(out, "functions that got better (debt before → now, and at each change):",
	          trend->better, trend->better_count);
	put_promotions(out, trend);
	put_clones(out, trend);
	put_review(out, trend);
	put_cohorts(out, trend);
	put_gaps(out, trend);
	put_words(out);
	repeat_verdict(out, trend);
}
