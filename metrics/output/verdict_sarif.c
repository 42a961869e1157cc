/*
 * SARIF 2.1.0 (OASIS).  One run; every rule with its default level; results
 * worst first, 25,000 at most, which is what GitHub takes.  A waiver is a
 * suppression in source; improvements are no results and are counted.
 */
#include "json.h"
#include "verdict.h"

enum { MOST_RESULTS = 25000 };

static const char *level_of(enum level level)
{
	static const char *const names[LEVEL_COUNT] = {
		[LEVEL_OFF] = "none",
		[LEVEL_NOTE] = "note",
		[LEVEL_WARN] = "warning",
		[LEVEL_REJECT] = "error",
	};

	return names[level];
}

static json_t *text_object(const char *text)
{
	return json_pack("{s:s}", "text", text);
}

static json_t *rules_json(void)
{
	json_t *rules = json_array();

	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = &rule_rows()[rule];

		json_array_append_new(rules,
		                      json_pack("{s:s, s:s, s:o, s:o, s:{s:s}}", "id", row->name,
		                                "name", row->name, "shortDescription",
		                                text_object(row->title), "help",
		                                text_object(row->help), "defaultConfiguration",
		                                "level", level_of(row->levels[REGION_TRUNK])));
	}
	return rules;
}

/* --- results ---------------------------------------------------------------------------------- */

static json_t *location_of(const struct finding *finding)
{
	struct bytes uri = BYTES_INIT;
	json_t *location;

	safe_for_uri(&uri, finding->path);
	location = json_pack("{s:{s:{s:s, s:s}, s:{s:i, s:i}}}", "physicalLocation",
	                     "artifactLocation", "uri", uri.data ? uri.data : "", "uriBaseId",
	                     "SRCROOT", "region", "startLine", (int)finding_line(finding),
	                     "endLine", (int)finding_end_line(finding));
	if (finding->unit.size)
		json_object_set_new(location, "logicalLocations",
		                    json_pack("[{s:o, s:s}]", "fullyQualifiedName",
		                              json_safe(finding->unit), "kind", "function"));
	bytes_release(&uri);
	return location;
}

static json_t *number_or_null(uint32_t number, uint32_t none)
{
	return number == none ? json_null() : json_integer(number);
}

static json_t *result_of(const struct finding *finding)
{
	struct bytes message = BYTES_INIT;
	char hex[IDENTITY_HEX];
	json_t *result;

	finding_message(finding, &message);
	result =
		json_pack("{s:s, s:i, s:s, s:{s:o}, s:[o], s:{s:s}}", "ruleId",
	                  rule_rows()[finding->rule].name, "ruleIndex", (int)finding->rule, "level",
	                  level_of(finding->level), "message", "text",
	                  json_safe(bytes_text(&message)), "locations", location_of(finding),
	                  "partialFingerprints", "boleIdentity/v1", finding_identity(finding, hex));
	json_object_set_new(result, "properties",
	                    json_pack("{s:s, s:I, s:o, s:o, s:o}", "region",
	                              region_name(finding->region), "load",
	                              (json_int_t)finding->load, "before",
	                              number_or_null(finding->before, UINT32_MAX), "after",
	                              number_or_null(finding->after, UINT32_MAX), "limit",
	                              number_or_null(finding->limit, 0)));
	if (finding->waived)
		json_object_set_new(result, "suppressions",
		                    json_pack("[{s:s, s:o}]", "kind", "inSource", "justification",
		                              json_safe(finding->reason)));
	bytes_release(&message);
	return result;
}

static json_t *results_json(const struct verdict *verdict, size_t *cut)
{
	json_t *results = json_array();

	for (size_t i = 0; i < verdict->count; i++) {
		if (verdict->findings[i].improvement)
			continue;
		if (json_array_size(results) < MOST_RESULTS)
			json_array_append_new(results, result_of(&verdict->findings[i]));
		else
			++*cut;
	}
	return results;
}

/* --- the run ------------------------------------------------------------------------------------ */

static json_t *notification(const char *level, const struct bytes *words)
{
	return json_pack("{s:s, s:{s:s}}", "level", level, "message", "text", words->data);
}

/* What a list of results cannot say: that nothing was judged, what was cut. */
static json_t *invocation_json(const struct verdict *verdict, size_t cut)
{
	json_t *notifications = json_array();
	struct bytes words = BYTES_INIT;

	bytes_format(&words, "%s", outcome_name(verdict->outcome));
	words_answer(verdict, &words);
	json_array_append_new(notifications,
	                      notification(verdict->outcome == OUTCOME_NOT_JUDGED ? "error"
	                                                                          : "note",
	                                   &words));
	bytes_clear(&words);
	if (cut) {
		bytes_format(&words, "%zu more results were left out", cut);
		json_array_append_new(notifications, notification("warning", &words));
	}
	bytes_release(&words);
	return json_pack("{s:b, s:i, s:o}", "executionSuccessful",
	                 verdict->outcome != OUTCOME_NOT_JUDGED, "exitCode",
	                 verdict->outcome == OUTCOME_REJECTED, "toolExecutionNotifications",
	                 notifications);
}

void verdict_sarif(struct sink *sink, const struct verdict *verdict,
                   const struct verdict_context *context)
{
	size_t cut = 0;
	json_t *results = results_json(verdict, &cut);
	json_t *run = json_pack("{s:{s:{s:s, s:o}}, s:[o], s:s, s:o, s:{s:o, s:s, s:I}}", "tool",
	                        "driver", "name", "bole", "rules", rules_json(), "invocations",
	                        invocation_json(verdict, cut), "columnKind", "unicodeCodePoints",
	                        "results", results, "properties", "compared",
	                        json_safe(text_of(context->compared)), "verdict",
	                        outcome_name(verdict->outcome), "improved",
	                        (json_int_t)verdict->improved);

	json_write(json_pack("{s:s, s:s, s:[o]}", "$schema",
	                     "https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0",
	                     "runs", run),
	           sink->file);
}
