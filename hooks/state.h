/*
 * state: one tree, measured: its files with their links, labels, regions and
 * the policy that it carries.  A change is judged between two of them.
 */
#ifndef HOOKS_STATE_H
#define HOOKS_STATE_H

#include "bole/regions.h"
#include "session.h"

struct state {
	struct listing listing;
	struct source_file *files; /* every file of a known language, by path */
	struct wanted *blobs;      /* the same files, where no chart tells: see state_blob */
	size_t count;
	struct guide_file *guides;
	size_t guide_count, guide_capacity;
	struct labels *labels;
	struct regions regions;
	struct mentions *mentions; /* once all are expected */
	struct policy policy;
	/* Of the past: the state behind it, and all that changed in between. */
	const struct state *next;
	const struct changes *changes;
	bool is_past;  /* what cannot be mended must not stop anybody: see state_measure */
	bool is_next;  /* the next run begins with this tree: its chart is kept */
	bool is_whole; /* all of its edges are looked at, whatever of them a chart tells */
	/* That it agrees with, and how it differs from that: see state_survey. */
	struct chart *chart;
	struct chart_tree of_chart;
	struct chart_difference *differences;
	size_t difference_count;
	struct arena arena;
};

#define STATE_INIT ((struct state){ .count = 0 })

/* Measures what `state->listing` lists.  STATUS_USAGE: its `.bole` is broken;
 * of the past that is said, and the defaults are taken. */
enum status state_measure(struct state *state, struct session *session,
                          struct fault *fault) MUST_CHECK;
/* The same, but for the facts of most files: where a chart agrees, they tell their language
 * and what is said of the whole file, until state_units or state_complete asks for more. */
enum status state_survey(struct state *state, struct session *session,
                         struct fault *fault) MUST_CHECK;
enum status state_complete(struct state *state, struct session *session,
                           struct fault *fault) MUST_CHECK;
/* The policy alone: enough for a change that touches nothing states are made of. */
enum status state_read_policy(struct state *state, struct session *session,
                              struct fault *fault) MUST_CHECK;
void state_release(struct state *state);

/* What the facts of a file are of. */
struct wanted state_blob(const struct state *state, uint32_t file);
/* A file of its chart, or MAP_NONE: it went. */
uint32_t state_file(const struct state *state, uint32_t chart_file);
/* The files that differ from those of its chart, ascending. */
const uint32_t *state_changed(struct state *state, size_t *count);

/* The units of one file and their loads; both live as long as the state. */
struct unit_view {
	const struct facts *facts;
	uint32_t *loads;
	uint64_t work; /* it took to find them: see unit_loads */
};
enum status state_units(struct state *state, struct session *session, uint32_t file,
                        struct unit_view *view, struct fault *fault) MUST_CHECK;
/* Before the units of most files are asked for: makes it cheaper. */
void state_expect_all(struct state *state);
/* The same at once: as if each file that stands on this one used all of it. */
enum status state_units_at_most(struct state *state, struct session *session, uint32_t file,
                                struct unit_view *view, struct fault *fault) MUST_CHECK;

/* The sums of this tree, by region; `commit` may be none. */
enum status state_sums(struct state *state, struct session *session, const struct object_id *commit,
                       struct snapshot *snapshot, struct fault *fault) MUST_CHECK;
/* The numbers of one file with these facts, units decoded; burden left out. */
struct trend_sums file_sums(const struct facts *facts);
/* Keeps the sums of this tree, by region, in the store. */
enum status state_record(struct state *state, struct session *session,
                         const struct object_id *commit, struct fault *fault) MUST_CHECK;

#endif
