#include "copies.h"

#include "bole/clones.h"

enum {
	FILES_MOST = 200, /* a hash of a sketch in more files than this leads to none of them */
	FILTER_BITS = 1 << 16,
	/* Tokens: a clone of 50 that touches a change holds whole windows so near to it, enough of
	 * them for one to be in the sketch. */
	REACH = 4 * SKETCH_TOKENS
};

struct looking {
	struct session *session;
	struct state *before, *after;
	const struct changes *changes;

	struct changed_prints *changed; /* of the changes looked at, */
	uint32_t *change_of;            /* and which those are */
	size_t changed_count;

	uint8_t *is_changed; /* by file of after */
	uint8_t *filter;     /* a bit a hash: most of those asked are not there */
	struct hash_map hashes;
	struct asked {
		uint32_t hash;
		uint32_t count; /* files that have it */
	} * asked;              /* by number of a hash */
	size_t asked_capacity;
	uint32_t number;  /* of the hash whose holders are being told */
	uint8_t *may;     /* by file of after: a chart tells of it, and it may hold an original */
	uint8_t *sharing; /* by file of after */
	const uint32_t *differing; /* files of after, from what a chart tells of them */
	size_t differing_count;

	struct text *others; /* encoded fingerprints of files that did not change, */
	uint32_t *other_of;  /* and which those are */
	size_t other_count;
	struct arena *arena;
};

/* --- the changed files ------------------------------------------------------------------ */

static bool is_own(const struct state *state, uint32_t file)
{
	return state->files[file].label.file_class == FILE_SOURCE;
}

static enum status side_prints(const struct looking *looking, struct state *state,
                               const struct entry *entry, struct text *prints, struct fault *fault)
{
	uint32_t file = entry ? regions_find(&state->regions, entry->path) : MAP_NONE;
	struct wanted blob;

	*prints = TEXT("");
	if (file == MAP_NONE || !is_own(state, file))
		return STATUS_OK;
	blob = state_blob(state, file);
	return book_prints(looking->session->book, &blob, prints, fault);
}

static enum status gather_changed(struct looking *looking, struct fault *fault)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < looking->changes->count && status == STATUS_OK; i++) {
		const struct change *change = &looking->changes->items[i];
		struct changed_prints *prints = &looking->changed[looking->changed_count];

		if (change->after) {
			uint32_t file = regions_find(&looking->after->regions, change->after->path);

			if (file != MAP_NONE)
				looking->is_changed[file] = 1;
		}
		status = side_prints(looking, looking->before, change->before, &prints->before,
		                     fault);
		if (status == STATUS_OK)
			status = side_prints(looking, looking->after, change->after, &prints->after,
			                     fault);
		if (prints->before.size || prints->after.size)
			looking->change_of[looking->changed_count++] = (uint32_t)i;
	}
	return status;
}

/* --- who shares a hash with them? ------------------------------------------------------- */

static void add_hash(struct looking *looking, uint32_t hash)
{
	uint32_t *number = hash_map_at(&looking->hashes, hash);

	if (*number != MAP_NONE)
		return;
	*number = (uint32_t)looking->hashes.count - 1;
	looking->asked = array_grow(looking->asked, &looking->asked_capacity, *number,
	                            sizeof(*looking->asked));
	looking->asked[*number] = (struct asked){ hash, 0 };
	looking->filter[hash % FILTER_BITS / 8] |= (uint8_t)(1 << (hash % 8));
}

/* Two phrases in a row as they are written; 0 and `count`: the first and the last of a file. */
static uint64_t joint_at(const struct prints *prints, size_t at)
{
	uint64_t hash = 0;

	for (size_t i = at ? at - 1 : 0; i < prints->count && i <= at; i++)
		hash = hash_mix(hash_mix(hash, prints->phrases[i].shape), prints->phrases[i].text);
	return hash;
}

/* Windows from `REACH` tokens before a place to as many behind it, from `told` on. */
static size_t add_around(struct looking *looking, const struct prints *prints, size_t at,
                         size_t told)
{
	uint32_t tokens = 0;
	size_t from = at, end = at;

	while (from > told && tokens < REACH)
		tokens += prints->phrases[--from].tokens;
	for (tokens = 0; end < prints->count && tokens < REACH; end++)
		tokens += prints->phrases[end].tokens;
	for (size_t i = from > told ? from : told; i < end; i++) {
		uint64_t window = prints_window(prints, i, SKETCH_TOKENS).hash;

		if (window)
			add_hash(looking, sketch_hash(window));
	}
	return end < told ? told : end;
}

/* Where one side has what the other has not.  What was there before and still is, is no news, and
 * whoever shares it need not be found. */
static void add_news(struct looking *looking, const struct prints *side, const struct prints *other)
{
	struct hash_map known = HASH_MAP_INIT;

	for (size_t i = 0; i <= other->count; i++)
		*hash_map_at(&known, joint_at(other, i)) = 0;
	for (size_t i = 0, told = 0; i <= side->count; i++)
		if (hash_map_get(&known, joint_at(side, i)) == MAP_NONE)
			told = add_around(looking, side, i, told);
	hash_map_release(&known);
}

static void decode(struct prints *prints, struct text encoded, struct arena *arena)
{
	if (!prints_decode(prints, encoded, arena))
		prints->count = 0;
}

static void add_hashes(struct looking *looking, const struct changed_prints *changed)
{
	struct arena arena = ARENA_INIT;
	struct prints before, after;

	decode(&before, changed->before, &arena);
	decode(&after, changed->after, &arena);
	add_news(looking, &before, &after);
	add_news(looking, &after, &before);
	arena_release(&arena);
}

static uint32_t number_of(const struct looking *looking, uint32_t hash)
{
	if (!(looking->filter[hash % FILTER_BITS / 8] >> (hash % 8) & 1))
		return MAP_NONE;
	return hash_map_get(&looking->hashes, hash);
}

static bool may_hold(const struct looking *looking, uint32_t file)
{
	return !looking->is_changed[file] && is_own(looking->after, file);
}

static void count_hashes(struct looking *looking, uint32_t file)
{
	struct text sketch = looking->after->files[file].facts->sketch;

	for (size_t i = 0; may_hold(looking, file) && i < sketch_count(sketch); i++) {
		uint32_t number = number_of(looking, sketch_at(sketch, i));

		if (number != MAP_NONE)
			looking->asked[number].count++;
	}
}

static bool shares(const struct looking *looking, uint32_t file)
{
	struct text sketch = looking->after->files[file].facts->sketch;

	for (size_t i = 0; may_hold(looking, file) && i < sketch_count(sketch); i++) {
		uint32_t number = number_of(looking, sketch_at(sketch, i));

		if (number != MAP_NONE && looking->asked[number].count <= FILES_MOST)
			return true;
	}
	return false;
}

/* --- asked of a chart ------------------------------------------------------------------- */

static void count_holder(void *context, uint32_t file)
{
	struct looking *looking = context;

	file = state_file(looking->after, file);
	if (file != MAP_NONE)
		looking->asked[looking->number].count += looking->may[file];
}

static void mark_holder(void *context, uint32_t file)
{
	struct looking *looking = context;

	file = state_file(looking->after, file);
	if (file != MAP_NONE)
		looking->sharing[file] |= looking->may[file];
}

/* Of files that differ from those of the chart it would tell what they were. */
static void choose_told(struct looking *looking)
{
	const struct state *after = looking->after;

	for (uint32_t file = 0; file < after->count; file++)
		looking->may[file] = may_hold(looking, file);
	for (size_t i = 0; i < looking->differing_count; i++)
		looking->may[looking->differing[i]] = 0;
}

static bool ask_chart(struct looking *looking)
{
	struct state *after = looking->after;
	bool told = true;

	looking->differing = state_changed(after, &looking->differing_count);
	choose_told(looking);
	for (size_t i = 0; i < looking->differing_count; i++)
		count_hashes(looking, looking->differing[i]);
	for (looking->number = 0; looking->number < looking->hashes.count && told;
	     looking->number++)
		told = chart_holders(after->chart, looking->asked[looking->number].hash,
		                     count_holder, looking);
	for (looking->number = 0; looking->number < looking->hashes.count && told;
	     looking->number++)
		if (looking->asked[looking->number].count <= FILES_MOST)
			told = chart_holders(after->chart, looking->asked[looking->number].hash,
			                     mark_holder, looking);
	for (size_t i = 0; i < looking->differing_count && told; i++)
		looking->sharing[looking->differing[i]] = shares(looking, looking->differing[i]);
	return told;
}

/* --- the others ------------------------------------------------------------------------- */

static void ask_files(struct looking *looking)
{
	for (uint32_t file = 0; file < looking->after->count; file++)
		count_hashes(looking, file);
	for (uint32_t file = 0; file < looking->after->count; file++)
		looking->sharing[file] = shares(looking, file);
}

static void forget_counts(struct looking *looking)
{
	for (size_t i = 0; i < looking->hashes.count; i++)
		looking->asked[i].count = 0;
}

static enum status find_sharing(struct looking *looking, struct fault *fault)
{
	enum status status;

	if (looking->after->chart && ask_chart(looking))
		return STATUS_OK;
	forget_counts(looking);
	status = state_complete(looking->after, looking->session, fault);
	if (status == STATUS_OK)
		ask_files(looking);
	return status;
}

static enum status gather_others(struct looking *looking, struct fault *fault)
{
	struct wanted blob;
	enum status status;

	for (size_t i = 0; i < looking->changed_count; i++)
		add_hashes(looking, &looking->changed[i]);
	status = find_sharing(looking, fault);
	for (uint32_t file = 0; file < looking->after->count; file++)
		looking->other_count += looking->sharing[file];
	looking->others =
		arena_new(looking->arena, looking->other_count * sizeof(*looking->others));
	looking->other_of =
		arena_new(looking->arena, looking->other_count * sizeof(*looking->other_of));
	looking->other_count = 0;
	for (uint32_t file = 0; file < looking->after->count && status == STATUS_OK; file++) {
		if (!looking->sharing[file])
			continue;
		looking->other_of[looking->other_count] = file;
		blob = state_blob(looking->after, file);
		status = book_prints(looking->session->book, &blob,
		                     &looking->others[looking->other_count++], fault);
	}
	return status;
}

/* --- for the judge ---------------------------------------------------------------------------- */

static uint32_t file_of_original(const struct looking *looking, const struct copied *copied)
{
	const struct change *change;

	if (!copied->in_change)
		return looking->other_of[copied->original.file];
	change = &looking->changes->items[looking->change_of[copied->original.file]];
	return regions_find(&looking->after->regions, change->after->path);
}

static void tell(const struct looking *looking, const struct change_clones *found,
                 struct copies *out)
{
	out->copies = arena_new(&out->arena, found->copied_count * sizeof(*out->copies));
	for (size_t i = 0; i < found->copied_count; i++) {
		const struct copied *copied = &found->copied[i];

		out->copies[out->copy_count++] = (struct judged_copy){
			.change = looking->change_of[copied->change],
			.line = copied->side.line,
			.end_line = copied->side.end_line,
			.renamed = copied->type != CLONE_EXACT,
			.tokens = copied->tokens,
			.original = file_of_original(looking, copied),
			.original_line = copied->original.line,
			.original_end_line = copied->original.end_line,
			.copies = copied->copies,
		};
	}
	out->siblings = arena_new(&out->arena, found->forgotten_count * sizeof(*out->siblings));
	for (size_t i = 0; i < found->forgotten_count; i++) {
		const struct forgotten *forgotten = &found->forgotten[i];

		out->siblings[out->sibling_count++] = (struct judged_sibling){
			.change = looking->change_of[forgotten->change],
			.line = forgotten->side.line,
			.end_line = forgotten->side.end_line,
			.sibling = looking->other_of[forgotten->sibling.file],
			.sibling_line = forgotten->sibling.line,
			.siblings = forgotten->siblings,
		};
	}
}

static uint32_t least_tokens(const struct policy *policy)
{
	uint32_t least = UINT32_MAX;

	for (int region = 0; region < REGION_COUNT; region++)
		if (policy->limits[RULE_DUPLICATE][region] < least)
			least = policy->limits[RULE_DUPLICATE][region];
	return least < CLONE_TOKENS ? CLONE_TOKENS : least;
}

enum status copies_find(struct copies *copies, struct session *session, struct state *before,
                        struct state *after, const struct changes *changes, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct change_clones found = CHANGE_CLONES_INIT;
	struct looking looking = {
		.session = session,
		.before = before,
		.after = after,
		.changes = changes,
		.changed = arena_new(&arena, (changes->count + 1) * sizeof(*looking.changed)),
		.change_of = arena_new(&arena, (changes->count + 1) * sizeof(*looking.change_of)),
		.is_changed = arena_new(&arena, after->count),
		.may = arena_new(&arena, after->count),
		.sharing = arena_new(&arena, after->count),
		.arena = &arena,
		.filter = arena_new(&arena, FILTER_BITS / 8),
	};
	enum status status = gather_changed(&looking, fault);

	if (status == STATUS_OK && looking.changed_count)
		status = gather_others(&looking, fault);
	if (status == STATUS_OK && looking.changed_count) {
		change_clones_find(&found, looking.changed, looking.changed_count, looking.others,
		                   looking.other_count, least_tokens(&before->policy));
		tell(&looking, &found, copies);
		change_clones_release(&found);
	}
	hash_map_release(&looking.hashes);
	memory_free(looking.asked);
	arena_release(&arena);
	return status;
}

void copies_release(struct copies *copies)
{
	arena_release(&copies->arena);
	*copies = COPIES_INIT;
}
