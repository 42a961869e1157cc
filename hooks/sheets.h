/*
 * sheets: the facts of many blobs, for as long as some tree has them.
 *
 * Where a book keeps every page of one run, a walk through a whole history
 * would not fit in memory: a sheet is given back behind the round in which the last
 * file that has it changed.  What is undone later is read again: a round is long.
 */
#ifndef HOOKS_SHEETS_H
#define HOOKS_SHEETS_H

#include "session.h"

struct sheet {
	struct object_id blob;
	const struct language *language;
	uint64_t series;        /* the file that it was wanted for: see facts.h */
	size_t order;           /* among those wanted with it */
	struct facts facts;     /* with links and units, while a file has it */
	struct trend_sums sums; /* of a file that has it, burden left out */
	uint64_t shape;         /* equal: means the same to the graph */
	struct bytes packed;    /* links, units, prints, encoded; of what was parsed now */
	size_t links, units;    /* bytes of `packed` */
	bool loaded, open, in_store;
	uint32_t users; /* files that have it now */
	struct arena arena;
};

struct sheets;
/* `file_ms`: processor time for one file; 0: the workshop's own bound. */
struct sheets *sheets_new(struct session *session, unsigned file_ms);
void sheets_free(struct sheets *sheets);

/* The sheet of a blob, to be filled by the next sheets_load; `path` is where it was met. */
struct sheet *sheets_want(struct sheets *sheets, const struct object_id *blob,
                          const struct language *language, struct text path);
/* How many, and bytes of their files, since the last sheets_load or sheets_count_anew. */
size_t sheets_wanted(const struct sheets *sheets);
uint64_t sheets_wanted_bytes(const struct sheets *sheets);
void sheets_count_anew(struct sheets *sheets);
/* Fills what is wanted: from the store, else by parsing, on all cores.  What ran out of
 * time is tried once more with nobody beside or before it, since its numbers stay in the
 * past.  STATUS_ABSENT: an object is not in this clone. */
enum status sheets_load(struct sheets *sheets, struct fault *fault) MUST_CHECK;
/* A file has it from now on, and has it no more. */
void sheet_take(struct sheet *sheet);
void sheet_leave(struct sheet *sheet);
/* Gives back what no file has; a round ends here. */
void sheets_sweep(struct sheets *sheets);
/* Keeps what files have now in the store. */
void sheets_keep(struct sheets *sheets);

size_t sheets_parsed(const struct sheets *sheets);
size_t sheets_parsed_again(const struct sheets *sheets); /* of these: given back before */

#endif
