/*
 * The files of one tree, ready to be asked: which file has this path, what
 * lies in this folder, which of two files is nearer to a third.  All resolvers
 * look into the same tree and none changes it.
 *
 * Files and folders are named by their indexes.  Answers never depend on the
 * order in which the files came: where several would do, the paths decide.
 */
#ifndef REGIONS_TREE_H
#define REGIONS_TREE_H

#include "bole/regions.h"

#define FILE_NONE UINT32_MAX
#define FOLDER_NONE UINT32_MAX

struct folder {
	struct text path; /* "" at the top */
	uint32_t parent;  /* FOLDER_NONE above the top */
	uint32_t first;   /* its own files are members[first .. first + count) */
	uint32_t count;
};

/* A small tree (kept.h) is asked for what only the whole one may have: that is told, and then it
 * grows by it. */
struct tree_more {
	void (*file)(void *context, struct text path);
	void (*folder)(void *context, struct text path);
	void (*package)(void *context, struct text folder); /* what tells of it (Go) */
	bool (*reaches)(void *context, struct text from, struct text to); /* packages of Go */
	void *context;
};

struct tree {
	const struct source_file *files;
	size_t count;
	const struct guide_file *guides;
	size_t guide_count;
	uint8_t *classes;    /* by file: enum file_class, what the file says of itself included */
	uint8_t *styles;     /* by file: enum link_style */
	uint32_t *folder_of; /* by file */
	struct folder *folders;
	size_t folder_count, folder_capacity;
	uint32_t *members;
	struct text_map by_path;
	struct text_map by_folder;
	struct arena *arena; /* lives until the graph is complete */
	bool *looked_into; /* by file: what it hands on was asked for; NULL: nobody wants to know */
	const struct tree_more *more; /* NULL: there is no more */
	struct json_memo *jsons;      /* guides that were read for a tree like this; NULL: none */
};

void tree_init(struct tree *tree, struct arena *arena, const struct source_file *files,
               size_t count, const struct guide_file *guides, size_t guide_count);
void tree_release(struct tree *tree);

uint32_t tree_file(const struct tree *tree, struct text path);   /* or FILE_NONE */
uint32_t tree_folder(const struct tree *tree, struct text path); /* or FOLDER_NONE */
/* The file `name` of `folder`; `name` may have folders of its own. */
uint32_t tree_file_in(const struct tree *tree, struct text folder, struct text name);

static inline struct text tree_path(const struct tree *tree, uint32_t file)
{
	return tree->files[file].path;
}

static inline const struct facts *tree_facts(const struct tree *tree, uint32_t file)
{
	return tree->files[file].facts;
}

/* The folder of `file`. */
static inline const struct folder *tree_home(const struct tree *tree, uint32_t file)
{
	return &tree->folders[tree->folder_of[file]];
}

/* Whoever follows a name through the imports of another file says so: of a small tree (kept.h) its
 * facts may not be there yet. */
static inline void tree_look_into(const struct tree *tree, uint32_t file)
{
	if (tree->looked_into)
		tree->looked_into[file] = true;
}

/* Does anybody link to files by the rules of `style` here? */
bool tree_has_style(const struct tree *tree, enum link_style style);

static inline enum link_style tree_style(const struct tree *tree, uint32_t file)
{
	return (enum link_style)tree->styles[file];
}

/* As path_is_nearer(). */
bool tree_is_nearer(const struct tree *tree, uint32_t from, uint32_t a, uint32_t b);

/* May the code of `from` stand on `to`, or on what lies in a place of that
 * class?  The product does not use tests and examples. */
bool tree_may_use(const struct tree *tree, uint32_t from, uint32_t to);
bool tree_may_use_class(const struct tree *tree, uint32_t from, uint8_t file_class);

#endif
