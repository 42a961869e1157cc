/* From the bytes of a file to its outline: which way it is read, and what is kept for its next version. */
#include "echo.h"
#include "parts.h"
#include "pieces.h"
#include "reading.h"
#include "versions.h"

struct syntax *syntax_new(void)
{
	struct syntax *syntax = memory_new(sizeof(*syntax));

	/* Its own would abort, and an abort says nothing about memory. */
	ts_set_allocator(piece_new, piece_zeroed, piece_resize, piece_free);
	syntax->parser = ts_parser_new();
	return syntax;
}

void syntax_watch(struct syntax *syntax, struct syntax_watcher watch)
{
	syntax->watch = watch;
}

void syntax_free(struct syntax *syntax)
{
	if (!syntax)
		return;
	ts_parser_delete(syntax->parser);
	grammars_release(&syntax->grammars);
	for (int i = 0; i < LANGUAGES_MAX; i++)
		table_free(syntax->tables[i]);
	memory_free(syntax->outline.tokens);
	memory_free(syntax->outline.marks);
	memory_free(syntax->outline.comments);
	memory_free(syntax->open);
	memory_free(syntax->levels);
	bytes_release(&syntax->copy);
	memory_free(syntax);
}

/* --- one file ---------------------------------------------------------------------- */

static const struct table *table_of(struct syntax *syntax, const struct language *language)
{
	struct table **table = &syntax->tables[language->id % LANGUAGES_MAX];

	if (!*table)
		*table = table_new(language, NULL);
	return *table;
}

static uint32_t count_lines(struct text bytes)
{
	uint32_t lines = 0;
	const char *at = bytes.data;
	const char *end = bytes.data + bytes.size;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		lines++;
		at = newline ? newline + 1 : end;
	}
	return lines;
}

static void begin(struct syntax *syntax, const struct language *language, struct text bytes)
{
	struct outline *outline = &syntax->outline;

	outline->bytes = bytes;
	outline->language = language;
	outline->token_count = outline->mark_count = outline->comment_count = 0;
	outline->error_bytes = 0;
	outline->lines = count_lines(bytes);
	outline->refusal = (uint8_t)syntax_refuses(bytes);
	syntax->open_count = syntax->level_count = 0;
	walk_set_line(syntax, 0, 1);
}

static bool tell_watch(TSParseState *state)
{
	const struct syntax_watcher *watch = state->payload;

	watch->reached(watch->context, state->current_byte_offset, state->has_error);
	return false;
}

static TSParseOptions watched(struct syntax *syntax)
{
	return (TSParseOptions){
		.payload = &syntax->watch,
		.progress_callback = syntax->watch.reached ? tell_watch : NULL,
	};
}

const struct outline *syntax_walk(struct syntax *syntax, const struct language *language,
                                  struct text bytes)
{
	return syntax_walk_version(syntax, NULL, language, bytes);
}

/* Can the next version be read from its parts?  A hidden word that is missing costs a reading
 * nothing, and is an error all the same. */
static bool has_parts(const struct reading *reading, const struct language *language)
{
	return language->parts_alone && reading->tree && reading->is_first && !reading->passes &&
	       reading->language == language &&
	       !ts_node_has_error(ts_tree_root_node(reading->tree));
}

/* What is kept for the next version: its parts, or the tree; without versions the tree passes. */
static void walk_reading(struct syntax *syntax, struct versions *versions,
                         const struct reading *reading, bool parts)
{
	struct outline *outline = &syntax->outline;

	syntax->parts = parts && versions ? parts_next(versions_parts(versions)) : NULL;
	echoes_begin(syntax, syntax->parts ? NULL : versions_echoes(versions), reading->tree);
	outline->refusal = (uint8_t)walk_tree(syntax, reading->tree);
	if (outline->refusal)
		outline->token_count = outline->mark_count = outline->comment_count = 0;
	if (versions)
		echoes_end(syntax, reading->tree);
	syntax->parts = NULL;
}

static void read_whole(struct syntax *syntax, struct versions *versions,
                       const struct language *language)
{
	struct outline *outline = &syntax->outline;
	struct text bytes = outline->bytes;
	struct reading best;
	bool parts;

	versions_begin(versions);
	best = reading_best(syntax->parser, &syntax->grammars, language, bytes, &syntax->copy,
	                    versions, watched(syntax));
	versions_end(versions);
	syntax->table = table_of(syntax, best.language);
	outline->language = best.language;
	/* What is missing takes no room. */
	outline->error_bytes = best.errors < bytes.size ? best.errors : (uint32_t)bytes.size;
	outline->refusal = REFUSED_CRASH;
	parts = has_parts(&best, language);
	if (best.tree)
		walk_reading(syntax, versions, &best, parts);
	versions_keep(versions, outline, parts && !outline->refusal);
}

/* By a parser that passes with all that it made: to let go of a tree node by node takes longer. */
static void read_once(struct syntax *syntax, const struct language *language)
{
	TSParser *lasting = syntax->parser;

	pieces_pass();
	syntax->parser = ts_parser_new();
	read_whole(syntax, NULL, language);
	ts_parser_delete(syntax->parser);
	pieces_last();
	syntax->parser = lasting;
}

/* On from the last version; false: it is as if nothing had been tried. */
static bool read_parts(struct syntax *syntax, struct versions *versions,
                       const struct language *language)
{
	struct parts *parts = versions_parts(versions);

	if (!parts || !parts_know(parts, language))
		return false;
	syntax->table = table_of(syntax, language);
	if (!parts_read(parts, syntax)) {
		begin(syntax, language, syntax->outline.bytes);
		return false;
	}
	versions_keep(versions, &syntax->outline, true);
	return true;
}

const struct outline *syntax_walk_version(struct syntax *syntax, struct versions *versions,
                                          const struct language *language, struct text bytes)
{
	begin(syntax, language, bytes);
	if (syntax->outline.refusal)
		return &syntax->outline;
	if (!versions)
		read_once(syntax, language);
	else if (!read_parts(syntax, versions, language))
		read_whole(syntax, versions, language);
	return &syntax->outline;
}

void syntax_expect(struct syntax *syntax, const struct language *language, size_t files)
{
	enum { FILE_WORTH = 16 << 10 }; /* bytes of a table, shared by all workers */

	if (grammar_spread_size(language) / FILE_WORTH < files)
		grammar_spread(&syntax->grammars, language);
}

bool syntax_knows(const struct language *language, struct bytes *problems)
{
	size_t before = problems->size;

	table_free(table_new(language, problems));
	return problems->size == before;
}
