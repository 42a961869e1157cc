/* What can be asked of one node, where its grammar has no field for the answer. */
#ifndef SYNTAX_NODES_H
#define SYNTAX_NODES_H

#include <tree_sitter/api.h>

#include "table.h"

struct span {
	uint32_t start, end; /* bytes, half open; no end: there is none */
};

struct span node_span(TSNode node);
/* Of the child in that field; none, too, for field 0. */
struct span field_span(TSNode node, TSFieldId field);
/* Of a boolean expression, or the operator itself in a chain. */
struct span operator_span(const struct table *table, TSNode node);

/* A keyword or node called so, among the first children. */
bool has_child(TSNode node, const char *name);
/* The first word of such a child. */
struct span child_word_span(TSNode node, const char *name);
/* One of the language's `bodies`, at the end. */
struct span body_child_span(const struct table *table, TSNode node);
/* What stands behind the last child in the field `condition`. */
struct span behind_condition_span(const struct table *table, TSNode node);
/* Has it neither a body nor one of its own kind as a child? */
bool is_unbraced(const struct table *table, TSNode node);

#endif
