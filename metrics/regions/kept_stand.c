/*
 * How files stand when a few of them got other edges: counted from how they stood, for
 * what all edges come to is what most of the time goes into in a large tree.
 */
#include <string.h>

#include "kept.h"

/* Files with other edges, and these before and after. */
struct ends {
	const struct edge *edges;
	size_t count;
};
struct turn {
	uint32_t file;
	struct ends was, is;
};

struct standing_again {
	const struct regions *known;
	struct regions *out;
	const struct turn *turns; /* ascending by file */
	size_t count;
	bool *turned;      /* by file */
	bool breaks_cycle; /* one that is known is no more what it was */
};

static struct ends ends_of(const struct regions *regions, uint32_t file)
{
	struct ends ends;

	ends.edges = regions_edges(regions, file, &ends.count);
	return ends;
}

static bool has_target(const struct ends *ends, uint32_t to)
{
	for (size_t i = 0; i < ends->count; i++)
		if (ends->edges[i].to == to)
			return true;
	return false;
}

/* --- loads -------------------------------------------------------------------------------- */

static void count_again(const struct standing_again *again)
{
	struct standing *standings = again->out->standings;

	for (size_t i = 0; i < again->count; i++) {
		const struct turn *turn = &again->turns[i];

		standings[turn->file].fan_out = (uint32_t)turn->is.count;
		if (source_class(&again->out->files[turn->file]) != FILE_SOURCE)
			continue;
		for (size_t e = 0; e < turn->was.count; e++)
			standings[turn->was.edges[e].to].load--;
		for (size_t e = 0; e < turn->is.count; e++)
			standings[turn->is.edges[e].to].load++;
	}
}

/* --- users -------------------------------------------------------------------------------- */

static int by_target(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The new edges: target and place, by target. */
static uint64_t *list_new(const struct standing_again *again, size_t *count)
{
	const struct edge *edges = again->out->edges;
	uint64_t *list;

	*count = 0;
	for (size_t i = 0; i < again->count; i++)
		*count += again->turns[i].is.count;
	list = memory_new(*count * sizeof(*list));
	*count = 0;
	for (size_t i = 0; i < again->count; i++) {
		const struct ends *is = &again->turns[i].is;

		for (const struct edge *edge = is->edges; edge < is->edges + is->count; edge++)
			list[(*count)++] = (uint64_t)edge->to << 32 | (uint64_t)(edge - edges);
	}
	if (*count)
		qsort(list, *count, sizeof(*list), by_target);
	return list;
}

/* Users of a file: the old ones that stay, and among them the new. */
static void index_users_again(const struct standing_again *again)
{
	struct regions *out = again->out;
	size_t count, next = 0, put = 0;
	uint64_t *fresh = list_new(again, &count);

	for (uint32_t file = 0; file < out->count; file++) {
		size_t known_count;
		const struct user *known = regions_users(again->known, file, &known_count);

		out->users_first[file] = (uint32_t)put;
		for (size_t i = 0; i < known_count; i++) {
			if (again->turned[known[i].from])
				continue;
			while (next < count && fresh[next] >> 32 == file &&
			       out->edges[(uint32_t)fresh[next]].from < known[i].from)
				out->users[put++] = user_of(&out->edges[(uint32_t)fresh[next++]]);
			out->users[put++] = known[i];
		}
		while (next < count && fresh[next] >> 32 == file)
			out->users[put++] = user_of(&out->edges[(uint32_t)fresh[next++]]);
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
	return !same_cycle(again->known, turn->file, to) && !has_target(&turn->was, to);
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
			uint32_t *at = hash_map_at(&seen, out->users[i].from);

			if (*at != MAP_NONE)
				continue;
			*at = 1;
			nowhere &= tail < SEARCH_MOST;
			if (nowhere)
				queue[tail++] = out->users[i].from;
		}
	}
	for (size_t e = 0; e < turn->is.count && nowhere; e++)
		nowhere = hash_map_get(&seen, turn->is.edges[e].to) == MAP_NONE ||
		          !is_new(again, turn, turn->is.edges[e].to);
	hash_map_release(&seen);
	memory_free(queue);
	return nowhere;
}

/* Cycles stay as they are when no edge of one is gone and no new edge closes one. */
static bool cycles_stay(const struct standing_again *again, const struct turn *turn)
{
	bool has_new = false;

	for (size_t e = 0; e < turn->was.count; e++)
		if (same_cycle(again->known, turn->file, turn->was.edges[e].to) &&
		    !has_target(&turn->is, turn->was.edges[e].to))
			return false;
	for (size_t e = 0; e < turn->is.count; e++)
		has_new |= is_new(again, turn, turn->is.edges[e].to);
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
		.known = kept->known,
		.out = out,
		.turns = turns,
		.turned = memory_new(out->count * sizeof(bool)),
		.breaks_cycle = kept->breaks_cycle,
	};

	graph_index_edges(out);
	for (size_t i = 0; i < small->count; i++) {
		uint32_t file = small->in_whole[i];

		if (!small->again[i])
			continue;
		again.turned[file] = true;
		turns[again.count++] =
			(struct turn){ file, ends_of(kept->known, file), ends_of(out, file) };
	}
	out->users_first = memory_new((out->count + 2) * sizeof(*out->users_first));
	out->users = memory_new(out->edge_count * sizeof(*out->users));
	count_again(&again);
	index_users_again(&again);
	graph_label(out);
	find_cycles_again(&again);
	memory_free(again.turned);
	memory_free(turns);
}
