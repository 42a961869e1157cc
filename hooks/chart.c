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

size_t chart_lay_out(struct chart_parts *at, const struct chart_head *head, char *data)
{
	size_t end = 0;

	at->head = place(data, &end, 1, sizeof(*at->head));
	at->entries = place(data, &end, head->entries, sizeof(*at->entries));
	at->files = place(data, &end, head->files, sizeof(*at->files));
	at->standings = place(data, &end, head->files, sizeof(*at->standings));
	at->edges_first = place(data, &end, (size_t)head->files + 2, sizeof(*at->edges_first));
	at->users_first = place(data, &end, (size_t)head->files + 2, sizeof(*at->users_first));
	at->edges = place(data, &end, head->edges, sizeof(*at->edges));
	at->users = place(data, &end, head->edges, sizeof(*at->users));
	at->imports = place(data, &end, head->imports, sizeof(*at->imports));
	at->texts = place(data, &end, head->texts, 1);
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

	return text_hash((struct text){ from, (size_t)((char *)at->rows[0].buckets - from) });
}

/* --- reading --------------------------------------------------------------------------- */

/* Paths ascend, and so do the files among the entries, each known to its own. */
static bool entries_are_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	struct text before = TEXT("");
	uint32_t file = 0;

	for (uint32_t i = 0; i < head->entries; i++) {
		const struct chart_entry *entry = &at->entries[i];
		struct text path = chart_path(at, entry);

		if ((uint64_t)entry->path + entry->path_size > head->texts ||
		    entry->id_size > ID_MOST || text_compare(before, path) >= 0)
			return false;
		if (entry->file != MAP_NONE &&
		    (entry->file != file || file == head->files || at->files[file++].entry != i))
			return false;
		before = path;
	}
	return file == head->files;
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
	       at->edges_first[number] <= at->edges_first[number + 1] &&
	       at->users_first[number] <= at->users_first[number + 1];
}

static bool is_source(const struct chart_source *file)
{
	struct facts facts = { .generated = file->generated };
	struct label label = { .file_class = (enum file_class)file->file_class,
		               .by_attribute = file->by_attribute };

	return source_class(&(struct source_file){ .facts = &facts, .label = label }) ==
	       FILE_SOURCE;
}

/* Of each file, while the edges are gone through once. */
struct user_count {
	uint32_t next, end; /* of its users */
	uint32_t load;
	bool is_source;
};

/* They ascend, and each is the next user of where it leads: so each is there once, in their order.
 * Nothing else is gone through that is as long. */
static bool edges_are_sound(const struct chart_parts *at, struct user_count *counts)
{
	const uint32_t files = at->head->files, edges = at->head->edges;
	const struct edge *edge = at->edges;
	const struct user *users = at->users;
	uint64_t least = 0;

	for (uint32_t i = 0; i < edges; i++, edge++) {
		uint64_t way = (uint64_t)edge->from << 32 | edge->to;
		struct user_count *to;

		if (edge->from >= files || edge->to >= files || edge->kind >= EDGE_KIND_COUNT ||
		    edge->confidence >= CONFIDENCE_COUNT || way < least)
			return false;
		to = &counts[edge->to];
		if (i < at->edges_first[edge->from] || i >= at->edges_first[edge->from + 1] ||
		    to->next == to->end || users[to->next].from != edge->from ||
		    users[to->next].kind != edge->kind)
			return false;
		to->next++;
		to->load += counts[edge->from].is_source;
		least = way + 1;
	}
	return true;
}

/* Loads are taken from tables of so many rows as there are files: they must be what they say. */
static bool graph_is_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	struct user_count *counts = memory_new(head->files * sizeof(*counts));
	bool sound = at->users_first[0] == 0 && at->users_first[head->files] == head->edges &&
	             at->edges_first[0] == 0 && at->edges_first[head->files] == head->edges;

	for (uint32_t i = 0; i < head->files; i++)
		counts[i] = (struct user_count){ at->users_first[i], at->users_first[i + 1], 0,
			                         is_source(&at->files[i]) };
	sound = sound && edges_are_sound(at, counts);
	for (uint32_t i = 0; i < head->files && sound; i++)
		sound = counts[i].load == at->standings[i].load;
	for (uint32_t i = 0; i < head->imports && sound; i++)
		sound = at->imports[i].from < head->files && at->imports[i].to < head->files;
	memory_free(counts);
	return sound;
}

/* The seal is against accidents; this, against everything else that may be in a file. */
static bool is_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	bool sound = entries_are_sound(at);

	for (uint32_t i = 0; i < head->files && sound; i++)
		sound = file_is_sound(at, i);
	sound = sound && graph_is_sound(at);
	for (int i = 0; i < ROWS_COUNT; i++)
		sound &= chart_rows_sound(&at->rows[i]);
	return sound;
}

static bool is_ours(const struct chart_head *head, size_t size)
{
	struct chart_parts at;

	return size >= sizeof(*head) &&
	       memcmp(head->magic, CHART_MAGIC, sizeof(head->magic)) == 0 &&
	       head->build == build_identity() && head->size == size && head->texts <= size &&
	       head->entries <= size && head->files <= size && head->edges <= size &&
	       head->imports <= size && chart_lay_out(&at, head, NULL) == size;
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
	for (int i = 0; i < ROWS_COUNT; i++)
		chart->at.rows[i].checked = memory_new(at.rows[i].bucket_count * sizeof(bool));
	return chart;
}

void chart_close(struct chart *chart)
{
	if (!chart)
		return;
	for (int i = 0; i < ROWS_COUNT; i++)
		memory_free(chart->at.rows[i].checked);
	memory_free(chart);
}

size_t chart_count(const struct chart *chart)
{
	return chart->at.head->files;
}

struct chart_file chart_file(const struct chart *chart, uint32_t file)
{
	const struct chart_source *source = &chart->at.files[file];
	const struct chart_entry *entry = &chart->at.entries[source->entry];
	struct chart_file out = {
		.blob = { .blob = { .size = entry->id_size },
		          .language = language_by_id(source->language),
		          .path = chart_path(&chart->at, entry) },
		.label = { .file_class = (enum file_class)source->file_class,
		           .declared = source->declared,
		           .by_attribute = source->by_attribute },
		.generated = source->generated,
		.has_main = source->has_main,
		.refusal = (enum refusal)source->refusal,
		.shape = source->shape,
		.face = source->face,
		.package = { chart->at.texts + source->package, source->package_size },
	};

	memcpy(out.blob.blob.bytes, entry->id, entry->id_size);
	return out;
}

void chart_regions(const struct chart *chart, const struct source_file *files,
                   struct regions *regions)
{
	const struct chart_parts *at = &chart->at;

	*regions = (struct regions){
		.files = files,
		.count = at->head->files,
		.standings = at->standings,
		.edges = at->edges,
		.edge_count = at->head->edges,
		.edges_first = at->edges_first,
		.users_first = at->users_first,
		.users = at->users,
		.trunk_load = at->head->trunk_load,
		.unresolved = at->head->unresolved,
		.imports = at->imports,
		.import_count = at->head->imports,
		.imports_odd = at->head->imports_odd,
		.borrowed = true,
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
