/*
 * facts: what can be counted?
 *
 * Facts are what can be said of one blob alone: its units with their numbers,
 * its imports, the names it defines and uses, its waivers, its fingerprints, and
 * how well it parsed.  A pure function of (bytes, language, FACTS_REVISION and the
 * language's own revision); never of a path, a neighbour or a history.  That
 * is why they can be kept for ever under the blob's id.
 *
 * Definitions.
 *   cyclomatic  McCabe 1976: 1 + if, loop, non-default case, catch, ternary,
 *               each && and ||.
 *   cognitive   G. A. Campbell, "Cognitive Complexity", SonarSource, 1.7.
 *   nesting     deepest control structure: body 0, else-if flat.
 *   params      declared parameters; (void) is 0, receivers are not counted.
 *   sloc        lines with at least one code token, first to last.
 *   debt        cognitive + sloc/2 * clamp((cognitive - 5) / 5, 0, 1)
 */
#ifndef BOLE_FACTS_H
#define BOLE_FACTS_H

#include "bole/base.h"
#include "bole/lang.h"
#include "bole/syntax.h"

/* Raised when a change to this room moves any number of any language. */
enum { FACTS_REVISION = 4 };

/* The revision that facts of this language have today. */
uint32_t facts_revision(const struct language *language);

enum quality {
	QUALITY_MEASURED,
	QUALITY_BROKEN, /* text of its own that matters did not parse: not measured */
};

struct unit {
	struct text name;        /* qualified: "Class.method" */
	uint8_t kind;            /* enum unit_kind */
	uint8_t quality;         /* enum quality */
	bool exported;           /* can be used from other files, as far as one file shows */
	uint32_t line, end_line; /* from 1, inclusive */
	uint32_t cyclomatic;
	uint32_t cognitive;
	uint32_t nesting;
	uint32_t params;
	uint32_t sloc;
	uint32_t worst_line; /* the line that costs most cognitive complexity; 0: none */
	uint32_t worst_cost;
	uint64_t body;       /* of the tokens behind the name: equal for moved and renamed units */
	uint64_t signature;  /* of the tokens before the body, name included */
	uint64_t calls;      /* of the names that it calls, in no order */
	uint64_t short_name; /* name_hash of the last part of the name */
	uint32_t *callees;   /* units of this file that it names, ascending */
	size_t callee_count;
};

double unit_debt(const struct unit *unit);

/* A name as the graph sees it.  48 bits of text_hash: short in the store, and
 * a million names collide once in six hundred times. */
uint64_t name_hash(struct text name);

/* A name defined at the top level of a file (also of its classes). */
struct definition {
	uint64_t name : 48;
	uint8_t flags; /* DEFINES_* */
	uint32_t line;
};

enum {
	DEFINES_FUNCTION = 1 << 0,
	DEFINES_TYPE = 1 << 1,
	DEFINES_VALUE = 1 << 2,
	DEFINES_EXPORTED = 1 << 3, /* visible to other files by the rules of the language */
	DEFINES_MEMBER = 1 << 4,   /* of a class: reached through a value, never alone */
};

/* A name used and not bound by the file itself, with what stands before the dot. */
struct reference {
	uint64_t name : 48;
	uint64_t qualifier : 48; /* name_hash of `pkg` in `pkg.Name`, `pkg::Name`; 0: none */
	uint8_t flags;           /* REFERS_* */
};

enum {
	REFERS_CALL = 1 << 0,
	REFERS_TYPE = 1 << 1,
	REFERS_MEMBER = 1 << 2, /* behind a dot whose left side is a value */
	/* Called by the text of the macro `qualifier`: by whoever uses that, not here. */
	REFERS_EXPANSION = 1 << 3,
};

/* A comment of the form: bole, a colon, `allow RULE [until YYYY-MM-DD] -- reason`. */
struct waiver {
	uint32_t line;
	uint32_t covers; /* the line of the first code behind it, or of the same line */
	struct text rule;
	struct text until;  /* "YYYY-MM-DD" or empty */
	struct text reason; /* empty: the waiver is void, and said to be */
};

/* One point of a number: what `bole explain` shows. */
struct increment {
	uint32_t unit;
	uint32_t line;
	uint32_t cognitive; /* how much is added there */
	uint32_t cyclomatic;
	uint32_t nesting;    /* the part of `cognitive` that comes from nesting */
	uint32_t start, end; /* bytes of the word that causes it */
	const char *what;    /* "if", "else", "&&", "recursion" … */
};

struct facts {
	const struct language *language;
	uint8_t refusal; /* enum refusal: why there is nothing below */
	uint32_t lines;
	uint32_t sloc;
	uint32_t error_bytes;
	bool generated; /* says so itself, in its first comment */
	bool has_main;  /* an entry point: a program starts here */

	struct text package; /* Java, Go: as declared; empty elsewhere */
	struct import *imports;
	size_t import_count;
	struct definition *definitions;
	size_t definition_count;
	struct reference *references; /* distinct, ascending */
	size_t reference_count;

	struct unit *units; /* by first line, outer before inner */
	size_t unit_count;
	struct waiver *waivers;
	size_t waiver_count;

	struct text prints; /* fingerprints, encoded: see below */
	struct text sketch; /* some of their windows, to find the file by */

	struct increment *increments; /* only when asked for */
	size_t increment_count;
};

double facts_debt(const struct facts *facts);
uint32_t facts_cognitive(const struct facts *facts);
uint32_t facts_cyclomatic(const struct facts *facts);
size_t facts_unmeasured(const struct facts *facts); /* units with quality != MEASURED */
/* Everything of the links but lines: while it stays the same, so do the edges. */
uint64_t facts_shape(const struct facts *facts);
/* The shape but for what it refers to itself: all that edges of other files can depend on.  What
 * the text of a macro calls is called by those who name the macro. */
uint64_t facts_face(const struct facts *facts);

/* Counts everything in an outline.  All memory comes from `arena`, texts too. */
void facts_gather(struct facts *facts, const struct outline *outline, bool increments,
                  struct arena *arena);

/*
 * One encoding for the store and for the pipe from a worker: three parts, so
 * that the graph of a tree can be read without the units and the fingerprints.  Decoding is safe on
 * any bytes; false: not a valid encoding.  Texts are copied to the arena.
 */
void facts_encode_links(const struct facts *facts, struct bytes *out);
void facts_encode_units(const struct facts *facts, struct bytes *out);
bool facts_decode_links(struct facts *facts, struct text in, struct arena *arena) MUST_CHECK;
bool facts_decode_units(struct facts *facts, struct text in, struct arena *arena) MUST_CHECK;
void facts_encode_prints(const struct facts *facts, struct bytes *out);
void facts_encode_increments(const struct facts *facts, struct bytes *out);
bool facts_decode_increments(struct facts *facts, struct text in, struct arena *arena) MUST_CHECK;

/* --- fingerprints: what is written twice? ---------------------------------------- */

/*
 * A file as its phrases (statements, long ones in parts), with names and literals taken out: enough to say of
 * any two stretches of any two files whether one is a clone of the other, of
 * type 1 (the same but for layout and comments), type 2 (the same but for
 * literals and for names that were exchanged consistently) or type 3 (with
 * statements put in, left out or changed), without their text.
 */
struct phrase {
	uint32_t shape; /* 24 bits of a hash, names and literals left open */
	uint32_t line;  /* first and last, from 1 */
	uint32_t end_line;
	uint32_t first_word; /* its names: prints->words[first_word] and `words` - 1 more */
	uint16_t text;       /* 16 bits of a hash of its names and literals */
	uint8_t tokens;
	uint8_t words;
	uint8_t shape_back; /* so many phrases before, shortly, one of this shape stands; 0: none */
	uint8_t text_back;  /* and one of this text, too */
	bool begins_unit : 1; /* the first token of a unit is in it */
	bool ends_unit : 1;   /* the last one */
	bool inside : 1;      /* of a unit that began before it */
};

struct prints {
	struct phrase *phrases; /* in the order of the file */
	size_t count;
	uint16_t *words; /* a number for each name; equal: the same name */
	size_t word_count;
	uint32_t names; /* numbers given so far, modulo 65536 in `words` */
};

/* False: not a valid encoding, and `prints` is empty.  An empty text is valid. */
bool prints_decode(struct prints *prints, struct text in, struct arena *arena) MUST_CHECK;

/* Does a phrase repeat one shortly before, but not before `from`, as rows of tables do?  `back`: its
 * `shape_back` or its `text_back`. */
bool phrase_is_stale(uint8_t back, size_t at, size_t from);
/* Fills both in.  Done by prints_decode(). */
void prints_find_repetitions(struct prints *prints);
/* Equal for stretches whose names repeat in the same way. */
uint64_t prints_pattern(const struct prints *prints, size_t from, size_t end);

/* As few phrases from `at` on as have `least` tokens: equal hashes mean the
 * same shapes and the same pattern of names; where most shapes are stale, the same texts.
 * `hash` 0: there are not so many, or even most texts are stale. */
struct window {
	uint64_t hash;
	size_t end;
	uint32_t tokens;
};
struct window prints_window(const struct prints *prints, size_t at, uint32_t least);
/* Of the names and literals in it, too. */
uint32_t prints_texts(const struct prints *prints, size_t at, uint32_t least);

/*
 * The sketch of a file is read with its links, so that the few files which may
 * share something with a change are found without their fingerprints: of three
 * windows of SKETCH_TOKENS in a row at least one is in it.
 */
enum { SKETCH_TOKENS = 30, SKETCH_HASH = 4 };
uint32_t sketch_hash(uint64_t window); /* as it stands in sketches */
size_t sketch_count(struct text sketch);
uint32_t sketch_at(struct text sketch, size_t at);

/* --- the workshop: facts of many blobs, by child processes --------------------- */

/*
 * A workshop keeps one child process a core.  Each is bounded in memory, time
 * and open files, gets bytes over a pipe and answers with encoded facts.  A
 * child that hangs or dies costs the one file it was at, which is then refused
 * with the reason; the child is replaced and the others go on.
 */
struct workshop;

struct workshop_job {
	void *tag; /* handed back with the result */
	const struct language *language;
	struct text bytes; /* needed until the call returns, not longer */
	/* The same for versions of one file, given oldest first: each is then read on from the one
	 * before it, to the same facts.  0: it stands alone. */
	uint64_t series;
	bool increments;
};

/* What a result says; texts live until the callback returns. */
struct workshop_result {
	void *tag;
	const struct language *language;
	enum refusal refusal;
	struct text links; /* encoded, also for a refused file */
	struct text units;
	struct text prints;
	struct text increments; /* encoded, when asked for */
};

typedef enum status workshop_done(void *context, const struct workshop_result *result,
                                  struct fault *fault);

/*
 * Of 13,000 files of well-known projects none needs half of these.  A file
 * gets memory by its size, and only two workers take files larger than a
 * quarter of a MiB, so that all on two cores together stay below 420 MiB.
 * What files take beyond the usual for their size is spent from a budget
 * that they have in common, of a little more than three of the longest times: a
 * hundred hostile files of one commit cost about as much as four, and sound ones
 * are measured all the same.  Processor time alone counts, so that
 * what is measured hardly depends on how busy a machine is.
 */
struct workshop_account {
	int64_t spent, earned; /* microseconds of a processor; begins with 0 */
};

struct workshop_limits {
	unsigned workers; /* 0: one a core */
	unsigned file_ms; /* processor time for one file; default 1000 */
	size_t memory;    /* bytes for a file of the largest size; default 208 MiB */
	struct workshop_account *account; /* of all workshops of a run; NULL: its own */
};

enum status workshop_open(struct workshop **out, const struct workshop_limits *limits,
                          workshop_done *done, void *context, struct fault *fault) MUST_CHECK;
/* Such a file is going to be given; told before the first one is. */
void workshop_expect(struct workshop *workshop, const struct language *language);
/* Gives one job; calls `done` for whatever has been finished meanwhile. */
enum status workshop_give(struct workshop *workshop, const struct workshop_job *job,
                          struct fault *fault) MUST_CHECK;
/* Would a job of this series be taken at once? */
bool workshop_has_room(const struct workshop *workshop, uint64_t series);
/* Waits until every job given has been answered. */
enum status workshop_finish(struct workshop *workshop, struct fault *fault) MUST_CHECK;
/* What came to nothing so far costs those behind it no time any more. */
void workshop_forgive(struct workshop *workshop);
void workshop_close(struct workshop *workshop);

#endif
