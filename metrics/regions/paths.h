/*
 * Paths of one tree: slashes between parts, none at either end, and the top
 * is the empty path.  Everything here works on slices and allocates nothing
 * but what goes into the caller's buffer.
 */
#ifndef REGIONS_PATHS_H
#define REGIONS_PATHS_H

#include "bole/base.h"

struct text path_folder(struct text path);    /* "a/b" of "a/b/c.c" */
struct text path_name(struct text path);      /* "c.c" of "a/b/c.c" */
struct text path_stem(struct text path);      /* "c" of "a/b/c.c": the name up to its last dot */
struct text path_extension(struct text path); /* "c" of "a/b/c.c"; empty when there is none */

/* Without the orders for bundlers behind a question mark: "./worker?worker". */
struct text path_without_query(struct text path);

/* The first part of `*rest`, which becomes what follows it. */
struct text path_step(struct text *rest);

/* Is `path` in `folder`, at any depth?  Everything is in the top. */
bool path_is_in(struct text path, struct text folder);

/* Is `path` the whole of `tail`, or does it end in "/" and `tail`? */
bool path_ends_in(struct text path, struct text tail);

/*
 * Does `a` lie nearer to `from` than `b` does?  Nearer is what shares more
 * leading folders, then what is shorter, then what comes first.
 */
bool path_is_nearer(struct text from, struct text a, struct text b);

/*
 * `out` becomes `relative` as seen from `folder`, without "." and "..".
 * False: it climbs out of the tree.
 */
bool path_join(struct bytes *out, struct text folder, struct text relative);

#endif
