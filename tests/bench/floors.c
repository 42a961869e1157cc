#include "floors.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <git2.h>
#include <tree_sitter/api.h>

#include "cost.h"

static void check(enum status status, const struct fault *fault)
{
	if (status != STATUS_OK)
		fail(fault->text);
}

static uint64_t count_lines(struct text bytes)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < bytes.size; i++)
		lines += bytes.data[i] == '\n';
	return lines;
}

/* --- sources ------------------------------------------------------------------------ */

static bool is_new(struct sources *sources, const struct object_id *blob,
                   const struct language *language)
{
	char key[sizeof(blob->bytes) + sizeof(language->id)];
	struct text text = { key, sizeof(key) };
	uint32_t *seen;

	memcpy(key, blob->bytes, sizeof(blob->bytes));
	memcpy(key + sizeof(blob->bytes), &language->id, sizeof(language->id));
	if (text_map_get(&sources->seen, text) != MAP_NONE)
		return false;
	seen = text_map_at(&sources->seen, arena_text(&sources->arena, text));
	*seen = 1;
	return true;
}

static void take(struct sources *sources, struct text path, const struct object_id *blob)
{
	const struct language *language = language_of(path, TEXT(""));
	struct source source = { language, BYTES_INIT, arena_text(&sources->arena, path) };
	bool too_large = false;
	struct fault fault;

	if (!language || !is_new(sources, blob, language))
		return;
	check(blob_read(sources->repo, blob, SYNTAX_BYTES_MAX, &source.bytes, &too_large, &fault),
	      &fault);
	if (too_large || syntax_refuses(bytes_text(&source.bytes)) != REFUSED_NOT) {
		bytes_release(&source.bytes);
		return;
	}
	sources->bytes += source.bytes.size;
	sources->lines += count_lines(bytes_text(&source.bytes));
	if (sources->parses) {
		sources->parse += parse_floor(&source, 1, 1);
		sources->count++;
		bytes_release(&source.bytes);
		return;
	}
	sources->items = array_grow(sources->items, &sources->capacity, sources->count,
	                            sizeof(*sources->items));
	sources->items[sources->count++] = source;
}

static void take_commit(struct sources *sources, const struct object_id *commit)
{
	struct fault fault;

	check(listing_of_commit(&sources->listing, sources->repo, commit, &fault), &fault);
	for (size_t i = 0; i < sources->listing.count; i++)
		take(sources, sources->listing.entries[i].path, &sources->listing.entries[i].blob);
}

static void open_sources(struct sources *sources, const char *directory)
{
	struct repo_place place = { .directory = directory };
	struct fault fault;

	*sources = (struct sources){ 0 };
	check(repo_open(&sources->repo, &place, &fault), &fault);
}

void sources_of_head(struct sources *sources, const char *directory)
{
	struct object_id head;
	struct fault fault;

	open_sources(sources, directory);
	check(repo_head(sources->repo, &head, &fault), &fault);
	take_commit(sources, &head);
}

/* ":100644 100644 OLD NEW M\tPATH" */
static void take_raw(struct sources *sources, char *line)
{
	char *tab = strchr(line, '\t');
	struct object_id blob;

	if (*line != ':' || !tab || strlen(line) < 97 || strncmp(line + 8, "100", 3) != 0)
		return;
	if (object_id_parse(&blob, (struct text){ line + 56, 40 }) && !object_id_none(&blob))
		take(sources, text_of(tab + 1), &blob);
}

/* The parent of the commit that stands last: the tree to begin with. */
static struct object_id before_all(const struct bytes *log)
{
	struct object_id oldest = { 0 }, parent;

	for (const char *line = log->data; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strcspn(line, "\n") >= 40 &&
		    object_id_parse(&parent, (struct text){ line, 40 }))
			oldest = parent;
	}
	return oldest;
}

void sources_of_history(struct sources *sources, const char *directory, const char *day)
{
	struct bytes after = BYTES_INIT, log = BYTES_INIT;
	struct object_id oldest;
	char *line, *rest;

	open_sources(sources, directory);
	sources->parses = true;
	bytes_format(&after, "--after=%s 23:59:59", day ? day : "1970-01-01");
	if (!answer_of(directory,
	               (const char *[]){ "git", "log", "--first-parent", "-m", "--raw",
	                                 "--no-abbrev", "--no-renames", "--format=%P", after.data,
	                                 NULL },
	               &log))
		fail("git log");
	oldest = before_all(&log);
	if (!object_id_none(&oldest))
		take_commit(sources, &oldest);
	sources->parse_begun = sources->parse;
	rest = log.data;
	while ((line = strsep(&rest, "\n")))
		take_raw(sources, line);
	bytes_release(&after);
	bytes_release(&log);
}

void sources_release(struct sources *sources)
{
	for (size_t i = 0; sources->items && i < sources->count; i++)
		bytes_release(&sources->items[i].bytes);
	memory_free(sources->items);
	text_map_release(&sources->seen);
	arena_release(&sources->arena);
	listing_release(&sources->listing);
	repo_close(sources->repo);
}

/* --- floors -------------------------------------------------------------------------- */

/* Every node is visited once, and nothing is done with it. */
static void walk(TSNode root)
{
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	bool more = true;

	while (more) {
		if (ts_tree_cursor_goto_first_child(&cursor))
			continue;
		while (!ts_tree_cursor_goto_next_sibling(&cursor))
			if (!(more = ts_tree_cursor_goto_parent(&cursor)))
				break;
	}
	ts_tree_cursor_delete(&cursor);
}

static double cpu_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double parse_floor(const struct source *items, size_t count, int runs)
{
	double cpu[RUNS];

	for (int i = 0; i < runs; i++) {
		TSParser *parser = ts_parser_new();
		double begun = cpu_now();

		for (size_t at = 0; at < count; at++) {
			TSTree *tree;

			ts_parser_set_language(parser, items[at].language->grammar());
			tree = ts_parser_parse_string(parser, NULL, items[at].bytes.data,
			                              (uint32_t)items[at].bytes.size);
			walk(ts_tree_root_node(tree));
			ts_tree_delete(tree);
		}
		cpu[i] = cpu_now() - begun;
		ts_parser_delete(parser);
	}
	return median(cpu, (size_t)runs);
}

int open_and_diff(const char *directory)
{
	git_repository *repository = NULL;
	git_object *tree = NULL;
	git_diff *diff = NULL;

	git_libgit2_init();
	if (git_repository_open_ext(&repository, directory, 0, NULL) < 0 ||
	    git_revparse_single(&tree, repository, "HEAD^{tree}") < 0 ||
	    git_diff_tree_to_index(&diff, repository, (git_tree *)tree, NULL, NULL) < 0)
		return 3;
	printf("%zu\n", git_diff_num_deltas(diff));
	git_diff_free(diff);
	git_object_free(tree);
	git_repository_free(repository);
	return 0;
}
