#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "report_clones.h"
#include "report_past.h"

enum {
	WORST_UNITS = 30,
	MOVED_UNITS = 60,
	REVIEW_FILES = 50,
	QUARTER = 91 * 24 * 60 * 60,
};

struct filling {
	struct trend *trend;
	struct tree *tree;
	struct fault *fault;
	struct trend_unit *units; /* of source files, with debt now or before */
	size_t unit_count, unit_capacity;
	struct trend_point today;
};

static int64_t tenths(double value)
{
	return (int64_t)(value * 10 + 0.5);
}

/* --- files and units of today ------------------------------------------------------------ */

static void add_unit(struct filling *filling, const struct trend_file *file,
                     const struct unit *unit, enum region region, uint32_t load)
{
	struct arena *arena = &filling->trend->arena;
	int64_t debt = tenths(unit_debt(unit));
	struct trend_unit *added;

	filling->units = array_grow(filling->units, &filling->unit_capacity, filling->unit_count,
	                            sizeof(*filling->units));
	added = &filling->units[filling->unit_count++];
	*added = (struct trend_unit){
		.path = file->path,
		.name = arena_text(arena, unit->name),
		.line = unit->line,
		.region = region,
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

static void add_to_point(struct trend_point *point, const struct source_file *file,
                         const struct standing *standing, const struct facts *facts)
{
	const struct trend_sums sums = file_sums(facts);

	if (file->label.file_class == FILE_SOURCE)
		trend_add(&point->regions[standing->region], &sums, standing->load);
}

static enum status fill_files(struct filling *filling)
{
	struct state *state = &filling->tree->state;
	struct trend *trend = filling->trend;
	struct trend_point *point = &filling->today;

	trend->files = arena_new(&trend->arena, state->count * sizeof(*trend->files));
	state_expect_all(state);
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
		add_to_point(point, file, &state->regions.standings[i], view.facts);
		for (size_t u = 0; u < view.facts->unit_count; u++)
			if (file->label.file_class == FILE_SOURCE)
				add_unit(filling, &trend->files[trend->file_count - 1],
				         &view.facts->units[u],
				         unit_region(&state->regions, i, view.loads[u]),
				         view.loads[u]);
	}
	point->commit = trend->head;
	point->time = trend->now;
	return STATUS_OK;
}

/* --- in what order ---------------------------------------------------------------------------- */

static int by_place(const struct trend_unit *x, const struct trend_unit *y)
{
	return text_compare(x->path, y->path) ? text_compare(x->path, y->path)
	                                      : (x->line > y->line) - (x->line < y->line);
}

static int by_debt(const void *a, const void *b)
{
	const struct trend_unit *x = a, *y = b;

	if ((x->region == REGION_TRUNK) != (y->region == REGION_TRUNK))
		return x->region == REGION_TRUNK ? -1 : 1;
	if (x->debt_after != y->debt_after)
		return x->debt_after > y->debt_after ? -1 : 1;
	return by_place(x, y);
}

/* The trunk first: there a point is dearest. */
static int by_rise(const void *a, const void *b)
{
	const struct trend_unit *x = a, *y = b;
	int64_t left = x->debt_after - x->debt_before, right = y->debt_after - y->debt_before;

	if (x->region != y->region)
		return x->region > y->region ? -1 : 1;
	if (left != right)
		return left > right ? -1 : 1;
	return by_place(x, y);
}

static int by_fall(const void *a, const void *b)
{
	const struct trend_unit *x = a, *y = b;
	int64_t left = x->debt_before - x->debt_after, right = y->debt_before - y->debt_after;

	if (x->region != y->region)
		return x->region > y->region ? -1 : 1;
	if (left != right)
		return left > right ? -1 : 1;
	return by_place(x, y);
}

static bool is_worse(const struct trend_unit *unit)
{
	return unit->debt_after > unit->debt_before;
}

static bool is_better(const struct trend_unit *unit)
{
	return unit->debt_after < unit->debt_before;
}

static bool is_worst(const struct trend_unit *unit)
{
	return unit->region == REGION_TRUNK && unit->debt_after;
}

static struct trend_unit *choose(struct filling *filling,
                                 bool (*is_wanted)(const struct trend_unit *),
                                 int (*order)(const void *, const void *), size_t most,
                                 size_t *count)
{
	struct trend_unit *chosen;

	*count = 0;
	if (!filling->unit_count)
		return NULL;
	qsort(filling->units, filling->unit_count, sizeof(*filling->units), order);
	chosen = arena_new(&filling->trend->arena, most * sizeof(*chosen));
	for (size_t i = 0; i < filling->unit_count && *count < most; i++)
		if (is_wanted(&filling->units[i]))
			chosen[(*count)++] = filling->units[i];
	return chosen;
}

static void rank_units(struct filling *filling)
{
	struct trend *trend = filling->trend;

	trend->worst = choose(filling, is_worst, by_debt, WORST_UNITS, &trend->worst_count);
	trend->worse = choose(filling, is_worse, by_rise, MOVED_UNITS, &trend->worse_count);
	trend->better = choose(filling, is_better, by_fall, MOVED_UNITS, &trend->better_count);
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

static void append_today(struct filling *filling)
{
	struct trend *trend = filling->trend;

	if (trend->point_count &&
	    object_id_equal(&trend->points[trend->point_count - 1].commit, &trend->head))
		return;
	if (!trend->points)
		trend->points = arena_new(&trend->arena, sizeof(*trend->points));
	trend->points[trend->point_count++] = filling->today;
}

static enum status fill_past(struct filling *filling)
{
	struct trend *trend = filling->trend;
	struct past_commits past;

	trend->check_line = TEXT("Whether the order by risk holds up here is not known: no history "
	                         "is recorded.");
	if (!history_past_read(filling->tree->session.history, &trend->head, &past))
		return STATUS_OK;
	if (past.snapshot_count) {
		past_fill_line(trend, &past);
		past_fill_risk(trend, &past);
		past_fill_units(trend, &past, filling->units, filling->unit_count);
		if (trend->grouped_by)
			past_fill_groups(trend, &past);
	}
	past_commits_release(&past);
	return STATUS_OK;
}

static void fill_missing(struct trend *trend, struct session *session)
{
	if (repo_is_shallow(session->repo))
		trend_lacks(trend,
		            "This clone is shallow: what was before its first commit is not here; "
		            "`git fetch --unshallow` gets it.");
	if (repo_is_partial(session->repo))
		trend_lacks(trend,
		            "This clone is partial: files of the past that are not here are not "
		            "measured.");
	if (!history_usable(session->history))
		trend_lacks(trend, "There is no store, and so no past.");
	trend_lacks(trend, "Duplication is that of today: over time it is not recorded.");
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
	if (!trend->since)
		trend->since = trend->now - QUARTER;
	trend->repository = name_of(trend, tree->session.repo);
	if (status == STATUS_OK)
		status = fill_files(&filling);
	if (status == STATUS_OK)
		status = clones_fill(trend, tree, fault);
	if (status == STATUS_OK)
		status = fill_past(&filling);
	if (status == STATUS_OK) {
		append_today(&filling);
		rank_units(&filling);
		rank_files(trend);
		fill_missing(trend, &tree->session);
		trend_conclude(trend);
	}
	memory_free(filling.units);
	return status;
}
