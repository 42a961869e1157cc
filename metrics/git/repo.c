#include <stdio.h>
#include <string.h>

#include "repo.h"

enum status fault_libgit2(struct fault *fault, enum status status, const char *format, ...)
{
	const git_error *error = git_error_last();
	struct bytes sentence = BYTES_INIT;
	va_list arguments;
	char words[512];

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	bytes_add_string(&sentence, words);
	if (error && error->message)
		bytes_format(&sentence, ": %s", error->message);
	fault_set(fault, status, "%s", sentence.data);
	bytes_release(&sentence);
	return status;
}

/* --- what libgit2 would misread ---------------------------------------------------- */

/* Extensions of the repository format that change nothing of what is read here. */
static bool is_harmless(struct text name)
{
	static const char *const harmless[] = {
		"extensions.noop",
		"extensions.objectformat", /* git has told it already */
		"extensions.partialclone",
		"extensions.preciousobjects",
		"extensions.relativeworktrees",
		"extensions.worktreeconfig",
	};

	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		if (text_is(name, harmless[i]))
			return true;
	return false;
}

/* git has just read this repository and knows what this one means: so git is
 * asked for whatever it may bear on. */
static enum status extension_found(void *context, struct text name, struct text value,
                                   struct fault *fault)
{
	struct routes *by_git = context;

	(void)fault;
	if (is_harmless(name))
		return STATUS_OK;
	if (!text_is(name, "extensions.refstorage"))
		*by_git = (struct routes){ true, true, true };
	else if (!text_is(value, "files"))
		by_git->refs = true;
	return STATUS_OK;
}

static enum status routes_choose(struct repo *repo, const struct repo_place *place,
                                 struct fault *fault)
{
	struct bytes version = BYTES_INIT;
	enum status status = repo_setting(repo, "core.repositoryFormatVersion", &version, fault);

	if (place->by_git || repo->id_size != GIT_OID_RAWSZ)
		repo->by_git = (struct routes){ true, true, true };
	/* In the first version of the format git passes over extensions. */
	if (status == STATUS_OK && !text_is(bytes_text(&version), "0"))
		status = repo_settings_under(repo, "extensions.", extension_found, &repo->by_git,
		                             fault);
	bytes_release(&version);
	return status == STATUS_ABSENT ? STATUS_OK : status;
}

/*
 * Opened as a bare one at the place that git named: the work tree, the index
 * and the object directories are not those that libgit2 would guess, and the
 * owner is not checked a second time.  git has just answered for the place and
 * knows all of safe.directory, of which libgit2 knows a part.
 */
static enum status handle_open(struct repo *repo, struct fault *fault)
{
	if (repo->by_git.refs)
		return repo->common_dir ? STATUS_OK : place_find_common(repo, fault);
	if (git_repository_open_bare(&repo->handle, repo->git_dir) < 0)
		return fault_libgit2(fault, STATUS_UNABLE, "cannot open the repository %s",
		                     repo->git_dir);
	if (!repo->common_dir)
		repo->common_dir = place_resolve(repo, "/", git_repository_commondir(repo->handle));
	return STATUS_OK;
}

enum status repo_open(struct repo **out, const struct repo_place *place, struct fault *fault)
{
	struct bytes program = BYTES_INIT;
	struct repo *repo = memory_new(sizeof(*repo));
	enum status status;

	*out = NULL;
	library_start();
	environment_init(&repo->environment);
	if (!git_program(&program)) {
		status = fault_set(fault, STATUS_UNABLE, "there is no git in PATH");
		goto done;
	}
	repo->child.program = arena_string(&repo->arena, program.data, program.size);
	repo->child.environment = &repo->environment;

	status = place_find(repo, place, fault);
	if (!status)
		status = routes_choose(repo, place, fault);
	if (!status)
		status = handle_open(repo, fault);
	if (!status)
		status = shallow_read(&repo->shallow, repo, fault);
	if (!status)
		status = objects_open(repo, fault);
done:
	bytes_release(&program);
	if (status)
		repo_close(repo);
	else
		*out = repo;
	return status;
}

void repo_close(struct repo *repo)
{
	if (!repo)
		return;
	dialogue_close(&repo->headers);
	dialogue_close(&repo->contents);
	git_odb_free(repo->odb);
	git_repository_free(repo->handle);
	git_libgit2_shutdown();
	environment_release(&repo->environment);
	memory_free(repo->shallow.cut);
	bytes_release(&repo->settings);
	bytes_release(&repo->tracking.remote);
	bytes_release(&repo->tracking.option);
	overlay_release(&repo->overlay);
	arena_release(&repo->arena);
	memory_free(repo);
}

const char *repo_git_dir(const struct repo *repo)
{
	return repo->git_dir;
}

const char *repo_common_dir(const struct repo *repo)
{
	return repo->common_dir;
}

const char *repo_work_tree(const struct repo *repo)
{
	return repo->work_tree;
}

bool repo_is_shallow(const struct repo *repo)
{
	return repo->shallow.count > 0;
}
