#include "state_near.h"

#include <string.h>

#include "small_files.h"

struct wanted entry_blob(const struct entry *entry)
{
	return (struct wanted){ entry->blob, language_of(entry->path, TEXT("")), entry->path };
}

static void list_sources(struct state *state)
{
	size_t capacity = 0, count = 0;

	for (size_t i = 0; i < state->listing.count; i++) {
		const struct wanted blob = entry_blob(&state->listing.entries[i]);

		if (!blob.language)
			continue;
		state->blobs = array_grow(state->blobs, &capacity, count, sizeof(*state->blobs));
		state->blobs[count++] = blob;
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

static enum status add_labels(struct state *state, struct session *session,
                              const struct entry *entry, struct fault *fault)
{
	struct text content;
	enum status status = read_small(state, session, entry, &content, fault);

	if (status == STATUS_OK)
		labels_add(state->labels, entry->path, content);
	return status;
}

static enum status add_guide(struct state *state, struct session *session,
                             const struct entry *entry, struct fault *fault)
{
	struct text content;
	enum status status = read_small(state, session, entry, &content, fault);

	state->guides = array_grow(state->guides, &state->guide_capacity, state->guide_count,
	                           sizeof(*state->guides));
	state->guides[state->guide_count++] = (struct guide_file){ entry->path, content };
	return status;
}

/* Attributes and guides: the few files that say how to read the others. */
static enum status read_small_files(struct state *state, struct session *session,
                                    struct fault *fault)
{
	enum status status = STATUS_OK;

	state->labels = labels_new();
	for (size_t i = 0; i < state->listing.count && status == STATUS_OK; i++) {
		const struct entry *entry = &state->listing.entries[i];

		if (labels_stand_in(entry->path))
			status = add_labels(state, session, entry, fault);
		else if (regions_guided_by(entry->path))
			status = add_guide(state, session, entry, fault);
	}
	return status;
}

struct reading {
	struct state *state;
	struct session *session;
	enum status status;
	struct fault *fault;
};

static void read_labels(void *context, struct text path, const struct object_id *blob)
{
	struct reading *reading = context;

	if (reading->status == STATUS_OK && labels_stand_in(path))
		reading->status = add_labels(reading->state, reading->session,
		                             &(struct entry){ path, *blob }, reading->fault);
}

static void read_guides(void *context, struct text path, const struct object_id *blob)
{
	struct reading *reading = context;

	if (reading->status == STATUS_OK && regions_guided_by(path))
		reading->status = add_guide(reading->state, reading->session,
		                            &(struct entry){ path, *blob }, reading->fault);
}

enum status state_read_labels(struct state *state, struct session *session, struct fault *fault)
{
	struct reading reading = { state, session, STATUS_OK, fault };

	state->labels = labels_new();
	chart_small_files(state->chart, read_labels, &reading);
	return reading.status;
}

enum status state_read_guides(struct state *state, struct session *session, struct fault *fault)
{
	struct reading reading = { state, session, STATUS_OK, fault };

	if (!state->guide_count)
		chart_small_files(state->chart, read_guides, &reading);
	return reading.status;
}

struct label state_label(const struct state *state, struct text path, const struct facts *facts)
{
	struct label label = labels_of(state->labels, path);

	if (facts->generated && label.file_class == FILE_SOURCE && !label.by_attribute)
		label.file_class = FILE_GENERATED;
	return label;
}

static void label_sources(struct state *state, struct session *session)
{
	state->files = arena_new(&state->arena, state->count * sizeof(*state->files));
	for (size_t i = 0; i < state->count; i++) {
		const struct wanted *blob = &state->blobs[i];
		struct source_file *file = &state->files[i];

		file->path = blob->path;
		file->facts = book_links(session->book, &blob->blob, blob->language);
		file->label = state_label(state, blob->path, file->facts);
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

/* Unless the one that is there is of this very tree. */
static void keep_chart(const struct state *state, struct session *session)
{
	const struct chart *chart = session_chart(session);
	struct chart_difference *differences = NULL;
	size_t count = 1;

	if (!state->is_next)
		return;
	if (!chart || !chart_differences(chart, &state->listing, &differences, &count) || count)
		chart_keep(session->history, &state->listing, &state->regions);
	memory_free(differences);
}

static void label_as_before(struct state *state, struct session *session, const struct near *near)
{
	state->files = arena_new(&state->arena, state->count * sizeof(*state->files));
	for (uint32_t i = 0; i < state->count; i++) {
		const struct wanted *blob = &state->blobs[i];

		state->files[i] = (struct source_file){
			blob->path, book_links(session->book, &blob->blob, blob->language),
			chart_file(near->chart, i).label
		};
	}
}

/* False: the chart turned out to be damaged. */
static bool assign_near(struct state *state, const struct near *near)
{
	bool *changed = memory_new(state->count * sizeof(*changed)), complete;
	struct regions known;

	for (size_t i = 0; i < near->count; i++)
		changed[near->differences[i].file] = true;
	chart_regions(near->chart, state->files, &known);
	complete = regions_complete(&known);
	if (complete)
		regions_assign_near(&state->regions, state->files, state->count, state->guides,
		                    state->guide_count, &known, changed);
	memory_free(changed);
	return complete;
}

enum status state_measure_near(struct state *state, struct session *session,
                               const struct near *near, struct fault *fault)
{
	enum status status;

	listing_complete(&state->listing);
	list_sources(state);
	status = read_small_files(state, session, fault);
	if (status == STATUS_OK)
		status = book_fill(session->book, state->blobs, state->count, fault);
	if (status != STATUS_OK)
		return status;
	near = near && chart_count(near->chart) == state->count ? near : NULL;
	if (near)
		label_as_before(state, session, near);
	else
		label_sources(state, session);
	if (!near || !assign_near(state, near))
		regions_assign(&state->regions, state->files, state->count, state->guides,
		               state->guide_count);
	if (state->regions.unlinked)
		notice("NOT MEASURED: the tree has too many links; those of %u file%s are not followed",
		       state->regions.unlinked, plural_ending(state->regions.unlinked));
	keep_chart(state, session);
	return STATUS_OK;
}

enum status state_measure(struct state *state, struct session *session, struct fault *fault)
{
	enum status status = state_read_policy(state, session, fault);

	return status == STATUS_OK ? state_measure_near(state, session, NULL, fault) : status;
}

/* --- units, and what a chart did not tell --------------------------------------------------- */

struct wanted state_blob(const struct state *state, uint32_t file)
{
	const struct chart_tree *tree = &state->of_chart;

	if (!state->chart)
		return state->blobs[file];
	for (size_t i = 0; i < state->difference_count; i++)
		if (tree->differing[i] == file)
			return entry_blob(state->differences[i].entry);
	return chart_file(state->chart, tree->was ? tree->was[file] : file).blob;
}

uint32_t state_file(const struct state *state, uint32_t chart_file)
{
	return state->of_chart.now ? state->of_chart.now[chart_file] : chart_file;
}

const uint32_t *state_changed(struct state *state, size_t *count)
{
	const struct chart_tree *tree = &state->of_chart;
	uint32_t *changed = arena_new(&state->arena, state->difference_count * sizeof(*changed));

	*count = 0;
	for (size_t i = 0; i < state->difference_count; i++)
		if (tree->differing[i] != MAP_NONE)
			changed[(*count)++] = tree->differing[i];
	return changed;
}

static void list_blobs(struct state *state)
{
	state->blobs = memory_new(state->count * sizeof(*state->blobs));
	for (uint32_t i = 0; i < state->count; i++)
		state->blobs[i] = state_blob(state, i);
	state->chart = NULL;
}

enum status state_complete(struct state *state, struct session *session, struct fault *fault)
{
	enum status status;

	if (!state->chart)
		return STATUS_OK;
	list_blobs(state);
	status = book_fill(session->book, state->blobs, state->count, fault);
	for (uint32_t i = 0; i < state->count && status == STATUS_OK; i++)
		state->files[i].facts =
			book_links(session->book, &state->blobs[i].blob, state->blobs[i].language);
	return status;
}

void state_release(struct state *state)
{
	mentions_free(state->mentions);
	regions_release(&state->regions);
	labels_free(state->labels);
	memory_free(state->blobs);
	memory_free(state->guides);
	listing_release(&state->listing);
	arena_release(&state->arena);
	*state = STATE_INIT;
}

/* What unit_loads asks of the files that may use a unit of this one. */
static enum status fill_users(struct state *state, struct session *session, uint32_t file,
                              struct fault *fault)
{
	size_t count = 0, kept = 0;
	uint32_t *users = unit_users(&state->regions, file, &count);
	struct wanted *wanted = memory_new((count + 1) * sizeof(*wanted));
	enum status status;

	for (size_t i = 0; i < count; i++) {
		if (source_class(&state->files[users[i]]) != FILE_SOURCE)
			continue;
		wanted[kept] = state_blob(state, users[i]);
		users[kept++] = users[i];
	}
	status = book_fill(session->book, wanted, kept, fault);
	for (size_t i = 0; i < kept && status == STATUS_OK; i++)
		state->files[users[i]].facts =
			book_links(session->book, &wanted[i].blob, wanted[i].language);
	memory_free(wanted);
	memory_free(users);
	return status;
}

static enum status view_units(struct state *state, struct session *session, uint32_t file,
                              struct unit_view *view, struct fault *fault)
{
	const struct wanted blob = state_blob(state, file);
	enum status status = book_units(session->book, &blob, &view->facts, fault);

	if (status == STATUS_OK)
		view->loads =
			arena_new(&state->arena, view->facts->unit_count * sizeof(*view->loads));
	return status;
}

void state_expect_all(struct state *state)
{
	if (!state->mentions && !state->chart)
		state->mentions = mentions_gather(&state->regions);
}

enum status state_units(struct state *state, struct session *session, uint32_t file,
                        struct unit_view *view, struct fault *fault)
{
	enum status status = view_units(state, session, file, view, fault);

	if (status == STATUS_OK && state->chart)
		status = fill_users(state, session, file, fault);
	if (status == STATUS_OK)
		view->work = unit_loads(&state->regions, state->mentions, file, view->facts,
		                        view->loads);
	return status;
}

enum status state_units_at_most(struct state *state, struct session *session, uint32_t file,
                                struct unit_view *view, struct fault *fault)
{
	enum status status = view_units(state, session, file, view, fault);

	for (size_t i = 0; status == STATUS_OK && i < view->facts->unit_count; i++)
		view->loads[i] = state->regions.standings[file].load;
	return status;
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
