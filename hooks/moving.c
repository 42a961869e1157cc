#include "moving.h"

#include <stdlib.h>

#include "chart.h"
#include "moving_graph.h"
#include "small_files.h"
#include "unit_changes.h"

/* A path that had a file once.  `was` is how it stood when last settled. */
struct slot {
	struct text path;
	struct sheet *sheet, *was; /* NULL: no file */
	struct label label;
	enum file_class file_class, class_was;
	struct standing standing;
	uint32_t number; /* in the last graph, or MAP_NONE */
	bool changed;    /* is in the list of changes */
};

struct moving {
	struct session *session;
	struct sheets *sheets;
	struct text_map index; /* of paths to `slots` */
	struct slot **slots;
	size_t slot_count, slot_capacity;
	struct slot **changed;
	size_t changed_count, changed_capacity;

	struct slot **files; /* that are there, ascending by path */
	struct source_file *sources;
	size_t file_count, file_capacity, source_capacity;

	struct small_files small;
	struct labels *labels;

	bool new_set;    /* files came or went */
	bool new_shape;  /* what the graph is made of changed */
	bool new_labels; /* attributes changed */
	bool new_rules;  /* attributes or guides did */
	struct moving_graph *graph;
	struct arena arena; /* of paths and slots */
};

struct moving *moving_new(struct session *session, struct sheets *sheets)
{
	struct moving *moving = memory_new(sizeof(*moving));

	moving->session = session;
	moving->sheets = sheets;
	moving->labels = labels_new();
	moving->graph = moving_graph_new();
	return moving;
}

void moving_free(struct moving *moving)
{
	if (!moving)
		return;
	small_files_release(&moving->small);
	text_map_release(&moving->index);
	labels_free(moving->labels);
	moving_graph_free(moving->graph);
	memory_free(moving->slots);
	memory_free(moving->changed);
	memory_free(moving->files);
	memory_free(moving->sources);
	arena_release(&moving->arena);
	memory_free(moving);
}

size_t moving_graphs(const struct moving *moving)
{
	return moving_graph_count(moving->graph);
}

/* --- files -------------------------------------------------------------------------------- */

static struct slot *slot_of(struct moving *moving, struct text path)
{
	uint32_t at = text_map_get(&moving->index, path);
	struct slot *slot;

	if (at != MAP_NONE)
		return moving->slots[at];
	slot = arena_new(&moving->arena, sizeof(*slot));
	slot->path = arena_text(&moving->arena, path);
	slot->number = MAP_NONE;
	*text_map_at(&moving->index, slot->path) = (uint32_t)moving->slot_count;
	moving->slots = array_grow(moving->slots, &moving->slot_capacity, moving->slot_count,
	                           sizeof(*moving->slots));
	moving->slots[moving->slot_count++] = slot;
	return slot;
}

static void put_sheet(struct moving *moving, struct text path, struct sheet *sheet)
{
	struct slot *slot = slot_of(moving, path);

	if (slot->sheet == sheet)
		return;
	if (!slot->changed) {
		slot->changed = true;
		slot->was = slot->sheet;
		slot->class_was = slot->file_class;
		if (slot->was)
			sheet_take(slot->was); /* until it was compared */
		moving->changed = array_grow(moving->changed, &moving->changed_capacity,
		                             moving->changed_count, sizeof(*moving->changed));
		moving->changed[moving->changed_count++] = slot;
	}
	moving->new_set = moving->new_set || !slot->sheet != !sheet;
	moving->new_shape =
		moving->new_shape || !slot->sheet || !sheet || slot->sheet->shape != sheet->shape;
	if (slot->sheet)
		sheet_leave(slot->sheet);
	if (sheet)
		sheet_take(sheet);
	slot->sheet = sheet;
}

/* --- attributes and guides ------------------------------------------------------------------- */

static enum status put_small(struct moving *moving, struct text path, const struct object_id *blob,
                             struct fault *fault)
{
	bool other;
	enum status status =
		small_files_put(&moving->small, moving->session->repo, path, blob, &other, fault);

	moving->new_rules = moving->new_rules || other;
	moving->new_shape = moving->new_shape || other;
	moving->new_labels = moving->new_labels || labels_stand_in(path);
	return status;
}

static void relabel(struct moving *moving)
{
	labels_free(moving->labels);
	moving->labels = small_files_labels(&moving->small);
}

/* --- changes ------------------------------------------------------------------------------------ */

static void enter_one(struct moving *moving, const struct past_change *change)
{
	const struct language *language = language_of(change->path, TEXT(""));

	if (language && !object_id_none(&change->after))
		sheets_want(moving->sheets, &change->after, language, change->path);
}

void moving_enter(struct moving *moving, const struct past_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		enter_one(moving, &changes[i]);
}

static enum status apply_path(struct moving *moving, struct text path,
                              const struct object_id *before, const struct object_id *after,
                              struct fault *fault)
{
	const struct language *language = language_of(path, TEXT(""));

	if (chart_is_small(path)) {
		if (object_id_none(after) && object_id_none(before))
			return STATUS_OK;
		return put_small(moving, path, after, fault);
	}
	if (language)
		put_sheet(moving, path,
		          object_id_none(after)
		                  ? NULL
		                  : sheets_want(moving->sheets, after, language, path));
	return STATUS_OK;
}

enum status moving_apply(struct moving *moving, const struct past_change *changes, size_t count,
                         struct fault *fault)
{
	const struct object_id none = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		if (changes[i].was.size)
			status = apply_path(moving, changes[i].was, &changes[i].before, &none,
			                    fault);
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = apply_path(moving, changes[i].path, &changes[i].before, &changes[i].after,
		                    fault);
	return status;
}

/* --- the graph -------------------------------------------------------------------------------------- */

static int by_slot_path(const void *a, const void *b)
{
	const struct slot *const *x = a, *const *y = b;

	return text_compare((*x)->path, (*y)->path);
}

static void list_files(struct moving *moving)
{
	moving->file_count = 0;
	for (size_t i = 0; i < moving->slot_count; i++) {
		if (!moving->slots[i]->sheet)
			continue;
		moving->files = array_grow(moving->files, &moving->file_capacity,
		                           moving->file_count, sizeof(*moving->files));
		moving->files[moving->file_count++] = moving->slots[i];
	}
	if (moving->file_count)
		qsort(moving->files, moving->file_count, sizeof(*moving->files), by_slot_path);
	moving->new_set = false;
}

/* As state_measure does it for one tree. */
static void label_file(const struct moving *moving, struct slot *slot)
{
	slot->label = labels_of(moving->labels, slot->path);
	if (slot->sheet->facts.generated && slot->label.file_class == FILE_SOURCE &&
	    !slot->label.by_attribute)
		slot->label.file_class = FILE_GENERATED;
	slot->file_class = slot->label.file_class;
}

static void label_files(struct moving *moving)
{
	if (moving->new_labels) {
		relabel(moving);
		for (size_t i = 0; i < moving->file_count; i++)
			label_file(moving, moving->files[i]);
	}
	moving->new_labels = false;
	for (size_t i = 0; i < moving->changed_count; i++)
		if (moving->changed[i]->sheet)
			label_file(moving, moving->changed[i]);
}

static struct source_file source_of(const struct slot *slot)
{
	return (struct source_file){ slot->path, &slot->sheet->facts, slot->label };
}

static void list_sources(struct moving *moving)
{
	for (size_t i = 0; i < moving->file_count; i++) {
		moving->sources = array_grow(moving->sources, &moving->source_capacity, i,
		                             sizeof(*moving->sources));
		moving->sources[i] = source_of(moving->files[i]);
	}
}

/* Did a file come to carry more than before, and not just in another tree? */
static bool has_risen(const struct slot *slot, const struct standing *now)
{
	return slot->was && slot->class_was == FILE_SOURCE && slot->file_class == FILE_SOURCE &&
	       now->region > slot->standing.region && now->load > slot->standing.load;
}

static void note_risen(const struct slot *slot, const struct standing *now, struct past_row *row,
                       struct arena *arena, size_t most)
{
	struct past_promotion *list;

	if (!row->promotions)
		row->promotions = arena_new(arena, most * sizeof(*list));
	list = (struct past_promotion *)row->promotions;
	list[row->promotion_count++] =
		(struct past_promotion){ slot->path, slot->standing.region, now->region,
		                         slot->standing.load, now->load };
}

/* Their numbers in the last graph; from now on they have those of the next. */
static uint32_t *number_files(struct moving *moving)
{
	uint32_t *was = memory_new((moving->file_count + 1) * sizeof(*was));

	for (size_t i = 0; i < moving->file_count; i++)
		was[i] = moving->files[i]->number;
	for (size_t i = 0; i < moving->changed_count; i++)
		moving->changed[i]->number = MAP_NONE;
	for (size_t i = 0; i < moving->file_count; i++)
		moving->files[i]->number = (uint32_t)i;
	return was;
}

static void take_standings(struct moving *moving, const struct regions *regions,
                           struct past_row *row, struct arena *arena)
{
	for (size_t i = 0; i < moving->file_count; i++) {
		struct slot *slot = moving->files[i];

		if (!slot->changed) {
			slot->was = slot->sheet;
			slot->class_was = slot->file_class;
		}
		if (row && has_risen(slot, &regions->standings[i]))
			note_risen(slot, &regions->standings[i], row, arena, moving->file_count);
		slot->standing = regions->standings[i];
	}
}

static void make_graph(struct moving *moving, struct past_row *row, struct arena *arena)
{
	struct moving_tree tree = { .count = moving->file_count, .other_rules = moving->new_rules };
	struct guide_file *guides = small_files_guides(&moving->small, &tree.guide_count);
	uint32_t *was = number_files(moving);

	list_sources(moving);
	tree.files = moving->sources;
	tree.was = was;
	tree.guides = guides;
	take_standings(moving, moving_graph_make(moving->graph, &tree), row, arena);
	memory_free(guides);
	memory_free(was);
	moving->new_shape = moving->new_rules = false;
}

/* It stays as it is, but other facts stand in for those that files had. */
static void renew_graph(struct moving *moving)
{
	for (size_t i = 0; i < moving->changed_count; i++) {
		const struct slot *slot = moving->changed[i];
		struct source_file source;

		if (!slot->sheet)
			continue;
		source = source_of(slot);
		moving_graph_renew(moving->graph, slot->number, &source);
	}
}

/* --- what became of it ---------------------------------------------------------------------------------- */

static void sum_up(const struct moving *moving, struct snapshot *snapshot)
{
	for (size_t i = 0; i < moving->file_count; i++) {
		const struct slot *slot = moving->files[i];

		if (slot->file_class == FILE_SOURCE)
			trend_add(&snapshot->regions[slot->standing.region], &slot->sheet->sums,
			          slot->standing.load);
	}
}

static const struct facts *facts_before(const struct slot *slot)
{
	return slot->was && slot->class_was == FILE_SOURCE ? &slot->was->facts : NULL;
}

static const struct facts *facts_after(const struct slot *slot)
{
	return slot->sheet && slot->file_class == FILE_SOURCE ? &slot->sheet->facts : NULL;
}

static struct past_file file_row(const struct slot *slot)
{
	bool there = facts_after(slot);
	struct past_file file = {
		.path = slot->path,
		.gone = !there,
		.region = slot->standing.region,
		.load = slot->standing.load,
		.fan_out = slot->standing.fan_out,
	};

	if (there)
		file.sums = slot->sheet->sums;
	return file;
}

static void list_changes(const struct moving *moving, struct past_row *row, struct arena *arena)
{
	struct past_file *files = arena_new(arena, moving->changed_count * sizeof(*files));
	struct unit_changes units = { .arena = arena };

	for (size_t i = 0; i < moving->changed_count; i++) {
		const struct slot *slot = moving->changed[i];
		const struct facts *before = facts_before(slot), *after = facts_after(slot);

		if (!before && !after)
			continue;
		files[row->file_count++] = file_row(slot);
		unit_changes_add(&units, slot->path, before, after);
	}
	row->file_changes = files;
	row->unit_changes = units.list;
	row->unit_count = units.count;
}

static void forget_changes(struct moving *moving)
{
	for (size_t i = 0; i < moving->changed_count; i++) {
		struct slot *slot = moving->changed[i];

		if (slot->was)
			sheet_leave(slot->was);
		slot->was = NULL;
		slot->changed = false;
	}
	moving->changed_count = 0;
}

void moving_settle(struct moving *moving, struct past_row *row, struct arena *arena)
{
	struct snapshot *snapshot;

	if (moving->new_set)
		list_files(moving);
	label_files(moving);
	if (moving->new_shape)
		make_graph(moving, row, arena);
	else
		renew_graph(moving);
	if (row) {
		snapshot = arena_new(arena, sizeof(*snapshot));
		sum_up(moving, snapshot);
		row->snapshot = snapshot;
		list_changes(moving, row, arena);
	}
	forget_changes(moving);
}
