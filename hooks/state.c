#include "state.h"

#include <string.h>

enum { SMALL_FILE_MAX = 1 << 20 }; /* attributes, guides: larger ones are not believed */

static bool is_attributes(struct text path)
{
	return text_is(path, ".gitattributes") || text_ends(path, "/.gitattributes");
}

bool state_is_made_of(struct text path)
{
	return language_of(path, TEXT("")) || is_attributes(path) || regions_guided_by(path);
}

static void list_sources(struct state *state)
{
	size_t capacity = 0, count = 0;

	for (size_t i = 0; i < state->listing.count; i++) {
		const struct entry *entry = &state->listing.entries[i];
		const struct language *language = language_of(entry->path, TEXT(""));

		if (!language)
			continue;
		state->blobs = array_grow(state->blobs, &capacity, count, sizeof(*state->blobs));
		state->blobs[count++] = (struct wanted){ entry->blob, language, entry->path };
	}
	state->count = count;
}

static enum status read_small(struct state *state, struct session *session,
                              const struct entry *entry, struct text *content, struct fault *fault)
{
	struct bytes bytes = BYTES_INIT;
	bool too_large = false;
	enum status status =
		blob_read(session->repo, &entry->blob, SMALL_FILE_MAX, &bytes, &too_large, fault);

	if (status == STATUS_ABSENT)
		status = fault_set(fault, STATUS_UNABLE, "%.*s is not in this clone",
		                   (int)entry->path.size, entry->path.data);
	*content = TEXT("");
	if (status == STATUS_OK && too_large)
		notice("%.*s is larger than 1 MiB: what it says is not used", (int)entry->path.size,
		       entry->path.data);
	if (status == STATUS_OK && !too_large)
		*content = arena_text(&state->arena, bytes_text(&bytes));
	bytes_release(&bytes);
	return status;
}

/* Attributes and guides: the few files that say how to read the others. */
static enum status read_small_files(struct state *state, struct session *session,
                                    struct fault *fault)
{
	size_t capacity = 0;
	enum status status = STATUS_OK;

	state->labels = labels_new();
	for (size_t i = 0; i < state->listing.count && status == STATUS_OK; i++) {
		const struct entry *entry = &state->listing.entries[i];
		struct text content;

		if (is_attributes(entry->path)) {
			status = read_small(state, session, entry, &content, fault);
			if (status == STATUS_OK)
				labels_add(state->labels, entry->path, content);
		} else if (regions_guided_by(entry->path)) {
			status = read_small(state, session, entry, &content, fault);
			state->guides = array_grow(state->guides, &capacity, state->guide_count,
			                           sizeof(*state->guides));
			state->guides[state->guide_count++] =
				(struct guide_file){ entry->path, content };
		}
	}
	return status;
}

static void label_sources(struct state *state, struct session *session)
{
	state->files = arena_new(&state->arena, state->count * sizeof(*state->files));
	for (size_t i = 0; i < state->count; i++) {
		const struct wanted *blob = &state->blobs[i];
		struct source_file *file = &state->files[i];

		file->path = blob->path;
		file->facts = book_links(session->book, &blob->blob, blob->language);
		file->label = labels_of(state->labels, blob->path);
		if (file->facts->generated && file->label.file_class == FILE_SOURCE &&
		    !file->label.by_attribute)
			file->label.file_class = FILE_GENERATED;
	}
}

enum status state_read_policy(struct state *state, struct session *session, struct fault *fault)
{
	const struct entry *tracked = listing_find(&state->listing, TEXT(".bole"));
	enum status status = session_policy(session, tracked, &state->policy, fault);

	if (status != STATUS_USAGE || !state->is_past)
		return status;
	notice("before this change, %s; judged by the defaults", fault->text);
	*fault = (struct fault){ 0 };
	return session_policy(session, NULL, &state->policy, fault);
}

enum status state_measure(struct state *state, struct session *session, struct fault *fault)
{
	enum status status;

	list_sources(state);
	status = read_small_files(state, session, fault);
	if (status == STATUS_OK)
		status = state_read_policy(state, session, fault);
	if (status == STATUS_OK)
		status = book_fill(session->book, state->blobs, state->count, fault);
	if (status != STATUS_OK)
		return status;
	label_sources(state, session);
	regions_assign(&state->regions, state->files, state->count, state->guides,
	               state->guide_count);
	return STATUS_OK;
}

void state_release(struct state *state)
{
	regions_release(&state->regions);
	labels_free(state->labels);
	memory_free(state->blobs);
	memory_free(state->guides);
	listing_release(&state->listing);
	arena_release(&state->arena);
	*state = STATE_INIT;
}

enum status state_units(struct state *state, struct session *session, uint32_t file,
                        struct unit_view *view, struct fault *fault)
{
	enum status status = book_units(session->book, &state->blobs[file], &view->facts, fault);

	if (status != STATUS_OK)
		return status;
	view->loads = arena_new(&state->arena, view->facts->unit_count * sizeof(*view->loads));
	unit_loads(&state->regions, file, view->facts, view->loads);
	return STATUS_OK;
}

struct trend_sums file_sums(const struct facts *facts)
{
	return (struct trend_sums){
		.files = 1,
		.units = (uint32_t)facts->unit_count,
		.unmeasured = (uint32_t)facts_unmeasured(facts),
		.sloc = facts->sloc,
		.cognitive = facts_cognitive(facts),
		.cyclomatic = facts_cyclomatic(facts),
		.debt = (int64_t)(facts_debt(facts) * 10 + 0.5),
	};
}

static void add_sums(struct snapshot *snapshot, const struct standing *standing,
                     const struct facts *facts)
{
	const struct trend_sums sums = file_sums(facts);

	trend_add(&snapshot->regions[standing->region], &sums, standing->load);
}

enum status state_sums(struct state *state, struct session *session, const struct object_id *commit,
                       struct snapshot *snapshot, struct fault *fault)
{
	struct commit_info info = { .time = 0 };
	enum status status = STATUS_OK;

	if (!object_id_none(commit))
		status = repo_commit_info(session->repo, commit, &info, fault);
	*snapshot = (struct snapshot){ .commit = *commit, .tree = info.tree, .time = info.time };
	for (uint32_t i = 0; i < state->count && status == STATUS_OK; i++) {
		const struct facts *facts;

		if (state->files[i].label.file_class != FILE_SOURCE)
			continue;
		status = book_units(session->book, &state->blobs[i], &facts, fault);
		if (status == STATUS_OK)
			add_sums(snapshot, &state->regions.standings[i], facts);
	}
	return status;
}

enum status state_record(struct state *state, struct session *session,
                         const struct object_id *commit, struct fault *fault)
{
	struct snapshot snapshot;
	enum status status;

	if (!history_usable(session->history))
		return STATUS_OK;
	status = state_sums(state, session, commit, &snapshot, fault);
	if (status == STATUS_OK)
		history_snapshot(session->history, &snapshot);
	return status;
}
