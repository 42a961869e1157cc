/*
 * Annotations of GitHub Actions: workflow commands, one a line.  A step shows
 * ten of each type and drops the others without a word, so the worst ten are
 * given and a line that is no command counts the rest.
 */
#include <string.h>

#include "verdict.h"

enum { MOST_OF_A_TYPE = 10 };

/* As GitHub's own toolkit escapes; control characters are made visible before. */
static void put_escaped(FILE *file, struct text text, bool property)
{
	const char *special = property ? "%:," : "%";
	struct bytes calm = BYTES_INIT;

	safe_for_terminal(&calm, text);
	for (size_t i = 0; i < calm.size; i++) {
		if (strchr(special, calm.data[i]))
			fprintf(file, "%%%02X", (unsigned char)calm.data[i]);
		else
			fputc(calm.data[i], file);
	}
	bytes_release(&calm);
}

static const char *type_of(enum level level)
{
	return level == LEVEL_REJECT ? "error" : level == LEVEL_WARN ? "warning" : "notice";
}

static void put_annotation(FILE *file, const struct finding *finding)
{
	struct bytes message = BYTES_INIT;

	finding_message(finding, &message);
	fprintf(file, "::%s file=", type_of(finding->level));
	put_escaped(file, finding->path, true);
	fprintf(file, ",line=%u,endLine=%u,title=bole%%3A %s%%2C %s::", finding_line(finding),
	        finding_end_line(finding), rule_rows()[finding->rule].name,
	        region_name(finding->region));
	put_escaped(file, bytes_text(&message), false);
	fputc('\n', file);
	bytes_release(&message);
}

void verdict_github(struct sink *sink, const struct verdict *verdict,
                    const struct verdict_context *context)
{
	size_t shown[LEVEL_COUNT] = { 0 }, cut = 0;

	(void)context;
	if (verdict->outcome == OUTCOME_NOT_JUDGED)
		fputs("::warning title=bole::not judged%3A judging is switched off by bole.enabled\n",
		      sink->file);
	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];

		if (!finding_is_problem(finding))
			continue;
		if (shown[finding->level]++ < MOST_OF_A_TYPE)
			put_annotation(sink->file, finding);
		else
			cut++;
	}
	if (cut)
		fprintf(sink->file,
		        "bole: %zu more not annotated, since a step shows %d of each type\n", cut,
		        MOST_OF_A_TYPE);
}
