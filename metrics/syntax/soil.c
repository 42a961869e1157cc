#include "soil.h"

enum {
	DEPTH_MAX = 40,           /* a statement is rarely deeper; what is deeper is read with it */
	NODE_LEAST = 64,          /* bytes; to look into less is dearer than to read it */
	NEIGHBOUR_MOST = 8 << 10, /* bytes; to read more for an error that may come is dearer */
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

/* Do all that touch it lie inside? */
static bool holds_hunks(const struct soil *soil, size_t start, size_t end)
{
	size_t first, count = hunks_in(soil->hunks, start, end, &first);

	for (size_t i = first; i < first + count; i++)
		if (soil->hunks->items[i].start <= start || soil->hunks->items[i].end >= end)
			return false;
	return true;
}

/* Without a neighbour behind it: no error may be in it then. */
static void end_patch(struct soil *soil, const struct row *row, size_t end)
{
	add_patch(soil->patches, row->open, row->open, end);
}

/* Can it be said where in the node something changed?  A patch before it that is open ends
 * where it begins, as at the end of a row: if it is read as a whole after all, the patch goes on. */
static bool is_opened(struct soil *soil, TSTreeCursor *cursor, struct row *row, int depth)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
	bool is_behind = row->open != SIZE_MAX;

	if (ts_node_is_error(node) || depth == DEPTH_MAX || end - start < NODE_LEAST ||
	    (is_behind && row->in_error) || !holds_hunks(soil, start, end))
		return false;
	if (is_behind)
		end_patch(soil, row, start);
	if (!spread(soil, cursor, depth + 1))
		return false;
	row->open = SIZE_MAX;
	return true;
}

static bool is_touched(const struct soil *soil, TSNode node)
{
	size_t first;

	return ts_node_has_error(node) ||
	       hunks_in(soil->hunks, ts_node_start_byte(node), ts_node_end_byte(node), &first);
}

/* A patch begins at what stands whole before it.  False: nothing does. */
static bool open_patch(struct row *row)
{
	if (row->left == SIZE_MAX)
		return false;
	if (row->open == SIZE_MAX) {
		row->open = row->left;
		row->in_error = false;
	}
	return true;
}

/* Did nothing change between the node before and this one, or can it be said where? */
static bool take_gap(const struct soil *soil, struct row *row, TSNode node)
{
	size_t start = ts_node_start_byte(node), first;

	return start <= row->before || !hunks_in(soil->hunks, row->before, start - 1, &first) ||
	       open_patch(row);
}

/* Something of it changed, or does not parse. */
static bool take_touched(struct row *row, TSNode node)
{
	if (!open_patch(row))
		return false;
	row->in_error = row->in_error || ts_node_has_error(node);
	return true;
}

static void take_whole(struct soil *soil, struct row *row, TSNode node)
{
	size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);

	if (ts_node_is_extra(node) || end == start)
		return; /* a comment is no distance */
	if (row->open != SIZE_MAX && end - start > NEIGHBOUR_MOST && !row->in_error)
		end_patch(soil, row, start);
	else if (row->open != SIZE_MAX)
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
		end_patch(soil, row, end);
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

static bool take_node(struct soil *soil, TSTreeCursor *cursor, struct row *row, int depth)
{
	TSNode node = ts_tree_cursor_current_node(cursor);

	if (is_touched(soil, node) && !is_opened(soil, cursor, row, depth))
		return take_touched(row, node);
	take_whole(soil, row, node);
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

		knows = take_gap(soil, &row, node) && take_node(soil, cursor, &row, depth);
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
