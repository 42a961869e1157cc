#include "script_files.h"

#include <stdlib.h>
#include <string.h>

#include "memo.h"
#include "paths.h"

/* --- paths ------------------------------------------------------------------------ */

static uint32_t script_at(const struct script_files *files, struct text path)
{
	uint32_t file = tree_file(files->tree, path);

	if (file != FILE_NONE && tree_style(files->tree, file) != LINKS_SCRIPT)
		return FILE_NONE;
	return file;
}

/* Tries the endings one after the other behind the first `size` bytes. */
static uint32_t with_endings(struct script_files *files, size_t size, const char *const *endings)
{
	for (; *endings; endings++) {
		uint32_t file;

		files->path.size = size;
		bytes_add_string(&files->path, *endings);
		file = script_at(files, bytes_text(&files->path));
		if (file != FILE_NONE)
			return file;
	}
	files->path.size = size;
	return FILE_NONE;
}

/* What a build makes of a source is what its importers may name. */
static uint32_t as_built(struct script_files *files)
{
	static const struct {
		const char *built;
		const char *sources[5];
	} rows[] = {
		{ ".d.ts", { ".ts", ".tsx", NULL } },
		{ ".d.mts", { ".mts", NULL } },
		{ ".d.cts", { ".cts", NULL } },
		{ ".js", { ".ts", ".tsx", ".d.ts", ".jsx", NULL } },
		{ ".jsx", { ".tsx", ".d.ts", NULL } },
		{ ".mjs", { ".mts", ".d.mts", ".ts", NULL } },
		{ ".cjs", { ".cts", ".d.cts", ".ts", NULL } },
	};
	size_t size = files->path.size;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text path = { files->path.data, size };
		size_t ending = strlen(rows[i].built);
		struct bytes kept = BYTES_INIT;
		uint32_t file;

		if (!text_ends(path, rows[i].built))
			continue;
		bytes_add(&kept, path.data + size - ending, ending);
		file = with_endings(files, size - ending, rows[i].sources);
		if (file == FILE_NONE)
			bytes_add_text(&files->path, bytes_text(&kept));
		bytes_release(&kept);
		if (file != FILE_NONE)
			return file;
	}
	return FILE_NONE;
}

static const char *const left_out[] = { ".ts",  ".tsx", ".d.ts", ".js",    ".jsx",   ".mts",
	                                ".cts", ".mjs", ".cjs",  ".d.mts", ".d.cts", NULL };
static const char *const indexes[] = { "index.ts",  "index.tsx", "index.d.ts", "index.js",
	                               "index.jsx", "index.mts", "index.cts",  "index.mjs",
	                               "index.cjs", NULL };

static uint32_t find_as_file(struct script_files *files)
{
	uint32_t file = as_built(files);

	if (file == FILE_NONE)
		file = script_at(files, bytes_text(&files->path));
	if (file == FILE_NONE)
		file = with_endings(files, files->path.size, left_out);
	return file;
}

static uint32_t find_as_folder(struct script_files *files)
{
	uint32_t at = tree_folder(files->tree, bytes_text(&files->path));
	struct text folder;
	uint32_t file;

	if (at == FOLDER_NONE)
		return FILE_NONE;
	folder = files->tree->folders[at].path;
	file = script_packages_entry(files, folder);
	if (file != FILE_NONE)
		return file;
	bytes_clear(&files->path);
	bytes_add_text(&files->path, folder);
	if (folder.size)
		bytes_add_char(&files->path, '/');
	return with_endings(files, files->path.size, indexes);
}

/* files->path holds the path. */
static uint32_t find_at_path(struct script_files *files)
{
	uint32_t file = files->path.size ? find_as_file(files) : FILE_NONE;

	return file != FILE_NONE ? file : find_as_folder(files);
}

uint32_t script_file_at(struct script_files *files, struct text path)
{
	return script_file_below(files, TEXT(""), path);
}

uint32_t script_file_below(struct script_files *files, struct text folder, struct text path)
{
	if (!path_join(&files->path, folder, path))
		return FILE_NONE;
	return find_at_path(files);
}

/* --- patterns ---------------------------------------------------------------------- */

static bool pattern_fits(struct text pattern, struct text words, struct text *star)
{
	const char *at = pattern.size ? memchr(pattern.data, '*', pattern.size) : NULL;
	size_t before, behind;

	*star = TEXT("");
	if (!at)
		return text_equal(pattern, words);
	before = (size_t)(at - pattern.data);
	behind = pattern.size - before - 1;
	if (words.size < before + behind || memcmp(words.data, pattern.data, before) != 0 ||
	    memcmp(words.data + words.size - behind, at + 1, behind) != 0)
		return false;
	*star = (struct text){ words.data + before, words.size - before - behind };
	return true;
}

void script_pattern_fill(struct bytes *out, struct text pattern, struct text star)
{
	const char *at = pattern.size ? memchr(pattern.data, '*', pattern.size) : NULL;
	size_t before = at ? (size_t)(at - pattern.data) : pattern.size;

	bytes_clear(out);
	bytes_add(out, pattern.data, before);
	if (!at)
		return;
	bytes_add_text(out, star);
	bytes_add(out, at + 1, pattern.size - before - 1);
}

const json_t *script_best_match(const json_t *object, struct text words, struct text *star)
{
	const json_t *best = NULL, *value;
	size_t best_size = 0;
	const char *name;

	json_object_foreach((json_t *)object, name, value)
	{
		struct text key = text_of(name);
		const char *mark = strchr(name, '*');
		size_t size = mark ? (size_t)(mark - name) : SIZE_MAX;
		struct text taken;

		if ((best && size <= best_size) || !pattern_fits(key, words, &taken))
			continue;
		best = value;
		best_size = size;
		*star = taken;
	}
	return best;
}

/* --- words -------------------------------------------------------------------------- */

static bool is_relative(struct text words)
{
	return text_is(words, ".") || text_is(words, "..") || text_starts(words, "./") ||
	       text_starts(words, "../");
}

static uint32_t find(struct script_files *files, uint32_t from, struct text words)
{
	uint32_t file;

	if (!words.size || text_starts(words, "node:"))
		return FILE_NONE;
	if (is_relative(words))
		return script_file_below(files, tree_home(files->tree, from)->path, words);
	file = script_projects_find(files, from, words);
	if (file != FILE_NONE)
		return file;
	if (words.data[0] == '#')
		return script_packages_find_private(files, from, words);
	return script_packages_find(files, from, words);
}

uint32_t script_files_find(struct script_files *files, uint32_t from, struct text words)
{
	uint64_t place = (uint64_t)files->tree->folder_of[from] << 8 | files->tree->classes[from];
	uint64_t key = hash_mix(text_hash(words), place);
	uint32_t answer;

	if (memo_has(&files->memo, key, &answer))
		return answer;
	return memo_keep(&files->memo, key, find(files, from, path_without_query(words)));
}

/* What is imported by path and is no code. */
static bool is_asset(struct text words)
{
	static const char *const extensions[] = {
		"json", "css",    "scss",  "sass", "less", "styl",    "svg", "png",  "jpg",
		"jpeg", "gif",    "webp",  "ico",  "html", "htm",     "md",  "mdx",  "txt",
		"vue",  "svelte", "astro", "wasm", "node", "graphql", "gql", "yaml", "yml",
		"woff", "woff2",  "ttf",   "mp3",  "mp4",  "glsl",
	};
	struct text extension = path_extension(words);

	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (text_is(extension, extensions[i]))
			return true;
	return false;
}

bool script_files_owns(const struct script_files *files, uint32_t from, struct text words)
{
	words = path_without_query(words);
	if (!words.size || is_asset(words))
		return false;
	return is_relative(words) || words.data[0] == '#' ||
	       script_package_named(files, from, script_package_name(words)) != NULL;
}

/* --- guides ------------------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
	const struct guide_file *const *x = a, *const *y = b;

	return text_compare((*x)->path, (*y)->path);
}

static bool is_foreign(struct text path)
{
	return text_starts(path, "node_modules/") ||
	       (path.size && memmem(path.data, path.size, "/node_modules/", 14));
}

void script_files_init(struct script_files *files, struct tree *tree)
{
	const struct guide_file **guides = memory_new(tree->guide_count * sizeof(*guides));

	*files = (struct script_files){ .tree = tree };
	for (size_t i = 0; i < tree->guide_count; i++)
		guides[i] = &tree->guides[i];
	if (tree->guide_count)
		qsort(guides, tree->guide_count, sizeof(struct guide_file *), by_path);
	for (size_t i = 0; i < tree->guide_count; i++) {
		struct text name = path_name(guides[i]->path);

		if (is_foreign(guides[i]->path))
			continue;
		if (text_is(name, "package.json"))
			script_packages_add(files, guides[i]);
		else if (text_ends(name, ".json"))
			script_projects_add(files, guides[i]);
	}
	script_projects_link(files);
	memory_free(guides);
}

void script_files_release(struct script_files *files)
{
	for (size_t i = 0; i < files->package_count; i++)
		json_decref(files->packages[i].json);
	for (size_t i = 0; i < files->project_count; i++)
		json_decref(files->projects[i].json);
	memory_free(files->packages);
	memory_free(files->projects);
	text_map_release(&files->package_by_name);
	text_map_release(&files->package_by_folder);
	text_map_release(&files->project_by_path);
	text_map_release(&files->project_by_folder);
	hash_map_release(&files->memo);
	bytes_release(&files->path);
	bytes_release(&files->inner);
}
