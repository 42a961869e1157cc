/* Ten times as much takes about ten times as long, whatever the shape: 50,000
 * changed units are judged while git is waiting. */
#include "world.h"

#include <malloc.h>
#include <time.h>

/* Linear work gives 10, sorting a little more, quadratic work 100. */
enum { SMALL = 5000, LARGE = 50000, RATIO_MAX = 30, IN_A_FILE = 100 };

typedef void shape(struct world *world, uint32_t units);

static struct text numbered(struct world *world, const char *prefix, uint32_t number)
{
	struct bytes name = BYTES_INIT;
	struct text kept;

	bytes_format(&name, "%s%06u", prefix, number);
	kept = arena_text(&world->arena, bytes_text(&name));
	bytes_release(&name);
	return kept;
}

static struct unit *units_new(struct world *world, uint32_t count, const char *prefix,
                              uint32_t first, uint32_t cognitive)
{
	struct unit *units = arena_new(&world->arena, count * sizeof(*units));

	for (uint32_t i = 0; i < count; i++) {
		units[i].name = numbered(world, prefix, first + i);
		units[i].cognitive = cognitive;
	}
	return units;
}

static const char *path_new(struct world *world, const char *prefix, uint32_t number)
{
	return numbered(world, prefix, number).data;
}

/* --- shapes --------------------------------------------------------------------------- */

static void every_unit_worse(struct world *world, uint32_t count)
{
	for (uint32_t i = 0; i < count; i += IN_A_FILE) {
		const char *path = path_new(world, "f", i);

		before(world, path, TRUNK, units_new(world, IN_A_FILE, "u", i, 10), IN_A_FILE);
		after(world, path, TRUNK, units_new(world, IN_A_FILE, "u", i, 30), IN_A_FILE);
	}
}

static void one_file_of_unnamed_units(struct world *world, uint32_t count)
{
	for (int side = 0; side < 2; side++) {
		struct unit *units = units_new(world, count, "u", 0, 30 + (uint32_t)side);

		for (uint32_t i = 0; i < count; i++) {
			units[i].name = text_of("<anonymous>");
			units[i].signature = 1;
			units[i].body = (uint64_t)i * 2 + (uint64_t)side + 1;
		}
		(side ? after : before)(world, "a.c", TRUNK, units, count);
	}
}

static void everything_moved_and_edited(struct world *world, uint32_t count)
{
	for (uint32_t i = 0; i < count; i += IN_A_FILE) {
		struct unit *was = units_new(world, IN_A_FILE, "run", 0, 30);
		struct unit *is = units_new(world, IN_A_FILE, "run", 0, 40);

		for (uint32_t j = 0; j < IN_A_FILE / 2 + 1; j++)
			was[j].body = is[j].body = i * 1000 + j + 1;
		before(world, path_new(world, "old", i), TRUNK, was, IN_A_FILE);
		after(world, path_new(world, "new", i), TRUNK, is, IN_A_FILE);
	}
}

static void one_unit_split_into_all_others(struct world *world, uint32_t count)
{
	struct unit *units = units_new(world, count, "u", 0, 16);
	uint32_t *callees = arena_new(&world->arena, count * sizeof(*callees));

	for (uint32_t i = 0; i < count; i++)
		callees[i] = i;
	units[0].callees = callees;
	units[0].callee_count = count;
	/* And a chain through all of them. */
	for (uint32_t i = 1; i + 1 < count; i++) {
		units[i].callees = &callees[i + 1];
		units[i].callee_count = 1;
	}
	before(world, "a.c", TRUNK, units_new(world, 1, "u", 0, 10000000), 1);
	after(world, "a.c", TRUNK, units, count);
}

static void every_unit_shares_its_helper_with_the_next(struct world *world, uint32_t count)
{
	struct unit *units = units_new(world, count, "u", 0, 16);
	uint32_t *callees = arena_new(&world->arena, count * 2 * sizeof(*callees));

	for (uint32_t i = 0; i < count / 2; i++) {
		callees[i * 2] = count / 2 + i;
		callees[i * 2 + 1] = count / 2 + (i + 1) % (count / 2);
		units[i].callees = &callees[i * 2];
		units[i].callee_count = 2;
	}
	before(world, "a.c", TRUNK, units_new(world, count / 2, "u", 0, 17), count / 2);
	after(world, "a.c", TRUNK, units, count);
}

static void a_waiver_for_every_unit(struct world *world, uint32_t count)
{
	struct world_file *file;
	struct waiver *waivers = arena_new(&world->arena, count * sizeof(*waivers));

	before(world, "a.c", TRUNK, units_new(world, count, "u", 0, 10), count);
	file = after(world, "a.c", TRUNK, units_new(world, count, "u", 0, 30), count);
	for (uint32_t i = 0; i < count; i++)
		waivers[i] = (struct waiver){ i * 10 + 10, i * 10 + (i % 2 ? 10 : 12),
			                      TEXT("complexity"), TEXT(""), TEXT("because") };
	file->facts.waivers = waivers;
	file->facts.waiver_count = count;
}

static void every_file_promoted_in_one_cycle(struct world *world, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		both(world, path_new(world, "f", i), 1, 9, units_new(world, 1, "u", i, 90), 1);
		for (int side = 0; side < 2; side++) {
			struct world_side *to = side ? &world->after : &world->before;
			uint32_t next = i + 1 < count ? i + 1 : 0;

			if (!side && !next)
				continue;
			to->edges = array_grow(to->edges, &to->edge_capacity, to->edge_count,
			                       sizeof(*to->edges));
			to->edges[to->edge_count++] =
				(struct edge){ i, next, EDGE_USE, CONFIDENCE_MEDIUM };
		}
		world->after.files[i]->standing.cycle = count;
		world->after.files[i]->standing.cycle_id = 0;
	}
}

/* --- measuring -------------------------------------------------------------------------- */

/* Memory that was freed stays: what the kernel takes for fresh pages is no work of
 * ours, and only the first of several runs pays for it. */
static int keep_memory(void **state)
{
	(void)state;
	mallopt(M_MMAP_MAX, 0);
	mallopt(M_TRIM_THRESHOLD, -1);
	return 0;
}

static double seconds_for(shape *make, uint32_t units)
{
	double least = 1e9;

	for (int i = 0; i < 4; i++) {
		struct world world = world_new();
		struct case_file file;
		clock_t begun;
		double seconds;

		make(&world, units);
		file = world_case(&world);
		begun = clock();
		judge(&world.verdict, &file);
		seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
		assert_true(world.verdict.count > 0);
		world_free(&world);
		if (seconds < least)
			least = seconds;
	}
	return least;
}

static void expect_linear(shape *make)
{
	double small = seconds_for(make, SMALL), large = seconds_for(make, LARGE);

	if (large > small * RATIO_MAX)
		print_message("%g s for %d units, %g s for %d\n", small, SMALL, large, LARGE);
	/* Below a few milliseconds a ratio says nothing. */
	assert_true(large < 0.05 || large <= small * RATIO_MAX);
}

static void worse_units_take_linear_time(void **state)
{
	(void)state;
	expect_linear(every_unit_worse);
}

static void unnamed_units_take_linear_time(void **state)
{
	(void)state;
	expect_linear(one_file_of_unnamed_units);
}

static void moved_units_take_linear_time(void **state)
{
	(void)state;
	expect_linear(everything_moved_and_edited);
}

static void a_split_takes_linear_time(void **state)
{
	(void)state;
	expect_linear(one_unit_split_into_all_others);
}

static void shared_helpers_take_linear_time(void **state)
{
	(void)state;
	expect_linear(every_unit_shares_its_helper_with_the_next);
}

static void waivers_take_linear_time(void **state)
{
	(void)state;
	expect_linear(a_waiver_for_every_unit);
}

static void promotions_and_cycles_take_linear_time(void **state)
{
	(void)state;
	expect_linear(every_file_promoted_in_one_cycle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worse_units_take_linear_time),
		cmocka_unit_test(unnamed_units_take_linear_time),
		cmocka_unit_test(moved_units_take_linear_time),
		cmocka_unit_test(a_split_takes_linear_time),
		cmocka_unit_test(shared_helpers_take_linear_time),
		cmocka_unit_test(waivers_take_linear_time),
		cmocka_unit_test(promotions_and_cycles_take_linear_time),
	};

	return cmocka_run_group_tests(tests, keep_memory, NULL);
}
