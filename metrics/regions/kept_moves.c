/* A graph that is known, in the numbers of a tree to which files came or from which they went. */
#include <string.h>

#include "kept.h"

/* --- questions to the keeper --------------------------------------------------------------- */

struct telling {
	const struct kept *kept;
	trace_found *found;
	call_found *found_call;
	void *context;
};

static void tell_now(void *context, uint32_t known_file, uint8_t flags)
{
	const struct telling *telling = context;
	uint32_t now = telling->kept->moves->now[known_file];

	if (now != MAP_NONE)
		telling->found(telling->context, now, flags);
}

static void tell_call_now(void *context, uint32_t known_file, uint64_t called)
{
	const struct telling *telling = context;
	uint32_t now = telling->kept->moves->now[known_file];

	if (now != MAP_NONE)
		telling->found_call(telling->context, now, called);
}

void kept_look(struct kept *kept, uint64_t key, bool exact, trace_found *found, void *context)
{
	const struct regions_keeper *keeper = kept->keeper;
	struct telling telling = { kept, found, NULL, context };

	if (kept->failed)
		return;
	/* What is found may fail, too. */
	if (kept->moves ? !keeper->look(keeper->context, key, exact, tell_now, &telling)
	                : !keeper->look(keeper->context, key, exact, found, context))
		kept->failed = true;
}

void kept_look_for_calls(struct kept *kept, uint64_t key, call_found *found, void *context)
{
	const struct regions_keeper *keeper = kept->keeper;
	struct telling telling = { kept, NULL, found, context };

	if (kept->failed)
		return;
	if (kept->moves ? !keeper->look_for_calls(keeper->context, key, tell_call_now, &telling)
	                : !keeper->look_for_calls(keeper->context, key, found, context))
		kept->failed = true;
}

enum { AGAIN_MOST = 256 }; /* files; from some hundreds on the whole tree costs less */

void kept_add_again(struct kept *kept, uint32_t file)
{
	uint32_t *seen = hash_map_at(&kept->is_again, file);

	if (*seen != MAP_NONE)
		return;
	*seen = 1;
	kept->failed |= kept->again_count == AGAIN_MOST;
	if (kept->failed)
		return;
	kept->again = array_grow(kept->again, &kept->again_capacity, kept->again_count,
	                         sizeof(*kept->again));
	kept->again[kept->again_count++] = file;
}

/* --- what is known --------------------------------------------------------------------------- */

static void list_gone(struct kept *kept, const struct regions *known, bool *counts)
{
	const struct regions_keeper *keeper = kept->keeper;
	size_t count = 0;

	for (uint32_t i = 0; i < known->count; i++)
		count += kept->moves->now[i] == MAP_NONE;
	kept->gone = arena_new(&kept->arena, count * sizeof(*kept->gone));
	for (uint32_t i = 0; i < known->count && !kept->failed; i++) {
		struct source_file *gone = &kept->gone[kept->gone_count];

		if (kept->moves->now[i] != MAP_NONE)
			continue;
		kept->breaks_cycle |= known->standings[i].cycle != 0;
		kept->failed = !keeper->before(keeper->context, i, gone);
		kept->gone_count++;
		counts[i] = !kept->failed && source_class(gone) == FILE_SOURCE;
	}
}

static void move_standings(struct kept *kept, const struct regions *known)
{
	struct regions *moved = &kept->moved;

	for (uint32_t i = 0; i < known->count; i++) {
		uint32_t now = kept->moves->now[i];

		if (now == MAP_NONE)
			continue;
		moved->standings[now] = known->standings[i];
		if (known->standings[i].cycle && !kept->breaks_cycle)
			moved->standings[now].cycle_id =
				kept->moves->now[known->standings[i].cycle_id];
	}
}

/* `counted`: where it leads from is gone, and was counted among the users of others. */
static void move_edge(struct kept *kept, const struct edge *edge, bool counted)
{
	struct regions *moved = &kept->moved;
	const uint32_t *now = kept->moves->now;
	struct edge is = { now[edge->from], now[edge->to], edge->kind, edge->confidence };

	if (is.from != MAP_NONE && is.to != MAP_NONE) {
		moved->edges[moved->edge_count++] = is;
	} else if (is.from != MAP_NONE) {
		moved->standings[is.from].fan_out--;
		kept_add_again(kept, is.from);
	} else if (is.to != MAP_NONE) {
		moved->standings[is.to].load -= counted;
	}
}

/* `counts`, by known file. */
static void move_edges(struct kept *kept, const struct regions *known, const bool *counts)
{
	for (uint32_t file = 0; file < known->count; file++) {
		size_t count;
		const struct edge *edges = regions_edges(known, file, &count);

		for (size_t i = 0; i < count; i++)
			move_edge(kept, &edges[i], counts[file]);
	}
}

static void move_imports(struct kept *kept, const struct regions *known)
{
	struct regions *moved = &kept->moved;

	moved->imports = memory_new(known->import_count * sizeof(*moved->imports));
	moved->imports_odd = known->imports_odd;
	for (size_t i = 0; i < known->import_count; i++) {
		struct package_import import = { kept->moves->now[known->imports[i].from],
			                         kept->moves->now[known->imports[i].to] };

		/* Others may be left of the package, or not. */
		kept->failed |= import.from == MAP_NONE || import.to == MAP_NONE;
		moved->imports[moved->import_count++] = import;
	}
	if (kept->failed)
		moved->import_count = 0;
}

static void move_known(struct kept *kept, const struct regions *known)
{
	bool *counts = memory_new(known->count * sizeof(*counts));

	kept->moved = (struct regions){
		.files = kept->files,
		.count = kept->count,
		.standings = memory_new(kept->count * sizeof(struct standing)),
		.edges = memory_new(known->edge_count * sizeof(struct edge)),
	};
	list_gone(kept, known, counts);
	move_standings(kept, known);
	move_edges(kept, known, counts);
	move_imports(kept, known);
	graph_index(&kept->moved);
	memory_free(counts);
}

bool kept_take_whole(struct kept *kept)
{
	kept->whole = *kept->known;
	kept->failed |= !regions_complete(&kept->whole);
	kept->known = &kept->whole;
	return !kept->failed;
}

void kept_take_known(struct kept *kept, const struct regions *known)
{
	kept->known = known;
	if (!kept->moves || !kept_take_whole(kept))
		return;
	move_known(kept, &kept->whole);
	kept->known = &kept->moved;
}
