/*
 * Why what comes out is the outline that reading from nothing makes.
 *
 * Where a part begins at the start of a line, the parser has just put what stood before it on its
 * list of such parts, and follows one reading: all that it knows of that text is that
 * there was some.  (Where it followed two, as when a line that ends in a comma may go on in the
 * next one, which of them it takes depends on all that was before: such a file has no parts.)
 * So what it does from there on depends on the text from there on, up to a word of
 * the next part, and it comes to that point again at the start of the next one.  A stretch
 * of parts that is parsed alone begins with one that did not change and ends with one that did
 * not: the first takes the place of all that was before, the last is what is looked at behind the change.
 * Both are compared with what they were, and an error anywhere in the stretch sends the whole file
 * to be read from nothing, as does a text between the stretches that is not byte for byte the same.
 */
#include "parts.h"

#include <string.h>

#include "copy.h"
#include "hunks.h"
#include "input.h"

enum { READ_MOST = 3 }; /* quarters of a text that are worth to be read alone */

/* Parts [from, to) are read anew. */
struct stretch_of_parts {
	size_t from, to;
};

struct parts {
	const struct language *language; /* NULL: nothing is known */
	struct outline_copy copy;
	struct part_list list, next; /* of the last version, and of this one */
	struct part end;             /* behind the last of `list` */
	struct hunks hunks;
	struct stretch_of_parts *stretches;
	size_t stretch_count, stretch_capacity;
};

struct parts *parts_new(void)
{
	return memory_new(sizeof(struct parts));
}

void parts_forget(struct parts *parts)
{
	copy_release(&parts->copy);
	memory_free(parts->list.items);
	parts->list = (struct part_list){ 0 };
	parts->language = NULL;
}

void parts_free(struct parts *parts)
{
	parts_forget(parts);
	memory_free(parts->next.items);
	memory_free(parts->stretches);
	hunks_release(&parts->hunks);
	memory_free(parts);
}

size_t parts_size(const struct parts *parts)
{
	return copy_size(&parts->copy) +
	       (parts->list.capacity + parts->next.capacity) * sizeof(struct part) +
	       parts->hunks.capacity * sizeof(struct hunk) +
	       parts->stretch_capacity * sizeof(struct stretch_of_parts);
}

/* --- keeping --------------------------------------------------------------------------- */

static struct part end_of(const struct outline *outline)
{
	return (struct part){
		.start = (uint32_t)outline->bytes.size,
		.line = outline->lines + 1,
		.token = (uint32_t)outline->token_count,
		.mark = (uint32_t)outline->mark_count,
		.comment = (uint32_t)outline->comment_count,
	};
}

struct part_list *parts_next(struct parts *parts)
{
	parts->next.count = 0;
	parts->next.fit = true;
	return &parts->next;
}

bool parts_keep(struct parts *parts, const struct outline *outline)
{
	struct part_list list = parts->list;

	if (!parts->next.fit || !parts->next.count)
		return false;
	parts->language = outline->language;
	copy_keep(&parts->copy, outline);
	parts->list = parts->next;
	parts->next = list;
	parts->end = end_of(outline);
	return true;
}

/* --- what is to be read ------------------------------------------------------------------------ */

/* Where it begins; what stands before the first one goes with it. */
static const struct part *part_at(const struct parts *parts, size_t index)
{
	static const struct part top = { .line = 1 };

	if (!index)
		return &top;
	return index < parts->list.count ? &parts->list.items[index] : &parts->end;
}

static size_t bytes_between(const struct parts *parts, size_t from, size_t to)
{
	return part_at(parts, to)->start - part_at(parts, from)->start;
}

/* The part that holds a byte. */
static size_t part_with(const struct parts *parts, size_t byte)
{
	size_t low = 0, high = parts->list.count; /* parts that begin before it, or at it */

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (parts->list.items[middle].start <= byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? low - 1 : 0;
}

/* All that a hunk touches, and a neighbour on both sides. */
static void add_stretch(struct parts *parts, const struct hunk *hunk)
{
	size_t first = part_with(parts, hunk->start ? hunk->start - 1 : 0);
	size_t last = part_with(parts, hunk->end);
	struct stretch_of_parts stretch = { first ? first - 1 : 0, last + 2 };
	struct stretch_of_parts *before =
		parts->stretch_count ? &parts->stretches[parts->stretch_count - 1] : NULL;

	if (stretch.to > parts->list.count)
		stretch.to = parts->list.count;
	if (before && stretch.from <= before->to) {
		before->to = stretch.to;
		return;
	}
	parts->stretches = array_grow(parts->stretches, &parts->stretch_capacity,
	                              parts->stretch_count, sizeof(*parts->stretches));
	parts->stretches[parts->stretch_count++] = stretch;
}

/* Is it less than the whole by enough? */
static bool find_stretches(struct parts *parts, struct text written)
{
	size_t bytes = 0, all = parts->copy.bytes.size;

	hunks_find(&parts->hunks, bytes_text(&parts->copy.bytes), written);
	parts->stretch_count = 0;
	for (size_t i = 0; i < parts->hunks.count; i++)
		add_stretch(parts, &parts->hunks.items[i]);
	for (size_t i = 0; i < parts->stretch_count; i++)
		bytes += bytes_between(parts, parts->stretches[i].from, parts->stretches[i].to);
	return bytes <= all / 4 * READ_MOST;
}

/* --- reading ------------------------------------------------------------------------------------- */

/* Where the old text and the new one stand, at the start of part `index`. */
struct position {
	size_t index;
	size_t start; /* in the new text */
	uint32_t line;
};

static struct extent extent_of(const struct part *from, const struct part *to)
{
	return (struct extent){ from->start,   from->line, from->token, from->mark,
		                from->comment, to->token,  to->mark,    to->comment };
}

/* The parts before `to` as they were. */
static bool take_until(struct parts *parts, struct syntax *syntax, struct position *at, size_t to)
{
	struct text before = bytes_text(&parts->copy.bytes), now = syntax->outline.bytes;
	size_t size = bytes_between(parts, at->index, to);
	const struct part *from = part_at(parts, at->index);
	struct extent extent = extent_of(from, part_at(parts, to));
	struct part here = end_of(&syntax->outline);

	if (size > now.size - at->start ||
	    memcmp(before.data + from->start, now.data + at->start, size) != 0)
		return false;
	copy_take(syntax, &parts->copy, &extent, (uint32_t)at->start, at->line);
	for (size_t i = at->index; i < to; i++) {
		struct part part = parts->list.items[i];

		part.start += (uint32_t)at->start - from->start;
		part.line += at->line - from->line;
		part.token += here.token - from->token;
		part.mark += here.mark - from->mark;
		part.comment += here.comment - from->comment;
		part_add(&parts->next, part);
	}
	at->line += part_at(parts, to)->line - from->line;
	at->start += size;
	at->index = to;
	return true;
}

static TSTree *parse_range(TSParser *parser, struct text text, size_t start, size_t end)
{
	TSRange range = { .start_byte = (uint32_t)start, .end_byte = (uint32_t)end };
	TSTree *tree;

	ts_parser_set_included_ranges(parser, &range, 1);
	tree = ts_parser_parse(parser, NULL, input_of(&text));
	ts_parser_set_included_ranges(parser, NULL, 0);
	return tree;
}

static bool walk_range(struct syntax *syntax, size_t start, size_t end, uint32_t line)
{
	TSTree *tree = parse_range(syntax->parser, syntax->outline.bytes, start, end);
	bool sound = tree && !ts_node_has_error(ts_tree_root_node(tree));

	if (sound) {
		walk_set_line(syntax, (uint32_t)start, line);
		sound = walk_tree(syntax, tree) == REFUSED_NOT;
	}
	ts_tree_delete(tree);
	return sound;
}

/* Is part `index` of the last version what the `number`th of this one is, and begins at that byte? */
static bool is_neighbour(const struct parts *parts, const struct outline *outline, size_t index,
                         size_t number, size_t start)
{
	struct extent was = extent_of(part_at(parts, index), part_at(parts, index + 1));
	struct part end = end_of(outline);
	const struct part *now;
	struct extent is;

	if (number >= parts->next.count || parts->next.items[number].start != start)
		return false;
	now = &parts->next.items[number];
	is = extent_of(now, number + 1 < parts->next.count ? now + 1 : &end);
	return copy_is(outline, &parts->copy, &was, &is);
}

static bool read_stretch(struct parts *parts, struct syntax *syntax, struct position *at,
                         const struct stretch_of_parts *stretch)
{
	const struct outline *outline = &syntax->outline;
	size_t number = parts->next.count, last = stretch->to - 1;
	bool to_end = stretch->to == parts->list.count;
	size_t start = at->start;
	size_t end = to_end ? outline->bytes.size
	                    : hunks_place(&parts->hunks, part_at(parts, stretch->to)->start);

	if (!walk_range(syntax, start, end, at->line) || !parts->next.fit)
		return false;
	if (stretch->from && !is_neighbour(parts, outline, stretch->from, number, start))
		return false;
	if (!to_end) {
		if (!is_neighbour(parts, outline, last, parts->next.count - 1,
		                  end - bytes_between(parts, last, stretch->to)))
			return false;
		at->line = parts->next.items[parts->next.count - 1].line +
		           part_at(parts, stretch->to)->line - part_at(parts, last)->line;
	}
	at->start = end;
	at->index = stretch->to;
	return true;
}

static bool read_all(struct parts *parts, struct syntax *syntax)
{
	struct position at = { .line = 1 };

	for (size_t i = 0; i < parts->stretch_count; i++) {
		const struct stretch_of_parts *stretch = &parts->stretches[i];

		if (stretch->from > at.index && !take_until(parts, syntax, &at, stretch->from))
			return false;
		if (!read_stretch(parts, syntax, &at, stretch))
			return false;
	}
	return at.index == parts->list.count || take_until(parts, syntax, &at, parts->list.count);
}

bool parts_know(const struct parts *parts, const struct language *language)
{
	return parts->language == language;
}

bool parts_read(struct parts *parts, struct syntax *syntax)
{
	bool done;

	if (!find_stretches(parts, syntax->outline.bytes))
		return false;
	ts_parser_set_language(syntax->parser, grammar_of(&syntax->grammars, parts->language));
	syntax->parts = parts_next(parts);
	done = read_all(parts, syntax);
	syntax->parts = NULL;
	return done;
}
