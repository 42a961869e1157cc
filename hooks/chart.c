#include "chart.h"

#include <string.h>

#include "chart_build.h"
#include "chart_layout.h"

static const uint32_t row_width[ROWS_COUNT] = {
	[ROWS_HOLDERS] = 2,
	[ROWS_TRACES] = 2,
	[ROWS_DEFINERS] = 3,
};

struct chart {
	struct chart_parts at;
	struct source_file *sources; /* NULL until somebody asks */
	struct said {
		uint32_t file;
		const struct facts *before;
	} * said;
	size_t said_count, said_capacity;
	struct arena arena;
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
	at->users_first = place(data, &end, (size_t)head->files + 2, sizeof(*at->users_first));
	at->edges = place(data, &end, head->edges, sizeof(*at->edges));
	at->users = place(data, &end, head->edges, sizeof(*at->users));
	for (int i = 0; i < ROWS_COUNT; i++) {
		struct chart_rows *rows = &at->rows[i];

		rows->count = head->rows[i];
		rows->width = row_width[i];
		rows->bucket_count = chart_buckets(rows->count);
		rows->buckets =
			place(data, &end, (size_t)rows->bucket_count + 1, sizeof(*rows->buckets));
	}
	at->texts = place(data, &end, head->texts, 1);
	for (int i = 0; i < ROWS_COUNT; i++)
		at->rows[i].words = place(data, &end, at->rows[i].count,
		                          row_width[i] * sizeof(*at->rows[i].words));
	return end;
}

uint64_t chart_seal(const struct chart_parts *at)
{
	const char *from = (const char *)&at->head->size;

	return text_hash((struct text){ from, (size_t)((char *)at->rows[0].words - from) });
}

/* --- reading --------------------------------------------------------------------------- */

/* The seal is against accidents; this, against everything else that may be in a file. */
static bool is_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	bool sound = at->users_first[head->files] == head->edges;

	for (uint32_t i = 0; i < head->entries; i++)
		sound &= (uint64_t)at->entries[i].path + at->entries[i].path_size <= head->texts &&
		         at->entries[i].id_size <= ID_MOST;
	for (uint32_t i = 0; i < head->files; i++)
		sound &=
			at->files[i].entry < head->entries &&
			at->users_first[i] <= at->users_first[i + 1] &&
			at->standings[i].region < REGION_COUNT &&
			(uint64_t)at->files[i].package + at->files[i].package_size <= head->texts &&
			language_by_id(at->files[i].language);
	for (uint32_t i = 0; i < head->edges; i++)
		sound &= at->edges[i].from < head->files && at->edges[i].to < head->files &&
		         at->users[i] < head->edges;
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
	       chart_lay_out(&at, head, NULL) == size;
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
	memory_free(chart->said);
	arena_release(&chart->arena);
	memory_free(chart);
}

static struct text path_of(const struct chart_parts *at, const struct chart_entry *entry)
{
	return (struct text){ at->texts + entry->path, entry->path_size };
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
		          .path = path_of(&chart->at, entry) },
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

/* One for all files of a kind. */
static const struct facts *facts_in_short(struct chart *chart, const struct chart_source *source,
                                          struct hash_map *known, const struct facts **list)
{
	uint64_t kind = (uint64_t)source->language << 16 | (uint64_t)source->refusal << 2 |
	                (uint64_t)source->has_main << 1 | source->generated;
	uint32_t *at = hash_map_at(known, kind);
	struct facts *facts;

	if (*at == MAP_NONE) {
		*at = (uint32_t)known->count - 1;
		facts = arena_new(&chart->arena, sizeof(*facts));
		facts->language = language_by_id(source->language);
		facts->refusal = source->refusal;
		facts->generated = source->generated;
		facts->has_main = source->has_main;
		list[*at] = facts;
	}
	return list[*at];
}

struct source_file *chart_sources(struct chart *chart)
{
	const struct chart_parts *at = &chart->at;
	size_t count = at->head->files;
	struct hash_map known = HASH_MAP_INIT;
	const struct facts **list;

	if (chart->sources)
		return chart->sources;
	list = memory_new((count + 1) * sizeof(const struct facts *));
	chart->sources = arena_new(&chart->arena, count * sizeof(*chart->sources));
	for (size_t i = 0; i < count; i++) {
		const struct chart_source *source = &at->files[i];

		chart->sources[i] = (struct source_file){
			.path = path_of(at, &at->entries[source->entry]),
			.facts = facts_in_short(chart, source, &known, list),
			.label = { .file_class = (enum file_class)source->file_class,
			           .declared = source->declared,
			           .by_attribute = source->by_attribute },
		};
	}
	hash_map_release(&known);
	memory_free(list);
	return chart->sources;
}

void chart_say(struct chart *chart, uint32_t file, const struct facts *facts)
{
	chart->said = array_grow(chart->said, &chart->said_capacity, chart->said_count,
	                         sizeof(*chart->said));
	chart->said[chart->said_count++] = (struct said){ file, chart->sources[file].facts };
	chart->sources[file].facts = facts;
}

/* The last first: one file may have been said more than once. */
void chart_take_back(struct chart *chart)
{
	while (chart->said_count) {
		const struct said *said = &chart->said[--chart->said_count];

		chart->sources[said->file].facts = said->before;
	}
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
		.users_first = at->users_first,
		.users = at->users,
		.trunk_load = at->head->trunk_load,
		.unresolved = at->head->unresolved,
		.borrowed = true,
	};
}

struct asking {
	const struct chart *chart;
	chart_holder_found *found_holder;
	trace_found *found;
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
	struct asking asking = { chart, NULL, found, (uint32_t)key, context };

	return exact ? chart_rows_look(&chart->at.rows[ROWS_DEFINERS], (uint32_t)(key >> 32),
	                               found_definer, &asking)
	             : chart_rows_look(&chart->at.rows[ROWS_TRACES], (uint32_t)(key >> 32),
	                               found_trace, &asking);
}

/* --- does a tree agree? ---------------------------------------------------------------- */

bool chart_is_made_of(struct text path)
{
	return language_of(path, TEXT("")) || labels_stand_in(path) || regions_guided_by(path);
}

struct comparing {
	const struct chart *chart;
	struct chart_difference *list;
	size_t count;
};

static bool same_content(const struct chart_entry *was, const struct entry *is)
{
	return was->id_size == is->blob.size && memcmp(was->id, is->blob.bytes, was->id_size) == 0;
}

/* False: it may change more than the text of one file. */
static bool note_difference(struct comparing *comparing, const struct chart_entry *was,
                            const struct entry *is)
{
	struct text path = was ? path_of(&comparing->chart->at, was) : is->path;

	if (!chart_is_made_of(path))
		return true;
	if (!was || !is || was->file == MAP_NONE || comparing->count == CHART_DIFFERENCES_MOST)
		return false;
	comparing->list[comparing->count++] = (struct chart_difference){ was->file, is };
	return true;
}

bool chart_differences(const struct chart *chart, const struct listing *listing,
                       struct chart_difference **differences, size_t *count)
{
	const struct chart_parts *at = &chart->at;
	struct comparing comparing = { .chart = chart };
	size_t i = 0, k = 0;
	bool agrees = true;

	comparing.list = memory_new(CHART_DIFFERENCES_MOST * sizeof(*comparing.list));
	while (agrees && (i < at->head->entries || k < listing->count)) {
		const struct chart_entry *was = i < at->head->entries ? &at->entries[i] : NULL;
		const struct entry *is = k < listing->count ? &listing->entries[k] : NULL;
		int order = !was ? 1 : !is ? -1 : text_compare(path_of(at, was), is->path);

		if (order < 0)
			agrees = note_difference(&comparing, was, NULL);
		else if (order > 0)
			agrees = note_difference(&comparing, NULL, is);
		else if (!same_content(was, is))
			agrees = note_difference(&comparing, was, is);
		i += order <= 0;
		k += order >= 0;
	}
	*differences = comparing.list;
	*count = comparing.count;
	return agrees;
}

/* --- does the one before it agree? -------------------------------------------------------- */

static const struct chart_entry *find_entry(const struct chart_parts *at, struct text path)
{
	uint32_t low = 0, high = at->head->entries;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = text_compare(path_of(at, &at->entries[middle]), path);

		if (order == 0)
			return &at->entries[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static void drop_difference(struct comparing *comparing, uint32_t file)
{
	size_t kept = 0;

	for (size_t i = 0; i < comparing->count; i++)
		if (comparing->list[i].file != file)
			comparing->list[kept++] = comparing->list[i];
	comparing->count = kept;
}

/* The last one, to where it belongs. */
static void place_difference(struct comparing *comparing)
{
	struct chart_difference last = comparing->list[comparing->count - 1];
	size_t at = comparing->count - 1;

	for (; at > 0 && comparing->list[at - 1].file > last.file; at--)
		comparing->list[at] = comparing->list[at - 1];
	comparing->list[at] = last;
}

static bool is_no_matter(const struct entry *entry)
{
	return !entry || !chart_is_made_of(entry->path);
}

/* False: more than the text of one file was otherwise before. */
static bool undo_change(struct comparing *comparing, const struct change *change)
{
	const struct chart_parts *at = &comparing->chart->at;
	const struct chart_entry *entry;

	if (is_no_matter(change->before) && is_no_matter(change->after))
		return true;
	if (!change->before || !change->after ||
	    !text_equal(change->before->path, change->after->path))
		return false;
	entry = find_entry(at, change->before->path);
	if (!entry || entry->file == MAP_NONE)
		return false;
	drop_difference(comparing, entry->file);
	if (same_content(entry, change->before))
		return true;
	if (!note_difference(comparing, entry, change->before))
		return false;
	place_difference(comparing);
	return true;
}

bool chart_differences_before(const struct chart *chart, const struct chart_difference *of_next,
                              size_t next_count, const struct changes *changes,
                              struct chart_difference **differences, size_t *count)
{
	struct comparing comparing = { .chart = chart, .count = next_count };
	bool agrees = true;

	comparing.list = memory_new(CHART_DIFFERENCES_MOST * sizeof(*comparing.list));
	if (next_count)
		memcpy(comparing.list, of_next, next_count * sizeof(*comparing.list));
	for (size_t i = 0; i < changes->count && agrees; i++)
		agrees = undo_change(&comparing, &changes->items[i]);
	*differences = comparing.list;
	*count = comparing.count;
	return agrees;
}
