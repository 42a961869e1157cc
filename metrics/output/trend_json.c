/*
 * A trend as JSON; schema/trend.json describes it.
 *
 * Files and points are many, so they are tables: "columns" names what stands in
 * each row of "rows".  What is not known is null.  Debt and burden are points.
 */
#include "json.h"
#include "trend.h"

/* --- small things ---------------------------------------------------------------------- */

static void set_text(json_t *object, const char *name, struct text text)
{
	json_object_set_new(object, name, json_safe(text));
}

static void set_number(json_t *object, const char *name, int64_t number)
{
	json_object_set_new(object, name, json_integer(number));
}

static void set_flag(json_t *object, const char *name, bool flag)
{
	json_object_set_new(object, name, json_boolean(flag));
}

static void set_tenths(json_t *object, const char *name, int64_t tenths)
{
	json_object_set_new(object, name, json_tenths(tenths));
}

/* One decimal: enough for what is looked at, and the same in every format. */
static json_t *json_decimal(double value)
{
	return json_tenths((int64_t)(value * 10 + (value < 0 ? -0.5 : 0.5)));
}

static void set_id(json_t *object, const char *name, const struct object_id *id)
{
	char hex[OBJECT_ID_HEX];

	json_object_set_new(object, name,
	                    object_id_none(id) ? json_null() : json_string(object_id_hex(id, hex)));
}

static json_t *by_region(const int64_t tenths[REGION_COUNT])
{
	json_t *object = json_object();

	for (int region = 0; region < REGION_COUNT; region++)
		set_tenths(object, region_name((enum region)region), tenths[region]);
	return object;
}

static json_t *numbers_by_region(const int64_t numbers[REGION_COUNT])
{
	json_t *object = json_object();

	for (int region = 0; region < REGION_COUNT; region++)
		set_number(object, region_name((enum region)region), numbers[region]);
	return object;
}

static json_t *names(const char *const *name)
{
	json_t *list = json_array();

	for (; *name; name++)
		json_array_append_new(list, json_string(*name));
	return list;
}

/* --- series ------------------------------------------------------------------------------ */

static const char *const sum_columns[] = { "files",     "units", "unmeasured", "sloc",
	                                   "cognitive", "debt",  "burden",     "duplicated_lines",
	                                   NULL };

static void append_sums(json_t *row, const struct trend_sums *sums, bool duplication)
{
	json_array_append_new(row, json_integer(sums->files));
	json_array_append_new(row, json_integer(sums->units));
	json_array_append_new(row, json_integer(sums->unmeasured));
	json_array_append_new(row, json_integer((json_int_t)sums->sloc));
	json_array_append_new(row, json_integer((json_int_t)sums->cognitive));
	json_array_append_new(row, json_tenths(sums->debt));
	json_array_append_new(row, json_tenths(sums->burden));
	json_array_append_new(row, duplication ? json_integer((json_int_t)sums->duplicated_lines)
	                                       : json_null());
}

static json_t *region_rows(const struct trend *trend, int region)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < trend->point_count; i++) {
		json_t *row = json_array();

		append_sums(row, &trend->points[i].regions[region], false);
		json_array_append_new(rows, row);
	}
	return rows;
}

static json_t *times(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->point_count; i++)
		json_array_append_new(list, json_integer(trend->points[i].time));
	return list;
}

static json_t *commits(const struct trend *trend)
{
	json_t *list = json_array();
	char hex[OBJECT_ID_HEX];

	for (size_t i = 0; i < trend->point_count; i++)
		json_array_append_new(list,
		                      json_string(object_id_hex(&trend->points[i].commit, hex)));
	return list;
}

static json_t *series(const struct trend *trend)
{
	json_t *object = json_object(), *regions = json_object();

	json_object_set_new(object, "columns", names(sum_columns));
	json_object_set_new(object, "time", times(trend));
	json_object_set_new(object, "commit", commits(trend));
	for (int region = 0; region < REGION_COUNT; region++)
		json_object_set_new(regions, region_name((enum region)region),
		                    region_rows(trend, region));
	json_object_set_new(object, "regions", regions);
	return object;
}

static json_t *groups(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t g = 0; g < trend->group_count; g++) {
		json_t *group = json_object(), *rows = json_array();

		set_text(group, "name", trend->groups[g].name);
		for (size_t i = 0; i < trend->point_count; i++) {
			json_t *row = json_array();

			append_sums(row, &trend->groups[g].sums[i], false);
			json_array_append_new(rows, row);
		}
		json_object_set_new(group, "rows", rows);
		json_array_append_new(list, group);
	}
	return list;
}

/* --- what moved it ----------------------------------------------------------------------------- */

static json_t *mover_json(const struct trend_mover *mover)
{
	json_t *object = json_object();

	set_id(object, "commit", &mover->commit);
	set_number(object, "time", mover->time);
	set_text(object, "subject", mover->subject);
	set_text(object, "cohort", mover->cohort);
	set_flag(object, "merge", mover->merge);
	set_flag(object, "shift", trend_is_shift(mover));
	json_object_set_new(object, "debt", by_region(mover->debt));
	json_object_set_new(object, "sloc", numbers_by_region(mover->sloc));
	return object;
}

static json_t *movers(const struct trend_mover *mover, size_t count)
{
	json_t *list = json_array();

	for (; count; count--, mover++)
		json_array_append_new(list, mover_json(mover));
	return list;
}

/* --- spans ---------------------------------------------------------------------------------- */

static json_t *sums_json(const struct trend_sums *sums, bool duplication)
{
	json_t *object = json_object(), *row = json_array();

	append_sums(row, sums, duplication);
	for (size_t i = 0; sum_columns[i]; i++)
		json_object_set(object, sum_columns[i], json_array_get(row, i));
	json_object_set_new(object, "debt_per_1000", json_decimal(trend_density(sums)));
	json_decref(row);
	return object;
}

static json_t *sides(const struct trend_sums sums[REGION_COUNT], bool duplication)
{
	json_t *object = json_object();

	for (int region = 0; region < REGION_COUNT; region++)
		json_object_set_new(object, region_name((enum region)region),
		                    sums_json(&sums[region], duplication));
	return object;
}

static json_t *spans(const struct trend *trend)
{
	json_t *list = json_array();

	for (int i = 0; i < TREND_SPANS; i++) {
		const struct trend_span *span = &trend->spans[i];
		json_t *object;

		if (!span->from)
			continue;
		object = json_object();
		set_text(object, "name", text_of(span->name));
		set_number(object, "time", span->from->time);
		set_id(object, "commit", &span->from->commit);
		set_number(object, "commits", span->commits);
		json_object_set_new(object, "mover",
		                    span->mover ? mover_json(span->mover) : json_null());
		json_object_set_new(object, "before", sides(span->before, false));
		json_object_set_new(object, "after", sides(span->after, false));
		json_array_append_new(list, object);
	}
	return list;
}

/* --- what came to carry more ---------------------------------------------------------------------- */

static json_t *promotions(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->promotion_count; i++) {
		const struct trend_promotion *promotion = &trend->promotions[i];
		json_t *object = json_object();

		set_id(object, "commit", &promotion->commit);
		set_number(object, "time", promotion->time);
		set_text(object, "path", promotion->path);
		set_text(object, "from", text_of(region_name(promotion->from)));
		set_text(object, "to", text_of(region_name(promotion->to)));
		set_number(object, "load_before", promotion->load_before);
		set_number(object, "load_after", promotion->load_after);
		set_tenths(object, "debt", promotion->debt);
		json_array_append_new(list, object);
	}
	return list;
}

/* --- what is there now ---------------------------------------------------------------------------- */

static const char *const file_columns[] = { "path",      "language",   "class",
	                                    "region",    "load",       "fan_out",
	                                    "units",     "unmeasured", "sloc",
	                                    "cognitive", "debt",       "burden",
	                                    "risk",      "refused",    "duplicated_lines",
	                                    NULL };

static json_t *file_row(const struct trend_file *file, bool duplication)
{
	json_t *row = json_array();

	json_array_append_new(row, json_safe(file->path));
	json_array_append_new(row, json_string(file->language));
	json_array_append_new(row, json_string(file->file_class));
	json_array_append_new(row, json_string(region_name(file->region)));
	json_array_append_new(row, json_integer(file->load));
	json_array_append_new(row, json_integer(file->fan_out));
	json_array_append_new(row, json_integer(file->units));
	json_array_append_new(row, json_integer(file->unmeasured));
	json_array_append_new(row, json_integer(file->sloc));
	json_array_append_new(row, json_integer(file->cognitive));
	json_array_append_new(row, json_tenths(file->debt));
	json_array_append_new(row, json_tenths(file->burden));
	json_array_append_new(row, file->risk < 0 ? json_null() : json_decimal(file->risk));
	json_array_append_new(row, json_boolean(file->refused));
	json_array_append_new(row,
	                      duplication ? json_integer(file->duplicated_lines) : json_null());
	return row;
}

static json_t *files(const struct trend *trend)
{
	json_t *object = json_object(), *rows = json_array();

	json_object_set_new(object, "columns", names(file_columns));
	for (size_t i = 0; i < trend->file_count; i++)
		json_array_append_new(rows, file_row(&trend->files[i], trend->duplication));
	json_object_set_new(object, "rows", rows);
	return object;
}

static json_t *review(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->review_count; i++)
		json_array_append_new(list, json_integer(trend->review[i]));
	return list;
}

static json_t *sparks(const struct trend_unit *unit)
{
	json_t *list = json_array();

	for (size_t i = 0; i < unit->spark_count; i++) {
		json_t *point = json_object();

		set_number(point, "time", unit->sparks[i].time);
		set_tenths(point, "debt", unit->sparks[i].debt);
		set_number(point, "cognitive", unit->sparks[i].cognitive);
		json_array_append_new(list, point);
	}
	return list;
}

static json_t *reasons(const struct trend_unit *unit)
{
	json_t *list = json_array();

	for (size_t i = 0; i < unit->reason_count; i++) {
		json_t *reason = json_object();

		set_number(reason, "line", unit->reasons[i].line);
		set_number(reason, "cost", unit->reasons[i].cost);
		set_text(reason, "what", unit->reasons[i].what);
		json_array_append_new(list, reason);
	}
	return list;
}

static json_t *units(const struct trend_unit *unit, size_t count)
{
	json_t *list = json_array();

	for (; count; count--, unit++) {
		json_t *object = json_object();

		set_text(object, "path", unit->path);
		set_text(object, "name", unit->name);
		set_number(object, "line", unit->line);
		set_text(object, "region", text_of(region_name(unit->region)));
		set_number(object, "load", unit->load);
		set_number(object, "sloc", unit->sloc);
		set_number(object, "cognitive_before", unit->cognitive_before);
		set_number(object, "cognitive_after", unit->cognitive_after);
		set_tenths(object, "debt_before", unit->debt_before);
		set_tenths(object, "debt_after", unit->debt_after);
		set_flag(object, "new", unit->is_new);
		json_object_set_new(object, "sparks", sparks(unit));
		json_object_set_new(object, "reasons", reasons(unit));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *clones(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->clone_count; i++) {
		const struct trend_clone *clone = &trend->clones[i];
		json_t *object = json_object();

		set_text(object, "path_a", clone->path_a);
		set_number(object, "start_a", clone->start_a);
		set_number(object, "end_a", clone->end_a);
		set_text(object, "region_a", text_of(region_name(clone->region_a)));
		set_text(object, "path_b", clone->path_b);
		set_number(object, "start_b", clone->start_b);
		set_number(object, "end_b", clone->end_b);
		set_text(object, "region_b", text_of(region_name(clone->region_b)));
		set_number(object, "type", clone->type);
		set_number(object, "tokens", clone->tokens);
		set_number(object, "places", clone->places);
		json_array_append_new(list, object);
	}
	return list;
}

/* --- the rest ----------------------------------------------------------------------------------------- */

static json_t *cohorts(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->cohort_count; i++) {
		const struct trend_cohort *cohort = &trend->cohorts[i];
		json_t *object = json_object();

		set_text(object, "name", cohort->name);
		set_flag(object, "unknown", cohort->unknown);
		set_number(object, "commits", cohort->commits);
		set_number(object, "steps", cohort->steps);
		json_object_set_new(object, "debt_added", by_region(cohort->debt_added));
		json_object_set_new(object, "debt_removed", by_region(cohort->debt_removed));
		json_object_set_new(object, "sloc_added", numbers_by_region(cohort->sloc_added));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *check(const struct trend *trend)
{
	const struct trend_check *facts = &trend->check;
	json_t *object = json_object();

	set_text(object, "line", trend->check_line);
	set_flag(object, "known", facts->known);
	set_number(object, "time", facts->asked);
	set_number(object, "files", facts->files);
	set_number(object, "fixes", facts->fixes);
	json_object_set_new(object, "read_percent", json_decimal(facts->read_percent));
	json_object_set_new(object, "by_risk", json_decimal(facts->by_risk));
	json_object_set_new(object, "by_size", json_decimal(facts->by_size));
	set_flag(object, "no_better", facts->no_better);
	return object;
}

static json_t *unmeasured(const struct trend *trend)
{
	json_t *object = json_object();

	set_number(object, "units", trend->units);
	set_number(object, "unmeasured_units", trend->unmeasured_units);
	set_number(object, "refused_files", trend->refused_files);
	json_object_set_new(object, "percent_of_lines", json_decimal(trend->unmeasured_percent));
	return object;
}

static json_t *missing(const struct trend *trend)
{
	json_t *list = json_array();

	for (size_t i = 0; i < trend->missing_count; i++)
		json_array_append_new(list, json_safe(trend->missing[i]));
	return list;
}

static void set_verdict(json_t *document, const struct trend *trend)
{
	set_text(document, "repository", text_of(trend->repository ? trend->repository : ""));
	set_id(document, "head", &trend->head);
	set_number(document, "now", trend->now);
	set_number(document, "since", trend->since);
	set_text(document, "direction", text_of(trend_direction_name(trend->direction)));
	set_text(document, "verdict", trend->verdict);
	set_text(document, "because", trend->because);
	set_text(document, "look", trend->look);
}

void trend_json(struct sink *sink, const struct trend *trend)
{
	json_t *document = json_object();

	set_number(document, "schema_version", OUTPUT_SCHEMA_VERSION);
	set_text(document, "kind", TEXT("trend"));
	set_verdict(document, trend);
	json_object_set_new(document, "series", series(trend));
	if (trend->grouped_by) {
		set_text(document, "grouped_by", text_of(trend->grouped_by));
		json_object_set_new(document, "groups", groups(trend));
	}
	json_object_set_new(document, "spans", spans(trend));
	json_object_set_new(document, "movers", movers(trend->movers, trend->mover_count));
	json_object_set_new(document, "largest", movers(trend->largest, trend->largest_count));
	json_object_set_new(document, "promotions", promotions(trend));
	json_object_set_new(document, "files", files(trend));
	json_object_set_new(document, "review", review(trend));
	json_object_set_new(document, "worse", units(trend->worse, trend->worse_count));
	json_object_set_new(document, "better", units(trend->better, trend->better_count));
	json_object_set_new(document, "worst", units(trend->worst, trend->worst_count));
	set_flag(document, "duplication_known", trend->duplication);
	json_object_set_new(document, "clones", clones(trend));
	json_object_set_new(document, "cohorts", cohorts(trend));
	json_object_set_new(document, "check", check(trend));
	json_object_set_new(document, "unmeasured", unmeasured(trend));
	json_object_set_new(document, "missing", missing(trend));
	json_put(document, sink->file, JSON_COMPACT);
	fputc('\n', sink->file);
	json_decref(document);
}
