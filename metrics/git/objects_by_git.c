/* Objects as `git cat-file` tells them: "ID TYPE SIZE", or "ID missing". */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

enum { OBJECT_MOST = 256 << 20 }; /* bytes; blobs are bounded much earlier, by their size */

struct header {
	git_object_t type;
	uint64_t size;
};

static bool header_parse(struct text line, struct header *header)
{
	char type[16];
	const char *space = memchr(line.data, ' ', line.size);
	const char *end = line.data + line.size, *next;

	if (!space)
		return false;
	next = memchr(space + 1, ' ', (size_t)(end - space - 1));
	if (!next || (size_t)(next - space) > sizeof(type))
		return false;
	memcpy(type, space + 1, (size_t)(next - space - 1));
	type[next - space - 1] = '\0';
	header->type = git_object_string2type(type);
	header->size = strtoull(next + 1, NULL, 10);
	return header->type != GIT_OBJECT_INVALID;
}

/* To git a damaged object is missing, too; only its complaint tells. */
static enum status missing(struct dialogue *dialogue, const char *hex, struct fault *fault)
{
	struct bytes complaint = BYTES_INIT;
	enum status status = STATUS_ABSENT;

	if (dialogue_complained(dialogue, &complaint))
		status = fault_set(fault, STATUS_UNABLE, "cannot read object %s: %s", hex,
		                   complaint.data);
	bytes_release(&complaint);
	return status;
}

static enum status ask(struct repo *repo, struct dialogue *dialogue, const char *option,
                       const struct object_id *id, struct header *header, struct fault *fault)
{
	struct git_child child = repo->child;
	char line[OBJECT_ID_HEX + 1];
	struct text answer;
	enum status status = STATUS_OK;

	child.unaided = repo->unaided;
	object_id_hex(id, line);
	if (!dialogue->open)
		status = dialogue_open(dialogue, &child, GIT_ARGUMENTS("cat-file", option), fault);
	line[2 * id->size] = '\n';
	if (!status)
		status = dialogue_ask(dialogue, (struct text){ line, 2 * (size_t)id->size + 1 },
		                      &answer, fault);
	line[2 * id->size] = '\0';
	if (!status && text_ends(answer, " missing"))
		return missing(dialogue, line, fault);
	if (!status && !header_parse(answer, header))
		status = fault_set(fault, STATUS_UNABLE, "git cat-file answered '%.*s'",
		                   (int)answer.size, answer.data);
	/* The next object is asked of another one. */
	if (status)
		dialogue_close(dialogue);
	return status;
}

static enum status read_once(struct repo *repo, const struct object_id *id, struct object *out,
                             struct fault *fault)
{
	struct header header = { 0 };
	struct bytes line_end = BYTES_INIT;
	enum status status = ask(repo, &repo->contents, "--batch", id, &header, fault);
	char hex[OBJECT_ID_HEX];

	if (!status && header.size > OBJECT_MOST)
		status = fault_set(fault, STATUS_UNABLE, "object %s is larger than %d bytes",
		                   object_id_hex(id, hex), OBJECT_MOST);
	if (!status)
		status = dialogue_take(&repo->contents, (size_t)header.size, &out->bytes, fault);
	if (!status)
		status = dialogue_take(&repo->contents, 1, &line_end, fault);
	bytes_release(&line_end);
	out->type = header.type;
	/* What it has not told to the end stands in the way of the next answer. */
	if (status && status != STATUS_ABSENT)
		dialogue_close(&repo->contents);
	return status;
}

/* Over a damaged index of packs git dies, or misses what is there: from the first object on that
 * is not told, it does without.  False: it did already. */
static bool do_without_aids(struct repo *repo, struct fault *fault)
{
	if (repo->unaided)
		return false;
	*fault = (struct fault){ 0 };
	repo->unaided = true;
	dialogue_close(&repo->headers);
	dialogue_close(&repo->contents);
	return true;
}

enum status object_header_by_git(struct repo *repo, const struct object_id *id, uint64_t *size,
                                 git_object_t *type, struct fault *fault)
{
	struct header header = { 0 };
	enum status status = ask(repo, &repo->headers, "--batch-check", id, &header, fault);

	if (status && do_without_aids(repo, fault))
		status = ask(repo, &repo->headers, "--batch-check", id, &header, fault);
	*size = header.size;
	*type = header.type;
	return status;
}

enum status object_read_by_git(struct repo *repo, const struct object_id *id, struct object *out,
                               struct fault *fault)
{
	enum status status = read_once(repo, id, out, fault);

	if (status && do_without_aids(repo, fault)) {
		bytes_clear(&out->bytes);
		status = read_once(repo, id, out, fault);
	}
	out->data = out->bytes.data ? out->bytes.data : "";
	out->size = out->bytes.size;
	return status;
}
