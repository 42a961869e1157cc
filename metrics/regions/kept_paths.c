/*
 * Who may mean a path that came or went?  Those that include what it ends in; and, in other
 * languages, those with an import one word of which is its name, or that of a folder which
 * came or went with it.
 */
#include "kept.h"
#include "paths.h"
#include "system_headers.h"

static void find_again(void *context, uint32_t file, uint8_t flags)
{
	struct kept *kept = context;

	(void)flags;
	if (traces_tell_of(kept->files[file].facts->language->link_style))
		kept_add_again(kept, file);
	else
		kept->failed = true;
}

static void find_includers(struct kept *kept, struct text path)
{
	for (;;) {
		kept_look(kept, trace_include(path), false, find_again, kept);
		if (!path_folder(path).size)
			return;
		path_step(&path);
	}
}

/* Of the system's headers it is not kept who includes them. */
static bool is_of_c_library(struct text path)
{
	if (!text_is(path_step(&path), "include"))
		return false;
	return traces_leave_out(path);
}

static void find_importers(struct kept *kept, struct text name)
{
	struct text word = trace_word(&name);

	kept->failed |= !word.size;
	kept_look(kept, trace_key(TRACE_WORD, 0, name_hash(word)), false, find_again, kept);
}

/* --- folders ------------------------------------------------------------------------------- */

/* The first file not before `path`. */
static size_t place_of(const struct kept *kept, struct text path)
{
	size_t low = 0, high = kept->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text_compare(kept->files[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_stayed(const struct kept *kept, size_t place, struct text folder)
{
	for (size_t i = place; i-- > 0 && path_is_in(kept->files[i].path, folder);)
		if (kept->moves->was[i] != MAP_NONE)
			return true;
	for (size_t i = place; i < kept->count && path_is_in(kept->files[i].path, folder); i++)
		if (kept->moves->was[i] != MAP_NONE)
			return true;
	return false;
}

/* What is in it may be found by another name. */
static bool has_guide(struct kept *kept, struct text folder)
{
	const struct guide_file *guides;
	size_t count;
	bool has = false;

	if (!kept->keeper->guides(kept->keeper->context, &guides, &count))
		return true;
	for (size_t i = 0; i < count; i++)
		has |= path_is_in(guides[i].path, folder);
	return has;
}

static void find_importers_of_folders(struct kept *kept, struct text path)
{
	size_t place = place_of(kept, path);
	struct text folder = path_folder(path);

	for (; folder.size && !has_stayed(kept, place, folder); folder = path_folder(folder)) {
		find_importers(kept, path_name(folder));
		kept->failed |= has_guide(kept, folder);
	}
}

/* --- all of it ----------------------------------------------------------------------------- */

void kept_find_path_users(struct kept *kept, const struct source_file *file)
{
	kept->failed |= is_of_c_library(file->path);
	find_includers(kept, file->path);
	find_importers(kept, path_name(file->path));
	find_importers_of_folders(kept, file->path);
}
