#include "soil.h"

enum {
	DEPTH_MAX = 40,  /* a statement is rarely deeper; what is deeper is read with it */
	NODE_LEAST = 64, /* bytes; to look into less is dearer than to read it */
};

struct soil {
	struct patches *patches;
	const struct hunks *hunks;
	size_t size; /* of the text */
};

void patches_release(struct patches *patches)
{
	memory_free(patches->items);
	*patches = PATCHES_INIT;
}

static void add_patch(struct patches *patches, size_t start, size_t inner, size_t end)
{
	while (patches->count && patches->items[patches->count - 1].end >= start) {
		const struct patch *last = &patches->items[--patches->count];

		patches->bytes -= last->end - last->start;
		start = last->start < start ? last->start : start;
		if (last->end > end)
			inner = last->inner;
		end = last->end > end ? last->end : end;
	}
	patches->items = array_grow(patches->items, &patches->capacity, patches->count,
	                            sizeof(*patches->items));
	patches->items[patches->count++] = (struct patch){ start, end, inner };
	patches->bytes += end - start;
}

/* Hunks that touch [start, end], from `*first` on. */
static size_t hunks_in(const struct hunks *hunks, size_t start, size_t end, size_t *first)
{
	size_t low = 0, high = hunks->count, count = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hunks->items[middle].end < start)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	while (low + count < hunks->count && hunks->items[low + count].start <= end)
		count++;
	return count;
}

/* Children of one node that are gone over. */
struct row {
	size_t before; /* where the one before ends */
	size_t left;   /* where the last whole one before begins; SIZE_MAX: there is none */
	size_t open;   /* where a patch begins that has no end yet; SIZE_MAX: none does */
	bool in_error; /* has that patch an error? */
};

static bool spread(struct soil *soil, TSTreeCursor *cursor, int depth);

/* Do all hunks lie inside, and can it be said where? */
static bool is_opened(struct soil *soil, TSTreeCursor *cursor, size_t before, int depth)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node), first;
	size_t count = hunks_in(soil->hunks, before, end, &first);

	if (ts_node_is_error(node) || depth == DEPTH_MAX || end - start < NODE_LEAST)
		return false;
	for (size_t i = first; i < first + count; i++)
		if (soil->hunks->items[i].start <= start || soil->hunks->items[i].end >= end)
			return false;
	return spread(soil, cursor, depth + 1);
}

static bool is_touched(const struct soil *soil, TSNode node, size_t before)
{
	size_t first;

	return ts_node_has_error(node) ||
	       hunks_in(soil->hunks, before, ts_node_end_byte(node), &first);
}

/* Something of it changed, or does not parse.  False: nothing whole stands before it. */
static bool take_touched(struct row *row, TSNode node)
{
	if (row->left == SIZE_MAX)
		return false;
	if (row->open == SIZE_MAX) {
		row->open = row->left;
		row->in_error = false;
	}
	row->in_error = row->in_error || ts_node_has_error(node);
	return true;
}

static void take_whole(struct soil *soil, struct row *row, TSNode node)
{
	size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);

	if (ts_node_is_extra(node) || end == start)
		return; /* a comment is no distance */
	if (row->open != SIZE_MAX)
		add_patch(soil->patches, row->open, start, end);
	row->open = SIZE_MAX;
	row->left = start;
}

/* Behind the last child nothing whole follows: that is distance enough only for sound text. */
static bool end_row(struct soil *soil, const struct row *row, size_t end)
{
	if (row->left == SIZE_MAX || (row->open != SIZE_MAX && row->in_error))
		return false;
	if (row->open != SIZE_MAX)
		add_patch(soil->patches, row->open, row->open, end);
	return true;
}

/* The end of the text is as good as a neighbour. */
static bool end_root(struct soil *soil, struct row *row)
{
	size_t first;

	if (row->open == SIZE_MAX && hunks_in(soil->hunks, row->before, soil->size, &first))
		row->open = row->left;
	if (row->open != SIZE_MAX)
		add_patch(soil->patches, row->open, soil->size, soil->size);
	return true;
}

/* Goes over the children of the node the cursor is at; false: it has to be read as a whole. */
static bool spread(struct soil *soil, TSTreeCursor *cursor, int depth)
{
	TSNode around = ts_tree_cursor_current_node(cursor);
	struct row row = { ts_node_start_byte(around), SIZE_MAX, SIZE_MAX, false };
	bool more = ts_tree_cursor_goto_first_child(cursor), knows = more;

	if (depth == 0)
		row.left = row.before = 0;
	for (; more && knows; more = ts_tree_cursor_goto_next_sibling(cursor)) {
		TSNode node = ts_tree_cursor_current_node(cursor);

		if (is_touched(soil, node, row.before) &&
		    (row.open != SIZE_MAX || !is_opened(soil, cursor, row.before, depth)))
			knows = take_touched(&row, node);
		else
			take_whole(soil, &row, node);
		row.before = ts_node_end_byte(node);
	}
	if (!ts_node_eq(ts_tree_cursor_current_node(cursor), around))
		ts_tree_cursor_goto_parent(cursor);
	if (depth == 0)
		return end_root(soil, &row);
	return knows && end_row(soil, &row, ts_node_end_byte(around));
}

void patches_find(struct patches *patches, const TSTree *tree, size_t size,
                  const struct hunks *hunks)
{
	struct soil soil = { patches, hunks, size };
	TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));

	patches->count = patches->bytes = 0;
	spread(&soil, &cursor, 0);
	ts_tree_cursor_delete(&cursor);
}
