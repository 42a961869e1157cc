/* package.json: names, entries, `exports` and `imports`. */
#include <string.h>

#include "conventions.h"
#include "paths.h"
#include "script_files.h"

enum {
	CONDITIONS_DEPTH_MAX = 8,
	NAMESAKES_MAX = 64,
};

void script_packages_add(struct script_files *files, const struct guide_file *guide)
{
	json_t *json = json_read_once(files->tree->jsons, guide->content);
	uint32_t at = (uint32_t)files->package_count;
	struct script_package package = {
		.folder = path_folder(guide->path),
		.name = json_words(json_object_get(json, "name")),
		.json = json,
		.file_class = (uint8_t)class_by_convention(guide->path, 0),
		.next = MAP_NONE,
	};

	if (package.name.size) {
		uint32_t *first = text_map_at(&files->package_by_name, package.name);

		package.next = *first;
		*first = at;
	}
	files->packages = array_grow(files->packages, &files->package_capacity,
	                             files->package_count, sizeof(*files->packages));
	files->packages[files->package_count++] = package;
	*text_map_at(&files->package_by_folder, package.folder) = at;
}

struct text script_package_name(struct text words)
{
	size_t parts = text_starts(words, "@") ? 2 : 1;

	for (size_t i = 0; i < words.size; i++)
		if (words.data[i] == '/' && --parts == 0)
			return (struct text){ words.data, i };
	return words;
}

/* --- by name ---------------------------------------------------------------------- */

const struct script_package *script_package_named(const struct script_files *files, uint32_t from,
                                                  struct text name)
{
	uint32_t at = text_map_get(&files->package_by_name, name);
	const struct script_package *nearest = NULL;
	struct text here = tree_path(files->tree, from);

	for (size_t i = 0; at != MAP_NONE && i < NAMESAKES_MAX; i++) {
		const struct script_package *package = &files->packages[at];

		at = package->next;
		if (tree_may_use_class(files->tree, from, package->file_class) &&
		    (!nearest || path_is_nearer(here, package->folder, nearest->folder)))
			nearest = package;
	}
	return nearest;
}

/* --- targets ---------------------------------------------------------------------- */

static bool is_build_folder(struct text folder)
{
	static const char *const names[] = { "dist",     "lib",        "build",    "out",
		                             "output",   "esm",        "cjs",      "es",
		                             "types",    "dist-types", "umd",      "module",
		                             "commonjs", "typings",    "compiled", "target" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(folder, names[i]))
			return true;
	return false;
}

static uint32_t find_source(struct script_files *files, struct text folder, struct text target)
{
	struct bytes source = BYTES_INIT;
	uint32_t file;

	bytes_add_string(&source, "src/");
	bytes_add_text(&source, target);
	file = script_file_below(files, folder, bytes_text(&source));
	bytes_release(&source);
	return file;
}

/* A target as written, else what it will be built from. */
static uint32_t find_target(struct script_files *files, struct text folder, struct text target)
{
	uint32_t file = script_file_below(files, folder, target);

	if (text_starts(target, "./")) {
		target.data += 2;
		target.size -= 2;
	}
	if (file == FILE_NONE)
		file = find_source(files, folder, target);
	for (int i = 0; file == FILE_NONE && i < 3; i++) {
		struct text rest = target;

		if (!is_build_folder(path_step(&rest)) || !rest.size)
			break;
		target = rest;
		file = find_source(files, folder, target);
		if (file == FILE_NONE)
			file = script_file_below(files, folder, target);
	}
	return file;
}

/* --- exports and imports ------------------------------------------------------------- */

struct request {
	uint32_t from;
	struct text folder; /* of the package */
	struct text star;   /* what the star of the matching key stands for */
};

static uint32_t find_string(struct script_files *files, const struct request *request,
                            struct text target)
{
	struct bytes filled = BYTES_INIT;
	struct text path;
	uint32_t file;

	script_pattern_fill(&filled, target, request->star);
	path = bytes_text(&filled);
	/* An import may be led to another package, though not to another `#` name. */
	if (text_starts(path, "./"))
		file = find_target(files, request->folder, path);
	else
		file = text_starts(path, "#") ? FILE_NONE
		                              : script_packages_find(files, request->from, path);
	bytes_release(&filled);
	return file;
}

/* The first target that is there, whatever the condition: all of them are
 * made from the same source. */
static uint32_t find_any(struct script_files *files, const struct request *request,
                         const json_t *value, unsigned depth)
{
	uint32_t file = FILE_NONE;
	const json_t *member;
	const char *key;
	size_t i;

	if (!value || depth > CONDITIONS_DEPTH_MAX)
		return FILE_NONE;
	if (json_is_string(value))
		return find_string(files, request, json_words(value));
	json_array_foreach(value, i, member)
	{
		file = find_any(files, request, member, depth + 1);
		if (file != FILE_NONE)
			return file;
	}
	json_object_foreach((json_t *)value, key, member)
	{
		file = find_any(files, request, member, depth + 1);
		if (file != FILE_NONE)
			return file;
	}
	return FILE_NONE;
}

/* Keys are paths all of them, or conditions all of them. */
static bool has_subpaths(const json_t *exports)
{
	const char *key = json_object_iter_key(json_object_iter((json_t *)exports));

	return key && key[0] == '.';
}

static uint32_t find_exported(struct script_files *files, uint32_t from,
                              const struct script_package *package, struct text subpath)
{
	const json_t *exports = json_object_get(package->json, "exports");
	struct request request = { from, package->folder, TEXT("") };
	struct bytes key = BYTES_INIT;
	uint32_t file = FILE_NONE;

	if (!exports)
		return FILE_NONE;
	if (!has_subpaths(exports))
		return subpath.size ? FILE_NONE : find_any(files, &request, exports, 0);
	bytes_add_char(&key, '.');
	bytes_add_text(&key, subpath);
	exports = script_best_match(exports, bytes_text(&key), &request.star);
	file = find_any(files, &request, exports, 0);
	bytes_release(&key);
	return file;
}

uint32_t script_packages_entry(struct script_files *files, struct text folder)
{
	static const char *const members[] = { "source", "types", "typings", "module", "main" };
	uint32_t at = text_map_get(&files->package_by_folder, folder);
	uint32_t file = FILE_NONE;

	/* "main" may name a folder whose own package.json leads back. */
	if (at == MAP_NONE || files->depth >= SCRIPT_DEPTH_MAX)
		return FILE_NONE;
	files->depth++;
	for (size_t i = 0; file == FILE_NONE && i < sizeof(members) / sizeof(members[0]); i++) {
		struct text target =
			json_words(json_object_get(files->packages[at].json, members[i]));
		struct text rest = target;

		/* "." and "./" would lead back here. */
		while (rest.size && (rest.data[0] == '.' || rest.data[0] == '/')) {
			rest.data++;
			rest.size--;
		}
		if (rest.size)
			file = find_target(files, folder, target);
	}
	files->depth--;
	return file;
}

static uint32_t find_in_package(struct script_files *files, uint32_t from,
                                const struct script_package *package, struct text subpath)
{
	uint32_t file = find_exported(files, from, package, subpath);

	if (file != FILE_NONE)
		return file;
	if (subpath.size)
		return find_target(files, package->folder,
		                   (struct text){ subpath.data + 1, subpath.size - 1 });
	file = script_packages_entry(files, package->folder);
	if (file == FILE_NONE)
		file = script_file_below(files, package->folder, TEXT("src"));
	if (file == FILE_NONE)
		file = script_file_below(files, package->folder, TEXT("index"));
	return file;
}

static bool is_node_module(struct text name)
{
	static const char *const names[] = {
		"assert",
		"async_hooks",
		"buffer",
		"child_process",
		"cluster",
		"console",
		"constants",
		"crypto",
		"dgram",
		"dns",
		"domain",
		"events",
		"fs",
		"http",
		"http2",
		"https",
		"inspector",
		"module",
		"net",
		"os",
		"path",
		"perf_hooks",
		"process",
		"punycode",
		"querystring",
		"readline",
		"repl",
		"stream",
		"string_decoder",
		"sys",
		"timers",
		"tls",
		"tty",
		"url",
		"util",
		"v8",
		"vm",
		"worker_threads",
		"zlib",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

uint32_t script_packages_find(struct script_files *files, uint32_t from, struct text words)
{
	struct text name = script_package_name(words);
	struct text rest = { words.data + name.size, words.size - name.size };
	const struct script_package *package = script_package_named(files, from, name);
	uint32_t file;

	/* Packages may lead to each other in a circle. */
	if (!package || is_node_module(name) || files->depth >= SCRIPT_DEPTH_MAX)
		return FILE_NONE;
	files->depth++;
	file = find_in_package(files, from, package, rest);
	files->depth--;
	return file;
}

uint32_t script_packages_find_private(struct script_files *files, uint32_t from, struct text words)
{
	struct text folder = path_folder(tree_path(files->tree, from));

	for (;;) {
		uint32_t at = text_map_get(&files->package_by_folder, folder);
		struct request request = { from, folder, TEXT("") };

		if (at != MAP_NONE) {
			const json_t *imports =
				json_object_get(files->packages[at].json, "imports");

			imports = script_best_match(imports, words, &request.star);
			if (imports)
				return find_any(files, &request, imports, 0);
		}
		if (!folder.size)
			return FILE_NONE;
		folder = path_folder(folder);
	}
}
