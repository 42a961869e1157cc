/* What is there now: folders, clones, and in what order to read. */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static bool is_own(const struct trend_file *file)
{
	return strcmp(file->file_class, "source") == 0;
}

/* --- folders --------------------------------------------------------------------------- */

static const struct heading folder_headings[] = {
	{ "Folder", "name" },  { "Files", "number" }, { "of the trunk", "number" },
	{ "Lines", "number" }, { "Debt", "number" },  { "per 1,000 lines", "number" },
};

struct folder {
	struct text name;
	uint32_t trunk; /* files of it */
	struct trend_sums sums;
};

static struct text top_folder(struct text path)
{
	const char *slash = memchr(path.data, '/', path.size);

	return slash ? (struct text){ path.data, (size_t)(slash - path.data) + 1 } : TEXT("./");
}

static int by_debt(const void *a, const void *b)
{
	const struct folder *x = a, *y = b;

	if (x->sums.debt != y->sums.debt)
		return x->sums.debt > y->sums.debt ? -1 : 1;
	return text_compare(x->name, y->name);
}

static size_t gather_folders(const struct trend *trend, struct folder **folders)
{
	struct text_map known = TEXT_MAP_INIT;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < trend->file_count; i++) {
		const struct trend_file *file = &trend->files[i];
		struct folder *folder;
		uint32_t *at;

		if (!is_own(file))
			continue;
		at = text_map_at(&known, top_folder(file->path));
		if (*at == MAP_NONE) {
			*folders = array_grow(*folders, &capacity, count, sizeof(**folders));
			(*folders)[count] = (struct folder){ .name = top_folder(file->path) };
			*at = (uint32_t)count++;
		}
		folder = &(*folders)[*at];
		folder->sums.files++;
		folder->trunk += file->region == REGION_TRUNK;
		folder->sums.sloc += file->sloc;
		folder->sums.debt += file->debt;
	}
	text_map_release(&known);
	if (count)
		qsort(*folders, count, sizeof(**folders), by_debt);
	return count;
}

void write_folders(struct bytes *out, const struct trend *trend)
{
	struct html_table table;
	struct folder *folders = NULL;
	size_t count = gather_folders(trend, &folders);

	table_open(&table, out, "The folders at the top, by debt", folder_headings,
	           COUNT(folder_headings));
	for (size_t i = 0; i < count; i++) {
		const struct folder *folder = &folders[i];

		table_row_open(&table);
		table_cell(&table);
		html_path(out, folder->name);
		table_cell(&table);
		html_count(out, folder->sums.files);
		table_cell(&table);
		html_count(out, folder->trunk);
		table_cell(&table);
		html_count(out, folder->sums.sloc);
		table_cell(&table);
		html_points(out, folder->sums.debt);
		table_cell(&table);
		html_real(out, trend_density(&folder->sums));
		table_row_close(&table);
	}
	table_close(&table);
	memory_free(folders);
}

/* --- clones --------------------------------------------------------------------------- */

static const struct heading clone_headings[] = {
	{ "Place", "name" },    { "Region", "mark" }, { "Copy", "name" },     { "Region", "mark" },
	{ "Tokens", "number" }, { "Type", "number" }, { "Places", "number" },
};

static void write_place(struct html_table *table, struct text path, uint32_t start, uint32_t end,
                        enum region region)
{
	table_cell(table);
	html_path(table->out, path);
	bytes_format(table->out, "<span class=where>:%u–%u</span>", start, end);
	table_cell(table);
	html_region(table->out, region);
}

void write_clones(struct bytes *out, const struct trend *trend)
{
	struct html_table table;

	if (!trend->clone_count) {
		bytes_format(out, "<p class=none>%s</p>\n",
		             trend->duplication ? "No clone touches the trunk."
		                                : "Duplication is not known here.");
		return;
	}
	table_open(&table, out, "Clone classes that touch the trunk", clone_headings,
	           COUNT(clone_headings));
	for (size_t i = 0; i < trend->clone_count; i++) {
		const struct trend_clone *clone = &trend->clones[i];

		table_row_open(&table);
		write_place(&table, clone->path_a, clone->start_a, clone->end_a, clone->region_a);
		write_place(&table, clone->path_b, clone->start_b, clone->end_b, clone->region_b);
		table_cell(&table);
		html_count(out, clone->tokens);
		table_cell(&table);
		html_count(out, clone->type);
		table_cell(&table);
		html_count(out, clone->places);
		table_row_close(&table);
	}
	table_close(&table);
}

/* --- the review list ---------------------------------------------------------------------- */

enum { REVIEW_SHOWN = 30 };

static const struct heading review_headings[] = {
	{ "File", "name" },    { "Region", "mark" }, { "Load", "number" },
	{ "Lines", "number" }, { "Debt", "number" }, { "Risk", "number" },
};

static void write_check(struct bytes *out, const struct trend *trend)
{
	if (!trend->check_line.size)
		return;
	bytes_add_string(out, "<p class=check><b>Does this order hold here?</b> ");
	safe_for_markup(out, trend->check_line);
	bytes_add_string(out, "</p>\n");
}

void write_review(struct bytes *out, const struct trend *trend)
{
	size_t shown = trend->review_count < REVIEW_SHOWN ? trend->review_count : REVIEW_SHOWN;
	struct html_table table;

	write_check(out, trend);
	if (!shown) {
		bytes_add_string(out,
		                 "<p class=none>No file can be ranked without its history.</p>\n");
		return;
	}
	table_open(&table, out, "Files in the order to read them", review_headings,
	           COUNT(review_headings));
	for (size_t i = 0; i < shown; i++) {
		const struct trend_file *file = &trend->files[trend->review[i]];

		table_row_open(&table);
		table_cell(&table);
		html_path(out, file->path);
		table_cell(&table);
		html_region(out, file->region);
		table_cell(&table);
		html_count(out, file->load);
		table_cell(&table);
		html_count(out, file->sloc);
		table_cell(&table);
		html_points(out, file->debt);
		table_cell(&table);
		if (file->risk >= 0)
			html_real(out, file->risk);
		table_row_close(&table);
	}
	table_close(&table);
}
