/*
 * An index of which few files will be asked for, looked at where it lies.
 *
 * A commit of three files need not have the others listed: it is enough that all
 * of the file was gone through once, for its checksum and for where its entries
 * begin.  What is asked for later is read there again, a window at a time.
 *
 * Paths of version 4 cannot be read from their middle, and what is odd in any
 * other way is somebody else's, too: such an index is listed.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "index_file.h"

enum {
	WINDOW = 64 << 10,
	ENTRY_MOST = 8 << 10, /* a longer path is nobody's: a window holds all of an entry */
};

struct index_view {
	int fd;
	size_t size;
	unsigned char *window;
	size_t from, behind; /* the bytes of the file that it shows */
	bool lost;           /* some could not be read again */
	uint32_t version;
	uint32_t *places; /* of the files that a commit would have */
	size_t count;
	char *rest;          /* all that is behind the entries, */
	struct text folders; /* and in it what is known of folders */
	struct arena arena;  /* of what is kept */
};

/* --- windows ------------------------------------------------------------------------------ */

static void move_window(struct index_view *view, size_t place)
{
	/* Who does not go on from the last place will not go on from here. */
	size_t most = place >= view->from && place <= view->behind ? WINDOW : ENTRY_MOST;
	size_t size = view->size - place < most ? view->size - place : most;
	bool seen = read_at(view->fd, view->window, size, place);

	if (!seen)
		view->lost = true;
	view->from = place;
	view->behind = place + (seen ? size : 0);
}

/* All of an entry that begins at `place`? */
static bool shows_entry(const struct index_view *view, size_t place)
{
	size_t behind = view->size - place < ENTRY_MOST ? view->size : place + ENTRY_MOST;

	return place >= view->from && behind <= view->behind;
}

static const unsigned char *look(struct index_view *view, size_t place, const unsigned char **end)
{
	if (!shows_entry(view, place))
		move_window(view, place);
	*end = view->window + (view->behind - view->from);
	return view->window + (place - view->from);
}

/* --- once through all of it ------------------------------------------------------------------ */

struct going {
	struct index_view *view;
	struct digest digest;
	size_t digested;    /* bytes */
	size_t place, end;  /* of the next entry; of all but the checksum */
	struct text last;   /* path of the last one, in the window or */
	struct bytes saved; /* here */
};

static void digest_up_to(struct going *going, size_t place)
{
	const struct index_view *view = going->view;
	size_t behind = place < going->end ? place : going->end;

	if (behind <= going->digested)
		return;
	digest_add(&going->digest,
	           (struct text){ (const char *)view->window + (going->digested - view->from),
	                          behind - going->digested });
	going->digested = behind;
}

/* What a window shows is digested before the next is opened. */
static const unsigned char *go_on(struct going *going, const unsigned char **end)
{
	struct index_view *view = going->view;

	if (!shows_entry(view, going->place)) {
		digest_up_to(going, view->behind);
		bytes_clear(&going->saved);
		bytes_add_text(&going->saved, going->last);
		going->last = bytes_text(&going->saved);
	}
	return look(view, going->place, end);
}

/* False: listed, it would be another list, or none. */
static bool take_entry(struct going *going)
{
	struct index_view *view = going->view;
	struct raw_entry raw;
	const unsigned char *end, *at = go_on(going, &end);

	if (!index_raw_read(view->version, at, end, &raw) || raw.size > ENTRY_MOST ||
	    raw.conflict || text_compare(going->last, raw.path) >= 0)
		return false;
	if (mode_is_file(raw.mode) && !raw.intended)
		view->places[view->count++] = (uint32_t)going->place;
	going->last = raw.path;
	going->place += raw.size;
	return true;
}

static bool take_entries(struct going *going, uint32_t count)
{
	bool taken = true;

	for (uint32_t i = 0; i < count && taken; i++)
		taken = take_entry(going);
	return taken && going->place <= going->end;
}

/* All behind the entries, which is little: what is known of folders. */
static bool take_rest(struct going *going)
{
	struct index_view *view = going->view;
	size_t size = view->size - going->place, already;
	char *end = (view->rest = memory_new(size)) + size - GIT_OID_RAWSZ;
	struct object_id sum;

	if (!read_at(view->fd, view->rest, size, going->place))
		return false;
	digest_up_to(going, going->place);
	already = going->digested - going->place;
	digest_add(&going->digest,
	           (struct text){ view->rest + already, (size_t)(end - view->rest) - already });
	sum = digest_end(&going->digest);
	return memcmp(sum.bytes, end, GIT_OID_RAWSZ) == 0 &&
	       index_extensions_read((const unsigned char *)view->rest, (const unsigned char *)end,
	                             &view->folders);
}

static bool take_all(struct index_view *view)
{
	struct going going = { .view = view,
		               .place = INDEX_HEADER,
		               .end = view->size - GIT_OID_RAWSZ };
	uint32_t count;
	bool whole;

	move_window(view, 0);
	if (view->lost || !index_header_read(view->window, &view->version, &count) ||
	    view->version == 4)
		return false;
	digest_init(&going.digest, GIT_OID_RAWSZ);
	if (count > view->size / INDEX_ENTRY_LEAST)
		return false;
	view->places = memory_new(count * sizeof(*view->places));
	whole = take_entries(&going, count) && take_rest(&going) && !view->lost;
	bytes_release(&going.saved);
	return whole;
}

static bool open_file(struct index_view *view, const char *path)
{
	struct stat st;

	view->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (view->fd < 0 || fstat(view->fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size <= INDEX_HEADER + GIT_OID_RAWSZ || st.st_size > UINT32_MAX)
		return false;
	view->size = (size_t)st.st_size;
	view->window = memory_new(WINDOW);
	return true;
}

enum status index_view_open(struct index_view **out, const char *path)
{
	struct index_view *view = memory_new(sizeof(*view));

	if (open_file(view, path) && take_all(view)) {
		*out = view;
		return STATUS_OK;
	}
	index_view_close(view);
	*out = NULL;
	return STATUS_ABSENT;
}

void index_view_close(struct index_view *view)
{
	if (!view)
		return;
	if (view->fd >= 0)
		close(view->fd);
	memory_free(view->window);
	memory_free(view->places);
	memory_free(view->rest);
	arena_release(&view->arena);
	memory_free(view);
}

size_t index_view_count(const struct index_view *view)
{
	return view->count;
}

struct text index_view_folders(const struct index_view *view)
{
	return view->folders;
}

/* --- what is asked for -------------------------------------------------------------------- */

struct entry index_view_at(struct index_view *view, size_t at)
{
	const unsigned char *end, *place = look(view, view->places[at], &end);
	struct entry entry = { .path = TEXT("") };
	struct raw_entry raw;

	if (!index_raw_read(view->version, place, end, &raw)) {
		view->lost = true;
		return entry;
	}
	entry.path = raw.path;
	entry.blob.size = GIT_OID_RAWSZ;
	memcpy(entry.blob.bytes, raw.id, GIT_OID_RAWSZ);
	return entry;
}

bool index_view_is(struct index_view *view, size_t at, struct text path, const uint8_t *id)
{
	const unsigned char *end, *place = look(view, view->places[at], &end);

	return index_raw_is(place, end, path, id);
}

const struct entry *index_view_keep(struct index_view *view, size_t at)
{
	struct entry *kept = arena_new(&view->arena, sizeof(*kept));

	*kept = index_view_at(view, at);
	kept->path = arena_text(&view->arena, kept->path);
	return kept;
}

bool index_view_lost(const struct index_view *view)
{
	return view->lost;
}
