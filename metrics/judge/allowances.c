#include "metrics/judge/allowances.h"

enum { REACH = 5 }; /* lines between a waiver's line and the unit behind it */

/* --- what a waiver stands for ------------------------------------------------------ */

/* Units lie outer before inner, so the one around a unit is the one before it,
 * or one around that. */
static void find_outer(struct allowances *allowances, const struct facts *facts)
{
	if (facts->unit_count > allowances->outer_capacity) {
		allowances->outer_capacity = facts->unit_count;
		allowances->outer = memory_resize(allowances->outer,
		                                  facts->unit_count * sizeof(*allowances->outer));
	}
	for (uint32_t i = 0; i < facts->unit_count; i++) {
		uint32_t around = i ? i - 1 : MAP_NONE;

		while (around != MAP_NONE && facts->units[around].end_line < facts->units[i].line)
			around = allowances->outer[around];
		allowances->outer[i] = around;
	}
}

/* How many units begin at `line` or before. */
static uint32_t begun_by(const struct facts *facts, uint32_t line)
{
	uint32_t low = 0, high = (uint32_t)facts->unit_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (facts->units[middle].line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first unit that a waiver at `covers` stands for, and how many follow it
 * that begin on the same line; MAP_NONE: it stands for none. */
static uint32_t target_of(const struct allowances *allowances, const struct facts *facts,
                          uint32_t covers, uint32_t *more)
{
	uint32_t begun = begun_by(facts, covers), unit = begun - 1;

	*more = 0;
	if (begun && facts->units[unit].line == covers) {
		while (unit && facts->units[unit - 1].line == covers)
			unit--;
		*more = begun - 1 - unit;
		return unit;
	}
	if (!begun)
		unit = MAP_NONE;
	while (unit != MAP_NONE && facts->units[unit].end_line < covers)
		unit = allowances->outer[unit];
	if (unit == MAP_NONE && begun < facts->unit_count &&
	    facts->units[begun].line - covers <= REACH)
		unit = begun;
	return unit;
}

/* --- is it valid? --------------------------------------------------------------------- */

static int rule_named(struct text name)
{
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (rule != RULE_POLICY && text_is(name, rule_rows()[rule].name))
			return rule;
	return -1;
}

static bool is_date(struct text date)
{
	static const char shape[] = "0000-00-00";
	unsigned month, day;

	if (date.size != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < date.size; i++) {
		bool digit = date.data[i] >= '0' && date.data[i] <= '9';

		if (shape[i] == '0' ? !digit : date.data[i] != '-')
			return false;
	}
	month = (unsigned)(date.data[5] - '0') * 10 + (unsigned)(date.data[6] - '0');
	day = (unsigned)(date.data[8] - '0') * 10 + (unsigned)(date.data[9] - '0');
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* A waiver holds until the end of the day it names. */
static enum validity validity_of(const struct waiver *waiver, struct text today)
{
	if (rule_named(waiver->rule) < 0)
		return WAIVER_NO_RULE;
	if (!waiver->reason.size)
		return WAIVER_NO_REASON;
	if (waiver->until.size && !is_date(waiver->until))
		return WAIVER_NO_DATE;
	if (waiver->until.size && today.size && text_compare(waiver->until, today) < 0)
		return WAIVER_ENDED;
	return WAIVER_VALID;
}

bool waiver_allows(const struct waiver *waiver, enum rule rule, struct text today)
{
	return rule_named(waiver->rule) == (int)rule && validity_of(waiver, today) == WAIVER_VALID;
}

/* --- which are new? ------------------------------------------------------------------- */

/* `unit` in the trial's array of before; a waiver that stands for none is
 * known by its file. */
static uint64_t memory_of(const struct waiver *waiver, uint32_t unit, uint32_t change)
{
	uint64_t memory = hash_mix(text_hash(waiver->rule), text_hash(waiver->until));

	memory = hash_mix(memory, text_hash(waiver->reason));
	return hash_mix(memory, unit == MAP_NONE ? UINT64_C(1) << 32 | change : unit);
}

static void remember(struct allowances *allowances, uint32_t change)
{
	const struct trial_file *file = &allowances->trial->files[change];
	const struct facts *facts = file->facts[SIDE_BEFORE];

	if (!facts || !facts->waiver_count)
		return;
	find_outer(allowances, facts);
	for (size_t i = 0; i < facts->waiver_count; i++) {
		uint32_t more, unit = target_of(allowances, facts, facts->waivers[i].covers, &more);
		uint32_t *times;

		if (unit != MAP_NONE)
			unit += file->first[SIDE_BEFORE];
		times = hash_map_at(&allowances->known,
		                    memory_of(&facts->waivers[i], unit, change));
		*times = *times == MAP_NONE ? 1 : *times + 1;
	}
}

static bool is_fresh(struct allowances *allowances, const struct allowance *allowance)
{
	const struct trial *trial = allowances->trial;
	uint32_t change = allowance->change, unit = MAP_NONE;
	uint64_t memory;

	if (trial->files[change].origin != MAP_NONE)
		change = trial->files[change].origin;
	if (allowance->unit != MAP_NONE) {
		unit = trial->units[SIDE_AFTER][allowance->unit].match;
		if (unit == MAP_NONE)
			return true;
	}
	memory = memory_of(allowance->waiver, unit, change);
	if (hash_map_get(&allowances->known, memory) == MAP_NONE ||
	    hash_map_get(&allowances->known, memory) == 0)
		return true;
	--*hash_map_at(&allowances->known, memory);
	return false;
}

/* --- reading them ------------------------------------------------------------------------ */

static uint64_t target_key(uint32_t change, uint32_t unit, enum rule rule)
{
	return hash_mix((uint64_t)change << 32 | unit, (uint64_t)rule);
}

static void stand_for(struct allowances *allowances, uint32_t item, uint32_t unit)
{
	const struct allowance *allowance = &allowances->items[item];
	uint32_t *at = hash_map_at(&allowances->by_target,
	                           target_key(allowance->change, unit, (enum rule)allowance->rule));

	if (*at == MAP_NONE)
		*at = item;
}

static void read_waiver(struct allowances *allowances, uint32_t change, const struct waiver *waiver)
{
	const struct trial *trial = allowances->trial;
	const struct trial_file *file = &trial->files[change];
	uint32_t item = (uint32_t)allowances->count, more;
	struct allowance allowance = {
		.waiver = waiver,
		.change = change,
		.unit = target_of(allowances, file->facts[SIDE_AFTER], waiver->covers, &more),
		.rule = rule_named(waiver->rule),
		.validity = validity_of(waiver, trial->file->today),
	};

	if (allowance.unit != MAP_NONE)
		allowance.unit += file->first[SIDE_AFTER];
	allowance.fresh = is_fresh(allowances, &allowance);
	allowances->items = array_grow(allowances->items, &allowances->capacity, allowances->count,
	                               sizeof(*allowances->items));
	allowances->items[allowances->count++] = allowance;
	if (allowance.validity != WAIVER_VALID)
		return;
	stand_for(allowances, item, MAP_NONE);
	for (uint32_t i = 0; allowance.unit != MAP_NONE && i <= more; i++)
		stand_for(allowances, item, allowance.unit + i);
}

void allowances_read(struct allowances *allowances)
{
	struct trial *trial = allowances->trial;

	for (uint32_t i = 0; i < trial->file->change_count; i++)
		remember(allowances, i);
	for (uint32_t i = 0; i < trial->file->change_count; i++) {
		const struct facts *facts = trial->files[i].facts[SIDE_AFTER];

		if (trial->files[i].care == CARE_SKIPPED || !facts || !facts->waiver_count)
			continue;
		find_outer(allowances, facts);
		for (size_t w = 0; w < facts->waiver_count; w++)
			read_waiver(allowances, i, &facts->waivers[w]);
	}
}

void allowances_release(struct allowances *allowances)
{
	memory_free(allowances->items);
	memory_free(allowances->outer);
	hash_map_release(&allowances->by_target);
	hash_map_release(&allowances->known);
}

struct allowance *allowance_for(struct allowances *allowances, uint32_t change, uint32_t unit,
                                enum rule rule)
{
	uint32_t item = hash_map_get(&allowances->by_target, target_key(change, unit, rule));

	return item == MAP_NONE ? NULL : &allowances->items[item];
}
