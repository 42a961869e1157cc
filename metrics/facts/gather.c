#include "tally.h"

#include <stdlib.h>
#include <string.h>

uint32_t facts_revision(const struct language *language)
{
	uint32_t revision = (uint32_t)FACTS_REVISION << 16 | language->revision;

	return language->alternative ? revision + language->alternative->revision : revision;
}

uint64_t name_hash(struct text name)
{
	return text_hash(name) >> 16;
}

double unit_debt(const struct unit *unit)
{
	double share = ((double)unit->cognitive - 5) / 5;

	if (share < 0)
		share = 0;
	if (share > 1)
		share = 1;
	return unit->cognitive + 0.5 * unit->sloc * share;
}

double facts_debt(const struct facts *facts)
{
	double debt = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		debt += unit_debt(&facts->units[i]);
	return debt;
}

uint32_t facts_cognitive(const struct facts *facts)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		sum += facts->units[i].cognitive;
	return sum;
}

uint32_t facts_cyclomatic(const struct facts *facts)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		sum += facts->units[i].cyclomatic;
	return sum;
}

size_t facts_unmeasured(const struct facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->unit_count; i++)
		count += facts->units[i].quality != QUALITY_MEASURED;
	return count;
}

/* --- what the metrics ask ------------------------------------------------------ */

bool is_else_if(const struct tally *tally, uint32_t mark)
{
	const struct mark *branch = tally_mark(tally, mark);
	const struct mark *first = branch + 1;

	if (mark + 1 >= branch->after || first->role != ROLE_IF || first->parent != mark ||
	    first->token_end != branch->token_end ||
	    (tally->rows[branch->row].flags & NODE_ALWAYS_APART))
		return false;
	return first->token == branch->token ||
	       (first->token == branch->token + 1 && token_is(tally, branch->token, "else"));
}

bool is_if_of_else(const struct tally *tally, uint32_t mark)
{
	uint32_t parent = tally_mark(tally, mark)->parent;

	return parent != MARK_NONE && parent + 1 == mark &&
	       tally_mark(tally, parent)->role == ROLE_ELSE && is_else_if(tally, parent);
}

void tally_add(struct tally *tally, uint32_t mark, uint32_t token, struct increment points)
{
	const struct token *at = &tally->outline->tokens[token];

	points.unit = tally->unit_of[mark];
	if (points.unit == UNIT_NONE || token >= tally->outline->token_count)
		return;
	points.line = at->line;
	points.start = at->start;
	points.end = at->end;
	tally->facts->units[points.unit].cognitive += points.cognitive;
	tally->facts->units[points.unit].cyclomatic += points.cyclomatic;
	tally->increments = array_grow(tally->increments, &tally->increment_capacity,
	                               tally->increment_count, sizeof(*tally->increments));
	tally->increments[tally->increment_count++] = points;
}

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
