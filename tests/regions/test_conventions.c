/* What the path of a file says about it, when .gitattributes say nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "bole/regions.h"

static void assert_class(const char *path, enum file_class expected)
{
	struct labels *labels = labels_new();
	struct label label = labels_of(labels, text_of(path));

	if ((int)label.file_class != (int)expected)
		fail_msg("%s is %s, not %s", path, file_class_name(label.file_class),
		         file_class_name(expected));
	assert_false(label.by_attribute);
	labels_free(labels);
}

static void a_folder_for_the_code_of_others_is_vendored(void **state)
{
	(void)state;
	assert_class("vendor/lib/a.go", FILE_VENDORED);
	assert_class("deps/lua/lua.c", FILE_VENDORED);
	assert_class("external/zlib/zlib.c", FILE_VENDORED);
	assert_class("src/third_party/zlib/zlib.c", FILE_VENDORED);
}

/* The trunk of sympy stands on its package sympy/external. */
static void a_package_that_is_named_external_is_the_projects_own(void **state)
{
	(void)state;
	assert_class("sympy/external/importtools.py", FILE_SOURCE);
	assert_class("src/main/java/org/example/external/Client.java", FILE_SOURCE);
}

static void a_folder_of_tests_holds_tests(void **state)
{
	(void)state;
	assert_class("tests/helper.py", FILE_TEST);
	assert_class("sympy/external/tests/test_gmpy.py", FILE_TEST);
	assert_class("src/main.py", FILE_SOURCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_for_the_code_of_others_is_vendored),
		cmocka_unit_test(a_package_that_is_named_external_is_the_projects_own),
		cmocka_unit_test(a_folder_of_tests_holds_tests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
