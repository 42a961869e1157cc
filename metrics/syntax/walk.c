/*
 * One walk over the tree with a cursor and a stack of our own: no recursion,
 * so that a million brackets cost memory and not the stack.
 *
 * The marks need fields (name, body, operator) of few nodes only; those are
 * asked for when such a node is entered, as byte ranges, and turned into
 * token ranges when it is left and its tokens are known.
 */
#include <string.h>

#include "bole/syntax.h"
#include "nodes.h"
#include "reading.h"
#include "table.h"

enum { LANGUAGES_MAX = 64 };

/* A mark whose subtree is being walked. */
struct open_mark {
	uint32_t mark;
	TSNode node;
	struct span name, inner, owner;
};

/* A node whose children are being walked. */
struct level {
	TSSymbol symbol;
	uint8_t marks; /* it opened */
	uint8_t role;
};

struct syntax {
	TSParser *parser;
	struct table *tables[LANGUAGES_MAX]; /* by language id, built at first use */
	const struct table *table;
	struct outline outline;
	size_t token_capacity, mark_capacity, comment_capacity;
	struct open_mark *open;
	size_t open_count, open_capacity;
	struct level *levels;
	size_t level_count, level_capacity;
	struct bytes copy;
};

static void *take(size_t size)
{
	return memory_resize(NULL, size);
}

static void *take_zeroed(size_t count, size_t size)
{
	return memory_new(count * size); /* the core asks for sizes it has just computed */
}

struct syntax *syntax_new(void)
{
	struct syntax *syntax = memory_new(sizeof(*syntax));

	/* Its own would abort, and an abort says nothing about memory. */
	ts_set_allocator(take, take_zeroed, memory_resize, memory_free);
	syntax->parser = ts_parser_new();
	return syntax;
}

void syntax_free(struct syntax *syntax)
{
	if (!syntax)
		return;
	ts_parser_delete(syntax->parser);
	for (int i = 0; i < LANGUAGES_MAX; i++)
		table_free(syntax->tables[i]);
	memory_free(syntax->outline.tokens);
	memory_free(syntax->outline.marks);
	memory_free(syntax->outline.comments);
	memory_free(syntax->open);
	memory_free(syntax->levels);
	bytes_release(&syntax->copy);
	memory_free(syntax);
}

struct text outline_text(const struct outline *outline, uint32_t token)
{
	const struct token *t = &outline->tokens[token];

	return (struct text){ outline->bytes.data + t->start, t->end - t->start };
}

/* --- rows ---------------------------------------------------------------------- */

static bool row_fits(const struct row_link *link, TSSymbol parent, TSFieldId field)
{
	return (link->any_parent || link->parent == parent) &&
	       (link->any_field || link->field == field);
}

/* --- fields of few nodes -------------------------------------------------------- */

static struct span field_span(TSNode node, TSFieldId field)
{
	return field ? node_span(ts_node_child_by_field_id(node, field)) : (struct span){ 0, 0 };
}

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

/* Of a boolean expression, or the operator itself in a chain. */
static struct span operator_span(const struct table *table, TSNode node)
{
	return ts_node_is_named(node) ? field_span(node, table->field_operator) : node_span(node);
}

static void find_spans(struct syntax *syntax, struct open_mark *open, const struct lang_node *row,
                       uint16_t row_index, uint16_t depth)
{
	const struct table *table = syntax->table;

	switch (row->role) {
	case ROLE_FUNCTION:
		open->inner = field_span(open->node, table->field_body);
		if (open->inner.end == 0)
			open->inner = body_child_span(table, open->node);
		if (row->name == NAME_RECEIVER)
			open->owner = field_span(open->node, table->field_receiver);
		open->name = name_span(syntax, row, row_index, open->node, depth);
		break;
	case ROLE_SCOPE:
	case ROLE_BINDING:
	case ROLE_DEFINITION:
		open->name = name_span(syntax, row, row_index, open->node, depth);
		break;
	case ROLE_BOOLEAN:
		open->inner = operator_span(table, open->node);
		break;
	case ROLE_IF:
	case ROLE_ELSE_IF:
		open->inner = field_span(open->node, table->field_consequence);
		if (open->inner.end == 0)
			open->inner = field_span(open->node, table->field_body);
		if (open->inner.end == 0)
			open->inner = behind_condition_span(table, open->node);
		break;
	default:
		break;
	}
}

/* --- marks ---------------------------------------------------------------------- */

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

static bool row_holds(const struct syntax *syntax, uint16_t index, TSNode node)
{
	const struct table *table = syntax->table;
	const struct lang_node *row = &table->language->nodes[index];

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

static uint16_t find_row(const struct syntax *syntax, uint16_t first, TSSymbol parent,
                         TSFieldId field, TSNode node)
{
	const struct row_link *links = syntax->table->links;

	for (uint16_t at = first; at; at = links[at].next)
		if (row_fits(&links[at], parent, field) && row_holds(syntax, links[at].row, node))
			return links[at].row;
	return ROW_NONE;
}

static void open_mark(struct syntax *syntax, TSNode node, uint8_t role, uint16_t row,
                      uint16_t depth)
{
	struct outline *outline = &syntax->outline;
	struct open_mark open = {
		(uint32_t)outline->mark_count, node, { 0, 0 }, { 0, 0 }, { 0, 0 }
	};
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

static void close_marks(struct syntax *syntax, unsigned count)
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

/* --- leaves ----------------------------------------------------------------------- */

static uint8_t token_kind(uint8_t role)
{
	if (role == ROLE_IDENTIFIER || role == ROLE_BOUND || role == ROLE_DECLARED ||
	    role == ROLE_PARAMETER || role == ROLE_DEFINITION || role == ROLE_PACKAGE)
		return TOKEN_IDENTIFIER; /* a parameter without parts is just its name */
	return role == ROLE_LITERAL ? TOKEN_LITERAL : TOKEN_OTHER;
}

static void add_token(struct syntax *syntax, TSNode node, TSSymbol symbol, uint8_t kind,
                      uint8_t role)
{
	struct outline *outline = &syntax->outline;
	struct span span = node_span(node);
	TSPoint end = ts_node_end_point(node);
	char first;

	if (span.start >= span.end)
		return;
	first = outline->bytes.data[span.start];
	if (kind == TOKEN_OTHER && (first == '\n' || first == '\r'))
		return; /* the end of a preprocessor line is no code */
	outline->tokens = array_grow(outline->tokens, &syntax->token_capacity, outline->token_count,
	                             sizeof(*outline->tokens));
	outline->tokens[outline->token_count++] = (struct token){
		.start = span.start,
		.end = span.end,
		.line = ts_node_start_point(node).row + 1,
		.end_line = end.column ? end.row + 1 : end.row,
		.symbol = symbol,
		.kind = kind,
		.role = role,
	};
}

static void add_comment(struct syntax *syntax, TSNode node)
{
	struct outline *outline = &syntax->outline;

	outline->comments = array_grow(outline->comments, &syntax->comment_capacity,
	                               outline->comment_count, sizeof(*outline->comments));
	outline->comments[outline->comment_count++] = (struct comment){
		.start = ts_node_start_byte(node),
		.end = ts_node_end_byte(node),
		.line = ts_node_start_point(node).row + 1,
		.token = (uint32_t)outline->token_count,
	};
}

/* --- the walk ----------------------------------------------------------------------- */

/* What a node is by itself and by its place in its parent. */
struct meaning {
	uint16_t row;       /* its own, or ROW_NONE */
	uint16_t place_row; /* by a "*" row of the parent, or ROW_NONE */
	uint8_t role;       /* of its own row */
};

static struct meaning node_meaning(const struct syntax *syntax, const TSTreeCursor *cursor,
                                   TSNode node, TSSymbol symbol)
{
	const struct table *table = syntax->table;
	const struct symbol_rows *rows = &table->symbols[symbol];
	TSSymbol parent = syntax->level_count ? syntax->levels[syntax->level_count - 1].symbol : 0;
	const struct symbol_rows *above =
		parent < table->symbol_count ? &table->symbols[parent] : &table->symbols[0];
	struct meaning meaning = { ROW_NONE, ROW_NONE, ROLE_NONE };
	TSFieldId field = 0;

	if (above->field_rows && (rows->first || above->as_parent))
		field = ts_tree_cursor_current_field_id(cursor);
	if (rows->first) {
		meaning.row = find_row(syntax, rows->first, parent, field, node);
		if (meaning.row != ROW_NONE)
			meaning.role = table->language->nodes[meaning.row].role;
	}
	if (above->as_parent && ts_node_is_named(node) && meaning.role != ROLE_COMMENT)
		meaning.place_row = find_row(syntax, above->as_parent, parent, field, node);
	return meaning;
}

static bool is_lexical(uint8_t role)
{
	return role < ROLE_FUNCTION || role == ROLE_BOUND || role == ROLE_DECLARED;
}

/* A text of nothing but literal parts is one literal, like any other. */
static bool holds_code(const struct syntax *syntax, TSTreeCursor *cursor)
{
	const struct table *table = syntax->table;
	bool code = false;

	if (!ts_tree_cursor_goto_first_child(cursor))
		return false;
	do {
		TSNode child = ts_tree_cursor_current_node(cursor);
		TSSymbol symbol = ts_node_symbol(child);
		uint16_t first = symbol < table->symbol_count ? table->symbols[symbol].first : 0;

		code = ts_node_is_named(child) &&
		       (!first ||
		        table->language->nodes[table->links[first].row].role != ROLE_LITERAL);
	} while (!code && ts_tree_cursor_goto_next_sibling(cursor));
	ts_tree_cursor_goto_parent(cursor);
	return code;
}

/* A list of bound or declared names says so for each of them. */
static uint8_t leaf_role(const struct syntax *syntax, uint8_t role)
{
	uint8_t around =
		syntax->level_count ? syntax->levels[syntax->level_count - 1].role : ROLE_NONE;

	if (role == ROLE_IDENTIFIER && (around == ROLE_BOUND || around == ROLE_DECLARED))
		return around;
	return role;
}

/* Enters one node; true if its children are to be walked, as `level`. */
static bool enter(struct syntax *syntax, TSTreeCursor *cursor, struct level *level)
{
	TSNode node = ts_tree_cursor_current_node(cursor);
	TSSymbol symbol = ts_node_symbol(node);
	uint16_t depth = (uint16_t)syntax->level_count;
	struct meaning meaning = { ROW_NONE, ROW_NONE, ROLE_NONE };

	*level = (struct level){ .symbol = symbol };
	if (symbol < syntax->table->symbol_count) {
		meaning = node_meaning(syntax, cursor, node, symbol);
	} else {
		open_mark(syntax, node, ROLE_ERROR, ROW_NONE, depth);
		level->marks = 1;
	}
	if (meaning.role == ROLE_COMMENT) {
		add_comment(syntax, node);
		return false;
	}
	if (meaning.role == ROLE_DROPPED)
		return false;
	if (meaning.role == ROLE_TEXT && !holds_code(syntax, cursor))
		meaning.role = ROLE_LITERAL;
	if (meaning.place_row != ROW_NONE) {
		open_mark(syntax, node, syntax->table->language->nodes[meaning.place_row].role,
		          meaning.place_row, depth);
		level->marks++;
	}
	if (!is_lexical(meaning.role)) {
		open_mark(syntax, node, meaning.role, meaning.row, depth);
		level->marks++;
	}
	level->role = meaning.role;
	if (meaning.role != ROLE_LITERAL && ts_tree_cursor_goto_first_child(cursor))
		return true;
	if (ts_node_is_missing(node)) {
		open_mark(syntax, node, ROLE_ERROR, ROW_NONE, depth);
		level->marks++;
	}
	meaning.role = leaf_role(syntax, meaning.role);
	add_token(syntax, node, symbol, token_kind(meaning.role), meaning.role);
	close_marks(syntax, level->marks);
	return false;
}

static void descend(struct syntax *syntax, struct level level)
{
	syntax->levels = array_grow(syntax->levels, &syntax->level_capacity, syntax->level_count,
	                            sizeof(*syntax->levels));
	syntax->levels[syntax->level_count++] = level;
}

/* To the next sibling, of the node or of the nearest parent that has one;
 * false at the end of the tree. */
static bool advance(struct syntax *syntax, TSTreeCursor *cursor)
{
	while (!ts_tree_cursor_goto_next_sibling(cursor)) {
		if (syntax->level_count == 0 || !ts_tree_cursor_goto_parent(cursor))
			return false;
		close_marks(syntax, syntax->levels[--syntax->level_count].marks);
	}
	return true;
}

static enum refusal walk(struct syntax *syntax, TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	enum refusal refusal = REFUSED_NOT;
	bool more = true;

	while (more) {
		struct level level;

		if (!enter(syntax, &cursor, &level)) {
			more = advance(syntax, &cursor);
		} else if (syntax->level_count == SYNTAX_DEPTH_MAX) {
			refusal = REFUSED_TOO_DEEP;
			more = false;
		} else {
			descend(syntax, level);
		}
	}
	ts_tree_cursor_delete(&cursor);
	return refusal;
}

static const struct table *table_of(struct syntax *syntax, const struct language *language)
{
	struct table **table = &syntax->tables[language->id % LANGUAGES_MAX];

	if (!*table)
		*table = table_new(language, NULL);
	return *table;
}

static uint32_t count_lines(struct text bytes)
{
	uint32_t lines = 0;
	const char *at = bytes.data;
	const char *end = bytes.data + bytes.size;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		lines++;
		at = newline ? newline + 1 : end;
	}
	return lines;
}

static void begin(struct syntax *syntax, const struct language *language, struct text bytes)
{
	struct outline *outline = &syntax->outline;

	outline->bytes = bytes;
	outline->language = language;
	outline->token_count = outline->mark_count = outline->comment_count = 0;
	outline->error_bytes = 0;
	outline->lines = count_lines(bytes);
	outline->refusal = (uint8_t)syntax_refuses(bytes);
	syntax->open_count = syntax->level_count = 0;
}

const struct outline *syntax_walk(struct syntax *syntax, const struct language *language,
                                  struct text bytes)
{
	struct outline *outline = &syntax->outline;
	struct reading best;

	begin(syntax, language, bytes);
	if (outline->refusal)
		return outline;
	best = reading_best(syntax->parser, language, bytes, &syntax->copy);
	syntax->table = table_of(syntax, best.language);
	outline->language = best.language;
	/* What is missing takes no room. */
	outline->error_bytes = best.errors < bytes.size ? best.errors : (uint32_t)bytes.size;
	outline->refusal = REFUSED_CRASH;
	if (best.tree)
		outline->refusal = (uint8_t)walk(syntax, ts_tree_root_node(best.tree));
	ts_tree_delete(best.tree);
	if (outline->refusal)
		outline->token_count = outline->mark_count = outline->comment_count = 0;
	return outline;
}

bool syntax_knows(const struct language *language, struct bytes *problems)
{
	size_t before = problems->size;

	table_free(table_new(language, problems));
	return problems->size == before;
}
