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

/* What the judge asks of a file that it does not look into; one for all of a kind. */
static const struct facts *facts_in_short(struct state *state, const struct chart_file *file,
                                          struct hash_map *known, const struct facts **list)
{
	uint64_t kind = (uint64_t)file->blob.language->id << 16 | (uint64_t)file->refusal << 2 |
	                (uint64_t)file->has_main << 1 | file->generated;
	uint32_t *at = hash_map_at(known, kind);
	struct facts *facts;

	if (*at == MAP_NONE) {
		*at = (uint32_t)known->count - 1;
		facts = arena_new(&state->arena, sizeof(*facts));
		facts->language = file->blob.language;
		facts->refusal = (uint8_t)file->refusal;
		facts->generated = file->generated;
		facts->has_main = file->has_main;
		list[*at] = facts;
	}
	return list[*at];
}

static void take_chart(struct state *state, struct session *session, struct chart *chart,
                       const struct near *near)
{
	struct hash_map known = HASH_MAP_INIT;
	const struct facts **list;

	state->chart = chart;
	state->count = chart_count(chart);
	state->files = arena_new(&state->arena, state->count * sizeof(*state->files));
	state->blobs = memory_new(state->count * sizeof(*state->blobs));
	list = memory_new((state->count + 1) * sizeof(const struct facts *));
	for (uint32_t i = 0; i < state->count; i++) {
		struct chart_file file = chart_file(chart, i);

		state->blobs[i] = file.blob;
		state->files[i] = (struct source_file){ file.blob.path,
			                                facts_in_short(state, &file, &known, list),
			                                file.label };
	}
	state->differing = arena_new(&state->arena, near->count * sizeof(*state->differing));
	for (size_t i = 0; i < near->count; i++) {
		uint32_t file = near->differences[i].file;

		state->blobs[file].blob = near->differences[i].entry->blob;
		state_set_facts(state, session, file);
		state->differing[state->differing_count++] = file;
	}
	chart_regions(chart, state->files, &state->regions);
	hash_map_release(&known);
	memory_free(list);
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

	return links_of(keeping, &(struct wanted){ chart_file(keeping->near->chart, file).blob.blob,
	                                           keeping->state->blobs[file].language,
	                                           keeping->state->blobs[file].path });
}

static const struct facts *facts_now(void *context, uint32_t file)
{
	struct keeping *keeping = context;

	return links_of(keeping, &keeping->state->blobs[file]);
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
	memory_free(state->blobs);
	state->blobs = NULL;
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

enum status state_survey(struct state *state, struct session *session, struct fault *fault)
{
	struct chart *chart = session_chart(session);
	struct chart_difference *differences = NULL;
	size_t count = 0;
	enum status status = state_read_policy(state, session, fault);

	if (status != STATUS_OK)
		return status;
	if (chart && chart_differences(chart, &state->listing, &differences, &count))
		status = survey_near(state, session, chart,
		                     &(struct near){ chart, differences, count }, fault);
	else
		status = state_measure_near(state, session, NULL, fault);
	memory_free(differences);
	return status;
}
