/* What the index knows of whole folders, and that it never changes an answer. */
#include "metrics/git/repo.h"
#include "sandbox.h"

/* A project with folders in folders, some of a name that begins another. */
static void make_folders(void)
{
	shell("git init -q -b main . && for d in a a/b a/b/c a-x ab z/y; do mkdir -p $d &&"
	      "echo $d >$d/one.c && echo $d >$d/two; done && ln -s one.c a/link && echo t >top &&"
	      "git add . && git commit -q -m x");
}

static struct listing near_of(struct repo *repo, const char *revision, const struct listing *index)
{
	struct listing listing = LISTING_INIT;
	struct object_id commit = commit_of(repo, revision);
	struct fault fault = { 0 };

	if (listing_of_commit_near(&listing, repo, &commit, index, &fault) != STATUS_OK)
		fail_msg("listing_of_commit_near: %s", fault.text);
	return listing;
}

static void assert_same_entry(const struct entry *is, const struct entry *should)
{
	assert_int_equal(!is, !should);
	if (!should)
		return;
	assert_true(text_equal(is->path, should->path));
	assert_true(object_id_equal(&is->blob, &should->blob));
}

static void assert_same_list(const struct listing *is, const struct listing *should)
{
	assert_int_equal(is->count, should->count);
	for (size_t i = 0; i < should->count; i++)
		assert_same_entry(&is->entries[i], &should->entries[i]);
}

/* What is taken is found, and is no change; `near` is near to `index` or another way to see it. */
static void assert_same_in_part(const struct listing *near, const struct listing *whole,
                                const struct listing *index)
{
	struct changes is = CHANGES_INIT, should = CHANGES_INIT;

	changes_between(&is, near, near->near);
	changes_between(&should, whole, index);
	assert_int_equal(is.count, should.count);
	for (size_t i = 0; i < should.count; i++) {
		assert_same_entry(is.items[i].before, should.items[i].before);
		assert_same_entry(is.items[i].after, should.items[i].after);
	}
	for (size_t i = 0; i < whole->count; i++)
		assert_same_entry(listing_find(near, whole->entries[i].path), &whole->entries[i]);
	for (size_t i = 0; i < index->count; i++)
		assert_same_entry(listing_find(near, index->entries[i].path),
		                  listing_find(whole, index->entries[i].path));
	changes_release(&is);
	changes_release(&should);
}

/* The same, of an index that is not listed. */
static void assert_same_when_looked_at(struct repo *repo, const char *revision,
                                       const struct listing *whole, const struct listing *index)
{
	struct listing view = LISTING_INIT, near;
	struct fault fault = { 0 };

	if (listing_look_at_index(&view, repo, &fault) != STATUS_OK)
		fail_msg("listing_look_at_index: %s", fault.text);
	near = near_of(repo, revision, &view);
	assert_int_equal(view.count, index->count);
	assert_int_equal(view.folder_count, index->folder_count);
	assert_same_in_part(&near, whole, index);
	for (size_t i = index->count; i-- > 0;) {
		const struct entry *entry = &index->entries[i];
		const struct entry is = listing_at(&view, i);

		assert_same_entry(&is, entry);
		assert_same_entry(listing_find(&view, entry->path), entry);
		assert_true(listing_is(&view, i, entry->path, entry->blob.bytes, entry->blob.size));
		assert_false(listing_is(&view, i, TEXT("a"), entry->blob.bytes, entry->blob.size));
	}
	listing_complete(&near);
	assert_same_list(&near, whole);
	listing_complete(&view);
	assert_same_list(&view, index);
	assert_int_equal(listing_seen(&view, &fault), STATUS_OK);
	listing_release(&near);
	listing_release(&view);
}

/* The same files, whether folders are taken from the index or not. */
static void assert_same(const char *revision, size_t folders_known)
{
	struct repo *repo = open_here();
	struct listing index = index_of(repo), whole = tree_of(repo, revision);
	struct listing near = near_of(repo, revision, &index);

	assert_int_equal(index.folder_count, folders_known);
	assert_same_in_part(&near, &whole, &index);
	assert_same_when_looked_at(repo, revision, &whole, &index);
	listing_complete(&near);
	assert_true(object_id_equal(&near.tree, &whole.tree));
	assert_same_list(&near, &whole);
	listing_release(&near);
	listing_release(&whole);
	listing_release(&index);
	repo_close(repo);
}

static void an_untouched_index_knows_every_folder(void **state)
{
	(void)state;
	make_folders();
	assert_same("HEAD", 8);
}

static void a_folder_in_which_something_was_staged_is_not_known(void **state)
{
	(void)state;
	make_folders();
	shell("echo more >>a/b/one.c && echo new >a-x/new.c &&"
	      "git add a/b/one.c a-x/new.c && git rm -q --cached ab/two");
	/* What is left: a/b/c, z and z/y. */
	assert_same("HEAD", 3);
	shell("git commit -q -m y");
	assert_same("HEAD", 8);
	assert_same("HEAD~1", 8);
}

static void every_version_of_the_index_is_followed(void **state)
{
	static const char *const versions[] = { "2", "3", "4" };

	(void)state;
	make_folders();
	for (size_t i = 0; i < 3; i++) {
		shell("rm .git/index && git read-tree HEAD && git update-index --index-version %s",
		      versions[i]);
		assert_same("HEAD", 8);
		/* The flag makes entries longer. */
		shell("git update-index --skip-worktree a/one.c a/b/two && git write-tree");
		assert_same("HEAD", 8);
	}
}

static void what_is_only_intended_to_be_added_is_in_no_commit(void **state)
{
	(void)state;
	make_folders();
	shell("echo later >a/b/later.c && git add --intent-to-add a/b/later.c");
	assert_same("HEAD", 5);
}

static void an_index_that_knows_nothing_does_no_harm(void **state)
{
	struct repo *repo;
	struct listing index;

	(void)state;
	make_folders();
	shell("git ls-files --stage >../stage && git read-tree --empty &&"
	      "git update-index --index-info <../stage");
	assert_same("HEAD", 0);
	shell("git read-tree --empty");
	assert_same("HEAD", 1); /* that it is empty */
	shell("git checkout -q --orphan other && git commit -q --allow-empty -m nothing");
	repo = open_here();
	index = index_of(repo);
	assert_int_equal(index.count, 0);
	listing_release(&index);
	repo_close(repo);
}

/* Several windows of it, and folders that reach over some. */
static void a_large_index_is_seen_by_windows(void **state)
{
	(void)state;
	make_folders();
	shell("seq 3500 | awk -v blob=$(git hash-object -w top) '{"
	      " split(\"a a/b a-x many z/y\", folder, \" \");"
	      " printf \"100644 %%s\\t%%s/%%0*d.c\\n\", blob, folder[$1 %% 5 + 1], $1 %% 90 + 5, $1 }' |"
	      " git update-index --add --index-info && git commit -q -m large");
	assert_same("HEAD", 9);
	shell("git rm -q --cached $(git ls-files many | sed -n '7p;300p;699p') &&"
	      "git add top && git update-index --skip-worktree a/one.c");
	assert_same("HEAD", 6);
	assert_same("HEAD~1", 6);
}

/* git has written it anew meanwhile, in another file: what was opened stays. */
static void an_index_may_be_replaced_while_it_is_looked_at(void **state)
{
	struct listing view = LISTING_INIT;
	struct fault fault = { 0 };
	struct repo *repo;

	(void)state;
	make_folders();
	repo = open_here();
	assert_int_equal(listing_look_at_index(&view, repo, &fault), STATUS_OK);
	shell("git rm -q --cached -r .");
	assert_ptr_not_equal(listing_find(&view, TEXT("top")), NULL);
	assert_int_equal(listing_seen(&view, &fault), STATUS_OK);
	listing_release(&view);
	repo_close(repo);
}

/* Whoever cuts it off where it lies gets no answer made of the rest. */
static void an_index_that_is_cut_off_is_told(void **state)
{
	struct listing view = LISTING_INIT;
	struct fault fault = { 0 };
	struct repo *repo;

	(void)state;
	make_folders();
	shell("blob=$(git hash-object -w top) && for i in $(seq 2000); do"
	      " printf '100644 %%s\\tm/%%s.c\\n' $blob $i; done | git update-index --add --index-info");
	repo = open_here();
	assert_int_equal(listing_look_at_index(&view, repo, &fault), STATUS_OK);
	shell(": >.git/index");
	assert_null(listing_find(&view, TEXT("a/one.c")));
	assert_int_equal(listing_seen(&view, &fault), STATUS_UNABLE);
	listing_release(&view);
	repo_close(repo);
}

static void a_listing_outlives_its_index(void **state)
{
	struct repo *repo;
	struct listing listing;

	(void)state;
	make_folders();
	repo = open_here();
	listing = index_of(repo);
	shell("git rm -q --cached -r . && git commit -q -m y");
	assert_ptr_not_equal(listing_find(&listing, TEXT("top")), NULL);
	listing_release(&listing);
	repo_close(repo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(an_untouched_index_knows_every_folder),
		in_sandbox(a_folder_in_which_something_was_staged_is_not_known),
		in_sandbox(every_version_of_the_index_is_followed),
		in_sandbox(what_is_only_intended_to_be_added_is_in_no_commit),
		in_sandbox(an_index_that_knows_nothing_does_no_harm),
		in_sandbox(a_large_index_is_seen_by_windows),
		in_sandbox(an_index_may_be_replaced_while_it_is_looked_at),
		in_sandbox(an_index_that_is_cut_off_is_told),
		in_sandbox(a_listing_outlives_its_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
