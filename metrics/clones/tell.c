/*
 * From growths to clones: which of them are told.
 *
 * Runs of two files come the longest first, so that what lies within a clone that was told is seen at once.
 */
#include "metrics/clones/growth.h"

#include <stdlib.h>
#include <string.h>

enum { SHARED_MOST = 50 /* percent of it that a told clone may have in common */ };

/* --- what was told before ------------------------------------------------------------ */

/* Of the same two files; they begin at `growth->from`. */
static bool is_told(const struct growth *growth, const struct run *run)
{
	const struct clones *clones = growth->search->clones;
	uint32_t b_length = run->b_length ? run->b_length : run->length;

	for (size_t i = growth->from; i < clones->count; i++) {
		const struct clone *told = &clones->items[i];

		if (run->a >= told->a.first && run->a + run->length <= told->a.end &&
		    run->b >= told->b.first && run->b + b_length <= told->b.end)
			return true;
	}
	return false;
}

static bool shares_most(const struct clone_side *a, const struct clone_side *b)
{
	uint32_t first = a->first > b->first ? a->first : b->first;
	uint32_t end = a->end < b->end ? a->end : b->end;

	return end > first && 100 * (end - first) > SHARED_MOST * (a->end - a->first);
}

static bool lies_on_another(const struct growth *growth, const struct clone *clone)
{
	const struct clones *clones = growth->search->clones;

	for (size_t i = growth->from; i < clones->count; i++)
		if (shares_most(&clone->a, &clones->items[i].a) &&
		    shares_most(&clone->b, &clones->items[i].b))
			return true;
	return false;
}

/* --- telling -------------------------------------------------------------------------- */

static struct clone_side side_of(const struct prints *prints, uint32_t file, uint32_t first,
                                 uint32_t last, uint32_t tokens)
{
	return (struct clone_side){
		.file = file,
		.first = first,
		.end = last + 1,
		.line = prints->phrases[first].line,
		.end_line = prints->phrases[last].end_line,
		.tokens = tokens,
	};
}

/* False: it is no clone, or noise, which is counted when there is no `other_try`; with one, it may also
 * be another's for the most part: what is not may still be found. */
static bool tell(struct growth *growth, const struct run *run, bool other_try)
{
	struct search *search = growth->search;
	struct clones *clones = search->clones;
	struct weight weight;
	struct clone clone = { .similarity = 100, .linked = run->crowded };
	enum clone_noise noise;

	if (!growth->count)
		return false;
	weight = weigh(growth);
	clone.type = weight_type(&weight);
	clone.tokens = weight.tokens_a < weight.tokens_b ? weight.tokens_a : weight.tokens_b;
	clone.same = weight.same;
	if (clone.type == CLONE_GAPPED)
		clone.similarity = weight_similarity(&weight);
	if (clone.type == CLONE_GAPPED && !growth->whole && clone.tokens < GAPPED_TOKENS)
		return false;
	if (clone.tokens < search->least || (search->exact && clone.type == CLONE_GAPPED) ||
	    clone.similarity < SIMILARITY_MIN)
		return false;
	noise = weight_noise(&weight, growth, clone.type);
	if (noise != NOISE_COUNT) {
		clones->noise[noise] += !other_try;
		return false;
	}
	clone.of_members = clone.type != CLONE_EXACT && is_of_members(growth);
	clone.a = side_of(growth->a, run->a_file, growth->first.a, growth->last.a, weight.tokens_a);
	clone.b = side_of(growth->b, run->b_file, growth->first.b, growth->last.b, weight.tokens_b);
	if (!run->crowded && lies_on_another(growth, &clone))
		return !other_try;
	clones->items = array_grow(clones->items, &search->clone_capacity, clones->count,
	                           sizeof(*clones->items));
	clones->items[clones->count++] = clone;
	return true;
}

static int by_files_and_length(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->a_file != y->a_file)
		return x->a_file < y->a_file ? -1 : 1;
	if (x->b_file != y->b_file)
		return x->b_file < y->b_file ? -1 : 1;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return x->b_length < y->b_length ? -1 : x->b_length > y->b_length;
}

static bool same_text(const struct growth *growth, struct pair pair)
{
	return growth->a->phrases[pair.a].text == growth->b->phrases[pair.b].text;
}

/* Of what was left out, each row of pairs that are the same to the letter. */
static void tell_exact_rows(struct growth *growth, const struct run *run)
{
	size_t count = growth->count;
	struct pair *pairs = memory_new(count * sizeof(*pairs));

	if (count)
		memcpy(pairs, growth->pairs, count * sizeof(*pairs));
	for (size_t i = 0, end; i < count; i = end + 1) {
		growth->count = 0;
		for (end = i; end < count && same_text(growth, pairs[end]); end++)
			growth->pairs[growth->count++] = pairs[end];
		if (growth_tokens(growth, 0, growth->count) < growth->search->least)
			continue;
		growth_settle(growth);
		tell(growth, run, true);
	}
	memory_free(pairs);
}

static void grow_run(struct growth *growth, const struct run *run)
{
	const struct search *search = growth->search;

	if (!run->crowded && is_told(growth, run))
		return;
	growth->a = &search->clones->prints[run->a_file];
	growth->b = &search->clones->prints[run->b_file];
	growth->same_file = run->a_file == run->b_file;
	if (run->b_length) {
		growth_lay_out(growth, run);
		tell(growth, run, true);
		return;
	}
	if (growth_grow(growth, run)) {
		growth_settle(growth);
		if (tell(growth, run, true))
			return;
		growth_take_exact(growth);
	}
	growth_settle(growth);
	if (tell(growth, run, false))
		return;
	tell_exact_rows(growth, run);
}

static bool lies_in(const struct clone_side *a, const struct clone_side *b)
{
	return a->first >= b->first && a->end <= b->end;
}

/* Those of the two files at hand that lie in a larger one that was told later. */
static void drop_inner(struct growth *growth)
{
	struct clones *clones = growth->search->clones;
	size_t kept = growth->from;

	for (size_t i = growth->from; i < clones->count; i++) {
		const struct clone *clone = &clones->items[i];
		bool inner = false;

		for (size_t j = i + 1; j < clones->count && !inner && !clone->linked; j++)
			inner = lies_in(&clone->a, &clones->items[j].a) &&
			        lies_in(&clone->b, &clones->items[j].b);
		if (!inner)
			clones->items[kept++] = *clone;
	}
	clones->count = kept;
}

void grow_runs(struct search *search)
{
	struct growth growth = { .search = search };

	if (search->run_count)
		qsort(search->runs, search->run_count, sizeof(*search->runs), by_files_and_length);
	for (size_t i = 0; i < search->run_count; i++) {
		const struct run *run = &search->runs[i];

		if (i && (run->a_file != run[-1].a_file || run->b_file != run[-1].b_file)) {
			drop_inner(&growth);
			growth.from = search->clones->count;
		}
		/* Two units that share several rare phrases come as often. */
		if (!i || by_files_and_length(run, run - 1))
			grow_run(&growth, run);
	}
	drop_inner(&growth);
	memory_free(growth.pairs);
	memory_free(growth.exact);
}
