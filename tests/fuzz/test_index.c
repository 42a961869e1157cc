/*
 * An index as it lies on the disk, of any bytes: the input is what stands
 * between the header and the sum, the first byte the version.  The header
 * counts as many entries as the second and third byte say, and the sum is right.
 */
#include "metrics/git/index_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "metrics/git/digest.h"

struct walked {
	uint32_t count, most;
	uint64_t bytes;
};

static enum status walked_entry(void *context, const struct index_entry *entry, struct fault *fault)
{
	struct walked *walked = context;
	char *copy = fuzz_copy(entry->path);

	(void)fault;
	CLAIM(entry->path.size && !memchr(entry->path.data, '\0', entry->path.size));
	CLAIM(entry->path.data[entry->path.size] == '\0');
	CLAIM(entry->id.size == 20);
	CLAIM(++walked->count <= walked->most);
	/* Paths of version 4 may grow with each entry: whoever keeps them has to count. */
	walked->bytes += entry->path.size;
	free(copy);
	return walked->bytes > (64 << 20) ? STATUS_UNABLE : STATUS_OK;
}

/* Folders that are known lie in order, and what is taken of them is of the listing. */
static void check_folders(struct text extension)
{
	struct listing listing = LISTING_INIT, taken = LISTING_INIT;
	char *copy = fuzz_copy(extension);

	folders_read(&listing, (struct text){ copy, extension.size });
	for (size_t i = 1; i < listing.folder_count; i++)
		CLAIM(text_compare(listing.folders[i - 1].path, listing.folders[i].path) < 0);
	for (size_t i = 0; i < listing.folder_count; i++)
		CLAIM(folder_take(&taken, &listing, listing.folders[i].path,
		                  &listing.folders[i].tree));
	CLAIM(!taken.count && !taken.range_count);
	listing_release(&listing);
	listing_release(&taken);
	free(copy);
}

/* What is looked at where it lies ascends, and is there a second time. */
static void check_view(const char *path)
{
	struct listing view = LISTING_INIT;
	struct bytes last = BYTES_INIT;
	struct fault fault;

	if (index_view_open(&view.view, path) != STATUS_OK)
		return;
	view.count = index_view_count(view.view);
	for (size_t i = 0; i < view.count; i++) {
		const struct entry entry = listing_at(&view, i);

		CLAIM(text_compare(bytes_text(&last), entry.path) < 0);
		CLAIM(listing_is(&view, i, entry.path, entry.blob.bytes, entry.blob.size));
		bytes_clear(&last);
		bytes_add_text(&last, entry.path);
	}
	CLAIM(listing_seen(&view, &fault) == STATUS_OK);
	bytes_release(&last);
	listing_release(&view);
}

static void write_index(int file, const uint8_t *data, size_t size)
{
	char header[12] = { 'D', 'I', 'R', 'C', 0, 0, 0, (char)(2 + data[0] % 3) };
	struct object_id sum;
	struct digest digest;

	header[10] = (char)data[1];
	header[11] = (char)data[2];
	digest_init(&digest, 20);
	digest_add(&digest, (struct text){ header, sizeof(header) });
	digest_add(&digest, fuzz_text(data + 3, size - 3));
	sum = digest_end(&digest);
	CLAIM(ftruncate(file, 0) == 0);
	CLAIM(pwrite(file, header, sizeof(header), 0) == sizeof(header));
	CLAIM(pwrite(file, data + 3, size - 3, sizeof(header)) == (ssize_t)(size - 3));
	CLAIM(pwrite(file, sum.bytes, 20, (off_t)(sizeof(header) + size - 3)) == 20);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int file = -1;
	struct walked walked = { .most = size > 2 ? (uint32_t)data[1] << 8 | data[2] : 0 };
	struct fault fault = { .status = STATUS_OK };
	struct index_file index;
	enum status status;
	char path[32];

	if (size < 4)
		return 0;
	if (file < 0)
		file = memfd_create("index", MFD_CLOEXEC);
	CLAIM(file >= 0);
	write_index(file, data, size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	status = index_file_open(&index, path);
	CLAIM(status == STATUS_OK);
	status = index_file_walk(&index, walked_entry, &walked, &fault);
	CLAIM(status == STATUS_OK || status == STATUS_ABSENT || walked.bytes > (64 << 20));
	CLAIM(status != STATUS_OK || walked.count == walked.most);
	if (status == STATUS_OK)
		check_folders(index.folders);
	check_folders(fuzz_text(data + 3, size - 3));
	index_file_close(&index);
	check_view(path);
	return 0;
}
