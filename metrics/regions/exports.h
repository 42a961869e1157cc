/*
 * Which file defines a name that another one hands on?
 *
 * Files re-export from files that re-export: in chains, and in circles.  Each
 * question walks that graph by itself, every file at most once, and only its
 * final answer is kept; so an answer never depends on what was asked before.
 */
#ifndef REGIONS_EXPORTS_H
#define REGIONS_EXPORTS_H

#include "tree.h"

enum {
	EXPORTS_VISITS_MAX = 256,   /* files for one question; people stay below 20 */
	EXPORTS_DEPTH_MAX = 24,     /* files that hand a name on, one after the other */
	EXPORTS_STEPS_MAX = 1 << 24 /* files for all questions of a tree: then each
	                               name is taken to be where it was asked for */
};

struct exports_visit {
	uint64_t name;
	uint32_t question;
};

struct exports {
	struct hash_map answers;      /* (file, name) to the file found */
	struct exports_visit *visits; /* by file */
	uint32_t question;
	unsigned visited;
	uint32_t steps;
};

void exports_init(struct exports *exports, size_t files);
void exports_release(struct exports *exports);

void exports_begin(struct exports *exports); /* a question that is not kept */
/* Begins a question, unless its answer is known; FILE_NONE may be known too. */
bool exports_known(struct exports *exports, uint32_t file, uint64_t name, uint32_t *answer);
void exports_answer(struct exports *exports, uint32_t file, uint64_t name, uint32_t answer);
/* May the walk look for `name` in `file`?  Not twice, and not without end. */
bool exports_visit(struct exports *exports, uint32_t file, uint64_t name);

/* Does a file of these facts define `name` at its top level, as anything but
 * what has a flag of `except`? */
bool defines(const struct facts *facts, uint64_t name, uint8_t except);
/* DEFINES_* of what it defines by that name, or 0. */
uint8_t defined_as(const struct facts *facts, uint64_t name);

/* The same for one name after the other, which must ascend as references do. */
struct own_names {
	const struct facts *facts;
	size_t at;
};

static inline bool own_names_have(struct own_names *own, uint64_t name, uint8_t except)
{
	const struct facts *facts = own->facts;

	while (own->at < facts->definition_count && facts->definitions[own->at].name < name)
		own->at++;
	return own->at < facts->definition_count && facts->definitions[own->at].name == name &&
	       !(facts->definitions[own->at].flags & except);
}

/* What an import is called in its file: its alias, else its name. */
uint64_t import_binding(const struct import *import);

#endif
