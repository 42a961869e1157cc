/*
 * stride: from node to node of a tree.
 *
 * A TSTreeCursor keeps for each node its row, its column and its number among all, and looks for
 * each sibling anew from where it stands.  A walk that only wants to know what stands at
 * which byte is three times as fast along the core's own nodes.  With a core that is not the pinned one
 * (TREE_SITTER=system) it is a TSTreeCursor after all.
 */
#ifndef SYNTAX_STRIDE_H
#define SYNTAX_STRIDE_H

#include <stdbool.h>
#include <tree_sitter/api.h>

/* A visible node. */
struct stride_node {
	const void *id;      /* as TSNode's */
	uint32_t start, end; /* bytes */
	TSSymbol symbol;     /* as ts_node_symbol says */
	TSSymbol alias;      /* of its place in its parent, or 0 */
	bool is_named, is_missing, is_extra;
	bool is_error, has_error; /* it or one within it */
	bool has_children;
};

/* One of the nodes above: children that are being gone through. */
struct stride_row {
	struct stride_node node; /* whose they are; of a hidden one nothing */
	const void *children;
	uint32_t count, next;
	uint32_t structural; /* of the next one, as fields and aliases count them */
	uint32_t byte;       /* behind the last one */
	const TSSymbol *aliases;
	uint16_t production;
	bool is_hidden;
	bool errors_only;
	bool was_extra; /* the last one: it has no field */
};

struct stride {
	const TSTree *tree;
	struct stride_node now;
	struct stride_row *rows;
	size_t count, capacity;
	bool errors_only;
	TSTreeCursor cursor; /* with another core */
};

/* At the root of the tree, which must stay. */
void stride_open(struct stride *stride, const TSTree *tree);
/* The same; of the children of what is no error itself it need only meet those that have one. */
void stride_open_errors(struct stride *stride, const TSTree *tree);
void stride_close(struct stride *stride);

/* To the first child, and the next sibling; false: there is none, and nothing has changed. */
bool stride_down(struct stride *stride);
bool stride_next(struct stride *stride);
/* Back to the node whose children they were. */
void stride_up(struct stride *stride);

/* The field that the node is in, or 0. */
TSFieldId stride_field(const struct stride *stride);
/* The node, for what the core can say of it; but its row and column. */
TSNode stride_tsnode(const struct stride *stride);

#endif
