/*
 * The keys of traces: what a file mentions and defines, by the rules of its link
 * style.  Names of one family only ever lead to files of the same.
 */
#ifndef REGIONS_TRACES_H
#define REGIONS_TRACES_H

#include "bole/regions.h"

enum trace_kind {
	TRACE_MENTION,  /* a name that may lead to another file */
	TRACE_DEFINES,  /* exact: a name that others may be led to by */
	TRACE_MACRO,    /* a call: the name of a macro whose text calls something */
	TRACE_EXPANDED, /* what is called there */
	TRACE_STEM,     /* of its path, of no family: any path may be meant by an import */
	TRACE_METHODS,  /* the stem, where it defines methods (C++) */
	TRACE_PACKAGE,
	TRACE_INCLUDE, /* an included path: see trace_include */
	TRACE_WORD,    /* of no family: in what it imports (Go, Rust) */
	TRACE_STEP,    /* the same where modules are imported: see traces_ways */
	TRACE_LAST,    /* the last word of an import: see traces_ways */
	TRACE_STEP_TO, /* the last step to itself */
	TRACE_STARS,   /* it takes all names of another */
};

uint64_t trace_key(enum trace_kind kind, uint32_t family, uint64_t name);
uint64_t trace_stem(struct text path);
/* What is known of an included path: all behind its climbs.  And the key of it. */
struct text trace_include_tail(struct text path);
uint64_t trace_include(struct text path);
/* All of what is imported (Go). */
uint64_t trace_target(struct text target);
/* Includes that leave none: nothing but a C library's own top has them. */
bool traces_leave_out(struct text target);
/* The first word of a path or a dotted name; the rest of it is left.  Empty: there is none. */
struct text trace_word(struct text *rest);

/* Are links of this style found by traces? */
bool traces_tell_of(enum link_style style);
uint32_t trace_family(const struct language *language);

/* The name of a module, by its path: of an __init__.py that of its folder. */
struct text trace_module(struct text path);
/*
 * Ways are the keys by which an import is found when what it may lead to comes or goes.
 *
 * Python: on its way to a module an import goes from folder to folder, and each step is told by the
 * names of two; the first of an absolute one begins anywhere, which is the empty name.
 * JavaScript: a relative import leads to a path, but for what stands behind the first dot of its
 * name; of others, and wherever roots of paths are not known, the last part is.
 */
struct step {
	struct text folder, name;
};
uint64_t trace_step(enum trace_kind kind, struct step step);
/* The last step to a module, or a folder, from the one it lies in. */
struct step trace_step_to(struct text path);
typedef void step_found(void *context, struct step step);
void traces_steps(struct text path, const struct import *import, step_found *found, void *context);

typedef void way_found(void *context, uint64_t key);
void traces_ways(const struct source_file *file, const struct import *import, way_found *found,
                 void *context);
enum { WAYS_MOST = 4 };
/* Those of imports that may lead to a path, or through a folder; how many. */
size_t traces_ways_to(enum link_style style, struct text path, uint64_t *keys);

/* Are names known by packages, and what stands between the parts of these? */
bool traces_have_packages(enum link_style style);
char trace_dot(enum link_style style);

/* Is the definition one that others may be led to by? */
bool trace_defines(const struct source_file *file, const struct definition *definition);

/* Each name of `facts` that may lead to another file, some of them twice. */
typedef void name_mentioned(void *context, uint64_t name);
void traces_mentioned(const struct facts *facts, name_mentioned *mentioned, void *context);

#endif
