/* Checkstyle's XML: problems, grouped by file in the order of the worst of each. */
#include "verdict.h"

static const char *severity_of(enum level level)
{
	return level == LEVEL_REJECT ? "error" : level == LEVEL_WARN ? "warning" : "info";
}

static void put_problem(FILE *file, const struct finding *finding)
{
	struct bytes message = BYTES_INIT, safe = BYTES_INIT;

	finding_message(finding, &message);
	safe_for_markup(&safe, bytes_text(&message));
	fprintf(file,
	        "    <error line=\"%u\" severity=\"%s\" source=\"bole.%s\" message=\"%s\"/>\n",
	        finding_line(finding), severity_of(finding->level), rule_rows()[finding->rule].name,
	        safe.data ? safe.data : "");
	bytes_release(&message);
	bytes_release(&safe);
}

/* `next[i]` is the next problem in the file of problem i; one a file is a head. */
struct chain {
	size_t *next, *last;
	bool *head;
};

static void link_problems(const struct verdict *verdict, struct chain *chain)
{
	struct text_map files = TEXT_MAP_INIT;

	for (size_t i = 0; i < verdict->count; i++) {
		uint32_t *at;

		chain->next[i] = verdict->count;
		if (!finding_is_problem(&verdict->findings[i]))
			continue;
		at = text_map_at(&files, verdict->findings[i].path);
		chain->head[i] = *at == MAP_NONE;
		if (chain->head[i])
			*at = (uint32_t)i;
		else
			chain->next[chain->last[*at]] = i;
		chain->last[*at] = i;
	}
	text_map_release(&files);
}

static void put_file(FILE *file, const struct verdict *verdict, const struct chain *chain,
                     size_t head)
{
	struct bytes path = BYTES_INIT;

	safe_for_markup(&path, verdict->findings[head].path);
	fprintf(file, "  <file name=\"%s\">\n", path.data ? path.data : "");
	for (size_t i = head; i < verdict->count; i = chain->next[i])
		put_problem(file, &verdict->findings[i]);
	fputs("  </file>\n", file);
	bytes_release(&path);
}

void verdict_checkstyle(struct sink *sink, const struct verdict *verdict,
                        const struct verdict_context *context)
{
	struct arena arena = ARENA_INIT;
	struct chain chain = {
		.next = arena_new(&arena, verdict->count * sizeof(*chain.next)),
		.last = arena_new(&arena, verdict->count * sizeof(*chain.last)),
		.head = arena_new(&arena, verdict->count * sizeof(*chain.head)),
	};

	(void)context;
	link_problems(verdict, &chain);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n",
	      sink->file);
	for (size_t i = 0; i < verdict->count; i++)
		if (chain.head[i])
			put_file(sink->file, verdict, &chain, i);
	fputs("</checkstyle>\n", sink->file);
	arena_release(&arena);
}
