/* A tree measured with the help of a chart: as much of it as differs from that. */
#include "state_near.h"

#include <string.h>

/* Of files that differ from those of a chart. */
enum likeness { SAME_SHAPE, SAME_FACE, OTHER_FACE };

/* How a file that has these facts now differs from what the chart says of it. */
static enum likeness likeness_of(const struct near *near, const struct chart_difference *difference,
                                 const struct facts *facts)
{
	struct chart_form was;

	if (difference->file == MAP_NONE)
		return OTHER_FACE;
	was = chart_form_of(near->chart, difference->file);
	if (facts_face(facts) != was.face)
		return OTHER_FACE;
	return facts_shape(facts) == was.shape ? SAME_SHAPE : SAME_FACE;
}

static enum status compare_files(struct state *state, struct session *session,
                                 const struct near *near, enum likeness *likeness,
                                 struct fault *fault)
{
	struct wanted *wanted = arena_new(&state->arena, near->count * sizeof(*wanted));
	size_t count = 0;
	enum status status;

	*likeness = SAME_SHAPE;
	for (size_t i = 0; i < near->count; i++) {
		const struct entry *entry = near->differences[i].entry;

		if (entry)
			wanted[count++] = entry_blob(entry);
		else
			*likeness = OTHER_FACE;
	}
	status = book_fill(session->book, wanted, count, fault);
	for (size_t i = 0, k = 0; i < near->count && status == STATUS_OK; i++) {
		enum likeness its;

		if (!near->differences[i].entry)
			continue;
		its = likeness_of(near, &near->differences[i],
		                  book_links(session->book, &wanted[k].blob, wanted[k].language));
		*likeness = its > *likeness ? its : *likeness;
		k++;
	}
	return status;
}

/* Files that came have no label yet. */
static enum status label_new(struct state *state, struct session *session, struct fault *fault)
{
	const struct chart_tree *tree = &state->of_chart;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < state->difference_count && status == STATUS_OK; i++) {
		struct source_file *file;

		if (state->differences[i].file != MAP_NONE)
			continue;
		file = &state->files[tree->differing[i]];
		if (!state->labels)
			status = state_read_labels(state, session, fault);
		if (status == STATUS_OK)
			file->label = state_label(state, file->path, file->facts);
	}
	return status;
}

static enum status take_chart(struct state *state, struct session *session, struct chart *chart,
                              const struct near *near, struct fault *fault)
{
	size_t size = near->count * sizeof(*near->differences);

	state->chart = chart;
	state->difference_count = near->count;
	state->differences = arena_new(&state->arena, size);
	if (size)
		memcpy(state->differences, near->differences, size);
	state->of_chart = chart_tree(chart, near->differences, near->count, &state->arena);
	state->count = state->of_chart.count;
	state->files = state->of_chart.files;
	for (size_t i = 0; i < near->count; i++) {
		uint32_t file = state->of_chart.differing[i];
		struct wanted blob;

		if (file == MAP_NONE)
			continue;
		blob = state_blob(state, file);
		state->files[file].facts = book_links(session->book, &blob.blob, blob.language);
	}
	return label_new(state, session, fault);
}

/* What is known of the files of a chart, for regions_assign_kept. */
struct keeping {
	struct state *state;
	struct session *session;
	const struct near *near;
};

static const struct facts *links_of(struct keeping *keeping, const struct wanted *blob)
{
	struct fault fault = { 0 };

	if (book_fill(keeping->session->book, blob, 1, &fault) != STATUS_OK)
		return NULL;
	return book_links(keeping->session->book, &blob->blob, blob->language);
}

static bool before(void *context, uint32_t known_file, struct source_file *file)
{
	struct keeping *keeping = context;
	const struct chart_file was = chart_file(keeping->near->chart, known_file);

	*file = (struct source_file){ was.blob.path, links_of(keeping, &was.blob), was.label };
	return file->facts != NULL;
}

static const struct facts *facts_now(void *context, uint32_t file)
{
	struct keeping *keeping = context;

	const struct wanted blob = state_blob(keeping->state, file);

	return links_of(keeping, &blob);
}

static bool look(void *context, uint64_t key, bool exact, trace_found *found, void *found_context)
{
	struct keeping *keeping = context;

	return chart_traces(keeping->state->chart, key, exact, found, found_context);
}

static bool look_for_calls(void *context, uint64_t key, call_found *found, void *found_context)
{
	struct keeping *keeping = context;

	return chart_calls(keeping->state->chart, key, found, found_context);
}

static struct text package_of(void *context, uint32_t known_file)
{
	struct keeping *keeping = context;

	return chart_file(keeping->near->chart, known_file).package;
}

static bool guides_of(void *context, const struct guide_file **guides, size_t *count)
{
	struct keeping *keeping = context;
	const struct state *state = keeping->state;
	struct fault fault = { 0 };

	/* Trees of one chart have the same ones. */
	if (state->next && state->next->chart == state->chart && state->next->guide_count)
		state = state->next;
	else if (state_read_guides(keeping->state, keeping->session, &fault) != STATUS_OK)
		return false;
	*guides = state->guides;
	*count = state->guide_count;
	return true;
}

/* The graph of the chart, but for what the files that differ changed in it. */
static bool amend(struct state *state, struct session *session, const struct near *near)
{
	const struct chart_tree *tree = &state->of_chart;
	struct keeping keeping = { state, session, near };
	struct regions_keeper keeper = { look,      look_for_calls, before,   package_of,
		                         facts_now, guides_of,      &keeping, false };
	struct regions_moves moves = { tree->now, tree->was };
	struct regions known;
	size_t count;
	const uint32_t *changed = state_changed(state, &count);

	chart_regions(near->chart, NULL, &known);
	return regions_assign_kept(&state->regions, state->files, state->count, &known,
	                           tree->now ? &moves : NULL, changed, count, &keeper);
}

static void leave_chart(struct state *state)
{
	regions_release(&state->regions);
	labels_free(state->labels);
	memory_free(state->guides);
	state->labels = NULL;
	state->guides = NULL;
	state->guide_count = state->guide_capacity = 0;
	state->count = 0;
	state->difference_count = 0;
	state->chart = NULL;
}

static void renew_chart(struct state *state, struct session *session)
{
	if (!state->is_next || state->difference_count < CHART_RENEWED_FROM)
		return;
	listing_complete(&state->listing);
	chart_renew(session->history, state->chart, &state->of_chart, state->difference_count,
	            &state->listing, &state->regions);
}

static bool is_told(struct state *state)
{
	return (!state->is_whole || regions_complete(&state->regions)) &&
	       !chart_is_damaged(state->chart);
}

/* As much as the chart helps. */
static enum status survey_near(struct state *state, struct session *session, struct chart *chart,
                               const struct near *near, struct fault *fault)
{
	enum likeness likeness;
	enum status status = compare_files(state, session, near, &likeness, fault);

	if (status != STATUS_OK)
		return status;
	status = take_chart(state, session, chart, near, fault);
	if (status != STATUS_OK)
		return status;
	if (likeness == SAME_SHAPE)
		chart_regions(chart, state->files, &state->regions);
	if ((likeness == SAME_SHAPE || amend(state, session, near)) && is_told(state)) {
		renew_chart(state, session);
		return STATUS_OK;
	}
	leave_chart(state);
	return state_measure_near(state, session, likeness == SAME_FACE ? near : NULL, fault);
}

/* Where the next tree is one of the chart's, that it differs by its changes tells all. */
static bool find_differences(struct state *state, const struct chart *chart,
                             struct chart_difference **differences, size_t *count)
{
	const struct state *next = state->next;

	if (!next || next->chart != chart) {
		if (state->listing.near)
			listing_complete(&state->listing);
		return chart_differences(chart, &state->listing, differences, count);
	}
	return chart_differences_before(chart, next->differences, next->difference_count,
	                                state->changes, differences, count);
}

enum status state_survey(struct state *state, struct session *session, struct fault *fault)
{
	struct chart *chart = session_chart(session);
	struct chart_difference *differences = NULL;
	size_t count = 0;
	enum status status = state_read_policy(state, session, fault);

	if (status != STATUS_OK)
		return status;
	if (chart && find_differences(state, chart, &differences, &count))
		status = survey_near(state, session, chart,
		                     &(struct near){ chart, differences, count }, fault);
	else
		status = state_measure_near(state, session, NULL, fault);
	memory_free(differences);
	return status;
}
