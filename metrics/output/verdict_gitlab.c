/*
 * GitLab's Code Quality report: an array of problems.  GitLab tells the new
 * ones by their fingerprints, which hold no line and no number.
 */
#include "json.h"
#include "verdict.h"

static const char *severity_of(enum level level)
{
	return level == LEVEL_REJECT ? "critical" : level == LEVEL_WARN ? "minor" : "info";
}

static json_t *location_of(const struct finding *finding)
{
	return json_pack("{s:o, s:{s:i, s:i}}", "path", json_safe(finding->path), "lines", "begin",
	                 (int)finding_line(finding), "end", (int)finding_end_line(finding));
}

/* A fingerprint may stand in a report but once: an equal one before it is counted in. */
static void fingerprint_of(const struct finding *finding, struct hash_map *seen,
                           char hex[IDENTITY_HEX])
{
	struct finding numbered = *finding;
	uint32_t *times = hash_map_at(seen, finding->identity);

	*times = *times == MAP_NONE ? 0 : *times + 1;
	if (*times)
		numbered.identity = hash_mix(numbered.identity, *times);
	finding_identity(&numbered, hex);
}

static json_t *problem_of(const struct finding *finding, struct hash_map *seen)
{
	struct bytes message = BYTES_INIT;
	char hex[IDENTITY_HEX];
	json_t *problem;

	fingerprint_of(finding, seen, hex);
	finding_message(finding, &message);
	problem =
		json_pack("{s:s, s:s, s:o, s:s, s:s, s:o}", "type", "issue", "check_name",
	                  rule_rows()[finding->rule].name, "description",
	                  json_safe(bytes_text(&message)), "severity", severity_of(finding->level),
	                  "fingerprint", hex, "location", location_of(finding));
	bytes_release(&message);
	return problem;
}

void verdict_gitlab(struct sink *sink, const struct verdict *verdict,
                    const struct verdict_context *context)
{
	struct hash_map seen = HASH_MAP_INIT;
	json_t *report = json_array();

	(void)context;
	for (size_t i = 0; i < verdict->count; i++)
		if (finding_is_problem(&verdict->findings[i]))
			json_array_append_new(report, problem_of(&verdict->findings[i], &seen));
	json_write(report, sink->file);
	hash_map_release(&seen);
}
