#include "unit_changes.h"

/* By name, and among equal names by their order; a unit without debt is not
 * worth a row until it has some. */
static uint32_t nth_of_name(const struct facts *facts, size_t at)
{
	uint32_t nth = 0;

	for (size_t i = 0; i < at; i++)
		nth += facts->units[i].short_name == facts->units[at].short_name &&
		       text_equal(facts->units[i].name, facts->units[at].name);
	return nth;
}

static const struct unit *unit_like(const struct facts *facts, const struct unit *unit,
                                    uint32_t nth)
{
	for (size_t i = 0; facts && i < facts->unit_count; i++)
		if (facts->units[i].short_name == unit->short_name &&
		    text_equal(facts->units[i].name, unit->name) && !nth--)
			return &facts->units[i];
	return NULL;
}

static int64_t tenths(double value)
{
	return (int64_t)(value * 10 + 0.5);
}

static bool is_same(const struct unit *before, const struct unit *after)
{
	return before && after && before->cognitive == after->cognitive &&
	       tenths(unit_debt(before)) == tenths(unit_debt(after));
}

static void add(struct unit_changes *changes, struct text path, const struct unit *unit,
                uint32_t nth, bool gone)
{
	if (changes->count == changes->capacity) {
		size_t capacity = changes->capacity ? changes->capacity * 2 : 8;
		struct past_unit *more = arena_new(changes->arena, capacity * sizeof(*more));

		for (size_t i = 0; i < changes->count; i++)
			more[i] = changes->list[i];
		changes->list = more;
		changes->capacity = capacity;
	}
	changes->list[changes->count++] = (struct past_unit){
		.path = path,
		.name = arena_text(changes->arena, unit->name), /* sheets are given back */
		.nth = nth,
		.gone = gone,
		.cognitive = gone ? 0 : unit->cognitive,
		.sloc = gone ? 0 : unit->sloc,
		.debt = gone ? 0 : tenths(unit_debt(unit)),
	};
}

void unit_changes_add(struct unit_changes *changes, struct text path, const struct facts *before,
                      const struct facts *after)
{
	for (size_t i = 0; after && i < after->unit_count; i++) {
		const struct unit *unit = &after->units[i];
		uint32_t nth = nth_of_name(after, i);
		const struct unit *was = unit_like(before, unit, nth);

		if (!is_same(was, unit) && (was || unit->cognitive))
			add(changes, path, unit, nth, false);
	}
	for (size_t i = 0; before && i < before->unit_count; i++) {
		const struct unit *unit = &before->units[i];
		uint32_t nth = nth_of_name(before, i);

		if (unit->cognitive && !unit_like(after, unit, nth))
			add(changes, path, unit, nth, true);
	}
}
