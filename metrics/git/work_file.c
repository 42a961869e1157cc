#include "work_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

enum status work_folder_open(struct work_folder *folder, const struct repo *repo,
                             struct fault *fault)
{
	*folder = (struct work_folder){ .top = -1, .folder = -1 };
	if (!repo->work_tree)
		return fault_set(fault, STATUS_USAGE, "there is no work tree here");
	folder->top = open(repo->work_tree, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->top < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot open %s: %s", repo->work_tree,
		                 strerror(errno));
	return STATUS_OK;
}

static void leave(struct work_folder *folder)
{
	if (folder->folder >= 0 && folder->folder != folder->top)
		close(folder->folder);
	folder->folder = -1;
	folder->known = false;
}

void work_folder_close(struct work_folder *folder)
{
	leave(folder);
	if (folder->top >= 0)
		close(folder->top);
	folder->top = -1;
	bytes_release(&folder->path);
}

/* A path of a hostile index may try to climb out of the work tree. */
static bool is_climbing(const char *name, size_t size)
{
	return size == 0 || (size == 1 && name[0] == '.') ||
	       (size == 2 && name[0] == '.' && name[1] == '.');
}

static int descend(int top, struct bytes *path)
{
	int at = top;
	char *name = path->data, *end = path->data + path->size;

	while (name && name < end && at >= 0) {
		char *slash = memchr(name, '/', (size_t)(end - name));
		int next = -1;

		*slash = '\0';
		if (!is_climbing(name, (size_t)(slash - name)))
			next = openat(at, name, FOLDER_FLAGS);
		*slash = '/';
		if (at != top)
			close(at);
		at = next;
		name = slash + 1;
	}
	return at;
}

/* Goes to the folder of `path`; its last name, or NULL without such a folder. */
static const char *go_to(struct work_folder *folder, struct text path)
{
	const char *slash = memrchr(path.data, '/', path.size);
	size_t size = slash ? (size_t)(slash - path.data) + 1 : 0;
	const char *name = path.data + size;

	if (!folder->known ||
	    !text_equal((struct text){ path.data, size }, bytes_text(&folder->path))) {
		leave(folder);
		bytes_clear(&folder->path);
		bytes_add(&folder->path, path.data, size);
		folder->folder = descend(folder->top, &folder->path);
		folder->known = true;
	}
	return folder->folder < 0 || is_climbing(name, path.size - size) ? NULL : name;
}

bool work_file_look(struct work_folder *folder, struct text path, struct stat *st)
{
	const char *name = go_to(folder, path);

	return name && fstatat(folder->folder, name, st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st->st_mode);
}

static bool read_most(int fd, size_t most, struct bytes *out)
{
	bytes_clear(out);
	while (out->size < most) {
		ssize_t size;

		bytes_reserve(out, 64 << 10);
		size = read(fd, out->data + out->size, 64 << 10);
		if (size < 0 && errno == EINTR)
			continue;
		if (size < 0)
			return false;
		if (size == 0)
			break;
		out->size += (size_t)size;
	}
	bytes_reserve(out, 0);
	out->data[out->size] = '\0';
	return true;
}

enum status work_file_read(struct work_folder *folder, struct text path, struct bytes *out,
                           struct stat *st, bool *whole, struct fault *fault)
{
	const char *name = go_to(folder, path);
	/* Not waiting for the other end of a pipe that has just taken its place. */
	int fd = name ? openat(folder->folder, name,
	                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
	              : -1;
	enum status status = STATUS_OK;

	if (fd < 0 && (!name || errno == ENOENT || errno == ELOOP))
		return STATUS_ABSENT;
	if (fd < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot open %s: %s", path.data,
		                 strerror(errno));
	if (fstat(fd, st) < 0 || !S_ISREG(st->st_mode))
		status = STATUS_ABSENT;
	else if (!read_most(fd, OVERLAY_FILE_MOST + 1, out))
		status = fault_set(fault, STATUS_UNABLE, "cannot read %s: %s", path.data,
		                   strerror(errno));
	*whole = !status && out->size <= OVERLAY_FILE_MOST;
	close(fd);
	return status;
}

bool work_file_again(const struct repo *repo, struct text path, struct bytes *out)
{
	struct work_folder folder;
	struct fault ignored;
	struct stat st;
	bool whole = false;
	enum status status = work_folder_open(&folder, repo, &ignored);

	if (!status)
		status = work_file_read(&folder, path, out, &st, &whole, &ignored);
	work_folder_close(&folder);
	return !status && whole;
}
