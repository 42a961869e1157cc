/* Names of commits, parents, and where histories part. */
#include "sandbox.h"

static void commit(const char *name)
{
	shell("echo '%s' >>log.c && git add log.c && git commit -q -m '%s'", name, name);
}

/* What git itself says that a revision is. */
static struct object_id git_says(const char *revision)
{
	struct bytes path = BYTES_INIT;
	struct object_id id = { 0 };
	char hex[80] = "";
	FILE *file;

	shell("git rev-parse --verify '%s^{commit}' >\"$HOME/said\"", revision);
	bytes_format(&path, "%s/said", getenv("HOME"));
	file = fopen(path.data, "r");
	bytes_release(&path);
	assert_non_null(file);
	assert_non_null(fgets(hex, sizeof(hex), file));
	fclose(file);
	assert_true(object_id_parse(&id, text_trim(text_of(hex))));
	return id;
}

static void assert_commit(const struct object_id *found, const char *revision)
{
	struct object_id expected = git_says(revision);

	assert_memory_equal(found, &expected, sizeof(expected));
}

static void assert_no_commit(struct repo *repo, const char *revision, const char *words)
{
	struct object_id id;
	struct fault fault = { 0 };

	assert_int_equal(repo_commit(repo, revision, &id, &fault), STATUS_USAGE);
	assert_int_equal(fault.status, STATUS_USAGE);
	if (!strstr(fault.text, words))
		fail_msg("'%s' does not say '%s'", fault.text, words);
}

static void revisions_are_what_git_takes_them_for(void **state)
{
	static const char *const revisions[] = { "HEAD", "main~1",   "v1",
		                                 "@",    ":/second", "HEAD^{/first}" };
	struct object_id found;
	char hex[OBJECT_ID_HEX];
	struct repo *repo;

	(void)state;
	make_repository();
	commit("second");
	commit("third");
	shell("git tag -a -m one v1 HEAD~1 && git -c advice.nestedTag=false tag -a -m two v2 v1");
	repo = open_here();
	for (size_t i = 0; i < sizeof(revisions) / sizeof(revisions[0]); i++) {
		found = commit_of(repo, revisions[i]);
		if (strchr(revisions[i], '/') == NULL)
			assert_commit(&found, revisions[i]);
	}
	found = commit_of(repo, ":/second");
	assert_commit(&found, "HEAD~1");
	found = commit_of(repo, "v2");
	assert_commit(&found, "HEAD~1");
	found = git_says("HEAD~2");
	found = commit_of(repo, object_id_hex(&found, hex));
	assert_commit(&found, "HEAD~2");
	repo_close(repo);
}

static void what_is_no_commit_is_an_error_of_usage(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	repo = open_here();
	assert_no_commit(repo, "nothing", "names no commit");
	assert_no_commit(repo, "", "is no revision");
	assert_no_commit(repo, "--all", "is no revision");
	assert_no_commit(repo, "HEAD..HEAD", "names no commit");
	assert_no_commit(repo, "^HEAD", "names no commit");
	assert_no_commit(repo, "HEAD:a.c", "names no commit");
	assert_no_commit(repo, "HEAD^{tree}", "names no commit");
	assert_no_commit(repo, "1234567890123456789012345678901234567890", "names no commit");
	shell("git config remote.origin.url /nowhere");
	repo_close(repo);
	repo = open_here();
	assert_no_commit(repo, "origin/main",
	                 "`git fetch origin +refs/heads/main:refs/remotes/origin/main`");
	repo_close(repo);
}

static void head_is_absent_before_the_first_commit(void **state)
{
	struct object_id head;
	struct fault fault;
	struct repo *repo;

	(void)state;
	shell("git init -q -b main .");
	repo = open_here();
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_ABSENT);
	repo_close(repo);
	make_repository();
	repo = open_here();
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_OK);
	assert_commit(&head, "main");
	repo_close(repo);
	shell("git checkout -q --orphan bare");
	repo = open_here();
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_ABSENT);
	repo_close(repo);
	shell("git checkout -q --detach main");
	repo = open_here();
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_OK);
	assert_commit(&head, "main");
	repo_close(repo);
}

static void a_missing_head_commit_is_no_unborn_head(void **state)
{
	struct object_id head;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("rm -rf .git/objects/??");
	repo = open_here();
	assert_int_equal(repo_head(repo, &head, &fault), STATUS_UNABLE);
	repo_close(repo);
}

static void replaced_and_grafted_commits_are_seen_as_they_were_made(void **state)
{
	struct object_id found, base;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	commit("second");
	commit("third");
	shell("git replace HEAD~1 HEAD~2 && git rev-parse HEAD >.git/info/grafts");
	repo = open_here();
	found = commit_of(repo, "HEAD~2");
	assert_int_equal(repo_merge_base(repo, &found, &found, &base, &fault), STATUS_OK);
	repo_close(repo);
}

static void parents_are_told_in_their_order(void **state)
{
	struct object_id parents[MERGE_PARENTS_MAX], merge;
	struct commit_info info;
	struct fault fault;
	struct repo *repo;
	size_t count;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >s.c && git add . && git commit -q -m side &&"
	      "git checkout -q main && echo m >m.c && git add . && git commit -q -m main &&"
	      "git merge -q -m merge side");
	repo = open_here();
	merge = commit_of(repo, "HEAD");
	assert_int_equal(repo_parents(repo, &merge, parents, &count, &fault), STATUS_OK);
	assert_int_equal(count, 2);
	assert_commit(&parents[0], "HEAD^1");
	assert_commit(&parents[1], "side");
	merge = commit_of(repo, "HEAD~2");
	assert_int_equal(repo_parents(repo, &merge, parents, &count, &fault), STATUS_OK);
	assert_int_equal(count, 0);
	assert_int_equal(repo_commit_info(repo, &merge, &info, &fault), STATUS_OK);
	assert_true(info.time > 1000000000);
	repo_close(repo);
}

static void a_merge_in_progress_tells_its_other_parents(void **state)
{
	struct object_id parents[MERGE_PARENTS_MAX];
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >a.c && git commit -q -a -m side &&"
	      "git checkout -q main && echo m >a.c && git commit -q -a -m main");
	repo = open_here();
	assert_int_equal(repo_merge_parents(repo, true, parents), 0);
	assert_int_not_equal(shell_status("git merge side >out 2>&1"), 0);
	assert_int_equal(repo_merge_parents(repo, true, parents), 1);
	assert_commit(&parents[0], "side");
	/* A variable of a merge elsewhere is not believed. */
	setenv("GITHEAD_1234567890123456789012345678901234567890", "x", 1);
	setenv("GITHEAD_", "x", 1);
	assert_int_equal(repo_merge_parents(repo, true, parents), 1);
	unsetenv("GITHEAD_1234567890123456789012345678901234567890");
	unsetenv("GITHEAD_");
	repo_close(repo);
}

/* --- bases ------------------------------------------------------------------------- */

static void a_merge_base_is_the_commit_where_two_part(void **state)
{
	struct object_id a, b, base;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git tag fork && git checkout -q -b side && echo s >s.c && git add . && "
	      "git commit -q -m side && git checkout -q main");
	commit("second");
	shell("git checkout -q --orphan other && git commit -q -m other");
	repo = open_here();
	a = commit_of(repo, "main");
	b = commit_of(repo, "side");
	assert_int_equal(repo_merge_base(repo, &a, &b, &base, &fault), STATUS_OK);
	assert_commit(&base, "fork");
	b = commit_of(repo, "other");
	assert_int_equal(repo_merge_base(repo, &a, &b, &base, &fault), STATUS_ABSENT);
	repo_close(repo);
}

static void assert_push_base(struct repo *repo, const char *tip, const char *remote,
                             const char *expected)
{
	struct object_id id = commit_of(repo, tip), base;
	struct fault fault;
	enum status status = repo_push_base(repo, &id, remote, &base, &fault);

	assert_int_equal(status, expected ? STATUS_OK : STATUS_ABSENT);
	if (expected)
		assert_commit(&base, expected);
}

static void a_push_begins_at_the_newest_commit_the_remote_has(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	commit("second");
	repo = open_here();
	assert_push_base(repo, "main", "origin", NULL);
	assert_push_base(repo, "main", NULL, NULL);

	shell("git update-ref refs/remotes/old/main HEAD~1 && git update-ref refs/remotes/origin/x "
	      "HEAD && git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/x && git tag s");
	commit("third");
	shell("git tag t");
	commit("fourth");
	repo_close(repo);
	repo = open_here();
	assert_push_base(repo, "main", "origin", "s");
	assert_push_base(repo, "main", "old", "s~1");
	/* By URL, or by a name without tracking refs: what any remote has. */
	assert_push_base(repo, "main", "https://example.org/x.git", "s");
	assert_push_base(repo, "main", "../elsewhere", "s");
	assert_push_base(repo, "main", "new", "s");
	assert_push_base(repo, "main", NULL, "s");
	/* Nothing that is new to it. */
	assert_push_base(repo, "s", "origin", "s");
	assert_push_base(repo, "s~1", "origin", "s~1");
	/* Nothing in common. */
	shell("git checkout -q --orphan other && git commit -q -m other");
	assert_push_base(repo, "other", "origin", NULL);
	/* A tracking ref whose commit is missing is passed over. */
	shell("echo 1234567890123456789012345678901234567890 >.git/refs/remotes/origin/gone");
	assert_push_base(repo, "main", "origin", "s");
	repo_close(repo);
}

static void a_merged_branch_does_not_pull_the_base_back(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >s.c && git add . && "
	      "GIT_COMMITTER_DATE='2001-01-01 00:00 +0000' git commit -q -m side &&"
	      "git checkout -q main");
	commit("second");
	shell("git update-ref refs/remotes/origin/main HEAD && git tag pushed &&"
	      "git merge -q -m merge side");
	repo = open_here();
	assert_push_base(repo, "main", "origin", "pushed");
	repo_close(repo);
}

/* --- shallow clones ------------------------------------------------------------------ */

static void make_shallow(void)
{
	make_repository();
	commit("second");
	commit("third");
	commit("fourth");
	shell("git clone -q --depth 2 file://$PWD shallow");
	assert_int_equal(chdir("shallow"), 0);
}

static void a_shallow_clone_says_what_to_fetch(void **state)
{
	struct object_id parents[MERGE_PARENTS_MAX], tip, cut, base;
	struct listing listing;
	struct fault fault = { 0 };
	struct repo *repo;
	size_t count;

	(void)state;
	make_shallow();
	repo = open_here();
	assert_true(repo_is_shallow(repo));
	assert_no_commit(repo, "HEAD~2", "git fetch --unshallow");
	assert_no_commit(repo, "HEAD~2", "git fetch --deepen=");
	assert_no_commit(repo, "origin/other",
	                 "`git fetch --unshallow origin "
	                 "+refs/heads/other:refs/remotes/origin/other`");
	tip = commit_of(repo, "HEAD");
	cut = commit_of(repo, "HEAD~1");
	assert_int_equal(repo_parents(repo, &tip, parents, &count, &fault), STATUS_OK);
	assert_int_equal(count, 1);
	assert_int_equal(repo_parents(repo, &cut, parents, &count, &fault), STATUS_OK);
	assert_int_equal(count, 0);
	assert_int_equal(repo_merge_base(repo, &tip, &cut, &base, &fault), STATUS_OK);
	assert_commit(&base, "HEAD~1");
	listing = tree_of(repo, "HEAD~1");
	assert_paths(&listing, "a.c lib/b.c log.c");
	listing_release(&listing);
	repo_close(repo);
}

static void a_base_beyond_the_cut_is_never_guessed(void **state)
{
	struct object_id tip, side, base;
	struct fault fault = { 0 };
	struct repo *repo;

	(void)state;
	make_repository();
	commit("second");
	commit("third");
	shell("git checkout -q -b side HEAD~1 && echo s >s.c && git add . && git commit -q -m s &&"
	      "git checkout -q main && git clone -q --depth 1 --no-single-branch "
	      "file://$PWD shallow");
	assert_int_equal(chdir("shallow"), 0);
	repo = open_here();
	tip = commit_of(repo, "main");
	side = commit_of(repo, "origin/side");
	assert_int_equal(repo_merge_base(repo, &tip, &side, &base, &fault), STATUS_USAGE);
	assert_non_null(strstr(fault.text, "git fetch --deepen="));
	repo_close(repo);
}

static void a_push_out_of_a_shallow_clone_has_a_base(void **state)
{
	struct repo *repo;

	(void)state;
	make_shallow();
	shell("git tag was");
	commit("fifth");
	repo = open_here();
	assert_push_base(repo, "main", "origin", "was");
	repo_close(repo);
}

/* Three branches that merge each other, in any order and at any time. */
static void commit_a_tangle(void)
{
	shell("git init -q && tree=$(git write-tree)\n"
	      "root=$(GIT_COMMITTER_DATE='1000000000 +0000' git commit-tree $tree -m root)\n"
	      "a=$root b=$root c=$root draw=7\n"
	      "for i in $(seq 60); do\n"
	      "  draw=$(( (draw * 1103515245 + 12345) %% 2147483648 )) pick=$(( draw / 65536 ))\n"
	      "  date=\"$(( 1000000000 + i * 10 + pick %% 97 )) +0000\"\n"
	      "  case $((pick %% 3)) in 0) into=$a from=$b;; 1) into=$b from=$c;; *) into=$c from=$a;; esac\n"
	      "  [ $((pick / 3 %% 3)) = 0 ] && [ $into != $from ] && more=\"-p $from\" || more=\n"
	      "  new=$(GIT_COMMITTER_DATE=\"$date\" git commit-tree $tree -p $into $more -m $i)\n"
	      "  case $((pick %% 3)) in 0) a=$new;; 1) b=$new;; *) c=$new;; esac\n"
	      "done\n"
	      "git update-ref HEAD $(git commit-tree $tree -p $a -p $b -p $c -m all)");
}

static void add_ids(struct bytes *ids, const struct past *past)
{
	for (size_t i = 0; i < past->count; i++)
		bytes_add(ids, past->commits[i].id.bytes, past->commits[i].id.size);
}

/* Whoever was interrupted at a commit of the line goes on behind it. */
static void a_past_has_one_order_wherever_it_is_read_from(void **state)
{
	struct past whole = PAST_INIT, part = PAST_INIT;
	struct object_id head;
	struct bytes expected = BYTES_INIT;
	struct repo *repo;
	struct fault fault;

	(void)state;
	commit_a_tangle();
	repo = open_here();
	head = git_says("HEAD");
	assert_int_equal(past_read(&whole, repo, &head, NULL, &fault), STATUS_OK);
	assert_int_equal(whole.count, 62);
	add_ids(&expected, &whole);
	for (size_t i = 0; i < whole.count; i++) {
		const struct object_id *known = &whole.commits[i].id;
		struct bytes found = BYTES_INIT;

		if (!whole.commits[i].on_line)
			continue;
		assert_int_equal(past_read(&part, repo, known, NULL, &fault), STATUS_OK);
		add_ids(&found, &part);
		assert_int_equal(past_read(&part, repo, &head, known, &fault), STATUS_OK);
		add_ids(&found, &part);
		assert_int_equal(found.size, expected.size);
		assert_memory_equal(found.data, expected.data, expected.size);
		bytes_release(&found);
	}
	bytes_release(&expected);
	past_release(&whole);
	past_release(&part);
	repo_close(repo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(revisions_are_what_git_takes_them_for),
		in_sandbox(what_is_no_commit_is_an_error_of_usage),
		in_sandbox(head_is_absent_before_the_first_commit),
		in_sandbox(a_missing_head_commit_is_no_unborn_head),
		in_sandbox(replaced_and_grafted_commits_are_seen_as_they_were_made),
		in_sandbox(parents_are_told_in_their_order),
		in_sandbox(a_past_has_one_order_wherever_it_is_read_from),
		in_sandbox(a_merge_in_progress_tells_its_other_parents),
		in_sandbox(a_merge_base_is_the_commit_where_two_part),
		in_sandbox(a_push_begins_at_the_newest_commit_the_remote_has),
		in_sandbox(a_merged_branch_does_not_pull_the_base_back),
		in_sandbox(a_shallow_clone_says_what_to_fetch),
		in_sandbox(a_base_beyond_the_cut_is_never_guessed),
		in_sandbox(a_push_out_of_a_shallow_clone_has_a_base),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
