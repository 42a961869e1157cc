#include "json.h"
#include "verdict.h"

static void set_number(json_t *object, const char *name, uint32_t number, uint32_t none)
{
	json_object_set_new(object, name, number == none ? json_null() : json_integer(number));
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *object = json_object();
	struct bytes help = BYTES_INIT;
	char identity[IDENTITY_HEX];

	json_object_set_new(object, "rule", json_string(rule_rows()[finding->rule].name));
	json_object_set_new(object, "level", json_string(level_name(finding->level)));
	json_object_set_new(object, "improvement", json_boolean(finding->improvement));
	json_object_set_new(object, "waived", json_boolean(finding->waived));
	json_object_set_new(object, "path", json_safe(finding->path));
	json_object_set_new(object, "unit", json_safe(finding->unit));
	json_object_set_new(object, "was", json_safe(finding->was));
	set_number(object, "line", finding->line, 0);
	set_number(object, "end_line", finding->end_line, 0);
	json_object_set_new(object, "region", json_string(region_name(finding->region)));
	set_number(object, "load", finding->load, UINT32_MAX);
	set_number(object, "before", finding->before, UINT32_MAX);
	set_number(object, "after", finding->after, UINT32_MAX);
	set_number(object, "limit", finding->limit, 0);
	set_number(object, "passes_at", finding_passes_at(finding), 0);
	set_number(object, "worst_line", finding->worst_line, 0);
	set_number(object, "worst_cost", finding->worst_cost, 0);
	json_object_set_new(object, "message", json_safe(finding->message));
	finding_help(finding, &help);
	json_object_set_new(object, "help", json_string(help.data));
	bytes_release(&help);
	json_object_set_new(object, "reason", json_safe(finding->reason));
	json_object_set_new(object, "fingerprint",
	                    json_string(finding_identity(finding, identity)));
	return object;
}

static json_t *debt_json(const int64_t debt[REGION_COUNT])
{
	json_t *object = json_object();

	for (int region = 0; region < REGION_COUNT; region++)
		json_object_set_new(object, region_name(region), json_tenths(debt[region]));
	return object;
}

static void set_counts(json_t *document, const struct verdict *verdict)
{
	const struct {
		const char *name;
		size_t count;
	} counts[] = {
		{ "rejected", verdict->rejected },     { "warned", verdict->warned },
		{ "noted", verdict->noted },           { "improved", verdict->improved },
		{ "waived", verdict->waived },         { "inherited", verdict->inherited },
		{ "files", verdict->files },           { "units", verdict->units },
		{ "skipped", verdict->skipped },       { "unread", verdict->unread },
		{ "unmeasured", verdict->unmeasured },
	};
	json_t *object = json_object();

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		json_object_set_new(object, counts[i].name,
		                    json_integer((json_int_t)counts[i].count));
	json_object_set_new(document, "counts", object);
}

void verdict_json(struct sink *sink, const struct verdict *verdict,
                  const struct verdict_context *context)
{
	json_t *document = json_object();
	json_t *findings = json_array();

	json_object_set_new(document, "schema_version", json_integer(OUTPUT_SCHEMA_VERSION));
	json_object_set_new(document, "kind", json_string("check"));
	json_object_set_new(document, "moment", json_string(context->moment));
	json_object_set_new(document, "compared", json_safe(text_of(context->compared)));
	json_object_set_new(document, "before", json_safe(context->before));
	json_object_set_new(document, "after", json_safe(context->after));
	json_object_set_new(document, "verdict", json_string(outcome_name(verdict->outcome)));
	set_counts(document, verdict);
	json_object_set_new(document, "debt_before", debt_json(verdict->debt_before));
	json_object_set_new(document, "debt_after", debt_json(verdict->debt_after));
	for (size_t i = 0; i < verdict->count; i++)
		json_array_append_new(findings, finding_json(&verdict->findings[i]));
	json_object_set_new(document, "findings", findings);
	json_write(document, sink->file);
}
