/*
 * A file may be readable in several ways: a header as C or as C++, C with its
 * macros as written or blanked out.  The reading with the fewest errors wins,
 * and among equals the first.
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

static bool consider(struct reading *best, TSParser *parser, const struct language *language,
                     struct text bytes)
{
	struct reading reading = { .language = language, .versions = best->versions };

	ts_parser_set_language(parser, language->grammar());
	reading.tree = versions_parse(best->versions, parser, language, bytes);
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

enum { EDIT_GAP = 16 }; /* differences nearer to each other than that are one */

/* The first stretch from `at` on in which two texts of one size differ; false: none. */
static bool find_difference(struct text a, struct text b, size_t *start, size_t *end)
{
	size_t at = *end;

	while (at < a.size && a.data[at] == b.data[at])
		at++;
	*start = *end = at;
	for (; at < a.size && at < *end + EDIT_GAP; at++)
		if (a.data[at] != b.data[at])
			*end = at + 1;
	return *end > *start;
}

/*
 * Blanked text that still has errors mostly has fewer than what was written.  The
 * tree of the one read again for the other tells that for a third of the price;
 * only a text that seems to be better is read for itself.
 */
static bool may_be_better(const struct reading *blanked, TSParser *parser, struct text copy,
                          struct text bytes)
{
	TSTree *old = ts_tree_copy(blanked->tree);
	size_t start = 0, end = 0;
	struct reading again;

	while (find_difference(copy, bytes, &start, &end))
		note_edit(old, start, end);
	again = read_again(blanked->language, parser, old, bytes);
	ts_tree_delete(again.tree);
	return again.errors < blanked->errors;
}

static void copy_fresh(struct bytes *copy, struct text bytes)
{
	bytes_clear(copy);
	bytes_add_text(copy, bytes);
}

static bool respell(struct bytes *copy, respelling *const passes[PASSES_MAX])
{
	bool changed = false;

	for (int i = 0; i < PASSES_MAX && passes[i]; i++)
		changed = passes[i](copy->data, copy->size) || changed;
	return changed;
}

static void read_as(struct reading *best, TSParser *parser, const struct language *language,
                    struct text bytes, struct bytes *copy)
{
	bool blanked = false, won;

	if (language->blank) {
		copy_fresh(copy, bytes);
		blanked = language->blank(copy->data, copy->size);
	}
	won = consider(best, parser, language, blanked ? bytes_text(copy) : bytes);
	if (won)
		best->blanked = blanked;
	if (blanked && best->errors &&
	    (!won || may_be_better(best, parser, bytes_text(copy), bytes)))
		consider(best, parser, language, bytes);
	for (int i = 0; i < BLANK_MORE_MAX && best->errors && language->blank_more[i][0]; i++) {
		copy_fresh(copy, bytes);
		if (respell(copy, language->blank_more[i]))
			consider(best, parser, language, bytes_text(copy));
	}
}

/* The text of the best reading, then around what does not parse in it. */
static void read_around(struct reading *best, TSParser *parser, struct text bytes,
                        struct bytes *copy)
{
	copy_fresh(copy, bytes);
	if (best->blanked)
		best->language->blank(copy->data, copy->size);
	mend(best, parser, copy);
}

static void forget(struct reading *reading)
{
	ts_tree_delete(reading->tree);
	*reading = (struct reading){ .language = reading->language, .versions = reading->versions };
}

struct reading reading_best(TSParser *parser, const struct language *language, struct text bytes,
                            struct bytes *copy, struct versions *versions)
{
	struct reading best = { .language = language, .versions = versions };

	read_as(&best, parser, language, bytes, copy);
	if (language->alternative && best.errors) {
		if (language->is_alternative && language->is_alternative(bytes))
			forget(&best);
		read_as(&best, parser, language->alternative, bytes, copy);
	}
	if (best.tree && best.errors && best.language->mends[0])
		read_around(&best, parser, bytes, copy);
	return best;
}
