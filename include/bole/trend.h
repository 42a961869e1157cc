/*
 * trend: is it getting better or worse?
 *
 * One plain struct that holds everything a trend report says.  The terminal,
 * tsv, json, markdown and the page are written from it and from nothing else,
 * so that a number is the same wherever it is read.  The functions of this
 * room fill it; they are pure: no files, no clock, no database.
 *
 * Shape.  A *point* is the sums of one commit of the first-parent line, by
 * region of that commit's own tree.  Points are ascending in time of the line,
 * which is not always the time that commits claim.  Test, example, vendored
 * and generated files are in no sum.
 *
 * Debt and burden are in tenths of a point; times in seconds since 1970; ids
 * may be none.  All memory belongs to `arena`.  Lists are in the order in
 * which they are to be shown, the first is the most important.
 *
 * What may never be said with these numbers is in metrics/history/TREND.md.
 */
#ifndef BOLE_TREND_H
#define BOLE_TREND_H

#include "bole/base.h"
#include "bole/git.h"
#include "bole/regions.h"

/* --- sums over time ------------------------------------------------------------------ */

struct trend_sums {
	uint32_t files, units, unmeasured;
	uint64_t sloc, cognitive, cyclomatic;
	int64_t debt, burden;
	uint64_t duplicated_lines; /* not recorded over time yet: 0 */
};

struct trend_point {
	int64_t time; /* the commit claims */
	struct object_id commit;
	struct trend_sums regions[REGION_COUNT];
};

/* One directory or language over time, when asked for: sums[i] at points[i]. */
struct trend_group {
	struct text name;
	struct trend_sums *sums;
};

/* Adds a file with this load to the sums of its region. */
void trend_add(struct trend_sums *sums, const struct trend_sums *file, uint32_t load);

struct trend_mover;

/* --- the verdict ---------------------------------------------------------------------- */

enum trend_direction {
	TREND_UNKNOWN, /* too little history */
	TREND_BETTER,
	TREND_STEADY,
	TREND_WORSE,
};

const char *trend_direction_name(enum trend_direction direction);

/* Against `from`, the last point at least so long ago; NULL: there is none. */
enum { TREND_SPANS = 4 };
struct trend_span {
	const char *name; /* "week", "month", "quarter", "year" */
	const struct trend_point *from;
	struct trend_sums before[REGION_COUNT], after[REGION_COUNT];
	uint32_t commits;                /* of the line, since then */
	const struct trend_mover *mover; /* the commit that moved most; NULL: none did */
};
int64_t trend_span_seconds(int span);

/* --- what moved it ---------------------------------------------------------------------- */

struct trend_mover {
	struct object_id commit;
	int64_t time;
	struct text subject;
	struct text cohort;         /* its name; empty: unknown */
	bool merge;                 /* brings in work of several commits */
	int64_t debt[REGION_COUNT]; /* after less before */
	int64_t sloc[REGION_COUNT];
};

/* Mostly debt that was there before, in another region: files rose or fell with what
 * depends on them. */
bool trend_is_shift(const struct trend_mover *mover);

/* A file came to carry more: its region rose, though its text need not have changed. */
struct trend_promotion {
	struct object_id commit;
	int64_t time;
	struct text path;
	enum region from, to;
	uint32_t load_before, load_after;
	int64_t debt; /* of the file today; what has become dear */
};

/* --- what is there now --------------------------------------------------------------------- */

struct trend_file {
	struct text path;
	const char *language;
	const char *file_class; /* "source", "test" …: only source files are in the sums */
	enum region region;
	uint32_t load, fan_out;
	uint32_t units, unmeasured;
	uint32_t sloc, cognitive;
	int64_t debt, burden;
	uint32_t duplicated_lines;
	double risk;  /* negative: not known */
	bool refused; /* not measured as a whole */
};

struct trend_spark {
	int64_t time;
	int64_t debt;
	uint32_t cognitive;
};

/* Why a unit costs what it costs: see `bole explain` for all of it. */
struct trend_reason {
	uint32_t line;
	uint32_t cost;
	struct text what; /* "if", "&&" …; empty: not known */
};

struct trend_unit {
	struct text path, name;
	uint32_t line; /* today; 0: gone */
	enum region region;
	uint32_t load;
	uint32_t cognitive_before, cognitive_after; /* at the beginning of the span, today */
	uint32_t sloc;
	int64_t debt_before, debt_after;
	bool is_new; /* not there at the beginning of the span */
	struct trend_spark
		*sparks; /* each change of its numbers, oldest first; the last is today */
	size_t spark_count;
	struct trend_reason *reasons; /* dearest first */
	size_t reason_count;
};

/* Of one pair or more; the sides are two of its places. */
struct trend_clone {
	struct text path_a, path_b;
	uint32_t start_a, end_a, start_b, end_b;
	enum region region_a, region_b;
	uint32_t type; /* 1, 2, 3 */
	uint32_t tokens;
	uint32_t places; /* of its class, these two included */
};

/* --- who wrote it, by kind ------------------------------------------------------------------ */

/* By what commits say of themselves; never persons, never part of the verdict. */
struct trend_cohort {
	struct text name;
	bool unknown;     /* commits that say nothing: the last of the list, always there */
	uint32_t commits; /* merges left out */
	uint32_t steps;   /* of the line, by this cohort alone: they count below */
	int64_t debt_added[REGION_COUNT];   /* by commits that raised it */
	int64_t debt_removed[REGION_COUNT]; /* by commits that lowered it; positive */
	int64_t sloc_added[REGION_COUNT];   /* net lines by commits that grew */
};

/* --- does the order of reading hold up here? ---------------------------------------------- */

struct trend_check {
	bool known;
	int64_t asked;           /* the order is of then, the fixes of the time since */
	uint32_t files;          /* ranked */
	uint32_t fixes;          /* of files, met or not */
	double read_percent;     /* of the lines: 20 */
	double by_risk, by_size; /* percent of the fixes in the files read so far */
	bool no_better;          /* than size alone: to be said */
};

/* --- all of it -------------------------------------------------------------------------------- */

struct trend {
	const char *repository; /* the name of its folder, for a title */
	struct object_id head;
	int64_t now;   /* the time of the last point: reports of one commit are equal */
	int64_t since; /* the lists are of what happened after this */

	enum trend_direction direction;
	struct text verdict; /* three lines, each a sentence or two: better or worse … */
	struct text because; /* … since when and because of what … */
	struct text look;    /* … and where to look */

	struct trend_point *points;
	size_t point_count;
	const char *grouped_by; /* "directory", "language" or NULL */
	struct trend_group *groups;
	size_t group_count;
	struct trend_span spans[TREND_SPANS];

	struct trend_mover *movers; /* since `since` */
	size_t mover_count;
	struct trend_mover *largest; /* of all time */
	size_t largest_count;
	struct trend_promotion *promotions;
	size_t promotion_count;

	struct trend_file *files; /* ascending by path */
	size_t file_count;
	uint32_t *review; /* indexes of files, by falling risk: in what order to read */
	size_t review_count;
	struct trend_unit *worse, *better; /* since `since` */
	size_t worse_count, better_count;
	struct trend_unit *worst; /* of the trunk, today */
	size_t worst_count;

	bool duplication;           /* duplicated lines and clones of today are known */
	struct trend_clone *clones; /* that touch the trunk */
	size_t clone_count;

	struct trend_cohort *cohorts;
	size_t cohort_count;
	struct trend_check check;
	struct text check_line; /* the sentence */

	uint32_t units, unmeasured_units, refused_files;
	double unmeasured_percent; /* of the lines that are in files or units not measured */
	struct text *missing;      /* what the report cannot know here, one sentence each */
	size_t missing_count;

	struct arena arena;
};

/* "2026-03-01", of UTC; "an unknown day" for times before year 1 or after 9999. */
enum { TREND_DATE = 16 };
const char *trend_date(int64_t time, char date[TREND_DATE]);
/* Points of debt for each thousand lines of code. */
double trend_density(const struct trend_sums *sums);

#define TREND_INIT ((struct trend){ 0 })

void trend_release(struct trend *trend);

/* Adds a sentence to `missing`. */
void trend_lacks(struct trend *trend, const char *format, ...) PRINTF_LIKE(2, 3);

/* Spans, direction, the three sentences, shares: what follows from the rest. */
void trend_conclude(struct trend *trend);

/* --- risk: in what order to look at files ------------------------------------------------------ */

/*
 * sqrt(sloc / 4 + debt + 5 fan_out) * (0.1 + A + 2 F)^0.7, where A is the sum over
 * the commits of a file of 0.5^(age / 180 days), F the same over its repairs; merges
 * and commits of more than 30 files left out, renames followed.
 */
enum { RISK_HALF_LIFE_DAYS = 180, RISK_MASS_COMMIT = 30 };
double risk_of(double sloc, double debt, double fan_out, double activity, double repairs);
double risk_weight(int64_t age_seconds); /* of one commit: 1 today, 0.5 after the half-life */

/* --- what a commit says of itself ----------------------------------------------------------- */

/*
 * Does the message call it a repair?  By words of subject and body (fix, bug,
 * defect, crash, regression …); not for typos, tests, style, builds or documents,
 * and not under a conventional prefix other than `fix`.  Against repairs marked
 * by hand: precision .81, recall .79.
 */
bool message_is_fix(struct text message);

/*
 * The cohort that the trailers Assisted-by, Generated-by and Co-authored-by, or
 * a note, put a commit in: the name of a known assistant, "other machine" for
 * one that is named there and not known; empty: it does not say.  `more` are
 * further names to know, each a word, separated by blanks.
 */
struct text message_cohort(struct text message, struct text notes, struct text more);

#endif
