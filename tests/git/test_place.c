/* Where a repository lies, however it was reached. */
#include "sandbox.h"

static const char *folder_of(void **state)
{
	return ((struct sandbox *)*state)->folder;
}

static void assert_place(struct repo *repo, void **state, const char *git_dir,
                         const char *common_dir, const char *work_tree)
{
	struct bytes path = BYTES_INIT;

	bytes_format(&path, "%s/%s", folder_of(state), git_dir);
	assert_string_equal(repo_git_dir(repo), path.data);
	bytes_clear(&path);
	bytes_format(&path, "%s/%s", folder_of(state), common_dir);
	assert_string_equal(repo_common_dir(repo), path.data);
	if (work_tree) {
		bytes_clear(&path);
		bytes_format(&path, "%s%s", folder_of(state), work_tree);
		assert_non_null(repo_work_tree(repo));
		assert_string_equal(repo_work_tree(repo), path.data);
	} else {
		assert_null(repo_work_tree(repo));
	}
	bytes_release(&path);
}

static void a_repository_is_found_from_a_folder_below(void **state)
{
	struct repo *repo;

	make_repository();
	repo = open_place(&(struct repo_place){ .directory = "lib" });
	assert_place(repo, state, ".git", ".git", "");
	assert_false(repo_is_shallow(repo));
	repo_close(repo);
}

static void a_linked_worktree_shares_the_common_directory(void **state)
{
	struct listing listing;
	struct repo *repo;

	make_repository();
	shell("git worktree add -q -b side tree && echo more >tree/c.c && git -C tree add c.c");
	repo = open_place(&(struct repo_place){ .directory = "tree" });
	assert_place(repo, state, ".git/worktrees/tree", ".git", "/tree");
	listing = index_of(repo);
	assert_paths(&listing, "a.c c.c lib/b.c");
	listing_release(&listing);
	repo_close(repo);
}

static void a_submodule_is_a_repository_and_no_file_of_its_parent(void **state)
{
	struct listing listing;
	struct repo *repo;

	shell("git init -q -b main part && cd part && echo x >x.c && git add . && git commit -qm x");
	shell("git init -q -b main whole && cd whole &&"
	      "git -c protocol.file.allow=always submodule -q add ../part sub.c &&"
	      "git commit -q -m sub");
	repo = open_place(&(struct repo_place){ .directory = "whole/sub.c" });
	assert_place(repo, state, "whole/.git/modules/sub.c", "whole/.git/modules/sub.c",
	             "/whole/sub.c");
	repo_close(repo);

	repo = open_place(&(struct repo_place){ .directory = "whole" });
	listing = tree_of(repo, "HEAD");
	assert_paths(&listing, ".gitmodules");
	listing_release(&listing);
	listing = work_tree_of(repo);
	assert_paths(&listing, ".gitmodules");
	listing_release(&listing);
	repo_close(repo);
}

static void a_separate_git_directory_is_followed(void **state)
{
	struct repo *repo;

	shell("git init -q -b main --separate-git-dir=store work");
	repo = open_place(&(struct repo_place){ .directory = "work" });
	assert_place(repo, state, "store", "store", "/work");
	repo_close(repo);
}

static void a_bare_repository_has_no_work_tree_and_no_index(void **state)
{
	struct listing listing = LISTING_INIT;
	struct fault fault;
	struct repo *repo;

	make_repository();
	shell("git clone -q --bare . bare.git");
	repo = open_place(&(struct repo_place){ .directory = "bare.git" });
	assert_place(repo, state, "bare.git", "bare.git", NULL);
	assert_int_equal(listing_of_index(&listing, repo, &fault), STATUS_USAGE);
	assert_int_equal(listing_of_work_tree(&listing, repo, &fault), STATUS_USAGE);
	listing = tree_of(repo, "main");
	assert_paths(&listing, "a.c lib/b.c");
	listing_release(&listing);
	repo_close(repo);
}

static void the_option_git_dir_names_a_repository_elsewhere(void **state)
{
	struct listing listing;
	struct repo *repo;

	shell("mkdir here there && git init -q -b main there && cd there && echo 1 >t.c &&"
	      "git add . && git commit -q -m t");
	repo = open_place(&(struct repo_place){ .directory = "here", .git_dir = "../there/.git" });
	assert_place(repo, state, "there/.git", "there/.git", "/here");
	listing = index_of(repo);
	assert_paths(&listing, "t.c");
	listing_release(&listing);
	repo_close(repo);
}

static void git_dir_and_work_tree_of_the_environment_are_honoured(void **state)
{
	struct repo *repo;

	make_repository();
	shell("mv .git elsewhere && mkdir work");
	setenv("GIT_DIR", "elsewhere", 1);
	setenv("GIT_WORK_TREE", "work", 1);
	repo = open_here();
	assert_place(repo, state, "elsewhere", "elsewhere", "/work");
	repo_close(repo);
}

static void a_common_directory_of_the_environment_is_honoured(void **state)
{
	struct listing listing;
	struct object_id head;
	struct fault fault;
	struct repo *repo;

	make_repository();
	shell("mkdir alone && cp .git/HEAD .git/index alone/ && echo ../.git >alone/commondir");
	setenv("GIT_DIR", "alone", 1);
	setenv("GIT_COMMON_DIR", ".git", 1);
	repo = open_here();
	assert_place(repo, state, "alone", ".git", "");
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_OK);
	listing = tree_of(repo, "main");
	assert_paths(&listing, "a.c lib/b.c");
	listing_release(&listing);
	repo_close(repo);
}

static void objects_in_quarantine_are_found(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	/* As receive-pack does it: new objects apart, and a path with a colon quoted. */
	shell("mkdir 'odd:store' && cp -r .git/objects/. 'odd:store' && rm -rf .git/objects/?? &&"
	      "mkdir new && echo new >n.c && export GIT_OBJECT_DIRECTORY=$PWD/new "
	      "GIT_ALTERNATE_OBJECT_DIRECTORIES='\"odd:store\"' &&"
	      "git add n.c && git commit -q -m second");
	setenv("GIT_OBJECT_DIRECTORY", "new", 1);
	setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", "\"odd:\\163tore\"", 1);
	repo = open_here();
	listing = tree_of(repo, "HEAD");
	assert_paths(&listing, "a.c lib/b.c n.c");
	assert_content(repo, &listing, "n.c", "new\n");
	assert_content(repo, &listing, "a.c", "one\n");
	listing_release(&listing);
	repo_close(repo);
}

/* --- refusals --------------------------------------------------------------------- */

static void assert_refused(enum status expected, const char *words)
{
	struct repo *repo;
	struct fault fault = { 0 };

	assert_int_equal(repo_open(&repo, &(struct repo_place){ 0 }, &fault), expected);
	assert_null(repo);
	if (!strstr(fault.text, words))
		fail_msg("'%s' does not say '%s'", fault.text, words);
}

static void no_repository_is_an_error_of_usage(void **state)
{
	struct repo *repo;
	struct fault fault;

	(void)state;
	assert_refused(STATUS_USAGE, "not a git repository");
	assert_int_equal(repo_open(&repo, &(struct repo_place){ .directory = "nowhere" }, &fault),
	                 STATUS_USAGE);
	assert_int_equal(repo_open(&repo, &(struct repo_place){ .git_dir = "nowhere" }, &fault),
	                 STATUS_USAGE);
}

static void a_reftable_is_named(void **state)
{
	(void)state;
	make_repository();
	shell("git config core.repositoryformatversion 1; git config extensions.refStorage reftable");
	/* git 2.39 does not know them itself, and says so. */
	assert_refused(STATUS_UNABLE, "refstorage");
}

static void an_extension_that_git_does_not_know_is_named(void **state)
{
	(void)state;
	make_repository();
	shell("git config core.repositoryformatversion 1; git config extensions.ofTomorrow true");
	assert_refused(STATUS_UNABLE, "oftomorrow");
}

static void harmless_extensions_are_no_hindrance(void **state)
{
	(void)state;
	make_repository();
	shell("git config core.repositoryformatversion 1; git config extensions.worktreeConfig true;"
	      "git config extensions.preciousObjects true; git config extensions.noop x;"
	      "git config extensions.partialClone origin; git config extensions.objectFormat sha1");
	repo_close(open_here());
}

static void a_stranger_s_repository_is_refused_unless_git_trusts_it(void **state)
{
	char safe[128];

	make_repository();
	setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1", 1);
	assert_refused(STATUS_UNABLE, "somebody else owns it");
	shell("git config --file trust safe.directory '*'");
	snprintf(safe, sizeof(safe), "%s/trust", folder_of(state));
	setenv("GIT_CONFIG_GLOBAL", safe, 1);
	repo_close(open_here());
}

static void a_broken_config_file_is_told_as_git_tells_it(void **state)
{
	(void)state;
	make_repository();
	shell("echo '[core' >>.git/config");
	assert_refused(STATUS_UNABLE, "bad config line");
}

static void a_git_in_the_repository_is_never_run(void **state)
{
	(void)state;
	make_repository();
	shell("printf '#!/bin/sh\\ntouch ran\\n' >git && chmod +x git");
	setenv("PATH", ".::/usr/local/bin:/usr/bin:/bin", 1);
	repo_close(open_here());
	shell("[ ! -e ran ]");
}

/* As git leaves it for the hooks of a commit. */
static struct repo *open_in_hook(void)
{
	setenv("GIT_INDEX_FILE", ".git/index", 1);
	return open_place(&(struct repo_place){ .from_hook = true });
}

static void in_a_hook_the_usual_place_is_what_git_would_say(void **state)
{
	struct listing listing;
	struct repo *repo;

	make_repository();
	repo = open_in_hook();
	assert_place(repo, state, ".git", ".git", "");
	listing = index_of(repo);
	assert_paths(&listing, "a.c lib/b.c");
	listing_release(&listing);
	repo_close(repo);
	unsetenv("GIT_INDEX_FILE");
}

static void in_a_hook_a_moved_work_tree_is_found(void **state)
{
	struct repo *repo;

	make_repository();
	shell("mkdir tree && git config core.worktree \"$PWD/tree\"");
	repo = open_in_hook();
	assert_place(repo, state, ".git", ".git", "/tree");
	repo_close(repo);
	shell("git config --unset core.worktree && git config core.bare true");
	repo = open_in_hook();
	assert_null(repo_work_tree(repo));
	repo_close(repo);
	unsetenv("GIT_INDEX_FILE");
}

static void in_a_hook_a_repository_named_elsewhere_is_found(void **state)
{
	struct repo *repo;

	make_repository();
	shell("git init -q --separate-git-dir=\"$PWD/other.git\" elsewhere");
	setenv("GIT_DIR", "other.git", 1);
	repo = open_in_hook();
	assert_place(repo, state, "other.git", "other.git", "");
	repo_close(repo);
	unsetenv("GIT_DIR");
	unsetenv("GIT_INDEX_FILE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_repository_is_found_from_a_folder_below),
		in_sandbox(a_linked_worktree_shares_the_common_directory),
		in_sandbox(a_submodule_is_a_repository_and_no_file_of_its_parent),
		in_sandbox(a_separate_git_directory_is_followed),
		in_sandbox(a_bare_repository_has_no_work_tree_and_no_index),
		in_sandbox(the_option_git_dir_names_a_repository_elsewhere),
		in_sandbox(git_dir_and_work_tree_of_the_environment_are_honoured),
		in_sandbox(a_common_directory_of_the_environment_is_honoured),
		in_sandbox(objects_in_quarantine_are_found),
		in_sandbox(no_repository_is_an_error_of_usage),
		in_sandbox(a_reftable_is_named),
		in_sandbox(an_extension_that_git_does_not_know_is_named),
		in_sandbox(harmless_extensions_are_no_hindrance),
		in_sandbox(a_stranger_s_repository_is_refused_unless_git_trusts_it),
		in_sandbox(a_broken_config_file_is_told_as_git_tells_it),
		in_sandbox(a_git_in_the_repository_is_never_run),
		in_sandbox(in_a_hook_the_usual_place_is_what_git_would_say),
		in_sandbox(in_a_hook_a_moved_work_tree_is_found),
		in_sandbox(in_a_hook_a_repository_named_elsewhere_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
