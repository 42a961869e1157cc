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

/* A module, or a folder above it, that came or went. */
struct moving {
	struct kept *kept;
	struct step step;
};

static void find_importer_of_step(void *context, uint32_t file, uint8_t flags)
{
	const struct moving *moving = context;

	find_again(moving->kept, file, flags);
	kept_find_takers_by_step(moving->kept, file, moving->step);
}

/* From where it lies, and as the first one. */
static void find_importers_of_step(struct kept *kept, struct text path)
{
	struct moving moving = { kept, trace_step_to(path) };

	kept_look(kept, trace_step(TRACE_STEP, moving.step), false, find_importer_of_step, &moving);
	moving.step.folder = TEXT("");
	kept_look(kept, trace_step(TRACE_STEP, moving.step), false, find_importer_of_step, &moving);
}

/* --- folders ------------------------------------------------------------------------------- */

size_t kept_place_of(const struct kept *kept, struct text path)
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

uint32_t kept_stayed_in(const struct kept *kept, size_t place, struct text folder)
{
	for (size_t i = place; i-- > 0 && path_is_in(kept->files[i].path, folder);)
		if (kept->moves->was[i] != MAP_NONE)
			return (uint32_t)i;
	for (size_t i = place; i < kept->count && path_is_in(kept->files[i].path, folder); i++)
		if (kept->moves->was[i] != MAP_NONE)
			return (uint32_t)i;
	return MAP_NONE;
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
	size_t place = kept_place_of(kept, path);
	struct text folder = path_folder(path);

	for (; folder.size && kept_stayed_in(kept, place, folder) == MAP_NONE;
	     folder = path_folder(folder)) {
		find_importers(kept, path_name(folder));
		find_importers_of_step(kept, folder);
		kept->failed |= has_guide(kept, folder);
	}
}

/* Files below it are called otherwise then. */
static bool makes_package(const struct kept *kept, struct text path)
{
	struct text folder = path_folder(path);

	if (!text_is(path_stem(path), "__init__"))
		return false;
	return !folder.size || kept_stayed_in(kept, kept_place_of(kept, path), folder) != MAP_NONE;
}

/* --- all of it ----------------------------------------------------------------------------- */

void kept_find_path_users(struct kept *kept, const struct source_file *file)
{
	kept->failed |= is_of_c_library(file->path);
	find_includers(kept, file->path);
	find_importers(kept, path_name(file->path));
	if (file->facts->language->link_style == LINKS_PYTHON)
		find_importers_of_step(kept, file->path);
	find_importers_of_folders(kept, file->path);
	kept->failed |= makes_package(kept, file->path);
}
