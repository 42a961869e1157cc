/* What `bole trend` says, gathered from a measured tree and the store. */
#ifndef HOOKS_REPORT_H
#define HOOKS_REPORT_H

#include "bole/trend.h"
#include "tree.h"

enum status report_fill(struct trend *trend, struct tree *tree, struct fault *fault) MUST_CHECK;

#endif
