/*
 * pre-push: a line a ref on stdin,
 *
 *	<local ref> <local id> <remote ref> <remote id>
 *
 * where the first field may itself hold blanks, so lines are split from the
 * right.  Every line counts; a delete has nothing to judge; equal ranges are
 * judged once; what the remote has under another ref is no news to it.
 *
 * pre-receive: the same on the server, where a line is <old id> <new id> <ref>
 * and what there is already stands under refs.
 */
#include "hook.h"
#include "recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MOST_TOLD = 10 }; /* of those that come to nothing */

/* From which side the push is seen. */
struct side {
	const char *moment; /* "pre-push", "pre-receive" */
	bool receiving;
	const char *remote; /* of pre-push, as git names it */
};

struct pushed {
	struct object_id tip;
	struct object_id remote; /* what the ref is there now; none: new */
	char ref[128];           /* cut, for a person */
};

static bool cut_last(struct text *line, struct text *field)
{
	size_t at = line->size;

	while (at && line->data[at - 1] != ' ')
		at--;
	if (!at)
		return false;
	*field = (struct text){ line->data + at, line->size - at };
	line->size = at - 1;
	return true;
}

/* <local ref> <tip> <ref> <remote>, or <remote> <tip> <ref>. */
static bool split_line(struct text rest, bool receiving, struct pushed *pushed, struct text *ref)
{
	struct text remote = { NULL, 0 }, tip;

	if (!receiving && !cut_last(&rest, &remote))
		return false;
	if (!cut_last(&rest, ref) || !cut_last(&rest, &tip))
		return false;
	if (receiving)
		remote = rest;
	return object_id_parse(&pushed->tip, tip) && object_id_parse(&pushed->remote, remote);
}

static enum status read_line(struct text line, bool receiving, struct pushed *pushed,
                             struct fault *fault)
{
	struct text remote_ref = TEXT("");

	if (!split_line(line, receiving, pushed, &remote_ref))
		return fault_set(fault, STATUS_UNABLE,
		                 "git's line for the push cannot be read: %.*s", (int)line.size,
		                 line.data);
	snprintf(pushed->ref, sizeof(pushed->ref), "%.*s", (int)remote_ref.size, remote_ref.data);
	return STATUS_OK;
}

/* --- from a line to a range ---------------------------------------------------------------- */

/* On a server that holds something already, a history that shares nothing with it is
 * all new, and judged as that: accepted unseen, it would become what a later
 * merge is compared with.  STATUS_ABSENT: the server holds nothing. */
static enum status stranger(struct session *session, struct fault *fault)
{
	bool any = false;
	enum status status = repo_any_ref(session->repo, "refs/", &any, fault);

	return status == STATUS_OK && !any ? STATUS_ABSENT : status;
}

/*
 * What the pushed commits are compared with: where they leave what the ref
 * holds on the remote, and where they leave everything the remote is known to
 * have, since merging somebody's pushed work in makes nothing worse.
 */
static enum status find_bases(struct session *session, const struct side *side,
                              const struct pushed *pushed, struct moment *moment,
                              struct fault *fault)
{
	struct object_id known, base;
	enum status status = STATUS_ABSENT;

	moment->before_count = 0;
	if (!object_id_none(&pushed->remote))
		status = repo_peel(session->repo, &pushed->remote, &known, fault);
	if (status == STATUS_OK)
		status = repo_merge_base(session->repo, &known, &moment->after, &base, fault);
	if (status == STATUS_OK)
		moment->befores[moment->before_count++] = base;
	if (status != STATUS_OK && status != STATUS_ABSENT)
		return status;
	status = side->receiving ? repo_receive_base(session->repo, &moment->after, &base, fault)
	                         : repo_push_base(session->repo, &moment->after, side->remote,
	                                          &base, fault);
	if (status == STATUS_OK &&
	    (!moment->before_count || !object_id_equal(&base, &moment->befores[0])))
		moment->befores[moment->before_count++] = base;
	if (status != STATUS_ABSENT || moment->before_count)
		return status == STATUS_ABSENT ? STATUS_OK : status;
	return side->receiving ? stranger(session, fault) : STATUS_ABSENT;
}

static void say_compared(const struct pushed *pushed, struct moment *moment)
{
	char tip[OBJECT_ID_HEX], base[OBJECT_ID_HEX];

	object_id_hex(&moment->after, tip);
	if (moment->before_count)
		snprintf(moment->compared, sizeof(moment->compared), "%.60s: %.8s against %.8s%s",
		         pushed->ref, tip, object_id_hex(&moment->befores[0], base),
		         moment->before_count > 1 ? " and what else the remote has" : "");
	else
		snprintf(moment->compared, sizeof(moment->compared),
		         "%.60s: %.8s against nothing: it shares no commit with what is here",
		         pushed->ref, tip);
}

/* STATUS_ABSENT: it is no commit, and there is nothing to judge. */
static enum status tip_of(struct session *session, const struct pushed *pushed,
                          struct object_id *commit, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];
	enum status status = repo_peel(session->repo, &pushed->tip, commit, fault);

	if (status != STATUS_ABSENT)
		return status;
	if (!repo_has(session->repo, &pushed->tip))
		return fault_set(fault, STATUS_UNABLE, "%s: object %s is not in this clone",
		                 pushed->ref, object_id_hex(&pushed->tip, hex));
	notice("%s leads to no commit: nothing to judge", pushed->ref);
	return STATUS_ABSENT;
}

/* STATUS_ABSENT: nothing to judge, and it was said why. */
static enum status range_of(struct session *session, const struct side *side,
                            const struct pushed *pushed, struct moment *moment, struct fault *fault)
{
	enum status status;

	if (object_id_none(&pushed->tip))
		return STATUS_ABSENT; /* a delete */
	*moment = (struct moment){ .name = side->moment, .after_kind = AFTER_COMMIT };
	status = tip_of(session, pushed, &moment->after, fault);
	if (status != STATUS_OK)
		return status;
	status = find_bases(session, side, pushed, moment, fault);
	if (status == STATUS_ABSENT)
		notice("%s: accepted, the remote is known to have nothing yet to be worse than",
		       pushed->ref);
	if (status != STATUS_OK)
		return status;
	if (moment->before_count && object_id_equal(&moment->after, &moment->befores[0]))
		return STATUS_ABSENT; /* the remote has it all */
	say_compared(pushed, moment);
	return STATUS_OK;
}

/* --- all lines --------------------------------------------------------------------------------- */

struct judged_ranges {
	struct moment *items;
	size_t count, capacity;
};

static bool is_known(const struct judged_ranges *ranges, const struct moment *moment)
{
	for (size_t i = 0; i < ranges->count; i++)
		if (object_id_equal(&ranges->items[i].after, &moment->after) &&
		    object_id_equal(&ranges->items[i].befores[0], &moment->befores[0]))
			return true;
	return false;
}

/* 1 beats 2 beats 3 beats 0: one refused ref refuses the push. */
static int worse_exit(int a, int b)
{
	if (a && b)
		return a < b ? a : b;
	return a + b;
}

/* Of each pair of ids once: for a line that says the same, git would only be
 * asked again. */
struct known_pairs {
	struct text_map map;
	struct arena arena;
};

static bool pair_is_new(struct known_pairs *pairs, const struct pushed *pushed)
{
	char both[2 * sizeof(struct object_id)];
	struct text key = { both, sizeof(both) };
	struct object_id tip = { 0 }, remote = { 0 }; /* without what lies behind an id */

	tip.size = pushed->tip.size;
	remote.size = pushed->remote.size;
	memcpy(tip.bytes, pushed->tip.bytes, tip.size);
	memcpy(remote.bytes, pushed->remote.bytes, remote.size);
	memcpy(both, &tip, sizeof(tip));
	memcpy(both + sizeof(tip), &remote, sizeof(remote));
	if (text_map_get(&pairs->map, key) != MAP_NONE)
		return false;
	*text_map_at(&pairs->map, arena_text(&pairs->arena, key)) = 0;
	return true;
}

/* STATUS_ABSENT: nothing to judge. */
static enum status take_line(struct session *session, const struct side *side, struct text line,
                             struct known_pairs *pairs, struct judged_ranges *ranges,
                             struct fault *fault)
{
	struct pushed pushed;
	struct moment moment;
	enum status status = read_line(line, side->receiving, &pushed, fault);

	if (status == STATUS_OK && !pair_is_new(pairs, &pushed))
		return STATUS_ABSENT;
	if (status == STATUS_OK)
		status = range_of(session, side, &pushed, &moment, fault);
	if (status == STATUS_OK && !is_known(ranges, &moment)) {
		ranges->items = array_grow(ranges->items, &ranges->capacity, ranges->count,
		                           sizeof(*ranges->items));
		ranges->items[ranges->count++] = moment;
	}
	return status;
}

/* Lines that came to nothing.  The last reason is for who asked to tell. */
struct losses {
	size_t count;
	enum status status;
	struct fault *last;
};

static void lose(struct losses *losses, enum status status, const struct fault *fault)
{
	if (losses->count && losses->count <= LINES_MOST_TOLD)
		notice("NOT JUDGED: %s", losses->last->text);
	losses->count++;
	losses->status = status;
	*losses->last = *fault;
}

/* A line that comes to nothing keeps no other from being judged. */
static enum status gather_ranges(struct session *session, const struct side *side, FILE *lines,
                                 struct judged_ranges *ranges, struct fault *fault)
{
	struct known_pairs pairs = { 0 };
	struct losses losses = { .last = fault };
	struct fault own = { 0 };
	char *line = NULL;
	size_t size = 0;
	ssize_t got;
	int error;

	while ((got = getline(&line, &size, lines)) > 0) {
		struct text text = text_trim((struct text){ line, (size_t)got });
		enum status status = STATUS_ABSENT;

		if (text.size)
			status = take_line(session, side, text, &pairs, ranges, &own);
		if (status != STATUS_OK && status != STATUS_ABSENT)
			lose(&losses, status, &own);
	}
	error = errno;
	if (ferror(lines))
		lose(&losses,
		     fault_set(&own, STATUS_UNABLE, "cannot read git's lines for the push: %s",
		               strerror(error)),
		     &own);
	if (losses.count > LINES_MOST_TOLD + 1)
		notice("NOT JUDGED: %zu more lines", losses.count - LINES_MOST_TOLD - 1);
	free(line); /* getline's own */
	text_map_release(&pairs.map);
	arena_release(&pairs.arena);
	return losses.status;
}

/* What was just pushed and is checked out becomes part of the history: a push takes a
 * while anyway, and what it brings is measured already.  Who never pushes loses nothing,
 * since `bole trend` does the same. */
static void catch_up(struct session *session, const struct judged_ranges *ranges)
{
	struct object_id head;
	struct fault ignored = { 0 };

	if (repo_head(session->repo, &head, &ignored) != STATUS_OK)
		return;
	for (size_t i = 0; i < ranges->count; i++)
		if (object_id_equal(&ranges->items[i].after, &head)) {
			(void)!recording_catch_up(session, &head);
			return;
		}
}

static int judge_push(struct session *session, const struct side *side, FILE *lines,
                      struct fault *fault)
{
	const struct print_options print = { .file = stderr };
	struct judged_ranges ranges = { 0 };
	struct fault lost = { 0 };
	enum status gathered = gather_ranges(session, side, lines, &ranges, &lost);
	int result = gathered ? STATUS_UNABLE : EXIT_ACCEPTED;

	for (size_t i = 0; i < ranges.count; i++) {
		struct fault own = { 0 };
		int one = run_and_print(session, &ranges.items[i], &print, true, HOOK_MOST_SHOWN,
		                        &own);

		if (one > EXIT_REJECTED) {
			notice("NOT JUDGED: %s: %s", ranges.items[i].compared, own.text);
			*fault = own;
		}
		result = worse_exit(result, one);
	}
	/* The caller tells the fault, unless something was rejected. */
	if (gathered && (result == EXIT_REJECTED || fault->status != STATUS_OK))
		notice("NOT JUDGED: %s", lost.text);
	if (gathered && fault->status == STATUS_OK)
		*fault = lost;
	if (result == EXIT_ACCEPTED && !side->receiving)
		catch_up(session, &ranges);
	memory_free(ranges.items);
	return result;
}

int hook_push(struct session *session, const char *remote, FILE *lines, struct fault *fault)
{
	return judge_push(session, &(struct side){ "pre-push", false, remote }, lines, fault);
}

int hook_receive(struct session *session, FILE *lines, struct fault *fault)
{
	return judge_push(session, &(struct side){ "pre-receive", true, NULL }, lines, fault);
}
