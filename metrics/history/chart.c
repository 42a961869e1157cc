/*
 * The chart beside the store: `chart`, one file, replaced as a whole by a rename, so that
 * whoever has it mapped keeps what he has.  What is in it is its reader's to judge.
 */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	CHART_MOST = 1 << 30,
	CHART_ABANDONED = 60, /* seconds after which nobody writes a new one any more */
};

static void chart_name(const struct history *history, const char *ending, struct bytes *out)
{
	bytes_clear(out);
	bytes_format(out, "%s/chart%s", history->folder, ending);
}

struct text history_chart(struct history *history)
{
	struct bytes name = BYTES_INIT;
	void *data = MAP_FAILED;
	struct stat file;
	int fd;

	if (!history->db || history->chart.size)
		return history->chart;
	chart_name(history, "", &name);
	fd = open(name.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bytes_release(&name);
	if (fd < 0)
		return TEXT("");
	if (fstat(fd, &file) == 0 && S_ISREG(file.st_mode) && file.st_nlink == 1 &&
	    file.st_size > 0 && file.st_size <= CHART_MOST)
		data = mmap(NULL, (size_t)file.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED) {
		close(fd);
		return TEXT("");
	}
	history->chart_file = fd;
	history->chart = (struct text){ data, (size_t)file.st_size };
	return history->chart;
}

bool history_read_chart(struct history *history, size_t from, void *into, size_t size)
{
	return history->chart.size ? read_at(history->chart_file, into, size, from) : !size;
}

void store_release_chart(struct history *history)
{
	if (history->chart.size) {
		munmap((void *)(uintptr_t)history->chart.data, history->chart.size);
		close(history->chart_file);
	}
	history->chart = TEXT("");
}

/* -1: somebody else is writing one, or nobody can. */
static int open_new(const char *name, mode_t mode)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = open(name, flags, mode);
	struct stat old;

	if (fd >= 0 || errno != EEXIST)
		return fd;
	if (lstat(name, &old) != 0 || time(NULL) - old.st_mtime < CHART_ABANDONED ||
	    unlink(name) != 0)
		return -1;
	return open(name, flags, mode);
}

static bool write_all(int fd, struct text bytes)
{
	while (bytes.size) {
		ssize_t written = write(fd, bytes.data, bytes.size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes.data += written;
		bytes.size -= (size_t)written;
	}
	return true;
}

void history_keep_chart(struct history *history, struct text bytes)
{
	struct bytes name = BYTES_INIT, fresh = BYTES_INIT;
	struct stat store;
	bool written;
	int fd;

	if (!history->db || history->read_only || bytes.size > CHART_MOST ||
	    stat(history->path, &store) != 0)
		return;
	chart_name(history, "", &name);
	chart_name(history, ".new", &fresh);
	fd = open_new(fresh.data, store.st_mode & 0666);
	if (fd >= 0) {
		written = fchmod(fd, store.st_mode & 0666) == 0 && write_all(fd, bytes);
		written = close(fd) == 0 && written;
		if (!written || rename(fresh.data, name.data) != 0)
			unlink(fresh.data);
	}
	bytes_release(&name);
	bytes_release(&fresh);
}
