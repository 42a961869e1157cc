#include "meaning.h"

static bool row_fits(const struct row_link *link, TSSymbol parent, TSFieldId field)
{
	return (link->any_parent || link->parent == parent) &&
	       (link->any_field || link->field == field);
}

static bool is_boolean(const struct syntax *syntax, const struct lang_node *row, TSNode node)
{
	struct span span = operator_span(syntax->table, node);
	struct text word = { syntax->outline.bytes.data + span.start, span.end - span.start };

	if (row->fixed && !text_is(word, row->fixed))
		return false;
	for (const char *const *known = syntax->table->language->boolean_operators; known && *known;
	     known++)
		if (text_is(word, *known))
			return true;
	return false;
}

/* Has it a field `body`, or is its body a `try`, as C++ allows? */
static bool has_body(const struct table *table, TSNode node)
{
	uint32_t children = ts_node_child_count(node);
	TSSymbol last;
	uint16_t row;

	if (field_span(node, table->field_body).end || body_child_span(table, node).end)
		return true;
	if (!children)
		return false;
	last = ts_node_symbol(ts_node_child(node, children - 1));
	row = last < table->symbol_count ? table->symbols[last].first : 0;
	return row && table->language->nodes[table->links[row].row].role == ROLE_TRY;
}

static bool is_behind(const struct outline *outline, const char *word)
{
	size_t count = outline->token_count;

	return count && text_is(outline_text(outline, (uint32_t)count - 1), word);
}

static bool begins_with(const struct outline *outline, TSNode node, const char *words)
{
	struct span span = node_span(node);

	return text_starts((struct text){ outline->bytes.data + span.start, span.end - span.start },
	                   words);
}

/* Rows that ask for more than the node, its parent and its field. */
static bool is_conditional(const struct lang_node *row)
{
	enum {
		CONDITIONS = NODE_HAS_BODY | NODE_HAS_CHILD | NODE_BEHIND | NODE_UNBRACED |
		             NODE_BEGINS | NODE_HAS_FIXED
	};

	return (row->role == ROLE_BOOLEAN && !(row->flags & NODE_CHAIN)) ||
	       (row->flags & CONDITIONS);
}

static bool row_holds(const struct syntax *syntax, uint16_t index)
{
	const struct table *table = syntax->table;
	const struct lang_node *row = &table->language->nodes[index];
	TSNode node = stride_tsnode(&syntax->stride);

	if (row->role == ROLE_BOOLEAN && !(row->flags & NODE_CHAIN))
		return is_boolean(syntax, row, node);
	if ((row->flags & NODE_HAS_BODY) && !has_body(table, node))
		return false;
	if ((row->flags & NODE_HAS_CHILD) && !has_child(node, row->fixed))
		return false;
	if ((row->flags & NODE_BEHIND) && !is_behind(&syntax->outline, row->fixed))
		return false;
	if ((row->flags & NODE_UNBRACED) && !is_unbraced(table, node))
		return false;
	if ((row->flags & NODE_BEGINS) && !begins_with(&syntax->outline, node, row->fixed))
		return false;
	return !(row->flags & NODE_HAS_FIXED) ||
	       field_span(node, table->name_fields[index]).end != 0;
}

/* The first row of a chain that fits; `certain` unless that hangs on a condition. */
static uint16_t search_row(const struct syntax *syntax, uint16_t first, TSSymbol parent,
                           TSFieldId field, bool *certain)
{
	const struct table *table = syntax->table;

	*certain = true;
	for (uint16_t at = first; at; at = table->links[at].next) {
		const struct row_link *link = &table->links[at];

		if (!row_fits(link, parent, field))
			continue;
		if (!is_conditional(&table->language->nodes[link->row]))
			return link->row;
		*certain = false;
		if (row_holds(syntax, link->row))
			return link->row;
	}
	return ROW_NONE;
}

/* Names are most of all nodes, have a dozen rows, and stand in few places. */
static uint16_t find_row(struct syntax *syntax, uint16_t first, TSSymbol parent, TSFieldId field)
{
	uint64_t key = (uint64_t)syntax->table->language->id << 48 | (uint64_t)first << 32 |
	               (uint64_t)parent << 16 | field;
	struct known_row *known = &syntax->known[hash_mix(0, key) % KNOWN_ROWS];
	bool certain;
	uint16_t row;

	if (known->key == key)
		return known->row;
	row = search_row(syntax, first, parent, field, &certain);
	if (certain)
		*known = (struct known_row){ key, row };
	return row;
}

struct meaning node_meaning(struct syntax *syntax)
{
	const struct table *table = syntax->table;
	const struct stride_node *now = &syntax->stride.now;
	const struct symbol_rows *rows = &table->symbols[now->symbol];
	TSSymbol parent = syntax->level_count ? syntax->levels[syntax->level_count - 1].symbol : 0;
	const struct symbol_rows *above =
		parent < table->symbol_count ? &table->symbols[parent] : &table->symbols[0];
	struct meaning meaning = { ROW_NONE, ROW_NONE, ROLE_NONE };
	bool by_place = above->as_parent && now->is_named;
	TSFieldId field = 0;

	if (!rows->first && !by_place)
		return meaning;
	if (above->field_rows)
		field = stride_field(&syntax->stride);
	if (rows->first) {
		meaning.row = find_row(syntax, rows->first, parent, field);
		if (meaning.row != ROW_NONE)
			meaning.role = table->language->nodes[meaning.row].role;
	}
	if (by_place && meaning.role != ROLE_COMMENT)
		meaning.place_row = find_row(syntax, above->as_parent, parent, field);
	return meaning;
}
