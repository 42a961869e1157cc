/*
 * The review map as Markdown, for a comment on a change, and as HTML: one page
 * in two spellings.  Markdown is cut where a comment would be: at 65,535
 * characters.
 */
#include "review.h"
#include "verdict.h"

enum { MOST_BYTES = 65535, LAST_LINES = 400 };

struct page {
	struct bytes out, row, words;
	bool html;
	size_t cells; /* of the row that is open */
	size_t cut;   /* rows that Markdown had no room for */
};

/* --- two spellings ------------------------------------------------------------------------ */

static void add_heading(struct page *page, unsigned level, const char *words)
{
	if (page->html)
		bytes_format(&page->out, "<h%u>%s</h%u>\n", level, words, level);
	else
		bytes_format(&page->out, "\n%.*s %s\n\n", (int)level + 2, "######", words);
}

static void add_line(struct page *page, const char *before, const char *words)
{
	bytes_format(&page->out, page->html ? "<p>%s%s</p>\n" : "%s%s\n\n", before, words);
}

static void begin_table(struct page *page, const char *const *columns)
{
	bytes_add_string(&page->out, page->html ? "<table><thead><tr>" : "|");
	for (const char *const *column = columns; *column; column++)
		bytes_format(&page->out, page->html ? "<th>%s" : " %s |", *column);
	bytes_add_string(&page->out, page->html ? "</tr></thead><tbody>\n" : "\n|");
	for (const char *const *column = columns; *column && !page->html; column++)
		bytes_add_string(&page->out, "---|");
	bytes_add_string(&page->out, page->html ? "" : "\n");
}

static void end_table(struct page *page)
{
	bytes_add_string(&page->out, page->html ? "</tbody></table>\n" : "");
}

static void begin_cell(struct page *page)
{
	if (page->html)
		bytes_add_string(&page->row, page->cells ? "<td>" : "<tr><td>");
	else
		bytes_add_string(&page->row, page->cells ? " | " : "| ");
	page->cells++;
}

static void add_safe(struct page *page, struct text text)
{
	if (page->html)
		safe_for_markup(&page->row, text);
	else
		safe_for_markdown(&page->row, text);
}

static void add_code(struct page *page, struct text text)
{
	if (!page->html) {
		safe_for_markdown_code(&page->row, text);
		return;
	}
	bytes_add_string(&page->row, "<code>");
	add_safe(page, text);
	bytes_add_string(&page->row, "</code>");
}

static void add_text_cell(struct page *page, struct text text)
{
	begin_cell(page);
	add_safe(page, text);
}

static void add_number_cell(struct page *page, size_t number)
{
	begin_cell(page);
	bytes_format(&page->row, "%zu", number);
}

static void end_row(struct page *page)
{
	bytes_add_string(&page->row, page->html ? "</tr>\n" : " |\n");
	if (!page->html && page->out.size + page->row.size > MOST_BYTES - LAST_LINES)
		page->cut++;
	else
		bytes_add_text(&page->out, bytes_text(&page->row));
	bytes_clear(&page->row);
	page->cells = 0;
}

/* A page of its own holds everything, a comment the top of each list. */
static size_t shown(const struct page *page, size_t count, size_t most)
{
	return page->html || count < most ? count : most;
}

static void add_rest(struct page *page, size_t count, size_t most)
{
	if (!page->html && count > most)
		bytes_format(&page->out, "\n… and %zu more.\n", count - most);
}

/* --- the parts ------------------------------------------------------------------------------ */

static void add_unit(struct page *page, const struct reviewed_unit *unit)
{
	begin_cell(page);
	add_code(page, unit->path);
	bytes_format(&page->row, ", line %u ", unit->line);
	add_code(page, unit->name);
	add_text_cell(page, text_of(region_name(unit->region)));
	add_number_cell(page, unit->load);
	review_shape(unit, &page->words);
	add_text_cell(page, unit->shape ? bytes_text(&page->words) : TEXT("inside only"));
	begin_cell(page);
	if (unit->region == REGION_TRUNK && unit->name.size && !(unit->shape & SHAPE_GONE)) {
		review_reach(&unit->tests, &page->words);
		add_safe(page, bytes_text(&page->words));
	}
	end_row(page);
}

static void add_units(struct page *page, const struct reviewed_unit *units, size_t count,
                      size_t most, const char *heading)
{
	static const char *const columns[] = { "where",        "region", "load",
		                               "what changed", "tests",  NULL };

	if (!count)
		return;
	add_heading(page, 2, heading);
	begin_table(page, columns);
	for (size_t i = 0; i < shown(page, count, most); i++)
		add_unit(page, &units[i]);
	end_table(page);
	add_rest(page, count, most);
}

static void add_leaves(struct page *page, const struct review *review)
{
	static const char *const columns[] = { "leaf", "functions", "added", "removed", NULL };
	size_t count = review->leaf_count;

	if (!count)
		return;
	add_heading(page, 2, "Can be verified from outside: leaves");
	begin_table(page, columns);
	for (size_t i = 0; i < shown(page, count, LEAVES_SHOWN); i++) {
		begin_cell(page);
		add_code(page, review->leaves[i].path);
		add_number_cell(page, review->leaves[i].units);
		add_number_cell(page, review->leaves[i].lines.added);
		add_number_cell(page, review->leaves[i].lines.removed);
		end_row(page);
	}
	end_table(page);
	add_rest(page, count, LEAVES_SHOWN);
}

static void add_findings(struct page *page, const struct verdict *verdict)
{
	static const char *const columns[] = { "level", "rule", "where", "why", NULL };
	size_t count = 0;

	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];

		if (!review_shows(finding))
			continue;
		if (!count++) {
			add_heading(page, 2, "Promotions, cycles, duplicates");
			begin_table(page, columns);
		}
		if (!page->html && count > FINDINGS_SHOWN)
			continue;
		add_text_cell(page, text_of(level_name(finding->level)));
		add_text_cell(page, text_of(rule_rows()[finding->rule].name));
		begin_cell(page);
		add_code(page, finding->path);
		bytes_format(&page->row, ", line %u", finding->line);
		add_text_cell(page, finding->message);
		end_row(page);
	}
	if (count)
		end_table(page);
	add_rest(page, count, FINDINGS_SHOWN);
}

static void add_touched(struct page *page, const struct review *review)
{
	static const char *const columns[] = { "file of the change", "load", NULL };
	size_t count = review->touched_count;

	if (!count)
		return;
	add_heading(page, 2, "On these files most others stand");
	begin_table(page, columns);
	for (size_t i = 0; i < count && i < TOUCHED_SHOWN; i++) {
		begin_cell(page);
		add_code(page, review->touched[i].path);
		add_number_cell(page, review->touched[i].load);
		end_row(page);
	}
	end_table(page);
}

static void add_answer(struct page *page, const struct review *review, const char *compared)
{
	bytes_clear(&page->words);
	words_reviewed(review, &page->words);
	bytes_format(&page->words, " (%s)", compared);
	add_heading(page, 1, "bole review");
	add_line(page, "", page->words.data);
	bytes_clear(&page->words);
	words_where(review, &page->words);
	add_line(page, "In it: ", page->words.data);
	bytes_clear(&page->words);
	words_to_read(review, &page->words);
	add_line(page, "Read: ", page->words.data);
}

static void write_page(struct sink *sink, const struct review *review,
                       const struct review_context *context, bool html)
{
	struct page page = { .html = html };

	if (html)
		markup_head(&page.out);
	add_answer(&page, review, context->compared);
	add_units(&page, review->units, review->to_read, READ_SHOWN,
	          "A person must read, worst first");
	add_leaves(&page, review);
	add_units(&page, review->units + review->to_read, review_inside(review), INSIDE_SHOWN,
	          "Can be verified from outside: changed inside only");
	add_findings(&page, &review->verdict);
	add_touched(&page, review);
	if (page.cut)
		bytes_format(&page.out, "\n%zu rows had no room here; the format json has all.\n",
		             page.cut);
	bytes_add_string(&page.out, html ? "</body></html>\n" : "");
	fwrite(page.out.data, 1, page.out.size, sink->file);
	bytes_release(&page.out);
	bytes_release(&page.row);
	bytes_release(&page.words);
}

void review_markdown(struct sink *sink, const struct review *review,
                     const struct review_context *context)
{
	write_page(sink, review, context, false);
}

void review_html(struct sink *sink, const struct review *review,
                 const struct review_context *context)
{
	write_page(sink, review, context, true);
}
