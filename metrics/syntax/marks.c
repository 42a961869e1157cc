/*
 * Marks need fields (name, body, operator) of few nodes only; those are asked
 * for when such a node is entered, as byte ranges, and turned into token ranges
 * when it is left and its tokens are known.
 */
#include <string.h>

#include "marks.h"

/* Does it hold a declarator without a field for it?  `(name)`, `&name`. */
static bool wraps_declarator(TSNode node)
{
	const char *type = ts_node_type(node);

	return strcmp(type, "parenthesized_declarator") == 0 ||
	       strcmp(type, "reference_declarator") == 0 ||
	       strcmp(type, "attributed_declarator") == 0;
}

/* Down the declarators to the thing that is declared.  Each step goes one node
 * deeper, and the walk has refused deeper trees than SYNTAX_DEPTH_MAX before. */
static struct span declarator_span(const struct table *table, TSNode node)
{
	struct span span = { 0, 0 };

	for (int depth = 0; depth < SYNTAX_DEPTH_MAX; depth++) {
		TSNode inner = ts_node_child_by_field_id(node, table->field_declarator);

		if (ts_node_is_null(inner)) {
			if (ts_node_named_child_count(node) == 0 || depth == 0 ||
			    !wraps_declarator(node))
				break;
			inner = ts_node_named_child(node, 0);
		}
		span = node_span(inner);
		node = inner;
		if (strcmp(ts_node_type(node), "operator_cast") == 0)
			break; /* its own declarator belongs to the type */
	}
	return span;
}

/* The name that the binding directly around the node gives it. */
static struct span binding_span(const struct syntax *syntax, uint16_t depth)
{
	const struct outline *outline = &syntax->outline;

	for (size_t i = syntax->open_count; i-- > 0;) {
		const struct open_mark *around = &syntax->open[i];
		const struct mark *mark = &outline->marks[around->mark];

		if (mark->depth + 1 != depth)
			break;
		if (mark->role == ROLE_BINDING)
			return around->name;
		if (mark->role != ROLE_PARENS)
			break;
		depth--;
	}
	return (struct span){ 0, 0 };
}

static struct span name_span(const struct syntax *syntax, const struct lang_node *row,
                             uint16_t row_index, TSNode node, uint16_t depth)
{
	struct span span;

	switch (row->name) {
	case NAME_DECLARATOR:
		return declarator_span(syntax->table, node);
	case NAME_BINDING:
		span = binding_span(syntax, depth);
		return span.end ? span : field_span(node, syntax->table->name_fields[row_index]);
	case NAME_SELF:
		return node_span(node);
	case NAME_CHILD:
		return child_word_span(node, row->fixed);
	case NAME_FIRST:
		return node_span(ts_node_named_child(node, 0));
	case NAME_FIXED:
	case NAME_NONE:
		return (struct span){ 0, 0 };
	default:
		return field_span(node, syntax->table->name_fields[row_index]);
	}
}

static void find_spans(struct syntax *syntax, struct open_mark *open, const struct lang_node *row,
                       uint16_t row_index, uint16_t depth)
{
	const struct table *table = syntax->table;
	TSNode node = stride_tsnode(&syntax->stride);

	switch (row->role) {
	case ROLE_FUNCTION:
		open->inner = field_span(node, table->field_body);
		if (open->inner.end == 0)
			open->inner = body_child_span(table, node);
		if (row->name == NAME_RECEIVER)
			open->owner = field_span(node, table->field_receiver);
		open->name = name_span(syntax, row, row_index, node, depth);
		break;
	case ROLE_SCOPE:
	case ROLE_BINDING:
	case ROLE_DEFINITION:
		open->name = name_span(syntax, row, row_index, node, depth);
		break;
	case ROLE_BOOLEAN:
		open->inner = operator_span(table, node);
		break;
	case ROLE_IF:
	case ROLE_ELSE_IF:
		open->inner = field_span(node, table->field_consequence);
		if (open->inner.end == 0)
			open->inner = field_span(node, table->field_body);
		if (open->inner.end == 0)
			open->inner = behind_condition_span(table, node);
		break;
	default:
		break;
	}
}

/* --- opening and closing ----------------------------------------------------------- */

void marks_open(struct syntax *syntax, uint8_t role, uint16_t row, uint16_t depth)
{
	struct outline *outline = &syntax->outline;
	struct open_mark open = { (uint32_t)outline->mark_count, { 0, 0 }, { 0, 0 }, { 0, 0 } };
	struct mark mark = {
		.role = role,
		.row = row,
		.depth = depth,
		.parent =
			syntax->open_count ? syntax->open[syntax->open_count - 1].mark : MARK_NONE,
		.token = (uint32_t)outline->token_count,
	};

	if (row != ROW_NONE)
		find_spans(syntax, &open, &syntax->table->language->nodes[row], row, depth);
	outline->marks = array_grow(outline->marks, &syntax->mark_capacity, outline->mark_count,
	                            sizeof(*outline->marks));
	outline->marks[outline->mark_count++] = mark;
	syntax->open = array_grow(syntax->open, &syntax->open_capacity, syntax->open_count,
	                          sizeof(*syntax->open));
	syntax->open[syntax->open_count++] = open;
}

/* The first of tokens [from, to) that does not start before `byte`. */
static uint32_t token_at(const struct outline *outline, uint32_t from, uint32_t to, uint32_t byte)
{
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (outline->tokens[middle].start < byte)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void set_range(const struct outline *outline, struct mark *mark, struct span span,
                      uint32_t *first, uint32_t *end)
{
	*first = *end = mark->token_end;
	if (span.end == 0)
		return;
	*first = token_at(outline, 0, mark->token_end, span.start);
	*end = token_at(outline, *first, mark->token_end, span.end);
}

void marks_close(struct syntax *syntax, unsigned count)
{
	struct outline *outline = &syntax->outline;

	while (count-- > 0) {
		const struct open_mark *open = &syntax->open[--syntax->open_count];
		struct mark *mark = &outline->marks[open->mark];

		mark->token_end = (uint32_t)outline->token_count;
		mark->after = (uint32_t)outline->mark_count;
		set_range(outline, mark, open->name, &mark->name, &mark->name_end);
		set_range(outline, mark, open->inner, &mark->inner, &mark->inner_end);
		set_range(outline, mark, open->owner, &mark->owner, &mark->owner_end);
	}
}
