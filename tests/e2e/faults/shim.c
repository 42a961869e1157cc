/*
 * Makes the Nth call of a kind go wrong: loaded into a program by LD_PRELOAD.
 *
 *	SHIM="kill N"     SIGKILL in place of the Nth call that changes a file
 *	SHIM="full N"     the Nth such call, and all after it: no space is left
 *	SHIM="broken N"   the Nth such call alone: an error of the disk
 *	SHIM="memory N"   the Nth allocation: there is no memory
 *	SHIM="count"      nothing goes wrong
 *
 * Only the process of the program SHIM_PROGRAM is meant, neither its children
 * nor git.  How many calls there were is written to SHIM_COUNTS at its end.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char *program_invocation_short_name;
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static struct {
	pid_t meant; /* 0: nobody */
	char kind;
	unsigned long at, changes, allocations;
} shim;

__attribute__((constructor)) static void begin(void)
{
	const char *wanted = getenv("SHIM"), *program = getenv("SHIM_PROGRAM");
	const char *number = wanted ? strchr(wanted, ' ') : NULL;

	if (!wanted || !program || strcmp(program, program_invocation_short_name) != 0)
		return;
	shim.kind = *wanted;
	shim.at = number ? strtoul(number, NULL, 10) : 0;
	shim.meant = getpid();
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("SHIM_COUNTS");
	FILE *file;

	if (!path || shim.meant != getpid())
		return;
	shim.meant = 0;
	file = fopen(path, "w");
	if (!file)
		return;
	fprintf(file, "%lu %lu\n", shim.changes, shim.allocations);
	fclose(file);
}

/* --- changes of files ---------------------------------------------------------------- */

/* Whether this call is to fail; errno is set then. */
static int fails(void)
{
	unsigned long number;

	if (!shim.meant || shim.meant != getpid())
		return 0;
	number = ++shim.changes;
	if (shim.kind == 'k' && number == shim.at)
		raise(SIGKILL);
	if (shim.kind == 'f' && number >= shim.at) {
		errno = ENOSPC;
		return 1;
	}
	if (shim.kind == 'b' && number == shim.at) {
		errno = EIO;
		return 1;
	}
	return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_file(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

ssize_t write(int fd, const void *data, size_t size)
{
	return is_file(fd) && fails() ? -1 : REAL(write)(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
	return fails() ? -1 : REAL(pwrite)(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
	return fails() ? -1 : REAL(pwrite64)(fd, data, size, at);
}

int ftruncate(int fd, off_t size)
{
	return fails() ? -1 : REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
	return fails() ? -1 : REAL(ftruncate64)(fd, size);
}

int fsync(int fd)
{
	return fails() ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
	return fails() ? -1 : REAL(fdatasync)(fd);
}

int unlink(const char *path)
{
	return fails() ? -1 : REAL(unlink)(path);
}

int rename(const char *from, const char *to)
{
	return fails() ? -1 : REAL(rename)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
	return fails() ? -1 : REAL(mkdir)(path, mode);
}

int open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return flags & O_CREAT && fails() ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return flags & O_CREAT && fails() ? -1 : REAL(open64)(path, flags, mode);
}

/* --- memory ------------------------------------------------------------------------------ */

static int lacks_memory(void)
{
	if (!shim.meant || shim.meant != getpid())
		return 0;
	if (++shim.allocations != shim.at || shim.kind != 'm')
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return lacks_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return lacks_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return lacks_memory() ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return lacks_memory() ? NULL : __libc_memalign(alignment, size);
}
