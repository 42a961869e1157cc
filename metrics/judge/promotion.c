/*
 * promotion: a change gave a file new dependents, so that its region rose, and
 * units in it are above the limit of the new region.  No line of the file need
 * have changed, so all files of both trees are compared.
 *
 * The load must have risen too: a region that rises because the rest of the
 * tree became quieter, or by a label, is nobody's new dependency.
 */
#include "metrics/judge/trial.h"

struct promotion {
	uint32_t file;       /* in after's regions */
	uint32_t dependent;  /* the first new one by path, or MAP_NONE */
	uint32_t dependents; /* how many are new */
};

struct promotions {
	struct promotion *items;
	size_t count, capacity;
};

static bool is_promoted(const struct trial *trial, uint32_t file)
{
	const struct regions *after = trial->file->after.regions;
	const struct standing *is = &after->standings[file], *was;

	if (trial->past[file] == MAP_NONE)
		return false;
	was = standing_of(trial->file->before.regions, trial->past[file]);
	return is->region > was->region && is->load > was->load &&
	       care_of(trial->policy, after, file, after->files[file].facts) == CARE_JUDGED;
}

static void find_promoted(const struct trial *trial, struct promotions *promotions)
{
	for (uint32_t i = 0; i < trial->file_count; i++) {
		if (!is_promoted(trial, i))
			continue;
		promotions->items = array_grow(promotions->items, &promotions->capacity,
		                               promotions->count, sizeof(*promotions->items));
		promotions->items[promotions->count++] = (struct promotion){ i, MAP_NONE, 0 };
	}
}

/* Users ascend, and files by path: the first is the first by path. */
static void find_dependents(const struct trial *trial, struct promotion *promotion)
{
	const struct regions *after = trial->file->after.regions;
	size_t count;
	const struct user *users = regions_users(after, promotion->file, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t user = users[i].from;

		if (!edge_is_new(trial, user, promotion->file) ||
		    class_of(after, user, after->files[user].facts) != FILE_SOURCE)
			continue;
		if (!promotion->dependents++)
			promotion->dependent = user;
	}
}

const struct facts *units_of_file(const struct trial *trial, uint32_t file)
{
	const struct case_file *given = trial->file;

	if (trial->change_of[file] != MAP_NONE)
		return trial->files[trial->change_of[file]].facts[SIDE_AFTER];
	if (given->units_of)
		return given->units_of(given->units_context, given->after.regions, file);
	return given->after.regions->files[file].facts;
}

/* The worst unit above `limit`, or NULL. */
static const struct unit *worst_above(const struct facts *facts, uint32_t limit, uint32_t *count)
{
	const struct unit *worst = NULL;

	*count = 0;
	for (size_t i = 0; facts && i < facts->unit_count; i++) {
		const struct unit *unit = &facts->units[i];

		if (!unit_measured(unit) || unit->cognitive <= limit)
			continue;
		if (!worst || unit->cognitive > worst->cognitive)
			worst = unit;
		(*count)++;
	}
	return worst;
}

static void say_promotion(struct trial *trial, const struct promotion *promotion,
                          const struct finding *finding)
{
	const struct regions *after = trial->file->after.regions;

	say(trial, "%.*s is %s code now: the files that stand on it rose from %u to %u",
	    PRINTED(finding->path), region_name(finding->region), finding->before, finding->after);
	if (promotion->dependent == MAP_NONE)
		return;
	say_more(trial, " with %.*s", PRINTED(after->files[promotion->dependent].path));
	if (promotion->dependents > 1)
		say_more(trial, " and %u more", promotion->dependents - 1);
}

static void judge_promotion(struct trial *trial, const struct promotion *promotion)
{
	const struct regions *after = trial->file->after.regions;
	const struct standing *is = &after->standings[promotion->file];
	uint32_t limit = trial->policy->limits[RULE_COMPLEXITY][is->region], count;
	const struct unit *worst =
		worst_above(units_of_file(trial, promotion->file), limit, &count);
	struct finding finding = {
		.rule = RULE_PROMOTION,
		.level = level_of(trial, RULE_PROMOTION, is->region, CARE_JUDGED),
		.region = is->region,
		.path = after->files[promotion->file].path,
		.before = standing_of(trial->file->before.regions, trial->past[promotion->file])
		                  ->load,
		.after = is->load,
		.limit = limit,
		.load = is->load,
	};

	if (!worst)
		return;
	finding.line = worst->line;
	finding.end_line = worst->end_line;
	finding.worst_line = worst->worst_line;
	finding.worst_cost = worst->worst_cost;
	say_promotion(trial, promotion, &finding);
	say_more(trial,
	         "; %u of its functions %s above the limit of %u, the worst being %.*s with %u",
	         count, count == 1 ? "is" : "are", limit, PRINTED(worst->name), worst->cognitive);
	finding_add(trial, &finding,
	            (struct source){ trial->change_of[promotion->file], MAP_NONE,
	                             promotion->file });
}

void judge_promotions(struct trial *trial)
{
	struct promotions promotions = { 0 };

	if (!trial->file_count)
		return;
	find_promoted(trial, &promotions);
	for (size_t i = 0; i < promotions.count; i++) {
		find_dependents(trial, &promotions.items[i]);
		judge_promotion(trial, &promotions.items[i]);
	}
	memory_free(promotions.items);
}
