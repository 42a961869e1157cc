/*
 * What a commit or a tag says of itself: lines "NAME VALUE", up to the first
 * empty one.
 */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

enum { TAGS_MOST = 32 }; /* tags of tags of tags */

/* Takes the next line of the head if it has this name. */
static bool take_line(struct text *head, const char *name, struct text *value)
{
	size_t skipped = strlen(name) + 1;
	const char *end;

	if (!text_starts(*head, name) || head->size < skipped || head->data[skipped - 1] != ' ')
		return false;
	end = memchr(head->data, '\n', head->size);
	if (!end)
		return false;
	*value = (struct text){ head->data + skipped, (size_t)(end - head->data) - skipped };
	head->size -= (size_t)(end + 1 - head->data);
	head->data = end + 1;
	return true;
}

static bool take_id(struct text *head, const char *name, struct object_id *id)
{
	struct text value;

	return take_line(head, name, &value) && object_id_parse(id, value);
}

/* "NAME <MAIL> TIME ZONE"; a name may hold anything, and time may be missing. */
static int64_t time_of(struct text signature)
{
	const char *end = signature.size ? memrchr(signature.data, '>', signature.size) : NULL;
	long long seconds;

	if (!end)
		return 0;
	/* The line end stops it at the latest. */
	seconds = strtoll(end + 1, NULL, 10);
	return seconds > 0 ? seconds : 0;
}

static enum status fault_malformed(const struct object_id *id, const char *type,
                                   struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	return fault_set(fault, STATUS_UNABLE, "%s %s is malformed; see `git fsck`", type,
	                 object_id_hex(id, hex));
}

static enum status commit_read(struct repo *repo, const struct object_id *id, struct object *object,
                               struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	enum status status = object_read(repo, id, GIT_OBJECT_COMMIT, object, fault);

	if (status == STATUS_ABSENT)
		return fault_set(fault, STATUS_UNABLE, "commit %s is not in this clone",
		                 object_id_hex(id, hex));
	return status;
}

enum status repo_commit_info(struct repo *repo, const struct object_id *commit,
                             struct commit_info *info, struct fault *fault)
{
	struct object object;
	struct object_id parent;
	struct text head, line;
	enum status status = commit_read(repo, commit, &object, fault);

	if (status)
		return status;
	head = (struct text){ object.data, object.size };
	*info = (struct commit_info){ 0 };
	if (!take_id(&head, "tree", &info->tree))
		status = fault_malformed(commit, "commit", fault);
	while (!status && take_id(&head, "parent", &parent))
		;
	if (!status && take_line(&head, "author", &line) && take_line(&head, "committer", &line))
		info->time = time_of(line);
	object_release(&object);
	return status;
}

enum status repo_parents(struct repo *repo, const struct object_id *commit,
                         struct object_id parents[MERGE_PARENTS_MAX], size_t *count,
                         struct fault *fault)
{
	struct object object;
	struct object_id tree, parent;
	struct text head;
	enum status status = commit_read(repo, commit, &object, fault);

	*count = 0;
	if (status)
		return status;
	head = (struct text){ object.data, object.size };
	if (!take_id(&head, "tree", &tree))
		status = fault_malformed(commit, "commit", fault);
	if (!status && !shallow_cuts(&repo->shallow, commit))
		while (*count < MERGE_PARENTS_MAX && take_id(&head, "parent", &parent))
			parents[(*count)++] = parent;
	object_release(&object);
	return status;
}

bool repo_has(struct repo *repo, const struct object_id *object)
{
	struct fault ignored;
	git_object_t type;
	uint64_t size;

	return object_header(repo, object, &size, &type, &ignored) == STATUS_OK;
}

static enum status tag_target(struct repo *repo, const struct object_id *tag,
                              struct object_id *target, struct fault *fault)
{
	struct object object;
	struct text head;
	enum status status = object_read(repo, tag, GIT_OBJECT_TAG, &object, fault);

	if (status)
		return status;
	head = (struct text){ object.data, object.size };
	if (!take_id(&head, "object", target))
		status = fault_malformed(tag, "tag", fault);
	object_release(&object);
	return status;
}

/* What cannot be followed to its end may lead to a commit: never "none". */
enum status repo_peel(struct repo *repo, const struct object_id *object, struct object_id *commit,
                      struct fault *fault)
{
	struct object_id id = *object, tag = *object;
	char hex[OBJECT_ID_HEX];

	for (int depth = 0; depth < TAGS_MOST; depth++) {
		git_object_t type;
		uint64_t size;
		enum status status = object_header(repo, &id, &size, &type, fault);

		if (status == STATUS_ABSENT && depth)
			return fault_set(fault, STATUS_UNABLE,
			                 "what tag %s names is not in this clone",
			                 object_id_hex(&tag, hex));
		if (status)
			return status;
		if (type == GIT_OBJECT_COMMIT) {
			*commit = id;
			return STATUS_OK;
		}
		if (type != GIT_OBJECT_TAG)
			return STATUS_ABSENT;
		tag = id;
		status = tag_target(repo, &tag, &id, fault);
		if (status)
			return status;
	}
	return fault_set(fault, STATUS_UNABLE, "tag %s leads through more than %d tags",
	                 object_id_hex(object, hex), TAGS_MOST);
}
