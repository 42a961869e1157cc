#include "report.h"

#include <stdlib.h>
#include <string.h>

enum { WORST_UNITS = 30, REVIEW_FILES = 50 };

struct filling {
	struct trend *trend;
	struct tree *tree;
	struct fault *fault;
	struct trend_unit *units; /* of the trunk */
	size_t unit_count, unit_capacity;
};

static int64_t tenths(double value)
{
	return (int64_t)(value * 10 + 0.5);
}

/* --- files and units of today ------------------------------------------------------------ */

static void add_unit(struct filling *filling, const struct source_file *file,
                     const struct unit *unit, uint32_t load)
{
	struct arena *arena = &filling->trend->arena;
	int64_t debt = tenths(unit_debt(unit));
	struct trend_unit *added;

	if (!debt)
		return;
	filling->units = array_grow(filling->units, &filling->unit_capacity, filling->unit_count,
	                            sizeof(*filling->units));
	added = &filling->units[filling->unit_count++];
	*added = (struct trend_unit){
		.path = arena_text(arena, file->path),
		.name = arena_text(arena, unit->name),
		.line = unit->line,
		.region = REGION_TRUNK,
		.load = load,
		.cognitive_before = unit->cognitive,
		.cognitive_after = unit->cognitive,
		.sloc = unit->sloc,
		.debt_before = debt,
		.debt_after = debt,
	};
	if (!unit->worst_line)
		return;
	added->reasons = arena_new(arena, sizeof(*added->reasons));
	added->reasons[0] = (struct trend_reason){ unit->worst_line, unit->worst_cost, TEXT("") };
	added->reason_count = 1;
}

static void fill_file(struct filling *filling, uint32_t at, const struct facts *facts)
{
	const struct state *state = &filling->tree->state;
	const struct standing *standing = &state->regions.standings[at];
	double debt = facts_debt(facts);

	filling->trend->files[filling->trend->file_count++] = (struct trend_file){
		.path = arena_text(&filling->trend->arena, state->files[at].path),
		.language = facts->language->name,
		.file_class = file_class_name(state->files[at].label.file_class),
		.region = standing->region,
		.load = standing->load,
		.fan_out = standing->fan_out,
		.units = (uint32_t)facts->unit_count,
		.unmeasured = (uint32_t)facts_unmeasured(facts),
		.sloc = facts->sloc,
		.cognitive = facts_cognitive(facts),
		.debt = tenths(debt),
		.burden = tenths(debt * standing->load),
		.risk = -1,
		.refused = facts->refusal != REFUSED_NOT,
	};
}

static enum status fill_files(struct filling *filling)
{
	struct state *state = &filling->tree->state;
	struct trend *trend = filling->trend;
	struct trend_point *point = arena_new(&trend->arena, sizeof(*point));

	trend->files = arena_new(&trend->arena, state->count * sizeof(*trend->files));
	for (uint32_t i = 0; i < state->count; i++) {
		const struct source_file *file = &state->files[i];
		struct unit_view view;
		enum status status;

		if (file->label.file_class == FILE_EXCLUDED)
			continue;
		status = state_units(state, &filling->tree->session, i, &view, filling->fault);
		if (status != STATUS_OK)
			return status;
		fill_file(filling, i, view.facts);
		sums_add(point->regions, file, &state->regions.standings[i], view.facts);
		for (size_t u = 0; u < view.facts->unit_count; u++)
			if (file->label.file_class == FILE_SOURCE &&
			    unit_region(&state->regions, i, view.loads[u]) == REGION_TRUNK)
				add_unit(filling, file, &view.facts->units[u], view.loads[u]);
	}
	point->commit = trend->head;
	point->time = trend->now;
	trend->points = point;
	trend->point_count = 1;
	return STATUS_OK;
}

/* --- in what order ---------------------------------------------------------------------------- */

static int by_debt(const void *a, const void *b)
{
	const struct trend_unit *x = a, *y = b;

	if (x->debt_after != y->debt_after)
		return x->debt_after > y->debt_after ? -1 : 1;
	return text_compare(x->path, y->path) ? text_compare(x->path, y->path)
	                                      : (x->line > y->line) - (x->line < y->line);
}

static void rank_units(struct filling *filling)
{
	struct trend *trend = filling->trend;

	if (!filling->unit_count)
		return;
	qsort(filling->units, filling->unit_count, sizeof(*filling->units), by_debt);
	trend->worst_count = filling->unit_count < WORST_UNITS ? filling->unit_count : WORST_UNITS;
	trend->worst = arena_new(&trend->arena, trend->worst_count * sizeof(*trend->worst));
	memcpy(trend->worst, filling->units, trend->worst_count * sizeof(*trend->worst));
}

struct place {
	double worth;
	uint32_t file;
};

static int by_worth(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	return (x->file > y->file) - (x->file < y->file);
}

/* Without a history, by what is left of risk: size, debt and fan-out. */
static double worth_of(const struct trend_file *file)
{
	if (file->risk >= 0)
		return file->risk;
	return (double)file->sloc / 4 + (double)file->debt / 10 + 5.0 * file->fan_out;
}

static void rank_files(struct trend *trend)
{
	struct place *places = memory_new(trend->file_count * sizeof(*places));
	size_t count = 0;

	for (uint32_t i = 0; i < trend->file_count; i++)
		if (strcmp(trend->files[i].file_class, file_class_name(FILE_SOURCE)) == 0)
			places[count++] = (struct place){ worth_of(&trend->files[i]), i };
	if (count)
		qsort(places, count, sizeof(*places), by_worth);
	trend->review_count = count < REVIEW_FILES ? count : REVIEW_FILES;
	trend->review = arena_new(&trend->arena, trend->review_count * sizeof(*trend->review));
	for (size_t i = 0; i < trend->review_count; i++)
		trend->review[i] = places[i].file;
	memory_free(places);
}

/* --- all of it ---------------------------------------------------------------------------------- */

/* The folder that a person knows the repository by. */
static const char *name_of(struct trend *trend, const struct repo *repo)
{
	const char *path = repo_work_tree(repo) ? repo_work_tree(repo) : repo_common_dir(repo);
	const char *slash = strrchr(path, '/');

	return arena_string(&trend->arena, slash ? slash + 1 : path,
	                    strlen(slash ? slash + 1 : path));
}

enum status report_fill(struct trend *trend, struct tree *tree, struct fault *fault)
{
	struct filling filling = { .trend = trend, .tree = tree, .fault = fault };
	struct commit_info info = { 0 };
	enum status status = STATUS_OK;

	trend->head = tree->commit;
	if (!object_id_none(&tree->commit))
		status = repo_commit_info(tree->session.repo, &tree->commit, &info, fault);
	trend->now = info.time;
	trend->repository = name_of(trend, tree->session.repo);
	if (status == STATUS_OK)
		status = fill_files(&filling);
	if (status == STATUS_OK) {
		rank_units(&filling);
		rank_files(trend);
		trend->check_line = TEXT("Whether this order of reading holds up here is not known "
		                         "yet: that takes a year of history.");
		trend_conclude(trend);
	}
	memory_free(filling.units);
	return status;
}
