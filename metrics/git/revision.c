/* From names to commits, and what a commit says of itself. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "repo.h"

enum { TAGS_MOST = 32 }; /* tags of tags of tags */

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

/* Asked of git, which knows reflogs, upstreams, dates and searches. */
static enum status name_resolve(struct repo *repo, const char *revision, struct object_id *object,
                                struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("rev-parse", "--verify", "--quiet", revision),
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
	if (!object_id_parse(&object, text_of(revision)))
		status = name_resolve(repo, revision, &object, fault);
	if (!status)
		status = repo_peel(repo, &object, commit, fault);
	return status == STATUS_ABSENT ? fault_no_commit(repo, revision, fault) : status;
}

enum status repo_head(struct repo *repo, struct object_id *commit, struct fault *fault)
{
	git_reference *head = NULL;
	enum status status;
	int error;

	error = git_repository_head(&head, repo->handle);
	if (error == GIT_EUNBORNBRANCH)
		return STATUS_ABSENT;
	if (error < 0)
		return fault_libgit2(fault, STATUS_UNABLE, "cannot read HEAD");
	*commit = id_of_oid(git_reference_target(head));
	git_reference_free(head);

	status = repo_peel(repo, commit, commit, fault);
	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_UNABLE, "the commit that HEAD names is missing");
	return status;
}

enum status repo_peel(struct repo *repo, const struct object_id *object, struct object_id *commit,
                      struct fault *fault)
{
	struct object_id id = *object;

	for (int depth = 0; depth < TAGS_MOST; depth++) {
		git_object_t type;
		git_tag *tag = NULL;
		git_oid oid;
		size_t size;
		enum status status = object_header(repo, &id, &size, &type, fault);

		if (status)
			return status;
		if (type == GIT_OBJECT_COMMIT) {
			*commit = id;
			return STATUS_OK;
		}
		if (type != GIT_OBJECT_TAG)
			return STATUS_ABSENT;
		oid = oid_of_id(&id);
		if (git_tag_lookup(&tag, repo->handle, &oid) < 0)
			return fault_libgit2(fault, STATUS_UNABLE, "cannot read a tag");
		id = id_of_oid(git_tag_target_id(tag));
		git_tag_free(tag);
	}
	return STATUS_ABSENT;
}

/* --- what a commit says ----------------------------------------------------------- */

static enum status commit_lookup(struct repo *repo, const struct object_id *id, git_commit **out,
                                 struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	git_oid oid = oid_of_id(id);

	if (id->size != GIT_OID_RAWSZ || git_commit_lookup(out, repo->handle, &oid) < 0)
		return fault_libgit2(fault, STATUS_UNABLE, "cannot read commit %s",
		                     object_id_hex(id, hex));
	return STATUS_OK;
}

enum status repo_commit_info(struct repo *repo, const struct object_id *commit,
                             struct commit_info *info, struct fault *fault)
{
	git_commit *found = NULL;
	enum status status = commit_lookup(repo, commit, &found, fault);

	if (status)
		return status;
	info->tree = id_of_oid(git_commit_tree_id(found));
	info->time = git_commit_time(found);
	git_commit_free(found);
	return STATUS_OK;
}

/* --- parents ------------------------------------------------------------------------ */

enum status repo_parents(struct repo *repo, const struct object_id *commit,
                         struct object_id parents[MERGE_PARENTS_MAX], size_t *count,
                         struct fault *fault)
{
	git_commit *found = NULL;
	enum status status = commit_lookup(repo, commit, &found, fault);
	unsigned total;

	*count = 0;
	if (status)
		return status;
	total = shallow_cuts(&repo->shallow, commit) ? 0 : git_commit_parentcount(found);
	for (unsigned i = 0; i < total && *count < MERGE_PARENTS_MAX; i++)
		parents[(*count)++] = id_of_oid(git_commit_parent_id(found, i));
	git_commit_free(found);
	return STATUS_OK;
}

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
