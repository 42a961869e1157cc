/*
 * Where two histories part.  Asked of git, which honours shallow clones (where
 * libgit2's walk dies at the cut) and reads commit-graph files.
 */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

static enum status fault_cut(struct fault *fault, const char *what)
{
	return fault_set(fault, STATUS_USAGE,
	                 "%s cannot be found in this shallow clone; get more history with "
	                 "`git fetch --deepen=100`, or all of it with `git fetch --unshallow`",
	                 what);
}

static enum status fault_answer(const struct git_answer *answer, const char *command,
                                struct fault *fault)
{
	struct text complaint = git_complaint(answer);

	return fault_set(fault, STATUS_UNABLE, "git %s: %.*s", command, (int)complaint.size,
	                 complaint.data);
}

enum status repo_merge_base(struct repo *repo, const struct object_id *a, const struct object_id *b,
                            struct object_id *base, struct fault *fault)
{
	char a_hex[OBJECT_ID_HEX], b_hex[OBJECT_ID_HEX];
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("merge-base", object_id_hex(a, a_hex),
		                           object_id_hex(b, b_hex)),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (status)
		goto done;
	if (answer.exit_status == 1)
		status = repo_is_shallow(repo)
		                 ? fault_cut(fault, "the commit at which these two part")
		                 : STATUS_ABSENT;
	else if (answer.exit_status || !object_id_parse(base, git_line(&answer)))
		status = fault_answer(&answer, "merge-base", fault);
done:
	git_answer_release(&answer);
	return status;
}

/* --- what a remote has ---------------------------------------------------------------- */

enum status repo_any_ref(struct repo *repo, const char *prefix, bool *found, struct fault *fault)
{
	struct git_question question = {
		.arguments =
			GIT_ARGUMENTS("for-each-ref", "--count=1", "--format=%(refname)", prefix),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && answer.exit_status)
		status = fault_answer(&answer, "for-each-ref", fault);
	*found = answer.out.size > 0;
	git_answer_release(&answer);
	return status;
}

/* "--remotes=NAME" if that remote has tracking refs, "--remotes" if only others
 * have, nothing if none has. */
static enum status remotes_option(struct repo *repo, const char *remote, struct bytes *option,
                                  struct fault *fault)
{
	enum status status = STATUS_OK;
	struct bytes prefix = BYTES_INIT;
	bool found = false;

	/* A URL, or a name that git would take for a pattern. */
	if (remote && !strpbrk(remote, ":*?[\\") && *remote != '/' && *remote != '.') {
		bytes_format(&prefix, "refs/remotes/%s/", remote);
		status = repo_any_ref(repo, prefix.data, &found, fault);
		if (found)
			bytes_format(option, "--remotes=%s", remote);
	}
	if (!status && !found) {
		status = repo_any_ref(repo, "refs/remotes/", &found, fault);
		if (found)
			bytes_add_string(option, "--remotes");
	}
	bytes_release(&prefix);
	return status;
}

static enum status tracking_find(struct repo *repo, const char *remote, struct fault *fault)
{
	struct tracking *tracking = &repo->tracking;
	const char *name = remote ? remote : "";
	enum status status;

	if (tracking->known && text_is(bytes_text(&tracking->remote), name))
		return STATUS_OK;
	bytes_clear(&tracking->remote);
	bytes_add_string(&tracking->remote, name);
	bytes_clear(&tracking->option);
	status = remotes_option(repo, remote, &tracking->option, fault);
	tracking->known = !status;
	return status;
}

/*
 * Lines "TIME ID" of what only we have and "TIME -ID" of where it begins.  The
 * newest beginning is no ancestor of another one.  No line at all: the remote
 * has the tip itself.
 */
static bool newest_beginning(struct text lines, struct object_id *base)
{
	long long newest = 0;
	bool found = false;

	while (lines.size) {
		const char *end = memchr(lines.data, '\n', lines.size);
		size_t size = end ? (size_t)(end - lines.data) + 1 : lines.size;
		char *id;
		long long time = strtoll(lines.data, &id, 10);
		struct object_id parsed;

		if (strncmp(id, " -", 2) == 0 && (!found || time > newest) &&
		    object_id_parse(&parsed,
		                    text_trim((struct text){
					    id + 2, size - (size_t)(id + 2 - lines.data) }))) {
			*base = parsed;
			newest = time;
			found = true;
		}
		lines = (struct text){ lines.data + size, lines.size - size };
	}
	return found;
}

/* Where `tip` leaves what the refs that `option` names hold. */
static enum status beginning_of(struct repo *repo, const struct object_id *tip, const char *option,
                                struct object_id *base, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	struct git_answer answer = GIT_ANSWER_INIT;
	struct git_question question = { .most = ANSWER_LARGE };
	struct object_id commit;
	enum status status = repo_peel(repo, tip, &commit, fault);

	/* Checked here, because rev-list is told to pass over what is missing. */
	if (status == STATUS_ABSENT)
		status = fault_set(fault, STATUS_UNABLE, "%s is no commit that is here",
		                   object_id_hex(tip, hex));
	if (status)
		goto done;
	question.arguments =
		GIT_ARGUMENTS("rev-list", "--ignore-missing", "--boundary", "--timestamp",
	                      object_id_hex(&commit, hex), "--not", option, "--");
	status = git_ask(&repo->child, &question, &answer, fault);
	if (status)
		goto done;
	if (answer.exit_status)
		status = fault_answer(&answer, "rev-list", fault);
	else if (!answer.out.size)
		*base = commit;
	else if (!newest_beginning(bytes_text(&answer.out), base))
		status = repo_is_shallow(repo)
		                 ? fault_cut(fault, "the commit at which this left the remote")
		                 : STATUS_ABSENT;
done:
	git_answer_release(&answer);
	return status;
}

enum status repo_push_base(struct repo *repo, const struct object_id *tip, const char *remote,
                           struct object_id *base, struct fault *fault)
{
	enum status status = tracking_find(repo, remote, fault);

	if (!status && !repo->tracking.option.size)
		status = STATUS_ABSENT;
	return status ? status : beginning_of(repo, tip, repo->tracking.option.data, base, fault);
}

enum status repo_receive_base(struct repo *repo, const struct object_id *tip,
                              struct object_id *base, struct fault *fault)
{
	return beginning_of(repo, tip, "--all", base, fault);
}
