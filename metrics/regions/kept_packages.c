#include "kept_packages.h"
#include "go_methods.h"

#include <string.h>

#include "paths.h"

/* --- the files of a folder ----------------------------------------------------------------- */

static struct text package_now(const struct kept *kept, uint32_t file)
{
	const struct regions_keeper *keeper = kept->keeper;

	if (kept_was(kept, file) == MAP_NONE || kept_is_changed(kept, file))
		return kept->files[file].facts->package;
	return keeper->package(keeper->context, kept_was(kept, file));
}

static bool is_of_package(const struct kept *kept, uint32_t file, enum package_file which)
{
	const struct source_file *at = &kept->files[file];

	if (at->facts->language->link_style != LINKS_GO || go_is_test(at->path))
		return false;
	return (which < PACKAGE_STAYED || kept_was(kept, file) != MAP_NONE) &&
	       (which < PACKAGE_NAMED || package_now(kept, file).size);
}

/* The first file behind all that lies below the same folder in `folder` as this one; `file` itself,
 * where it lies in none. */
static size_t behind_folder(const struct kept *kept, struct text folder, size_t file)
{
	struct text path = kept->files[file].path;
	size_t start = folder.size ? folder.size + 1 : 0;
	const char *slash = memchr(path.data + start, '/', path.size - start);
	struct bytes behind = BYTES_INIT;
	size_t place;

	if (!slash)
		return file;
	bytes_add_text(&behind, (struct text){ path.data, (size_t)(slash - path.data) });
	bytes_add_char(&behind, '/' + 1);
	place = kept_place_of(kept, bytes_text(&behind));
	bytes_release(&behind);
	return place;
}

uint32_t kept_first_of_package(const struct kept *kept, struct text folder, enum package_file which)
{
	struct bytes below = BYTES_INIT;
	size_t at = 0, behind;

	bytes_add_text(&below, folder);
	bytes_add_char(&below, '/');
	if (folder.size)
		at = kept_place_of(kept, bytes_text(&below));
	bytes_release(&below);
	for (; at < kept->count && path_is_in(kept->files[at].path, folder); at = behind) {
		behind = behind_folder(kept, folder, at);
		if (behind != at)
			continue;
		if (is_of_package(kept, (uint32_t)at, which))
			return (uint32_t)at;
		behind++;
	}
	return MAP_NONE;
}

/* --- what is imported no more ------------------------------------------------------------------ */

static bool imports_target(const struct facts *facts, struct text target)
{
	for (size_t i = 0; i < facts->import_count; i++)
		if (text_equal(facts->imports[i].target, target))
			return true;
	return false;
}

struct seeking {
	struct kept *kept;
	struct text folder, target;
	bool found;
};

static void find_importer(void *context, uint32_t file, uint8_t flags)
{
	struct seeking *seeking = context;
	const struct source_file *at = &seeking->kept->files[file];
	const struct facts *facts = NULL;

	(void)flags;
	if (!seeking->found && at->facts->language->link_style == LINKS_GO &&
	    !go_is_test(at->path) && text_equal(path_folder(at->path), seeking->folder))
		facts = kept_facts(seeking->kept, file);
	seeking->found |= facts && imports_target(facts, seeking->target);
}

/* May it have led from this package to another one of the tree? */
static bool may_have_led(struct kept *kept, struct text from, struct text target)
{
	const struct regions *known = kept->known;

	for (size_t i = 0; i < known->import_count; i++) {
		struct text to = path_folder(kept->files[known->imports[i].to].path);
		struct text its = path_folder(kept->files[known->imports[i].from].path);

		if (text_equal(its, from) &&
		    (text_equal(path_name(to), path_name(target)) || kept_is_module(kept, to)))
			return true;
	}
	return false;
}

void kept_find_lost_imports(struct kept *kept, const struct source_file *was,
                            const struct facts *is)
{
	struct seeking seeking = { .kept = kept, .folder = path_folder(was->path) };

	if (go_is_test(was->path))
		return;
	for (size_t i = 0; i < was->facts->import_count && !kept->failed; i++) {
		seeking.target = was->facts->imports[i].target;
		seeking.found = false;
		if (imports_target(is, seeking.target) ||
		    !may_have_led(kept, seeking.folder, seeking.target))
			continue;
		for (size_t k = 0; k < kept->changed_count; k++)
			find_importer(&seeking, kept->changed[k], 0);
		kept_look(kept, trace_target(seeking.target), false, find_importer, &seeking);
		kept->failed |= !seeking.found;
	}
}

void kept_compare_package(struct kept *kept, const struct source_file *file)
{
	struct text folder = path_folder(file->path);
	uint32_t other = kept_first_of_package(kept, folder, PACKAGE_STAYED);

	if (go_is_test(file->path))
		return;
	kept->failed |= !file->facts->package.size;
	if (other == MAP_NONE)
		kept->failed |=
			kept_stayed_in(kept, kept_place_of(kept, file->path), folder) != MAP_NONE;
	else
		kept->failed |= !text_equal(package_now(kept, other), file->facts->package);
}

/* --- what reaches what ------------------------------------------------------------------------- */

/* By name of the folder, as all that lies in one is the same package. */
static uint64_t package_of(const struct kept *kept, uint32_t file)
{
	return text_hash(path_folder(kept->files[file].path));
}

struct way {
	uint64_t to;
	uint32_t next; /* of the same package, or MAP_NONE */
};

/* All of them, once. */
static void list_ways(struct kept *kept)
{
	const struct regions *known = kept->known;

	kept->ways = arena_new(&kept->arena, (known->import_count + 1) * sizeof(*kept->ways));
	for (uint32_t i = 0; i < known->import_count; i++) {
		uint32_t *first =
			hash_map_at(&kept->ways_from, package_of(kept, known->imports[i].from));

		kept->ways[i] = (struct way){ package_of(kept, known->imports[i].to), *first };
		*first = i;
	}
}

/* Asked for many times from one folder, one behind the other. */
static void reach_from(struct kept *kept, uint64_t from)
{
	uint64_t *open = memory_new((kept->known->import_count + 1) * sizeof(*open));
	size_t count = 1;

	hash_map_release(&kept->reached);
	kept->reached = HASH_MAP_INIT;
	kept->reaches_from = from;
	for (open[0] = from; count > 0;) {
		uint32_t way = hash_map_get(&kept->ways_from, open[--count]);

		for (; way != MAP_NONE; way = kept->ways[way].next) {
			uint32_t *seen = hash_map_at(&kept->reached, kept->ways[way].to);

			if (*seen == MAP_NONE)
				open[count++] = kept->ways[way].to;
			*seen = 1;
		}
	}
	kept_spend(kept, kept->reached.count);
	memory_free(open);
}

bool kept_reaches(struct kept *kept, struct text from, struct text to)
{
	uint64_t package = text_hash(from);

	kept->failed |= kept->known->imports_odd;
	if (!kept->ways)
		list_ways(kept);
	if (kept->reaches_from != package || !kept->reached.count)
		reach_from(kept, package);
	return hash_map_get(&kept->reached, text_hash(to)) != MAP_NONE;
}

/* --- what it comes to --------------------------------------------------------------------------- */

static void add_import(struct kept *kept, struct package_import import)
{
	kept->imports = array_grow(kept->imports, &kept->import_capacity, kept->import_count,
	                           sizeof(*kept->imports));
	kept->imports[kept->import_count++] = import;
}

static uint64_t way_of(const struct kept *kept, struct package_import import)
{
	return hash_mix(package_of(kept, import.from), package_of(kept, import.to));
}

bool kept_take_imports(struct kept *kept, const struct kept_tree *small,
                       const struct regions *of_small)
{
	const struct regions *known = kept->known;
	struct hash_map ways = HASH_MAP_INIT;

	if (!of_small->import_count)
		return false;
	for (size_t i = 0; i < known->import_count; i++)
		*hash_map_at(&ways, way_of(kept, known->imports[i])) = 1;
	for (size_t i = 0; i < of_small->import_count && !kept->failed; i++) {
		struct package_import import = { small->in_whole[of_small->imports[i].from],
			                         small->in_whole[of_small->imports[i].to] };

		if (hash_map_get(&ways, way_of(kept, import)) != MAP_NONE)
			continue;
		kept->failed |= !kept_reaches(kept, path_folder(kept->files[import.from].path),
		                              path_folder(kept->files[import.to].path));
		add_import(kept, import);
	}
	hash_map_release(&ways);
	return kept->import_count > 0;
}

void kept_put_imports(struct kept *kept, struct regions *out)
{
	const struct regions *known = kept->known;
	size_t count = known->import_count + kept->import_count;

	out->imports_odd = known->imports_odd;
	out->import_count = count;
	out->imports = memory_new(count * sizeof(*out->imports));
	if (known->import_count)
		memcpy(out->imports, known->imports, known->import_count * sizeof(*out->imports));
	if (kept->import_count)
		memcpy(out->imports + known->import_count, kept->imports,
		       kept->import_count * sizeof(*out->imports));
}
