/* One page that a browser shows without fetching or running anything. */
#include "verdict.h"

static void put_safe(FILE *file, struct text text)
{
	struct bytes safe = BYTES_INIT;

	safe_for_markup(&safe, text);
	fputs(safe.data ? safe.data : "", file);
	bytes_release(&safe);
}

static void put_number(FILE *file, uint32_t number, uint32_t none)
{
	if (number == none)
		fputs("<td>–", file);
	else
		fprintf(file, "<td>%u", number);
}

static void put_finding(FILE *file, const struct finding *finding)
{
	struct bytes message = BYTES_INIT;

	finding_message(finding, &message);
	fprintf(file, "<tr class=\"%s\"><td>%s<td><code>", finding_tag(finding),
	        finding_tag(finding));
	put_safe(file, finding->path);
	if (finding->line)
		fprintf(file, ":%u", finding->line);
	fputs("</code> ", file);
	put_safe(file, finding->unit);
	fprintf(file, "<td>%s<td>%s<td>%u", rule_rows()[finding->rule].name,
	        region_name(finding->region), finding->load);
	put_number(file, finding->before, UINT32_MAX);
	put_number(file, finding->after, UINT32_MAX);
	put_number(file, finding->limit, 0);
	fputs("<td>", file);
	put_safe(file, bytes_text(&message));
	if (finding->waived) {
		fputs(" <em>Accepted, because: ", file);
		put_safe(file, finding->reason);
		fputs("</em>", file);
	}
	fputs("</tr>\n", file);
	bytes_release(&message);
}

void markup_head(struct bytes *out)
{
	bytes_add_string(
		out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<title>bole</title>\n<style>\n"
		"body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 75em; "
		"padding: 0 1em; color: #222; background: #fff }\n"
		"table { border-collapse: collapse } th, td { text-align: left; vertical-align: top; "
		"padding: .3em .8em .3em 0; border-bottom: 1px solid #ddd }\n"
		"tr.reject td:first-child { color: #b00; font-weight: bold }\n"
		"tr.warn td:first-child { color: #850 } tr.better td:first-child { color: #060 }\n"
		"@media (prefers-color-scheme: dark) { body { color: #ddd; background: #111 } "
		"th, td { border-color: #444 } tr.reject td:first-child { color: #f66 } "
		"tr.warn td:first-child { color: #db4 } tr.better td:first-child { color: #6c6 } }\n"
		"</style></head><body>\n");
}

void verdict_html(struct sink *sink, const struct verdict *verdict,
                  const struct verdict_context *context)
{
	struct bytes words = BYTES_INIT;
	FILE *file = sink->file;

	markup_head(&words);
	fputs(words.data, file);
	bytes_clear(&words);
	words_answer(verdict, &words);
	fprintf(file, "<h1>bole: %s</h1>\n<p>%s%s<br>compared: ", outcome_name(verdict->outcome),
	        outcome_name(verdict->outcome), words.data ? words.data : "");
	put_safe(file, text_of(context->compared));
	bytes_clear(&words);
	if (verdict->outcome != OUTCOME_NOT_JUDGED && !verdict_is_empty(verdict)) {
		words_changed(verdict, &words);
		fprintf(file, "<br>changed: %s", words.data);
	}
	fputs("</p>\n", file);
	if (verdict->count)
		fputs("<table><thead><tr><th><th>where<th>rule<th>region<th>load<th>before<th>after"
		      "<th>limit<th>why</tr></thead><tbody>\n",
		      file);
	for (size_t i = 0; i < verdict->count; i++)
		put_finding(file, &verdict->findings[i]);
	fputs(verdict->count ? "</tbody></table>\n</body></html>\n" : "</body></html>\n", file);
	bytes_release(&words);
}
