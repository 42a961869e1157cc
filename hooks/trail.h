/*
 * trail: which files of a tree left which traces (see regions.h), while the tree moves.
 *
 * A row is a trace of a file as it was once.  Who changes leaves all its rows at once, by a
 * number that is not its own any more, and enters with new ones; the others are thrown away
 * when there is no room left.
 */
#ifndef HOOKS_TRAIL_H
#define HOOKS_TRAIL_H

#include "bole/regions.h"

struct trail_row {
	uint64_t key;
	uint32_t owner; /* once, and behind it the flags of the trace */
	uint32_t next;  /* of those that share a place; MAP_NONE: none */
};

struct trail {
	struct trail_row *rows;
	size_t count, capacity;
	uint32_t *places; /* a row of those whose keys lie here, or MAP_NONE */
	size_t place_count;
	uint32_t *files; /* by owner: its file, or MAP_NONE: it left */
	size_t owner_count, owner_capacity;
	uint32_t *owners; /* by file, or MAP_NONE */
	size_t file_count;
	bool full; /* of more than is worth its memory: nothing can be told any more */
};

#define TRAIL_INIT ((struct trail){ 0 })

void trail_release(struct trail *trail);

/* The files of another tree from now on: `was` tells, by file, which one it was, or MAP_NONE: it
 * came; NULL: all of them did. */
void trail_move(struct trail *trail, const uint32_t *was, size_t count);
void trail_leave(struct trail *trail, uint32_t file);
/* `file` has none here yet, or left. */
void trail_enter(struct trail *trail, uint32_t file, const struct source_file *source);

/* The files that left a trace of this key; false: that cannot be told. */
bool trail_look(const struct trail *trail, uint64_t key, trace_found *found, void *context);
bool trail_look_for_calls(const struct trail *trail, uint64_t key, call_found *found,
                          void *context);

#endif
