#include "chart.h"

#include <string.h>

#include "chart_build.h"
#include "chart_layout.h"

static const uint32_t row_width[ROWS_COUNT] = {
	[ROWS_HOLDERS] = 2,
	[ROWS_TRACES] = 2,
	[ROWS_DEFINERS] = 3,
	[ROWS_CALLS] = 5,
};

/* --- the layout ------------------------------------------------------------------------ */

static void *place(char *data, size_t *at, size_t count, size_t size)
{
	char *here = data + *at;

	*at += (count * size + 7) / 8 * 8;
	return here;
}

static size_t place_graph(struct chart_parts *at, const struct chart_head *head, char *data,
                          size_t end)
{
	size_t files = (size_t)head->files + 2;

	at->forms = place(data, &end, head->files, sizeof(*at->forms));
	at->edges_first = place(data, &end, files, sizeof(*at->edges_first));
	at->users_first = place(data, &end, files, sizeof(*at->users_first));
	at->edges = place(data, &end, head->edges, sizeof(*at->edges));
	at->users = place(data, &end, head->edges, sizeof(*at->users));
	return end;
}

size_t chart_lay_out(struct chart_parts *at, const struct chart_head *head, char *data)
{
	size_t end = 0;

	at->head = place(data, &end, 1, sizeof(*at->head));
	at->entries = place(data, &end, (size_t)head->entries + 1, sizeof(*at->entries));
	at->ids = place(data, &end, head->entries, head->id_size);
	at->smalls = place(data, &end, head->smalls, sizeof(*at->smalls));
	at->files = place(data, &end, head->files, sizeof(*at->files));
	at->standings = place(data, &end, head->files, sizeof(*at->standings));
	at->imports = place(data, &end, head->imports, sizeof(*at->imports));
	at->texts = place(data, &end, head->texts, 1);
	at->graph_size = place_graph(at, head, NULL, 0);
	at->seals = place(data, &end, chart_blocks(at->graph_size), sizeof(*at->seals));
	at->graph = data + end;
	end = place_graph(at, head, data, end);
	for (int i = 0; i < ROWS_COUNT; i++) {
		struct chart_rows *rows = &at->rows[i];

		rows->count = head->rows[i];
		rows->width = row_width[i];
		rows->bucket_count = chart_buckets(rows->count);
		rows->buckets =
			place(data, &end, (size_t)rows->bucket_count + 1, sizeof(*rows->buckets));
	}
	for (int i = 0; i < ROWS_COUNT; i++)
		at->rows[i].words = place(data, &end, at->rows[i].count,
		                          row_width[i] * sizeof(*at->rows[i].words));
	return end;
}

uint64_t chart_seal(const struct chart_parts *at)
{
	const char *from = (const char *)&at->head->size;

	return text_hash((struct text){ from, (size_t)(at->graph - from) });
}

/* --- reading --------------------------------------------------------------------------- */

/* The files among the entries ascend, each known to its own.  That paths do is seen where they are
 * compared with a listing's. */
static bool entries_are_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	uint32_t file = 0;

	for (uint32_t i = 0; i < head->entries; i++) {
		const struct chart_entry *entry = &at->entries[i];

		if (entry->path > entry[1].path || entry[1].path > head->texts)
			return false;
		if (entry->file != MAP_NONE &&
		    (entry->file != file || file == head->files || at->files[file++].entry != i))
			return false;
	}
	return file == head->files;
}

static bool smalls_are_sound(const struct chart_parts *at)
{
	bool sound = true;

	for (uint32_t i = 0; i < at->head->smalls && sound; i++)
		sound = at->smalls[i] < at->head->entries;
	return sound;
}

static bool file_is_sound(const struct chart_parts *at, uint32_t number)
{
	const struct chart_source *file = &at->files[number];
	const struct standing *standing = &at->standings[number];

	return language_by_id(file->language) && file->file_class < FILE_CLASS_COUNT &&
	       file->declared >= DECLARED_NOT && file->declared < REGION_COUNT &&
	       file->refusal < REFUSAL_COUNT &&
	       (uint64_t)file->package + file->package_size <= at->head->texts &&
	       standing->region < REGION_COUNT && standing->cycle_id < at->head->files &&
	       standing->load <= at->head->files;
}

static bool imports_are_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	bool sound = true;

	for (uint32_t i = 0; i < head->imports && sound; i++)
		sound = at->imports[i].from < head->files && at->imports[i].to < head->files;
	return sound;
}

/* The seal is against accidents; this, against everything else that may be in a file.  What the
 * graph and the rows say is looked at when they are asked. */
static bool is_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	bool sound = entries_are_sound(at);

	for (uint32_t i = 0; i < head->files && sound; i++)
		sound = file_is_sound(at, i);
	return sound && smalls_are_sound(at) && imports_are_sound(at);
}

static bool is_ours(const struct chart_head *head, size_t size)
{
	struct chart_parts at;

	return size >= sizeof(*head) &&
	       memcmp(head->magic, CHART_MAGIC, sizeof(head->magic)) == 0 &&
	       head->build == build_identity() && head->size == size && head->texts <= size &&
	       head->entries <= size && head->files <= size && head->edges <= size &&
	       head->imports <= size && head->smalls <= size && head->id_size <= ID_MOST &&
	       chart_lay_out(&at, head, NULL) == size;
}

static bool read_part(void *context, const void *from, void *into, size_t size)
{
	struct chart *chart = context;

	return history_read_chart(chart->history,
	                          (size_t)((const char *)from - (const char *)chart->at.head), into,
	                          size);
}

struct chart *chart_open(struct history *history)
{
	struct text file = build_identity() ? history_chart(history) : TEXT("");
	struct chart_parts at;
	struct chart *chart;

	if (!file.size || !is_ours((const struct chart_head *)(const void *)file.data, file.size))
		return NULL;
	chart_lay_out(&at, (const struct chart_head *)(const void *)file.data,
	              (char *)(uintptr_t)file.data);
	if (at.head->seal != chart_seal(&at) || !is_sound(&at))
		return NULL;
	chart = memory_new(sizeof(*chart));
	chart->at = at;
	chart->history = history;
	chart->reader = (struct chart_reader){ read_part, chart };
	chart_open_graph(chart);
	for (int i = 0; i < ROWS_COUNT; i++)
		chart->at.rows[i].reader = &chart->reader;
	return chart;
}

void chart_close(struct chart *chart)
{
	if (!chart)
		return;
	chart_close_graph(chart);
	memory_free(chart);
}

size_t chart_count(const struct chart *chart)
{
	return chart->at.head->files;
}

struct object_id chart_blob(const struct chart_parts *at, const struct chart_entry *entry)
{
	struct object_id blob = { .size = (uint8_t)at->head->id_size };

	memcpy(blob.bytes, chart_id(at, entry), blob.size);
	return blob;
}

struct chart_file chart_file(const struct chart *chart, uint32_t file)
{
	const struct chart_source *source = &chart->at.files[file];
	const struct chart_entry *entry = &chart->at.entries[source->entry];

	return (struct chart_file){
		.blob = { .blob = chart_blob(&chart->at, entry),
		          .language = language_by_id(source->language),
		          .path = chart_path(&chart->at, entry) },
		.label = { .file_class = (enum file_class)source->file_class,
		           .declared = source->declared,
		           .by_attribute = source->by_attribute },
		.generated = source->generated,
		.has_main = source->has_main,
		.refusal = (enum refusal)source->refusal,
		.package = { chart->at.texts + source->package, source->package_size },
	};
}

struct asking {
	const struct chart *chart;
	chart_holder_found *found_holder;
	trace_found *found;
	call_found *found_call;
	uint32_t rest; /* of a key */
	void *context;
};

static void found_holder(void *context, const uint32_t *row)
{
	const struct asking *asking = context;

	if (row[1] < asking->chart->at.head->files)
		asking->found_holder(asking->context, row[1]);
}

bool chart_holders(struct chart *chart, uint32_t hash, chart_holder_found *found, void *context)
{
	struct asking asking = { .chart = chart, .found_holder = found, .context = context };

	return chart_rows_look(&chart->at.rows[ROWS_HOLDERS], hash, found_holder, &asking);
}

static void found_trace(void *context, const uint32_t *row)
{
	const struct asking *asking = context;

	if (row[1] < asking->chart->at.head->files)
		asking->found(asking->context, row[1], 0);
}

static void found_definer(void *context, const uint32_t *row)
{
	const struct asking *asking = context;

	if (row[1] == asking->rest && row[2] >> 8 < asking->chart->at.head->files)
		asking->found(asking->context, row[2] >> 8, (uint8_t)row[2]);
}

bool chart_traces(struct chart *chart, uint64_t key, bool exact, trace_found *found, void *context)
{
	struct asking asking = {
		.chart = chart, .found = found, .rest = (uint32_t)key, .context = context
	};

	return exact ? chart_rows_look(&chart->at.rows[ROWS_DEFINERS], (uint32_t)(key >> 32),
	                               found_definer, &asking)
	             : chart_rows_look(&chart->at.rows[ROWS_TRACES], (uint32_t)(key >> 32),
	                               found_trace, &asking);
}

static void tell_call(void *context, const uint32_t *row)
{
	const struct asking *asking = context;

	if (row[1] == asking->rest && row[2] < asking->chart->at.head->files)
		asking->found_call(asking->context, row[2], (uint64_t)row[4] << 32 | row[3]);
}

bool chart_calls(struct chart *chart, uint64_t key, call_found *found, void *context)
{
	struct asking asking = {
		.chart = chart, .found_call = found, .rest = (uint32_t)key, .context = context
	};

	return chart_rows_look(&chart->at.rows[ROWS_CALLS], (uint32_t)(key >> 32), tell_call,
	                       &asking);
}
