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

/* --- the files of a tree that differs ------------------------------------------------------- */

struct planting {
	const struct chart *chart;
	struct arena *arena;
	struct hash_map known; /* kinds of files, to numbers of `kinds` */
	const struct facts **kinds;
	struct chart_tree tree;
};

/* One for all files of a kind. */
static const struct facts *facts_in_short(struct planting *planting,
                                          const struct chart_source *source)
{
	uint64_t kind = (uint64_t)source->language << 16 | (uint64_t)source->refusal << 2 |
	                (uint64_t)source->has_main << 1 | source->generated;
	uint32_t *at = hash_map_at(&planting->known, kind);
	struct facts *facts;

	if (*at == MAP_NONE) {
		*at = (uint32_t)planting->known.count - 1;
		facts = arena_new(planting->arena, sizeof(*facts));
		facts->language = language_by_id(source->language);
		facts->refusal = source->refusal;
		facts->generated = source->generated;
		facts->has_main = source->has_main;
		planting->kinds[*at] = facts;
	}
	return planting->kinds[*at];
}

/* The files of the chart up to `end`. */
static void plant_up_to(struct planting *planting, uint32_t from, uint32_t end)
{
	const struct chart_parts *at = &planting->chart->at;
	struct chart_tree *tree = &planting->tree;

	for (uint32_t i = from; i < end; i++) {
		const struct chart_source *source = &at->files[i];

		if (tree->now) {
			tree->now[i] = (uint32_t)tree->count;
			tree->was[tree->count] = i;
		}
		tree->files[tree->count++] = (struct source_file){
			.path = path_of(at, &at->entries[source->entry]),
			.facts = facts_in_short(planting, source),
			.label = { .file_class = (enum file_class)source->file_class,
			           .declared = source->declared,
			           .by_attribute = source->by_attribute },
		};
	}
}

static void plant_new(struct chart_tree *tree, const struct entry *entry)
{
	tree->was[tree->count] = MAP_NONE;
	tree->files[tree->count++].path = entry->path;
}

/* The first file of the chart that does not come before `path`. */
static uint32_t place_of(const struct chart_parts *at, struct text path)
{
	uint32_t low = 0, high = at->head->files;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (text_compare(path_of(at, &at->entries[at->files[middle].entry]), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t plant_difference(struct planting *planting, uint32_t from,
                                 const struct chart_difference *difference, uint32_t *number)
{
	struct chart_tree *tree = &planting->tree;
	bool came = difference->file == MAP_NONE;
	uint32_t file =
		came ? place_of(&planting->chart->at, difference->entry->path) : difference->file;

	plant_up_to(planting, from, file);
	*number = difference->entry ? (uint32_t)tree->count : MAP_NONE;
	if (came) {
		plant_new(tree, difference->entry);
		return file;
	}
	if (difference->entry)
		plant_up_to(planting, file, file + 1);
	else
		tree->now[file] = MAP_NONE;
	return file + 1;
}

struct chart_tree chart_tree(const struct chart *chart, const struct chart_difference *differences,
                             size_t count, struct arena *arena)
{
	const struct chart_parts *at = &chart->at;
	size_t most = at->head->files + count;
	struct planting planting = { .chart = chart, .arena = arena };
	struct chart_tree *tree = &planting.tree;
	uint32_t from = 0;
	bool moves = false;

	for (size_t i = 0; i < count; i++)
		moves |= differences[i].file == MAP_NONE || !differences[i].entry;
	planting.kinds = memory_new((most + 1) * sizeof(const struct facts *));
	tree->files = arena_new(arena, most * sizeof(*tree->files));
	tree->differing = arena_new(arena, count * sizeof(*tree->differing));
	if (moves) {
		tree->now = arena_new(arena, at->head->files * sizeof(*tree->now));
		tree->was = arena_new(arena, most * sizeof(*tree->was));
	}
	for (size_t i = 0; i < count; i++)
		from = plant_difference(&planting, from, &differences[i], &tree->differing[i]);
	plant_up_to(&planting, from, at->head->files);
	hash_map_release(&planting.known);
	memory_free(planting.kinds);
	return *tree;
}

void chart_small_files(const struct chart *chart, chart_small_found *found, void *context)
{
	const struct chart_parts *at = &chart->at;

	for (uint32_t i = 0; i < at->head->entries; i++) {
		const struct chart_entry *entry = &at->entries[i];
		struct object_id blob = { .size = entry->id_size };

		if (!entry->small)
			continue;
		memcpy(blob.bytes, entry->id, entry->id_size);
		found(context, path_of(at, entry), &blob);
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

bool chart_is_small(struct text path)
{
	return labels_stand_in(path) || regions_guided_by(path);
}

bool chart_is_made_of(struct text path)
{
	return language_of(path, TEXT("")) || chart_is_small(path);
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

/* False: it may change more than a file and what stands on that. */
static bool note_difference(struct comparing *comparing, const struct chart_entry *was,
                            const struct entry *is)
{
	struct text path = was ? path_of(&comparing->chart->at, was) : is->path;

	if (!chart_is_made_of(path))
		return true;
	if (chart_is_small(path) || (was && was->file == MAP_NONE) ||
	    comparing->count == CHART_DIFFERENCES_MOST)
		return false;
	comparing->list[comparing->count++] =
		(struct chart_difference){ was ? was->file : MAP_NONE, is };
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

static struct text path_of_difference(const struct comparing *comparing,
                                      const struct chart_difference *difference)
{
	const struct chart_parts *at = &comparing->chart->at;

	if (difference->entry)
		return difference->entry->path;
	return path_of(at, &at->entries[at->files[difference->file].entry]);
}

static void drop_difference(struct comparing *comparing, struct text path)
{
	size_t kept = 0;

	for (size_t i = 0; i < comparing->count; i++)
		if (!text_equal(path_of_difference(comparing, &comparing->list[i]), path))
			comparing->list[kept++] = comparing->list[i];
	comparing->count = kept;
}

/* The last one, to where it belongs. */
static void place_difference(struct comparing *comparing)
{
	struct chart_difference last = comparing->list[comparing->count - 1];
	struct text path = path_of_difference(comparing, &last);
	size_t at = comparing->count - 1;

	for (; at > 0 &&
	       text_compare(path_of_difference(comparing, &comparing->list[at - 1]), path) > 0;
	     at--)
		comparing->list[at] = comparing->list[at - 1];
	comparing->list[at] = last;
}

/* What lay at `path` was this; NULL: nothing.  False: as note_difference. */
static bool take_back(struct comparing *comparing, struct text path, const struct entry *before)
{
	const struct chart_entry *entry = find_entry(&comparing->chart->at, path);
	size_t count;

	drop_difference(comparing, path);
	count = comparing->count;
	if ((!entry && !before) || (entry && before && same_content(entry, before)))
		return true;
	if (!note_difference(comparing, entry, before))
		return false;
	if (comparing->count > count)
		place_difference(comparing);
	return true;
}

static bool undo_change(struct comparing *comparing, const struct change *change)
{
	const struct entry *before = change->before, *after = change->after;

	if (after && !(before && text_equal(before->path, after->path)) &&
	    !take_back(comparing, after->path, NULL))
		return false;
	return !before || take_back(comparing, before->path, before);
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
