/*
 * clones: what is written twice?
 *
 * From the fingerprints of many files to the stretches that say the same.
 * Pure: no text of a file is read, and the same files give the same clones in
 * any order and anywhere.
 *
 * Types.  1: the same but for layout and comments.  2: the same but for
 * literals and for names that were exchanged consistently.  3: the same but
 * for phrases put in, left out or changed; `similarity` says how much is left.
 *
 * How.  Every phrase of every file begins a window of SEED_TOKENS.  Equal
 * windows are seeds; a seed that cannot be moved to the left grows to the right
 * while the windows stay equal, then phrase by phrase while shapes agree and no
 * name is exchanged twice; then, for type 3, over gaps, as long as that gains
 * more than it costs.  What has grown and is no noise is a clone, maximal on
 * both sides.  Clones that lie in each other are told once.  Stretches that
 * lie on each other are copies of one class.
 *
 * Noise is left out by rule, and counted by rule, since nobody trusts a number
 * that cannot say what is not in it:
 *   repeated  most of it repeats itself: rows of a table, cases of a look-up,
 *             getters, fields, chains of checks
 *   plain     of type 2 and nothing but its grammar in common: hardly any name
 *             comes twice, none is the same; whole units are never plain
 *   outside   of type 2 and in no function: tables, fields, declarations
 *   seam      of type 2, and but the end of one function and the start of the next, each too short
 *   common    a window that stands in too many places to mean anything
 * Imports have no fingerprints, comments neither.  Which files are looked at is
 * the caller's choice: vendored and generated ones should not be given.
 */
#ifndef BOLE_CLONES_H
#define BOLE_CLONES_H

#include "bole/base.h"
#include "bole/facts.h"

enum {
	SEED_TOKENS = 20,    /* of a window: the shortest stretch that starts a clone */
	CLONE_TOKENS = 30,   /* of a clone worth telling, if nothing else is said */
	GAPPED_TOKENS = 50,  /* of one of type 3, which is less sure */
	PLACES_MOST = 256,   /* a window in more places means nothing */
	PAIRS_MOST = 16,     /* places that are compared each with each; more: each with the next */
	GAP_PHRASES = 6,     /* that type 3 steps over at once, on either side */
	SIMILARITY_MIN = 60, /* percent of type 3 */
};

enum clone_type { CLONE_EXACT = 1, CLONE_RENAMED, CLONE_GAPPED };

struct clone_file {
	struct text prints; /* encoded; empty: nothing to find in it */
	bool asked;         /* at least one side of a clone must be */
};

/* A stretch of one file. */
struct clone_side {
	uint32_t file;
	uint32_t first, end;     /* phrases, half open */
	uint32_t line, end_line; /* from 1, inclusive */
	uint32_t tokens;
};

struct clone {
	struct clone_side a, b; /* a before b, by file and then by place */
	enum clone_type type;
	uint32_t tokens;     /* of the shorter side */
	uint32_t same;       /* of them, in phrases whose names and literals are the same, too */
	uint32_t similarity; /* percent */
	uint32_t class_id;   /* index of its class */
	bool of_members;     /* under other names what each class does for its members */
	bool linked;         /* holds a large class together: it may lie in another clone */
};

/* Stretches that are copies of each other, directly or through others. */
struct clone_class {
	uint32_t *copies; /* indexes of `places`, by file and place */
	uint32_t copy_count;
	uint32_t tokens; /* of the shortest copy */
	uint8_t type;    /* the loosest between two of them */
	bool of_members; /* most of its pairs under other names are */
};

enum clone_noise {
	NOISE_REPEATED,
	NOISE_PLAIN,
	NOISE_OUTSIDE,
	NOISE_SEAM,
	NOISE_COMMON,
	NOISE_COUNT
};
const char *clone_noise_text(enum clone_noise noise); /* "repeat themselves" … */

struct clone_settings {
	uint32_t tokens; /* the least of a clone; 0: CLONE_TOKENS */
	bool exact;      /* types 1 and 2 alone */
};

struct clones {
	struct clone *items; /* by a, then b */
	size_t count;
	struct clone_side *places; /* distinct stretches; the copies of all classes */
	size_t place_count;
	struct clone_class *classes;
	size_t class_count;
	uint64_t noise[NOISE_COUNT]; /* left out */
	struct prints *prints;       /* one a file, until they are forgotten */
	size_t file_count;
	struct arena arena, prints_arena;
};

#define CLONES_INIT ((struct clones){ .count = 0 })

void clones_find(struct clones *out, const struct clone_file *files, size_t count,
                 const struct clone_settings *settings);
void clones_forget_prints(struct clones *clones); /* a third of a run's memory */
void clones_release(struct clones *clones);

/* --- what a change copied ------------------------------------------------------- */

struct changed_prints {
	struct text before, after; /* encoded; empty: not there */
};

/*
 * A stretch that a change added and that stands elsewhere, too, exactly or
 * renamed.  Code that only moved is not added; and where as many copies of the
 * original stood in the changed files before, the change added none.
 *
 * Whoever commits wants to be sure, so of what clones_find finds three kinds are left out:
 * stretches that repeat under other names within one unit, as its branches do; short ones that
 * have hardly a line in common to the letter; and those of members.
 */
struct copied {
	uint32_t change;
	struct clone_side side; /* of after; `file` is the change */
	enum clone_type type;
	uint32_t tokens;
	bool in_change;             /* where the original is: in a changed file, or not */
	struct clone_side original; /* `file` is a change, or an index of `others` */
	uint32_t copies;            /* how many more there are of it elsewhere */
};

/* A stretch that a change edited while its copies elsewhere stayed as they are. */
struct forgotten {
	uint32_t change;
	struct clone_side side;    /* of before */
	struct clone_side sibling; /* the first of them; `file` is an index of `others` */
	uint32_t siblings;
};

struct change_clones {
	struct copied *copied; /* by change and place; one a stretch */
	size_t copied_count;
	struct forgotten *forgotten;
	size_t forgotten_count;
	struct arena arena;
};

#define CHANGE_CLONES_INIT ((struct change_clones){ .copied = NULL })

/* `others` are files that did not change and may hold an original. */
void change_clones_find(struct change_clones *out, const struct changed_prints *changed,
                        size_t changed_count, const struct text *others, size_t other_count,
                        uint32_t tokens);
void change_clones_release(struct change_clones *clones);

/* Lines of each file that stand in a clone, each counted once: `lines[file]`. */
void clones_lines(const struct clones *clones, uint32_t *lines);

#endif
