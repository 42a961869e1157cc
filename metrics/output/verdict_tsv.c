#include "verdict.h"

static const struct column columns[] = {
	{ "level", CELL_TEXT },  { "rule", CELL_TEXT },       { "path", CELL_TEXT },
	{ "line", CELL_NUMBER }, { "end_line", CELL_NUMBER }, { "unit", CELL_TEXT },
	{ "region", CELL_TEXT }, { "load", CELL_NUMBER },     { "before", CELL_TEXT },
	{ "after", CELL_TEXT },  { "limit", CELL_TEXT },      { "improvement", CELL_FLAG },
	{ "waived", CELL_FLAG }, { "message", CELL_TEXT },
};

enum { COLUMNS = sizeof(columns) / sizeof(*columns), NUMBER_SIZE = 16 };

/* A number that may not be there is an empty cell. */
static struct text number_text(uint32_t number, uint32_t none, char buffer[NUMBER_SIZE])
{
	if (number == none)
		return TEXT("");
	snprintf(buffer, NUMBER_SIZE, "%u", number);
	return text_of(buffer);
}

void verdict_tsv(struct sink *sink, const struct verdict *verdict,
                 const struct verdict_context *context)
{
	struct table_writer table;

	(void)context;
	table_begin(&table, sink, "check", columns, COLUMNS);
	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = &verdict->findings[i];
		char before[NUMBER_SIZE], after[NUMBER_SIZE], limit[NUMBER_SIZE];

		table_row(&table,
		          (union cell[COLUMNS]){
				  { .text = text_of(level_name(finding->level)) },
				  { .text = text_of(rule_rows()[finding->rule].name) },
				  { .text = finding->path },
				  { .number = finding->line },
				  { .number = finding->end_line },
				  { .text = finding->unit },
				  { .text = text_of(region_name(finding->region)) },
				  { .number = finding->load },
				  { .text = number_text(finding->before, UINT32_MAX, before) },
				  { .text = number_text(finding->after, UINT32_MAX, after) },
				  { .text = number_text(finding->limit, 0, limit) },
				  { .flag = finding->improvement },
				  { .flag = finding->waived },
				  { .text = finding->message },
			  });
	}
	table_end(&table);
}
