/*
 * What the tests of the judge share: two small trees built by hand, and what
 * is found between them.
 *
 *	struct world world = world_new();
 *	before(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 14 }));
 *	after(&world, "a.c", TRUNK, UNITS({ .name = T("parse"), .cognitive = 22 }));
 *	judged(&world);
 *	expect_finding(&world, RULE_COMPLEXITY, LEVEL_REJECT, "parse", 14, 22);
 *	world_free(&world);
 *
 * What a unit leaves open follows from what it says: its lines from its place
 * in the file, its signature and short name from its name, and its body from
 * its name and numbers, so that equal numbers mean an unchanged unit.
 */
#ifndef TEST_JUDGE_WORLD_H
#define TEST_JUDGE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "bole/judge.h"

#include <stdlib.h>
#include <string.h>

#define WORLD __attribute__((unused)) static

/* Loads that lead to each region: the least load of the trunk is 5. */
enum { LEAF = 0, BRANCH = 2, TRUNK = 8, TRUNK_LOAD = 5 };

#define T(literal) \
	{ \
		(literal), sizeof(literal) - 1 \
	}
#define UNITS(...) \
	((struct unit[]){ __VA_ARGS__ }), \
		sizeof((struct unit[]){ __VA_ARGS__ }) / sizeof(struct unit)
#define NO_UNITS NULL, 0
#define CALLS(...) \
	.callees = (uint32_t[]){ __VA_ARGS__ }, \
	.callee_count = sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t)
#define NONE UINT32_MAX

WORLD const struct language world_c = { .name = "c", .id = 1, .link_style = LINKS_C };
WORLD const struct language world_go = { .name = "go", .id = 5, .link_style = LINKS_GO };

struct world_file {
	struct source_file source;
	struct standing standing;
	struct facts facts;
	uint32_t *loads;
	struct judged_file judged;
	bool changed;
	bool foreign; /* in no language bole reads */
	const char *moved_from;
};

struct world_side {
	struct world_file **files;
	size_t count, capacity;
	struct edge *edges; /* of indexes into `files` as they were added, until judged */
	size_t edge_count, edge_capacity;
	struct source_file *sources;
	struct regions regions;
	struct policy policy;
};

struct world {
	struct arena arena;
	struct world_side before, after;
	struct judged_change *changes;
	size_t change_count, change_capacity;
	struct verdict verdict;
	const char *today;
	judge_units_of *units_of;
};

/* --- building ----------------------------------------------------------------------- */

WORLD struct world world_new(void)
{
	struct world world = { .today = "2030-06-15" };

	policy_default(&world.before.policy);
	policy_default(&world.after.policy);
	return world;
}

WORLD uint64_t world_short_name(struct text name)
{
	size_t at = name.size;

	while (at && name.data[at - 1] != '.')
		at--;
	return name_hash((struct text){ name.data + at, name.size - at });
}

static void world_complete(struct unit *unit, size_t place)
{
	if (!unit->line)
		unit->line = (uint32_t)place * 10 + 1;
	if (!unit->end_line)
		unit->end_line = unit->line + 8;
	if (!unit->signature)
		unit->signature = hash_mix(text_hash(unit->name), unit->params);
	if (!unit->short_name)
		unit->short_name = world_short_name(unit->name);
	if (unit->body)
		return;
	unit->body = hash_mix(unit->cognitive, unit->sloc);
	unit->body = hash_mix(hash_mix(unit->body, unit->nesting), unit->quality);
	unit->body = hash_mix(unit->body, text_hash(unit->name));
}

WORLD struct world_file *world_add(struct world *world, struct world_side *side, const char *path,
                                   uint32_t load, const struct unit *units, size_t count)
{
	struct world_file *file = arena_new(&world->arena, sizeof(*file));

	file->facts.language = &world_c;
	file->facts.units = arena_new(&world->arena, count * sizeof(*units));
	file->facts.unit_count = count;
	file->loads = arena_new(&world->arena, count * sizeof(*file->loads));
	for (size_t i = 0; i < count; i++) {
		struct unit *unit = &file->facts.units[i];
		size_t calls = units[i].callee_count * sizeof(*unit->callees);

		*unit = units[i];
		unit->callees = arena_new(&world->arena, calls);
		if (calls)
			memcpy(unit->callees, units[i].callees, calls);
		world_complete(unit, i);
		file->loads[i] = load;
	}
	file->source.path = text_of(path);
	file->source.facts = &file->facts;
	file->source.label.declared = DECLARED_NOT;
	file->standing.load = load;
	file->standing.region = load >= TRUNK_LOAD ? REGION_TRUNK
	                        : load             ? REGION_BRANCH
	                                           : REGION_LEAF;
	file->changed = true;
	side->files = array_grow(side->files, &side->capacity, side->count, sizeof(*side->files));
	side->files[side->count++] = file;
	return file;
}

/* A file of one side, changed. */
WORLD struct world_file *before(struct world *world, const char *path, uint32_t load,
                                const struct unit *units, size_t count)
{
	return world_add(world, &world->before, path, load, units, count);
}

WORLD struct world_file *after(struct world *world, const char *path, uint32_t load,
                               const struct unit *units, size_t count)
{
	return world_add(world, &world->after, path, load, units, count);
}

/* A file that is the same on both sides, with a load on each. */
WORLD void both(struct world *world, const char *path, uint32_t load_before, uint32_t load_after,
                const struct unit *units, size_t count)
{
	before(world, path, load_before, units, count)->changed = false;
	after(world, path, load_after, units, count)->changed = false;
}

static uint32_t world_index(const struct world_side *side, const char *path)
{
	for (uint32_t i = 0; i < side->count; i++)
		if (text_is(side->files[i]->source.path, path))
			return i;
	return MAP_NONE;
}

WORLD struct world_file *world_file(const struct world_side *side, const char *path)
{
	uint32_t index = world_index(side, path);

	return index == MAP_NONE ? NULL : side->files[index];
}

WORLD void depends(struct world_side *side, const char *from, const char *to)
{
	side->edges = array_grow(side->edges, &side->edge_capacity, side->edge_count,
	                         sizeof(*side->edges));
	side->edges[side->edge_count++] =
		(struct edge){ world_index(side, from), world_index(side, to), EDGE_USE,
		               CONFIDENCE_MEDIUM };
}

WORLD void both_depend(struct world *world, const char *from, const char *to)
{
	depends(&world->before, from, to);
	depends(&world->after, from, to);
}

WORLD void waiver(struct world *world, struct world_file *file, uint32_t line, uint32_t covers,
                  const char *rule, const char *until, const char *reason)
{
	struct waiver *waivers =
		arena_new(&world->arena, (file->facts.waiver_count + 1) * sizeof(*waivers));

	if (file->facts.waiver_count)
		memcpy(waivers, file->facts.waivers, file->facts.waiver_count * sizeof(*waivers));
	waivers[file->facts.waiver_count++] = (struct waiver){
		line, covers, text_of(rule), text_of(until), text_of(reason),
	};
	file->facts.waivers = waivers;
}

/* --- judging -------------------------------------------------------------------------- */

static int world_by_path(const void *a, const void *b)
{
	return text_compare((*(struct world_file *const *)a)->source.path,
	                    (*(struct world_file *const *)b)->source.path);
}

static int world_by_ends(const void *a, const void *b)
{
	const struct edge *left = a, *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return left->to < right->to ? -1 : left->to > right->to;
}

/* Cycles of a tree of a few files, the slow and obvious way. */
static void world_find_cycles(struct world_side *side)
{
	size_t count = side->count;
	bool *reaches = memory_new(count * count);

	for (size_t i = 0; i < side->edge_count; i++)
		reaches[side->edges[i].from * count + side->edges[i].to] = true;
	for (size_t k = 0; k < count; k++)
		for (size_t i = 0; i < count; i++)
			for (size_t j = 0; j < count; j++)
				if (reaches[i * count + k] && reaches[k * count + j])
					reaches[i * count + j] = true;
	for (size_t i = 0; i < count; i++) {
		struct standing *standing = &side->files[i]->standing;

		standing->cycle = 0;
		standing->cycle_id = (uint32_t)i;
		for (size_t j = count; j-- > 0;) {
			if (i == j || !reaches[i * count + j] || !reaches[j * count + i])
				continue;
			standing->cycle++;
			if (j < standing->cycle_id)
				standing->cycle_id = (uint32_t)j;
		}
		standing->cycle += standing->cycle > 0;
		standing->cycle_id = standing->cycle ? standing->cycle_id : 0;
	}
	memory_free(reaches);
}

/* Edges were given between files in the order of adding; now files are sorted. */
static void world_sort(struct world_side *side)
{
	struct world_file **added = memory_new(side->count * sizeof(*added));
	uint32_t *place = memory_new(side->count * sizeof(*place));

	if (side->count) {
		memcpy(added, side->files, side->count * sizeof(*added));
		qsort(side->files, side->count, sizeof(*side->files), world_by_path);
	}
	for (uint32_t i = 0; i < side->count; i++)
		side->files[i]->judged.index = i;
	for (uint32_t i = 0; i < side->count; i++)
		place[i] = added[i]->judged.index;
	for (size_t i = 0; i < side->edge_count; i++) {
		side->edges[i].from = place[side->edges[i].from];
		side->edges[i].to = place[side->edges[i].to];
	}
	if (side->edge_count)
		qsort(side->edges, side->edge_count, sizeof(*side->edges), world_by_ends);
	memory_free(added);
	memory_free(place);
}

/* The edges of each file, and those who stand on it. */
static void world_index_users(struct world *world, struct regions *regions)
{
	size_t size = (regions->count + 2) * sizeof(uint32_t);
	uint32_t *edges = arena_new(&world->arena, size), *first = arena_new(&world->arena, size);
	struct user *users = arena_new(&world->arena, regions->edge_count * sizeof(*users));

	for (uint32_t i = 0; i < regions->edge_count; i++) {
		edges[regions->edges[i].from + 1]++;
		first[regions->edges[i].to + 2]++;
	}
	for (uint32_t file = 0; file < regions->count; file++) {
		edges[file + 1] += edges[file];
		first[file + 2] += first[file + 1];
	}
	for (uint32_t i = 0; i < regions->edge_count; i++)
		users[first[regions->edges[i].to + 1]++] = user_of(&regions->edges[i]);
	regions->edges_first = edges;
	regions->users_first = first;
	regions->users = users;
}

static void world_settle(struct world *world, struct world_side *side)
{
	struct regions *regions = &side->regions;
	size_t known = 0;

	world_sort(side);
	if (side->count <= 32)
		world_find_cycles(side);
	side->sources = arena_new(&world->arena, side->count * sizeof(*side->sources));
	regions->files = side->sources;
	regions->standings = arena_new(&world->arena, side->count * sizeof(*regions->standings));
	regions->trunk_load = TRUNK_LOAD;
	regions->edges = side->edges;
	regions->edge_count = side->edge_count;
	for (size_t i = 0; i < side->count; i++) {
		struct world_file *file = side->files[i];

		file->judged.path = file->source.path;
		file->judged.index = MAP_NONE;
		if (file->foreign)
			continue;
		side->sources[known] = file->source;
		regions->standings[known] = file->standing;
		file->judged.index = (uint32_t)known++;
		file->judged.facts = &file->facts;
		file->judged.unit_loads = file->loads;
	}
	regions->count = known;
	world_index_users(world, regions);
}

static void world_change(struct world *world, const struct world_file *was,
                         const struct world_file *is)
{
	world->changes = array_grow(world->changes, &world->change_capacity, world->change_count,
	                            sizeof(*world->changes));
	world->changes[world->change_count++] = (struct judged_change){
		was ? &was->judged : NULL,
		is ? &is->judged : NULL,
	};
}

static bool world_is_moved(const struct world *world, struct text path)
{
	for (size_t i = 0; i < world->after.count; i++)
		if (world->after.files[i]->moved_from &&
		    text_is(path, world->after.files[i]->moved_from))
			return true;
	return false;
}

/* Both sides ascend by path. */
static void world_find_changes(struct world *world)
{
	size_t i = 0, j = 0;

	while (i < world->before.count || j < world->after.count) {
		struct world_file *was = i < world->before.count ? world->before.files[i] : NULL;
		struct world_file *is = j < world->after.count ? world->after.files[j] : NULL;
		int order = !was ? 1 : !is ? -1 : text_compare(was->source.path, is->source.path);

		i += order <= 0;
		j += order >= 0;
		if (order > 0 && is->moved_from)
			world_change(world, world_file(&world->before, is->moved_from), is);
		else if (order > 0 && is->changed)
			world_change(world, NULL, is);
		else if (order < 0 && !world_is_moved(world, was->source.path))
			world_change(world, was, NULL);
		else if (order == 0 && is->changed)
			world_change(world, was, is);
	}
}

WORLD struct case_file world_case(struct world *world)
{
	struct case_file file = {
		.before = { &world->before.regions, &world->before.policy },
		.after = { &world->after.regions, &world->after.policy },
		.today = text_of(world->today),
		.units_of = world->units_of,
		.units_context = world,
	};

	world_settle(world, &world->before);
	world_settle(world, &world->after);
	world_find_changes(world);
	file.changes = world->changes;
	file.change_count = world->change_count;
	return file;
}

WORLD const struct verdict *judged(struct world *world)
{
	struct case_file file = world_case(world);

	judge(&world->verdict, &file);
	return &world->verdict;
}

WORLD void world_free(struct world *world)
{
	struct world_side *sides[] = { &world->before, &world->after };

	for (int i = 0; i < 2; i++) {
		memory_free(sides[i]->files);
		memory_free(sides[i]->edges);
	}
	memory_free(world->changes);
	verdict_release(&world->verdict);
	arena_release(&world->arena);
}

/* --- expecting ---------------------------------------------------------------------------- */

/* The findings, one a line, for whoever reads a failure. */
WORLD void world_print(const struct world *world)
{
	for (size_t i = 0; i < world->verdict.count; i++) {
		const struct finding *finding = &world->verdict.findings[i];

		print_message("%s %s%s %.*s:%u: %.*s\n", level_name(finding->level),
		              rule_rows()[finding->rule].name,
		              finding->improvement ? " better" : "", (int)finding->path.size,
		              finding->path.data, finding->line, (int)finding->message.size,
		              finding->message.data);
	}
}

WORLD const struct finding *find(const struct world *world, enum rule rule, const char *unit,
                                 bool improvement)
{
	for (size_t i = 0; i < world->verdict.count; i++) {
		const struct finding *finding = &world->verdict.findings[i];

		if (finding->rule == rule && finding->improvement == improvement &&
		    text_is(finding->unit, unit))
			return finding;
	}
	return NULL;
}

WORLD const struct finding *expect_finding(const struct world *world, enum rule rule,
                                           enum level level, const char *unit,
                                           uint32_t number_before, uint32_t number_after)
{
	const struct finding *finding = find(world, rule, unit, false);

	if (!finding || finding->level != level || finding->before != number_before ||
	    finding->after != number_after)
		world_print(world);
	assert_non_null(finding);
	assert_string_equal(level_name(finding->level), level_name(level));
	assert_int_equal(finding->before, number_before);
	assert_int_equal(finding->after, number_after);
	return finding;
}

WORLD const struct finding *expect_better(const struct world *world, const char *unit,
                                          uint32_t number_before, uint32_t number_after)
{
	const struct finding *finding = find(world, RULE_COMPLEXITY, unit, true);

	if (!finding || finding->before != number_before || finding->after != number_after)
		world_print(world);
	assert_non_null(finding);
	assert_int_equal(finding->level, LEVEL_NOTE);
	assert_int_equal(finding->before, number_before);
	assert_int_equal(finding->after, number_after);
	return finding;
}

WORLD void expect_count(const struct world *world, size_t count)
{
	if (world->verdict.count != count)
		world_print(world);
	assert_int_equal(world->verdict.count, count);
}

WORLD void expect_outcome(const struct world *world, enum outcome outcome)
{
	if (world->verdict.outcome != outcome)
		world_print(world);
	assert_string_equal(outcome_name(world->verdict.outcome), outcome_name(outcome));
}

WORLD void expect_says(const struct finding *finding, const char *words)
{
	if (!strstr(finding->message.data, words))
		print_message("says: %s\n", finding->message.data);
	assert_non_null(strstr(finding->message.data, words));
}

#endif
