/*
 * What the path of a file says about it, when no attribute does: the folders
 * and names that people use for tests, examples, other people's code and
 * generated files.
 */
#ifndef REGIONS_CONVENTIONS_H
#define REGIONS_CONVENTIONS_H

#include "bole/regions.h"

/* `except` has a bit (1 << class) for each class that attributes rule out. */
enum file_class class_by_convention(struct text path, unsigned except);

/* The folder of the foreign project that a vendored file belongs to. */
struct text vendored_project(struct text path);

#endif
