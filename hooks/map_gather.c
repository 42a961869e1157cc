/* What a map tells, counted and put in order, for whoever prints it. */
#include <stdlib.h>

#include "map.h"

/* The regions hold for the project's own code; the rest stands beside it. */
static bool is_own(const struct source_file *file)
{
	return file->label.file_class == FILE_SOURCE;
}

static void count_file(struct map_counts *counts, const struct regions *regions, uint32_t file)
{
	const struct standing *standing = &regions->standings[file];

	if (!is_own(&regions->files[file])) {
		counts->beside++;
		return;
	}
	counts->own++;
	counts->regions[standing->region]++;
	counts->cycles += standing->cycle && standing->cycle_id == file;
}

struct map_counts map_count(const struct tree *tree)
{
	const struct regions *regions = &tree->state.regions;
	struct map_counts counts = { 0 };

	for (uint32_t i = 0; i < regions->count; i++)
		if (map_shows(tree, i))
			count_file(&counts, regions, i);
	for (size_t i = 0; i < regions->edge_count; i++) {
		const struct edge *edge = &regions->edges[i];

		counts.links += (map_shows(tree, edge->from) || map_shows(tree, edge->to)) &&
		                is_own(&regions->files[edge->from]) &&
		                is_own(&regions->files[edge->to]);
	}
	return counts;
}

/* --- the trunk, most used first ------------------------------------------------------------- */

struct ranked {
	const struct regions *regions;
	uint32_t file;
};

static int by_load(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	const struct standing *left = &x->regions->standings[x->file];
	const struct standing *right = &y->regions->standings[y->file];

	if (left->load != right->load)
		return left->load > right->load ? -1 : 1;
	return x->file < y->file ? -1 : x->file > y->file;
}

size_t map_trunk(const struct tree *tree, uint32_t **trunk)
{
	const struct regions *regions = &tree->state.regions;
	struct ranked *ranked = memory_new(regions->count * sizeof(*ranked));
	size_t count = 0;

	for (uint32_t i = 0; i < regions->count; i++)
		if (map_shows(tree, i) && regions->standings[i].region == REGION_TRUNK)
			ranked[count++] = (struct ranked){ regions, i };
	qsort(ranked, count, sizeof(*ranked), by_load);
	*trunk = memory_new(count * sizeof(**trunk));
	for (size_t i = 0; i < count; i++)
		(*trunk)[i] = ranked[i].file;
	memory_free(ranked);
	return count;
}

/* --- functions ---------------------------------------------------------------------------------- */

static int by_unit_load(const void *a, const void *b)
{
	const struct map_unit *x = a, *y = b;

	if (x->load != y->load)
		return x->load > y->load ? -1 : 1;
	return x->unit->line < y->unit->line ? -1 : x->unit->line > y->unit->line;
}

/* The units of a file that others use, most used first; the caller's to free. */
enum status map_units(struct tree *tree, uint32_t file, struct map_unit **ranked, size_t *count,
                      struct fault *fault)
{
	struct unit_view view;
	enum status status = state_units(&tree->state, &tree->session, file, &view, fault);

	*ranked = NULL;
	*count = 0;
	if (status != STATUS_OK)
		return status;
	*ranked = memory_new(view.facts->unit_count * sizeof(**ranked));
	for (size_t i = 0; i < view.facts->unit_count; i++)
		if (view.loads[i])
			(*ranked)[(*count)++] =
				(struct map_unit){ &view.facts->units[i], view.loads[i] };
	if (*count)
		qsort(*ranked, *count, sizeof(**ranked), by_unit_load);
	return STATUS_OK;
}

/* --- folders ------------------------------------------------------------------------------------ */

static struct text folder_of(struct text path)
{
	for (size_t at = path.size; at-- > 0;)
		if (path.data[at] == '/')
			return (struct text){ path.data, at };
	return TEXT(".");
}

static int by_trunk(const void *a, const void *b)
{
	const struct map_folder *x = a, *y = b;

	for (int region = REGION_COUNT; region-- > 0;)
		if (x->counts[region] != y->counts[region])
			return x->counts[region] > y->counts[region] ? -1 : 1;
	return text_compare(x->path, y->path);
}

size_t map_folders(const struct tree *tree, struct map_folder **folders)
{
	const struct regions *regions = &tree->state.regions;
	struct text_map known = TEXT_MAP_INIT;
	size_t count = 0, capacity = 0;

	for (uint32_t i = 0; i < regions->count; i++) {
		struct text path = folder_of(regions->files[i].path);
		uint32_t *at;

		if (!map_shows(tree, i) || !is_own(&regions->files[i]))
			continue;
		at = text_map_at(&known, path);
		if (*at == MAP_NONE) {
			*at = (uint32_t)count;
			*folders = array_grow(*folders, &capacity, count, sizeof(**folders));
			(*folders)[count++] = (struct map_folder){ .path = path };
		}
		(*folders)[*at].counts[regions->standings[i].region]++;
	}
	text_map_release(&known);
	if (count)
		qsort(*folders, count, sizeof(**folders), by_trunk);
	return count;
}

/* --- cycles ------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
	const struct map_cycle *x = a, *y = b;

	if (x->files != y->files)
		return x->files > y->files ? -1 : 1;
	return x->most_used < y->most_used ? -1 : x->most_used > y->most_used;
}

size_t map_cycles(const struct tree *tree, struct map_cycle **cycles)
{
	const struct regions *regions = &tree->state.regions;
	struct hash_map known = HASH_MAP_INIT;
	size_t count = 0, capacity = 0;

	for (uint32_t i = 0; i < regions->count; i++) {
		const struct standing *standing = &regions->standings[i];
		uint32_t *at;

		if (!standing->cycle || !map_shows(tree, i) || !is_own(&regions->files[i]))
			continue;
		at = hash_map_at(&known, standing->cycle_id);
		if (*at == MAP_NONE) {
			*at = (uint32_t)count;
			*cycles = array_grow(*cycles, &capacity, count, sizeof(**cycles));
			(*cycles)[count++] = (struct map_cycle){ standing->cycle, i };
		} else if (standing->load > regions->standings[(*cycles)[*at].most_used].load) {
			(*cycles)[*at].most_used = i;
		}
	}
	hash_map_release(&known);
	if (count)
		qsort(*cycles, count, sizeof(**cycles), by_size);
	return count;
}
