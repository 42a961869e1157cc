/*
 * A folder to try git in: made for one test, removed after it, and shut off
 * from the settings and repositories around it.
 */
#ifndef TESTS_GIT_SANDBOX_H
#define TESTS_GIT_SANDBOX_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bole/git.h"

#define UNUSED __attribute__((unused))

struct sandbox {
	char folder[64];
};

static const char *const sandbox_cleared[] = {
	"GIT_DIR",          "GIT_WORK_TREE",
	"GIT_INDEX_FILE",   "GIT_COMMON_DIR",
	"GIT_PREFIX",       "GIT_OBJECT_DIRECTORY",
	"GIT_CONFIG_COUNT", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_CONFIG",       "GIT_CONFIG_PARAMETERS",
	"GIT_SHALLOW_FILE", "GIT_TEST_ASSUME_DIFFERENT_OWNER",
};

static UNUSED void sandbox_environment(const char *home)
{
	for (size_t i = 0; i < sizeof(sandbox_cleared) / sizeof(sandbox_cleared[0]); i++)
		unsetenv(sandbox_cleared[i]);
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_AUTHOR_NAME", "A", 1);
	setenv("GIT_AUTHOR_EMAIL", "a@example.org", 1);
	setenv("GIT_COMMITTER_NAME", "C", 1);
	setenv("GIT_COMMITTER_EMAIL", "c@example.org", 1);
	setenv("GIT_EDITOR", "true", 1);
}

static UNUSED struct sandbox sandbox_new(void)
{
	struct sandbox sandbox = { "/tmp/bole-git-XXXXXX" };

	if (!mkdtemp(sandbox.folder) || chdir(sandbox.folder) < 0)
		abort();
	sandbox_environment(sandbox.folder);
	return sandbox;
}

/* The exit status of a shell script that runs in the current folder. */
static UNUSED int PRINTF_LIKE(1, 2) shell_status(const char *format, ...)
{
	struct bytes script = BYTES_INIT;
	char words[8192];
	va_list arguments;
	int state = -1;
	pid_t child;

	va_start(arguments, format);
	vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	bytes_format(&script, "set -e\n%s", words);
	child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", script.data, (char *)NULL);
		_exit(127);
	}
	waitpid(child, &state, 0);
	bytes_release(&script);
	return WIFEXITED(state) ? WEXITSTATUS(state) : 128;
}

#define shell(...) assert_int_equal(shell_status(__VA_ARGS__), 0)

static UNUSED void sandbox_free(struct sandbox *sandbox)
{
	if (chdir("/") == 0)
		shell("chmod -R u+w '%s'; rm -rf '%s'", sandbox->folder, sandbox->folder);
}

/* A repository in the current folder with a commit of a.c and lib/b.c. */
static UNUSED void make_repository(void)
{
	shell("git init -q -b main . && mkdir lib && echo one >a.c && echo two >lib/b.c &&"
	      "git add . && git commit -q -m first");
}

static UNUSED struct repo *open_place(const struct repo_place *place)
{
	struct repo *repo = NULL;
	struct fault fault = { 0 };

	if (repo_open(&repo, place, &fault) != STATUS_OK)
		fail_msg("repo_open: %s", fault.text);
	return repo;
}

static UNUSED struct repo *open_here(void)
{
	return open_place(&(struct repo_place){ 0 });
}

static UNUSED struct object_id commit_of(struct repo *repo, const char *revision)
{
	struct object_id commit = { 0 };
	struct fault fault = { 0 };

	if (repo_commit(repo, revision, &commit, &fault) != STATUS_OK)
		fail_msg("repo_commit: %s", fault.text);
	return commit;
}

/* "a.c lib/b.c": the paths of a listing. */
static UNUSED void assert_paths(const struct listing *listing, const char *expected)
{
	struct bytes paths = BYTES_INIT;

	bytes_add_string(&paths, "");
	for (size_t i = 0; i < listing->count; i++) {
		bytes_add_string(&paths, i ? " " : "");
		bytes_add_text(&paths, listing->entries[i].path);
	}
	assert_string_equal(paths.data, expected);
	bytes_release(&paths);
}

static UNUSED void assert_content(struct repo *repo, const struct listing *listing,
                                  const char *path, const char *expected)
{
	const struct entry *entry = listing_find(listing, text_of(path));
	struct bytes bytes = BYTES_INIT;
	struct fault fault = { 0 };
	bool too_large;

	assert_non_null(entry);
	if (blob_read(repo, &entry->blob, 1 << 20, &bytes, &too_large, &fault) != STATUS_OK)
		fail_msg("blob_read %s: %s", path, fault.text);
	assert_int_equal(fault.status, STATUS_OK);
	assert_false(too_large);
	bytes_add_string(&bytes, "");
	assert_string_equal(bytes.data, expected);
	bytes_release(&bytes);
}

static UNUSED struct listing index_of(struct repo *repo)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };

	if (listing_of_index(&listing, repo, &fault) != STATUS_OK)
		fail_msg("listing_of_index: %s", fault.text);
	return listing;
}

static UNUSED struct listing work_tree_of(struct repo *repo)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };

	if (listing_of_work_tree(&listing, repo, &fault) != STATUS_OK)
		fail_msg("listing_of_work_tree: %s", fault.text);
	return listing;
}

static UNUSED struct listing tree_of(struct repo *repo, const char *revision)
{
	struct listing listing = LISTING_INIT;
	struct object_id commit = commit_of(repo, revision);
	struct fault fault = { 0 };

	if (listing_of_commit(&listing, repo, &commit, &fault) != STATUS_OK)
		fail_msg("listing_of_commit: %s", fault.text);
	return listing;
}

/* Each test runs in a sandbox of its own. */
static UNUSED int enter_sandbox(void **state)
{
	struct sandbox *sandbox = memory_new(sizeof(*sandbox));

	*sandbox = sandbox_new();
	*state = sandbox;
	return 0;
}

static UNUSED int leave_sandbox(void **state)
{
	sandbox_free(*state);
	memory_free(*state);
	return 0;
}

#define in_sandbox(test) cmocka_unit_test_setup_teardown(test, enter_sandbox, leave_sandbox)

#endif
