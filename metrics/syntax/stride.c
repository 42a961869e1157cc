#include "stride.h"

#include "bole/base.h"

#ifdef CORE_INSIDE

#include <language.h>
#include <subtree.h>
#include <tree.h>

static TSSymbol public_symbol(const TSLanguage *grammar, TSSymbol symbol)
{
	return symbol == ts_builtin_sym_error ? symbol : grammar->public_symbol_map[symbol];
}

static struct stride_node node_of(const TSTree *tree, const Subtree *subtree, TSSymbol alias,
                                  uint32_t start)
{
	const TSLanguage *grammar = tree->language;

	return (struct stride_node){
		.id = subtree,
		.start = start,
		.end = start + ts_subtree_size(*subtree).bytes,
		.symbol = public_symbol(grammar, alias ? alias : ts_subtree_symbol(*subtree)),
		.alias = alias,
		.is_named =
			alias ? grammar->symbol_metadata[alias].named : ts_subtree_named(*subtree),
		.is_missing = ts_subtree_missing(*subtree),
		.is_extra = ts_subtree_extra(*subtree),
		.is_error = ts_subtree_is_error(*subtree),
		.has_error = ts_subtree_error_cost(*subtree) > 0,
		.has_children = ts_subtree_visible_child_count(*subtree) > 0,
	};
}

void stride_open(struct stride *stride, const TSTree *tree)
{
	stride->tree = tree;
	stride->count = 0;
	stride->errors_only = false;
	stride->now = node_of(tree, &tree->root, 0, ts_subtree_padding(tree->root).bytes);
}

void stride_open_errors(struct stride *stride, const TSTree *tree)
{
	stride_open(stride, tree);
	stride->errors_only = true;
}

void stride_close(struct stride *stride)
{
	memory_free(stride->rows);
	*stride = (struct stride){ 0 };
}

static struct stride_row *enter(struct stride *stride, Subtree parent, uint32_t start,
                                bool errors_only)
{
	const TSLanguage *grammar = stride->tree->language;
	struct stride_row *row;

	stride->rows =
		array_grow(stride->rows, &stride->capacity, stride->count, sizeof(*stride->rows));
	row = &stride->rows[stride->count++];
	row->children = ts_subtree_children(parent);
	row->count = parent.ptr->child_count;
	row->next = row->structural = 0;
	row->byte = start;
	row->production = parent.ptr->production_id;
	row->aliases = ts_language_alias_sequence(grammar, row->production);
	row->is_hidden = true;
	row->errors_only = errors_only;
	return row;
}

struct child {
	const Subtree *subtree;
	uint32_t start;
	TSSymbol alias;
};

static struct child take_child(struct stride_row *row)
{
	struct child child = { .subtree = (const Subtree *)row->children + row->next };

	/* What stands before the first child stands before its parent. */
	child.start = row->byte + (row->next ? ts_subtree_padding(*child.subtree).bytes : 0);
	row->next++;
	if (row->next < row->count && !child.subtree[1].data.is_inline)
		__builtin_prefetch(child.subtree[1].ptr);
	row->byte = child.start + ts_subtree_size(*child.subtree).bytes;
	row->was_extra = ts_subtree_extra(*child.subtree);
	if (!row->was_extra) {
		child.alias = row->aliases ? row->aliases[row->structural] : 0;
		row->structural++;
	}
	return child;
}

/* To the next visible child of the row, or of one within it. */
static bool find_next(struct stride *stride)
{
	struct stride_row *row = &stride->rows[stride->count - 1];

	for (;;) {
		struct child child;

		if (row->next == row->count) {
			if (!row->is_hidden)
				return false;
			row = &stride->rows[--stride->count - 1];
			continue;
		}
		child = take_child(row);
		if (row->errors_only && !ts_subtree_error_cost(*child.subtree))
			continue;
		if (child.alias || ts_subtree_visible(*child.subtree)) {
			stride->now =
				node_of(stride->tree, child.subtree, child.alias, child.start);
			return true;
		}
		if (ts_subtree_visible_child_count(*child.subtree))
			row = enter(stride, *child.subtree, child.start, row->errors_only);
	}
}

bool stride_down(struct stride *stride)
{
	const Subtree *subtree = stride->now.id;
	struct stride_row *row;

	if (!stride->now.has_children)
		return false;
	row = enter(stride, *subtree, stride->now.start,
	            stride->errors_only && !stride->now.is_error);
	row->is_hidden = false;
	row->node = stride->now;
	if (find_next(stride))
		return true;
	stride->count--; /* what is wrong with it is hidden */
	return false;
}

bool stride_next(struct stride *stride)
{
	return stride->count && find_next(stride);
}

void stride_up(struct stride *stride)
{
	while (stride->rows[stride->count - 1].is_hidden)
		stride->count--;
	stride->now = stride->rows[--stride->count].node;
}

static TSFieldId field_in(const TSLanguage *grammar, const struct stride_row *row)
{
	const TSFieldMapEntry *entry, *end;

	ts_language_field_map(grammar, row->production, &entry, &end);
	for (; entry < end; entry++)
		if (!entry->inherited && entry->child_index == row->structural - 1)
			return entry->field_id;
	return 0;
}

/* A field may be that of a hidden node around it. */
TSFieldId stride_field(const struct stride *stride)
{
	for (size_t i = stride->count; i > 0; i--) {
		const struct stride_row *row = &stride->rows[i - 1];
		TSFieldId field = row->was_extra ? 0 : field_in(stride->tree->language, row);

		if (field || row->was_extra || !row->is_hidden)
			return field;
	}
	return 0;
}

TSNode stride_tsnode(const struct stride *stride)
{
	return (TSNode){
		.context = { stride->now.start, 0, 0, stride->now.alias },
		.id = stride->now.id,
		.tree = stride->tree,
	};
}

#else

static void look(struct stride *stride)
{
	TSNode node = ts_tree_cursor_current_node(&stride->cursor);

	stride->now = (struct stride_node){
		.id = node.id,
		.start = ts_node_start_byte(node),
		.end = ts_node_end_byte(node),
		.symbol = ts_node_symbol(node),
		.is_named = ts_node_is_named(node),
		.is_missing = ts_node_is_missing(node),
		.is_extra = ts_node_is_extra(node),
		.is_error = ts_node_is_error(node),
		.has_error = ts_node_has_error(node),
		.has_children = ts_node_child_count(node) > 0,
	};
}

void stride_open(struct stride *stride, const TSTree *tree)
{
	ts_tree_cursor_delete(&stride->cursor);
	stride->cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	stride->count = 0;
	look(stride);
}

void stride_open_errors(struct stride *stride, const TSTree *tree)
{
	stride_open(stride, tree);
}

void stride_close(struct stride *stride)
{
	ts_tree_cursor_delete(&stride->cursor);
	*stride = (struct stride){ 0 };
}

static bool moved(struct stride *stride, bool has_moved)
{
	if (has_moved)
		look(stride);
	return has_moved;
}

bool stride_down(struct stride *stride)
{
	return moved(stride, ts_tree_cursor_goto_first_child(&stride->cursor));
}

bool stride_next(struct stride *stride)
{
	return moved(stride, ts_tree_cursor_goto_next_sibling(&stride->cursor));
}

void stride_up(struct stride *stride)
{
	moved(stride, ts_tree_cursor_goto_parent(&stride->cursor));
}

TSFieldId stride_field(const struct stride *stride)
{
	return ts_tree_cursor_current_field_id(&stride->cursor);
}

TSNode stride_tsnode(const struct stride *stride)
{
	return ts_tree_cursor_current_node(&stride->cursor);
}

#endif
