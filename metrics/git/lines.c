#include <git2.h>

#include "bole/git.h"

enum { LINES_BYTES_MAX = 1 << 20 }; /* as much as bole reads of any file */

/* A blob that is not in this clone is no blob. */
static enum status read_side(struct repo *repo, const struct object_id *blob, struct bytes *out,
                             bool *too_large, struct fault *fault)
{
	enum status status;

	if (!blob)
		return STATUS_OK;
	status = blob_read(repo, blob, LINES_BYTES_MAX, out, too_large, fault);
	return status == STATUS_ABSENT ? STATUS_OK : status;
}

/* libgit2 lends its diff, which is git's; it reads no repository here. */
static enum status compare(const struct bytes *before, const struct bytes *after,
                           struct line_count *lines, struct fault *fault)
{
	git_diff_options options;
	git_patch *patch = NULL;
	size_t added = 0, removed = 0;

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.context_lines = 0;
	if (git_patch_from_buffers(&patch, before->data, before->size, NULL, after->data,
	                           after->size, NULL, &options) != 0 ||
	    (patch && git_patch_line_stats(NULL, &added, &removed, patch) != 0)) {
		git_patch_free(patch);
		return fault_set(fault, STATUS_UNABLE, "cannot compare two files line by line");
	}
	git_patch_free(patch);
	*lines = (struct line_count){ (uint32_t)added, (uint32_t)removed };
	return STATUS_OK;
}

enum status blob_lines_changed(struct repo *repo, const struct object_id *before,
                               const struct object_id *after, struct line_count *lines,
                               struct fault *fault)
{
	struct bytes sides[2] = { BYTES_INIT, BYTES_INIT };
	bool too_large[2] = { false, false };
	enum status status = read_side(repo, before, &sides[0], &too_large[0], fault);

	*lines = (struct line_count){ 0, 0 };
	if (status == STATUS_OK)
		status = read_side(repo, after, &sides[1], &too_large[1], fault);
	if (status == STATUS_OK && !too_large[0] && !too_large[1])
		status = compare(&sides[0], &sides[1], lines, fault);
	bytes_release(&sides[0]);
	bytes_release(&sides[1]);
	return status;
}
