/*
 * Where resolvers put the links they find, and what a resolver is.
 *
 * The edges of one file are found together, so that a second link to the same
 * file is noticed at once: no list is ever sorted as a whole, and a name used
 * a thousand times costs no more than one.
 */
#ifndef REGIONS_LINKS_H
#define REGIONS_LINKS_H

#include "tree.h"

struct links {
	struct edge *edges;
	size_t count, capacity;
	uint32_t from;       /* whose edges are being found */
	size_t first;        /* where they begin */
	uint32_t *place;     /* by file: where the last edge to it was put */
	uint32_t unresolved; /* of all files so far */
	uint32_t unlinked;
};

void links_init(struct links *links, size_t files);
void links_release(struct links *links); /* but not the edges */
void links_begin(struct links *links, uint32_t from);
/* `to` may be FILE_NONE, the file itself, or linked already.  Includes and
 * imports are of high confidence, uses of a medium one. */
void links_add(struct links *links, uint32_t to, enum edge_kind kind);
/* A use by a name alone: of low confidence. */
void links_guess(struct links *links, uint32_t to);
bool links_has(const struct links *links, uint32_t to);
void links_end(struct links *links);

/* One link style.  `open` looks at the whole tree once; `resolve` finds the
 * edges of one file between links_begin and links_end.  Of what files refer to, it
 * looks at the references of that one file alone, and at what macros call: see facts_face. */
struct resolver {
	void *(*open)(struct tree *tree);
	void (*resolve)(void *state, uint32_t file, struct links *links);
	void (*close)(void *state);
	void (*tell)(const void *state, struct regions *regions); /* of imports; or NULL */
};

extern const struct resolver resolver_c;
extern const struct resolver resolver_python;
extern const struct resolver resolver_script;
extern const struct resolver resolver_go;
extern const struct resolver resolver_rust;
extern const struct resolver resolver_java;
extern const struct resolver resolver_csharp;
extern const struct resolver resolver_ruby;
extern const struct resolver resolver_php;
extern const struct resolver resolver_sourced;
extern const struct resolver resolver_by_name;

#endif
