/*
 * Bytes of any kind where an index, a tree, a commit or a tag should be, each
 * under a right checksum: read or refused, within its bounds.  Variations of
 * sound ones, the same in every run.
 */
#include <fcntl.h>

#include "sandbox.h"
#include "metrics/git/digest.h"
#include "metrics/git/repo.h"
#include "tests/files.h"

enum { ROUNDS = 400 };

/* libgit2 1.5 loses some bytes of an index that it refuses. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libgit2.so";
}

struct variation {
	uint64_t seed;
};

static uint64_t next(struct variation *variation, uint64_t below)
{
	variation->seed = hash_mix(variation->seed, 0x9e3779b97f4a7c15);
	return variation->seed % below;
}

/* Some bytes changed, some repeated, or an end cut off. */
static void vary(struct variation *variation, const struct bytes *sound, struct bytes *out)
{
	static const char likely[] = { 0, 1, '\n', ' ', '/', '\x7f', '\x80', '\xff', '9', '-' };

	bytes_clear(out);
	bytes_add_text(out, bytes_text(sound));
	for (uint64_t i = next(variation, 4); out->size && i <= 4; i++)
		out->data[next(variation, out->size)] = likely[next(variation, sizeof(likely))];
	if (out->size && next(variation, 4) == 0)
		out->size = next(variation, out->size);
	if (out->size && next(variation, 6) == 0) {
		struct text again = { sound->data, next(variation, sound->size) };

		bytes_add_text(out, again);
	}
}

static void write_file(const char *path, const struct bytes *bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
	assert_int_equal(fclose(file), 0);
}

/* --- the index -------------------------------------------------------------------------- */

static void seal(struct bytes *index)
{
	struct digest digest;
	struct object_id id;

	digest_init(&digest, 20);
	digest_add(&digest, bytes_text(index));
	id = digest_end(&digest);
	bytes_add(index, id.bytes, id.size);
}

/* What it tells must be ascending, whatever it is. */
static void look(struct repo *repo, bool whole)
{
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };
	enum status status = whole ? listing_of_work_tree(&listing, repo, &fault)
	                           : listing_of_index(&listing, repo, &fault);

	assert_true(status == STATUS_OK || status == STATUS_UNABLE);
	assert_true(status == STATUS_OK || fault.text[0]);
	for (size_t i = 1; i < listing.count; i++)
		assert_true(text_compare(listing.entries[i - 1].path, listing.entries[i].path) < 0);
	listing_release(&listing);
}

/* Looked at where it lies, it is what would be listed. */
static void look_again(struct repo *repo)
{
	struct listing view = LISTING_INIT, listing = LISTING_INIT;
	struct fault fault = { 0 };
	enum status status = listing_of_index(&listing, repo, &fault);

	assert_int_equal(listing_look_at_index(&view, repo, &fault), status);
	assert_int_equal(view.count, listing.count);
	assert_int_equal(view.folder_count, listing.folder_count);
	for (size_t i = 0; i < listing.count; i++)
		assert_true(listing_is(&view, i, listing.entries[i].path,
		                       listing.entries[i].blob.bytes,
		                       listing.entries[i].blob.size));
	listing_release(&view);
	listing_release(&listing);
}

static void look_both_ways(struct repo *repo, bool whole)
{
	look(repo, whole);
	look_again(repo);
}

static enum status look_at_entry(void *context, const struct index_entry *entry,
                                 struct fault *fault)
{
	(void)fault;
	listing_add(context, entry->path, &entry->id);
	return STATUS_OK;
}

/* In this process, where a thousand cost nothing. */
static void look_inside(struct repo *repo)
{
	struct listing listing = LISTING_INIT;
	struct index_file file;
	struct fault fault;

	if (index_file_open(&file, repo->index_file) == STATUS_OK) {
		if (index_file_walk(&file, look_at_entry, &listing, &fault) == STATUS_OK)
			folders_read(&listing, file.folders);
		for (size_t i = 0; i < listing.folder_count; i++)
			assert_int_equal(listing.folders[i].tree.size, 20);
	}
	index_file_close(&file);
	listing_release(&listing);
}

static void an_index_of_any_bytes_is_read_or_refused(void **state)
{
	(void)state;
	make_repository();
	for (int version = 2; version <= 4; version += 2) {
		struct variation variation = { (uint64_t)version };
		struct bytes sound = BYTES_INIT, varied = BYTES_INIT;
		struct repo *repo;

		shell("git update-index --index-version %d && git write-tree >/dev/null", version);
		read_file(".git/index", &sound);
		sound.size -= 20;
		repo = open_here();
		for (int round = 0; round < ROUNDS; round++) {
			vary(&variation, &sound, &varied);
			seal(&varied);
			write_file(".git/index", &varied);
			look_inside(repo);
			/* By git it costs some children. */
			repo->by_git.index = round % 80 == 0;
			if (round % 40 == 0)
				look_both_ways(repo, round % 200 == 0);
		}
		sound.size += 20;
		write_file(".git/index", &sound);
		repo_close(repo);
		bytes_release(&sound);
		bytes_release(&varied);
	}
}

/* --- objects ------------------------------------------------------------------------------ */

static struct object_id put_object(struct repo *repo, git_object_t type, const struct bytes *bytes)
{
	git_oid oid;

	assert_int_equal(git_odb_write(&oid, repo->odb, bytes->data, bytes->size, type), 0);
	return id_of_oid(&oid);
}

static void sound_object(struct repo *repo, const char *revision, git_object_t type,
                         struct bytes *out)
{
	struct object object;
	struct object_id id;
	struct fault fault;
	git_object *found = NULL;

	assert_int_equal(git_revparse_single(&found, repo->handle, revision), 0);
	id = id_of_oid(git_object_id(found));
	git_object_free(found);
	assert_int_equal(object_read(repo, &id, type, &object, &fault), STATUS_OK);
	bytes_add(out, object.data, object.size);
	object_release(&object);
}

static void look_at_commit(struct repo *repo, const struct object_id *commit)
{
	struct object_id parents[MERGE_PARENTS_MAX], peeled;
	struct commit_info info;
	struct listing listing = LISTING_INIT;
	struct fault fault = { 0 };
	size_t count = 0;

	if (repo_peel(repo, commit, &peeled, &fault) != STATUS_OK)
		return;
	if (repo_commit_info(repo, &peeled, &info, &fault) == STATUS_OK)
		assert_true(info.time >= 0 && info.tree.size == 20);
	if (repo_parents(repo, &peeled, parents, &count, &fault) == STATUS_OK)
		assert_true(count <= MERGE_PARENTS_MAX);
	if (listing_of_commit(&listing, repo, &peeled, &fault) == STATUS_OK)
		for (size_t i = 1; i < listing.count; i++)
			assert_true(text_compare(listing.entries[i - 1].path,
			                         listing.entries[i].path) < 0);
	listing_release(&listing);
}

/* A commit of that tree. */
static struct object_id commit_of_tree(struct repo *repo, const struct object_id *tree)
{
	char hex[OBJECT_ID_HEX];
	struct bytes bytes = BYTES_INIT;
	struct object_id id;

	bytes_format(&bytes, "tree %s\nauthor A <a> 1 +0000\ncommitter C <c> 1 +0000\n\nx\n",
	             object_id_hex(tree, hex));
	id = put_object(repo, GIT_OBJECT_COMMIT, &bytes);
	bytes_release(&bytes);
	return id;
}

static void objects_of_any_bytes_are_read_or_refused(void **state)
{
	static const struct {
		const char *revision;
		git_object_t type;
	} kinds[] = {
		{ "HEAD^{tree}", GIT_OBJECT_TREE },
		{ "HEAD", GIT_OBJECT_COMMIT },
		{ "tag", GIT_OBJECT_TAG },
	};
	struct repo *repo;

	(void)state;
	make_repository();
	shell("git commit -q --allow-empty -m second && git tag -a -m tag tag");
	repo = open_here();
	for (size_t kind = 0; kind < sizeof(kinds) / sizeof(kinds[0]); kind++) {
		struct variation variation = { kind };
		struct bytes sound = BYTES_INIT, varied = BYTES_INIT;

		sound_object(repo, kinds[kind].revision, kinds[kind].type, &sound);
		for (int round = 0; round < ROUNDS; round++) {
			struct object_id id;

			vary(&variation, &sound, &varied);
			id = put_object(repo, kinds[kind].type, &varied);
			if (kinds[kind].type == GIT_OBJECT_TREE)
				id = commit_of_tree(repo, &id);
			look_at_commit(repo, &id);
		}
		bytes_release(&sound);
		bytes_release(&varied);
	}
	repo_close(repo);
}

/* --- what git answers ------------------------------------------------------------------------ */

#define ID "5626abf0f72e58d7a153368ba57db4c673c0e171"

/* A program that says this, whatever it is asked. */
static void write_liar(const char *path, const char *answer)
{
	struct bytes script = BYTES_INIT;

	bytes_format(&script, "#!/bin/sh\nread line\nprintf '%s'\n", answer);
	write_file(path, &script);
	shell("chmod +x '%s'", path);
	bytes_release(&script);
}

static void answers_of_any_bytes_are_refused(void **state)
{
	static const char *const answers[] = {
		"",
		"x",
		":",
		":000000 100644 0 0 A",
		":000000 100644 0 0 A\\0path",
		":000000 000000 0000 0000 A\\0a.c\\0",
		":100644 100644 " ID " " ID " M\\0a.c\\0",
		"H 100644 " ID " 0\\ta.c",
		"100644 blob " ID,
		ID " missing\\n",
		ID " blob 99999999999999999999\\n",
		ID " blob -1\\n",
		ID " potato 4\\nabcd\\n",
	};
	struct bytes program = BYTES_INIT;
	struct repo *repo;

	make_repository();
	shell("git rev-parse HEAD >/dev/null");
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct object_id blob;
		struct listing listing = LISTING_INIT;
		struct bytes bytes = BYTES_INIT;
		struct fault fault = { 0 };
		enum status status;
		bool large;

		repo = open_place(&(struct repo_place){ .by_git = true });
		bytes_clear(&program);
		bytes_format(&program, "%s/liar", ((struct sandbox *)*state)->folder);
		write_liar(program.data, answers[i]);
		repo->child.program = program.data;
		assert_true(object_id_parse(&blob, TEXT(ID)));
		status = blob_read(repo, &blob, 1000, &bytes, &large, &fault);
		assert_true(status == STATUS_UNABLE || status == STATUS_ABSENT || large);
		status = listing_of_index(&listing, repo, &fault);
		assert_true(status == STATUS_UNABLE || listing.count == 0);
		listing_release(&listing);
		bytes_release(&bytes);
		repo_close(repo);
	}
	bytes_release(&program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_sandbox(an_index_of_any_bytes_is_read_or_refused),
		in_sandbox(objects_of_any_bytes_are_read_or_refused),
		in_sandbox(answers_of_any_bytes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
