/*
 * The chart as it lies in its file, all numbers as this machine has them:
 *
 *	head
 *	entries         every file of the tree, by path
 *	files           those of a known language, with what the graph was made of
 *	standings, users_first, edges, users     as in struct regions
 *	buckets         where the holders of each range of hashes begin, and their seal
 *	paths           of the entries, one behind the other
 *	holders         (hash, file), by range
 *
 * The seal of the head covers everything up to the holders: it is what every
 * run reads anyway.  Of the holders a run reads few, and checks those.
 */
#include "chart.h"

#include <string.h>

#include "chart_build.h"

static const char chart_magic[8] = "bolechrt";

enum { HOLDERS_A_BUCKET = 256, BUCKETS_MOST = 1 << 16, ID_MOST = 32 };

struct chart_head {
	char magic[8];
	uint64_t build; /* of the program */
	uint64_t seal;  /* of what follows, up to the holders */
	uint64_t size;  /* of the file */
	uint64_t paths; /* bytes */
	uint32_t entries, files, edges, buckets, holders;
	uint32_t trunk_load, unresolved, unused;
};

struct chart_entry {
	uint32_t path, path_size; /* in the paths */
	uint32_t file;            /* or MAP_NONE */
	uint8_t id_size, unused[3];
	uint8_t id[ID_MOST];
};

struct chart_source {
	uint64_t shape, face;
	uint32_t entry;
	uint16_t language;
	uint8_t file_class;
	int8_t declared;
	uint8_t by_attribute, generated, has_main, refusal, unused[4];
};

struct chart_bucket {
	uint32_t first; /* of the holders */
	uint32_t seal;
};

struct chart_holder {
	uint32_t hash, file;
};

/* Where each part lies; sizes are multiples of eight but for the paths, which come last. */
struct chart_parts {
	struct chart_head *head;
	struct chart_entry *entries;
	struct chart_source *files;
	struct standing *standings;
	uint32_t *users_first;
	struct edge *edges;
	uint32_t *users;
	struct chart_bucket *buckets;
	char *paths;
	struct chart_holder *holders;
};

struct chart {
	struct chart_parts at;
	bool *checked; /* by bucket: its seal is right */
};

/* --- the layout ------------------------------------------------------------------------ */

static void *place(char *data, size_t *at, size_t count, size_t size)
{
	char *here = data + *at;

	*at += (count * size + 7) / 8 * 8;
	return here;
}

/* The size that a file with this head has; `data` may be NULL when only that is wanted. */
static size_t lay_out(struct chart_parts *at, const struct chart_head *head, char *data)
{
	size_t end = 0;

	at->head = place(data, &end, 1, sizeof(*at->head));
	at->entries = place(data, &end, head->entries, sizeof(*at->entries));
	at->files = place(data, &end, head->files, sizeof(*at->files));
	at->standings = place(data, &end, head->files, sizeof(*at->standings));
	at->users_first = place(data, &end, (size_t)head->files + 2, sizeof(*at->users_first));
	at->edges = place(data, &end, head->edges, sizeof(*at->edges));
	at->users = place(data, &end, head->edges, sizeof(*at->users));
	at->buckets = place(data, &end, (size_t)head->buckets + 1, sizeof(*at->buckets));
	at->paths = place(data, &end, head->paths, 1);
	at->holders = place(data, &end, head->holders, sizeof(*at->holders));
	return end;
}

static uint64_t seal_of(const struct chart_parts *at)
{
	const char *from = (const char *)&at->head->size;

	return text_hash((struct text){ from, (size_t)((char *)at->holders - from) });
}

static uint32_t bucket_of(const struct chart_head *head, uint32_t hash)
{
	return (uint32_t)((uint64_t)hash * head->buckets >> 32);
}

static uint32_t bucket_seal(const struct chart_parts *at, uint32_t bucket)
{
	uint32_t first = at->buckets[bucket].first, end = at->buckets[bucket + 1].first;

	return (uint32_t)text_hash((struct text){ (const char *)&at->holders[first],
	                                          (end - first) * sizeof(*at->holders) });
}

/* --- reading --------------------------------------------------------------------------- */

/* The seal is against accidents; this, against everything else that may be in a file. */
static bool is_sound(const struct chart_parts *at)
{
	const struct chart_head *head = at->head;
	bool sound = at->buckets[head->buckets].first == head->holders &&
	             at->users_first[head->files] == head->edges;

	for (uint32_t i = 0; i < head->entries; i++)
		sound &= (uint64_t)at->entries[i].path + at->entries[i].path_size <= head->paths &&
		         at->entries[i].id_size <= ID_MOST;
	for (uint32_t i = 0; i < head->files; i++)
		sound &= at->files[i].entry < head->entries &&
		         at->users_first[i] <= at->users_first[i + 1] &&
		         at->standings[i].region < REGION_COUNT &&
		         language_by_id(at->files[i].language);
	for (uint32_t i = 0; i < head->edges; i++)
		sound &= at->edges[i].from < head->files && at->edges[i].to < head->files &&
		         at->users[i] < head->edges;
	for (uint32_t i = 0; i < head->buckets; i++)
		sound &= at->buckets[i].first <= at->buckets[i + 1].first;
	return sound;
}

static bool is_ours(const struct chart_head *head, size_t size)
{
	struct chart_parts at;

	return size >= sizeof(*head) &&
	       memcmp(head->magic, chart_magic, sizeof(head->magic)) == 0 &&
	       head->build == build_identity() && head->size == size && head->paths <= size &&
	       head->entries <= size && head->files <= size && head->edges <= size &&
	       head->buckets <= BUCKETS_MOST && head->holders <= size &&
	       lay_out(&at, head, NULL) == size;
}

struct chart *chart_open(struct history *history)
{
	struct text file = build_identity() ? history_chart(history) : TEXT("");
	struct chart_parts at;
	struct chart *chart;

	if (!file.size || !is_ours((const struct chart_head *)(const void *)file.data, file.size))
		return NULL;
	lay_out(&at, (const struct chart_head *)(const void *)file.data,
	        (char *)(uintptr_t)file.data);
	if (at.head->seal != seal_of(&at) || !is_sound(&at))
		return NULL;
	chart = memory_new(sizeof(*chart));
	chart->at = at;
	chart->checked = memory_new(at.head->buckets * sizeof(*chart->checked));
	return chart;
}

void chart_close(struct chart *chart)
{
	if (!chart)
		return;
	memory_free(chart->checked);
	memory_free(chart);
}

static struct text path_of(const struct chart_parts *at, const struct chart_entry *entry)
{
	return (struct text){ at->paths + entry->path, entry->path_size };
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
		.users_first = at->users_first,
		.users = at->users,
		.trunk_load = at->head->trunk_load,
		.unresolved = at->head->unresolved,
		.borrowed = true,
	};
}

bool chart_holders(struct chart *chart, uint32_t hash, chart_holder_found *found, void *context)
{
	const struct chart_parts *at = &chart->at;
	uint32_t bucket = bucket_of(at->head, hash);

	if (!chart->checked[bucket] && bucket_seal(at, bucket) != at->buckets[bucket].seal)
		return false;
	chart->checked[bucket] = true;
	for (uint32_t i = at->buckets[bucket].first; i < at->buckets[bucket + 1].first; i++)
		if (at->holders[i].hash == hash && at->holders[i].file < at->head->files)
			found(context, at->holders[i].file);
	return true;
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

/* --- writing --------------------------------------------------------------------------- */

struct charting {
	const struct listing *listing;
	const struct wanted *blobs;
	const struct regions *regions;
	struct chart_head head;
	struct chart_parts at;
};

static bool is_held(const struct charting *charting, uint32_t file)
{
	return charting->regions->files[file].label.file_class == FILE_SOURCE;
}

static struct text held_sketch(const struct charting *charting, uint32_t file)
{
	return is_held(charting, file) ? charting->regions->files[file].facts->sketch : TEXT("");
}

/* False: something of it may be otherwise another time. */
static bool count_up(struct charting *charting)
{
	const struct regions *regions = charting->regions;
	struct chart_head *head = &charting->head;
	uint64_t holders = 0;
	bool lasting = true;

	for (uint32_t i = 0; i < regions->count; i++) {
		lasting &= regions->files[i].facts->refusal < REFUSED_TIME;
		holders += sketch_count(held_sketch(charting, i));
	}
	for (size_t i = 0; i < charting->listing->count; i++)
		head->paths += charting->listing->entries[i].path.size;
	memcpy(head->magic, chart_magic, sizeof(head->magic));
	head->build = build_identity();
	head->paths = (head->paths + 7) / 8 * 8;
	head->entries = (uint32_t)charting->listing->count;
	head->files = (uint32_t)regions->count;
	head->edges = (uint32_t)regions->edge_count;
	head->holders = (uint32_t)holders;
	head->buckets = (uint32_t)(holders / HOLDERS_A_BUCKET) + 1;
	if (head->buckets > BUCKETS_MOST)
		head->buckets = BUCKETS_MOST;
	head->trunk_load = regions->trunk_load;
	head->unresolved = regions->unresolved;
	return lasting && !regions->unlinked && head->build && holders <= UINT32_MAX &&
	       head->paths <= UINT32_MAX && charting->listing->count < MAP_NONE &&
	       regions->edge_count <= UINT32_MAX;
}

/* Both lists ascend by path. */
static void put_entries(const struct charting *charting)
{
	uint32_t path = 0, file = 0;

	for (uint32_t i = 0; i < charting->head.entries; i++) {
		const struct entry *entry = &charting->listing->entries[i];
		struct chart_entry *out = &charting->at.entries[i];
		bool known = file < charting->head.files &&
		             text_equal(charting->blobs[file].path, entry->path);

		out->path = path;
		out->path_size = (uint32_t)entry->path.size;
		out->file = known ? file : MAP_NONE;
		out->id_size = entry->blob.size;
		memcpy(out->id, entry->blob.bytes, entry->blob.size);
		memcpy(charting->at.paths + path, entry->path.data, entry->path.size);
		path += out->path_size;
		if (known)
			charting->at.files[file++].entry = i;
	}
}

static void put_files(const struct charting *charting)
{
	for (uint32_t i = 0; i < charting->head.files; i++) {
		const struct source_file *file = &charting->regions->files[i];
		struct chart_source *out = &charting->at.files[i];

		out->shape = facts_shape(file->facts);
		out->face = facts_face(file->facts);
		out->language = charting->blobs[i].language->id;
		out->file_class = (uint8_t)file->label.file_class;
		out->declared = (int8_t)file->label.declared;
		out->by_attribute = file->label.by_attribute;
		out->generated = file->facts->generated;
		out->has_main = file->facts->has_main;
		out->refusal = file->facts->refusal;
	}
}

/* Into their ranges by counting, so that each range has them in the order of the files. */
static void put_holders(const struct charting *charting)
{
	const struct chart_parts *at = &charting->at;

	for (uint32_t i = 0; i < charting->head.files; i++) {
		struct text sketch = held_sketch(charting, i);

		for (size_t k = 0; k < sketch_count(sketch); k++)
			at->buckets[bucket_of(&charting->head, sketch_at(sketch, k))].seal++;
	}
	for (uint32_t b = 0; b < charting->head.buckets; b++) {
		at->buckets[b + 1].first = at->buckets[b].first + at->buckets[b].seal;
		at->buckets[b].seal = at->buckets[b].first;
	}
	for (uint32_t i = 0; i < charting->head.files; i++) {
		struct text sketch = held_sketch(charting, i);

		for (size_t k = 0; k < sketch_count(sketch); k++) {
			uint32_t hash = sketch_at(sketch, k);

			at->holders[at->buckets[bucket_of(&charting->head, hash)].seal++] =
				(struct chart_holder){ hash, i };
		}
	}
	for (uint32_t b = 0; b < charting->head.buckets; b++)
		at->buckets[b].seal = bucket_seal(at, b);
}

static void put_graph(const struct charting *charting)
{
	const struct regions *regions = charting->regions;
	const struct chart_parts *at = &charting->at;

	if (!regions->count)
		return;
	memcpy(at->standings, regions->standings, regions->count * sizeof(*at->standings));
	memcpy(at->users_first, regions->users_first,
	       (regions->count + 1) * sizeof(*at->users_first));
	if (!regions->edge_count)
		return;
	memcpy(at->edges, regions->edges, regions->edge_count * sizeof(*at->edges));
	memcpy(at->users, regions->users, regions->edge_count * sizeof(*at->users));
}

void chart_keep(struct history *history, const struct listing *listing, const struct wanted *blobs,
                const struct regions *regions)
{
	struct charting charting = { .listing = listing, .blobs = blobs, .regions = regions };
	char *data;

	if (!history_usable(history) || !count_up(&charting))
		return;
	charting.head.size = lay_out(&charting.at, &charting.head, NULL);
	data = memory_new(charting.head.size);
	lay_out(&charting.at, &charting.head, data);
	*charting.at.head = charting.head;
	put_entries(&charting);
	put_files(&charting);
	put_graph(&charting);
	put_holders(&charting);
	charting.at.head->seal = seal_of(&charting.at);
	history_keep_chart(history, (struct text){ data, charting.head.size });
	memory_free(data);
}
