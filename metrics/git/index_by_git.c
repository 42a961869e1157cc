/* The index as git tells it, once it is sure that it is whole. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "digest.h"
#include "repo.h"

/* --- is it what was written? ----------------------------------------------------- */

/* All but the trailer goes into the digest. */
static bool digest_file(int fd, uint64_t size, struct digest *digest)
{
	char buffer[64 << 10];

	while (size) {
		size_t part = size < sizeof(buffer) ? (size_t)size : sizeof(buffer);
		ssize_t got = read(fd, buffer, part);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		digest_add(digest, (struct text){ buffer, (size_t)got });
		size -= (uint64_t)got;
	}
	return true;
}

/* git 2.40 and later may leave the checksum out (index.skipHash,
 * feature.manyFiles): zeros in its place. */
static bool is_whole(int fd, uint8_t id_size)
{
	struct object_id trailer = { .size = id_size }, found;
	off_t size = lseek(fd, 0, SEEK_END);
	struct digest digest;

	if (size <= id_size ||
	    pread(fd, trailer.bytes, id_size, size - id_size) != (ssize_t)id_size)
		return false;
	if (object_id_none(&trailer))
		return true;
	digest_init(&digest, id_size);
	if (lseek(fd, 0, SEEK_SET) < 0 || !digest_file(fd, (uint64_t)(size - id_size), &digest))
		return false;
	found = digest_end(&digest);
	return object_id_equal(&found, &trailer);
}

static enum status file_check(const char *path, uint8_t id_size, struct fault *fault)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool whole;

	if (fd < 0)
		return fault_set(fault, STATUS_UNABLE, "cannot read the index %s: %s", path,
		                 strerror(errno));
	whole = is_whole(fd, id_size);
	close(fd);
	return whole ? STATUS_OK
	             : fault_set(fault, STATUS_UNABLE,
	                         "cannot read the index %s: it is damaged (its checksum is of "
	                         "something else)",
	                         path);
}

/* The larger part of an index that is split lies in a file of its own. */
static enum status shared_check(struct repo *repo, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("rev-parse", "--shared-index-path"),
		.most = ANSWER_SMALL,
		.memory = INDEX_MEMORY,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && answer.exit_status) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_UNABLE, "cannot read the index %s: %.*s",
		                   repo->index_file, (int)complaint.size, complaint.data);
	}
	if (!status && git_line(&answer).size) {
		struct text line = git_line(&answer);
		char *path = arena_string(&repo->arena, line.data, line.size);

		status = file_check(place_resolve(repo, repo->top, path), repo->id_size, fault);
	}
	git_answer_release(&answer);
	return status;
}

enum status index_check(struct repo *repo, struct fault *fault)
{
	enum status status;

	if (access(repo->index_file, F_OK) < 0)
		return STATUS_OK; /* before the first commit */
	status = file_check(repo->index_file, repo->id_size, fault);
	return status ? status : shared_check(repo, fault);
}

/* --- what it holds ------------------------------------------------------------------ */

/* Takes a word of a row, up to `end`. */
static bool take_word(struct text *row, char end, struct text *word)
{
	const char *found = row->size ? memchr(row->data, end, row->size) : NULL;

	if (!found)
		return false;
	*word = (struct text){ row->data, (size_t)(found - row->data) };
	row->data = found + 1;
	row->size -= word->size + 1;
	return true;
}

static bool parse_mode(struct text word, unsigned *mode)
{
	*mode = 0;
	for (size_t i = 0; i < word.size; i++) {
		if (word.data[i] < '0' || word.data[i] > '7')
			return false;
		*mode = *mode << 3 | (unsigned)(word.data[i] - '0');
	}
	return word.size == 6;
}

/* ":000000 100644 0000… ID A\0PATH\0", of diff-index against nothing.  A row
 * without a mode is what git makes of an index that it did not understand. */
static bool take_staged_row(struct text *rows, struct index_entry *entry)
{
	struct text before, mode, none, id, kind;

	return take_word(rows, ' ', &before) && take_word(rows, ' ', &mode) &&
	       take_word(rows, ' ', &none) && take_word(rows, ' ', &id) &&
	       take_word(rows, '\0', &kind) && take_word(rows, '\0', &entry->path) &&
	       text_is(before, ":000000") && parse_mode(mode, &entry->mode) &&
	       object_id_parse(&entry->id, id) &&
	       ((text_is(kind, "A") && entry->mode && !object_id_none(&entry->id)) ||
	        (entry->conflict = text_is(kind, "U")));
}

/* "H 100644 ID 0\tPATH\0", of ls-files.  A small letter: assumed unchanged.
 * What is only intended to be added looks like an empty file: whether that is
 * staged makes no difference to the work tree, where it is looked at anyway. */
static bool take_known_row(struct text *rows, struct index_entry *entry)
{
	struct text tag, mode, id, stage;

	if (!(take_word(rows, ' ', &tag) && take_word(rows, ' ', &mode) &&
	      take_word(rows, ' ', &id) && take_word(rows, '\t', &stage) &&
	      take_word(rows, '\0', &entry->path) && tag.size == 1 &&
	      parse_mode(mode, &entry->mode) && object_id_parse(&entry->id, id)))
		return false;
	entry->conflict = !text_is(stage, "0");
	entry->assumed = *tag.data >= 'a' && *tag.data <= 'z';
	entry->skipped = *tag.data == 'S' || *tag.data == 's';
	return true;
}

static enum status tell_rows(const struct repo *repo, struct text rows, bool whole,
                             index_found *found, void *context, struct fault *fault)
{
	struct object_id empty = object_id_of_file(repo, TEXT(""));
	enum status status = STATUS_OK;

	while (!status && rows.size) {
		struct index_entry entry = { 0 };

		if (!(whole ? take_known_row : take_staged_row)(&rows, &entry))
			return fault_set(
				fault, STATUS_UNABLE,
				"cannot read the index: git tells it with a row that is none");
		entry.intended = whole && object_id_equal(&entry.id, &empty);
		status = found(context, &entry, fault);
	}
	return status;
}

/* What is only intended to be added is in no row of diff-index. */
enum status index_walk_by_git(struct repo *repo, bool whole, index_found *found, void *context,
                              struct fault *fault)
{
	struct git_question question = {
		.arguments = whole ? GIT_ARGUMENTS("ls-files", "-z", "-v", "--stage")
		                   : GIT_ARGUMENTS("diff-index", "--cached", "--raw", "-z",
		                                   "--no-abbrev", "--no-renames",
		                                   "--ita-invisible-in-index", empty_tree(repo)),
		.most = ANSWER_LARGE,
		.memory = INDEX_MEMORY,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && answer.exit_status) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_UNABLE, "cannot read the index %s: %.*s",
		                   repo->index_file, (int)complaint.size, complaint.data);
	}
	if (!status)
		status = tell_rows(repo, bytes_text(&answer.out), whole, found, context, fault);
	git_answer_release(&answer);
	return status;
}
