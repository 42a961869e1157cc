/* A trend as a table: a row for each point and region. */
#include "trend.h"

static const struct column columns[] = {
	{ "time", CELL_NUMBER },       { "date", CELL_TEXT },    { "commit", CELL_TEXT },
	{ "region", CELL_TEXT },       { "files", CELL_NUMBER }, { "units", CELL_NUMBER },
	{ "unmeasured", CELL_NUMBER }, { "sloc", CELL_NUMBER },  { "cognitive", CELL_NUMBER },
	{ "debt", CELL_REAL },         { "burden", CELL_REAL },  { "debt_per_1000", CELL_REAL },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static void sums_row(struct table_writer *table, const struct trend_point *point, struct text name,
                     const struct trend_sums *sums)
{
	char hex[OBJECT_ID_HEX], date[TREND_DATE];

	table_row(table, (union cell[COLUMNS]){
				 { .number = (uint64_t)(point->time > 0 ? point->time : 0) },
				 { .text = text_of(trend_date(point->time, date)) },
				 { .text = text_of(object_id_hex(&point->commit, hex)) },
				 { .text = name },
				 { .number = sums->files },
				 { .number = sums->units },
				 { .number = sums->unmeasured },
				 { .number = sums->sloc },
				 { .number = sums->cognitive },
				 { .real = (double)sums->debt / 10 },
				 { .real = (double)sums->burden / 10 },
				 { .real = trend_density(sums) },
			 });
}

void trend_tsv(struct sink *sink, const struct trend *trend)
{
	struct column named[COLUMNS];
	struct table_writer table;

	for (size_t i = 0; i < COLUMNS; i++)
		named[i] = columns[i];
	if (trend->grouped_by)
		named[3].name = trend->grouped_by;
	table_begin(&table, sink, "trend", named, COLUMNS);
	for (size_t i = 0; i < trend->point_count; i++) {
		for (int region = 0; region < REGION_COUNT && !trend->grouped_by; region++)
			sums_row(&table, &trend->points[i],
			         text_of(region_name((enum region)region)),
			         &trend->points[i].regions[region]);
		for (size_t g = 0; g < trend->group_count; g++)
			sums_row(&table, &trend->points[i], trend->groups[g].name,
			         &trend->groups[g].sums[i]);
	}
	table_end(&table);
}
