/*
 * Settings, as git sees them: `git -c`, includes, work tree configuration and
 * all.  One list of everything is asked for once and then searched; what hooks
 * ask for is kept from one to the next (settings_kept.c).
 */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

enum { SETTINGS_BLOB_MOST = 1 << 20 };

struct setting {
	struct text name;
	struct text value;
};

/* Entries are "NAME\nVALUE\0", or "NAME\0" for one without a value, which
 * means true. */
static bool setting_next(struct text *list, struct setting *setting)
{
	const char *end, *line;

	if (!list->size)
		return false;
	end = memchr(list->data, '\0', list->size);
	if (!end)
		end = list->data + list->size;
	line = memchr(list->data, '\n', (size_t)(end - list->data));
	setting->name = (struct text){ list->data, (size_t)((line ? line : end) - list->data) };
	setting->value = line ? (struct text){ line + 1, (size_t)(end - line - 1) } : TEXT("true");
	list->size -= (size_t)(end - list->data);
	list->data = end;
	if (list->size) {
		list->data++;
		list->size--;
	}
	return true;
}

static enum status settings_tell(struct text list, const char *prefix, size_t cut,
                                 setting_found *found, void *context, struct fault *fault)
{
	struct setting setting;
	enum status status = STATUS_OK;

	while (!status && setting_next(&list, &setting)) {
		if (!text_starts(setting.name, prefix))
			continue;
		setting.name.data += cut;
		setting.name.size -= cut;
		status = found(context, setting.name, setting.value, fault);
	}
	return status;
}

static enum status settings_ask(struct repo *repo, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("config", "-z", "--list"),
		.most = SETTINGS_MOST,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && answer.exit_status) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_USAGE, "git config: %.*s", (int)complaint.size,
		                   complaint.data);
	}
	if (!status) {
		bytes_clear(&repo->settings);
		bytes_add_text(&repo->settings, bytes_text(&answer.out));
		repo->settings_read = true;
		repo->settings_partial = false;
		settings_kept_renew(repo);
	}
	git_answer_release(&answer);
	return status;
}

/* A list that has all settings of this name, or all that begin so. */
static enum status settings_list(struct repo *repo, struct text name, struct text *list,
                                 struct fault *fault)
{
	enum status status = STATUS_OK;

	if (!repo->settings_read && settings_kept_read(repo))
		repo->settings_read = true;
	if (!repo->settings_read || (repo->settings_partial && !settings_are_kept(name)))
		status = settings_ask(repo, fault);
	*list = bytes_text(&repo->settings);
	return status;
}

enum status repo_settings(struct repo *repo, setting_found *found, void *context,
                          struct fault *fault)
{
	struct text list;
	enum status status = settings_list(repo, TEXT("bole."), &list, fault);

	return status ? status
	              : settings_tell(list, "bole.", strlen("bole."), found, context, fault);
}

enum status repo_settings_under(struct repo *repo, const char *prefix, setting_found *found,
                                void *context, struct fault *fault)
{
	struct text list;
	enum status status = settings_list(repo, text_of(prefix), &list, fault);

	return status ? status : settings_tell(list, prefix, 0, found, context, fault);
}

/* "Core.HooksPath" is "core.hookspath"; what stands between two dots is left
 * as it is. */
static void name_normalise(const char *name, struct bytes *out)
{
	const char *first = strchr(name, '.'), *last = strrchr(name, '.');

	for (const char *c = name; *c; c++) {
		bool kept = first && c >= first && c <= last;

		bytes_add_char(out, !kept && *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c);
	}
}

enum status repo_setting(struct repo *repo, const char *name, struct bytes *value,
                         struct fault *fault)
{
	struct bytes wanted = BYTES_INIT;
	struct setting setting;
	struct text list = TEXT("");
	enum status status;

	bytes_clear(value);
	name_normalise(name, &wanted);
	status = settings_list(repo, bytes_text(&wanted), &list, fault);
	if (status == STATUS_OK)
		status = STATUS_ABSENT;
	else
		list = TEXT("");
	while (setting_next(&list, &setting)) {
		if (!text_equal(setting.name, bytes_text(&wanted)))
			continue;
		/* The last one is the strongest. */
		bytes_clear(value);
		bytes_add_text(value, setting.value);
		status = STATUS_OK;
	}
	bytes_release(&wanted);
	return status;
}

/* --- settings in a tracked file ---------------------------------------------------- */

static enum status fault_syntax(const struct git_answer *answer, struct fault *fault)
{
	static const char where[] = " in standard input";
	struct text complaint = git_complaint(answer);

	if (text_ends(complaint, where))
		complaint.size -= sizeof(where) - 1;
	return fault_set(fault, STATUS_USAGE, "a settings file is not in git-config syntax: %.*s",
	                 (int)complaint.size, complaint.data);
}

/* The bytes are handed over, not their name: they may be of the work tree, and
 * nothing that they name is opened. */
enum status blob_settings(struct repo *repo, const struct object_id *blob, setting_found *found,
                          void *context, struct fault *fault)
{
	struct git_question question = {
		.arguments =
			GIT_ARGUMENTS("config", "-z", "--no-includes", "--file", "-", "--list"),
		.most = SETTINGS_MOST,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct bytes bytes = BYTES_INIT;
	bool too_large;
	enum status status = blob_read(repo, blob, SETTINGS_BLOB_MOST, &bytes, &too_large, fault);

	if (!status && too_large)
		status = fault_set(fault, STATUS_USAGE, "a settings file is larger than %d bytes",
		                   SETTINGS_BLOB_MOST);
	if (status || !bytes.size)
		goto done;
	question.input = bytes_text(&bytes);
	status = git_ask(&repo->child, &question, &answer, fault);
	if (!status && answer.exit_status)
		status = fault_syntax(&answer, fault);
	if (!status)
		status = settings_tell(bytes_text(&answer.out), "bole.", strlen("bole."), found,
		                       context, fault);
done:
	bytes_release(&bytes);
	git_answer_release(&answer);
	return status;
}

/* --- git itself -------------------------------------------------------------------- */

/* "git version 2.39.5 (Apple Git-154)" */
static bool version_parse(const char *line, unsigned *major, unsigned *minor)
{
	static const char prefix[] = "git version ";
	char *end;

	if (strncmp(line, prefix, sizeof(prefix) - 1) != 0)
		return false;
	*major = (unsigned)strtoul(line + sizeof(prefix) - 1, &end, 10);
	if (*end != '.')
		return false;
	*minor = (unsigned)strtoul(end + 1, NULL, 10);
	return true;
}

enum status repo_git_version(struct repo *repo, unsigned *major, unsigned *minor,
                             struct fault *fault)
{
	struct git_question question = { .arguments = GIT_ARGUMENTS("version"),
		                         .most = ANSWER_SMALL };
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && !(answer.out.size && version_parse(answer.out.data, major, minor)))
		status = fault_set(fault, STATUS_UNABLE, "git does not tell its version");
	git_answer_release(&answer);
	return status;
}

/* --- hooks ------------------------------------------------------------------------- */

enum status repo_hooks_dir(struct repo *repo, struct bytes *path, bool *configured,
                           struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("rev-parse", "--git-path", "hooks"),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = repo_setting(repo, "core.hooksPath", path, fault);

	*configured = status == STATUS_OK;
	bytes_clear(path);
	if (status == STATUS_OK || status == STATUS_ABSENT)
		status = git_ask(&repo->child, &question, &answer, fault);
	if (!status && answer.exit_status) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_UNABLE, "git rev-parse: %.*s", (int)complaint.size,
		                   complaint.data);
	}
	if (!status) {
		struct text line = git_line(&answer);

		/* Hooks are run from the top, and a relative path is meant from there. */
		if (!text_starts(line, "/"))
			bytes_format(path, "%s/", repo->top);
		bytes_add_text(path, line);
	}
	git_answer_release(&answer);
	return status;
}
