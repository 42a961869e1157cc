#include "nodes.h"

#include <string.h>

/* What is asked for stands near the front; a list may follow it that has no end. */
enum { FRONT_CHILDREN = 32 };

struct span node_span(TSNode node)
{
	if (ts_node_is_null(node))
		return (struct span){ 0, 0 };
	return (struct span){ ts_node_start_byte(node), ts_node_end_byte(node) };
}

struct span field_span(TSNode node, TSFieldId field)
{
	return field ? node_span(ts_node_child_by_field_id(node, field)) : (struct span){ 0, 0 };
}

struct span operator_span(const struct table *table, TSNode node)
{
	return ts_node_is_named(node) ? field_span(node, table->field_operator) : node_span(node);
}

static uint32_t front_count(TSNode node)
{
	uint32_t count = ts_node_child_count(node);

	return count < FRONT_CHILDREN ? count : FRONT_CHILDREN;
}

static TSNode find_child(TSNode node, const char *name)
{
	uint32_t count = front_count(node);

	for (uint32_t i = 0; i < count; i++) {
		TSNode child = ts_node_child(node, i);

		if (strcmp(ts_node_type(child), name) == 0)
			return child;
	}
	return (TSNode){ 0 };
}

bool has_child(TSNode node, const char *name)
{
	return !ts_node_is_null(find_child(node, name));
}

struct span child_word_span(TSNode node, const char *name)
{
	TSNode child = find_child(node, name);

	if (ts_node_is_null(child))
		return (struct span){ 0, 0 };
	for (int depth = 0; depth < FRONT_CHILDREN && ts_node_named_child_count(child); depth++)
		child = ts_node_named_child(child, 0);
	return node_span(child);
}

static bool is_body(const struct table *table, TSNode node)
{
	TSSymbol symbol = ts_node_symbol(node);

	for (size_t i = 0; i < table->body_count; i++)
		if (table->bodies[i] == symbol)
			return true;
	return false;
}

/* The last child, or the last before a bracket. */
struct span body_child_span(const struct table *table, TSNode node)
{
	uint32_t count = table->body_count ? ts_node_child_count(node) : 0;

	for (uint32_t i = count; i > 0 && i + 2 > count; i--)
		if (is_body(table, ts_node_child(node, i - 1)))
			return node_span(ts_node_child(node, i - 1));
	return (struct span){ 0, 0 };
}

struct span behind_condition_span(const struct table *table, TSNode node)
{
	struct span span = { 0, ts_node_end_byte(node) };
	TSTreeCursor cursor;

	if (!table->field_condition)
		return (struct span){ 0, 0 };
	cursor = ts_tree_cursor_new(node);
	if (ts_tree_cursor_goto_first_child(&cursor)) {
		do {
			if (ts_tree_cursor_current_field_id(&cursor) == table->field_condition)
				span.start = ts_node_end_byte(ts_tree_cursor_current_node(&cursor));
		} while (ts_tree_cursor_goto_next_sibling(&cursor));
	}
	ts_tree_cursor_delete(&cursor);
	return span.start ? span : (struct span){ 0, 0 };
}

bool is_unbraced(const struct table *table, TSNode node)
{
	TSSymbol symbol = ts_node_symbol(node);
	uint32_t count = front_count(node);

	for (uint32_t i = 0; i < count; i++) {
		TSNode child = ts_node_child(node, i);

		if (is_body(table, child) || ts_node_symbol(child) == symbol)
			return false;
	}
	return true;
}
