/*
 * One #if that cuts through a statement can cost a parser the function around
 * it, or all that follow.  So the lines around an error are tried in the other
 * spellings that the language offers, and one that leaves fewer errors stays.
 * All have the same size: the tree of the rest is used again, and a try costs
 * about as much as the lines that it changes.
 */
#include "mending.h"

#include <string.h>

enum {
	TRIES_MAX = 60,          /* a file that needs more is not worth it */
	TRIED_MAX = 3 << 20,     /* bytes, as each try costs a little of the whole file, too */
	STRETCH_MAX = 128 << 10, /* larger than any function that people write */
};

struct stretch {
	size_t start, end;
};

/* The first text from `from` on that does not parse, or that something is missing at. */
static bool find_error(const TSTree *tree, uint32_t from, uint32_t *found)
{
	TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	bool more = true, is_found = false;

	while (more && !is_found) {
		TSNode node = ts_tree_cursor_current_node(&cursor);
		uint32_t start = ts_node_start_byte(node);

		is_found = start >= from && (ts_node_is_missing(node) || ts_node_is_error(node));
		*found = start;
		if (!is_found && ts_node_has_error(node) && ts_node_end_byte(node) >= from &&
		    ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (more && !is_found && !ts_tree_cursor_goto_next_sibling(&cursor))
			more = ts_tree_cursor_goto_parent(&cursor);
	}
	ts_tree_cursor_delete(&cursor);
	return is_found;
}

/* Does a bracket at its start close what began at the start of a line? */
static bool closes(struct text text, size_t line)
{
	return line < text.size && text.data[line] == '}';
}

static size_t line_behind(struct text text, size_t at)
{
	const char *newline = memchr(text.data + at, '\n', text.size - at);

	return newline ? (size_t)(newline - text.data) + 1 : text.size;
}

/* From behind the last such bracket up to and with the next one. */
static struct stretch stretch_around(struct text text, size_t error)
{
	struct stretch stretch = { error, error };

	while (stretch.start > 0 && !(text.data[stretch.start - 1] == '\n' &&
	                              closes(text, stretch.start) && stretch.start < error))
		stretch.start--;
	if (stretch.start > 0)
		stretch.start = line_behind(text, stretch.start);
	while (stretch.end < text.size) {
		size_t line = stretch.end;

		stretch.end = line_behind(text, line);
		if (line > error && closes(text, line))
			break;
	}
	return stretch;
}

/* Functions that begin in it and go on behind the bracket that ends it: of several, the heads or
 * bodies between which are macros, a parser may make one. */
static unsigned count_joined(const TSTree *tree, struct stretch stretch)
{
	TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	unsigned joined = 0;
	bool more = true;

	while (more) {
		TSNode node = ts_tree_cursor_current_node(&cursor);
		uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
		bool passes = start < stretch.end && end > stretch.end;
		bool is_function = strcmp(ts_node_type(node), "function_definition") == 0;

		joined += passes && is_function && start >= stretch.start;
		if (passes && !is_function && ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (more && !ts_tree_cursor_goto_next_sibling(&cursor))
			more = ts_tree_cursor_goto_parent(&cursor);
	}
	ts_tree_cursor_delete(&cursor);
	return joined;
}

/* The tree of `text`, in which only the stretch is new. */
static struct reading read_stretch(const struct reading *reading, TSParser *parser,
                                   struct text text, struct stretch stretch)
{
	TSTree *old = ts_tree_copy(reading->tree);

	note_edit(old, stretch.start, stretch.end);
	return read_again(reading->language, parser, old, text);
}

static bool is_better(const struct reading *again, const struct reading *before,
                      struct stretch stretch)
{
	return again->errors < before->errors &&
	       count_joined(again->tree, stretch) <= count_joined(before->tree, stretch);
}

/* Tries all spellings of one stretch, and keeps the best; the number of tries. */
static int mend_stretch(struct reading *reading, TSParser *parser, struct bytes *text,
                        struct stretch stretch)
{
	const struct language *language = reading->language;
	struct bytes written = BYTES_INIT, best = BYTES_INIT;
	char *place = text->data + stretch.start;
	int tries = 0;

	bytes_add_text(&written, (struct text){ place, stretch.end - stretch.start });
	bytes_add_text(&best, bytes_text(&written));
	for (int i = 0; i < MENDS_MAX && language->mends[i]; i++) {
		struct reading again;

		memcpy(place, written.data, written.size);
		if (!language->mends[i](place, written.size))
			continue;
		tries++;
		again = read_stretch(reading, parser, bytes_text(text), stretch);
		if (is_better(&again, reading, stretch)) {
			ts_tree_delete(reading->tree);
			*reading = again;
			memcpy(best.data, place, best.size);
		} else {
			ts_tree_delete(again.tree);
		}
	}
	memcpy(place, best.data, best.size);
	bytes_release(&written);
	bytes_release(&best);
	return tries;
}

void mend(struct reading *reading, TSParser *parser, struct bytes *text)
{
	uint32_t from = 0, error;
	int tries = 0;

	ts_parser_set_language(parser, reading->language->grammar());
	while (reading->errors && tries < TRIES_MAX && (size_t)tries * text->size < TRIED_MAX &&
	       find_error(reading->tree, from, &error)) {
		struct stretch stretch = stretch_around(bytes_text(text), error);

		from = (uint32_t)(stretch.end > error ? stretch.end : error + 1);
		if (stretch.end - stretch.start <= STRETCH_MAX)
			tries += mend_stretch(reading, parser, text, stretch);
	}
}
