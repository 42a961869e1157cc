/*
 * From a run to a growth: as far to both sides as it holds.
 *
 * A growth is a list of pairs of phrases that say the same.  Growing is greedy,
 * as in aligning sequences from seeds (Altschul et al. 1990, "BLAST"): a pair
 * earns its tokens, what is stepped over costs its own, and what is kept is the
 * way to the highest sum.
 */
#include "metrics/clones/growth.h"

#include <string.h>

enum {
	DROP_MOST = 60,     /* tokens below the highest sum at which growing gives up */
	LANDING_TOKENS = 8, /* behind a gap: a pair of so many, or two pairs */
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
	return same_shape(growth, a, b) && exchange_allows(growth->search->exchange, growth->a,
	                                                   (size_t)a, growth->b, (size_t)b, slack);
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

void growth_take_exact(struct growth *growth)
{
	memcpy(growth->pairs, growth->exact, growth->exact_count * sizeof(*growth->pairs));
	growth->count = growth->exact_count;
}

bool growth_grow(struct growth *growth, const struct run *run)
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

uint32_t growth_tokens(const struct growth *growth, size_t from, size_t end)
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

	if (growth_tokens(growth, growth->count - head, growth->count) < least &&
	    growth_tokens(growth, 0, growth->count - head) >= least)
		growth->count -= head;
	tail = tail_before(growth);
	if (!tail || growth_tokens(growth, 0, tail) >= least ||
	    growth_tokens(growth, tail, growth->count) < least)
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
	return 8 * growth_tokens(growth, first, end) >= 7 * growth_tokens(growth, 0, growth->count);
}

/* --- what has grown ---------------------------------------------------------------------- */

void growth_settle(struct growth *growth)
{
	if (!growth->count)
		return;
	trim_to_units(growth);
	growth->first = growth->pairs[0];
	growth->last = growth->pairs[growth->count - 1];
	growth->whole = is_whole(growth);
}

void growth_lay_out(struct growth *growth, const struct run *run)
{
	while (growth->capacity < run->length)
		growth->pairs = array_grow(growth->pairs, &growth->capacity, growth->capacity,
		                           sizeof(*growth->pairs));
	growth->count = align_units(growth->a, growth->b, run, growth->pairs);
	growth->first = (struct pair){ run->a, run->b };
	growth->whole = true;
	growth->last = (struct pair){ run->a + run->length - 1, run->b + run->b_length - 1 };
}
