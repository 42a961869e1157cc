#include "write.h"

#include <inttypes.h>
#include <math.h>
#include <time.h>

#include "bole/output.h"

void html_path(struct bytes *out, struct text path)
{
	size_t from = 0;

	bytes_add_string(out, "<span class=path>");
	for (size_t i = 0; i < path.size; i++) {
		if (path.data[i] != '/')
			continue;
		safe_for_markup(out, (struct text){ path.data + from, i + 1 - from });
		bytes_add_string(out, "<wbr>");
		from = i + 1;
	}
	bytes_add_string(out, "<b>");
	safe_for_markup(out, (struct text){ path.data + from, path.size - from });
	bytes_add_string(out, "</b></span>");
}

/* --- numbers ---------------------------------------------------------------------- */

void html_count(struct bytes *out, uint64_t count)
{
	char digits[24];
	int size = snprintf(digits, sizeof(digits), "%" PRIu64, count);

	for (int i = 0; i < size; i++) {
		if (i && (size - i) % 3 == 0)
			bytes_add_char(out, ',');
		bytes_add_char(out, digits[i]);
	}
}

static uint64_t magnitude(int64_t value)
{
	return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

void html_points(struct bytes *out, int64_t tenths)
{
	if (tenths < 0)
		bytes_add_string(out, "−");
	html_count(out, magnitude(tenths) / 10);
	bytes_format(out, ".%u", (unsigned)(magnitude(tenths) % 10));
}

void html_change(struct bytes *out, int64_t tenths)
{
	bytes_format(out, "<span class=%s>%s",
	             tenths > 0   ? "worse"
	             : tenths < 0 ? "better"
	                          : "same",
	             tenths > 0   ? "+"
	             : tenths < 0 ? ""
	                          : "±");
	html_points(out, tenths);
	bytes_add_string(out, "</span>");
}

void html_real(struct bytes *out, double real)
{
	char digits[64];
	int size = snprintf(digits, sizeof(digits), "%.1f", fabs(real));
	int whole = size - 2;

	if (real < 0)
		bytes_add_string(out, "−");
	for (int i = 0; i < size; i++) {
		if (i && i < whole && (whole - i) % 3 == 0)
			bytes_add_char(out, ',');
		bytes_add_char(out, digits[i]);
	}
}

void html_percent(struct bytes *out, uint64_t part, uint64_t whole)
{
	double percent = whole ? 100.0 * (double)part / (double)whole : 0;

	bytes_format(out, part && percent < 0.1 ? "under 0.1&#8239;%%" : "%.1f&#8239;%%", percent);
}

void html_things(struct bytes *out, uint64_t count, const char *thing)
{
	html_count(out, count);
	bytes_format(out, " %s%s", thing, plural_ending(count));
}

/* --- what has a look of its own -------------------------------------------------------- */

void html_day(struct bytes *out, int64_t time)
{
	time_t seconds = (time_t)time;
	struct tm day;
	char machine[32], person[32];

	if (!gmtime_r(&seconds, &day) || !strftime(machine, sizeof(machine), "%Y-%m-%d", &day) ||
	    !strftime(person, sizeof(person), "%e %b %Y", &day)) {
		bytes_add_string(out, "an unknown day");
		return;
	}
	bytes_format(out, "<time datetime=%s>%s</time>", machine, person + (*person == ' '));
}

void html_commit(struct bytes *out, const struct object_id *commit)
{
	char hex[OBJECT_ID_HEX];

	bytes_format(out, "<code>%.10s</code>", object_id_hex(commit, hex));
}

void html_region(struct bytes *out, enum region region)
{
	bytes_format(out, "<span class=\"region %s\">%s</span>", region_name(region),
	             region_name(region));
}

/* Of a unit that is gone the last debt is 0: the line ends on the ground. */
void html_spark(struct bytes *out, const struct trend_spark *sparks, size_t count)
{
	enum { WIDTH = 120, HEIGHT = 28, EDGE = 3 };
	int64_t most = 1, span;
	double y = HEIGHT - EDGE;

	if (count < 2)
		return;
	for (size_t i = 0; i < count; i++)
		most = sparks[i].debt > most ? sparks[i].debt : most;
	span = sparks[count - 1].time - sparks[0].time;
	bytes_format(out, "<svg class=spark viewBox=\"0 0 %d %d\" aria-hidden=true><path d=\"",
	             WIDTH, HEIGHT);
	for (size_t i = 0; i < count; i++) {
		double part = span > 0 ? (double)(sparks[i].time - sparks[0].time) / (double)span
		                       : (double)i / (double)(count - 1);

		y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (double)sparks[i].debt / (double)most;
		bytes_format(out, i ? "H%.1fV%.1f" : "M%.1f %.1f", EDGE + (WIDTH - 2 * EDGE) * part,
		             y);
	}
	bytes_format(out, "\"/><circle cx=%d cy=%.1f r=2.5 /></svg>", WIDTH - EDGE, y);
}

void json_text(struct bytes *out, struct text text)
{
	struct bytes safe = BYTES_INIT;

	safe_for_terminal(&safe, text);
	bytes_add_char(out, '"');
	for (size_t i = 0; i < safe.size; i++) {
		char c = safe.data[i];

		if (c == '<' || c == '>' || c == '&')
			bytes_format(out, "\\u%04x", (unsigned)c);
		else if (c == '"' || c == '\\')
			bytes_format(out, "\\%c", c);
		else
			bytes_add_char(out, c);
	}
	bytes_add_char(out, '"');
	bytes_release(&safe);
}

/* --- tables ------------------------------------------------------------------------------ */

void table_open(struct html_table *table, struct bytes *out, const char *caption,
                const struct heading *headings, size_t count)
{
	*table = (struct html_table){ out, headings, count, 0 };
	bytes_format(out, "<div class=table><table><caption>%s</caption><thead><tr>", caption);
	for (size_t i = 0; i < count; i++)
		bytes_format(out, "<th scope=col class=%s>%s</th>", headings[i].kind,
		             headings[i].title);
	bytes_add_string(out, "</tr></thead><tbody>\n");
}

void table_row_open(struct html_table *table)
{
	bytes_add_string(table->out, "<tr>");
	table->next = 0;
}

/* The first cell names its row. */
void table_cell(struct html_table *table)
{
	const struct heading *heading = &table->headings[table->next];

	if (table->next == 0)
		bytes_format(table->out, "<th scope=row class=%s>", heading->kind);
	else
		bytes_format(table->out, "</%s><td class=%s data-label=\"%s\">",
		             table->next == 1 ? "th" : "td", heading->kind, heading->title);
	table->next++;
}

void table_row_close(struct html_table *table)
{
	bytes_add_string(table->out, table->next == 1 ? "</th></tr>\n" : "</td></tr>\n");
}

void table_close(struct html_table *table)
{
	bytes_add_string(table->out, "</tbody></table></div>\n");
}
