/* Names where a language, or what bole knows of it, has no better rule: a name
 * leads to the file that alone, among those of its language that are no tests,
 * defines it. */
#ifndef REGIONS_BY_NAME_H
#define REGIONS_BY_NAME_H

#include "definers.h"
#include "links.h"

struct by_name {
	struct tree *tree;
	struct definers names; /* of (language, name) */
};

void by_name_init(struct by_name *by_name, struct tree *tree, enum link_style style);
void by_name_release(struct by_name *by_name);
/* A type is named like nothing else and linked to as such; other names are guesses. */
void by_name_link(const struct by_name *by_name, uint32_t file, struct links *links);

#endif
