/*
 * The rows of a language, turned into what a walk can ask in no time: for the
 * symbol of a node the rows that may apply to it, and for the symbol of a
 * parent whether the fields of its children matter.
 */
#ifndef SYNTAX_TABLE_H
#define SYNTAX_TABLE_H

#include <tree_sitter/api.h>

#include "bole/lang.h"

struct symbol_rows {
	uint16_t first;     /* of links[], 0: none: rows for this node */
	uint16_t as_parent; /* likewise: "*" rows for the children of this node */
	bool field_rows;    /* some row of a child asks for its field here */
};

struct row_link {
	uint16_t row;
	uint16_t next; /* 0: the last */
	TSFieldId field;
	TSSymbol parent;
	bool any_field, any_parent;
};

enum { BODIES_MAX = 4 };

struct table {
	const struct language *language;
	struct symbol_rows *symbols; /* by public symbol */
	size_t symbol_count;
	struct row_link *links; /* from 1 */
	size_t link_count, link_capacity;
	TSFieldId *name_fields; /* by row: where its name stands */
	TSFieldId field_body, field_condition, field_consequence, field_operator, field_declarator,
		field_receiver;
	TSSymbol bodies[BODIES_MAX];
	size_t body_count;
};

/* Builds it; names that the grammar does not know go to `problems`, if given. */
struct table *table_new(const struct language *language, struct bytes *problems);
void table_free(struct table *table);

#endif
