/* The index that a commit is made from: exactly the file that git named. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repo.h"

/* git 2.40 and later may leave the checksum out: zeros in its place. */
static bool lacks_checksum(const char *path)
{
	static const char zeros[GIT_OID_RAWSZ];
	char trailer[GIT_OID_RAWSZ] = { 1 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	off_t size;

	if (fd < 0)
		return false;
	size = lseek(fd, 0, SEEK_END);
	if (size < (off_t)sizeof(trailer) ||
	    pread(fd, trailer, sizeof(trailer), size - (off_t)sizeof(trailer)) !=
	            (ssize_t)sizeof(trailer))
		trailer[0] = 1;
	close(fd);
	return memcmp(trailer, zeros, sizeof(zeros)) == 0;
}

static enum status fault_unreadable(const struct repo *repo, struct fault *fault)
{
	const git_error *error = git_error_last();
	const char *words = error && error->message ? error->message : "";

	if (strstr(words, "'link'"))
		return fault_set(fault, STATUS_UNABLE,
		                 "the index is split in two (core.splitIndex), which bole cannot "
		                 "read yet; `git update-index --no-split-index` makes it one");
	if (strstr(words, "'sdir'"))
		return fault_set(fault, STATUS_UNABLE,
		                 "the index is sparse (index.sparse), which bole cannot read yet; "
		                 "`git sparse-checkout reapply --no-sparse-index` makes it whole");
	if (lacks_checksum(repo->index_file))
		return fault_set(fault, STATUS_UNABLE,
		                 "the index has no checksum (index.skipHash, feature.manyFiles), "
		                 "which bole cannot read yet; `git -c index.skipHash=false "
		                 "update-index --force-write-index` adds it");
	return fault_libgit2(fault, STATUS_UNABLE, "cannot read the index %s", repo->index_file);
}

/* An index that git named and that is not there would make every file look
 * deleted.  Before the first commit there is none, and nothing is wrong. */
static enum status missing_index(struct repo *repo, struct fault *fault)
{
	static const char empty_tree[] = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
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
	if (object_id_parse(&empty, TEXT(empty_tree)) && object_id_equal(&empty, &info.tree))
		return STATUS_OK;
	return fault_set(fault, STATUS_UNABLE, "the index that GIT_INDEX_FILE names is missing: %s",
	                 repo->index_file);
}

enum status index_read(git_index **out, struct repo *repo, struct fault *fault)
{
	struct stat st;

	*out = NULL;
	if (repo->bare && !repo->index_named)
		return fault_set(fault, STATUS_USAGE,
		                 "a bare repository has no index; name the revisions to compare");
	if (stat(repo->index_file, &st) < 0) {
		if (errno != ENOENT)
			return fault_set(fault, STATUS_UNABLE, "cannot read the index %s: %s",
			                 repo->index_file, strerror(errno));
		enum status status = missing_index(repo, fault);
		if (status)
			return status;
	}
	if (git_index_open(out, repo->index_file) < 0)
		return fault_unreadable(repo, fault);
	return STATUS_OK;
}

static bool is_staged_file(const git_index_entry *entry)
{
	return mode_is_file(entry->mode) &&
	       !(entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD);
}

static void add_entry(struct listing *out, const git_index_entry *entry)
{
	struct object_id blob = id_of_oid(&entry->id);

	listing_add(out, text_of(entry->path), &blob);
}

/* What is in conflict is in no commit; left out, it would look deleted. */
static enum status fault_conflict(const git_index_entry *entry, struct fault *fault)
{
	return fault_set(fault, STATUS_UNABLE,
	                 "%s is in conflict: no commit can be made of the index yet; resolve it "
	                 "and `git add` it",
	                 entry->path);
}

enum status listing_of_index(struct listing *out, struct repo *repo, struct fault *fault)
{
	git_index *index;
	enum status status;
	size_t count;

	listing_release(out);
	status = index_read(&index, repo, fault);
	if (status)
		return status;
	count = git_index_entrycount(index);
	for (size_t i = 0; i < count && !status; i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);

		if (git_index_entry_stage(entry) > 0)
			status = fault_conflict(entry, fault);
		else if (is_staged_file(entry))
			add_entry(out, entry);
	}
	if (!status)
		folders_read(out, index);
	git_index_free(index);
	if (status)
		listing_release(out);
	listing_order(out);
	return status;
}
