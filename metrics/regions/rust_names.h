/*
 * What a name or a path means in a module of Rust.
 *
 * A path is walked part by part: into child modules, to what a file defines,
 * and through `use`, named or glob, whether it re-exports or not: children see
 * what their parents take in.
 */
#ifndef REGIONS_RUST_NAMES_H
#define REGIONS_RUST_NAMES_H

#include "bindings.h"
#include "exports.h"
#include "rust_crates.h"

enum { RUST_FIRSTS = 256 }; /* a power of two */

/* What a path leads to: a module, or something in the file of one. */
struct place {
	uint32_t file; /* FILE_NONE: nothing of this tree */
	bool is_module;
};

/* What a name before `::` was found to mean: the same few come again and again. */
struct rust_first {
	uint64_t name;
	uint32_t file; /* in which it stands, and one more: 0 is nobody */
	struct place place;
};

struct rust_names {
	struct tree *tree;
	struct crates crates;
	struct bindings bindings;
	struct exports exports;
	uint32_t **globs; /* by file: the module that each of its stars takes, or FILE_NONE */
	struct rust_first firsts[RUST_FIRSTS]; /* of the file at hand */
	uint64_t word_crate, word_self, word_super;
};

void rust_names_init(struct rust_names *rust, struct tree *tree);
void rust_names_release(struct rust_names *rust);

/* What an import of `file` names; of a glob, the module whose names it takes. */
struct place rust_names_of_import(struct rust_names *rust, uint32_t file,
                                  const struct import *import);
/* What `name` means in a file where a path begins. */
struct place rust_names_first(struct rust_names *rust, uint32_t file, uint64_t name);
/* What `name` means behind the path of a module. */
struct place rust_names_in(struct rust_names *rust, uint32_t module, uint64_t name);

/* Does the path begin in its own crate? */
bool rust_path_is_own(struct text path);

#endif
