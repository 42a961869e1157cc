/*
 * policy: the change itself loosens what is judged, by a setting or by a
 * label.  Waivers are in waivers.c.
 *
 * A label often matches a whole folder, so files are summed up: one finding
 * for each way in which files came to be judged less.
 */
#include "metrics/judge/trial.h"

#include <string.h>

static struct finding about_policy(const struct trial *trial, enum region region, struct text path)
{
	return (struct finding){
		.rule = RULE_POLICY,
		.level = level_of(trial, RULE_POLICY, region, CARE_JUDGED),
		.region = region,
		.path = path,
		.line = 1,
		.end_line = 1,
		.before = UINT32_MAX,
		.after = UINT32_MAX,
	};
}

/* --- settings -------------------------------------------------------------------- */

static struct text next_line(struct text *rest)
{
	const char *end = memchr(rest->data, '\n', rest->size);
	struct text line = { rest->data, end ? (size_t)(end - rest->data) : rest->size };
	size_t taken = line.size + (end != NULL);

	rest->data += taken;
	rest->size -= taken;
	return line;
}

/* A setting is the setting whatever its value: merges compare by it. */
static uint64_t setting_of(struct text line)
{
	const char *colon = memchr(line.data, ':', line.size);

	if (colon)
		line.size = (size_t)(colon - line.data);
	return text_hash(line);
}

static void judge_settings(struct trial *trial)
{
	struct bytes how = BYTES_INIT;
	struct text rest;

	if (policy_loosened(trial->policy, trial->file->after.policy, &how)) {
		rest = bytes_text(&how);
		while (rest.size) {
			struct text line = next_line(&rest);
			struct finding finding = about_policy(trial, REGION_TRUNK, TEXT(".bole"));

			finding.identity = setting_of(line);
			say(trial, "the change loosens the setting %.*s", PRINTED(line));
			finding_add(trial, &finding, SOURCE_NONE);
		}
	}
	bytes_release(&how);
}

/* --- labels -------------------------------------------------------------------------- */

enum loss {
	LOSS_NONE,
	LOSS_TEST,
	LOSS_EXAMPLE,
	LOSS_VENDORED,
	LOSS_GENERATED,
	LOSS_EXCLUDED,
	LOSS_TO_LEAF,
	LOSS_TO_BRANCH,
	LOSS_COUNT
};

static const char *const losses[LOSS_COUNT] = {
	[LOSS_TEST] = "counted as a test now and only recorded",
	[LOSS_EXAMPLE] = "counted as an example now and only recorded",
	[LOSS_VENDORED] = "counted as vendored now and no longer judged",
	[LOSS_GENERATED] = "counted as generated now and no longer judged",
	[LOSS_EXCLUDED] = "excluded now and no longer judged",
	[LOSS_TO_LEAF] = "leaf code now, by a label",
	[LOSS_TO_BRANCH] = "branch code now, by a label",
};

struct losing {
	uint32_t count;
	uint32_t first;     /* in after's regions */
	enum region region; /* the highest before */
};

static enum loss loss_of_class(enum file_class file_class)
{
	static const enum loss by_class[FILE_CLASS_COUNT] = {
		[FILE_TEST] = LOSS_TEST,         [FILE_EXAMPLE] = LOSS_EXAMPLE,
		[FILE_VENDORED] = LOSS_VENDORED, [FILE_GENERATED] = LOSS_GENERATED,
		[FILE_EXCLUDED] = LOSS_EXCLUDED,
	};

	return by_class[file_class];
}

/* What does this file lose that it had before? */
static enum loss loss_of(const struct trial *trial, uint32_t file)
{
	const struct regions *before = trial->file->before.regions;
	const struct regions *after = trial->file->after.regions;
	const struct source_file *is = &after->files[file], *was;
	enum care care, care_before;
	enum region region;

	if (trial->past[file] == MAP_NONE)
		return LOSS_NONE;
	was = &before->files[trial->past[file]];
	care = care_of(trial->policy, after, file, is->facts);
	care_before = care_of(trial->policy, before, trial->past[file], was->facts);
	if (care < care_before)
		return loss_of_class(class_of(after, file, is->facts));
	region = after->standings[file].region;
	if (care != CARE_JUDGED || is->label.declared == was->label.declared ||
	    region >= before->standings[trial->past[file]].region)
		return LOSS_NONE;
	return region == REGION_LEAF ? LOSS_TO_LEAF : LOSS_TO_BRANCH;
}

static void judge_loss(struct trial *trial, enum loss loss, const struct losing *losing)
{
	struct text path = trial->file->after.regions->files[losing->first].path;
	struct finding finding = about_policy(trial, losing->region, path);

	finding.identity = loss;
	say(trial, "%.*s", PRINTED(path));
	if (losing->count > 1)
		say_more(trial, " and %u more %s are", losing->count - 1,
		         losing->count == 2 ? "file" : "files");
	else
		say_more(trial, " is");
	say_more(trial, " %s; before, %s %s code", losses[loss],
	         losing->count > 1 ? "the highest of them was" : "it was",
	         region_name(losing->region));
	finding_add(trial, &finding, SOURCE_NONE);
}

static void judge_labels(struct trial *trial)
{
	struct losing all[LOSS_COUNT] = { 0 };

	for (uint32_t i = 0; i < trial->file_count; i++) {
		enum loss loss = loss_of(trial, i);
		struct losing *losing = &all[loss];
		enum region region;

		if (loss == LOSS_NONE)
			continue;
		region = standing_of(trial->file->before.regions, trial->past[i])->region;
		if (!losing->count++)
			losing->first = i;
		if (region > losing->region)
			losing->region = region;
	}
	for (int loss = LOSS_NONE + 1; loss < LOSS_COUNT; loss++)
		if (all[loss].count)
			judge_loss(trial, (enum loss)loss, &all[loss]);
}

void judge_loosening(struct trial *trial)
{
	judge_settings(trial);
	judge_labels(trial);
}
