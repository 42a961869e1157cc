/*
 * The work tree over the index.  A file whose stat is the one in the index is
 * what the index says; others are read and hashed, without any filter: only
 * line ends are looked through.
 */
#include <string.h>

#include "work_file.h"

struct survey {
	struct repo *repo;
	struct listing *out;
	struct work_folder folder;
	struct timespec index_time;
	struct bytes bytes;
	struct bytes unix_bytes;
	struct bytes last; /* path of the index */
};

/* --- is it what the index says? ------------------------------------------------ */

static bool same_time(const git_index_time *kept, const struct timespec *found)
{
	/* A git built without nanoseconds leaves them out. */
	return kept->seconds == (int32_t)found->tv_sec &&
	       (!kept->nanoseconds || kept->nanoseconds == (uint32_t)found->tv_nsec);
}

/* A file written in the moment the index was may have changed since, unseen. */
static bool is_racy(const struct survey *survey, const struct timespec *changed)
{
	const struct timespec *index = &survey->index_time;

	return changed->tv_sec > index->tv_sec ||
	       (changed->tv_sec == index->tv_sec && changed->tv_nsec >= index->tv_nsec);
}

static bool same_stat(const struct survey *survey, const git_index_entry *entry,
                      const struct stat *st)
{
	return entry && mode_is_file(entry->mode) && same_time(&entry->mtime, &st->st_mtim) &&
	       same_time(&entry->ctime, &st->st_ctim) &&
	       entry->file_size == (uint32_t)st->st_size && entry->ino == (uint32_t)st->st_ino &&
	       !is_racy(survey, &st->st_mtim);
}

static bool with_unix_lines(struct text in, struct bytes *out)
{
	if (!in.size || !memchr(in.data, '\r', in.size))
		return false;
	bytes_clear(out);
	bytes_reserve(out, in.size);
	for (size_t i = 0; i < in.size; i++)
		if (in.data[i] != '\r' || i + 1 == in.size || in.data[i + 1] != '\n')
			bytes_add_char(out, in.data[i]);
	return out->size != in.size;
}

/* A checkout may have turned LF into CR LF. */
static bool same_content(struct survey *survey, const struct object_id *blob,
                         struct object_id *found)
{
	struct text bytes = bytes_text(&survey->bytes);
	struct object_id unix_id;

	*found = object_id_of_file(survey->repo, bytes);
	if (object_id_equal(blob, found))
		return true;
	if (object_id_none(blob) || !with_unix_lines(bytes, &survey->unix_bytes))
		return false;
	unix_id = object_id_of_file(survey->repo, bytes_text(&survey->unix_bytes));
	return object_id_equal(blob, &unix_id);
}

/* --- files ------------------------------------------------------------------------ */

/* An id that changes whenever the file does, and that no content has. */
static void add_giant(struct survey *survey, struct text path, const struct stat *st)
{
	struct bytes name = BYTES_INIT;
	struct object_id id;

	bytes_format(&name, "bole: a file too large to read: %s %lld %lld.%09ld", path.data,
	             (long long)st->st_size, (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec);
	id = object_id_of_file(survey->repo, bytes_text(&name));
	bytes_release(&name);
	overlay_add(&survey->repo->overlay, &id, path, TEXT(""), (uint64_t)st->st_size);
	listing_add(survey->out, path, &id);
}

/* `entry` NULL: the index has nothing to compare with. */
static enum status take_file(struct survey *survey, struct text path,
                             const struct index_entry *entry, struct fault *fault)
{
	struct object_id kept = entry ? entry->id : (struct object_id){ 0 };
	struct object_id found;
	struct stat st;
	bool whole;
	enum status status =
		work_file_read(&survey->folder, path, &survey->bytes, &st, &whole, fault);

	if (status)
		return status == STATUS_ABSENT ? STATUS_OK : status;
	if (!whole) {
		add_giant(survey, path, &st);
		return STATUS_OK;
	}
	if (same_content(survey, &kept, &found) && entry) {
		/* A link that was checked out as a file is still a link. */
		if (mode_is_file(entry->mode))
			listing_add(survey->out, path, &kept);
		return STATUS_OK;
	}
	overlay_add(&survey->repo->overlay, &found, path, bytes_text(&survey->bytes),
	            survey->bytes.size);
	listing_add(survey->out, path, &found);
	return STATUS_OK;
}

static enum status take_entry(struct survey *survey, const struct index_entry *entry,
                              struct fault *fault)
{
	bool staged = !entry->conflict && !entry->intended;
	bool there, assumed;
	struct stat st;

	if (S_ISDIR(entry->mode) || (entry->mode & S_IFMT) == GIT_FILEMODE_COMMIT)
		return STATUS_OK;
	there = work_file_look(&survey->folder, entry->path, &st);
	/* Outside of a sparse checkout a file is what the index says it is. */
	assumed = entry->assumed || (!there && entry->skipped);
	if (staged && (assumed || (there && same_stat(survey, entry->known, &st)))) {
		if (mode_is_file(entry->mode))
			listing_add(survey->out, entry->path, &entry->id);
		return STATUS_OK;
	}
	return there ? take_file(survey, entry->path, staged ? entry : NULL, fault) : STATUS_OK;
}

/* The stages of a conflict share a path and follow each other; the file is
 * there once. */
static enum status take_tracked(void *context, const struct index_entry *entry, struct fault *fault)
{
	struct survey *survey = context;
	enum status status = STATUS_OK;

	if (!text_equal(entry->path, bytes_text(&survey->last)))
		status = take_entry(survey, entry, fault);
	bytes_clear(&survey->last);
	bytes_add_text(&survey->last, entry->path);
	return status;
}

/* Asked of git, which alone knows every rule of what is ignored. */
static enum status take_untracked(struct survey *survey, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("ls-files", "-z", "--others", "--exclude-standard"),
		.most = ANSWER_LARGE,
		.memory = INDEX_MEMORY,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&survey->repo->child, &question, &answer, fault);
	size_t at = 0;

	if (!status && answer.exit_status) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_UNABLE, "git ls-files: %.*s", (int)complaint.size,
		                   complaint.data);
	}
	while (!status && at < answer.out.size) {
		struct text path = text_of(answer.out.data + at);
		struct stat st;

		/* A folder is a repository of its own. */
		if (!text_ends(path, "/") && work_file_look(&survey->folder, path, &st))
			status = take_file(survey, path, NULL, fault);
		at += path.size + 1;
	}
	git_answer_release(&answer);
	return status;
}

enum status listing_of_work_tree(struct listing *out, struct repo *repo, struct fault *fault)
{
	struct survey survey = { .repo = repo, .out = out, .folder = { .top = -1, .folder = -1 } };
	struct stat st;
	enum status status;

	listing_release(out);
	status = work_folder_open(&survey.folder, repo, fault);
	if (status)
		goto done;
	if (stat(repo->index_file, &st) == 0)
		survey.index_time = st.st_mtim;
	status = index_walk(repo, true, take_tracked, &survey, fault);
	if (!status)
		status = take_untracked(&survey, fault);
	if (status)
		listing_release(out);
	else
		listing_order(out);
done:
	bytes_release(&survey.last);
	work_folder_close(&survey.folder);
	bytes_release(&survey.bytes);
	bytes_release(&survey.unix_bytes);
	return status;
}
