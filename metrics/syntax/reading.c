/*
 * A file may be readable in several ways: a header as C or as C++, C with its
 * macros as written or blanked out.  The reading with the fewest errors wins,
 * and among equals the first.  What does not parse in it is mended by the place.
 */
#include "mending.h"
#include "versions.h"

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

/* Rows and columns stay what they were: blanks replace what is on a line. */
void note_edit(TSTree *tree, size_t start, size_t end)
{
	TSInputEdit edit = {
		.start_byte = (uint32_t)start,
		.old_end_byte = (uint32_t)end,
		.new_end_byte = (uint32_t)end,
	};

	ts_tree_edit(tree, &edit);
}

struct reading read_again(const struct language *language, TSParser *parser, TSTree *old,
                          struct text text)
{
	struct reading again = { .language = language };

	again.tree = ts_parser_parse_string(parser, old, text.data, (uint32_t)text.size);
	ts_tree_delete(old);
	again.errors = again.tree ? count_errors(again.tree) : UINT32_MAX;
	return again;
}

/* What all readings of a file share. */
struct reader {
	TSParser *parser;
	struct text written;
	struct bytes *copy;
	struct versions *versions;
	TSParseOptions options;
};

/* The text as these passes spell it lies in `copy`; false: just as it was written. */
static bool respell(const struct reader *reader, respelling *const *passes)
{
	struct bytes *copy = reader->copy;
	bool changed = false;

	bytes_clear(copy);
	bytes_add_text(copy, reader->written);
	for (int i = 0; passes && i < PASSES_MAX && passes[i]; i++)
		changed = passes[i](copy->data, copy->size) || changed;
	return changed;
}

/* The better of the two stays. */
static void keep(struct reading *best, struct reading reading)
{
	if (!reading.tree)
		return;
	if (best->tree && best->errors <= reading.errors) {
		ts_tree_delete(reading.tree);
		return;
	}
	ts_tree_delete(best->tree);
	*best = reading;
}

static void consider(struct reading *best, const struct reader *reader, respelling *const *passes)
{
	struct text text = passes ? bytes_text(reader->copy) : reader->written;
	struct reading reading = { .language = best->language, .passes = passes };

	reading.tree = versions_parse(reader->versions, reader->parser, best->language, text,
	                              reader->options);
	if (reading.tree)
		reading.errors = count_errors(reading.tree);
	keep(best, reading);
}

static struct reading read_as(const struct reader *reader, const struct language *language)
{
	struct reading best = { .language = language };
	bool blanked = language->blank[0] && respell(reader, language->blank);

	ts_parser_set_language(reader->parser, language->grammar());
	consider(&best, reader, blanked ? language->blank : NULL);
	for (int i = 0; i < BLANK_MORE_MAX && best.errors && language->blank_more[i][0]; i++)
		if (respell(reader, language->blank_more[i]))
			consider(&best, reader, language->blank_more[i]);
	return best;
}

/* The text of the reading, then around what does not parse in it. */
static void read_around(struct reading *reading, const struct reader *reader)
{
	if (!reading->tree || !reading->errors)
		return;
	if (respell(reader, reading->passes) || reading->language->mends[0])
		mend(reading, reader->parser, reader->written, reader->copy,
		     versions_memo(reader->versions));
}

struct reading reading_best(TSParser *parser, const struct language *language, struct text bytes,
                            struct bytes *copy, struct versions *versions, TSParseOptions options)
{
	struct reader reader = { parser, bytes, copy, versions, options };
	const struct language *alternative = language->alternative;
	struct reading best = read_as(&reader, language), other;

	if (best.errors && alternative && language->is_alternative(bytes)) {
		ts_tree_delete(best.tree);
		best = read_as(&reader, alternative);
		alternative = NULL;
	}
	read_around(&best, &reader);
	if (best.errors && alternative) {
		other = read_as(&reader, alternative);
		read_around(&other, &reader);
		keep(&best, other);
	}
	return best;
}
