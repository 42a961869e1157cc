/* A tree measured with the help of a chart: as much of it as differs from that. */
#include "state_near.h"

/* Of files that differ from those of a chart. */
enum likeness { SAME_SHAPE, SAME_FACE, OTHER_FACE };

static enum status compare_files(struct state *state, struct session *session,
                                 const struct near *near, enum likeness *likeness,
                                 struct fault *fault)
{
	struct wanted *wanted = arena_new(&state->arena, near->count * sizeof(*wanted));
	enum status status;

	*likeness = SAME_SHAPE;
	for (size_t i = 0; i < near->count; i++) {
		wanted[i] = chart_file(near->chart, near->differences[i].file).blob;
		wanted[i].blob = near->differences[i].entry->blob;
	}
	status = book_fill(session->book, wanted, near->count, fault);
	for (size_t i = 0; i < near->count && status == STATUS_OK; i++) {
		struct chart_file was = chart_file(near->chart, near->differences[i].file);
		const struct facts *facts =
			book_links(session->book, &wanted[i].blob, wanted[i].language);

		if (facts_face(facts) != was.face)
			*likeness = OTHER_FACE;
		else if (facts_shape(facts) != was.shape && *likeness == SAME_SHAPE)
			*likeness = SAME_FACE;
	}
	return status;
}

static void take_chart(struct state *state, struct session *session, struct chart *chart,
                       const struct near *near)
{
	state->chart = chart;
	state->count = chart_count(chart);
	state->files = chart_sources(chart);
	state->differing = arena_new(&state->arena, near->count * sizeof(*state->differing));
	state->differing_entries =
		arena_new(&state->arena, near->count * sizeof(const struct entry *));
	for (size_t i = 0; i < near->count; i++) {
		state->differing[i] = near->differences[i].file;
		state->differing_entries[i] = near->differences[i].entry;
	}
	state->differing_count = near->count;
	state_take_turn(state, session);
	chart_regions(chart, state->files, &state->regions);
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

static const struct facts *facts_before(void *context, uint32_t file)
{
	struct keeping *keeping = context;

	const struct wanted blob = chart_file(keeping->near->chart, file).blob;

	return links_of(keeping, &blob);
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

static struct text package_of(void *context, uint32_t file)
{
	struct keeping *keeping = context;

	return chart_file(keeping->near->chart, file).package;
}

/* The graph of the chart, but for what the files that differ changed in it. */
static bool amend(struct state *state, struct session *session, const struct near *near)
{
	struct keeping keeping = { state, session, near };
	struct regions_keeper keeper = { look, facts_before, facts_now, package_of, &keeping };
	struct regions amended;

	if (!regions_assign_kept(&amended, state->files, state->count, &state->regions,
	                         state->differing, state->differing_count, &keeper))
		return false;
	state->regions = amended;
	return true;
}

static void leave_chart(struct state *state)
{
	chart_take_back(state->chart);
	state->count = 0;
	state->differing_count = 0;
	state->regions = REGIONS_INIT;
	state->chart = NULL;
}

/* As much as the chart helps. */
static enum status survey_near(struct state *state, struct session *session, struct chart *chart,
                               const struct near *near, struct fault *fault)
{
	enum likeness likeness;
	enum status status = compare_files(state, session, near, &likeness, fault);

	if (status != STATUS_OK)
		return status;
	take_chart(state, session, chart, near);
	if (likeness == SAME_SHAPE || amend(state, session, near))
		return STATUS_OK;
	leave_chart(state);
	return state_measure_near(state, session, likeness == SAME_FACE ? near : NULL, fault);
}

/* Where the next tree is one of the chart's, that it differs by its changes tells all. */
static bool find_differences(struct state *state, const struct chart *chart,
                             struct chart_difference **differences, size_t *count)
{
	const struct state *next = state->next;
	struct chart_difference *of_next;
	bool agrees;

	if (!next || next->chart != chart) {
		listing_complete(&state->listing);
		return chart_differences(chart, &state->listing, differences, count);
	}
	of_next = memory_new(next->differing_count * sizeof(*of_next));
	for (size_t i = 0; i < next->differing_count; i++)
		of_next[i] =
			(struct chart_difference){ next->differing[i], next->differing_entries[i] };
	agrees = chart_differences_before(chart, of_next, next->differing_count, state->changes,
	                                  differences, count);
	memory_free(of_next);
	return agrees;
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
