/*
 * trial: what is known while one case is judged.
 *
 * judge() opens a trial, and each question has one file that adds to it: where
 * the files stand (standing.c), which units are the same (match.c), which new
 * units were taken out of old ones (groups.c).  Then each family of rules
 * reads it and adds its findings; waivers come last, because they look at what
 * was found.
 *
 * Units of all changed files lie in one array a side, in the order of the
 * changes and then of the file; an index into it is a unit's name everywhere
 * in this room.
 */
#ifndef BOLE_JUDGE_TRIAL_H
#define BOLE_JUDGE_TRIAL_H

#include "bole/judge.h"

enum side { SIDE_BEFORE, SIDE_AFTER, SIDE_COUNT };

/* How closely a file is looked at. */
enum care {
	CARE_SKIPPED,  /* vendored, generated, excluded, or in no language bole reads */
	CARE_RECORDED, /* a test or an example: a leaf, and never more than a note */
	CARE_JUDGED,
};

struct trial_unit {
	const struct unit *unit;
	uint64_t name;   /* hash of the qualified name */
	uint32_t change; /* where it is */
	uint32_t match;  /* the same unit on the other side, or MAP_NONE */
	uint32_t load;
	uint8_t region; /* on its own side */
};

/* One for each change. */
struct trial_file {
	const struct judged_file *sides[SIDE_COUNT]; /* NULL: not there */
	const struct facts *facts[SIDE_COUNT];       /* NULL: absent or not measured */
	uint32_t first[SIDE_COUNT];                  /* its units in the trial's arrays */
	uint32_t count[SIDE_COUNT];
	enum care care;     /* the greater of both sides */
	enum region region; /* the higher of both sides */
	uint32_t load;      /* of the side that gives the region */
	uint32_t origin;    /* of an added file: the deleted one its units came from, or MAP_NONE */
	bool blind;         /* there was a file before, and no facts of it */
};

/* Old units that share new ones they call: see groups.c. */
struct group {
	uint32_t leader; /* the group it was merged into, or itself */
	uint32_t owner;  /* unit of after: the one that was worst before */
	uint32_t owners;
	uint32_t helpers;
	uint32_t largest;      /* unit of after: the worst helper, or MAP_NONE */
	uint32_t worst_before; /* the owner's number before */
	uint32_t sum_before;
	uint32_t sum_after;
	bool taken_out; /* every owner became simpler: the helpers came out of them */
	bool found;     /* one of its units has a finding of its own */
};

/* Where a finding came from, one for each finding until they are sorted. */
struct source {
	uint32_t change; /* or MAP_NONE */
	uint32_t unit;   /* of after, or MAP_NONE: about the file */
	uint32_t file;   /* in the regions of after, or MAP_NONE */
};

#define SOURCE_NONE ((struct source){ MAP_NONE, MAP_NONE, MAP_NONE })

struct trial {
	const struct case_file *file;
	const struct policy *policy; /* of before */
	struct verdict *verdict;

	struct trial_file *files; /* one a change */
	struct trial_unit *units[SIDE_COUNT];
	uint32_t unit_count[SIDE_COUNT];

	/* For each file of after's regions its own past: an index into before's
	 * regions, or MAP_NONE; and its change, or MAP_NONE. */
	uint32_t *past;
	uint32_t *change_of;
	size_t file_count;

	struct group *groups;
	size_t group_count, group_capacity;
	uint32_t *group_of; /* one a unit of after: a leader, or MAP_NONE */

	struct source *sources;
	size_t source_capacity;
	struct bytes message; /* of the finding being made */
};

/* --- standing.c: where does it stand? --------------------------------------------- */

void trial_open(struct trial *trial, struct verdict *verdict, const struct case_file *file);
void trial_release(struct trial *trial);
/* Once units are matched, because a file that moved is known by its units. */
void trial_find_past(struct trial *trial);

enum care care_of(const struct policy *policy, const struct regions *regions, uint32_t file,
                  const struct facts *facts);
enum file_class class_of(const struct regions *regions, uint32_t file, const struct facts *facts);
const struct standing *standing_of(const struct regions *regions, uint32_t file);
struct text path_of(const struct trial_file *file); /* of after, or of before */

/* A unit that is not found any more may be in the text that does not parse. */
bool file_may_have_lost(const struct trial_file *file);

/* A unit's region and load in this case: of the side where it stands higher. */
struct place {
	enum region region;
	uint32_t load;
};
struct place place_of(const struct trial *trial, uint32_t after);

/* --- match.c, groups.c ---------------------------------------------------------------- */

void units_match(struct trial *trial);
void groups_gather(struct trial *trial);
const struct group *group_of(const struct trial *trial, uint32_t after); /* or NULL */

bool unit_measured(const struct unit *unit);
/* The unit before, or NULL: it is new. */
const struct unit *unit_before(const struct trial *trial, uint32_t after);
bool unit_changed(const struct trial *trial, uint32_t after); /* or is new */

/* cycle.c: is there no such edge before? */
bool edge_is_new(const struct trial *trial, uint32_t from, uint32_t to);
/* promotion.c: facts of any file of after with its units, or NULL. */
const struct facts *units_of_file(const struct trial *trial, uint32_t file);
/* numbers.c: above the limit of a rule that has one? */
bool unit_is_above(const struct trial *trial, uint32_t after, enum rule rule);

/* --- finding.c: how is it said? --------------------------------------------------------- */

/* Copies the texts; `identity` holds on entry what the finding is about
 * beside its path and unit.  The message is what `trial->message` holds.  A
 * finding of a rule that is off is not added. */
void finding_add(struct trial *trial, const struct finding *finding, struct source source);
/* Fills path, unit, lines, region and load of a finding about a unit of after. */
void finding_of_unit(const struct trial *trial, uint32_t after, struct finding *finding);
/* Where the unit was, when that is not where it is. */
void finding_was(struct trial *trial, uint32_t after, struct finding *finding);
/* The level the policy gives, never above what the file's care allows. */
enum level level_of(const struct trial *trial, enum rule rule, enum region region, enum care care);
enum level level_at_most(enum level level, enum level most);
void verdict_close(struct verdict *verdict); /* sorts and counts */

/* Each begins the message anew (`say`) or goes on with it. */
void say(struct trial *trial, const char *format, ...) PRINTF_LIKE(2, 3);
void say_more(struct trial *trial, const char *format, ...) PRINTF_LIKE(2, 3);
/* " (212 files stand on it)", or nothing. */
void say_load(struct trial *trial, uint32_t load);

#define PRINTED(text) (int)(text).size, (text).data ? (text).data : ""

/* --- the rules --------------------------------------------------------------------------- */

void judge_numbers(struct trial *trial); /* complexity, size, nesting, parameters */
void judge_improvements(struct trial *trial);
void judge_duplicates(struct trial *trial);
void judge_unmeasured(struct trial *trial);
void judge_promotions(struct trial *trial);
void judge_cycles(struct trial *trial);
void judge_loosening(struct trial *trial); /* policy: settings and labels */
void judge_waivers(struct trial *trial);   /* policy: waivers; and applies them */

#endif
