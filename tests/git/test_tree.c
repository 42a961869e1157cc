/* The files of a commit, also of one that was made to hurt. */
#include "sandbox.h"

static void a_tree_is_listed_in_the_order_of_whole_paths(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	/* A folder sorts among files as if its name ended in a slash. */
	shell("git init -q -b main . && mkdir -p a a-b a/z && for f in a/x a.c a-b/x a0 a/z/q 'a b' "
	      "; do echo 1 >\"$f\"; done && ln -s a.c link && git add . && git commit -q -m x");
	repo = open_here();
	listing = tree_of(repo, "HEAD");
	assert_paths(&listing, "a b a-b/x a.c a/x a/z/q a0");
	assert_non_null(listing_find(&listing, TEXT("a/z/q")));
	assert_null(listing_find(&listing, TEXT("a/z")));
	assert_null(listing_find(&listing, TEXT("link")));
	assert_int_equal(listing.tree.size, 20);
	listing_release(&listing);
	assert_null(listing_find(&listing, TEXT("a0")));
	repo_close(repo);
}

static void no_commit_is_the_empty_tree(void **state)
{
	struct listing listing = LISTING_INIT;
	struct fault fault;
	struct repo *repo;

	(void)state;
	make_repository();
	repo = open_here();
	assert_int_equal(listing_of_commit(&listing, repo, NULL, &fault), STATUS_OK);
	assert_int_equal(listing.count, 0);
	repo_close(repo);
}

static void paths_are_bytes_of_any_kind(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	shell("git init -q -b main . && touch \"$(printf 'new\\nline\\377\\033[1m\"')\" -- -dash &&"
	      "git add . && git commit -q -m x");
	repo = open_here();
	listing = tree_of(repo, "HEAD");
	assert_paths(&listing, "-dash new\nline\377\033[1m\"");
	listing_release(&listing);
	listing = index_of(repo);
	assert_paths(&listing, "-dash new\nline\377\033[1m\"");
	listing_release(&listing);
	repo_close(repo);
}

/* Of a mode git looks at the type alone: permissions were written of any kind. */
static void modes_of_any_permissions_are_read(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("bytes() { git rev-parse \"$1\" | sed 's/../\\\\x&/g'; };"
	      "blob=$(bytes HEAD:a.c) folder=$(bytes HEAD:lib) &&"
	      "tree=$({ for mode in 40755 0040000 100400 100640 100664 100777 0100644 120777 160755;"
	      "do printf '%%s m%%s\\0' $mode $mode;"
	      "case $mode in 40755 | 0040000) /bin/echo -ne \"$folder\" ;; *) /bin/echo -ne \"$blob\" ;;"
	      "esac; done; } | git hash-object -t tree -w --literally --stdin) &&"
	      "git tag old $(git commit-tree -m x $tree)");
	repo = open_here();
	listing = tree_of(repo, "old");
	assert_paths(&listing, "m0040000/b.c m0100644 m100400 m100640 m100664 m100777 m40755/b.c");
	listing_release(&listing);
	repo_close(repo);
}

static void a_tree_out_of_order_is_sorted_and_names_each_file_once(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("blob=$(git rev-parse HEAD:a.c | sed 's/../\\\\x&/g') && tree=$(for f in z a z m; do "
	      "printf \"100644 $f\\0\"; /bin/echo -ne \"$blob\"; done |"
	      "git hash-object -t tree -w --literally --stdin) &&"
	      "git tag odd $(git commit-tree -m x $tree)");
	repo = open_here();
	listing = tree_of(repo, "odd");
	assert_paths(&listing, "a m z");
	listing_release(&listing);
	repo_close(repo);
}

static void assert_unreadable(const char *revision, const char *words)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };
	struct repo *repo = open_here();
	struct object_id commit = commit_of(repo, revision);

	assert_int_equal(listing_of_commit(&listing, repo, &commit, &fault), STATUS_UNABLE);
	assert_int_equal(listing.count, 0);
	assert_null(listing.entries);
	if (!strstr(fault.text, words))
		fail_msg("'%s' does not say '%s'", fault.text, words);
	repo_close(repo);
}

static void a_malformed_tree_is_refused(void **state)
{
	static const char *const trees[] = {
		"100644 cut\\0abc",
		"100644 noend",
		"100644 \\0abcdefghijklmnopqrst",
		"xyz name\\0abcdefghijklmnopqrst",
		"77777777777777777777 x\\0abcdefghijklmnopqrst",
		"100644",
	};

	(void)state;
	make_repository();
	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		shell("tree=$(printf '%s' | git hash-object -t tree -w --literally --stdin) &&"
		      "git tag -f bad $(git commit-tree -m x $tree) >/dev/null",
		      trees[i]);
		assert_unreadable("bad", "malformed");
	}
}

/* Ten folders in each of ten folders in …: 10^12 files of three objects a level. */
static void a_tree_that_names_itself_a_million_times_ends(void **state)
{
	(void)state;
	make_repository();
	shell("tree=$(git rev-parse HEAD^{tree}); for level in 1 2 3 4 5 6 7 8 9 10 11 12; do "
	      "tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf \"040000 tree $tree\\t$i\\n\"; done |"
	      "git mktree); done; git tag bomb $(git commit-tree -m x $tree)");
	assert_unreadable("bomb", "more than");
}

static void a_missing_tree_is_no_empty_one(void **state)
{
	(void)state;
	make_repository();
	shell("tree=$(git rev-parse HEAD:lib) &&"
	      "rm -f .git/objects/$(echo $tree | cut -c 1-2)/$(echo $tree | cut -c 3-)");
	assert_unreadable("HEAD", "is not in this clone");
}

static void a_partial_clone_is_read_and_nothing_is_fetched(void **state)
{
	struct listing listing;
	struct object_id missing;
	struct bytes bytes = BYTES_INIT;
	struct fault fault;
	struct repo *repo;
	uint64_t size;
	bool too_large;

	(void)state;
	make_repository();
	shell("git config uploadpack.allowFilter true && echo new >a.c && git commit -q -a -m x &&"
	      "git clone -q --filter=blob:none file://$PWD part 2>/dev/null");
	assert_int_equal(chdir("part"), 0);
	repo = open_here();
	listing = tree_of(repo, "HEAD~1");
	assert_paths(&listing, "a.c lib/b.c");
	missing = listing_find(&listing, TEXT("a.c"))->blob;
	assert_int_equal(blob_size(repo, &missing, &size, &fault), STATUS_ABSENT);
	assert_int_equal(blob_read(repo, &missing, 1000, &bytes, &too_large, &fault),
	                 STATUS_ABSENT);
	listing_release(&listing);
	bytes_release(&bytes);
	repo_close(repo);
}

/* --- changes -------------------------------------------------------------------------- */

/* "-a +b a=b a>c": gone, new, changed in place, moved. */
static void assert_changes(struct repo *repo, const char *before, const char *after,
                           const char *expected)
{
	struct listing left = tree_of(repo, before), right = tree_of(repo, after);
	struct changes changes = CHANGES_INIT;
	struct bytes told = BYTES_INIT;

	bytes_add_string(&told, "");
	changes_between(&changes, &left, &right);
	for (size_t i = 0; i < changes.count; i++) {
		const struct entry *old = changes.items[i].before, *new = changes.items[i].after;
		bool moved = old && new && !text_equal(old->path, new->path);

		bytes_add_string(&told, i ? " " : "");
		if (old && new)
			bytes_format(&told, "%s%s%s", old->path.data, moved ? ">" : "=",
			             new->path.data);
		else
			bytes_format(&told, "%s%s", old ? "-" : "+", (old ? old : new)->path.data);
	}
	assert_string_equal(told.data, expected);
	bytes_release(&told);
	changes_release(&changes);
	listing_release(&left);
	listing_release(&right);
}

static void changes_are_told_in_the_order_of_paths(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	shell("echo 3 >c.c && echo 4 >d.c && git add . && git commit -q -m x &&"
	      "echo 5 >b.c && echo 6 >c.c && git rm -q d.c && chmod +x a.c && git add . &&"
	      "git commit -q -m y");
	repo = open_here();
	assert_changes(repo, "HEAD~1", "HEAD", "+b.c c.c=c.c -d.c");
	assert_changes(repo, "HEAD", "HEAD~1", "-b.c c.c=c.c +d.c");
	assert_changes(repo, "HEAD", "HEAD", "");
	repo_close(repo);
}

static void a_file_that_moved_unchanged_is_one_change(void **state)
{
	struct repo *repo;

	(void)state;
	make_repository();
	shell("mkdir new && git mv a.c new/z.c && echo x >>lib/b.c && git commit -q -a -m y");
	repo = open_here();
	assert_changes(repo, "HEAD~1", "HEAD", "lib/b.c=lib/b.c a.c>new/z.c");
	repo_close(repo);
}

static void copies_that_moved_are_paired_first_to_first(void **state)
{
	struct repo *repo;

	(void)state;
	shell("git init -q -b main . && mkdir old new && for i in 1 2 3; do echo same >old/$i.c; done;"
	      "echo other >old/4.c && git add . && git commit -q -m x && git mv old/1.c new/8.c &&"
	      "git mv old/2.c new/9.c && git rm -q old/3.c && git mv old/4.c new/7.c &&"
	      "cp new/7.c new/6.c && git add . && git commit -q -m y");
	repo = open_here();
	assert_changes(repo, "HEAD~1", "HEAD",
	               "old/4.c>new/6.c +new/7.c old/1.c>new/8.c old/2.c>new/9.c -old/3.c");
	repo_close(repo);
}

/* --- ids ------------------------------------------------------------------------------ */

static void ids_are_read_and_written_in_full_only(void **state)
{
	static const char sha1[] = "0123456789abcdef0123456789abcdef01234567";
	static const char sha256[] =
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct object_id id, other;
	char hex[OBJECT_ID_HEX];

	(void)state;
	assert_true(object_id_parse(&id, TEXT(sha1)));
	assert_string_equal(object_id_hex(&id, hex), sha1);
	assert_false(object_id_none(&id));
	assert_true(object_id_parse(&other, TEXT(sha256)));
	assert_string_equal(object_id_hex(&other, hex), sha256);
	assert_false(object_id_equal(&id, &other));
	assert_false(object_id_parse(&id, TEXT("0123456789")));
	assert_false(object_id_parse(&id, TEXT("0123456789abcdef0123456789abcdef0123456g")));
	assert_true(object_id_parse(&id, TEXT("0000000000000000000000000000000000000000")));
	assert_true(object_id_none(&id));
	assert_true(object_id_none(&(struct object_id){ 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_tree_is_listed_in_the_order_of_whole_paths),
		in_sandbox(no_commit_is_the_empty_tree),
		in_sandbox(paths_are_bytes_of_any_kind),
		in_sandbox(modes_of_any_permissions_are_read),
		in_sandbox(a_tree_out_of_order_is_sorted_and_names_each_file_once),
		in_sandbox(a_malformed_tree_is_refused),
		in_sandbox(a_tree_that_names_itself_a_million_times_ends),
		in_sandbox(a_missing_tree_is_no_empty_one),
		in_sandbox(a_partial_clone_is_read_and_nothing_is_fetched),
		in_sandbox(changes_are_told_in_the_order_of_paths),
		in_sandbox(a_file_that_moved_unchanged_is_one_change),
		in_sandbox(copies_that_moved_are_paired_first_to_first),
		cmocka_unit_test(ids_are_read_and_written_in_full_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
