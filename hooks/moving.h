/*
 * moving: a tree that moves along the first-parent line of a history.
 *
 * It holds every file that bole reads, with its facts.  A commit only replaces
 * what it changed; the graph is made anew only when something changed that it is
 * made of: names, imports, files, attributes, guides.  So a commit costs its
 * changed blobs, and its numbers are those of its own whole tree all the same.
 *
 *	moving_enter(moving, changes of one commit)   what it needs is wanted
 *	sheets_load(sheets)
 *	moving_apply(moving, the same changes)
 *	moving_settle(moving, row)                    what became of it
 */
#ifndef HOOKS_MOVING_H
#define HOOKS_MOVING_H

#include "sheets.h"

struct moving;

struct moving *moving_new(struct session *session, struct sheets *sheets);
void moving_free(struct moving *moving);

/* Wants the sheets that these changes bring in. */
void moving_enter(struct moving *moving, const struct past_change *changes, size_t count);
enum status moving_apply(struct moving *moving, const struct past_change *changes, size_t count,
                         struct fault *fault) MUST_CHECK;
/* Fills snapshot and lists of `row` with what changed since the last time;
 * they live in `arena`.  `row` NULL: nobody wants to know. */
void moving_settle(struct moving *moving, struct past_row *row, struct arena *arena);
size_t moving_graphs(const struct moving *moving); /* how often the graph was made */

#endif
