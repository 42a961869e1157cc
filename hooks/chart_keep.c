#include <string.h>

#include "chart.h"
#include "chart_build.h"
#include "chart_layout.h"

/* One and a half times those of Linux: more take longer to keep than to find the graph anew. */
enum { ROWS_MOST = 24 << 20 };

/* Nothing is known of a file that differs, or came. */
struct charting {
	const struct listing *listing;
	const struct regions *regions;
	const struct chart *old; /* most files are known from it; NULL: none */
	const struct chart_tree *tree;
	bool *differs; /* by file */
	struct chart_head head;
	struct chart_parts at;
	uint32_t file; /* whose traces are gone through */
	uint64_t counts[ROWS_COUNT], rows;
};

static bool is_known(const struct charting *charting, uint32_t file)
{
	return charting->old && !charting->differs[file];
}

static uint32_t known_file(const struct charting *charting, uint32_t file)
{
	const uint32_t *was = charting->tree->was;

	return was ? was[file] : file;
}

static struct text package_of(const struct charting *charting, uint32_t file)
{
	const struct chart_source *known;

	if (!is_known(charting, file))
		return charting->regions->files[file].facts->package;
	known = &charting->old->at.files[known_file(charting, file)];
	return (struct text){ charting->old->at.texts + known->package, known->package_size };
}

static bool is_held(const struct charting *charting, uint32_t file)
{
	return charting->regions->files[file].label.file_class == FILE_SOURCE;
}

static struct text held_sketch(const struct charting *charting, uint32_t file)
{
	return is_held(charting, file) ? charting->regions->files[file].facts->sketch : TEXT("");
}

/* Neighbours mostly share their package. */
static bool has_new_package(const struct charting *charting, uint32_t file)
{
	return !file || !text_equal(package_of(charting, file), package_of(charting, file - 1));
}

typedef void do_with_row(struct charting *charting, int kind, const uint32_t *row);

struct rows_wanted {
	struct charting *charting;
	do_with_row *use;
};

static void use_trace(void *context, struct trace trace)
{
	struct rows_wanted *wanted = context;
	uint32_t first = (uint32_t)(trace.key >> 32), file = wanted->charting->file;

	switch (trace.form) {
	case TRACE_LOOSE:
		wanted->use(wanted->charting, ROWS_TRACES, (uint32_t[]){ first, file });
		break;
	case TRACE_EXACT:
		wanted->use(wanted->charting, ROWS_DEFINERS,
		            (uint32_t[]){ first, (uint32_t)trace.key, file << 8 | trace.flags });
		break;
	case TRACE_CALL:
		wanted->use(wanted->charting, ROWS_CALLS,
		            (uint32_t[]){ first, (uint32_t)trace.key, file, (uint32_t)trace.called,
		                          (uint32_t)(trace.called >> 32) });
		break;
	}
}

/* A row of the old chart, in today's numbers. */
static void pass_row(struct charting *charting, int kind, const uint32_t *row, do_with_row *use)
{
	uint32_t old = kind == ROWS_DEFINERS ? row[2] >> 8 : kind == ROWS_CALLS ? row[2] : row[1];
	uint32_t file = MAP_NONE;

	if (old < charting->old->at.head->files)
		file = charting->tree->now ? charting->tree->now[old] : old;
	if (file == MAP_NONE || charting->differs[file])
		return;
	if (kind == ROWS_DEFINERS)
		use(charting, kind, (uint32_t[]){ row[0], row[1], file << 8 | (row[2] & 0xff) });
	else if (kind == ROWS_CALLS)
		use(charting, kind, (uint32_t[]){ row[0], row[1], file, row[3], row[4] });
	else
		use(charting, kind, (uint32_t[]){ row[0], file });
}

static void for_each_known_row(struct charting *charting, do_with_row *use)
{
	for (int kind = 0; charting->old && kind < ROWS_COUNT; kind++) {
		const struct chart_rows *rows = &charting->old->at.rows[kind];

		for (size_t i = 0; i < rows->count; i++)
			pass_row(charting, kind, &rows->words[i * rows->width], use);
	}
}

static void for_each_row(struct charting *charting, do_with_row *use)
{
	for_each_known_row(charting, use);
	for (uint32_t i = 0; i < charting->regions->count && charting->rows <= ROWS_MOST; i++) {
		struct text sketch;

		if (is_known(charting, i))
			continue;
		sketch = held_sketch(charting, i);
		for (size_t k = 0; k < sketch_count(sketch); k++)
			use(charting, ROWS_HOLDERS, (uint32_t[]){ sketch_at(sketch, k), i });
		charting->file = i;
		regions_trace(&charting->regions->files[i], use_trace,
		              &(struct rows_wanted){ charting, use });
	}
}

static void count_row(struct charting *charting, int kind, const uint32_t *row)
{
	(void)row;
	charting->counts[kind]++;
	charting->rows++;
}

static void expect_row(struct charting *charting, int kind, const uint32_t *row)
{
	chart_rows_expect(&charting->at.rows[kind], row[0]);
}

static void put_row(struct charting *charting, int kind, const uint32_t *row)
{
	chart_rows_put(&charting->at.rows[kind], row);
}

/* False: their ids do not lie side by side. */
static bool count_entries(struct charting *charting)
{
	const struct listing *listing = charting->listing;
	struct chart_head *head = &charting->head;
	bool fits = true;

	head->entries = (uint32_t)listing->count;
	head->id_size = listing->count ? listing->entries[0].blob.size : 0;
	for (size_t i = 0; i < listing->count; i++) {
		const struct entry *entry = &listing->entries[i];

		fits &= entry->blob.size == head->id_size;
		head->texts += entry->path.size;
		head->smalls += chart_is_small(entry->path);
	}
	return fits;
}

/* False: something of it may be otherwise another time, or it is too large. */
static bool count_up(struct charting *charting)
{
	const struct regions *regions = charting->regions;
	struct chart_head *head = &charting->head;
	bool fits = true;

	for (uint32_t i = 0; i < regions->count; i++) {
		size_t package = package_of(charting, i).size;

		fits &= regions->files[i].facts->refusal < REFUSED_TIME && package <= UINT16_MAX;
		head->texts += has_new_package(charting, i) ? package : 0;
	}
	fits &= count_entries(charting);
	for_each_row(charting, count_row);
	for (int i = 0; i < ROWS_COUNT; i++)
		head->rows[i] = (uint32_t)charting->counts[i];
	memcpy(head->magic, CHART_MAGIC, sizeof(head->magic));
	head->build = build_identity();
	head->texts = (head->texts + 7) / 8 * 8;
	head->files = (uint32_t)regions->count;
	head->edges = (uint32_t)regions->edge_count;
	head->trunk_load = regions->trunk_load;
	head->unresolved = regions->unresolved;
	head->imports = (uint32_t)regions->import_count;
	head->imports_odd = regions->imports_odd;
	return fits && charting->rows <= ROWS_MOST && !regions->unlinked && head->build &&
	       head->texts <= UINT32_MAX && charting->listing->count < FILES_MOST &&
	       regions->edge_count <= UINT32_MAX && regions->import_count <= UINT32_MAX;
}

/* Both lists ascend by path. */
static uint32_t put_entries(const struct charting *charting)
{
	uint32_t path = 0, file = 0, small = 0;

	for (uint32_t i = 0; i < charting->head.entries; i++) {
		const struct entry *entry = &charting->listing->entries[i];
		struct chart_entry *out = &charting->at.entries[i];
		bool known = file < charting->head.files &&
		             text_equal(charting->regions->files[file].path, entry->path);

		out->path = path;
		out->file = known ? file : MAP_NONE;
		memcpy(chart_id(&charting->at, out), entry->blob.bytes, entry->blob.size);
		memcpy(charting->at.texts + path, entry->path.data, entry->path.size);
		path += (uint32_t)entry->path.size;
		if (known)
			charting->at.files[file++].entry = i;
		if (chart_is_small(entry->path))
			charting->at.smalls[small++] = i;
	}
	charting->at.entries[charting->head.entries].path = path;
	return path;
}

static void put_package(const struct charting *charting, uint32_t file, uint32_t *text)
{
	struct text package = package_of(charting, file);
	struct chart_source *out = &charting->at.files[file];

	out->package = file ? out[-1].package : *text;
	out->package_size = (uint16_t)package.size;
	if (!has_new_package(charting, file))
		return;
	out->package = *text;
	if (package.size)
		memcpy(charting->at.texts + *text, package.data, package.size);
	*text += (uint32_t)package.size;
}

static struct chart_form form_of(const struct charting *charting, uint32_t file)
{
	const struct facts *facts = charting->regions->files[file].facts;

	if (is_known(charting, file))
		return charting->old->at.forms[known_file(charting, file)];
	return (struct chart_form){ facts_shape(facts), facts_face(facts) };
}

/* `text` is where those of the packages begin. */
static void put_files(const struct charting *charting, uint32_t text)
{
	for (uint32_t i = 0; i < charting->head.files; i++) {
		const struct source_file *file = &charting->regions->files[i];
		struct chart_source *out = &charting->at.files[i];

		charting->at.forms[i] = form_of(charting, i);
		out->language = file->facts->language->id;
		out->file_class = (uint8_t)file->label.file_class;
		out->declared = (int8_t)file->label.declared;
		out->by_attribute = file->label.by_attribute;
		out->generated = file->facts->generated;
		out->has_main = file->facts->has_main;
		out->refusal = file->facts->refusal;
		put_package(charting, i, &text);
	}
}

static void put_rows(struct charting *charting)
{
	for_each_row(charting, expect_row);
	for (int i = 0; i < ROWS_COUNT; i++)
		chart_rows_begin(&charting->at.rows[i]);
	for_each_row(charting, put_row);
	for (int i = 0; i < ROWS_COUNT; i++)
		chart_rows_seal(&charting->at.rows[i]);
}

static void put_graph(const struct charting *charting)
{
	const struct regions *regions = charting->regions;
	const struct chart_parts *at = &charting->at;

	if (!regions->count)
		return;
	memcpy(at->standings, regions->standings, regions->count * sizeof(*at->standings));
	memcpy(at->edges_first, regions->edges_first,
	       (regions->count + 1) * sizeof(*at->edges_first));
	memcpy(at->users_first, regions->users_first,
	       (regions->count + 1) * sizeof(*at->users_first));
	if (regions->import_count)
		memcpy(at->imports, regions->imports, regions->import_count * sizeof(*at->imports));
	if (!regions->edge_count)
		return;
	memcpy(at->edges, regions->edges, regions->edge_count * sizeof(*at->edges));
	memcpy(at->users, regions->users, regions->edge_count * sizeof(*at->users));
}

static void keep(struct history *history, struct charting *charting)
{
	char *data;

	if (!history_usable(history) || !count_up(charting))
		return;
	charting->head.size = chart_lay_out(&charting->at, &charting->head, NULL);
	data = memory_new(charting->head.size);
	chart_lay_out(&charting->at, &charting->head, data);
	*charting->at.head = charting->head;
	put_files(charting, put_entries(charting));
	put_graph(charting);
	put_rows(charting);
	chart_seal_graph(&charting->at);
	charting->at.head->seal = chart_seal(&charting->at);
	history_keep_chart(history, (struct text){ data, charting->head.size });
	memory_free(data);
}

void chart_keep(struct history *history, const struct listing *listing,
                const struct regions *regions)
{
	keep(history, &(struct charting){ .listing = listing, .regions = regions });
}

void chart_renew(struct history *history, const struct chart *chart, const struct chart_tree *tree,
                 size_t differences, const struct listing *listing, const struct regions *regions)
{
	struct charting charting = { .listing = listing,
		                     .old = chart,
		                     .tree = tree,
		                     .differs = memory_new(regions->count * sizeof(bool)) };
	struct regions complete = *regions;
	bool whole = regions_complete(&complete) && chart_graph_whole(chart);

	charting.regions = &complete;
	for (size_t i = 0; i < differences; i++)
		if (tree->differing[i] != MAP_NONE)
			charting.differs[tree->differing[i]] = true;
	for (int kind = 0; kind < ROWS_COUNT; kind++)
		whole &= chart_rows_whole(&chart->at.rows[kind]);
	if (whole)
		keep(history, &charting);
	memory_free(charting.differs);
}
