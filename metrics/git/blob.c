#include "repo.h"
#include "work_file.h"

static enum status fault_no_blob(const struct object_id *id, git_object_t type, struct fault *fault)
{
	char hex[OBJECT_ID_HEX];

	return fault_set(fault, STATUS_UNABLE, "object %s is a %s and not the content of a file",
	                 object_id_hex(id, hex), git_object_type2string(type));
}

enum status blob_size(struct repo *repo, const struct object_id *blob, uint64_t *size,
                      struct fault *fault)
{
	const struct overlay_file *file = overlay_find(&repo->overlay, blob);
	enum status status;
	git_object_t type;

	if (file) {
		*size = file->size;
		return STATUS_OK;
	}
	status = object_header(repo, blob, size, &type, fault);
	if (status)
		return status;
	if (type != GIT_OBJECT_BLOB)
		return fault_no_blob(blob, type, fault);
	return STATUS_OK;
}

/* Bytes that were too many to be kept are read again; they have to be the
 * ones that were listed. */
static enum status overlay_read(struct repo *repo, const struct overlay_file *file,
                                struct bytes *out, struct fault *fault)
{
	struct object_id id;

	if (file->bytes) {
		bytes_add(out, file->bytes, (size_t)file->size);
		return STATUS_OK;
	}
	if (work_file_again(repo, file->path, out)) {
		id = object_id_of_file(repo, bytes_text(out));
		if (object_id_equal(&id, &file->id))
			return STATUS_OK;
	}
	return fault_set(fault, STATUS_UNABLE, "%s changed while it was being judged",
	                 file->path.data);
}

/*
 * The size comes first, so that a giant is never unpacked.  Reading the header
 * costs a twentieth of reading the blob.
 */
enum status blob_read(struct repo *repo, const struct object_id *blob, uint64_t most,
                      struct bytes *out, bool *too_large, struct fault *fault)
{
	const struct overlay_file *file = overlay_find(&repo->overlay, blob);
	struct object object;
	enum status status;
	uint64_t size = 0;

	bytes_clear(out);
	*too_large = false;
	status = blob_size(repo, blob, &size, fault);
	if (status)
		return status;
	*too_large = size > most || (file && file->size > OVERLAY_FILE_MOST);
	if (*too_large)
		return STATUS_OK;
	if (file)
		return overlay_read(repo, file, out, fault);

	status = object_read(repo, blob, GIT_OBJECT_BLOB, &object, fault);
	if (status)
		return status;
	bytes_add(out, object.data, object.size);
	object_release(&object);
	return STATUS_OK;
}
