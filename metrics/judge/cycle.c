/*
 * cycle: files that did not depend on each other in a circle do so now.
 *
 * A cycle here is what the regions call one: files that all reach each other.
 * It is newly closed when one of its edges is new and the two files of that
 * edge were in no common cycle before.  There is one finding for each cycle,
 * at the file whose new edge closes it, with the shortest way round.
 *
 * A cycle that was there before and only takes in files that are new did not
 * get closed by this change: in a program whose core is one knot of files,
 * every new file of the core ends up in it.  That is a warning at most.  So it is
 * when a large one draws in a few older files, one for each ten that it has: a small
 * knot can still be untied, and each file more makes that harder; in a large one it changes
 * nothing for anybody.  Two that are tied together are newly closed.
 *
 * Files that are one thing cut in pieces close no cycle among themselves: a
 * header and the file of the same name that carries it out; the files of a Go
 * package, whose compiler forbids every other cycle.
 */
#include "metrics/judge/trial.h"

enum {
	PATH_SHOWN = 5,
	GROWTH_SHARE =
		10, /* of a cycle that was there, one older file in so many may be drawn in */
};

struct cycle {
	uint32_t from, to;  /* the edge that closes it; from == MAP_NONE: none is new */
	bool from_changed;  /* the file of that edge is part of the change */
	enum region region; /* the highest of its files, on both sides */
	uint32_t past;      /* a cycle that older files of it were in, or MAP_NONE */
	uint32_t drawn_in;  /* older files that were in no cycle */
	bool was_apart;     /* some older files were in two */
};

struct cycles {
	struct trial *trial;
	const struct regions *after;
	struct hash_map ids; /* from cycle_id to an item */
	struct cycle *items;
	size_t count, capacity;
	uint32_t *came_by; /* the file before on the way, while one is looked for */
	uint32_t *queue;
};

static bool same_cycle(const struct standing *a, const struct standing *b)
{
	return a->cycle && b->cycle && a->cycle_id == b->cycle_id;
}

bool edge_is_new(const struct trial *trial, uint32_t from, uint32_t to)
{
	from = trial->past[from];
	to = trial->past[to];
	return from == MAP_NONE || to == MAP_NONE ||
	       !regions_has_edge(trial->file->before.regions, from, to);
}

/* --- the edges that close ----------------------------------------------------------- */

static bool were_together(const struct trial *trial, uint32_t a, uint32_t b)
{
	const struct regions *before = trial->file->before.regions;

	a = trial->past[a];
	b = trial->past[b];
	return a != MAP_NONE && b != MAP_NONE &&
	       same_cycle(standing_of(before, a), standing_of(before, b));
}

/* The path up to the dot of its last part. */
static struct text stem_of(struct text path)
{
	for (size_t at = path.size; at-- > 0 && path.data[at] != '/';)
		if (path.data[at] == '.')
			return (struct text){ path.data, at };
	return path;
}

static bool are_one_thing(const struct regions *after, const struct edge *edge)
{
	const struct language *language = after->files[edge->from].facts->language;

	if (!language)
		return false;
	if (language->link_style == LINKS_C)
		return text_equal(stem_of(after->files[edge->from].path),
		                  stem_of(after->files[edge->to].path));
	return language->link_style == LINKS_GO;
}

static void note_closing(struct cycles *cycles, const struct edge *edge)
{
	uint32_t *at = hash_map_at(&cycles->ids, cycles->after->standings[edge->from].cycle_id);
	bool changed = cycles->trial->change_of[edge->from] != MAP_NONE;
	struct cycle *cycle;

	if (*at == MAP_NONE) {
		cycles->items = array_grow(cycles->items, &cycles->capacity, cycles->count,
		                           sizeof(*cycles->items));
		*at = (uint32_t)cycles->count;
		cycles->items[cycles->count++] = (struct cycle){
			.from = edge->from,
			.to = edge->to,
			.from_changed = changed,
			.past = MAP_NONE,
		};
		return;
	}
	cycle = &cycles->items[*at];
	if (!changed || cycle->from_changed)
		return;
	cycle->from = edge->from;
	cycle->to = edge->to;
	cycle->from_changed = true;
}

static void find_closing_from(struct cycles *cycles, uint32_t file)
{
	const struct regions *after = cycles->after;
	size_t count;
	const struct edge *edges = regions_edges(after, file, &count);

	for (const struct edge *edge = edges; edge < edges + count; edge++)
		if (same_cycle(&after->standings[edge->from], &after->standings[edge->to]) &&
		    edge->from != edge->to && !are_one_thing(after, edge) &&
		    !were_together(cycles->trial, edge->from, edge->to) &&
		    edge_is_new(cycles->trial, edge->from, edge->to))
			note_closing(cycles, edge);
}

static void find_closing(struct cycles *cycles)
{
	for (uint32_t file = 0; file < cycles->after->count; file++)
		if (cycles->after->standings[file].cycle)
			find_closing_from(cycles, file);
}

/* --- the files of each ------------------------------------------------------------------ */

static enum region region_of_file(const struct trial *trial, uint32_t file)
{
	const struct regions *after = trial->file->after.regions;
	enum region is = after->standings[file].region, was;

	if (care_of(trial->policy, after, file, after->files[file].facts) != CARE_JUDGED)
		return REGION_LEAF;
	was = standing_of(trial->file->before.regions, trial->past[file])->region;
	return was > is ? was : is;
}

static void add_member(const struct trial *trial, struct cycle *cycle, uint32_t file)
{
	enum region region = region_of_file(trial, file);
	uint32_t past = trial->past[file];
	const struct standing *was;

	if (region > cycle->region)
		cycle->region = region;
	if (past == MAP_NONE)
		return;
	was = standing_of(trial->file->before.regions, past);
	if (!was->cycle)
		cycle->drawn_in++;
	else if (cycle->past != MAP_NONE && cycle->past != was->cycle_id)
		cycle->was_apart = true;
	else
		cycle->past = was->cycle_id;
}

static void find_members(struct cycles *cycles)
{
	for (uint32_t i = 0; i < cycles->after->count; i++) {
		const struct standing *standing = &cycles->after->standings[i];
		uint32_t at =
			standing->cycle ? hash_map_get(&cycles->ids, standing->cycle_id) : MAP_NONE;

		if (at != MAP_NONE)
			add_member(cycles->trial, &cycles->items[at], i);
	}
}

/* --- the way round ------------------------------------------------------------------------ */

static void begin_ways(struct cycles *cycles)
{
	const size_t count = cycles->after->count;

	cycles->came_by = memory_new(count * sizeof(*cycles->came_by));
	cycles->queue = memory_new(count * sizeof(*cycles->queue));
	for (size_t i = 0; i < count; i++)
		cycles->came_by[i] = MAP_NONE;
}

/* Breadth first from `to` back to `from`, inside the cycle.  Cycles share no
 * file, so that all searches together see each edge once. */
static void find_way(struct cycles *cycles, const struct cycle *cycle)
{
	const struct regions *after = cycles->after;
	size_t head = 0, tail = 0;

	cycles->came_by[cycle->to] = cycle->from;
	cycles->queue[tail++] = cycle->to;
	while (head < tail && cycles->came_by[cycle->from] == MAP_NONE) {
		uint32_t file = cycles->queue[head++];
		size_t count;
		const struct edge *edges = regions_edges(after, file, &count);

		for (size_t i = 0; i < count; i++) {
			uint32_t next = edges[i].to;

			if (cycles->came_by[next] != MAP_NONE ||
			    !same_cycle(&after->standings[next], &after->standings[file]))
				continue;
			cycles->came_by[next] = file;
			cycles->queue[tail++] = next;
		}
	}
}

/* The way ends where it began; it was found backwards. */
static void say_way(struct cycles *cycles, const struct cycle *cycle)
{
	struct trial *trial = cycles->trial;
	uint32_t *way = cycles->queue; /* free again */
	uint32_t length = 0, file = cycle->from;

	do {
		way[length++] = file;
		file = cycles->came_by[file];
	} while (file != cycle->from && file != MAP_NONE && length < cycles->after->count);

	say(trial, "%.*s", PRINTED(cycles->after->files[cycle->from].path));
	for (uint32_t i = length; i-- > 1;) {
		if (length - i < PATH_SHOWN) {
			say_more(trial, " -> %.*s", PRINTED(cycles->after->files[way[i]].path));
		} else {
			say_more(trial, " -> %u more", i);
			break;
		}
	}
	say_more(trial, " -> %.*s", PRINTED(cycles->after->files[cycle->from].path));
}

/* Was it there before, but for little? */
static bool has_grown(const struct cycles *cycles, const struct cycle *cycle)
{
	const struct regions *before = cycles->trial->file->before.regions;

	return cycle->past != MAP_NONE && !cycle->was_apart &&
	       cycle->drawn_in <= standing_of(before, cycle->past)->cycle / GROWTH_SHARE;
}

static void judge_cycle(struct cycles *cycles, const struct cycle *cycle)
{
	struct trial *trial = cycles->trial;
	const struct regions *after = cycles->after, *before = trial->file->before.regions;
	bool grown = has_grown(cycles, cycle);
	struct finding finding = {
		.rule = RULE_CYCLE,
		.level = level_of(trial, RULE_CYCLE, cycle->region, CARE_JUDGED),
		.region = cycle->region,
		.path = after->files[cycle->from].path,
		.line = 1,
		.end_line = 1,
		.before = cycle->past != MAP_NONE ? standing_of(before, cycle->past)->cycle
		                                  : UINT32_MAX,
		.after = after->standings[cycle->from].cycle,
		.load = after->standings[cycle->from].load,
	};

	if (grown)
		finding.level = level_at_most(finding.level, LEVEL_WARN);
	if (finding.level == LEVEL_OFF)
		return;
	find_way(cycles, cycle);
	say_way(cycles, cycle);
	if (grown && cycle->drawn_in)
		say_more(trial,
		         ": a dependency cycle of %u files takes in %u that stood outside, %u now",
		         finding.before, cycle->drawn_in, finding.after);
	else if (grown)
		say_more(trial, ": a dependency cycle of %u files takes in new files, %u now",
		         finding.before, finding.after);
	else if (cycle->past != MAP_NONE)
		say_more(
			trial,
			": a dependency cycle is newly closed; with an older one of %u files that it "
			"touches, it has %u",
			finding.before, finding.after);
	else
		say_more(trial, ": a dependency cycle of %u files is newly closed", finding.after);
	say_more(trial, " and runs through %s code", region_name(finding.region));
	finding_add(trial, &finding,
	            (struct source){ trial->change_of[cycle->from], MAP_NONE, cycle->from });
}

/* Edges that are shared are in the numbers of the same files. */
static bool share_edges(const struct regions *before, const struct regions *after)
{
	return before && before->count == after->count && before->rows == after->rows &&
	       before->edges == after->edges && before->edge_count == after->edge_count;
}

void judge_cycles(struct trial *trial)
{
	struct cycles cycles = { .trial = trial, .after = trial->file->after.regions };

	if (!trial->file_count || share_edges(trial->file->before.regions, cycles.after))
		return;
	find_closing(&cycles);
	if (cycles.count) {
		find_members(&cycles);
		begin_ways(&cycles);
	}
	for (size_t i = 0; i < cycles.count; i++)
		judge_cycle(&cycles, &cycles.items[i]);
	hash_map_release(&cycles.ids);
	memory_free(cycles.items);
	memory_free(cycles.came_by);
	memory_free(cycles.queue);
}
