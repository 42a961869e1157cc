/*
 * A verdict for a person: first the answer in three lines, then each finding
 * with where, what, why here, and how to go on.
 */
#include "verdict.h"

#include <string.h>

/* How often a line is said of one kind before it becomes a count. */
struct shown {
	size_t rejected, warned, noted, improved;
};

struct style {
	const char *bad, *warn, *good, *dim, *strong, *off;
};

static struct style style_of(const struct sink *sink)
{
	if (!sink->colour)
		return (struct style){ "", "", "", "", "", "" };
	return (struct style){ "\033[31;1m", "\033[33;1m", "\033[32m",
		               "\033[2m",    "\033[1m",    "\033[0m" };
}

/* --- the first three lines ------------------------------------------------------------- */

static const char *outcome_style(const struct style *style, enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_REJECTED:
		return style->bad;
	case OUTCOME_WARNED:
	case OUTCOME_NOT_JUDGED:
		return style->warn;
	default:
		return style->good;
	}
}

/* Our own words alone: nothing in them needs an escape. */
static void put_words(struct sink *sink, const struct verdict *verdict,
                      void (*words)(const struct verdict *, struct bytes *))
{
	struct bytes line = BYTES_INIT;

	words(verdict, &line);
	fwrite(line.data ? line.data : "", 1, line.size, sink->file);
	bytes_release(&line);
}

static void put_answer(struct sink *sink, const struct style *style, const struct verdict *verdict,
                       const struct verdict_context *context)
{
	fprintf(sink->file, "%sbole: %s%s", outcome_style(style, verdict->outcome),
	        outcome_name(verdict->outcome), style->off);
	put_words(sink, verdict, words_answer);
	fprintf(sink->file, " %s(%s, %.2f s)%s\n", style->dim, context->compared, context->seconds,
	        style->off);
}

static void put_place(struct sink *sink, const struct finding *finding)
{
	write_safe(sink->file, finding->path);
	if (finding->line)
		fprintf(sink->file, ":%u", finding->line);
	if (finding->unit.size) {
		fputc(' ', sink->file);
		write_safe(sink->file, finding->unit);
	}
}

static void put_to_read(struct sink *sink, const struct verdict *verdict)
{
	const struct finding *worst = verdict->count ? &verdict->findings[0] : NULL;

	fputs("read: ", sink->file);
	if (!worst || worst->improvement || worst->level == LEVEL_NOTE) {
		fputs("nothing that bole would ask for\n", sink->file);
		return;
	}
	put_place(sink, worst);
	if (worst->rule == RULE_CYCLE) {
		fprintf(sink->file, " (a cycle through %s code)\n", region_name(worst->region));
		return;
	}
	fprintf(sink->file, " (%s, %u file%s depend%s on it)\n", region_name(worst->region),
	        worst->load, plural_ending(worst->load), worst->load == 1 ? "s" : "");
}

/* --- findings ----------------------------------------------------------------------------- */

static void put_tag(struct sink *sink, const struct style *style, const struct finding *finding)
{
	const char *colour = finding->improvement             ? style->good
	                     : finding->level == LEVEL_REJECT ? style->bad
	                     : finding->level == LEVEL_WARN   ? style->warn
	                                                      : style->dim;

	fprintf(sink->file, "%s%-6s%s ", colour, finding_tag(finding), style->off);
}

static void put_finding(struct sink *sink, const struct style *style, const struct finding *finding)
{
	fputc('\n', sink->file);
	put_tag(sink, style, finding);
	fputs(style->strong, sink->file);
	put_place(sink, finding);
	fprintf(sink->file, "%s  [%s, %s]\n       ", style->off, rule_rows()[finding->rule].name,
	        region_name(finding->region));
	write_safe(sink->file, finding->message);
	fputc('\n', sink->file);
	if (finding->was.size) {
		fputs("       before: ", sink->file);
		write_safe(sink->file, finding->was);
		fputc('\n', sink->file);
	}
	if (finding->waived) {
		fputs("       accepted, because: ", sink->file);
		write_safe(sink->file, finding->reason);
		fputc('\n', sink->file);
	}
}

/* Can it be pasted into a shell between single quotes, as it is printed? */
static bool is_plain(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if (name.data[i] == '\'' || name.data[i] < ' ' || name.data[i] > '~')
			return false;
	return true;
}

static void put_way_on(struct sink *sink, const struct finding *finding)
{
	struct bytes help = BYTES_INIT;

	finding_help(finding, &help);
	fprintf(sink->file, "       to go on: %s\n", help.data);
	bytes_release(&help);
	if (finding->unit.size && is_plain(finding->path) && is_plain(finding->unit)) {
		fputs("         see each point:  bole explain '", sink->file);
		write_safe(sink->file, finding->path);
		fputc(':', sink->file);
		write_safe(sink->file, finding->unit);
		fputs("'\n", sink->file);
	}
	fprintf(sink->file,
	        "         or say why not:  a comment above it,  bole: allow %s -- REASON\n",
	        rule_rows()[finding->rule].name);
}

static size_t *counter(struct shown *shown, const struct finding *finding)
{
	if (finding->improvement)
		return &shown->improved;
	if (finding->level == LEVEL_REJECT)
		return &shown->rejected;
	return finding->level == LEVEL_WARN ? &shown->warned : &shown->noted;
}

/* A hook has no options: a command that says the rest. */
static void put_hidden(struct sink *sink, const struct verdict_context *context, size_t hidden)
{
	fprintf(sink->file, "\n%zu more not shown; ", hidden);
	if (!context->in_hook)
		fputs("--all or --format json has them\n", sink->file);
	else if (context->after.size)
		fprintf(sink->file, "bole check --all %.12s..%.12s has them\n",
		        context->before.data, context->after.data);
	else
		fputs("bole check --all --worktree has them\n", sink->file);
}

static void put_findings(struct sink *sink, const struct style *style,
                         const struct verdict *verdict, const struct verdict_context *context)
{
	struct shown shown = { 0 };
	size_t hidden = 0;

	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];

		if (context->most && *counter(&shown, finding) >= context->most) {
			hidden++;
			continue;
		}
		++*counter(&shown, finding);
		put_finding(sink, style, finding);
		if (finding->level == LEVEL_REJECT)
			put_way_on(sink, finding);
	}
	if (hidden)
		put_hidden(sink, context, hidden);
}

void verdict_text(struct sink *sink, const struct verdict *verdict,
                  const struct verdict_context *context)
{
	struct style style = style_of(sink);
	bool quiet =
		!verdict->count && !verdict->unmeasured && !verdict->skipped && context->in_hook;

	put_answer(sink, &style, verdict, context);
	if (verdict->outcome == OUTCOME_NOT_JUDGED || verdict_is_empty(verdict) || quiet)
		return;
	fputs("changed: ", sink->file);
	put_words(sink, verdict, words_changed);
	fputc('\n', sink->file);
	put_to_read(sink, verdict);
	put_findings(sink, &style, verdict, context);
	if (context->in_hook && verdict->outcome == OUTCOME_REJECTED)
		fprintf(sink->file,
		        "\nNothing was committed or pushed, nothing is lost: your files are as they were.\n");
}
