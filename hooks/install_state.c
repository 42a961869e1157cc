/* Which mechanism is live: what git would run, hook by hook. */
#include <string.h>
#include <unistd.h>

#include "bole/output.h"
#include "hook_file.h"
#include "install.h"

/* --- hooks by configuration ----------------------------------------------------------- */

/* git 2.54 and later runs hook.NAME.command at each hook.NAME.event. */
struct configured {
	struct bytes *said;
	bool run; /* by this git */
	bool any;
};

static bool speaks_of_bole(struct text value)
{
	return value.size && memmem(value.data, value.size, "bole hook", strlen("bole hook"));
}

static enum status configured_found(void *context, struct text name, struct text value,
                                    struct fault *fault)
{
	struct configured *configured = context;

	(void)fault;
	if (!text_ends(name, ".command") || !speaks_of_bole(value))
		return STATUS_OK;
	configured->any = true;
	bytes_add_string(configured->said, configured->run ? "by setting, beside these: "
	                                                   : "by setting, which git 2.54 and later "
	                                                     "would run: ");
	safe_for_terminal(configured->said, name);
	bytes_add_string(configured->said, " = ");
	safe_for_terminal(configured->said, value);
	bytes_add_char(configured->said, '\n');
	return STATUS_OK;
}

static enum status say_configured(struct repo *repo, struct bytes *said, struct fault *fault)
{
	struct configured configured = { .said = said };
	unsigned major = 0, minor = 0;
	enum status status = repo_git_version(repo, &major, &minor, fault);

	configured.run = major > 2 || (major == 2 && minor >= 54);
	return status ? status
	              : repo_settings_under(repo, "hook.", configured_found, &configured, fault);
}

/* --- hooks in a folder -------------------------------------------------------------------- */

static void say_folder(const struct hook_folder *folder, struct bytes *said)
{
	static const char *const whose[] = {
		[FOLDER_GIT] = "",
		[FOLDER_PRIVATE] = " (core.hooksPath, in the work tree, not tracked)",
		[FOLDER_HUSKY] = " (husky)",
		[FOLDER_TRACKED] = " (core.hooksPath, tracked)",
		[FOLDER_OUTSIDE] = " (outside of this repository)",
		[FOLDER_MISSING] = " (core.hooksPath), which is no folder: git runs no hook here",
	};

	say_path(said, "hooks: ", folder->path.data, whose[folder->kind]);
}

/* The program that a hook of ours names, out of its quotes; false without one. */
static bool program_of(const struct hook_file *file, struct bytes *path)
{
	static const char before[] = "\nbole='", quote[] = "'\\''";
	const char *c = strstr(file->content.data, before);

	if (!c)
		return false;
	for (c += sizeof(before) - 1; *c; c++) {
		if (*c != '\'') {
			bytes_add_char(path, *c);
		} else if (strncmp(c, quote, sizeof(quote) - 1) == 0) {
			bytes_add_char(path, '\'');
			c += sizeof(quote) - 2;
		} else {
			break;
		}
	}
	return path->size > 0;
}

/* Then the hook asks PATH. */
static bool program_is_gone(const struct hook_file *file)
{
	struct bytes path = BYTES_INIT;
	bool gone = program_of(file, &path) && access(path.data, X_OK) < 0;

	bytes_release(&path);
	return gone;
}

static const char *kind_text(const struct hook_file *file, bool kept)
{
	switch (file->kind) {
	case HOOK_NONE:
		return "none";
	case HOOK_OURS:
		if (!file->executable)
			return "bole's, but not executable: git passes over it; run `bole install`";
		if (program_is_gone(file))
			return "bole's, but the program it names is gone; run `bole install`";
		return kept ? "bole's, after the hook that was there before" : "bole's";
	case HOOK_CHANGED:
		return "bole's, changed by hand";
	case HOOK_CALLS_US:
		return file->executable ? "another's, which calls bole"
		                        : "another's, which would call bole, but not executable";
	case HOOK_FOREIGN:
		return "another's, without bole";
	case HOOK_LINK:
		return "a symbolic link, not looked into";
	case HOOK_ODD:
		return "no file";
	}
	return "";
}

static enum status say_hook(const char *folder, const char *name, struct bytes *said,
                            struct fault *fault)
{
	struct hook_file file;
	struct bytes kept = BYTES_INIT;
	enum status status = hook_file_read(&file, folder, name, fault);

	bytes_format(&kept, "%s%s", file.path.data, HOOK_KEPT);
	if (!status)
		bytes_format(said, "  %s: %s\n", name,
		             kind_text(&file, access(kept.data, X_OK) == 0));
	bytes_release(&kept);
	hook_file_release(&file);
	return status;
}

/* Hooks that were installed before core.hooksPath was set. */
static enum status say_idle(const struct hook_folder *folder, struct bytes *said,
                            struct fault *fault)
{
	enum status status = STATUS_OK;
	bool idle = false;

	for (const char *const *name = hook_names; *name && !status && folder->elsewhere; name++) {
		struct hook_file file;

		status = hook_file_read(&file, folder->usual.data, *name, fault);
		idle |= file.kind == HOOK_OURS || file.kind == HOOK_CHANGED;
		hook_file_release(&file);
	}
	if (idle)
		say_path(said, "  bole's hooks in ", folder->usual.data,
		         " do not run: core.hooksPath is set");
	return status;
}

enum status hooks_state(struct repo *repo, struct bytes *said, struct fault *fault)
{
	struct hook_folder folder = HOOK_FOLDER_INIT;
	enum status status = hook_folder_find(&folder, repo, fault);

	if (status)
		goto done;
	say_folder(&folder, said);
	for (const char *const *name = hook_names; *name && !status; name++)
		if (folder.kind != FOLDER_MISSING)
			status = say_hook(folder.person.data, *name, said, fault);
	if (!status)
		status = say_idle(&folder, said, fault);
	if (!status)
		status = say_configured(repo, said, fault);
done:
	hook_folder_release(&folder);
	return status;
}
