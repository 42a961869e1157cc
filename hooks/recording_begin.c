/* Where a recording begins: behind what is recorded already, or where it is asked to. */
#include "recorder.h"

enum {
	LITTLE_COMMITS = 200,  /* a moment's work, when each changes few files */
	LITTLE_CHANGES = 1000, /* of files, in all of these commits */
	LINE_MOST = 4 << 20,
};

enum status fault_store(struct fault *fault)
{
	return fault_set(fault, STATUS_UNABLE,
	                 "the history cannot be recorded: there is no store "
	                 "that can be written to");
}

/* The last commit of the line that is old enough. */
static enum status bound_tip(struct recorder *recorder)
{
	struct recording *recording = recorder->recording;
	struct repo *repo = recorder->session->repo;
	struct object_id parents[MERGE_PARENTS_MAX];
	struct commit_info info;
	size_t count;
	enum status status = STATUS_OK;

	while (recording->until && status == STATUS_OK) {
		status = repo_commit_info(repo, &recording->tip, &info, recorder->fault);
		if (status != STATUS_OK || info.time <= recording->until)
			break;
		status = repo_parents(repo, &recording->tip, parents, &count, recorder->fault);
		if (status == STATUS_OK && !count)
			return fault_set(recorder->fault, STATUS_USAGE,
			                 "no commit of the line is that old");
		recording->tip = parents[0];
	}
	return status;
}

/* The newest commit of the tip's line that is recorded; none: there is none.  Step by
 * step: mostly it is near, and the line is long. */
static enum status find_recorded(struct recorder *recorder, struct object_id *known)
{
	const struct recording *recording = recorder->recording;
	struct object_id at = recording->tip, parents[MERGE_PARENTS_MAX];
	size_t most = recording->only_little ? LITTLE_COMMITS : LINE_MOST, count = 1;
	enum status status = STATUS_OK;

	*known = (struct object_id){ 0 };
	for (size_t i = 0; i < most && count && status == STATUS_OK; i++) {
		if (history_past_has(recorder->session->history, &at)) {
			*known = at;
			break;
		}
		status = repo_parents(recorder->session->repo, &at, parents, &count,
		                      recorder->fault);
		at = parents[0];
	}
	return status;
}

/* Are there commits since `since` before the first one that has numbers? */
static enum status begins_late(struct recorder *recorder, bool *late)
{
	struct object_id first, parents[MERGE_PARENTS_MAX];
	int64_t since = recorder->recording->since, time;
	size_t count = 0;
	enum status status;

	*late = false;
	if (!since || !history_past_begin(recorder->session->history, &first, &time) ||
	    time <= since)
		return STATUS_OK;
	status = repo_parents(recorder->session->repo, &first, parents, &count, recorder->fault);
	*late = count;
	return status;
}

static enum status find_known(struct recorder *recorder, struct object_id *known)
{
	struct object_id tip;
	bool late = false;
	enum status status;

	*known = (struct object_id){ 0 };
	if (!history_past_tip(recorder->session->history, &tip))
		return STATUS_OK;
	status = begins_late(recorder, &late);
	return status == STATUS_OK && !late ? find_recorded(recorder, known) : status;
}

/* What was recorded of a line that is no more, or begins too late, is forgotten. */
static enum status forget_rest(struct recorder *recorder, const struct object_id *known)
{
	struct history *history = recorder->session->history;
	struct object_id tip;

	if (!history_past_tip(history, &tip) || object_id_equal(&tip, known))
		return STATUS_OK;
	if (!history_past_forget(history, object_id_none(known) ? NULL : known))
		return fault_store(recorder->fault);
	return STATUS_OK;
}

static bool is_little(const struct recorder *recorder, const struct object_id *known)
{
	return !object_id_none(known) && recorder->past.count <= LITTLE_COMMITS &&
	       recorder->past.change_count <= LITTLE_CHANGES &&
	       history_past_behind(recorder->session->history, known) <= LITTLE_COMMITS;
}

/* `--since` and a base say where numbers begin; the commits before are kept without.
 * The last of these is measured, too: what did not change since is what it was there. */
static enum status find_first(struct recorder *recorder)
{
	const struct recording *recording = recorder->recording;
	bool found = object_id_none(&recording->base);

	if (!object_id_none(&recorder->frontier))
		return STATUS_OK; /* recorded before: a gap in the numbers helps nobody */
	for (size_t i = 0; i < recorder->past.count; i++) {
		const struct past_commit *commit = &recorder->past.commits[i];
		bool early = recording->since && commit->time < recording->since;

		if (!commit->on_line)
			continue;
		found = found || object_id_equal(&commit->id, &recording->base);
		if (!found || early || object_id_equal(&commit->id, &recording->base)) {
			recorder->frontier = commit->id;
			recorder->frontier_is_new = true;
			recorder->first = i;
		}
	}
	return found ? STATUS_OK
	             : fault_set(recorder->fault, STATUS_USAGE,
	                         "the base of the range is not on the first-parent line");
}

/* --- the door --------------------------------------------------------------------------------- */

/* What is to be recorded behind `known`. */
static enum status begin_behind(struct recorder *recorder, const struct object_id *known)
{
	enum status status =
		past_read(&recorder->past, recorder->session->repo, &recorder->recording->tip,
	                  object_id_none(known) ? NULL : known, recorder->fault);

	if (status == STATUS_OK && recorder->recording->only_little && !is_little(recorder, known))
		return STATUS_ABSENT;
	if (status == STATUS_OK)
		status = forget_rest(recorder, known);
	recorder->frontier = *known;
	return status == STATUS_OK ? find_first(recorder) : status;
}

enum status recorder_begin(struct recorder *recorder, struct object_id *known)
{
	enum status status = bound_tip(recorder);

	if (status == STATUS_OK && !history_usable(recorder->session->history))
		status = fault_store(recorder->fault);
	if (status == STATUS_OK)
		status = find_known(recorder, known);
	if (status == STATUS_OK && !object_id_equal(known, &recorder->recording->tip))
		status = begin_behind(recorder, known);
	return status;
}
