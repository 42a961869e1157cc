/* The verdict in words, the numbers behind it, and what they cannot say here. */
#include "parts.h"

#include <string.h>

static void write_sentence(struct bytes *out, struct text sentence)
{
	if (!sentence.size)
		return;
	bytes_add_string(out, "<p>");
	safe_for_markup(out, sentence);
	bytes_add_string(out, "</p>\n");
}

/* The sentences are those of every format.  What stands before the colon of the first is the
 * headline, if it is short enough for one. */
void write_answer(struct bytes *out, const struct trend *trend)
{
	enum { HEADLINE = 60 };
	struct text verdict = trend->verdict;
	const char *colon = verdict.size ? memmem(verdict.data, verdict.size, ": ", 2) : NULL;
	struct text headline =
		colon && colon - verdict.data <= HEADLINE
			? (struct text){ verdict.data, (size_t)(colon - verdict.data) }
			: TEXT("The trunk over time");

	bytes_format(out, "<h1 class=%s>", trend_direction_name(trend->direction));
	safe_for_markup(out, headline);
	bytes_add_string(out, "</h1>\n<div class=answer>");
	if (colon && headline.data == verdict.data)
		verdict = (struct text){ colon + 2, verdict.size - headline.size - 2 };
	write_sentence(out, verdict);
	write_sentence(out, trend->because);
	write_sentence(out, trend->look);
	if (trend->point_count < 2)
		bytes_add_string(out, "<p>What is below is the code as it stands. <code>bole "
		                      "history</code> records how it came about; after it, write "
		                      "this page again.</p>\n");
	bytes_add_string(out, "</div>\n");
}

/* --- figures -------------------------------------------------------------------------- */

static struct trend_sums all_regions(const struct trend_point *point)
{
	struct trend_sums all = { 0 };

	for (int region = 0; region < REGION_COUNT; region++) {
		all.files += point->regions[region].files;
		all.sloc += point->regions[region].sloc;
		all.debt += point->regions[region].debt;
	}
	return all;
}

/* The longest of the spans up to a quarter that there is. */
static const struct trend_span *compared_with(const struct trend *trend)
{
	const struct trend_span *found = NULL;

	for (int i = 0; i < TREND_SPANS - 1; i++)
		if (trend->spans[i].from)
			found = &trend->spans[i];
	return found;
}

static void write_figure(struct bytes *out, const char *label)
{
	bytes_format(out, "</dd></div>\n<div><dt>%s</dt><dd>", label);
}

static void write_since(struct bytes *out, const struct trend_span *span, int64_t change)
{
	bytes_add_string(out, "<small>");
	html_change(out, change);
	bytes_format(out, " in a %s</small>", span->name);
}

void write_figures(struct bytes *out, const struct trend *trend)
{
	const struct trend_span *span = compared_with(trend);
	const struct trend_sums *trunk;
	struct trend_sums all;

	if (!trend->point_count)
		return;
	trunk = &trend->points[trend->point_count - 1].regions[REGION_TRUNK];
	all = all_regions(&trend->points[trend->point_count - 1]);
	bytes_add_string(out, "<dl class=figures><div><dt>Debt of the trunk</dt><dd><b>");
	html_points(out, trunk->debt);
	bytes_add_string(out, "</b>");
	if (span)
		write_since(out, span, trunk->debt - span->before[REGION_TRUNK].debt);
	write_figure(out, "Per 1,000 lines of it");
	bytes_add_string(out, "<b>");
	html_real(out, trend_density(trunk));
	bytes_add_string(out, "</b><small>");
	html_real(out, trend_density(&all));
	bytes_add_string(out, " in all of the code</small>");
	write_figure(out, "Share of the lines");
	bytes_add_string(out, "<b>");
	html_percent(out, trunk->sloc, all.sloc);
	bytes_add_string(out, "</b><small>");
	html_things(out, trunk->files, "file");
	bytes_add_string(out, " of ");
	html_count(out, all.files);
	bytes_add_string(out, "</small>");
	write_figure(out, "Not measured");
	bytes_format(out, "<b>%.1f&#8239;%%</b><small>", trend->unmeasured_percent);
	html_things(out, trend->unmeasured_units, "function");
	bytes_add_string(out, ", ");
	html_things(out, trend->refused_files, "file");
	bytes_add_string(out, "</small></dd></div></dl>\n");
}

/* --- what is missing --------------------------------------------------------------------- */

void write_missing(struct bytes *out, const struct trend *trend)
{
	bytes_format(out, "<p>Of the lines of code, %.1f&#8239;%% are not measured: ",
	             trend->unmeasured_percent);
	html_things(out, trend->unmeasured_units, "function");
	bytes_add_string(out, " whose text did not parse, and ");
	html_things(out, trend->refused_files, "file");
	bytes_add_string(out, " that could not be read as code. They are in no number here and "
	                      "count as neither good nor bad.</p>\n");
	if (!trend->missing_count)
		return;
	bytes_add_string(out, "<p>This report does not know:</p>\n<ul>");
	for (size_t i = 0; i < trend->missing_count; i++) {
		bytes_add_string(out, "<li>");
		safe_for_markup(out, trend->missing[i]);
		bytes_add_string(out, "</li>\n");
	}
	bytes_add_string(out, "</ul>\n");
}
