#include "bole/output.h"
#include "json.h"

#include <math.h>

/* --- tsv ------------------------------------------------------------------------- */

/* Most have nothing behind the point. */
static void add_real(struct bytes *line, double real)
{
	if (signbit(real) || !(real < UINT32_MAX) || real != (double)(uint32_t)real) {
		bytes_format(line, "%.1f", real);
		return;
	}
	bytes_add_number(line, (uint32_t)real);
	bytes_add_string(line, ".0");
}

static void tsv_cell(struct bytes *line, const struct column *column, const union cell *cell)
{
	switch (column->kind) {
	case CELL_TEXT:
		safe_for_tsv(line, cell->text);
		break;
	case CELL_NUMBER:
		bytes_add_number(line, cell->number);
		break;
	case CELL_REAL:
		add_real(line, cell->real);
		break;
	case CELL_FLAG:
		bytes_add_string(line, cell->flag ? "1" : "0");
		break;
	case CELL_UNKNOWN:
	case CELL_NOTE:
		break;
	}
}

/* The first column is never for json alone. */
static void tsv_row(struct table_writer *table, const union cell *cells)
{
	struct bytes *line = &table->line;

	bytes_clear(line);
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].kind == CELL_NOTE)
			continue;
		if (i)
			bytes_add_char(line, '\t');
		tsv_cell(line, &table->columns[i], &cells[i]);
	}
	bytes_add_char(line, '\n');
	fwrite(line->data, 1, line->size, table->sink->file);
}

static void tsv_header(struct table_writer *table)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].kind != CELL_NOTE)
			fprintf(table->sink->file, "%s%s", i ? "\t" : "", table->columns[i].name);
	fputc('\n', table->sink->file);
}

/* --- json ------------------------------------------------------------------------- */

static json_t *json_cell(const struct column *column, const union cell *cell)
{
	switch (column->kind) {
	case CELL_TEXT:
	case CELL_NOTE:
		return json_safe(cell->text);
	case CELL_NUMBER:
		return json_integer((json_int_t)cell->number);
	case CELL_REAL:
		return json_tenths((int64_t)(cell->real * 10 + (cell->real < 0 ? -0.5 : 0.5)));
	case CELL_FLAG:
		return json_boolean(cell->flag);
	default:
		return json_null();
	}
}

static void json_row(struct table_writer *table, const union cell *cells)
{
	json_t *row = json_object();

	for (size_t i = 0; i < table->column_count; i++)
		json_object_set_new(row, table->columns[i].name,
		                    json_cell(&table->columns[i], &cells[i]));
	fputs(table->rows ? ",\n" : "\n", table->sink->file);
	json_put(row, table->sink->file, JSON_COMPACT);
	json_decref(row);
}

/* --- markdown --------------------------------------------------------------------- */

enum { MOST_CHARACTERS = 65535, LAST_LINE = 100 }; /* what a comment on GitHub holds */

static void markdown_cell(struct bytes *line, const struct column *column, const union cell *cell)
{
	if (column->kind != CELL_TEXT) {
		tsv_cell(line, column, cell);
		return;
	}
	safe_for_markdown_code(line, cell->text);
}

static void markdown_line(struct table_writer *table, const union cell *cells)
{
	struct bytes line = BYTES_INIT;

	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].kind == CELL_NOTE)
			continue;
		bytes_add_string(&line, "| ");
		if (cells)
			markdown_cell(&line, &table->columns[i], &cells[i]);
		else
			bytes_add_string(&line, table->columns[i].name);
		bytes_add_char(&line, ' ');
	}
	bytes_add_string(&line, "|\n");
	if (table->cut || table->characters + line.size > MOST_CHARACTERS - LAST_LINE) {
		table->cut++;
	} else {
		table->characters += line.size;
		fwrite(line.data, 1, line.size, table->sink->file);
	}
	bytes_release(&line);
}

static void markdown_header(struct table_writer *table)
{
	markdown_line(table, NULL);
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].kind != CELL_NOTE)
			table->characters += (size_t)fprintf(table->sink->file, "|---");
	table->characters += (size_t)fprintf(table->sink->file, "|\n");
}

/* --- all --------------------------------------------------------------------------- */

void table_begin(struct table_writer *table, struct sink *sink, const char *kind,
                 const struct column *columns, size_t column_count)
{
	*table = (struct table_writer){ sink, columns, column_count, 0, 0, 0, BYTES_INIT };
	if (sink->format == FORMAT_JSON)
		fprintf(sink->file, "{\"schema_version\":%d,\"kind\":\"%s\",\"rows\":[",
		        OUTPUT_SCHEMA_VERSION, kind);
	else if (sink->format == FORMAT_MARKDOWN)
		markdown_header(table);
	else
		tsv_header(table);
}

void table_row(struct table_writer *table, const union cell *cells)
{
	if (table->sink->format == FORMAT_JSON)
		json_row(table, cells);
	else if (table->sink->format == FORMAT_MARKDOWN)
		markdown_line(table, cells);
	else
		tsv_row(table, cells);
	table->rows++;
}

void table_end(struct table_writer *table)
{
	if (table->sink->format == FORMAT_JSON)
		fputs("\n]}\n", table->sink->file);
	if (table->cut)
		fprintf(table->sink->file, "\n… and %zu more; `--format tsv` has them all\n",
		        table->cut);
	bytes_release(&table->line);
}
