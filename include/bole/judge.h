/*
 * judge: is it worse where it matters?
 *
 * Pure: no files, no clock but the date it is given, no database.  From two
 * measured states and a policy to a verdict with its evidence.
 *
 * Units of before and after are matched first (by qualified name in the same
 * file, then across files by body, then by name), so that moving or renaming
 * code is no finding.  A unit and the helpers newly taken out of it are judged
 * together.  What was bad before and did not get worse is counted, never a
 * finding.  A change is judged by the higher region of before and after, and
 * by the policy of before.
 */
#ifndef BOLE_JUDGE_H
#define BOLE_JUDGE_H

#include "bole/base.h"
#include "bole/facts.h"
#include "bole/regions.h"

enum rule {
	RULE_COMPLEXITY,
	RULE_SIZE,
	RULE_NESTING,
	RULE_PARAMETERS,
	RULE_DUPLICATE,
	RULE_PROMOTION,
	RULE_CYCLE,
	RULE_POLICY,
	RULE_UNMEASURED,
	RULE_COUNT
};

enum level {
	LEVEL_OFF, /* not looked at: in settings only, never in a finding */
	LEVEL_NOTE,
	LEVEL_WARN,
	LEVEL_REJECT,
	LEVEL_COUNT
};

/* What a rule is called, does and is for: one row each, the source of the
 * settings, the help and every format. */
struct rule_row {
	const char *name; /* "complexity": in settings, waivers, SARIF */
	const char *title;
	enum level levels[REGION_COUNT]; /* defaults */
	enum level least, most;          /* what a setting may choose */
	uint32_t limits[REGION_COUNT];   /* defaults; 0: the rule has no limit */
	const char *unit;                /* of the limit: "cognitive complexity", "SLOC" … */
	const char *help;                /* one sentence: how to go on */
};

const struct rule_row *rule_rows(void);   /* RULE_COUNT of them */
const char *level_name(enum level level); /* "off", "note", "warn", "reject" */

struct policy {
	bool enabled;
	enum level levels[RULE_COUNT][REGION_COUNT];
	uint32_t limits[RULE_COUNT][REGION_COUNT];
	uint32_t grace;   /* a rise of at most this, above the limit before, only warns */
	bool judge_tests; /* default: tests and examples are recorded as leaves */
};

void policy_default(struct policy *policy);
/*
 * One setting without "bole.": `complexity.trunk.limit` (1 to 10000),
 * `promotion.trunk.level` (off, note, warn, reject), `grace` (0 to 10000),
 * `enabled` and `tests` (true or false; a value without data is git's bare
 * name, which means true).  STATUS_ABSENT: not a setting of the policy;
 * STATUS_USAGE: it is one, and the fault says what is wrong with it.
 */
enum status policy_set(struct policy *policy, struct text name, struct text value,
                       struct fault *fault) MUST_CHECK;
/* Does `after` allow what `before` does not?  Each loosening worded, one a
 * line, beginning with the name of the setting and a colon. */
bool policy_loosened(const struct policy *before, const struct policy *after, struct bytes *how);

/* --- what is judged -------------------------------------------------------------- */

/* A changed file on one side. */
struct judged_file {
	struct text path;
	const struct facts *facts;  /* links and units; NULL: not a file of a known language */
	const uint32_t *unit_loads; /* one a unit */
	uint32_t index;             /* in the side's regions, or MAP_NONE */
};

/* Both sides when the path is the same, and for a file that moved unchanged. */
struct judged_change {
	const struct judged_file *before; /* NULL: added */
	const struct judged_file *after;  /* NULL: deleted */
};

/* `regions` holds every file of a known language, those that must not be
 * judged too: a label that takes a file out of judging is a finding. */
struct judged_side {
	const struct regions *regions; /* NULL: an empty tree */
	const struct policy *policy;
};

/* A stretch that a change added and that stands elsewhere: see clones.h. */
struct judged_copy {
	uint32_t change;
	uint32_t line, end_line; /* of after */
	bool renamed;            /* not exactly the same: names or literals are others */
	uint32_t tokens;
	uint32_t original; /* in the regions of after */
	uint32_t original_line, original_end_line;
	uint32_t copies; /* that there are besides */
};

/* A stretch that was edited, and not its copies. */
struct judged_sibling {
	uint32_t change;
	uint32_t line, end_line; /* of before */
	uint32_t sibling;        /* the first of them, in the regions of after */
	uint32_t sibling_line;
	uint32_t siblings;
};

/* The units of a file that did not change but was promoted, decoded when they
 * are asked for; NULL: they cannot be had.  Borrowed until judge() returns. */
typedef const struct facts *judge_units_of(void *context, const struct regions *regions,
                                           uint32_t file);

struct case_file {
	struct judged_side before, after;
	const struct judged_change *changes;
	size_t change_count;
	judge_units_of *units_of; /* NULL: the facts in `regions` have their units */
	void *units_context;
	const struct judged_copy *copies;
	size_t copy_count;
	const struct judged_sibling *siblings;
	size_t sibling_count;
	struct text today; /* "YYYY-MM-DD", for waivers with an end */
};

/* --- what is found ---------------------------------------------------------------- */

struct finding {
	enum rule rule;
	enum level level; /* after waivers */
	bool improvement; /* better, not worse: `level` is LEVEL_NOTE */
	bool waived;      /* would be `waived_level` without its waiver */
	enum level waived_level;
	enum region region;
	struct text path; /* of after, or of before when it is gone */
	struct text unit; /* qualified name; empty: about the file */
	struct text was;  /* path:name before, when it moved or was renamed; else empty */
	uint32_t line, end_line;
	uint32_t before, after; /* the number; UINT32_MAX: there was none */
	uint32_t limit;
	uint32_t load;       /* files that stand on it */
	uint32_t worst_line; /* costs most; 0: not known */
	uint32_t worst_cost;
	uint32_t blind;      /* files or functions that it says are not measured */
	struct text message; /* one sentence with all of it, for a person */
	struct text reason;  /* of the waiver */
	uint64_t identity;   /* equal for the same finding on another day: of rule, path, unit
	                        and what it is about, never of a line or a number */
};

/* Nothing to judge (`files` is 0) is accepted, and for the output to say. */
enum outcome {
	OUTCOME_ACCEPTED,
	OUTCOME_WARNED,
	OUTCOME_REJECTED,
	OUTCOME_NOT_JUDGED, /* the policy of before switches judging off */
};

struct verdict {
	enum outcome outcome;
	struct finding *findings; /* worst first: level, region, load, path, line */
	size_t count;
	size_t capacity;
	size_t rejected, warned, noted, improved, waived; /* they add up to `count` */
	size_t inherited;    /* units above a limit before and not worse now */
	size_t files, units; /* judged: changed files of a known language, changed units */
	size_t skipped;      /* changed files bole does not read or must not judge */
	size_t unread;       /* of those: in no language bole reads */
	size_t unmeasured;   /* changed files or units that could not be measured */
	int64_t debt_before[REGION_COUNT]; /* of the changed files, in tenths of a point, */
	int64_t debt_after[REGION_COUNT];  /* by the region they are judged in */
	struct arena arena;
};

#define VERDICT_INIT ((struct verdict){ 0 })

void judge(struct verdict *verdict, const struct case_file *file);
/* Keeps of `verdict` only what `other`, the same change against another
 * parent, finds too, each at the milder of its two levels: for merges.  What
 * only one of them calls unmeasured is no longer counted as that; the counts
 * of files and the debt stay those against the first parent.  A parent
 * that was not judged takes nothing away. */
void verdict_intersect(struct verdict *verdict, const struct verdict *other);
void verdict_release(struct verdict *verdict);
const char *outcome_name(enum outcome outcome);

/* --- the review map ------------------------------------------------------------------ */

/*
 * For whoever must answer for a change that is too large to read: what of it a
 * person must read, and what can be verified from outside.  Reading is for
 * trunk and branch units whose *shape* changed; a changed literal, or another
 * order of the same calls, is no other shape.
 */
enum {
	SHAPE_NEW = 1 << 0,
	SHAPE_GONE = 1 << 1,
	SHAPE_SIGNATURE = 1 << 2, /* what stands before the body, the name too */
	SHAPE_SURFACE = 1 << 3,   /* other files can use it now, or no more */
	SHAPE_COMPLEXITY = 1 << 4,
	SHAPE_CALLEES = 1 << 5,
	SHAPE_UNMEASURED = 1 << 6, /* nobody can say: a unit, or a whole file without a name */
};

enum { REACH_SHOWN = 3 };

/* The tests that are nearest to a unit in the graph. */
struct reach {
	uint32_t distance; /* links from them to the unit's file; 0: no test in reach */
	uint32_t count;    /* tests at that distance; those that name the unit, if any do */
	bool by_name;
	struct text paths[REACH_SHOWN];
};

struct reviewed_unit {
	struct text path, name; /* of after, or of before when it is gone */
	struct text was;        /* another name that it had before, or empty */
	uint32_t line, end_line;
	enum region region; /* the higher of before and after */
	uint32_t load;
	unsigned shape;         /* SHAPE_*; 0: it changed inside only */
	uint32_t before, after; /* cognitive complexity; UINT32_MAX: there was none */
	double weight;          /* load times (1 + debt of the worse side): worst first */
	struct reach tests;     /* of trunk units that are still there */
};

struct share {
	size_t files, units, added, removed; /* the last two in lines */
};

struct reviewed_file {
	struct text path;
	size_t units; /* that changed */
	struct line_count lines;
	uint32_t load;
};

struct review {
	struct share all, regions[REGION_COUNT]; /* units and lines by where they stand */
	struct share beside;                     /* tests, examples, vendored and generated files */
	struct share unread;                     /* in no language bole reads */
	struct reviewed_unit *units; /* of trunk and branch: first those to read, worst first */
	size_t unit_count, to_read;
	struct reviewed_file *leaves; /* most lines first */
	size_t leaf_count;
	struct reviewed_file *touched; /* changed files that others stand on, most of them first */
	size_t touched_count;
	size_t standing; /* distinct files outside the change that stand on one of those */
	struct verdict verdict;
	struct arena arena;
};

#define REVIEW_INIT ((struct review){ .unit_count = 0 })

/* `lines`: one for each change of `file`. */
void review_change(struct review *review, const struct case_file *file,
                   const struct line_count *lines);
void review_release(struct review *review);
const char *shape_name(unsigned shape); /* of one bit: "signature" … */

#endif
