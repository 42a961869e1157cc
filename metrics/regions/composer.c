#include "composer.h"

#include <string.h>

#include "json.h"
#include "paths.h"

/* --- reading ---------------------------------------------------------------------------- */

static struct text without_end(struct text text, char end)
{
	while (text.size && text.data[text.size - 1] == end)
		text.size--;
	return text;
}

static void add_root(struct composer *composer, struct text home, const char *namespace,
                     struct text folder)
{
	struct arena *arena = composer->tree->arena;
	struct composer_root root;
	uint32_t *last;

	if (!path_join(&composer->path, home, folder))
		return;
	root.namespace = without_end(arena_text(arena, text_of(namespace)), '\\');
	root.folder = arena_text(arena, bytes_text(&composer->path));
	last = text_map_at(&composer->by_namespace, root.namespace);
	root.next = *last;
	*last = (uint32_t)composer->count;
	composer->roots = array_grow(composer->roots, &composer->capacity, composer->count,
	                             sizeof(*composer->roots));
	composer->roots[composer->count++] = root;
}

static void add_roots(struct composer *composer, struct text home, const json_t *autoload)
{
	const char *namespace;
	const json_t *folders;

	json_object_foreach(json_object_get(autoload, "psr-4"), namespace, folders)
	{
		if (json_is_string(folders))
			add_root(composer, home, namespace, json_words(folders));
		for (size_t i = 0; i < json_array_size(folders); i++)
			add_root(composer, home, namespace, json_words(json_array_get(folders, i)));
	}
}

void composer_init(struct composer *composer, struct tree *tree)
{
	*composer = (struct composer){ .tree = tree };
	for (size_t i = 0; i < tree->guide_count; i++) {
		const struct guide_file *guide = &tree->guides[i];
		struct text home = path_folder(guide->path);
		json_t *json;

		if (!text_is(path_name(guide->path), "composer.json"))
			continue;
		json = json_read(guide->content);
		add_roots(composer, home, json_object_get(json, "autoload"));
		add_roots(composer, home, json_object_get(json, "autoload-dev"));
		json_decref(json);
	}
}

void composer_release(struct composer *composer)
{
	memory_free(composer->roots);
	text_map_release(&composer->by_namespace);
	bytes_release(&composer->path);
}

/* --- finding ---------------------------------------------------------------------------- */

static uint32_t find_below(struct composer *composer, const struct composer_root *root,
                           struct text rest, struct text name)
{
	bytes_clear(&composer->path);
	bytes_add_text(&composer->path, root->folder);
	if (root->folder.size)
		bytes_add_char(&composer->path, '/');
	for (size_t i = 0; i < rest.size; i++)
		bytes_add_char(&composer->path, rest.data[i] == '\\' ? '/' : rest.data[i]);
	if (rest.size)
		bytes_add_char(&composer->path, '/');
	bytes_add_text(&composer->path, name);
	bytes_add_string(&composer->path, ".php");
	return tree_file(composer->tree, bytes_text(&composer->path));
}

/* The longest namespace that has a folder is asked first. */
uint32_t composer_find(struct composer *composer, struct text namespace, struct text name)
{
	struct text prefix = namespace;

	for (;;) {
		size_t taken = prefix.size < namespace.size ? prefix.size + (prefix.size > 0)
		                                            : prefix.size;
		struct text rest = { namespace.data + taken, namespace.size - taken };
		uint32_t at = text_map_get(&composer->by_namespace, prefix);

		for (; at != MAP_NONE; at = composer->roots[at].next) {
			uint32_t file = find_below(composer, &composer->roots[at], rest, name);

			if (file != FILE_NONE)
				return file;
		}
		if (!prefix.size)
			return FILE_NONE;
		do
			prefix.size--;
		while (prefix.size && prefix.data[prefix.size] != '\\');
	}
}
