/* Paths as people type them: from where they stand, with "." and ".." in them. */
#include <string.h>

#include "repo.h"

/* Takes the last part away; false when there is none. */
static bool go_up(struct bytes *path)
{
	const char *slash = path->size ? strrchr(path->data, '/') : NULL;
	bool possible = path->size > 0;

	path->size = slash ? (size_t)(slash - path->data) : 0;
	path->data[path->size] = '\0';
	return possible;
}

/* Adds each part of `more`; false when that leads above the top. */
static bool go_along(struct bytes *path, const char *more)
{
	while (*more) {
		struct text part = { more, strcspn(more, "/") };

		more += part.size + (more[part.size] == '/');
		if (text_is(part, "..")) {
			if (!go_up(path))
				return false;
		} else if (part.size && !text_is(part, ".")) {
			if (path->size)
				bytes_add_char(path, '/');
			bytes_add_text(path, part);
		}
	}
	return true;
}

/* What comes below `top` in `path`; NULL when it lies elsewhere. */
static const char *below(const char *top, const char *path)
{
	size_t size = strlen(top);

	while (size && top[size - 1] == '/')
		size--;
	if (strncmp(path, top, size) != 0 || (path[size] && path[size] != '/'))
		return NULL;
	return path + size;
}

enum status repo_path(const struct repo *repo, const char *asked, struct bytes *path,
                      struct fault *fault)
{
	const char *start =
		repo->work_tree && repo->start ? below(repo->work_tree, repo->start) : NULL;
	const char *from_top = asked;
	bool inside = true;

	bytes_clear(path);
	bytes_add_string(path, "");
	if (*asked == '/')
		inside = repo->work_tree && (from_top = below(repo->work_tree, asked));
	else if (start)
		inside = go_along(path, start);
	if (!inside || !go_along(path, from_top))
		return fault_set(fault, STATUS_USAGE, "'%s' is outside of this repository", asked);
	return STATUS_OK;
}
