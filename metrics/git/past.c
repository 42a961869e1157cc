/*
 * All commits that lead to a tip, with what each changed: one `git log`, whose
 * answer is kept and pointed into.
 *
 * Asked of git, which knows shallow clones and grafts and finds renames.  What
 * a person has configured for `git log` is overruled where it would change the
 * answer or run a program.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "repo.h"

#define PAST_NOTES "refs/notes/ai"

/* A NUL ends each part: no message has one. */
#define PAST_FORMAT "--format=tformat:%H %ct %P%x00%B%x00%N%x00"

/* --- one commit ----------------------------------------------------------------------- */

struct reader {
	const char *next, *end;
	struct object_id *parents; /* of all commits, in their order */
	size_t parent_count, parent_capacity;
	bool broken;
};

/* Up to the next NUL, which is passed over. */
static struct text part(struct reader *reader)
{
	const char *nul = memchr(reader->next, '\0', (size_t)(reader->end - reader->next));
	struct text text = { reader->next, 0 };

	if (!nul) {
		reader->broken = true;
		reader->next = reader->end;
		return TEXT("");
	}
	text.size = (size_t)(nul - reader->next);
	reader->next = nul + 1;
	return text;
}

static struct text word(struct text *line)
{
	const char *blank = memchr(line->data, ' ', line->size);
	struct text found = { line->data, blank ? (size_t)(blank - line->data) : line->size };

	line->data += found.size + (blank != NULL);
	line->size -= found.size + (blank != NULL);
	return found;
}

static int64_t number(struct text digits)
{
	char buffer[24] = "";

	memcpy(buffer, digits.data, digits.size < sizeof(buffer) ? digits.size : 0);
	buffer[sizeof(buffer) - 1] = '\0';
	return strtoll(buffer, NULL, 10);
}

static void read_header(struct reader *reader, struct past_commit *commit)
{
	struct text line = part(reader);
	struct object_id parent;

	if (!object_id_parse(&commit->id, word(&line)))
		reader->broken = true;
	commit->time = number(word(&line));
	while (line.size && object_id_parse(&parent, word(&line))) {
		if (!commit->parents++)
			commit->first_parent = parent;
		reader->parents = array_grow(reader->parents, &reader->parent_capacity,
		                             reader->parent_count, sizeof(*reader->parents));
		reader->parents[reader->parent_count++] = parent;
	}
	commit->message = text_trim(part(reader));
	commit->notes = text_trim(part(reader));
}

/* ":100644 100755 ID ID M", then one path, or two of a rename. */
static void read_change(struct reader *reader, struct past_change *change)
{
	struct text line = part(reader);
	unsigned before, after;
	bool moved;

	line.data++;
	line.size--;
	*change = (struct past_change){ .was = TEXT("") };
	before = (unsigned)strtoul(word(&line).data, NULL, 8);
	after = (unsigned)strtoul(word(&line).data, NULL, 8);
	if (!object_id_parse(&change->before, word(&line)) ||
	    !object_id_parse(&change->after, word(&line)))
		reader->broken = true;
	if (!mode_is_file(before))
		change->before = (struct object_id){ 0 };
	if (!mode_is_file(after))
		change->after = (struct object_id){ 0 };
	moved = line.size && (*line.data == 'R' || *line.data == 'C');
	change->path = part(reader);
	if (!moved)
		return;
	change->was = change->path;
	change->path = part(reader);
}

static bool is_separator(char c)
{
	return c == '\0' || c == '\n';
}

static void read_commit(struct reader *reader, struct past *out)
{
	struct past_commit *commit;

	out->commits = array_grow(out->commits, &out->capacity, out->count, sizeof(*out->commits));
	commit = &out->commits[out->count++];
	*commit = (struct past_commit){ .first_change = out->change_count };
	read_header(reader, commit);
	for (;;) {
		while (reader->next < reader->end && is_separator(*reader->next))
			reader->next++;
		if (reader->broken || reader->next == reader->end || *reader->next != ':')
			break;
		out->changes = array_grow(out->changes, &out->change_capacity, out->change_count,
		                          sizeof(*out->changes));
		read_change(reader, &out->changes[out->change_count++]);
	}
	commit->change_count = out->change_count - commit->first_change;
}

/* --- one order ---------------------------------------------------------------------------- */

/*
 * git's order of side branches depends on where it begins and ends, and a recording that was
 * interrupted begins elsewhere.  So commits are put in an order of ours: for each of the line, what
 * it brings in, as its parents lead there, and then itself.
 */
struct ordering {
	const struct past *past;
	const struct object_id *parents;
	size_t *first_parent; /* of each commit, in `parents` */
	size_t *next_parent;  /* that is looked at next */
	bool *met;
	struct text_map index; /* of ids to commits */
	struct past_commit *ordered;
	size_t count;
	size_t *stack; /* of commits whose parents are looked at */
	size_t depth;
};

static struct text id_text(const struct object_id *id)
{
	return (struct text){ (const char *)id->bytes, id->size };
}

static void meet(struct ordering *ordering, size_t commit)
{
	if (ordering->met[commit])
		return;
	ordering->met[commit] = true;
	ordering->stack[ordering->depth++] = commit;
}

/* Its parents first, if they are among these commits and not yet in order. */
static void put_in_order(struct ordering *ordering, size_t commit)
{
	meet(ordering, commit);
	while (ordering->depth) {
		size_t at = ordering->stack[ordering->depth - 1];
		const struct past_commit *now = &ordering->past->commits[at];
		size_t next = ordering->next_parent[at]++;
		uint32_t parent;

		if (next == now->parents) {
			ordering->ordered[ordering->count++] = *now;
			ordering->depth--;
			continue;
		}
		parent = text_map_get(
			&ordering->index,
			id_text(&ordering->parents[ordering->first_parent[at] + next]));
		if (parent != MAP_NONE)
			meet(ordering, parent);
	}
}

static void order(struct past *past, const struct object_id *parents)
{
	size_t count = past->count, parent = 0;
	struct ordering ordering = {
		.past = past,
		.parents = parents,
		.first_parent = memory_new((count + 1) * sizeof(size_t)),
		.next_parent = memory_new((count + 1) * sizeof(size_t)),
		.met = memory_new((count + 1) * sizeof(bool)),
		.ordered = memory_new((count + 1) * sizeof(*ordering.ordered)),
		.stack = memory_new((count + 1) * sizeof(size_t)),
	};

	for (size_t i = 0; i < count; i++) {
		ordering.first_parent[i] = parent;
		parent += past->commits[i].parents;
		*text_map_at(&ordering.index, id_text(&past->commits[i].id)) = (uint32_t)i;
	}
	for (size_t i = 0; i < count; i++)
		if (past->commits[i].on_line)
			put_in_order(&ordering, i);
	for (size_t i = 0; i < count; i++)
		put_in_order(&ordering, i);
	text_map_release(&ordering.index);
	memory_free(past->commits);
	past->commits = ordering.ordered;
	past->capacity = count + 1;
	memory_free(ordering.first_parent);
	memory_free(ordering.next_parent);
	memory_free(ordering.met);
	memory_free(ordering.stack);
}

/* --- the line ----------------------------------------------------------------------------- */

/* Children come behind their parents: one walk from the tip backwards finds all of it. */
static void mark_line(struct past *past, const struct object_id *tip)
{
	struct object_id wanted = *tip;

	for (size_t i = past->count; i-- > 0;) {
		if (!object_id_equal(&past->commits[i].id, &wanted))
			continue;
		past->commits[i].on_line = true;
		wanted = past->commits[i].first_parent;
	}
}

/* --- the door ------------------------------------------------------------------------------- */

bool repo_is_partial(struct repo *repo)
{
	struct bytes value = BYTES_INIT;
	struct fault ignored;
	bool partial = repo_setting(repo, "extensions.partialclone", &value, &ignored) == STATUS_OK;

	bytes_release(&value);
	return partial;
}

static enum status fault_log(const struct git_answer *answer, struct fault *fault)
{
	struct text complaint = git_complaint(answer);

	return fault_set(fault, STATUS_UNABLE, "git log: %.*s", (int)complaint.size,
	                 complaint.data);
}

enum status past_read(struct past *out, struct repo *repo, const struct object_id *tip,
                      const struct object_id *known, struct fault *fault)
{
	char tip_hex[OBJECT_ID_HEX], known_hex[OBJECT_ID_HEX + 1] = "^";
	struct git_question question = {
		.arguments =
			GIT_ARGUMENTS("-c", "log.showSignature=false", "-c", "log.showRoot=true",
		                      "-c", "log.mailmap=false", "log", "--topo-order", "--reverse",
		                      "--no-notes", "--notes=" PAST_NOTES, "--no-decorate",
		                      "--no-color", "--no-abbrev", "--diff-merges=first-parent",
		                      "--raw", "-z", repo_is_partial(repo) ? "-M100%" : "-M",
		                      "-l400", PAST_FORMAT, object_id_hex(tip, tip_hex),
		                      known ? known_hex : "--", known ? "--" : NULL),
		.most = ANSWER_LARGE,
	};
	struct git_answer answer = GIT_ANSWER_INIT;
	struct reader reader = { 0 };
	enum status status;

	past_release(out);
	if (known)
		object_id_hex(known, known_hex + 1);
	status = git_ask(&repo->child, &question, &answer, fault);
	if (!status && answer.exit_status)
		status = fault_log(&answer, fault);
	if (status)
		goto done;
	out->text = answer.out;
	answer.out = BYTES_INIT;
	reader.next = out->text.data;
	reader.end = out->text.data + out->text.size;
	while (!reader.broken && reader.next < reader.end)
		read_commit(&reader, out);
	mark_line(out, tip);
	order(out, reader.parents);
	if (reader.broken)
		status = fault_set(fault, STATUS_UNABLE, "git log gave an answer that is none");
done:
	git_answer_release(&answer);
	memory_free(reader.parents);
	if (status)
		past_release(out);
	return status;
}

void past_release(struct past *past)
{
	memory_free(past->commits);
	memory_free(past->changes);
	bytes_release(&past->text);
	*past = PAST_INIT;
}

enum status repo_date(struct repo *repo, const char *words, int64_t *time, struct fault *fault)
{
	static const char answered[] = "--max-age=";
	struct bytes option = BYTES_INIT;
	struct git_question question = { .most = ANSWER_SMALL };
	struct git_answer answer = GIT_ANSWER_INIT;
	enum status status;

	bytes_format(&option, "--since=%s", words);
	question.arguments = (const char *const[]){ "rev-parse", option.data, NULL };
	status = git_ask(&repo->child, &question, &answer, fault);
	if (!status) {
		struct text line = git_line(&answer);

		if (answer.exit_status || !text_starts(line, answered) ||
		    !isdigit((unsigned char)line.data[sizeof(answered) - 1]))
			status = fault_set(fault, STATUS_USAGE, "'%s' is no date that git knows",
			                   words);
		else
			*time = strtoll(line.data + sizeof(answered) - 1, NULL, 10);
	}
	bytes_release(&option);
	git_answer_release(&answer);
	return status;
}
