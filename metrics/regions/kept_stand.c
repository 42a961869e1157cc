/*
 * How files stand when a few of them got other edges: counted from how they stood, for
 * what all edges come to is what most of the time goes into in a large tree.
 */
#include <string.h>

#include "kept.h"

/* Files with other edges, and where these lie before and after. */
struct turn {
	uint32_t file;
	size_t was, was_end; /* in the edges that are known */
	size_t is, is_end;
};

struct standing_again {
	const struct regions *known;
	struct regions *out;
	const struct turn *turns; /* ascending by file */
	size_t count;
	bool breaks_cycle; /* one that is known is no more what it was */
};

static bool has_target(const struct edge *edges, size_t from, size_t end, uint32_t to)
{
	for (; from < end; from++)
		if (edges[from].to == to)
			return true;
	return false;
}

/* --- loads -------------------------------------------------------------------------------- */

static void count_again(const struct standing_again *again)
{
	struct standing *standings = again->out->standings;

	for (size_t i = 0; i < again->count; i++) {
		const struct turn *turn = &again->turns[i];

		standings[turn->file].fan_out = (uint32_t)(turn->is_end - turn->is);
		if (source_class(&again->out->files[turn->file]) != FILE_SOURCE)
			continue;
		for (size_t e = turn->was; e < turn->was_end; e++)
			standings[again->known->edges[e].to].load--;
		for (size_t e = turn->is; e < turn->is_end; e++)
			standings[again->out->edges[e].to].load++;
	}
}

/* --- users -------------------------------------------------------------------------------- */

#define GONE SIZE_MAX

/* Where an edge lies now; GONE: its file got others. */
static size_t edge_now(const struct standing_again *again, size_t edge)
{
	size_t low = 0, high = again->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (again->turns[middle].was_end <= edge)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < again->count && again->turns[low].was <= edge)
		return GONE;
	return low ? edge - again->turns[low - 1].was_end + again->turns[low - 1].is_end : edge;
}

static int by_target(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The new edges: target and place, by target. */
static uint64_t *list_new(const struct standing_again *again, size_t *count)
{
	uint64_t *list;

	*count = 0;
	for (size_t i = 0; i < again->count; i++)
		*count += again->turns[i].is_end - again->turns[i].is;
	list = memory_new(*count * sizeof(*list));
	*count = 0;
	for (size_t i = 0; i < again->count; i++)
		for (size_t e = again->turns[i].is; e < again->turns[i].is_end; e++)
			list[(*count)++] = (uint64_t)again->out->edges[e].to << 32 | e;
	if (*count)
		qsort(list, *count, sizeof(*list), by_target);
	return list;
}

/* Users of a file in the order of their edges: the old ones that stay, and among them the new. */
static void index_users_again(const struct standing_again *again)
{
	const struct regions *known = again->known;
	struct regions *out = again->out;
	size_t count, next = 0, put = 0;
	uint64_t *fresh = list_new(again, &count);

	for (uint32_t file = 0; file < out->count; file++) {
		out->users_first[file] = (uint32_t)put;
		for (uint32_t i = known->users_first[file]; i < known->users_first[file + 1]; i++) {
			size_t now = edge_now(again, known->users[i]);

			if (now == GONE)
				continue;
			while (next < count && fresh[next] < ((uint64_t)file << 32 | now))
				out->users[put++] = (uint32_t)fresh[next++];
			out->users[put++] = (uint32_t)now;
		}
		while (next < count && fresh[next] >> 32 == file)
			out->users[put++] = (uint32_t)fresh[next++];
	}
	out->users_first[out->count] = (uint32_t)put;
	memory_free(fresh);
}

/* --- cycles ------------------------------------------------------------------------------- */

static bool same_cycle(const struct regions *regions, uint32_t a, uint32_t b)
{
	return regions->standings[a].cycle && regions->standings[b].cycle &&
	       regions->standings[a].cycle_id == regions->standings[b].cycle_id;
}

/* An edge that may close a cycle: none inside of one that is there can. */
static bool is_new(const struct standing_again *again, const struct turn *turn, uint32_t to)
{
	return !same_cycle(again->known, turn->file, to) &&
	       !has_target(again->known->edges, turn->was, turn->was_end, to);
}

enum { SEARCH_MOST = 4096 }; /* files; beyond that all cycles are found anew */

/* Is there certainly no way that leads from a user of `file`, or of its users, to one of the
 * new targets of `file`? */
static bool leads_nowhere(const struct standing_again *again, const struct turn *turn)
{
	const struct regions *out = again->out;
	struct hash_map seen = HASH_MAP_INIT;
	uint32_t *queue = memory_new(SEARCH_MOST * sizeof(*queue));
	size_t head = 0, tail = 0;
	bool nowhere = true;

	queue[tail++] = turn->file;
	*hash_map_at(&seen, turn->file) = 1;
	while (head < tail && nowhere) {
		uint32_t file = queue[head++];

		for (uint32_t i = out->users_first[file]; i < out->users_first[file + 1]; i++) {
			uint32_t *at = hash_map_at(&seen, out->edges[out->users[i]].from);

			if (*at != MAP_NONE)
				continue;
			*at = 1;
			nowhere &= tail < SEARCH_MOST;
			if (nowhere)
				queue[tail++] = out->edges[out->users[i]].from;
		}
	}
	for (size_t e = turn->is; e < turn->is_end && nowhere; e++)
		nowhere = hash_map_get(&seen, out->edges[e].to) == MAP_NONE ||
		          !is_new(again, turn, out->edges[e].to);
	hash_map_release(&seen);
	memory_free(queue);
	return nowhere;
}

/* Cycles stay as they are when no edge of one is gone and no new edge closes one. */
static bool cycles_stay(const struct standing_again *again, const struct turn *turn)
{
	const struct regions *known = again->known, *out = again->out;
	bool has_new = false;

	for (size_t e = turn->was; e < turn->was_end; e++)
		if (same_cycle(known, turn->file, known->edges[e].to) &&
		    !has_target(out->edges, turn->is, turn->is_end, known->edges[e].to))
			return false;
	for (size_t e = turn->is; e < turn->is_end; e++)
		has_new |= is_new(again, turn, out->edges[e].to);
	return !has_new || leads_nowhere(again, turn);
}

/* --- all of it ---------------------------------------------------------------------------- */

static void find_cycles_again(const struct standing_again *again)
{
	bool stay = !again->breaks_cycle;

	for (size_t i = 0; i < again->count && stay; i++)
		stay = cycles_stay(again, &again->turns[i]);
	if (!stay)
		graph_find_cycles(again->out);
}

void kept_stand(const struct kept *kept, const struct kept_tree *small, struct regions *out)
{
	struct turn *turns = memory_new(small->count * sizeof(*turns));
	struct standing_again again = {
		.known = kept->known, .out = out, .turns = turns, .breaks_cycle = kept->breaks_cycle
	};

	for (size_t i = 0; i < small->count; i++) {
		uint32_t file = small->in_whole[i];

		if (!small->again[i])
			continue;
		turns[again.count++] =
			(struct turn){ file, edges_from(kept->known, file),
			               edges_from(kept->known, file + 1), edges_from(out, file),
			               edges_from(out, file + 1) };
	}
	out->users_first = memory_new((out->count + 2) * sizeof(*out->users_first));
	out->users = memory_new(out->edge_count * sizeof(*out->users));
	count_again(&again);
	index_users_again(&again);
	graph_label(out);
	find_cycles_again(&again);
	memory_free(turns);
}
