/* tsconfig.json and jsconfig.json: `paths`, `baseUrl`, `extends`. */
#include <string.h>

#include "paths.h"
#include "script_files.h"

enum {
	EXTENDS_DEPTH_MAX = 8,
	PARENTS_MAX = 8,
	PROJECTS_MAX = 16, /* in one folder that are asked */
};

enum { NOT_TAKEN, BEING_TAKEN, TAKEN };

void script_projects_add(struct script_files *files, const struct guide_file *guide)
{
	uint32_t at = (uint32_t)files->project_count;

	files->projects = array_grow(files->projects, &files->project_capacity,
	                             files->project_count, sizeof(*files->projects));
	files->projects[files->project_count++] = (struct script_project){
		.path = guide->path,
		.json = json_read_once(files->tree->jsons, guide->content),
		.next = MAP_NONE,
	};
	*text_map_at(&files->project_by_path, guide->path) = at;
}

/* --- extends ------------------------------------------------------------------------ */

static uint32_t project_at(const struct script_files *files, struct bytes *path)
{
	static const char *const endings[] = { "", ".json", "/tsconfig.json" };
	size_t size = path->size;

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		uint32_t at;

		path->size = size;
		bytes_add_string(path, endings[i]);
		at = text_map_get(&files->project_by_path, bytes_text(path));
		if (at != MAP_NONE)
			return at;
	}
	return MAP_NONE;
}

/* The project that `words` of one in `folder` name: by path, or in a package of the tree. */
static uint32_t find_extended(const struct script_files *files, struct text folder,
                              struct text words)
{
	struct bytes path = BYTES_INIT;
	uint32_t at = MAP_NONE;

	if (text_starts(words, ".")) {
		if (path_join(&path, folder, words))
			at = project_at(files, &path);
	} else {
		struct text name = script_package_name(words);
		uint32_t package = text_map_get(&files->package_by_name, name);
		struct text rest = { words.data + name.size, words.size - name.size };

		if (package != MAP_NONE && path_join(&path, files->packages[package].folder, rest))
			at = project_at(files, &path);
	}
	bytes_release(&path);
	return at;
}

static void take_in(struct script_files *files, uint32_t at, unsigned depth);

static void inherit(struct script_files *files, struct script_project *project, struct text words,
                    unsigned depth)
{
	uint32_t at = find_extended(files, path_folder(project->path), words);
	const struct script_project *parent;

	if (at == MAP_NONE || files->projects[at].state == BEING_TAKEN)
		return;
	take_in(files, at, depth + 1);
	parent = &files->projects[at];
	if (!project->has_base && parent->has_base) {
		project->has_base = true;
		project->base = parent->base;
	}
	if (!project->paths) {
		project->paths = parent->paths;
		project->paths_folder = parent->paths_folder;
	}
}

/* Of several parents a later one wins, so it is asked first. */
static void inherit_all(struct script_files *files, struct script_project *project,
                        const json_t *parents, unsigned depth)
{
	size_t count = json_array_size(parents);

	for (size_t i = count < PARENTS_MAX ? count : PARENTS_MAX; i-- > 0;)
		if (json_is_string(json_array_get(parents, i)))
			inherit(files, project, json_words(json_array_get(parents, i)), depth);
}

static void take_own(struct script_files *files, struct script_project *project)
{
	const json_t *options = json_object_get(project->json, "compilerOptions");
	const json_t *base = json_object_get(options, "baseUrl");
	struct text folder = path_folder(project->path);

	project->paths = json_object_get(options, "paths");
	project->paths_folder = folder;
	if (!json_is_string(base) || !path_join(&files->path, folder, json_words(base)))
		return;
	project->has_base = true;
	project->base = arena_text(files->tree->arena, bytes_text(&files->path));
}

static void take_in(struct script_files *files, uint32_t at, unsigned depth)
{
	struct script_project *project = &files->projects[at];
	const json_t *extends = json_object_get(project->json, "extends");
	bool own_paths;

	if (project->state != NOT_TAKEN || depth > EXTENDS_DEPTH_MAX)
		return;
	project->state = BEING_TAKEN;
	take_own(files, project);
	own_paths = project->paths != NULL;
	if (json_is_string(extends))
		inherit(files, project, json_words(extends), depth);
	else
		inherit_all(files, project, extends, depth);
	if (own_paths && project->has_base)
		project->paths_folder = project->base;
	project->state = TAKEN;
}

/* The project that editors take comes first, then the others by name. */
static void enter_by_folder(struct script_files *files, uint32_t at)
{
	struct text folder = path_folder(files->projects[at].path);
	uint32_t *first = text_map_at(&files->project_by_folder, folder);

	if (*first == MAP_NONE || text_is(path_name(files->projects[at].path), "tsconfig.json")) {
		files->projects[at].next = *first;
		*first = at;
		return;
	}
	files->projects[at].next = files->projects[*first].next;
	files->projects[*first].next = at;
}

void script_projects_link(struct script_files *files)
{
	for (uint32_t i = 0; i < files->project_count; i++)
		take_in(files, i, 0);
	for (uint32_t i = (uint32_t)files->project_count; i-- > 0;)
		enter_by_folder(files, i);
}

/* --- finding --------------------------------------------------------------------------- */

static uint32_t find_in_project(struct script_files *files, const struct script_project *project,
                                struct text words)
{
	struct text star;
	const json_t *targets = script_best_match(project->paths, words, &star);
	uint32_t file = FILE_NONE;

	for (size_t i = 0; i < json_array_size(targets) && file == FILE_NONE; i++) {
		script_pattern_fill(&files->inner, json_words(json_array_get(targets, i)), star);
		file = script_file_below(files, project->paths_folder, bytes_text(&files->inner));
	}
	if (file == FILE_NONE && project->has_base)
		file = script_file_below(files, project->base, words);
	return file;
}

uint32_t script_projects_find(struct script_files *files, uint32_t from, struct text words)
{
	struct text folder = path_folder(tree_path(files->tree, from));

	for (;;) {
		uint32_t at = text_map_get(&files->project_by_folder, folder);

		for (size_t i = 0; at != MAP_NONE && i < PROJECTS_MAX; i++) {
			uint32_t file = find_in_project(files, &files->projects[at], words);

			if (file != FILE_NONE)
				return file;
			at = files->projects[at].next;
		}
		if (!folder.size)
			return FILE_NONE;
		folder = path_folder(folder);
	}
}
