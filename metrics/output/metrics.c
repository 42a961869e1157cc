/*
 * The sums of a tree by region, for systems that keep them over time.  In
 * OpenMetrics a metric is a family, and the region a label; in tables a region
 * is a row.  Labels that were asked for stand behind.
 */
#include <string.h>

#include "bole/output.h"
#include "json.h"

static bool is_word(struct text name)
{
	for (size_t i = 0; i < name.size; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
		            name.data[i]))
			return false;
	return name.size && !strchr("0123456789", name.data[0]);
}

bool metric_label_named(struct metric_label *label, struct text name)
{
	static const char *const ours[] = { "commit", "time",      "region",     "files",
		                            "units",  "level",     "unmeasured", "sloc",
		                            "debt",   "cognitive", "cyclomatic", "burden" };

	if (!is_word(name) || name.size >= METRIC_LABEL_NAME_SIZE || text_starts(name, "__"))
		return false;
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		if (text_equal(name, text_of(ours[i])))
			return false;
	snprintf(label->name, sizeof(label->name), "%.*s", (int)name.size, name.data);
	return true;
}

/* A label's value: backslash, quote and newline escaped, and nothing that is no UTF-8. */
static void put_label(FILE *file, const struct metric_label *label)
{
	struct bytes value = BYTES_INIT;

	safe_utf8(&value, label->value);
	fprintf(file, "%s=\"", label->name);
	for (size_t i = 0; i < value.size; i++) {
		if (value.data[i] == '\n') {
			fputs("\\n", file);
			continue;
		}
		if (value.data[i] == '"' || value.data[i] == '\\')
			fputc('\\', file);
		fputc(value.data[i], file);
	}
	fputc('"', file);
	bytes_release(&value);
}

/* "bole_debt{region="trunk",repository="shop"} "; the region may be NULL. */
static void put_name(FILE *file, const struct metrics *metrics, const char *name,
                     const char *region)
{
	const char *before = "{";

	fprintf(file, "bole_%s", name);
	if (region) {
		fprintf(file, "{region=\"%s\"", region);
		before = ",";
	}
	for (size_t i = 0; i < metrics->label_count; i++) {
		fputs(before, file);
		put_label(file, &metrics->labels[i]);
		before = ",";
	}
	fputs(*before == ',' ? "} " : " ", file);
}

static void put_openmetrics(FILE *file, const struct metrics *metrics)
{
	static const char time[] = "commit_timestamp_seconds";

	for (size_t i = 0; i < metrics->count; i++) {
		const struct metric_row *row = &metrics->rows[i];

		fprintf(file, "# HELP bole_%s %s\n# TYPE bole_%s gauge\n", row->name, row->help,
		        row->name);
		for (int region = 0; region < REGION_COUNT; region++) {
			put_name(file, metrics, row->name, region_name(region));
			fprintf(file, "%.15g\n", row->values[region]);
		}
	}
	fprintf(file, "# HELP bole_%s When the measured commit was made.\n# TYPE bole_%s gauge\n",
	        time, time);
	put_name(file, metrics, time, NULL);
	fprintf(file, "%lld\n# EOF\n", (long long)metrics->time);
}

static json_t *value_json(const struct metric_row *row, int region)
{
	double value = row->values[region];

	return row->points ? json_real(value) : json_integer((json_int_t)value);
}

static void put_json(FILE *file, const struct metrics *metrics)
{
	json_t *regions = json_object();
	json_t *labels = json_object();

	for (size_t i = 0; i < metrics->label_count; i++)
		json_object_set_new(labels, metrics->labels[i].name,
		                    json_safe(metrics->labels[i].value));
	for (int region = 0; region < REGION_COUNT; region++) {
		json_t *sums = json_object();

		for (size_t i = 0; i < metrics->count; i++)
			json_object_set_new(sums, metrics->rows[i].name,
			                    value_json(&metrics->rows[i], region));
		json_object_set_new(regions, region_name(region), sums);
	}
	json_write(json_pack("{s:i, s:s, s:o, s:o, s:I, s:o}", "schema_version",
	                     OUTPUT_SCHEMA_VERSION, "kind", "export", "labels", labels, "commit",
	                     json_safe(metrics->commit), "time", (json_int_t)metrics->time,
	                     "regions", regions),
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
	size_t fixed = FIXED_COLUMNS + metrics->count;
	struct table_writer table;

	for (size_t i = 0; i < metrics->label_count; i++)
		columns[fixed + i] = (struct column){ metrics->labels[i].name, CELL_TEXT };
	for (size_t i = 0; i < metrics->count; i++)
		columns[FIXED_COLUMNS + i] =
			(struct column){ metrics->rows[i].name,
			                 metrics->rows[i].points ? CELL_REAL : CELL_NUMBER };
	table_begin(&table, sink, "export", columns, fixed + metrics->label_count);
	for (int region = 0; region < REGION_COUNT; region++) {
		union cell cells[COLUMNS_MAX] = {
			{ .text = metrics->commit },
			{ .number = (uint64_t)(metrics->time < 0 ? 0 : metrics->time) },
			{ .text = text_of(region_name(region)) },
		};

		for (size_t i = 0; i < metrics->count; i++)
			cells[FIXED_COLUMNS + i] = cell_of(&metrics->rows[i], region);
		for (size_t i = 0; i < metrics->label_count; i++)
			cells[fixed + i].text = metrics->labels[i].value;
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
