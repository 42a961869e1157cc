#include <string.h>
#include <time.h>

#include "recorder.h"

enum {
	/* Parsed together: the more, the more versions of one file are among them, and each is read
	 * on from the one before; but that lies in memory, and is what a kill costs. */
	WINDOW_BYTES = 256 << 20,
	WINDOW_FILES = 16000,
	WINDOW_COMMITS = 8000, /* in one transaction */
	TRIES = 40,            /* to write, a quarter of a second apart */
	SUBJECT_MOST = 200,    /* bytes of a subject that are kept */
};

static bool is_measured(const struct recorder *recorder, size_t at)
{
	return recorder->past.commits[at].on_line && at >= recorder->first;
}

/* --- the tree to begin with --------------------------------------------------------------------- */

static enum status fault_absent(struct recorder *recorder)
{
	return fault_set(
		recorder->fault, STATUS_UNABLE,
		"files of the past are not in this clone (a partial one), and bole fetches "
		"nothing; get them with `git fetch --refetch --no-filter`");
}

static enum status load(struct recorder *recorder)
{
	enum status status = sheets_load(recorder->sheets, recorder->fault);

	return status == STATUS_ABSENT ? fault_absent(recorder) : status;
}

static enum status list_frontier(struct recorder *recorder)
{
	struct listing *listing = &recorder->begun;
	enum status status = listing_of_commit(listing, recorder->session->repo,
	                                       &recorder->frontier, recorder->fault);

	if (status != STATUS_OK)
		return status;
	recorder->begun_changes = memory_new(listing->count * sizeof(struct past_change));
	for (size_t i = 0; i < listing->count; i++)
		recorder->begun_changes[i] =
			(struct past_change){ .path = listing->entries[i].path,
			                      .was = TEXT(""),
			                      .after = listing->entries[i].blob };
	return STATUS_OK;
}

static void forget_frontier(struct recorder *recorder)
{
	memory_free(recorder->begun_changes);
	recorder->begun_changes = NULL;
	listing_release(&recorder->begun);
}

/* Wanted with the first files that are measured: their versions stand beside each other then. */
static enum status enter_frontier(struct recorder *recorder)
{
	enum status status;

	if (object_id_none(&recorder->frontier))
		return STATUS_OK;
	status = list_frontier(recorder);
	if (status == STATUS_OK) {
		moving_enter(recorder->moving, recorder->begun_changes, recorder->begun.count);
		sheets_count_anew(recorder->sheets);
	}
	return status;
}

static enum status apply_frontier(struct recorder *recorder)
{
	enum status status;

	if (!recorder->begun_changes)
		return STATUS_OK;
	status = moving_apply(recorder->moving, recorder->begun_changes, recorder->begun.count,
	                      recorder->fault);
	if (status == STATUS_OK && !recorder->frontier_is_new)
		moving_settle(recorder->moving, NULL, NULL);
	forget_frontier(recorder);
	return status;
}

/* --- rows ------------------------------------------------------------------------------------------ */

static struct text subject_of(struct text message)
{
	const char *end = memchr(message.data, '\n', message.size);
	struct text subject = { message.data, end ? (size_t)(end - message.data) : message.size };

	if (subject.size > SUBJECT_MOST)
		subject.size = SUBJECT_MOST;
	return subject;
}

static void list_touches(struct recorder *recorder, const struct past_commit *commit,
                         struct past_row *row)
{
	struct past_touch *touches =
		arena_new(&recorder->arena, commit->change_count * sizeof(*touches));

	for (size_t i = 0; i < commit->change_count; i++) {
		const struct past_change *change =
			&recorder->past.changes[commit->first_change + i];

		if (language_of(change->path, TEXT("")))
			touches[row->touch_count++] =
				(struct past_touch){ change->path, change->was };
	}
	row->touches = touches;
}

/* Merges bring in what others did: they are no activity of their own. */
static struct past_row *add_row(struct recorder *recorder, const struct past_commit *commit)
{
	struct past_row *row;

	recorder->rows = array_grow(recorder->rows, &recorder->row_capacity, recorder->row_count,
	                            sizeof(*recorder->rows));
	row = &recorder->rows[recorder->row_count++];
	*row = (struct past_row){
		.commit = commit->id,
		.time = commit->time,
		.on_line = commit->on_line,
		.parents = commit->parents,
		.fix = message_is_fix(commit->message),
		.cohort = message_cohort(commit->message, commit->notes,
		                         bytes_text(&recorder->session->settings.assistants)),
		.files = (uint32_t)commit->change_count,
		.subject = subject_of(commit->message),
	};
	if (commit->parents < 2)
		list_touches(recorder, commit, row);
	return row;
}

/* The next commit of the line, in `past` or in the next stretch.  False: there is none. */
static bool next_of_line(const struct recorder *recorder, size_t at, int64_t *time)
{
	struct commit_info info = { 0 };

	while (++at < recorder->past.count && !recorder->past.commits[at].on_line)
		;
	if (at < recorder->past.count) {
		*time = recorder->past.commits[at].time;
		return true;
	}
	if (recorder->line_done == recorder->line_count)
		return false;
	if (recorder->recording->sampling.seconds &&
	    repo_commit_info(recorder->session->repo, &recorder->line[recorder->line_done], &info,
	                     recorder->fault) != STATUS_OK)
		return false;
	*time = info.time;
	return true;
}

/* Does the line rest here to be measured?  The last commit always is, and the frontier. */
static bool is_sampled(const struct recorder *recorder, size_t at, size_t since_last)
{
	const struct sampling *sampling = &recorder->recording->sampling;
	int64_t time;

	if (!next_of_line(recorder, at, &time))
		return true;
	if (object_id_equal(&recorder->past.commits[at].id, &recorder->frontier))
		return true;
	if (sampling->seconds)
		return time / sampling->seconds !=
		       recorder->past.commits[at].time / sampling->seconds;
	return since_last + 1 >= (sampling->commits ? sampling->commits : 1);
}

static enum status measure(struct recorder *recorder, size_t at, struct past_row *row)
{
	const struct past_commit *commit = &recorder->past.commits[at];
	struct recording *recording = recorder->recording;
	struct commit_info info;
	struct snapshot *snapshot;
	enum status status =
		moving_apply(recorder->moving, recorder->past.changes + commit->first_change,
	                     commit->change_count, recorder->fault);

	if (status != STATUS_OK || !is_sampled(recorder, at, recorder->sampled)) {
		recorder->sampled++;
		return status;
	}
	recorder->sampled = 0;
	moving_settle(recorder->moving, row, &recorder->arena);
	status = repo_commit_info(recorder->session->repo, &commit->id, &info, recorder->fault);
	snapshot = (struct snapshot *)row->snapshot;
	snapshot->commit = commit->id;
	snapshot->tree = info.tree;
	snapshot->time = commit->time;
	if (!recording->measured++)
		recording->first = commit->time;
	recording->last = commit->time;
	return status;
}

/* --- windows ------------------------------------------------------------------------------------------- */

static bool is_much(const struct recorder *recorder)
{
	return sheets_wanted(recorder->sheets) >= WINDOW_FILES ||
	       sheets_wanted_bytes(recorder->sheets) >= WINDOW_BYTES;
}

/* Takes commits until enough is to be parsed; ends with a commit that is measured, or before
 * the first of them. */
static size_t window_end(struct recorder *recorder, size_t begin)
{
	size_t at = begin, since_last = recorder->sampled;

	if (begin < recorder->first)
		return recorder->first - begin < WINDOW_COMMITS ? recorder->first
		                                                : begin + WINDOW_COMMITS;
	for (; at < recorder->past.count; at++) {
		const struct past_commit *commit = &recorder->past.commits[at];
		bool rests;

		if (!is_measured(recorder, at))
			continue;
		rests = is_sampled(recorder, at, since_last);
		moving_enter(recorder->moving, recorder->past.changes + commit->first_change,
		             commit->change_count);
		since_last = rests ? 0 : since_last + 1;
		if (rests && (is_much(recorder) || at - begin >= WINDOW_COMMITS))
			return at + 1;
	}
	return at;
}

static enum status write_rows(struct recorder *recorder)
{
	const struct timespec pause = { 0, 250000000 };
	struct history *history = recorder->session->history;
	int tries = recorder->recording->only_little ? 1 : TRIES;

	for (int i = 0; i < tries && history_usable(history); i++) {
		if (i)
			nanosleep(&pause, NULL);
		if (history_past_write(history, recorder->rows, recorder->row_count))
			return STATUS_OK;
	}
	return fault_store(recorder->fault);
}

static enum status record_commits(struct recorder *recorder, size_t begin, size_t end)
{
	enum status status = STATUS_OK;

	recorder->row_count = 0;
	for (size_t i = begin; i < end && status == STATUS_OK; i++) {
		struct past_row *row = add_row(recorder, &recorder->past.commits[i]);

		if (is_measured(recorder, i))
			status = measure(recorder, i, row);
		if (recorder->past.commits[i].on_line)
			progress_step(&recorder->progress, recorder->progress.done + 1);
	}
	return status;
}

/* What is wanted for the first commits that are measured is not swept away before. */
static enum status record_window(struct recorder *recorder, size_t begin, size_t end)
{
	bool measures = end > recorder->first;
	enum status status = measures ? load(recorder) : STATUS_OK;

	if (measures && status == STATUS_OK)
		status = apply_frontier(recorder);
	if (status == STATUS_OK)
		status = record_commits(recorder, begin, end);
	if (status != STATUS_OK)
		return status;
	if (end == recorder->past.count && recorder->line_done == recorder->line_count)
		sheets_keep(recorder->sheets);
	status = write_rows(recorder);
	recorder->recording->commits += recorder->row_count;
	arena_release(&recorder->arena);
	if (measures)
		sheets_sweep(recorder->sheets);
	return status;
}

static enum status record_stretch(struct recorder *recorder)
{
	enum status status = STATUS_OK;

	for (size_t begin = 0; begin < recorder->past.count && status == STATUS_OK;) {
		size_t end = window_end(recorder, begin);

		status = record_window(recorder, begin, end);
		begin = end;
	}
	return status;
}

static enum status record_all(struct recorder *recorder)
{
	enum status status = enter_frontier(recorder);

	progress_begin(&recorder->progress, "recording the history", recorder->line_count);
	while (status == STATUS_OK &&
	       (recorder->past.count || recorder->line_done < recorder->line_count)) {
		if (!recorder->past.count)
			status = recorder_read_on(recorder);
		if (status == STATUS_OK)
			status = record_stretch(recorder);
		past_release(&recorder->past);
	}
	progress_end(&recorder->progress);
	return status;
}

/* --- the door --------------------------------------------------------------------------------------------- */

static void say_missing(struct recorder *recorder)
{
	if (repo_is_shallow(recorder->session->repo))
		bytes_add_string(
			&recorder->recording->missing,
			"this clone is shallow: what was before is not here; get it with "
			"`git fetch --unshallow`, then run `bole history --since 1970-01-01`\n");
}

static void count(struct recorder *recorder)
{
	recorder->recording->parsed = sheets_parsed(recorder->sheets);
	recorder->recording->parsed_again = sheets_parsed_again(recorder->sheets);
	recorder->recording->graphs = moving_graphs(recorder->moving);
	say_missing(recorder);
}

static enum status tell_last(struct recorder *recorder)
{
	struct recording *recording = recorder->recording;
	struct commit_info info = { 0 };
	enum status status =
		repo_commit_info(recorder->session->repo, &recording->tip, &info, recorder->fault);

	recording->last = info.time;
	return status;
}

static enum status run(struct recorder *recorder)
{
	enum status status = recorder_begin(recorder);

	if (status == STATUS_OK)
		status = recorder->line_count ? record_all(recorder) : tell_last(recorder);
	return status;
}

enum status recording_run(struct recording *recording, struct session *session, struct fault *fault)
{
	struct recorder recorder = { .recording = recording, .session = session, .fault = fault };
	enum status status;

	recorder.sheets = sheets_new(session, 0);
	recorder.moving = moving_new(session, recorder.sheets);
	status = run(&recorder);
	count(&recorder);
	moving_free(recorder.moving);
	sheets_free(recorder.sheets);
	past_release(&recorder.past);
	forget_frontier(&recorder);
	memory_free(recorder.line);
	arena_release(&recorder.arena);
	memory_free(recorder.rows);
	return status;
}

enum status recording_catch_up(struct session *session, const struct object_id *commit)
{
	struct recording recording = { .tip = *commit, .only_little = true };
	struct object_id known;
	struct fault ignored = { 0 };
	enum status status = STATUS_OK;

	if (history_past_tip(session->history, &known) && !object_id_none(commit))
		status = recording_run(&recording, session, &ignored);
	recording_release(&recording);
	return status;
}

void recording_release(struct recording *recording)
{
	bytes_release(&recording->missing);
	*recording = RECORDING_INIT;
}
