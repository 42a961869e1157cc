/*
 * One #if that cuts through a statement can cost a parser the function around
 * it, or all that follow; so can a macro, or that it was blanked out.  So the
 * lines around an error are read alone, in each spelling that the language
 * offers, and the one that leaves the fewest errors is chosen: a try costs no
 * more than those lines.  All spellings have the same size.  The whole is read
 * again once, with all that was chosen, and stays if it keeps what was promised.
 */
#include "mending.h"

#include <string.h>

#include "errors.h"

enum {
	TRIES_MAX = 600,         /* of lines alone: a file that needs more is not worth it */
	READINGS_MAX = 20,       /* of the whole file */
	READ_MAX = 3 << 20,      /* bytes of such readings */
	STRETCH_MAX = 128 << 10, /* larger than any function that people write */
	ERRORS_MAX = 300,        /* in one stretch: that is no line that cuts through it */
};

/* A stretch with two spellings: one stands in the text, the other one waits for its turn. */
struct change {
	struct stretch stretch;
	size_t other;  /* where it lies in `others` */
	uint32_t gain; /* errors less, read alone */
};

struct mending {
	struct reading *reading;
	TSParser *parser;
	struct text written;
	struct bytes *text;
	struct change *changes;
	size_t count, capacity;
	struct bytes others;
	unsigned tries, readings;
	struct memo *memo; /* of tries; or NULL */
	bool sure;         /* the lines that are looked at hold all of an error */
};

/* --- its best spelling, read alone -------------------------------------------------------- */

/* What was found in lines that were read alone. */
struct alone {
	uint32_t errors, open;
};

/* The best other spelling yet of some lines. */
struct best {
	struct bytes lines;
	struct alone alone;
};

/* What is left open would take in the functions behind it. */
static bool is_less(struct alone a, struct alone b)
{
	return a.open < b.open || (a.open == b.open && a.errors < b.errors);
}

static struct alone judge_tree(const TSTree *tree)
{
	struct errors errors = { 0 };
	struct alone alone = { .errors = errors_find(&errors, tree) };

	alone.open = errors.open;
	memory_free(errors.items);
	return alone;
}

/* What the lines hold of something around them would be an error there, and is none. */
static struct alone parse_alone(const struct mending *mending, struct text lines)
{
	respelling *loose = mending->reading->language->loose;
	struct alone alone = { UINT32_MAX, UINT32_MAX };
	struct bytes copy = BYTES_INIT;
	TSTree *tree;

	bytes_add_text(&copy, lines);
	if (loose)
		loose(copy.data, copy.size);
	tree = ts_parser_parse_string(mending->parser, NULL, copy.data, (uint32_t)copy.size);
	if (tree)
		alone = judge_tree(tree);
	ts_tree_delete(tree);
	bytes_release(&copy);
	return alone;
}

/* Most of them were in the version before, too. */
static struct alone read_alone(struct mending *mending, struct text lines)
{
	const struct language *language = mending->reading->language;
	struct memo *memo = mending->memo;
	const uint64_t *known = memo ? memo_find(memo, language, lines) : NULL;
	struct alone alone;

	mending->tries++;
	if (known)
		return (struct alone){ (uint32_t)(*known >> 32), (uint32_t)*known };
	alone = parse_alone(mending, lines);
	if (memo)
		memo_keep(memo, language, lines, (uint64_t)alone.errors << 32 | alone.open);
	return alone;
}

static void try_lines(struct mending *mending, struct best *best, struct text lines)
{
	struct alone alone = read_alone(mending, lines);

	if (!is_less(alone, best->alone))
		return;
	best->alone = alone;
	bytes_clear(&best->lines);
	bytes_add_text(&best->lines, lines);
}

/* What was blanked is tried as it was written last: that seldom helps. */
static void try_spellings(struct mending *mending, struct best *best, struct text lines,
                          struct text written)
{
	respelling *const *spellings = mending->reading->language->mends;
	struct bytes copy = BYTES_INIT;

	for (int i = 0; i < MENDS_MAX && spellings[i] && best->alone.errors; i++) {
		bytes_clear(&copy);
		bytes_add_text(&copy, lines);
		if (spellings[i](copy.data, copy.size))
			try_lines(mending, best, bytes_text(&copy));
	}
	bytes_release(&copy);
	if (best->alone.errors && memcmp(lines.data, written.data, lines.size) != 0)
		try_lines(mending, best, written);
}

/* Lines that are surely wrong need no comparison with those that are not. */
static uint32_t gain_of(struct mending *mending, const struct best *best, struct text lines)
{
	struct alone before;

	if (!best->lines.size)
		return 0;
	if (!best->alone.errors && mending->sure)
		return 1;
	before = read_alone(mending, lines);
	if (best->alone.open > before.open || best->alone.errors >= before.errors)
		return 0;
	return before.errors - best->alone.errors;
}

/* The stretch now has its best spelling, and what it had before waits. */
static void choose_spelling(struct mending *mending, struct stretch stretch)
{
	struct text lines = { mending->text->data + stretch.start, stretch.end - stretch.start };
	struct text written = { mending->written.data + stretch.start, lines.size };
	struct change change = { .stretch = stretch, .other = mending->others.size };
	struct best best = { .alone = { UINT32_MAX, UINT32_MAX } };

	try_spellings(mending, &best, lines, written);
	change.gain = gain_of(mending, &best, lines);
	if (change.gain) {
		bytes_add_text(&mending->others, lines);
		memcpy(mending->text->data + stretch.start, best.lines.data, best.lines.size);
		mending->changes = array_grow(mending->changes, &mending->capacity, mending->count,
		                              sizeof(*mending->changes));
		mending->changes[mending->count++] = change;
	}
	bytes_release(&best.lines);
}

static bool is_dense(const struct errors *errors, size_t first, struct stretch stretch)
{
	return errors->count - first > ERRORS_MAX &&
	       errors->items[first + ERRORS_MAX].start < stretch.end;
}

/* Around each error; one that reaches farther may come from anywhere in what it covers. */
static void choose_spellings(struct mending *mending)
{
	struct errors errors = { 0 };
	size_t reached = 0;

	errors_find(&errors, mending->reading->tree);
	for (size_t i = 0; i < errors.count; i++) {
		struct stretch error = errors.items[i], stretch;
		size_t at = error.start > reached ? error.start : reached;

		for (; (at < error.end || at == error.start) && mending->tries < TRIES_MAX;
		     at = reached) {
			stretch = stretch_around(bytes_text(mending->text), reached, at);
			mending->sure = error.start >= stretch.start && error.end <= stretch.end;
			reached = stretch.end > at ? stretch.end : at + 1;
			mending->tries++;
			if (stretch.end - stretch.start <= STRETCH_MAX &&
			    !is_dense(&errors, i, stretch))
				choose_spelling(mending, stretch);
		}
	}
	memory_free(errors.items);
}

/* --- the whole with them ------------------------------------------------------------------ */

/* The other spelling of each takes its turn. */
static void turn(struct mending *mending, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *here = mending->text->data + changes[i].stretch.start;
		char *other = mending->others.data + changes[i].other;
		size_t size = changes[i].stretch.end - changes[i].stretch.start;

		for (size_t at = 0; at < size; at++) {
			char byte = here[at];

			here[at] = other[at];
			other[at] = byte;
		}
	}
}

/* Is the whole as much better as its parts are? */
static bool is_better(const struct reading *again, const struct reading *before,
                      const struct change *changes, size_t count)
{
	uint64_t promised = 0;

	for (size_t i = 0; i < count; i++)
		promised += changes[i].gain;
	return again->errors < before->errors &&
	       (count == 1 || again->errors + promised <= before->errors);
}

/* Rows and columns stay what they were: blanks replace what is on a line. */
static void note_edit(TSTree *tree, size_t start, size_t end)
{
	TSInputEdit edit = {
		.start_byte = (uint32_t)start,
		.old_end_byte = (uint32_t)end,
		.new_end_byte = (uint32_t)end,
	};

	ts_tree_edit(tree, &edit);
}

/* What is not new in it is used again; takes the old tree. */
static struct reading read_again(const struct language *language, TSParser *parser, TSTree *old,
                                 struct text text)
{
	struct reading again = { .language = language };

	again.tree = ts_parser_parse_string(parser, old, text.data, (uint32_t)text.size);
	ts_tree_delete(old);
	again.errors = again.tree ? errors_count(again.tree) : UINT32_MAX;
	return again;
}

/* Reads the text, in which only these changes are new; false: it was better before. */
static bool take(struct mending *mending, const struct change *changes, size_t count)
{
	TSTree *old = ts_tree_copy(mending->reading->tree);
	struct reading again;
	bool better;

	for (size_t i = 0; i < count; i++)
		note_edit(old, changes[i].stretch.start, changes[i].stretch.end);
	again = read_again(mending->reading->language, mending->parser, old,
	                   bytes_text(mending->text));
	mending->readings++;
	better = is_better(&again, mending->reading, changes, count);
	if (better) {
		ts_tree_delete(mending->reading->tree);
		*mending->reading = again;
	} else {
		ts_tree_delete(again.tree);
		turn(mending, changes, count);
	}
	return better;
}

static void take_each(struct mending *mending)
{
	for (size_t i = 0; i < mending->count; i++) {
		if (mending->readings >= READINGS_MAX ||
		    mending->readings * mending->text->size >= READ_MAX)
			break;
		turn(mending, &mending->changes[i], 1);
		take(mending, &mending->changes[i], 1);
	}
}

void mend(struct reading *reading, TSParser *parser, struct text written, struct bytes *text,
          struct memo *memo)
{
	struct mending mending = {
		.reading = reading, .parser = parser, .written = written, .text = text, .memo = memo
	};

	choose_spellings(&mending);
	if (mending.count && !take(&mending, mending.changes, mending.count))
		take_each(&mending);
	memory_free(mending.changes);
	bytes_release(&mending.others);
}
