#include "go_modules.h"

#include <stdlib.h>
#include <string.h>

#include "conventions.h"
#include "lines.h"
#include "memo.h"
#include "paths.h"

enum { NAMESAKES_MAX = 64 };

/* --- go.mod ------------------------------------------------------------------------- */

/* A comment begins a line or follows a blank; "https://" would be neither. */
static struct text without_comment(struct text line)
{
	const char *mark = line.size ? memmem(line.data, line.size, "//", 2) : NULL;

	if (mark && (mark == line.data || mark[-1] == ' ' || mark[-1] == '\t'))
		line.size = (size_t)(mark - line.data);
	return text_trim(line);
}

static struct text take_path(struct text *line)
{
	struct text word = take_word(line);

	if (word.size >= 2 && (word.data[0] == '"' || word.data[0] == '`')) {
		word.data++;
		word.size -= 2;
	}
	return word;
}

static void add_module(struct go_modules *modules, struct text path, struct text folder,
                       const struct guide_file *guide)
{
	uint32_t *first = text_map_at(&modules->by_path, path);
	struct go_module module = { folder, *first, (uint8_t)class_by_convention(guide->path, 0) };

	*first = (uint32_t)modules->count;
	modules->list = array_grow(modules->list, &modules->capacity, modules->count,
	                           sizeof(*modules->list));
	modules->list[modules->count++] = module;
}

/* `old [version] => new [version]`: only a folder of this tree is of use. */
static void read_replacement(struct go_modules *modules, struct text line,
                             const struct guide_file *guide)
{
	struct text path = take_path(&line);
	struct text word = take_word(&line);

	if (!text_is(word, "=>"))
		word = take_word(&line);
	if (!text_is(word, "=>"))
		return;
	word = take_path(&line);
	if (!text_starts(word, "./") && !text_starts(word, "../"))
		return;
	if (path_join(&modules->path, path_folder(guide->path), word))
		add_module(modules, path,
		           arena_text(modules->tree->arena, bytes_text(&modules->path)), guide);
}

static void read_module(struct go_modules *modules, const struct guide_file *guide)
{
	struct text content = guide->content;
	bool replacing = false;

	while (content.size) {
		struct text line = without_comment(take_line(&content));
		struct text rest = line;
		struct text word = take_word(&rest);

		if (text_is(word, ")")) {
			replacing = false;
		} else if (text_is(word, "module")) {
			add_module(modules, take_path(&rest), path_folder(guide->path), guide);
		} else if (text_is(word, "replace")) {
			replacing = text_is(rest, "(");
			if (!replacing)
				read_replacement(modules, rest, guide);
		} else if (replacing) {
			read_replacement(modules, line, guide);
		}
	}
}

void go_modules_init(struct go_modules *modules, struct tree *tree)
{
	*modules = (struct go_modules){ .tree = tree };
	for (size_t i = 0; i < tree->guide_count; i++)
		if (text_is(path_name(tree->guides[i].path), "go.mod"))
			read_module(modules, &tree->guides[i]);
}

void go_modules_release(struct go_modules *modules)
{
	memory_free(modules->list);
	text_map_release(&modules->by_path);
	hash_map_release(&modules->memo);
	bytes_release(&modules->path);
}

/* --- finding --------------------------------------------------------------------------- */

/* Of several modules of one path, the nearest. */
static const struct go_module *find_module(const struct go_modules *modules, uint32_t from,
                                           struct text path)
{
	uint32_t at = text_map_get(&modules->by_path, path);
	const struct go_module *nearest = NULL;
	struct text here = tree_path(modules->tree, from);

	for (size_t i = 0; at != MAP_NONE && i < NAMESAKES_MAX; i++) {
		const struct go_module *module = &modules->list[at];

		at = module->next;
		if (tree_may_use_class(modules->tree, from, module->file_class) &&
		    (!nearest || path_is_nearer(here, module->folder, nearest->folder)))
			nearest = module;
	}
	return nearest;
}

static uint32_t find_in_module(struct go_modules *modules, const struct go_module *module,
                               struct text rest)
{
	if (!path_join(&modules->path, module->folder, rest))
		return FOLDER_NONE;
	return tree_folder(modules->tree, bytes_text(&modules->path));
}

/* Modules may lie in modules: the longest path is asked first. */
static uint32_t find_in_modules(struct go_modules *modules, uint32_t from, struct text path)
{
	for (struct text prefix = path; prefix.size; prefix = path_folder(prefix)) {
		const struct go_module *module = find_module(modules, from, prefix);
		struct text rest = { path.data + prefix.size, path.size - prefix.size };
		uint32_t folder = FOLDER_NONE;

		if (module)
			folder = find_in_module(modules, module, rest);
		if (folder != FOLDER_NONE)
			return folder;
	}
	return FOLDER_NONE;
}

static uint32_t find_vendored(struct go_modules *modules, uint32_t from, struct text path)
{
	uint32_t at = modules->tree->folder_of[from];

	for (; at != FOLDER_NONE; at = modules->tree->folders[at].parent) {
		uint32_t vendor;

		path_join(&modules->path, modules->tree->folders[at].path, TEXT("vendor"));
		vendor = tree_folder(modules->tree, bytes_text(&modules->path));
		if (vendor == FOLDER_NONE)
			continue;
		if (!path_join(&modules->path, modules->tree->folders[vendor].path, path))
			continue;
		vendor = tree_folder(modules->tree, bytes_text(&modules->path));
		if (vendor != FOLDER_NONE)
			return vendor;
	}
	return FOLDER_NONE;
}

/* Before modules, a tree lay below GOPATH: "host/owner/tree/a/b" is a/b. */
static uint32_t find_by_end(const struct go_modules *modules, struct text path)
{
	for (int i = 0; i < 3 && path.size; i++)
		path_step(&path);
	return path.size ? tree_folder(modules->tree, path) : FOLDER_NONE;
}

static uint32_t find(struct go_modules *modules, uint32_t from, struct text path)
{
	uint32_t folder = find_in_modules(modules, from, path);

	if (folder != FOLDER_NONE)
		return folder;
	if (!modules->count && memchr(path.data, '.', path.size))
		return find_by_end(modules, path);
	return find_vendored(modules, from, path);
}

uint32_t go_modules_find(struct go_modules *modules, uint32_t from, struct text path)
{
	uint64_t key = hash_mix(text_hash(path), modules->tree->folder_of[from]);
	uint32_t answer;

	if (!path.size)
		return FOLDER_NONE;
	if (memo_has(&modules->memo, key, &answer))
		return answer;
	return memo_keep(&modules->memo, key, find(modules, from, path));
}

bool go_modules_owns(const struct go_modules *modules, struct text path)
{
	for (; path.size; path = path_folder(path))
		if (text_map_get(&modules->by_path, path) != MAP_NONE)
			return true;
	return false;
}
