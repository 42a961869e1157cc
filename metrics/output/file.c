#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bole/output.h"

static enum status unable(const char *path, struct fault *fault)
{
	return fault_set(fault, STATUS_UNABLE, "cannot write %s: %s", path, strerror(errno));
}

/* A mode that somebody gave the file stays; a new one follows the umask. */
static enum status look_at(const char *path, mode_t *mode, struct fault *fault)
{
	struct stat there;

	*mode = 0;
	if (lstat(path, &there) != 0)
		return errno == ENOENT ? STATUS_OK : unable(path, fault);
	if (!S_ISREG(there.st_mode))
		return fault_set(fault, STATUS_USAGE,
		                 "%s is no plain file; nothing is written through it", path);
	*mode = there.st_mode & 0777;
	return STATUS_OK;
}

enum status output_file_open(struct output_file *out, const char *path, struct fault *fault)
{
	mode_t mode;
	int fd;
	enum status status = look_at(path, &mode, fault);

	*out = OUTPUT_FILE_INIT;
	if (status != STATUS_OK)
		return status;
	bytes_add_string(&out->path, path);
	bytes_format(&out->temporary, "%s.%ld.tmp", path, (long)getpid());
	fd = open(out->temporary.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd >= 0 && (!mode || fchmod(fd, mode) == 0))
		out->file = fdopen(fd, "w");
	if (out->file)
		return STATUS_OK;
	status = unable(path, fault);
	if (fd >= 0) {
		close(fd);
		unlink(out->temporary.data);
	}
	bytes_release(&out->path);
	bytes_release(&out->temporary);
	return status;
}

void output_file_discard(struct output_file *out)
{
	if (out->file) {
		fclose(out->file);
		unlink(out->temporary.data);
	}
	bytes_release(&out->path);
	bytes_release(&out->temporary);
	out->file = NULL;
}

enum status output_file_finish(struct output_file *out, struct fault *fault)
{
	bool written = fflush(out->file) == 0 && !ferror(out->file);
	enum status status = STATUS_OK;

	if (!written || rename(out->temporary.data, out->path.data) != 0) {
		status = unable(out->path.data, fault);
		output_file_discard(out);
		return status;
	}
	fclose(out->file);
	out->file = NULL;
	output_file_discard(out);
	return status;
}
