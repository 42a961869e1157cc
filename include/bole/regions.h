/*
 * regions: what stands on it?
 *
 * From the links of all files of one tree to the graph, from the graph to
 * loads, from loads to leaf, branch and trunk, each with its reason.  Pure:
 * the same files give the same regions, in any order, anywhere.
 *
 * Words.  File A *depends on* file B when a link of A resolves to B.  The
 * *load* of a file is the number of distinct files that depend on it
 * directly; tests, examples, vendored and generated files are not counted.
 * The load of a unit is the number of distinct files outside its own that use
 * it, or use a unit of its file that names it.  A *leaf* has load 0; the
 * *trunk* has a load of at least max(3, the 80th percentile of the loads in
 * this tree), or is declared so; a *branch* is the rest.
 */
#ifndef BOLE_REGIONS_H
#define BOLE_REGIONS_H

#include "bole/base.h"
#include "bole/facts.h"

enum region { REGION_LEAF, REGION_BRANCH, REGION_TRUNK, REGION_COUNT };

const char *region_name(enum region region);

/* --- labels: what .gitattributes and the path say ------------------------------- */

enum file_class {
	FILE_SOURCE,
	FILE_TEST,
	FILE_EXAMPLE,
	FILE_VENDORED,
	FILE_GENERATED,
	FILE_EXCLUDED, /* -bole: not judged, not counted */
	FILE_CLASS_COUNT
};

const char *file_class_name(enum file_class file_class);

enum { DECLARED_NOT = -1 };

struct label {
	enum file_class file_class;
	int declared;      /* enum region, or DECLARED_NOT */
	bool by_attribute; /* file_class was set in .gitattributes */
};

/* The attributes of one tree.  Only `bole`, `linguist-generated`,
 * `linguist-vendored` and `linguist-documentation` are kept. */
struct labels;
struct labels *labels_new(void);
void labels_free(struct labels *labels);
bool labels_stand_in(struct text path); /* is it a .gitattributes file? */
/* One .gitattributes file: `path` is its own path in the tree. */
void labels_add(struct labels *labels, struct text path, struct text content);
/* Lines left out because the tree has more patterns than are matched one by one. */
size_t labels_dropped(const struct labels *labels);
/* What attributes say; else what the path says (tests, vendor …). */
struct label labels_of(const struct labels *labels, struct text path);

/* --- the graph ---------------------------------------------------------------------- */

struct source_file {
	struct text path;
	const struct facts *facts; /* with its links; never NULL */
	struct label label;
};

/* A file that says how names lead to files: go.mod, package.json,
 * tsconfig.json, Cargo.toml … */
struct guide_file {
	struct text path;
	struct text content;
};
bool regions_guided_by(struct text path); /* is it one of those? */
/* Equal for two contents of one path: all names lead where they led. */
uint64_t regions_guide_meaning(const struct guide_file *guide);

/* The class by label, or by what the file says of itself (generated). */
enum file_class source_class(const struct source_file *file);

enum edge_kind {
	EDGE_INCLUDE, /* the text of the other file is taken in */
	EDGE_IMPORT,  /* named in an import */
	EDGE_USE,     /* a name that the other file defines */
	EDGE_KIND_COUNT
};

const char *edge_kind_name(enum edge_kind kind);

/* How sure is it that the compiler, or the run, would say the same? */
enum edge_confidence {
	CONFIDENCE_LOW,    /* a name alone: nothing but that one file of the tree defines it */
	CONFIDENCE_MEDIUM, /* a name, by the language's own rules of what is visible where */
	CONFIDENCE_HIGH,   /* a path or an import says so */
	CONFIDENCE_COUNT
};

const char *edge_confidence_name(enum edge_confidence confidence);

struct edge {
	uint32_t from, to;  /* indexes of files */
	uint8_t kind;       /* enum edge_kind: the first of that list that holds */
	uint8_t confidence; /* enum edge_confidence: the best that holds */
};

/* The other end of an edge: a file that stands on the one that is asked about. */
struct user {
	uint32_t from : 30;
	uint32_t kind : 2; /* enum edge_kind */
};

struct user user_of(const struct edge *edge);

/* A package of Go imports another one: each is told by a file in its folder. */
struct package_import {
	uint32_t from, to;
};

struct standing {
	enum region region;
	uint32_t load;
	uint32_t dependents; /* transitive; 0 until regions_count_dependents */
	uint32_t fan_out;    /* files this one depends on */
	uint32_t cycle;      /* files in its dependency cycle, itself included; 0: in none */
	uint32_t cycle_id;   /* equal for files of one cycle: the smallest index in it */
	uint32_t unresolved; /* imports of relative or own paths that led nowhere */
};

struct regions;
/* A graph that lies elsewhere, and is looked at as it is asked for. */
struct regions_rows {
	const struct edge *(*edges)(void *context, uint32_t file, size_t *count);
	const struct user *(*users)(void *context, uint32_t file, size_t *count);
	bool (*complete)(void *context, struct regions *regions); /* see regions_complete */
	void *context;
};

struct regions {
	const struct source_file *files; /* borrowed */
	size_t count;
	struct standing *standings; /* one a file */
	struct edge *edges;         /* distinct (from, to), ascending */
	size_t edge_count;
	uint32_t *edges_first;           /* by file: where its edges begin, and their end; */
	uint32_t *users_first;           /* the same of its users: see regions_edges */
	struct user *users;              /* by file that they stand on, and ascending */
	const struct regions_rows *rows; /* not NULL: in place of those four arrays */
	uint32_t trunk_load;             /* the least load of the trunk in this tree */
	uint32_t unresolved;             /* of all files */
	uint32_t unlinked; /* files whose links were not followed: a tree of too many */
	struct package_import *imports;
	size_t import_count;
	bool imports_odd; /* more of them than were followed to their ends */
	bool borrowed;    /* the arrays belong to somebody else */
};

#define REGIONS_INIT ((struct regions){ 0 })

/* `files` ascending by path and alive as long as `out`. */
void regions_assign(struct regions *out, const struct source_file *files, size_t count,
                    const struct guide_file *guides, size_t guide_count);
/* The same, where a tree of the same files, labels and guides is known, and only files marked in
 * `changed` differ, and show the same face (facts_face): edges of the others are taken from there. */
void regions_assign_near(struct regions *out, const struct source_file *files, size_t count,
                         const struct guide_file *guides, size_t guide_count,
                         const struct regions *known, const bool *changed);
void regions_release(struct regions *regions);

/* --- a graph that is known, and a few files that differ ---------------------------------- */

/*
 * A graph is kept with traces: of each file the names it mentions and those it defines, as keys
 * by which the file is found again.  When a few files differ, come or go, their old and new
 * definitions and paths say what leads elsewhere now; the traces say which files mention those, and
 * where everything else lies that these mention.  Only these files are resolved again, in a small
 * tree of what they can see, and what that costs does not grow with the tree.
 */
enum trace_form {
	TRACE_LOOSE, /* asked for by the first half of its key: too many rather than too few */
	TRACE_EXACT, /* by its whole key */
	TRACE_CALL,  /* the same, of a macro, and tells what its text calls */
};
struct trace {
	uint64_t key;
	uint64_t called; /* of a macro: a name */
	uint8_t flags;   /* DEFINES_*, of a definition */
	enum trace_form form;
};

typedef void trace_left(void *context, struct trace trace);
void regions_trace(const struct source_file *file, trace_left *left, void *context);

/* Who kept a graph tells of its files. */
typedef void trace_found(void *context, uint32_t file, uint8_t flags);
typedef void call_found(void *context, uint32_t file, uint64_t called);
struct regions_keeper {
	/* All files that left a trace of this key, in any order; false: that cannot be told. */
	bool (*look)(void *context, uint64_t key, bool exact, trace_found *found,
	             void *found_context);
	/* The same of macros. */
	bool (*look_for_calls)(void *context, uint64_t key, call_found *found, void *found_context);
	/* A file as it was when the graph was kept, with all links; false: they cannot be had. */
	bool (*before)(void *context, uint32_t known_file, struct source_file *file);
	struct text (*package)(void *context, uint32_t known_file);
	/* With all links, as it is; NULL: they cannot be had. */
	const struct facts *(*facts_now)(void *context, uint32_t file);
	/* All guides of the tree; false: they cannot be had. */
	bool (*guides)(void *context, const struct guide_file **guides, size_t *count);
	void *context;
	bool has_all; /* all files have all their links: what takes more than one look is found there */
};

/* Where the files of two trees are in each other: an index, or MAP_NONE: it went, or came. */
struct regions_moves {
	const uint32_t *now; /* by file of the tree that is known */
	const uint32_t *was; /* by file */
};

/* regions_assign, where a tree of the same labels and guides is known, and only files of `changed`
 * (ascending) differ or came; those alone of `files` need their links.  `moves` is NULL where no
 * file came or went.  May borrow of `known`, whose own files are not looked at.  False: it is not
 * found this way, and `out` is empty. */
bool regions_assign_kept(struct regions *out, const struct source_file *files, size_t count,
                         const struct regions *known, const struct regions_moves *moves,
                         const uint32_t *changed, size_t changed_count,
                         const struct regions_keeper *keeper) MUST_CHECK;
/* For information, never judged by, and in a large tree dearer than all the rest. */
void regions_count_dependents(struct regions *regions);

uint32_t regions_find(const struct regions *regions, struct text path); /* or MAP_NONE */

/* The edges from a file, and who stands on it; both ascend. */
const struct edge *regions_edges(const struct regions *regions, uint32_t file, size_t *count);
const struct user *regions_users(const struct regions *regions, uint32_t file, size_t *count);
bool regions_has_edge(const struct regions *regions, uint32_t from, uint32_t to);
/* For who looks at most edges: all of the graph is there as arrays, too.  False: it lies elsewhere
 * and is damaged there. */
bool regions_complete(struct regions *regions) MUST_CHECK;

/* "212 files depend on it directly", "declared in .gitattributes" … one line. */
void region_reason(const struct regions *regions, uint32_t file, struct bytes *out);

/* Who names what in the whole tree.  Whoever asks for the loads of most files gathers that
 * first: else each file is looked through once for every file that it stands on. */
struct mentions;
struct mentions *mentions_gather(const struct regions *regions) MUST_CHECK;
void mentions_free(struct mentions *mentions); /* NULL is allowed */

/* Loads of the units of one file, which must have its units decoded:
 * `loads[i]` for unit i.  A unit's region is its load against trunk_load,
 * never above its file's; declared files keep the declared region.  `mentions` may be
 * NULL and changes no load.  Returns how much work it was without them, in references. */
uint64_t unit_loads(const struct regions *regions, const struct mentions *mentions, uint32_t file,
                    const struct facts *facts, uint32_t *loads);
enum region unit_region(const struct regions *regions, uint32_t file, uint32_t load);
/* The files whose facts unit_loads asks: those that may use a unit of this file.
 * The caller frees them. */
uint32_t *unit_users(const struct regions *regions, uint32_t file, size_t *count) MUST_CHECK;

#endif
