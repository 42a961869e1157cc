#include "conventions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "paths.h"

/* --- folders ------------------------------------------------------------------- */

enum where {
	ANYWHERE,
	NEAR_TOP, /* one of the first two folders */
	AT_TOP,
	HOLDING, /* at the top, and files lie in a folder of it: deps/NAME/… */
};

struct folder_name {
	const char *name; /* lower case; the table is in order */
	uint8_t file_class;
	uint8_t where;
};

static const struct folder_name folder_names[] = {
	{ ".venv", FILE_VENDORED, ANYWHERE },
	{ ".yarn", FILE_VENDORED, ANYWHERE },
	{ "3rd-party", FILE_VENDORED, ANYWHERE },
	{ "3rd_party", FILE_VENDORED, ANYWHERE },
	{ "3rdparty", FILE_VENDORED, ANYWHERE },
	{ "__fixtures__", FILE_TEST, ANYWHERE },
	{ "__generated__", FILE_GENERATED, ANYWHERE },
	{ "__mocks__", FILE_TEST, ANYWHERE },
	{ "__tests__", FILE_TEST, ANYWHERE },
	{ "_examples", FILE_EXAMPLE, ANYWHERE },
	{ "_vendor", FILE_VENDORED, ANYWHERE },
	{ "benches", FILE_TEST, ANYWHERE },
	{ "benchmarks", FILE_TEST, ANYWHERE },
	{ "bower_components", FILE_VENDORED, ANYWHERE },
	{ "carthage", FILE_VENDORED, ANYWHERE },
	{ "cypress", FILE_TEST, ANYWHERE },
	{ "demo", FILE_EXAMPLE, NEAR_TOP },
	{ "demos", FILE_EXAMPLE, NEAR_TOP },
	{ "dependencies", FILE_VENDORED, HOLDING },
	{ "deps", FILE_VENDORED, HOLDING },
	{ "doc", FILE_EXAMPLE, AT_TOP },
	{ "docs", FILE_EXAMPLE, AT_TOP },
	{ "documentation", FILE_EXAMPLE, AT_TOP },
	{ "e2e", FILE_TEST, ANYWHERE },
	{ "example", FILE_EXAMPLE, ANYWHERE },
	{ "examples", FILE_EXAMPLE, ANYWHERE },
	{ "extern", FILE_VENDORED, ANYWHERE },
	{ "external", FILE_VENDORED, HOLDING },
	{ "externals", FILE_VENDORED, HOLDING },
	{ "godeps", FILE_VENDORED, ANYWHERE },
	{ "jspm_packages", FILE_VENDORED, ANYWHERE },
	{ "node_modules", FILE_VENDORED, ANYWHERE },
	{ "pods", FILE_VENDORED, ANYWHERE },
	{ "sample", FILE_EXAMPLE, NEAR_TOP },
	{ "samples", FILE_EXAMPLE, NEAR_TOP },
	{ "site-packages", FILE_VENDORED, ANYWHERE },
	{ "spec", FILE_TEST, ANYWHERE },
	{ "specs", FILE_TEST, ANYWHERE },
	{ "submodules", FILE_VENDORED, HOLDING },
	{ "subprojects", FILE_VENDORED, HOLDING },
	{ "t", FILE_TEST, AT_TOP },
	{ "test", FILE_TEST, ANYWHERE },
	{ "testdata", FILE_TEST, ANYWHERE },
	{ "tests", FILE_TEST, ANYWHERE },
	{ "testsuite", FILE_TEST, ANYWHERE },
	{ "third-party", FILE_VENDORED, ANYWHERE },
	{ "third_party", FILE_VENDORED, ANYWHERE },
	{ "thirdparty", FILE_VENDORED, ANYWHERE },
	{ "tutorial", FILE_EXAMPLE, NEAR_TOP },
	{ "tutorials", FILE_EXAMPLE, NEAR_TOP },
	{ "unittests", FILE_TEST, ANYWHERE },
	{ "vendor", FILE_VENDORED, ANYWHERE },
	{ "vendored", FILE_VENDORED, ANYWHERE },
	{ "vendors", FILE_VENDORED, ANYWHERE },
};

enum { FOLDER_NAME_MAX = 32 }; /* longer than any in the table */

static int compare_folder_names(const void *a, const void *b)
{
	return strcmp(a, ((const struct folder_name *)b)->name);
}

static const struct folder_name *find_folder_name(struct text folder)
{
	char lower[FOLDER_NAME_MAX];

	if (folder.size >= sizeof(lower))
		return NULL;
	for (size_t i = 0; i < folder.size; i++)
		lower[i] = (char)tolower((unsigned char)folder.data[i]);
	lower[folder.size] = '\0';
	return bsearch(lower, folder_names, sizeof(folder_names) / sizeof(folder_names[0]),
	               sizeof(folder_names[0]), compare_folder_names);
}

static enum file_class class_of_ending(struct text folder)
{
	if (text_ends(folder, "-tests") || text_ends(folder, "_tests"))
		return FILE_TEST;
	if (text_ends(folder, "-examples") || text_ends(folder, "_examples"))
		return FILE_EXAMPLE;
	return FILE_SOURCE;
}

static bool is_placed(enum where where, size_t depth, bool last)
{
	switch (where) {
	case NEAR_TOP:
		return depth <= 1;
	case AT_TOP:
		return depth == 0;
	case HOLDING:
		return depth == 0 && !last;
	default:
		return true;
	}
}

/* `depth` from 0; `last`: nothing but the file lies below. */
static enum file_class class_of_folder(struct text folder, size_t depth, bool last)
{
	const struct folder_name *found = find_folder_name(folder);

	if (!found)
		return class_of_ending(folder);
	if (!is_placed((enum where)found->where, depth, last))
		return FILE_SOURCE;
	return (enum file_class)found->file_class;
}

/* Below src/main lie packages, whose parts are named after the product. */
static bool is_product_root(struct text before, struct text folder)
{
	return text_is(before, "src") && (text_is(folder, "main") || text_ends(folder, "Main"));
}

/* ... and below src/test, src/integrationTest, src/testFixtures lie tests. */
static bool is_test_root(struct text before, struct text folder)
{
	return text_is(before, "src") && (text_ends(folder, "Test") || text_starts(folder, "test"));
}

/* Other people's code may have tests and examples of its own: it comes first. */
static unsigned precedence(enum file_class file_class)
{
	static const unsigned char order[FILE_CLASS_COUNT] = {
		[FILE_EXAMPLE] = 1,
		[FILE_TEST] = 2,
		[FILE_GENERATED] = 3,
		[FILE_VENDORED] = 4,
	};

	return order[file_class];
}

static enum file_class stronger(enum file_class a, enum file_class b, unsigned except)
{
	if (except & 1u << b)
		return a;
	return precedence(b) > precedence(a) ? b : a;
}

/* --- names ----------------------------------------------------------------------- */

#define C_FAMILY " c h cc cpp cxx hh hpp hxx "
#define SCRIPT_FAMILY " js jsx mjs cjs ts tsx mts cts "
#define TEST_BY_STEM " py go rb exs ex php c cc cpp cxx h hpp js jsx ts tsx mjs dart "

struct file_name {
	const char *prefix, *suffix; /* of the stem, which is longer than both */
	const char *extensions;      /* between blanks */
	uint8_t file_class;
};

static const struct file_name file_names[] = {
	{ "test_", "", " py" C_FAMILY, FILE_TEST },
	{ "test-", "", C_FAMILY SCRIPT_FAMILY, FILE_TEST },
	{ "", "_test", TEST_BY_STEM, FILE_TEST },
	{ "", "_tests", " py c cc cpp ", FILE_TEST },
	{ "", "-test", C_FAMILY SCRIPT_FAMILY, FILE_TEST },
	{ "", "_unittest", " py" C_FAMILY, FILE_TEST },
	{ "", "_spec", " rb lua js ts ", FILE_TEST },
	{ "", ".test", SCRIPT_FAMILY, FILE_TEST },
	{ "", ".test-d", SCRIPT_FAMILY, FILE_TEST }, /* of types */
	{ "", ".spec", SCRIPT_FAMILY, FILE_TEST },
	{ "", ".e2e", SCRIPT_FAMILY, FILE_TEST },
	{ "", ".cy", SCRIPT_FAMILY, FILE_TEST },
	{ "", "Test", " java kt scala groovy cs php swift ", FILE_TEST },
	{ "", "Tests", " java kt scala cs swift ", FILE_TEST },
	{ "", "TestCase", " java kt php ", FILE_TEST },
	{ "", "Spec", " scala groovy kt ", FILE_TEST },
	{ "", ".stories", SCRIPT_FAMILY, FILE_EXAMPLE },
	{ "", ".pb", " go h c cc cpp ", FILE_GENERATED },
	{ "", ".pb.gw", " go ", FILE_GENERATED },
	{ "", "_pb2", " py pyi ", FILE_GENERATED },
	{ "", "_pb2_grpc", " py pyi ", FILE_GENERATED },
	{ "", "_pb", " js ts ", FILE_GENERATED },
	{ "", ".min", " js mjs ", FILE_GENERATED },
	{ "", "-min", " js ", FILE_GENERATED },
	{ "", ".gen", " go ts js rs py ", FILE_GENERATED },
	{ "", ".designer", " cs vb ", FILE_GENERATED },
	{ "", ".tab", " c h cc cpp ", FILE_GENERATED },
	{ "lex.", "", " c cc ", FILE_GENERATED },
};

static bool has_extension(const char *extensions, struct text extension)
{
	const char *at = extensions;

	if (!extension.size)
		return false;
	while ((at = strchr(at, ' ')) && at[1]) {
		at++;
		if (strncmp(at, extension.data, extension.size) == 0 && at[extension.size] == ' ')
			return true;
	}
	return false;
}

/* FooIT.java is an integration test, AUDIT.java a class. */
static bool is_integration_test(struct text stem, struct text extension)
{
	return (text_is(extension, "java") || text_is(extension, "kt")) && text_ends(stem, "IT") &&
	       stem.size > 2 && islower((unsigned char)stem.data[stem.size - 3]);
}

static bool is_whole_test_name(struct text name)
{
	static const char *const names[] = { "conftest.py", "tests.py", "tests.rs" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_is(name, names[i]))
			return true;
	return false;
}

static bool is_generated_stem(struct text stem)
{
	return text_starts(stem, "zz_generated") || text_ends(stem, ".generated") ||
	       text_ends(stem, "_generated");
}

static enum file_class class_of_name(struct text path, unsigned except)
{
	struct text stem = path_stem(path);
	struct text extension = path_extension(path);
	enum file_class found = FILE_SOURCE;

	if (is_generated_stem(stem))
		found = stronger(found, FILE_GENERATED, except);
	if (is_whole_test_name(path_name(path)) || is_integration_test(stem, extension))
		found = stronger(found, FILE_TEST, except);
	for (size_t i = 0; i < sizeof(file_names) / sizeof(file_names[0]); i++) {
		const struct file_name *row = &file_names[i];

		if (stem.size > strlen(row->prefix) + strlen(row->suffix) &&
		    text_starts(stem, row->prefix) && text_ends(stem, row->suffix) &&
		    has_extension(row->extensions, extension))
			found = stronger(found, (enum file_class)row->file_class, except);
	}
	return found;
}

/* --- both ------------------------------------------------------------------------- */

enum file_class class_by_convention(struct text path, unsigned except)
{
	struct text rest = path_folder(path);
	struct text before = TEXT("");
	enum file_class found = FILE_SOURCE;

	for (size_t depth = 0; rest.size; depth++) {
		struct text folder = path_step(&rest);

		if (is_product_root(before, folder))
			return found;
		if (is_test_root(before, folder))
			found = stronger(found, FILE_TEST, except);
		found = stronger(found, class_of_folder(folder, depth, rest.size == 0), except);
		before = folder;
	}
	return stronger(found, class_of_name(path, except), except);
}

struct text vendored_project(struct text path)
{
	struct text rest = path_folder(path);
	size_t end = 0;

	/* Behind the last folder that holds foreign projects comes the project. */
	for (size_t depth = 0; rest.size; depth++) {
		struct text folder = path_step(&rest);
		struct text after = rest;

		if (class_of_folder(folder, depth, rest.size == 0) != FILE_VENDORED)
			continue;
		end = (size_t)(folder.data + folder.size - path.data);
		if (rest.size) {
			folder = path_step(&after);
			end = (size_t)(folder.data + folder.size - path.data);
		}
	}
	return (struct text){ path.data, end ? end : path_folder(path).size };
}
