/* The index that a commit is made from: exactly the file that git named. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "index_file.h"

/* An index that git named and that is not there would make every file look
 * deleted.  Before the first commit there is none, and nothing is wrong. */
static enum status missing_index(struct repo *repo, struct fault *fault)
{
	struct object_id head, empty;
	struct commit_info info;
	enum status status;

	if (!repo->index_named)
		return STATUS_OK;
	status = repo_head(repo, &head, fault);
	if (status == STATUS_ABSENT)
		return STATUS_OK;
	if (!status)
		status = repo_commit_info(repo, &head, &info, fault);
	if (status)
		return status;
	if (object_id_parse(&empty, text_of(empty_tree(repo))) &&
	    object_id_equal(&empty, &info.tree))
		return STATUS_OK;
	return fault_set(fault, STATUS_UNABLE, "the index that GIT_INDEX_FILE names is missing: %s",
	                 repo->index_file);
}

/* The file: there, or rightly missing. */
static enum status index_look(struct repo *repo, struct fault *fault)
{
	struct stat st;

	if (repo->bare && !repo->index_named)
		return fault_set(fault, STATUS_USAGE,
		                 "a bare repository has no index; name the revisions to compare");
	if (stat(repo->index_file, &st) == 0)
		return S_ISREG(st.st_mode) ? STATUS_OK
		                           : fault_set(fault, STATUS_UNABLE,
		                                       "cannot read the index %s: it is no file",
		                                       repo->index_file);
	if (errno != ENOENT)
		return fault_set(fault, STATUS_UNABLE, "cannot read the index %s: %s",
		                 repo->index_file, strerror(errno));
	return missing_index(repo, fault);
}

static enum status fault_full(struct fault *fault)
{
	return fault_set(fault, STATUS_UNABLE, "the index has too many files, or too long paths");
}

/* --- through libgit2 -------------------------------------------------------------- */

static struct index_entry entry_of(const git_index_entry *known)
{
	return (struct index_entry){
		.path = text_of(known->path),
		.id = id_of_oid(&known->id),
		.mode = known->mode,
		.conflict = git_index_entry_stage(known) > 0,
		.intended = known->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD,
		.assumed = known->flags & GIT_INDEX_ENTRY_VALID,
		.skipped = known->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE,
		.known = known,
	};
}

static enum status walk_by_libgit2(git_index *index, index_found *found, void *context,
                                   struct fault *fault)
{
	size_t count = git_index_entrycount(index);
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && !status; i++) {
		struct index_entry entry = entry_of(git_index_get_byindex(index, i));

		status = found(context, &entry, fault);
	}
	return status;
}

/*
 * libgit2 knows no index that is split in two (core.splitIndex), sparse
 * (index.sparse) or without a checksum (index.skipHash), and ids of SHA-1 only.
 * git reads any, even one that is damaged: that must be found out before.
 */
enum status index_walk(struct repo *repo, bool whole, index_found *found, void *context,
                       struct fault *fault)
{
	git_index *index = NULL;
	enum status status = index_look(repo, fault);

	if (status)
		return status;
	if (index_file_explodes(repo->index_file, repo->id_size))
		return fault_full(fault);
	if (!repo->by_git.index && git_index_open(&index, repo->index_file) == 0) {
		status = walk_by_libgit2(index, found, context, fault);
		git_index_free(index);
		return status;
	}
	status = index_check(repo, fault);
	return status ? status : index_walk_by_git(repo, whole, found, context, fault);
}

/* --- the files of the next commit ----------------------------------------------------- */

/* What is in conflict is in no commit; left out, it would look deleted. */
static enum status fault_conflict(struct text path, struct fault *fault)
{
	return fault_set(fault, STATUS_UNABLE,
	                 "%.*s is in conflict: no commit can be made of the index yet; resolve it "
	                 "and `git add` it",
	                 (int)path.size, path.data);
}

static enum status take_staged(void *context, const struct index_entry *entry, struct fault *fault)
{
	if (entry->conflict)
		return fault_conflict(entry->path, fault);
	if (!mode_is_file(entry->mode) || entry->intended)
		return STATUS_OK;
	if (listing_is_full(context))
		return fault_full(fault);
	if (entry->lasting)
		listing_borrow(context, &(struct entry){ entry->path, entry->id }, 1);
	else
		listing_add(context, entry->path, &entry->id);
	return STATUS_OK;
}

/* Whether the file is one that is read here. */
static bool is_read_here(const struct repo *repo)
{
	return !repo->by_git.index && repo->id_size == GIT_OID_RAWSZ;
}

/* libgit2 makes an object of each entry, and checks the sum of the file in its careful way,
 * which together cost ten times as much. */
static enum status take_file(struct listing *out, struct repo *repo, struct fault *fault)
{
	struct index_file file = { 0 };
	enum status status = STATUS_ABSENT;

	if (is_read_here(repo))
		status = index_file_open(&file, repo->index_file);
	if (status == STATUS_OK) {
		listing_reserve(out, index_file_count(&file));
		status = index_file_walk(&file, take_staged, out, fault);
	}
	if (status != STATUS_OK) {
		index_file_close(&file);
		listing_release(out);
		return status;
	}
	out->mapped = (struct text){ (const char *)file.data, file.size };
	folders_read(out, file.folders);
	return STATUS_OK;
}

static enum status list_index(struct listing *out, struct repo *repo, struct fault *fault)
{
	enum status status = take_file(out, repo, fault);

	if (status == STATUS_ABSENT)
		status = index_walk(repo, false, take_staged, out, fault);
	if (status)
		listing_release(out);
	listing_order(out);
	return status;
}

enum status listing_of_index(struct listing *out, struct repo *repo, struct fault *fault)
{
	enum status status = index_look(repo, fault);

	listing_release(out);
	return status ? status : list_index(out, repo, fault);
}

enum status listing_look_at_index(struct listing *out, struct repo *repo, struct fault *fault)
{
	enum status status = index_look(repo, fault);

	listing_release(out);
	if (status)
		return status;
	if (!is_read_here(repo) || index_view_open(&out->view, repo->index_file) != STATUS_OK)
		return list_index(out, repo, fault);
	out->count = index_view_count(out->view);
	folders_read(out, index_view_folders(out->view));
	return STATUS_OK;
}
