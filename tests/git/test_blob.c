/* Bytes of blobs, within their bounds. */
#include "sandbox.h"

static struct object_id blob_of(struct repo *repo, const char *revision, const char *path)
{
	struct listing listing = tree_of(repo, revision);
	const struct entry *entry = listing_find(&listing, text_of(path));
	struct object_id id;

	assert_non_null(entry);
	id = entry->blob;
	listing_release(&listing);
	return id;
}

static void a_blob_is_read_as_it_was_stored(void **state)
{
	static const char stored[] = "\xef\xbb\xbfone\r\ntwo\0three";
	struct bytes bytes = BYTES_INIT;
	struct object_id id;
	struct fault fault;
	struct repo *repo;
	bool too_large = true;
	uint64_t size;

	(void)state;
	make_repository();
	shell("echo '* text=auto eol=crlf' >.gitattributes &&"
	      "printf '\\357\\273\\277one\\r\\ntwo\\0three' >odd.c && git add . 2>/dev/null &&"
	      "git commit -q -m x");
	repo = open_here();
	id = blob_of(repo, "HEAD", "odd.c");
	assert_int_equal(blob_size(repo, &id, &size, &fault), STATUS_OK);
	assert_int_equal(size, sizeof(stored) - 1);
	bytes_add_string(&bytes, "what was here before");
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_OK);
	assert_false(too_large);
	assert_int_equal(bytes.size, sizeof(stored) - 1);
	assert_memory_equal(bytes.data, stored, sizeof(stored));
	bytes_release(&bytes);
	repo_close(repo);
}

static void a_blob_above_the_bound_is_not_read(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct object_id id;
	struct fault fault;
	struct repo *repo;
	bool too_large;

	(void)state;
	make_repository();
	repo = open_here();
	id = blob_of(repo, "HEAD", "a.c");
	assert_int_equal(blob_read(repo, &id, 4, &bytes, &too_large, &fault), STATUS_OK);
	assert_false(too_large);
	assert_int_equal(blob_read(repo, &id, 3, &bytes, &too_large, &fault), STATUS_OK);
	assert_true(too_large);
	assert_int_equal(bytes.size, 0);
	bytes_release(&bytes);
	repo_close(repo);
}

static void what_is_no_blob_is_told_apart_from_what_is_missing(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct object_id id;
	struct fault fault;
	struct repo *repo;
	bool too_large;
	uint64_t size;

	(void)state;
	make_repository();
	repo = open_here();
	id = commit_of(repo, "HEAD");
	assert_int_equal(blob_size(repo, &id, &size, &fault), STATUS_UNABLE);
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_UNABLE);
	id.bytes[3] ^= 1;
	assert_int_equal(blob_size(repo, &id, &size, &fault), STATUS_ABSENT);
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_ABSENT);
	id = (struct object_id){ .size = 20 };
	assert_int_equal(blob_size(repo, &id, &size, &fault), STATUS_ABSENT);
	id = (struct object_id){ .size = 32, .bytes = { 1 } };
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_ABSENT);
	bytes_release(&bytes);
	repo_close(repo);
}

static void a_damaged_object_is_an_error_and_no_other_content(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct object_id id;
	struct fault fault;
	struct repo *repo;
	bool too_large;

	(void)state;
	make_repository();
	/* Well-formed, but of other content than its id says. */
	shell("cd .git/objects && a=$(git rev-parse HEAD:a.c) && b=$(git rev-parse HEAD:lib/b.c) &&"
	      "a=$(echo $a | cut -c 1-2)/$(echo $a | cut -c 3-) &&"
	      "b=$(echo $b | cut -c 1-2)/$(echo $b | cut -c 3-) &&"
	      "chmod u+w $a $b && cp $b $a && echo junk >$b");
	repo = open_here();
	id = blob_of(repo, "HEAD", "a.c");
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_UNABLE);
	id = blob_of(repo, "HEAD", "lib/b.c");
	assert_int_equal(blob_read(repo, &id, 1000, &bytes, &too_large, &fault), STATUS_UNABLE);
	bytes_release(&bytes);
	repo_close(repo);
}

static void objects_that_are_repacked_meanwhile_are_found_again(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct object_id a, b;
	struct fault fault;
	struct repo *repo;
	bool too_large;

	(void)state;
	make_repository();
	shell("git repack -q -a -d");
	repo = open_here();
	a = blob_of(repo, "HEAD", "a.c");
	b = blob_of(repo, "HEAD", "lib/b.c");
	assert_int_equal(blob_read(repo, &a, 1000, &bytes, &too_large, &fault), STATUS_OK);
	shell("echo new >n.c && git add . && git commit -q -m x && git repack -q -a -d -f &&"
	      "git prune-packed");
	assert_int_equal(blob_read(repo, &b, 1000, &bytes, &too_large, &fault), STATUS_OK);
	assert_string_equal(bytes.data, "two\n");
	b = blob_of(repo, "HEAD", "n.c");
	assert_int_equal(blob_read(repo, &b, 1000, &bytes, &too_large, &fault), STATUS_OK);
	assert_string_equal(bytes.data, "new\n");
	bytes_release(&bytes);
	repo_close(repo);
}

static void a_pack_that_vanishes_before_it_was_opened_is_found_again(void **state)
{
	struct bytes bytes = BYTES_INIT;
	struct object_id a;
	struct fault fault;
	struct repo *repo;
	bool too_large;

	(void)state;
	make_repository();
	shell("git rev-parse HEAD:a.c | git pack-objects -q .git/objects/pack/pack >/dev/null &&"
	      "git prune-packed");
	repo = open_here();
	a = blob_of(repo, "HEAD", "a.c"); /* known to its index by now, not yet opened */
	shell("git repack -q -a -d");
	assert_int_equal(blob_read(repo, &a, 1000, &bytes, &too_large, &fault), STATUS_OK);
	assert_string_equal(bytes.data, "one\n");
	bytes_release(&bytes);
	repo_close(repo);
}

static void objects_of_alternates_are_found(void **state)
{
	struct listing listing;
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git clone -q --shared . copy");
	repo = open_place(&(struct repo_place){ .directory = "copy" });
	listing = tree_of(repo, "HEAD");
	assert_content(repo, &listing, "a.c", "one\n");
	listing_release(&listing);
	repo_close(repo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(a_blob_is_read_as_it_was_stored),
		in_sandbox(a_blob_above_the_bound_is_not_read),
		in_sandbox(what_is_no_blob_is_told_apart_from_what_is_missing),
		in_sandbox(a_damaged_object_is_an_error_and_no_other_content),
		in_sandbox(objects_that_are_repacked_meanwhile_are_found_again),
		in_sandbox(a_pack_that_vanishes_before_it_was_opened_is_found_again),
		in_sandbox(objects_of_alternates_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
