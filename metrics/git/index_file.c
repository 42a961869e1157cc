/* See index_file.h. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "index_file.h"

enum {
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

bool index_header_read(const unsigned char *data, uint32_t *version, uint32_t *count)
{
	*version = number_at(data + 4);
	*count = number_at(data + 8);
	return memcmp(data, "DIRC", 4) == 0 && *version >= 2 && *version <= 4;
}

static bool map_file(struct index_file *file, const char *path)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	void *data = MAP_FAILED;

	*file = (struct index_file){ 0 };
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > INDEX_HEADER + CHECKSUM_SIZE)
		data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
	close(fd);
	if (data != MAP_FAILED)
		*file = (struct index_file){ data, (size_t)st.st_size, TEXT("") };
	return data != MAP_FAILED;
}

enum status index_file_open(struct index_file *file, const char *path)
{
	uint32_t version, count;

	if (!map_file(file, path))
		return STATUS_ABSENT;
	if (index_header_read(file->data, &version, &count) && is_whole(file))
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
	size_t most = file->size / INDEX_ENTRY_LEAST, count = number_at(file->data + 8);

	return count < most ? count : most;
}

/* --- entries ------------------------------------------------------------------------------ */

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

bool index_entry_read(struct entry_reader *reader, struct index_entry *entry)
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

bool index_raw_is(const unsigned char *at, const unsigned char *end, struct text path,
                  const uint8_t *id)
{
	const unsigned char *its = at + ENTRY_ID + GIT_OID_RAWSZ + 2;

	if (end - at < ENTRY_ID + GIT_OID_RAWSZ + 4)
		return false;
	if (flags_at(its - 2) & FLAG_EXTENDED)
		its += 2;
	return path.size < (size_t)(end - its) && !its[path.size] &&
	       memcmp(its, path.data, path.size) == 0 &&
	       memcmp(at + ENTRY_ID, id, GIT_OID_RAWSZ) == 0;
}

bool index_raw_read(uint32_t version, const unsigned char *at, const unsigned char *end,
                    struct raw_entry *raw)
{
	const unsigned char *path = at + ENTRY_ID + GIT_OID_RAWSZ + 2, *zero;
	uint32_t flags, more = 0;

	if (end - at < ENTRY_ID + GIT_OID_RAWSZ + 4)
		return false;
	flags = flags_at(path - 2);
	if (flags & FLAG_EXTENDED) {
		if (version == 2)
			return false;
		more = flags_at(path);
		path += 2;
	}
	zero = memchr(path, '\0', (size_t)(end - path));
	if (!zero || zero == path)
		return false;
	raw->path = (struct text){ (const char *)path, (size_t)(zero - path) };
	raw->id = at + ENTRY_ID;
	raw->size = (size_t)(zero - at) / 8 * 8 + 8;
	raw->mode = number_at(at + ENTRY_MODE);
	raw->conflict = flags & FLAG_STAGE;
	raw->intended = more & FLAG_INTENDED;
	return raw->size <= (size_t)(end - at);
}

bool index_extensions_read(const unsigned char *at, const unsigned char *end, struct text *folders)
{
	while (end - at >= 8) {
		uint32_t size = number_at(at + 4);

		if (*at < 'A' || *at > 'Z' || size > (size_t)(end - at - 8))
			return false;
		if (memcmp(at, "TREE", 4) == 0)
			*folders = (struct text){ (const char *)at + 8, size };
		at += 8 + size;
	}
	return at == end;
}

enum status index_file_walk(struct index_file *file, index_found *found, void *context,
                            struct fault *fault)
{
	struct entry_reader reader = {
		.next = file->data + INDEX_HEADER,
		.end = file->data + file->size - CHECKSUM_SIZE,
		.version = number_at(file->data + 4),
		.id_size = CHECKSUM_SIZE,
	};
	uint32_t count = number_at(file->data + 8);
	enum status status = STATUS_OK;

	for (uint32_t i = 0; i < count && status == STATUS_OK; i++) {
		struct index_entry entry;

		status = index_entry_read(&reader, &entry) ? found(context, &entry, fault)
		                                           : STATUS_ABSENT;
	}
	if (status == STATUS_OK && !index_extensions_read(reader.next, reader.end, &file->folders))
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
	uint32_t version, count;

	if (!map_file(&file, path))
		return false;
	if (!index_header_read(file.data, &version, &count) || version != 4)
		count = 0;
	reader.next = file.data + INDEX_HEADER;
	reader.end = file.data + file.size - CHECKSUM_SIZE;
	while (count-- && bytes <= LISTING_PATHS_MOST && index_entry_read(&reader, &entry))
		bytes += entry.path.size;
	bytes_release(&reader.path);
	index_file_close(&file);
	return bytes > LISTING_PATHS_MOST;
}
