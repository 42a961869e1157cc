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
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "repo.h"

enum {
	HEADER_SIZE = 12,
	ENTRY_MODE = 24,
	ENTRY_ID = 40, /* flags and path follow */
	FLAG_ASSUMED = 0x8000,
	FLAG_EXTENDED = 0x4000,
	FLAG_STAGE = 0x3000,
	FLAG_INTENDED = 0x2000, /* of the second flags */
	FLAG_SKIPPED = 0x4000,
	CHECKSUM_SIZE = GIT_OID_RAWSZ,
};

static uint32_t number_at(const unsigned char *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

static uint32_t flags_at(const unsigned char *data)
{
	return (uint32_t)data[0] << 8 | data[1];
}

static bool is_whole(const struct index_file *file)
{
	size_t size = file->size - CHECKSUM_SIZE;
	struct object_id found;
	struct digest digest;

	digest_init(&digest, CHECKSUM_SIZE);
	digest_add(&digest, (struct text){ (const char *)file->data, size });
	found = digest_end(&digest);
	return memcmp(found.bytes, file->data + size, CHECKSUM_SIZE) == 0;
}

static bool is_known(const struct index_file *file)
{
	return memcmp(file->data, "DIRC", 4) == 0 && number_at(file->data + 4) >= 2 &&
	       number_at(file->data + 4) <= 4;
}

static bool map_file(struct index_file *file, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	void *data = MAP_FAILED;

	*file = (struct index_file){ 0 };
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > HEADER_SIZE + CHECKSUM_SIZE)
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	close(fd);
	if (data != MAP_FAILED)
		*file = (struct index_file){ data, (size_t)st.st_size, TEXT("") };
	return data != MAP_FAILED;
}

enum status index_file_open(struct index_file *file, const char *path)
{
	if (!map_file(file, path))
		return STATUS_ABSENT;
	if (is_known(file) && is_whole(file))
		return STATUS_OK;
	index_file_close(file);
	return STATUS_ABSENT;
}

void index_file_close(struct index_file *file)
{
	if (file->data)
		munmap((void *)(uintptr_t)file->data, file->size);
	*file = (struct index_file){ 0 };
}

/* What the file says, and as many as have room in it. */
size_t index_file_count(const struct index_file *file)
{
	size_t most = file->size / (ENTRY_ID + CHECKSUM_SIZE), count = number_at(file->data + 8);

	return count < most ? count : most;
}

/* --- entries ------------------------------------------------------------------------------ */

struct entry_reader {
	const unsigned char *next, *end;
	uint32_t version;
	uint8_t id_size;
	struct bytes path; /* of version 4 */
};

/* As git writes numbers of any size: seven bits a byte, the highest first. */
static bool read_dropped(struct entry_reader *reader, const unsigned char **at, size_t *dropped)
{
	const unsigned char *next = *at;

	*dropped = 0;
	do {
		if (next == reader->end || *dropped > UINT32_MAX)
			return false;
		*dropped = (*dropped + (next > *at)) << (next > *at ? 7 : 0) | (*next & 0x7f);
	} while (*next++ & 0x80);
	*at = next;
	return *dropped <= reader->path.size;
}

/* From the flags on: the path, and where the next entry begins. */
static bool read_path(struct entry_reader *reader, const unsigned char *path, struct text *out)
{
	const unsigned char *zero;
	size_t dropped = 0;

	if (path > reader->end || (reader->version == 4 && !read_dropped(reader, &path, &dropped)))
		return false;
	zero = memchr(path, '\0', (size_t)(reader->end - path));
	if (!zero)
		return false;
	*out = (struct text){ (const char *)path, (size_t)(zero - path) };
	if (reader->version == 4) {
		reader->path.size -= dropped;
		bytes_add_text(&reader->path, *out);
		*out = bytes_text(&reader->path);
		reader->next = zero + 1;
	} else {
		/* Filled up with zeros, one at least, to eight bytes. */
		size_t size = (size_t)(zero - reader->next) / 8 * 8 + 8;

		if (size > (size_t)(reader->end - reader->next))
			return false;
		reader->next += size;
	}
	return out->size;
}

static bool read_entry(struct entry_reader *reader, struct index_entry *entry)
{
	const unsigned char *at = reader->next, *path = at + ENTRY_ID + reader->id_size + 2;
	uint32_t flags, more = 0;

	if (reader->end - at < ENTRY_ID + reader->id_size + 2)
		return false;
	flags = flags_at(path - 2);
	if (flags & FLAG_EXTENDED) {
		if (reader->version == 2 || reader->end - path < 2)
			return false;
		more = flags_at(path);
		path += 2;
	}
	*entry = (struct index_entry){
		.id = { .size = reader->id_size },
		.mode = number_at(at + ENTRY_MODE),
		.conflict = flags & FLAG_STAGE,
		.intended = more & FLAG_INTENDED,
		.lasting = reader->version < 4,
		.assumed = flags & FLAG_ASSUMED,
		.skipped = more & FLAG_SKIPPED,
	};
	memcpy(entry->id.bytes, at + ENTRY_ID, reader->id_size);
	return read_path(reader, path, &entry->path);
}

static bool read_extensions(struct index_file *file, const unsigned char *at,
                            const unsigned char *end)
{
	while (end - at >= 8) {
		uint32_t size = number_at(at + 4);

		if (*at < 'A' || *at > 'Z' || size > (size_t)(end - at - 8))
			return false;
		if (memcmp(at, "TREE", 4) == 0)
			file->folders = (struct text){ (const char *)at + 8, size };
		at += 8 + size;
	}
	return at == end;
}

enum status index_file_walk(struct index_file *file, index_found *found, void *context,
                            struct fault *fault)
{
	struct entry_reader reader = {
		.next = file->data + HEADER_SIZE,
		.end = file->data + file->size - CHECKSUM_SIZE,
		.version = number_at(file->data + 4),
		.id_size = CHECKSUM_SIZE,
	};
	uint32_t count = number_at(file->data + 8);
	enum status status = STATUS_OK;

	for (uint32_t i = 0; i < count && status == STATUS_OK; i++) {
		struct index_entry entry;

		status =
			read_entry(&reader, &entry) ? found(context, &entry, fault) : STATUS_ABSENT;
	}
	if (status == STATUS_OK && !read_extensions(file, reader.next, reader.end))
		status = STATUS_ABSENT;
	bytes_release(&reader.path);
	return status;
}

bool index_file_explodes(const char *path, uint8_t id_size)
{
	struct index_file file;
	struct entry_reader reader = { .version = 4, .id_size = id_size };
	struct index_entry entry;
	uint64_t bytes = 0;
	uint32_t count = 0;

	if (!map_file(&file, path))
		return false;
	if (is_known(&file) && number_at(file.data + 4) == 4)
		count = number_at(file.data + 8);
	reader.next = file.data + HEADER_SIZE;
	reader.end = file.data + file.size - CHECKSUM_SIZE;
	while (count-- && bytes <= LISTING_PATHS_MOST && read_entry(&reader, &entry))
		bytes += entry.path.size;
	bytes_release(&reader.path);
	index_file_close(&file);
	return bytes > LISTING_PATHS_MOST;
}
