/*
 * A file may be readable in several ways: a header as C or as C++, C with its
 * macros as written or blanked out.  The reading with the fewest errors wins,
 * and among equals the first.
 */
#include "mending.h"

/* The leaves of errors are what fitted nowhere. */
static uint32_t cost(TSNode node, bool in_error)
{
	if (ts_node_is_missing(node))
		return 1;
	if (ts_node_child_count(node) == 0 && (in_error || ts_node_is_error(node)))
		return ts_node_end_byte(node) - ts_node_start_byte(node);
	return ts_node_is_error(node); /* whatever is in it */
}

/* One look at every child of a node that has an error somewhere. */
uint32_t count_errors(const TSTree *tree)
{
	TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	struct bytes in_error = BYTES_INIT; /* by depth: is the node there an error? */
	uint32_t errors = 0;
	bool more = true;

	while (more) {
		TSNode node = ts_tree_cursor_current_node(&cursor);

		errors += cost(node, in_error.size && in_error.data[in_error.size - 1]);
		if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor)) {
			bytes_add_char(&in_error, (char)ts_node_is_error(node));
			continue;
		}
		while (more && !ts_tree_cursor_goto_next_sibling(&cursor)) {
			more = ts_tree_cursor_goto_parent(&cursor);
			in_error.size -= more;
		}
	}
	ts_tree_cursor_delete(&cursor);
	bytes_release(&in_error);
	return errors;
}

static bool consider(struct reading *best, TSParser *parser, const struct language *language,
                     struct text bytes)
{
	struct reading reading = { .language = language };

	ts_parser_set_language(parser, language->grammar());
	reading.tree = ts_parser_parse_string(parser, NULL, bytes.data ? bytes.data : "",
	                                      (uint32_t)bytes.size);
	if (!reading.tree)
		return false;
	reading.errors = count_errors(reading.tree);
	if (best->tree && best->errors <= reading.errors) {
		ts_tree_delete(reading.tree);
		return false;
	}
	ts_tree_delete(best->tree);
	*best = reading;
	return true;
}

static void read_as(struct reading *best, TSParser *parser, const struct language *language,
                    struct text bytes, struct bytes *copy)
{
	bool blanked = false;

	if (language->blank) {
		bytes_clear(copy);
		bytes_add_text(copy, bytes);
		blanked = language->blank(copy->data, copy->size);
	}
	if (consider(best, parser, language, blanked ? bytes_text(copy) : bytes))
		best->blanked = blanked;
	if (blanked && best->errors)
		consider(best, parser, language, bytes);
	for (int i = 0; i < BLANK_MORE_MAX && best->errors && language->blank_more[i]; i++) {
		bytes_clear(copy);
		bytes_add_text(copy, bytes);
		if (language->blank_more[i](copy->data, copy->size))
			consider(best, parser, language, bytes_text(copy));
	}
}

/* The text of the best reading, then around what does not parse in it. */
static void read_around(struct reading *best, TSParser *parser, struct text bytes,
                        struct bytes *copy)
{
	bytes_clear(copy);
	bytes_add_text(copy, bytes);
	if (best->blanked)
		best->language->blank(copy->data, copy->size);
	mend(best, parser, copy);
}

struct reading reading_best(TSParser *parser, const struct language *language, struct text bytes,
                            struct bytes *copy)
{
	struct reading best = { .language = language };

	read_as(&best, parser, language, bytes, copy);
	if (language->alternative && best.errors)
		read_as(&best, parser, language->alternative, bytes, copy);
	if (best.tree && best.errors && best.language->mends[0])
		read_around(&best, parser, bytes, copy);
	return best;
}
