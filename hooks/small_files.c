#include "small_files.h"

#include <stdlib.h>

void small_files_release(struct small_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		bytes_release(&files->list[i].content);
	memory_free(files->list);
	arena_release(&files->arena);
	*files = SMALL_FILES_INIT;
}

/* NULL: none lay there. */
static struct small_file *find(struct small_files *files, struct text path)
{
	for (size_t i = 0; i < files->count; i++)
		if (text_equal(files->list[i].path, path))
			return &files->list[i];
	return NULL;
}

static struct small_file *add(struct small_files *files, struct text path)
{
	struct small_file *file;

	files->list = array_grow(files->list, &files->capacity, files->count, sizeof(*files->list));
	file = &files->list[files->count++];
	*file = (struct small_file){ .path = arena_text(&files->arena, path),
		                     .attributes = labels_stand_in(path) };
	return file;
}

static void drop(struct small_files *files, struct text path)
{
	struct small_file *file = find(files, path);

	if (!file)
		return;
	bytes_release(&file->content);
	*file = files->list[--files->count];
}

static bool means_other(struct small_file *file, bool came)
{
	const struct guide_file guide = { file->path, bytes_text(&file->content) };
	uint64_t was = file->meaning;

	if (file->attributes)
		return true;
	file->meaning = regions_guide_meaning(&guide);
	return came || file->meaning != was;
}

enum status small_files_put(struct small_files *files, struct repo *repo, struct text path,
                            const struct object_id *blob, bool *other, struct fault *fault)
{
	struct small_file *file = find(files, path);
	bool came = !file, too_large = false;
	enum status status;

	*other = true;
	if (object_id_none(blob)) {
		drop(files, path);
		return STATUS_OK;
	}
	if (came)
		file = add(files, path);
	status = blob_read(repo, blob, SMALL_FILE_MAX, &file->content, &too_large, fault);
	if (status == STATUS_OK)
		*other = means_other(file, came);
	return status;
}

static int by_path(const void *a, const void *b)
{
	const struct small_file *x = a, *y = b;

	return text_compare(x->path, y->path);
}

/* In whatever order they came, they are read as in a tree. */
static void sort(struct small_files *files)
{
	if (files->count)
		qsort(files->list, files->count, sizeof(*files->list), by_path);
}

struct labels *small_files_labels(struct small_files *files)
{
	struct labels *labels = labels_new();

	sort(files);
	for (size_t i = 0; i < files->count; i++)
		if (files->list[i].attributes)
			labels_add(labels, files->list[i].path,
			           bytes_text(&files->list[i].content));
	return labels;
}

struct guide_file *small_files_guides(struct small_files *files, size_t *count)
{
	struct guide_file *guides = memory_new((files->count + 1) * sizeof(*guides));

	sort(files);
	*count = 0;
	for (size_t i = 0; i < files->count; i++)
		if (!files->list[i].attributes)
			guides[(*count)++] =
				(struct guide_file){ files->list[i].path,
				                     bytes_text(&files->list[i].content) };
	return guides;
}
