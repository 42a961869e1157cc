/* Every format, one row each. */
#include "review.h"
#include "verdict.h"

enum {
	ANY_TABLE = DOCUMENT_TABLE | DOCUMENT_VERDICT | DOCUMENT_METRICS | DOCUMENT_TREND,
	ANY = ANY_TABLE | DOCUMENT_REVIEW,
};

static const struct format_row rows[FORMAT_COUNT] = {
	[FORMAT_TEXT] = { "text", "for a person", ANY, verdict_text, false, review_text },
	[FORMAT_TSV] = { "tsv", "a table for scripts and databases", ANY_TABLE, verdict_tsv, true,
	                 NULL },
	[FORMAT_JSON] = { "json", "for programs, with published schemas", ANY, verdict_json, false,
	                  review_json },
	[FORMAT_MARKDOWN] = { "markdown", "GitHub's step summary, comments of reviews", ANY,
	                      verdict_markdown, false, review_markdown },
	[FORMAT_HTML] = { "html", "one page without scripts", DOCUMENT_VERDICT | DOCUMENT_REVIEW,
	                  verdict_html, false, review_html },
	[FORMAT_SARIF] = { "sarif", "SARIF 2.1.0: GitHub code scanning, editors", DOCUMENT_VERDICT,
	                   verdict_sarif, false, NULL },
	[FORMAT_GITHUB] = { "github", "annotations of GitHub Actions", DOCUMENT_VERDICT,
	                    verdict_github, false, NULL },
	[FORMAT_GITLAB] = { "gitlab", "GitLab's Code Quality report", DOCUMENT_VERDICT,
	                    verdict_gitlab, true, NULL },
	[FORMAT_JUNIT] = { "junit", "JUnit's XML: Jenkins, GitLab, Azure", DOCUMENT_VERDICT,
	                   verdict_junit, false, NULL },
	[FORMAT_CHECKSTYLE] = { "checkstyle", "Checkstyle's XML: Jenkins, reviewdog",
	                        DOCUMENT_VERDICT, verdict_checkstyle, true, NULL },
	[FORMAT_RDJSON] = { "rdjson", "reviewdog's JSON", DOCUMENT_VERDICT, verdict_rdjson, true,
	                    NULL },
	[FORMAT_OPENMETRICS] = { "openmetrics", "Prometheus, GitLab's metrics report",
	                         DOCUMENT_VERDICT | DOCUMENT_METRICS, verdict_openmetrics, false,
	                         NULL },
};

const struct format_row *format_rows(void)
{
	return rows;
}

enum format format_by_name(struct text name)
{
	enum format format = 0;

	while (format < FORMAT_COUNT && !text_is(name, rows[format].name))
		format++;
	return format;
}

const char *format_name(enum format format)
{
	return rows[format].name;
}

void format_names(unsigned document, struct bytes *out)
{
	size_t count = 0, said = 0;

	for (int format = 0; format < FORMAT_COUNT; format++)
		count += (rows[format].says & document) != 0;
	for (int format = 0; format < FORMAT_COUNT; format++) {
		if (!(rows[format].says & document))
			continue;
		if (said)
			bytes_add_string(out, ++said == count ? " or " : ", ");
		else
			said++;
		bytes_add_string(out, rows[format].name);
	}
}
