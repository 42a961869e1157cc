/* The work tree over the index. */
#include "metrics/git/work_file.h"
#include "sandbox.h"

static void changed_new_and_deleted_files_are_seen(void **state)
{
	struct listing index, work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("echo same >same.c && git add . && git commit -q -m x && echo changed >a.c &&"
	      "rm lib/b.c && mkdir new && echo new >new/n.c && echo ignored >i.o &&"
	      "echo '*.o' >.gitignore && touch same.c");
	repo = open_here();
	work = work_tree_of(repo);
	index = index_of(repo);
	assert_paths(&work, ".gitignore a.c new/n.c same.c");
	assert_content(repo, &work, "a.c", "changed\n");
	assert_content(repo, &work, "new/n.c", "new\n");
	assert_content(repo, &work, "same.c", "same\n");
	assert_content(repo, &index, "a.c", "one\n");
	assert_true(object_id_equal(&listing_find(&index, TEXT("same.c"))->blob,
	                            &listing_find(&work, TEXT("same.c"))->blob));
	listing_release(&index);
	listing_release(&work);
	repo_close(repo);
}

static void a_changed_file_has_the_id_that_git_would_give_it(void **state)
{
	struct listing work, index;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("echo changed >a.c");
	repo = open_here();
	work = work_tree_of(repo);
	shell("git add a.c");
	index = index_of(repo);
	assert_true(object_id_equal(&listing_find(&index, TEXT("a.c"))->blob,
	                            &listing_find(&work, TEXT("a.c"))->blob));
	listing_release(&index);
	listing_release(&work);
	repo_close(repo);
}

static void a_change_of_the_same_size_in_the_same_moment_is_seen(void **state)
{
	struct listing work;
	struct repo *repo;

	(void)state;
	make_repository();
	/* The stat of the index is taken for good only when the index is younger. */
	shell("echo uno >a.c && git add a.c && echo dos >a.c && touch -r .git/index a.c");
	repo = open_here();
	work = work_tree_of(repo);
	assert_content(repo, &work, "a.c", "dos\n");
	listing_release(&work);
	repo_close(repo);
}

static void line_ends_of_a_checkout_are_no_change(void **state)
{
	struct listing index, work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("echo '*.c text eol=crlf' >.gitattributes && git add . && git commit -q -m x &&"
	      "rm a.c && git checkout -q a.c && grep -q '\r' a.c && touch a.c");
	repo = open_here();
	index = index_of(repo);
	work = work_tree_of(repo);
	assert_true(object_id_equal(&listing_find(&index, TEXT("a.c"))->blob,
	                            &listing_find(&work, TEXT("a.c"))->blob));
	listing_release(&index);
	listing_release(&work);
	repo_close(repo);
}

static void links_and_other_things_are_no_files(void **state)
{
	struct listing work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("mkdir real && echo x >real/x.c && ln -s real link && ln -s a.c l.c && mkfifo p.c &&"
	      "git add . && git commit -q -m x && mkfifo q.c && rm a.c && mkfifo a.c &&"
	      "mkdir .git/outside && echo secret >.git/outside/b.c && rm -r lib &&"
	      "ln -s .git/outside lib");
	repo = open_here();
	work = work_tree_of(repo);
	assert_paths(&work, "real/x.c");
	listing_release(&work);
	repo_close(repo);
}

static void a_path_out_of_the_work_tree_is_never_opened(void **state)
{
	static const char *const paths[] = { "../outer.c", "lib/../../outer.c", "./a.c",
		                             "/a.c",       "lib//b.c",          "lib/.",
		                             "out/outer.c" };
	struct bytes bytes = BYTES_INIT;
	struct work_folder folder;
	struct fault fault;
	struct repo *repo;
	struct stat st;
	bool whole;

	(void)state;
	shell("echo secret >outer.c && mkdir inner");
	assert_int_equal(chdir("inner"), 0);
	make_repository();
	shell("ln -s .. out");
	repo = open_here();
	assert_int_equal(work_folder_open(&folder, repo, &fault), STATUS_OK);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		assert_false(work_file_look(&folder, text_of(paths[i]), &st));
		assert_int_equal(work_file_read(&folder, text_of(paths[i]), &bytes, &st, &whole,
		                                &fault),
		                 STATUS_ABSENT);
	}
	assert_true(work_file_look(&folder, TEXT("lib/b.c"), &st));
	assert_true(work_file_look(&folder, TEXT("a.c"), &st));
	work_folder_close(&folder);
	bytes_release(&bytes);
	repo_close(repo);
}

static void a_giant_counts_as_changed_and_is_never_read(void **state)
{
	struct listing work;
	struct bytes bytes = BYTES_INIT;
	struct object_id id;
	struct fault fault;
	struct repo *repo;
	bool too_large;
	uint64_t size;

	(void)state;
	make_repository();
	shell("head -c 1048577 /dev/zero >giant.c && head -c 1048576 /dev/zero >large.c");
	repo = open_here();
	work = work_tree_of(repo);
	assert_paths(&work, "a.c giant.c large.c lib/b.c");
	id = listing_find(&work, TEXT("giant.c"))->blob;
	assert_int_equal(blob_size(repo, &id, &size, &fault), STATUS_OK);
	assert_int_equal(size, 1048577);
	assert_int_equal(blob_read(repo, &id, 10 << 20, &bytes, &too_large, &fault), STATUS_OK);
	assert_true(too_large);
	id = listing_find(&work, TEXT("large.c"))->blob;
	assert_int_equal(blob_read(repo, &id, 10 << 20, &bytes, &too_large, &fault), STATUS_OK);
	assert_false(too_large);
	assert_int_equal(bytes.size, 1 << 20);
	bytes_release(&bytes);
	listing_release(&work);
	repo_close(repo);
}

static void files_outside_of_a_sparse_checkout_are_there(void **state)
{
	struct listing work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("mkdir far && echo far >far/f.c && git add . && git commit -q -m x &&"
	      "git sparse-checkout set --cone lib && [ ! -e far ]");
	repo = open_here();
	work = work_tree_of(repo);
	assert_paths(&work, "a.c far/f.c lib/b.c");
	assert_content(repo, &work, "far/f.c", "far\n");
	listing_release(&work);
	repo_close(repo);
}

static void files_intended_to_be_added_and_conflicts_are_read_from_the_disk(void **state)
{
	struct listing work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git checkout -q -b side && echo s >a.c && git commit -q -a -m side &&"
	      "git checkout -q main && echo m >a.c && git commit -q -a -m main");
	shell_status("git merge side >.git/out 2>&1");
	shell("git ls-files -u | grep -q a.c && echo resolved >a.c && echo later >i.c &&"
	      "git add -N i.c");
	repo = open_here();
	work = work_tree_of(repo);
	assert_paths(&work, "a.c i.c lib/b.c");
	assert_content(repo, &work, "a.c", "resolved\n");
	assert_content(repo, &work, "i.c", "later\n");
	listing_release(&work);
	repo_close(repo);
}

static void no_program_of_the_repository_is_run(void **state)
{
	struct listing work;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("printf '#!/bin/sh\\ntouch \"$HOME/ran\"\\ncat\\n' >run && chmod +x run && "
	      "git config core.fsmonitor $PWD/run && git config filter.f.clean $PWD/run &&"
	      "git config filter.f.smudge $PWD/run && git config diff.f.textconv $PWD/run &&"
	      "git config core.pager $PWD/run && git config core.hooksPath . &&"
	      "echo '*.c filter=f diff=f' >.gitattributes && echo changed >a.c && rm -f $HOME/ran");
	repo = open_here();
	work = work_tree_of(repo);
	assert_content(repo, &work, "a.c", "changed\n");
	listing_release(&work);
	work = index_of(repo);
	listing_release(&work);
	repo_close(repo);
	shell("[ ! -e \"$HOME/ran\" ]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(changed_new_and_deleted_files_are_seen),
		in_sandbox(a_changed_file_has_the_id_that_git_would_give_it),
		in_sandbox(a_change_of_the_same_size_in_the_same_moment_is_seen),
		in_sandbox(line_ends_of_a_checkout_are_no_change),
		in_sandbox(links_and_other_things_are_no_files),
		in_sandbox(a_path_out_of_the_work_tree_is_never_opened),
		in_sandbox(a_giant_counts_as_changed_and_is_never_read),
		in_sandbox(files_outside_of_a_sparse_checkout_are_there),
		in_sandbox(files_intended_to_be_added_and_conflicts_are_read_from_the_disk),
		in_sandbox(no_program_of_the_repository_is_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
