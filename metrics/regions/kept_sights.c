/* Files that a small tree sees; of a module with the packages that it is in. */
#include "kept_tree.h"
#include "paths.h"

static void see_at(struct growing *growing, struct text path)
{
	const struct kept *kept = growing->kept;
	size_t place = kept_place_of(kept, path);

	if (place < kept->count && text_equal(kept->files[place].path, path))
		growing_see(growing, (uint32_t)place);
}

/* --- packages ------------------------------------------------------------------------------- */

static void see_package(struct growing *growing, struct text folder)
{
	static const char *const names[] = { "/__init__.py", "/__init__.pyi" };
	struct bytes path = BYTES_INIT;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		bytes_clear(&path);
		bytes_add_text(&path, folder);
		bytes_add_string(&path, folder.size ? names[i] : names[i] + 1);
		see_at(growing, bytes_text(&path));
	}
	bytes_release(&path);
}

/* Without them it would be one itself.  Their files are seen, too, which ends there. */
static void see_packages(struct growing *growing, uint32_t file)
{
	struct text folder = growing->kept->files[file].path;

	if (growing->kept->files[file].facts->language->link_style != LINKS_PYTHON)
		return;
	do {
		folder = path_folder(folder);
		if (!growing_is_new(growing,
		                    trace_key(TRACE_STEP_TO, LINKS_PYTHON, text_hash(folder))))
			return;
		see_package(growing, folder);
	} while (folder.size);
}

/* --- seen ----------------------------------------------------------------------------------- */

struct sight *growing_see(struct growing *growing, uint32_t file)
{
	uint32_t *at = hash_map_at(&growing->by_file, file);
	uint32_t number = *at;

	if (number == MAP_NONE) {
		number = *at = (uint32_t)growing->count;
		growing->sights = array_grow(growing->sights, &growing->capacity, growing->count,
		                             sizeof(*growing->sights));
		growing->sights[growing->count++] = (struct sight){ .file = file };
		see_packages(growing, file);
	}
	return &growing->sights[number];
}

bool growing_see_whole(struct growing *growing, uint32_t file)
{
	struct sight *sight = growing_see(growing, file);

	if (sight->facts)
		return false;
	sight->facts = kept_facts(growing->kept, file);
	return true;
}

bool growing_is_new(struct growing *growing, uint64_t key)
{
	uint32_t *seen = hash_map_at(&growing->asked, key);
	bool new = *seen == MAP_NONE;

	*seen = 1;
	return new;
}
