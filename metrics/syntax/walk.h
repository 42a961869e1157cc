/*
 * What the parts of a walk share while they turn one tree into tokens and
 * marks: walk.c goes from node to node, meaning.c says what each is, marks.c
 * opens and closes what they make.
 */
#ifndef SYNTAX_WALK_H
#define SYNTAX_WALK_H

#include <tree_sitter/api.h>

#include "bole/syntax.h"
#include "nodes.h"
#include "grammar.h"
#include "stride.h"
#include "table.h"

/* A node that may stand in the next version as it is, and what there was before it. */
struct place {
	const void *subtree; /* NULL: not worth to be known */
	uint64_t around;
	uint32_t start, end; /* bytes */
	uint32_t line;       /* of its first byte */
	uint32_t token, mark, comment;
};

/* A mark whose subtree is being walked. */
struct open_mark {
	uint32_t mark;
	struct span name, inner, owner;
};

/* A node whose children are being walked. */
struct level {
	TSSymbol symbol;
	uint8_t marks; /* it opened */
	uint8_t role;
	struct place place;
	uint64_t around; /* a hash of what its children stand in: all levels above, and this one */
};

/* Where a node at the top of the file begins; it goes on to the next one, with the comments before that. */
struct part {
	uint32_t start, line;
	uint32_t token, mark, comment;
};

struct part_list {
	struct part *items; /* those that begin with their line */
	size_t count, capacity;
	bool fit; /* so far no mark is open around them, and each was read in one way */
};

enum { KNOWN_ROWS = 256 };

/* A row that was found before, of a language, for a kind of node in a kind of place. */
struct known_row {
	uint64_t key; /* 0: none */
	uint16_t row;
};

struct syntax {
	TSParser *parser;
	struct grammars grammars;
	struct table *tables[LANGUAGES_MAX]; /* by language id, built at first use */
	const struct table *table;
	struct outline outline;
	size_t token_capacity, mark_capacity, comment_capacity;
	struct open_mark *open;
	size_t open_count, open_capacity;
	struct level *levels;
	size_t level_count, level_capacity;
	struct known_row known[KNOWN_ROWS];
	struct bytes copy;
	struct syntax_watcher watch;
	struct stride stride;    /* the walk */
	uint32_t line, line_end; /* of the token before: its number, and its last byte */
	struct echoes *echoes;   /* of the file, while it is walked; or NULL */
	struct part_list *parts; /* to be filled, or NULL */
};

void part_add(struct part_list *list, struct part part);
/* Adds all of the tree to the outline. */
enum refusal walk_tree(struct syntax *syntax, const TSTree *tree);
/* The line of a byte that is not before the last one asked for. */
uint32_t walk_line(struct syntax *syntax, uint32_t byte);
/* The next one asked for is not before that byte, which is in that line. */
void walk_set_line(struct syntax *syntax, uint32_t byte, uint32_t line);

#endif
