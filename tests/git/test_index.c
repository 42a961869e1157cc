/*
 * The index that is judged: exactly the one git makes the commit from.  Real
 * commits are made whose hook is this very program, which writes down what it
 * finds.
 */
#include "metrics/git/repo.h"
#include "sandbox.h"

/* --- as a hook --------------------------------------------------------------------- */

static enum status tell_setting(void *context, struct text name, struct text value,
                                struct fault *fault)
{
	(void)fault;
	fprintf(context, "setting %.*s=%.*s\n", (int)name.size, name.data, (int)value.size,
	        value.data);
	return STATUS_OK;
}

/* "path: content" for each file, then settings, then the number of further
 * parents; and whether HEAD is there. */
static void tell(FILE *out, struct repo *repo)
{
	struct object_id head, parents[MERGE_PARENTS_MAX];
	struct listing listing = index_of(repo);
	struct bytes bytes = BYTES_INIT;
	struct fault fault;
	bool too_large;

	for (size_t i = 0; i < listing.count; i++) {
		if (blob_read(repo, &listing.entries[i].blob, 1000, &bytes, &too_large, &fault))
			bytes_add_string(&bytes, "unreadable\n");
		fprintf(out, "%s: %s", listing.entries[i].path.data, bytes.data);
	}
	if (repo_settings(repo, tell_setting, out, &fault))
		fprintf(out, "settings: %s\n", fault.text);
	fprintf(out, "parents %zu\n", repo_merge_parents(repo, true, parents));
	if (repo_head(repo, &head, &fault) == STATUS_ABSENT)
		fprintf(out, "unborn\n");
	bytes_release(&bytes);
	listing_release(&listing);
}

static int as_hook(void)
{
	struct repo_place place = { .from_hook = true };
	struct repo *repo;
	struct fault fault;
	FILE *out = fopen(getenv("BOLE_TOLD"), "w");

	if (!out)
		return 1;
	if (repo_open(&repo, &place, &fault) == STATUS_OK) {
		tell(out, repo);
		repo_close(repo);
	} else {
		fprintf(out, "%s\n", fault.text);
	}
	fclose(out);
	return 0;
}

/* --- what the hook told ---------------------------------------------------------------- */

static void install_hook(const char *name)
{
	char program[4096];
	ssize_t size = readlink("/proc/self/exe", program, sizeof(program) - 1);
	struct bytes told = BYTES_INIT;

	assert_true(size > 0);
	program[size] = '\0';
	bytes_format(&told, "%s/told", getenv("HOME"));
	setenv("BOLE_TOLD", told.data, 1);
	shell("mkdir -p .git/hooks && printf '#!/bin/sh\\nexec \"%s\" --as-hook\\n' >.git/hooks/%s &&"
	      "chmod +x .git/hooks/%s",
	      program, name, name);
	bytes_release(&told);
}

static void assert_told(const char *expected)
{
	char told[4096] = "";
	FILE *file = fopen(getenv("BOLE_TOLD"), "r");

	assert_non_null(file);
	told[fread(told, 1, sizeof(told) - 1, file)] = '\0';
	fclose(file);
	unlink(getenv("BOLE_TOLD"));
	assert_string_equal(told, expected);
}

static void a_commit_is_made_from_the_index(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("echo staged >a.c && git add a.c && echo later >a.c && cd lib && git commit -q -m x");
	assert_told("a.c: staged\nlib/b.c: two\nparents 0\n");
	shell("git commit -q --amend -m y --allow-empty");
	assert_told("a.c: staged\nlib/b.c: two\nparents 0\n");
}

static void commit_a_is_made_from_an_index_of_its_own(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("echo all >a.c && git commit -q -a -m x");
	assert_told("a.c: all\nlib/b.c: two\nparents 0\n");
}

static void commit_of_a_path_is_made_from_a_third_index(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("echo staged >a.c && git add a.c && echo only >lib/b.c && cd lib &&"
	      "git commit -q -m x b.c");
	assert_told("a.c: one\nlib/b.c: only\nparents 0\n");
}

static void the_first_commit_has_no_head(void **state)
{
	(void)state;
	shell("git init -q -b main . && echo one >a.c && git add a.c");
	install_hook("pre-commit");
	shell("git commit -q -m x");
	assert_told("a.c: one\nparents 0\nunborn\n");
}

static void a_first_commit_without_files_has_an_empty_index(void **state)
{
	(void)state;
	shell("git init -q -b main .");
	install_hook("pre-commit");
	shell("git commit -q -m x --allow-empty");
	assert_told("parents 0\nunborn\n");
}

static void a_commit_in_a_linked_worktree_is_made_from_its_index(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("git worktree add -q -b side tree && cd tree && echo there >a.c && git commit -q -a -m x");
	assert_told("a.c: there\nlib/b.c: two\nparents 0\n");
}

static void a_commit_by_git_dir_and_work_tree_is_made_from_that_index(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("mkdir out && cd out && echo there >../a.c &&"
	      "git --git-dir ../.git --work-tree .. commit -q -a -m x");
	assert_told("a.c: there\nlib/b.c: two\nparents 0\n");
}

static void a_setting_on_the_command_line_reaches_the_hook(void **state)
{
	(void)state;
	make_repository();
	install_hook("pre-commit");
	shell("git config bole.limit 1 && git config bole.enabled false &&"
	      "git -c bole.limit=2 -c bole.loud commit -q -m x --allow-empty");
	assert_told("a.c: one\nlib/b.c: two\n"
	            "setting limit=1\nsetting enabled=false\nsetting limit=2\nsetting loud=true\n"
	            "parents 0\n");
}

static void a_clean_merge_tells_its_other_parent(void **state)
{
	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >s.c && git add . && git commit -q -m side &&"
	      "git checkout -q main && echo m >m.c && git add . && git commit -q -m main");
	install_hook("pre-merge-commit");
	shell("git merge -q -m merge side");
	assert_told("a.c: one\nlib/b.c: two\nm.c: m\ns.c: s\nparents 1\n");
}

/* --- read by itself ---------------------------------------------------------------------- */

static void only_regular_staged_files_are_listed(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("ln -s a.c link.c && echo x >run.sh && chmod +x run.sh && git add . &&"
	      "echo later >intended.c && git add -N intended.c &&"
	      "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),module.c");
	repo = open_here();
	listing = index_of(repo);
	assert_paths(&listing, "a.c lib/b.c run.sh");
	listing_release(&listing);
	repo_close(repo);
}

typedef enum status list_it(struct listing *listing, struct repo *repo, struct fault *fault);

static void assert_listing_fault(list_it *list, const char *words)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };
	struct repo *repo = open_here();

	assert_int_equal(list(&listing, repo, &fault), STATUS_UNABLE);
	assert_int_equal(listing.count, 0);
	if (!strstr(fault.text, words))
		fail_msg("'%s' does not say '%s'", fault.text, words);
	repo_close(repo);
}

static void assert_index_fault(const char *words)
{
	assert_listing_fault(listing_of_index, words);
}

static void assert_work_tree_fault(const char *words)
{
	assert_listing_fault(listing_of_work_tree, words);
}

static void an_index_with_a_conflict_is_no_state_to_judge(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >a.c && git commit -q -a -m side &&"
	      "git checkout -q main && echo m >a.c && git commit -q -a -m main");
	assert_int_not_equal(shell_status("git merge side >out 2>&1"), 0);
	assert_index_fault("a.c is in conflict");
	shell("git add a.c");
	repo = open_here();
	listing = index_of(repo);
	assert_paths(&listing, "a.c lib/b.c");
	listing_release(&listing);
	repo_close(repo);
}

/* Each path begins as the one before it: three megabytes that name 140. */
static void an_index_whose_paths_explode_is_refused(void **state)
{
	(void)state;
	make_repository();
	shell("git update-index --index-version 4 && awk -v blob=$(git rev-parse HEAD:a.c) 'BEGIN { long = sprintf(\"%%03000d\", 0);"
	      "for (i = 0; i < 47000; i++) printf \"100644 %%s 0\\t%%s%%d\\n\", blob, long, i }' |"
	      "git update-index --index-info &&"
	      "test $(wc -c <.git/index) -lt 8000000");
	assert_index_fault("too long paths");
	assert_work_tree_fault("too long paths");
}

/* Of one that only git can read, too. */
static void what_git_takes_for_an_index_is_bounded(void **state)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("ls-files"),
		.most = ANSWER_LARGE,
		.memory = 8 << 20,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct fault fault = { 0 };
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git update-index --index-version 4 && awk -v blob=$(git rev-parse HEAD:a.c) 'BEGIN { long = sprintf(\"%%03000d\", 0);"
	      "for (i = 0; i < 5000; i++) printf \"100644 %%s 0\\t%%s%%d\\n\", blob, long, i }' |"
	      "git update-index --index-info");
	repo = open_here();
	assert_int_equal(git_ask(&repo->child, &question, &answer, &fault), STATUS_OK);
	assert_int_equal(answer.exit_status, 128);
	question.memory = 64 << 20;
	assert_int_equal(git_ask(&repo->child, &question, &answer, &fault), STATUS_OK);
	assert_int_equal(answer.exit_status, 0);
	git_answer_release(&answer);
	repo_close(repo);
}

static void an_index_that_is_a_pipe_stops_nobody(void **state)
{
	(void)state;
	make_repository();
	shell("rm .git/index && mkfifo .git/index");
	alarm(20);
	assert_index_fault("it is no file");
	alarm(0);
}

static void a_named_index_that_is_missing_is_never_an_empty_one(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	setenv("GIT_INDEX_FILE", "nowhere/index", 1);
	assert_index_fault("missing");
	/* Without a name it is what git takes it for. */
	unsetenv("GIT_INDEX_FILE");
	shell("rm .git/index");
	repo = open_here();
	listing = index_of(repo);
	assert_paths(&listing, "");
	repo_close(repo);
}

static void a_relative_index_is_meant_from_the_top(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("cp .git/index other && GIT_INDEX_FILE=other git rm -q --cached a.c");
	setenv("GIT_INDEX_FILE", "other", 1);
	repo = open_place(&(struct repo_place){ .directory = "lib" });
	listing = index_of(repo);
	assert_paths(&listing, "lib/b.c");
	listing_release(&listing);
	repo_close(repo);
}

static void a_damaged_index_is_refused(void **state)
{
	(void)state;
	make_repository();
	shell("head -c 100 .git/index >cut && mv cut .git/index");
	assert_index_fault("cannot read the index");
	shell("echo nonsense >.git/index");
	assert_index_fault("cannot read the index");
}

static void an_index_of_any_version_is_read(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	for (int version = 2; version <= 4; version++) {
		shell("git update-index --index-version %d", version);
		repo = open_here();
		listing = index_of(repo);
		assert_paths(&listing, "a.c lib/b.c");
		assert_content(repo, &listing, "lib/b.c", "two\n");
		listing_release(&listing);
		repo_close(repo);
	}
}

static void reading_writes_nothing(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	/* A stat that is out of date tempts git to refresh the index. */
	shell("touch -d '2001-01-01' a.c && find . -type f ! -name before ! -name after | sort |"
	      "xargs stat -c '%%n %%Y %%Z %%i' >.git/before");
	repo = open_here();
	listing = index_of(repo);
	listing_release(&listing);
	listing = work_tree_of(repo);
	listing_release(&listing);
	repo_close(repo);
	shell("find . -type f ! -name before ! -name after | sort |"
	      "xargs stat -c '%%n %%Y %%Z %%i' >.git/after && cmp .git/before .git/after");
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_commit_is_made_from_the_index),
		in_sandbox(commit_a_is_made_from_an_index_of_its_own),
		in_sandbox(commit_of_a_path_is_made_from_a_third_index),
		in_sandbox(the_first_commit_has_no_head),
		in_sandbox(a_first_commit_without_files_has_an_empty_index),
		in_sandbox(a_commit_in_a_linked_worktree_is_made_from_its_index),
		in_sandbox(a_commit_by_git_dir_and_work_tree_is_made_from_that_index),
		in_sandbox(a_setting_on_the_command_line_reaches_the_hook),
		in_sandbox(a_clean_merge_tells_its_other_parent),
		in_sandbox(only_regular_staged_files_are_listed),
		in_sandbox(an_index_with_a_conflict_is_no_state_to_judge),
		in_sandbox(an_index_whose_paths_explode_is_refused),
		in_sandbox(what_git_takes_for_an_index_is_bounded),
		in_sandbox(an_index_that_is_a_pipe_stops_nobody),
		in_sandbox(a_named_index_that_is_missing_is_never_an_empty_one),
		in_sandbox(a_relative_index_is_meant_from_the_top),
		in_sandbox(a_damaged_index_is_refused),
		in_sandbox(an_index_of_any_version_is_read),
		in_sandbox(reading_writes_nothing),
	};

	if (count == 2 && strcmp(arguments[1], "--as-hook") == 0)
		return as_hook();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
