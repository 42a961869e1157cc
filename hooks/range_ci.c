/*
 * The base of a change in CI, in this order:
 *
 *	CI_MERGE_REQUEST_DIFF_BASE_SHA  GitLab: where the merge request left its target
 *	GITHUB_BASE_REF                 GitHub: the branch that a pull request goes to
 *	CI                              any other: the default branch of origin
 *
 * Never a branch of this clone: it is stale.  What cannot be found is an error
 * that says what to fetch, since a comparison with nothing would pass.
 */
#include <stdlib.h>
#include <string.h>

#include "run.h"

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static bool in_ci(void)
{
	const char *value = variable("CI");

	return value && strcmp(value, "false") != 0 && strcmp(value, "0") != 0;
}

static void say_source(struct moment *moment, const char *base, const char *source)
{
	size_t size = strlen(moment->compared);

	snprintf(moment->compared + size, sizeof(moment->compared) - size, " with %.60s (%s)", base,
	         source);
}

static enum status judge_branch(struct session *session, const char *branch, const char *source,
                                struct moment *moment, struct fault *fault)
{
	struct bytes range = BYTES_INIT;
	enum status status;

	bytes_format(&range, "%s...HEAD", branch);
	status = moment_of_range(session, "check", range.data, moment, fault);
	if (status == STATUS_OK)
		say_source(moment, branch, source);
	bytes_release(&range);
	return status;
}

static enum status judge_github(struct session *session, const char *base, struct moment *moment,
                                struct fault *fault)
{
	struct bytes branch = BYTES_INIT;
	enum status status;

	bytes_format(&branch, "origin/%s", base);
	status = judge_branch(session, branch.data, "GITHUB_BASE_REF", moment, fault);
	bytes_release(&branch);
	return status;
}

static enum status judge_gitlab(struct session *session, const char *base, struct moment *moment,
                                struct fault *fault)
{
	struct bytes range = BYTES_INIT;
	enum status status;

	bytes_format(&range, "%s..HEAD", base);
	status = moment_of_range(session, "check", range.data, moment, fault);
	if (status == STATUS_OK) {
		size_t size = strlen(moment->compared);

		snprintf(moment->compared + size, sizeof(moment->compared) - size,
		         " (CI_MERGE_REQUEST_DIFF_BASE_SHA)");
	}
	bytes_release(&range);
	return status;
}

/* CI systems fetch a commit and know no origin/HEAD; a person's clone has it. */
static enum status judge_default_branch(struct session *session, struct moment *moment,
                                        struct fault *fault)
{
	struct object_id ignored;
	struct fault missing = { 0 };
	enum status status;

	if (repo_commit(session->repo, "origin/HEAD", &ignored, &missing) != STATUS_OK)
		return fault_set(
			fault, STATUS_USAGE,
			"this is CI, and origin/HEAD, which a change is judged against, is not here; get "
			"it with `git fetch %sorigin && git remote set-head origin --auto`, or say "
			"BASE...HEAD",
			repo_is_shallow(session->repo) ? "--unshallow " : "");
	status = judge_branch(session, "origin/HEAD", "CI", moment, fault);
	/* On the default branch itself the push has moved origin/HEAD along. */
	if (status == STATUS_OK && object_id_equal(&moment->after, &moment->befores[0]))
		notice("NOT JUDGED: HEAD is what origin/HEAD is or was, so that there is no change; "
		       "what was pushed is judged by `bole check BASE..HEAD`");
	return status;
}

enum status moment_of_ci(struct session *session, struct moment *moment, struct fault *fault)
{
	const char *gitlab = variable("CI_MERGE_REQUEST_DIFF_BASE_SHA");
	const char *github = variable("GITHUB_BASE_REF");
	struct bytes url = BYTES_INIT;
	enum status status = STATUS_ABSENT;

	if (gitlab)
		return judge_gitlab(session, gitlab, moment, fault);
	if (github)
		return judge_github(session, github, moment, fault);
	if (in_ci())
		status = repo_setting(session->repo, "remote.origin.url", &url, fault);
	bytes_release(&url);
	return status == STATUS_OK ? judge_default_branch(session, moment, fault) : status;
}
