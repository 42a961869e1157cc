/* What is blanked out of C before it is parsed, and what never is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "metrics/lang/all.h"

static bool blank(struct bytes *bytes, const char *text)
{
	bytes_clear(bytes);
	bytes_add_string(bytes, text);
	return blank_cpp_macros(bytes->data, bytes->size);
}

static void only_the_macros_become_blanks(void **state)
{
	static const char *const pairs[][2] = {
		{ "class API Shape {", "class     Shape {" },
		{ "struct API(x) Shape : Base {", "struct        Shape : Base {" },
		{ "static NOINLINE void *f(int a UNUSED)",
		  "static          void *f(int a       )" },
		{ "int f() const NOEXCEPT {", "int f() const          {" },
		{ "BEGIN_API namespace a {", "          namespace a {" },
		{ "{ SET(a)\n\tif (a)", "{       \n\tif (a)" },
		{ "COLD /* why */ static int f();", "     /* why */ static int f();" },
		{ "static inline __printf(1, 2)\nvoid f(char *a, ...) {",
		  "static inline               \nvoid f(char *a, ...) {" },
		{ "int f(int a)\n\t__acquires(a)\n{", "int f(int a)\n\t             \n{" },
	};
	struct bytes bytes = BYTES_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_true(blank(&bytes, pairs[i][0]));
		assert_string_equal(bytes.data, pairs[i][1]);
	}
	bytes_release(&bytes);
}

static void sound_code_is_left_alone(void **state)
{
	static const char *const sound[] = {
		"FILE *file = open(PATH, FLAG_A & FLAG_B * FLAG_C);",
		"return (int) EOF;",
		"DWORD run(HANDLE handle, const FOO BAR) { return sizeof(FOO) * BAR; }",
		"HRESULT Shape::run(DWORD flags) { goto END; }",
		"struct FOO bar = { BAR }; enum COLOR { RED, GREEN };",
		"#define API class API Shape {\nint a;",
		"const char *a = \"class API Shape {\" R\"(class API Shape {)\"; // class API Shape {",
		"TEST(Shape, Grows) { CHECK(a); }",
		"explicit __shape(int a) noexcept : a(a) {}\nint __grows(int a) {}",
		"each(a) __grow(a); if (a) __grow(a); else { __grow(a); }",
		"std::vector<INT> LIST; unsigned long COUNT; ns::TYPE NAME(A, B);",
		"switch (a) { case FOO: BAR(b); break; default: BAZ; }",
	};
	struct bytes bytes = BYTES_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(sound) / sizeof(*sound); i++) {
		assert_false(blank(&bytes, sound[i]));
		assert_string_equal(bytes.data, sound[i]);
	}
	bytes_release(&bytes);
}

/* Each of these once took minutes, or would: work grows with the size alone. */
static void endless_rows_of_macros_end(void **state)
{
	static const char *const rows[] = { "FOO(x)\n", "R\"R\"",     "FOO ",          "class A ",
		                            "A_A::",    "const FOO ", "static F_(x) ", "(",
		                            ")FOO ",    "FOO<" };
	struct bytes bytes = BYTES_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t size;

		bytes_clear(&bytes);
		while (bytes.size < 1 << 20)
			bytes_add_string(&bytes, rows[i]);
		size = bytes.size;
		blank_cpp_macros(bytes.data, bytes.size);
		assert_int_equal(strlen(bytes.data), size);
	}
	bytes_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_macros_become_blanks),
		cmocka_unit_test(sound_code_is_left_alone),
		cmocka_unit_test(endless_rows_of_macros_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
