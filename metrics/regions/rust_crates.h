/*
 * The crates of a tree and their modules.
 *
 * A Cargo.toml makes a package: its folder, the name others use it by, its
 * library and the roots of its other targets.  From each root `mod x;` leads
 * to the files of the modules; a file belongs to the first root that reaches
 * it, libraries before programs.  What no `mod` reaches (macros declare
 * modules, too) is put where its folder says.
 */
#ifndef REGIONS_RUST_CRATES_H
#define REGIONS_RUST_CRATES_H

#include "tree.h"

#define CRATE_NONE UINT32_MAX

struct crate_alias {
	uint64_t name;      /* what the package calls a dependency */
	struct text folder; /* `path`, in the tree; or */
	uint64_t package;   /* the name of the package it is */
	struct crate_alias *next;
};

struct crate {
	struct text folder;
	uint64_t name;      /* of its library, dashes made underscores */
	struct text lib;    /* path of the library's root */
	uint32_t root;      /* the library's file, or FILE_NONE */
	uint8_t file_class; /* of its Cargo.toml */
	struct crate_alias *aliases;
	uint32_t next; /* of the same name, MAP_NONE: the last */
};

struct crates {
	struct tree *tree;
	struct crate *list;
	size_t count, capacity;
	uint32_t *targets; /* roots besides libraries that a Cargo.toml names */
	size_t target_count, target_capacity;
	struct hash_map by_name;
	struct text_map by_folder;

	/* Modules are named by their files. */
	uint32_t *parent;         /* by file: FILE_NONE for the root of a crate */
	uint32_t *root;           /* by file: the root of its crate; FILE_NONE: no Rust */
	uint32_t *crate_of;       /* by file, or CRATE_NONE */
	struct hash_map children; /* (file, name) to the file of a module */
	struct hash_map owners;   /* folder to the file whose modules lie in it */
	uint32_t *queue;
	struct bytes path;
};

void crates_init(struct crates *crates, struct tree *tree);
void crates_release(struct crates *crates);

/* The module `name` in that of `file`, or FILE_NONE. */
uint32_t crates_child(const struct crates *crates, uint32_t file, uint64_t name);
/* The root of the library that `from` calls `name`, or FILE_NONE. */
uint32_t crates_named(const struct crates *crates, uint32_t from, uint64_t name);

#endif
