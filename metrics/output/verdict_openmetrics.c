/*
 * The counts of a verdict as OpenMetrics text.  Labels are few (a level, a
 * region) and never a path: each combination is a series for ever.
 */
#include "verdict.h"

static void put_family(FILE *file, const char *name, const char *help)
{
	fprintf(file, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static void put_findings(FILE *file, const struct verdict *verdict)
{
	const struct {
		const char *level;
		size_t count;
	} counts[] = {
		{ "reject", verdict->rejected },
		{ "warn", verdict->warned },
		{ "note", verdict->noted },
		{ "waived", verdict->waived },
		{ "better", verdict->improved },
		{ "inherited", verdict->inherited },
		{ "unmeasured", verdict->unmeasured },
	};

	put_family(file, "bole_check_findings", "Findings of the last check.");
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		fprintf(file, "bole_check_findings{level=\"%s\"} %zu\n", counts[i].level,
		        counts[i].count);
}

static void put_debt(FILE *file, const char *name, const char *help,
                     const int64_t debt[REGION_COUNT])
{
	put_family(file, name, help);
	for (int region = 0; region < REGION_COUNT; region++)
		fprintf(file, "%s{region=\"%s\"} %.1f\n", name, region_name(region),
		        (double)debt[region] / 10);
}

void verdict_openmetrics(struct sink *sink, const struct verdict *verdict,
                         const struct verdict_context *context)
{
	FILE *file = sink->file;

	(void)context;
	put_family(file, "bole_check_judged", "1 when the change was judged, else 0.");
	fprintf(file, "bole_check_judged %d\n", verdict->outcome != OUTCOME_NOT_JUDGED);
	put_family(file, "bole_check_rejected", "1 when the change was rejected, else 0.");
	fprintf(file, "bole_check_rejected %d\n", verdict->outcome == OUTCOME_REJECTED);
	put_findings(file, verdict);
	put_debt(file, "bole_check_debt_before", "Debt of the changed files before.",
	         verdict->debt_before);
	put_debt(file, "bole_check_debt_after", "Debt of the changed files after.",
	         verdict->debt_after);
	fputs("# EOF\n", file);
}
