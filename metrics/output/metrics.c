/*
 * The sums of a tree by region, for systems that keep them over time.  In
 * OpenMetrics a metric is a family and the region its only label; in tables a
 * region is a row.
 */
#include "bole/output.h"
#include "json.h"

static void put_openmetrics(FILE *file, const struct metrics *metrics)
{
	for (size_t i = 0; i < metrics->count; i++) {
		const struct metric_row *row = &metrics->rows[i];

		fprintf(file, "# HELP bole_%s %s\n# TYPE bole_%s gauge\n", row->name, row->help,
		        row->name);
		for (int region = 0; region < REGION_COUNT; region++)
			fprintf(file, "bole_%s{region=\"%s\"} %.15g\n", row->name,
			        region_name(region), row->values[region]);
	}
	fprintf(file,
	        "# HELP bole_commit_timestamp_seconds When the measured commit was made.\n"
	        "# TYPE bole_commit_timestamp_seconds gauge\n"
	        "bole_commit_timestamp_seconds %lld\n# EOF\n",
	        (long long)metrics->time);
}

static json_t *value_json(const struct metric_row *row, int region)
{
	double value = row->values[region];

	return row->points ? json_real(value) : json_integer((json_int_t)value);
}

static void put_json(FILE *file, const struct metrics *metrics)
{
	json_t *regions = json_object();

	for (int region = 0; region < REGION_COUNT; region++) {
		json_t *sums = json_object();

		for (size_t i = 0; i < metrics->count; i++)
			json_object_set_new(sums, metrics->rows[i].name,
			                    value_json(&metrics->rows[i], region));
		json_object_set_new(regions, region_name(region), sums);
	}
	json_write(json_pack("{s:i, s:s, s:o, s:I, s:o}", "schema_version", OUTPUT_SCHEMA_VERSION,
	                     "kind", "export", "commit", json_safe(metrics->commit), "time",
	                     (json_int_t)metrics->time, "regions", regions),
	           file);
}

enum { FIXED_COLUMNS = 3, COLUMNS_MAX = 32 };

static union cell cell_of(const struct metric_row *row, int region)
{
	double value = row->values[region];

	return row->points ? (union cell){ .real = value }
	                   : (union cell){ .number = (uint64_t)value };
}

static void put_table(struct sink *sink, const struct metrics *metrics)
{
	struct column columns[COLUMNS_MAX] = {
		{ "commit", CELL_TEXT },
		{ "time", CELL_NUMBER },
		{ "region", CELL_TEXT },
	};
	struct table_writer table;

	for (size_t i = 0; i < metrics->count; i++)
		columns[FIXED_COLUMNS + i] =
			(struct column){ metrics->rows[i].name,
			                 metrics->rows[i].points ? CELL_REAL : CELL_NUMBER };
	table_begin(&table, sink, "export", columns, FIXED_COLUMNS + metrics->count);
	for (int region = 0; region < REGION_COUNT; region++) {
		union cell cells[COLUMNS_MAX] = {
			{ .text = metrics->commit },
			{ .number = (uint64_t)(metrics->time < 0 ? 0 : metrics->time) },
			{ .text = text_of(region_name(region)) },
		};

		for (size_t i = 0; i < metrics->count; i++)
			cells[FIXED_COLUMNS + i] = cell_of(&metrics->rows[i], region);
		table_row(&table, cells);
	}
	table_end(&table);
}

static void put_text(FILE *file, const struct metrics *metrics)
{
	fprintf(file, "%-14s", "");
	for (int region = 0; region < REGION_COUNT; region++)
		fprintf(file, "%14s", region_name(region));
	fputc('\n', file);
	for (size_t i = 0; i < metrics->count; i++) {
		fprintf(file, "%-14s", metrics->rows[i].name);
		for (int region = 0; region < REGION_COUNT; region++)
			fprintf(file, "%14.15g", metrics->rows[i].values[region]);
		fputc('\n', file);
	}
}

void metrics_write(struct sink *sink, const struct metrics *metrics)
{
	switch (sink->format) {
	case FORMAT_OPENMETRICS:
		put_openmetrics(sink->file, metrics);
		break;
	case FORMAT_JSON:
		put_json(sink->file, metrics);
		break;
	case FORMAT_TEXT:
		put_text(sink->file, metrics);
		break;
	default:
		put_table(sink, metrics);
		break;
	}
}
