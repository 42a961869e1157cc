/*
 * What an index knows of whole folders: the ids of the trees that its entries
 * would make, which git keeps in an extension so that `git commit` and `git
 * diff-index` need not look into folders that nothing was changed in.
 *
 *	"DIRC" version count, the entries, then extensions: name, size, bytes.
 *	"TREE" holds a folder, and behind it the folders in it, depth first:
 *	name NUL, entries (-1: something changed) ' ' folders in it '\n', id unless -1
 *
 * All numbers are big endian.  Nothing is believed that cannot be followed: then
 * the index simply knows nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "repo.h"

enum {
	HEADER_SIZE = 12,
	ENTRY_ID_END = 60, /* of the fixed part: times, device, mode, owner, size, id */
	ENTRY_FLAGS_END = 62,
	FLAG_EXTENDED = 0x4000,
	CHECKSUM_SIZE = GIT_OID_RAWSZ,
	FOLDER_DEPTH_MOST = 4096,
};

struct index_file {
	const unsigned char *data;
	size_t size;
};

static uint32_t number_at(const unsigned char *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

static bool map_file(struct index_file *file, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *data = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && st.st_size > HEADER_SIZE + CHECKSUM_SIZE)
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return false;
	*file = (struct index_file){ data, (size_t)st.st_size };
	return true;
}

/* The file may have been replaced since the index was read. */
static bool is_same(const struct index_file *file, git_index *index)
{
	const git_oid *checksum = git_index_checksum(index);

	return checksum &&
	       memcmp(checksum->id, file->data + file->size - CHECKSUM_SIZE, CHECKSUM_SIZE) == 0;
}

/* --- to the extension ------------------------------------------------------------------ */

/* Where the entry at `at` ends; 0: past the end of the file. */
static size_t entry_end(const struct index_file *file, size_t at, uint32_t version)
{
	size_t end = file->size - CHECKSUM_SIZE, name = at + ENTRY_FLAGS_END;
	const unsigned char *zero;

	if (name + 2 > end)
		return 0;
	if (version > 2 && (file->data[at + ENTRY_ID_END] << 8 & FLAG_EXTENDED))
		name += 2;
	if (version == 4) {
		while (name < end && file->data[name] & 0x80)
			name++;
		name++; /* how much of the last path is dropped */
	}
	zero = name < end ? memchr(file->data + name, '\0', end - name) : NULL;
	if (!zero)
		return 0;
	if (version == 4)
		return (size_t)(zero - file->data) + 1;
	/* Filled up with zeros, one at least, to eight bytes. */
	return at + (((size_t)(zero - file->data) - at) / 8 + 1) * 8;
}

static struct text find_extension(const struct index_file *file, const char *name)
{
	uint32_t version = number_at(file->data + 4), count = number_at(file->data + 8);
	size_t at = HEADER_SIZE, end = file->size - CHECKSUM_SIZE;

	if (memcmp(file->data, "DIRC", 4) != 0 || version < 2 || version > 4)
		return TEXT("");
	for (uint32_t i = 0; i < count; i++) {
		at = entry_end(file, at, version);
		if (!at || at > end)
			return TEXT("");
	}
	while (at + 8 <= end) {
		uint32_t size = number_at(file->data + at + 4);

		if (size > end - at - 8)
			break;
		if (memcmp(file->data + at, name, 4) == 0)
			return (struct text){ (const char *)file->data + at + 8, size };
		at += 8 + size;
	}
	return TEXT("");
}

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

static bool read_number(struct folder_reader *reader, char behind, long *number)
{
	char *end = NULL;

	if (reader->next == reader->end)
		return false;
	*number = strtol(reader->next, &end, 10);
	if (end == reader->next || end >= reader->end || *end != behind)
		return false;
	reader->next = end + 1;
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

void folders_read(struct listing *out, git_index *index)
{
	struct index_file file;
	struct folder_reader *reader;
	struct text extension;

	if (!git_index_path(index) || !map_file(&file, git_index_path(index)))
		return;
	extension = is_same(&file, index) ? find_extension(&file, "TREE") : TEXT("");
	reader = memory_new(sizeof(*reader));
	reader->out = out;
	reader->next = extension.data;
	reader->end = extension.data + extension.size;
	if (!extension.size || !read_folders(reader))
		out->folder_count = 0;
	bytes_release(&reader->path);
	memory_free(reader);
	munmap((void *)(uintptr_t)file.data, file.size);
	if (out->folder_count)
		qsort(out->folders, out->folder_count, sizeof(*out->folders), by_path);
}

/* --- what is asked of them ---------------------------------------------------------------- */

static bool is_known(const struct listing *listing, struct text path, const struct object_id *tree)
{
	const struct known_folder wanted = { .path = path };
	const struct known_folder *found;

	if (!listing->folder_count)
		return false;
	found = bsearch(&wanted, listing->folders, listing->folder_count, sizeof(wanted), by_path);
	return found && object_id_equal(&found->tree, tree);
}

/* The first entry that is not before `path`, by bytes. */
static size_t entry_from(const struct listing *listing, struct text path)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text_compare(listing->entries[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool folder_take(struct listing *out, const struct listing *index, struct text path,
                 const struct object_id *tree)
{
	if (!is_known(index, path, tree))
		return false;
	for (size_t i = entry_from(index, path); i < index->count; i++) {
		const struct entry *entry = &index->entries[i];

		if (entry->path.size < path.size ||
		    (path.size && memcmp(entry->path.data, path.data, path.size) != 0))
			break;
		listing_borrow(out, entry);
	}
	return true;
}
