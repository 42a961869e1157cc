/*
 * The chart as it lies in its file, all numbers as this machine has them:
 *
 *	head
 *	entries         every file of the tree, by path; and one behind the last
 *	ids             of the entries' contents, side by side
 *	smalls          those of them that say how others are read: attributes, guides
 *	files           those of a known language, with what the graph was made of
 *	standings, imports      as in struct regions
 *	texts           paths of the entries, one behind the other; then the packages
 *	seals           of the blocks of what comes next
 *	forms           of the files: asked of those that differ
 *	edges_first, users_first, edges, users  as in struct regions
 *	buckets         of each kind of rows: see chart_rows.h
 *	rows            by kind
 *
 * The seal of the head covers everything up to the graph: it is what every
 * run reads anyway.  Of the graph and the rows a run reads little, and checks that.
 */
#ifndef HOOKS_CHART_LAYOUT_H
#define HOOKS_CHART_LAYOUT_H

#include "bole/history.h"
#include "bole/regions.h"
#include "chart_rows.h"

#define CHART_MAGIC "bolechrt"

enum { ID_MOST = 32, FILES_MOST = 1 << 24 };

/* Kinds of rows, and their words. */
enum {
	ROWS_HOLDERS,  /* hash of a sketch, file */
	ROWS_TRACES,   /* first half of a key, file */
	ROWS_DEFINERS, /* both halves of a key, file and in its last byte flags */
	ROWS_CALLS,    /* both halves of a key, file, both halves of what is called */
	ROWS_COUNT
};

struct chart_head {
	char magic[8];
	uint64_t build; /* of the program */
	uint64_t seal;  /* of what follows, up to the graph */
	uint64_t size;  /* of the file */
	uint64_t texts; /* bytes */
	uint32_t entries, files, edges;
	uint32_t rows[ROWS_COUNT];
	uint32_t trunk_load, unresolved;
	uint32_t imports, imports_odd;
	uint32_t id_size, smalls;
};

struct chart_entry {
	uint32_t path; /* in the texts, up to that of the next one */
	uint32_t file; /* or MAP_NONE */
};

struct chart_source {
	uint32_t entry;
	uint32_t package; /* in the texts */
	uint16_t package_size;
	uint16_t language;
	uint8_t file_class;
	int8_t declared;
	uint8_t refusal;
	bool by_attribute : 1, generated : 1, has_main : 1;
};

/* Where each part lies; sizes are multiples of eight. */
struct chart_parts {
	struct chart_head *head;
	struct chart_entry *entries;
	uint8_t *ids;
	uint32_t *smalls; /* ascending */
	struct chart_source *files;
	struct standing *standings;
	struct package_import *imports;
	char *texts;
	uint32_t *seals;
	char *graph; /* the five that follow */
	size_t graph_size;
	struct chart_form *forms;
	uint32_t *edges_first, *users_first;
	struct edge *edges;
	struct user *users;
	struct chart_rows rows[ROWS_COUNT];
};

/* Edges or users of a file. */
struct chart_row {
	const void *data;
	size_t count;
};

struct chart {
	struct chart_parts at;
	struct history *history;
	struct chart_reader reader;
	struct regions_rows rows; /* of its graph: see chart_graph.c */
	struct chart_row *read;   /* what was asked of it */
	size_t read_count, read_capacity;
	struct hash_map read_at; /* by file, twice, and which of the two */
	struct arena arena;
	bool complete; /* all of it was found to be sound */
	bool damaged;
};

static inline struct text chart_path(const struct chart_parts *at, const struct chart_entry *entry)
{
	return (struct text){ at->texts + entry->path, entry[1].path - entry->path };
}

static inline uint8_t *chart_id(const struct chart_parts *at, const struct chart_entry *entry)
{
	return at->ids + (size_t)(entry - at->entries) * at->head->id_size;
}

struct object_id chart_blob(const struct chart_parts *at, const struct chart_entry *entry);

/* The size that a file with this head has; `data` may be NULL when only that is wanted. */
size_t chart_lay_out(struct chart_parts *at, const struct chart_head *head, char *data);
uint64_t chart_seal(const struct chart_parts *at);

/* chart_graph.c */
size_t chart_blocks(size_t size);
void chart_seal_graph(const struct chart_parts *at); /* before the head is */
bool chart_graph_whole(const struct chart *chart);   /* all of it as it was sealed? */
void chart_open_graph(struct chart *chart);
void chart_close_graph(struct chart *chart);

#endif
