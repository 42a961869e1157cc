/*
 * chart: a tree's graph, kept for the next run.
 *
 * To judge three files bole must know what stands on them: the graph of the
 * whole tree.  A chart is that graph with what it was made of.  What every run
 * goes by lies mapped, as it is used; the rest is read where it is asked
 * (chart_graph.c, chart_rows.h).  A tree *agrees* with a chart when it has the
 * same attributes and guides, and differs from it in a few files only.  Where
 * these have the same shape (facts_shape), its graph is the same to the bit,
 * whatever else was written in their functions.  Where the shape differs, or
 * files came or went, the chart tells which others that can concern, and only
 * these are resolved again (regions_assign_kept).  From some files on, a new
 * chart is made of the old one and what differs.  Anything else is measured anew.
 *
 * Kept beside the store, a cache like its facts.  One that another program made,
 * be it only bole built anew, agrees with nothing.
 */
#ifndef HOOKS_CHART_H
#define HOOKS_CHART_H

#include "bole/regions.h"

#include "book.h"

/* Is this one of the files that a graph is made of?  Others may have any content. */
bool chart_is_made_of(struct text path);

/* Does it say how others are read: attributes, or a guide? */
bool chart_is_small(struct text path);

struct chart;

/* NULL: there is none to be used.  Closed before the history is. */
struct chart *chart_open(struct history *history);
void chart_close(struct chart *chart);

/* A file that differs from the one the chart was made with. */
struct chart_difference {
	uint32_t file;             /* index of regions; MAP_NONE: it came */
	const struct entry *entry; /* NULL: it went */
};

enum {
	CHART_DIFFERENCES_MOST = 64, /* more make a new chart: each costs a look-up */
	/* Each costs a little in every commit, a new chart much in one of them. */
	CHART_RENEWED_FROM = 48,
};

/* The files of a known language that differ from it, ascending by path; false: attributes or guides
 * differ, too, or too much does, or its own paths do not ascend: asked before anything else of it.
 * The caller frees the list. */
bool chart_differences(const struct chart *chart, const struct listing *listing,
                       struct chart_difference **differences, size_t *count) MUST_CHECK;

/* The same of a tree before those changes, where that behind them differs by `of_next`. */
bool chart_differences_before(const struct chart *chart, const struct chart_difference *of_next,
                              size_t next_count, const struct changes *changes,
                              struct chart_difference **differences, size_t *count) MUST_CHECK;

/* What it holds of a file; texts live as long as the chart. */
struct chart_file {
	struct wanted blob;
	struct label label;
	bool generated, has_main;
	enum refusal refusal;
	struct text package;
};
size_t chart_count(const struct chart *chart);
struct chart_file chart_file(const struct chart *chart, uint32_t file);
/* See facts_shape and facts_face; none when the chart is damaged. */
struct chart_form {
	uint64_t shape, face;
};
struct chart_form chart_form_of(struct chart *chart, uint32_t file);
/* The files of a tree that differs so.  Of most of them, what judges ask of files that they do not
 * look into: of their facts the language and what is said of the whole file.  Where a path came, that
 * alone. */
struct chart_tree {
	struct source_file *files;
	size_t count;
	uint32_t *differing; /* by difference: its file here; MAP_NONE: it went */
	uint32_t *now, *was; /* as in struct regions_moves; NULL: none came or went */
};
struct chart_tree chart_tree(const struct chart *chart, const struct chart_difference *differences,
                             size_t count, struct arena *arena);
/* Attributes and guides: see chart_is_small. */
typedef void chart_small_found(void *context, struct text path, const struct object_id *blob);
void chart_small_files(const struct chart *chart, chart_small_found *found, void *context);
/* Its graph, borrowed; its edges and users are read as they are asked for. */
void chart_regions(const struct chart *chart, const struct source_file *files,
                   struct regions *regions);

/* Was anything that it was asked for not as it was kept?  Then it said nothing of it, and what
 * was made of its answers is worth nothing. */
bool chart_is_damaged(const struct chart *chart);

/* The source files, by index, whose sketch has this hash, once for each time.  False: that
 * part of it is damaged. */
typedef void chart_holder_found(void *context, uint32_t file);
bool chart_holders(struct chart *chart, uint32_t hash, chart_holder_found *found,
                   void *context) MUST_CHECK;

/* The files that left a trace: see regions_keeper. */
bool chart_traces(struct chart *chart, uint64_t key, bool exact, trace_found *found,
                  void *context) MUST_CHECK;
bool chart_calls(struct chart *chart, uint64_t key, call_found *found, void *context) MUST_CHECK;

/* Of a tree whose files have all their links. */
void chart_keep(struct history *history, const struct listing *listing,
                const struct regions *regions);
/* Of a tree that differs so from that of a chart: those of `tree` that do have all their links. */
void chart_renew(struct history *history, const struct chart *chart, const struct chart_tree *tree,
                 size_t differences, const struct listing *listing, const struct regions *regions);

#endif
