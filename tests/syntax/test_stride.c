/* A stride meets the nodes that the core's own cursor meets, and says of them what it says. */
#include <dirent.h>
#include <string.h>

#include <tree_sitter/api.h>

#include "bole/lang.h"
#include "metrics/syntax/stride.h"
#include "tests/files.h"

struct pair {
	struct stride stride;
	TSTreeCursor cursor;
	size_t nodes, errors;
};

static void assert_same_node(const struct pair *pair)
{
	const struct stride_node *now = &pair->stride.now;
	TSNode node = ts_tree_cursor_current_node(&pair->cursor);
	TSNode mine = stride_tsnode(&pair->stride);

	assert_ptr_equal(now->id, node.id);
	assert_int_equal(now->symbol, ts_node_symbol(node));
	assert_int_equal(now->start, ts_node_start_byte(node));
	assert_int_equal(now->end, ts_node_end_byte(node));
	assert_int_equal(now->is_named, ts_node_is_named(node));
	assert_int_equal(now->is_missing, ts_node_is_missing(node));
	assert_int_equal(now->is_extra, ts_node_is_extra(node));
	assert_int_equal(now->is_error, ts_node_is_error(node));
	assert_int_equal(now->has_error, ts_node_has_error(node));
	assert_int_equal(now->has_children, ts_node_child_count(node) > 0);
	assert_int_equal(stride_field(&pair->stride),
	                 ts_tree_cursor_current_field_id(&pair->cursor));
	assert_string_equal(ts_node_type(mine), ts_node_type(node));
	assert_int_equal(ts_node_end_byte(mine), ts_node_end_byte(node));
	assert_int_equal(ts_node_named_child_count(mine), ts_node_named_child_count(node));
}

static bool go_down(struct pair *pair)
{
	bool down = stride_down(&pair->stride);

	assert_int_equal(down, ts_tree_cursor_goto_first_child(&pair->cursor));
	return down;
}

static bool go_on(struct pair *pair)
{
	bool on = stride_next(&pair->stride);

	assert_int_equal(on, ts_tree_cursor_goto_next_sibling(&pair->cursor));
	return on;
}

/* Now and then children are looked at and left, before they are gone through. */
static void look_ahead(struct pair *pair)
{
	if (pair->nodes % 3 || !go_down(pair))
		return;
	if (pair->nodes % 2)
		go_on(pair);
	stride_up(&pair->stride);
	ts_tree_cursor_goto_parent(&pair->cursor);
	assert_same_node(pair);
}

static void compare(struct pair *pair, const TSTree *tree)
{
	size_t depth = 0;

	stride_open(&pair->stride, tree);
	pair->cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	for (;;) {
		assert_same_node(pair);
		look_ahead(pair);
		pair->nodes++;
		if (go_down(pair)) {
			depth++;
			continue;
		}
		while (!go_on(pair)) {
			if (!depth--) {
				ts_tree_cursor_delete(&pair->cursor);
				return;
			}
			stride_up(&pair->stride);
			ts_tree_cursor_goto_parent(&pair->cursor);
			assert_same_node(pair);
		}
	}
}

/* To the next node of the tree, by depth; false: there is none. */
static bool go_further(struct stride *stride, size_t *depth)
{
	if (stride_down(stride)) {
		++*depth;
		return true;
	}
	while (!stride_next(stride)) {
		if (!*depth)
			return false;
		--*depth;
		stride_up(stride);
	}
	return true;
}

static bool go_to_error(struct stride *stride, size_t *depth)
{
	while (go_further(stride, depth))
		if (stride->now.is_error || stride->now.is_missing)
			return true;
	return false;
}

/* What passes over sound nodes meets every error that a whole walk meets. */
static size_t compare_errors(const TSTree *tree)
{
	struct stride all = { 0 }, errors = { 0 };
	size_t depth = 0, errors_depth = 0, count = 0;

	stride_open(&all, tree);
	stride_open_errors(&errors, tree);
	while (go_to_error(&all, &depth)) {
		assert_true(go_to_error(&errors, &errors_depth));
		assert_ptr_equal(errors.now.id, all.now.id);
		assert_int_equal(errors_depth, depth);
		count++;
	}
	assert_false(go_to_error(&errors, &errors_depth));
	stride_close(&all);
	stride_close(&errors);
	return count;
}

/* As it was written, and torn in its middle: errors and missing words are nodes, too. */
static void compare_file(struct pair *pair, TSParser *parser, const char *path)
{
	const struct language *language = language_of(text_of(path), TEXT(""));
	struct bytes bytes = BYTES_INIT;

	if (!language)
		return;
	read_file(path, &bytes);
	ts_parser_set_language(parser, language->grammar());
	for (int tear = 0; tear < 3; tear++) {
		TSTree *tree =
			ts_parser_parse_string(parser, NULL, bytes.data, (uint32_t)bytes.size);

		compare(pair, tree);
		pair->errors += compare_errors(tree);
		ts_tree_delete(tree);
		memset(bytes.data + bytes.size / 2 - bytes.size / 9 * (size_t)tear, '(',
		       bytes.size > 4 ? 2 : 0);
	}
	bytes_release(&bytes);
}

static void compare_folder(struct pair *pair, TSParser *parser, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct bytes path = BYTES_INIT;

		bytes_format(&path, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' && strchr(entry->d_name, '.'))
			compare_file(pair, parser, path.data);
		bytes_release(&path);
	}
	if (dir)
		closedir(dir);
}

static void every_fixture_has_the_nodes_that_the_cursor_meets(void **unused)
{
	static const char *const folders[] = {
		"bash",       "c",      "cpp",   "csharp", "go",         "java",
		"javascript", "kotlin", "lua",   "php",    "python",     "ruby",
		"rust",       "scala",  "swift", "tsx",    "typescript",
	};
	struct pair pair = { 0 };
	TSParser *parser = ts_parser_new();

	(void)unused;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct bytes folder = BYTES_INIT;
		size_t before = pair.nodes;

		bytes_format(&folder, "tests/lang/%s", folders[i]);
		compare_folder(&pair, parser, folder.data);
		assert_true(pair.nodes > before);
		bytes_release(&folder);
	}
	assert_true(pair.errors > 0);
	stride_close(&pair.stride);
	ts_parser_delete(parser);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fixture_has_the_nodes_that_the_cursor_meets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
