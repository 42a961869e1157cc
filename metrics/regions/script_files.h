/*
 * From the words of an import in JavaScript or TypeScript to a file: relative
 * paths, package.json and tsconfig.json, in the order in which TypeScript's
 * own resolution (moduleResolution "bundler") asks them.
 *
 * Packages of the same tree are led to their sources: where package.json
 * names what a build will leave (dist/index.js), the file it is built from is
 * meant (src/index.ts).
 */
#ifndef REGIONS_SCRIPT_FILES_H
#define REGIONS_SCRIPT_FILES_H

#include "json.h"
#include "tree.h"

/* A package.json. */
struct script_package {
	struct text folder;
	struct text name;
	json_t *json;       /* NULL: broken */
	uint8_t file_class; /* by its path */
	uint32_t next;      /* of the same name, MAP_NONE: the last */
};

/* A tsconfig.json or jsconfig.json, with what it extends taken in. */
struct script_project {
	struct text path;
	json_t *json;             /* NULL: broken */
	const json_t *paths;      /* the object `paths`, or NULL */
	struct text paths_folder; /* what its targets are relative to */
	struct text base;         /* of bare imports, when has_base */
	bool has_base;
	uint8_t state; /* of taking in */
	uint32_t next; /* in the same folder, MAP_NONE: the last */
};

enum { SCRIPT_DEPTH_MAX = 6 }; /* packages that lead to packages, folders to folders */

struct script_files {
	struct tree *tree;
	struct script_package *packages;
	size_t package_count, package_capacity;
	struct text_map package_by_name;
	struct text_map package_by_folder;
	struct script_project *projects;
	size_t project_count, project_capacity;
	struct text_map project_by_path;
	struct text_map project_by_folder; /* to the first of the folder */
	struct hash_map memo;
	struct bytes path, inner;
	unsigned depth;
};

void script_files_init(struct script_files *files, struct tree *tree);
void script_files_release(struct script_files *files);

/* What `words` mean in `from`, or FILE_NONE. */
uint32_t script_files_find(struct script_files *files, uint32_t from, struct text words);
/* Should they lead to a file of code in this tree? */
bool script_files_owns(const struct script_files *files, uint32_t from, struct text words);

/* --- between the files that implement this ------------------------------------------ */

/* The file that `path` of the tree means: as it is, with an extension that is
 * left out or stands for another, or as a folder. */
uint32_t script_file_at(struct script_files *files, struct text path);
uint32_t script_file_below(struct script_files *files, struct text folder, struct text path);

void script_packages_add(struct script_files *files, const struct guide_file *guide);
/* The package called `name` that is nearest to `from`, or NULL. */
const struct script_package *script_package_named(const struct script_files *files, uint32_t from,
                                                  struct text name);
/* What `words` ("pkg", "@scope/pkg/sub") mean, led to by the package's name. */
uint32_t script_packages_find(struct script_files *files, uint32_t from, struct text words);
/* What a package's `imports` say about "#words". */
uint32_t script_packages_find_private(struct script_files *files, uint32_t from, struct text words);
/* The entry of the package in a folder, for imports of the folder itself. */
uint32_t script_packages_entry(struct script_files *files, struct text folder);
/* Takes the package's name off `words`; what is left begins with a slash or is empty. */
struct text script_package_name(struct text words);

void script_projects_add(struct script_files *files, const struct guide_file *guide);
void script_projects_link(struct script_files *files);
/* What `paths` and `baseUrl` say: of the nearest project that says anything. */
uint32_t script_projects_find(struct script_files *files, uint32_t from, struct text words);

/* The member of `object` whose key matches, exactly or with the longest part
 * before its star; `star` becomes what that stands for. */
const json_t *script_best_match(const json_t *object, struct text words, struct text *star);
void script_pattern_fill(struct bytes *out, struct text pattern, struct text star);

#endif
