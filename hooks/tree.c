#include "tree.h"

#include <string.h>

enum status tree_option(struct tree_options *options, const struct option_row *row,
                        const char *value, struct fault *fault)
{
	if (strcmp(row->name, "rev") == 0)
		options->revision = value;
	else if (strcmp(row->name, "edges") == 0)
		options->edges = true;
	else if (strcmp(row->name, "files") == 0)
		options->files = true;
	else if (strcmp(row->name, "all") == 0)
		options->all = true;
	else if (strcmp(row->name, "shard") == 0)
		options->shard = value;
	else
		return print_option(&options->print, row, value, fault);
	return STATUS_OK;
}

static enum status list_tree(struct tree *tree, const char *revision, struct fault *fault)
{
	struct repo *repo = tree->session.repo;
	enum status status = revision ? repo_commit(repo, revision, &tree->commit, fault)
	                              : repo_head(repo, &tree->commit, fault);

	if (status == STATUS_ABSENT && repo_work_tree(repo))
		return listing_of_index(&tree->state.listing, repo, fault);
	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_USAGE, "no commit yet: there is nothing to measure");
	if (status != STATUS_OK)
		return status;
	return listing_of_commit(&tree->state.listing, repo, &tree->commit, fault);
}

/* The operands, which are meant from where the person stands. */
static enum status take_paths(struct tree *tree, const struct invocation *invocation, int operands,
                              struct fault *fault)
{
	size_t count = (size_t)(invocation->argc - operands);
	struct bytes path = BYTES_INIT;
	enum status status = STATUS_OK;

	tree->paths = arena_new(&tree->state.arena, count * sizeof(*tree->paths));
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		status = repo_path(tree->session.repo, invocation->argv[(size_t)operands + i],
		                   &path, fault);
		if (status == STATUS_OK)
			tree->paths[tree->path_count++] =
				arena_string(&tree->state.arena, path.data, path.size);
	}
	bytes_release(&path);
	return status;
}

enum status tree_list(struct tree *tree, const struct invocation *invocation,
                      const struct tree_options *options, int operands, struct fault *fault)
{
	enum status status;

	*tree = (struct tree){ .state = { .is_next = !options->revision } };
	status = session_open(&tree->session, invocation, fault);
	if (status == STATUS_OK)
		status = take_paths(tree, invocation, operands, fault);
	if (status == STATUS_OK)
		status = list_tree(tree, options->revision, fault);
	if (status == STATUS_OK)
		status = tree_knows_paths(tree, fault);
	return status;
}

typedef enum status measure_tree(struct state *state, struct session *session, struct fault *fault);

static enum status open_by(measure_tree *measure, struct tree *tree,
                           const struct invocation *invocation, const struct tree_options *options,
                           int operands, struct fault *fault)
{
	enum status status = tree_list(tree, invocation, options, operands, fault);

	return status == STATUS_OK ? measure(&tree->state, &tree->session, fault) : status;
}

enum status tree_open(struct tree *tree, const struct invocation *invocation,
                      const struct tree_options *options, int operands, struct fault *fault)
{
	return open_by(state_measure, tree, invocation, options, operands, fault);
}

static enum status survey_whole(struct state *state, struct session *session, struct fault *fault)
{
	state->is_whole = true;
	return state_survey(state, session, fault);
}

enum status tree_survey(struct tree *tree, const struct invocation *invocation,
                        const struct tree_options *options, int operands, struct fault *fault)
{
	return open_by(survey_whole, tree, invocation, options, operands, fault);
}

void tree_close(struct tree *tree)
{
	state_release(&tree->state);
	session_close(&tree->session);
}

/* Is `path` the file, or below the folder, that was asked for? */
static bool is_below(struct text path, const char *asked)
{
	size_t size = strlen(asked);

	if (size == 0)
		return true;
	return path.size >= size && memcmp(path.data, asked, size) == 0 &&
	       (path.size == size || path.data[size] == '/');
}

bool tree_shows(const struct tree *tree, struct text path)
{
	for (size_t i = 0; i < tree->path_count; i++)
		if (is_below(path, tree->paths[i]))
			return true;
	return tree->path_count == 0;
}

enum status tree_knows_paths(const struct tree *tree, struct fault *fault)
{
	for (size_t i = 0; i < tree->path_count; i++) {
		size_t at = 0;

		while (at < tree->state.listing.count &&
		       !is_below(tree->state.listing.entries[at].path, tree->paths[i]))
			at++;
		if (at == tree->state.listing.count)
			return fault_set(fault, STATUS_USAGE,
			                 "there is no file or folder '%s' in this tree",
			                 tree->paths[i]);
	}
	return STATUS_OK;
}
