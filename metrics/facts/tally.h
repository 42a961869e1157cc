/*
 * What the metrics of one file share while they count: the outline, which unit
 * each mark belongs to, and the points found so far.
 *
 * Marks lie in preorder, so that whatever a mark inherits from its parent is
 * known when it is reached: every metric is one loop without a stack.
 */
#ifndef FACTS_TALLY_H
#define FACTS_TALLY_H

#include "bole/facts.h"

#define UNIT_NONE UINT32_MAX

struct tally {
	const struct outline *outline;
	const struct lang_node *rows;
	struct facts *facts;
	struct arena *arena; /* of the facts */

	uint32_t *unit_of;     /* by mark: the unit that its points go to, or UNIT_NONE */
	uint32_t *mark_of;     /* by unit: its mark */
	uint32_t *start_of;    /* by unit: its first token behind attributes */
	uint32_t *end_of;      /* by unit: the token behind its last */
	uint64_t *token_hash;  /* by token: text_hash of its text */
	uint32_t *lines_until; /* by token: lines with code up to and with it */
	uint8_t *not_used;     /* by token: 1 where it is no use of what is elsewhere */

	struct increment *increments;
	size_t increment_count, increment_capacity;
};

static inline const struct mark *tally_mark(const struct tally *tally, uint32_t mark)
{
	return &tally->outline->marks[mark];
}

static inline bool token_is(const struct tally *tally, uint32_t token, const char *word)
{
	return token < tally->outline->token_count &&
	       text_is(outline_text(tally->outline, token), word);
}

/* No letter of it is small: the name of a macro, mostly. */
bool is_capitals(struct text name);
/* Is the function mark reported by itself, and not part of its outer one? */
bool is_unit(const struct tally *tally, uint32_t mark);
/* A function only to a parser that a macro has led astray: it is named `if`. */
bool is_lost_flow(const struct tally *tally, uint32_t mark);
/* Is it text outside of every unit that did not parse and may have held some? */
bool is_stray(const struct tally *tally, uint32_t mark);
/* Does it stand directly in a class? */
bool in_class(const struct tally *tally, uint32_t mark);
/* ROLE_ELSE that is spelled `else if`: the if itself then adds nothing. */
bool is_else_if(const struct tally *tally, uint32_t mark);
/* ROLE_IF directly in such an else. */
bool is_if_of_else(const struct tally *tally, uint32_t mark);

/* The nearest function or scope around a mark, or MARK_NONE. */
uint32_t holder(const struct tally *tally, uint32_t mark);
bool is_named(const struct tally *tally, uint32_t mark);
/* Adds the name of a function: scopes and outer units first, outermost leading. */
void add_qualified(const struct tally *tally, uint32_t mark, struct bytes *name);
/* A function that a macro makes has its name among the arguments: `TEST(Shape, Grows) {`. */
bool is_made_by_macro(const struct tally *tally, uint32_t mark);
/* The same, in C, where the first of them was made the name for the parser. */
bool is_named_by_argument(const struct tally *tally, uint32_t mark);
/* The last part of a qualified name, and the part before it. */
struct text last_part(struct text name, const char *joint, struct text *rest);

/* Adds a point; `token` is the word that causes it. */
void tally_add(struct tally *tally, uint32_t mark, uint32_t token, struct increment points);

/* --- one metric a file ------------------------------------------------------- */

void count_units(struct tally *tally); /* finds and names them: first of all */
void judge_quality(struct tally *tally);
void count_cognitive(struct tally *tally);
void count_cyclomatic(struct tally *tally);
void count_nesting(struct tally *tally);
void count_parameters(struct tally *tally);
void count_sloc(struct tally *tally);
void hash_units(struct tally *tally);
typedef void references_found(void *context, const struct reference *reference);
/* What the text of a macro, a token of ROLE_EXPANSION, calls where it is used. */
void find_expansion(struct tally *tally, uint32_t token, references_found *found, void *context);
void find_inner_tests(struct tally *tally); /* before what is gathered */
void gather_imports(struct tally *tally);
void gather_definitions(struct tally *tally);
void gather_references(struct tally *tally);
void gather_callees(struct tally *tally);
void gather_waivers(struct tally *tally);
void gather_marks_of_origin(struct tally *tally); /* generated, entry point */
void gather_prints(struct tally *tally);
void gather_sketch(struct tally *tally); /* of the prints */

#endif
