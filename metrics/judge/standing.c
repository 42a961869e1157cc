#include "metrics/judge/trial.h"

#include <string.h>

const struct standing *standing_of(const struct regions *regions, uint32_t file)
{
	static const struct standing nowhere = { .region = REGION_LEAF };

	return regions && file < regions->count ? &regions->standings[file] : &nowhere;
}

static struct label label_of(const struct regions *regions, uint32_t file)
{
	static const struct label unlabelled = { .file_class = FILE_SOURCE,
		                                 .declared = DECLARED_NOT };

	return regions && file < regions->count ? regions->files[file].label : unlabelled;
}

/* A file may say itself that it is generated; .gitattributes knows better. */
enum file_class class_of(const struct regions *regions, uint32_t file, const struct facts *facts)
{
	struct label label = label_of(regions, file);

	if (facts && facts->generated && !label.by_attribute && label.file_class == FILE_SOURCE)
		return FILE_GENERATED;
	return label.file_class;
}

enum care care_of(const struct policy *policy, const struct regions *regions, uint32_t file,
                  const struct facts *facts)
{
	if (!facts)
		return CARE_SKIPPED;
	switch (class_of(regions, file, facts)) {
	case FILE_SOURCE:
		return CARE_JUDGED;
	case FILE_TEST:
	case FILE_EXAMPLE:
		if (policy->judge_tests || label_of(regions, file).declared != DECLARED_NOT)
			return CARE_JUDGED;
		return CARE_RECORDED;
	default:
		return CARE_SKIPPED;
	}
}

struct text path_of(const struct trial_file *file)
{
	return file->sides[SIDE_AFTER] ? file->sides[SIDE_AFTER]->path
	                               : file->sides[SIDE_BEFORE]->path;
}

/* A unit cannot be said to be gone when the parser may have lost it. */
bool file_may_have_lost(const struct trial_file *file)
{
	const struct facts *was = file->facts[SIDE_BEFORE], *is = file->facts[SIDE_AFTER];

	if (!file->sides[SIDE_AFTER])
		return false;
	return !is || (was && is->error_bytes > was->error_bytes);
}

/* --- opening -------------------------------------------------------------------- */

static const struct judged_side *side_of(const struct trial *trial, enum side side)
{
	return side == SIDE_BEFORE ? &trial->file->before : &trial->file->after;
}

static void add_unit(struct trial *trial, enum side side, uint32_t change, uint32_t place,
                     enum care care)
{
	const struct regions *regions = side_of(trial, side)->regions;
	const struct judged_file *judged = trial->files[change].sides[side];
	const struct unit *unit = &judged->facts->units[place];
	uint32_t load = judged->unit_loads ? judged->unit_loads[place]
	                                   : standing_of(regions, judged->index)->load;
	bool stands = care == CARE_JUDGED && regions && judged->index < regions->count;

	trial->units[side][trial->unit_count[side]++] = (struct trial_unit){
		.unit = unit,
		.name = text_hash(unit->name),
		.change = change,
		.match = MAP_NONE,
		.load = load,
		.region =
			(uint8_t)(stands ? unit_region(regions, judged->index, load) : REGION_LEAF),
	};
}

static void open_side(struct trial *trial, enum side side, uint32_t change)
{
	struct trial_file *file = &trial->files[change];
	const struct judged_file *judged = file->sides[side];
	const struct regions *regions = side_of(trial, side)->regions;
	const struct standing *standing;
	enum region region;
	enum care care;

	file->first[side] = trial->unit_count[side];
	if (!judged)
		return;
	care = care_of(trial->policy, regions, judged->index, judged->facts);
	standing = standing_of(regions, judged->index);
	region = care == CARE_JUDGED ? standing->region : REGION_LEAF;
	if (care > file->care)
		file->care = care;
	if (region >= file->region) {
		file->region = region;
		file->load = standing->load;
	}
	if (!judged->facts || judged->facts->refusal != REFUSED_NOT)
		return;
	file->facts[side] = judged->facts;
	file->count[side] = (uint32_t)judged->facts->unit_count;
	for (uint32_t i = 0; i < file->count[side]; i++)
		add_unit(trial, side, change, i, care);
}

static size_t units_in(const struct judged_file *judged)
{
	return judged && judged->facts && judged->facts->refusal == REFUSED_NOT
	               ? judged->facts->unit_count
	               : 0;
}

static void open_files(struct trial *trial)
{
	const struct case_file *file = trial->file;
	size_t counts[SIDE_COUNT] = { 0 };

	for (size_t i = 0; i < file->change_count; i++) {
		counts[SIDE_BEFORE] += units_in(file->changes[i].before);
		counts[SIDE_AFTER] += units_in(file->changes[i].after);
	}
	for (int side = 0; side < SIDE_COUNT; side++)
		trial->units[side] = memory_new(counts[side] * sizeof(*trial->units[side]));
	trial->files = memory_new(file->change_count * sizeof(*trial->files));
	for (uint32_t i = 0; i < file->change_count; i++) {
		struct trial_file *opened = &trial->files[i];

		opened->sides[SIDE_BEFORE] = file->changes[i].before;
		opened->sides[SIDE_AFTER] = file->changes[i].after;
		opened->origin = MAP_NONE;
		open_side(trial, SIDE_BEFORE, i);
		open_side(trial, SIDE_AFTER, i);
		opened->blind = opened->sides[SIDE_BEFORE] && !opened->facts[SIDE_BEFORE];
	}
}

void trial_open(struct trial *trial, struct verdict *verdict, const struct case_file *file)
{
	*trial = (struct trial){ .file = file, .policy = file->before.policy, .verdict = verdict };
	trial->file_count = file->after.regions ? file->after.regions->count : 0;
	open_files(trial);
}

void trial_release(struct trial *trial)
{
	memory_free(trial->files);
	for (int side = 0; side < SIDE_COUNT; side++)
		memory_free(trial->units[side]);
	memory_free(trial->past);
	memory_free(trial->change_of);
	memory_free(trial->groups);
	memory_free(trial->group_of);
	memory_free(trial->sources);
	bytes_release(&trial->message);
}

/* --- the past of every file --------------------------------------------------------- */

/* Two trees that borrow the same graph have the same files. */
static bool share_files(const struct regions *a, const struct regions *b)
{
	return a && b && a->borrowed && b->borrowed && a->standings == b->standings;
}

/* Both sides ascend by path. */
static void find_same_paths(struct trial *trial)
{
	const struct regions *before = trial->file->before.regions;
	const struct regions *after = trial->file->after.regions;
	size_t i = 0, count = before ? before->count : 0;

	if (share_files(before, after)) {
		for (uint32_t j = 0; j < trial->file_count; j++)
			trial->past[j] = j;
		return;
	}

	for (size_t j = 0; j < trial->file_count; j++) {
		int order = -1;

		while (i < count &&
		       (order = text_compare(before->files[i].path, after->files[j].path)) < 0)
			i++;
		trial->past[j] = i < count && order == 0 ? (uint32_t)i : MAP_NONE;
	}
}

static uint32_t past_of_change(const struct trial *trial, const struct trial_file *file)
{
	const struct judged_file *before = file->sides[SIDE_BEFORE];

	if (!before && file->origin != MAP_NONE)
		before = trial->files[file->origin].sides[SIDE_BEFORE];
	if (!before || !trial->file->before.regions)
		return MAP_NONE;
	return before->index < trial->file->before.regions->count ? before->index : MAP_NONE;
}

void trial_find_past(struct trial *trial)
{
	trial->past = memory_new(trial->file_count * sizeof(*trial->past));
	trial->change_of = memory_new(trial->file_count * sizeof(*trial->change_of));
	find_same_paths(trial);
	for (size_t i = 0; i < trial->file_count; i++)
		trial->change_of[i] = MAP_NONE;
	for (uint32_t i = 0; i < trial->file->change_count; i++) {
		const struct trial_file *file = &trial->files[i];
		const struct judged_file *after = file->sides[SIDE_AFTER];

		if (!after || after->index >= trial->file_count)
			continue;
		trial->change_of[after->index] = i;
		trial->past[after->index] = past_of_change(trial, file);
	}
}

/* --- units ------------------------------------------------------------------------------ */

bool unit_measured(const struct unit *unit)
{
	return unit->quality == QUALITY_MEASURED;
}

const struct unit *unit_before(const struct trial *trial, uint32_t after)
{
	uint32_t match = trial->units[SIDE_AFTER][after].match;

	return match == MAP_NONE ? NULL : trial->units[SIDE_BEFORE][match].unit;
}

bool unit_changed(const struct trial *trial, uint32_t after)
{
	const struct unit *is = trial->units[SIDE_AFTER][after].unit;
	const struct unit *was = unit_before(trial, after);

	return !was || was->body != is->body || was->signature != is->signature;
}

struct place place_of(const struct trial *trial, uint32_t after)
{
	const struct trial_unit *is = &trial->units[SIDE_AFTER][after];

	if (is->match != MAP_NONE) {
		const struct trial_unit *was = &trial->units[SIDE_BEFORE][is->match];

		if (was->region > is->region)
			return (struct place){ (enum region)was->region, was->load };
	}
	return (struct place){ (enum region)is->region, is->load };
}
