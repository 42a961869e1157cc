/*
 * From a Go import path to the folder of its package: by the go.mod files of
 * the tree and their replacements by local folders, by vendor/, and where
 * there is no go.mod at all, by the end of the path.
 */
#ifndef REGIONS_GO_MODULES_H
#define REGIONS_GO_MODULES_H

#include "tree.h"

struct go_module {
	struct text folder; /* of its go.mod, or what replaces it */
	uint32_t next;      /* of the same path, MAP_NONE: the last */
	uint8_t file_class; /* of its go.mod */
};

struct go_modules {
	struct tree *tree;
	struct go_module *list;
	size_t count, capacity;
	struct text_map by_path; /* as imported: "example.com/app/v2" */
	struct hash_map memo;    /* (folder, import path) to a folder */
	struct bytes path;
};

void go_modules_init(struct go_modules *modules, struct tree *tree);
void go_modules_release(struct go_modules *modules);

uint32_t go_modules_find(struct go_modules *modules, uint32_t from, struct text path);
bool go_modules_owns(const struct go_modules *modules, struct text path);

#endif
