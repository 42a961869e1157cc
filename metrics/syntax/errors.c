#include "errors.h"

#include <string.h>

/* The leaves of errors are what fitted nowhere. */
static uint32_t cost(TSNode node, bool in_error)
{
	if (ts_node_is_missing(node))
		return 1;
	if (ts_node_child_count(node) == 0 && (in_error || ts_node_is_error(node)))
		return ts_node_end_byte(node) - ts_node_start_byte(node);
	return ts_node_is_error(node); /* whatever is in it */
}

static void note(struct errors *errors, TSNode node)
{
	if (!ts_node_is_missing(node) && !ts_node_is_error(node))
		return;
	errors->open += ts_node_is_missing(node) && strcmp(ts_node_type(node), "}") == 0;
	errors->items =
		array_grow(errors->items, &errors->capacity, errors->count, sizeof(*errors->items));
	errors->items[errors->count++] =
		(struct stretch){ ts_node_start_byte(node), ts_node_end_byte(node) };
}

/* One look at every child of a node that has an error somewhere. */
static uint32_t look(const TSTree *tree, struct errors *found)
{
	TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	struct bytes in_error = BYTES_INIT; /* by depth: is the node there an error? */
	uint32_t count = 0;
	bool more = true;

	while (more) {
		TSNode node = ts_tree_cursor_current_node(&cursor);

		count += cost(node, in_error.size && in_error.data[in_error.size - 1]);
		if (found)
			note(found, node);
		if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor)) {
			bytes_add_char(&in_error, (char)ts_node_is_error(node));
			continue;
		}
		while (more && !ts_tree_cursor_goto_next_sibling(&cursor)) {
			more = ts_tree_cursor_goto_parent(&cursor);
			in_error.size -= more;
		}
	}
	ts_tree_cursor_delete(&cursor);
	bytes_release(&in_error);
	return count;
}

uint32_t errors_count(const TSTree *tree)
{
	return look(tree, NULL);
}

uint32_t errors_find(struct errors *errors, const TSTree *tree)
{
	return look(tree, errors);
}
