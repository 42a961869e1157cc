/* A trend as Markdown: for an issue, a wiki, the summary of a job. */
#include "trend.h"

enum { LISTED = 15 };

static void put(FILE *out, struct text text)
{
	struct bytes safe = BYTES_INIT;

	safe_for_markdown(&safe, text);
	fputs(safe.data ? safe.data : "", out);
	bytes_release(&safe);
}

static void paragraph(FILE *out, struct text text)
{
	put(out, text);
	fputs("\n\n", out);
}

static void put_regions(FILE *out, const struct trend *trend)
{
	const struct trend_point *last = &trend->points[trend->point_count - 1];

	fputs("| region | files | lines | debt | for each 1000 lines | in a week | month | quarter | year "
	      "|\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
	      out);
	for (int region = REGION_COUNT; region-- > 0;) {
		const struct trend_sums *sums = &last->regions[region];

		fprintf(out, "| %s | %u | %llu | %.1f | %.1f |", region_name((enum region)region),
		        sums->files, (unsigned long long)sums->sloc, (double)sums->debt / 10,
		        trend_density(sums));
		for (int i = 0; i < TREND_SPANS; i++) {
			const struct trend_span *span = &trend->spans[i];

			if (span->from)
				fprintf(out, " %+.1f |",
				        (double)(span->after[region].debt -
				                 span->before[region].debt) /
				                10);
			else
				fputs(" – |", out);
		}
		fputc('\n', out);
	}
	fputc('\n', out);
}

static void put_movers(FILE *out, const struct trend *trend)
{
	char hex[OBJECT_ID_HEX], date[TREND_DATE];

	if (!trend->mover_count)
		return;
	fputs("| commit | day | trunk | branch | leaf | |\n|---|---|--:|--:|--:|---|\n", out);
	for (size_t i = 0; i < trend->mover_count && i < LISTED; i++) {
		const struct trend_mover *mover = &trend->movers[i];

		fprintf(out, "| %.8s | %s | %+.1f | %+.1f | %+.1f | ",
		        object_id_hex(&mover->commit, hex), trend_date(mover->time, date),
		        (double)mover->debt[REGION_TRUNK] / 10,
		        (double)mover->debt[REGION_BRANCH] / 10,
		        (double)mover->debt[REGION_LEAF] / 10);
		put(out, mover->subject);
		fputs(trend_is_shift(mover) ? " (of files that changed their region) |\n" : " |\n",
		      out);
	}
	fputc('\n', out);
}

static void put_units(FILE *out, const char *title, const struct trend_unit *units, size_t count)
{
	if (!count)
		return;
	fprintf(out, "| %s | region | debt before | after | in |\n|---|---|--:|--:|---|\n", title);
	for (size_t i = 0; i < count && i < LISTED; i++) {
		fputs("| ", out);
		put(out, units[i].name);
		fprintf(out, " | %s | %.1f | %.1f | ", region_name(units[i].region),
		        (double)units[i].debt_before / 10, (double)units[i].debt_after / 10);
		put(out, units[i].path);
		fprintf(out, ":%u |\n", units[i].line);
	}
	fputc('\n', out);
}

void trend_markdown(struct sink *sink, const struct trend *trend)
{
	FILE *out = sink->file;

	paragraph(out, trend->verdict);
	paragraph(out, trend->because);
	paragraph(out, trend->look);
	if (trend->point_count)
		put_regions(out, trend);
	put_movers(out, trend);
	put_units(out, "got worse", trend->worse, trend->worse_count);
	put_units(out, "got better", trend->better, trend->better_count);
	paragraph(out, trend->check_line);
	for (size_t i = 0; i < trend->missing_count; i++)
		paragraph(out, trend->missing[i]);
}
