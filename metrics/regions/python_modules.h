/*
 * The modules of a tree as Python's import system would find them, without a
 * sys.path to go by.
 *
 * A folder with __init__.py is a package; the folder that holds the outermost
 * package of a file is that file's root, where its absolute imports are looked
 * for first.  Then come the other roots of the tree that know the first name,
 * nearest first, and at last plain folders as namespace packages.
 */
#ifndef REGIONS_PYTHON_MODULES_H
#define REGIONS_PYTHON_MODULES_H

#include "tree.h"

struct module {
	uint32_t file;   /* FILE_NONE: a folder without __init__.py */
	uint32_t folder; /* FOLDER_NONE: a plain module */
};

#define MODULE_NONE ((struct module){ FILE_NONE, FOLDER_NONE })

struct module_root {
	uint32_t folder;
	uint32_t file; /* that makes its name known: __init__.py, or the module itself */
	uint32_t next; /* of the same first name, MAP_NONE: the last */
};

struct modules {
	struct tree *tree;
	uint32_t *package;           /* by folder: its __init__.py, or FILE_NONE */
	struct hash_map children;    /* (folder, name) to an index of found */
	struct hash_map targets;     /* (folder, class, target) to an index of found */
	struct hash_map first_names; /* to the first of roots */
	struct module *found;
	size_t found_count, found_capacity;
	struct module_root *roots;
	size_t root_count, root_capacity;
	struct bytes path;
};

void modules_init(struct modules *modules, struct tree *tree);
void modules_release(struct modules *modules);

bool module_exists(struct module module);
/* Is the file the __init__ of a package? */
bool modules_is_package(const struct modules *modules, uint32_t file);
/* What `name` is below a package. */
struct module modules_child(struct modules *modules, uint32_t folder, struct text name);
/* What an import of `from` names: "a.b", "..a", "." */
struct module modules_find(struct modules *modules, uint32_t from, struct text target);
/* Should the target be in this tree? */
bool modules_owns(const struct modules *modules, struct text target);

#endif
