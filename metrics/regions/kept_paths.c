/*
 * Who may mean a path that came or went?  Those that include what it ends in; and, in other
 * languages, those with an import one word of which is its name, or that of a folder which
 * came or went with it.
 */
#include <ctype.h>
#include <string.h>

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

/* A way to what came or went. */
struct moving {
	struct kept *kept;
	uint64_t way;
};

static void find_goer(void *context, uint32_t file, uint8_t flags)
{
	const struct moving *moving = context;

	find_again(moving->kept, file, flags);
	kept_find_takers_by_way(moving->kept, file, moving->way);
}

static void find_goers(struct kept *kept, enum link_style style, struct text path)
{
	uint64_t ways[WAYS_MOST];
	size_t count = traces_ways_to(style, path, ways);

	for (size_t i = 0; i < count; i++)
		kept_look(kept, ways[i], false, find_goer, &(struct moving){ kept, ways[i] });
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
	size_t count;
	const struct guide_file *guides = kept_guides(kept, &count);
	bool has = false;

	for (size_t i = 0; i < count; i++)
		has |= path_is_in(guides[i].path, folder);
	return has;
}

/* A star that stands for a part of a name, or for a folder in the middle. */
static bool has_odd_star(struct text content)
{
	for (size_t i = 1; i + 1 < content.size; i++)
		if (content.data[i] == '*' &&
		    ((content.data[i - 1] != '/' && content.data[i - 1] != '"') ||
		     (content.data[i + 1] != '"' && content.data[i + 1] != '.')))
			return true;
	return false;
}

static bool is_in_word(struct text content, size_t at)
{
	return at < content.size && (isalnum((unsigned char)content.data[at]) ||
	                             content.data[at] == '_' || content.data[at] == '-');
}

static bool has_word(struct text content, struct text word)
{
	while (word.size && content.size >= word.size) {
		const char *at = memmem(content.data, content.size, word.data, word.size);
		size_t start = at ? (size_t)(at - content.data) : 0;

		if (!at)
			return false;
		if ((!start || !is_in_word(content, start - 1)) &&
		    !is_in_word(content, start + word.size))
			return true;
		content.data += start + 1;
		content.size -= start + 1;
	}
	return false;
}

enum { BYTES_A_STEP = 32 };

/* May a guide lead to the file by another name than its own?  A package leads to its `src` or `index`
 * without a word. */
static bool is_led_to(struct kept *kept, struct text path)
{
	size_t count;
	const struct guide_file *guides = kept_guides(kept, &count);
	struct text name = path_name(path), word = trace_word(&name);
	bool led = count > 0 && (text_is(word, "index") || text_is(word, "src"));

	for (size_t i = 0; i < count && !led && !kept->failed; i++) {
		kept_spend(kept, guides[i].content.size / BYTES_A_STEP);
		led = has_odd_star(guides[i].content) || has_word(guides[i].content, word);
	}
	return led;
}

bool kept_is_module(struct kept *kept, struct text folder)
{
	struct text name = path_name(folder);
	size_t count;
	const struct guide_file *guides = kept_guides(kept, &count);
	bool is = false;

	for (size_t i = 0; i < count && !is; i++) {
		if (!text_is(path_name(guides[i].path), "go.mod"))
			continue;
		kept_spend(kept, guides[i].content.size / BYTES_A_STEP);
		is = text_equal(path_folder(guides[i].path), folder) ||
		     has_word(guides[i].content, name);
	}
	return is;
}

static void find_importers_of_folders(struct kept *kept, struct text path)
{
	size_t place = kept_place_of(kept, path);
	struct text folder = path_folder(path);

	for (; folder.size && kept_stayed_in(kept, place, folder) == MAP_NONE;
	     folder = path_folder(folder)) {
		find_importers(kept, path_name(folder));
		find_goers(kept, LINKS_PYTHON, folder);
		find_goers(kept, LINKS_SOURCED, folder);
		kept->failed |= has_guide(kept, folder) || kept_is_module(kept, folder);
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
	find_goers(kept, file->facts->language->link_style, file->path);
	/* These take in whatever lies there. */
	find_goers(kept, LINKS_SOURCED, file->path);
	find_goers(kept, LINKS_PHP, file->path);
	if (file->facts->language->link_style == LINKS_SCRIPT)
		kept->failed |= is_led_to(kept, file->path);
	find_importers_of_folders(kept, file->path);
	kept->failed |= makes_package(kept, file->path);
}
