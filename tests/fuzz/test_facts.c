/*
 * The facts of any text in any language: the first byte picks the language by
 * its id ('A' is the first), the rest is the source.
 */
#include "bole/facts.h"
#include "fuzz.h"

enum { SOURCE_MAX = 64 << 10 };

/* --- the outline ------------------------------------------------------------------- */

static void check_tokens(const struct outline *outline)
{
	for (size_t i = 0; i < outline->token_count; i++) {
		const struct token *token = &outline->tokens[i];

		CLAIM(token->start < token->end && token->end <= outline->bytes.size);
		CLAIM(token->line >= 1 && token->line <= token->end_line);
		CLAIM(token->end_line <= outline->lines);
		if (i == 0)
			continue;
		CLAIM(token[-1].end <= token->start);
		CLAIM(token[-1].end_line <= token->line);
	}
}

static void check_mark(const struct outline *outline, uint32_t i)
{
	const struct mark *mark = &outline->marks[i];

	CLAIM(mark->role < ROLE_COUNT);
	CLAIM(mark->after > i && mark->after <= outline->mark_count);
	CLAIM(mark->token <= mark->token_end && mark->token_end <= outline->token_count);
	CLAIM(mark->name <= mark->name_end && mark->name_end <= mark->token_end);
	CLAIM(mark->inner <= mark->inner_end && mark->inner_end <= mark->token_end);
	CLAIM(mark->owner <= mark->owner_end && mark->owner_end <= mark->token_end);
	if (mark->parent == MARK_NONE)
		return;
	CLAIM(mark->parent < i);
	CLAIM(mark->after <= outline->marks[mark->parent].after);
	CLAIM(mark->token >= outline->marks[mark->parent].token);
	CLAIM(mark->token_end <= outline->marks[mark->parent].token_end);
	CLAIM(mark->depth >= outline->marks[mark->parent].depth);
}

static void check_outline(const struct outline *outline)
{
	CLAIM(outline->refusal < REFUSAL_COUNT);
	CLAIM(!outline->refusal || (!outline->token_count && !outline->mark_count));
	check_tokens(outline);
	for (uint32_t i = 0; i < outline->mark_count; i++)
		check_mark(outline, i);
	for (size_t i = 0; i < outline->comment_count; i++) {
		const struct comment *comment = &outline->comments[i];

		CLAIM(comment->start <= comment->end && comment->end <= outline->bytes.size);
		CLAIM(comment->token <= outline->token_count);
		CLAIM(i == 0 || comment[-1].end <= comment->start);
	}
}

/* --- the facts ------------------------------------------------------------------------ */

static void check_unit(const struct facts *facts, size_t i)
{
	const struct unit *unit = &facts->units[i];

	CLAIM(unit->kind < UNIT_KIND_COUNT && unit->quality <= QUALITY_BROKEN);
	CLAIM(unit->line >= 1 && unit->line <= unit->end_line && unit->end_line <= facts->lines);
	CLAIM(unit->cyclomatic >= 1);
	CLAIM(unit->sloc <= unit->end_line - unit->line + 1);
	CLAIM(unit->nesting <= SYNTAX_DEPTH_MAX);
	CLAIM(unit->worst_cost <= unit->cognitive);
	CLAIM((unit->worst_line == 0) == (unit->worst_cost == 0));
	CLAIM(!unit->worst_line ||
	      (unit->worst_line >= unit->line && unit->worst_line <= unit->end_line));
	CLAIM(unit_debt(unit) >= unit->cognitive);
	CLAIM(i == 0 || unit[-1].line <= unit->line);
	for (size_t c = 0; c < unit->callee_count; c++) {
		CLAIM(unit->callees[c] < facts->unit_count);
		CLAIM(c == 0 || unit->callees[c - 1] < unit->callees[c]);
	}
}

static void check_increments(const struct facts *facts, size_t size)
{
	uint32_t *cognitive = memory_new(facts->unit_count * sizeof(*cognitive));
	uint32_t *cyclomatic = memory_new(facts->unit_count * sizeof(*cyclomatic));

	for (size_t i = 0; i < facts->increment_count; i++) {
		const struct increment *increment = &facts->increments[i];

		CLAIM(increment->unit < facts->unit_count);
		CLAIM(increment->line >= 1 && increment->line <= facts->lines);
		CLAIM(increment->start <= increment->end && increment->end <= size);
		CLAIM(increment->nesting <= increment->cognitive);
		CLAIM(increment->what && *increment->what);
		cognitive[increment->unit] += increment->cognitive;
		cyclomatic[increment->unit] += increment->cyclomatic;
	}
	for (size_t i = 0; i < facts->unit_count; i++) {
		CLAIM(cognitive[i] == facts->units[i].cognitive);
		CLAIM(cyclomatic[i] + 1 == facts->units[i].cyclomatic);
	}
	memory_free(cognitive);
	memory_free(cyclomatic);
}

static void check_links(const struct facts *facts)
{
	for (size_t i = 0; i < facts->import_count; i++) {
		CLAIM(facts->imports[i].kind < IMPORT_KIND_COUNT);
		CLAIM(facts->imports[i].line >= 1 && facts->imports[i].line <= facts->lines);
	}
	for (size_t i = 0; i < facts->definition_count; i++)
		CLAIM(facts->definitions[i].line >= 1 &&
		      facts->definitions[i].line <= facts->lines);
	for (size_t i = 1; i < facts->reference_count; i++) {
		const struct reference *a = &facts->references[i - 1], *b = a + 1;

		CLAIM(a->name < b->name || (a->name == b->name && a->qualifier <= b->qualifier));
	}
	for (size_t i = 0; i < facts->waiver_count; i++)
		CLAIM(facts->waivers[i].line >= 1 && facts->waivers[i].line <= facts->lines);
}

static void check_facts(const struct facts *facts, struct text source)
{
	CLAIM(facts->sloc <= facts->lines);
	CLAIM(facts->error_bytes <= source.size);
	for (size_t i = 0; i < facts->unit_count; i++)
		check_unit(facts, i);
	check_increments(facts, source.size);
	check_links(facts);
}

/* --- through the wire and back ----------------------------------------------------------- */

struct wires {
	struct bytes links, units, increments;
};

static void encode(const struct facts *facts, struct wires *wires)
{
	facts_encode_links(facts, &wires->links);
	facts_encode_units(facts, &wires->units);
	facts_encode_increments(facts, &wires->increments);
}

static void release(struct wires *wires)
{
	bytes_release(&wires->links);
	bytes_release(&wires->units);
	bytes_release(&wires->increments);
}

static bool wires_equal(const struct wires *a, const struct wires *b)
{
	return text_equal(bytes_text(&a->links), bytes_text(&b->links)) &&
	       text_equal(bytes_text(&a->units), bytes_text(&b->units)) &&
	       text_equal(bytes_text(&a->increments), bytes_text(&b->increments));
}

static bool units_equal(const struct unit *a, const struct unit *b)
{
	return text_equal(a->name, b->name) && a->kind == b->kind && a->quality == b->quality &&
	       a->exported == b->exported && a->line == b->line && a->end_line == b->end_line &&
	       a->cyclomatic == b->cyclomatic && a->cognitive == b->cognitive &&
	       a->nesting == b->nesting && a->params == b->params && a->sloc == b->sloc &&
	       a->worst_line == b->worst_line && a->worst_cost == b->worst_cost &&
	       a->body == b->body && a->signature == b->signature &&
	       a->short_name == b->short_name && a->calls == b->calls &&
	       a->callee_count == b->callee_count &&
	       (!a->callee_count ||
	        memcmp(a->callees, b->callees, a->callee_count * sizeof(*a->callees)) == 0);
}

static void check_heads(const struct facts *a, const struct facts *b)
{
	CLAIM(a->refusal == b->refusal && a->lines == b->lines && a->sloc == b->sloc);
	CLAIM(a->error_bytes == b->error_bytes && a->generated == b->generated);
	CLAIM(a->has_main == b->has_main && text_equal(a->package, b->package));
	CLAIM(a->import_count == b->import_count && a->definition_count == b->definition_count);
	CLAIM(a->reference_count == b->reference_count && a->unit_count == b->unit_count);
	CLAIM(a->waiver_count == b->waiver_count && a->increment_count == b->increment_count);
}

static void check_round_trip(const struct facts *facts, const struct wires *wires)
{
	struct facts back = { .language = facts->language };
	struct arena arena = ARENA_INIT;
	struct wires again = { BYTES_INIT, BYTES_INIT, BYTES_INIT };

	CLAIM(facts_decode_links(&back, bytes_text(&wires->links), &arena));
	CLAIM(facts_decode_units(&back, bytes_text(&wires->units), &arena));
	CLAIM(facts_decode_increments(&back, bytes_text(&wires->increments), &arena));
	check_heads(facts, &back);
	for (size_t i = 0; i < facts->unit_count; i++)
		CLAIM(units_equal(&facts->units[i], &back.units[i]));
	encode(&back, &again);
	CLAIM(wires_equal(wires, &again));
	release(&again);
	arena_release(&arena);
}

/* --- one source ------------------------------------------------------------------------------ */

static void measure(struct syntax *syntax, const struct language *language, struct text source,
                    struct wires *wires)
{
	struct arena arena = ARENA_INIT;
	const struct outline *outline = syntax_walk(syntax, language, source);
	struct facts facts;

	check_outline(outline);
	facts_gather(&facts, outline, true, &arena);
	check_facts(&facts, source);
	facts.language = language;
	encode(&facts, wires);
	check_round_trip(&facts, wires);
	arena_release(&arena);
}

/* Facts are of the text alone, never of what was read before it. */
static void measure_anew(const struct language *language, struct text source,
                         const struct wires *wires)
{
	struct wires anew = { BYTES_INIT, BYTES_INIT, BYTES_INIT };
	struct syntax *syntax = syntax_new();

	measure(syntax, language, source, &anew);
	CLAIM(wires_equal(wires, &anew));
	release(&anew);
	syntax_free(syntax);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct syntax *syntax; /* one for all, as in a worker; it takes time to make */
	const struct language *language = size ? language_by_id(data[0] & 63) : NULL;
	struct wires wires = { BYTES_INIT, BYTES_INIT, BYTES_INIT };
	struct text source;

	if (!language || size > SOURCE_MAX)
		return 0;
	if (!syntax)
		syntax = syntax_new();
	source = fuzz_text(data + 1, size - 1);
	measure(syntax, language, source, &wires);
	if (text_hash(source) % 16 == 0)
		measure_anew(language, source, &wires);
	release(&wires);
	return 0;
}
