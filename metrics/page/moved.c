/* What moved the debt: commits, years, units, promotions, cohorts. */
#include "parts.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* --- commits ---------------------------------------------------------------------- */

static const struct heading mover_headings[] = {
	{ "Commit", "name" },   { "Day", "day" },     { "Trunk", "number" },
	{ "Branch", "number" }, { "Leaf", "number" }, { "Lines", "number" },
};

static void write_lines(struct bytes *out, int64_t lines)
{
	bytes_add_string(out, lines < 0 ? "−" : "+");
	html_count(out, (uint64_t)(lines < 0 ? -lines : lines));
}

static void write_mover(struct html_table *table, const struct trend_mover *mover)
{
	struct bytes *out = table->out;
	int64_t lines = 0;

	table_row_open(table);
	table_cell(table);
	html_commit(out, &mover->commit);
	bytes_add_string(out, " <span class=subject>");
	safe_for_markup(out, mover->subject);
	bytes_add_string(out, "</span>");
	if (mover->merge)
		bytes_add_string(out, " <span class=note>merge</span>");
	if (trend_is_shift(mover))
		bytes_add_string(out, " <span class=note>· files changed their region</span>");
	table_cell(table);
	html_day(out, mover->time);
	for (int region = REGION_COUNT; region-- > 0;) {
		table_cell(table);
		html_change(out, mover->debt[region]);
		lines += mover->sloc[region];
	}
	table_cell(table);
	write_lines(out, lines);
	table_row_close(table);
}

void write_movers(struct bytes *out, const struct trend *trend)
{
	struct html_table table;
	char title[96], date[TREND_DATE];

	if (!trend->mover_count) {
		bytes_add_string(out, "<p class=none>No commit moved it since ");
		html_day(out, trend->since);
		bytes_add_string(out, ".</p>\n");
		return;
	}
	snprintf(title, sizeof(title), "The commits that moved the debt most since %s, in points",
	         trend_date(trend->since, date));
	table_open(&table, out, title, mover_headings, COUNT(mover_headings));
	for (size_t i = 0; i < trend->mover_count; i++)
		write_mover(&table, &trend->movers[i]);
	table_close(&table);
}

/* --- years --------------------------------------------------------------------------- */

static const struct heading year_headings[] = {
	{ "End of", "name" },
	{ "Trunk", "number" },
	{ "per 1,000 lines", "number" },
	{ "Branch", "number" },
	{ "per 1,000 lines", "number" },
	{ "Leaf", "number" },
	{ "per 1,000 lines", "number" },
	{ "Lines", "number" },
};

static int year_of(int64_t time)
{
	time_t seconds = (time_t)time;
	struct tm day;

	return gmtime_r(&seconds, &day) ? day.tm_year + 1900 : 0;
}

void write_years(struct bytes *out, const struct trend *trend)
{
	struct html_table table;

	table_open(&table, out, "Debt by region at the end of each year", year_headings,
	           COUNT(year_headings));
	for (size_t i = 0; i < trend->point_count; i++) {
		const struct trend_point *point = &trend->points[i];
		int year = year_of(point->time);
		uint64_t lines = 0;

		if (i + 1 < trend->point_count && year_of(point[1].time) <= year)
			continue;
		table_row_open(&table);
		table_cell(&table);
		bytes_format(out, "%d", year);
		for (int region = REGION_COUNT; region-- > 0;) {
			const struct trend_sums *sums = &point->regions[region];

			table_cell(&table);
			html_points(out, sums->debt);
			table_cell(&table);
			html_real(out, trend_density(sums));
			lines += sums->sloc;
		}
		table_cell(&table);
		html_count(out, lines);
		table_row_close(&table);
	}
	table_close(&table);
}

/* --- units ---------------------------------------------------------------------------- */

static const struct heading unit_headings[] = {
	{ "Function", "name" },     { "Region", "mark" }, { "Before", "number" },
	{ "History", "line" },      { "Now", "number" },  { "Change", "number" },
	{ "Complexity", "number" },
};

static void write_reasons(struct bytes *out, const struct trend_unit *unit)
{
	if (!unit->reason_count)
		return;
	bytes_add_string(out, "<span class=reasons>dearest: ");
	for (size_t i = 0; i < unit->reason_count; i++) {
		const struct trend_reason *reason = &unit->reasons[i];

		bytes_format(out, "%sline %u <b>+%u</b>", i ? ", " : "", reason->line,
		             reason->cost);
		if (reason->what.size) {
			bytes_add_string(out, " <code>");
			safe_for_markup(out, reason->what);
			bytes_add_string(out, "</code>");
		}
	}
	bytes_add_string(out, "</span>");
}

static void write_unit_name(struct bytes *out, const struct trend_unit *unit)
{
	bytes_add_string(out, "<code class=unit>");
	safe_for_markup(out, unit->name);
	bytes_add_string(out, "</code> <span class=where>");
	html_path(out, unit->path);
	if (unit->line)
		bytes_format(out, ":%u", unit->line);
	if (unit->load)
		bytes_format(out, " · used by %u file%s", unit->load, unit->load == 1 ? "" : "s");
	bytes_add_string(out, unit->line ? "</span>" : " · gone</span>");
	write_reasons(out, unit);
}

static void write_unit(struct html_table *table, const struct trend_unit *unit)
{
	struct bytes *out = table->out;

	table_row_open(table);
	table_cell(table);
	write_unit_name(out, unit);
	table_cell(table);
	html_region(out, unit->region);
	table_cell(table);
	if (unit->is_new)
		bytes_add_string(out, "new");
	else
		html_points(out, unit->debt_before);
	table_cell(table);
	html_spark(out, unit->sparks, unit->spark_count);
	table_cell(table);
	html_points(out, unit->debt_after);
	table_cell(table);
	html_change(out, unit->debt_after - (unit->is_new ? 0 : unit->debt_before));
	table_cell(table);
	html_count(out, unit->cognitive_after);
	table_row_close(table);
}

static void write_units(struct bytes *out, const char *caption, const struct trend_unit *units,
                        size_t count, const char *none)
{
	struct html_table table;

	if (!count) {
		bytes_format(out, "<p class=none>%s</p>\n", none);
		return;
	}
	table_open(&table, out, caption, unit_headings, COUNT(unit_headings));
	for (size_t i = 0; i < count; i++)
		write_unit(&table, &units[i]);
	table_close(&table);
}

void write_worst(struct bytes *out, const struct trend *trend)
{
	write_units(out, "The trunk's functions with most debt", trend->worst, trend->worst_count,
	            "The trunk has no function with debt.");
}

void write_changed(struct bytes *out, const struct trend *trend)
{
	if (trend->point_count > 1) {
		bytes_add_string(out, "<p>Compared with ");
		html_day(out, trend->since);
		bytes_add_string(out, ".</p>\n");
	}
	write_units(out, "Got worse", trend->worse, trend->worse_count,
	            "No function on record got worse.");
	write_units(out, "Got better", trend->better, trend->better_count,
	            "No function on record got better.");
}

/* --- promotions ------------------------------------------------------------------------- */

static const struct heading promotion_headings[] = {
	{ "File", "name" }, { "Day", "day" },     { "Commit", "mark" },
	{ "Rose", "mark" }, { "Load", "number" }, { "Debt", "number" },
};

void write_promotions(struct bytes *out, const struct trend *trend)
{
	struct html_table table;

	if (!trend->promotion_count) {
		bytes_add_string(out, "<p class=none>No file rose since ");
		html_day(out, trend->since);
		bytes_add_string(out, ".</p>\n");
		return;
	}
	table_open(&table, out, "Files that came to carry more", promotion_headings,
	           COUNT(promotion_headings));
	for (size_t i = 0; i < trend->promotion_count; i++) {
		const struct trend_promotion *promotion = &trend->promotions[i];

		table_row_open(&table);
		table_cell(&table);
		html_path(out, promotion->path);
		table_cell(&table);
		html_day(out, promotion->time);
		table_cell(&table);
		html_commit(out, &promotion->commit);
		table_cell(&table);
		html_region(out, promotion->from);
		bytes_add_string(out, " → ");
		html_region(out, promotion->to);
		table_cell(&table);
		bytes_format(out, "%u → %u", promotion->load_before, promotion->load_after);
		table_cell(&table);
		html_points(out, promotion->debt);
		table_row_close(&table);
	}
	table_close(&table);
}

/* --- cohorts ------------------------------------------------------------------------------ */

static const struct heading cohort_headings[] = {
	{ "Commits by", "name" },     { "Commits", "number" },     { "Alone in", "number" },
	{ "In the trunk", "number" }, { "In branches", "number" }, { "In leaves", "number" },
};

/* Of all commits, those that say nothing. */
static void write_unknown_share(struct bytes *out, const struct trend *trend)
{
	uint64_t all = 0, unknown = 0;

	for (size_t i = 0; i < trend->cohort_count; i++) {
		all += trend->cohorts[i].commits;
		unknown += trend->cohorts[i].unknown ? trend->cohorts[i].commits : 0;
	}
	bytes_add_string(out, "<p>Of ");
	html_things(out, all, "commit");
	bytes_add_string(out, ", ");
	html_percent(out, unknown, all);
	bytes_add_string(out, " say nothing of who wrote them.</p>\n");
}

static void write_cohort(struct html_table *table, const struct trend_cohort *cohort)
{
	struct bytes *out = table->out;

	table_row_open(table);
	table_cell(table);
	safe_for_markup(out, cohort->name);
	table_cell(table);
	html_count(out, cohort->commits);
	table_cell(table);
	html_things(out, cohort->steps, "step");
	for (int region = REGION_COUNT; region-- > 0;) {
		table_cell(table);
		write_lines(out, cohort->sloc_added[region]);
		bytes_add_string(out, " lines<span class=where>debt ");
		html_change(out, cohort->debt_added[region]);
		bytes_add_string(out, " ");
		html_change(out, -cohort->debt_removed[region]);
		bytes_add_string(out, "</span>");
	}
	table_row_close(table);
}

void write_cohorts(struct bytes *out, const struct trend *trend)
{
	struct html_table table;

	if (!trend->cohort_count) {
		bytes_add_string(out, "<p class=none>No commit is on record.</p>\n");
		return;
	}
	write_unknown_share(out, trend);
	table_open(&table, out, "Lines and debt by what commits say of themselves", cohort_headings,
	           COUNT(cohort_headings));
	for (size_t i = 0; i < trend->cohort_count; i++)
		write_cohort(&table, &trend->cohorts[i]);
	table_close(&table);
}
