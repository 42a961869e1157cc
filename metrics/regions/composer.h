/*
 * composer.json: PSR-4, the convention by which PHP finds the file of a class:
 * a namespace leads to a folder, and what follows it is the path in there.
 */
#ifndef REGIONS_COMPOSER_H
#define REGIONS_COMPOSER_H

#include "tree.h"

struct composer_root {
	struct text namespace; /* "App\Http", no backslash at its end */
	struct text folder;
	uint32_t next; /* of the same namespace, or MAP_NONE */
};

struct composer {
	struct tree *tree;
	struct composer_root *roots;
	size_t count, capacity;
	struct text_map by_namespace; /* to the last of it */
	struct bytes path;
};

void composer_init(struct composer *composer, struct tree *tree);
void composer_release(struct composer *composer);

/* The file where the class `name` of `namespace` is looked for, or FILE_NONE. */
uint32_t composer_find(struct composer *composer, struct text namespace, struct text name);

#endif
