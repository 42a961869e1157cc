#include "metrics/judge/trial.h"

#include <stdlib.h>

enum level level_at_most(enum level level, enum level most)
{
	return level < most ? level : most;
}

enum level level_of(const struct trial *trial, enum rule rule, enum region region, enum care care)
{
	enum level level = trial->policy->levels[rule][region];

	return care == CARE_JUDGED ? level : level_at_most(level, LEVEL_NOTE);
}

/* --- making one --------------------------------------------------------------------- */

static uint64_t identity_of(const struct finding *finding)
{
	uint64_t identity = hash_mix(finding->identity, (uint64_t)finding->rule);

	identity = hash_mix(identity, finding->improvement);
	identity = hash_mix(identity, text_hash(finding->path));
	return hash_mix(identity, text_hash(finding->unit));
}

void finding_add(struct trial *trial, const struct finding *finding, struct source source)
{
	struct verdict *verdict = trial->verdict;
	struct arena *arena = &verdict->arena;
	struct finding *kept;

	if (finding->level == LEVEL_OFF)
		return;
	trial->sources = array_grow(trial->sources, &trial->source_capacity, verdict->count,
	                            sizeof(*trial->sources));
	trial->sources[verdict->count] = source;
	verdict->findings = array_grow(verdict->findings, &verdict->capacity, verdict->count,
	                               sizeof(*verdict->findings));
	kept = &verdict->findings[verdict->count++];
	*kept = *finding;
	kept->identity = identity_of(finding);
	kept->path = arena_text(arena, finding->path);
	kept->unit = arena_text(arena, finding->unit);
	kept->was = arena_text(arena, finding->was);
	kept->message = arena_text(arena, bytes_text(&trial->message));
	kept->reason = arena_text(arena, finding->reason);
}

void finding_of_unit(const struct trial *trial, uint32_t after, struct finding *finding)
{
	const struct trial_unit *u = &trial->units[SIDE_AFTER][after];
	struct place place = place_of(trial, after);

	finding->region = place.region;
	finding->load = place.load;
	finding->path = path_of(&trial->files[u->change]);
	finding->unit = u->unit->name;
	finding->line = u->unit->line;
	finding->end_line = u->unit->end_line;
	finding->identity = u->unit->signature;
}

void finding_was(struct trial *trial, uint32_t after, struct finding *finding)
{
	const struct trial_unit *is = &trial->units[SIDE_AFTER][after], *was;
	struct bytes place = BYTES_INIT;
	struct text path;

	finding->was = TEXT("");
	if (is->match == MAP_NONE)
		return;
	was = &trial->units[SIDE_BEFORE][is->match];
	path = trial->files[was->change].sides[SIDE_BEFORE]->path;
	if (was->name == is->name && text_equal(path, finding->path))
		return;
	bytes_add_text(&place, path);
	bytes_add_char(&place, ':');
	bytes_add_text(&place, was->unit->name);
	finding->was = arena_text(&trial->verdict->arena, bytes_text(&place));
	bytes_release(&place);
}

/* --- its message -------------------------------------------------------------------- */

static void say_arguments(struct bytes *message, const char *format, va_list arguments)
{
	char line[1024];
	int size = vsnprintf(line, sizeof(line), format, arguments);

	if (size > 0)
		bytes_add(message, line,
		          (size_t)size < sizeof(line) ? (size_t)size : sizeof(line) - 1);
}

void say(struct trial *trial, const char *format, ...)
{
	va_list arguments;

	bytes_clear(&trial->message);
	va_start(arguments, format);
	say_arguments(&trial->message, format, arguments);
	va_end(arguments);
}

void say_more(struct trial *trial, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say_arguments(&trial->message, format, arguments);
	va_end(arguments);
}

void say_load(struct trial *trial, uint32_t load)
{
	if (load)
		say_more(trial, " (%u %s on it)", load, load == 1 ? "file stands" : "files stand");
}

/* --- all of them ----------------------------------------------------------------------- */

static int descending(uint64_t a, uint64_t b)
{
	return a > b ? -1 : a < b;
}

static int ascending(uint64_t a, uint64_t b)
{
	return -descending(a, b);
}

/* Worst first, and the same order for the same findings, always. */
static int compare_findings(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	const int orders[] = {
		descending(a->level, b->level),       ascending(a->improvement, b->improvement),
		descending(a->region, b->region),     descending(a->load, b->load),
		text_compare(a->path, b->path),       ascending(a->line, b->line),
		ascending(a->rule, b->rule),          text_compare(a->unit, b->unit),
		text_compare(a->message, b->message),
	};

	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
		if (orders[i])
			return orders[i];
	return ascending(a->identity, b->identity);
}

static void count_finding(struct verdict *verdict, const struct finding *finding)
{
	if (finding->improvement)
		verdict->improved++;
	else if (finding->waived)
		verdict->waived++;
	else if (finding->level == LEVEL_REJECT)
		verdict->rejected++;
	else if (finding->level == LEVEL_WARN)
		verdict->warned++;
	else
		verdict->noted++;
}

void verdict_close(struct verdict *verdict)
{
	verdict->rejected = verdict->warned = verdict->noted = 0;
	verdict->improved = verdict->waived = 0;
	if (verdict->count)
		qsort(verdict->findings, verdict->count, sizeof(*verdict->findings),
		      compare_findings);
	for (size_t i = 0; i < verdict->count; i++)
		count_finding(verdict, &verdict->findings[i]);
	verdict->outcome = verdict->rejected ? OUTCOME_REJECTED
	                   : verdict->warned ? OUTCOME_WARNED
	                                     : OUTCOME_ACCEPTED;
}

void verdict_release(struct verdict *verdict)
{
	memory_free(verdict->findings);
	arena_release(&verdict->arena);
	*verdict = VERDICT_INIT;
}
