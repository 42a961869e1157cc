/*
 * Go: what packages import, where a few files differ.
 *
 * A method is taken to be meant only where its package is imported, over any number of steps: that
 * is kept with the graph (struct package_import), and holds as long as no package begins or ceases to
 * reach another.  Where that may be, all is measured anew.
 */
#ifndef REGIONS_KEPT_PACKAGES_H
#define REGIONS_KEPT_PACKAGES_H

#include "kept.h"

/* The first file of Go that lies in the folder itself and is no test, or MAP_NONE. */
enum package_file {
	PACKAGE_FILE,
	PACKAGE_NAMED,  /* that says what the package is called */
	PACKAGE_STAYED, /* and was there before */
};
uint32_t kept_first_of_package(const struct kept *kept, struct text folder,
                               enum package_file which);

/* What a file imported before and does no more must be imported by another one of its package. */
void kept_find_lost_imports(struct kept *kept, const struct source_file *was,
                            const struct facts *is);
/* One that came or went must be called like those that stay: by that name its package is known. */
void kept_compare_package(struct kept *kept, const struct source_file *file);

/* Does the package in one folder reach that in the other? */
bool kept_reaches(struct kept *kept, struct text from, struct text to);
/* The imports of `out`, by those of the files again; failed: one leads where none of their package
 * led before.  True: some are new. */
bool kept_take_imports(struct kept *kept, const struct kept_tree *small,
                       const struct regions *of_small);
void kept_put_imports(struct kept *kept, struct regions *out);

#endif
