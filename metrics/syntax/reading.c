/*
 * A file may be readable in several ways: a header as C or as C++, C with its
 * macros as written or blanked out.  The reading with the fewest errors wins,
 * and among equals the first.  What does not parse in it is mended by the place.
 */
#include "errors.h"
#include "mending.h"
#include "versions.h"

/* What all readings of a file share. */
struct reader {
	TSParser *parser;
	const struct grammars *grammars;
	struct text written;
	struct bytes *copy;
	struct versions *versions;
	TSParseOptions options;
	/* What `copy` holds: the text as these passes spell it; NULL: nothing that is known. */
	respelling *const *spelled;
	bool changed; /* is that not as it was written? */
};

/* The text as these passes spell it lies in `copy`; false: just as it was written. */
static bool respell(struct reader *reader, respelling *const *passes)
{
	struct bytes *copy = reader->copy;

	if (passes && passes == reader->spelled)
		return reader->changed;
	bytes_clear(copy);
	bytes_add_text(copy, reader->written);
	reader->spelled = passes;
	reader->changed = false;
	for (int i = 0; passes && i < PASSES_MAX && passes[i]; i++)
		reader->changed = passes[i](copy->data, copy->size) || reader->changed;
	return reader->changed;
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
		reading.errors = errors_count(reading.tree);
	keep(best, reading);
}

static void set_language(const struct reader *reader, const struct language *language)
{
	ts_parser_set_language(reader->parser, grammar_of(reader->grammars, language));
}

static struct reading read_as(struct reader *reader, const struct language *language)
{
	struct reading best = { .language = language };
	bool blanked = language->blank[0] && respell(reader, language->blank);

	set_language(reader, language);
	consider(&best, reader, blanked ? language->blank : NULL);
	best.is_first = true;
	for (int i = 0; i < BLANK_MORE_MAX && best.errors && language->blank_more[i][0]; i++)
		if (respell(reader, language->blank_more[i]))
			consider(&best, reader, language->blank_more[i]);
	return best;
}

/* The text of the reading, then around what does not parse in it. */
static void read_around(struct reading *reading, struct reader *reader)
{
	if (!reading->tree || !reading->errors)
		return;
	reading->is_first = false;
	set_language(reader, reading->language);
	if (!respell(reader, reading->passes) && !reading->language->mends[0])
		return;
	reader->spelled = NULL;
	mend(reading, reader->parser, reader->written, reader->copy,
	     versions_memo(reader->versions));
}

struct reading reading_best(TSParser *parser, const struct grammars *grammars,
                            const struct language *language, struct text bytes, struct bytes *copy,
                            struct versions *versions, TSParseOptions options)
{
	struct reader reader = {
		.parser = parser,
		.grammars = grammars,
		.written = bytes,
		.copy = copy,
		.versions = versions,
		.options = options,
	};
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
