/*
 * What an index knows of whole folders: the ids of the trees that its entries
 * would make, which git keeps in an extension so that `git commit` and `git
 * diff-index` need not look into folders that nothing was changed in.
 *
 *	"TREE" holds a folder, and behind it the folders in it, depth first:
 *	name NUL, entries (-1: something changed) ' ' folders in it '\n', id unless -1
 *
 * Nothing is believed that cannot be followed: then the index simply knows nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "repo.h"

enum { FOLDER_DEPTH_MOST = 4096 };

/* --- its folders ------------------------------------------------------------------------ */

/* Folders that are being read, and how many more each of them has. */
struct open_folder {
	long left;
	size_t path; /* bytes of the path that lead to what is in it */
};

struct folder_reader {
	struct listing *out;
	const char *next, *end;
	struct bytes path;
	struct open_folder open[FOLDER_DEPTH_MOST];
	size_t depth;
};

/* Not by strtol: nothing ends the bytes but their number. */
static bool read_number(struct folder_reader *reader, char behind, long *number)
{
	const char *at = reader->next;
	bool negative = at < reader->end && *at == '-';
	const char *digits = at += negative;

	for (*number = 0; at < reader->end && *at >= '0' && *at <= '9'; at++) {
		if (*number > INT32_MAX / 10)
			return false;
		*number = *number * 10 + (*at - '0');
	}
	if (at == digits || at == reader->end || *at != behind)
		return false;
	*number = negative ? -*number : *number;
	reader->next = at + 1;
	return true;
}

/* A folder without its id differs from every tree there is. */
static bool read_folder(struct folder_reader *reader)
{
	struct known_folder *folder;
	struct open_folder *parent = reader->depth ? &reader->open[reader->depth - 1] : NULL;
	const char *name = reader->next, *zero = memchr(name, '\0', (size_t)(reader->end - name));
	long entries, folders;

	if (!zero || reader->depth == FOLDER_DEPTH_MOST)
		return false;
	reader->next = zero + 1;
	if (!read_number(reader, ' ', &entries) || !read_number(reader, '\n', &folders))
		return false;
	reader->path.size = parent ? parent->path : 0;
	bytes_add(&reader->path, name, (size_t)(zero - name));
	if (parent)
		bytes_add_char(&reader->path, '/');
	reader->open[reader->depth++] = (struct open_folder){ folders, reader->path.size };
	if (entries < 0)
		return true;
	if (reader->end - reader->next < GIT_OID_RAWSZ)
		return false;
	reader->out->folders = array_grow(reader->out->folders, &reader->out->folder_capacity,
	                                  reader->out->folder_count, sizeof(*folder));
	folder = &reader->out->folders[reader->out->folder_count++];
	*folder = (struct known_folder){
		arena_text(&reader->out->arena, bytes_text(&reader->path)),
		{ .size = GIT_OID_RAWSZ },
		(size_t)entries,
	};
	memcpy(folder->tree.bytes, reader->next, GIT_OID_RAWSZ);
	reader->next += GIT_OID_RAWSZ;
	return true;
}

static bool read_folders(struct folder_reader *reader)
{
	bool sound = read_folder(reader);

	while (sound && reader->depth) {
		struct open_folder *folder = &reader->open[reader->depth - 1];

		if (folder->left-- > 0)
			sound = read_folder(reader);
		else
			reader->depth--;
	}
	return sound;
}

static int by_path(const void *a, const void *b)
{
	const struct known_folder *left = a, *right = b;

	return text_compare(left->path, right->path);
}

static bool has_twins(const struct listing *sorted)
{
	for (size_t i = 1; i < sorted->folder_count; i++)
		if (text_equal(sorted->folders[i - 1].path, sorted->folders[i].path))
			return true;
	return false;
}

void folders_read(struct listing *out, struct text extension)
{
	struct folder_reader *reader;

	if (!extension.size)
		return;
	reader = memory_new(sizeof(*reader));
	reader->out = out;
	reader->next = extension.data;
	reader->end = extension.data + extension.size;
	if (!read_folders(reader))
		out->folder_count = 0;
	bytes_release(&reader->path);
	memory_free(reader);
	if (out->folder_count)
		qsort(out->folders, out->folder_count, sizeof(*out->folders), by_path);
	if (has_twins(out)) /* which of their trees is meant? */
		out->folder_count = 0;
}

/* --- what is asked of them ---------------------------------------------------------------- */

static const struct known_folder *find_folder(const struct listing *listing, struct text path)
{
	const struct known_folder wanted = { .path = path };

	return listing->folder_count ? bsearch(&wanted, listing->folders, listing->folder_count,
	                                       sizeof(wanted), by_path)
	                             : NULL;
}

/* The first entry that is not before `path`, by bytes; most often `from`, where the last folder
 * ended. */
static size_t entry_from(const struct listing *listing, size_t from, struct text path)
{
	size_t low = 0, high = listing->count, step = 1;

	if (!from || text_compare(listing_at(listing, from - 1).path, path) < 0)
		low = from;
	for (; low && low + step < high; step *= 2) {
		if (text_compare(listing_at(listing, low + step - 1).path, path) >= 0)
			high = low + step - 1;
		else
			low += step;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text_compare(listing_at(listing, middle).path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_in(const struct listing *listing, size_t at, struct text folder)
{
	struct text path = listing_at(listing, at).path;

	return path.size >= folder.size &&
	       (!folder.size || memcmp(path.data, folder.data, folder.size) == 0);
}

/* Behind the last of a folder's entries, which stand together: `most` of them, without links. */
static size_t entry_behind(const struct listing *listing, size_t first, struct text folder,
                           size_t most)
{
	size_t low = first, high = listing->count;

	if (most < high - first && !is_in(listing, first + most, folder))
		high = first + most;
	if (low < high && is_in(listing, high - 1, folder))
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_in(listing, middle, folder))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool folder_take(struct listing *out, const struct listing *index, struct text path,
                 const struct object_id *tree)
{
	const struct known_folder *known = find_folder(index, path);
	size_t last = out->range_count ? out->ranges[out->range_count - 1].behind : 0;
	size_t first, behind;

	if (!known || !object_id_equal(&known->tree, tree))
		return false;
	first = entry_from(index, last, path);
	behind = entry_behind(index, first, path, known->most);
	if (first < behind)
		listing_take(out, path, first, behind);
	return true;
}
