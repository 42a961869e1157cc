/* Where git looks for hooks, and whose folder that is. */
#include <stdlib.h>
#include <string.h>

#include "hook_file.h"

/* With links followed, as far as it exists. */
static void resolve(struct bytes *out, const char *path)
{
	char *real = realpath(path, NULL);

	bytes_clear(out);
	bytes_add_string(out, real ? real : path);
	memory_free(real);
}

static bool is_below(const char *path, const char *folder)
{
	size_t size = strlen(folder);

	return strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

/* The index says what is tracked; without one that can be read, anything may be. */
static bool holds_tracked(struct repo *repo, const char *folder)
{
	struct listing listing = LISTING_INIT;
	struct bytes prefix = BYTES_INIT;
	struct fault ignored;
	bool found = listing_of_index(&listing, repo, &ignored) != STATUS_OK;
	size_t top = strlen(repo_work_tree(repo));

	if (folder[top] == '/')
		bytes_format(&prefix, "%s/", folder + top + 1);
	for (size_t i = 0; i < listing.count && !found; i++)
		found = !prefix.size || text_starts(listing.entries[i].path, prefix.data);
	bytes_release(&prefix);
	listing_release(&listing);
	return found;
}

/* husky 9 lets git look in .husky/_ and people write into .husky. */
static bool is_husky(const char *path, struct bytes *person)
{
	struct text text = text_of(path);

	if (text_ends(text, "/.husky/_"))
		text.size -= strlen("/_");
	else if (!text_ends(text, "/.husky"))
		return false;
	bytes_clear(person);
	bytes_add_text(person, text);
	return true;
}

static enum hook_folder_kind kind_of(struct hook_folder *folder, struct repo *repo, bool configured)
{
	const char *top = repo_work_tree(repo);
	struct bytes common = BYTES_INIT, real = BYTES_INIT;
	enum hook_folder_kind kind = FOLDER_OUTSIDE;
	char *exists = realpath(folder->path.data, NULL);

	resolve(&real, folder->path.data);
	resolve(&common, repo_common_dir(repo));
	if (is_below(real.data, common.data))
		kind = FOLDER_GIT;
	else if (is_husky(folder->path.data, &folder->person))
		kind = FOLDER_HUSKY;
	else if (configured && (!exists || strcmp(exists, "/dev/null") == 0))
		kind = FOLDER_MISSING;
	else if (top && is_below(real.data, top))
		kind = holds_tracked(repo, real.data) ? FOLDER_TRACKED : FOLDER_PRIVATE;
	else if (!exists && !configured)
		kind = FOLDER_GIT;
	memory_free(exists);
	bytes_release(&common);
	bytes_release(&real);
	return kind;
}

enum status hook_folder_find(struct hook_folder *folder, struct repo *repo, struct fault *fault)
{
	bool configured;
	enum status status = repo_hooks_dir(repo, &folder->path, &configured, fault);

	if (status)
		return status;
	bytes_clear(&folder->person);
	bytes_clear(&folder->usual);
	bytes_add_text(&folder->person, bytes_text(&folder->path));
	bytes_format(&folder->usual, "%s/hooks", repo_common_dir(repo));
	folder->kind = kind_of(folder, repo, configured);
	folder->elsewhere =
		configured && !text_equal(bytes_text(&folder->path), bytes_text(&folder->usual));
	return STATUS_OK;
}

void hook_folder_release(struct hook_folder *folder)
{
	bytes_release(&folder->path);
	bytes_release(&folder->person);
	bytes_release(&folder->usual);
}

bool hook_folder_writable(const struct hook_folder *folder)
{
	return folder->kind == FOLDER_GIT || folder->kind == FOLDER_PRIVATE;
}
