/* From names to commits. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "repo.h"

extern char **environ;

/* --- names ---------------------------------------------------------------------- */

/* A revision like "origin/main" tells what it would be fetched by. */
static bool fetch_of(struct repo *repo, const char *revision, struct bytes *command)
{
	const char *slash = strchr(revision, '/');
	struct bytes name = BYTES_INIT, value = BYTES_INIT;
	struct fault ignored;
	bool known = false;

	if (!slash || strpbrk(revision, "~^:@ "))
		return false;
	bytes_format(&name, "remote.%.*s.url", (int)(slash - revision), revision);
	known = repo_setting(repo, name.data, &value, &ignored) == STATUS_OK;
	if (known)
		bytes_format(command, "%.*s +refs/heads/%s:refs/remotes/%s",
		             (int)(slash - revision), revision, slash + 1, revision);
	bytes_release(&name);
	bytes_release(&value);
	return known;
}

static enum status fault_no_commit(struct repo *repo, const char *revision, struct fault *fault)
{
	struct bytes what = BYTES_INIT;

	if (fetch_of(repo, revision, &what))
		fault_set(fault, STATUS_USAGE,
		          "'%s' is no commit here; get it with `git fetch %s%s`", revision,
		          repo_is_shallow(repo) ? "--unshallow " : "", what.data);
	else if (repo_is_shallow(repo))
		fault_set(fault, STATUS_USAGE,
		          "'%s' is no commit here, and this clone is shallow; get the rest with "
		          "`git fetch --unshallow`, or a part with `git fetch --deepen=100`",
		          revision);
	else
		fault_set(fault, STATUS_USAGE, "'%s' names no commit of this repository", revision);
	bytes_release(&what);
	return STATUS_USAGE;
}

/* Asked of git, which knows reflogs, upstreams, dates and searches.  Not --quiet: a no would then
 * look the same over a damaged commit graph, and not be asked again. */
static enum status name_resolve(struct repo *repo, const char *revision, struct object_id *object,
                                struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("rev-parse", "--verify", revision),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && (answer.exit_status || !object_id_parse(object, git_line(&answer))))
		status = STATUS_ABSENT;
	git_answer_release(&answer);
	return status;
}

enum status repo_commit(struct repo *repo, const char *revision, struct object_id *commit,
                        struct fault *fault)
{
	struct object_id object;
	enum status status = STATUS_OK;

	if (!*revision || *revision == '-')
		return fault_set(fault, STATUS_USAGE, "'%s' is no revision", revision);
	/* 40 digits may be the beginning of an id of SHA-256. */
	if (!object_id_parse(&object, text_of(revision)) || object.size != repo->id_size)
		status = name_resolve(repo, revision, &object, fault);
	if (!status)
		status = repo_peel(repo, &object, commit, fault);
	return status == STATUS_ABSENT ? fault_no_commit(repo, revision, fault) : status;
}

static enum status head_by_libgit2(struct repo *repo, struct object_id *commit, struct fault *fault)
{
	git_reference *head = NULL;
	int error = git_repository_head(&head, repo->handle);

	if (error == GIT_EUNBORNBRANCH)
		return STATUS_ABSENT;
	if (error < 0)
		return fault_libgit2(fault, STATUS_UNABLE, "cannot read HEAD");
	*commit = id_of_oid(git_reference_target(head));
	git_reference_free(head);
	return STATUS_OK;
}

/* A branch that is broken is no branch to git; it only complains. */
static enum status check_unborn(struct repo *repo, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("symbolic-ref", "--quiet", "HEAD"),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct bytes branch = BYTES_INIT;
	struct text complaint = TEXT("");
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	bytes_add_text(&branch, git_line(&answer));
	if (!status && !answer.exit_status && branch.size) {
		question.arguments = GIT_ARGUMENTS("for-each-ref", branch.data);
		status = git_ask(&repo->child, &question, &answer, fault);
	}
	complaint = git_complaint(&answer);
	if (!status)
		status = answer.exit_status || answer.out.size || !branch.size ||
		                         git_says(&answer, "warning: ") ||
		                         git_says(&answer, "error: ")
		                 ? fault_set(fault, STATUS_UNABLE, "cannot read HEAD: %.*s",
		                             (int)complaint.size, complaint.data)
		                 : STATUS_ABSENT;
	bytes_release(&branch);
	git_answer_release(&answer);
	return status;
}

static enum status head_by_git(struct repo *repo, struct object_id *commit, struct fault *fault)
{
	enum status status = name_resolve(repo, "HEAD", commit, fault);

	return status == STATUS_ABSENT ? check_unborn(repo, fault) : status;
}

enum status repo_head(struct repo *repo, struct object_id *commit, struct fault *fault)
{
	enum status status = repo->by_git.refs ? head_by_git(repo, commit, fault)
	                                       : head_by_libgit2(repo, commit, fault);

	if (status)
		return status;
	status = repo_peel(repo, commit, commit, fault);
	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_UNABLE, "the commit that HEAD names is missing");
	return status;
}

/* --- parents of the commit being made --------------------------------------------- */

/* Only commits that are here: the variables may have been left by a merge in
 * another repository. */
static void parent_add(struct repo *repo, struct text hex, struct object_id *parents, size_t *count)
{
	struct object_id id;
	struct fault ignored;

	if (*count == MERGE_PARENTS_MAX || !object_id_parse(&id, hex) ||
	    repo_peel(repo, &id, &id, &ignored) != STATUS_OK)
		return;
	for (size_t i = 0; i < *count; i++)
		if (object_id_equal(&parents[i], &id))
			return;
	parents[(*count)++] = id;
}

size_t repo_merge_parents(struct repo *repo, bool merging,
                          struct object_id parents[MERGE_PARENTS_MAX])
{
	static const char prefix[] = "GITHEAD_";
	struct bytes path = BYTES_INIT;
	size_t count = 0;
	char line[128];
	FILE *file;

	bytes_format(&path, "%s/MERGE_HEAD", repo->git_dir);
	file = fopen(path.data, "re");
	bytes_release(&path);
	if (file) {
		while (fgets(line, sizeof(line), file))
			parent_add(repo, text_trim(text_of(line)), parents, &count);
		fclose(file);
	}
	for (char **entry = environ; merging && entry && *entry; entry++) {
		const char *end = strchr(*entry, '=');
		const char *name = *entry + sizeof(prefix) - 1;

		if (end && strncmp(*entry, prefix, sizeof(prefix) - 1) == 0)
			parent_add(repo, (struct text){ name, (size_t)(end - name) }, parents,
			           &count);
	}
	return count;
}
