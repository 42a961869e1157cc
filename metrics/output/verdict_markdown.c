/*
 * Markdown for GitHub's step summary and for comments on a change, which hold
 * 65,535 characters: the worst findings are given as many as fit, and the last
 * line counts the others.
 */
#include "verdict.h"

enum { MOST_BYTES = 65535, LAST_LINES = 200 };

static void add_number(struct bytes *out, uint32_t number, uint32_t none)
{
	if (number == none)
		bytes_add_string(out, "–");
	else
		bytes_format(out, "%u", number);
}

static void add_place(struct bytes *out, const struct finding *finding)
{
	struct bytes place = BYTES_INIT;

	bytes_add_text(&place, finding->path);
	if (finding->line)
		bytes_format(&place, ":%u", finding->line);
	safe_for_markdown_code(out, bytes_text(&place));
	bytes_release(&place);
	if (!finding->unit.size)
		return;
	bytes_add_string(out, " ");
	safe_for_markdown_code(out, finding->unit);
}

static void add_row(struct bytes *out, const struct finding *finding)
{
	bytes_format(out, "| %s | ", finding_tag(finding));
	add_place(out, finding);
	bytes_format(out, " | %s | %s, %u | ", rule_rows()[finding->rule].name,
	             region_name(finding->region), finding->load);
	add_number(out, finding->before, UINT32_MAX);
	bytes_add_string(out, " → ");
	add_number(out, finding->after, UINT32_MAX);
	bytes_add_string(out, " | ");
	add_number(out, finding->limit, 0);
	bytes_add_string(out, " | ");
	safe_for_markdown(out, finding->message);
	if (finding->waived) {
		bytes_add_string(out, " Accepted, because: ");
		safe_for_markdown(out, finding->reason);
	} else if (finding->level == LEVEL_REJECT) {
		bytes_add_string(out, "<br>To go on: ");
		finding_help(finding, out);
	}
	bytes_add_string(out, " |\n");
}

static void add_rows(struct bytes *page, const struct verdict *verdict)
{
	struct bytes row = BYTES_INIT;
	size_t shown = 0;

	bytes_add_string(page,
	                 "\n| | where | rule | region, load | before → after | limit | why |\n"
	                 "|---|---|---|---|---|---|---|\n");
	for (; shown < verdict->count; shown++) {
		bytes_clear(&row);
		add_row(&row, &verdict->findings[shown]);
		if (page->size + row.size > MOST_BYTES - LAST_LINES)
			break;
		bytes_add_text(page, bytes_text(&row));
	}
	if (shown < verdict->count)
		bytes_format(page,
		             "\n… and %zu more that are no worse; `--format json` has them all.\n",
		             verdict->count - shown);
	bytes_release(&row);
}

void verdict_markdown(struct sink *sink, const struct verdict *verdict,
                      const struct verdict_context *context)
{
	struct bytes page = BYTES_INIT;

	bytes_format(&page, "### bole: %s", outcome_name(verdict->outcome));
	words_answer(verdict, &page);
	bytes_add_string(&page, "\n\nCompared: ");
	safe_for_markdown(&page, text_of(context->compared));
	if (verdict->outcome != OUTCOME_NOT_JUDGED && !verdict_is_empty(verdict)) {
		bytes_add_string(&page, ". Changed: ");
		words_changed(verdict, &page);
	}
	bytes_add_string(&page, ".\n");
	if (verdict->count)
		add_rows(&page, verdict);
	fwrite(page.data, 1, page.size, sink->file);
	bytes_release(&page);
}
