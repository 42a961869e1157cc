/*
 * JUnit's XML as Jenkins, GitLab and Azure read it: a case a finding, its class
 * the file.  Rejections are failures; what was waived or not measured is
 * skipped, for neither is a pass.  Without findings there is one case that
 * passes, since several readers take an empty suite for a broken one.
 *
 * GitLab reads the first of the cases that share a name, and nothing of a file of
 * more than 250,000 XML objects: cases are told apart, and there is an end to them.
 */
#include "verdict.h"

enum { MOST_CASES = 10000 };

static void put_attribute(FILE *file, const char *name, struct text value)
{
	struct bytes safe = BYTES_INIT;

	safe_for_markup(&safe, value);
	fprintf(file, " %s=\"%s\"", name, safe.data ? safe.data : "");
	bytes_release(&safe);
}

static bool is_skipped(const struct finding *finding)
{
	return finding->waived || finding->rule == RULE_UNMEASURED;
}

static bool is_failure(const struct finding *finding)
{
	return finding->level == LEVEL_REJECT && finding_is_problem(finding);
}

static void put_state(FILE *file, const struct finding *finding)
{
	struct bytes message = BYTES_INIT, safe = BYTES_INIT;

	finding_message(finding, &message);
	if (is_failure(finding)) {
		fputs("<failure", file);
		put_attribute(file, "message", finding->message);
		put_attribute(file, "type", text_of(rule_rows()[finding->rule].name));
		safe_for_markup(&safe, bytes_text(&message));
		fprintf(file, ">%s</failure>", safe.data);
	} else if (is_skipped(finding)) {
		fputs("<skipped", file);
		put_attribute(file, "message",
		              finding->waived ? finding->reason : finding->message);
		fputs("/>", file);
	} else {
		bytes_clear(&message);
		bytes_format(&message, "%s: ", finding_tag(finding));
		bytes_add_text(&message, finding->message);
		safe_for_markup(&safe, bytes_text(&message));
		fprintf(file, "<system-out>%s</system-out>", safe.data);
	}
	bytes_release(&message);
	bytes_release(&safe);
}

static void put_case(FILE *file, const struct finding *finding, struct hash_map *seen)
{
	struct bytes name = BYTES_INIT;
	uint32_t *times = hash_map_at(seen, finding->identity);

	bytes_format(&name, "%s", rule_rows()[finding->rule].name);
	if (finding->unit.size) {
		bytes_add_string(&name, ": ");
		bytes_add_text(&name, finding->unit);
	}
	*times = *times == MAP_NONE ? 1 : *times + 1;
	if (*times > 1)
		bytes_format(&name, " (%u)", *times);
	fputs("    <testcase", file);
	put_attribute(file, "classname", finding->path);
	put_attribute(file, "name", bytes_text(&name));
	put_attribute(file, "file", finding->path);
	fprintf(file, " line=\"%u\" time=\"0\">", finding_line(finding));
	put_state(file, finding);
	fputs("</testcase>\n", file);
	bytes_release(&name);
}

static void put_only_case(FILE *file, const struct verdict *verdict)
{
	struct bytes words = BYTES_INIT;

	words_answer(verdict, &words);
	fputs("    <testcase classname=\"bole\" name=\"check\" time=\"0\">", file);
	if (verdict->outcome == OUTCOME_NOT_JUDGED)
		fprintf(file, "<skipped message=\"not judged%s\"/>", words.data);
	fputs("</testcase>\n", file);
	bytes_release(&words);
}

static void put_cut(FILE *file, size_t cut)
{
	fprintf(file,
	        "    <testcase classname=\"bole\" name=\"more\" time=\"0\"><skipped "
	        "message=\"%zu more that are no worse; --format json has them all\"/></testcase>\n",
	        cut);
}

void verdict_junit(struct sink *sink, const struct verdict *verdict,
                   const struct verdict_context *context)
{
	size_t shown = verdict->count < MOST_CASES ? verdict->count : MOST_CASES;
	bool cut = shown < verdict->count;
	size_t failures = 0, skipped = (verdict->outcome == OUTCOME_NOT_JUDGED) + cut;
	struct hash_map seen = HASH_MAP_INIT;

	for (size_t i = 0; i < shown; i++) {
		failures += is_failure(&verdict->findings[i]);
		skipped += is_skipped(&verdict->findings[i]) && !is_failure(&verdict->findings[i]);
	}
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite", sink->file);
	put_attribute(sink->file, "name", TEXT("bole"));
	fprintf(sink->file,
	        " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"%.3f\">\n",
	        shown ? shown + cut : 1, failures, skipped, context->seconds);
	for (size_t i = 0; i < shown; i++)
		put_case(sink->file, &verdict->findings[i], &seen);
	if (!shown)
		put_only_case(sink->file, verdict);
	if (cut)
		put_cut(sink->file, verdict->count - shown);
	fputs("  </testsuite>\n</testsuites>\n", sink->file);
	hash_map_release(&seen);
}
