/*
 * The files of a commit.  Trees are read once each and parsed in place:
 * "MODE NAME\0" and the bytes of an id, again and again.  Where git has to be
 * asked for objects, it is asked for the list: a child that tells one tree at
 * a time would take minutes for a large one.
 */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

enum {
	TREES_MOST = 4 << 20,
	DEPTH_MOST = 4096,
	PATH_MOST = 64 << 10,
};

/* A tree that is being read. */
struct level {
	struct object object;
	struct object_id id;
	const char *next, *end;
	size_t prefix; /* bytes of the path that lead to it */
};

struct walk {
	struct repo *repo;
	struct listing *out;
	const struct listing *index; /* that knows some folders, or NULL */
	struct level *levels;
	size_t depth;
	size_t capacity;
	struct bytes path;
	size_t trees;
};

struct tree_entry {
	unsigned mode;
	struct text name;
	struct object_id id;
};

static enum status fault_missing(const struct object_id *tree, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	return fault_set(fault, STATUS_UNABLE,
	                 "tree %s is not in this clone (a partial one?), and bole fetches nothing",
	                 object_id_hex(tree, hex));
}

static enum status fault_malformed(const struct object_id *tree, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	return fault_set(fault, STATUS_UNABLE, "tree %s is malformed; see `git fsck`",
	                 object_id_hex(tree, hex));
}

static enum status enter(struct walk *walk, const struct object_id *tree, struct fault *fault)
{
	struct level level = { .id = *tree, .prefix = walk->path.size };
	enum status status;

	if (walk->index && folder_take(walk->out, walk->index, bytes_text(&walk->path), tree))
		return STATUS_OK;
	if (walk->depth == DEPTH_MOST || walk->trees == TREES_MOST)
		return fault_set(fault, STATUS_UNABLE, "the tree has more than %d folders",
		                 walk->depth == DEPTH_MOST ? DEPTH_MOST : TREES_MOST);
	status = object_read(walk->repo, tree, GIT_OBJECT_TREE, &level.object, fault);
	if (status)
		return status == STATUS_ABSENT ? fault_missing(tree, fault) : status;
	level.next = level.object.data;
	level.end = level.next + level.object.size;
	walk->levels =
		array_grow(walk->levels, &walk->capacity, walk->depth, sizeof(*walk->levels));
	walk->levels[walk->depth++] = level;
	walk->trees++;
	return STATUS_OK;
}

static bool entry_parse(struct level *level, struct tree_entry *entry)
{
	const char *c = level->next, *end;
	size_t id_size = level->id.size;

	*entry = (struct tree_entry){ .id.size = level->id.size };
	while (c < level->end && *c >= '0' && *c <= '7' && entry->mode <= 0777777)
		entry->mode = entry->mode << 3 | (unsigned)(*c++ - '0');
	if (c == level->next || c == level->end || *c != ' ')
		return false;
	c++;
	end = memchr(c, '\0', (size_t)(level->end - c));
	if (!end || end == c || (size_t)(level->end - end) < id_size + 1)
		return false;
	entry->name = (struct text){ c, (size_t)(end - c) };
	memcpy(entry->id.bytes, end + 1, id_size);
	level->next = end + 1 + id_size;
	return true;
}

static enum status add_file(struct walk *walk, const struct object_id *blob, struct fault *fault)
{
	if (listing_is_full(walk->out))
		return fault_set(fault, STATUS_UNABLE,
		                 "the tree has more than %zu files, or too long paths",
		                 walk->out->count);
	listing_add(walk->out, bytes_text(&walk->path), blob);
	return STATUS_OK;
}

/* Takes the next entry of the innermost tree, or leaves it. */
static enum status step(struct walk *walk, struct fault *fault)
{
	struct level *level = &walk->levels[walk->depth - 1];
	struct tree_entry entry;

	walk->path.size = level->prefix;
	if (level->next == level->end) {
		object_release(&level->object);
		walk->depth--;
		return STATUS_OK;
	}
	if (!entry_parse(level, &entry) || walk->path.size + entry.name.size > PATH_MOST)
		return fault_malformed(&level->id, fault);
	bytes_add_text(&walk->path, entry.name);
	if (mode_is_file(entry.mode))
		return add_file(walk, &entry.id, fault);
	if (!mode_is_folder(entry.mode))
		return STATUS_OK;
	bytes_add_char(&walk->path, '/');
	return enter(walk, &entry.id, fault);
}

static enum status walk_tree(struct walk *walk, const struct object_id *tree, struct fault *fault)
{
	enum status status = enter(walk, tree, fault);

	while (!status && walk->depth)
		status = step(walk, fault);
	while (walk->depth)
		object_release(&walk->levels[--walk->depth].object);
	return status;
}

/* --- by git ---------------------------------------------------------------------- */

/* "MODE TYPE ID\tPATH\0"; false when it is none. */
static bool row_parse(struct text row, struct walk *walk, struct tree_entry *entry)
{
	const char *tab = memchr(row.data, '\t', row.size);
	size_t digits = 2 * (size_t)walk->repo->id_size;

	*entry = (struct tree_entry){ 0 };
	if (!tab || (size_t)(tab - row.data) < digits)
		return false;
	entry->mode = (unsigned)strtoul(row.data, NULL, 8);
	bytes_clear(&walk->path);
	bytes_add_string(&walk->path, tab + 1);
	return object_id_parse(&entry->id, (struct text){ tab - digits, digits });
}

static enum status take_rows(struct walk *walk, const struct object_id *tree, struct text rows,
                             struct fault *fault)
{
	enum status status = STATUS_OK;

	while (!status && rows.size) {
		struct text row = text_of(rows.data);
		struct tree_entry entry;

		if (!row_parse(row, walk, &entry))
			return fault_malformed(tree, fault);
		if (mode_is_file(entry.mode))
			status = add_file(walk, &entry.id, fault);
		rows.data += row.size + 1;
		rows.size -= row.size + 1;
	}
	return status;
}

static enum status list_tree(struct walk *walk, const struct object_id *tree, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	struct git_question question = {
		.arguments = GIT_ARGUMENTS("ls-tree", "-r", "-z", "--full-tree",
		                           object_id_hex(tree, hex)),
		.most = ANSWER_LARGE,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status = git_ask(&walk->repo->child, &question, &answer, fault);
	struct text complaint = git_complaint(&answer);

	if (!status && answer.exit_status)
		status = fault_set(fault, STATUS_UNABLE,
		                   "tree %s cannot be listed (a partial clone? bole fetches "
		                   "nothing): %.*s",
		                   hex, (int)complaint.size, complaint.data);
	if (!status)
		status = take_rows(walk, tree, bytes_text(&answer.out), fault);
	git_answer_release(&answer);
	return status;
}

/* --- either way ------------------------------------------------------------------ */

enum status listing_of_commit(struct listing *out, struct repo *repo,
                              const struct object_id *commit, struct fault *fault)
{
	return listing_of_commit_near(out, repo, commit, NULL, fault);
}

enum status listing_of_commit_near(struct listing *out, struct repo *repo,
                                   const struct object_id *commit, const struct listing *index,
                                   struct fault *fault)
{
	struct walk walk = { .repo = repo, .out = out, .index = index };
	struct commit_info info;
	enum status status;

	listing_release(out);
	out->near = index;
	if (!commit)
		return STATUS_OK;
	status = repo_commit_info(repo, commit, &info, fault);
	if (!status)
		status = (repo->by_git.objects ? list_tree : walk_tree)(&walk, &info.tree, fault);
	memory_free(walk.levels);
	bytes_release(&walk.path);
	if (status) {
		listing_release(out);
		return status;
	}
	out->tree = info.tree;
	/* Trees sort a folder as if its name ended in a slash, which is the order of
	 * whole paths; but nothing forces a tree to be sorted. */
	listing_order(out);
	return STATUS_OK;
}
