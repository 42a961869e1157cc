#include "install.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hook_file.h"

/* --- where nothing is written: what to add instead -------------------------------------- */

static void say_line(struct bytes *said, const char *name)
{
	bytes_add_string(said, "    ");
	hook_line(said, name);
	bytes_add_char(said, '\n');
}

/* It would call bole, and git does not run it. */
static void say_idle(struct bytes *said, const char *path)
{
	say_path(said, "calls bole, but git passes over it: make it executable: ", path, "");
}

static void say_reason(const struct hook_folder *folder, struct bytes *said)
{
	const char *path = folder->path.data;

	switch (folder->kind) {
	case FOLDER_HUSKY:
		say_path(said, "husky looks after the hooks of this repository (", path, ")");
		break;
	case FOLDER_TRACKED:
		say_path(said, "core.hooksPath names ", path,
		         ", whose files are tracked: bole does not write there");
		break;
	case FOLDER_OUTSIDE:
		say_path(said, "hooks are looked for in ", path,
		         ", outside of this repository: bole does not write there");
		break;
	case FOLDER_MISSING:
		say_path(said, "core.hooksPath names ", path,
		         ", which is no folder: git runs no hook here");
		break;
	case FOLDER_GIT:
	case FOLDER_PRIVATE:
		break;
	}
}

/* Says what is missing in a folder that is somebody else's; true when nothing is. */
static enum status say_lines(const struct hook_folder *folder, struct bytes *said, bool *complete,
                             struct fault *fault)
{
	enum status status = STATUS_OK;

	*complete = true;
	for (const char *const *name = hook_names; *name && !status; name++) {
		struct hook_file file;

		status = hook_file_read(&file, folder->person.data, *name, fault);
		bool calls = file.kind == HOOK_CALLS_US || file.kind == HOOK_OURS;
		if (!status && calls && file.executable) {
			say_path(said, "calls bole already: ", file.path.data, "");
		} else if (!status && calls) {
			say_idle(said, file.path.data);
			*complete = false;
		} else if (!status) {
			say_path(said, "add this line to ", file.path.data,
			         file.kind == HOOK_NONE ? " (make it executable):" : ":");
			say_line(said, *name);
			*complete = false;
		}
		hook_file_release(&file);
	}
	return status;
}

static enum status refuse_folder(const struct hook_folder *folder, struct bytes *said,
                                 struct fault *fault)
{
	bool complete;
	enum status status;

	say_reason(folder, said);
	status = say_lines(folder, said, &complete, fault);
	if (status || complete)
		return status;
	return fault_set(fault, STATUS_UNABLE,
	                 "nothing was installed: these hooks are for you to change, see above");
}

/* --- one hook ------------------------------------------------------------------------------ */

static enum status fault_errno(struct fault *fault, const char *what, const char *path)
{
	return fault_set(fault, STATUS_UNABLE, "cannot %s %s: %s", what, path, strerror(errno));
}

static void kept_path(struct bytes *out, const struct hook_file *file)
{
	bytes_format(out, "%s%s", file->path.data, HOOK_KEPT);
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static enum status write_script(const char *path, struct text script, struct fault *fault)
{
	enum status status = STATUS_OK;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0777);
	size_t at = 0;

	if (fd < 0)
		return fault_errno(fault, "create", path);
	while (!status && at < script.size) {
		ssize_t size = write(fd, script.data + at, script.size - at);

		if (size >= 0)
			at += (size_t)size;
		else if (errno != EINTR)
			status = fault_errno(fault, "write", path);
	}
	if (!status && fsync(fd) < 0)
		status = fault_errno(fault, "write", path);
	close(fd);
	if (status)
		unlink(path);
	return status;
}

/* The new hook is whole before it gets its name, and another's is never lost:
 * it has its new name first, and gets the old one back if ours cannot. */
static enum status put(const struct hook_file *file, struct text script, struct fault *fault)
{
	struct bytes fresh = BYTES_INIT, kept = BYTES_INIT;
	bool keep = file->kind == HOOK_FOREIGN;
	enum status status;

	bytes_format(&fresh, "%s.bole-%ld", file->path.data, (long)getpid());
	kept_path(&kept, file);
	status = write_script(fresh.data, script, fault);
	if (status)
		goto done;
	if (keep && rename(file->path.data, kept.data) < 0) {
		status = fault_errno(fault, "rename", file->path.data);
		unlink(fresh.data);
	} else if (rename(fresh.data, file->path.data) < 0) {
		status = fault_errno(fault, "write", file->path.data);
		unlink(fresh.data);
		if (keep && rename(kept.data, file->path.data) < 0)
			status = fault_errno(fault, "put back", file->path.data);
	}
done:
	bytes_release(&fresh);
	bytes_release(&kept);
	return status;
}

/* What stands in the way of ours; false when nothing does. */
static bool is_obstructed(const struct hook_file *file, const char *name, struct bytes *said)
{
	struct bytes kept = BYTES_INIT;
	bool obstructed = true;

	kept_path(&kept, file);
	if (file->kind == HOOK_LINK) {
		say_path(said,
		         "a symbolic link, which bole does not write through: ", file->path.data,
		         "; add this line to what it leads to:");
		say_line(said, name);
	} else if (file->kind == HOOK_ODD) {
		say_path(said, "no file, and in the way: ", file->path.data, "");
	} else if (file->kind == HOOK_CALLS_US && !file->executable) {
		say_idle(said, file->path.data);
	} else if (file->kind == HOOK_CHANGED) {
		say_path(said, "a hook of bole that was changed by hand: ", file->path.data,
		         "; it is left as it is: remove it, or add this line and drop its second:");
		say_line(said, name);
	} else if (file->kind == HOOK_FOREIGN && is_there(kept.data)) {
		say_path(said, "another hook was set up over bole's: ", file->path.data,
		         ", and " HOOK_KEPT " of it is still there; remove one of them, or add "
		         "this line to the first:");
		say_line(said, name);
	} else {
		obstructed = false;
	}
	bytes_release(&kept);
	return obstructed;
}

static enum status install_one(const struct hook_file *file, const char *name, const char *program,
                               struct bytes *said, struct fault *fault)
{
	struct bytes script = BYTES_INIT;
	enum status status = STATUS_OK;

	hook_script(&script, name, program);
	if (file->kind == HOOK_CALLS_US) {
		say_path(said, "calls bole already: ", file->path.data, "");
	} else if (file->executable &&
	           text_equal(bytes_text(&file->content), bytes_text(&script))) {
		say_path(said, "is there already: ", file->path.data, "");
	} else {
		status = put(file, bytes_text(&script), fault);
		if (!status)
			say_path(said,
			         file->kind == HOOK_OURS ? "brought up to date: " : "installed: ",
			         file->path.data,
			         file->kind == HOOK_FOREIGN
			                 ? "; the hook that was there is kept as " HOOK_KEPT
			                   " beside it and runs first"
			                 : "");
	}
	bytes_release(&script);
	return status;
}

/* --- all of them ------------------------------------------------------------------------------- */

enum { HOOK_COUNT_MOST = 8 };

/* Nothing is written before it is known that everything can be. */
static enum status install_into(const char *folder, const char *program, struct bytes *said,
                                struct fault *fault)
{
	struct hook_file files[HOOK_COUNT_MOST] = { 0 };
	enum status status = STATUS_OK;
	bool obstructed = false;

	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		return fault_errno(fault, "make", folder);
	for (size_t i = 0; hook_names[i] && !status; i++) {
		status = hook_file_read(&files[i], folder, hook_names[i], fault);
		if (!status && is_obstructed(&files[i], hook_names[i], said))
			obstructed = true;
	}
	if (!status && obstructed)
		status = fault_set(fault, STATUS_UNABLE,
		                   "nothing was installed: a hook is in the way, see above");
	for (size_t i = 0; hook_names[i] && !status; i++)
		status = install_one(&files[i], hook_names[i], program, said, fault);
	for (size_t i = 0; hook_names[i]; i++)
		hook_file_release(&files[i]);
	return status;
}

enum status hooks_install(struct repo *repo, const char *program, struct bytes *said,
                          struct fault *fault)
{
	struct hook_folder folder = HOOK_FOLDER_INIT;
	enum status status;

	if (*program != '/')
		return fault_set(fault, STATUS_USAGE, "not an absolute path: %s", program);
	status = hook_folder_find(&folder, repo, fault);
	if (!status)
		status = hook_folder_writable(&folder)
		                 ? install_into(folder.path.data, program, said, fault)
		                 : refuse_folder(&folder, said, fault);
	hook_folder_release(&folder);
	return status;
}

/* --- away with them ------------------------------------------------------------------------------ */

static enum status remove_ours(const struct hook_file *file, struct bytes *said,
                               struct fault *fault)
{
	struct bytes kept = BYTES_INIT;
	enum status status = STATUS_OK;

	kept_path(&kept, file);
	if (is_there(kept.data)) {
		if (rename(kept.data, file->path.data) < 0)
			status = fault_errno(fault, "put back", file->path.data);
		else
			say_path(said, "put back as it was: ", file->path.data, "");
	} else if (file->kind == HOOK_OURS) {
		if (unlink(file->path.data) < 0)
			status = fault_errno(fault, "remove", file->path.data);
		else
			say_path(said, "removed: ", file->path.data, "");
	}
	bytes_release(&kept);
	return status;
}

static enum status uninstall_from(const char *folder, bool writable, struct bytes *said, bool *left,
                                  struct fault *fault)
{
	enum status status = STATUS_OK;

	for (const char *const *name = hook_names; *name && !status; name++) {
		struct hook_file file;

		status = hook_file_read(&file, folder, *name, fault);
		if (!status && writable && (file.kind == HOOK_OURS || file.kind == HOOK_NONE))
			status = remove_ours(&file, said, fault);
		else if (file.kind == HOOK_CALLS_US)
			say_path(said, "calls bole by a line of its own, to be taken out there: ",
			         file.path.data, "");
		else if (file.kind == HOOK_OURS || file.kind == HOOK_CHANGED) {
			say_path(said,
			         "left as it is, tracked or changed by hand: ", file.path.data, "");
			*left = true;
		}
		hook_file_release(&file);
	}
	return status;
}

enum status hooks_uninstall(struct repo *repo, struct bytes *said, struct fault *fault)
{
	struct hook_folder folder = HOOK_FOLDER_INIT;
	bool left = false;
	enum status status = hook_folder_find(&folder, repo, fault);

	/* Ours may lie in git's own folder although git looks elsewhere by now. */
	if (!status)
		status = uninstall_from(folder.usual.data, true, said, &left, fault);
	if (!status && folder.elsewhere)
		status = uninstall_from(folder.person.data, hook_folder_writable(&folder), said,
		                        &left, fault);
	if (!status && left)
		status = fault_set(fault, STATUS_UNABLE,
		                   "not everything could be taken away, see above");
	if (!status && !said->size)
		bytes_add_string(said, "there is no hook of bole here\n");
	hook_folder_release(&folder);
	return status;
}
