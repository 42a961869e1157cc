#include "run.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "copies.h"
#include "judged_files.h"

/* What the change is judged against: HEAD, and each other parent of a merge. */
struct parent {
	struct state state;
	struct changes changes;
};

/* --- one before, one after -------------------------------------------------------------- */

struct comparison {
	struct session *session;
	struct state *before, *after;
	struct fault *fault;
	enum status status; /* of what the judge asked for */
};

/* The judge is pure: it asks here for the units of files that did not change. */
static const struct facts *units_of(void *context, const struct regions *regions, uint32_t file)
{
	struct comparison *comparison = context;
	struct state *state =
		regions == &comparison->after->regions ? comparison->after : comparison->before;
	const struct wanted blob = state_blob(state, file);
	const struct facts *facts = NULL;

	if (comparison->status == STATUS_OK)
		comparison->status =
			book_units(comparison->session->book, &blob, &facts, comparison->fault);
	return comparison->status == STATUS_OK ? facts : NULL;
}

static enum status judge_case(void *context, const struct case_file *file,
                              const struct changes *changes, struct fault *fault)
{
	(void)changes;
	(void)fault;
	judge(context, file);
	return STATUS_OK;
}

static enum status compare(struct session *session, struct parent *parent, struct state *after,
                           use_of_case *use, void *context, struct fault *fault)
{
	struct state *before = &parent->state;
	struct comparison comparison = {
		.session = session, .before = before, .after = after, .fault = fault
	};
	struct judged_files files = JUDGED_FILES_INIT;
	struct copies copies = COPIES_INIT;
	enum status status =
		judged_files_gather(&files, session, before, after, &parent->changes, fault);
	char date[11];

	if (status == STATUS_OK && before->policy.enabled && !files.left_out)
		status = copies_find(&copies, session, before, after, &parent->changes, fault);
	if (status == STATUS_OK) {
		struct case_file file = {
			.before = { &before->regions, &before->policy },
			.after = { &after->regions, &after->policy },
			.changes = files.changes,
			.change_count = parent->changes.count,
			.units_of = units_of,
			.units_context = &comparison,
			.copies = copies.copies,
			.copy_count = copies.copy_count,
			.siblings = copies.siblings,
			.sibling_count = copies.sibling_count,
			.today = text_of(today(date)),
		};

		status = use(context, &file, &parent->changes, fault);
		if (comparison.status != STATUS_OK)
			status = comparison.status;
	}
	copies_release(&copies);
	judged_files_release(&files);
	return status;
}

/* --- all of a moment ----------------------------------------------------------------------- */

static enum status list_after(struct session *session, const struct moment *moment,
                              struct listing *listing, struct fault *fault)
{
	switch (moment->after_kind) {
	case AFTER_INDEX:
		return listing_look_at_index(listing, session->repo, fault);
	case AFTER_WORK_TREE:
		return listing_of_work_tree(listing, session->repo, fault);
	default:
		return listing_of_commit(listing, session->repo, &moment->after, fault);
	}
}

static enum status list_parent(struct session *session, const struct object_id *commit,
                               const struct state *after, struct parent *parent,
                               struct fault *fault)
{
	enum status status;

	parent->state.is_past = true;
	parent->state.next = after;
	parent->state.changes = &parent->changes;
	status = listing_of_commit_near(&parent->state.listing, session->repo, commit,
	                                &after->listing, fault);
	if (status == STATUS_OK)
		changes_between(&parent->changes, &parent->state.listing, &after->listing);
	return status;
}

static bool touches(const struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		if ((change->before && chart_is_made_of(change->before->path)) ||
		    (change->after && chart_is_made_of(change->after->path)))
			return true;
	}
	return false;
}

/* A change of documents need not know what stands on what: nothing of it differs. */
static enum status measure(struct state *state, struct session *session, bool touched,
                           struct fault *fault)
{
	return touched ? state_survey(state, session, fault)
	               : state_read_policy(state, session, fault);
}

static void record(struct session *session, const struct moment *moment,
                   const struct verdict *verdict, double seconds)
{
	history_record(session->history,
	               &(struct judgement){
			       .moment = moment->name,
			       .before = moment->before_count ? moment->befores[0]
	                                                      : (struct object_id){ 0 },
			       .after = moment->after_kind == AFTER_COMMIT
	                                        ? moment->after
	                                        : (struct object_id){ 0 },
			       .time = (int64_t)time(NULL),
			       .seconds = seconds,
			       .verdict = verdict,
		       });
}

static enum status judge_against(struct session *session, struct parent *parents, size_t count,
                                 struct state *after, struct verdict *verdict, struct fault *fault)
{
	bool touched = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count; i++)
		touched |= touches(&parents[i].changes);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = judged_files_first(session, &parents[i].changes, fault);
	if (status == STATUS_OK)
		status = measure(after, session, touched, fault);
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct verdict another = VERDICT_INIT;

		status = measure(&parents[i].state, session, touched, fault);
		if (status == STATUS_OK)
			status = compare(session, &parents[i], after, judge_case,
			                 i ? &another : verdict, fault);
		if (status == STATUS_OK && i)
			verdict_intersect(verdict, &another);
		verdict_release(&another);
		state_release(&parents[i].state);
	}
	return status;
}

static enum status measure_and_judge(struct session *session, const struct moment *moment,
                                     struct verdict *verdict, struct fault *fault)
{
	size_t count = moment->before_count ? moment->before_count : 1;
	struct parent *parents = memory_new(count * sizeof(*parents));
	struct state after = { .is_next = moment->after_kind == AFTER_INDEX };
	enum status status = list_after(session, moment, &after.listing, fault);

	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = list_parent(session, moment->before_count ? &moment->befores[i] : NULL,
		                     &after, &parents[i], fault);
	if (status == STATUS_OK)
		status = judge_against(session, parents, count, &after, verdict, fault);
	if (status == STATUS_OK)
		status = listing_seen(&after.listing, fault);
	for (size_t i = 0; i < count; i++) {
		changes_release(&parents[i].changes);
		state_release(&parents[i].state);
	}
	memory_free(parents);
	state_release(&after);
	return status;
}

enum status run_judge(struct session *session, const struct moment *moment, struct verdict *verdict,
                      struct fault *fault)
{
	double begun = seconds_now();
	bool had_lost_chart = session_lost_chart(session);
	enum status status = measure_and_judge(session, moment, verdict, fault);

	if (session_lost_chart(session) && !had_lost_chart) {
		verdict_release(verdict);
		*fault = (struct fault){ 0 };
		status = measure_and_judge(session, moment, verdict, fault);
	}
	if (status == STATUS_OK)
		record(session, moment, verdict, seconds_now() - begun);
	return status;
}

enum status run_compare(struct session *session, const struct moment *moment, use_of_case *use,
                        void *context, struct fault *fault)
{
	struct parent parent = { .changes = CHANGES_INIT };
	struct state after = STATE_INIT;
	enum status status = list_after(session, moment, &after.listing, fault);

	if (status == STATUS_OK)
		status = list_parent(session, moment->before_count ? &moment->befores[0] : NULL,
		                     &after, &parent, fault);
	if (status == STATUS_OK)
		status = state_measure(&after, session, fault);
	if (status == STATUS_OK)
		status = state_measure(&parent.state, session, fault);
	if (status == STATUS_OK)
		status = compare(session, &parent, &after, use, context, fault);
	if (status == STATUS_OK)
		status = listing_seen(&after.listing, fault);
	changes_release(&parent.changes);
	state_release(&parent.state);
	state_release(&after);
	return status;
}

/* --- moments ---------------------------------------------------------------------------------- */

enum status moment_of_commit(struct session *session, const char *name, enum after_kind kind,
                             struct moment *moment, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	enum status status;

	*moment = (struct moment){ .name = name, .after_kind = kind };
	status = repo_head(session->repo, &moment->befores[0], fault);
	if (status != STATUS_OK)
		return status;
	moment->before_count =
		1 + repo_merge_parents(session->repo, strcmp(name, "pre-merge-commit") == 0,
	                               moment->befores + 1);
	snprintf(moment->compared, sizeof(moment->compared), "%s against HEAD %.8s%s",
	         kind == AFTER_INDEX ? "index" : "work tree",
	         object_id_hex(&moment->befores[0], hex),
	         moment->before_count > 1 ? " and the merged parents" : "");
	return STATUS_OK;
}

/* --- printed ------------------------------------------------------------------------------------ */

/* Switched off, and said so, is a wish and no failure. */
static int outcome_exit(enum outcome outcome)
{
	return outcome == OUTCOME_REJECTED ? EXIT_REJECTED : EXIT_ACCEPTED;
}

struct answer {
	const struct verdict *verdict;
	struct verdict_context context;
};

static enum status print_answer(void *context, struct sink *sink, struct fault *fault)
{
	const struct answer *answer = context;

	(void)fault;
	verdict_write(sink, answer->verdict, &answer->context);
	return STATUS_OK;
}

int run_and_print(struct session *session, const struct moment *moment,
                  const struct print_options *print, bool in_hook, size_t most, struct fault *fault)
{
	struct verdict verdict = VERDICT_INIT;
	double begun = seconds_now();
	char before[OBJECT_ID_HEX] = "", after[OBJECT_ID_HEX] = "";
	int result = STATUS_UNABLE;
	enum status status = run_judge(session, moment, &verdict, fault);

	if (status == STATUS_OK && moment->before_count)
		object_id_hex(&moment->befores[0], before);
	if (status == STATUS_OK && moment->after_kind == AFTER_COMMIT)
		object_id_hex(&moment->after, after);
	if (status == STATUS_OK)
		status = print_each(print, print_answer,
		                    &(struct answer){ &verdict,
		                                      { .moment = moment->name,
		                                        .compared = moment->compared,
		                                        .before = text_of(before),
		                                        .after = text_of(after),
		                                        .seconds = seconds_now() - begun,
		                                        .in_hook = in_hook,
		                                        .most = most } },
		                    fault);
	if (status == STATUS_OK)
		result = outcome_exit(verdict.outcome);
	else if (fault->status == STATUS_USAGE)
		result = STATUS_USAGE;
	verdict_release(&verdict);
	return result;
}
