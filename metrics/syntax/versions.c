/*
 * Why what comes out is the tree that reading from nothing makes.
 *
 * What the parser does at a place depends on its state there, on the text from there on, and,
 * while it follows several readings at once or is behind an error, on what these cost.  It
 * uses a node again only where it is in the state that the node began in and follows one
 * reading, and only a node that was made with one reading left at its end.  So the node would
 * be made again, if its text, what the lexer looks at behind it, and the next word are the
 * same.  To be sure of that word, what is said to have changed are whole nodes with their
 * neighbours (soil.c), and that what lies between is the same is looked up in the texts.  Nodes
 * with errors are among these: nothing of them is used again.  Before a large node there need
 * be no neighbour: the edit reaches what lies in front of it, which is lexed anew, and what was
 * changed there must be free of errors.  Where the new tree has an error outside of them or
 * near their end, it may have met what was used again: that text is read from nothing.
 */
#include "versions.h"

#include <string.h>

#include "echo.h"
#include "errors.h"
#include "input.h"
#include "memo.h"
#include "parts.h"
#include "soil.h"

enum {
	READINGS_MAX = 6,
	TREE_SIZE = 40, /* bytes of memory for one of text, with what a walk over it leaves */
	USED_LEAST = 4, /* a text of which less than a quarter is used again is read from nothing */
};

struct read {
	const struct language *language;
	struct bytes text;
	TSTree *tree;
};

struct versions {
	struct read reads[READINGS_MAX]; /* in the order they are asked for */
	size_t count, next;
	struct hunks hunks;
	struct patches patches;
	struct echoes *echoes;
	struct memo *memo;
	struct parts *parts;
};

struct versions *versions_new(void)
{
	struct versions *versions = memory_new(sizeof(*versions));

	versions->echoes = echoes_new();
	versions->memo = memo_new();
	versions->parts = parts_new();
	return versions;
}

static void forget(struct read *read)
{
	ts_tree_delete(read->tree);
	bytes_release(&read->text);
	*read = (struct read){ 0 };
}

void versions_free(struct versions *versions)
{
	if (!versions)
		return;
	for (size_t i = 0; i < versions->count; i++)
		forget(&versions->reads[i]);
	hunks_release(&versions->hunks);
	patches_release(&versions->patches);
	echoes_free(versions->echoes);
	memo_free(versions->memo);
	parts_free(versions->parts);
	memory_free(versions);
}

size_t versions_size(const struct versions *versions)
{
	size_t size = parts_size(versions->parts);

	for (size_t i = 0; i < versions->count; i++)
		size += versions->reads[i].text.size * TREE_SIZE;
	return size;
}

struct echoes *versions_echoes(const struct versions *versions)
{
	return versions ? versions->echoes : NULL;
}

struct memo *versions_memo(const struct versions *versions)
{
	return versions ? versions->memo : NULL;
}

struct parts *versions_parts(const struct versions *versions)
{
	return versions ? versions->parts : NULL;
}

void versions_keep(struct versions *versions, const struct outline *outline, bool parts)
{
	if (!versions)
		return;
	if (!parts || !parts_keep(versions->parts, outline)) {
		parts_forget(versions->parts);
		return;
	}
	while (versions->count)
		forget(&versions->reads[--versions->count]);
	echoes_clear(versions->echoes);
}

void versions_begin(struct versions *versions)
{
	if (!versions)
		return;
	versions->next = 0;
	memo_turn(versions->memo);
}

void versions_end(struct versions *versions)
{
	while (versions && versions->count > versions->next)
		forget(&versions->reads[--versions->count]);
}

/* --- from the old text to the new one ------------------------------------------------------- */

static void move_on(TSPoint *point, struct text text, size_t from, size_t to)
{
	const char *newline;

	while ((newline = memchr(text.data + from, '\n', to - from))) {
		point->row++;
		point->column = 0;
		from = (size_t)(newline - text.data) + 1;
	}
	point->column += (uint32_t)(to - from);
}

/* Between the patches both texts are the same: no hash is to be believed. */
static bool is_same_between(const struct patches *patches, const struct hunks *hunks,
                            struct text old, struct text now)
{
	size_t from = 0, new_from = 0;

	for (size_t i = 0; i <= patches->count; i++) {
		bool is_last = i == patches->count;
		size_t to = is_last ? old.size : patches->items[i].start;
		size_t new_to = is_last ? now.size : hunks_place(hunks, to);

		if (new_to < new_from || new_to - new_from != to - from ||
		    (to > from && memcmp(old.data + from, now.data + new_from, to - from) != 0))
			return false;
		if (is_last)
			break;
		from = patches->items[i].end;
		new_from = from == old.size ? now.size : hunks_place(hunks, from);
	}
	return true;
}

/* The last first: places before an edit stay what they are. */
static void edit_tree(TSTree *tree, const struct versions *versions, struct text old,
                      struct text now)
{
	const struct patches *patches = &versions->patches;
	TSPoint *points = memory_new((patches->count + 1) * sizeof(*points));
	TSPoint point = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < patches->count; i++) {
		move_on(&point, old, at, patches->items[i].start);
		at = patches->items[i].start;
		points[i] = point;
	}
	for (size_t i = patches->count; i-- > 0;) {
		const struct patch *patch = &patches->items[i];
		size_t start = hunks_place(&versions->hunks, patch->start);
		size_t end = patch->end == old.size ? now.size
		                                    : hunks_place(&versions->hunks, patch->end);
		TSInputEdit edit = {
			.start_byte = (uint32_t)patch->start,
			.old_end_byte = (uint32_t)patch->end,
			.new_end_byte = (uint32_t)(patch->start + (end - start)),
			.start_point = points[i],
			.old_end_point = points[i],
			.new_end_point = points[i],
		};

		move_on(&edit.old_end_point, old, patch->start, patch->end);
		move_on(&edit.new_end_point, now, start, end);
		ts_tree_edit(tree, &edit);
	}
	memory_free(points);
}

/* --- errors --------------------------------------------------------------------------------- */

static bool is_inside(const struct versions *versions, size_t start, size_t end)
{
	const struct patches *patches = &versions->patches;
	size_t low = 0, high = patches->count; /* patches that begin before it */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hunks_place(&versions->hunks, patches->items[middle].start) < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low && end <= hunks_place(&versions->hunks, patches->items[low - 1].inner);
}

/* Does each error lie in a patch, and not near its ends? */
static bool errors_are_inside(const TSTree *tree, const struct versions *versions)
{
	struct errors errors = { 0 };
	bool inside = true;

	errors_find(&errors, tree);
	for (size_t i = 0; i < errors.count && inside; i++)
		inside = is_inside(versions, errors.items[i].start, errors.items[i].end);
	memory_free(errors.items);
	return inside;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* NULL: it has to be read from nothing. */
static TSTree *read_on(struct versions *versions, TSParser *parser, const struct read *last,
                       struct text text)
{
	struct text old = bytes_text(&last->text);
	TSTree *tree;

	hunks_find(&versions->hunks, old, text);
	if (!versions->hunks.count && text_equal(old, text))
		return ts_tree_copy(last->tree);
	patches_find(&versions->patches, last->tree, old.size, &versions->hunks);
	if (old.size - versions->patches.bytes < text.size / USED_LEAST ||
	    !is_same_between(&versions->patches, &versions->hunks, old, text))
		return NULL;
	edit_tree(last->tree, versions, old, text);
	tree = ts_parser_parse_string(parser, last->tree, text.data, (uint32_t)text.size);
	if (tree && errors_are_inside(tree, versions))
		return tree;
	ts_tree_delete(tree);
	return NULL;
}

static struct read *next_read(struct versions *versions, const struct language *language)
{
	struct read *read;

	if (versions->next == READINGS_MAX)
		return NULL;
	read = &versions->reads[versions->next++];
	if (versions->next > versions->count)
		versions->count = versions->next;
	if (read->language != language)
		forget(read);
	read->language = language;
	return read;
}

TSTree *versions_parse(struct versions *versions, TSParser *parser, const struct language *language,
                       struct text text, TSParseOptions options)
{
	struct read *read = versions ? next_read(versions, language) : NULL;
	TSTree *tree = read && read->tree ? read_on(versions, parser, read, text) : NULL;

	if (!tree)
		tree = ts_parser_parse_with_options(parser, NULL, input_of(&text), options);
	if (!read)
		return tree;
	ts_tree_delete(read->tree);
	read->tree = tree ? ts_tree_copy(tree) : NULL;
	bytes_clear(&read->text);
	bytes_add_text(&read->text, text);
	return tree;
}
