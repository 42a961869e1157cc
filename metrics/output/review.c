#include "review.h"

#include <string.h>

static void add_part(struct bytes *out, const char *part)
{
	bytes_add_string(out, out->size ? ", " : "");
	bytes_add_string(out, part);
}

static void add_complexity(const struct reviewed_unit *unit, struct bytes *out)
{
	add_part(out, "complexity ");
	if (unit->before != unit->after)
		bytes_format(out, "%u to %u", unit->before, unit->after);
	else
		bytes_format(out, "%u, in another shape", unit->after);
}

void review_shape(const struct reviewed_unit *unit, struct bytes *out)
{
	bytes_clear(out);
	if (unit->was.size)
		add_part(out, "renamed");
	for (unsigned bit = SHAPE_NEW; bit <= SHAPE_UNMEASURED; bit <<= 1) {
		if (!(unit->shape & bit) || (bit == SHAPE_SIGNATURE && unit->was.size))
			continue;
		if (bit == SHAPE_COMPLEXITY)
			add_complexity(unit, out);
		else
			add_part(out, shape_name(bit));
	}
	if (unit->shape == SHAPE_NEW && unit->after)
		bytes_format(out, ", complexity %u", unit->after);
}

void review_reach(const struct reach *reach, struct bytes *out)
{
	bytes_clear(out);
	if (!reach->count) {
		bytes_add_string(out, "no test in reach");
		return;
	}
	bytes_add_text(out, reach->paths[0]);
	if (reach->count > 1)
		bytes_format(out, " and %u more", reach->count - 1);
	if (reach->by_name)
		bytes_add_string(out, reach->count > 1 ? " name it" : " names it");
	else
		bytes_add_string(out, reach->count > 1 ? " reach its file" : " reaches its file");
	if (reach->distance > 1)
		bytes_format(out, " over %u other%s", reach->distance - 1,
		             plural_ending(reach->distance - 1));
}

bool review_shows(const struct finding *finding)
{
	static const char *const rules[] = { "promotion", "cycle", "duplicate", NULL };

	for (const char *const *rule = rules; *rule; rule++)
		if (!finding->improvement && strcmp(rule_rows()[finding->rule].name, *rule) == 0)
			return true;
	return false;
}

void words_reviewed(const struct review *review, struct bytes *out)
{
	const struct share *all = &review->all;

	bytes_format(out, "%zu file%s, %zu function%s, +%zu -%zu lines", all->files,
	             plural_ending(all->files), all->units, plural_ending(all->units), all->added,
	             all->removed);
}

static void add_files(struct bytes *out, const char *before, const struct share *share)
{
	bytes_format(out, "%s %zu (+%zu -%zu)", before, share->files, share->added, share->removed);
}

/* Functions stand where their own load puts them, lines where that of their file does. */
void words_where(const struct review *review, struct bytes *out)
{
	const struct share *shares = review->regions;

	bytes_format(out, "functions of trunk %zu, branch %zu, leaf %zu; ",
	             shares[REGION_TRUNK].units, shares[REGION_BRANCH].units,
	             shares[REGION_LEAF].units);
	add_files(out, "files (lines) of trunk", &shares[REGION_TRUNK]);
	add_files(out, ", branch", &shares[REGION_BRANCH]);
	add_files(out, ", leaf", &shares[REGION_LEAF]);
	if (review->beside.files)
		add_files(out, ", tests, examples, vendored, generated", &review->beside);
	if (review->unread.files)
		add_files(out, ", in no language that bole reads", &review->unread);
}

void words_to_read(const struct review *review, struct bytes *out)
{
	size_t leaves = review->regions[REGION_LEAF].units;

	bytes_format(out,
	             "%zu function%s of trunk and branch; from outside: %zu of leaves, %zu that "
	             "changed inside only; %zu file%s stand%s on the change",
	             review->to_read, plural_ending(review->to_read), leaves, review_inside(review),
	             review->standing, plural_ending(review->standing),
	             review->standing == 1 ? "s" : "");
}
