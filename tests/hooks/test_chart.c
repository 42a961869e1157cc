/* A chart gives back what was kept, or nothing. */
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hooks/chart.h"
#include "hooks/chart_build.h"
#include "hooks/chart_layout.h"
#include "tests/regions/forest.h"

/* Long enough for a sketch. */
#define BODY \
	"\tint a = first(1), b = second(2), c = 3;\n\tif (a > b)\n\t\tc = a - b;\n" \
	"\tfor (int i = 0; i < c; i++)\n\t\ta += b * i;\n\twhile (a > c)\n\t\ta /= b + 1;\n" \
	"\treturn a + b + c;\n"

static const struct written files[] = {
	{ ".gitattributes", "old/* linguist-vendored\nlow.c bole=leaf\n" },
	{ "README", "text\n" },
	{ "core.c", "#include \"core.h\"\nint core(int a)\n{\n" BODY "}\n" },
	{ "core.h", "#define TWICE(a) core(core(a)) + low()\nint core(int a);\n" },
	{ "j/A.java", "package org.x;\nclass A { B b; }\n" },
	{ "j/B.java", "package org.x;\nclass B { A a; }\n" },
	{ "k/C.java", "package k;\nclass C {}\n" },
	{ "low.c", "#include \"core.h\"\nint low(void)\n{\n\treturn core(1);\n}\n" },
	{ "old/x.c", "int x(void)\n{\n" BODY "}\n" },
	{ "package.json", "{}\n" },
	{ "q/a.go", "package q\nimport \"x.org/y/z/r\"\nvar A = r.B\n" },
	{ "r/a.go", "package r\nvar B = 1\n" },
	{ "tests/test_core.py", "import core\n" },
};

struct house {
	char folder[64];
	struct forest forest;
	struct listing listing;
	struct entry entries[COUNT(files)];
	struct wanted blobs[COUNT(files)];
	struct history *history;
};

static struct object_id id_of(const char *content)
{
	struct object_id id = { .size = 20 };
	uint64_t hash = text_hash(text_of(content));

	memcpy(id.bytes, &hash, sizeof(hash));
	return id;
}

static void open_history(struct house *house)
{
	struct bytes notice = BYTES_INIT;

	house->history = history_open(house->folder, &notice);
	assert_true(history_usable(house->history));
	bytes_release(&notice);
}

static void close_history(struct house *house)
{
	struct bytes notice = BYTES_INIT;

	history_close(house->history, &notice);
	bytes_release(&notice);
}

static int enter(void **state)
{
	struct house *house = memory_new(sizeof(*house));
	size_t sources = 0;

	*state = house;
	snprintf(house->folder, sizeof(house->folder), "/tmp/bole-chart-XXXXXX");
	if (!mkdtemp(house->folder))
		return -1;
	forest_plant(&house->forest, files, COUNT(files));
	for (size_t i = 0; i < COUNT(files); i++) {
		struct entry entry = { text_of(files[i].path), id_of(files[i].source) };

		house->entries[i] = entry;
		if (sources < house->forest.count &&
		    text_equal(house->forest.files[sources].path, entry.path)) {
			house->blobs[sources] = (struct wanted){
				entry.blob, house->forest.files[sources].facts->language, entry.path
			};
			sources++;
		}
	}
	house->listing = (struct listing){ .entries = house->entries, .count = COUNT(files) };
	open_history(house);
	chart_keep(house->history, &house->listing, &house->forest.regions);
	return sources == house->forest.count ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *file, int type, struct FTW *at)
{
	(void)file;
	(void)type;
	(void)at;
	return remove(path);
}

static int leave(void **state)
{
	struct house *house = *state;

	close_history(house);
	forest_fell(&house->forest);
	nftw(house->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	memory_free(house);
	return 0;
}

/* --- given back ---------------------------------------------------------------------------- */

static void count_one(void *context, uint32_t file)
{
	(void)file;
	++*(size_t *)context;
}

/* False: the chart says that it is damaged there. */
static bool holders_of(struct chart *chart, uint32_t hash, size_t *count)
{
	*count = 0;
	return chart_holders(chart, hash, count_one, count);
}

struct tracing {
	struct chart *chart;
	uint32_t file;
	uint8_t flags;
	uint64_t called;
	bool found, refused;
};

static void find_file(void *context, uint32_t file, uint8_t flags)
{
	struct tracing *tracing = context;

	tracing->found |= file == tracing->file && flags == tracing->flags;
}

static void find_call(void *context, uint32_t file, uint64_t called)
{
	struct tracing *tracing = context;

	tracing->found |= file == tracing->file && called == tracing->called;
}

static void ask_for(void *context, struct trace trace)
{
	struct tracing *tracing = context;

	bool told;

	tracing->found = false;
	tracing->flags = trace.flags;
	tracing->called = trace.called;
	if (trace.form == TRACE_CALL)
		told = chart_calls(tracing->chart, trace.key, find_call, tracing);
	else
		told = chart_traces(tracing->chart, trace.key, trace.form == TRACE_EXACT, find_file,
		                    tracing);
	if (!told)
		tracing->refused = true;
	else
		assert_true(tracing->found);
}

/* Each file is found by each of its traces, or the chart says that it cannot. */
static bool traces_are_refused(const struct house *house, struct chart *chart)
{
	struct tracing tracing = { .chart = chart };

	for (; tracing.file < house->forest.count; tracing.file++)
		regions_trace(&house->forest.files[tracing.file], ask_for, &tracing);
	return tracing.refused;
}

static void assert_same_graph(const struct house *house, const struct chart *chart)
{
	const struct regions *was = &house->forest.regions;
	struct regions is;

	chart_regions(chart, house->forest.files, &is);
	assert_true(regions_complete(&is));
	assert_int_equal(is.count, was->count);
	assert_int_equal(is.edge_count, was->edge_count);
	assert_memory_equal(is.standings, was->standings, was->count * sizeof(*was->standings));
	assert_memory_equal(is.edges, was->edges, was->edge_count * sizeof(*was->edges));
	assert_memory_equal(is.users, was->users, was->edge_count * sizeof(*was->users));
	assert_memory_equal(is.edges_first, was->edges_first,
	                    (was->count + 1) * sizeof(*was->edges_first));
	assert_memory_equal(is.users_first, was->users_first,
	                    (was->count + 1) * sizeof(*was->users_first));
	assert_int_equal(is.trunk_load, was->trunk_load);
	assert_int_equal(is.import_count, was->import_count);
	assert_int_equal(is.import_count, 1);
	assert_memory_equal(is.imports, was->imports, sizeof(*was->imports));
	regions_release(&is);
}

/* Asked file by file, it says of each what it should, or that it cannot: and from then on of none. */
static bool graph_is_refused(const struct house *house, struct chart *chart)
{
	const struct regions *was = &house->forest.regions;
	struct regions is;

	chart_regions(chart, house->forest.files, &is);
	for (uint32_t i = 0; i < was->count; i++) {
		size_t edge_count, user_count, count;
		const struct edge *edges = regions_edges(&is, i, &edge_count);
		const struct user *users = regions_users(&is, i, &user_count);
		const struct edge *old_edges;
		const struct user *old_users;
		struct chart_form form = chart_form_of(chart, i);

		if (chart_is_damaged(chart)) {
			assert_int_equal(user_count, 0);
			assert_int_equal(form.shape, 0);
			continue;
		}
		assert_int_equal(form.face, facts_face(house->forest.files[i].facts));
		old_edges = regions_edges(was, i, &count);
		assert_int_equal(edge_count, count);
		assert_memory_equal(edges, old_edges, count * sizeof(*edges));
		old_users = regions_users(was, i, &count);
		assert_int_equal(user_count, count);
		assert_memory_equal(users, old_users, count * sizeof(*users));
	}
	assert_int_equal(regions_complete(&is), !chart_is_damaged(chart));
	return chart_is_damaged(chart);
}

static void what_was_kept_is_given_back(void **state)
{
	struct house *house = *state;
	struct chart *chart = chart_open(house->history);
	struct text sketch = TEXT("");
	size_t count;

	assert_ptr_not_equal(chart, NULL);
	assert_int_equal(chart_count(chart), house->forest.count);
	assert_false(graph_is_refused(house, chart));
	assert_same_graph(house, chart);
	for (uint32_t i = 0; i < chart_count(chart); i++) {
		const struct source_file *was = &house->forest.files[i];
		struct chart_file is = chart_file(chart, i);

		assert_true(text_equal(is.blob.path, was->path));
		assert_true(object_id_equal(&is.blob.blob, &house->blobs[i].blob));
		assert_ptr_equal(is.blob.language, was->facts->language);
		assert_int_equal(is.label.file_class, was->label.file_class);
		assert_int_equal(is.label.declared, was->label.declared);
		assert_int_equal(is.label.by_attribute, was->label.by_attribute);
		assert_int_equal(chart_form_of(chart, i).shape, facts_shape(was->facts));
		assert_true(text_equal(is.package, was->facts->package));
		if (text_is(was->path, "core.c"))
			sketch = was->facts->sketch;
	}
	/* old/x.c has them too, but is vendored. */
	assert_int_not_equal(sketch_count(sketch), 0);
	assert_true(holders_of(chart, sketch_at(sketch, 0), &count));
	assert_int_equal(count, 1);
	assert_false(traces_are_refused(house, chart));
	chart_close(chart);
}

/* --- agreeing -------------------------------------------------------------------------------- */

static bool agrees(struct house *house, size_t *count)
{
	struct chart *chart = chart_open(house->history);
	struct chart_difference *differences;
	bool agreed = chart_differences(chart, &house->listing, &differences, count);

	if (agreed && *count == 1 && differences[0].entry)
		assert_true(text_equal(chart_file(chart, differences[0].file).blob.path,
		                       differences[0].entry->path));
	memory_free(differences);
	chart_close(chart);
	return agreed;
}

static void content_may_differ_where_it_is_code_or_no_matter(void **state)
{
	static const struct {
		const char *path;
		bool agrees;
		size_t count;
	} rows[] = {
		{ "README", true, 0 },
		{ "core.c", true, 1 },
		{ "tests/test_core.py", true, 1 },
		{ "old/x.c", true, 1 },
		{ ".gitattributes", false, 0 },
		{ "package.json", false, 0 },
	};
	struct house *house = *state;
	size_t count;

	assert_true(agrees(house, &count));
	assert_int_equal(count, 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct entry *entry =
			(struct entry *)(uintptr_t)listing_find(&house->listing,
		                                                text_of(rows[i].path));
		struct object_id was = entry->blob;

		entry->blob = id_of("something else");
		assert_int_equal(agrees(house, &count), rows[i].agrees);
		if (rows[i].agrees)
			assert_int_equal(count, rows[i].count);
		entry->blob = was;
	}
}

static void files_that_come_or_go_are_told(void **state)
{
	struct house *house = *state;
	struct entry *last = &house->entries[COUNT(files) - 1];
	struct text path = last->path;
	size_t count;

	house->listing.count--; /* tests/test_core.py */
	assert_true(agrees(house, &count));
	assert_int_equal(count, 1);
	house->listing.count++;
	last->path = TEXT("tests/test_more.py");
	assert_true(agrees(house, &count));
	assert_int_equal(count, 2);
	last->path = TEXT("tests/package.json");
	assert_false(agrees(house, &count));
	last->path = TEXT("tests/.gitattributes");
	assert_false(agrees(house, &count));
	last->path = path;
	house->listing.entries++; /* .gitattributes */
	house->listing.count--;
	assert_false(agrees(house, &count));
	house->listing.entries--;
	house->listing.count++;
	house->entries[1].path = TEXT("README.md");
	assert_true(agrees(house, &count));
	assert_int_equal(count, 0);
}

/* Paths and numbers of a tree that differs are those that it has. */
static void the_files_of_another_tree_are_planted(void **state)
{
	struct house *house = *state;
	struct chart *chart = chart_open(house->history);
	struct entry entries[] = { { TEXT("core.c"), id_of("new") },
		                   { TEXT("j/Aa.java"), id_of("Aa") },
		                   { TEXT("z.c"), id_of("z") } };
	struct chart_difference differences[] = {
		{ MAP_NONE, &(struct entry){ TEXT("a.c"), id_of("a") } },
		{ 0, &entries[0] },
		{ 2, NULL },
		{ MAP_NONE, &entries[1] },
		{ MAP_NONE, &entries[2] },
	};
	static const char *const paths[] = {
		"a.c",   "core.c",  "core.h", "j/Aa.java", "j/B.java",           "k/C.java",
		"low.c", "old/x.c", "q/a.go", "r/a.go",    "tests/test_core.py", "z.c"
	};
	static const uint32_t was[] = { MAP_NONE, 0, 1, MAP_NONE, 3, 4, 5, 6, 7, 8, 9, MAP_NONE };
	static const uint32_t differing[] = { 0, 1, MAP_NONE, 3, 11 };
	struct arena arena = ARENA_INIT;
	struct chart_tree tree = chart_tree(chart, differences, COUNT(differences), &arena);

	assert_int_equal(tree.count, COUNT(paths));
	for (uint32_t i = 0; i < tree.count; i++) {
		assert_true(text_is(tree.files[i].path, paths[i]));
		assert_int_equal(tree.was[i], was[i]);
		if (was[i] != MAP_NONE)
			assert_int_equal(tree.now[was[i]], i);
	}
	assert_int_equal(tree.now[2], MAP_NONE);
	assert_memory_equal(tree.differing, differing, sizeof(differing));
	tree = chart_tree(chart, differences + 1, 1, &arena);
	assert_int_equal(tree.count, house->forest.count);
	assert_ptr_equal(tree.now, NULL);
	arena_release(&arena);
	chart_close(chart);
}

/* --- renewed --------------------------------------------------------------------------------- */

static const struct written later[] = {
	{ ".gitattributes", "old/* linguist-vendored\nlow.c bole=leaf\n" },
	{ "README", "text\n" },
	{ "core.c",
	  "#include \"core.h\"\nint core(int a)\n{\n" BODY "}\nint more(void) { return 1; }\n" },
	{ "core.h", "#define TWICE(a) core(core(a)) + low()\nint core(int a);\n" },
	{ "j/A.java", "package org.x;\nclass A { B b; }\n" },
	{ "j/Aa.java", "package k;\nclass Aa { C c; }\n" },
	{ "k/C.java", "package k;\nclass C {}\n" },
	{ "low.c", "#include \"core.h\"\nint low(void)\n{\n\treturn core(1) + more();\n}\n" },
	{ "new.c", "int fresh(void)\n{\n" BODY "}\n" },
	{ "old/x.c", "int x(void)\n{\n" BODY "}\n" },
	{ "package.json", "{}\n" },
	{ "q/a.go", "package q\nimport \"x.org/y/z/r\"\nvar A = r.B\n" },
	{ "r/a.go", "package r\nvar B = 1\n" },
	{ "tests/test_core.py", "import core\n" },
};

/* The house as it is later, with its chart made of the one before. */
static void renew(struct house *house, struct house *is)
{
	struct chart *chart = chart_open(house->history);
	struct arena arena = ARENA_INIT;
	struct chart_difference *differences;
	struct chart_tree tree;
	struct regions regions;
	size_t count;

	assert_true(chart_differences(chart, &is->listing, &differences, &count));
	tree = chart_tree(chart, differences, count, &arena);
	assert_int_equal(tree.count, is->forest.count);
	for (size_t i = 0; i < count; i++)
		if (tree.differing[i] != MAP_NONE)
			tree.files[tree.differing[i]] = is->forest.files[tree.differing[i]];
	regions = is->forest.regions;
	regions.files = tree.files;
	chart_renew(house->history, chart, &tree, count, &is->listing, &regions);
	memory_free(differences);
	arena_release(&arena);
	chart_close(chart);
}

static void assert_told_of(struct house *is, struct chart *chart)
{
	assert_same_graph(is, chart);
	assert_false(traces_are_refused(is, chart));
	for (uint32_t i = 0; i < chart_count(chart); i++) {
		const struct source_file *file = &is->forest.files[i];
		struct chart_file told = chart_file(chart, i);

		assert_true(text_equal(told.blob.path, file->path));
		assert_true(text_equal(told.package, file->facts->package));
		assert_int_equal(chart_form_of(chart, i).shape, facts_shape(file->facts));
		assert_int_equal(chart_form_of(chart, i).face, facts_face(file->facts));
		assert_int_equal(told.label.file_class, file->label.file_class);
	}
}

static void a_chart_is_renewed_by_what_differs(void **state)
{
	struct house *house = *state, is = { .history = NULL };
	struct entry entries[COUNT(later)];
	struct chart_difference *differences;
	struct chart *chart;
	struct text sketch;
	size_t count, shared = 0;

	forest_plant(&is.forest, later, COUNT(later));
	for (size_t i = 0; i < COUNT(later); i++)
		entries[i] = (struct entry){ text_of(later[i].path), id_of(later[i].source) };
	is.listing = (struct listing){ .entries = entries, .count = COUNT(later) };
	renew(house, &is);
	close_history(house);
	open_history(house);
	chart = chart_open(house->history);
	assert_true(chart_differences(chart, &is.listing, &differences, &count));
	assert_int_equal(count, 0);
	assert_told_of(&is, chart);
	sketch = is.forest.files[0].facts->sketch;
	for (size_t i = 0; i < sketch_count(sketch); i++) {
		assert_true(holders_of(chart, sketch_at(sketch, i), &count));
		assert_in_range(count, 1, 2);
		shared += count == 2; /* new.c has it, too */
	}
	assert_in_range(shared, 1, sketch_count(sketch));
	memory_free(differences);
	chart_close(chart);
	forest_fell(&is.forest);
}

enum other { CHANGED, GONE, RENAMED, OTHERS };

/* The entries with two of them otherwise. */
static struct listing with(const struct house *house, struct entry *entries, size_t one,
                           size_t other, enum other how)
{
	struct listing listing = { .entries = entries };

	for (size_t i = 0; i < COUNT(files); i++) {
		struct entry entry = house->entries[i];

		if (how != CHANGED && i == other)
			continue;
		if (i == one || i == other)
			entry.blob = id_of(i == one ? "one" : "other");
		entries[listing.count++] = entry;
	}
	if (how == RENAMED)
		entries[listing.count++] =
			(struct entry){ TEXT("z/named.c"), house->entries[other].blob };
	return listing;
}

static void assert_same_difference(const struct chart_difference *is,
                                   const struct chart_difference *should)
{
	assert_int_equal(is->file, should->file);
	assert_int_equal(is->entry != NULL, should->entry != NULL);
	if (is->entry) {
		assert_true(text_equal(is->entry->path, should->entry->path));
		assert_true(object_id_equal(&is->entry->blob, &should->entry->blob));
	}
}

static void compare_before(const struct chart *chart, const struct listing *before,
                           const struct listing *after)
{
	struct chart_difference *of_next, *is = NULL, *should = NULL;
	struct changes changes = CHANGES_INIT;
	size_t next_count, is_count, should_count;
	bool agrees;

	if (chart_differences(chart, after, &of_next, &next_count)) {
		changes_between(&changes, before, after);
		agrees = chart_differences(chart, before, &should, &should_count);
		assert_int_equal(chart_differences_before(chart, of_next, next_count, &changes, &is,
		                                          &is_count),
		                 agrees);
		if (agrees)
			assert_int_equal(is_count, should_count);
		for (size_t i = 0; i < should_count && agrees; i++)
			assert_same_difference(&is[i], &should[i]);
		changes_release(&changes);
	}
	memory_free(is);
	memory_free(should);
	memory_free(of_next);
}

static void what_the_next_tree_differs_by_tells_of_the_one_before_it(void **state)
{
	struct house *house = *state;
	struct chart *chart = chart_open(house->history);
	struct entry before[COUNT(files)], after[COUNT(files)];
	size_t pairs = COUNT(files) * COUNT(files);

	for (size_t i = 0; i < pairs; i++)
		for (size_t k = 0; k < OTHERS * pairs; k++) {
			struct listing a = with(house, before, i % COUNT(files), i / COUNT(files),
			                        k % 5 ? CHANGED : RENAMED);
			struct listing b = with(house, after, k / OTHERS % COUNT(files),
			                        k / OTHERS / COUNT(files), k % OTHERS);

			compare_before(chart, &a, &b);
			compare_before(chart, &b, &a);
		}
	chart_close(chart);
}

/* --- damage ------------------------------------------------------------------------------------ */

static size_t read_chart(const struct house *house, struct bytes *path, struct bytes *content)
{
	FILE *file;

	bytes_format(path, "%s/bole/chart", house->folder);
	file = fopen(path->data, "r");
	assert_ptr_not_equal(file, NULL);
	bytes_reserve(content, 1 << 16);
	content->size = fread(content->data, 1, 1 << 16, file);
	fclose(file);
	assert_in_range(content->size, 1, (1 << 16) - 1);
	return content->size;
}

static void write_chart(const char *path, struct text content)
{
	FILE *file = fopen(path, "w");

	assert_ptr_not_equal(file, NULL);
	assert_int_equal(fwrite(content.data, 1, content.size, file), content.size);
	fclose(file);
}

/* Opened anew, it is refused, or says of every hash what it should, or that it cannot. */
static bool is_refused(struct house *house)
{
	struct text sketch = house->forest.files[0].facts->sketch;
	struct chart *chart;
	bool refused;
	size_t count;

	close_history(house);
	open_history(house);
	chart = chart_open(house->history);
	refused = !chart;
	for (size_t i = 0; chart && i < sketch_count(sketch) && !refused; i++) {
		refused = !holders_of(chart, sketch_at(sketch, i), &count);
		if (!refused)
			assert_int_equal(count, 1);
	}
	if (chart && !graph_is_refused(house, chart))
		assert_same_graph(house, chart);
	if (chart)
		refused |= traces_are_refused(house, chart) || chart_is_damaged(chart);
	chart_close(chart);
	return refused;
}

static void a_damaged_chart_is_none(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;
	size_t size = read_chart(house, &path, &content);

	assert_false(is_refused(house));
	for (size_t at = 0; at < size; at += 1 + at % 7) {
		content.data[at] ^= 0x20;
		write_chart(path.data, bytes_text(&content));
		assert_true(is_refused(house));
		content.data[at] ^= 0x20;
	}
	write_chart(path.data, (struct text){ content.data, size - 8 });
	assert_true(is_refused(house));
	write_chart(path.data, TEXT(""));
	assert_true(is_refused(house));
	write_chart(path.data, bytes_text(&content));
	assert_false(is_refused(house));
	bytes_release(&path);
	bytes_release(&content);
}

/* Each a lie that a right seal covers. */
static void spoil_files(struct chart_parts *at, int lie)
{
	struct chart_entry *core = &at->entries[2];

	switch (lie) {
	case 0:
		core->file = at->head->files;
		break;
	case 1:
		core->file++;
		break;
	case 2:
		core->file = MAP_NONE;
		break;
	case 3:
		at->files[1].entry = at->files[0].entry;
		break;
	case 4:
		at->texts[core[2].path - 1] = 'b'; /* core.h */
		break;
	case 5:
		core[1].path = (uint32_t)at->head->texts + 1;
		break;
	case 6:
		at->smalls[1] = at->head->entries;
		break;
	case 7:
		at->files[2].refusal = REFUSAL_COUNT;
		break;
	case 8:
		at->files[2].file_class = FILE_CLASS_COUNT;
		break;
	case 9:
		at->files[2].declared = REGION_COUNT;
		break;
	case 10:
		at->files[2].declared = -2;
		break;
	case 11:
		at->files[2].language = UINT16_MAX;
		break;
	default:
		fail();
	}
}

enum { LIES_OF_FILES = 12, LIES_TOLD_BY_ALL = 30, LIES = 32 };

static void spoil_graph(struct chart_parts *at, int lie)
{
	struct edge *last = &at->edges[at->head->edges - 1];

	switch (lie) {
	case 12:
		at->standings[2].region = REGION_COUNT;
		break;
	case 13:
		at->standings[2].cycle_id = at->head->files;
		break;
	case 14:
		last->from = 0;
		break;
	case 15:
		last->to = at->head->files;
		break;
	case 16:
		last->kind = EDGE_KIND_COUNT;
		break;
	case 17:
		last->confidence = CONFIDENCE_COUNT;
		break;
	case 18:
		at->users[0].from = at->head->files;
		break;
	case 19:
		at->users[2] = at->users[1];
		break;
	case 20:
		at->users_first[1] = at->head->edges + 1;
		break;
	case 21:
		at->standings[2].load = at->head->files + 1;
		break;
	case 22:
		at->imports[0].from = at->head->files;
		break;
	case 23:
		at->imports[0].to = at->head->files;
		break;
	case 24:
		at->edges_first[1] = at->head->edges + 1;
		break;
	case 25:
		at->edges_first[1]--;
		break;
	case 26:
		at->edges_first[1] = UINT32_MAX;
		break;
	case 27:
		at->users[0].kind = EDGE_KIND_COUNT;
		break;
	case 28:
		at->standings[2].load++;
		break;
	case 29:
		at->standings[2].fan_out++;
		break;
	case 30: /* from here on, to be seen by who looks at all of it alone */
		at->users[0] = at->users[1];
		break;
	case 31:
		at->users[0].kind = at->users[0].kind == EDGE_USE ? EDGE_INCLUDE : EDGE_USE;
		break;
	default:
		fail();
	}
}

/* Opened anew, is it none, or damaged where it is asked? */
static bool is_believed(struct house *house, bool by_all)
{
	struct chart *chart;
	struct chart_difference *differences;
	struct regions is;
	bool believed;
	size_t count;

	close_history(house);
	open_history(house);
	chart = chart_open(house->history);
	if (!chart)
		return false;
	believed = chart_differences(chart, &house->listing, &differences, &count);
	memory_free(differences);
	chart_regions(chart, house->forest.files, &is);
	for (uint32_t i = 0; i < is.count && !by_all; i++) {
		regions_edges(&is, i, &count);
		regions_users(&is, i, &count);
	}
	believed &= by_all ? regions_complete(&is) : !chart_is_damaged(chart);
	chart_close(chart);
	return believed;
}

/* The seal is known to anybody: what lies where it must not be followed is not believed. */
static void a_sealed_lie_is_none(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;
	size_t size = read_chart(house, &path, &content);
	uint64_t *copy = memory_new(size); /* as mapped: aligned */

	for (int lie = 0; lie < LIES; lie++) {
		struct chart_parts at;

		memcpy(copy, content.data, size);
		chart_lay_out(&at, (const struct chart_head *)(const void *)copy, (char *)copy);
		assert_true(at.head->edges > 1);
		if (lie < LIES_OF_FILES)
			spoil_files(&at, lie);
		else
			spoil_graph(&at, lie);
		chart_seal_graph(&at);
		at.head->seal = chart_seal(&at);
		write_chart(path.data, (struct text){ (const char *)copy, size });
		for (int by_all = lie >= LIES_TOLD_BY_ALL; by_all < 2; by_all++) {
			if (is_believed(house, by_all))
				print_error("lie %d is believed\n", lie);
			assert_false(is_believed(house, by_all));
		}
	}
	memory_free(copy);
	bytes_release(&path);
	bytes_release(&content);
}

/* A row is sealed apart, and what it says of files that are not there is left out. */
static void rows_of_no_file_are_not_followed(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;
	size_t size = read_chart(house, &path, &content);
	uint64_t *copy = memory_new(size);
	struct chart_parts at;
	struct chart *chart;
	size_t count;

	memcpy(copy, content.data, size);
	chart_lay_out(&at, (const struct chart_head *)(const void *)copy, (char *)copy);
	for (int kind = 0; kind < ROWS_COUNT; kind++) {
		struct chart_rows *rows = &at.rows[kind];
		uint32_t file = kind == ROWS_CALLS ? 2 : rows->width - 1;

		for (size_t i = 0; i < rows->count; i++)
			rows->words[i * rows->width + file] = UINT32_MAX;
		chart_rows_seal(rows);
	}
	at.head->seal = chart_seal(&at);
	write_chart(path.data, (struct text){ (const char *)copy, size });
	close_history(house);
	open_history(house);
	renew(house, house);
	close_history(house);
	open_history(house);
	chart = chart_open(house->history);
	assert_same_graph(house, chart);
	assert_true(holders_of(chart, sketch_at(house->forest.files[0].facts->sketch, 0), &count));
	assert_int_equal(count, 0);
	chart_close(chart);
	memory_free(copy);
	bytes_release(&path);
	bytes_release(&content);
}

/* Nobody asked for the form of a file that did not differ: a new chart would seal it as it is. */
static void a_damaged_form_is_not_renewed(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;
	size_t size = read_chart(house, &path, &content);
	uint64_t *copy = memory_new(size);
	struct chart_parts at;

	memcpy(copy, content.data, size);
	chart_lay_out(&at, (const struct chart_head *)(const void *)copy, (char *)copy);
	at.forms[1].shape++;
	write_chart(path.data, (struct text){ (const char *)copy, size });
	close_history(house);
	open_history(house);
	renew(house, house);
	bytes_clear(&path);
	assert_int_equal(read_chart(house, &path, &content), size);
	assert_memory_equal(content.data, copy, size);
	assert_true(is_refused(house));
	memory_free(copy);
	bytes_release(&path);
	bytes_release(&content);
}

static void a_chart_through_a_link_is_none(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT, other = BYTES_INIT;

	read_chart(house, &path, &content);
	bytes_format(&other, "%s/elsewhere", house->folder);
	assert_int_equal(rename(path.data, other.data), 0);
	assert_int_equal(symlink(other.data, path.data), 0);
	assert_true(is_refused(house));
	/* A new one takes the place of the link, not of what it leads to. */
	chart_keep(house->history, &house->listing, &house->forest.regions);
	assert_false(is_refused(house));
	bytes_release(&path);
	bytes_release(&content);
	bytes_release(&other);
}

static void what_this_day_did_to_a_file_is_not_kept(void **state)
{
	struct house *house = *state;
	struct facts *facts = (struct facts *)(uintptr_t)house->forest.files[0].facts;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;

	read_chart(house, &path, &content);
	assert_int_equal(unlink(path.data), 0);
	facts->refusal = REFUSED_TIME;
	chart_keep(house->history, &house->listing, &house->forest.regions);
	facts->refusal = REFUSED_NOT;
	assert_int_equal(access(path.data, F_OK), -1);
	bytes_release(&path);
	bytes_release(&content);
}

/* They lie side by side. */
static void ids_of_two_sizes_are_not_kept(void **state)
{
	struct house *house = *state;
	struct bytes path = BYTES_INIT, content = BYTES_INIT;

	read_chart(house, &path, &content);
	assert_int_equal(unlink(path.data), 0);
	house->entries[2].blob.size = 32;
	chart_keep(house->history, &house->listing, &house->forest.regions);
	assert_int_equal(access(path.data, F_OK), -1);
	bytes_release(&path);
	bytes_release(&content);
}

static void count_small(void *context, struct text path, const struct object_id *blob)
{
	size_t *count = context;
	struct object_id id = id_of(files[*count ? 9 : 0].source);

	assert_true(text_is(path, *count ? "package.json" : ".gitattributes"));
	assert_true(object_id_equal(blob, &id));
	++*count;
}

static void attributes_and_guides_are_told(void **state)
{
	struct house *house = *state;
	struct chart *chart = chart_open(house->history);
	size_t count = 0;

	chart_small_files(chart, count_small, &count);
	assert_int_equal(count, 2);
	chart_close(chart);
}

static void a_program_knows_its_build(void **state)
{
	(void)state;
	assert_int_not_equal(build_identity(), 0);
	assert_int_equal(build_identity(), build_identity());
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(what_was_kept_is_given_back),
		IN_HOUSE(content_may_differ_where_it_is_code_or_no_matter),
		IN_HOUSE(what_the_next_tree_differs_by_tells_of_the_one_before_it),
		IN_HOUSE(files_that_come_or_go_are_told),
		IN_HOUSE(the_files_of_another_tree_are_planted),
		IN_HOUSE(a_chart_is_renewed_by_what_differs),
		IN_HOUSE(a_damaged_chart_is_none),
		IN_HOUSE(a_sealed_lie_is_none),
		IN_HOUSE(rows_of_no_file_are_not_followed),
		IN_HOUSE(a_damaged_form_is_not_renewed),
		IN_HOUSE(a_chart_through_a_link_is_none),
		IN_HOUSE(what_this_day_did_to_a_file_is_not_kept),
		IN_HOUSE(ids_of_two_sizes_are_not_kept),
		IN_HOUSE(attributes_and_guides_are_told),
		cmocka_unit_test(a_program_knows_its_build),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
