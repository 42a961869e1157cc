/* How the units of a tree came to be what they are. */
#include "report_past.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 8, SPARKS_MOST = 400 }; /* earlier names of a file that are followed */

struct chronicle {
	struct trend *trend;
	const struct past_commits *past;
	struct text_map units; /* "path\0name\0nth" to the first change of the unit */
	struct hash_map moved; /* path to the touch that gave it its name, the last one */
	struct arena arena;
	uint32_t since; /* commits up to, but without, this one are before the span */
};

static struct text key(struct chronicle *chronicle, struct text path, struct text name,
                       uint32_t nth)
{
	struct bytes bytes = BYTES_INIT;
	struct text text;

	bytes_add_text(&bytes, path);
	bytes_add_char(&bytes, '\0');
	bytes_add_text(&bytes, name);
	bytes_format(&bytes, "%c%u", '\0', nth);
	text = arena_text(&chronicle->arena, bytes_text(&bytes));
	bytes_release(&bytes);
	return text;
}

/* What was there at the first commit that was measured did not come since. */
static uint32_t first_after(const struct past_commits *past, int64_t since)
{
	uint32_t at = 0, last = 0;

	while (at < past->count && !past->rows[at].snapshot)
		at++;
	for (uint32_t i = at; i < past->count; i++)
		if (past->rows[i].on_line && past->rows[i].time <= since)
			last = i;
	return (last > at ? last : at) + 1;
}

static void index_past(struct chronicle *chronicle)
{
	const struct past_commits *past = chronicle->past;

	for (size_t i = 0; i < past->unit_count; i++) {
		const struct past_measured *change = &past->units[i];

		if (i && past->units[i - 1].unit == change->unit)
			continue;
		*text_map_at(&chronicle->units, key(chronicle, past->paths[change->path].path,
		                                    change->numbers.name, change->numbers.nth)) =
			(uint32_t)i;
	}
	for (size_t i = 0; i < past->touch_count; i++)
		if (past->touches[i].was != MAP_NONE)
			*hash_map_at(&chronicle->moved, past->touches[i].path) = (uint32_t)i;
	chronicle->since = first_after(past, chronicle->trend->since);
}

/* Every change of a unit under one name of its file, oldest first, before a commit. */
static size_t changes_of(const struct chronicle *chronicle, uint32_t first, uint32_t before)
{
	const struct past_commits *past = chronicle->past;
	size_t count = 0;

	while (first + count < past->unit_count &&
	       past->units[first + count].unit == past->units[first].unit &&
	       past->units[first + count].commit < before)
		count++;
	return count;
}

/* A stretch of a unit's life under one name of its file. */
struct stretch {
	uint32_t first;
	size_t count;
};

static size_t stretches_of(struct chronicle *chronicle, const struct trend_unit *unit, uint32_t nth,
                           struct stretch stretches[NAMES_MOST])
{
	const struct past_commits *past = chronicle->past;
	struct text path = unit->path;
	uint32_t before = UINT32_MAX;
	size_t count = 0, changes = 0;

	while (count < NAMES_MOST) {
		uint32_t first =
			text_map_get(&chronicle->units, key(chronicle, path, unit->name, nth));
		uint32_t touch;

		if (first == MAP_NONE)
			break;
		changes = changes_of(chronicle, first, before);
		if (!changes)
			break;
		stretches[count++] = (struct stretch){ first, changes };
		touch = hash_map_get(&chronicle->moved, past->units[first].path);
		if (touch == MAP_NONE)
			break;
		before = past->touches[touch].commit;
		path = past->paths[past->touches[touch].was].path;
	}
	return count;
}

static void fill_sparks(struct chronicle *chronicle, struct trend_unit *unit, uint32_t nth)
{
	struct stretch stretches[NAMES_MOST];
	size_t count = stretches_of(chronicle, unit, nth, stretches), total = 0;
	bool was_there = false;

	for (size_t i = 0; i < count; i++)
		total += stretches[i].count;
	unit->sparks = arena_new(&chronicle->trend->arena, total * sizeof(*unit->sparks));
	for (size_t i = count; i-- > 0;) {
		for (size_t c = 0; c < stretches[i].count; c++) {
			const struct past_measured *change =
				&chronicle->past->units[stretches[i].first + c];

			unit->sparks[unit->spark_count++] =
				(struct trend_spark){ chronicle->past->rows[change->commit].time,
				                      change->numbers.debt,
				                      change->numbers.cognitive };
			if (change->commit >= chronicle->since)
				continue;
			was_there = !change->numbers.gone;
			unit->cognitive_before = change->numbers.cognitive;
			unit->debt_before = change->numbers.debt;
		}
	}
	/* What was there and has never had a number worth a row had none. */
	if (total && !was_there) {
		unit->is_new = true;
		unit->cognitive_before = 0;
		unit->debt_before = 0;
	}
	if (unit->spark_count > SPARKS_MOST) {
		unit->sparks += unit->spark_count - SPARKS_MOST;
		unit->spark_count = SPARKS_MOST;
	}
}

void past_fill_units(struct trend *trend, const struct past_commits *past, struct trend_unit *units,
                     size_t count)
{
	struct chronicle chronicle = { .trend = trend, .past = past };
	uint32_t nth = 0;

	index_past(&chronicle);
	for (size_t i = 0; i < count; i++) {
		nth = 0;
		for (size_t j = i; j-- > 0 && text_equal(units[j].path, units[i].path);)
			nth += text_equal(units[j].name, units[i].name);
		fill_sparks(&chronicle, &units[i], nth);
	}
	text_map_release(&chronicle.units);
	hash_map_release(&chronicle.moved);
	arena_release(&chronicle.arena);
}
