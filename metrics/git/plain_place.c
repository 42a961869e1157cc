/*
 * The place of most repositories, found without asking git, which costs as much
 * as all else that a hook does for a small change: git runs hooks at the top of
 * the work tree, and names the repository in GIT_DIR unless it is the folder
 * `.git` there.  Anything out of the ordinary is git's to answer.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "repo.h"

static bool is_ours(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid();
}

/* git sets GIT_INDEX_FILE when it runs the hooks of a commit. */
static bool may_be_plain(const struct repo_place *place)
{
	static const char *const unusual[] = {
		"GIT_DIR",       "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_IMPLICIT_WORK_TREE",
		"GIT_NAMESPACE",
	};

	if (!place->from_hook || place->directory || place->git_dir ||
	    !environment_value("GIT_INDEX_FILE"))
		return false;
	for (size_t i = 0; i < sizeof(unusual) / sizeof(unusual[0]); i++)
		if (environment_value(unusual[i]))
			return false;
	return is_ours(".") && is_ours(".git") && access(".git/HEAD", R_OK) == 0;
}

/* Settings that make a place another one than it looks like. */
static bool is_moved(struct repo *repo, struct fault *fault)
{
	static const char *const movers[] = { "core.worktree", "extensions.objectFormat" };
	struct bytes value = BYTES_INIT;
	bool moved = false;

	for (size_t i = 0; i < sizeof(movers) / sizeof(movers[0]) && !moved; i++)
		moved = repo_setting(repo, movers[i], &value, fault) != STATUS_ABSENT;
	if (!moved && repo_setting(repo, "core.bare", &value, fault) == STATUS_OK)
		moved = !text_is(bytes_text(&value), "false");
	bytes_release(&value);
	return moved;
}

bool plain_place_find(struct repo *repo, const struct repo_place *place)
{
	const char *git_dir;
	struct fault fault = { 0 };

	if (!may_be_plain(place) || !repo->start)
		return false;
	git_dir = place_resolve(repo, repo->start, ".git");
	environment_set(&repo->environment, "GIT_DIR", git_dir);
	repo->child.directory = repo->start;
	repo->plain_dir = git_dir;
	if (is_moved(repo, &fault)) {
		repo->plain_dir = NULL;
		return false;
	}
	repo->id_size = GIT_OID_RAWSZ;
	place_set(repo, git_dir, repo->start);
	return true;
}
