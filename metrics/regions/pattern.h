/*
 * The patterns of .gitattributes (gitattributes(5), gitignore(5)), matched as
 * git's wildmatch does with WM_PATHNAME: `*` and `?` stop at slashes, `**`
 * between slashes does not, `[…]` is a class, `\` takes the next byte as it
 * is.  Nothing recurses: a mismatch goes back to the last `*` of the same
 * folder, else to the last `**`, which is enough because neither can cross
 * what the literal slash behind it has fixed.
 */
#ifndef REGIONS_PATTERN_H
#define REGIONS_PATTERN_H

#include "bole/base.h"

bool pattern_matches(struct text pattern, struct text path);
/* How many bytes stand for nothing but themselves, from the first on. */
size_t pattern_plain_size(struct text pattern);

#endif
