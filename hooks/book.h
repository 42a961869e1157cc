/*
 * book: the facts of blobs, wherever they come from.
 *
 * Each page holds the facts of one (blob, language).  A page is filled from
 * the store when it is there, else by parsing in the workshop, and kept for
 * the rest of the run.  Links are always there after book_fill; units and
 * fingerprints only when somebody asks, since a commit needs them of few files.
 */
#ifndef HOOKS_BOOK_H
#define HOOKS_BOOK_H

#include "bole/facts.h"
#include "bole/git.h"
#include "bole/history.h"

struct book;

struct wanted {
	struct object_id blob;
	const struct language *language;
	struct text path; /* for what is said when it cannot be read */
};

struct book *book_new(struct repo *repo, struct history *history, unsigned workers);
void book_free(struct book *book);

/* Shows a bar on a terminal when much has to be parsed. */
enum status book_fill(struct book *book, const struct wanted *wanted, size_t count,
                      struct fault *fault) MUST_CHECK;
/* After book_fill.  The pointer lives as long as the book. */
const struct facts *book_links(struct book *book, const struct object_id *blob,
                               const struct language *language);
/* The same facts with their units. */
enum status book_units(struct book *book, const struct wanted *wanted, const struct facts **facts,
                       struct fault *fault) MUST_CHECK;
/* Their fingerprints, encoded, for as long as the book: of one blob, or all of
 * many with few questions to the store first. */
enum status book_prints(struct book *book, const struct wanted *wanted, struct text *prints,
                        struct fault *fault) MUST_CHECK;
enum status book_fill_prints(struct book *book, const struct wanted *wanted, size_t count,
                             struct fault *fault) MUST_CHECK;
size_t book_parsed(const struct book *book); /* blobs that had to be parsed */

#endif
