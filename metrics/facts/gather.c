#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* --- increments ------------------------------------------------------------------ */

static int by_unit_and_place(const void *a, const void *b)
{
	const struct increment *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->cyclomatic > y->cyclomatic) - (x->cyclomatic < y->cyclomatic);
}

/* The line of each unit on which most cognitive complexity arises. */
static void find_worst_lines(struct tally *tally)
{
	uint32_t cost = 0;

	for (size_t i = 0; i < tally->increment_count; i++) {
		const struct increment *now = &tally->increments[i];
		const struct increment *last = i ? now - 1 : NULL;
		struct unit *unit = &tally->facts->units[now->unit];

		if (!last || last->unit != now->unit || last->line != now->line)
			cost = 0;
		cost += now->cognitive;
		if (cost > unit->worst_cost) {
			unit->worst_cost = cost;
			unit->worst_line = now->line;
		}
	}
}

static void keep_increments(struct tally *tally)
{
	size_t size = tally->increment_count * sizeof(*tally->increments);
	struct facts *facts = tally->facts;

	facts->increments = arena_new(tally->arena, size);
	facts->increment_count = tally->increment_count;
	if (size)
		memcpy(facts->increments, tally->increments, size);
}

/* --- all of it --------------------------------------------------------------------- */

/* Once for every token, since many metrics ask. */
static void prepare_tokens(struct tally *tally)
{
	const struct outline *outline = tally->outline;
	size_t count = outline->token_count;
	uint32_t lines = 0, last_line = 0;

	tally->token_hash = memory_new(count * sizeof(*tally->token_hash));
	tally->lines_until = memory_new(count * sizeof(*tally->lines_until));
	tally->not_used = memory_new(count);
	for (uint32_t i = 0; i < count; i++) {
		const struct token *token = &outline->tokens[i];
		uint32_t first = token->line > last_line ? token->line : last_line + 1;

		if (token->end_line >= first) {
			lines += token->end_line - first + 1;
			last_line = token->end_line;
		}
		tally->lines_until[i] = lines;
		tally->token_hash[i] = text_hash(outline_text(outline, i));
	}
	tally->facts->sloc = lines;
}

void facts_gather(struct facts *facts, const struct outline *outline, bool increments,
                  struct arena *arena)
{
	struct tally tally = { .outline = outline, .facts = facts, .arena = arena };

	*facts = (struct facts){
		.language = outline->language,
		.refusal = outline->refusal,
		.lines = outline->lines,
		.error_bytes = outline->error_bytes,
	};
	if (outline->refusal)
		return;
	tally.rows = outline->language->nodes;
	prepare_tokens(&tally);
	count_units(&tally);
	judge_quality(&tally);
	count_cognitive(&tally);
	count_cyclomatic(&tally);
	count_nesting(&tally);
	count_parameters(&tally);
	count_sloc(&tally);
	hash_units(&tally);
	find_inner_tests(&tally);
	gather_imports(&tally);
	gather_definitions(&tally);
	gather_references(&tally);
	gather_callees(&tally);
	gather_waivers(&tally);
	gather_marks_of_origin(&tally);
	gather_prints(&tally);
	gather_sketch(&tally);
	if (tally.increment_count)
		qsort(tally.increments, tally.increment_count, sizeof(*tally.increments),
		      by_unit_and_place);
	find_worst_lines(&tally);
	if (increments)
		keep_increments(&tally);

	memory_free(tally.unit_of);
	memory_free(tally.mark_of);
	memory_free(tally.start_of);
	memory_free(tally.end_of);
	memory_free(tally.token_hash);
	memory_free(tally.lines_until);
	memory_free(tally.not_used);
	memory_free(tally.increments);
}
