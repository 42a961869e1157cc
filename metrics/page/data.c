/*
 * What the script draws from, as JSON in columns: a repository with 60,000
 * files stays small and is read in one pass.
 *
 *	regions  names, in the order of the numbers below
 *	points   time, commit; files, sloc, units, unmeasured, debt, burden:
 *	         a column for each region
 *	movers   point (-1: of none), subject; debt: a column for each region
 *	files    folders: each folder once; folder, name, region, own (is it in
 *	         the sums), load, sloc, units, unmeasured, debt
 *
 * Debt and burden are in tenths, times in seconds.
 */
#include "parts.h"

#include <inttypes.h>
#include <string.h>

static void open_column(struct bytes *out, const char *name)
{
	bytes_format(out, "\"%s\":[", name);
}

static void add_number(struct bytes *out, int64_t number)
{
	bytes_format(out, "%" PRId64 ",", number);
}

/* Over the comma behind its last value. */
static void close_column(struct bytes *out)
{
	if (out->data[out->size - 1] == ',')
		out->data[--out->size] = '\0';
	bytes_add_string(out, "],\n");
}

static void close_object(struct bytes *out)
{
	bytes_add_string(out, "\"end\":0},\n");
}

/* --- points -------------------------------------------------------------------------- */

typedef int64_t sums_value(const struct trend_sums *sums);

static int64_t sums_files(const struct trend_sums *sums)
{
	return sums->files;
}

static int64_t sums_sloc(const struct trend_sums *sums)
{
	return (int64_t)sums->sloc;
}

static int64_t sums_units(const struct trend_sums *sums)
{
	return sums->units;
}

static int64_t sums_unmeasured(const struct trend_sums *sums)
{
	return sums->unmeasured;
}

static int64_t sums_debt(const struct trend_sums *sums)
{
	return sums->debt;
}

static int64_t sums_burden(const struct trend_sums *sums)
{
	return sums->burden;
}

static const struct {
	const char *name;
	sums_value *value;
} point_columns[] = {
	{ "files", sums_files },           { "sloc", sums_sloc }, { "units", sums_units },
	{ "unmeasured", sums_unmeasured }, { "debt", sums_debt }, { "burden", sums_burden },
};

static void write_times(struct bytes *out, const struct trend *trend)
{
	char hex[OBJECT_ID_HEX];

	open_column(out, "time");
	for (size_t i = 0; i < trend->point_count; i++)
		add_number(out, trend->points[i].time);
	close_column(out);
	open_column(out, "commit");
	for (size_t i = 0; i < trend->point_count; i++)
		bytes_format(out, "\"%.10s\",", object_id_hex(&trend->points[i].commit, hex));
	close_column(out);
}

static void write_points(struct bytes *out, const struct trend *trend)
{
	bytes_add_string(out, "\"points\":{\n");
	write_times(out, trend);
	for (size_t c = 0; c < sizeof(point_columns) / sizeof(*point_columns); c++) {
		open_column(out, point_columns[c].name);
		for (int region = 0; region < REGION_COUNT; region++) {
			bytes_add_char(out, '[');
			for (size_t i = 0; i < trend->point_count; i++)
				add_number(out, point_columns[c].value(
							&trend->points[i].regions[region]));
			close_column(out);
			out->size--; /* its newline */
		}
		close_column(out);
	}
	close_object(out);
}

/* --- movers ---------------------------------------------------------------------------- */

static int64_t point_of(const struct trend *trend, const struct object_id *commit)
{
	for (size_t i = trend->point_count; i-- > 0;)
		if (object_id_equal(&trend->points[i].commit, commit))
			return (int64_t)i;
	return -1;
}

static void write_mover_columns(struct bytes *out, const struct trend *trend)
{
	bytes_add_string(out, "\"movers\":{\n");
	open_column(out, "point");
	for (size_t i = 0; i < trend->largest_count; i++)
		add_number(out, point_of(trend, &trend->largest[i].commit));
	close_column(out);
	open_column(out, "subject");
	for (size_t i = 0; i < trend->largest_count; i++) {
		json_text(out, trend->largest[i].subject);
		bytes_add_char(out, ',');
	}
	close_column(out);
	open_column(out, "debt");
	for (int region = 0; region < REGION_COUNT; region++) {
		bytes_add_char(out, '[');
		for (size_t i = 0; i < trend->largest_count; i++)
			add_number(out, trend->largest[i].debt[region]);
		close_column(out);
		out->size--;
	}
	close_column(out);
	close_object(out);
}

/* --- files ------------------------------------------------------------------------------- */

typedef int64_t file_value(const struct trend_file *file);

static int64_t file_region(const struct trend_file *file)
{
	return file->region;
}

static int64_t file_own(const struct trend_file *file)
{
	return strcmp(file->file_class, "source") == 0;
}

static int64_t file_load(const struct trend_file *file)
{
	return file->load;
}

static int64_t file_sloc(const struct trend_file *file)
{
	return file->sloc;
}

static int64_t file_units(const struct trend_file *file)
{
	return file->units;
}

static int64_t file_unmeasured(const struct trend_file *file)
{
	return file->refused ? 1 : file->unmeasured;
}

static int64_t file_debt(const struct trend_file *file)
{
	return file->debt;
}

static const struct {
	const char *name;
	file_value *value;
} file_columns[] = {
	{ "region", file_region }, { "own", file_own },     { "load", file_load },
	{ "sloc", file_sloc },     { "units", file_units }, { "unmeasured", file_unmeasured },
	{ "debt", file_debt },
};

/* The size of the part up to and with the last slash. */
static size_t folder_size(struct text path)
{
	size_t size = path.size;

	while (size > 0 && path.data[size - 1] != '/')
		size--;
	return size;
}

/* Files are ascending by path, but a folder comes again behind one inside of it. */
static void write_folder_columns(struct bytes *out, const struct trend *trend)
{
	struct text_map known = TEXT_MAP_INIT;
	struct bytes numbers = BYTES_INIT;
	uint32_t count = 0;

	open_column(out, "folders");
	for (size_t i = 0; i < trend->file_count; i++) {
		struct text path = trend->files[i].path;
		struct text folder = { path.data, folder_size(path) };
		uint32_t *number = text_map_at(&known, folder);

		if (*number == MAP_NONE) {
			*number = count++;
			json_text(out, folder);
			bytes_add_char(out, ',');
		}
		add_number(&numbers, *number);
	}
	close_column(out);
	open_column(out, "folder");
	bytes_add_text(out, bytes_text(&numbers));
	close_column(out);
	bytes_release(&numbers);
	text_map_release(&known);
}

static void write_files(struct bytes *out, const struct trend *trend)
{
	bytes_add_string(out, "\"files\":{\n");
	write_folder_columns(out, trend);
	open_column(out, "name");
	for (size_t i = 0; i < trend->file_count; i++) {
		struct text path = trend->files[i].path;
		size_t folder = folder_size(path);

		json_text(out, (struct text){ path.data + folder, path.size - folder });
		bytes_add_char(out, ',');
	}
	close_column(out);
	for (size_t c = 0; c < sizeof(file_columns) / sizeof(*file_columns); c++) {
		open_column(out, file_columns[c].name);
		for (size_t i = 0; i < trend->file_count; i++)
			add_number(out, file_columns[c].value(&trend->files[i]));
		close_column(out);
	}
	close_object(out);
}

void write_data(struct bytes *out, const struct trend *trend)
{
	bytes_add_string(out, "{");
	open_column(out, "regions");
	for (int region = 0; region < REGION_COUNT; region++)
		bytes_format(out, "\"%s\",", region_name((enum region)region));
	close_column(out);
	write_points(out, trend);
	write_mover_columns(out, trend);
	write_files(out, trend);
	bytes_add_string(out, "\"repository\":");
	json_text(out, text_of(trend->repository));
	bytes_add_string(out, "}\n");
}
