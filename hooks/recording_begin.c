/* Where a recording begins: behind what is recorded already, or where it is asked to. */
#include "recorder.h"

enum {
	LITTLE_COMMITS = 200,  /* a moment's work, when each changes few files */
	LITTLE_CHANGES = 1000, /* of files, in all of these commits */
	LINE_MOST = 4 << 20,
	/* Commits of the line that are asked for together.  git begins anew with each stretch; of
	 * what is not measured nothing else lies in memory. */
	STRETCH = 1000,
	STRETCH_NOT_MEASURED = 4000,
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

static void turn_around(struct object_id *list, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct object_id other = list[i];

		list[i] = list[count - 1 - i];
		list[count - 1 - i] = other;
	}
}

/* The line back to a commit that is recorded, unless `anew`.  Step by step: mostly it is
 * near, and the line is long. */
static enum status find_line(struct recorder *recorder, bool anew, struct object_id *known)
{
	const struct recording *recording = recorder->recording;
	struct object_id at = recording->tip, parents[MERGE_PARENTS_MAX];
	size_t most = recording->only_little ? LITTLE_COMMITS : LINE_MOST, capacity = 0, count = 1;
	enum status status = STATUS_OK;

	*known = (struct object_id){ 0 };
	while (count && status == STATUS_OK && recorder->line_count < most) {
		if (!anew && history_past_has(recorder->session->history, &at)) {
			*known = at;
			break;
		}
		recorder->line = array_grow(recorder->line, &capacity, recorder->line_count,
		                            sizeof(*recorder->line));
		recorder->line[recorder->line_count++] = at;
		status = repo_parents(recorder->session->repo, &at, parents, &count,
		                      recorder->fault);
		at = parents[0];
	}
	turn_around(recorder->line, recorder->line_count);
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

/* `--since` and a base say where numbers begin; the commits before are kept without.
 * The last of these is measured, too: what did not change since is what it was there. */
static enum status find_first(struct recorder *recorder)
{
	const struct recording *recording = recorder->recording;
	bool found = object_id_none(&recording->base);
	struct commit_info info = { .time = INT64_MAX };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < recorder->line_count && status == STATUS_OK; i++) {
		bool is_base = object_id_equal(&recorder->line[i], &recording->base);

		if (recording->since)
			status = repo_commit_info(recorder->session->repo, &recorder->line[i],
			                          &info, recorder->fault);
		found = found || is_base;
		if (!found || is_base || info.time < recording->since) {
			recorder->frontier = recorder->line[i];
			recorder->frontier_is_new = true;
			recorder->line_first = i;
		}
	}
	if (status == STATUS_OK && !found)
		status = fault_set(recorder->fault, STATUS_USAGE,
		                   "the base of the range is not on the first-parent line");
	return status;
}

/* --- stretches ------------------------------------------------------------------------------ */

/* Where in `past` the line's commit is that is measured first. */
static size_t first_of(const struct recorder *recorder, size_t begin)
{
	size_t at = 0;

	if (recorder->line_first < begin)
		return 0;
	while (at < recorder->past.count &&
	       (recorder->line_first >= recorder->line_done ||
	        !object_id_equal(&recorder->past.commits[at].id,
	                         &recorder->line[recorder->line_first])))
		at++;
	return at;
}

enum status recorder_read_on(struct recorder *recorder)
{
	size_t begin = recorder->line_done, left = recorder->line_count - begin, most = STRETCH;
	const struct object_id *known = begin ? &recorder->line[begin - 1] : &recorder->frontier;
	enum status status;

	if (!begin && recorder->frontier_is_new)
		known = NULL;
	/* What is measured first begins a stretch: the more of it stands together. */
	if (begin < recorder->line_first) {
		left = recorder->line_first - begin;
		most = STRETCH_NOT_MEASURED;
	}
	recorder->line_done += left < most ? left : most;
	status = past_read(&recorder->past, recorder->session->repo,
	                   &recorder->line[recorder->line_done - 1],
	                   known && !object_id_none(known) ? known : NULL, recorder->fault);
	if (status == STATUS_OK)
		recorder->first = first_of(recorder, begin);
	return status;
}

/* --- the door --------------------------------------------------------------------------------- */

/* Not more than a stretch, which then is read already. */
static enum status take_little(struct recorder *recorder)
{
	bool is_little = !object_id_none(&recorder->frontier) &&
	                 history_past_behind(recorder->session->history, &recorder->frontier) <=
	                         LITTLE_COMMITS;
	enum status status = is_little ? recorder_read_on(recorder) : STATUS_ABSENT;

	if (status == STATUS_OK &&
	    (recorder->past.count > LITTLE_COMMITS || recorder->past.change_count > LITTLE_CHANGES))
		status = STATUS_ABSENT;
	return status;
}

enum status recorder_begin(struct recorder *recorder)
{
	bool late = false;
	enum status status = bound_tip(recorder);

	if (status == STATUS_OK && !history_usable(recorder->session->history))
		status = fault_store(recorder->fault);
	if (status == STATUS_OK)
		status = begins_late(recorder, &late);
	if (status == STATUS_OK)
		status = find_line(recorder, late, &recorder->frontier);
	if (status != STATUS_OK || !recorder->line_count)
		return status;
	if (recorder->recording->only_little)
		status = take_little(recorder);
	if (status == STATUS_OK)
		status = forget_rest(recorder, &recorder->frontier);
	/* Behind what is recorded a gap in the numbers would help nobody. */
	if (status == STATUS_OK && object_id_none(&recorder->frontier))
		status = find_first(recorder);
	return status;
}
