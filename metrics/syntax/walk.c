/*
 * One walk over the tree with a stack of our own: no recursion,
 * so that a million brackets cost memory and not the stack.
 */
#include <string.h>

#include "echo.h"
#include "marks.h"
#include "meaning.h"

/* --- leaves ----------------------------------------------------------------------- */

static uint8_t token_kind(uint8_t role)
{
	if (role == ROLE_IDENTIFIER || role == ROLE_BOUND || role == ROLE_DECLARED ||
	    role == ROLE_PARAMETER || role == ROLE_DEFINITION || role == ROLE_PACKAGE)
		return TOKEN_IDENTIFIER; /* a parameter without parts is just its name */
	return role == ROLE_LITERAL ? TOKEN_LITERAL : TOKEN_OTHER;
}

static uint32_t line_end_at(const struct outline *outline, uint32_t byte)
{
	const char *bytes = outline->bytes.data;
	const char *newline = byte < outline->bytes.size
	                              ? memchr(bytes + byte, '\n', outline->bytes.size - byte)
	                              : NULL;

	return newline ? (uint32_t)(newline - bytes) : UINT32_MAX;
}

void walk_set_line(struct syntax *syntax, uint32_t byte, uint32_t line)
{
	syntax->line = line;
	syntax->line_end = line_end_at(&syntax->outline, byte);
}

/* The parser's own count would do, had it always read these bytes: a blanked copy may lack
 * the end of a line. */
uint32_t walk_line(struct syntax *syntax, uint32_t byte)
{
	while (byte > syntax->line_end) {
		syntax->line_end = line_end_at(&syntax->outline, syntax->line_end + 1);
		syntax->line++;
	}
	return syntax->line;
}

static void add_token(struct syntax *syntax, uint8_t role)
{
	struct outline *outline = &syntax->outline;
	const struct stride_node *now = &syntax->stride.now;
	uint8_t kind = token_kind(role);
	uint32_t line;
	char first;

	if (now->start >= now->end)
		return;
	first = outline->bytes.data[now->start];
	if (kind == TOKEN_OTHER && (first == '\n' || first == '\r' || first == ' '))
		return; /* the end of a preprocessor line, or put in to be understood: no code */
	line = walk_line(syntax, now->start);
	outline->tokens = array_grow(outline->tokens, &syntax->token_capacity, outline->token_count,
	                             sizeof(*outline->tokens));
	outline->tokens[outline->token_count++] = (struct token){
		.start = now->start,
		.end = now->end,
		.line = line,
		.end_line = walk_line(syntax, now->end - 1),
		.symbol = now->symbol,
		.kind = kind,
		.role = role,
	};
}

static void add_comment(struct syntax *syntax)
{
	struct outline *outline = &syntax->outline;
	const struct stride_node *now = &syntax->stride.now;

	outline->comments = array_grow(outline->comments, &syntax->comment_capacity,
	                               outline->comment_count, sizeof(*outline->comments));
	outline->comments[outline->comment_count++] = (struct comment){
		.start = now->start,
		.end = now->end,
		.line = walk_line(syntax, now->start),
		.token = (uint32_t)outline->token_count,
	};
}

/* --- the walk ----------------------------------------------------------------------- */

static bool is_lexical(uint8_t role)
{
	return role < ROLE_FUNCTION || role == ROLE_BOUND || role == ROLE_DECLARED;
}

/* A text of nothing but literal parts is one literal, like any other. */
static bool holds_code(struct syntax *syntax)
{
	const struct table *table = syntax->table;
	const struct stride_node *now = &syntax->stride.now;
	bool code = false;

	if (!stride_down(&syntax->stride))
		return false;
	do {
		uint16_t first =
			now->symbol < table->symbol_count ? table->symbols[now->symbol].first : 0;

		code = now->is_named &&
		       (!first ||
		        table->language->nodes[table->links[first].row].role != ROLE_LITERAL);
	} while (!code && stride_next(&syntax->stride));
	stride_up(&syntax->stride);
	return code;
}

static uint8_t role_around(const struct syntax *syntax)
{
	return syntax->level_count ? syntax->levels[syntax->level_count - 1].role : ROLE_NONE;
}

/* A list of bound or declared names says so for each of them. */
static uint8_t leaf_role(const struct syntax *syntax, uint8_t role)
{
	uint8_t around = role_around(syntax);

	if (role == ROLE_IDENTIFIER && (around == ROLE_BOUND || around == ROLE_DECLARED))
		return around;
	return role;
}

static void add_mark(struct syntax *syntax, struct level *level, uint8_t role, uint16_t row)
{
	marks_open(syntax, role, row, (uint16_t)syntax->level_count);
	level->marks++;
}

/* A node without children. */
static void add_leaf(struct syntax *syntax, struct level *level, uint8_t role)
{
	if (syntax->stride.now.is_missing)
		add_mark(syntax, level, ROLE_ERROR, ROW_NONE);
	if (role == ROLE_ERROR || role_around(syntax) == ROLE_ERROR)
		add_mark(syntax, level, ROLE_STRAY, ROW_NONE);
	add_token(syntax, leaf_role(syntax, role));
	marks_close(syntax, level->marks);
}

/* Enters the node; true if its children are walked now, as `level`. */
static bool enter(struct syntax *syntax, struct level *level)
{
	TSSymbol symbol = syntax->stride.now.symbol;
	struct meaning meaning = { ROW_NONE, ROW_NONE, ROLE_NONE };

	*level = (struct level){ .symbol = symbol };
	if (symbol < syntax->table->symbol_count) {
		meaning = node_meaning(syntax);
	} else {
		add_mark(syntax, level, ROLE_ERROR, ROW_NONE);
		meaning.role = ROLE_ERROR;
	}
	if (meaning.role == ROLE_COMMENT) {
		add_comment(syntax);
		return false;
	}
	if (meaning.role == ROLE_DROPPED)
		return false;
	if (meaning.role == ROLE_TEXT && !holds_code(syntax))
		meaning.role = ROLE_LITERAL;
	if (meaning.place_row != ROW_NONE)
		add_mark(syntax, level, syntax->table->language->nodes[meaning.place_row].role,
		         meaning.place_row);
	if (!is_lexical(meaning.role) && meaning.role != ROLE_ERROR)
		add_mark(syntax, level, meaning.role, meaning.row);
	level->role = meaning.role;
	if (meaning.role != ROLE_LITERAL && stride_down(&syntax->stride))
		return true;
	add_leaf(syntax, level, meaning.role);
	return false;
}

static void descend(struct syntax *syntax, struct level level)
{
	if (syntax->echoes)
		level.around = echo_around(syntax, &level);
	syntax->levels = array_grow(syntax->levels, &syntax->level_capacity, syntax->level_count,
	                            sizeof(*syntax->levels));
	syntax->levels[syntax->level_count++] = level;
}

static void leave(struct syntax *syntax)
{
	const struct level *level = &syntax->levels[--syntax->level_count];

	marks_close(syntax, level->marks);
	if (level->place.subtree)
		echo_keep(syntax, &level->place);
}

/* To the next sibling, of the node or of the nearest parent that has one;
 * false at the end of the tree. */
static bool advance(struct syntax *syntax)
{
	while (!stride_next(&syntax->stride)) {
		if (syntax->level_count == 0)
			return false;
		stride_up(&syntax->stride);
		leave(syntax);
	}
	return true;
}

/* The node, from the last version; false: it has to be entered. */
static bool take_over(struct syntax *syntax, struct place *place)
{
	if (!node_place(syntax, place))
		return false;
	place->line = walk_line(syntax, place->start);
	if (!echo(syntax, place))
		return false;
	echo_keep(syntax, place);
	return true;
}

static bool begins_line(struct text text, size_t at)
{
	if (at == 0)
		return true;
	if (at > 1 && text.data[at - 2] == '\\')
		return false; /* one line, to its reader */
	return text.data[at - 1] == '\n';
}

void part_add(struct part_list *list, struct part part)
{
	list->items = array_grow(list->items, &list->capacity, list->count, sizeof(*list->items));
	list->items[list->count++] = part;
}

/* A node that was made while the parser followed several readings has no state. */
static bool has_one_reading(const struct syntax *syntax)
{
	return ts_node_parse_state(stride_tsnode(&syntax->stride)) != UINT16_MAX;
}

static void note_part(struct syntax *syntax)
{
	const struct outline *outline = &syntax->outline;
	const struct stride_node *now = &syntax->stride.now;

	if (now->is_extra || now->start == now->end)
		return;
	if (syntax->open_count || !has_one_reading(syntax))
		syntax->parts->fit = false;
	if (!begins_line(outline->bytes, now->start))
		return;
	part_add(syntax->parts, (struct part){
					.start = now->start,
					.line = walk_line(syntax, now->start),
					.token = (uint32_t)outline->token_count,
					.mark = (uint32_t)outline->mark_count,
					.comment = (uint32_t)outline->comment_count,
				});
}

static enum refusal walk_nodes(struct syntax *syntax)
{
	bool more = true;

	while (more) {
		struct level level;
		struct place place;

		if (syntax->level_count == 1 && syntax->parts)
			note_part(syntax);
		if (take_over(syntax, &place) || !enter(syntax, &level)) {
			more = advance(syntax);
		} else if (syntax->level_count == SYNTAX_DEPTH_MAX) {
			return REFUSED_TOO_DEEP;
		} else {
			level.place = place;
			descend(syntax, level);
		}
	}
	return REFUSED_NOT;
}

/* Nothing of the tree is held on to: it may pass before the next one comes. */
enum refusal walk_tree(struct syntax *syntax, const TSTree *tree)
{
	enum refusal refusal;

	stride_open(&syntax->stride, tree);
	refusal = walk_nodes(syntax);
	stride_close(&syntax->stride);
	return refusal;
}
