/*
 * What libgit2 cannot read is read through git, to the same answers: each test
 * looks at one repository by both routes, or at repositories that differ in
 * their format only.
 */
#include "sandbox.h"
#include "metrics/git/digest.h"
#include "metrics/git/repo.h"

/* Files of all kinds: an empty one, one below, one that runs, a link, one with
 * odd bytes in its name, and one that is only intended to be added. */
static void make_kinds(const char *options)
{
	shell("git init -q -b main %s . && mkdir -p lib/deep && echo one >a.c && echo two >lib/b.c &&"
	      "printf 'three\r\n' >lib/deep/c.c && : >empty.c && echo run >run.sh && chmod +x run.sh &&"
	      "ln -s a.c link.c && printf x >\"$(printf 'odd\t\n\351.c')\" && git add . &&"
	      "git commit -q -m first && echo later >later.c && git add -N later.c",
	      options);
}

static struct repo *open_by_git(void)
{
	return open_place(&(struct repo_place){ .by_git = true });
}

static void assert_same_entries(const struct listing *a, const struct listing *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_true(text_equal(a->entries[i].path, b->entries[i].path));
		assert_true(object_id_equal(&a->entries[i].blob, &b->entries[i].blob));
	}
}

static void assert_same_listing(struct listing a, struct listing b)
{
	assert_same_entries(&a, &b);
	listing_release(&a);
	listing_release(&b);
}

/* HEAD, index, work tree and every byte, by both routes. */
static void assert_same_by_both_routes(void)
{
	struct repo *one = open_here(), *other = open_by_git();
	struct listing listing = index_of(one);
	struct object_id a, b;
	struct fault fault;

	assert_int_equal(repo_head(one, &a, &fault), repo_head(other, &b, &fault));
	assert_true(object_id_equal(&a, &b));
	assert_string_equal(repo_common_dir(one), repo_common_dir(other));
	assert_same_listing(tree_of(one, "HEAD"), tree_of(other, "HEAD"));
	assert_same_listing(work_tree_of(one), work_tree_of(other));
	assert_same_listing(index_of(one), index_of(other));
	for (size_t i = 0; i < listing.count; i++) {
		struct bytes left = BYTES_INIT, right = BYTES_INIT;
		bool large;

		assert_int_equal(blob_read(one, &listing.entries[i].blob, 1 << 20, &left, &large,
		                           &fault),
		                 STATUS_OK);
		assert_int_equal(blob_read(other, &listing.entries[i].blob, 1 << 20, &right, &large,
		                           &fault),
		                 STATUS_OK);
		assert_true(text_equal(bytes_text(&left), bytes_text(&right)));
		bytes_release(&left);
		bytes_release(&right);
	}
	listing_release(&listing);
	repo_close(one);
	repo_close(other);
}

static const char odd_paths[] = "a.c empty.c lib/b.c lib/deep/c.c odd\t\n\351.c run.sh";

static void assert_kinds(void)
{
	struct repo *repo = open_here();
	struct listing index = index_of(repo), tree = tree_of(repo, "HEAD");

	assert_paths(&index, odd_paths);
	assert_same_entries(&index, &tree);
	assert_content(repo, &index, "lib/deep/c.c", "three\r\n");
	assert_content(repo, &index, "empty.c", "");
	listing_release(&index);
	listing_release(&tree);
	repo_close(repo);
}

static void both_routes_tell_the_same(void **state)
{
	(void)state;
	make_kinds("");
	assert_kinds();
	assert_same_by_both_routes();
	shell("echo four >>a.c; rm lib/b.c; echo new >new.c; : >none.c; git add lib");
	assert_same_by_both_routes();
}

static void a_split_index_is_read(void **state)
{
	(void)state;
	make_kinds("");
	shell("git update-index --split-index && echo five >five.c && git add five.c &&"
	      "git rm -q --cached five.c && ls .git/sharedindex.* >/dev/null");
	assert_kinds();
	assert_same_by_both_routes();
}

static void a_sparse_index_is_read_and_stays_sparse(void **state)
{
	(void)state;
	make_kinds("");
	shell("git reset -q && git sparse-checkout set --cone --sparse-index nowhere &&"
	      "git ls-files --sparse | grep -q '^lib/$'");
	assert_kinds();
	assert_same_by_both_routes();
	shell("git ls-files --sparse | grep -q '^lib/$'");
}

static void an_index_without_a_checksum_is_read(void **state)
{
	(void)state;
	make_kinds("");
	shell("size=$(($(wc -c <.git/index) - 20)) && head -c $size .git/index >cut &&"
	      "head -c 20 /dev/zero >>cut && mv cut .git/index");
	assert_kinds();
	assert_same_by_both_routes();
}

static void ids_of_sha256_are_read(void **state)
{
	(void)state;
	make_kinds("--object-format=sha256");
	assert_kinds();
	assert_same_by_both_routes();
	shell("git update-index --split-index && git gc -q");
	assert_kinds();
}

static void a_file_of_the_work_tree_has_the_id_that_git_gives_it(void **state)
{
	const char *const formats[] = { "sha1", "sha256" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct listing listing, after;
		struct repo *repo;

		shell("rm -rf repo && git init -q --object-format=%s repo", formats[i]);
		assert_int_equal(chdir("repo"), 0);
		shell("printf '' >a.c; yes abc | head -c 55 >b.c; yes abc | head -c 56 >c.c;"
		      "yes abc | head -c 64 >d.c; yes abc | head -c 100001 >e.c");
		repo = open_here();
		listing = work_tree_of(repo);
		shell("git add .");
		after = index_of(repo);
		assert_int_equal(after.count, 5);
		assert_same_entries(&listing, &after);
		listing_release(&listing);
		listing_release(&after);
		repo_close(repo);
		assert_int_equal(chdir(".."), 0);
	}
}

static void assert_no_index(const char *words)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };
	struct repo *repo = open_by_git();

	assert_int_equal(listing_of_index(&listing, repo, &fault), STATUS_UNABLE);
	if (!strstr(fault.text, words))
		fail_msg("'%s' does not say '%s'", fault.text, words);
	repo_close(repo);
}

/* git itself reads these without a word. */
static void a_damaged_index_is_never_taken_for_another(void **state)
{
	(void)state;
	make_kinds("");
	shell("cp .git/index whole; printf X | dd of=.git/index bs=1 seek=60 conv=notrunc status=none");
	assert_no_index("damaged");
	for (int size = 0; size < 300; size += 43) {
		shell("head -c %d whole >.git/index", size);
		assert_no_index("damaged");
	}
	shell("cp whole .git/index; git update-index --split-index; for f in .git/sharedindex.*; do "
	      "chmod u+w $f; printf X | dd of=$f bs=1 seek=60 conv=notrunc status=none; done");
	assert_no_index("damaged");
	shell("rm .git/sharedindex.*");
	assert_no_index("cannot read the index");
}

static void a_conflict_is_no_state_to_judge_by_git_either(void **state)
{
	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >a.c && git commit -q -a -m side &&"
	      "git checkout -q main && echo m >a.c && git commit -q -a -m main");
	assert_int_not_equal(shell_status("git merge side >out 2>&1"), 0);
	assert_no_index("a.c is in conflict");
}

/* --- objects and HEAD ---------------------------------------------------------------- */

/* Also while git talks of other things on stderr. */
static void what_is_missing_or_damaged_is_told_apart(void **state)
{
	struct repo *repo;
	struct object_id blob = { .size = 20, .bytes = { 1, 2 } };
	struct listing listing;
	struct fault fault = { 0 };
	uint64_t size;

	(void)state;
	make_kinds("");
	setenv("GIT_TRACE", "1", 1);
	repo = open_by_git();
	unsetenv("GIT_TRACE");
	listing = index_of(repo);
	assert_int_equal(blob_size(repo, &blob, &size, &fault), STATUS_ABSENT);
	blob = listing_find(&listing, TEXT("a.c"))->blob;
	assert_int_equal(blob_size(repo, &blob, &size, &fault), STATUS_OK);
	assert_int_equal(size, 4);
	shell("f=$(git rev-parse HEAD:a.c | sed 's,..,.git/objects/&/,'); chmod u+w $f; echo junk >$f");
	assert_int_equal(blob_size(repo, &blob, &size, &fault), STATUS_UNABLE);
	/* The next one is found all the same. */
	blob = listing_find(&listing, TEXT("lib/b.c"))->blob;
	assert_int_equal(blob_size(repo, &blob, &size, &fault), STATUS_OK);
	listing_release(&listing);
	repo_close(repo);
}

/* The program stands in for a git whose index over all packs is damaged: it dies, misses what is
 * there, or stops in the middle. */
static void objects_are_read_without_an_aid_that_is_damaged(void **state)
{
	static const char *const ends[] = {
		"exit 128",
		"kill -SEGV $$",
		"read id; echo $id missing; cat",
		"read id; echo $id blob 1000; echo half",
	};

	(void)state;
	make_kinds("");
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct repo *repo = open_by_git();
		struct listing index = index_of(repo);

		shell("printf '%%s\n' '#!/bin/sh' 'case \"$*\" in *core.multiPackIndex=false*) exec git "
		      "\"$@\";; *) %s;; esac' >.git/git && chmod +x .git/git",
		      ends[i]);
		repo->child.program = ".git/git";
		assert_content(repo, &index, "lib/deep/c.c", "three\r\n");
		listing_release(&index);
		repo_close(repo);
	}
}

static void assert_head(enum status expected)
{
	struct object_id commit;
	struct fault fault = { 0 };
	struct repo *repo = open_by_git();

	assert_int_equal(repo_head(repo, &commit, &fault), expected);
	repo_close(repo);
}

static void a_broken_head_is_no_unborn_one(void **state)
{
	(void)state;
	shell("git init -q -b main .");
	assert_head(STATUS_ABSENT);
	setenv("GIT_TRACE", "1", 1);
	assert_head(STATUS_ABSENT);
	unsetenv("GIT_TRACE");
	shell("echo one >a.c && git add a.c && git commit -q -m first");
	assert_head(STATUS_OK);
	shell("git checkout -q --orphan other");
	assert_head(STATUS_ABSENT);
	shell("git checkout -q -f main && git checkout -q --detach");
	assert_head(STATUS_OK);
	shell("git checkout -q main && echo nonsense >.git/refs/heads/main");
	assert_head(STATUS_UNABLE);
}

static void commits_tell_the_same_by_both_routes(void **state)
{
	struct repo *one, *other;
	struct object_id commit, a[MERGE_PARENTS_MAX], b[MERGE_PARENTS_MAX];
	struct commit_info left, right;
	struct fault fault;
	size_t count, again;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && git commit -q --allow-empty -m side &&"
	      "git checkout -q main && git commit -q --allow-empty -m main &&"
	      "GIT_COMMITTER_DATE='1234567890 +0200' git merge -q --no-ff -m '> 1 +0000' side &&"
	      "git tag -a -m one one && git tag -a -m two two one");
	one = open_here();
	other = open_by_git();
	commit = commit_of(one, "two");
	assert_int_equal(repo_commit_info(one, &commit, &left, &fault), STATUS_OK);
	assert_int_equal(repo_commit_info(other, &commit, &right, &fault), STATUS_OK);
	assert_true(object_id_equal(&left.tree, &right.tree));
	assert_int_equal(left.time, 1234567890);
	assert_int_equal(right.time, 1234567890);
	assert_int_equal(repo_parents(one, &commit, a, &count, &fault), STATUS_OK);
	assert_int_equal(repo_parents(other, &commit, b, &again, &fault), STATUS_OK);
	assert_int_equal(count, 2);
	assert_int_equal(again, 2);
	for (size_t i = 0; i < 2; i++)
		assert_true(object_id_equal(&a[i], &b[i]));
	repo_close(one);
	repo_close(other);
}

static void a_tree_bomb_ends_by_git_too(void **state)
{
	struct listing listing = LISTING_INIT;
	struct object_id commit;
	struct fault fault = { 0 };
	struct repo *repo;

	(void)state;
	make_repository();
	shell("tree=$(git rev-parse HEAD^{tree}); for level in 1 2 3 4 5 6 7 8 9 10 11 12; do "
	      "tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf \"040000 tree $tree\\t$i\\n\"; done |"
	      "git mktree); done; git tag bomb $(git commit-tree -m x $tree)");
	repo = open_by_git();
	commit = commit_of(repo, "bomb");
	assert_int_equal(listing_of_commit(&listing, repo, &commit, &fault), STATUS_UNABLE);
	repo_close(repo);
}

/* --- digests: the examples of FIPS 180 ------------------------------------------------- */

static void assert_digest(uint8_t size, const char *text, const char *expected)
{
	char hex[OBJECT_ID_HEX];

	/* In one piece, and byte by byte. */
	for (size_t step = strlen(text) + 1; step; step = step > 1 ? 1 : 0) {
		struct digest digest;
		struct object_id id;

		digest_init(&digest, size);
		for (size_t at = 0; at < strlen(text); at += step)
			digest_add(&digest,
			           (struct text){ text + at, step > 1 ? strlen(text) : 1 });
		id = digest_end(&digest);
		assert_string_equal(object_id_hex(&id, hex), expected);
	}
}

static void digests_are_those_of_the_standard(void **state)
{
	static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

	(void)state;
	assert_digest(20, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
	assert_digest(20, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	assert_digest(20, two, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	assert_digest(32, "abc",
	              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest(32, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest(32, two, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(both_routes_tell_the_same),
		in_sandbox(a_split_index_is_read),
		in_sandbox(a_sparse_index_is_read_and_stays_sparse),
		in_sandbox(an_index_without_a_checksum_is_read),
		in_sandbox(ids_of_sha256_are_read),
		in_sandbox(a_file_of_the_work_tree_has_the_id_that_git_gives_it),
		in_sandbox(a_damaged_index_is_never_taken_for_another),
		in_sandbox(a_conflict_is_no_state_to_judge_by_git_either),
		in_sandbox(what_is_missing_or_damaged_is_told_apart),
		in_sandbox(objects_are_read_without_an_aid_that_is_damaged),
		in_sandbox(a_broken_head_is_no_unborn_one),
		in_sandbox(commits_tell_the_same_by_both_routes),
		in_sandbox(a_tree_bomb_ends_by_git_too),
		cmocka_unit_test(digests_are_those_of_the_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
