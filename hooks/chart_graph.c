/*
 * The graph of a chart, and the forms of its files.
 *
 * Few commits ask for more of it than who uses three files, so its rows are sealed by blocks, and
 * read and checked when they are first asked for; what a row says is checked then, too.  One that
 * is not as it must be is answered with nothing, and from then on so is every other: whoever asked
 * is told in the end (chart_is_damaged), and does without.
 */
#include "chart.h"

#include <string.h>

#include "chart_layout.h"

enum { BLOCK_SIZE = 4096 };

size_t chart_blocks(size_t size)
{
	return (size + BLOCK_SIZE - 1) / BLOCK_SIZE;
}

static uint32_t seal_of_block(const struct chart_parts *at, size_t block, const char *data)
{
	size_t left = at->graph_size - block * BLOCK_SIZE;

	return (uint32_t)hash_mix(text_hash((struct text){ data,
	                                                   left < BLOCK_SIZE ? left : BLOCK_SIZE }),
	                          block);
}

void chart_seal_graph(const struct chart_parts *at)
{
	for (size_t i = 0; i < chart_blocks(at->graph_size); i++)
		at->seals[i] = seal_of_block(at, i, at->graph + i * BLOCK_SIZE);
}

/* False, and damaged for good: those bytes are not what was sealed. */
static bool read_sealed(struct chart *chart, const void *from, void *into, size_t size)
{
	const struct chart_parts *at = &chart->at;
	size_t start = (size_t)((const char *)from - at->graph);
	size_t block = start / BLOCK_SIZE, begin = block * BLOCK_SIZE;
	size_t end = chart_blocks(start + size) * BLOCK_SIZE;
	char *blocks;

	end = end < at->graph_size ? end : at->graph_size;
	if (chart->damaged || !size)
		return !chart->damaged;
	blocks = memory_new(end - begin);
	chart->damaged =
		!chart->reader.read(chart->reader.context, at->graph + begin, blocks, end - begin);
	for (; block * BLOCK_SIZE < end && !chart->damaged; block++)
		chart->damaged = seal_of_block(at, block, blocks + block * BLOCK_SIZE - begin) !=
		                 at->seals[block];
	memcpy(into, blocks + start - begin, size);
	memory_free(blocks);
	return !chart->damaged;
}

struct chart_form chart_form_of(struct chart *chart, uint32_t file)
{
	struct chart_form form;

	if (!read_sealed(chart, &chart->at.forms[file], &form, sizeof(form)))
		return (struct chart_form){ 0, 0 };
	return form;
}

/* --- what rows may say ------------------------------------------------------------------- */

static bool is_source(const struct chart_source *file)
{
	struct facts facts = { .generated = file->generated };
	struct label label = { .file_class = (enum file_class)file->file_class,
		               .by_attribute = file->by_attribute };

	return source_class(&(struct source_file){ .facts = &facts, .label = label }) ==
	       FILE_SOURCE;
}

/* They ascend, and are as many as it stands on. */
static bool edges_are_sound(const struct chart_parts *at, uint32_t file, const struct edge *edges,
                            size_t count)
{
	uint32_t files = at->head->files;
	bool sound = at->standings[file].fan_out == count;

	for (size_t i = 0; i < count && sound; i++)
		sound = edges[i].from == file && edges[i].to < files &&
		        edges[i].kind < EDGE_KIND_COUNT && edges[i].confidence < CONFIDENCE_COUNT &&
		        (!i || edges[i - 1].to < edges[i].to);
	return sound;
}

/* They ascend, and are as many as its load says. */
static bool users_are_sound(const struct chart_parts *at, uint32_t file, const struct user *users,
                            size_t count)
{
	uint32_t files = at->head->files, load = 0;
	bool sound = true;

	for (size_t i = 0; i < count && sound; i++) {
		sound = users[i].from < files && users[i].kind < EDGE_KIND_COUNT &&
		        (!i || users[i - 1].from < users[i].from);
		load += sound && is_source(&at->files[users[i].from]);
	}
	return sound && at->standings[file].load == load;
}

/* --- a row -------------------------------------------------------------------------------- */

enum row_kind { ROW_EDGES, ROW_USERS };

static bool is_sound(const struct chart_parts *at, enum row_kind kind, uint32_t file,
                     const void *row, size_t count)
{
	return kind == ROW_EDGES ? edges_are_sound(at, file, row, count)
	                         : users_are_sound(at, file, row, count);
}

static bool lies_within(const struct chart_parts *at, uint32_t first, uint32_t end)
{
	return first <= end && end <= at->head->edges;
}

/* Nothing, and damaged: it is not as it must be. */
static struct chart_row read_row(struct chart *chart, enum row_kind kind, uint32_t file)
{
	const struct chart_parts *at = &chart->at;
	size_t size = kind == ROW_EDGES ? sizeof(*at->edges) : sizeof(*at->users);
	const char *all = kind == ROW_EDGES ? (const char *)at->edges : (const char *)at->users;
	uint32_t ends[2] = { 0, 0 }, count;
	void *row;

	if (!read_sealed(chart, (kind == ROW_EDGES ? at->edges_first : at->users_first) + file,
	                 ends, sizeof(ends)))
		return (struct chart_row){ NULL, 0 };
	chart->damaged = !lies_within(at, ends[0], ends[1]);
	count = chart->damaged ? 0 : ends[1] - ends[0];
	row = arena_new(&chart->arena, count * size);
	if (read_sealed(chart, all + ends[0] * size, row, count * size))
		chart->damaged = !is_sound(at, kind, file, row, count);
	return (struct chart_row){ row, count };
}

static const void *row_of(struct chart *chart, enum row_kind kind, uint32_t file, size_t *count)
{
	uint32_t *at = hash_map_at(&chart->read_at, (uint64_t)file << 1 | kind);

	if (*at == MAP_NONE) {
		*at = (uint32_t)chart->read_count;
		chart->read = array_grow(chart->read, &chart->read_capacity, chart->read_count,
		                         sizeof(*chart->read));
		chart->read[chart->read_count++] = read_row(chart, kind, file);
	}
	*count = chart->damaged ? 0 : chart->read[*at].count;
	return chart->read[*at].data;
}

static const struct edge *edges_of(void *context, uint32_t file, size_t *count)
{
	return row_of(context, ROW_EDGES, file, count);
}

static const struct user *users_of(void *context, uint32_t file, size_t *count)
{
	return row_of(context, ROW_USERS, file, count);
}

/* --- all of it --------------------------------------------------------------------------- */

/* Is each edge the next user of where it leads?  Then there are no others, where all rows are sound. */
static bool ends_agree(const struct chart_parts *at)
{
	uint32_t *next = memory_new(at->head->files * sizeof(*next));
	bool agree = true;

	for (uint32_t i = 0; i < at->head->edges && agree; i++) {
		const struct edge *edge = &at->edges[i];
		uint32_t user = at->users_first[edge->to] + next[edge->to]++;

		agree = user < at->users_first[edge->to + 1] &&
		        at->users[user].from == edge->from && at->users[user].kind == edge->kind;
	}
	memory_free(next);
	return agree;
}

bool chart_graph_whole(const struct chart *chart)
{
	const struct chart_parts *at = &chart->at;
	bool whole = true;

	for (size_t i = 0; i < chart_blocks(at->graph_size) && whole && !chart->complete; i++)
		whole = seal_of_block(at, i, at->graph + i * BLOCK_SIZE) == at->seals[i];
	return whole;
}

static bool rows_are_sound(const struct chart_parts *at, enum row_kind kind, const uint32_t *first)
{
	uint32_t files = at->head->files;
	bool sound = first[0] == 0 && first[files] == at->head->edges;

	for (uint32_t i = 0; i < files && sound; i++)
		sound = lies_within(at, first[i], first[i + 1]) &&
		        is_sound(at, kind, i,
		                 kind == ROW_EDGES ? (const void *)(at->edges + first[i])
		                                   : (const void *)(at->users + first[i]),
		                 first[i + 1] - first[i]);
	return sound;
}

static bool complete(void *context, struct regions *regions)
{
	struct chart *chart = context;
	const struct chart_parts *at = &chart->at;

	if (!chart->complete)
		chart->damaged |= !chart_graph_whole(chart) ||
		                  !rows_are_sound(at, ROW_EDGES, at->edges_first) ||
		                  !rows_are_sound(at, ROW_USERS, at->users_first) ||
		                  !ends_agree(at);
	if (chart->damaged)
		return false;
	chart->complete = true;
	regions->edges_first = at->edges_first;
	regions->users_first = at->users_first;
	regions->edges = at->edges;
	regions->users = at->users;
	regions->rows = NULL;
	return true;
}

void chart_open_graph(struct chart *chart)
{
	chart->rows = (struct regions_rows){ edges_of, users_of, complete, chart };
}

void chart_close_graph(struct chart *chart)
{
	memory_free(chart->read);
	hash_map_release(&chart->read_at);
	arena_release(&chart->arena);
}

void chart_regions(const struct chart *chart, const struct source_file *files,
                   struct regions *regions)
{
	const struct chart_parts *at = &chart->at;

	*regions = (struct regions){
		.files = files,
		.count = at->head->files,
		.standings = at->standings,
		.edge_count = at->head->edges,
		.rows = &chart->rows,
		.trunk_load = at->head->trunk_load,
		.unresolved = at->head->unresolved,
		.imports = at->imports,
		.import_count = at->head->imports,
		.imports_odd = at->head->imports_odd,
		.borrowed = true,
	};
}

bool chart_is_damaged(const struct chart *chart)
{
	return chart->damaged;
}
