/* Duplication of the tree of a report. */
#ifndef HOOKS_REPORT_CLONES_H
#define HOOKS_REPORT_CLONES_H

#include "bole/trend.h"
#include "tree.h"

/* After the files are there: their duplicated lines, and the classes that touch the trunk. */
enum status clones_fill(struct trend *trend, struct tree *tree, struct fault *fault) MUST_CHECK;

#endif
