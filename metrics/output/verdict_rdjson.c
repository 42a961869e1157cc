/* reviewdog's diagnostics: comments on the changed lines, for whatever forge it speaks to. */
#include "json.h"
#include "verdict.h"

static const char *severity_of(enum level level)
{
	return level == LEVEL_REJECT ? "ERROR" : level == LEVEL_WARN ? "WARNING" : "INFO";
}

static json_t *diagnostic_of(const struct finding *finding)
{
	struct bytes message = BYTES_INIT;
	json_t *diagnostic;

	finding_message(finding, &message);
	diagnostic =
		json_pack("{s:o, s:{s:o, s:{s:{s:i}, s:{s:i}}}, s:s, s:{s:s}}", "message",
	                  json_safe(bytes_text(&message)), "location", "path",
	                  json_safe(finding->path), "range", "start", "line",
	                  (int)finding_line(finding), "end", "line", (int)finding_end_line(finding),
	                  "severity", severity_of(finding->level), "code", "value",
	                  rule_rows()[finding->rule].name);
	bytes_release(&message);
	return diagnostic;
}

void verdict_rdjson(struct sink *sink, const struct verdict *verdict,
                    const struct verdict_context *context)
{
	json_t *diagnostics = json_array();

	(void)context;
	for (size_t i = 0; i < verdict->count; i++)
		if (finding_is_problem(&verdict->findings[i]))
			json_array_append_new(diagnostics, diagnostic_of(&verdict->findings[i]));
	json_write(json_pack("{s:{s:s}, s:o}", "source", "name", "bole", "diagnostics",
	                     diagnostics),
	           sink->file);
}
