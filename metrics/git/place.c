/*
 * Where the repository lies.  One `git rev-parse` answers with everything that
 * git itself goes by: GIT_DIR, GIT_WORK_TREE, core.worktree, worktrees,
 * submodules, ceilings, and whether the owner of the place is to be trusted.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "repo.h"

/* Options that rev-parse does not know are printed as they are: they part the
 * answers, which may hold line ends of their own. */
#define MARK(number) "--bole-" #number

enum { ID_SIZE_SHA256 = 32 };

/* The answers in their order, each up to the line of its mark. */
enum { ANSWER_GIT_DIR, ANSWER_BARE, ANSWER_FORMAT, ANSWER_TOP, ANSWER_COUNT };

char *place_resolve(struct repo *repo, const char *base, const char *path)
{
	struct bytes whole = BYTES_INIT;
	char *resolved;

	if (*path != '/') {
		bytes_add_string(&whole, base);
		bytes_add_char(&whole, '/');
	}
	bytes_add_string(&whole, path);
	while (whole.size > 1 && whole.data[whole.size - 1] == '/')
		whole.size--;
	resolved = arena_string(&repo->arena, whole.data, whole.size);
	bytes_release(&whole);
	return resolved;
}

/* The last answer, the top, fails where there is no work tree: then what was
 * printed before it still stands. */
static size_t answers_split(struct text out, struct text answers[ANSWER_COUNT])
{
	static const char *const marks[] = { "\n" MARK(1) "\n", "\n" MARK(2) "\n",
		                             "\n" MARK(3) "\n" };
	size_t count = 0;

	while (count + 1 < ANSWER_COUNT) {
		const char *found = out.size ? strstr(out.data, marks[count]) : NULL;
		size_t taken;

		if (!found)
			return count;
		answers[count] = (struct text){ out.data, (size_t)(found - out.data) };
		taken = answers[count].size + strlen(marks[count]);
		out = (struct text){ out.data + taken, out.size - taken };
		count++;
	}
	if (out.size)
		answers[count++] = (struct text){ out.data, out.size - 1 };
	return count;
}

static bool complains_of(struct text complaint, const char *words)
{
	return complaint.size && strstr(complaint.data, words);
}

static enum status fault_no_place(const struct git_answer *answer, struct fault *fault)
{
	struct text complaint = git_complaint(answer);
	bool usage = complains_of(complaint, "not a git repository") ||
	             complains_of(complaint, "cannot change to");

	if (complains_of(complaint, "dubious ownership"))
		return fault_set(fault, STATUS_UNABLE,
		                 "git does not trust this repository, because somebody else owns "
		                 "it (%.*s); see `git help config`, safe.directory",
		                 (int)complaint.size, complaint.data);
	return fault_set(fault, usage ? STATUS_USAGE : STATUS_UNABLE, "%.*s", (int)complaint.size,
	                 complaint.data);
}

static enum status ask(struct repo *repo, const struct repo_place *place, struct git_answer *answer,
                       struct fault *fault)
{
	struct bytes git_dir = BYTES_INIT;
	const char *arguments[16];
	size_t count = 0;
	struct git_question question = { .arguments = arguments, .most = ANSWER_SMALL };
	enum status status;

	if (place->git_dir) {
		bytes_format(&git_dir, "--git-dir=%s", place->git_dir);
		arguments[count++] = git_dir.data;
	}
	arguments[count++] = "rev-parse";
	arguments[count++] = "--absolute-git-dir";
	arguments[count++] = MARK(1);
	arguments[count++] = "--is-bare-repository";
	arguments[count++] = MARK(2);
	arguments[count++] = "--show-object-format";
	arguments[count++] = MARK(3);
	arguments[count++] = "--show-toplevel";
	arguments[count] = NULL;

	repo->child.directory = place->directory;
	status = git_ask(&repo->child, &question, answer, fault);
	bytes_release(&git_dir);
	return status;
}

static const char *arena_copy(struct repo *repo, struct text text)
{
	return arena_string(&repo->arena, text.data, text.size);
}

/* A base for relative paths in variables while git has not yet gone to the
 * top: the directory it was started in. */
static char *start_directory(struct repo *repo, const struct repo_place *place)
{
	char *absolute = realpath(place->directory ? place->directory : ".", NULL);
	char *kept = absolute ? arena_string(&repo->arena, absolute, strlen(absolute)) : NULL;

	free(absolute);
	return kept;
}

static void name_common_dir(struct repo *repo, const char *start)
{
	const char *named = environment_value("GIT_COMMON_DIR");

	if (!named || !start)
		return;
	repo->common_dir = place_resolve(repo, start, named);
	environment_set(&repo->environment, "GIT_COMMON_DIR", repo->common_dir);
}

enum status place_find_common(struct repo *repo, struct fault *fault)
{
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("rev-parse", "--git-common-dir"),
		.most = ANSWER_SMALL,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&repo->child, &question, &answer, fault);

	if (!status && (answer.exit_status || !git_line(&answer).size)) {
		struct text complaint = git_complaint(&answer);

		status = fault_set(fault, STATUS_UNABLE, "git rev-parse: %.*s", (int)complaint.size,
		                   complaint.data);
	}
	if (!status)
		repo->common_dir =
			place_resolve(repo, repo->top, arena_copy(repo, git_line(&answer)));
	git_answer_release(&answer);
	return status;
}

static void name_index(struct repo *repo)
{
	const char *named = environment_value("GIT_INDEX_FILE");

	repo->index_named = named != NULL;
	if (!named) {
		repo->index_file = place_resolve(repo, repo->git_dir, "index");
		return;
	}
	repo->index_file = place_resolve(repo, repo->top, named);
	environment_set(&repo->environment, "GIT_INDEX_FILE", repo->index_file);
}

void place_set(struct repo *repo, const char *git_dir, const char *work_tree)
{
	repo->git_dir = git_dir;
	repo->work_tree = work_tree;
	repo->top = work_tree ? work_tree : git_dir;
	repo->child.directory = repo->top;
	environment_set(&repo->environment, "GIT_DIR", git_dir);
	if (work_tree)
		environment_set(&repo->environment, "GIT_WORK_TREE", work_tree);
	name_common_dir(repo, repo->start);
	name_index(repo);
}

static enum status place_ask(struct repo *repo, const struct repo_place *place, struct fault *fault)
{
	struct git_answer answer = GIT_ANSWER_INIT;
	struct text answers[ANSWER_COUNT];
	enum status status = ask(repo, place, &answer, fault);
	size_t count;

	if (status)
		goto done;
	count = answers_split(bytes_text(&answer.out), answers);
	if (count <= ANSWER_FORMAT) {
		status = fault_no_place(&answer, fault);
		goto done;
	}
	repo->id_size = text_is(answers[ANSWER_FORMAT], "sha1") ? GIT_OID_RAWSZ : ID_SIZE_SHA256;
	repo->bare = text_is(answers[ANSWER_BARE], "true");
	place_set(repo, arena_copy(repo, answers[ANSWER_GIT_DIR]),
	          count > ANSWER_TOP && !repo->bare ? arena_copy(repo, answers[ANSWER_TOP]) : NULL);
done:
	git_answer_release(&answer);
	return status;
}

enum status place_find(struct repo *repo, const struct repo_place *place, struct fault *fault)
{
	repo->start = start_directory(repo, place);
	return plain_place_find(repo, place) ? STATUS_OK : place_ask(repo, place, fault);
}
