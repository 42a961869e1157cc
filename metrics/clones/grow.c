/*
 * From a run to a clone: as far to both sides as it holds.
 *
 * A growth is a list of pairs of phrases that say the same.  Growing is greedy,
 * as in aligning sequences from seeds (Altschul et al. 1990, "BLAST"): a pair
 * earns its tokens, what is stepped over costs its own, and what is kept is the
 * way to the highest sum.
 */
#include "metrics/clones/growth.h"

#include <stdlib.h>
#include <string.h>

enum {
	DROP_MOST = 60,     /* tokens below the highest sum at which growing gives up */
	LANDING_TOKENS = 8, /* behind a gap: a pair of so many, or two pairs */
	SHARED_MOST = 50,   /* percent of it that a told clone may have in common */
};

/* --- pairs ------------------------------------------------------------------------ */

static void add_pair(struct growth *growth, uint32_t a, uint32_t b)
{
	growth->pairs =
		array_grow(growth->pairs, &growth->capacity, growth->count, sizeof(*growth->pairs));
	growth->pairs[growth->count++] = (struct pair){ a, b };
}

static bool is_in(const struct growth *growth, int64_t a, int64_t b)
{
	return a >= 0 && a < growth->a_end && b >= growth->b_from && b < (int64_t)growth->b->count;
}

static bool same_shape(const struct growth *growth, int64_t a, int64_t b)
{
	return is_in(growth, a, b) && growth->a->phrases[a].shape == growth->b->phrases[b].shape;
}

/* `slack`: one name of four may be another, as in a line that was changed. */
static bool say_the_same(const struct growth *growth, int64_t a, int64_t b, bool slack)
{
	struct agreement agreement;

	if (!same_shape(growth, a, b))
		return false;
	agreement = exchange_compare(growth->search->exchange, growth->a, (size_t)a, growth->b,
	                             (size_t)b, false);
	return agreement.conflicts <= (slack ? agreement.words / 4 : 0);
}

static void take_pair(struct growth *growth, int64_t a, int64_t b)
{
	exchange_keep(growth->search->exchange, growth->a, (size_t)a, growth->b, (size_t)b);
	add_pair(growth, (uint32_t)a, (uint32_t)b);
}

/* --- growing ------------------------------------------------------------------------ */

/* The last pair of the growth in the direction of `step`. */
static struct pair edge_of(const struct growth *growth)
{
	return growth->pairs[growth->count - 1];
}

static void grow_exactly(struct growth *growth, int step)
{
	struct pair edge = edge_of(growth);
	int64_t a = (int64_t)edge.a + step, b = (int64_t)edge.b + step;

	for (; say_the_same(growth, a, b, false); a += step, b += step)
		take_pair(growth, a, b);
}

static bool is_landing(const struct growth *growth, int64_t a, int64_t b, int step)
{
	if (!say_the_same(growth, a, b, true))
		return false;
	return growth->a->phrases[a].tokens >= LANDING_TOKENS ||
	       same_shape(growth, a + step, b + step);
}

/* Of the phrases from `at` on; outside of the bounds nothing is like anything. */
static void shapes_ahead(const struct growth *growth, bool of_b, int64_t at, int step,
                         uint32_t *shapes)
{
	const struct prints *prints = of_b ? growth->b : growth->a;
	int64_t from = of_b ? growth->b_from : 0;
	int64_t end = of_b ? (int64_t)prints->count : growth->a_end;

	for (int i = 0; i <= GAP_PHRASES; i++, at += step)
		shapes[i] = at >= from && at < end ? prints->phrases[at].shape : UINT32_MAX - of_b;
}

/* By the phrases that are stepped over on both sides together, a bit for each number of those on the left:
 * there, shapes agree.  Asked most of all, and most often without success. */
static void find_landings(const struct growth *growth, int64_t a, int64_t b, int step,
                          uint8_t *landings)
{
	uint32_t ours[GAP_PHRASES + 1], theirs[GAP_PHRASES + 1];

	shapes_ahead(growth, false, a, step, ours);
	shapes_ahead(growth, true, b, step, theirs);
	for (int left = 0; left <= GAP_PHRASES; left++)
		for (int right = 0; right <= GAP_PHRASES; right++)
			landings[left + right] |= (uint8_t)((ours[left] == theirs[right]) << left);
}

/* The nearest pair behind a gap; returns what the gap costs, or 0: there is none. */
static uint32_t step_over(const struct growth *growth, int64_t *a, int64_t *b, int step)
{
	uint8_t landings[2 * GAP_PHRASES + 1] = { 0 };

	find_landings(growth, *a, *b, step, landings);
	for (int gap = 1; gap <= 2 * GAP_PHRASES; gap++) {
		for (int left = 0; landings[gap] >> left; left++) {
			int64_t to_a = *a + step * left, to_b = *b + step * (gap - left);
			uint32_t cost_a, cost_b;

			if (!(landings[gap] >> left & 1) || !is_landing(growth, to_a, to_b, step))
				continue;
			cost_a = tokens_between(growth->a, *a, to_a, step);
			cost_b = tokens_between(growth->b, *b, to_b, step);
			*a = to_a;
			*b = to_b;
			return cost_a > cost_b ? cost_a : cost_b;
		}
	}
	return 0;
}

static void grow_over_gaps(struct growth *growth, int step)
{
	struct pair edge = edge_of(growth);
	int64_t a = (int64_t)edge.a + step, b = (int64_t)edge.b + step;
	int64_t sum = 0, highest = 0;
	size_t kept = growth->count;

	while (sum > highest - DROP_MOST) {
		if (!say_the_same(growth, a, b, true)) {
			uint32_t cost = is_in(growth, a, b) ? step_over(growth, &a, &b, step) : 0;

			if (!cost)
				break;
			sum -= cost;
		}
		sum += growth->a->phrases[a].tokens;
		take_pair(growth, a, b);
		if (sum > highest) {
			highest = sum;
			kept = growth->count;
		}
		a += step;
		b += step;
	}
	growth->count = kept;
}

static void turn_round(struct growth *growth)
{
	for (size_t i = 0, j = growth->count; i + 1 < j; i++) {
		struct pair pair = growth->pairs[i];

		growth->pairs[i] = growth->pairs[--j];
		growth->pairs[j] = pair;
	}
}

/* How much of the run lies within the bounds of one file. */
static uint32_t set_bounds(struct growth *growth, const struct run *run)
{
	uint32_t apart = run->b - run->a, length = run->length;

	if (growth->same_file && apart < length)
		length = apart;
	growth->a_end = growth->same_file ? run->b : (uint32_t)growth->a->count;
	growth->b_from = growth->same_file ? run->a + length : 0;
	return length;
}

/* To grow to the other side.  A gap after the other, two stretches of one file would come to lie on each
 * other, and be the same to its end: what was taken on one side is the bound of the other. */
static void turn(struct growth *growth)
{
	struct pair edge = edge_of(growth);

	turn_round(growth);
	if (!growth->same_file)
		return;
	if (edge.a > edge_of(growth).a)
		growth->b_from = edge.a + 1;
	else
		growth->a_end = edge.b;
}

static void keep_exact(struct growth *growth)
{
	while (growth->exact_capacity < growth->count)
		growth->exact = array_grow(growth->exact, &growth->exact_capacity,
		                           growth->exact_capacity, sizeof(*growth->exact));
	memcpy(growth->exact, growth->pairs, growth->count * sizeof(*growth->exact));
	growth->exact_count = growth->count;
}

/* Back to what there was before any gap. */
static void take_exact(struct growth *growth)
{
	memcpy(growth->pairs, growth->exact, growth->exact_count * sizeof(*growth->pairs));
	growth->count = growth->exact_count;
}

/* Returns whether it has grown over gaps. */
static bool grow(struct growth *growth, const struct run *run)
{
	uint32_t length = set_bounds(growth, run);

	exchange_clear(growth->search->exchange);
	growth->count = 0;
	for (uint32_t i = 0; i < length; i++)
		take_pair(growth, run->a + i, run->b + i);
	grow_exactly(growth, 1);
	turn(growth);
	grow_exactly(growth, -1);
	turn(growth);
	if (growth->search->exact)
		return false;
	keep_exact(growth);
	grow_over_gaps(growth, 1);
	turn(growth);
	grow_over_gaps(growth, -1);
	turn(growth);
	return growth->count > growth->exact_count;
}

static bool same_text(const struct growth *growth, struct pair pair)
{
	return growth->a->phrases[pair.a].text == growth->b->phrases[pair.b].text;
}

static uint32_t tokens_of_pairs(const struct growth *growth, size_t from, size_t end)
{
	uint32_t tokens = 0;

	for (; from < end; from++)
		tokens += growth->a->phrases[growth->pairs[from].a].tokens;
	return tokens;
}

/* --- whole units ------------------------------------------------------------------------ */

static bool begins_unit(const struct growth *growth, struct pair pair)
{
	return growth->a->phrases[pair.a].begins_unit && growth->b->phrases[pair.b].begins_unit;
}

static bool ends_unit(const struct growth *growth, struct pair pair)
{
	return growth->a->phrases[pair.a].ends_unit && growth->b->phrases[pair.b].ends_unit;
}

/* How many pairs at the start are the end of a unit before the first whole one? */
static size_t tail_before(const struct growth *growth)
{
	bool tail = false;

	for (size_t i = 0; i < growth->count; i++) {
		if (begins_unit(growth, growth->pairs[i]))
			return tail ? i : 0;
		tail = tail || ends_unit(growth, growth->pairs[i]);
	}
	return 0;
}

/* And at the end, the start of a unit behind the last whole one? */
static size_t head_behind(const struct growth *growth)
{
	bool head = false;

	for (size_t i = growth->count; i-- > 0;) {
		if (ends_unit(growth, growth->pairs[i]))
			return head ? growth->count - 1 - i : 0;
		head = head || begins_unit(growth, growth->pairs[i]);
	}
	return 0;
}

/* Two functions that are the same stand beside others that have a bracket in common. */
static void trim_to_units(struct growth *growth)
{
	uint32_t least = growth->search->least;
	size_t head = head_behind(growth), tail;

	if (tokens_of_pairs(growth, growth->count - head, growth->count) < least &&
	    tokens_of_pairs(growth, 0, growth->count - head) >= least)
		growth->count -= head;
	tail = tail_before(growth);
	if (!tail || tokens_of_pairs(growth, 0, tail) >= least ||
	    tokens_of_pairs(growth, tail, growth->count) < least)
		return;
	growth->count -= tail;
	memmove(growth->pairs, growth->pairs + tail, growth->count * sizeof(*growth->pairs));
}

/* An attribute before it, the head of a class: an eighth may lie outside of the units. */
static bool is_whole(const struct growth *growth)
{
	size_t first = 0, end = growth->count;

	while (first < end && !begins_unit(growth, growth->pairs[first]))
		first++;
	while (end > first && !ends_unit(growth, growth->pairs[end - 1]))
		end--;
	return 8 * tokens_of_pairs(growth, first, end) >=
	       7 * tokens_of_pairs(growth, 0, growth->count);
}

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

/* What has grown, within its bounds. */
static void settle(struct growth *growth)
{
	if (!growth->count)
		return;
	trim_to_units(growth);
	growth->first = growth->pairs[0];
	growth->last = growth->pairs[growth->count - 1];
	growth->whole = is_whole(growth);
}

static void lay_out(struct growth *growth, const struct run *run)
{
	while (growth->capacity < run->length)
		growth->pairs = array_grow(growth->pairs, &growth->capacity, growth->capacity,
		                           sizeof(*growth->pairs));
	growth->count = align_units(growth->a, growth->b, run, growth->pairs);
	growth->first = (struct pair){ run->a, run->b };
	growth->whole = true;
	growth->last = (struct pair){ run->a + run->length - 1, run->b + run->b_length - 1 };
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
		if (tokens_of_pairs(growth, 0, growth->count) < growth->search->least)
			continue;
		settle(growth);
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
		lay_out(growth, run);
		tell(growth, run, true);
		return;
	}
	if (grow(growth, run)) {
		settle(growth);
		if (tell(growth, run, true))
			return;
		take_exact(growth);
	}
	settle(growth);
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
