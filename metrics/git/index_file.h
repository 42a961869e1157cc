/*
 * The index as it lies on the disk.
 *
 *	"DIRC" version count, the entries, then extensions: name, size, bytes;
 *	at the end the SHA-1 of all of it.
 *
 * An entry is times, device, mode, owner and size, the id, flags, a path.  In
 * version 4 a path is how much of the last one is dropped, and what follows.
 * All numbers are big endian.  An extension whose name begins with a small letter changes
 * what the entries mean: such an index, and one of SHA-256 or without a
 * checksum, is left to others.
 */
#ifndef GIT_INDEX_FILE_H
#define GIT_INDEX_FILE_H

#include "repo.h"

enum {
	INDEX_HEADER = 12,
	INDEX_ENTRY_LEAST = 60, /* bytes of an entry, its path and flags left out */
};

struct entry_reader {
	const unsigned char *next, *end;
	uint32_t version;
	uint8_t id_size;
	struct bytes path; /* of version 4 */
};

/* False: it is none, or of a version that is not known. */
bool index_header_read(const unsigned char *data, uint32_t *version, uint32_t *count);
/* One of version 2 or 3 where it lies. */
struct raw_entry {
	struct text path;
	const unsigned char *id;
	size_t size; /* of all of it */
	unsigned mode;
	bool conflict, intended;
};
bool index_raw_read(uint32_t version, const unsigned char *at, const unsigned char *end,
                    struct raw_entry *raw);
/* Has it this path, without a NUL, and this id? */
bool index_raw_is(const unsigned char *at, const unsigned char *end, struct text path,
                  const uint8_t *id);
/* The next one; false: there is none that could be followed. */
bool index_entry_read(struct entry_reader *reader, struct index_entry *entry);
/* False: what they mean is not known.  `folders` is the bytes of "TREE". */
bool index_extensions_read(const unsigned char *at, const unsigned char *end, struct text *folders);

/* index_view.c.  STATUS_ABSENT: it has to be listed. */
enum status index_view_open(struct index_view **out, const char *path) MUST_CHECK;
void index_view_close(struct index_view *view);
size_t index_view_count(const struct index_view *view);        /* of the files of a commit */
struct text index_view_folders(const struct index_view *view); /* the extension "TREE" */
/* The path lives until the next one is asked for. */
struct entry index_view_at(struct index_view *view, size_t at);
/* Is it this one, with this id? */
bool index_view_is(struct index_view *view, size_t at, struct text path, const uint8_t *id);
/* As index_view_at, for as long as the view. */
const struct entry *index_view_keep(struct index_view *view, size_t at);
/* Some of it could not be read a second time: what was told since is nothing. */
bool index_view_lost(const struct index_view *view);

#endif
