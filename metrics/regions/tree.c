#include "tree.h"

#include <string.h>

#include "paths.h"

enum file_class source_class(const struct source_file *file)
{
	enum file_class label = file->label.file_class;

	if (file->facts->generated && !file->label.by_attribute &&
	    (label == FILE_SOURCE || label == FILE_TEST || label == FILE_EXAMPLE))
		return FILE_GENERATED;
	return label;
}

/* --- folders ------------------------------------------------------------------ */

/* The index of a folder and, on the way, of all folders above it. */
static uint32_t enter_folder(struct tree *tree, struct text path)
{
	uint32_t lowest = FOLDER_NONE, child = FOLDER_NONE;

	for (;;) {
		uint32_t at = text_map_get(&tree->by_folder, path);
		bool known = at != MAP_NONE;

		if (!known) {
			at = (uint32_t)tree->folder_count;
			tree->folders = array_grow(tree->folders, &tree->folder_capacity,
			                           tree->folder_count, sizeof(*tree->folders));
			tree->folders[tree->folder_count++] =
				(struct folder){ path, FOLDER_NONE, 0, 0 };
			*text_map_at(&tree->by_folder, path) = at;
		}
		if (child != FOLDER_NONE)
			tree->folders[child].parent = at;
		if (lowest == FOLDER_NONE)
			lowest = at;
		if (known || !path.size)
			return lowest;
		child = at;
		path = path_folder(path);
	}
}

static void enter_files(struct tree *tree)
{
	struct text last = TEXT("");
	uint32_t folder = enter_folder(tree, last);

	for (uint32_t i = 0; i < tree->count; i++) {
		struct text path = path_folder(tree->files[i].path);

		/* Neighbours in the list mostly share their folder. */
		if (!text_equal(path, last))
			folder = enter_folder(tree, path);
		last = path;
		tree->folder_of[i] = folder;
		tree->folders[folder].count++;
		tree->classes[i] = (uint8_t)source_class(&tree->files[i]);
		tree->styles[i] = tree->files[i].facts->language->link_style;
		*text_map_at(&tree->by_path, tree->files[i].path) = i;
	}
}

static void list_members(struct tree *tree)
{
	uint32_t first = 0;

	for (size_t i = 0; i < tree->folder_count; i++) {
		tree->folders[i].first = first;
		first += tree->folders[i].count;
		tree->folders[i].count = 0;
	}
	for (uint32_t i = 0; i < tree->count; i++) {
		struct folder *folder = &tree->folders[tree->folder_of[i]];

		tree->members[folder->first + folder->count++] = i;
	}
}

void tree_init(struct tree *tree, struct arena *arena, const struct source_file *files,
               size_t count, const struct guide_file *guides, size_t guide_count)
{
	*tree = (struct tree){
		.files = files,
		.count = count,
		.guides = guides,
		.guide_count = guide_count,
		.classes = memory_new(count),
		.styles = memory_new(count),
		.folder_of = memory_new(count * sizeof(uint32_t)),
		.members = memory_new(count * sizeof(uint32_t)),
		.arena = arena,
	};
	enter_files(tree);
	list_members(tree);
}

void tree_release(struct tree *tree)
{
	memory_free(tree->classes);
	memory_free(tree->styles);
	memory_free(tree->folder_of);
	memory_free(tree->members);
	memory_free(tree->folders);
	text_map_release(&tree->by_path);
	text_map_release(&tree->by_folder);
}

/* --- questions ------------------------------------------------------------------ */

uint32_t tree_file(const struct tree *tree, struct text path)
{
	uint32_t file = text_map_get(&tree->by_path, path);

	if (file == MAP_NONE && tree->more)
		tree->more->file(tree->more->context, path);
	return file;
}

uint32_t tree_folder(const struct tree *tree, struct text path)
{
	uint32_t folder = text_map_get(&tree->by_folder, path);

	if (folder == MAP_NONE && tree->more)
		tree->more->folder(tree->more->context, path);
	return folder;
}

uint32_t tree_file_in(const struct tree *tree, struct text folder, struct text name)
{
	char near[512];
	char *path = near;
	size_t size = folder.size ? folder.size + 1 + name.size : name.size;
	uint32_t found;

	if (size > sizeof(near))
		path = memory_new(size);
	if (folder.size) {
		memcpy(path, folder.data, folder.size);
		path[folder.size] = '/';
	}
	if (name.size)
		memcpy(path + size - name.size, name.data, name.size);
	found = tree_file(tree, (struct text){ path, size });
	if (path != near)
		memory_free(path);
	return found;
}

bool tree_has_style(const struct tree *tree, enum link_style style)
{
	for (uint32_t i = 0; i < tree->count; i++)
		if (tree_style(tree, i) == style)
			return true;
	return false;
}

bool tree_is_nearer(const struct tree *tree, uint32_t from, uint32_t a, uint32_t b)
{
	return path_is_nearer(tree_path(tree, from), tree_path(tree, a), tree_path(tree, b));
}

static bool is_aside(uint8_t file_class)
{
	return file_class == FILE_TEST || file_class == FILE_EXAMPLE;
}

bool tree_may_use_class(const struct tree *tree, uint32_t from, uint8_t file_class)
{
	return is_aside(tree->classes[from]) || !is_aside(file_class);
}

bool tree_may_use(const struct tree *tree, uint32_t from, uint32_t to)
{
	return tree_may_use_class(tree, from, tree->classes[to]);
}
