/*
 * output: how do we say it?
 *
 * One file a format.  Every name that comes out of a repository is a
 * stranger's: each format escapes it in its own way, once, here.
 *
 * The first three lines of text answer: the verdict, what changed, what to
 * read.  Every format is well formed when there is nothing to report.
 */
#ifndef BOLE_OUTPUT_H
#define BOLE_OUTPUT_H

#include <stdio.h>

#include "bole/base.h"
#include "bole/judge.h"
#include "bole/trend.h"

enum { OUTPUT_SCHEMA_VERSION = 1 }; /* of the JSON documents; see docs in README */

enum format {
	FORMAT_TEXT,
	FORMAT_TSV,
	FORMAT_JSON,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_SARIF,
	FORMAT_GITHUB,
	FORMAT_GITLAB,
	FORMAT_JUNIT,
	FORMAT_CHECKSTYLE,
	FORMAT_RDJSON,
	FORMAT_OPENMETRICS,
	FORMAT_COUNT
};

/* What is said in a format. */
enum document {
	DOCUMENT_TABLE = 1 << 0,   /* rows and columns */
	DOCUMENT_VERDICT = 1 << 1, /* of a change */
	DOCUMENT_METRICS = 1 << 2, /* few numbers of a tree, for a graph over time */
	DOCUMENT_REVIEW = 1 << 3,  /* of a change: what to read, and what not */
	DOCUMENT_TREND = 1 << 4,   /* better or worse, and because of what */
};

struct sink;
struct verdict_context;
typedef void verdict_writer(struct sink *sink, const struct verdict *verdict,
                            const struct verdict_context *context);
struct review_context;
typedef void review_writer(struct sink *sink, const struct review *review,
                           const struct review_context *context);

/* One row each: the source of the parsing, the help, the manual and the tests. */
struct format_row {
	const char *name;
	const char *what;        /* who reads it; a line of the help */
	unsigned says;           /* DOCUMENT_* */
	verdict_writer *verdict; /* of DOCUMENT_VERDICT */
	bool mute;               /* has no room to say that nothing was judged: a notice does */
	review_writer *review;   /* of DOCUMENT_REVIEW */
};

const struct format_row *format_rows(void); /* FORMAT_COUNT of them */
/* FORMAT_COUNT: no such format. */
enum format format_by_name(struct text name);
const char *format_name(enum format format);
/* "text, tsv or json": those that can say the document. */
void format_names(unsigned document, struct bytes *out);

struct sink {
	FILE *file;
	enum format format;
	bool colour;
};

enum colour_wish {
	COLOUR_AUTO, /* by NO_COLOR, CLICOLOR_FORCE and whether `file` is a terminal */
	COLOUR_ALWAYS,
	COLOUR_NEVER,
};
bool colour_wanted(enum colour_wish wish, FILE *file);

/* --- names of strangers ------------------------------------------------------------ */

/* For a terminal: control characters, escapes, bidirectional overrides and
 * broken UTF-8 become visible and harmless; one line stays one line. */
void safe_for_terminal(struct bytes *out, struct text text);
void write_safe(FILE *file, struct text text); /* the same, written out */
/* UTF-8 with U+FFFD for what is none: what JSON and SARIF need. */
void safe_utf8(struct bytes *out, struct text text);
/* Tab, newline, carriage return and backslash as in C; the bytes of all else that
 * a terminal is kept from, and of broken UTF-8, as \ooo: nothing is lost.  So is
 * the first byte of what a spreadsheet would compute. */
void safe_for_tsv(struct bytes *out, struct text text);
/* For text and attributes of HTML and XML: as for a terminal, markup escaped. */
void safe_for_markup(struct bytes *out, struct text text);
/* The same for Markdown, where nothing becomes a link, an image, a mention or a cell. */
void safe_for_markdown(struct bytes *out, struct text text);
/* A name in Markdown, as code: as it is where nothing in it could end that. */
void safe_for_markdown_code(struct bytes *out, struct text name);
/* A path as a URI reference, relative: every byte can be read back. */
void safe_for_uri(struct bytes *out, struct text path);

/* "" behind a word for one thing, else "s". */
const char *plural_ending(uint64_t count);

/* One line on stderr: "bole: " and the words, made safe. */
void notice(const char *format, ...) PRINTF_LIKE(1, 2);

/* --- tables for machines -------------------------------------------------------------- */

enum cell_kind {
	CELL_TEXT,
	CELL_NUMBER,
	CELL_REAL,
	CELL_FLAG,
	CELL_UNKNOWN, /* a number this bole cannot give: empty in tsv, null in json */
	CELL_NOTE,    /* a text for json alone: the columns of tsv are a contract */
};

struct column {
	const char *name;
	enum cell_kind kind;
};

union cell {
	struct text text;
	uint64_t number;
	double real; /* one decimal is printed */
	bool flag;
};

/*
 * TSV: a header line, then a line a row.  JSON: an object
 * {"schema_version", "kind", "rows": [{…}]} written row by row.  Markdown: a
 * table of as many rows as a comment may hold, so give the worst first.
 */
struct table_writer {
	struct sink *sink;
	const struct column *columns;
	size_t column_count;
	size_t rows;
	size_t characters, cut; /* of Markdown */
	struct bytes line;      /* of tsv */
};

void table_begin(struct table_writer *table, struct sink *sink, const char *kind,
                 const struct column *columns, size_t column_count);
void table_row(struct table_writer *table, const union cell *cells);
void table_end(struct table_writer *table);

/* --- verdicts ---------------------------------------------------------------------------- */

struct verdict_context {
	const char *moment;        /* "pre-commit", "check" … */
	const char *compared;      /* "index against HEAD (4f8cdc2)": for a person */
	struct text before, after; /* ids in hex, or empty */
	double seconds;
	bool in_hook; /* say how to go on with git */
	size_t most;  /* findings of each kind shown in text; 0: all */
};

void verdict_write(struct sink *sink, const struct verdict *verdict,
                   const struct verdict_context *context);

/* --- metrics of a tree ------------------------------------------------------------------- */

/* A sum for each region; the names are those of the store's snapshots. */
struct metric_row {
	const char *name; /* "debt" */
	const char *help;
	bool points; /* with a decimal; else a count */
	double values[REGION_COUNT];
};

/* What whoever collects the numbers of many trees tells them apart by. */
enum { METRIC_LABELS_MAX = 8, METRIC_LABEL_NAME_SIZE = 40 };

struct metric_label {
	char name[METRIC_LABEL_NAME_SIZE];
	struct text value;
};

/* False: the name is no word of letters, digits and underscores, or one of our own. */
bool metric_label_named(struct metric_label *label, struct text name);

struct metrics {
	const struct metric_label *labels;
	size_t label_count;
	struct text commit; /* in hex, or empty */
	int64_t time;       /* of the commit, seconds since 1970 */
	const struct metric_row *rows;
	size_t count;
};

void metrics_write(struct sink *sink, const struct metrics *metrics);

/* --- files to write to --------------------------------------------------------------------- */

/*
 * A file that somebody names on the command line.  It is written beside its
 * place and moved there when it is whole; nothing is written through a link,
 * and what is no plain file is left alone.
 */
struct output_file {
	FILE *file;
	struct bytes path, temporary;
};

#define OUTPUT_FILE_INIT ((struct output_file){ 0 })

enum status output_file_open(struct output_file *out, const char *path,
                             struct fault *fault) MUST_CHECK;
/* Moves it into place, and releases it either way. */
enum status output_file_finish(struct output_file *out, struct fault *fault) MUST_CHECK;
void output_file_discard(struct output_file *out);

/* --- trends ------------------------------------------------------------------------------- */

void trend_write(struct sink *sink, const struct trend *trend);

/* --- the review map --------------------------------------------------------------------- */

struct review_context {
	const char *compared;      /* "4f8cdc2a against 9ab12c3d" */
	struct text before, after; /* ids in hex */
	bool all;                  /* in text: everything, not only the top of each list */
};

/* In a format of DOCUMENT_REVIEW. */
void review_write(struct sink *sink, const struct review *review,
                  const struct review_context *context);

/* --- progress ------------------------------------------------------------------------------ */

/* A bar on stderr, when that is a terminal and the work takes long enough to
 * ask; otherwise nothing. */
struct progress {
	const char *what;
	size_t total, done;
	int64_t begun_ms, shown_ms;
	bool wanted, visible;
};

void progress_begin(struct progress *progress, const char *what, size_t total);
void progress_step(struct progress *progress, size_t done);
void progress_end(struct progress *progress);

#endif
