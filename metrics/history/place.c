/*
 * Where the store is, and what may lie there instead.
 *
 * The folder belongs to the repository, and the repository may come from a
 * stranger.  So nothing is followed and nothing is trusted for lying at the
 * right place: a symbolic link, a folder, or a file that also has another name
 * is refused.  Files that SQLite would read along, above all a journal, are
 * examined likewise: a journal that names a super-journal makes SQLite delete
 * the file of that name, wherever it is.  Ours never name one.
 */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The file itself, and what SQLite may have left beside it. */
static const char *const companions[] = { "-journal", "-wal", "-shm", "" };
enum { COMPANION_COUNT = sizeof(companions) / sizeof(companions[0]) };

static char *joined(const char *first, const char *second)
{
	size_t size = strlen(first) + strlen(second);
	char *both = memory_new(size + 1);

	memcpy(both, first, strlen(first));
	memcpy(both + strlen(first), second, strlen(second));
	return both;
}

/* --- folder and file ------------------------------------------------------------- */

/* The modes follow the common dir, which git made as core.sharedRepository
 * says; only a group that may write is given more than the umask leaves. */
static bool folder_make(struct history *history, const struct stat *common)
{
	struct stat folder;

	if (mkdir(history->folder, common->st_mode & 0777) == 0) {
		if (common->st_mode & S_IWGRP)
			return chmod(history->folder, common->st_mode & 02777) == 0;
		return true;
	}
	if (errno != EEXIST || lstat(history->folder, &folder) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(folder.st_mode);
}

static bool file_make(const struct history *history, const struct stat *common)
{
	int fd = open(history->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	              common->st_mode & 0666);
	bool made = fd >= 0;

	if (!made)
		return errno == EEXIST;
	if (common->st_mode & S_IWGRP)
		made = fchmod(fd, common->st_mode & 0666) == 0;
	/* A new file: no lock of ours can be lost by closing it. */
	return close(fd) == 0 && made;
}

/* Does it end like one that names a super-journal? */
static bool journal_is_hostile(const char *path, off_t size)
{
	static const unsigned char magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
	unsigned char end[sizeof(magic)];
	ssize_t size_read;
	int fd;

	if (size < (off_t)sizeof(end))
		return false;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return errno != ENOENT; /* a writer has just finished */
	size_read = pread(fd, end, sizeof(end), size - (off_t)sizeof(end));
	close(fd);
	return size_read < 0 ||
	       (size_read == sizeof(end) && memcmp(end, magic, sizeof(magic)) == 0);
}

/* NULL: fine; else what is wrong with it. */
static const char *file_problem(struct history *history, const char *suffix)
{
	char *path = joined(history->path, suffix);
	const char *problem = NULL;
	struct stat file;

	if (lstat(path, &file) != 0) {
		if (errno != ENOENT || !*suffix)
			problem = strerror(errno);
	} else if (S_ISLNK(file.st_mode)) {
		problem = "it is a symbolic link";
	} else if (!S_ISREG(file.st_mode)) {
		problem = "it is no file";
	} else if (file.st_nlink > 1) {
		problem = "it has a second name elsewhere";
	} else if (strcmp(suffix, "-journal") == 0 && journal_is_hostile(path, file.st_size)) {
		problem = "it names a file elsewhere";
	} else if (!*suffix) {
		history->device = file.st_dev;
		history->inode = file.st_ino;
	}
	memory_free(path);
	return problem;
}

static bool files_are_plain(struct history *history)
{
	for (size_t i = 0; i < COMPANION_COUNT; i++) {
		const char *problem = file_problem(history, companions[i]);

		if (problem) {
			store_notice(history, "the store's file bole/history.db%s is not used: %s",
			             companions[i], problem);
			return false;
		}
	}
	return true;
}

bool place_prepare(struct history *history, const char *common_dir)
{
	char *real = realpath(common_dir, NULL);
	struct stat common;
	bool made = false;

	if (real && stat(real, &common) == 0) {
		if (!history->path) {
			history->folder = joined(real, "/bole");
			history->path = joined(history->folder, "/history.db");
		}
		made = folder_make(history, &common) && file_make(history, &common);
	}
	if (!made)
		store_notice(history, "there is no store, bole/history.db cannot be made: %s",
		             strerror(errno));
	free(real);
	return made && files_are_plain(history);
}

/* --- setting aside ------------------------------------------------------------------ */

/* Somebody may have been faster; then there is a new file at the old place. */
static bool still_there(const struct history *history)
{
	struct stat file;

	return lstat(history->path, &file) == 0 && file.st_dev == history->device &&
	       file.st_ino == history->inode;
}

/* The journal goes first: left behind, it would be rolled back into the new file. */
static bool rename_all(const struct history *history, const char *name)
{
	bool renamed = true;

	for (size_t i = 0; i < COMPANION_COUNT && renamed; i++) {
		char *from = joined(history->path, companions[i]);
		char *to = joined(name, companions[i]);

		renamed = rename(from, to) == 0 || (errno == ENOENT && companions[i][0]);
		memory_free(from);
		memory_free(to);
	}
	return renamed;
}

static int free_number(const struct history *history)
{
	struct bytes name = BYTES_INIT;
	struct stat file;
	int number = 1;

	for (; number <= STORE_ASIDE_MOST; number++) {
		bytes_clear(&name);
		bytes_format(&name, "%s.broken-%d", history->path, number);
		if (lstat(name.data, &file) != 0 && errno == ENOENT)
			break;
	}
	bytes_release(&name);
	return number;
}

/* Between looking and renaming nobody else may do the same: the second would
 * take away the new file of the first.  -1: somebody holds it for too long. */
static int lock_folder(const struct history *history)
{
	enum { TRIES = 50, PAUSE_NS = 10000000 };
	int folder = open(history->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (int i = 0; folder >= 0 && i < TRIES; i++) {
		if (flock(folder, LOCK_EX | LOCK_NB) == 0)
			return folder;
		nanosleep(&(struct timespec){ 0, PAUSE_NS }, NULL);
	}
	if (folder >= 0)
		close(folder);
	return -1;
}

bool place_set_aside(struct history *history, const char *reason)
{
	struct bytes name = BYTES_INIT;
	int folder = lock_folder(history);
	int number = free_number(history);
	bool done = folder >= 0;

	if (!done)
		store_notice(history, "the store is not used: %s; another process holds its folder",
		             reason);
	if (!done || !still_there(history))
		goto done;
	if (number > STORE_ASIDE_MOST) {
		store_notice(history, "the store is not used: %s; remove bole/history.db.broken-*",
		             reason);
		done = false;
		goto done;
	}
	bytes_format(&name, "%s.broken-%d", history->path, number);
	done = rename_all(history, name.data);
	if (done)
		store_notice(history,
		             "the store was set aside as bole/history.db.broken-%d and "
		             "begun anew: %s",
		             number, reason);
	else
		store_notice(history, "the store is not used: %s; it cannot be renamed: %s", reason,
		             strerror(errno));
done:
	if (folder >= 0)
		close(folder); /* and with it the lock */
	bytes_release(&name);
	return done;
}

/* --- the mark ------------------------------------------------------------------------- */

void place_suspect(const struct history *history)
{
	char *mark = joined(history->path, "-suspect");
	int fd = open(mark, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

	if (fd >= 0)
		close(fd);
	memory_free(mark);
}

bool place_is_suspect(const struct history *history)
{
	char *mark = joined(history->path, "-suspect");
	struct stat file;
	bool there = lstat(mark, &file) == 0;

	memory_free(mark);
	return there;
}

void place_trust(const struct history *history)
{
	char *mark = joined(history->path, "-suspect");

	unlink(mark); /* failing, it costs one more check */
	memory_free(mark);
}
