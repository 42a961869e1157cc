/* What several formats say of a finding and of a verdict, in the same words. */
#include <inttypes.h>

#include "verdict.h"

bool finding_is_problem(const struct finding *finding)
{
	return !finding->improvement && !finding->waived;
}

const char *finding_identity(const struct finding *finding, char hex[IDENTITY_HEX])
{
	snprintf(hex, IDENTITY_HEX, "%016" PRIx64, finding->identity);
	return hex;
}

const char *finding_tag(const struct finding *finding)
{
	if (finding->improvement)
		return "better";
	return finding->waived ? "waived" : level_name(finding->level);
}

uint32_t finding_passes_at(const struct finding *finding)
{
	switch (finding->rule) {
	case RULE_COMPLEXITY:
	case RULE_SIZE:
	case RULE_NESTING:
	case RULE_PARAMETERS:
		break;
	default:
		return 0;
	}
	/* What stood above the limit may stay where it was. */
	if (finding->before != UINT32_MAX && finding->before > finding->limit)
		return finding->before;
	return finding->limit;
}

void finding_help(const struct finding *finding, struct bytes *out)
{
	uint32_t passes_at = finding_passes_at(finding);

	if (passes_at)
		bytes_format(out, "Bring it to %u or less. ", passes_at);
	bytes_add_string(out, rule_rows()[finding->rule].help);
}

void finding_message(const struct finding *finding, struct bytes *out)
{
	bytes_add_text(out, finding->message);
	if (finding->level != LEVEL_REJECT || !finding_is_problem(finding))
		return;
	bytes_add_string(out, ". To go on: ");
	finding_help(finding, out);
	bytes_add_string(out, " Or say why not, in a comment above it: ");
	bytes_format(out, "bole: allow %s -- REASON", rule_rows()[finding->rule].name);
}

uint32_t finding_line(const struct finding *finding)
{
	return finding->line ? finding->line : 1;
}

uint32_t finding_end_line(const struct finding *finding)
{
	uint32_t line = finding_line(finding);

	return finding->end_line > line ? finding->end_line : line;
}

/* --- sentences of a verdict ----------------------------------------------------------------- */

static void add_count(struct bytes *out, size_t count, const char *what, const char *ending,
                      bool *first)
{
	if (!count)
		return;
	bytes_format(out, "%s%zu %s%s", *first ? ": " : ", ", count, what,
	             count == 1 ? "" : ending);
	*first = false;
}

bool verdict_is_empty(const struct verdict *verdict)
{
	return !verdict->files && !verdict->count;
}

void words_left_out(const struct verdict *verdict, struct bytes *out)
{
	size_t unread = verdict->unread, excluded = verdict->skipped - unread;

	if (!verdict->skipped)
		return;
	bytes_add_string(out, "; left out: ");
	if (unread)
		bytes_format(out, "%zu file%s in no language that bole reads", unread,
		             plural_ending(unread));
	if (excluded)
		bytes_format(out, "%s%zu file%s vendored, generated or excluded",
		             unread ? ", " : "", excluded, plural_ending(excluded));
}

void words_answer(const struct verdict *verdict, struct bytes *out)
{
	bool first = true;

	if (verdict->outcome == OUTCOME_NOT_JUDGED) {
		bytes_add_string(out, ": judging is switched off by bole.enabled");
	} else if (verdict_is_empty(verdict)) {
		bytes_add_string(out, ": nothing to judge");
		words_left_out(verdict, out);
	} else {
		add_count(out, verdict->rejected, "regression", "s", &first);
		add_count(out, verdict->warned, "warning", "s", &first);
		add_count(out, verdict->noted, "note", "s", &first);
		add_count(out, verdict->waived, "waived", "", &first);
		add_count(out, verdict->improved, "better", "", &first);
	}
}

static void add_debt(const struct verdict *verdict, struct bytes *out)
{
	bool any = false;

	for (int region = REGION_COUNT; region-- > 0;) {
		int64_t rise = verdict->debt_after[region] - verdict->debt_before[region];

		if (!rise)
			continue;
		bytes_format(out, "%s%s %+.1f", any ? ", " : "; debt: ", region_name(region),
		             (double)rise / 10);
		any = true;
	}
	if (!any)
		bytes_add_string(out, "; debt unchanged");
}

void words_changed(const struct verdict *verdict, struct bytes *out)
{
	bytes_format(out, "%zu file%s, %zu function%s", verdict->files,
	             plural_ending(verdict->files), verdict->units, plural_ending(verdict->units));
	add_debt(verdict, out);
	if (verdict->inherited)
		bytes_format(out, "; %zu old finding%s no worse", verdict->inherited,
		             plural_ending(verdict->inherited));
	if (verdict->unmeasured)
		bytes_format(out, "; NOT MEASURED: %zu", verdict->unmeasured);
	words_left_out(verdict, out);
}
